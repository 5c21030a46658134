"""What web analytics reports of Mira Shop: visits and measured purchases by source, day and landing page."""

import datetime as dt
from collections import Counter

import numpy as np

from demo import exports
from demo.mira_people import HOME_SHARE, OTHER_TRAILS, PRODUCTS, SEASON, SOCIAL_TRAILS, Order
from demo.world import FIRST, LAST, around, days

SOCIAL = tuple(trail for trails in SOCIAL_TRAILS.values() for trail in trails)
SESSIONS_PER_ORDER = {
    "paid_social": 74,
    "social": 58,
    "referral": 52,
    "organic": 34,
    "cpc": 30,
    "email": 22,
    "(none)": 36,
}
Visits = dict[tuple[dt.date, str], int]  # sessions by day and source / medium


def visits(rng: np.random.Generator, orders: list[Order]) -> Visits:
    """Sessions by day and source, never fewer than the purchases measured in them."""
    yearly = Counter(order.trail for order in orders)
    bought = Counter((order.at.date(), order.trail) for order in orders if order.is_measured)
    counted = {}
    for day in days():
        for trail in (*OTHER_TRAILS, *SOCIAL):
            expected = yearly[trail] / 370 * _per_order(trail) * SEASON[day.month] * around(rng, 1.0, 0.10)
            counted[day, trail] = max(int(rng.poisson(expected)), bought[day, trail])
    return counted


def traffic(rng: np.random.Generator, orders: list[Order], visited: Visits) -> bytes:
    """Sessions by source and day in the order of their size, as the report sorts them, not by date."""
    key_events, revenue = _purchases([((order.at.date(), order.trail), order) for order in orders])
    ranked = sorted((item for item in visited.items() if item[1]), key=lambda item: (-item[1], item[0]))
    rows = [
        _traffic_row(rng, trail, day, sessions, key_events[day, trail], revenue[day, trail]) for (day, trail), sessions in ranked
    ]
    title = "Traffic acquisition: Session source / medium"
    return exports.ga4_report(title, "Mira Shop", rows, first=FIRST, last=LAST)


def landing_pages(rng: np.random.Generator, orders: list[Order], visited: Visits, first: dt.date, last: dt.date) -> bytes:
    """Sessions of one quarter by landing page and source: shows direct visits on deep pages. It has no dates."""
    inside = [order for order in orders if first <= order.at.date() <= last]
    key_events, revenue = _purchases([((order.landing_page, order.trail), order) for order in inside])
    sessions: Counter = Counter()
    for (day, trail), count in visited.items():
        sessions[trail] += count if first <= day <= last else 0
    landed = {("(not set)", "(not set)"): int(rng.poisson(60))}
    for trail in (*OTHER_TRAILS, *SOCIAL):
        shares = _page_shares(HOME_SHARE.get(trail, HOME_SHARE["others"]))
        counts = rng.multinomial(sessions[trail], list(shares.values())).tolist()
        landed |= {(page, trail): count for page, count in zip(shares, counts, strict=True)}
    places = {place: max(count, key_events[place]) for place, count in landed.items()}
    ranked = sorted((item for item in places.items() if item[1]), key=lambda item: (-item[1], item[0]))
    rows = [_landing_row(rng, place, count, key_events[place], revenue[place]) for place, count in ranked]
    return exports.ga4_report("Landing page: Landing page", "Mira Shop", rows, first=first, last=last)


def _per_order(trail: str) -> int:
    return SESSIONS_PER_ORDER.get(trail.split(" / ")[-1], 30)


def _purchases(placed: list[tuple[tuple, Order]]) -> tuple[Counter, Counter]:
    """Measured purchases and their revenue in cents, by place."""
    key_events: Counter = Counter()
    revenue: Counter = Counter()
    for place, order in placed:
        if order.is_measured:
            key_events[place] += 1
            revenue[place] += order.total
    return key_events, revenue


def _page_shares(home: float) -> dict[str, float]:
    """How the visits of one source spread over the landing pages."""
    popularity = sum(weight for _, weight, _ in PRODUCTS.values())
    products = {page: 0.72 * weight / popularity for _, weight, page in PRODUCTS.values()}
    deep = {"/collections/autumn": 0.28} | products
    return {"/": home} | {page: (1 - home) * share for page, share in deep.items()}


def _traffic_row(rng: np.random.Generator, trail: str, day: dt.date, sessions: int, key_events: int, revenue: int) -> exports.Row:
    engaged = max(int(rng.binomial(sessions, 0.46 if "paid" in trail else 0.61)), key_events)
    seconds = int(rng.poisson(38 * sessions))
    return {
        "Session source / medium": trail, "Date": f"{day:%Y%m%d}", "Sessions": sessions, "Engaged sessions": engaged,
        "Engagement rate": engaged / sessions, "Average engagement time per session": seconds / sessions,
        "Key events": key_events, "Total revenue": revenue / 100,
    }  # fmt: skip


def _landing_row(rng: np.random.Generator, place: tuple[str, str], sessions: int, key_events: int, revenue: int) -> exports.Row:
    users = sessions - int(rng.binomial(sessions, 0.12))
    return {
        "Landing page": place[0], "Session source / medium": place[1], "Sessions": sessions, "Active users": users,
        "New users": int(rng.binomial(users, 0.74)),
        "Average engagement time per session": int(rng.poisson(38 * sessions)) / sessions,
        "Key events": key_events, "Total revenue": revenue / 100,
        "Session key event rate": key_events / sessions,
    }  # fmt: skip
