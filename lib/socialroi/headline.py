"""The headline of one period: ROI on grades A and B, its range, and what it would be with the results still to come."""

from dataclasses import dataclass

import pandas as pd

from socialroi import checks, costs, following, roi, shared_invoices
from socialroi.client import Client
from socialroi.periods import Period
from socialroi.remember import once_per_client
from socialroi.ripeness import Ripeness, ripeness
from socialroi.uncertainty import Spread
from socialroi.value import PURCHASE, Tally

# actions that have a table of their own; every other one is counted in `conversions`
OWN_TABLES = {PURCHASE, "lead", "support_reply", "impression", "engagement"}


@dataclass(frozen=True)
class Headline:
    """ROI on grades A and B of one period, with its range and what it would be once complete."""

    cost: float
    value: float
    roi: float | None
    spread: Spread | None
    completed: float | None
    completed_spread: Spread | None
    ripe: Ripeness


@once_per_client
def ledger_of(book: Client, period: Period) -> pd.DataFrame:
    """Step 1 for one period: `costs.ledger` of the client's own files and params."""
    tables, items = book.tables, shared_invoices.items_in(book.sharers, book.id, book.costs, period)
    return costs.ledger(
        spend=tables["spend"], items=items, timesheets=tables["timesheets"], rates=tables["rates"],
        currency=book.params.currency, period=period, follow=following.costs_of(book, period), posts=tables["posts"],
    )  # fmt: skip


def stale_rates(book: Client, period: Period) -> pd.DataFrame:
    """The days whose amounts in the period, of exports and of costs, took an older exchange rate: day, currency, rate_day."""
    tables, items = book.tables, shared_invoices.items_in(book.sharers, book.id, book.costs, period)
    of_costs = costs.stale_rates(
        items, timesheets=tables["timesheets"], rates=tables["rates"], currency=book.params.currency, period=period,
        follow=following.costs_of(book, period),
    )  # fmt: skip
    exported = book.stale_rates[period.holds(book.stale_rates["day"])]
    return pd.concat([exported, of_costs], ignore_index=True)


def headline(book: Client, period: Period, *, found: Tally, draws: pd.DataFrame, cost: float) -> Headline:
    """ROI on grades A and B, its range, and the same with the purchases that are still to come."""
    worth = found.total("AB")
    ripe = ripeness(book, period, checks.as_of(book, headline_tables(book, found)))
    hurdle = book.params.hurdle
    factor = _completion(book, ripe)
    return Headline(
        cost=cost, value=worth, roi=roi.roi(worth, cost), spread=roi.range_of(draws, cost, hurdle),
        completed=None if factor is None else roi.roi(worth * factor, cost),
        completed_spread=None if factor is None else roi.range_of(draws * factor, cost, hurdle), ripe=ripe,
    )  # fmt: skip


def headline_tables(book: Client, found: Tally) -> list[str]:
    """The exports that the headline rests on: spend, hours, the results, and web analytics where it adds value.

    Web analytics counts as used wherever it holds results of a client with orders, also where none fall in the period.
    """
    actions, tables = set(book.params.values), book.tables
    has_orders = PURCHASE in actions and not tables["orders"].empty
    has_deals = PURCHASE in actions and tables["orders"].empty
    adds_value = not found.added.empty or bool(tables["traffic"][["revenue", "key_events"]].gt(0).any(axis=None))
    wanted = {
        "spend": True, "timesheets": any(cost.hours == "timesheets" for cost in book.costs), "orders": has_orders,
        "deals": has_deals, "leads": "lead" in actions or has_deals, "tickets": "support_reply" in actions,
        "conversions": bool(actions - OWN_TABLES), "traffic": has_orders and adds_value,
    }  # fmt: skip
    return [name for name, is_used in wanted.items() if is_used and name in set(book.files["table"])]


def _completion(book: Client, ripe: Ripeness) -> float | None:
    """Factor from arrived to eventual value; None where ripeness is unknown, or leads already stand for what is to come."""
    is_known = ripe.share is not None and ripe.share > 0 and "lead" not in book.params.values
    return 1 / ripe.share if is_known else None
