"""The kit's costs against the books: what an invoice shows that the kit does not have, and the other way round."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from socialroi import costs, shared_invoices
from socialroi.channels import heard
from socialroi.client import Client
from socialroi.costs import EXPORTED
from socialroi.params import CostItem
from socialroi.periods import Period

CHECKED = ["type", "item", "in_the_kit", "in_the_books", "difference", "status"]
NEAR = 0.01  # a hundredth: bank fees, rounding, days at a month's edge
_RHYTHMS = {"quarter": 3, "year": 12}  # months between two invoices
_BILLED_BY = {"facebook": "meta", "instagram": "meta"}  # one company bills for all three


def reconcile(book: Client, ledger: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Every cost beside the invoices of the period, both ways. One row per cost and per supplier that no cost names.

    In: `costs.ledger` and the canonical `invoices` of a QuickBooks export or of invoices.csv. A line belongs to the cost whose
    `supplier` (else `item`) its supplier or account is; media spend to the supplier that names its platform, Facebook and
    Instagram together as `meta`. A cost paid on one day is compared with its whole amount on that day, not with the days it is
    spread over, and one that comes by the quarter or year with the invoices of the quarter or year that ends with the period.
    Status: agrees (within 1 %), differs, only_in_books, only_in_kit. Empty without invoices. Goodwill, and staff that no
    supplier bills, are not compared.
    """
    every = book.tables["invoices"]
    if not period.holds(every["day"]).any():
        return pd.DataFrame(columns=CHECKED)
    taken = pd.Series(False, every.index)
    rows = []
    for bill in [bill for bill in _bills(book, ledger, period) if bill.paid > 0]:
        mine = bill.names(every) & bill.days.holds(every["day"]) & ~taken
        taken |= mine
        rows.append((bill.type, bill.item, bill.paid, float(every.loc[mine, "amount"].sum()) if mine.any() else np.nan))
    left = every[period.holds(every["day"]) & ~taken]
    who = left["supplier"].fillna(left["account"]).fillna("no name")
    rows += [("", name, np.nan, float(amount)) for name, amount in left.groupby(who)["amount"].sum().items()]
    frame = pd.DataFrame(rows, columns=CHECKED[:4])
    difference = frame["in_the_books"] - frame["in_the_kit"]
    status = [_status(*pair) for pair in zip(frame["in_the_kit"], difference, strict=True)]
    return frame.assign(difference=difference, status=status)


def bridge(book: Client, ledger: pd.DataFrame, period: Period) -> pd.DataFrame:
    """From the cost of the period to the books of the period, step by step: step, amount. Empty without invoices."""
    checked = reconcile(book, ledger, period)
    if checked.empty:
        return pd.DataFrame(columns=["step", "amount"])
    bills, lines = list(_bills(book, ledger, period)), book.tables["invoices"]
    cost, in_books = float(ledger["cost"].sum()), float(lines.loc[period.holds(lines["day"]), "amount"].sum())
    billed, paid = sum(bill.cost for bill in bills), sum(bill.paid for bill in bills)
    amount = checked.groupby("status")[["in_the_kit", "in_the_books", "difference"]].sum().stack().get
    steps = [
        ("cost of the period", cost),
        ("own staff and goodwill, for which nobody sends an invoice", billed - cost),
        ("paid for other days, less what was paid on other days", paid - billed),
        ("in the kit only", 0.0 - amount(("only_in_kit", "in_the_kit"), 0.0)),
        ("other amounts in the books", amount(("agrees", "difference"), 0.0) + amount(("differs", "difference"), 0.0)),
        ("in the books only", amount(("only_in_books", "in_the_books"), 0.0)),
        ("invoiced before the period", in_books - checked["in_the_books"].sum()),
        ("in the books of the period", in_books),
    ]  # fmt: skip
    return pd.DataFrame(steps, columns=["step", "amount"])


@dataclass(frozen=True)
class _Bill:
    """A cost that has invoices: what it cost the period, what was paid for it on which days, and how its lines are found."""

    type: str
    item: str
    cost: float
    paid: float
    days: Period
    names: Callable[[pd.DataFrame], pd.Series]


def _bills(book: Client, ledger: pd.DataFrame, period: Period) -> Iterator[_Bill]:
    kept = ledger[ledger["how"] != EXPORTED]
    cost = kept.groupby(["type", "item"])["cost"].sum()
    by_name: dict[tuple[str, str], list[CostItem]] = {}
    for item in shared_invoices.items_in(book.sharers, book.id, book.costs, period):
        if item.type not in ("labour", "goodwill") or item.supplier:
            by_name.setdefault((item.type, item.item), []).append(item)
    for (kind, name), items in by_name.items():
        days = _days(items, period)
        spent = float(cost.get((kind, name), 0.0))
        paid = spent + sum(_cost(book, item, days, at_once=True) - _cost(book, item, period) for item in items if _is_timed(item))
        yield _Bill(kind, name, spent, paid, days, partial(_is_named, items=items))
    exported = ledger[ledger["how"] == EXPORTED]
    biller = exported["platform"].replace(_BILLED_BY)
    for platform, spent in exported.groupby(biller)["cost"].sum().items():
        yield _Bill("media", platform, float(spent), float(spent), period, partial(_is_platform, platform=platform))


def _days(items: list[CostItem], period: Period) -> Period:
    """The days whose invoices pay for the costs: the period's, or the whole quarter or year that ends with it."""
    months = max(_RHYTHMS.get(item.every or "", 0) for item in items)
    first = period.end + pd.Timedelta(days=1) - pd.DateOffset(months=months)
    return Period(period.label, min(period.start, first), period.end)


def _is_timed(item: CostItem) -> bool:
    """Whether it is paid on other days than those it serves."""
    return item.on is not None or item.every in _RHYTHMS


def _cost(book: Client, item: CostItem, days: Period, *, at_once: bool = False) -> float:
    """What the cost comes to on these days; `at_once`: all of a payment on its day."""
    whole = item.model_copy(update={"split": None} | ({"spread_months": None} if at_once else {}))
    empty = book.tables["spend"].iloc[:0]
    ledger = costs.ledger(spend=empty, items=(whole,), timesheets=book.tables["timesheets"], rates=book.tables["rates"],
                          currency=book.params.currency, period=days)  # fmt: skip
    return float(ledger["cost"].sum())


def _is_named(lines: pd.DataFrame, items: list[CostItem]) -> pd.Series:
    """True where one of the names stands in a line's supplier or account as whole words: `Pro` is no `Professional`."""
    wanted = "|".join(re.escape((item.supplier or item.item).strip().casefold()) for item in items)
    texts = lines["supplier"].fillna("").str.casefold() + "\n" + lines["account"].fillna("").str.casefold()
    return texts.str.contains(rf"(?<![^\W\d_])(?:{wanted})(?![^\W\d_])", regex=True)


def _is_platform(lines: pd.DataFrame, platform: str) -> pd.Series:
    named = heard(lines["supplier"]).fillna(heard(lines["account"]))
    return named.replace(_BILLED_BY).eq(platform).fillna(False).astype(bool)


def _status(in_the_kit: float, difference: float) -> str:
    if pd.isna(in_the_kit):
        return "only_in_books"
    if pd.isna(difference):
        return "only_in_kit"
    return "agrees" if abs(difference) <= NEAR * abs(in_the_kit) else "differs"
