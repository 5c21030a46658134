"""The report's charts: a tidy, computed frame of at least one row in, matplotlib Axes out.

`show` writes a number on the chart (`words.formats.percent`, say); labels and words come finished. What is missing
is left open, never drawn as zero. In a right-to-left page bars grow to the left and names stand on the right; time
always runs from left to right. `svg.to_svg` makes the drawing.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from socialroi.drawing import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    PALETTE,
    Show,
    chart_style,
    draw_break_even,
    draw_value_axis,
    empty_axes,
    name_line_ends,
    on_edge,
    row_axes,
    tick_format,
    wrapped_label,
    write_at_margin,
    write_beside,
    write_over_intervals,
)
from socialroi.texts import plain

_LINE_STYLES = ("-", "--", ":", "-.")
_GRID_COLOURS = {  # face and text by sign and size of the ROI; text has at least 4.5:1 on its face
    (True, 0): ("#cfe3f3", INK), (True, 1): ("#86b9e0", INK), (True, 2): ("#1f669e", "#ffffff"),
    (False, 0): ("#f8decf", INK), (False, 1): ("#eba77f", INK), (False, 2): ("#a8480f", "#ffffff"),
}  # fmt: skip


def bars(frame: pd.DataFrame, *, show: Show, right_to_left: bool = False) -> Axes:
    """One bar per row, in the given order, its number beside it. Columns: label, value."""
    with chart_style():
        axes = row_axes(frame["label"], right_to_left)
        drawn = frame["value"].fillna(np.nan).astype(float)
        axes.barh(np.arange(len(frame)), drawn.to_numpy(), color=BLUE, height=0.66)
        axes.axvline(0, color="black", linewidth=1)
        for place, value in enumerate(drawn):
            write_beside(axes, np.nanmax([value, 0.0]), place, show(value))
        axes.set_xticks([])
    return axes


def waterfall(frame: pd.DataFrame, *, show: Show, right_to_left: bool = False) -> Axes:
    """From what came in over what it cost to what is left, top to bottom. Columns: label, amount, kind.

    `kind` is value, modelled (hatched), cost or net; costs are negative. Raises ValueError where net is not the sum.
    """
    steps = frame.loc[frame["kind"] != "net", "amount"].astype(float)
    if not np.allclose(frame.loc[frame["kind"] == "net", "amount"].astype(float), steps.sum()):
        raise ValueError("the net amount is not the sum of the others")
    ends = steps.cumsum().reindex(frame.index)
    starts = (ends - steps).reindex(frame.index)
    with chart_style():
        axes = row_axes(frame["label"], right_to_left)
        for place, (row, start) in enumerate(zip(frame.itertuples(), starts.fillna(0.0), strict=True)):
            axes.barh(place, row.amount, left=start, height=0.66, **_step_look(row.kind))
            write_beside(axes, max(start, start + row.amount), place, show(row.amount), strong=row.kind == "net")
        for place, end in enumerate(ends.dropna()):
            axes.plot([end, end], [place + 0.33, place + 0.67], color=GREY, linewidth=1)
        axes.axvline(0, color="black", alpha=0.3, linewidth=1, zorder=0)
        axes.set_xticks([])
    return axes


def dots_with_intervals(
    frame: pd.DataFrame, *, show: Show, break_even: str, break_even_at: float = 0.0, right_to_left: bool = False
) -> Axes:
    """Each row's value as a dot with its interval, best first, against break-even.

    Columns: label, value, low, high, is_few (greyed: too few results to tell). Rows without a value come last, without a
    dot. `break_even` is the line's name.
    """
    rows = frame.sort_values("value", ascending=False, na_position="last", kind="stable", ignore_index=True)
    with chart_style():
        axes = row_axes(rows["label"], right_to_left, room_above=0.3)
        for place, row in enumerate(rows.itertuples()):
            colour = GREY if row.is_few else BLUE
            axes.plot([row.low, row.high], [place, place], color=colour, linewidth=3, solid_capstyle="butt")
            face = "none" if row.is_few else colour
            axes.plot(row.value, place, "o", color=colour, markerfacecolor=face, markersize=9, markeredgewidth=2)
            end = np.nanmax([row.low, row.high, row.value, break_even_at])
            write_beside(axes, end if pd.notna(row.value) else break_even_at, place, show(row.value), gap=9)
        draw_break_even(axes, break_even_at, break_even)
        draw_value_axis(axes, show)
    return axes


def tornado(frame: pd.DataFrame, *, likely: float, show: Show, break_even: str, right_to_left: bool = False) -> Axes:
    """How far each assumption moves the result between its low and high, the widest first, against break-even.

    Columns: label, low, high (the result with the assumption at its low and at its high). `likely`: the result itself.
    """
    ends = frame.assign(least=frame[["low", "high"]].min(axis=1), most=frame[["low", "high"]].max(axis=1))
    order = (ends["most"] - ends["least"]).sort_values(ascending=False, kind="stable").index
    rows = ends.loc[order]
    with chart_style():
        axes = row_axes(rows["label"], right_to_left, room_above=0.3)
        for place, row in enumerate(rows.itertuples()):
            axes.barh(place, row.least - likely, left=likely, color=ORANGE, height=0.6)
            axes.barh(place, row.most - likely, left=likely, color=BLUE, height=0.6)
            write_beside(axes, max(row.most, 0.0), place, f"{show(row.least)}\u00a0– {show(row.most)}")
        axes.axvline(likely, color="black", linewidth=1)
        axes.annotate(show(likely), (likely, 0), (0, -4), fontweight="bold", ha="center", va="top", **on_edge(axes))
        draw_break_even(axes, 0.0, break_even)
        axes.set_xticks([])
    return axes


def roi_grid(frame: pd.DataFrame, *, show: Show, right_to_left: bool = False) -> Axes:
    """ROI for each way to count cost and value; the thick line is break-even, the frame is the headline.

    Columns: cost, value (the words for them, in order of first appearance), roi, is_headline. One row per cell.
    """
    costs, values = list(dict.fromkeys(frame["cost"])), list(dict.fromkeys(frame["value"]))
    cells = {(values.index(row.value), costs.index(row.cost)): row for row in frame.itertuples()}
    with chart_style():
        axes = row_axes(pd.Series(values), right_to_left, height=0.72, wrap=16)
        axes.set(xlim=(-0.5, len(costs) - 0.5), ylim=(len(values) - 0.5, -0.5))
        axes.set_xticks(range(len(costs)), [wrapped_label(cost, 14, right_to_left) for cost in costs])
        axes.xaxis.tick_top()
        if right_to_left:
            axes.invert_xaxis()
        for place, row in cells.items():
            _draw_cell(axes, place, row, show)
        for first, second in _boundaries(cells):
            _draw_boundary(axes, first, second)
    return axes


def trend(frame: pd.DataFrame, *, show: Show, break_even: str, break_even_at: float = 0.0, right_to_left: bool = False) -> Axes:
    """The result period by period with its interval, against break-even; what may still grow stands on hatched ground.

    Columns: label, value, low, high, is_unripe, oldest first.
    """
    places = np.arange(len(frame))
    with chart_style():
        axes = empty_axes(2.9)
        axes.plot(places, frame["value"].astype(float), "-o", color=BLUE, markersize=9)
        axes.vlines(places, frame["low"].astype(float), frame["high"].astype(float), color=BLUE, linewidth=3)
        axes.axhline(break_even_at, color="black", linewidth=1.5, linestyle=(0, (4, 2)))
        write_at_margin(axes, break_even_at, break_even)
        for place in places[frame["is_unripe"].astype(bool)]:
            axes.axvspan(place - 0.5, place + 0.5, facecolor="none", edgecolor=GREY, hatch="//", alpha=0.5, linewidth=0)
        axes.margins(y=0.15)
        write_over_intervals(axes, frame, show, break_even_at)
        axes.set_xlim(-0.5, len(frame) - 0.5)
        width = max(5, 30 // len(frame))
        axes.set_xticks(places, [wrapped_label(label, width, right_to_left) for label in frame["label"]])
        axes.yaxis.set(major_locator=MaxNLocator(4), major_formatter=tick_format(show))
    return axes


def range_of_roi(draws: np.ndarray, *, low: float, likely: float, high: float, show: Show, break_even: str) -> Axes:
    """Where the result may lie: how often each value came up in the draws, the likely range dark, against break-even.

    `draws`: simulated results; `low` and `high`: the ends of the range in the headline; `likely`: the headline itself.
    """
    least, most = np.quantile(draws, [0.005, 0.995])
    counts, edges = np.histogram(draws[(draws >= least) & (draws <= most)], bins=40)
    middles = (edges[:-1] + edges[1:]) / 2
    with chart_style():
        axes = empty_axes(2.4)
        axes.fill_between(middles, counts, color=BLUE, alpha=0.35, linewidth=0)
        inside = (middles >= low) & (middles <= high)
        axes.fill_between(middles[inside], counts[inside], color=BLUE, linewidth=0)
        axes.axvline(likely, color="black", linewidth=1)
        axes.annotate(show(likely), (likely, 1), (0, 2), fontweight="bold", ha="center", va="bottom", **on_edge(axes))
        axes.annotate(show(low), (low, 0), (0, -4), ha="right", va="top", **on_edge(axes))
        axes.annotate(show(high), (high, 0), (0, -4), ha="left", va="top", **on_edge(axes))
        axes.set_ylim(0, counts.max() * 1.02)
        axes.set(xticks=[], yticks=[])
        draw_break_even(axes, 0.0, break_even, lift=18)
    return axes


def lines(frame: pd.DataFrame, *, show: Show, show_day: Callable[[pd.Timestamp], str]) -> Axes:
    """One line per label over the days, its name at its end; a day (or week) without a value leaves a gap.

    Columns: day, label, value. `show_day` writes a day on the axis. Up to about five labels and 100 days can be told
    apart; sum more days to weeks before.
    """
    wide = _evenly_spaced(frame.pivot(index="day", columns="label", values="value").sort_index())
    with chart_style():
        axes = empty_axes(2.9)
        for place, label in enumerate(wide.columns):
            style = _LINE_STYLES[place % len(_LINE_STYLES)]
            colour = PALETTE[place % len(PALETTE)]
            axes.plot(wide.index, wide[label], style, color=colour, linewidth=1.7)
            is_alone = wide[label].notna() & wide[label].shift().isna() & wide[label].shift(-1).isna()
            axes.plot(wide.index[is_alone], wide.loc[is_alone, label], ".", color=colour)
        axes.set_ylim(min(0.0, float(wide.min().min())), None)
        axes.margins(x=0)
        ticks = wide.index[np.unique(np.linspace(0, len(wide) - 1, 4).round().astype(int))]
        marks = axes.set_xticks(ticks, [plain(show_day(day)) for day in ticks])
        marks[0].label1.set_horizontalalignment("left")
        marks[-1].label1.set_horizontalalignment("right" if len(marks) > 1 else "left")
        axes.yaxis.set(major_locator=MaxNLocator(4), major_formatter=tick_format(show))
        axes.grid(axis="y", color="black", alpha=0.15, linewidth=0.8)
        name_line_ends(axes, wide)
    return axes


def curves(frame: pd.DataFrame, *, show: Show, show_days: Callable[[float], str]) -> Axes:
    """One staircase per label over the days since the start, with its interval as a band and its name at its end.

    Columns: label, day, share, low, high; a label's first day is 0. `show_days` writes a number of days on the axis.
    """
    last = float(frame["day"].max())
    with chart_style():
        axes = empty_axes(2.9)
        for place, (_, mine) in enumerate(frame.groupby("label", sort=False)):
            colour = PALETTE[place % len(PALETTE)]
            ends = pd.concat([mine, mine.tail(1).assign(day=last)])
            axes.step(ends["day"], ends["share"], _LINE_STYLES[place % 4], where="post", color=colour, linewidth=1.7)
            axes.fill_between(ends["day"], ends["low"], ends["high"], step="post", color=colour, alpha=0.2, linewidth=0)
        axes.set(ylim=(0.0, 1.0), xlim=(0.0, last))
        axes.xaxis.set(major_locator=MaxNLocator(4), major_formatter=tick_format(show_days))
        axes.yaxis.set(major_locator=MaxNLocator(4), major_formatter=tick_format(show))
        axes.grid(axis="y", color="black", alpha=0.15, linewidth=0.8)
        name_line_ends(axes, frame.groupby("label", sort=False)[["share"]].last().T)
    return axes


def _evenly_spaced(wide: pd.DataFrame) -> pd.DataFrame:
    """The frame with a row for every step between its first and last day, the step being its smallest one."""
    step = wide.index.to_series().diff().min()
    return wide if pd.isna(step) else wide.reindex(pd.date_range(wide.index[0], wide.index[-1], freq=step))


def _step_look(kind: str) -> dict[str, object]:
    looks = {
        "value": {"color": BLUE},
        "modelled": {"facecolor": "none", "edgecolor": BLUE, "hatch": "////"},
        "cost": {"color": ORANGE},
        "net": {"color": GREY},
    }
    return looks[kind]


def _draw_cell(axes: Axes, place: tuple[int, int], row: tuple, show: Show) -> None:
    down, across = place
    size = int(np.digitize(abs(row.roi), [0.25, 1.0])) if pd.notna(row.roi) else 0
    face, ink = _GRID_COLOURS[(row.roi >= 0, size)] if pd.notna(row.roi) else ("none", "black")
    axes.add_patch(Rectangle((across - 0.48, down - 0.47), 0.96, 0.94, facecolor=face, edgecolor=GREY, linewidth=0.5))
    weight = "bold" if row.is_headline else "normal"
    axes.text(across, down, plain(show(row.roi)), color=ink, ha="center", va="center", fontweight=weight)
    if row.is_headline:
        frame = Rectangle((across - 0.42, down - 0.39), 0.84, 0.78, facecolor="none", edgecolor=ink, linewidth=2)
        axes.add_patch(frame)


def _boundaries(cells: dict[tuple[int, int], tuple]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The pairs of neighbouring cells of which one pays and the other does not."""
    neighbours = [((d, a), (d + down, a + across)) for d, a in cells for down, across in ((0, 1), (1, 0))]
    known = [pair for pair in neighbours if pair[1] in cells and all(pd.notna(cells[cell].roi) for cell in pair)]
    return [pair for pair in known if (cells[pair[0]].roi >= 0) != (cells[pair[1]].roi >= 0)]


def _draw_boundary(axes: Axes, first: tuple[int, int], second: tuple[int, int]) -> None:
    (down, across), is_beside = first, first[0] == second[0]
    x = [across + 0.5] * 2 if is_beside else [across - 0.5, across + 0.5]
    y = [down - 0.5, down + 0.5] if is_beside else [down + 0.5] * 2
    axes.plot(x, y, color="black", linewidth=4, solid_capstyle="projecting")
