"""How long until something happens, where for some it has not happened yet: Kaplan–Meier curves and the log-rank test."""

import numpy as np
import pandas as pd
from scipy.stats import chi2, norm

from socialroi.uncertainty import LEVEL


def kaplan_meier(
    days: pd.Series, is_event: pd.Series, weight: pd.Series | None = None, level: float = LEVEL
) -> pd.DataFrame:  # fmt: skip
    """The share still without the event after each day, with its interval: day, at_risk, events, share, low, high.

    One row per day with an event. `is_event` False: not yet, as far as the data go (censored). Kaplan & Meier 1958; the interval
    by Greenwood on the log-log scale, which stays between 0 and 1. With weights its width is that of the effective number,
    (Σ w)² ÷ Σ w², of people.
    """
    weights = pd.Series(1.0, days.index) if weight is None else weight
    risk = _at_risk(days, is_event, weights)
    share = (1 - risk["events"] / risk["at_risk"]).cumprod()
    left = risk["at_risk"] - risk["events"]
    spread = (risk["events"] / (risk["at_risk"] * left.where(left > 0))).cumsum() * (weights**2).sum() / weights.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        reach = norm.ppf((1 + level) / 2) * np.sqrt(spread) / np.abs(np.log(share))
    return risk.assign(share=share, low=share ** np.exp(reach), high=share ** np.exp(-reach))


def median_days(curve: pd.DataFrame) -> float | None:
    """The first day by which half of them had the event; None where that has not come yet."""
    half = curve.loc[curve["share"] <= 0.5, "day"]
    return float(half.iloc[0]) if len(half) else None


def log_rank(days: pd.Series, is_event: pd.Series, group: pd.Series, strata: pd.Series | None = None) -> tuple[float, float]:
    """Whether two groups differ in time: chi-square with one degree of freedom, and its p-value. `group` is True or False.

    Compared within strata where there are any (Mantel 1966); a stratum without both groups says nothing.
    """
    layer = pd.Series(0, days.index) if strata is None else strata
    frame = pd.DataFrame({"days": days, "is_event": is_event.astype(bool), "group": group.astype(bool), "layer": layer})
    excess, variance = 0.0, 0.0
    for _, rows in frame.groupby("layer"):
        gap, width = _excess(rows)
        excess, variance = excess + gap, variance + width
    if variance == 0:
        return 0.0, 1.0
    statistic = excess**2 / variance
    return float(statistic), float(chi2.sf(statistic, 1))


def _excess(rows: pd.DataFrame) -> tuple[float, float]:
    """Events of the group beyond what its share of those at risk would have, and the variance of that."""
    all_risk = _at_risk(rows["days"], rows["is_event"])
    mine = rows[rows["group"]]
    times = all_risk["day"].to_numpy()
    own_days, own_events = np.sort(mine["days"].to_numpy()), mine.loc[mine["is_event"], "days"].to_numpy()
    own = len(own_days) - np.searchsorted(own_days, times, side="left")
    n, d = all_risk["at_risk"].to_numpy(float), all_risk["events"].to_numpy(float)
    share = own / n
    spread = np.where(n > 1, d * share * (1 - share) * (n - d) / np.maximum(n - 1, 1), 0.0)
    return float(len(own_events) - (d * share).sum()), float(spread.sum())


def _at_risk(days: pd.Series, is_event: pd.Series, weight: pd.Series | None = None) -> pd.DataFrame:
    weights = np.ones(len(days)) if weight is None else weight.to_numpy(float)
    numbers, happened = days.to_numpy(float), is_event.to_numpy(bool)
    times, place = np.unique(numbers[happened], return_inverse=True)
    order = np.argsort(numbers, kind="stable")
    before = np.append(0.0, np.cumsum(weights[order]))[np.searchsorted(numbers[order], times, side="left")]
    events = np.bincount(place, weights[happened], len(times))
    return pd.DataFrame({"day": times, "at_risk": weights.sum() - before, "events": events})
