"""One file into its parts: what kind of file it is by its bytes, which reader knows it by its header."""

from collections.abc import Sequence
from dataclasses import replace
from types import ModuleType

import pandas as pd

from socialroi.errors import Problem
from socialroi.sources import canonical_csv, mapped, text_file, workbook
from socialroi.sources.block import Block, Sheet, is_blank, side_by_side
from socialroi.sources.part import Context, Part
from socialroi.sources.split import Recognise, split

_KINDS = (
    (b"%PDF", "a PDF", "download the CSV or XLSX export instead"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls)", "open it in your spreadsheet program and save it as .xlsx"),
    (b"\x89PNG", "an image", "name it in params as brand: {logo: …}, or take it out of the folder"),
    (b"\xff\xd8\xff", "an image", "name it in params as brand: {logo: …}, or take it out of the folder"),
    (b"\x1f\x8b", "a compressed file", "unpack it and put its files into the folder"),
    (b"PAR1", "a Parquet file", "export it as CSV"),
)


def read_bytes(data: bytes, context: Context, readers: Sequence[ModuleType]) -> list[Part]:
    """Every table of the file, read; a file that cannot be read is one part without a table, with its problem."""
    sheets = _sheets(data, context.file)
    if isinstance(sheets, Problem):
        return [refused(sheets)]
    recognise = _recogniser(context, readers)
    parts = [part for sheet in sheets for part in _read_sheet(sheet, context, recognise)]
    return parts or [refused(_empty(context.file))]


def _sheets(data: bytes, file: str) -> list[Sheet] | Problem:
    if not data.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        return _empty(file)
    if data.startswith(b"PK"):
        return workbook.as_sheets(file, data)
    for mark, kind, fix in _KINDS:
        if data.startswith(mark):
            return Problem(file, kind, "a CSV or XLSX export", fix)
    text = text_file.decode(file, data)
    if isinstance(text, Problem):
        return text
    start = text[:2_000].lstrip().lower()
    if start.startswith(("<!doctype html", "<html", "<head", "<body")):
        return Problem(
            file,
            "a web page (often a log-in or error page saved under the export's name)",
            "a CSV or XLSX export",
            "log in and download the export again",
        )
    if start.startswith(("<?xml", "<svg", "{", "[{")):
        return Problem(
            file,
            "XML or JSON",
            "a CSV or XLSX export",
            f"open it in your spreadsheet program and save it as .xlsx, or leave it out: {_skip(file)}",
        )
    sheet = text_file.as_sheet(file, text)
    return sheet if isinstance(sheet, Problem) else [sheet]


def _empty(file: str) -> Problem:
    return Problem(file, "an empty file", "an export", f"download it again, or leave it out: {_skip(file)}")


def _recogniser(context: Context, readers: Sequence[ModuleType]) -> Recognise:
    """A file that params describe is read as they say; any other by the first reader that knows its header."""
    if context.hint.columns:
        return lambda block: mapped if mapped.recognise(block, context.hint) else None
    if context.hint.table:
        return lambda block: canonical_csv if canonical_csv.fits(block, context.hint.table) else None
    return lambda block: next((reader for reader in readers if reader.recognise(block)), None)


def _read_sheet(sheet: Sheet, context: Context, recognise: Recognise) -> list[Part]:
    found = split(sheet, recognise)
    if not found:
        rows = sum(not is_blank(cells) for _, cells in sheet.rows)
        return [refused(_unknown(sheet, context), rows)] if rows else []
    return [_checked(reader, piece, context) for reader, block in found for piece in side_by_side(block)]


def _checked(reader: ModuleType, block: Block, context: Context) -> Part:
    part = reader.read(block, context)
    lines = part.frame["_lines"].sum() if "_lines" in part.frame else len(part.frame)
    if part.read != lines + part.total + part.refused + part.unused:
        raise AssertionError(f"{reader.NAME} lost rows: {part.read} read, {lines} kept")
    return replace(part, frame=part.frame.assign(file=context.file))


def _unknown(sheet: Sheet, context: Context) -> Problem:
    head = " ".join(str(cell) for _, cells in sheet.rows[:20] for cell in cells)
    where = f"sheet '{sheet.name}': " if sheet.name else ""
    if text_file.MOJIBAKE.search(head):
        return Problem(
            context.file,
            where + "garbled letters such as 'Ã©' in its first rows",
            "text in one encoding",
            "the file was saved in the wrong encoding: download it again",
        )
    if context.hint.columns or context.hint.table:
        return Problem(
            context.file,
            where + "no row holds all the columns that params name for this file",
            "those columns",
            f'correct sources: {{"{context.file}": …}} in params',
        )
    width = max(len(cells) for _, cells in sheet.rows)
    return Problem(
        context.file,
        f"{where}{width} columns that are of no known export",
        "an export as its platform writes it",
        f"leave it out: {_skip(context.file)}, or say what it is: "
        f'sources: {{"{context.file}": {{table: posts, platform: instagram, columns: {{day: "Date", …}}}}}}',
    )


def _skip(file: str) -> str:
    return f'sources: {{"{file}": {{skip: true}}}}'


def refused(problem: Problem, rows: int = 0) -> Part:
    """A file or sheet of which nothing can be taken."""
    return Part("", "", pd.DataFrame({"row": pd.Series(dtype="int64")}), rows, refused=rows, problems=(problem,))
