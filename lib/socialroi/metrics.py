"""Step 3: what came out. Metrics per platform and campaign, each summed first and divided then, with the period before."""

import numpy as np
import pandas as pd

from socialroi.channels import classify
from socialroi.client import Client
from socialroi.costs import share_of_days
from socialroi.periods import Period
from socialroi.remember import once_per_client
from socialroi.results import best_traffic

# metric -> (numerator, denominator, factor): a ratio of sums, never a mean of rows (formulas.md, metrics)
RATIOS = {
    "cpm": ("media_spend", "paid_impressions", 1000.0),
    "cpc": ("media_spend", "clicks", 1.0),
    "ctr": ("clicks", "paid_impressions", 1.0),
    "engagement_rate_by_impressions": ("engagements", "impressions", 1.0),
}
_SPEND = {"impressions": "paid_impressions", "clicks": "clicks", "cost": "media_spend",
          "claimed_conversions": "claimed_conversions"}  # fmt: skip
_ACCOUNT = [
    "impressions",
    "views",
    "engagements",
    "followers_gained",
    "profile_visits",
    "video_views",
    "posts",
]
_OF_POSTS = ["impressions", "views", "video_views"]
_ENGAGEMENTS = ["reactions", "comments", "shares", "saves"]


def by_platform(tables: dict[str, pd.DataFrame], period: Period, own: pd.DataFrame | None = None) -> pd.DataFrame:
    """Every metric of the period per platform: platform, metric, value. Missing where no export holds it.

    `own`: what `organic` says of the period, where that is known already.
    """
    paid = sums_of_spend(tables["spend"], period).groupby("platform")[list(_SPEND)].sum(min_count=1).rename(columns=_SPEND)
    free = (organic(tables, period) if own is None else own).set_index("platform")
    visits = sessions(tables["traffic"], period).set_index("platform")
    wide = pd.concat([paid, free, visits], axis=1).rename_axis("platform")
    return _long(_with_ratios(wide), ["platform"])


def by_campaign(spend: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Every paid metric of the period per platform and campaign: platform, campaign, metric, value."""
    keys = ["platform", "campaign"]
    sums = sums_of_spend(spend, period).rename(columns=_SPEND)
    return _long(_with_ratios(sums.groupby(keys, dropna=False).sum(min_count=1)), keys)


@once_per_client
def of_client(book: Client, period: Period) -> pd.DataFrame:
    """`by_platform` of the client's own tables."""
    return by_platform(book.tables, period, organic_of_client(book, period))


@once_per_client
def organic_of_client(book: Client, period: Period) -> pd.DataFrame:
    """`organic` of the client's own tables."""
    return organic(book.tables, period)


def compare(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """The metrics of a period with those of the one before in `previous`; missing where it has none."""
    keys = [name for name in now.columns if name != "value"]
    return now.merge(before.rename(columns={"value": "previous"}), on=keys, how="left", validate="one_to_one")


def sums_of_spend(spend: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The spend rows of the period with their sums cut to its days: platform, campaign and the added columns."""
    inside = share_of_days(spend, period)
    rows = spend[inside > 0]
    return rows[list(_SPEND)].mul(inside[rows.index], axis=0).assign(platform=rows["platform"], campaign=rows["campaign"])


def organic(tables: dict[str, pd.DataFrame], period: Period) -> pd.DataFrame:
    """What the accounts' own posts earned in the period. One row per platform; missing where no export says it.

    A metric comes from the account's days where they hold it, else from the posts published in the period: the two
    differ (older posts still earn) and are never added. Engagements of posts are reactions, comments, shares and saves.
    """
    days, posts = tables["audience"], tables["posts"]
    inside = share_of_days(days, period)
    is_counted = (inside > 0) & days["breakdown"].isna()
    earned = days.loc[is_counted, _ACCOUNT].mul(inside[is_counted], axis=0)
    from_days = earned.groupby(days.loc[is_counted, "platform"]).sum(min_count=1)
    posts = posts.loc[period.holds(posts["day"]), ["platform", *_OF_POSTS, *_ENGAGEMENTS]]
    published = posts[_OF_POSTS].assign(engagements=posts[_ENGAGEMENTS].sum(axis=1, min_count=1), posts=1.0)
    from_posts = published.groupby(posts["platform"]).sum(min_count=1)
    return from_days.combine_first(from_posts).reindex(columns=_ACCOUNT).rename_axis("platform").reset_index()


def sessions(traffic: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Visits that web analytics tags with each platform: platform, sessions. From one report, never added over reports."""
    rows = best_traffic(traffic, period)
    inside = (rows["sessions"] * share_of_days(rows, period)).rename("sessions")
    counted = inside.groupby(classify(rows)["platform"]).sum(min_count=1)
    return counted.rename_axis("platform").reset_index()


def upper_bound_of_none(trials: int, level: float = 0.95) -> float:
    """The highest true rate that none in `trials` still fits: one-sided exact binomial bound, 1 − (1 − level)^(1/n).

    >>> round(upper_bound_of_none(40), 3)
    0.072
    """
    return 1 - (1 - level) ** (1 / trials)


def nps(scores: pd.Series, scale_max: float = 10, scale_min: float = 0) -> tuple[float, float]:
    """Net promoter score and its standard error, in points: % 9–10 less % 0–6, SE = √((p₊ + p₋ − NPS²) ÷ n).

    Raises ValueError for answers that are not on a scale from 0 to 10.
    """
    if (scale_min, scale_max) != (0, 10) or not scores.between(0, 10).all():
        raise ValueError("NPS needs answers from 0 to 10")
    promoters, detractors = (scores >= 9).mean(), (scores <= 6).mean()
    score = promoters - detractors
    return 100 * score, 100 * float(np.sqrt((promoters + detractors - score**2) / len(scores)))


def _with_ratios(sums: pd.DataFrame) -> pd.DataFrame:
    known = {name: rule for name, rule in RATIOS.items() if {rule[0], rule[1]} <= set(sums.columns)}
    ratios = {
        name: factor * sums[above] / sums[below].where(sums[below] > 0) for name, (above, below, factor) in known.items()
    }  # fmt: skip
    return sums.assign(**ratios)


def _long(wide: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    values = wide.to_numpy(float)
    rows, columns = np.nonzero(~np.isnan(values))
    named = wide.index.to_frame(index=False).take(rows)
    return named.assign(metric=wide.columns[columns], value=values[rows, columns]).sort_values(
        [*keys, "metric"], ignore_index=True
    )
