"""Everything that the report of one client and period says, computed once: the numbers, not yet the words."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from socialroi import checks, claims, costs, goals, metrics, roi, uncertainty, value, views
from socialroi.client import Client
from socialroi.goal_results import TRUTH, goal_results
from socialroi.headline import Headline, headline, headline_tables, ledger_of
from socialroi.params_types import Assumption
from socialroi.periods import Period
from socialroi.uncertainty import Spread
from socialroi.value import PURCHASE, Tally

_COST_TABLES = ("spend", "timesheets")


@dataclass(frozen=True, eq=False)
class Assessment:
    """One client and period, judged. Tables are described where they are made (the modules named in the comments)."""

    book: Client
    period: Period
    ledger: pd.DataFrame  # costs.ledger
    found: Tally
    headline: Headline
    draws: pd.DataFrame  # value.draws_of
    verdict: roi.Verdict
    incremental: Spread | None
    incremental_roi: float | None
    evidence: str | None  # experiment, model, assumed
    grade_a_only: float | None
    ladder: pd.DataFrame  # roi.ladder
    platforms: pd.DataFrame  # roi.by_platform
    metrics: pd.DataFrame  # metrics.compare
    campaigns: pd.DataFrame  # metrics.compare
    results: dict[str, float | None]  # goal_results
    goals: pd.DataFrame  # goals.smart
    claims: dict  # claims.against_orders
    untagged: tuple[float, float, float] | None
    views: pd.DataFrame  # view, value, roi
    trend: pd.DataFrame  # period, cost, value, roi, low, high, is_unripe
    sensitivity: pd.DataFrame  # key, low, high
    coverage: pd.DataFrame  # checks.coverage
    allocation: str  # media_spend, posts, equal: how costs that serve all are split

    @property
    def has_number(self) -> bool:
        """Whether value and ROI are known at all; where not, nothing is shown in their place, least of all a zero."""
        return self.verdict.code != "cannot_say" or self.verdict.reason == "coverage"


def assess(book: Client, period: Period) -> Assessment:
    """The whole step 4 for one client and period."""
    ledger = ledger_of(book, period)
    found = value.tally(book, period)
    draws = value.draws_of(book, found)
    tables = headline_tables(book, found)
    top = headline(book, period, found=found, draws=draws, cost=float(ledger["cost"].sum()))
    covered = checks.coverage(book.files, tables, period)
    against = claims.against_orders(book.tables, found, period)
    judged = roi.verdict(
        cost=top.cost, value=top.value, headline=top.spread, completed=top.completed_spread,
        customers=customers(found), ripe_share=top.ripe.share, is_young=top.ripe.is_young,
        obstacle=_obstacle(book, period, found, against, covered, top),
    )  # fmt: skip
    share = book.params.incremental_share
    incremental = _incremental_draws(share, draws, top.cost)
    weights, allocation = allocation_weights(book, period, found)
    untagged = _untagged(book, period, top)
    known = goal_results(book, period, found)
    return Assessment(
        book=book, period=period, ledger=ledger, found=found, headline=top, draws=draws, verdict=judged,
        incremental=None if incremental is None else uncertainty.spread(incremental, book.params.hurdle),
        incremental_roi=None if share is None else roi.roi(top.value * share.likely, top.cost),
        evidence=evidence(share), grade_a_only=roi.roi(found.total("A"), top.cost),
        ladder=_ladder(book, period, ledger, found),
        platforms=roi.by_platform(
            found.rows(), draws, costs.allocate(ledger, weights), found.rows().groupby("platform")["count"].sum()
        ),
        metrics=metrics_of(book, period), campaigns=campaigns_of(book, period),
        results=known, goals=goals.smart(book.params.goals, known, period.end, top.ripe), claims=against,
        untagged=untagged, views=views.of_period(book, period, found, top, untagged), trend=views.trend(book, period),
        sensitivity=views.sensitivity(book, period, top), coverage=covered, allocation=allocation,
    )  # fmt: skip


def metrics_of(book: Client, period: Period) -> pd.DataFrame:
    """Metrics per platform with the period before: platform, metric, value, previous."""
    return metrics.compare(metrics.of_client(book, period), metrics.of_client(book, period.previous()))


def campaigns_of(book: Client, period: Period) -> pd.DataFrame:
    """Paid metrics per campaign with the period before: platform, campaign, metric, value, previous."""
    spend = book.tables["spend"]
    return metrics.compare(metrics.by_campaign(spend, period), metrics.by_campaign(spend, period.previous()))


def allocation_weights(book: Client, period: Period, found: Tally) -> tuple[pd.Series, str]:
    """How costs that serve all platforms are split, and the rule's name: by media spend, else by posts, else equally."""
    spend = metrics.sums_of_spend(book.tables["spend"], period).groupby("platform")["cost"].sum()
    if spend.sum() > 0:
        return spend, "media_spend"
    seen = metrics.organic_of_client(book, period).set_index("platform")
    posts = seen["posts"].dropna()
    if posts.sum() > 0:
        return posts, "posts"
    names = sorted({*seen.index, *found.table["platform"].dropna()})
    return pd.Series(1.0, index=pd.Index(names, dtype="str")), "equal"


def evidence(share: Assumption | None) -> str | None:
    """The word for what stands behind the incremental share: experiment, model or assumed (formulas.md)."""
    if share is None:
        return None
    word = share.source.strip().casefold().partition(":")[0]
    return word if word in ("experiment", "model") else "assumed"


def _obstacle(book: Client, period: Period, found: Tally, against: dict, covered: pd.DataFrame, top: Headline) -> str | None:
    """What makes any verdict meaningless, if anything does; the first of the list."""
    truth = [name for name in TRUTH if not book.tables[name].empty]
    if not book.params.values:
        return "unpriced"
    if top.value <= 0 and not truth:
        return "only_claims" if against["by_platform"] or against["web_analytics"] else "no_results_export"
    if truth and not checks.has_data(book, truth, period):
        return "no_data"
    return "coverage" if could_flip(covered, period, found, top) else None


def could_flip(covered: pd.DataFrame, period: Period, found: Tally, top: Headline) -> bool:
    """Whether the days that an export does not cover could turn the verdict, were they like the covered ones."""
    if top.spread is None:
        return False
    low, high = top.spread.low, top.spread.high
    filled = [[(1 + end) * on_value / on_cost - 1 for end in (low, high)] for on_value, on_cost in _gaps(covered, period)]
    return any(roi.side_of(*ends) != roi.side_of(low, high) for ends in filled)


def _gaps(covered: pd.DataFrame, period: Period) -> list[tuple[float, float]]:
    """(factor on value, factor on cost) that would fill each gap."""
    partial = covered[covered["missing"] > 0]
    fill = period.days / partial["covered"].astype(float)  # infinite where nothing is covered: it could be any amount
    return [
        (1.0, factor) if table in _COST_TABLES else (factor, 1.0) for table, factor in zip(partial["table"], fill, strict=True)
    ]


def customers(found: Tally) -> float:
    """How many customers or priced actions stand behind the value."""
    bought = found.bought
    proven = bought.loc[bought["platform"].notna(), "customer"].nunique()
    rows = found.rows()
    others = rows.loc[(rows["action"] != PURCHASE) | (rows["grade"] == "B"), "count"].sum()
    return float(proven + others)


def _incremental_draws(share: Assumption | None, draws: pd.DataFrame, cost: float) -> np.ndarray | None:
    if share is None or not cost > 0:
        return None
    random = np.random.default_rng([uncertainty.SEED, 1])  # its own stream: the headline must not move with it
    shares = uncertainty.pert(share, len(draws), random)
    return (draws.sum(axis=1).to_numpy() * shares - cost) / cost


def _ladder(book: Client, period: Period, ledger: pd.DataFrame, found: Tally) -> pd.DataFrame:
    share = book.params.incremental_share
    return roi.ladder(
        ledger, revenue=found.revenue("AB"), margin_value=_at_margin(book, period, found),
        incremental_share=None if share is None else share.likely,
    )  # fmt: skip


def _at_margin(book: Client, period: Period, found: Tally) -> float | None:
    """The value at gross margin, whatever the client's basis; None where no margin is known."""
    if book.params.value_basis == "margin":
        return found.total("AB")
    if book.params.gross_margin is None:
        return None
    at_margin = replace(book, params=book.params.model_copy(update={"value_basis": "margin"}))
    return value.tally(at_margin, period).total("AB")


def _untagged(book: Client, period: Period, top: Headline) -> tuple[float, float, float] | None:
    """ROI with tagged visits only, with social media's part of deep direct visits, and with all of them."""
    shares = claims.untagged_shares(book.tables["traffic"], period)
    if shares is None or shares[0] == 0 or top.roi is None or book.tables["orders"].empty:
        return None
    return tuple(roi.roi(top.value * share / shares[0], top.cost) for share in shares)
