"""The quick way through a large, plain CSV: one table, no cell over two lines. Anything less plain goes the careful way.

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

WORTH_IT = 2_000_000  # bytes
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
    frame = _frame(body, len(header[1]), head.delimiter, first_line) if _is_plain(body, head.delimiter) else None
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


def _is_plain(body: bytes, delimiter: str) -> bool:
    """True where each line is one row and each quotation mark opens or closes a cell, so that every parser reads the same."""
    if len(delimiter.encode()) != 1 or body.count(b"\r") != body.count(b"\r\n"):
        return False
    if b"\n\n" in body.rstrip() or b"\n\r\n" in body.rstrip():
        return False
    if b'"' not in body:
        return True
    signs = np.frombuffer(body, dtype=np.uint8)
    quotes = np.flatnonzero(signs == _QUOTE)
    newlines = np.flatnonzero(signs == _NEWLINE)
    if len(quotes) % 2 or (np.searchsorted(quotes, newlines) % 2).any():
        return False
    edges = [ord(delimiter), _NEWLINE, _RETURN]
    before = np.isin(signs[quotes - 1], edges) | (quotes == 0)
    after = np.isin(signs[np.minimum(quotes + 1, len(signs) - 1)], edges) | (quotes == len(signs) - 1)
    opening = np.arange(len(quotes)) % 2 == 0
    return bool(np.where(opening, before, after).all())


def _frame(body: bytes, width: int, delimiter: str, first_line: int) -> pd.DataFrame | None:
    names = [str(place) for place in range(width)]
    try:
        table = arrow_csv.read_csv(
            io.BytesIO(body),
            read_options=arrow_csv.ReadOptions(column_names=names),
            parse_options=arrow_csv.ParseOptions(delimiter=delimiter, ignore_empty_lines=False),
            convert_options=arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
        )
    except pa.ArrowInvalid:  # a row of another width: the careful way names it
        return None
    lines = pd.RangeIndex(first_line, first_line + table.num_rows)
    frame = pd.DataFrame({place: pd.Series(table.column(place).to_pandas(), dtype="str") for place in range(width)})
    frame = frame.set_axis(pd.Index(lines, dtype="int64"))
    suspects = frame[(frame[0].str.strip() == "").to_numpy()]
    blank = suspects.index[[is_blank(cells) for cells in suspects.itertuples(index=False)]] if len(suspects) else []
    # A blank row can part two tables; only at the file's end it cannot.
    return None if len(blank) and blank[0] <= frame.index[-1] - len(blank) else frame.drop(index=blank)
