"""Where tags and spend do not meet: spend without tags, tags without spend, split names, broken tags, untagged visits."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from socialroi.channels import DIRECT, SOCIAL
from socialroi.claims import is_deep_page
from socialroi.naming import ORGANIC, PAID, slug
from socialroi.periods import Period
from socialroi.spellings import nearest, split_names
from socialroi.tags import TAGGED, inside, largest_report, most, social, spend_by_campaign, tags_seen

_BY_CAMPAIGN = "Export GA4's Traffic acquisition with the dimensions Session campaign and Session source / medium."
_META = {"facebook": "meta", "instagram": "meta"}  # their spend is often exported together


@dataclass(frozen=True)
class TagAudit:
    """What the audit found. None: it cannot be said, because no export names what it takes (see `notes`).

    `platforms`: platform, cost, paid_visits, paid_results, finding. `spend_without_tags`: platform, campaign, cost, resembles.
    `tags_without_spend`: table, platform, campaign, count, resembles. `split_campaigns`: write_as, spelling, found_in, count,
    kind. `broken_tags`: table, source, medium, count, write_as. `untagged_visits`: platform, source, sessions, share of all
    visits. `deep_direct`: landing_page, sessions, share of all visits. Costs in the client's currency; `count` is visits for
    traffic, rows for other tables.
    """

    platforms: pd.DataFrame
    spend_without_tags: pd.DataFrame | None
    tags_without_spend: pd.DataFrame | None
    split_campaigns: pd.DataFrame | None
    broken_tags: pd.DataFrame | None
    untagged_visits: pd.DataFrame | None
    deep_direct: pd.DataFrame | None
    notes: tuple[str, ...]


def audit_tags(tables: dict[str, pd.DataFrame], period: Period | None = None, *, timezone: str = "UTC") -> TagAudit:
    """Every finding about a client's tags. A period cuts what is judged, not what it is compared with.

    So a campaign whose visits came a week after the period still counts as tagged. `timezone`: the client's, for moments.
    """
    spend, seen = spend_by_campaign(tables["spend"], period), tags_seen(tables, period, timezone)
    all_spend, all_seen = spend_by_campaign(tables["spend"], None), tags_seen(tables, None)
    has_spend, has_tags = bool(all_spend["campaign"].notna().any()), bool(social(all_seen)["campaign"].notna().any())
    return TagAudit(
        platforms=platforms(spend, seen),
        spend_without_tags=spend_without_tags(spend, all_seen) if has_spend and has_tags else None,
        tags_without_spend=tags_without_spend(seen, all_spend) if has_spend and has_tags else None,
        split_campaigns=split_campaigns(spend, seen) if has_spend or has_tags else None,
        broken_tags=broken_tags(seen),
        untagged_visits=untagged_visits(seen),
        deep_direct=deep_direct(tables["traffic"], period),
        notes=tuple(_notes(spend, all_seen, tables["traffic"])),
    )


def platforms(spend: pd.DataFrame, seen: pd.DataFrame) -> pd.DataFrame:
    """Spend beside what is tagged as paid: platform, cost, paid_visits, paid_results, finding (empty where they meet).

    Facebook and Instagram count as Meta, because Meta's exports often do not split them. No platform is untagged while paid
    visits or results of social media name none: they may be its own.
    """
    paid = social(seen)[lambda rows: rows["is_paid"] & (rows["platform"] != SOCIAL)].replace({"platform": _META})
    counts = most(paid, ["platform", "table"])
    is_visit = counts["table"] == "traffic"
    columns = {
        "cost": spend.groupby(spend["platform"].replace(_META))["cost"].sum(),
        "paid_visits": counts[is_visit].groupby("platform")["count"].sum(),
        "paid_results": counts[~is_visit].groupby("platform")["count"].sum(),
    }
    both = pd.concat(columns, axis=1).rename_axis("platform").sort_index().reset_index()
    if not _names_sources(seen) or _paid_anywhere(seen):
        return both.assign(finding="")
    is_untagged = both["paid_visits"].isna() & both["paid_results"].isna()
    finding = pd.Series("", both.index, dtype="str").mask(is_untagged, "spend, but nothing is tagged as paid")
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
    paid = social(seen)[lambda rows: rows["is_paid"] & rows["campaign"].notna()]
    rows = paid[~paid["campaign"].map(slug, na_action="ignore").isin(known)]
    sums = most(rows, ["table", "platform", "campaign"])
    resembles = sums["campaign"].map(lambda name: nearest(slug(name), known)).astype("str")
    return sums.assign(resembles=resembles).sort_values(["count", "campaign"], ascending=[False, True], ignore_index=True)


def split_campaigns(spend: pd.DataFrame, seen: pd.DataFrame) -> pd.DataFrame:
    """Spellings that split a campaign in two: write_as, spelling, found_in, count, kind (`spelling` or `perhaps a typo`)."""
    tagged = social(seen).dropna(subset="campaign")
    in_tags = most(tagged, ["table", "campaign"]).rename(columns={"table": "found_in"})
    in_spend = spend.dropna(subset="campaign").groupby(["platform", "campaign"], as_index=False)["cost"].sum()
    in_spend = in_spend.assign(found_in="spend on " + in_spend["platform"], count=in_spend["cost"])
    columns = ["found_in", "campaign", "count"]
    return split_names(in_spend[columns], in_tags[columns])


def broken_tags(seen: pd.DataFrame) -> pd.DataFrame | None:
    """Social tags that are not written by the naming rules, most used first: table, source, medium, count, write_as.

    None where no tag is known at all. A visit that only a social host referred carries no tag: see `untagged_visits`.
    """
    tagged = seen[seen["table"].isin(TAGGED) & seen["source"].notna()]
    if tagged.empty:
        return None
    rows = social(tagged)
    wanted = rows["is_paid"].map({True: PAID, False: ORGANIC})
    is_right = (rows["source"] == rows["platform"]) & (rows["medium"] == wanted)
    write_as = rows["platform"].replace(SOCIAL, "the platform") + " / " + wanted
    rows = rows.assign(write_as=write_as)[~is_right & ~_is_referral(rows)]
    keys = ["table", "source", "medium", "write_as"]
    sums = most(rows, keys)
    return sums.sort_values(["count", "source"], ascending=[False, True], ignore_index=True)[[*keys[:3], "count", "write_as"]]


def untagged_visits(seen: pd.DataFrame) -> pd.DataFrame | None:
    """Visits that social hosts sent without a tag: platform, source, sessions, share of all visits. None without sources.

    Nobody can say whether a post or an ad sent them; they count as unpaid.
    """
    visits = largest_report(seen[(seen["table"] == "traffic") & seen["source"].notna()], "count")
    if visits.empty:
        return None
    rows = social(visits)[_is_referral]
    sums = rows.groupby(["platform", "source"], as_index=False)["count"].sum().rename(columns={"count": "sessions"})
    shares = sums.assign(share=sums["sessions"] / visits["count"].sum())
    return shares.sort_values(["sessions", "source"], ascending=[False, True], ignore_index=True)


def deep_direct(traffic: pd.DataFrame, period: Period | None) -> pd.DataFrame | None:
    """Direct visits that land below the front page (dark social): landing_page, sessions, share of all visits.

    Nobody types such an address: somebody sent it, in a chat or a mail. None where no report splits pages by source.
    """
    rows = traffic[traffic["landing_page"].notna() & traffic["source"].notna()]
    rows = largest_report(rows.assign(sessions=rows["sessions"] * inside(rows, period)), "sessions")
    if rows.empty:
        return None
    is_direct = rows["source"].str.strip().str.lower().isin(DIRECT)
    deep = rows[is_direct & is_deep_page(rows["landing_page"])]
    sums = deep.groupby("landing_page", as_index=False)["sessions"].sum()
    shares = sums.assign(share=sums["sessions"] / rows["sessions"].sum())
    return shares[shares["sessions"] > 0].sort_values(["sessions", "landing_page"], ascending=[False, True], ignore_index=True)


def _notes(spend: pd.DataFrame, seen: pd.DataFrame, traffic: pd.DataFrame) -> Iterator[str]:
    naming = sorted(set(social(seen).dropna(subset="campaign")["table"]))
    if not _names_sources(seen):
        yield "No export says where visits or results came from, so there are no tags to judge."
    elif not naming:
        yield (
            "No export of visits, orders, deals or leads names a campaign of social media, so spend and tags cannot "
            f"be compared by campaign. {_BY_CAMPAIGN}"
        )
    elif "traffic" not in naming:
        yield (
            f"Only {', '.join(naming)} name campaigns: one that is listed as spend without tags may have brought visits "
            f"but no result. {_BY_CAMPAIGN}"
        )
    if unnamed := _paid_anywhere(seen):
        yield f"{unnamed:,.0f} paid visits of social media name no platform: export GA4 by Session source / medium."
    for platform, cost in spend[spend["campaign"].isna()].groupby("platform")["cost"].sum().items():
        yield f"The spend on {platform} ({cost:,.2f}) comes without campaign names: export it by campaign."
    if not (traffic["landing_page"].notna() & traffic["source"].notna()).any() and len(traffic):
        yield (
            "No report splits landing pages by source, so direct visits on deep pages cannot be counted. "
            "Export GA4's Landing page report with the second dimension Session source / medium."
        )


def _names_sources(seen: pd.DataFrame) -> bool:
    return bool(seen["source"].notna().any() or seen["channel_group"].notna().any())


def _paid_anywhere(seen: pd.DataFrame) -> float:
    """How many paid visits or results of social media do not say which platform sent them, where none says it."""
    paid = social(seen)[lambda rows: rows["is_paid"]]
    unnamed = paid[paid["platform"] == SOCIAL]
    return float(most(unnamed, ["table"])["count"].sum()) if len(unnamed) == len(paid) else 0.0


def _is_referral(rows: pd.DataFrame) -> pd.Series:
    is_host = rows["source"].str.contains(".", regex=False, na=False)
    return is_host & rows["medium"].str.lower().isin(["referral", "(none)", "(not set)"])
