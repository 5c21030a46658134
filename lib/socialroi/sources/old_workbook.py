"""True .xls workbooks (BIFF), as LinkedIn still writes them, into rows of cells."""

import io

import python_calamine

from socialroi.errors import Problem
from socialroi.sources.block import Row, Sheet, is_blank

MOST_BYTES = 60_000_000  # a sheet of .xls ends at 65,536 rows
MOST_COLUMNS = 2_000


def as_sheets(file: str, data: bytes) -> list[Sheet] | Problem:
    """Every sheet that holds something; a workbook that is damaged or locked with a password is a Problem."""
    if len(data) > MOST_BYTES:
        return Problem(file, f"an old Excel workbook (.xls) of {len(data):,} bytes", "a table", "export it as CSV")
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [_sheet(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
    except BaseException as error:  # a damaged file can make the library panic, which is no Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        fix = "it is damaged, cut off or locked: download it again, or save it as .xlsx in your spreadsheet program"
        return Problem(file, "an old Excel workbook (.xls) that cannot be opened", "a whole workbook", fix)
    return [sheet for sheet in sheets if any(not is_blank(cells) for _, cells in sheet.rows)]


def _sheet(name: str, cells: python_calamine.CalamineSheet) -> Sheet:
    rows = cells.to_python(skip_empty_area=False)
    width = min(max((len(row) for row in rows), default=0), MOST_COLUMNS)
    return Sheet(name, [_row(number, row[:width], width) for number, row in enumerate(rows, start=1)], is_text=False)


def _row(number: int, cells: list[object], width: int) -> Row:
    filled = [None if cell == "" else cell for cell in cells]
    return number, filled + [None] * (width - len(filled))
