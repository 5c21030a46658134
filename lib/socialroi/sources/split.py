"""A sheet into its tables: the header is found by what the readers know, wherever it stands."""

import csv
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from types import ModuleType

import pandas as pd

from socialroi.sources.block import Block, Row, Sheet, as_block, as_text, is_blank
from socialroi.sources.dates import read_cell
from socialroi.sources.text_file import DELIMITERS

MOST_ROWS_ABOVE = 60
_NUMBER = re.compile(r"[-−]?(?=[.,]?\d)[\d.,]+%?")
_COMMENT = re.compile(r"#(?!\d)")  # #1001 is an order
_LEAP = 2024  # days without a year are days too
MOST_LINES_ALONE = 1_000
FILLED_BESIDE_A_DAY = 4
FILLED_ABOVE = 3  # cells; a title has one, what it says of itself two
# What platforms write below their last row, in a line of one cell: Salesforce, QuickBooks.
_LAST_WORDS = re.compile(r"grand totals? \(|confidential information|copyright \((c|©)\)|(accrual|cash) basis\b", re.IGNORECASE)
_TOP_500 = re.compile(r"\D{3,60}\b500\D{3,60}")  # YouTube, in any language: showing top 500 results

Recognise = Callable[[Block], ModuleType | None]


def split(sheet: Sheet, recognise: Recognise) -> tuple[list[tuple[ModuleType, Block]], list[Row]]:
    """Each table of the sheet with the reader that knows it, and the rows that belong to none.

    Lines above a header may say anything, but for rows of data: the header of those is damaged or gone.
    """
    found: list[tuple[ModuleType, Block]] = []
    stray: list[Row] = []
    start = 0
    while start < len(sheet.rows):
        place, reader = next_header(sheet, start, recognise)
        if reader is None:
            break
        end = _end_of_body(sheet, place + 1, recognise)
        rows = _without_last_words(sheet.rows[place + 1 : end])
        closing = tuple(as_text(cells[0]).strip() for _, cells in sheet.rows[place + 1 + len(rows) : end] if cells)
        block = as_block(sheet, sheet.rows[start:place], sheet.rows[place], [row for row in rows if not is_blank(row[1])])
        found.append((reader, replace(block, closing=closing)))
        stray += rows_above(sheet.rows[start:place], block.header, reader)
        start = end
    found = found or _without_header(sheet, recognise)
    rest = sheet.rows[start:] if start or not found else []
    return found, stray + [row for row in rest if not is_blank(row[1]) and not (start and _is_comment(row[1]))]


def is_data(cells: list[object]) -> bool:
    """True for a row with two numbers, or with a day beside a number or three other cells: no title and no header looks so.

    >>> is_data(["2025-07-01", "65"]), is_data(["Date", "Views", ""]), is_data(["Members reached", 12])
    (True, False, False)
    """
    numbers = sum(map(_is_number, cells))
    speaks = numbers == 1 or _filled(cells) >= FILLED_BESIDE_A_DAY
    return numbers > 1 or (speaks and any(isinstance(cell, date) or _is_day(cell) for cell in cells))


def rows_above(above: list[Row], header: tuple[str, ...], reader: ModuleType) -> list[Row]:
    """The rows of data among the lines above a header: those that look so, and those right above it that are as filled as rows.

    A reader says with FILLED_ABOVE how many filled cells that takes. Another table can stand there with other signs between its
    cells.
    """
    usual = max(FILLED_ABOVE, min(FILLED_BESIDE_A_DAY, sum(map(bool, header))))
    least = getattr(reader, "FILLED_ABOVE", usual)
    gaps = (place for place, (_, cells) in enumerate(above, start=1) if is_blank(cells) or _is_comment(cells))
    near = max(gaps, default=0)
    found = [row for place, row in enumerate(above) if is_data(row[1]) or (place >= near and _filled(row[1]) >= least)]
    return found or _cut_otherwise(above)


def _cut_otherwise(above: list[Row]) -> list[Row]:
    """Two lines in a row that another sign than the file's cuts into as many cells: no two titles look so."""
    lines = [(row, as_text(row[1][0]) if _filled(row[1]) == 1 else "") for row in above]
    widths = [[len(next(csv.reader([line], delimiter=sign), [])) for sign in DELIMITERS] for _, line in lines]
    pairs = (any(one == other >= FILLED_BESIDE_A_DAY for one, other in zip(*pair, strict=True)) for pair in pairwise(widths))
    return [row for (row, _), is_pair in zip(lines, pairs, strict=False) if is_pair]


def second_header(sheet: Sheet, found: list[Block], at: int, recognise: Recognise) -> int | None:
    """The row of a block that is a header of its own, which no reader expects there: two exports were joined."""
    last = found[at + 1].header_row if at + 1 < len(found) else sheet.rows[-1][0] + 1
    rows = (row for row in sheet.rows if found[at].header_row < row[0] < last and not any(map(_is_number, row[1])))
    return next((row[0] for row in rows if recognise(candidate(sheet, [], row)) is not None), None)


def _is_number(cell: object) -> bool:
    if isinstance(cell, str):
        return _NUMBER.fullmatch(cell.strip()) is not None
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _is_day(cell: object) -> bool:
    return isinstance(cell, str) and any(char.isdigit() for char in cell) and read_cell(cell, "day_first", _LEAP) is not None


def _without_last_words(rows: list[Row]) -> list[Row]:
    """The rows above a report's closing lines: a blank line, then lines of one cell of which one is known."""
    if rows and _filled(rows[-1][1]) == 1 and _TOP_500.fullmatch(as_text(rows[-1][1][0]).strip()):
        return rows[:-1]
    start = len(rows)
    while start and _filled(rows[start - 1][1]) <= 1:
        start -= 1
    tail = rows[start:]
    known = any(_LAST_WORDS.match(as_text(cells[0]).strip()) for _, cells in tail if cells)
    blank = next((place for place, (_, cells) in enumerate(tail) if is_blank(cells)), None)
    return rows[: start + blank] if known and blank is not None else rows


def candidate(sheet: Sheet, above: list[Row], header: Row) -> Block:
    """The block as a reader sees it when asked whether it knows it: without its rows."""
    return as_block(sheet, [row for row in above if not is_blank(row[1])], header, [])


def next_header(sheet: Sheet, start: int, recognise: Recognise) -> tuple[int, ModuleType | None]:
    """The next row that a reader knows as its header, and that reader; None where there is none near."""
    for place in range(start, min(start + MOST_ROWS_ABOVE, len(sheet.rows))):
        cells = sheet.rows[place][1]
        if is_blank(cells) or _is_comment(cells) or any(map(_is_number, cells)):
            continue
        reader = recognise(candidate(sheet, sheet.rows[start:place], sheet.rows[place]))
        if reader is not None:
            return place, reader
    return len(sheet.rows), None


def _end_of_body(sheet: Sheet, start: int, recognise: Recognise) -> int:
    """Where the next table begins: after a blank row at a known header or the title above it, or at a line with `#`."""
    commented = _is_comment(sheet.rows[0][1])
    title: int | None = None
    after_blank = False
    for place in range(start, len(sheet.rows)):
        cells = sheet.rows[place][1]
        if commented and _is_comment(cells):
            return place
        if is_blank(cells):
            title, after_blank = None, True
        elif after_blank:
            first = place if title is None else title
            if recognise(candidate(sheet, sheet.rows[first:place], sheet.rows[place])) is not None:
                return first
            after_blank = _filled(cells) == 1
            title = first if after_blank else None
    return len(sheet.rows)


def _filled(cells: list[object]) -> int:
    return sum(1 for cell in cells if as_text(cell).strip())


def _is_comment(cells: list[object]) -> bool:
    return bool(cells) and isinstance(cells[0], str) and _COMMENT.match(cells[0]) is not None


def _without_header(sheet: Sheet, recognise: Recognise) -> list[tuple[ModuleType, Block]]:
    """An export of a period without any data can be its title lines alone."""
    lines = tuple(sheet.delimiter.join(map(as_text, cells)) for _, cells in sheet.rows[:MOST_LINES_ALONE])
    block = Block(sheet.name, tuple(line for line in lines if line.strip()), (), 0, pd.DataFrame())
    reader = recognise(block)
    return [(reader, block)] if reader is not None else []
