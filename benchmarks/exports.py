"""Large exports as the platforms write them, made up: ads by day of Meta's Ads Manager, and Shopify's orders with their lines.

The numbers are random and seeded; names hold commas, quotation marks and letters beyond ASCII, notes hold lines and JSON.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

META = (
    '"Campaign name","Ad set name","Ad name",Day,"Ad delivery","Attribution setting",Results,"Result indicator",Reach,'
    'Frequency,Impressions,"Amount spent (USD)","CPM (cost per 1,000 impressions) (USD)","Link clicks","Clicks (all)",'
    '"CTR (all)",Purchases,"Purchases conversion value","Purchase ROAS (return on ad spend)","Campaign ID","Ad set ID","Ad ID",'
    '"Reporting starts","Reporting ends"'
)
SHOPIFY = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,"
    "Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,"
    "Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,"
    "Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,"
    "Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,"
    "Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,"
    "Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,"
    "Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,"
    "Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,"
    "Payment Terms Name,Next Payment Due At,Payment References"
)
THEMES = ("Autumn", "Back to school", "Café, tea & cakes", "Été", "Đà Nẵng", 'The ""new"" one', "Retargeting", "מבצע")
GOODS = ("Cup, blue", "Tea towel", 'Lamp 12""', "Bag", "Cushion, 40 × 40", "Poster", "Candle")
COLUMNS = SHOPIFY.split(",")
LINES = (1, 1, 2, 2, 3, 5)  # of an order
SHIPPING, DAYS = 4.9, 365


def write(kind: str, path: Path, size: int) -> None:
    """A file of that kind of about `size` bytes."""
    header, rows = (META, meta_rows(size)) if kind == "meta" else (SHOPIFY, shopify_rows())
    with path.open("w", encoding="utf-8-sig" if kind == "meta" else "utf-8", newline="") as file:
        file.write(header + "\n")
        rows = iter(rows)
        while file.tell() < size and (batch := list(islice(rows, 1_000))):
            file.write("".join(row + "\n" for row in batch))


def meta_rows(size: int) -> Iterator[str]:
    """The account's total, then each day's ads. A larger file has more ads, not more days."""
    chance = random.Random(1)
    ads = [_ad(number, chance) for number in range(max(1, size // (DAYS * 258)))]
    start = date(2025, 1, 1)
    yield f"{',' * 22}{start},{start + timedelta(DAYS - 1)}"
    for day in range(DAYS):
        at = start + timedelta(day)
        for names, ids, budget in ads:
            shown = int(chance.lognormvariate(7, 1) * budget)
            cost = round(shown * chance.uniform(0.003, 0.02), 2)
            clicks, bought = int(shown * chance.uniform(0.003, 0.03)), int(chance.expovariate(0.5))
            value = f"{bought * chance.uniform(20, 90):.2f}" if bought else ""
            roas = f"{float(value) / cost:.8f}" if value and cost else ""
            reach = max(1, int(shown / chance.uniform(1, 3)))
            results = f"{bought},actions:offsite_conversion.fb_pixel_purchase" if bought else ","
            rates = [f"{shown / reach:.6f}", f"{cost / max(shown, 1) * 1000:.6f}", f"{clicks / max(shown, 1) * 100:.6f}"]
            yield (
                f'{names},{at},active,"7-day click or 1-day view",{results},{reach},{rates[0]},{shown},{cost},{rates[1]},'
                f"{clicks},{clicks + bought},{rates[2]},{bought or ''},{value},{roas},{ids},{at},{at}"
            )


def _ad(number: int, chance: random.Random) -> tuple[str, str, float]:
    campaign, ad_set = number // 40, number // 8
    theme = THEMES[campaign % len(THEMES)]
    names = f'"{theme} | {campaign}","{theme}, 25-44 | {ad_set}","Video, 15 s | {number}"'
    return names, f"{120_210_000_000 + campaign},{120_220_000_000 + ad_set},{120_230_000_000 + number}", chance.uniform(0.2, 3)


def shopify_rows() -> Iterator[str]:
    """Orders of one to five lines without end; the order's own fields stand on its first line only."""
    chance = random.Random(2)
    number = 1_000
    while True:
        number += 1
        yield from _order(number, chance)


def _order(number: int, chance: random.Random) -> Iterator[str]:
    goods = [(chance.choice(GOODS), chance.randint(1, 3), chance.randint(500, 9_000) / 100) for _ in range(chance.choice(LINES))]
    buyer, at = chance.randint(1, number // 2), _moment(chance)
    order = {"Name": f"#{number}", "Email": f"buyer{buyer}@example.com", "Created at": at, "Vendor": "Kit"}
    own = _own_fields(number, buyer, at, sum(count * price for _, count, price in goods), chance)
    for place, (name, count, price) in enumerate(goods):
        line = {
            "Lineitem quantity": str(count),
            "Lineitem name": f'"{name}"',
            "Lineitem price": f"{price:.2f}",
            "Lineitem sku": f"SKU-{len(name)}-{count}",
            "Lineitem requires shipping": "true",
            "Lineitem taxable": "true",
            "Lineitem fulfillment status": "fulfilled",
            "Lineitem discount": "0.00",
        }
        cells = order | line | (own if place == 0 else {})
        yield ",".join([cells.get(column, "") for column in COLUMNS])


def _own_fields(number: int, buyer: int, at: str, goods: float, chance: random.Random) -> dict[str, str]:
    off = round(goods * 0.1, 2) if chance.random() < 0.2 else 0.0
    tax = round((goods - off + SHIPPING) * 0.2, 2)
    total = goods - off + SHIPPING + tax
    refunded = total if chance.random() < 0.03 else 0.0
    status = "refunded" if refunded else "pending" if chance.random() < 0.02 else "paid"
    address = {
        "Name": f"Buyer {buyer}",
        "Street": f'"{buyer} Main Street, Apt {buyer % 90}"',
        "Address1": f"{buyer} Main Street",
        "Address2": f"Apt {buyer % 90}",
        "City": "Springfield",
        "Zip": f"'{buyer % 90_000:05}",
        "Province": "OR",
        "Country": "US",
        "Phone": f"+1 503 555 {buyer % 10_000:04}",
        "Province Name": "Oregon",
    }
    return {
        **{f"{kind} {name}": cell for kind in ("Billing", "Shipping") for name, cell in address.items()},
        "Financial Status": status,
        "Paid at": at,
        "Fulfillment Status": "fulfilled",
        "Fulfilled at": at,
        "Accepts Marketing": "yes",
        "Currency": "USD",
        "Subtotal": f"{goods - off:.2f}",
        "Shipping": f"{SHIPPING:.2f}",
        "Taxes": f"{tax:.2f}",
        "Total": f"{total:.2f}",
        "Discount Code": "AUTUMN10" if off else "",
        "Discount Amount": f"{off:.2f}",
        "Shipping Method": "Standard",
        "Notes": '"Please ring,\nthen wait"' if chance.random() < 0.1 else "",
        "Note Attributes": _note_attributes(number, chance),
        "Cancelled at": at if chance.random() < 0.01 else "",
        "Payment Method": "Shopify Payments",
        "Payment Reference": f"c{number}.1",
        "Refunded Amount": f"{refunded:.2f}",
        "Outstanding Balance": "0.00",
        "Id": str(5_000_000_000 + number),
        "Tags": '"autumn, vip"' if chance.random() < 0.3 else "",
        "Risk Level": "Low",
        "Source": chance.choice(("web", "web", "web", "pos")),
        "Tax 1 Name": "US Sales Tax 20%",
        "Tax 1 Value": f"{tax:.2f}",
        "Payment ID": f"r{number}",
        "Payment References": f"c{number}.1",
    }


def _moment(chance: random.Random) -> str:
    day = date(2025, 1, 1) + timedelta(chance.randrange(DAYS))
    return f"{day} {chance.randrange(24):02}:{chance.randrange(60):02}:{chance.randrange(60):02} -0700"


def _note_attributes(number: int, chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.3:
        return f'"utm_source: facebook\nutm_medium: paid_social\nutm_campaign: autumn {number % 60}"'
    if kind < 0.4:
        return f'"_visitor_info: {{""utm_source"":""instagram"",""utm_medium"":""social"",""id"":""{number}""}}"'
    return ""
