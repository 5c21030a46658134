"""Charts: what is drawn is what the frame says, read off the Axes."""

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import Rectangle
from sample_report import HOSTILE, TEXTS, sample_charts, sample_grid, sample_steps, sample_words

from socialroi import charts, drawing
from socialroi.svg import to_svg


def percent(value: float) -> str:
    return sample_words("en").formats.percent(value)


VERSUS = {"show": percent, "break_even": "Break-even"}
RANGED = pd.DataFrame(
    {
        "label": ["few", "loses", "wins", "unknown"],
        "value": [0.2, -0.3, 0.67, np.nan],
        "low": [-0.5, -0.6, 0.21, np.nan],
        "high": [2.0, -0.1, 1.05, np.nan],
        "is_few": [True, False, False, False],
    }
)


def texts(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts]


def names(axes: Axes) -> list[str]:
    return [label.get_text() for label in axes.get_yticklabels()]


def vertical_lines(axes: Axes) -> list[float]:
    return [line.get_xdata()[0] for line in axes.lines if list(line.get_ydata()) == [0, 1]]


def test_bars_have_their_length_and_number() -> None:
    axes = charts.bars(pd.DataFrame({"label": ["a", "b"], "value": [0.67, -0.3]}), show=percent)
    assert [bar.get_width() for bar in axes.patches] == [0.67, -0.3]
    assert names(axes) == ["a", "b"] and texts(axes) == ["67%", "−30%"]
    assert axes.yaxis_inverted(), "the first row is on top"


def test_missing_bar_is_open_and_not_zero() -> None:
    axes = charts.bars(pd.DataFrame({"label": ["a", "b"], "value": [0.67, np.nan]}), show=percent)
    assert np.isnan(axes.patches[1].get_width()) and texts(axes) == ["67%", "–"]


def test_waterfall_steps_start_where_the_last_one_ended() -> None:
    axes = charts.waterfall(sample_steps(TEXTS["en"]), show=str)
    assert [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in axes.patches] == [
        (0, 16900), (16900, 20040), (20040, 14040), (14040, -2460), (0, -2460),
    ]  # fmt: skip
    assert texts(axes) == ["16900.0", "3140.0", "-6000.0", "-16500.0", "-2460.0"]
    assert axes.patches[1].get_hatch(), "modelled value does not look like cash"


def test_waterfall_refuses_a_net_that_is_not_the_sum() -> None:
    steps = sample_steps(TEXTS["en"])
    with pytest.raises(ValueError, match="not the sum"):
        charts.waterfall(steps.assign(amount=steps["amount"] + 1), show=str)


def test_dots_are_sorted_with_interval_and_break_even() -> None:
    axes = charts.dots_with_intervals(RANGED, **VERSUS)
    assert names(axes) == ["wins", "few", "loses", "unknown"]
    dots = [line for line in axes.lines if line.get_marker() == "o"]
    assert [line.get_xdata()[0] for line in dots[:3]] == [0.67, 0.2, -0.3]
    intervals = [tuple(line.get_xdata()) for line in axes.lines if len(line.get_xdata()) == 2 and line.get_linewidth() == 3]
    assert intervals[:3] == [(0.21, 1.05), (-0.5, 2.0), (-0.6, -0.1)]
    assert vertical_lines(axes) == [0.0] and "Break-even" in texts(axes)


def test_few_results_are_grey_and_hollow() -> None:
    axes = charts.dots_with_intervals(RANGED, **VERSUS)
    few = [line for line in axes.lines if line.get_marker() == "o"][1]
    assert to_hex(few.get_color()) == drawing.GREY and few.get_markerfacecolor() == "none"


def test_ratios_break_even_elsewhere() -> None:
    axes = charts.dots_with_intervals(RANGED, **VERSUS, break_even_at=2.5)
    assert vertical_lines(axes) == [2.5]


def test_tornado_is_sorted_by_width_around_the_result() -> None:
    frame = pd.DataFrame({"label": ["small", "wide"], "low": [0.6, 1.2], "high": [0.7, -0.1]})
    axes = charts.tornado(frame, likely=0.67, **VERSUS)
    assert names(axes) == ["wide", "small"]
    assert texts(axes)[:2] == ["−10%\xa0– 120%", "60%\xa0– 70%"]
    ends = [round(bar.get_x() + bar.get_width(), 2) for bar in axes.patches]
    assert ends == [-0.1, 1.2, 0.6, 0.7] and vertical_lines(axes) == [0.67, 0.0]


def test_grid_marks_headline_and_break_even() -> None:
    axes = charts.roi_grid(sample_grid(TEXTS["en"]), show=percent)
    assert texts(axes) == ["730%", "610%", "320%", "230%", "190%", "67%", "10%", "−29%", "−60%"]
    framed = [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_linewidth() == 2]
    assert [(patch.get_x() + 0.42, patch.get_y() + 0.39) for patch in framed] == [(2, 1)]
    boundary = {(tuple(line.get_xdata()), tuple(line.get_ydata())) for line in axes.lines}
    assert boundary == {((0.5, 0.5), (1.5, 2.5)), ((0.5, 1.5), (1.5, 1.5)), ((1.5, 2.5), (1.5, 1.5))}


def test_grid_leaves_unknown_cells_open() -> None:
    grid = sample_grid(TEXTS["en"])
    axes = charts.roi_grid(grid.assign(roi=grid["roi"].where(grid["roi"] < 3)), show=percent)
    assert texts(axes)[:3] == ["–", "–", "–"] and axes.patches[0].get_facecolor()[3] == 0


def test_trend_hatches_only_what_may_still_grow() -> None:
    frame = RANGED.assign(is_unripe=[False, False, False, True]).drop(columns="is_few")
    axes = charts.trend(frame, **VERSUS)
    assert [patch.get_x() + 0.5 for patch in axes.patches if patch.get_hatch()] == [3]
    assert texts(axes) == ["Break-even", "20%", "−30%", "67%"]
    assert list(axes.lines[0].get_ydata())[:3] == [0.2, -0.3, 0.67] and np.isnan(axes.lines[0].get_ydata()[3])
    assert [line.get_ydata()[0] for line in axes.lines if list(line.get_xdata()) == [0, 1]] == [0.0]


def test_number_of_a_period_keeps_clear_of_the_break_even_line() -> None:
    frame = pd.DataFrame({"label": ["a", "b"], "value": [-0.3, -0.1], "low": [-0.5, -0.2], "high": [-0.2, -0.01]})
    axes = charts.trend(frame.assign(is_unripe=False), **VERSUS)
    assert [(text.get_text(), text.xy[1]) for text in axes.texts[1:]] == [("−30%", -0.2), ("−10%", -0.2)]


def test_range_marks_the_ends_of_the_headline() -> None:
    draws = np.random.default_rng(1).normal(0.5, 0.2, 5000)
    axes = charts.range_of_roi(draws, low=0.24, likely=0.5, high=0.76, **VERSUS)
    assert texts(axes) == ["50%", "24%", "76%", "Break-even"] and vertical_lines(axes) == [0.5, 0.0]
    dark = axes.collections[1].get_paths()[0].get_extents()
    assert 0.2 < dark.x0 < 0.28 and 0.72 < dark.x1 < 0.8


def test_range_without_width_is_drawn() -> None:
    axes = charts.range_of_roi(np.full(100, 0.5), low=0.5, likely=0.5, high=0.5, **VERSUS)
    assert "<text" in to_svg(axes, title="t", alt="a", identifier="c")


def test_lines_leave_gaps_and_name_their_ends() -> None:
    days = pd.to_datetime(["2025-07-01", "2025-07-02", "2025-07-04", "2025-07-01"])
    frame = pd.DataFrame({"day": days, "label": ["a", "a", "a", "b"], "value": [1.0, 2.0, 4.0, 9.0]})
    axes = charts.lines(frame, show=str, show_day=lambda day: f"{day:%d}")
    drawn = axes.lines[0].get_ydata()
    assert list(drawn[[0, 1, 3]]) == [1, 2, 4] and np.isnan(drawn[2])
    assert texts(axes) == ["a", "b"]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["01", "02", "03", "04"]


def test_weeks_are_joined_and_a_missing_week_is_a_gap() -> None:
    days = pd.to_datetime(["2025-07-07", "2025-07-14", "2025-07-28"])
    axes = charts.lines(pd.DataFrame({"day": days, "label": "a", "value": [1.0, 2.0, 4.0]}), show=str, show_day=str)
    assert np.isnan(axes.lines[0].get_ydata()).tolist() == [False, False, True, False]
    assert list(axes.lines[1].get_ydata()) == [4.0], "a value between two gaps is a point"


def test_line_ends_are_moved_apart() -> None:
    frame = pd.DataFrame({"day": pd.Timestamp("2025-07-01"), "label": list("abc"), "value": [1.0, 1.001, 1.002]})
    heights = [text.get_position()[1] for text in charts.lines(frame, show=str, show_day=str).texts]
    assert np.all(np.diff(heights) > 0.09) and max(heights) <= 1


def test_right_to_left_bars_grow_to_the_left_with_names_on_the_right() -> None:
    frame = pd.DataFrame({"label": ["TikTok: סתיו", "קיץ", "Meta"], "value": [1.0, 2.0, 3.0]})
    axes = charts.bars(frame, show=str, right_to_left=True)
    assert axes.xaxis_inverted() and axes.yaxis.get_ticks_position() == "right"
    assert names(axes) == ["\u200fTikTok: סתיו", "קיץ", "Meta"]
    assert {text.get_horizontalalignment() for text in axes.texts} == {"right"}


@pytest.mark.parametrize("language", ["en", "vi", "he"])
def test_all_charts_of_a_report_are_small_and_quiet(language: str, recwarn: pytest.WarningsRecorder) -> None:
    for name, axes in sample_charts(language).items():
        svg = to_svg(axes, title=name, alt=name, identifier=name)
        assert len(svg.encode()) < 14_000, name
    assert [warning.message for warning in recwarn] == []


def test_long_and_hostile_names_are_shortened_to_text() -> None:
    frame = pd.DataFrame({"label": ["x" * 10_000, HOSTILE, "$5 off, $10 off"], "value": [1.0, 2.0, 3.0]})
    axes = charts.bars(frame, show=str)
    assert [len(name) <= 28 for name in names(axes)] == [True] * 3 and names(axes)[0].endswith("…")
    assert "$5 off, $10 off" in to_svg(axes, title="t", alt="a", identifier="c")


def test_style_stays_in_its_scope() -> None:
    with matplotlib.rc_context({"font.size": 33, "text.parse_math": True}):
        before = dict(matplotlib.rcParams)
        axes = charts.bars(pd.DataFrame({"label": ["a"], "value": [1.0]}), show=str)
        to_svg(axes, title="t", alt="a", identifier="c")
        assert dict(matplotlib.rcParams) == before
    assert axes.texts[0].get_fontsize() == 12


def luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("page", ["#ffffff", "#14181c"])
def test_colours_stand_out_in_both_modes(page: str) -> None:
    assert {colour: contrast(colour, page) >= 3 for colour in drawing.PALETTE} == dict.fromkeys(drawing.PALETTE, True)


def test_grid_numbers_are_readable_on_their_cells() -> None:
    cells = pd.DataFrame({"cost": list("abcdef"), "value": "v", "roi": [0.1, 0.5, 2, -0.1, -0.5, -2], "is_headline": False})
    axes = charts.roi_grid(cells, show=percent)
    pairs = zip(axes.texts, axes.patches, strict=True)
    assert all(contrast(to_hex(text.get_color()), to_hex(patch.get_facecolor())) >= 4.5 for text, patch in pairs)
