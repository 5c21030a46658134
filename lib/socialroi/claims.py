"""What others say social media brought, against the orders: platforms' claims, web analytics, visits without a tag."""

import pandas as pd

from socialroi.channels import DIRECT, classify
from socialroi.costs import share_of_days
from socialroi.metrics import sums_of_spend
from socialroi.periods import Period
from socialroi.results import best_traffic
from socialroi.value import Tally

FRONT_PAGES = ("/", "", "(not set)")


def against_orders(tables: dict[str, pd.DataFrame], found: Tally, period: Period) -> dict:
    """Conversions that each platform claims, beside what web analytics, grades A and B and all orders count.

    Out: by_platform, web_analytics, attributed_orders, all_orders, over_claim_ratio (claims ÷ attributed orders, None
    where either is unknown), ratio_to_all. Source: formulas.md, over-claim ratio.
    """
    claimed = sums_of_spend(tables["spend"], period).groupby("platform")["claimed_conversions"].sum(min_count=1).dropna()
    added = found.added.loc[found.added["revenue"] > 0, "count"].sum()
    attributed = float(found.bought["platform"].notna().sum() + added)
    total = len(found.bought)
    return {
        "by_platform": {name: float(count) for name, count in claimed.sort_index().items()},
        "web_analytics": _key_events(tables["traffic"], period),
        "attributed_orders": attributed,
        "all_orders": total,
        "over_claim_ratio": over_claim_ratio(claimed, attributed),
        "ratio_to_all": over_claim_ratio(claimed, float(total)),
    }


def over_claim_ratio(claimed: pd.Series, counted: float) -> float | None:
    """Sum of the claims ÷ results counted; above 1 some are counted twice. None without claims or results."""
    return float(claimed.sum() / counted) if len(claimed) and counted > 0 else None


def untagged_shares(traffic: pd.DataFrame, period: Period) -> tuple[float, float, float] | None:
    """Social media's share of web results: tagged only, with its part of deep direct visits, with all of them.

    Direct visits that land below the front page were most likely sent by somebody: at most all of them by social media
    (high), in the middle as many as its share of the tagged visits. None where no report splits visits by source and
    landing page. Source: formulas.md, untagged band.
    """
    rows = traffic[traffic["landing_page"].notna() & traffic["source"].notna()]
    rows = rows[(rows["day"] <= period.end) & (rows["last_day"].fillna(rows["day"]) >= period.start)]
    measure = next((name for name in ("revenue", "key_events") if rows[name].sum() > 0), None)
    if measure is None:
        return None
    is_social = classify(rows)["platform"].notna()
    is_direct = rows["source"].str.strip().str.lower().isin(DIRECT)
    is_deep = is_direct & is_deep_page(rows["landing_page"])
    total, tagged, deep = (
        rows[measure].sum(),
        rows.loc[is_social, measure].sum(),
        rows.loc[is_deep, measure].sum(),
    )
    known = rows.loc[~is_direct, measure].sum()
    part = tagged / known if known > 0 else 0.0
    return tagged / total, (tagged + part * deep) / total, (tagged + deep) / total


def is_deep_page(pages: pd.Series) -> pd.Series:
    """True for pages below the front page, but for those with a click id: such a visit came from where the id says."""
    return ~pages.str.strip().isin(FRONT_PAGES) & ~pages.str.contains("?", regex=False)


def _key_events(traffic: pd.DataFrame, period: Period) -> float | None:
    rows = best_traffic(traffic, period)
    if rows.empty or rows["key_events"].isna().all():
        return None
    inside = rows["key_events"] * share_of_days(rows, period)
    return float(inside[classify(rows)["platform"].notna()].sum())
