"""The quick way through a large, plain CSV that holds one table. Anything less plain goes the careful way.

Both ways give the same block; tests compare them.
"""

import io
from types import ModuleType

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as arrow_csv

from socialroi.sources.block import Block, Sheet, as_block, is_blank
from socialroi.sources.split import Recognise, next_header

WORTH_IT = 2_000_000  # characters
PIECE = 1 << 24  # bytes
_QUOTE, _NEWLINE, _RETURN = b'"\n\r'


def quick_block(head: Sheet, data: bytes, recognise: Recognise) -> tuple[ModuleType, Block] | None:
    """The file's only table, or None where the careful way is needed.

    `head`: the first rows, parsed with care. `data`: the whole file as UTF-8 without its mark.
    """
    place, reader = next_header(head, 0, recognise)
    if reader is None or any(str(cells[0]).startswith("#") for _, cells in head.rows[:1]) or place + 1 >= len(head.rows):
        return None
    header = head.rows[place]
    first_line = head.rows[place + 1][0]
    if first_line != header[0] + 1:
        return None
    body = data[_offset_of_line(data, first_line) :]
    lines = _lines_of_rows(body, head.delimiter)
    frame = None if lines is None else _frame(body, len(header[1]), head.delimiter, lines + first_line)
    if frame is None:
        return None
    empty = as_block(head, head.rows[:place], header, [])
    if len(empty.header) != len(header[1]):  # columns without a name: rare, so the careful way
        return None
    return reader, Block(empty.sheet, empty.preamble, empty.header, empty.header_row, frame)


def _offset_of_line(data: bytes, line: int) -> int:
    offset = 0
    for _ in range(line - 1):
        offset = data.index(b"\n", offset) + 1
    return offset


def _lines_of_rows(body: bytes, delimiter: str) -> np.ndarray | None:
    """The line that each row begins on, from 0. None where a quotation mark stands inside a cell's text.

    A line's end inside quotation marks is no row's end. Works through the file in pieces: its marks can outweigh it.
    """
    if len(delimiter.encode()) != 1 or body.count(b"\r") != body.count(b"\r\n"):
        return None
    body = body.rstrip(b"\r\n")
    if not body:
        return None
    signs = np.frombuffer(body, dtype=np.uint8)
    starts, lines_before, quotes_before = [np.zeros(1, dtype=np.int64)], 0, 0
    for at in range(0, len(signs), PIECE):
        piece = signs[at : at + PIECE]
        quotes = np.flatnonzero(piece == _QUOTE)
        if not _all_at_edges(signs, quotes + at, quotes_before, delimiter):
            return None
        newlines = np.flatnonzero(piece == _NEWLINE)
        is_end = (np.searchsorted(quotes, newlines) + quotes_before) % 2 == 0
        starts.append(np.flatnonzero(is_end) + lines_before + 1)
        lines_before, quotes_before = lines_before + len(newlines), quotes_before + len(quotes)
    return None if quotes_before % 2 else np.concatenate(starts)


def _all_at_edges(signs: np.ndarray, quotes: np.ndarray, before: int, delimiter: str) -> bool:
    """True where every quotation mark opens or closes a cell, or is doubled inside one, so that every parser reads the same."""
    edges = [ord(delimiter), _NEWLINE, _RETURN]
    opens = (np.arange(len(quotes)) + before) % 2 == 0
    left, right = signs[np.maximum(quotes - 1, 0)], signs[np.minimum(quotes + 1, len(signs) - 1)]
    # In "say ""hi""" each mark but the outer ones has another beside it.
    good_open = np.isin(left, edges) | (quotes == 0) | (left == _QUOTE)
    good_close = np.isin(right, edges) | (quotes == len(signs) - 1) | (right == _QUOTE)
    return bool(np.where(opens, good_open, good_close).all())


def _frame(body: bytes, width: int, delimiter: str, lines: np.ndarray) -> pd.DataFrame | None:
    names = [str(place) for place in range(width)]
    try:
        table = arrow_csv.read_csv(
            io.BytesIO(body),
            read_options=arrow_csv.ReadOptions(column_names=names),
            parse_options=arrow_csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
            convert_options=arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
        )
    except pa.ArrowInvalid:  # a row of another width: the careful way names it
        return None
    if table.num_rows != len(lines):  # blank lines, which can part two tables
        return None
    frame = pd.DataFrame({place: pd.Series(table.column(place).to_pandas(), dtype="str") for place in range(width)})
    frame = frame.set_axis(pd.Index(lines, dtype="int64"))
    suspects = frame[(frame[0].str.strip() == "").to_numpy()]
    blank = suspects.index[[is_blank(cells) for cells in suspects.itertuples(index=False)]] if len(suspects) else []
    # A blank row can part two tables; only at the file's end it cannot.
    return None if len(blank) and blank[0] < frame.index[-len(blank)] else frame.drop(index=blank)
