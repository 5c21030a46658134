"""Periods: whole days in the client's time zone, both ends included."""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from socialroi.errors import InputError, Problem

_FORMS = "2025-09, 2025-Q3, 2025 or 2025-07-01..2025-09-30"
ADVANCING = {"last-month": "M", "last-quarter": "Q"}  # words that name another period as time goes on, with their unit


@dataclass(frozen=True)
class Period:
    """The days from `start` to `end`, both included. Both are midnights without a zone."""

    label: str
    start: pd.Timestamp
    end: pd.Timestamp

    @property
    def days(self) -> int:
        """How many days the period has."""
        return (self.end - self.start).days + 1

    def dates(self) -> pd.DatetimeIndex:
        """Every day of the period."""
        return pd.date_range(self.start, self.end, freq="D")

    def holds(self, days: pd.Series) -> pd.Series:
        """True for the days that lie inside the period; missing days do not."""
        return days.between(self.start, self.end)

    def previous(self) -> "Period":
        """The period before this one: the same calendar unit, or as many days."""
        return parse_period(_label_before(self))


def days_in(frame: pd.DataFrame, timezone: str) -> pd.Series:
    """The day of each row in the client's time zone: its `day`, or the day of the moment `at`."""
    return frame["day"] if "day" in frame else frame["at"].dt.tz_convert(timezone).dt.tz_localize(None).dt.normalize()


def parse_period(text: str) -> Period:
    """The period that a label names. Raises InputError for anything else, wrong dates and an end before the start.

    >>> parse_period("2025-Q3").days, parse_period("2024-02").end.day
    (92, 29)
    """
    label = text.strip() if isinstance(text, str) else text
    bounds = _bounds(label) if isinstance(label, str) else None
    if bounds is None:
        raise InputError([Problem("period", f"{text!r} is not a period", _FORMS, "write the period as text")])
    start, end = bounds
    if end < start:
        raise InputError([Problem("period", f"{text!r} ends before it starts", "start..end", "swap the two days")])
    return Period(label, start, end)


def resolve_period(text: str, today: datetime.date) -> Period:
    """The period that a label names, or the last whole month or quarter before the day. Raises InputError as `parse_period`.

    `today`: the day in the client's time zone.

    >>> resolve_period("last-month", datetime.date(2025, 1, 1)).label
    '2024-12'
    >>> resolve_period("last-quarter", datetime.date(2025, 12, 31)).label
    '2025-Q3'
    """
    unit = ADVANCING.get(text.strip()) if isinstance(text, str) else None
    if unit is None:
        return parse_period(text)
    last = pd.Period(today, freq=unit) - 1
    return parse_period(f"{last.year}-Q{last.quarter}" if unit == "Q" else f"{last.year}-{last.month:02d}")


@lru_cache(maxsize=256)
def _bounds(label: str) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    pandas_period = re.fullmatch(r"[12][0-9]{3}(-(0[1-9]|1[0-2])|-Q[1-4])?", label)
    if pandas_period:
        unit = pd.Period(label.replace("-Q", "Q"), freq={4: "Y", 7: "Q" if "Q" in label else "M"}[len(label)])
        return unit.start_time.normalize(), unit.end_time.normalize()
    day = "([12][0-9]{3}-[0-9]{2}-[0-9]{2})"
    days = re.fullmatch(rf"{day}\.\.{day}", label)
    if not days:
        return None
    try:
        return pd.Timestamp(days[1]), pd.Timestamp(days[2])
    except ValueError:
        return None


def _label_before(period: Period) -> str:
    last = period.start - pd.Timedelta(days=1)
    if ".." in period.label:
        return f"{last - pd.Timedelta(days=period.days - 1):%Y-%m-%d}..{last:%Y-%m-%d}"
    if "Q" in period.label:
        return f"{last.year}-Q{last.quarter}"
    return f"{last:%Y-%m}" if "-" in period.label else f"{last:%Y}"
