"""Does the verdict hold? The ROI as other ways of counting, other periods and other assumptions see it."""

from dataclasses import replace

import pandas as pd

from socialroi import checks, costs, goals, roi, value
from socialroi.client import Client
from socialroi.errors import InputError
from socialroi.headline import Headline, headline, ledger_of
from socialroi.periods import Period
from socialroi.value import PURCHASE, Tally

TREND_DRAWS = 4_000
TREND_PERIODS = 4


def of_period(
    book: Client, period: Period, found: Tally, top: Headline, untagged: tuple[float, float, float] | None
) -> pd.DataFrame:
    """ROI as other ways of counting see it: view, value, roi. One row per view that the data allow."""
    kept = goals.margin(book.params).likely if value.prices_purchases(book) else None
    traced = found.rows()
    others = float(traced.loc[traced["action"] != PURCHASE, "value"].sum())
    covered = found.bought.loc[found.bought["day"].isin(found.covered), "revenue"].sum()
    claimed = claimed_revenue(book, period, found)
    share = book.params.incremental_share
    values = {
        "own_source_only": found.total("A"),
        "web_analytics": found.shares["share"].sum() * covered * kept + others
        if kept is not None and covered and len(found.shares)
        else None,
        "platform_claims": None if None in (claimed, kept) else claimed * kept + others,
        "untagged_central": None if untagged is None else (1 + untagged[1]) * top.cost,
        "untagged_high": None if untagged is None else (1 + untagged[2]) * top.cost,
        "incremental_likely": None if share is None else top.value * share.likely,
        "incremental_low": None if share is None else top.value * share.low,
    }
    rows = [(name, worth, roi.roi(worth, top.cost)) for name, worth in values.items() if worth is not None]
    return pd.DataFrame(rows, columns=["view", "value", "roi"]).astype({"value": float, "roi": float})


def claimed_revenue(book: Client, period: Period, found: Tally) -> float | None:
    """Revenue that the platforms claim; where one claims no money, its count × the average order. None without a claim.

    What platforms count beside a CRM's deals may be leads, so that only money counts there.
    """
    spend = book.tables["spend"]
    mean = float("nan") if book.tables["orders"].empty else found.bought["revenue"].mean()
    rows = spend["claimed_value"].fillna(spend["claimed_conversions"] * mean)
    claimed = (rows * costs.share_of_days(spend, period)).sum(min_count=1)
    return float(claimed) if claimed > 0 else None


def stability(views: pd.DataFrame, headline_roi: float | None) -> tuple[int, int]:
    """In how many views the ROI has the headline's sign, of how many."""
    if headline_roi is None:
        return 0, 0
    return int(((views["roi"] > 0) == (headline_roi > 0)).sum()), len(views)


def trend(book: Client, period: Period) -> pd.DataFrame:
    """The last periods, oldest first, recomputed from the exports: period, cost, value, roi, low, high, is_unripe."""
    periods = [period]
    while len(periods) < TREND_PERIODS:
        periods.append(periods[-1].previous())
    rows = [row for each in reversed(periods) if (row := _trend_row(book, each))]
    columns = ["period", "cost", "value", "roi", "low", "high", "is_unripe"]
    return pd.DataFrame(rows, columns=columns)


def sensitivity(book: Client, period: Period, top: Headline) -> pd.DataFrame:
    """ROI with each assumption at its low and its high end, the rest likely: key, low, high. The widest first."""
    wide = goals.assumptions(book.params).query("low < high and key != 'incremental_share'")["key"]
    rows = [(key, *sorted(_roi_at(book, period, key, end, top.cost) for end in ("low", "high"))) for key in wide]
    frame = pd.DataFrame(rows, columns=["key", "low", "high"]).astype({"low": float, "high": float})
    frame = frame[frame["high"] > frame["low"]]
    return frame.iloc[(frame["low"] - frame["high"]).argsort(kind="stable")].reset_index(drop=True)


def _trend_row(book: Client, period: Period) -> tuple | None:
    """The period's line, where the exports cover it whole and any cost was recorded."""
    if not checks.is_covered(book, period):
        return None
    try:
        cost = float(ledger_of(book, period)["cost"].sum())
    except InputError:  # its costs have no exchange rate: the trend starts later
        return None
    found = value.tally(book, period)
    top = headline(book, period, found=found, draws=value.draws_of(book, found, draws=TREND_DRAWS), cost=cost)
    if top.spread is None:
        return None
    return period.label, cost, top.value, top.roi, top.spread.low, top.spread.high, top.ripe.is_early


def _roi_at(book: Client, period: Period, key: str, end: str, cost: float) -> float:
    changed = replace(book, params=goals.fixed(book.params, key, end))
    found = roi.roi(value.tally(changed, period).total("AB"), cost)
    return float("nan") if found is None else found
