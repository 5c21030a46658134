"""A report with every kind of block and chart, in each language: what the report layer's tests look at."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from socialroi import blocks, charts
from socialroi.svg import to_svg
from socialroi.texts import isolate
from socialroi.words import Words

HOSTILE = "<script>alert(1)</script>{{ 7 * 7 }}<img src=x onerror=alert(2)>\u202egpj.exe $5 & $10"
CURRENCIES = {"en": "EUR", "vi": "VND", "he": "USD", "qps": "EUR"}
TEXTS = {
    "en": ("Win new customers", "Break-even", "Staff time", "Autumn menu on Instagram", "Spring video", "What is left"),
    "vi": (
        "Thu hút khách hàng mới", "Điểm hòa vốn", "Thời gian của nhân viên", "Thực đơn mùa thu trên Instagram",
        "Phim ngắn mùa xuân", "Còn lại",
    ),
    "he": ("גיוס לקוחות חדשים", "נקודת איזון", "זמן עבודה של הצוות", "TikTok: קולקציית הסתיו", "סרטון אביב (Reels)", "מה נשאר"),
}  # fmt: skip
TEXTS["qps"] = TEXTS["en"]


def sample_words(language: str) -> Words:
    """The words of a sample: its language with its currency."""
    return Words(language, CURRENCIES[language])


def sample_blocks(language: str) -> list[blocks.Block]:
    """The whole report, hostile names in it."""
    words, (goal, _, staff, _, spring, _) = sample_words(language), TEXTS[language]
    days = words.formats.days(pd.Timestamp("2025-07-01"), pd.Timestamp("2025-09-30"))
    return [
        blocks.Report("Social ROI", language, words.currency, client="Mira Shop", period=days, footer="Blue Desk"),
        *_opening(words, language),
        blocks.Section("goals", goal),
        *_texts(words, language),
        blocks.Section("charts", spring),
        *(_chart(name, axes, language) for name, axes in sample_charts(language).items()),
        blocks.Section("checks", staff),
        *_lists(words, language),
        blocks.Summary({"schema": 1, "roi": {"value": 0.67}}),
    ]


def sample_sentence(language: str) -> str:
    """A sentence with a hostile name, an amount and a percentage in it."""
    formats = sample_words(language).formats
    parts = (isolate(HOSTILE), isolate(formats.money(20040)), isolate(formats.percent(-0.1)))
    return f"{TEXTS[language][0]}: {', '.join(parts)}."


def sample_table(language: str, details: bool = False) -> blocks.Table:
    """Three rows: a hostile name, a missing amount, a strong sum."""
    words, (goal, break_even, staff, autumn, spring, left) = sample_words(language), TEXTS[language]
    formats = words.formats
    rows = (
        (words.name(HOSTILE), formats.money(1234.5), formats.percent(-0.1)),
        (spring, formats.money(None), formats.ratio(6.9)),
        (left, formats.money(-98765.25), formats.count(1234)),
    )
    columns = (blocks.Column(goal), blocks.Column(staff, "number"), blocks.Column(break_even, "number"))
    return blocks.Table(autumn, columns, rows, strong=(2,), details=details)


def _opening(words: Words, language: str) -> list[blocks.Block]:
    goal, break_even, staff, autumn, spring, left = TEXTS[language]
    formats = words.formats
    cards = (
        blocks.Card(goal, formats.money(20040), previous=formats.percent(-0.1), note=staff),
        blocks.Card(staff, formats.percent(0.67)),
        blocks.Card(break_even, formats.share(0.6)),
        blocks.Card(left, formats.money(None)),
    )
    word, between = words.verdict("not_proven"), formats.percent_range(-0.1, 1.05)
    verdict = blocks.Verdict(
        "not_proven", word, sample_sentence(language), range=between, passport=autumn + ".", sentences=(spring, left)
    )
    return [verdict, blocks.Cards(cards)]


def _texts(words: Words, language: str) -> list[blocks.Block]:
    goal, _, staff, autumn, spring, _ = TEXTS[language]
    return [
        blocks.Heading(autumn),
        blocks.Paragraph(sample_sentence(language)),
        blocks.Paragraph(spring, tone="small"),
        blocks.Paragraph(autumn, tone="warning"),
        blocks.Bullets((goal, staff, HOSTILE)),
        blocks.Bullets((spring, autumn), ordered=True),
        sample_table(language),
    ]


def _chart(name: str, axes: Axes, language: str) -> blocks.Chart:
    title, alt = f"{TEXTS[language][0]} ({name})", sample_sentence(language)
    svg = to_svg(axes, title=title, alt=alt, identifier=f"chart-{name}")
    return blocks.Chart(title, svg, alt, sample_table(language))


def _lists(words: Words, language: str) -> list[blocks.Block]:
    goal, break_even, staff, autumn, spring, left = TEXTS[language]
    money = words.formats.money
    statuses = ("pass", "review", "fail")
    return [
        blocks.Checks(tuple(blocks.Check(status, words.status(status), autumn, spring) for status in statuses)),
        blocks.Definitions(((goal, autumn), (break_even, spring))),
        blocks.Facts((blocks.Fact(staff, money(6000), spring), blocks.Fact(left, money(-4000.5), strong=True))),
        sample_table(language, details=True),
    ]


def sample_charts(language: str) -> dict[str, Axes]:
    """One chart of each kind, with hostile and mixed names."""
    words, texts = sample_words(language), TEXTS[language]
    look = {"right_to_left": words.formats.is_right_to_left}
    percent = words.formats.percent
    versus = {"show": percent, "break_even": texts[1], **look}
    names = [texts[3], texts[4], HOSTILE, "LinkedIn"]
    values = pd.DataFrame({"label": names, "value": [0.67, -0.3, 2.1, np.nan]})
    ranged = values.assign(low=[0.2, -0.6, -0.5, np.nan], high=[1.05, 0.1, 5.2, np.nan], is_few=[False, False, True, True])
    moves = pd.DataFrame({"label": names, "low": [0.2, 0.5, 0.9, 0.6], "high": [1.3, 0.8, -0.2, 0.7]})
    draws = np.random.default_rng(7).normal(0.67, 0.3, 20_000)
    ends = {"low": 0.29, "likely": 0.67, "high": 1.05}
    return {
        "waterfall": charts.waterfall(sample_steps(texts), show=words.formats.rounded_money, **look),
        "grid": charts.roi_grid(sample_grid(texts), show=percent, **look),
        "dots": charts.dots_with_intervals(ranged, **versus),
        "trend": charts.trend(_periods(), **versus),
        "tornado": charts.tornado(moves, likely=0.67, **versus),
        "range": charts.range_of_roi(draws, **ends, show=percent, break_even=texts[1]),
        "bars": charts.bars(values, show=percent, **look),
        "lines": charts.lines(_waves(names), show=words.formats.count, show_day=words.formats.short_day),
    }


def sample_steps(texts: tuple[str, ...]) -> pd.DataFrame:
    """Value by grade, two costs, the rest."""
    goal, _, staff, autumn, spring, left = texts
    return pd.DataFrame(
        {
            "label": [f"{goal} (A)", f"{spring} (B)", autumn, staff, left],
            "amount": [16900.0, 3140.0, -6000.0, -16500.0, -2460.0],
            "kind": ["value", "modelled", "cost", "cost", "net"],
        }
    )


def sample_grid(texts: tuple[str, ...]) -> pd.DataFrame:
    """Nine ROIs, worked example 2 of the formulas with a worse last row."""
    goal, _, staff, autumn, spring, left = texts
    rois = {goal: (7.3333, 6.1429, 3.1667), autumn: (2.3333, 1.8571, 0.6667), spring: (0.1, -0.2857, -0.6)}
    costs = (staff, f"{staff} + {spring}", left)
    cells = [(cost, value, roi) for value, row in rois.items() for cost, roi in zip(costs, row, strict=True)]
    frame = pd.DataFrame(cells, columns=["cost", "value", "roi"])
    return frame.assign(is_headline=(frame["cost"] == left) & (frame["value"] == autumn))


def _periods() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": ["2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3"],
            "value": [-0.2, 0.1, 0.5, 0.67],
            "low": [-0.5, -0.2, 0.2, 0.21],
            "high": [0.1, 0.4, 0.8, 1.05],
            "is_unripe": [False, False, False, True],
        }
    )


def _waves(names: list[str]) -> pd.DataFrame:
    days, steps = pd.date_range("2025-07-01", periods=92), np.arange(92)
    waves = [
        pd.DataFrame({"day": days, "label": name, "value": 50 + place * 20 + 30 * np.sin(steps / (5 + place))})
        for place, name in enumerate(names)
    ]
    frame = pd.concat(waves, ignore_index=True)
    is_before_start = (frame["label"] == "LinkedIn") & (frame["day"] < "2025-07-20")
    return frame.assign(value=frame["value"].mask(is_before_start))
