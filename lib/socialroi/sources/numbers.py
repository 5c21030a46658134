"""Cells into numbers: thousands and decimal signs of any locale, never a guess between two readings."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

MISSING = ("", "-", "--", "–", "—", "n/a", "nan", "undefined")
_PLAIN = r"-?\d+(?:\.\d*)?"
_CURRENCY = r"(?:[A-Z]{0,3}[$€£₫¥₹₪₽₩฿₺]|[A-Z]{3}|đ|лв\.?|kr|zł|Ft|Kč)"
_SPACE = "[ \u00a0\u2009\u202f]"
# In a world whose decimal sign is the dot:
_VALID = r"-?(?:(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d+)(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)"
_CERTAIN = (
    r"-?(?:[\d,]*\.(?:\d{1,2}|\d{4,})|0\d*\.\d{3}|\d{4,}\.\d{3}|[\d]+,[\d,]*\.\d*|\d{1,3}(?:,\d{2,3})+,\d{3}"
    r"|\d+\.\d+[eE][+-]?\d+)"
)
_EITHER = r"-?[1-9]\d{0,2}[.,]\d{3}"
_MOST_CENTS = 2
_FEWEST_TELLING = 2  # cells
PARTED = r"[1-9]\d{0,2}(?:[.,'’ \u00a0\u2009\u202f]\d{3})+"  # thousands; no id is written so
_SWAP = str.maketrans(".,", ",.")


@dataclass(frozen=True)
class Signs:
    """What a column's cells say about its decimal sign: those that are certain, and the first cell that can be read two ways.

    `lone`: the place of the only certain cell, where it would decide how others with the same sign are read: it may be mistyped.
    """

    certain: frozenset[str]
    either: str | None
    either_place: int | None
    lone: int | None = None


def missing(cells: pd.Series) -> pd.Series:
    """True for empty cells and the signs that platforms write for 'no value', `< 10%` among them."""
    text = cells.astype("str").str.strip()
    is_less = text.str.startswith("<")
    is_less[is_less.to_numpy()] = text[is_less].str.fullmatch(r"<\s*[\d.,]+\s*%?")
    return cells.isna() | is_less | text.str.lower().isin(MISSING)


def bare(cells: pd.Series) -> pd.Series:
    """The digits and signs of each cell: without currency, percent sign, grouping spaces and apostrophes.

    >>> bare(pd.Series(["US$1.92", "1 234,50 €", "(250.00)", "'53122", "5.57%"])).tolist()
    ['1.92', '1234,50', '-250.00', '53122', '5.57']
    """
    text = cells.astype("str").str.strip()
    simple = text.str.fullmatch(r"-?[\d.,]+")
    if simple.all():
        return text
    return text.where(simple, _undressed(text[~simple]).reindex(text.index))


def _undressed(text: pd.Series) -> pd.Series:
    text = text.str.replace(r"^['’]", "", regex=True).str.replace("−", "-")
    text = text.str.replace(r"\s*%$", "", regex=True)
    text = text.str.replace(rf"^(-?){_CURRENCY}{_SPACE}*", r"\1", regex=True)
    text = text.str.replace(rf"{_SPACE}*{_CURRENCY}$", "", regex=True)
    text = text.str.replace(r"^\((.+)\)$", r"-\1", regex=True)
    grouped = text.str.fullmatch(rf"-?\d{{1,3}}(?:(?:{_SPACE}\d{{3}})+|(?:['’]\d{{3}})+)(?:[.,]\d*)?")
    return text.where(~grouped, text.str.replace(rf"{_SPACE}|['’]", "", regex=True))


def signs(cells: pd.Series) -> Signs:
    """The evidence in the text cells of one column."""
    text = cells.reset_index(drop=True)
    text = text[_is_text(text)] if cells.dtype == object else text
    text = text[text.astype("str").str.contains(r"[.,]", regex=True).to_numpy(dtype=bool, na_value=False)]
    if text.empty:
        return Signs(frozenset(), None, None)
    digits = bare(text)
    # Only a comma or a second point can speak for the comma: `1,5` and `1.234.567`.
    swapped = digits[digits.str.contains(r",|\..*\.", regex=True)].str.translate(_SWAP)
    found = {sign: world[world.str.fullmatch(_CERTAIN)] for sign, world in ((".", digits), (",", swapped))}
    certain = pd.concat(found.values())
    signs_found = frozenset(sign for sign, cells in found.items() if len(cells))
    either = digits[digits.str.fullmatch(_EITHER)]
    if either.empty:
        return Signs(signs_found, None, None)
    alone = len(certain) == 1 and either.str.contains(next(iter(signs_found)), regex=False).any()
    return Signs(signs_found, either.iloc[0], int(either.index[0]), int(certain.index[0]) if alone else None)


def doubtful(cells: pd.Series, decimal: str, *, is_count: bool) -> pd.Series:
    """True for `1.234` after a decimal point where the cells beside it have one or two decimals: it can be thousands as well.

    In a column of counts, or beside whole numbers of four digits and more, it is doubtful also where no other cell has decimals.

    >>> doubtful(pd.Series(["12.50", "9.99", "1.234"]), ".", is_count=False).tolist()
    [False, False, True]
    >>> doubtful(pd.Series(["1328063", "220", "44349", "2.336"]), ".", is_count=False).tolist()
    [False, False, False, True]
    """
    text = cells.where(_is_text(cells), "").astype("str") if cells.dtype == object else cells
    if not text.str.contains(rf"\{decimal}\d{{3}}", regex=True).any():
        return pd.Series(False, index=cells.index)
    digits = bare(text)
    either = digits.str.fullmatch(_EITHER) & digits.str.contains(decimal, regex=False)
    if not either.any():
        return either
    decimals = digits[~either].str.extract(rf"\{decimal}(\d+)$")[0].dropna().str.len()
    is_whole = decimals.empty and digits.str.fullmatch(r"-?\d{4,}").sum() >= _FEWEST_TELLING
    is_told = len(decimals) >= _FEWEST_TELLING or is_count or is_whole
    return either & bool(is_told and (decimals <= _MOST_CENTS).all())


def currencies(cells: pd.Series) -> set[str]:
    """The currencies that the cells name, as they write them.

    >>> sorted(currencies(pd.Series(["US$1.92", "1 234,50 €", "12"])))
    ['US$', '€']
    """
    text = cells[_is_text(cells)].astype("str").str.strip() if cells.dtype == object else cells.str.strip()
    text = text[~text.str.fullmatch(r"-?[\d.,]*%?")]
    if text.empty:
        return set()
    dressed = text.str.replace(r"^['’(−-]+|\)$", "", regex=True)
    found = dressed.str.extract(rf"^({_CURRENCY}){_SPACE}*-?\d|\d{_SPACE}*({_CURRENCY})$")
    return set(found.stack().dropna())


def shares(cells: pd.Series) -> tuple[pd.Series, pd.Series]:
    """True for percentages, and True for numbers other than nought without a percent sign."""
    text = cells.astype("str").str.strip()
    is_share = text.str.endswith("%")
    if not is_share.any():
        return is_share, is_share
    is_number = ~missing(cells)
    return is_share & is_number, ~is_share & is_number & ~text.str.fullmatch(r"0+(?:[.,]0*)?")


def parse(cells: pd.Series, decimal: str) -> tuple[pd.Series, pd.Series]:
    """The numbers, and True where a cell is none. Missing cells are missing; a percentage becomes a share.

    >>> parse(pd.Series(["1.009,36", "-", "5,5%", "x"]), ",")[0].tolist()
    [1009.36, nan, 0.055, nan]
    """
    if cells.dtype == object:
        return _mixed(cells, decimal)
    quick = cells.str.fullmatch(_PLAIN) if decimal == "." else pd.Series(False, index=cells.index)
    if quick.all():
        return cells.astype("float64"), ~quick
    values = pd.Series(np.nan, index=cells.index)
    values[quick.to_numpy()] = cells[quick].astype("float64")
    rest = cells[~quick]
    rest = rest[~missing(rest)]
    found = _dressed(rest, decimal)
    values[values.index.isin(rest.index)] = found.to_numpy()
    bad = pd.Series(cells.index.isin(rest.index[found.isna().to_numpy()]), index=cells.index)
    return values, bad


def _dressed(text: pd.Series, decimal: str) -> pd.Series:
    digits = bare(text)
    world = digits.str.translate(_SWAP) if decimal == "," else digits
    valid = world.str.fullmatch(_VALID)
    values = world.where(valid).str.replace(",", "").astype("float64")
    percent = text.str.strip().str.endswith("%").to_numpy(dtype=bool)
    # Through text: 5.57 / 100 is not the float that 0.0557 is, but it is the nearest we can say.
    return values.where(~percent, values / 100)


def _mixed(cells: pd.Series, decimal: str) -> tuple[pd.Series, pd.Series]:
    """A workbook's column: numbers are numbers already, texts are parsed, dates and logical values are no numbers."""
    kinds = cells.map(type)
    native = kinds.isin([int, float])
    values = pd.Series(np.nan, index=cells.index)
    values[native.to_numpy()] = cells[native].astype("float64")
    is_text = _is_text(cells)
    parsed, bad_text = parse(cells[is_text].astype("str"), decimal)
    values[is_text.to_numpy()] = parsed
    other = ~native & ~is_text & cells.notna()
    bad = other.copy()
    bad[is_text.to_numpy()] = bad_text
    return values, bad.astype(bool)


def _is_text(cells: pd.Series) -> pd.Series:
    return cells.map(lambda cell: isinstance(cell, str)).astype(bool)
