"""Days whose year has two digits: no platform writes them, so they are read only where params say the order of the rest."""

import re

import pandas as pd

_SHORT = re.compile(r"(\d{1,2}[/.\-]\d{1,2}[/.\-])(\d{2})([ ,T].*)?")


def has_short_year(cell: object) -> bool:
    """True for a day in numbers of which the last, the year, has two digits.

    >>> has_short_year("7/5/25 9:00"), has_short_year("7/5/2025"), has_short_year("2025-07-05")
    (True, False, False)
    """
    return isinstance(cell, str) and _SHORT.fullmatch(cell.strip()) is not None


def with_whole_years(cells: pd.Series) -> pd.Series:
    """The cells with the 20 before years of two digits.

    >>> with_whole_years(pd.Series(["7/5/25 9:00", "2025-07-05"])).tolist()
    ['7/5/2025 9:00', '2025-07-05']
    """
    return cells.map(lambda cell: _SHORT.sub(r"\g<1>20\2\3", cell.strip()) if has_short_year(cell) else cell)
