"""When a time entry began and ended: a day's column and a clock's beside it, as Toggl and Clockify write them."""

import pandas as pd

from socialroi.sources.dates import as_clocks, in_utc
from socialroi.sources.take import Take

BEGAN = ("Start date", "Startdatum", "Fecha de inicio", "Data de início", "Date de début")
STARTED = ("Start time", "Startzeit", "Hora de inicio", "Hora de início", "Heure de début")
_ENDED_ON = ("End date", "Enddatum", "Fecha de finalización", "Data final", "Date de fin")
_ENDED = ("End time", "Endzeit", "Hora de finalización", "Hora de término", "Heure de fin")


def times_of(take: Take) -> dict[str, pd.Series]:
    """The day that an entry began on in the client's zone, `started_at` and `ended_at` in UTC, missing without clock times."""
    began = take.need(take.day(*BEGAN), *BEGAN)
    started = _moment(take, began, STARTED)
    moved = started.dt.tz_convert(take.context.timezone).dt.tz_localize(None).dt.normalize()
    is_elsewhere = take.context.file_zone != take.context.timezone
    return {
        "day": moved.where(started.notna(), began) if is_elsewhere else began,
        "started_at": started,
        "ended_at": _moment(take, take.day(*_ENDED_ON), _ENDED),
    }


def _moment(take: Take, day: pd.Series, names: tuple[str, ...]) -> pd.Series:
    cells = take.raw(*names)
    if cells is None:
        return take.nothing("datetime64[us, UTC]")
    clocks, bad = as_clocks(cells)
    take.refuse(bad, names, "a time of day such as 09:30", "correct the cell")
    return in_utc(day + clocks, take.context.file_zone)
