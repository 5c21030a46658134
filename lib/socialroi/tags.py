"""Which campaigns the spend names, and which tags visits and results carry."""

import pandas as pd

from socialroi.channels import classify
from socialroi.costs import share_of_days
from socialroi.naming import personal_name, slug
from socialroi.periods import Period, days_in

TAGGED = ("traffic", "touches", "conversions", "orders")  # their tags come from links; a CRM writes its own words
_TAGS = ["table", "source", "medium", "campaign"]
_NO_NAME = {"", "not-set", "none", "direct", "organic", "referral", "not-provided", "other", "data-not-available"}


def campaign_names(tables: dict[str, pd.DataFrame]) -> set[str]:
    """The names, as they stand in links, of every campaign that the client's spend or social tags know."""
    names = pd.concat([spend_by_campaign(tables["spend"], None)["campaign"], social(tags_seen(tables, None))["campaign"]])
    return {slug(name) for name in names.dropna()}


def spend_by_campaign(spend: pd.DataFrame, period: Period | None) -> pd.DataFrame:
    """Media spend above zero: platform, campaign (missing where the export names none), cost."""
    cost = spend["cost"] * inside(spend, period)
    rows = pd.DataFrame({"platform": spend["platform"], "campaign": _shown(spend["campaign"]), "cost": cost})
    sums = rows.groupby(["platform", "campaign"], dropna=False, as_index=False)["cost"].sum()
    return sums[sums["cost"] > 0].reset_index(drop=True)


def tags_seen(tables: dict[str, pd.DataFrame], period: Period | None, timezone: str = "UTC") -> pd.DataFrame:
    """Every tag of every report and table: table, report, channel_group, source, medium, campaign, count, platform, is_paid.

    `count`: visits for traffic, rows for the others. Reports show the same visits again: never add over `report`.
    """
    frames = [_counted(name, tables[name], period, timezone) for name in (*TAGGED, "deals", "leads")]
    rows = pd.concat(frames, ignore_index=True)
    sums = rows.groupby([column for column in rows if column != "count"], dropna=False, as_index=False)["count"].sum()
    used = sums[sums["count"] > 0].reset_index(drop=True)
    return pd.concat([used, classify(used)], axis=1)


def most(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The count per key: summed within each report, and of several reports the one that has most of it."""
    per_report = rows.groupby([*keys, "report"], dropna=False, as_index=False)["count"].sum()
    return per_report.groupby(keys, dropna=False, as_index=False)["count"].max()


def largest_report(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The rows of the one report that counts most; no rows where none counts anything."""
    by_report = rows.groupby(rows["report"].fillna(""))[measure].sum()
    return rows[rows["report"].fillna("") == by_report.idxmax()] if by_report.sum() > 0 else rows.iloc[:0]


def social(seen: pd.DataFrame) -> pd.DataFrame:
    """The tags of social media."""
    return seen[seen["platform"].notna()]


def _counted(name: str, table: pd.DataFrame, period: Period | None, timezone: str) -> pd.DataFrame:
    """The table's tags with how many visits (traffic) or rows of the period carry each."""
    table = table.assign(day=days_in(table, timezone))  # touches and conversions know the time
    dated = table if "last_day" in table else table.assign(last_day=table["day"])
    size = table["sessions"] if name == "traffic" else (table["count"].fillna(1.0) if name == "leads" else 1.0)
    kept = {column: _shown(table[column]) for column in ("source", "medium", "campaign")}
    wide = {column: table.get(column, pd.NA) for column in ("channel_group", "report")}
    rows = pd.DataFrame({"table": name, **kept, **wide, "count": size * inside(dated, period)}, index=table.index)
    no_name = rows["campaign"].map(slug, na_action="ignore").isin(_NO_NAME)
    strings = dict.fromkeys([*_TAGS, "channel_group", "report"], "str")
    return rows.assign(campaign=rows["campaign"].mask(no_name)).astype(strings)


def inside(rows: pd.DataFrame, period: Period | None) -> pd.Series:
    """The share of each row's days that lie in the period; all of them without a period."""
    return share_of_days(rows, period) if period else pd.Series(1.0, rows.index)


def _shown(names: pd.Series) -> pd.Series:
    """The names, but those that hold a person's data: they are not repeated anywhere."""
    known = {name: f"[{found}]" if (found := personal_name(name)) else name for name in names.dropna().unique()}
    return names.map(known).astype("str")
