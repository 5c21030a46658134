"""Days whose year has two digits: no platform writes them, so they are read only where params say the order of the rest."""

import pandas as pd

_SHORT = r"^\s*(\d{1,2}[/.\-]\d{1,2}[/.\-])(\d{2})((?:[ ,T]+\d{1,2}:\d{2}[\d:. apmAPMZ+-]*)?)\s*$"


def short_year(cells: pd.Series) -> str | None:
    """The first cell that is a day in numbers of which the last, the year, has two digits.

    >>> short_year(pd.Series(["2025-07-05", "7/5/2025", "7/5/25 9:00"]))
    '7/5/25 9:00'
    """
    texts = _texts(cells)
    found = texts[texts.str.match(_SHORT).fillna(False).astype(bool)]
    return None if found.empty else str(found.iloc[0]).strip()


def with_whole_years(cells: pd.Series) -> pd.Series:
    """The cells with the 20 before years of two digits.

    >>> with_whole_years(pd.Series(["7/5/25 9:00", "2025-07-05"])).tolist()
    ['7/5/2025 9:00', '2025-07-05']
    """
    texts = _texts(cells).str.replace(_SHORT, r"\g<1>20\g<2>\g<3>", regex=True)
    return texts if len(texts) == len(cells) else cells.where(~cells.index.isin(texts.index), texts.reindex(cells.index))


def _texts(cells: pd.Series) -> pd.Series:
    """Those of the cells that are texts; in a workbook others are days already."""
    return cells if cells.dtype == "str" else cells[cells.map(lambda cell: isinstance(cell, str)).astype(bool)].astype("str")
