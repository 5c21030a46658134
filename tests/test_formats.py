"""Numbers, money and days as the reader writes them."""

import datetime

import pandas as pd
import pytest

from socialroi.errors import InputError
from socialroi.formats import MISSING, Formatter
from socialroi.periods import parse_period

ENGLISH = Formatter("en", "USD")
VIETNAMESE = Formatter("vi", "VND")
HEBREW = Formatter("he", "USD")


@pytest.mark.parametrize(
    ("formatter", "expected"),
    [
        (ENGLISH, "−$1,234.50"),
        (HEBREW, "−$1,234.50"),
        (Formatter("he", "ILS"), "−₪1,234.50"),
        (Formatter("vi", "EUR"), "−1.234,50\xa0€"),
        (Formatter("en", "CHF"), "−CHF\xa01,234.50"),
        (Formatter("ru", "RUB"), "−1\xa0234,50\xa0₽"),
        (Formatter("ko", "KRW"), "−₩1,234"),
        (Formatter("en", "KWD"), "−KWD\xa01,234.500"),
    ],
)
def test_money_is_exact_to_the_minor_unit(formatter: Formatter, expected: str) -> None:
    assert formatter.money(-1234.5) == expected


def test_no_direction_marks_are_left() -> None:
    written = HEBREW.money(-5) + HEBREW.percent(-0.5) + HEBREW.day(pd.Timestamp("2025-09-30")) + HEBREW.ratio(0.5)
    assert not set(written) & set("\u200e\u200f\u061c-")


@pytest.mark.parametrize(
    ("amount", "expected"),
    [(20040, "$20,000"), (1234567, "$1,230,000"), (1.674, "$1.67"), (0, "$0"), (-2460, "−$2,460"), (0.004, "$0.00")],
)
def test_rounded_money_has_three_figures_and_no_part_of_a_cent(amount: float, expected: str) -> None:
    assert ENGLISH.rounded_money(amount) == expected


def test_a_range_without_width_is_one_number() -> None:
    assert (ENGLISH.percent_range(0.21, 1.1), ENGLISH.percent_range(0.21, 0.211)) == ("21%\xa0– 110%", "21%")


def test_what_came_back_is_told_per_unit_of_the_currency() -> None:
    assert (ENGLISH.money_unit(), ENGLISH.money_per_unit(1.674)) == ("$1.00", "$1.67")
    assert (VIETNAMESE.money_unit(), VIETNAMESE.money_per_unit(1.674)) == ("1.000\xa0₫", "1.674\xa0₫")


@pytest.mark.parametrize(
    ("roi", "expected"),
    [(0.67, "67%"), (43.1176, "4,300%"), (16.6471, "1,700%"), (1.05, "110%"), (-0.1, "−10%"), (0.0567, "5.7%"),
     (0.004, "0.4%"), (0, "0%"), (-0.00001, "0%"), (0.996, "100%")],
)  # fmt: skip
def test_roi_has_two_figures_and_at_most_one_decimal(roi: float, expected: str) -> None:
    assert ENGLISH.percent(roi) == expected


@pytest.mark.parametrize(
    ("share", "expected"), [(0.6, "60%"), (0.042, "4.2%"), (0.996, "99.6%"), (1.0, "100%"), (1.7, "170%"), (0.0, "0%")]
)
def test_shares_show_that_nearly_all_is_not_all(share: float, expected: str) -> None:
    assert ENGLISH.share(share) == expected


@pytest.mark.parametrize(("ratio", "expected"), [(6.95, "7.0×"), (8.333, "8.3×"), (0.7, "0.70×"), (431.2, "430×"), (0, "0×")])
def test_ratios_have_two_figures(ratio: float, expected: str) -> None:
    assert ENGLISH.ratio(ratio) == expected


def test_other_numbers() -> None:
    assert [ENGLISH.count(1234.4), ENGLISH.number(1.8349), ENGLISH.number(12345.6), ENGLISH.number(62.04)] == [
        "1,234", "1.83", "12,346", "62",
    ]  # fmt: skip
    assert ENGLISH.decimal(62, 1) == "62.0"
    assert VIETNAMESE.number(1.8349) == "1,83"
    assert [ENGLISH.change(0.12), ENGLISH.change(-0.05), ENGLISH.change(0)] == ["+12%", "−5%", "0%"]


@pytest.mark.parametrize("nothing", [None, float("nan"), float("inf"), float("-inf"), pd.NA, pd.NaT])
def test_missing_and_infinite_are_a_dash_everywhere(nothing: object) -> None:
    writers = ("money", "rounded_money", "money_per_unit", "percent", "change", "share", "ratio", "count", "number")
    assert {getattr(ENGLISH, name)(nothing) for name in writers} == {MISSING}
    assert ENGLISH.percent_range(nothing, 1.0) == ENGLISH.percent_range(0.0, nothing) == MISSING


def test_days_and_missing_days() -> None:
    first, last = pd.Timestamp("2025-07-01"), datetime.date(2025, 9, 30)
    assert ENGLISH.day(last) == "September 30, 2025"
    assert VIETNAMESE.day(first) == "1 tháng 7, 2025"
    assert HEBREW.short_day(last) == "30 בספט׳"
    assert ENGLISH.days(first, last) == "Jul 1\u2009–\u2009Sep 30, 2025"
    assert {ENGLISH.day(None), ENGLISH.short_day(pd.NaT), ENGLISH.days(first, None)} == {MISSING}


@pytest.mark.parametrize(
    ("label", "english", "vietnamese"),
    [("2025-Q3", "3rd quarter 2025", "Quý 3 năm 2025"), ("2025-09", "September 2025", "tháng 9 năm 2025"),
     ("2025", "2025", "2025"), ("2025-07-01..2025-07-03", "Jul 1\u2009–\u20093, 2025", "1\u2009–\u20093 thg 7, 2025")],
)  # fmt: skip
def test_periods_go_by_their_name(label: str, english: str, vietnamese: str) -> None:
    assert ENGLISH.period(parse_period(label)) == english
    assert VIETNAMESE.period(parse_period(label)) == vietnamese


def test_unknown_language_is_the_analysts_error() -> None:
    with pytest.raises(InputError, match="klingon"):
        Formatter("klingon", "USD").money(1)


@pytest.mark.parametrize("language", ["en", "vi", "he", "ru", "bg", "ko"])
def test_every_language_of_the_kit_writes_everything(language: str) -> None:
    formatter = Formatter(language, "USD")
    day = pd.Timestamp("2025-09-30")
    written = [formatter.money(5), formatter.percent(0.5), formatter.ratio(2), formatter.count(5), formatter.day(day)]
    assert all(any(letter.isdigit() for letter in text) for text in written)
    assert formatter.is_right_to_left == (language == "he")
