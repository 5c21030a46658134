"""CSV dialects and workbooks, byte for byte the same on every machine.

Workbooks are written here and not by openpyxl: its bytes change with the versions of lxml and zlib. Entries are stored,
not compressed, and dated 1980-01-01, as in LinkedIn's own exports.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

Cell = str | int | float | None
BOM = b"\xef\xbb\xbf"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def minimal_csv(rows: Iterable[Sequence[Cell]], *, line_end: str = "\n", delimiter: str = ",") -> str:
    """Rows as text, quoted only where a cell would break the line apart."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return text.getvalue()


def quoted_csv(rows: Iterable[Sequence[Cell]], *, line_end: str = "\n") -> str:
    """Rows as text with every cell in quotes."""
    return _joined(rows, quoted=lambda cell: True, line_end=line_end)


def spaced_csv(rows: Iterable[Sequence[Cell]]) -> str:
    """Rows as text the way Meta writes them: quotes only around a space, comma, quote or line break."""
    return _joined(rows, quoted=lambda cell: any(mark in cell for mark in ' ,"\n'), line_end="\n")


def utf16(text: str) -> bytes:
    """Little-endian UTF-16 with its byte order mark."""
    return b"\xff\xfe" + text.encode("utf-16-le")


def workbook(sheets: dict[str, list[list[Cell]]]) -> bytes:
    """An XLSX file with these sheets: text as shared strings, numbers as numbers, None as no cell at all."""
    strings: dict[str, int] = {}
    bodies = [_sheet_xml(rows, strings) for rows in sheets.values()]
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": _workbook_xml(list(sheets)),
        "xl/_rels/workbook.xml.rels": _relations(_sheet_targets(len(sheets))),
        "xl/sharedStrings.xml": _strings_xml(strings),
    } | {f"xl/worksheets/sheet{number}.xml": body for number, body in enumerate(bodies, 1)}
    return _zipped(parts)


def _joined(rows: Iterable[Sequence[Cell]], *, quoted: Callable[[str], bool], line_end: str) -> str:
    def written(cell: Cell) -> str:
        text = "" if cell is None else str(cell)
        return '"' + text.replace('"', '""') + '"' if quoted(text) else text

    return "".join(",".join(map(written, row)) + line_end for row in rows)


def _zipped(parts: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, body in parts.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            archive.writestr(entry, _DECLARATION + body)
    return target.getvalue()


def _column(index: int) -> str:
    return (_column(index // 26 - 1) if index >= 26 else "") + chr(ord("A") + index % 26)


def _cell_xml(place: str, cell: Cell, strings: dict[str, int]) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f'<c r="{place}" t="s"><v>{strings.setdefault(cell, len(strings))}</v></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'


def _sheet_xml(rows: list[list[Cell]], strings: dict[str, int]) -> str:
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(_cell_xml(f"{_column(at)}{number}", cell, strings) for at, cell in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def _strings_xml(strings: dict[str, int]) -> str:
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
    return f'<sst xmlns="{_MAIN}" uniqueCount="{len(strings)}">{items}</sst>'


def _workbook_xml(names: list[str]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>' for number, name in enumerate(names, 1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _sheet_targets(count: int) -> dict[str, tuple[str, str]]:
    sheets = {f"rId{number}": ("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, count + 1)}
    return sheets | {f"rId{count + 1}": ("sharedStrings", "sharedStrings.xml")}


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _content_types(count: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{kind}.worksheet+xml"/>'
        for number in range(1, count + 1)
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/>{sheets}</Types>'
    )
