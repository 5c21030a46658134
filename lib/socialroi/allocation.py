"""Who bears what serves several: costs split over platforms and campaigns by a stated rule, to the cent."""

import pandas as pd
from babel.numbers import get_currency_precision

from socialroi.channels import platform_named
from socialroi.params import CostItem

PARTS = ["platform", "campaign", "weight"]


def weights(rule: str, over: str, sizes: pd.DataFrame) -> pd.DataFrame:
    """How large each part is by a rule: platform, campaign, weight; weights add up to 1, or no row where nothing is known.

    In: `sizes` with platform, campaign, spend, hours and posts of the period, one row per platform and campaign. Rules:
    spend, hours, posts, or equal over every platform (campaign) that has any of the three. Over `platforms` the campaign
    is missing.
    """
    known = sizes.dropna(subset=["platform"])
    whole = known.assign(campaign=pd.NA).astype({"campaign": "str"})
    known = known.dropna(subset=["campaign"]) if over == "campaigns" else whole
    keys = ["platform", "campaign"]
    summed = known.groupby(keys, dropna=False)[["spend", "hours", "posts"]].sum().reset_index()
    summed = summed[(summed[["spend", "hours", "posts"]] > 0).any(axis=1)]
    size = pd.Series(1.0, summed.index) if rule == "equal" else summed[rule]
    parts = summed[keys].assign(weight=size / size.sum())
    return parts[parts["weight"] > 0].reset_index(drop=True)


def parts_of(item: CostItem, sizes: pd.DataFrame) -> pd.DataFrame:
    """The parts of one item's cost: by its rule or its fixed shares. No row where the rule finds nothing in the period."""
    if not isinstance(item.split, dict):
        return weights(item.split, item.over, sizes)
    fixed = pd.DataFrame({"weight": list(item.split.values())})
    if item.over == "platforms":
        names = [platform_named(name) for name in item.split]
        return fixed.assign(platform=names, campaign=pd.NA).astype({"campaign": "str"})[PARTS]
    home = sizes.dropna(subset=["campaign"]).drop_duplicates("campaign").set_index("campaign")["platform"]
    platforms = [home.get(name, pd.NA) for name in item.split]
    return fixed.assign(platform=platforms, campaign=list(item.split)).astype({"platform": "str"})[PARTS]


def split(days: pd.DataFrame, item: CostItem, sizes: pd.DataFrame) -> pd.DataFrame:
    """Each day's cost (and hours) once per part, times its weight. The sum over the parts is the day's cost."""
    parts = parts_of(item, sizes)
    if parts.empty:
        return days
    crossed = days.drop(columns=["platform", "campaign"]).merge(parts, how="cross")
    weighted = {name: crossed[name] * crossed["weight"] for name in ("cost", "hours")}
    rule = item.split if isinstance(item.split, str) else "fixed shares"
    return crossed.assign(**weighted, split=rule).astype({"split": "str"}).drop(columns="weight")


def to_cents(amounts: pd.Series, currency: str, total: float | None = None) -> pd.Series:
    """Amounts rounded to the currency's minor unit so that they add up to their rounded total: largest remainders go up.

    `total`: the amount of the invoice; left out, the sum. Ties go to the first. (Hamilton's method.)

    >>> to_cents(pd.Series([100 / 3] * 3), "EUR").tolist()
    [33.34, 33.33, 33.33]
    """
    if amounts.empty:
        return amounts
    unit = 10 ** get_currency_precision(currency)
    exact = amounts * unit
    down = exact.round(6).floordiv(1)
    missing = round((amounts.sum() if total is None else total) * unit) - int(down.sum())
    first = (down - exact).round(6).sort_values(kind="stable").index[: max(missing, 0)]
    return (down + pd.Series(1.0, first).reindex(amounts.index, fill_value=0.0)) / unit


def by_platform_to_the_cent(ledger: pd.DataFrame, currency: str) -> pd.DataFrame:
    """What each item costs each platform in the period, in whole cents that add up to the item's total. One row per part."""
    grouped = ledger.groupby(["type", "item", "platform"], dropna=False, as_index=False)["cost"].sum()
    rounded = [to_cents(rows["cost"], currency) for _, rows in grouped.groupby(["type", "item"], dropna=False)]
    return grouped.assign(cost=pd.concat(rounded) if rounded else grouped["cost"])
