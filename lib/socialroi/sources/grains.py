"""The same money or visits in two files, at two levels, over two spans or from shop and bank: named, never added up."""

from itertools import combinations

import pandas as pd

from socialroi.errors import Problem
from socialroi.sources.labels import marks
from socialroi.sources.part import GRAIN

PAYMENT = "payment"  # the grain of orders that a payment provider's file holds
_FAMILY = {"facebook": "meta", "instagram": "meta"}


def double_spend(rows: pd.DataFrame) -> list[Problem]:
    """A problem for each pair of files, or of levels inside one file, that give the same days' spend at two levels.

    `rows`: spend rows with part.GRAIN. Rows of campaigns that the other side does not have are other spend.
    """
    if rows.empty or (_is_one(rows, ["platform", "file", GRAIN]) and rows["day"].equals(rows["last_day"])):
        return []
    rows = _firsts(rows, ["platform", "file", GRAIN, "day", "last_day", "campaign"])
    rows = rows.assign(_daily=rows["day"] == rows["last_day"], platform=rows["platform"].replace(_FAMILY))
    sides = [side for _, side in rows.groupby(["platform", "file", GRAIN, "_daily"], dropna=False, sort=True)]
    return [problem for one, other in combinations(sides, 2) if (problem := _compare(one, other))]


def double_traffic(rows: pd.DataFrame) -> list[Problem]:
    """A problem for each pair of files that give the same web report over spans of days that overlap."""
    if rows.empty or _is_one(rows, ["report", "file"]):
        return []
    rows = _firsts(rows, ["report", "file", "day", "last_day"]).assign(campaign=pd.NA)
    sides = [side for _, side in rows.groupby(["report", "file"], dropna=False, sort=True)]
    problems = []
    for one, other in combinations(sides, 2):
        left, right = one.iloc[0], other.iloc[0]
        same = left["report"] == right["report"]
        shared = _first_shared(one, other, whole=False) if same else None
        if shared is not None:
            found = f"{left['file']} and {right['file']} both hold the visits of {shared:%Y-%m-%d}, over other spans of days"
            fix = f'leave one out: sources: {{"{right["file"]}": {{skip: true}}}}, or export both with the dimension Date'
            problems.append(Problem(left["file"], found, "each day's visits once", fix, int(left["row"])))
    return problems


def double_orders(rows: pd.DataFrame) -> list[Problem]:
    """A problem where a payment provider's file repeats a shop's orders: half of its payments find an order of that amount.

    `rows`: orders with part.GRAIN. Both would be counted, as neither knows the other's numbers.
    """
    if not (rows[GRAIN] == PAYMENT).any():
        return []
    paid = rows[rows["net"].gt(0) & rows["gross"].notna()]
    is_payment = (paid[GRAIN] == PAYMENT).to_numpy()
    alike = ["day", "currency", "gross"]
    problems = []
    for file, payments in paid[is_payment].groupby("file", sort=True):
        found = payments.merge(paid[~is_payment].drop_duplicates(alike), on=alike, suffixes=("", "_shop"), validate="many_to_one")
        if len(found) * 2 >= len(payments):
            shop, row = found.iloc[0]["file_shop"], int(found.iloc[0]["row"])
            said = f"{len(found)} of {len(payments)} payments are orders of {shop} too: same day and amount"
            fix = f'leave one out: sources: {{"{file}": {{skip: true}}}}'
            problems.append(Problem(file, said, "each sale once", fix, row))
    return problems


def _is_one(rows: pd.DataFrame, columns: list[str]) -> bool:
    """True where each of these columns has the same in every row."""
    return all(rows[column].eq(rows[column].iloc[0]).all() for column in columns)


def _firsts(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """The first row of each combination of these columns, with its number in the file."""
    first = ~pd.Series(marks(rows, columns)).duplicated().to_numpy()
    return rows.loc[first, [*columns, "row"]]


def _compare(one: pd.DataFrame, other: pd.DataFrame) -> Problem | None:
    left, right = one.iloc[0], other.iloc[0]
    if left["platform"] != right["platform"] or (left["file"] == right["file"] and left[GRAIN] == right[GRAIN]):
        return None
    same_level = left[GRAIN] == right[GRAIN] and left["_daily"] and right["_daily"]
    shared = None if same_level else _first_shared(one, other, whole=left[GRAIN] != right[GRAIN])
    if shared is None:
        return None
    names = left["file"] if left["file"] == right["file"] else f"{left['file']} and {right['file']}"
    found = f"{names} both hold the spend of {left['platform']} on {shared:%Y-%m-%d}: {_level(left)} and {_level(right)}"
    fix = f'leave one out: sources: {{"{right["file"]}": {{skip: true}}}}, or export both at one level'
    return Problem(left["file"], found, "each day's spend once", fix, int(left["row"]))


def _level(row: pd.Series) -> str:
    return f"by {row[GRAIN] or 'account'}, {'day by day' if row['_daily'] else 'one row for several days'}"


def _first_shared(one: pd.DataFrame, other: pd.DataFrame, *, whole: bool) -> pd.Timestamp | None:
    """The first day that both sides give spend for; of the same campaigns where both name them.

    `whole`: compare levels. Otherwise compare spans of one level: equal spans are the duplicates that combine counts.
    """
    if one["campaign"].notna().all() and other["campaign"].notna().all():
        common = set(one["campaign"]) & set(other["campaign"])
        one, other = one[one["campaign"].isin(common)], other[other["campaign"].isin(common)]
    spans = [side[["day", "last_day"]].drop_duplicates() for side in (one, other)]
    pairs = spans[0].merge(spans[1], how="cross", suffixes=("", "_other"))
    overlap = (pairs["day"] <= pairs["last_day_other"]) & (pairs["day_other"] <= pairs["last_day"])
    if not whole:
        overlap &= (pairs["day"] != pairs["day_other"]) | (pairs["last_day"] != pairs["last_day_other"])
    days = pairs.loc[overlap, ["day", "day_other"]].max(axis=1)
    return None if days.empty else days.min()
