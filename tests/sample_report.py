"""A report with every kind of block and chart, in three languages: what the report layer's tests look at."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from socialroi import charts
from socialroi.blocks import (
    Block,
    Bullets,
    Card,
    Cards,
    Chart,
    Check,
    Checks,
    Column,
    Definitions,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Report,
    Section,
    Summary,
    Table,
    Verdict,
)
from socialroi.svg import to_svg
from socialroi.words import Words

HOSTILE = "<script>alert(1)</script>{{ 7 * 7 }}<img src=x onerror=alert(2)>\u202egpj.exe $5 & $10"
CURRENCIES = {"en": "EUR", "vi": "VND", "he": "USD", "qps": "EUR"}
TEXTS = {
    "en": ("Win new customers", "Break-even", "Staff time", "Autumn menu on Instagram", "Spring video", "What is left"),
    "vi": ("Thu hút khách hàng mới", "Điểm hòa vốn", "Thời gian của nhân viên", "Thực đơn mùa thu trên Instagram", "Phim ngắn mùa xuân", "Còn lại"),
    "he": ("גיוס לקוחות חדשים", "נקודת איזון", "זמן עבודה של הצוות", "TikTok: קולקציית הסתיו", "סרטון אביב (Reels)", "מה נשאר"),
}  # fmt: skip
TEXTS["qps"] = TEXTS["en"]


def sample_blocks(language: str) -> list[Block]:
    """The whole report, hostile names in it."""
    words = Words(language, CURRENCIES[language])
    goal, break_even, staff, autumn, spring, left = TEXTS[language]
    table = Table(
        autumn,
        (Column(goal), Column(staff, "number"), Column(break_even, "number")),
        ((words.name(HOSTILE), words.formats.money(1234.5), words.formats.percent(-0.1)),
         (spring, words.formats.money(None), words.formats.ratio(6.9)),
         (left, words.formats.money(-98765.25), words.formats.count(1234))),
        strong=(2,),
    )  # fmt: skip
    money, percent = words.formats.money(20040), words.formats.percent(-0.1)
    sentence = words.say("%(goal)s: %(money)s, %(percent)s", goal=HOSTILE, money=money, percent=percent) if language == "en" else f"{goal}: \u2068{HOSTILE}\u2069 \u2068{money}\u2069, \u2068{percent}\u2069."
    return [
        Report("Social ROI", language, words.currency, client="Mira Shop", period=words.formats.days(pd.Timestamp("2025-07-01"), pd.Timestamp("2025-09-30")), footer="Blue Desk"),
        Verdict("not_proven", words.verdict("not_proven"), sentence, words.formats.percent_range(-0.1, 1.05), spring + ". " + autumn + ".", (goal + ".", left + ".")),
        Cards((Card(goal, money, percent, staff), Card(staff, words.formats.percent(0.67)), Card(break_even, words.formats.share(0.6)), Card(left, words.formats.money(None)))),
        Section("goals", goal), Heading(autumn), Paragraph(sentence), Paragraph(spring + ".", "small"), Paragraph(autumn + ".", "warning"),
        Bullets((goal, staff, HOSTILE)), Bullets((spring, autumn), ordered=True), table,
        Section("charts", spring),
        *(Chart(f"{goal} ({name})", to_svg(axes, title=goal, alt=f"{goal}: {percent}", identifier=f"chart-{name}"), f"{goal}: {percent}", table) for name, axes in sample_charts(language).items()),
        Section("checks", staff),
        Checks(tuple(Check(status, words.status(status), autumn, spring + ".") for status in ("pass", "review", "fail"))),
        Definitions(((goal, autumn + "."), (break_even, spring + "."))),
        Facts((Fact(staff, words.formats.money(6000), spring), Fact(left, words.formats.money(-4000.5), strong=True))),
        Table(break_even, table.columns, table.rows, details=True),
        Summary({"schema": 1, "roi": {"value": 0.67}}),
    ]  # fmt: skip


def sample_charts(language: str) -> dict[str, Axes]:
    """One chart of each kind, hostile and mixed names in them."""
    words = Words(language, CURRENCIES[language])
    goal, break_even, staff, autumn, spring, left = TEXTS[language]
    look = {"right_to_left": words.formats.is_right_to_left}
    versus = {"show": words.formats.percent, "break_even": break_even, **look}
    money = {"show": words.formats.rounded_money, **look}
    names = [autumn, spring, HOSTILE, "LinkedIn"]
    ranged = pd.DataFrame({"label": names, "value": [0.67, -0.3, 2.1, np.nan], "low": [0.2, -0.6, -0.5, np.nan],
                           "high": [1.05, 0.1, 5.2, np.nan], "is_few": [False, False, True, True]})  # fmt: skip
    steps = pd.DataFrame({"label": [goal + " (A)", spring + " (B)", words.cost_type("media"), staff, left], "amount": [16900.0, 3140, -6000, -16500, -2460],
                          "kind": ["value", "modelled", "cost", "cost", "net"]})  # fmt: skip
    periods = pd.DataFrame({"label": ["2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3"], "value": [-0.2, 0.1, 0.5, 0.67], "low": [-0.5, -0.2, 0.2, 0.21],
                            "high": [0.1, 0.4, 0.8, 1.05], "is_unripe": [False, False, False, True]})  # fmt: skip
    grid = pd.DataFrame([(cost, value, roi, (cost, value) == (left, autumn)) for (value, row) in zip((goal, autumn, spring), ([7.333, 6.1429, 3.1667], [2.3333, 1.8571, 0.6667], [0.1, -0.2857, -0.6]), strict=True)
                         for cost, roi in zip((staff, f"{staff} + {spring}", left), row, strict=True)], columns=["cost", "value", "roi", "is_headline"])  # fmt: skip
    moves = pd.DataFrame({"label": names, "low": [0.2, 0.5, 0.9, 0.6], "high": [1.3, 0.8, -0.2, 0.7]})
    draws = np.random.default_rng(7).normal(0.67, 0.3, 20_000)
    days = pd.date_range("2025-07-01", periods=92)
    waves = pd.concat([pd.DataFrame({"day": days, "label": name, "value": 50 + place * 20 + 30 * np.sin(np.arange(92) / (5 + place))}) for place, name in enumerate(names)])
    waves.loc[(waves["label"] == "LinkedIn") & (waves["day"] < "2025-07-20"), "value"] = np.nan
    return {
        "waterfall": charts.waterfall(steps, **money),
        "grid": charts.roi_grid(grid, show=words.formats.percent, **look),
        "dots": charts.dots_with_intervals(ranged, **versus),
        "trend": charts.trend(periods, **versus),
        "tornado": charts.tornado(moves, likely=0.67, **versus),
        "range": charts.range_of_roi(draws, low=0.29, likely=0.67, high=1.05, show=words.formats.percent, break_even=break_even),
        "bars": charts.bars(ranged[["label", "value"]], show=words.formats.percent, **look),
        "lines": charts.lines(waves, show=words.formats.count, show_day=words.formats.short_day),
    }
