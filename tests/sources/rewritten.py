"""Files that somebody has worked on: rows and columns moved, lost or doubled, or saved again by a spreadsheet program."""

import csv
import io
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import openpyxl
from damage import decoded, wrong_but_for_a_column, wrong_but_for_a_row
from written import workbook

Row = list[object]
Change = Callable[[list[Row], int, random.Random], list[Row]]

_YEAR_FIRST = re.compile(r"(20\d\d)-?(\d\d)-?(\d\d)")
_MONTH_FIRST = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})")


@dataclass(frozen=True)
class Grid:
    """The rows of each sheet; a text file has one sheet, and a delimiter, an encoding and an end of line."""

    sheets: dict[str, list[Row]]
    delimiter: str = ""
    encoding: str = "utf-8"
    end: str = "\n"


def grid_of(data: bytes) -> Grid:
    """The file's cells as they stand."""
    if data.startswith(b"PK"):
        book = openpyxl.load_workbook(io.BytesIO(data))
        return Grid({sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book})
    text, encoding = decoded(data)
    delimiter = max("\t;,", key=text.count)
    rows = [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    return Grid({"": rows}, delimiter, encoding, "\r\n" if "\r\n" in text else "\n")


def file_of(grid: Grid) -> bytes:
    """The file with these cells."""
    if not grid.delimiter:
        return workbook(grid.sheets)
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=grid.delimiter, lineterminator=grid.end).writerows(grid.sheets[""])
    return buffer.getvalue().encode(grid.encoding, errors="replace")


def header_of(rows: list[Row]) -> int:
    """The place of the first row that has the most filled cells."""
    filled = [sum(cell not in ("", None) for cell in row) for row in rows]
    return filled.index(max(filled))


def _body(rows: list[Row], header: int) -> range:
    return range(header + 1, len(rows))


def _line_deleted(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    at = dice.choice(_body(rows, header))
    return rows[:at] + rows[at + 1 :]


def _line_doubled(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    at = dice.choice(_body(rows, header))
    return rows[: at + 1] + rows[at:]


def _lines_swapped(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    at = dice.choice(range(header, len(rows) - 1))
    return [*rows[:at], rows[at + 1], rows[at], *rows[at + 2 :]]


def _line_moved(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    at, to = dice.choice(_body(rows, header)), dice.choice(_body(rows, header))
    rest = rows[:at] + rows[at + 1 :]
    return [*rest[:to], rows[at], *rest[to:]]


def _first_line_last(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    return [*rows[: header + 1], *rows[header + 2 :], rows[header + 1]]


def _last_line_first(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    return [*rows[: header + 1], rows[-1], *rows[header + 1 : -1]]


def _header_repeated(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    at = dice.choice([*_body(rows, header), len(rows)])
    return [*rows[:at], rows[header], *rows[at:]]


def _header_lost(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    return rows[:header] + rows[header + 1 :]


def _twice(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    return rows + rows


def _rows_twice(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    return rows + rows[header + 1 :]


def _blank_line(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    at = dice.choice(_body(rows, header))
    return [*rows[:at], [""] * len(rows[header]), *rows[at:]]


def _wider(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    width = max(map(len, rows)) + 2
    return [row + [""] * (width - len(row)) for row in rows] + [[""] * width] * 3


def _columns_swapped(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    one, other = dice.sample(range(len(rows[header])), 2)
    return [*rows[: header + 1], *(_with(row, one, other) for row in rows[header + 1 :])]


def _columns_moved(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    one, other = dice.sample(range(len(rows[header])), 2)
    return [*rows[:header], *(_with(row, one, other) for row in rows[header:])]


def _with(row: Row, one: int, other: int) -> Row:
    changed = list(row)
    if max(one, other) < len(row):
        changed[one], changed[other] = row[other], row[one]
    return changed


def _column_removed(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    at = dice.choice(range(len(rows[header])))
    return [*rows[:header], *(row[:at] + row[at + 1 :] for row in rows[header:])]


def _each_cell(write: Callable[[str], str]) -> Change:
    def _changed(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
        below = [[write(cell) if isinstance(cell, str) else cell for cell in row] for row in rows[header + 1 :]]
        return [*rows[: header + 1], *below]

    return _changed


def _decimal_comma(cell: str) -> str:
    return cell.translate(str.maketrans(".,", ",.")) if re.fullmatch(r"-?\d[\d,]*\.\d+%?", cell) else cell


def _with_commas(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    """Numbers as a spreadsheet program of continental Europe writes them; a file that has them so stays as it is."""
    has_commas = any(re.fullmatch(r"-?[\d.]+,\d{1,2}%?", str(cell)) for row in rows for cell in row)
    return rows if has_commas else _each_cell(_decimal_comma)(rows, header, dice)


def _thousands(cell: str) -> str:
    return f"{float(cell):,.{len(cell.partition('.')[2])}f}" if re.fullmatch(r"[1-9]\d{3,11}(\.\d{1,2})?", cell) else cell


def _rounded(cell: str) -> str:
    return f"{float(cell):.5E}" if re.fullmatch(r"[1-9]\d{11,}", cell) else cell


def _zeros_lost(cell: str) -> str:
    return str(int(cell)) if re.fullmatch(r"0\d+", cell) else cell


def _cents_lost(cell: str) -> str:
    return (
        re.sub(r"(?<=\d)\.(\d*?)0+$", lambda found: f".{found[1]}".rstrip("."), cell) if re.fullmatch(r"\d+\.\d+", cell) else cell
    )


def _as_percent(cell: str) -> str:
    return f"{float(cell):.2%}" if re.fullmatch(r"0?\.\d{1,4}", cell) else cell


def _days(form: str) -> Change:
    """The days of a file that writes them year first, or month first throughout, in another form."""

    def _changed(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
        found = [match for row in rows for cell in row if (match := _MONTH_FIRST.fullmatch(str(cell)))]
        if any(int(match[1]) > 12 for match in found):
            return rows
        return _each_cell(lambda cell: _day_as(cell, form))(rows, header, dice)

    return _changed


def _day_as(cell: str, form: str) -> str:
    year_first, month_first = _YEAR_FIRST.fullmatch(cell), _MONTH_FIRST.fullmatch(cell)
    if year_first:
        return f"{date(int(year_first[1]), int(year_first[2]), int(year_first[3])):{form}}"
    return f"{date(int(month_first[3]), int(month_first[1]), int(month_first[2])):{form}}" if month_first else cell


# What each does to the rows. PERMITTED says what may come of some; of all others the same numbers, or a refusal.
CHANGES: dict[str, Change] = {
    "a line deleted": _line_deleted,
    "a line doubled": _line_doubled,
    "two lines swapped": _lines_swapped,
    "a line moved": _line_moved,
    "the first line last": _first_line_last,
    "the last line first": _last_line_first,
    "the header repeated": _header_repeated,
    "the header lost": _header_lost,
    "the file twice": _twice,
    "the rows twice": _rows_twice,
    "a blank line": _blank_line,
    "empty columns and rows": _wider,
    "two columns moved": _columns_moved,
    "two columns swapped under their headers": _columns_swapped,
    "a column removed": _column_removed,
    "decimal commas": _with_commas,
    "thousands parted": _each_cell(_thousands),
    "long ids rounded": _each_cell(_rounded),
    "last zeros lost": _each_cell(_cents_lost),
    "leading zeros lost": _each_cell(_zeros_lost),
    "fractions as percent": _each_cell(_as_percent),
    "days as 31.12.2025": _days("%d.%m.%Y"),
    "days as 31/12/2025": _days("%d/%m/%Y"),
    "days as 12/31/2025": _days("%m/%d/%Y"),
    "days as 31-12-25": _days("%d-%m-%y"),
    "days as 31-Dec-25": _days("%d-%b-%y"),
}
# What nobody can see: cells that are as likely under the other header, and ids that are as likely without a zero.
UNSEEN = ("two columns swapped under their headers", "leading zeros lost")
# And in files of two rows: without New Year's Day nobody can tell which year the other day is of; one day alone has either order.
UNSEEN_IN = {
    ("tiktok_studio", "overview", "a line deleted"),
    ("tiktok_studio", "overview", "the middle missing"),
    ("clockify", "free", "day and month swapped in the lower half"),
}
PERMITTED = {
    "a line deleted": wrong_but_for_a_row,
    "the header lost": wrong_but_for_a_row,
    "a column removed": wrong_but_for_a_column,
}
RESAVED = {
    "semicolons": {"delimiter": ";"},
    "tabs": {"delimiter": "\t"},
    "CR": {"end": "\r"},
    "CR LF": {"end": "\r\n"},
    "UTF-16 with tabs": {"delimiter": "\t", "encoding": "utf-16"},
    "Windows letters": {"encoding": "cp1252"},
}


def worked_on(data: bytes, each: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """What was done, and the file; a change that draws a place is made `each` times."""
    dice = random.Random(seed)
    grid = grid_of(data)
    for name, change in CHANGES.items():
        files = {file_of(replace(grid, sheets=_changed(grid.sheets, change, dice))) for _ in range(each)}
        yield from ((name, found) for found in sorted(files) if found != file_of(grid))
    if grid.delimiter:
        yield from ((name, file_of(replace(grid, **how))) for name, how in RESAVED.items())
        commas = _changed(grid.sheets, _with_commas, dice)
        yield "as a German Excel does", file_of(replace(grid, sheets=commas, delimiter=";", end="\r\n", encoding="cp1252"))


def _changed(sheets: dict[str, list[Row]], change: Change, dice: random.Random) -> dict[str, list[Row]]:
    """One sheet of the workbook changed, of those that have more than a header."""
    large = [name for name, rows in sheets.items() if rows and len(rows) - header_of(rows) > 2 and len(rows[header_of(rows)]) > 1]
    if not large:
        return sheets
    name = dice.choice(large)
    rows = sheets[name]
    return sheets | {name: change(rows, header_of(rows), dice)}
