"""A file's own row of totals against its rows: where they do not fit, a row is damaged or gone, or the total is none."""

import re

import numpy as np
import pandas as pd

from socialroi.sources import numbers
from socialroi.sources.block import Block, as_text
from socialroi.sources.decide import Open, decimal_sign
from socialroi.sources.take import Take

SAME_TO, ROUNDED_BY = 0.005, 0.01  # of the sum, and for each row: platforms round, and their own totals differ a little
ESTIMATED_TO = 0.1  # of the sum: Google Analytics 4 estimates visits, each row and the total by itself, to 2 to 4 %

_TOTAL = re.compile(r"(?:grand )?(?:totals?|totaal)(?:(?: of|:| -).*)?", re.IGNORECASE)


def edge_totals(block: Block, *names: str) -> pd.Series:
    """True for a first or last row that says it is the total, or that has nothing in any of these columns."""
    places = [place for name in names if (place := block.position(name)) is not None]
    edge = {block.body.index[0], block.body.index[-1]} if len(block.body) else ()
    found = [row for row in edge if _is_total(*(as_text(block.cells(place).in_row(row)) for place in (0, *places)))]
    return pd.Series(block.body.index.isin(found), index=block.body.index)


def _is_total(*cells: str) -> bool:
    """`cells`: the row's first one, then those that name what it speaks of."""
    first, *names = map(str.strip, cells)
    return any(map(_TOTAL.fullmatch, (first, *names))) or (bool(names) and not any(names))


def check_total(take: Take, values: pd.Series, *names: str, sums: Block | None = None) -> float:
    """The sum that the file's own row of totals says for these values; missing where it has none, or params ignore it.

    A problem where it is another than the rows' own: a row is damaged or gone. `sums`: the row that is meant, of several.
    """
    sums = take.sums if sums is None else sums
    total, added = _stated(take, sums, values, *names), values.sum()
    if _is_in_doubt(take) or not abs(total - added) > SAME_TO * abs(total) + ROUNDED_BY * len(values):
        return total
    found = f"a row of totals that says {total:,.2f}, where the other rows add up to {added:,.2f}"
    fix = "download the file again; if the rows are right as they are (look at the file), let them count: "
    _tell(take, sums, found, "the same sum", fix, names)
    return np.nan if take.context.hint.totals == "ignore" else total


def check_least(take: Take, values: pd.Series, *names: str) -> None:
    """A problem where the row of totals says less than the rows add up to, or stands alone: it is a damaged row, no total.

    For reports that list their first rows only, and sum up all; their numbers may be estimates.
    """
    total, added = _stated(take, take.sums, values, *names), values.sum()
    is_less = total < added - ESTIMATED_TO * abs(added) or (values.empty and total > 0)
    if is_less and not _is_in_doubt(take):
        found = f"a row of totals that says {total:,.0f}, where the other rows add up to {added:,.0f}"
        fix = "download the file again; if the row is no total, fill in what it speaks of; if it is, let the other rows count: "
        _tell(take, take.sums, found, "a total of at least that", fix, names)


def _is_in_doubt(take: Take) -> bool:
    """Whether rows are refused anyway, or left out for their width: then no sum says more."""
    return bool(take.bad.any() or take.block.ragged)


def _tell(take: Take, sums: Block, found: str, expected: str, fix: str, names: tuple[str, ...]) -> None:
    """As a problem, or as a note where params have decided that the rows count."""
    if take.context.hint.totals == "ignore":
        take.notes.append(f"{found}: the rows count, as params say")
        return
    column = take.block.header[take.block.position(*names)]
    take.tell(found, expected, fix + take.context.line("totals: ignore"), row=int(sums.body.index[0]), column=column)


def _stated(take: Take, sums: Block | None, values: pd.Series, *names: str) -> float:
    """What the row of totals says; missing where there is none that can be read.

    Read by the rows' decimal sign; where they show none, in the way that comes nearest to their sum. Several rows of totals say
    the same sum each, or their parts of one.
    """
    place = take.block.position(*names)
    if place is None or sums is None:
        return np.nan
    cells = take.block.cells(place)
    shown = numbers.signs(cells.distinct)
    is_open = not take.decimal and not shown.certain and shown.either is None
    signs = (".", ",") if is_open else (take.decimal or decimal_sign(cells, take.block, take.context.line),)
    stated = [numbers.parse(sums.cells(place).distinct, sign)[0] for sign in signs if not isinstance(sign, Open)]
    parsed = [totals for totals in stated if totals.notna().all()]
    known = [total for totals in parsed for total in {totals.sum(), *(totals.unique() if totals.nunique() == 1 else ())}]
    return min(known, key=lambda total: abs(total - values.sum()), default=np.nan)
