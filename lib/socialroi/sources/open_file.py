"""One file into its parts: what kind of file it is by its bytes, which reader knows it by its header."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pandas as pd

from socialroi.errors import Problem, skip_line
from socialroi.schema import TABLES, canonical
from socialroi.sources import (
    canonical_csv,
    event_file,
    kinds,
    large_text,
    mapped,
    old_workbook,
    pieces,
    spreadsheet_xml,
    text_file,
    workbook,
)
from socialroi.sources.block import Block, Sheet, as_text, is_blank, side_by_side
from socialroi.sources.cut_off import with_end_told
from socialroi.sources.labels import all_as_text, constant
from socialroi.sources.part import GRAIN, IDENTITY, LINES, Context, Part
from socialroi.sources.repeats import told, without_repeats
from socialroi.sources.split import MOST_ROWS_ABOVE, Recognise, second_header, split


def read_file(path: Path, context: Context, readers: Sequence[ModuleType]) -> list[Part]:
    """Every table of the file, read: a large plain one in pieces, any other as a whole."""
    if path.stat().st_size > large_text.WORTH_IT and (not context.hint.table or context.hint.table in TABLES):
        quick = _quick(path, context, _recogniser(context, readers))
        if quick:
            return with_end_told([_checked(*quick, context)], *pieces.edges(path), int(quick[1].body.index[-1]), context.file)
    return read_bytes(path.read_bytes(), context, readers)


def _quick(path: Path, context: Context, recognise: Recognise) -> tuple[ModuleType, Block] | None:
    start = pieces.start_of(path)
    if start is None or not isinstance(_sheets_of_text(start, context.file), str):
        return None
    head = text_file.as_sheet(context.file, start, most_rows=100)
    return None if isinstance(head, Problem) else large_text.quick_block(path, head, context, recognise)


def read_bytes(data: bytes, context: Context, readers: Sequence[ModuleType]) -> list[Part]:
    """Every table of the file, read; a file that cannot be read is one part without a table, with its problem."""
    table = context.hint.table
    if table and table not in TABLES:
        near = difflib.get_close_matches(table, TABLES, 1)
        fix = f"did you mean '{near[0]}'?" if near else "correct the line in params"
        return [refused(Problem(context.file, f"params name the table '{table}'", f"one of {', '.join(TABLES)}", fix))]
    recognise = _recogniser(context, readers)
    if not data.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        return [refused(_empty(context.file))]
    opened = _opened(data, context)
    if isinstance(opened, Problem):
        return [refused(opened)]
    if isinstance(opened, str):
        opened = text_file.as_sheet(context.file, opened)
        if isinstance(opened, Problem):
            return [refused(opened)]
        parts = _read_sheet(opened, context, recognise)
        return with_end_told(parts, data[: pieces.EDGE], data[-4:], opened.rows[-1][0], context.file)
    hidden = [sheet for sheet in opened if sheet.is_hidden]
    if hidden and not context.hint.hidden_sheets:
        return [refused(_hidden(hidden[0], context))]
    passed = [_left_out(sheet) for sheet in hidden if context.hint.hidden_sheets == "skip"]
    read = [sheet for sheet in opened if not passed or not sheet.is_hidden]
    parts = [*passed, *(_placed(part, sheet, len(opened)) for sheet in read for part in _read_sheet(sheet, context, recognise))]
    return parts or [refused(_empty(context.file))]


def _hidden(sheet: Sheet, context: Context) -> Problem:
    """A sheet that nobody sees and that holds something would be counted, or left out, without anybody's knowing."""
    fix = f"show it in your spreadsheet program and look at it, then decide: {context.line('hidden_sheets: skip')} leaves hidden "
    fix += f"sheets out, {context.line('hidden_sheets: read')} reads them like the others"
    return Problem(context.file, f"a hidden sheet, number {sheet.number} of the workbook", "sheets that can be seen", fix)


def _left_out(sheet: Sheet) -> Part:
    """A hidden sheet that params leave out: its rows are counted, with the reason."""
    rows = sum(not is_blank(cells) for _, cells in sheet.rows)
    return replace(refused(), read=rows, unused=rows, note=f"hidden sheet {sheet.number} is left out, as params say")


def _placed(part: Part, sheet: Sheet, sheets: int) -> Part:
    """The part; its problems tell their sheet by number where there are several, because a sheet can be named after a person."""
    if sheets == 1 or not sheet.number:
        return part
    problems = tuple(replace(problem, found=f"sheet {sheet.number}: {problem.found}") for problem in part.problems)
    return replace(part, problems=problems)


def _opened(data: bytes, context: Context) -> list[Sheet] | str | Problem:
    """The file's sheets; a plain text file stays text."""
    file = context.file
    if data.startswith(b"PK"):
        return workbook.as_sheets(file, data, reads_hidden=context.hint.hidden_sheets == "read")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return old_workbook.as_sheets(file, data)
    if data.startswith(b"PAR1"):
        return event_file.from_parquet(file, data)
    return _text(data, file)


def _text(data: bytes, file: str) -> list[Sheet] | str | Problem:
    text = kinds.known(file, data) or text_file.decode(file, data)
    return text if isinstance(text, Problem) else _sheets_of_text(text, file)


def _sheets_of_text(text: str, file: str) -> list[Sheet] | str | Problem:
    """The sheets of a text that is more than cells; a text of cells stays text."""
    if spreadsheet_xml.is_one(text):
        return spreadsheet_xml.as_sheets(file, text)
    if event_file.is_json(text):
        return event_file.from_json(file, text)
    return kinds.page(file, text) or text


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
    found, rest = split(sheet, recognise)
    read = [[_checked(reader, piece, context) for piece in _pieces(block, recognise)] for reader, block in found]
    parts = [part for pieces in read for part in pieces]
    blocks = [block for _, block in found]
    unused = [at for at, pieces in enumerate(read) if any(part.unused and not part.table for part in pieces)]
    joined = [row for at in unused if (row := second_header(sheet, blocks, at, recognise))]
    if joined:
        fix = "put each export in as a file of its own"
        problem = Problem(context.file, "the header of another table among the rows of a report", "one export in a file", fix)
        return [*parts, refused(replace(problem, row=joined[0]))]
    if rest and found:
        problem = Problem(
            context.file,
            "rows outside of the tables, under no header that is known",
            "an export as its platform writes it",
            "its header may be damaged: download it again, or take out what was added by hand",
            row=rest[0][0],
        )
        return [*parts, refused(problem, rows=len(rest))]
    return [refused(_unknown(sheet, context), rows=len(rest))] if rest else parts


def _pieces(block: Block, recognise: Recognise) -> list[Block]:
    """Tables side by side, where each of them is one that a reader knows; else the whole."""
    pieces = side_by_side(block)
    return pieces if all(recognise(piece) for piece in pieces) else [block]


def _checked(reader: ModuleType, block: Block, context: Context) -> Part:
    block, repeated = without_repeats(reader, block, context)
    part = reader.read(replace(block, asked=set()), context)
    lines = part.frame["_lines"].sum() if "_lines" in part.frame else len(part.frame)
    if part.read != lines + part.total + part.refused + part.unused:
        raise AssertionError(f"{reader.NAME} lost rows: {part.read} read, {lines} kept")
    part = replace(part, frame=_typed(part.table, part.frame, context.file))
    return told(part, block, repeated)


def _typed(table: str, frame: pd.DataFrame, file: str) -> pd.DataFrame:
    """The table's columns, canonical, and part's own as they are."""
    names = [name for name in frame if name not in (IDENTITY, GRAIN, LINES)]
    texts = dict(zip(names, all_as_text([frame[name] for name in names]), strict=True))
    own = pd.DataFrame({**texts, "file": constant(file, frame.index)}, index=frame.index, copy=False)
    own = canonical(table, own) if table else own
    return own.assign(**{name: frame[name] for name in frame if name not in names})


def _unknown(sheet: Sheet, context: Context) -> Problem:
    head = " ".join(str(cell) for _, cells in sheet.rows[:20] for cell in cells)
    if re.search(text_file.MOJIBAKE, head):
        return Problem(
            context.file,
            "garbled letters such as 'Ã©' in its first rows",
            "text in one encoding",
            "the file was saved in the wrong encoding: download it again",
        )
    if context.hint.columns or context.hint.table:
        rows = [(number, [as_text(cell) for cell in cells]) for number, cells in sheet.rows[:MOST_ROWS_ABOVE]]
        lacking = mapped.lacking(rows, context.hint)
        found, fix, row = lacking or (
            "no row holds all the columns that params name for this file",
            f"name what the file calls them: {context.line('columns: {day: …}')}",
            None,
        )
        needed = TABLES[context.hint.table].required if context.hint.table else ()
        wanted = "the headers as they stand in the file" if lacking or not needed else "the columns " + ", ".join(needed)
        return Problem(context.file, found, wanted, fix, row=row)
    if _is_one_cell(sheet):
        found = "lines of which each is one quoted cell"
        fix = "another program has saved the file again and changed it: download it anew, and put it in unopened"
        return Problem(context.file, found, "cells parted by commas, semicolons or tabs", fix, row=sheet.rows[0][0])
    width = max(len(cells) for _, cells in sheet.rows)
    what = f"{width} columns that are of no known export" if width > 1 else "text without columns, of no known export"
    return Problem(
        context.file,
        what,
        "an export as its platform writes it",
        f"if it is a platform's, switch its language to English and export again; else leave it out: {_skip(context.file)}, "
        "or say what it is, as data/README.md shows: "
        + context.line('table: posts, platform: instagram, columns: {day: "Date", …}'),
    )


def _is_one_cell(sheet: Sheet) -> bool:
    """True where the first line is a single cell that holds a whole header with its own quotation marks."""
    first = [str(cell) for cell in sheet.rows[0][1] if as_text(cell).strip()]
    return sheet.is_text and len(first) == 1 and first[0].count('"') >= 4 and max(map(first[0].count, ",;\t")) >= 3


def _skip(file: str) -> str:
    return skip_line(file)


def refused(*problems: Problem, rows: int = 0) -> Part:
    """A file or sheet of which nothing can be taken."""
    return Part("", "", pd.DataFrame({"row": pd.Series(dtype="int64")}), rows, refused=rows, problems=problems)
