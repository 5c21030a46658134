"""When a time entry began and ended: a day's column and a clock's beside it, as Toggl and Clockify write them."""

import pandas as pd

from socialroi.sources.dates import as_clocks, in_utc
from socialroi.sources.take import Take


def times_of(take: Take) -> dict[str, pd.Series]:
    """The day that an entry began on in the client's zone, `started_at` and `ended_at` in UTC, missing without clock times."""
    began = take.need(take.day("Start date"), "Start date")
    started = _moment(take, began, "Start time")
    moved = started.dt.tz_convert(take.context.timezone).dt.tz_localize(None).dt.normalize()
    is_elsewhere = take.context.file_zone != take.context.timezone
    return {
        "day": moved.where(started.notna(), began) if is_elsewhere else began,
        "started_at": started,
        "ended_at": _moment(take, take.day("End date"), "End time"),
    }


def _moment(take: Take, day: pd.Series, name: str) -> pd.Series:
    cells = take.raw(name)
    if cells is None:
        return take.nothing("datetime64[us, UTC]")
    clocks, bad = as_clocks(cells)
    take.refuse(bad, (name,), "a time of day such as 09:30", "correct the cell")
    return in_utc(day + clocks, take.context.file_zone)
