"""The kit's costs against the books: what an invoice shows that the kit does not have, and the other way round."""

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from socialroi.channels import heard, platform_named
from socialroi.client import Client
from socialroi.params import CostItem
from socialroi.periods import Period

CHECKED = ["type", "item", "in_the_kit", "in_the_books", "difference", "status"]
NEAR = 0.01  # a hundredth: bank fees, rounding, days at a month's edge
_OWN_STAFF = ("labour", "goodwill")  # pay and refunds are not suppliers' invoices


def reconcile(book: Client, ledger: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Every cost beside the invoices of the period, both ways. One row per cost and per supplier that no cost names.

    In: `costs.ledger` and the canonical `invoices` of a QuickBooks export or of invoices.csv. A line belongs to the cost whose
    `supplier` (else `item`) its supplier or account is; media spend to the supplier that names its platform. A cost paid on
    one day is compared with its whole amount on that day, not with the days it is spread over. Status: agrees (within 1 %),
    differs, only_in_books, only_in_kit. Empty without invoices. Staff time and goodwill are not compared.
    """
    lines = book.tables["invoices"]
    lines = lines[period.holds(lines["day"])].reset_index(drop=True)
    if lines.empty:
        return pd.DataFrame(columns=CHECKED)
    taken = pd.Series(False, lines.index)
    rows = []
    for (kind, name, names), paid in _paid(book, ledger, period):
        mine = names(lines) & ~taken
        taken |= mine
        rows.append((kind, name, paid, float(lines.loc[mine, "amount"].sum()) if mine.any() else np.nan))
    who = lines["supplier"].fillna(lines["account"]).fillna("no name")
    rows += [("", name, np.nan, float(amount)) for name, amount in lines[~taken].groupby(who[~taken])["amount"].sum().items()]
    frame = pd.DataFrame(rows, columns=CHECKED[:4])
    difference = frame["in_the_books"] - frame["in_the_kit"]
    status = [_status(*pair) for pair in zip(frame["in_the_kit"], difference, strict=True)]
    return frame.assign(difference=difference, status=status)


Cost = tuple[str, str, Callable[[pd.DataFrame], pd.Series]]


def _paid(book: Client, ledger: pd.DataFrame, period: Period) -> Iterator[tuple[Cost, float]]:
    """Each cost that has an invoice: what it is, how its lines are found, and what was paid for it in the period."""
    for item in book.costs:
        if item.type not in _OWN_STAFF and item.hours is None:
            mine = ledger[(ledger["file"] == "params") & (ledger["type"] == item.type) & (ledger["item"] == item.item)]
            paid = _on_its_day(item, period) if item.on and not item.currency else float(mine["cost"].sum())
            if paid > 0:
                yield (item.type, item.item, lambda lines, item=item: _is_named(lines, item)), paid
    for platform, cost in ledger[ledger["type"] == "media"].groupby("platform")["cost"].sum().items():
        yield ("media", platform, lambda lines, platform=platform: _is_platform(lines, platform)), float(cost)


def _on_its_day(item: CostItem, period: Period) -> float:
    is_inside = period.start <= pd.Timestamp(item.on) <= period.end
    uses = item.uses if isinstance(item.uses, float) else 1.0
    return item.amount * uses * item.share * (1 + item.overhead) if is_inside and item.amount is not None else 0.0


def _is_named(lines: pd.DataFrame, item: CostItem) -> pd.Series:
    wanted = (item.supplier or item.item).strip().casefold()
    return pd.concat([lines[name].str.casefold().str.contains(wanted, regex=False, na=False) for name in ("supplier", "account")],
                     axis=1).any(axis=1)  # fmt: skip


def _is_platform(lines: pd.DataFrame, platform: str) -> pd.Series:
    named = heard(lines["supplier"]).fillna(heard(lines["account"]))
    own = {"facebook": "meta", "instagram": "meta"}  # one company bills for all three
    biller = named.map(lambda name: own.get(name, name), na_action="ignore")
    return biller.eq(own.get(platform_named(platform), platform)).fillna(False).astype(bool)


def _status(in_the_kit: float, difference: float) -> str:
    if pd.isna(in_the_kit):
        return "only_in_books"
    if pd.isna(difference):
        return "only_in_kit"
    return "agrees" if abs(difference) <= NEAR * abs(in_the_kit) else "differs"
