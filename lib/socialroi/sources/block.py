"""One table of an export: the rows above it, its header and its cells, each cell as it stands in the file."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import compress, pairwise

import pandas as pd

from socialroi.sources.cells import Cells, Columns

Cell = object  # text everywhere; in a workbook also int, float, bool and datetime
Row = tuple[int, list[Cell]]
# Every space of Unicode, of which U+3000 is the last, and the marks without a width that programs put around cells.
_BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u200e\u200f\u2060\ufeff"


@dataclass(frozen=True)
class Sheet:
    """One grid of cells: a text file, or one sheet of a workbook. `rows` pairs each row's number in the file with its cells.

    `is_text`: the cells were cut at a delimiter, so a row with another number of cells than the header is damaged. `number`: its
    place in its workbook, from 1.
    """

    name: str
    rows: list[Row]
    is_text: bool = True
    delimiter: str = ","
    number: int = 0
    is_hidden: bool = False


@dataclass(frozen=True)
class Block:
    """One table. `body` has a column per position (0, 1 …) and the rows' numbers in the file as its index; see Columns.

    `preamble`: the rows above the header as text. `ragged`: rows whose number of cells is not the header's; not in `body`.
    `closing`: the lines below the last row. `asked`: every column that a reader has looked for, there or not.
    """

    sheet: str
    preamble: tuple[str, ...]
    header: tuple[str, ...]
    header_row: int
    body: pd.DataFrame | Columns
    ragged: tuple[int, ...] = ()
    closing: tuple[str, ...] = ()
    asked: set[str] = field(default_factory=set, compare=False, repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The header in lower case with single spaces, for comparing."""
        return tuple(plain(name) for name in self.header)

    def has(self, *names: str) -> bool:
        """True where every one of these columns is there, whatever its case."""
        self.asked.update(names)
        return set(map(plain, names)) <= set(self.names)

    def has_each(self, *columns: tuple[str, ...]) -> bool:
        """True where each of these columns is there, under one of its names."""
        return all(self.position(*names) is not None for names in columns)

    def position(self, *names: str) -> int | None:
        """The place of the first of these columns that exists; None where none does."""
        self.asked.update(names)
        found = [self.names.index(plain(name)) for name in names if plain(name) in self.names]
        return found[0] if found else None

    def starting(self, *prefixes: str) -> str | None:
        """The first header that starts with one of these words, such as `Amount spent (`."""
        self.asked.update(prefixes)
        wanted = tuple(map(plain, prefixes))
        return next((name for name in self.header if plain(name).startswith(wanted)), None)

    def above(self, start: str) -> str | None:
        """What follows `start` in the preamble line that begins with it."""
        lines = (line.strip().strip('"') for line in self.preamble)
        return next((line[len(start) :].strip() for line in lines if plain(line).startswith(plain(start))), None)

    def only(self, keep: pd.Series) -> "Block":
        """The block with these rows only."""
        chosen = keep.to_numpy()
        return replace(self, body=self.body.only(chosen) if isinstance(self.body, Columns) else self.body[chosen])

    def cells(self, place: int) -> Cells:
        """The cells of a column, each distinct one once."""
        return self.body.cells(place) if isinstance(self.body, Columns) else Cells.of(self.body[place])


def plain(name: object) -> str:
    """A header as it is compared: without case, doubled and no-break spaces and the characters that nobody sees.

    YouTube's German headers are full of soft hyphens, and Vietnamese ones come with accents apart from their letters.

    >>> plain(" Session  default\u00a0Channel group"), plain("Vi\u00addeo\u00adti\u00adtel")
    ('session default channel group', 'videotitel')
    """
    text = as_text(name)
    if not text.isascii():
        seen = (sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign) != "Cf")
        text = "".join(seen).replace("’", "'")
    return " ".join(text.split()).casefold()


def as_text(cell: Cell) -> str:
    """A cell as text; an empty cell is empty text and a whole number has no `.0`."""
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def stripped(cells: pd.Series) -> pd.Series:
    """The cells as texts, without the spaces and marks around them that nobody sees."""
    return (cells if cells.dtype != object else cells.map(as_text).astype("str")).str.strip(_BLANKS)


def is_blank(cells: Iterable[Cell]) -> bool:
    """True where a row holds nothing."""
    return not any(as_text(cell).strip() for cell in cells)


def as_block(sheet: Sheet, preamble: list[Row], header: Row, body: list[Row]) -> Block:
    """The block that these rows make; columns right of the last name that hold nothing are left out."""
    names = [as_text(cell).strip() for cell in header[1]]
    while names and not names[-1] and not any(as_text(cells[len(names) - 1]) for _, cells in body if len(cells) >= len(names)):
        names.pop()
    width = len(header[1])
    body = _filled_up(body, width) if sheet.is_text else body
    last = max((place + 1 for place, name in enumerate(names) if name), default=width)
    is_level = [(not sheet.is_text or len(cells) == width) and is_blank(cells[last:]) for _, cells in body]
    ragged = [number for (number, _), level in zip(body, is_level, strict=True) if not level]
    level = list(compress(body, is_level)) if ragged else body
    lines = tuple(sheet.delimiter.join(map(as_text, cells)) for _, cells in preamble)
    return Block(sheet.name, lines, tuple(names), header[0], _frame(level, len(names), sheet.is_text), tuple(ragged))


def _filled_up(body: list[Row], width: int) -> list[Row]:
    """The rows with empty cells added to several last ones that all lack the same last columns.

    Business Suite joins pieces of an export whose later ones have fewer columns. One short row alone is a file cut off; where no
    row has the header's width, the header itself is damaged.
    """
    short = len(body)
    while short and width / 2 < len(body[short - 1][1]) < width:
        short -= 1
    widths = {len(cells) for _, cells in body[short:]}
    if not short or len(body) - short < 2 or len(widths) != 1:
        return body
    return [*body[:short], *((number, [*cells, *[""] * (width - len(cells))]) for number, cells in body[short:])]


def _frame(rows: list[Row], width: int, is_text: bool) -> pd.DataFrame:
    index = pd.Index([number for number, _ in rows], dtype="int64")
    columns = list(zip(*(cells for _, cells in rows), strict=False)) if rows else [()] * width
    dtype = "str" if is_text or not rows else "object"
    return pd.DataFrame({i: pd.Series(columns[i], index=index, dtype=dtype) for i in range(width)}, index=index)


def side_by_side(block: Block) -> list[Block]:
    """The tables that stand next to each other, parted by a column without name and content. Mostly just the one.

    A row that is empty in one of them is no row of that one.
    """
    gaps = [i for i, name in enumerate(block.header) if not name]
    if not gaps or any(block.body[i].map(as_text).str.strip().any() for i in gaps):
        return [block]
    edges = [-1, *gaps, len(block.header)]
    spans = [range(left + 1, right) for left, right in pairwise(edges) if right - left > 1]
    return [_span(block, span) for span in spans]


def _span(block: Block, span: range) -> Block:
    body = block.body[list(span)]
    filled = ~body.apply(lambda row: is_blank(row), axis=1) if len(body) else pd.Series([], dtype=bool)
    body = body[filled.to_numpy(dtype=bool)].set_axis(range(len(span)), axis=1)
    return replace(block, header=tuple(block.header[i] for i in span), body=body)
