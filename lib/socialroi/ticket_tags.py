"""Tags that people put on tickets and orders: several in a cell, parted by commas or spaces."""

import pandas as pd


def has_tag(cells: pd.Series, tag: str) -> pd.Series:
    """True where one of the cell's tags, which commas or spaces part, is the tag."""
    wanted = tag.strip().casefold()
    known = {cell: wanted in parts(cell) for cell in cells.dropna().unique()}
    return cells.map(known).eq(True).fillna(False).astype(bool)


def parts(cell: str) -> list[str]:
    """The tags of a cell: between commas, and word by word.

    >>> parts("social complaint, vip")
    ['social complaint', 'vip', 'social', 'complaint']
    """
    between = [part.strip() for part in cell.casefold().split(",")]
    return list(dict.fromkeys([*between, *(word for part in between for word in part.split())]))
