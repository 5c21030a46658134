"""The buyers of Mira Shop: why each of them bought, what trail was left, and what the order was worth."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np

from demo.world import LAST, around, days, happens, pick

ZONE = ZoneInfo("America/New_York")
PRODUCTS = {  # name: (price in cents, how popular, landing page)
    "Linen table runner": (6800, 14, "/products/linen-table-runner"),
    "Stoneware bowl, set of 4": (9600, 12, "/products/stoneware-bowl-set"),
    "Olive wood board": (7400, 10, "/products/olive-wood-board"),
    "Wool throw “Negev”": (18900, 9, "/products/wool-throw-negev"),
    "Ceramic lamp": (22400, 6, "/products/ceramic-lamp"),
    "Cotton bedding, queen": (24800, 8, "/products/cotton-bedding-queen"),
    "Brass candlestick": (8900, 9, "/products/brass-candlestick"),
    "Hand-blown carafe": (11200, 7, "/products/hand-blown-carafe"),
    "Kilim cushion": (5900, 13, "/products/kilim-cushion"),
    "Shabbat candle set": (4200, 12, "/products/shabbat-candle-set"),
}
PLACES = {  # province: (city, zip, share of buyers, tax rate)
    "NY": ("New York", "'10025", 0.30, 0.08875),
    "NJ": ("Teaneck", "'07666", 0.22, 0.06625),
    "FL": ("Miami", "'33139", 0.18, 0.07),
    "OR": ("Portland", "'97205", 0.30, 0.0),
}
OTHER_TRAILS = {
    "google / organic": 0.36, "(direct) / (none)": 0.25, "google / cpc": 0.13, "newsletter / email": 0.18,
    "bing / organic": 0.04, "chatgpt.com / referral": 0.02, "(not set)": 0.02,
}  # fmt: skip
SOCIAL_TRAILS = {
    "instagram": {
        "instagram / paid_social": 0.58,
        "instagram / social": 0.20,
        "l.instagram.com / referral": 0.22,
    },
    "facebook": {"facebook / paid_social": 0.80, "m.facebook.com / referral": 0.20},
    "tiktok": {"tiktok / paid_social": 0.86, "tiktok.com / referral": 0.14},
}
HOME_SHARE = {"(direct) / (none)": 0.62, "google / organic": 0.40, "newsletter / email": 0.10, "others": 0.12}
SEASON = {
    10: 0.95,
    11: 1.22,
    12: 1.18,
    1: 0.86,
    2: 0.90,
    3: 0.97,
    4: 0.98,
    5: 1.00,
    6: 0.95,
    7: 0.93,
    8: 0.98,
    9: 1.09,
}


@dataclass(frozen=True)
class Order:
    """One order with its hidden cause and its visible trail. Money in cents."""

    number: int
    customer: int
    at: dt.datetime
    is_caused: bool  # it would not exist without social media; no export knows this
    touched_by: str  # the network that the person met: instagram, facebook, tiktok or nothing
    trail: str  # what web analytics recorded as the session's source / medium
    is_measured: bool  # web analytics saw the purchase at all
    landing_page: str
    claimed_by: tuple[str, ...]  # platforms that claim the order for themselves
    lines: tuple[tuple[str, int, int], ...]  # product, quantity, price
    code: str
    discount: int
    shipping: int
    tax: int
    refunded: int  # goods and tax paid back; for a full refund shipping too
    refunded_goods: int
    status: str
    place: str

    @property
    def goods(self) -> int:
        """Goods after discounts, without tax and shipping."""
        return sum(quantity * price for _, quantity, price in self.lines) - self.discount

    @property
    def total(self) -> int:
        """What the customer was charged."""
        return self.goods + self.shipping + self.tax

    @property
    def net(self) -> int:
        """Goods net of discounts, tax, shipping and refunds; nothing where the order was never paid."""
        return self.goods - self.refunded_goods if self.counts else 0

    @property
    def counts(self) -> bool:
        """Paid, even if later refunded."""
        return self.status not in ("voided", "pending")


def live(rng: np.random.Generator) -> list[Order]:
    """All orders of the time span, oldest first."""
    orders: list[Order] = []
    for day in days():
        rate = 8.9 * SEASON[day.month] * (1.9 if (day.month, day.day) in ((11, 29), (12, 2)) else 1.0)
        times = sorted(int(86400 * rng.random() ** 0.8) for _ in range(int(rng.poisson(rate))))
        for seconds in times:
            clock = dt.time(seconds // 3600, seconds // 60 % 60, seconds % 60)
            again = orders[int(rng.integers(len(orders)))] if orders and happens(rng, 0.24) else None
            orders.append(_order(rng, 2418 + len(orders), dt.datetime.combine(day, clock, ZONE), again))
    return orders


def followers(rng: np.random.Generator, orders: list[Order]) -> dict[int, dt.date]:
    """Customers who follow on Instagram, and since when. Nobody buys more for it: one order in nine makes a follower.

    Who buys more often has more occasions to begin, so that followers have bought more than others all the same.
    """
    begins: dict[int, dt.date] = {}
    for order in orders:
        chance = 0.24 if order.touched_by == "instagram" else 0.10
        if order.customer not in begins and happens(rng, chance):
            begins[order.customer] = order.at.date() + dt.timedelta(days=int(rng.integers(1, 22)))
    return {customer: day for customer, day in begins.items() if day <= LAST}


def _order(rng: np.random.Generator, number: int, at: dt.datetime, again: Order | None) -> Order:
    """One order, of a new customer or of the one who placed the order `again`."""
    kind = pick(rng, {"won by social": 0.192, "social on the way": 0.078, "no social": 0.73})
    touched_by = "" if kind == "no social" else pick(rng, {"instagram": 0.50, "facebook": 0.19, "tiktok": 0.31})
    lines = _basket(rng)
    value = sum(quantity * price for _, quantity, price in lines)
    trail, code = _trail(rng, kind, touched_by), _code(rng, kind, touched_by)
    discount = round(value * {"MIRA10": 0.10, "WELCOME5": 0.05}.get(code, 0.0))
    place = again.place if again else pick(rng, {name: share for name, (_, _, share, _) in PLACES.items()})
    customer = again.customer if again else number
    goods, shipping = value - discount, 0 if value - discount >= 15000 else 800
    tax = round(goods * PLACES[place][3])
    status, refunded, refunded_goods = _ending(rng, goods, shipping, tax)
    return Order(
        number, customer, at, kind == "won by social", touched_by, trail, happens(rng, 0.93),
        _landing_page(rng, trail, lines), _claims(rng, touched_by), lines, code, discount,
        shipping, tax, refunded, refunded_goods, status, place,
    )  # fmt: skip


def _basket(rng: np.random.Generator) -> tuple[tuple[str, int, int], ...]:
    popularity = {name: weight for name, (_, weight, _) in PRODUCTS.items()}
    wanted = {pick(rng, popularity) for _ in range(int(pick(rng, {"1": 0.62, "2": 0.28, "3": 0.10})))}
    quantity = {name: 1 + int(rng.random() < 0.22) + int(rng.random() < 0.08) for name in sorted(wanted)}
    return tuple((name, quantity[name], PRODUCTS[name][0]) for name in sorted(wanted))


def _trail(rng: np.random.Generator, kind: str, touched_by: str) -> str:
    """Measurement loses some of those whom social won: they come back by typing the address, or by a search."""
    if kind == "won by social":
        seen = pick(rng, {"social": 0.82, "(direct) / (none)": 0.12, "google / organic": 0.06})
        return pick(rng, SOCIAL_TRAILS[touched_by]) if seen == "social" else seen
    return pick(rng, SOCIAL_TRAILS[touched_by]) if kind == "social on the way" else pick(rng, OTHER_TRAILS)


def _code(rng: np.random.Generator, kind: str, touched_by: str) -> str:
    if touched_by == "instagram" and happens(rng, 0.34):
        return "MIRA10"
    return "WELCOME5" if kind == "no social" and happens(rng, 0.06) else ""


def _landing_page(rng: np.random.Generator, trail: str, lines: tuple) -> str:
    """People who type the address land on the home page; deep pages without a source are shared or untagged links."""
    if happens(rng, HOME_SHARE.get(trail, HOME_SHARE["others"])):
        return "/"
    return PRODUCTS[lines[0][0]][2] if happens(rng, 0.72) else "/collections/autumn"


def _claims(rng: np.random.Generator, touched_by: str) -> tuple[str, ...]:
    """Meta counts 7 days after a click and 1 day after a view, TikTok likewise: both may claim the same order."""
    chances = {
        "": (0.050, 0.028),
        "instagram": (0.93, 0.24),
        "facebook": (0.95, 0.18),
        "tiktok": (0.33, 0.92),
    }
    meta, tiktok = chances[touched_by]
    claims = (("meta", happens(rng, meta)), ("tiktok", happens(rng, tiktok)))
    return tuple(platform for platform, is_claimed in claims if is_claimed)


def _ending(rng: np.random.Generator, goods: int, shipping: int, tax: int) -> tuple[str, int, int]:
    """How the order ended: status, amount paid back, and the goods in that amount."""
    status = pick(
        rng,
        {"paid": 0.935, "refunded": 0.018, "partially_refunded": 0.028, "voided": 0.012, "pending": 0.007},
    )
    if status == "refunded":
        return status, goods + shipping + tax, goods
    if status == "partially_refunded":
        back = round(goods * min(0.8, around(rng, 0.35, 0.3)))
        return status, back + round(back * tax / goods), back
    return status, 0, 0
