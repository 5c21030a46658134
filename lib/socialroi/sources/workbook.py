"""XLSX workbooks into rows of cells: values as Excel stored them, dates as dates; bombs and entities refused."""

import io
import re
import warnings
import zipfile
import zlib
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from socialroi.errors import Problem
from socialroi.sources import kinds
from socialroi.sources.block import Row, Sheet, is_blank

MOST_BYTES = 400_000_000
MOST_TIMES = 200  # a real workbook shrinks 5 to 50 times
MOST_CELLS = 20_000_000
MOST_COLUMNS = 2_000
MOST_BLANK = 100_000  # rows, one after the other
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    KeyError,
    ValueError,
    ParseError,
    OSError,
    SyntaxError,
    EOFError,
    TypeError,
    AttributeError,
    IndexError,
    NotImplementedError,
)


def as_sheets(file: str, data: bytes, *, reads_hidden: bool = True) -> list[Sheet] | Problem:
    """Every sheet of the workbook that holds something. A damaged or hostile workbook is a Problem.

    `reads_hidden`: whether merged cells and formulas without results matter in hidden sheets too.
    """
    try:
        refused = _refusal(file, data)
        if refused:
            return refused
        book = _open(data, values=True)
        sheets = [_sheet(number, sheet) for number, sheet in enumerate(book.worksheets, start=1)]
        asked = [place for place, sheet in enumerate(sheets) if reads_hidden or not sheet.is_hidden]
        parts = _parts(data, [book.worksheets[place] for place in asked])
        unfinished = _merged(file, parts) or _formula_without_value(file, data, parts, {place: sheets[place] for place in asked})
    except _TooLarge:
        return Problem(file, "a sheet with millions of cells", "a table", "delete the empty rows and columns, or export a CSV")
    except _DAMAGED:
        fix = "it is damaged or cut off: download it again"
        return Problem(file, "a workbook or archive that cannot be opened", "an XLSX file", fix)
    return unfinished or [sheet for sheet in sheets if _holds_something(sheet)]


class _TooLarge(Exception):
    """A sheet has more cells than an export can have."""


def _open(data: bytes, *, values: bool) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles it does not know: of no use to an analyst
        return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)


def _refusal(file: str, data: bytes) -> Problem | None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        if size > MOST_BYTES or size > MOST_TIMES * max(len(data), 50_000):
            return Problem(file, f"a workbook that unpacks to {size:,} bytes", "a table", "export it as CSV")
        if "xl/workbook.xml" not in archive.namelist():
            return kinds.archive(file, archive.namelist())
        if any(_has_entities(archive.read(part)) for part in parts if part.filename.endswith((".xml", ".rels"))):
            return Problem(file, "a workbook with XML entities", "a plain workbook", "save it again in your spreadsheet program")
    return None


def _has_entities(xml: bytes) -> bool:
    # Office writes UTF-8; another encoding could hide a document type from this search.
    return b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or xml[:2] in (b"\xff\xfe", b"\xfe\xff")


def _sheet(number: int, cells: openpyxl.worksheet._read_only.ReadOnlyWorksheet) -> Sheet:
    cells.reset_dimensions()  # the stated size is often wrong
    rows: list[Row] = []
    count = last = 0
    for place, values in enumerate(cells.iter_rows(values_only=True), start=1):
        count += len(values)
        if count > MOST_CELLS or len(values) > MOST_COLUMNS or place - last > MOST_BLANK:
            raise _TooLarge
        is_filled = any(value is not None for value in values)
        if is_filled or last == place - 1:  # one blank row can part two tables, more say nothing
            rows.append((place, list(values)))
        last = place if is_filled else last
    width = max((len(values) for _, values in rows), default=0)
    level = [(place, values + [None] * (width - len(values))) for place, values in rows]
    return Sheet(cells.title, level, is_text=False, number=number, is_hidden=cells.sheet_state != "visible")


def _parts(data: bytes, sheets: list[openpyxl.worksheet._read_only.ReadOnlyWorksheet]) -> list[bytes]:
    """The XML of these sheets."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(sheet._worksheet_path) for sheet in sheets]


def _merged(file: str, parts: list[bytes]) -> Problem | None:
    """Only the first of merged cells holds a value: over several rows, the others would read as empty. Titles may be merged."""
    for part in parts:
        for first, last in re.findall(rb'<mergeCell[^>]* ref="[A-Z]+(\d+):[A-Z]+(\d+)"', part):
            if first != last:
                found = f"cells merged over the rows {int(first)} to {int(last)}"
                fix = "unmerge the cells in your spreadsheet program and fill each of them, or download the file again"
                return Problem(file, found, "a value in each", fix, row=int(first))
    return None


def _holds_something(sheet: Sheet) -> bool:
    return any(not is_blank(cells) for _, cells in sheet.rows)


def _formula_without_value(file: str, data: bytes, parts: list[bytes], sheets: dict[int, Sheet]) -> Problem | None:
    """A formula whose result was never stored would read as an empty cell; name the first. `sheets`: by their place."""
    if not any(re.search(rb"<f[ >/]", part) for part in parts):
        return None
    book = _open(data, values=False)
    for place, sheet in sheets.items():
        formulas = book.worksheets[place]
        formulas.reset_dimensions()
        stored = dict(sheet.rows)
        for number, cells in enumerate(formulas.iter_rows(), start=1):
            values = stored.get(number, [None] * len(cells))
            empty = [cell for cell, value in zip(cells, values, strict=False) if value is None and cell.data_type == "f"]
            if empty:
                return Problem(
                    file,
                    "a formula without its result",
                    "a number or text",
                    "open it in your spreadsheet program, save it, and put it back",
                    row=number,
                    column=empty[0].column_letter,
                )
    return None
