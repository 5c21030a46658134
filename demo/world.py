"""What the three worlds share: the calendar, chance, costs spread over days, and the file of stored truth."""

import datetime as dt
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

FIRST, LAST = dt.date(2024, 10, 1), dt.date(2025, 10, 5)
PULLED = dt.date(2025, 10, 6)
QUARTERS = {
    "2024-Q4": (dt.date(2024, 10, 1), dt.date(2024, 12, 31)),
    "2025-Q1": (dt.date(2025, 1, 1), dt.date(2025, 3, 31)),
    "2025-Q2": (dt.date(2025, 4, 1), dt.date(2025, 6, 30)),
    "2025-Q3": (dt.date(2025, 7, 1), dt.date(2025, 9, 30)),
}


@dataclass(frozen=True)
class Paid:
    """Money paid for something that serves all days from `first` to `last` alike."""

    item: str
    amount: float
    first: dt.date
    last: dt.date


def days(first: dt.date = FIRST, last: dt.date = LAST) -> Iterator[dt.date]:
    """Every day from first to last, both included."""
    return (first + dt.timedelta(days=step) for step in range((last - first).days + 1))


def months(first: dt.date = FIRST, last: dt.date = LAST) -> Iterator[tuple[dt.date, dt.date]]:
    """First and last day of every whole calendar month touched."""
    start = first.replace(day=1)
    while start <= last:
        following = (start.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
        yield start, following - dt.timedelta(days=1)
        start = following


def pick(rng: np.random.Generator, shares: Mapping[str, float]) -> str:
    """One of the names, each as likely as its share of the total."""
    left = rng.random() * sum(shares.values())
    for name, share in shares.items():
        left -= share
        if left < 0:
            return name
    return name


def around(rng: np.random.Generator, median: float, spread: float) -> float:
    """A positive number around the median, skewed to the right (lognormal)."""
    return median * math.exp(spread * float(rng.standard_normal()))


def happens(rng: np.random.Generator, chance: float) -> bool:
    """True with this chance."""
    return bool(rng.random() < chance)


def cost_between(paid: list[Paid], first: dt.date, last: dt.date) -> float:
    """The part of what was paid that falls on the days from first to last."""
    return math.fsum(
        item.amount * max(0, (min(item.last, last) - max(item.first, first)).days + 1) / ((item.last - item.first).days + 1)
        for item in paid
    )  # fmt: skip


def truth_text(truth: dict) -> str:
    """The stored truth as JSON text, keys in the order given, numbers rounded once, here."""
    return json.dumps(_rounded(truth), ensure_ascii=False, indent=1) + "\n"


def _rounded(value: object) -> object:
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    return round(value, 4) if isinstance(value, float) else value
