"""True .xls workbooks (BIFF), as LinkedIn still writes them, into rows of cells."""

import io
import struct
import zipfile

import xlrd
from xlrd.compdoc import CompDocError

from socialroi.errors import Problem
from socialroi.sources.block import Row, Sheet, is_blank

MOST_BYTES = 60_000_000  # a sheet of .xls ends at 65,536 rows and 256 columns
_DAMAGED = (
    xlrd.XLRDError, CompDocError, struct.error, zipfile.BadZipFile, AssertionError, AttributeError, IndexError, KeyError,
    TypeError, ValueError, ArithmeticError, MemoryError, RecursionError, UnicodeError,
)  # fmt: skip


def as_sheets(file: str, data: bytes) -> list[Sheet] | Problem:
    """Every sheet that holds something; a workbook that is damaged or locked with a password is a Problem."""
    if len(data) > MOST_BYTES:
        return Problem(file, f"an old Excel workbook (.xls) of {len(data):,} bytes", "a table", "export it as CSV")
    try:
        # Its own log goes nowhere: it says of a damaged file what the Problem says. Rows stay as long as they are stored.
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), ragged_rows=True)
        sheets = [_sheet(number, sheet, book.datemode) for number, sheet in enumerate(book.sheets(), start=1)]
    except _DAMAGED as error:
        if "encrypted" in str(error).lower() or "EncryptedPackage".encode("utf-16-le") in data:
            fix = "open it in your spreadsheet program, save it without its password, and put it back"
            return Problem(file, "a workbook with a password", "a workbook that anybody can open", fix)
        fix = "it is damaged, cut off or locked: download it again, or save it as .xlsx in your spreadsheet program"
        return Problem(file, "an old Excel workbook (.xls) that cannot be opened", "a whole workbook", fix)
    return [sheet for sheet in sheets if any(not is_blank(cells) for _, cells in sheet.rows)]


def _sheet(number: int, sheet: xlrd.sheet.Sheet, datemode: int) -> Sheet:
    rows: list[Row] = [(at + 1, [_value(cell, datemode) for cell in sheet.row(at)]) for at in range(sheet.nrows)]
    width = max((len(cells) for _, cells in rows), default=0)
    level = [(place, cells + [None] * (width - len(cells))) for place, cells in rows]
    return Sheet(sheet.name, level, is_text=False, number=number, is_hidden=sheet.visibility != 0)


def _value(cell: xlrd.sheet.Cell, datemode: int) -> object:
    """The cell as openpyxl would give it; an error such as #N/A is its text, so that no number is read out of its code."""
    if cell.ctype == xlrd.XL_CELL_DATE:
        return xlrd.xldate_as_datetime(cell.value, datemode)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#ERROR")
    return None if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) or cell.value == "" else cell.value
