"""Step 4: ROI with its range, its ladder and its verdict. Pure arithmetic on costs and values; every formula is here."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from socialroi import costs
from socialroi.channels import SOCIAL
from socialroi.ripeness import RIPE_ENOUGH
from socialroi.uncertainty import Spread, spread

UNSPLIT = 0.1  # share of value without a platform from which on platforms are not told apart
FEW = 5  # with fewer customers than this no verdict is drawn from them


def roi(value: float, cost: float) -> float | None:
    """(value − full cost) ÷ full cost; None where the cost is zero or unknown: never 0, never infinity.

    >>> roi(1440 * 1.0, 0), round(roi(75_000, 1_700), 6)
    (None, 43.117647)
    """
    return (value - cost) / cost if cost > 0 else None


def break_even_incrementality(value: float, cost: float) -> float | None:
    """Share of the value that must not have come anyway for social media to pay: full cost ÷ value = 1 ÷ (1 + ROI)."""
    return cost / value if value > 0 else None


def roas(revenue: float, media: float) -> float | None:
    """Attributed revenue ÷ media spend, as a ratio. Not an ROI: its break-even is 1 ÷ margin."""
    return revenue / media if media > 0 else None


def break_even_roas(margin: float, refund_rate: float = 0.0) -> float | None:
    """1 ÷ margin, or 1 ÷ (margin × (1 − refund rate)) where revenue is gross of refunds."""
    kept = margin * (1 - refund_rate)
    return 1 / kept if kept > 0 else None


def payback_months(acquisition_cost: float, monthly_contribution: float) -> float | None:
    """Customer acquisition cost ÷ monthly contribution per customer; None is 'not within the horizon'."""
    return acquisition_cost / monthly_contribution if monthly_contribution > 0 else None


def cac(full_cost: float, new_customers: float) -> float | None:
    """Full cost ÷ new customers; None without a new customer."""
    return full_cost / new_customers if new_customers > 0 else None


def mer(total_revenue: float, marketing_spend: float) -> float | None:
    """Total revenue ÷ total marketing spend, as a ratio."""
    return total_revenue / marketing_spend if marketing_spend > 0 else None


def ladder(ledger: pd.DataFrame, *, revenue: float, margin_value: float | None, incremental_share: float | None) -> pd.DataFrame:
    """The nine ROIs: cost (media / + tools, content, agencies / full) × value (revenue / margin / × incremental share).

    Out: cost, value, cost_amount, value_amount, roi; missing where margin or incremental share is not known, or no such
    cost was recorded. One row per cell.
    """
    incremental = None if None in (margin_value, incremental_share) else margin_value * incremental_share
    amounts = {"revenue": revenue, "margin": margin_value, "incremental_margin": incremental}
    rungs = {name: costs.rung(ledger, name) for name in costs.LADDER}
    rows = [
        (rung, name, cost, amount, None if amount is None else roi(amount, cost))
        for name, amount in amounts.items()
        for rung, cost in rungs.items()
    ]
    columns = ["cost", "value", "cost_amount", "value_amount", "roi"]
    return pd.DataFrame(rows, columns=columns).astype({"value_amount": float, "roi": float})


def roi_draws(value_draws: pd.DataFrame, cost: float) -> np.ndarray:
    """ROI of every draw, over all platforms."""
    return (value_draws.sum(axis=1).to_numpy() - cost) / cost


def range_of(value_draws: pd.DataFrame, cost: float, hurdle: float = 0.0) -> Spread | None:
    """The 80 % range of the ROI and how often it is above zero and above the hurdle; None without cost."""
    return spread(roi_draws(value_draws, cost), hurdle) if cost > 0 else None


def by_platform(value: pd.DataFrame, value_draws: pd.DataFrame, cost: pd.Series, counts: pd.Series) -> pd.DataFrame:
    """ROI of each platform with its 80 % range, best first. One row per platform of cost or value.

    In: value per platform and grade (`Tally.table`, grades A and B), its draws, full cost per platform (`costs.allocate`),
    results per platform. Out: platform, cost, value, roi, low, high, count, is_few. Where one side knows only `meta`,
    Facebook and Instagram are counted together there.
    """
    names = finest_shared(cost.index, value)
    worth = value.groupby(value["platform"].map(names).fillna(""))["value"].sum()
    spent = cost.groupby(cost.index.map(lambda name: names.get(name, name))).sum()
    seen = counts.groupby(counts.index.map(lambda name: names.get(name, name))).sum()
    drawn = value_draws.T.groupby(lambda name: names.get(name, name)).sum().T
    rows = [
        _platform_row(
            name,
            float(spent.get(name, 0.0)),
            float(worth.get(name, 0.0)),
            drawn.get(name),
            seen.get(name, 0.0),
        )
        for name in sorted({*worth.index, *spent.index})
    ]
    columns = ["platform", "cost", "value", "roi", "low", "high", "count", "is_few"]
    frame = pd.DataFrame(rows, columns=columns).astype({"roi": float, "low": float, "high": float})
    return frame.sort_values(["roi", "platform"], ascending=[False, True], ignore_index=True)


@dataclass(frozen=True)
class Verdict:
    """One of pays_back, loses, not_proven, too_early, cannot_say, and the code of the reason."""

    code: str
    reason: str


def verdict(
    *, cost: float, value: float, headline: Spread | None, completed: Spread | None = None, customers: float = np.inf,
    ripe_share: float | None = None, is_young: bool = False, obstacle: str | None = None,
) -> Verdict:  # fmt: skip
    """The verdict by the rules of formulas.md, the first that applies.

    `obstacle`: what makes any number meaningless (no_data, unpriced, only_claims, no_results_export, coverage);
    `completed`: the range once the results still to come are in; `customers`: how many stand behind the value.
    """
    if not cost > 0 or headline is None:
        return Verdict("cannot_say", "no_cost")
    if obstacle:
        return Verdict("cannot_say", obstacle)
    if ripe_share is not None and ripe_share < RIPE_ENOUGH:
        return Verdict("too_early", "unripe")
    side = side_of(headline.low, headline.high)
    if completed is not None and side_of(completed.low, completed.high) != side:
        return Verdict("too_early", "differs_when_complete")
    if ripe_share is None and is_young:
        return Verdict("too_early", "young")
    if not value > 0:
        return Verdict("cannot_say", "no_value")
    if customers < FEW:
        return Verdict("not_proven", "few_customers")
    return Verdict(side, {"pays_back": "above", "loses": "below", "not_proven": "crosses"}[side])


def side_of(low: float, high: float) -> str:
    """What a range of the ROI says by itself: above break-even, below it, or across it."""
    if low > 0:
        return "pays_back"
    return "loses" if high < 0 else "not_proven"


def finest_shared(cost_names: pd.Index, value: pd.DataFrame) -> dict[str, str]:
    """Each platform's name at the finest level that both cost and value know: itself, `meta`, or '' for all together.

    In: the platforms of the cost, and platform and value of the results. All stand together where a tenth of the value or
    more is known to be social media but not of which platform.
    """
    known = {name for name in (*cost_names, *value["platform"]) if isinstance(name, str)}
    unsplit = value.loc[value["platform"] == SOCIAL, "value"].sum()
    if unsplit > 0 and unsplit >= UNSPLIT * value["value"].sum():
        return dict.fromkeys(known, "")
    parts = {"facebook": "meta", "instagram": "meta"} if "meta" in known else {}
    return {name: parts.get(name, name) for name in known}


def _platform_row(name: str, cost: float, value: float, drawn: pd.Series | None, count: float) -> tuple:
    found = spread((drawn.to_numpy() - cost) / cost) if cost > 0 and drawn is not None else None
    low, high = (found.low, found.high) if found else (None, None)
    return name, cost, value, roi(value, cost), low, high, count, count < 2 * FEW
