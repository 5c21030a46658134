"""Staff time from timesheets: whose hours serve social media, at which rate, and what is wrong with the sheets."""

from collections.abc import Iterable, Mapping

import pandas as pd

from socialroi import overlaps
from socialroi.errors import Problem, skip_line
from socialroi.params import CostItem, SourceHint
from socialroi.periods import Period

_DAY_HOURS = 24.0
_NAMES_SHOWN = 8
_MATCHED_BY = ("project", "role", "task", "tag")
_COLUMN = {"tag": "tags"}
_LISTS = ("role", "tag")  # cells that may hold several, separated by commas


def worked(item: CostItem, timesheets: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Hours and cost of the period's time entries that an item counts. One row per entry: day, content, hours, cost, origin.

    cost = hours × rate × (1 + overhead) × share; an item without a rate takes the cost that the timesheet itself states,
    with overhead and share. `content` is the item's type of content, else the entry's task.
    """
    mine = timesheets[is_counted(item, timesheets) & period.holds(timesheets["day"])]
    paid = mine["hours"] * item.rate if item.rate is not None else mine["cost"]
    content = pd.Series(item.content, mine.index, dtype="str") if item.content else mine["task"]
    return pd.DataFrame({
        "day": mine["day"], "content": content, "hours": mine["hours"] * item.share,
        "cost": paid * (1 + item.overhead) * item.share, "file": mine["file"], "row": mine["row"],
    })  # fmt: skip


def is_counted(item: CostItem, timesheets: pd.DataFrame) -> pd.Series:
    """True for the time entries that an item counts: its project, role, task and tag, within its days."""
    return _is_in(item, timesheets, _MATCHED_BY) & _is_dated(item, timesheets)


def by(ledger: pd.DataFrame, column: str) -> pd.DataFrame:
    """Hours and money of staff time per platform, content or goal, dearest first. One row per value.

    Hours are missing where the staff is paid by the month and nobody wrote hours down; missing is not zero. The money of
    such staff is `without_hours`, a part of `cost`.
    """
    rows = ledger[ledger["type"] == "labour"]
    rows = rows.assign(without_hours=rows["cost"].where(rows["hours"].isna()))
    summed = rows.groupby(column, dropna=False)[["hours", "cost", "without_hours"]].sum(min_count=1).reset_index()
    return summed.sort_values(["cost", column], ascending=[False, True], ignore_index=True)


def are_counted(items: Iterable[CostItem], timesheets: pd.DataFrame) -> pd.Series:
    """True for the time entries that any of the items counts."""
    found = pd.Series(False, timesheets.index)
    for item in items:
        if item.hours == "timesheets":
            found |= is_counted(item, timesheets)
    return found


def problems(
    items: Iterable[CostItem], timesheets: pd.DataFrame, *, files: pd.DataFrame, hints: Mapping[str, SourceHint], client: str
) -> list[Problem]:
    """Everything that keeps the time entries from being money: rates that lack, hours counted twice, impossible hours.

    `files`: see `sources.Inputs`; `hints`: the `sources` of params, which may say `overlaps: once`.
    """
    counting = [item for item in items if item.hours == "timesheets"]
    if not counting or timesheets.empty:
        return []
    params = f"params/{client}.yaml"
    counted = timesheets[are_counted(counting, timesheets)]
    return [
        *_negative(timesheets), *_counting_nothing(counting, timesheets),
        *_roles_without_rate(counting, timesheets, params), *_entries_without_cost(counting, timesheets),
        *_counted_twice(counting, timesheets), *overlaps.problems(counted, hints),
        *_more_than_a_day(counted[counted["started_at"].isna()]), *_in_two_tools(counted, files),
    ]  # fmt: skip


def _is_in(item: CostItem, timesheets: pd.DataFrame, keys: Iterable[str]) -> pd.Series:
    found = pd.Series(True, timesheets.index)
    for key in keys:
        wanted = getattr(item, key)
        if wanted:
            found &= _holds(timesheets[_COLUMN.get(key, key)], wanted, is_list=key in _LISTS)
    return found


def _holds(cells: pd.Series, wanted: str, *, is_list: bool) -> pd.Series:
    """True where the cell is the wanted name, in any case; where a cell may hold several, one of them."""
    name = wanted.strip().casefold()
    known = {
        cell: name in ([part.strip().casefold() for part in cell.split(",")] if is_list else [cell.strip().casefold()])
        for cell in cells.dropna().unique()
    }
    return cells.map(known).eq(True).fillna(False).astype(bool)


def _is_dated(item: CostItem, timesheets: pd.DataFrame) -> pd.Series:
    dated = pd.Series(True, timesheets.index)
    if item.from_:
        dated &= timesheets["day"] >= pd.Timestamp(item.from_)
    if item.until:
        dated &= timesheets["day"] <= pd.Timestamp(item.until)
    return dated


def _negative(timesheets: pd.DataFrame) -> list[Problem]:
    return [
        Problem(row.file, f"{row.hours:g} hours", "hours of 0 or more", "correct the entry", row=row.row, column="hours")
        for row in timesheets[timesheets["hours"] < 0].itertuples()
    ]


def _counting_nothing(items: list[CostItem], timesheets: pd.DataFrame) -> list[Problem]:
    """Names that no entry has, though the cost runs on days with entries: misspelt, most often, and zero without a word."""
    found = []
    for item in [item for item in items if _is_dated(item, timesheets).any()]:
        for key in ("project", "task", "tag"):  # a misspelt role leaves others without a rate, which is a problem already
            cells = timesheets[_COLUMN.get(key, key)]
            wanted = getattr(item, key)
            if wanted and not _holds(cells, wanted, is_list=key in _LISTS).any():
                there = ", ".join(sorted(cells.dropna().unique())[:_NAMES_SHOWN]) or "none"
                said = f"'{item.item}' counts entries of the {key} '{wanted}', and no time entry has it"
                fix = f"correct `{key}:`, or take the cost out"
                found.append(item.problem(said, f"a {key} of the timesheets: {there}", fix))
    return found


def _roles_without_rate(items: list[CostItem], timesheets: pd.DataFrame, params: str) -> list[Problem]:
    """Entries that would count but for their role, which no item names. Rates per role leave nobody out in silence."""
    other_keys = [key for key in _MATCHED_BY if key != "role"]
    by_role = [item for item in items if item.role]
    if not by_role:
        return []
    in_scope = pd.concat([_is_in(item, timesheets, other_keys) for item in by_role], axis=1).any(axis=1)
    has_rate = pd.concat([_is_in(item, timesheets, _MATCHED_BY) for item in items], axis=1).any(axis=1)
    lacking = timesheets[in_scope & ~has_rate]
    return [_lacking(str(role) if pd.notna(role) else "", rows, params) for role, rows in lacking.groupby("role", dropna=False)]


def _lacking(role: str, rows: pd.DataFrame, params: str) -> Problem:
    hours, file, first = f"{rows['hours'].sum():g} hours", rows["file"].iloc[0], rows["row"].iloc[0]
    if role:
        line = f"{{type: labour, hours: timesheets, role: {role}, rate: …}}"
        fix = f"add a cost {line}; share: 0 where its hours are not social media's"
        said = f"{file}: {hours} of the role '{role}' have no rate, first row {first}"
        return Problem(params, said, "a rate for every role", fix)
    said = f"{file}: {hours} name no role, first row {first}"
    return Problem(params, said, "a role for everybody, because rates go by role",
                   "say who is what, by the names in the timesheet: roles: {Ada Byron: Designer}")  # fmt: skip


def _entries_without_cost(items: list[CostItem], timesheets: pd.DataFrame) -> list[Problem]:
    """Entries of items without a rate whose export states no cost either. One problem per item and file."""
    found = []
    for item in items:
        if item.rate is None:
            rows = timesheets[is_counted(item, timesheets) & timesheets["cost"].isna()]
            found += [
                Problem(str(file), f"{len(lines)} entries of '{item.item}' state no cost", "a cost rate in the export, or a rate",
                        f"add `rate:` to '{item.item}' in params", row=int(lines["row"].iloc[0]))
                for file, lines in rows.groupby("file")
            ]  # fmt: skip
    return found


def _counted_twice(items: list[CostItem], timesheets: pd.DataFrame) -> list[Problem]:
    shares = sum(is_counted(item, timesheets) * item.share for item in items)
    twice = timesheets[shares > 1 + 1e-9]
    if twice.empty:
        return []
    first = twice.iloc[0]
    mine = [item for item in items if is_counted(item, timesheets.loc[[twice.index[0]]]).iloc[0]]
    names = " and ".join(item.item for item in mine)
    said = f"{len(twice)} time entries count more than once, first row {first['row']} of {first['file']}: {names}"
    return [mine[-1].problem(said, "each hour at most once", "give the costs different projects, roles, tasks, tags or days")]


def _more_than_a_day(timesheets: pd.DataFrame) -> list[Problem]:
    """Days without clock times on which one person's entries cannot all be true. A single longer entry is a timer that ran on."""
    grouped = timesheets.dropna(subset="person").groupby(["person", "day"])
    daily = grouped.agg(hours=("hours", "sum"), entries=("hours", "size"), file=("file", "first"), row=("row", "first"))
    wrong = daily[(daily["hours"] > _DAY_HOURS) & (daily["entries"] > 1)].reset_index()
    return [
        Problem(row.file, f"{row.hours:g} hours of one person on {row.day:%Y-%m-%d}", "at most 24: entries overlap",
                "delete the entries that overlap, or leave one file out (sources: skip)", row=row.row)
        for row in wrong.itertuples()
    ]  # fmt: skip


def _in_two_tools(timesheets: pd.DataFrame, files: pd.DataFrame) -> list[Problem]:
    """Days that one person has recorded in two tools: the same hours twice, as far as anybody can tell."""
    tool = files[files["table"] == "timesheets"].drop_duplicates("file").set_index("file")["source"]
    rows = timesheets.dropna(subset="person").assign(tool=timesheets["file"].map(tool))
    tools = rows.groupby(["person", "day"])["tool"].transform("nunique")
    both = rows[tools > 1]
    if both.empty:
        return []
    names = sorted(both["file"].unique())
    days = both["day"].drop_duplicates().sort_values()
    said = f"the same person has hours on {len(days)} days in {' and '.join(names)}, first on {days.iloc[0]:%Y-%m-%d}"
    fix = f"export the days from one tool only, or leave a file out: {skip_line(names[0])}"
    return [Problem(names[-1], said, "each person's day in one timesheet", fix)]
