"""Time entries of one person that share minutes: found, and counted once where params say so."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from socialroi.errors import Problem, params_line
from socialroi.params import SourceHint

_ROUNDING = 1 / 60  # hours: entries that meet within a minute are rounded, not overlapping
SHARED = ["shared", "earlier"]


def shared_hours(timesheets: pd.DataFrame) -> pd.DataFrame:
    """Hours that each entry shares with entries of the same person that began before it: shared, earlier (the entry's index).

    On the index of `timesheets`. An entry lasts from `started_at` to `ended_at`, else for its hours; one without clock times,
    or without a person, shares nothing that anybody can see. What the entries do not share adds up to the time that passed.
    """
    nothing = pd.DataFrame({"shared": 0.0, "earlier": np.nan}, timesheets.index)
    timed = timesheets.dropna(subset=["person", "started_at"])
    if timed.empty:
        return nothing
    ended = timed["started_at"] + pd.to_timedelta(timed["hours"].fillna(0.0), unit="h")
    ended = timed["ended_at"].where(timed["ended_at"] >= timed["started_at"], ended)
    spans = timed.assign(ended=ended.astype(timed["started_at"].dtype)).sort_values(["person", "started_at"], kind="stable")
    people = spans["person"]
    latest = spans["ended"].groupby(people).cummax()
    holder = pd.Series(spans.index, spans.index, dtype=float).where(spans["ended"].eq(latest)).groupby(people).ffill()
    until, earlier = latest.groupby(people).shift(), holder.groupby(people).shift()
    both = pd.concat([until, spans["ended"]], axis=1).min(axis=1)
    shared = (both - spans["started_at"]).dt.total_seconds() / 3600
    shared = shared.where(until.notna() & (shared > 0), 0.0)
    nothing.loc[spans.index, SHARED] = pd.DataFrame({"shared": shared, "earlier": earlier.where(shared > 0)})
    return nothing


def problems(timesheets: pd.DataFrame, hints: Mapping[str, SourceHint]) -> list[Problem]:
    """A problem for each file whose entries share more than a minute with others of the same person, unless params decide."""
    found = timesheets.join(shared_hours(timesheets))
    found = found[(found["shared"] > _ROUNDING + 1e-9) & ~_once(found, hints)]
    return [_problem(str(file), rows, timesheets) for file, rows in found.groupby("file")]


def counted_once(timesheets: pd.DataFrame, counted: pd.Series, hints: Mapping[str, SourceHint]) -> pd.DataFrame:
    """The time entries with `overlaps: once` applied: the later entry loses the minutes that it shares, in hours and cost.

    Only entries that a cost counts (`counted`) take from each other: an hour that social media does not pay is not paid twice.
    """
    mine = timesheets[counted & _once(timesheets, hints)]
    if mine.empty:
        return timesheets
    length = mine["hours"].where(mine["hours"] > 0)
    kept = (1 - shared_hours(timesheets[counted]).loc[mine.index, "shared"] / length).clip(lower=0.0).fillna(1.0)
    cut = timesheets.copy()
    cut.loc[mine.index, ["hours", "cost"]] = mine[["hours", "cost"]].mul(kept, axis=0)
    return cut


def _once(timesheets: pd.DataFrame, hints: Mapping[str, SourceHint]) -> pd.Series:
    return timesheets["file"].isin([file for file, hint in hints.items() if hint.overlaps == "once"])


def _problem(file: str, rows: pd.DataFrame, timesheets: pd.DataFrame) -> Problem:
    first = rows.sort_values("row").iloc[0]
    other = timesheets.loc[first["earlier"]]
    where = f"row {other['row']}" + ("" if other["file"] == file else f" of {other['file']}")
    more = f"; {len(rows)} entries like this, {rows['shared'].sum():.2f} hours" if len(rows) > 1 else ""
    found = f"{first['shared']:.2f} hours of {first['day']:%Y-%m-%d} stand in {where} too, for the same person{more}"
    once = params_line(file, "overlaps: once")
    fix = f"correct the times and export again, or count a shared hour for the entry that began first: {once}"
    return Problem(file, found, "each hour of a person in one entry", fix, row=int(first["row"]))
