"""Blocks put together from computed rows: a table with its number columns, a chart with its alt text and numbers."""

from matplotlib.axes import Axes

from socialroi.blocks import Chart, Column, Table
from socialroi.svg import to_svg


def table(
    caption: str, heads: tuple[str, ...], rows: list[tuple[str, ...]], *, numbers: tuple[int, ...] = (),
    strong: tuple[int, ...] = (), details: bool = False,
) -> Table:  # fmt: skip
    """A table of formatted rows; `numbers` are the places of the number columns, `strong` those of the rows to stand out."""
    columns = tuple(Column(head, "number" if place in numbers else "text") for place, head in enumerate(heads))
    return Table(caption, columns, tuple(rows), strong=strong, details=details)


def chart(identifier: str, finding: str, axes: Axes, numbers: Table) -> Chart:
    """The drawing with its alt text: the finding, then every number of its table."""
    told = "; ".join(": ".join((row[0], ", ".join(row[1:]))) for row in numbers.rows)
    alt = f"{finding} {told}"
    return Chart(finding, to_svg(axes, title=finding, alt=alt, identifier=identifier), alt, numbers)
