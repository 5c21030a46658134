"""Cells that are no number or no day for a reason that can be named: what each is, and what to do about it."""

import calendar
import datetime
import re
from typing import NamedTuple

from socialroi.sources.block import as_text
from socialroi.sources.dates import day_parts

_ERRORS = {
    "#REF!": "its formula points to a cell that is gone",
    "#N/A": "its formula found nothing",
    "#VALUE!": "its formula got a text where it needs a number",
    "#DIV/0!": "its formula divides by zero",
    "#NAME?": "its formula has a word that the program does not know",
    "#NUM!": "its formula has no result",
    "#NULL!": "its formula names cells that do not meet",
    "#ERROR!": "its formula cannot be read",
}
_SHORTENED = re.compile(r"-?\d+(?:[.,]\d+)?\s?[KkMm]")
_TOTAL = re.compile(r"(?:grand )?totals?:?", re.IGNORECASE)
_EXCELS_ZERO = datetime.date(1899, 12, 30)
_SERIALS = range(25_569, 73_051)  # 1970 to 2100


class Said(NamedTuple):
    """What the cell is, and what to do. `shown`: the cell itself, where it can be nobody's name."""

    what: str
    fix: str
    shown: str = ""


def error(cell: object) -> Said | None:
    """An error that a spreadsheet program wrote in a value's place.

    >>> error("#DIV/0!").what
    'an error of a spreadsheet program, its formula divides by zero'
    """
    text = as_text(cell).strip()
    if text.upper() not in _ERRORS:
        return None
    fix = "download the file again and put it in unopened, or correct the formula; where there is no value leave the cell empty"
    return Said(f"an error of a spreadsheet program, {_ERRORS[text.upper()]}", fix, repr(text))


def of_number(cell: object) -> Said | None:
    """A cell of a column of numbers that holds an error, true or false, or a number as pages show it (1.2K)."""
    text = as_text(cell).strip()
    if _SHORTENED.fullmatch(text):
        fix = "write it in full, or take the export that has it in full: its last digits are gone"
        return Said("a number shortened to thousands or millions", fix, repr(text))
    if text.upper() not in ("TRUE", "FALSE"):
        return error(cell)
    return Said(
        "a logical value", "write the number that is meant (1 for true, 0 for false, where it counts something)", repr(text)
    )


def of_day(cell: object) -> Said | None:
    """A cell of a column of days that holds an error, a day that no calendar has, Excel's number of a day, or `Total`.

    >>> of_day("2025-02-30").what, of_day("45839").what
    ('February 2025 has 28 days', "Excel's number of the day 2025-07-01")
    """
    text = as_text(cell).strip()
    if _TOTAL.fullmatch(text):
        return Said("the word of a row of totals", "delete the row: it is the sum of the others", repr(text))
    serial = _serial(text)
    if serial:
        fix = "format the column as dates in your spreadsheet program and save it, or put the file in as it was downloaded"
        return Said(f"Excel's number of the day {serial:%Y-%m-%d}", fix)
    parts = day_parts(text)
    what = _impossible(*parts) if parts else None
    return Said(what, "correct the cell, or download the file again") if what else error(cell)


def _serial(text: str) -> datetime.date | None:
    whole, _, rest = text.partition(".")
    is_number = whole.isdecimal() and len(whole) == 5 and (not rest or rest.isdecimal())
    return _EXCELS_ZERO + datetime.timedelta(int(whole)) if is_number and int(whole) in _SERIALS else None


def _impossible(year: int, one: int, other: int, is_iso: bool) -> str | None:
    """Why there is no such day, whatever the order of day and month; None where there is one."""
    if not 1970 <= year <= 2100:
        return f"a day of the year {year}"
    if 0 in (one, other):
        return "a day or month of 0"
    if is_iso or min(one, other) > 12:
        return f"there is no month {one}" if one > 12 else _too_long(year, one, other)
    month, day = sorted((one, other))
    return _too_long(year, month, day)


def _too_long(year: int, month: int, day: int) -> str | None:
    last = calendar.monthrange(year, month)[1]
    return f"{calendar.month_name[month]} {year} has {last} days" if day > last else None
