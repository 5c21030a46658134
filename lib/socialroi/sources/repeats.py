"""Lines that stand twice in a file whose rows have no key: counted once where that cannot be true, told where it can."""

from collections.abc import Sequence
from dataclasses import replace
from types import ModuleType

import numpy as np
import pandas as pd

from socialroi.sources.block import Block, as_text
from socialroi.sources.combine import is_keyed
from socialroi.sources.labels import numbered_together
from socialroi.sources.part import Context, Part

_REFUSED_ELSEWHERE = ("costs",)  # one cost twice on the same days is a problem of its own


def again(block: Block, ids: Sequence[str], clocks: Sequence[str] = ()) -> pd.Series:
    """True for a row that repeats an earlier one cell by cell, where every id is filled and every clock time has its minutes.

    Nobody begins two things in the same minute, answers with one id twice, or is mentioned in one document twice. Without an id
    no row is such.
    """
    places = [block.position(name) for name in (*ids, *clocks)]
    if not places or None in places or not len(block.body):
        return pd.Series(False, index=block.body.index, dtype=bool)
    texts = [block.body[place].map(as_text).astype("str").str.strip() for place in places]
    is_told = [*(cells != "" for cells in texts[: len(ids)]), *(cells.str.contains(":") for cells in texts[len(ids) :])]
    return pd.Series(pd.Series(_lines(block)).duplicated().to_numpy(), index=block.body.index) & np.logical_and.reduce(is_told)


def without_repeats(reader: ModuleType, block: Block, context: Context) -> tuple[Block, int]:
    """The block without the rows of which the reader knows that they cannot be true, and how many those were."""
    repeats = reader.repeats(block, context) if hasattr(reader, "repeats") else pd.Series(dtype=bool)
    return (block.only(~repeats), int(repeats.sum())) if repeats.any() else (block, 0)


def told(part: Part, block: Block, dropped: int) -> Part:
    """The part with the rows that were dropped, and a note of those and of equal lines that count, both of them."""
    kept = _equal(part, block)
    notes = [part.note] if part.note else []
    if dropped:
        lines = "1 line repeats" if dropped == 1 else f"{dropped} lines repeat"
        notes.append(f"{lines} another with the same id or clock time: counted once")
    if len(kept):
        lines = "1 line repeats" if len(kept) == 1 else f"{len(kept)} lines repeat"
        notes.append(f"{lines} another word for word (first: row {kept[0]}): each counts; delete them where they are copies")
    return replace(part, read=part.read + dropped, repeated=dropped, note="; ".join(notes))


def _equal(part: Part, block: Block) -> list[int]:
    """The rows that were kept, have no key of their own, and repeat an earlier one."""
    if not part.table or part.table in _REFUSED_ELSEWHERE or part.frame.empty:
        return []
    rows = part.frame.loc[~is_keyed(part.frame, part.table), "row"].drop_duplicates()
    if rows.empty:
        return []
    same = pd.Series(_lines(block), index=block.body.index).reindex(rows.to_numpy())
    return same.index[same.duplicated()].tolist()


def _lines(block: Block) -> np.ndarray:
    """One number for each row: the same number, the same cells."""
    columns = (block.cells(place) for place in range(len(block.header)))
    found = (cells.codes if cells.codes is not None else pd.factorize(cells.distinct)[0] for cells in columns)
    return numbered_together(((codes + 1, int(codes.max()) + 2) for codes in found), len(block.body))
