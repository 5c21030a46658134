"""Costs that follow from results: commissions, refunds and discounts given to settle complaints, and prices per use."""

import pandas as pd

from socialroi import counting, results
from socialroi.channels import heard, platform_named
from socialroi.client import Client
from socialroi.params import CostItem
from socialroi.periods import Period
from socialroi.ticket_tags import has_tag


def costs_of(book: Client, period: Period) -> dict[int, pd.DataFrame]:
    """The days of every cost item whose amount follows from the exports: place in `book.costs` -> day, cost."""
    found = {}
    for place, item in enumerate(book.costs):
        if item.commission is not None:
            found[place] = _dated(commission(item, book), item, period)
        elif item.given is not None:
            found[place] = _dated(given_back(item, book, period), item, period)
        elif isinstance(item.uses, str):
            found[place] = _dated(per_use(item, book), item, period)
    return found


def commission(item: CostItem, book: Client) -> pd.DataFrame:
    """A creator's share of the revenue traced to the code, campaign or platform: day, cost. One row per purchase.

    Several of the three narrow each other. Revenue is net of refunds, discounts and tax.
    """
    bought = results.purchases(book)
    mine = pd.Series(True, bought.index)
    if item.platform:
        mine &= bought["platform"].eq(platform_named(item.platform)).fillna(False)
    if item.campaign:
        mine &= _same(bought["campaign"], item.campaign)
    if item.code:
        coded = book.tables["orders"]
        wanted = {cell for cell in coded["code"].dropna().unique() if item.code.strip().casefold() in results.codes_of(cell)}
        coded = coded.loc[coded["code"].isin(wanted), ["file", "row"]].assign(has_code=True)
        mine &= bought.merge(coded, on=["file", "row"], how="left", validate="many_to_one")["has_code"].eq(True).to_numpy()
    rows = bought[mine]
    return pd.DataFrame({"day": rows["day"], "cost": rows["revenue"] * item.commission * item.share})


def given_back(item: CostItem, book: Client, period: Period) -> pd.DataFrame:
    """Refunds or discounts of the orders tagged as complaints raised on social media: day, cost. One row per order.

    An order that is in the value counts there net of both, so it is left out here: each refund counts once. Orders of which
    web analytics' share is taken are in the value, too.
    """
    column = {"refunds": "refunded", "discounts": "discount"}[item.given]
    orders = book.tables["orders"]
    tagged = orders[has_tag(orders["tags"], item.tag) & orders[column].gt(0)]
    rows = tagged.merge(_in_value(book, period), on=["file", "row"], how="left", validate="one_to_one")
    rows = rows[~rows["is_in_value"].eq(True)] if counting.has_priced_purchases(book) else rows
    return pd.DataFrame({"day": rows["day"], "cost": rows[column] * item.share})


def per_use(item: CostItem, book: Client) -> pd.DataFrame:
    """The price of one use, once for every post published or every ticket of social media (with its tag): day, cost."""
    rows = book.tables[item.uses]
    names = heard(rows["channel"]) if item.uses == "tickets" else rows["platform"]
    used = names.notna() if not item.platform else names.eq(platform_named(item.platform)).fillna(False)
    if item.tag and item.uses == "tickets":
        used &= has_tag(rows["tags"], item.tag)
    return pd.DataFrame({"day": rows.loc[used, "day"], "cost": item.amount * item.share})


def _in_value(book: Client, period: Period) -> pd.DataFrame:
    bought = results.purchases(book)
    traffic = results.best_traffic(book.tables["traffic"], period)
    shared = bought["day"].isin(results.covered_days(traffic, period)) & ~bought["is_sourced"]
    return bought.assign(is_in_value=bought["platform"].notna() | shared)[["file", "row", "is_in_value"]]


def _same(cells: pd.Series, wanted: str) -> pd.Series:
    return cells.str.strip().str.casefold().eq(wanted.strip().casefold()).fillna(False).astype(bool)


def _dated(days: pd.DataFrame, item: CostItem, period: Period) -> pd.DataFrame:
    inside = period.holds(days["day"])
    if item.from_:
        inside &= days["day"] >= pd.Timestamp(item.from_)
    if item.until:
        inside &= days["day"] <= pd.Timestamp(item.until)
    return days[inside].assign(cost=lambda rows: rows["cost"] * (1 + item.overhead)).reset_index(drop=True)
