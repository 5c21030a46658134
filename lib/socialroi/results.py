"""What came out: every purchase with the platform that brought it, how that is known, and the evidence grade."""

import pandas as pd

from socialroi.channels import PLATFORM_NAMES, SOCIAL, classify, platform_named
from socialroi.client import Client
from socialroi.periods import Period
from socialroi.remember import once_per_client

PURCHASES = [
    "day", "result_day", "customer", "revenue", "platform", "campaign", "is_paid", "how", "is_sourced",
    "is_new_customer", "file", "row",
]  # fmt: skip


@once_per_client
def purchases(book: Client) -> pd.DataFrame:
    """Every purchase ever exported, one row per paid order or won deal, in the client's currency.

    Out: `day` it counts on, `result_day` it happened, customer (keyed hash; anonymous sales stand each for one), revenue
    net of refunds, discounts and tax, platform (missing where nothing on the purchase itself names social media),
    campaign, is_paid, `how` that is known (utm, code, crm, heard), is_sourced (it names any source at all),
    is_new_customer, file, row. All platforms named here are grade A (design.md, source grade 1).

    A deal counts on the day its contact was created, because that is when the period's activity touched it; orders and
    deals without a known contact count on their own day. Orders are the truth where a client has both.
    """
    if not book.tables["orders"].empty:
        return _from_orders(book)
    won = _from_deals(book)
    return won[_in_window(won, book)]


@once_per_client
def late_deals(book: Client) -> pd.DataFrame:
    """The won deals of social media that closed later than `window_days` after their contact was created, as `purchases`.

    They are in no value: the window says that so late a deal has other reasons. Empty where params name no window.
    """
    if not book.tables["orders"].empty:
        return purchases(book).iloc[:0]
    won = _from_deals(book)
    return won[won["platform"].notna() & ~_in_window(won, book)]


@once_per_client
def leads(book: Client) -> pd.DataFrame:
    """Every lead: day, contact, platform, campaign, is_paid, stage, count, file, row. One row per contact or daily count."""
    rows = book.tables["leads"]
    return rows.assign(count=rows["count"].fillna(1.0), **_where(rows))


def in_period(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The rows that count on a day of the period."""
    return rows[period.holds(rows["day"])].reset_index(drop=True)


def best_traffic(traffic: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The one web analytics report to read shares from: the finest that has results in the period; none adds to another.

    Preferred: reports that name source and medium over channel groups, daily rows over one row for several days.
    """
    rows = traffic[(traffic["day"] <= period.end) & (traffic["last_day"].fillna(traffic["day"]) >= period.start)]
    ranked = sorted(rows.groupby(["file", "report"], dropna=False), key=lambda item: _rank(item[1]), reverse=True)
    if not ranked or _rank(ranked[0][1])[0] == 0:
        return rows.iloc[:0]
    (_, title), best = ranked[0][0], _rank(ranked[0][1])[:3]
    same = [group for (_, report), group in ranked if _rank(group)[:3] == best and _is_same(report, title)]
    found = pd.concat(same)
    key = ["day", "last_day", "channel_group", "source", "medium", "campaign", "landing_page"]
    # Pages that differ in their query alone are rows of one file; the same row of a second file is a repeat.
    first = found["file"].fillna("").groupby([found[name] for name in key], dropna=False, sort=False).transform("first")
    return found[found["file"].fillna("") == first]


def analytics_share(traffic: pd.DataFrame) -> pd.DataFrame:
    """Each platform's share of the results that web analytics counted: platform, share, measure. One row per platform.

    Measured by revenue where the report has it, else by key events; visits alone say nothing about results.
    In: the rows of one report (`best_traffic`). Missing platform rows (search, direct, mail) are in the denominator.
    """
    measure = "revenue" if traffic["revenue"].sum() > 0 else "key_events"
    total = traffic[measure].sum()
    if not total > 0:
        return pd.DataFrame({"platform": pd.Series(dtype="str"), "share": pd.Series(dtype=float), "measure": []})
    platforms = classify(traffic)["platform"]
    shares = traffic.groupby(platforms)[measure].sum() / total
    return shares[shares > 0].rename("share").rename_axis("platform").reset_index().assign(measure=measure)


def covered_days(traffic: pd.DataFrame, period: Period) -> pd.DatetimeIndex:
    """The days of the period that the report speaks of: its first to last day, both included."""
    if traffic.empty:
        return period.dates()[:0]
    last = traffic["last_day"].fillna(traffic["day"]).max()
    days = period.dates()
    return days[(days >= traffic["day"].min()) & (days <= last)]


def shared_out(bought: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """Grade B: what the analytics share adds to what the purchases prove themselves. One row per platform.

    In: the purchases of the covered days and `analytics_share`. Out: platform, revenue, count. For each platform, share ×
    all net revenue less its grade A; never below zero, and together never more than purchases without any source
    (design.md, source grade 2).
    """
    proven = bought[bought["platform"].notna()].groupby("platform")
    share = shares.set_index("platform")["share"]
    unsourced = bought[~bought["is_sourced"]]
    revenue = _added(share, bought["revenue"].sum(), proven["revenue"].sum(), unsourced["revenue"].sum())
    count = _added(share, len(bought), proven["revenue"].size(), len(unsourced))
    return pd.DataFrame({"revenue": revenue, "count": count}).rename_axis("platform").reset_index()


def _added(share: pd.Series, total: float, proven: pd.Series, ceiling: float) -> pd.Series:
    more = (share * total).sub(proven.reindex(share.index, fill_value=0), fill_value=0.0).clip(lower=0.0)
    return more * min(1.0, max(ceiling, 0.0) / more.sum()) if more.sum() > 0 else more


def _is_same(report: object, title: object) -> bool:
    return report == title or (pd.isna(report) and pd.isna(title))


def _rank(rows: pd.DataFrame) -> tuple[bool, bool, bool, float]:
    has_results = rows["revenue"].sum() > 0 or rows["key_events"].sum() > 0
    is_daily = (rows["last_day"].fillna(rows["day"]) == rows["day"]).all()
    return (
        bool(has_results),
        bool(rows["source"].notna().any()),
        bool(is_daily),
        float(rows["sessions"].sum()),
    )


def _where(rows: pd.DataFrame, codes: dict[str, str] | None = None) -> dict[str, pd.Series]:
    """platform, campaign, is_paid, how and is_sourced of rows that carry source, medium, heard_from and perhaps a code."""
    tagged = classify(rows)
    coded = _by_code(rows, codes or {})
    answered = rows["heard_from"].where(rows["heard_from"].isin(PLATFORM_NAMES))
    platform = tagged["platform"].where(tagged["platform"] != SOCIAL).fillna(coded).fillna(answered)
    platform = platform.fillna(tagged["platform"])
    how = pd.Series(pd.NA, rows.index, dtype="str").mask(answered.notna(), "heard").mask(coded.notna(), "code")
    is_sourced = rows["source"].notna() | coded.notna() | rows["heard_from"].notna()
    return {
        "platform": platform, "campaign": rows["campaign"].where(tagged["platform"].notna()),
        "is_paid": tagged["is_paid"] & tagged["platform"].notna(), "how": how.mask(tagged["platform"].notna(), "tag"),
        "is_sourced": is_sourced,
    }  # fmt: skip


def _by_code(rows: pd.DataFrame, codes: dict[str, str]) -> pd.Series:
    if "code" not in rows:
        return pd.Series(pd.NA, rows.index, dtype="str")
    by_code = {code.strip().casefold(): platform_named(platform) for code, platform in codes.items()}
    known = {
        cell: next((by_code[code] for code in codes_of(cell) if code in by_code), None) for cell in rows["code"].dropna().unique()
    }
    return rows["code"].map(known).astype("str")


def codes_of(cell: str) -> list[str]:
    """The discount codes of an order, in small letters: shops part several by commas.

    >>> codes_of("MIA10, Vip")
    ['mia10', 'vip']
    """
    return [code.strip().casefold() for code in cell.split(",")]


def _from_orders(book: Client) -> pd.DataFrame:
    rows = book.tables["orders"]
    rows = rows[(rows["status"] == "paid") & rows["net"].notna()].reset_index(drop=True)
    customer = rows["customer"].fillna("sale " + rows["file"] + " " + rows["row"].astype("str"))
    named = rows.assign(result_day=rows["day"], customer=customer, revenue=rows["net"], **_where(rows, book.params.codes))
    return named.assign(is_new_customer=_first_order(named))[PURCHASES]


def _first_order(rows: pd.DataFrame) -> pd.Series:
    """The export's own word, else: the customer's first order in all files. Anonymous sales say nothing."""
    ordered = rows.sort_values(["day", "file", "row"], kind="stable")
    is_first = ~ordered.duplicated("customer") & ordered["customer"].str.startswith("sale ").eq(False)
    known = ~ordered["customer"].str.startswith("sale ")
    guessed = is_first.astype("boolean").where(known).reindex(rows.index)
    return rows["is_new_customer"].fillna(guessed)


def _first_deal(rows: pd.DataFrame, happened: pd.Series) -> pd.Series:
    """The contact's first won deal in all files; a deal without a contact says nothing."""
    ordered = rows.assign(happened=happened).sort_values(["happened", "file", "row"], kind="stable")
    is_first = (~ordered.duplicated("contact")).astype("boolean").where(ordered["contact"].notna())
    return is_first.reindex(rows.index)


def _from_deals(book: Client) -> pd.DataFrame:
    deals = book.tables["deals"]
    won = deals[deals["is_won"].eq(True) & deals["amount"].notna()].reset_index(drop=True)
    people = book.tables["leads"].dropna(subset="contact")[["contact", "day", "source", "medium", "campaign", "heard_from"]]
    merged = won.merge(people, on="contact", how="left", suffixes=("", "_lead"), validate="many_to_one")
    own_source = merged["source"].notna()
    for name in ("source", "medium", "campaign"):
        merged[name] = merged[name].where(own_source, merged[f"{name}_lead"])
    merged["heard_from"] = merged["heard_from"].fillna(merged["heard_from_lead"])
    happened = merged["closed_day"].fillna(merged["day"])
    day = merged["day_lead"].fillna(happened).where(merged["day_lead"] <= happened, happened)
    where = _where(merged)
    named = merged.assign(
        day=day, result_day=happened, customer=merged["contact"].fillna("deal " + merged["deal_id"]),
        revenue=merged["amount"], is_new_customer=_first_deal(merged, happened), **where,
    )  # fmt: skip
    named["how"] = named["how"].replace("tag", "crm")
    return named.astype({"is_new_customer": "boolean"})[PURCHASES]


def _in_window(bought: pd.DataFrame, book: Client) -> pd.Series:
    return (bought["result_day"] - bought["day"]).dt.days.le(book.params.window_days or 10**6)
