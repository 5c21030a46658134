"""Where tags and spend do not meet: spend without tags, tags without spend, split names, broken tags, untagged visits."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from socialroi.channels import DIRECT, classify
from socialroi.claims import FRONT_PAGES
from socialroi.costs import share_of_days
from socialroi.naming import ORGANIC, PAID, personal_name, slug
from socialroi.periods import Period
from socialroi.spellings import nearest, split_names

_NO_NAME = {"", "not-set", "none", "direct", "organic", "referral", "not-provided", "other", "data-not-available"}
_TAGGED = ("traffic", "touches", "conversions", "orders")  # their tags come from links; a CRM writes its own words
_TAGS = ["table", "source", "medium", "campaign"]
_META = {"facebook": "meta", "instagram": "meta"}  # their spend is often exported together


@dataclass(frozen=True)
class TagAudit:
    """What the audit found. None: it cannot be said, because no export names what it takes (see `notes`).

    `platforms`: platform, cost, paid_visits, finding. `spend_without_tags`: platform, campaign, cost, resembles.
    `tags_without_spend`: table, platform, campaign, count, resembles. `split_campaigns`: write_as, spelling, found_in, count,
    kind. `broken_tags`: table, source, medium, count, write_as. `untagged_visits`: platform, source, sessions, share of all
    visits. `deep_direct`: landing_page, sessions, share of all visits. Costs in the client's currency; `count` is visits for
    traffic, rows for other tables.
    """

    platforms: pd.DataFrame
    spend_without_tags: pd.DataFrame | None
    tags_without_spend: pd.DataFrame | None
    split_campaigns: pd.DataFrame
    broken_tags: pd.DataFrame
    untagged_visits: pd.DataFrame | None
    deep_direct: pd.DataFrame | None
    notes: tuple[str, ...]


def audit_tags(tables: dict[str, pd.DataFrame], period: Period | None = None) -> TagAudit:
    """Every finding about a client's tags. A period cuts what is judged, not what it is compared with.

    So a campaign whose visits came a week after the period still counts as tagged.
    """
    spend, seen = spend_by_campaign(tables["spend"], period), tags_seen(tables, period)
    all_spend, all_seen = spend_by_campaign(tables["spend"], None), tags_seen(tables, None)
    has_spend, has_tags = bool(all_spend["campaign"].notna().any()), bool(_social(all_seen)["campaign"].notna().any())
    return TagAudit(
        platforms=platforms(spend, seen),
        spend_without_tags=spend_without_tags(spend, all_seen) if has_spend and has_tags else None,
        tags_without_spend=tags_without_spend(seen, all_spend) if has_spend and has_tags else None,
        split_campaigns=split_campaigns(spend, seen),
        broken_tags=broken_tags(seen),
        untagged_visits=untagged_visits(seen),
        deep_direct=deep_direct(tables["traffic"], period),
        notes=tuple(_notes(spend, has_spend, has_tags, tables["traffic"])),
    )


def spend_by_campaign(spend: pd.DataFrame, period: Period | None) -> pd.DataFrame:
    """Media spend above zero: platform, campaign (missing where the export names none), cost."""
    cost = spend["cost"] * _inside(spend, period)
    rows = pd.DataFrame({"platform": spend["platform"], "campaign": _shown(spend["campaign"]), "cost": cost})
    sums = rows.groupby(["platform", "campaign"], dropna=False, as_index=False)["cost"].sum()
    return sums[sums["cost"] > 0].reset_index(drop=True)


def tags_seen(tables: dict[str, pd.DataFrame], period: Period | None) -> pd.DataFrame:
    """Every source, medium and campaign that visits and results carry: table, source, medium, campaign, count, platform, is_paid.

    Visits of several web analytics reports are the same visits: the report that has most of a tag counts, they are not added.
    """
    frames = [_counted(name, tables[name], period) for name in (*_TAGGED, "deals", "leads") if name in tables]
    rows = pd.concat(frames, ignore_index=True)
    per_report = rows.groupby([*_TAGS, "channel_group", "report"], dropna=False, as_index=False)["count"].sum()
    best = per_report.groupby([*_TAGS, "channel_group"], dropna=False, as_index=False)["count"].max()
    best = best[best["count"] > 0].reset_index(drop=True)
    return pd.concat([best, classify(best)], axis=1)


def platforms(spend: pd.DataFrame, seen: pd.DataFrame) -> pd.DataFrame:
    """Spend beside paid visits and results, per platform: platform, cost, paid_tags, finding (empty where both are there).

    Facebook and Instagram count as Meta, because Meta's exports often do not split them.
    """
    paid = _social(seen)[lambda rows: rows["is_paid"]]
    cost = spend.groupby(spend["platform"].replace(_META))["cost"].sum()
    tags = paid.groupby(paid["platform"].replace(_META))["count"].max()
    both = pd.concat([cost.rename("cost"), tags.rename("paid_tags")], axis=1).rename_axis("platform").sort_index().reset_index()
    finding = pd.Series("", both.index).mask(both["paid_tags"].isna(), "spend, but no visit or result is tagged as paid")
    return both.assign(finding=finding.mask(both["cost"].isna(), "paid tags, but no spend: is an export missing?"))


def spend_without_tags(spend: pd.DataFrame, seen: pd.DataFrame) -> pd.DataFrame:
    """Campaigns that cost money and whose name no visit or result carries, dearest first: platform, campaign, cost, resembles."""
    known = {slug(name) for name in seen["campaign"].dropna()}
    rows = spend[spend["campaign"].notna() & ~spend["campaign"].map(slug, na_action="ignore").isin(known)]
    resembles = rows["campaign"].map(lambda name: nearest(slug(name), known)).astype("str")
    return rows.assign(resembles=resembles).sort_values(["cost", "campaign"], ascending=[False, True], ignore_index=True)


def tags_without_spend(seen: pd.DataFrame, spend: pd.DataFrame) -> pd.DataFrame:
    """Paid social tags whose campaign has no spend anywhere, most used first: table, platform, campaign, count, resembles."""
    known = {slug(name) for name in spend["campaign"].dropna()}
    paid = _social(seen)[lambda rows: rows["is_paid"] & rows["campaign"].notna()]
    rows = paid[~paid["campaign"].map(slug, na_action="ignore").isin(known)]
    sums = rows.groupby(["table", "platform", "campaign"], as_index=False)["count"].sum()
    resembles = sums["campaign"].map(lambda name: nearest(slug(name), known)).astype("str")
    return sums.assign(resembles=resembles).sort_values(["count", "campaign"], ascending=[False, True], ignore_index=True)


def split_campaigns(spend: pd.DataFrame, seen: pd.DataFrame) -> pd.DataFrame:
    """Spellings that split a campaign in two: write_as, spelling, found_in, count, kind (`spelling` or `perhaps a typo`)."""
    tagged = _social(seen).dropna(subset="campaign")
    in_tags = tagged.groupby(["table", "campaign"], as_index=False)["count"].sum().rename(columns={"table": "found_in"})
    in_spend = spend.dropna(subset="campaign").groupby(["platform", "campaign"], as_index=False)["cost"].sum()
    in_spend = in_spend.assign(found_in="spend on " + in_spend["platform"], count=in_spend["cost"])
    columns = ["found_in", "campaign", "count"]
    return split_names(in_spend[columns], in_tags[columns])


def broken_tags(seen: pd.DataFrame) -> pd.DataFrame:
    """Social tags that are not written by the naming rules, most used first: table, source, medium, count, write_as.

    A visit that only a social host referred carries no tag: it stands under untagged visits.
    """
    rows = _social(seen)[lambda rows: rows["table"].isin(_TAGGED) & rows["source"].notna()]
    wanted = rows["is_paid"].map({True: PAID, False: ORGANIC})
    is_right = (rows["source"] == rows["platform"]) & (rows["medium"] == wanted)
    rows = rows.assign(write_as=rows["platform"].replace("social", "the platform") + " / " + wanted)[~is_right & ~_is_referral(rows)]
    keys = ["table", "source", "medium", "write_as"]
    sums = rows.groupby(keys, dropna=False, as_index=False)["count"].sum()
    return sums.sort_values(["count", "source"], ascending=[False, True], ignore_index=True)[[*keys[:3], "count", "write_as"]]


def untagged_visits(seen: pd.DataFrame) -> pd.DataFrame | None:
    """Visits that social hosts sent without a tag: platform, source, sessions, share of all visits. None without sources.

    Nobody can say whether a post or an ad sent them; they count as unpaid.
    """
    visits = seen[(seen["table"] == "traffic") & seen["source"].notna()]
    if visits.empty:
        return None
    rows = _social(visits)[_is_referral]
    sums = rows.groupby(["platform", "source"], as_index=False)["count"].sum().rename(columns={"count": "sessions"})
    shares = sums.assign(share=sums["sessions"] / visits["count"].sum())
    return shares.sort_values(["sessions", "source"], ascending=[False, True], ignore_index=True)


def deep_direct(traffic: pd.DataFrame, period: Period | None) -> pd.DataFrame | None:
    """Direct visits that land below the front page (dark social): landing_page, sessions, share of all visits.

    Nobody types such an address: somebody sent it, in a chat or a mail. None where no report splits pages by source.
    """
    rows = traffic[traffic["landing_page"].notna() & traffic["source"].notna()]
    rows = rows.assign(sessions=rows["sessions"] * _inside(rows, period))
    by_report = rows.groupby("report", dropna=False)["sessions"].sum()
    if not by_report.sum() > 0:
        return None
    best = by_report.idxmax()
    rows = rows[rows["report"].isna() if pd.isna(best) else rows["report"] == best]
    is_direct = rows["source"].str.strip().str.lower().isin(DIRECT)
    deep = rows[is_direct & ~rows["landing_page"].str.strip().isin(FRONT_PAGES)]
    sums = deep.groupby("landing_page", as_index=False)["sessions"].sum()
    shares = sums.assign(share=sums["sessions"] / by_report[best])
    return shares[shares["sessions"] > 0].sort_values(["sessions", "landing_page"], ascending=[False, True], ignore_index=True)


def _notes(spend: pd.DataFrame, has_spend: bool, has_tags: bool, traffic: pd.DataFrame) -> Iterator[str]:
    if has_spend and not has_tags:
        yield (
            "No export of visits, orders, deals or leads names a campaign, so spend and tags cannot be compared by campaign. "
            "Export GA4's Traffic acquisition with the dimensions Session campaign and Session source / medium."
        )
    for platform, cost in spend[spend["campaign"].isna()].groupby("platform")["cost"].sum().items():
        yield f"The spend on {platform} ({cost:,.2f}) comes without campaign names: export it by campaign."
    if traffic["landing_page"].isna().all() or traffic.loc[traffic["landing_page"].notna(), "source"].isna().all():
        yield (
            "No report splits landing pages by source, so direct visits on deep pages cannot be counted. "
            "Export GA4's Landing page report with the second dimension Session source / medium."
        )


def _counted(name: str, table: pd.DataFrame, period: Period | None) -> pd.DataFrame:
    """The table's tags with how many visits (traffic) or rows of the period carry each."""
    if "day" not in table:  # touches and conversions know the time
        table = table.assign(day=table["at"].dt.tz_localize(None).dt.normalize())
    dated = table if "last_day" in table else table.assign(last_day=table["day"])
    size = table["sessions"] if name == "traffic" else (table["count"].fillna(1.0) if name == "leads" else 1.0)
    kept = {column: _shown(table[column]) for column in ("source", "medium", "campaign")}
    wide = {column: table[column] if column in table else pd.NA for column in ("channel_group", "report")}
    rows = pd.DataFrame({"table": name, **kept, **wide, "count": size * _inside(dated, period)}, index=table.index)
    no_name = rows["campaign"].map(slug, na_action="ignore").isin(_NO_NAME)
    strings = dict.fromkeys([*_TAGS, "channel_group", "report"], "str")
    return rows.assign(campaign=rows["campaign"].mask(no_name)).astype(strings)


def _inside(rows: pd.DataFrame, period: Period | None) -> pd.Series:
    return share_of_days(rows, period) if period else pd.Series(1.0, rows.index)


def _shown(names: pd.Series) -> pd.Series:
    """The names, but those that hold a person's data: they are not repeated anywhere."""
    known = {name: f"[{found}]" if (found := personal_name(name)) else name for name in names.dropna().unique()}
    return names.map(known).astype("str")


def _social(seen: pd.DataFrame) -> pd.DataFrame:
    return seen[seen["platform"].notna()]


def _is_referral(rows: pd.DataFrame) -> pd.Series:
    is_host = rows["source"].str.contains(".", regex=False, na=False)
    return is_host & rows["medium"].str.lower().isin(["referral", "(none)", "(not set)"])


