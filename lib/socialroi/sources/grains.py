"""The same money or visits in two files, at two levels, over two spans or from shop and bank: named, never added up."""

from collections.abc import Callable, Iterable
from itertools import combinations

import pandas as pd

from socialroi.errors import Problem, skip_line
from socialroi.sources.labels import marks
from socialroi.sources.part import GRAIN

PAYMENT = "payment"  # the grain of orders that a payment provider's file holds
_EDGES = {"min": "day", "max": "last_day"}
_FILLED = ("campaign", "ad", "breakdown")
_FAMILY = {"facebook": "meta", "instagram": "meta"}


def double_spend(rows: pd.DataFrame) -> list[Problem]:
    """One problem for all files, or levels inside one file, that give the same days' spend at several levels.

    `rows`: spend rows with part.GRAIN. Rows of campaigns that the other side does not have are other spend.
    """
    if rows.empty or (_is_one(rows, ["platform", "file", GRAIN]) and rows["day"].equals(rows["last_day"])):
        return []
    rows = _firsts(_with_levels(rows), ["platform", "file", GRAIN, "day", "last_day", "campaign"])
    family = rows["platform"].replace(_FAMILY)
    rows = rows.assign(_daily=rows["day"] == rows["last_day"], _network=rows["platform"], platform=family)
    keys = ["platform", "file", GRAIN, "_daily"]
    rows = rows.assign(**{edge: rows.groupby(keys, dropna=False)[day].transform(edge) for edge, day in _EDGES.items()})
    sides = [side for _, side in rows.groupby([*keys, "_network"], dropna=False, sort=True)]
    shared = _shared_days(sides, _first_day_twice)
    return [_same_spend({place: sides[place].iloc[0] for place in group}, shared) for group in _groups(shared)]


def _with_levels(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows; the level of a file that states none, mapped or the client's own, is what it fills."""
    states_none = (rows[GRAIN] == "").to_numpy()
    if not states_none.any():
        return rows
    own = rows[states_none]
    filled = own[list(_FILLED)].notna().groupby(own["file"], observed=True).any()
    levels = filled.apply(lambda row: ", ".join(name for name in _FILLED if row[name]), axis=1)
    return rows.assign(**{GRAIN: rows[GRAIN].astype("str").mask(states_none, rows["file"].astype("str").map(levels))})


def double_traffic(rows: pd.DataFrame) -> list[Problem]:
    """One problem for all files that give the same web report over spans of days that overlap."""
    if rows.empty or _is_one(rows, ["report", "file"]):
        return []
    rows = _firsts(rows, ["report", "file", "day", "last_day"]).assign(campaign=pd.NA)
    sides = [side for _, side in rows.groupby(["report", "file"], dropna=False, sort=True)]
    shared = _shared_days(sides, _first_visits_twice)
    return [_same_visits({place: sides[place].iloc[0] for place in group}, shared) for group in _groups(shared)]


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
            fix = f"leave one out: {skip_line(file)}"
            problems.append(Problem(file, said, "each sale once", fix, row))
    return problems


def _is_one(rows: pd.DataFrame, columns: list[str]) -> bool:
    """True where each of these columns has the same in every row."""
    return all(rows[column].eq(rows[column].iloc[0]).all() for column in columns)


def _firsts(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """The first row of each combination of these columns, with its number in the file."""
    first = ~pd.Series(marks(rows, columns)).duplicated().to_numpy()
    return rows.loc[first, [*columns, "row"]]


def _shared_days(
    sides: list[pd.DataFrame], first: Callable[[pd.DataFrame, pd.DataFrame], pd.Timestamp | None]
) -> dict[tuple[int, int], pd.Timestamp]:
    """The first day that two sides both give, by their places."""
    pairs = combinations(range(len(sides)), 2)
    found = {pair: first(sides[pair[0]], sides[pair[1]]) for pair in pairs}
    return {pair: day for pair, day in found.items() if day is not None}


def _groups(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The places that hang together by pairs.

    >>> _groups([(0, 1), (2, 3), (1, 4)])
    [[2, 3], [0, 1, 4]]
    """
    groups: list[set[int]] = []
    for pair in pairs:
        touched = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in touched] + [set(pair).union(*touched)]
    return [sorted(group) for group in groups]


def _first_day_twice(one: pd.DataFrame, other: pd.DataFrame) -> pd.Timestamp | None:
    left, right = one.iloc[0], other.iloc[0]
    networks = {left["_network"], right["_network"]}
    if left["platform"] != right["platform"] or len(networks & set(_FAMILY)) > 1:
        return None
    if left["file"] == right["file"] and left[GRAIN] == right[GRAIN]:
        return None
    is_whole = left[GRAIN] != right[GRAIN] or len(networks) > 1
    same_level = not is_whole and left["_daily"] and right["_daily"]
    return None if same_level else _first_shared(one, other, whole=is_whole)


def _first_visits_twice(one: pd.DataFrame, other: pd.DataFrame) -> pd.Timestamp | None:
    same = one["report"].iloc[0] == other["report"].iloc[0]
    return _first_shared(one, other, whole=False) if same else None


def _same_spend(sides: dict[int, pd.Series], shared: dict[tuple[int, int], pd.Timestamp]) -> Problem:
    first = next(iter(sides.values()))
    levels = list(dict.fromkeys(f"{side['file']} {_level(side)}" for side in sides.values()))
    found = f"the spend of {first['platform']} on {_day(sides, shared)} at {len(levels)} levels: {', '.join(levels)}"
    fix = _keep_one(sorted(sides, key=lambda place: _usefulness(sides[place])), sides, shared)
    return Problem(first["file"], found, "each day's spend once", f"{fix}export it at one level", int(first["row"]))


def _same_visits(sides: dict[int, pd.Series], shared: dict[tuple[int, int], pd.Timestamp]) -> Problem:
    first = next(iter(sides.values()))
    files = " and ".join(side["file"] for side in sides.values())
    found = f"the visits of {_day(sides, shared)} stand in {files}, over other spans of days"
    fix = f"{_keep_one(list(sides), sides, shared)}export them with the dimension Date"
    return Problem(first["file"], found, "each day's visits once", fix, int(first["row"]))


def _day(sides: Iterable[int], shared: dict[tuple[int, int], pd.Timestamp]) -> str:
    return f"{min(day for pair, day in shared.items() if pair[0] in sides):%Y-%m-%d}"


def _usefulness(side: pd.Series) -> tuple[bool, pd.Timedelta, bool, int]:
    """Days and campaigns are what the kit works with, most days before all; what is split further is only longer."""
    levels = side[GRAIN].split(", ")
    return not side["_daily"], side["min"] - side["max"], "campaign" not in levels, len(levels)


def _keep_one(order: list[int], sides: dict[int, pd.Series], shared: dict[tuple[int, int], pd.Timestamp]) -> str:
    """The line that leaves out what others give already, the first of `order` kept; empty where one file holds both."""
    kept: list[int] = []
    for place in order:
        if not any(tuple(sorted((place, other))) in shared for other in kept):
            kept.append(place)
    stay = list(dict.fromkeys(sides[place]["file"] for place in kept))
    out = sorted({side["file"] for place, side in sides.items() if place not in kept})
    return "" if set(out) & set(stay) else f"keep {' and '.join(stay)} and leave the rest out: {skip_line(*out)}, or "


def _level(row: pd.Series) -> str:
    split = "day by day" if row["_daily"] else "one row for several days"
    return f"by {row[GRAIN].replace(', ', ' and ') or 'account'} ({split}, {row['min']:%Y-%m-%d} to {row['max']:%Y-%m-%d})"


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
