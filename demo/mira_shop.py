"""Mira Shop: an online shop in New York that advertises on Meta and TikTok, and the exports that it leaves.

Traps on purpose: both ad platforms claim the same orders, the shop's export has no source, an order has several rows,
web analytics misses 7 % of purchases and is not in date order, Meta's first row is the account's total.
"""

import datetime as dt
import hashlib

import numpy as np

from demo import exports
from demo.mira_ads import meta_rows, tiktok_rows
from demo.mira_people import PLACES, PRODUCTS, Order, followers, live
from demo.mira_web import SOCIAL, landing_pages, traffic, visits
from demo.world import FIRST, LAST, QUARTERS, Paid, around, cost_between, days, months, truth_text

CLIENT, SEED, TRUE_MARGIN = "mira-shop", 20241001, 0.41
POSTS = (
    ("IG reel", "מאחורי הקלעים בסטודיו 🎬\nכך נולדת הקערה, צעד אחר צעד"),
    ("IG image", "קערות אבן בעבודת יד, עכשיו באתר ✨"),
    ("IG carousel", "חמש דרכים לערוך שולחן לשבת:\n1. רץ פשתן\n2. פמוטים\n3. קערות"),
    ("IG reel", "New in: wool throw “Negev” 🧶 קוד MIRA10 לעוקבים בלבד"),
    ("IG image", "לקוחה שלחה לנו תמונה, ואנחנו נמסות 💛"),
)


def make() -> dict[str, bytes]:
    """Every file of the client by its path from the repository's root."""
    rng = np.random.default_rng(SEED)
    orders = live(rng)
    meta, tiktok = meta_rows(rng, orders), tiktok_rows(rng, orders)
    visited = visits(rng, orders)
    files = {
        "orders_export_1.csv": exports.shopify_orders(_shopify_rows(orders)),
        "Untitled-report-Oct-1-2024-to-Oct-5-2025.csv": exports.meta_ads(
            meta, spend="Amount spent (USD)", decimals=2, reach=218407, first=FIRST, last=LAST
        ),
        "Campaign Report-Daily.xlsx": exports.tiktok_ads(tiktok),
        "Traffic_acquisition_Session_source_medium.csv": traffic(rng, orders, visited),
        "Oct-01-2024_Oct-05-2025_1093375512846.csv": exports.business_suite_posts(
            exports.INSTAGRAM_POST_COLUMNS, _post_rows(rng)
        ),
        "customers.csv": exports.own_csv(_customer_rows(orders, followers(np.random.default_rng([SEED, 1]), orders))),
        ".key": hashlib.sha256(b"demo key of mira-shop").hexdigest().encode() + b"\n",
    }
    for number, (first, last) in enumerate(QUARTERS.values()):
        name = f"Landing_page_Landing_page{f' ({number})' if number else ''}.csv"
        files[name] = landing_pages(rng, orders, visited, first, last)
    truth = truth_text(_truth(orders, _paid(meta, tiktok)))
    named = {f"data/{CLIENT}/{name}": content for name, content in files.items()}
    return named | {f"demo/truth/{CLIENT}.json": truth.encode()}


def _dollars(cents: int) -> str:
    return f"{cents / 100:.2f}"


def _shopify_rows(orders: list[Order]) -> list[exports.Row]:
    """Newest order first, as Shopify lists them."""
    return [row for order in reversed(orders) for row in _order_rows(order)]


def _order_rows(order: Order) -> list[exports.Row]:
    same = {"Name": f"#{order.number}", "Email": f"buyer{order.customer}@example.com"}
    created = f"{order.at:%Y-%m-%d %H:%M:%S %z}"
    rows = [same | {"Created at": created} | _line(order, line) for line in order.lines]
    return [same | _order_fields(order, created) | rows[0], *rows[1:]]


def _line(order: Order, line: tuple[str, int, int]) -> exports.Row:
    product, quantity, price = line
    return {
        "Lineitem quantity": quantity, "Lineitem name": product, "Lineitem price": _dollars(price),
        "Lineitem sku": f"MS-{1 + list(PRODUCTS).index(product):03d}", "Lineitem requires shipping": "true",
        "Lineitem taxable": "true", "Lineitem fulfillment status": "fulfilled" if order.counts else "pending",
        "Vendor": "Mira Shop", "Lineitem discount": "0.00",
    }  # fmt: skip


def _order_fields(order: Order, created: str) -> exports.Row:
    city, postcode, _, rate = PLACES[order.place]
    person = {
        "Name": f"Buyer {order.customer}",
        "City": city,
        "Zip": postcode,
        "Province": order.place,
        "Country": "US",
    }
    taxed = {"Tax 1 Name": f"{order.place} State Tax {rate:.3%}", "Tax 1 Value": _dollars(order.tax)}
    cancelled = f"{order.at + dt.timedelta(hours=5):%Y-%m-%d %H:%M:%S %z}" if order.status == "voided" else None
    return {
        "Financial Status": order.status, "Paid at": created if order.counts else None,
        "Fulfillment Status": "fulfilled" if order.counts else "unfulfilled", "Accepts Marketing": "no", "Currency": "USD",
        "Subtotal": _dollars(order.goods), "Shipping": _dollars(order.shipping), "Taxes": _dollars(order.tax),
        "Total": _dollars(order.total), "Discount Code": order.code or None, "Discount Amount": _dollars(order.discount),
        "Shipping Method": "Standard" if order.shipping else "Free shipping", "Cancelled at": cancelled,
        "Payment Method": "Shopify Payments", "Refunded Amount": _dollars(order.refunded),
        "Outstanding Balance": _dollars(order.total if order.status == "pending" else 0),
        "Id": str(5820000000000 + order.number * 32768), "Risk Level": "Low", "Source": "web",
    } | {f"Billing {part}": value for part, value in person.items()} | (taxed if order.tax else {})  # fmt: skip


def _customer_rows(orders: list[Order], begins: dict[int, dt.date]) -> list[exports.Row]:
    """Every customer with the day of the first order, and since when he follows, as the shop's social media manager notes it."""
    first = {order.customer: order.at.date() for order in reversed(orders)}
    return [
        {"day": str(first[customer]), "customer": f"buyer{customer}@example.com", "followed_day": begins.get(customer)}
        for customer in sorted(first)
    ]


def _post_rows(rng: np.random.Generator) -> list[exports.Row]:
    """About three Instagram posts a week; the export's clock runs on Pacific time."""
    published = [day for day in days() if day.weekday() in (0, 2, 4) and rng.random() < 0.93]
    return [_post_row(rng, day, number) for number, day in enumerate(published)]


def _post_row(rng: np.random.Generator, day: dt.date, number: int) -> exports.Row:
    kind, text = POSTS[int(rng.integers(len(POSTS)))]
    reach = round(around(rng, 2600 if kind == "IG reel" else 1300, 0.5))
    clock = f"{7 + int(rng.integers(10)):02d}:{int(rng.integers(60)):02d}"
    post_id = str(17900000000000000 + number * 31415926535 + int(rng.integers(10**9)))
    return {
        "Post ID": post_id, "Account ID": "17841400000000077", "Account username": "mirashop.example",
        "Account name": "Mira Shop", "Description": text, "Duration (sec)": 22 if kind == "IG reel" else 0,
        "Publish time": f"{day:%m/%d/%Y} {clock}", "Permalink": f"https://www.instagram.com/p/{post_id[-11:]}/",
        "Post type": kind, "Date": "Lifetime", "Views": round(reach * around(rng, 1.5, 0.1)), "Reach": reach,
        "Likes": int(rng.binomial(reach, 0.041)), "Shares": int(rng.binomial(reach, 0.005)),
        "Comments": int(rng.binomial(reach, 0.004)), "Saves": int(rng.binomial(reach, 0.009)),
        "Follows": int(rng.binomial(reach, 0.0016)),
    }  # fmt: skip


def _paid(meta: list[exports.Row], tiktok: list[exports.Row]) -> list[Paid]:
    """All that the shop paid for social media, as its own books would show it."""
    media = [("Meta", row["Day"], row["Amount spent (USD)"]) for row in meta]
    media += [("TikTok", row["Date"], row["Cost"]) for row in tiktok]
    spent = [Paid(f"{who} ads", float(cost), *(dt.date.fromisoformat(day),) * 2) for who, day, cost in media]
    monthly = {"Social media manager": 2600 * 1.25 * 0.40, "Designer": 8 * 45, "Scheduler": 49}
    regular = [Paid(item, amount, *month) for month in months() for item, amount in monthly.items()]
    return [*spent, *regular, Paid("Conference", 1800, dt.date(2025, 2, 10), dt.date(2026, 2, 9))]


def _truth(orders: list[Order], paid: list[Paid]) -> dict:
    return {
        "client": CLIENT,
        "currency": "USD",
        "true_margin": TRUE_MARGIN,
        "how": [
            "Every order belongs to a simulated person; a hidden flag says whether it would exist without social media.",
            "Following changes nothing: one order in nine makes a follower, who buys on as before.",
            "19 % of buyers are won by social media; web analytics shows 18 % of those as direct or as a search.",
            "8 % would have bought anyway and happened to come through social media: tracked, but not caused.",
            "Orders count from the day they were placed, in the shop's time zone, if they were paid; net is goods after "
            "discounts and refunds, without tax and shipping.",
            "Cost is what the shop paid: ads by day, monthly costs by calendar month, the conference of 10 February 2025 "
            "in equal parts over the following 365 days.",
            "true_incremental_roi = (caused_net_revenue × true_margin − true_cost) ÷ true_cost.",
        ],
        "periods": {
            label: _period_truth(
                [order for order in orders if first <= order.at.date() <= last], cost_between(paid, first, last)
            )
            for label, (first, last) in QUARTERS.items()
        },
    }  # fmt: skip


def _period_truth(orders: list[Order], cost: float) -> dict:
    counted = [order for order in orders if order.counts]
    measured = [order for order in orders if order.is_measured]
    tracked = [order for order in counted if order.code == "MIRA10" or (order.is_measured and order.trail in SOCIAL)]
    caused = [order for order in counted if order.is_caused]
    net = sum(order.net for order in caused) / 100
    return {
        "orders": len(counted),
        "net_revenue": sum(order.net for order in counted) / 100,
        "social_attributed_orders_as_tracked": len(tracked),
        "social_attributed_net_revenue_as_tracked": sum(order.net for order in tracked) / 100,
        "social_share_of_revenue_in_web_analytics": sum(order.total for order in measured if order.trail in SOCIAL)
        / sum(order.total for order in measured),
        "platform_claims": {name: sum(name in order.claimed_by for order in orders) for name in ("meta", "tiktok")},
        "caused_results": len(caused),
        "caused_results_that_tracking_missed": sum(order not in tracked for order in caused),
        "caused_net_revenue": net,
        "caused_margin": net * TRUE_MARGIN,
        "true_cost": cost,
        "true_incremental_roi": (net * TRUE_MARGIN - cost) / cost,
    }
