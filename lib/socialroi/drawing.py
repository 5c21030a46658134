"""What all charts share: a style with a scope, rows with names, numbers beside bars and the break-even line."""

import textwrap
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from socialroi.texts import is_right_to_left, plain, shorten

Show = Callable[[float], str]

WIDTH = 5.4  # inches: readable on a phone and on a desk
BLUE, ORANGE, GREY = "#2b7bba", "#c4591d", "#7d858c"  # at least 3:1 on white and on near-black
INK = "#14181c"  # on light faces in both modes; plain black becomes the page's own text colour
PALETTE = (BLUE, ORANGE, "#3a8f5c", "#8a66b0", "#a8762a", "#b4527f", "#4d8a94", GREY)

_ROW = 0.36  # inches of height for one row
_LONGEST_NAME = 28
_STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "socialroi",
    "text.parse_math": False,
    "font.family": ["DejaVu Sans"],
    "font.size": 12,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.spines.bottom": False,
    "axes.axisbelow": True,
    "axes.xmargin": 0.02,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "xtick.major.pad": 7,
    "xtick.labelsize": "medium",
    "ytick.labelsize": "medium",
    "hatch.linewidth": 1.0,
    "lines.linewidth": 2.0,
    "path.simplify": True,
}
_LOCK = threading.RLock()  # matplotlib's settings are shared by all threads


@contextmanager
def chart_style() -> Iterator[None]:
    """Draws inside the scope look like ours, whatever the settings outside; those are back afterwards.

    A letter that the measuring font lacks is no warning: the reader's browser brings its own fonts.
    """
    with _LOCK, matplotlib.rc_context(), warnings.catch_warnings():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_STYLE)
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


def empty_axes(height: float) -> Axes:
    """Empty axes, as wide as every chart."""
    return Figure(figsize=(WIDTH, height), layout="constrained").subplots()


def row_axes(labels: pd.Series, right_to_left: bool, *, height: float = _ROW, room_above: float = 0.0, wrap: int = 0) -> Axes:
    """Axes with one named row per label, the first on top."""
    axes = empty_axes(max(len(labels), 1) * height + 0.5 + room_above)
    names = [wrapped_label(name, wrap, right_to_left) if wrap else name_label(name, right_to_left) for name in labels]
    axes.set_yticks(range(len(labels)), names)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    if right_to_left:
        axes.invert_xaxis()
        axes.yaxis.tick_right()
    return axes


def name_label(text: str, right_to_left: bool, longest: int = _LONGEST_NAME) -> str:
    """A label that fits. In a right-to-left page a mixed one that starts in Latin is still read from the right."""
    name = shorten(plain(text), longest)
    turns = right_to_left and not is_right_to_left(name) and any(map(is_right_to_left, name))
    return "\u200f" + name if turns else name


def wrapped_label(text: str, width: int, right_to_left: bool) -> str:
    """A label in up to four lines of so many letters."""
    lines_of_text = textwrap.wrap(shorten(plain(text), 4 * width), width) or [""]
    return "\n".join(name_label(line, right_to_left, width) for line in lines_of_text)


def write_beside(axes: Axes, x: float, y: float, text: str, *, gap: int = 5, strong: bool = False) -> None:
    """A number after the end of a bar, whichever way the axis runs."""
    side = -1 if axes.xaxis_inverted() else 1
    axes.annotate(
        plain(text), (x, y), (gap * side, 0), textcoords="offset points", va="center",
        ha="left" if side > 0 else "right", fontweight="bold" if strong else "normal",
    )  # fmt: skip


def on_edge(axes: Axes) -> dict[str, object]:
    """For a text at a value (x) on the lower (y = 0) or upper (1) edge."""
    return {"xycoords": axes.get_xaxis_transform(), "textcoords": "offset points", "annotation_clip": False}


def draw_break_even(axes: Axes, at: float, name: str, lift: int = 3) -> None:
    """The upright break-even line, its name above; `lift` in points leaves room for another text."""
    axes.axvline(at, color="black", linewidth=1.5, linestyle=(0, (4, 2)))
    axes.annotate(plain(name), (at, 1), (0, lift), ha="center", va="bottom", **on_edge(axes))


def write_at_margin(axes: Axes, y: float, name: str) -> None:
    """A line's name right of the axes, at its height."""
    axes.annotate(
        "\n".join(textwrap.wrap(plain(name), 12)), (1, y), (4, 0), xycoords=axes.get_yaxis_transform(),
        textcoords="offset points", ha="left", va="center", annotation_clip=False,
    )  # fmt: skip


def draw_value_axis(axes: Axes, show: Show) -> None:
    """A value axis below, with a few faint lines."""
    axes.xaxis.set(major_locator=MaxNLocator(4), major_formatter=tick_format(show))
    axes.grid(axis="x", color="black", alpha=0.15, linewidth=0.8)


def tick_format(show: Show) -> FuncFormatter:
    """Ticks written as the reader writes numbers."""
    return FuncFormatter(lambda value, _: plain(show(value)))


def write_over_intervals(axes: Axes, frame: pd.DataFrame, show: Show, break_even_at: float) -> None:
    """Each period's number above its interval, or below it where the break-even line would run through."""
    room = 0.12 * abs(np.subtract(*axes.get_ylim()))
    for place, row in enumerate(frame.itertuples()):
        if pd.isna(row.value):
            continue
        least, most = np.nanmin([row.low, row.value]), np.nanmax([row.high, row.value])
        is_crossed = most <= break_even_at <= most + room
        y, offset, side = (least, -5, "top") if is_crossed else (most, 5, "bottom")
        axes.annotate(show(row.value), (place, y), (0, offset), textcoords="offset points", ha="center", va=side)


def name_line_ends(axes: Axes, wide: pd.DataFrame) -> None:
    """Each line's name at the right, moved apart where lines end close together."""
    last = wide.ffill().iloc[-1].dropna().sort_values(kind="stable")
    low, high = axes.get_ylim()
    wanted = ((last - low) / (high - low)).to_numpy()
    for label, start, end in zip(last.index, wanted, _apart(wanted, 0.1), strict=True):
        colour = PALETTE[list(wide.columns).index(label) % len(PALETTE)]
        axes.plot([1.0, 1.035], [start, end], transform=axes.transAxes, clip_on=False, color=colour, linewidth=1.7)
        axes.text(1.045, end, name_label(label, False, 18), transform=axes.transAxes, ha="left", va="center")


def _apart(heights: np.ndarray, gap: float) -> np.ndarray:
    """The heights, in rising order, pushed apart so that neighbours keep the gap; the highest stays below the top."""
    placed = heights.copy()
    for lower, upper in pairwise(range(len(placed))):
        placed[upper] = max(placed[upper], placed[lower] + gap)
    return placed - max(0.0, placed[-1] - 1.0) if len(placed) else placed
