"""Google Analytics 4's numbers of weeks and months as days, within the days that the report states."""

import pandas as pd

_NO_DAYS = (pd.NaT, pd.NaT)
Span = tuple[pd.Timestamp, pd.Timestamp]


def week_span(week: int, start: pd.Timestamp, end: pd.Timestamp) -> Span:
    """First and last day of a week of the report's year; none where it lies in no year or in two.

    Weeks begin on Sunday, 1 January lies in week 01, and the first and the last week of a year end with the year
    (Google Analytics 4's own definition of `week`).

    >>> [f"{day:%d %b}" for day in week_span(2, pd.Timestamp("2024-01-01"), pd.Timestamp("2024-12-31"))]
    ['07 Jan', '13 Jan']
    """
    spans = []
    for year in range(start.year, end.year + 1):
        first, last = pd.Timestamp(year, 1, 1), pd.Timestamp(year, 12, 31)
        sunday = first - pd.Timedelta(days=(first.day_of_week + 1) % 7) + pd.Timedelta(weeks=week - 1)
        spans.append((max(sunday, first), min(sunday + pd.Timedelta(days=6), last)))
    return _only_one(spans, start, end)


def month_span(month: int, start: pd.Timestamp, end: pd.Timestamp) -> Span:
    """First and last day of a month of the report's year; none where it lies in no year or in two."""
    if not 1 <= month <= 12:
        return _NO_DAYS
    firsts = [pd.Timestamp(year, month, 1) for year in range(start.year, end.year + 1)]
    return _only_one([(first, first + pd.offsets.MonthEnd(0)) for first in firsts], start, end)


def _only_one(spans: list[Span], start: pd.Timestamp, end: pd.Timestamp) -> Span:
    """The one span with days of the report, cut to them."""
    within = [(max(first, start), min(last, end)) for first, last in spans]
    found = [(first, last) for first, last in within if first <= last]
    return found[0] if len(found) == 1 else _NO_DAYS
