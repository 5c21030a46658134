"""Excel 2003's XML workbooks (SpreadsheetML), which some platforms still save under the name .xls, into rows of cells."""

from xml.etree import ElementTree

from socialroi.errors import Problem
from socialroi.sources.block import Row, Sheet, is_blank

_SPACE = "{urn:schemas-microsoft-com:office:spreadsheet}"
MARK = "urn:schemas-microsoft-com:office:spreadsheet"
MOST_CELLS = 5_000_000
MOST_COLUMNS = 2_000


def is_one(text: str) -> bool:
    """True for the text of such a workbook."""
    return text.lstrip().startswith("<?xml") and MARK in text[:5_000]


def as_sheets(file: str, text: str) -> list[Sheet] | Problem:
    """Every sheet that holds something. Entities and damaged files are a Problem."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return Problem(file, "a workbook with XML entities", "a plain workbook", "save it again in your spreadsheet program")
    try:
        nodes = ElementTree.fromstring(text.lstrip()).iter(f"{_SPACE}Worksheet")
        sheets = [_sheet(place, node) for place, node in enumerate(nodes, start=1)]
    except (ElementTree.ParseError, ValueError):
        return Problem(file, "a workbook (XML) that cannot be opened", "a whole workbook", "it is cut off: download it again")
    return [sheet for sheet in sheets if any(not is_blank(cells) for _, cells in sheet.rows)]


def _sheet(place: int, node: ElementTree.Element) -> Sheet:
    rows: list[Row] = []
    number = 0
    for row in node.iter(f"{_SPACE}Row"):
        number = int(row.get(f"{_SPACE}Index", number + 1))
        rows.append((number, _cells(row)))
        if sum(len(cells) for _, cells in rows[-1:]) > MOST_COLUMNS or len(rows) > MOST_CELLS:
            raise ValueError("a row that no export has")
    width = max((len(cells) for _, cells in rows), default=0)
    level = [(at, cells + [None] * (width - len(cells))) for at, cells in rows]
    return Sheet(node.get(f"{_SPACE}Name", ""), level, is_text=False, number=place)


def _cells(row: ElementTree.Element) -> list[object]:
    """The row's cells; `Index` says that cells before it were left out because they are empty."""
    cells: list[object] = []
    for cell in row.iter(f"{_SPACE}Cell"):
        place = int(cell.get(f"{_SPACE}Index", len(cells) + 1)) - 1
        if not len(cells) <= place <= MOST_COLUMNS:
            raise ValueError("cells out of order")
        cells += [None] * (place - len(cells)) + [_value(cell.find(f"{_SPACE}Data"))]
    return cells


def _value(data: ElementTree.Element | None) -> object:
    if data is None or not (text := "".join(data.itertext()).strip()):
        return None
    return float(text) if data.get(f"{_SPACE}Type") == "Number" else text
