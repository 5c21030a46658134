"""Cells into days and times: every way the platforms write them, never a guess between day and month."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from socialroi.sources.month_names import month_named
from socialroi.sources.numbers import missing

MANY = 1_000
Order = Literal["day_first", "month_first"]
_MUCH = 3  # times: how much closer the other days have to lie
_TIME = r"(?P<time>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?\s*(?P<half>[aApP]\.?[mM]\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
_ISO = re.compile(rf"(?P<year>\d{{4}})[-/](?P<month>\d{{1,2}})[-/](?P<day>\d{{1,2}})(?:[T ,]+{_TIME})?")
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})")
_NUMERIC = re.compile(rf"(?P<first>\d{{1,2}})(?P<sign>[/.\-])(?P<second>\d{{1,2}})[/.\-](?P<year>\d{{4}})(?:[ ,T]+{_TIME})?")
_WORDS = re.compile(
    rf"(?:[^\W\d]+\.?,?\s+)??(?:(?P<word>[^\W\d]+)\.?\s+(?P<day>\d{{1,2}})|(?P<day_before>\d{{1,2}})\.?\s+(?:de\s+)?(?P<word_after>[^\W\d]+)\.?)"
    rf"(?:,?\s+(?:de\s+)?(?P<year>\d{{4}}))?(?:,?\s+{_TIME})?"
)
# Vietnamese, Korean and Japanese number their months: `8 tháng 3, 2025`, `2025년 3월 8일`, `3月8日`.
_NUMBERED = (
    re.compile(r"(?P<day>\d{1,2})\s+(?:tháng|thg)\s+(?P<month>\d{1,2})(?:,?\s+(?:năm\s+)?(?P<year>\d{4}))?", re.IGNORECASE),
    re.compile(r"(?:(?P<year>\d{4})\s*[년年]\s*)?(?P<month>\d{1,2})\s*[월月]\s*(?P<day>\d{1,2})\s*[일日]"),
)


@dataclass(frozen=True)
class Reading:
    """One cell read: the clock time as written, and the zone's offset where the cell says it."""

    at: datetime.datetime
    has_time: bool = False
    is_zoned: bool = False


def orders(cells: pd.Series) -> set[Order]:
    """The orders of day and month that the cells prove: 25/09/2025 can only be day first."""
    return set(filter(None, map(_proof, _numeric(cells))))


def all_numeric(cells: pd.Series) -> bool:
    """True where each filled cell is a day in numbers, such as 25/09/2025: other text proves nothing."""
    present = cells[~missing(cells)]
    return bool(len(present)) and len(_numeric(present)) == present.map(lambda cell: str(cell).strip()).nunique()


def two_ways(cells: pd.Series) -> str | None:
    """The first cell that is one day when read day first and another when read month first."""
    return next((match.string for match in _numeric(cells) if _proof(match) is None and match["first"] != match["second"]), None)


def odd_one_out(cells: pd.Series) -> str | None:
    """A day that proves the column's order, where the days that prove nothing lie much closer to it in the other order.

    >>> odd_one_out(pd.Series(["07/11/2025", "07/12/2025", "13/07/2025"]))
    '13/07/2025'
    """
    found = {_without_clock(match): match for match in _numeric(cells)}
    proofs = [match for match in found.values() if _proof(match)]
    others = [text for text, match in found.items() if not _proof(match)]
    if len({_proof(match) for match in proofs}) != 1 or len(others) < 2:
        return None
    proven = _proof(proofs[0])
    other: Order = "day_first" if proven == "month_first" else "month_first"
    # One day alone can be mistyped; several say which days the file speaks of.
    sure = [read_cell(match.string, proven).at for match in proofs] if len(proofs) > 1 else []
    return proofs[0].string if _days_between(others, other, sure) * _MUCH < _days_between(others, proven, sure) else None


def _without_clock(match: re.Match[str]) -> str:
    return "/".join(match.group("first", "second", "year"))


def _days_between(texts: list[str], order: Order, sure: list[datetime.datetime]) -> int:
    days = [*sure, *(read_cell(text, order).at for text in texts)]
    return (max(days) - min(days)).days


def _proof(match: re.Match[str]) -> Order | None:
    """Nobody writes the month first with points between."""
    if match["sign"] == ".":
        return "day_first"
    first, second = int(match["first"]), int(match["second"])
    return "day_first" if first > 12 else "month_first" if second > 12 else None


def _numeric(cells: pd.Series) -> list[re.Match[str]]:
    """The distinct cells that are a day in one order or the other."""
    matches = (match for match in map(_NUMERIC.fullmatch, _texts(cells)) if match)
    return [match for match in matches if read_cell(match.string, _proof(match) or "day_first")]


def _texts(cells: pd.Series) -> Iterator[str]:
    """The distinct texts that can name a day otherwise than year first: those that do not begin with three digits."""
    others = cells[~cells.str.match(r" *[0-9]{3}").astype(bool)] if cells.dtype == "str" else cells
    return (cell.strip() for cell in pd.unique(others.dropna()) if isinstance(cell, str))


def needs_year(cells: pd.Series) -> str | None:
    """The first cell that names a month and a day and no year."""
    return next((text for text in _texts(cells) if (found := _named(text)) and found.year is None), None)


def read_cell(cell: object, order: Order | None, year: int | None = None) -> Reading | None:
    """One cell as a day or time; None where it is neither, or where `order` or `year` would be needed and is not there.

    >>> read_cell("Fri, Mar 21, 2025", None).at.date(), read_cell("2/3/2025", "day_first").at.month
    (datetime.date(2025, 3, 21), 3)
    """
    if isinstance(cell, datetime.datetime):
        return Reading(cell, has_time=cell.time() != datetime.time())
    if isinstance(cell, datetime.date):
        return Reading(datetime.datetime.combine(cell, datetime.time()))
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip().lstrip("'")
    try:
        return _read_text(text, order, year)
    except ValueError:  # no such day or hour
        return None


def _read_text(text: str, order: Order | None, year: int | None) -> Reading | None:
    iso = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    if iso:
        return _reading(iso, int(iso["year"]), int(iso["month"]), int(iso["day"]))
    numeric = _NUMERIC.fullmatch(text)
    if numeric:
        first, second = int(numeric["first"]), int(numeric["second"])
        proven = _proof(numeric)
        if order == "month_first" and numeric["sign"] == ".":  # another program has rewritten the days
            return None
        if order is None and proven is None and first != second:
            return None
        day_first = (order or proven) == "day_first"
        return _reading(numeric, int(numeric["year"]), *((second, first) if day_first else (first, second)))
    named = _named(text)
    if named and (named.year or year):
        return _reading(named.match, named.year or year, named.month, named.day)
    return None


def day_parts(text: str) -> tuple[int, int, int, bool] | None:
    """Year and the two other numbers of a day that is written in digits, possible or not, and whether the year stands first.

    >>> day_parts("2025-02-30"), day_parts("00-01-2025")
    ((2025, 2, 30, True), (2025, 0, 1, False))
    """
    iso, numeric = _ISO.fullmatch(text) or _COMPACT.fullmatch(text), _NUMERIC.fullmatch(text)
    if iso:
        return int(iso["year"]), int(iso["month"]), int(iso["day"]), True
    return (int(numeric["year"]), int(numeric["first"]), int(numeric["second"]), False) if numeric else None


class _Named(NamedTuple):
    """A day whose month has a name, or a number with the word for month."""

    match: re.Match[str]
    month: int
    day: int
    year: int | None


def _named(text: str) -> _Named | None:
    # `Thu Mar 20 2025` has the year last and no comma; the word next to the day is the month.
    match = _WORDS.fullmatch(text)
    if match:
        month, day = month_named(match["word"] or match["word_after"]), match["day"] or match["day_before"]
    else:
        match = next((found for pattern in _NUMBERED if (found := pattern.fullmatch(text))), None)
        month, day = (int(match["month"]), match["day"]) if match else (None, None)
    return _Named(match, month, int(day), int(match["year"]) if match["year"] else None) if month else None


def _reading(match: re.Match[str], year: int, month: int, day: int) -> Reading:
    if not 1970 <= year <= 2100:
        raise ValueError(year)
    parts = match.groupdict()
    clock = _clock(parts.get("time"), parts.get("half"))
    at = datetime.datetime.combine(datetime.date(year, month, day), clock or datetime.time())
    zone = parts.get("zone")
    return Reading(at.replace(tzinfo=_offset(zone)) if zone else at, has_time=clock is not None, is_zoned=bool(zone))


def _clock(time: str | None, half: str | None) -> datetime.time | None:
    if not time:
        return None
    hour, minute, *second = time.split(":")
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            raise ValueError(time)
        hours = hours % 12 + (12 if half[0] in "pP" else 0)
    return datetime.time(hours, int(minute), int(float(second[0])) if second else 0)


def _offset(zone: str) -> datetime.timezone:
    if zone in ("Z", "UTC", "GMT"):
        return datetime.UTC
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return datetime.timezone(datetime.timedelta(minutes=minutes if zone[0] == "+" else -minutes))


def as_days(
    cells: pd.Series, *, order: Order | None, year: int | None, zone: str, client_zone: str
) -> tuple[pd.Series, pd.Series]:
    """The client's day of each cell, and True where a cell is no day.

    A time with an offset is moved to the client's zone; a time without one is of `zone`; a day without a time stays.
    """
    filled, places, present = _distinct(cells)
    moments = _all_at_once(present)
    if moments is not None:
        return _spread(filled, places, moments.dt.tz_convert(client_zone).dt.tz_localize(None).dt.normalize())
    read = [read_cell(cell, order, year) for cell in present]
    written = pd.Series([found and found.at.replace(tzinfo=None) for found in read], dtype="datetime64[us]")
    moved = _moments(read, zone).dt.tz_convert(client_zone).dt.tz_localize(None)
    moves = [bool(found) and found.has_time and (found.is_zoned or zone != client_zone) for found in read]
    return _spread(filled, places, moved.where(pd.Series(moves, dtype=bool), written).dt.normalize())


def as_times(cells: pd.Series, *, order: Order | None, year: int | None, zone: str) -> tuple[pd.Series, pd.Series]:
    """The moment of each cell in UTC, and True where a cell is none."""
    filled, places, present = _distinct(cells)
    moments = _all_at_once(present)
    if moments is not None:
        return _spread(filled, places, moments)
    return _spread(filled, places, _moments([read_cell(cell, order, year) for cell in present], zone))


def as_clocks(cells: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The time of day of each cell, such as `9:05 PM`, and True where a cell is none."""
    filled, places, present = _distinct(cells)
    read = [_time_of_day(str(cell).strip()) for cell in present]
    return _spread(filled, places, pd.Series(read, dtype="timedelta64[us]"))


def _time_of_day(text: str) -> datetime.timedelta | None:
    match = re.fullmatch(_TIME, text)
    try:
        clock = _clock(match["time"], match["half"]) if match and not match["zone"] else None
    except ValueError:  # no such hour
        return None
    return None if clock is None else datetime.timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)


def in_utc(clocks: pd.Series, zone: str) -> pd.Series:
    """Clock times of a zone in UTC. When the clocks change, the hour that comes twice is the first, the one left out the next."""
    first = np.ones(len(clocks), dtype=bool)
    return clocks.dt.tz_localize(zone, ambiguous=first, nonexistent="shift_forward").dt.tz_convert("UTC")


def _all_at_once(present: Sequence[object]) -> pd.Series | None:
    """Thousands of times that all read like `2025-07-01 23:06:05 -0700`, in UTC; None where one of them does not."""
    if len(present) < MANY or not all(isinstance(cell, str) for cell in present[:1]):
        return None
    texts = pd.Series(present, dtype="str")
    if not texts.str.fullmatch(r"(?:19[7-9]|20)\d{1,2}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} [+-]\d{4}").all():
        return None
    try:
        joined = pc.binary_replace_slice(pa.array(texts), 19, 20, "")  # Arrow reads an offset next to the time
        return pd.Series(joined.cast(pa.timestamp("us", "UTC")).to_pandas())
    except pa.ArrowInvalid:  # no such day or hour: cell by cell, so that it can be named
        return None


def _moments(read: list[Reading | None], zone: str) -> pd.Series:
    """Each reading in UTC; see `in_utc`."""
    stated = [found.at.astimezone(datetime.UTC).replace(tzinfo=None) if found and found.is_zoned else None for found in read]
    clocks = pd.Series([found.at if found and not found.is_zoned else None for found in read], dtype="datetime64[us]")
    local = in_utc(clocks, zone)
    return local.where(local.notna(), pd.Series(stated, dtype="datetime64[us]").dt.tz_localize("UTC"))


def _distinct(cells: pd.Series) -> tuple[pd.Series, np.ndarray, np.ndarray]:
    """True for each cell that is filled, and for those cells their places among the distinct ones."""
    filled = ~missing(cells)
    return filled, *pd.factorize(cells[filled].to_numpy(dtype=object))


def _spread(filled: pd.Series, places: np.ndarray, values: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Each distinct cell was read once: back to every row, with True where a cell that is filled could not be read."""
    spread = values.take(places).set_axis(filled.index[filled.to_numpy()]).reindex(filled.index)
    return spread, spread.isna() & filled
