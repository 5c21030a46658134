"""The quick way through a large, plain CSV that holds one table. Anything less plain goes the careful way.

The file is read in pieces of whole rows, side by side, and of its columns only those that its reader takes.
Both ways give the same cells; tests compare them.
"""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from socialroi.sources.block import Block, Sheet, as_block, is_blank
from socialroi.sources.cells import Cells, Columns
from socialroi.sources.part import Context
from socialroi.sources.pieces import Layout, NotPlainError, each_piece
from socialroi.sources.split import Recognise, next_header, rows_above
from socialroi.sources.text_file import MOST_COLUMNS

WORTH_IT = 2_000_000  # bytes
_QUOTE, _NEWLINE, _RETURN = b'"\n\r'


@dataclass(frozen=True)
class Piece:
    """Whole rows. `lines`: the line that each row begins on, from 0; `ragged`: places in it of rows of another width.

    `blank`: places, among the other rows, of those that hold nothing. `length`: how many lines the piece has.
    """

    columns: dict[str, pa.DictionaryArray]
    lines: np.ndarray
    ragged: list[int]
    blank: np.ndarray
    length: int


def quick_block(path: Path, head: Sheet, context: Context, recognise: Recognise) -> tuple[ModuleType, Block] | None:
    """The file's only table, or None where the careful way is needed. `head`: its first rows, parsed with care."""
    place, reader = next_header(head, 0, recognise)
    if reader is None or any(str(cells[0]).startswith("#") for _, cells in head.rows[:1]) or place + 1 >= len(head.rows):
        return None
    header = head.rows[place]
    empty = as_block(head, head.rows[:place], header, [])
    if rows_above(head.rows[:place], empty.header, reader):
        return None
    # A header over several lines, or columns without a name: rare, so the careful way.
    if head.rows[place + 1][0] != header[0] + 1 or len(empty.header) != len(header[1]):
        return None
    if len(head.delimiter.encode()) != 1:
        return None
    layout = Layout(path, header[0], len(header[1]), head.delimiter)
    try:
        rows = [row for row in head.rows[place + 1 :] if not is_blank(row[1])]
        body, ragged = _body(layout, _taken(as_block(head, head.rows[:place], header, rows), reader, context))
    except NotPlainError:
        return None
    return reader, Block(empty.sheet, empty.preamble, empty.header, empty.header_row, body, ragged)


def _taken(head: Block, reader: ModuleType, context: Context) -> list[int]:
    """The columns that the reader asks for, as far as the first rows show: any other costs another pass."""
    asked: set[int] = set()

    def load(places: Iterable[int]) -> dict[int, Cells]:
        asked.update(places)
        return {place: Cells.of(head.body[place]) for place in places}

    body = Columns(load, head.body.index, len(head.header))
    reader.read(Block(head.sheet, head.preamble, head.header, head.header_row, body, head.ragged), context)
    return sorted(asked)


def _body(layout: Layout, taken: list[int]) -> tuple[Columns, tuple[int, ...]]:
    """The rows' cells, and the lines of rows of another width."""
    wanted = sorted({0, *taken})
    lines, ragged, is_blank_row, first_line = [], [], [], layout.above + 1
    encoded: dict[str, list[pa.DictionaryArray]] = {str(place): [] for place in wanted}
    for piece in each_piece(layout, lambda data: _read(data, layout, wanted)):
        level = np.delete(piece.lines, piece.ragged) if piece.ragged else piece.lines
        lines.append(level + first_line)
        ragged += [int(line) + first_line for line in piece.lines[piece.ragged]]
        is_blank_row.append(np.isin(np.arange(len(level)), piece.blank))
        for name, column in piece.columns.items():
            encoded[name].append(column)
        first_line += piece.length
    if not lines:
        raise NotPlainError
    found, blank = np.concatenate(lines), np.concatenate(is_blank_row)
    if not len(found):
        raise NotPlainError
    count = int(blank.sum())
    # A blank row can part two tables; only at the file's end it cannot.
    if count and (not blank[-count:].all() or (ragged and ragged[-1] > found[-count])):
        raise NotPlainError
    # Several short last rows can be another piece of the export, which lacks its last columns.
    if len(ragged) > 1 and ragged[-2] > found[-1]:
        raise NotPlainError
    rows = pd.Index(found, dtype="int64")
    loaded = _cells(encoded, rows)
    body = Columns(_loader(layout, loaded, rows), rows, layout.width)
    return (body.only(~blank) if count else body), tuple(ragged)


def _loader(layout: Layout, loaded: dict[int, Cells], rows: pd.Index) -> Callable[[Iterable[int]], dict[int, Cells]]:
    """What reads columns: those that are not there yet with another pass through the file."""

    def load(places: Iterable[int]) -> dict[int, Cells]:
        missing = sorted(set(places) - set(loaded))
        if missing:
            pieces = list(each_piece(layout, lambda data: _encoded(data, layout, missing, [])))
            loaded.update(_cells({name: [piece[name] for piece in pieces] for name in map(str, missing)}, rows))
        return loaded

    return load


def _cells(encoded: dict[str, list[pa.DictionaryArray]], rows: pd.Index) -> dict[int, Cells]:
    """The cells of each column out of those of its pieces, which are given up on the way."""

    def together(name: str) -> Cells:
        found = pa.chunked_array(encoded.pop(name)).unify_dictionaries().combine_chunks()
        if len(found) != len(rows):
            raise OSError("the file changed while it was read")
        return Cells.encoded(found, rows)

    names = list(encoded)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(map(int, names), pool.map(together, names), strict=True))


def _read(data: bytes, layout: Layout, wanted: list[int]) -> Piece:
    """One piece, after a look at every byte of it: every parser must read the same."""
    text = pa.py_buffer(data)
    whole = pa.Array.from_buffers(pa.large_string(), 1, [None, pa.py_buffer(np.array([0, len(data)])), text])
    try:
        whole.validate(full=True)
    except pa.ArrowInvalid as error:  # not UTF-8
        raise NotPlainError from error
    signs = np.frombuffer(data, dtype=np.uint8)
    quotes = np.flatnonzero(signs == _QUOTE)
    lone = b"\r" in data and data.count(b"\r") != data.count(b"\r\n")
    if lone or b"\x00" in data or not _all_at_edges(signs, quotes, layout.delimiter):
        raise NotPlainError
    ragged: list[int] = []
    columns = _encoded(data, layout, wanted, ragged)
    length, last = int(np.count_nonzero(signs == _NEWLINE)), int(signs[-1] != _NEWLINE)
    rows = len(columns["0"]) + len(ragged)
    lines = np.arange(rows) if rows == length + last else _lines_of_rows(signs, quotes)
    if rows != len(lines):  # empty lines, which can part two tables
        raise NotPlainError
    return Piece(columns, lines, ragged, _blank_rows(data, layout, columns), length)


def _lines_of_rows(signs: np.ndarray, quotes: np.ndarray) -> np.ndarray:
    """The line that each row begins on, from 0: a line's end inside quotation marks is no row's end."""
    newlines = np.flatnonzero(signs == _NEWLINE)
    is_end = np.searchsorted(quotes, newlines) % 2 == 0
    lines = np.concatenate([[0], np.flatnonzero(is_end) + 1])
    return lines[:-1] if signs[-1] == _NEWLINE else lines


def _all_at_edges(signs: np.ndarray, quotes: np.ndarray, delimiter: str) -> bool:
    """True where every quotation mark opens or closes a cell, or is doubled inside one, so that every parser reads the same."""
    if len(quotes) % 2:
        return False
    # In "say ""hi""" each mark but the outer ones has another beside it.
    is_edge = np.zeros(256, dtype=bool)
    is_edge[[ord(delimiter), _NEWLINE, _RETURN, _QUOTE]] = True
    opens, closes = quotes[::2], quotes[1::2]
    before, after = signs[np.maximum(opens - 1, 0)], signs[np.minimum(closes + 1, len(signs) - 1)]
    return bool((is_edge[before] | (opens == 0)).all() and (is_edge[after] | (closes == len(signs) - 1)).all())


def _encoded(data: bytes, layout: Layout, places: Iterable[int], ragged: list[int]) -> dict[str, pa.DictionaryArray]:
    """These columns of a piece. Rows of another width are left out, and their places added to `ragged`."""
    names = [str(place) for place in range(layout.width)]

    def leave_out(row: arrow_csv.InvalidRow) -> str:
        filled = sum(1 for cell in row.text.split(layout.delimiter) if cell.replace('"', "").strip())
        is_plain = filled > 1 and row.actual_columns <= MOST_COLUMNS  # one cell alone is a platform's closing line
        ragged.append(row.number - 1 if is_plain else -1)
        return "skip"

    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(data),
            arrow_csv.ReadOptions(column_names=names, use_threads=False, block_size=len(data) + 1),
            arrow_csv.ParseOptions(delimiter=layout.delimiter, invalid_row_handler=leave_out),
            arrow_csv.ConvertOptions(
                include_columns=[str(place) for place in places],
                column_types=dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string())),
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid as error:
        raise NotPlainError from error
    if -1 in ragged:
        raise NotPlainError
    return {name: table.column(name).combine_chunks() for name in table.column_names}


def _blank_rows(data: bytes, layout: Layout, columns: dict[str, pa.DictionaryArray]) -> np.ndarray:
    """The places of rows that hold nothing. Mostly the first column shows that there are none."""
    rows = _blank(columns["0"], np.arange(len(columns["0"])))
    for name in list(columns)[1:]:
        rows = _blank(columns[name], rows)
    others = [place for place in range(layout.width) if str(place) not in columns]
    if len(rows) and others:
        for column in _encoded(data, layout, others, []).values():
            rows = _blank(column, rows)
    return rows


def _blank(column: pa.DictionaryArray, rows: np.ndarray) -> np.ndarray:
    """Those of the rows whose cell in the column is blank."""
    if not len(rows):
        return rows
    blank = pc.equal(pc.utf8_trim_whitespace(column.dictionary), "").to_numpy(zero_copy_only=False)
    return rows[blank[column.indices.to_numpy()[rows]]]
