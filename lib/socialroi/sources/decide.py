"""Which decimal sign and which order of day and month a column has: proven by its cells, by the file's others, or left open."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from socialroi.sources import dates, numbers
from socialroi.sources.block import Block
from socialroi.sources.cells import Cells

OTHER_SIGN = {".": ",", ",": "."}
Line = Callable[[str], str]  # a decision such as `decimal: ","` as the line of params that says so for this file


@dataclass(frozen=True)
class Open:
    """A column that can be read in two ways; `fix` names both lines of params that decide."""

    found: str
    expected: str
    fix: str
    row: int | None = None


def say_decimal(sign: str) -> str:
    """The decision as it stands in params."""
    return f'decimal: "{sign}"'


def decimal_sign(cells: Cells, block: Block, line: Line) -> str | Open:
    """The column's decimal sign; a file is written in one language, so its other columns decide what one leaves open."""
    found = numbers.signs(cells.distinct)
    if not found.certain and found.either is None:
        return "."
    is_proven = found.certain and (found.lone is None or cells.times(found.lone) > 1)
    certain = found.certain if is_proven else signs_of(block)
    if len(certain) == 1:
        return next(iter(certain))
    if is_proven:
        fix = f"correct the column, or decide: {line(say_decimal('.'))} or {line(say_decimal(','))}"
        return Open("numbers with a decimal comma and numbers with a decimal point", "one way of writing numbers", fix)
    return _open_decimal(found, cells, line)


def _open_decimal(found: numbers.Signs, cells: Cells, line: Line) -> Open:
    sign = "." if "." in found.either else ","
    whole, part = found.either.replace(sign, ""), found.either.replace(sign, ".")
    fix = f"{line(say_decimal(OTHER_SIGN[sign]))} reads {whole}, {line(say_decimal(sign))} reads {part}"
    return Open(
        f"'{found.either}' can be {whole} or {part}",
        "numbers that can be read in one way",
        fix,
        cells.first_row(found.either_place),
    )


def signs_of(block: Block) -> frozenset[str]:
    """The decimal signs that the block's cells prove, whatever their column."""
    columns = (block.cells(place) for place in block.body.columns)
    found = (numbers.signs(cells.distinct) for cells in columns if _looks_numeric(cells))
    return frozenset().union(*(signs.certain for signs in found if signs.lone is None))


def _looks_numeric(cells: Cells) -> bool:
    """True where the first thousand cells that hold something are numbers."""
    present = cells.spread(~numbers.missing(cells.distinct)).to_numpy(dtype=bool)
    first = cells.among(np.flatnonzero(present)[:1_000]).astype("str")
    return bool(len(first)) and bool(numbers.bare(first).str.fullmatch(r"-?[\d.,]+").all())


def day_order(cells: Cells, block: Block, line: Line) -> dates.Order | Open | None:
    """The column's order of day and month; None where no cell needs one."""
    proven = dates.orders(cells.distinct)
    two_ways = dates.two_ways(cells.distinct)
    if two_ways and not proven:
        columns = (block.cells(place).distinct for place in block.body.columns)
        proven = set().union(*(dates.orders(other) for other in columns if dates.all_numeric(other)))
    odd = dates.odd_one_out(cells.distinct) if two_ways else None
    if odd:
        fix = f"correct the cell, or decide: {line('dates: day_first')} or {line('dates: month_first')}"
        return Open(f"'{odd}' beside days that lie together in the other order of day and month", "days in one order", fix)
    if len(proven) == 1:
        return next(iter(proven))
    return _open_order(two_ways, cells, line) if two_ways else None


def _open_order(text: str, cells: Cells, line: Line) -> Open:
    days = {order: f"{dates.read_cell(text, order).at:%Y-%m-%d}" for order in ("day_first", "month_first")}
    row = cells.first_row(int(np.argmax(cells.distinct.astype("str").str.strip() == text)))
    fix = ", ".join(f"{line(f'dates: {order}')} reads {day}" for order, day in days.items())
    return Open(f"'{text}' can be {' or '.join(days.values())}", "dates that can be read in one way", fix, row)
