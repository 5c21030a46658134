"""What the reports of Google Analytics, old and new, have in common: dimensions left of all metrics, the first in the title."""

from collections.abc import Collection

import pandas as pd

from socialroi.sources.block import Block, as_text
from socialroi.sources.take import Take


def dimensions_of(block: Block, metrics: Collection[str]) -> list[str]:
    """The columns left of the first metric."""
    first = next((place for place, name in enumerate(block.names) if name in metrics), len(block.names))
    return list(block.header[:first])


def totals(block: Block, dimensions: int) -> pd.Series:
    """True for a row that names nothing: the sum of all others."""
    is_total = pd.Series(bool(block.header and dimensions), index=block.body.index, dtype=bool)
    for cells in map(block.cells, range(dimensions if block.header else 0)):
        is_total &= cells.spread(cells.distinct.map(as_text) == "")
    return is_total


def source_and_medium(texts: pd.Series) -> dict[str, pd.Series]:
    """The two columns that `facebook / social` stands for."""
    parts = texts.str.split(r"\s*/\s*", n=1, expand=True, regex=True).reindex(columns=[0, 1])
    return {"source": parts[0].astype("str"), "medium": parts[1].astype("str")}


def refuse_altered(take: Take, lacking: str | None, moved: list[str]) -> None:
    """A problem where another program took a column out or put a dimension right of a metric.

    `lacking`: the column that the title promises, and how, such as `'Sessions' in a report by 'Landing page'`.
    """
    row = take.block.header_row
    fix = "download the report again as it is; if you do without it, leave it out: " + take.context.line("skip: true")
    if lacking:
        take.tell(f"no column {lacking}", "that column", fix, row=row)
    if moved:
        expected = "the dimensions left of all metrics, as Google writes them"
        take.tell(f"'{moved[0]}' right of a metric", expected, fix, row=row, column=moved[0])
