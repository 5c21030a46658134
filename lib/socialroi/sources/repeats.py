"""Lines that stand twice in a file whose rows have no key: counted once where that cannot be true, told where it can."""

from collections.abc import Sequence
from dataclasses import replace
from types import ModuleType

import numpy as np
import pandas as pd

from socialroi.schema import TABLES
from socialroi.sources.block import Block, stripped
from socialroi.sources.combine import is_keyed
from socialroi.sources.labels import marks, numbered_together
from socialroi.sources.part import LINES, Context, Part

FEWEST_COPIED = 3  # lines in a row, of several days
FEWEST_OF_A_DAY = 10  # different lines in a row: a day's events come twice, ten of them not twice in one order
_REFUSED_ELSEWHERE = ("costs",)  # one cost twice on the same days is a problem of its own


def again(block: Block, ids: Sequence[str], clocks: Sequence[str] = ()) -> pd.Series:
    """True for a row that repeats an earlier one cell by cell, where every id is filled and every clock time has its minutes.

    Nobody begins two things in the same minute, answers with one id twice, or is mentioned in one document twice. Without an id
    no row is such.
    """
    places = [block.position(name) for name in (*ids, *clocks)]
    if not places or None in places or not len(block.body):
        return pd.Series(False, index=block.body.index, dtype=bool)
    texts = [stripped(block.body[place]) for place in places]
    is_told = [*(cells != "" for cells in texts[: len(ids)]), *(cells.str.contains(":") for cells in texts[len(ids) :])]
    return pd.Series(pd.Series(_lines(block)).duplicated().to_numpy(), index=block.body.index) & np.logical_and.reduce(is_told)


def without_repeats(reader: ModuleType, block: Block, context: Context) -> tuple[Block, int]:
    """The block without the rows of which the reader knows that they cannot be true, and how many those were."""
    repeats = reader.repeats(block, context) if hasattr(reader, "repeats") else pd.Series(dtype=bool)
    return (block.only(~repeats), int(repeats.sum())) if repeats.any() else (block, 0)


def told(part: Part, block: Block, dropped: int) -> Part:
    """The part with the rows that were dropped, and a note of those and of equal lines that count, both of them."""
    equal = _equal(part, block)
    copied = _copied(part, equal)
    kept = [row for row in equal.index[equal.duplicated()] if row not in copied]
    notes = [part.note] if part.note else []
    if dropped:
        lines = "1 line repeats" if dropped == 1 else f"{dropped} lines repeat"
        notes.append(f"{lines} another with the same id or clock time: counted once")
    if copied:
        notes.append(f"{len(copied)} lines (first: row {min(copied)}) repeat others in their order: counted once")
    if kept:
        lines = "1 line repeats" if len(kept) == 1 else f"{len(kept)} lines repeat"
        notes.append(f"{lines} another word for word (first: row {kept[0]}): each counts; delete them where they are copies")
    is_copy = part.frame["row"].isin(copied)
    repeated = dropped + int(part.frame[LINES][is_copy].sum() if LINES in part.frame else is_copy.sum())
    frame = part.frame[~is_copy].reset_index(drop=True) if copied else part.frame
    return replace(part, frame=frame, read=part.read + dropped, repeated=repeated, note="; ".join(notes))


def _equal(part: Part, block: Block) -> pd.Series:
    """For each row that has no key of its own, a number: the same number, the same cells and the same reading of them."""
    if not part.table or part.table in _REFUSED_ELSEWHERE or part.frame.empty:
        return pd.Series(dtype="int64")
    rows = part.frame[~is_keyed(part.frame, part.table)].drop_duplicates("row")
    if rows.empty:
        return pd.Series(dtype="int64")
    lines = pd.Series(_lines(block), index=block.body.index).reindex(rows["row"].to_numpy())
    values = [column.name for column in TABLES[part.table].columns]
    return pd.Series(marks(rows.assign(_line=lines.to_numpy()), [*values, "_line"]), index=rows["row"].to_numpy())


def _copied(part: Part, equal: pd.Series) -> set[int]:
    """The rows of each stretch that repeats earlier rows in their order: over several days, or many of one day.

    A file in order holds no such days.
    """
    again = equal.duplicated().to_numpy()
    edges = np.flatnonzero(np.diff(np.concatenate(([False], again, [False])).astype("int8")))
    long = [(start, end) for start, end in edges.reshape(-1, 2) if end - start >= FEWEST_COPIED]
    if not long:
        return set()
    days = part.frame.drop_duplicates("row").set_index("row")["day"].reindex(equal.index)
    values = equal.to_numpy()
    stretches = [
        stretch
        for stretch in long
        if days.iloc[slice(*stretch)].nunique() > 1 or len(set(values[slice(*stretch)])) >= FEWEST_OF_A_DAY
        if _stands_before(values, *stretch)
    ]
    return {row for stretch in stretches for row in equal.index[slice(*stretch)]}


def _stands_before(values: np.ndarray, start: int, end: int) -> bool:
    """Whether the values from start to end stand in this order further up."""
    places = np.flatnonzero(values[:start] == values[start])
    return any((values[place : place + end - start] == values[start:end]).all() for place in places)


def _lines(block: Block) -> np.ndarray:
    """One number for each row: the same number, the same cells."""
    columns = (block.cells(place) for place in range(len(block.header)))
    found = (cells.codes if cells.codes is not None else pd.factorize(cells.distinct)[0] for cells in columns)
    return numbered_together(((codes + 1, int(codes.max()) + 2) for codes in found), len(block.body))
