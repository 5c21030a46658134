"""Lotus Cafe: a small café in Hanoi that lives from its own posts, and the exports that it leaves.

Traps on purpose: two Business Suite layouts, UTF-16 files whose second line names metric and network (one does not name
the network), posts with line breaks and emoji, money without decimals, most sales without any source.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass

import numpy as np

from demo import exports
from demo.world import FIRST, LAST, QUARTERS, Paid, around, cost_between, days, months, pick, truth_text

CLIENT, SEED, TRUE_MARGIN = "lotus-cafe", 20241002, 0.61
HEARD = {"Instagram": 0.52, "Facebook": 0.40, "TikTok": 0.08}
HEARD_ELSEWHERE = {"Bạn bè": 0.45, "Đi ngang qua": 0.35, "Google Maps": 0.20}
BOOSTS = ("Cà phê trứng, cuối tuần", "Trung thu 2025", "Bài viết: \"Góc nhỏ Hà Nội\"", "Tết 2025")  # fmt: skip
POSTS = (
    ("Photos", "IG image", "Sáng nay có gì? ☕🌿\nCà phê trứng nóng, bánh mì giòn, và một góc nắng."),
    ("Photos", "IG carousel", "Thực đơn mùa thu: trà sen, cốm, chuối 🍂"),
    ("Reels", "IG reel", "Cách chúng mình đánh trứng cho ly cà phê trứng 🥚✨\nXem đến cuối nhé!"),
    ("Photos", "IG image", "Mã LOTUS10 giảm 10 %, chỉ dành cho bạn theo dõi Instagram 💚"),
    ("Reels", "IG reel", "Mưa Hà Nội, nhạc Trịnh, một ly bạc xỉu. Bạn chọn gì?"),
)
METRICS = {  # file: (line 2, daily level, yearly growth)
    "Reach.csv": ("Facebook reach", 420, 0.2),
    "Reach (1).csv": ("Instagram reach", 610, 0.5),
    "Views.csv": ("Instagram views", 1150, 0.5),
    "Follows.csv": ("Instagram follows", 3.1, 0.6),
    "Follows (1).csv": ("Facebook follows", 0.9, 0.1),
    "Visits.csv": ("Instagram profile visits", 24, 0.4),
    "Interactions.csv": ("Content interactions", 31, 0.3),
    "Link clicks.csv": ("Facebook link clicks", 2.4, 0.1),
}


@dataclass(frozen=True)
class Sale:
    """One sale at the till with its hidden cause and its visible mark. Amount in dong, after the discount."""

    day: dt.date
    amount: int
    is_caused: bool  # the guests would not have come without social media
    code: str
    heard_from: str

    @property
    def is_tracked(self) -> bool:
        """The till knows that social media brought it."""
        return self.code == "LOTUS10" or self.heard_from in HEARD


def make() -> dict[str, bytes]:
    """Every file of the client by its path from the repository's root."""
    rng = np.random.default_rng(SEED)
    sales = [sale for day in days() for sale in _sales_of(rng, day)]
    boosts, costs = _boost_rows(rng), _cost_rows()
    published = [day for day in days() if day.weekday() in (1, 3, 5, 6) and rng.random() < 0.75]
    files = {
        "sales.csv": exports.own_csv([_sale_row(sale) for sale in sales]),
        "costs.csv": exports.own_csv(costs),
        "Lotus-boosts.csv": exports.meta_ads(boosts, spend="Amount spent (VND)", decimals=0, reach=64120, first=FIRST, last=LAST),
        "Oct-01-2024_Oct-05-2025_1187452039561.csv": exports.business_suite_posts(
            exports.FACEBOOK_POST_COLUMNS, [_facebook_post(rng, day) for day in published]
        ),
        "Oct-01-2024_Oct-05-2025_1187452039574.csv": exports.business_suite_posts(
            exports.INSTAGRAM_POST_COLUMNS, [_instagram_post(rng, day) for day in published]
        ),
        ".key": hashlib.sha256(b"demo key of lotus-cafe").hexdigest().encode() + b"\n",
    }
    for name, (metric, level, growth) in METRICS.items():
        files[name] = exports.business_suite_metric(metric, _daily(rng, level, growth))
    truth = truth_text(_truth(sales, _paid(boosts, costs)))
    named = {f"data/{CLIENT}/{name}": content for name, content in files.items()}
    return named | {f"demo/truth/{CLIENT}.json": truth.encode()}


def _sales_of(rng: np.random.Generator, day: dt.date) -> list[Sale]:
    closed = dt.date(2025, 1, 28) <= day <= dt.date(2025, 2, 1)  # Tết
    rate = 0 if closed else 11.5 * (1.35 if day.weekday() >= 5 else 0.88)
    return [_sale(rng, day) for _ in range(int(rng.poisson(rate)))]


def _sale(rng: np.random.Generator, day: dt.date) -> Sale:
    """Guests won by social media mostly leave a mark; some regulars leave the same mark without being won by it."""
    kind = pick(rng, {"won by social": 0.090, "social on the way": 0.045, "no social": 0.865})
    mark = pick(rng, {
        "won by social": {"code": 0.40, "heard": 0.40, "nothing": 0.20},
        "social on the way": {"code": 0.50, "heard": 0.22, "nothing": 0.28},
        "no social": {"code": 0.003, "elsewhere": 0.15, "nothing": 0.847},
    }[kind])  # fmt: skip
    price = 1000 * round(around(rng, 82, 0.42))
    amount = round(price * 0.9) if mark == "code" else price
    heard = pick(rng, {"heard": HEARD, "elsewhere": HEARD_ELSEWHERE}.get(mark, {"": 1.0}))
    return Sale(day, amount, kind == "won by social", "LOTUS10" if mark == "code" else "", heard)


def _sale_row(sale: Sale) -> exports.Row:
    return {
        "date": str(sale.day), "amount": sale.amount, "currency": "VND", "code": sale.code,
        "heard_from": sale.heard_from, "channel": "pos",
    }  # fmt: skip


def _cost_rows() -> list[exports.Row]:
    """What was paid in cash for content, once a quarter and now and then."""
    cash = [
        ("content", "Chụp ảnh món mới", "instagram", 1600000, dt.date(2024, 10, 12)),
        ("creator", "Bữa ăn mời blogger ẩm thực", "instagram", 540000, dt.date(2024, 11, 23)),
        ("content", "Chụp ảnh Tết", "instagram", 1800000, dt.date(2025, 1, 11)),
        ("creator", "Bữa ăn mời blogger ẩm thực", "facebook", 380000, dt.date(2025, 3, 8)),
        ("content", "Chụp ảnh trà sen", "instagram", 1600000, dt.date(2025, 5, 17)),
        ("content", "Chân máy và đèn nhỏ", "", 690000, dt.date(2025, 6, 3)),
        ("creator", "Nguyên liệu cho 3 bữa mời TikToker", "instagram", 720000, dt.date(2025, 7, 26)),
        ("content", "Chụp ảnh mùa thu", "instagram", 1700000, dt.date(2025, 8, 30)),
    ]
    names = ("type", "item", "platform", "amount", "on")
    serves = {"Chụp ảnh": "photo", "Bữa ăn": "reel", "Nguyên liệu": "reel"}  # the type of post that came of it
    return [
        dict(zip(names, (*row[:4], str(row[4])), strict=True))
        | {"content": next((made for start, made in serves.items() if row[1].startswith(start)), ""), "currency": "VND"}
        for row in cash
    ]


def _boost_rows(rng: np.random.Generator) -> list[exports.Row]:
    """Boosted posts: a few days each month, paid in dong, no purchases to claim."""
    starts = [first + dt.timedelta(days=9) for first, _ in months() if first.month != 10 or first.year == 2024]
    boosted = [(start + dt.timedelta(days=step), BOOSTS[number % 4]) for number, start in enumerate(starts) for step in range(5)]
    return [_boost_row(rng, day, name) for day, name in boosted]


def _boost_row(rng: np.random.Generator, day: dt.date, name: str) -> exports.Row:
    spend = round(around(rng, 98000, 0.12))
    impressions = round(spend / around(rng, 29000, 0.15) * 1000)
    reach = round(impressions / 1.18)
    clicks = int(rng.binomial(impressions, 0.009))
    return {
        "Day": str(day), "Campaign name": name, "Attribution setting": "7-day click or 1-day view",
        "Result type": "Post engagement", "Results": int(rng.binomial(impressions, 0.05)), "Reach": reach,
        "Impressions": impressions, "Frequency": impressions / reach, "Amount spent (VND)": spend, "Link clicks": clicks,
        "Clicks (all)": clicks + int(rng.binomial(impressions, 0.012)), "Reporting starts": str(day),
        "Reporting ends": str(day),
    }  # fmt: skip


def _published(rng: np.random.Generator, day: dt.date) -> str:
    """Posted in the Hanoi morning, which is the evening before on the export's Pacific clock."""
    return f"{day - dt.timedelta(days=1):%m/%d/%Y} {17 + int(rng.integers(5)):02d}:{int(rng.integers(60)):02d}"


def _facebook_post(rng: np.random.Generator, day: dt.date) -> exports.Row:
    kind, _, text = POSTS[int(rng.integers(len(POSTS)))]
    post_id = str(122100000000000000 + day.toordinal() * 1000003 + int(rng.integers(10**6)))
    reach = round(around(rng, 520, 0.5))
    reactions, comments, shares, links = (int(rng.binomial(reach, chance)) for chance in (0.034, 0.006, 0.004, 0.005))
    other = int(rng.binomial(reach, 0.03))
    return {
        "Post ID": post_id, "Page ID": "61550000000077", "Page name": "Lotus Cafe Hà Nội", "Title": text.split("\n")[0],
        "Description": text, "Duration (sec)": 24 if kind == "Reels" else 0, "Publish time": _published(rng, day),
        "Caption type": "N/A", "Permalink": f"https://www.facebook.com/{post_id}", "Is crosspost": 0, "Is share": 0,
        "Post type": kind, "Funded content status": "", "Date": "Lifetime", "Views": round(reach * around(rng, 1.6, 0.1)),
        "Reach": reach, "Reactions, Comments and Shares": reactions + comments + shares, "Reactions": reactions,
        "Comments": comments, "Shares": shares, "Total clicks": links + other, "Link Clicks": links, "Other Clicks": other,
        "Seconds viewed": reach * 6 if kind == "Reels" else None, "Average Seconds viewed": 6.0 if kind == "Reels" else None,
        "Estimated earnings (USD)": 0,
    }  # fmt: skip


def _instagram_post(rng: np.random.Generator, day: dt.date) -> exports.Row:
    _, kind, text = POSTS[int(rng.integers(len(POSTS)))]
    post_id = str(17900000000000000 + day.toordinal() * 1000003 + int(rng.integers(10**6)))
    reach = round(around(rng, 900 if kind == "IG reel" else 480, 0.5))
    return {
        "Post ID": post_id, "Account ID": "17841400000000012", "Account username": "lotuscafe.example",
        "Account name": "Lotus Cafe Hà Nội", "Description": text, "Duration (sec)": 24 if kind == "IG reel" else 0,
        "Publish time": _published(rng, day), "Permalink": f"https://www.instagram.com/p/{post_id[-11:]}/",
        "Post type": kind, "Date": "Lifetime", "Views": round(reach * around(rng, 1.7, 0.1)), "Reach": reach,
        "Likes": int(rng.binomial(reach, 0.052)), "Shares": int(rng.binomial(reach, 0.006)),
        "Comments": int(rng.binomial(reach, 0.007)), "Saves": int(rng.binomial(reach, 0.011)),
        "Follows": int(rng.binomial(reach, 0.003)),
    }  # fmt: skip


def _daily(rng: np.random.Generator, level: float, growth: float) -> dict[dt.date, int]:
    """One metric by day, growing over the year and higher at weekends."""
    return {
        day: int(rng.poisson(level * (1 + growth * (day - FIRST).days / 365) * (1.25 if day.weekday() >= 5 else 0.9)))
        for day in days()
    }


def _paid(boosts: list[exports.Row], costs: list[exports.Row]) -> list[Paid]:
    """All that the café paid for social media, staff time included."""
    dated = [(row["item"], float(row["amount"]), row["on"]) for row in costs]
    dated += [("Boost", float(row["Amount spent (VND)"]), row["Day"]) for row in boosts]
    cash = [Paid(item, amount, *(dt.date.fromisoformat(day),) * 2) for item, amount, day in dated]
    monthly = {"Owner's hours": 22 * 100000, "Barista's hours": 24 * 35000, "Design and video tools": 219000}
    return cash + [Paid(item, float(amount), *month) for month in months() for item, amount in monthly.items()]


def _truth(sales: list[Sale], paid: list[Paid]) -> dict:
    return {
        "client": CLIENT,
        "currency": "VND",
        "true_margin": TRUE_MARGIN,
        "how": [
            "Every sale belongs to a simulated party; a hidden flag says whether it would have come without social media.",
            "9 % of sales are won by social media; one in five of them leaves no mark at the till.",
            "4.5 % are regulars who meet a post or use the code LOTUS10 on the way: tracked, but not caused.",
            "Net revenue is what was charged, after the code's discount.",
            "Cost is what the café paid: boosts and cash costs on their day, staff hours and tools by calendar month.",
            "true_incremental_roi = (caused_net_revenue × true_margin − true_cost) ÷ true_cost.",
        ],
        "periods": {
            label: _period_truth([sale for sale in sales if first <= sale.day <= last], cost_between(paid, first, last))
            for label, (first, last) in QUARTERS.items()
        },
    }


def _period_truth(sales: list[Sale], cost: float) -> dict:
    tracked = [sale for sale in sales if sale.is_tracked]
    caused = [sale for sale in sales if sale.is_caused]
    net = sum(sale.amount for sale in caused)
    return {
        "orders": len(sales),
        "net_revenue": sum(sale.amount for sale in sales),
        "social_attributed_orders_as_tracked": len(tracked),
        "social_attributed_net_revenue_as_tracked": sum(sale.amount for sale in tracked),
        "caused_results": len(caused),
        "caused_results_that_tracking_missed": sum(not sale.is_tracked for sale in caused),
        "caused_net_revenue": net,
        "caused_margin": net * TRUE_MARGIN,
        "true_cost": cost,
        "true_incremental_roi": (net * TRUE_MARGIN - cost) / cost,
    }
