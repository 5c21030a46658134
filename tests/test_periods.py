"""Periods: both ends included, neighbours without a gap, and a plain refusal of anything else."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialroi.errors import InputError
from socialroi.periods import Period, parse_period

MONTHS = st.builds(lambda year, month: f"{year}-{month:02d}", st.integers(2000, 2099), st.integers(1, 12))
QUARTERS = st.builds(lambda year, quarter: f"{year}-Q{quarter}", st.integers(2000, 2099), st.integers(1, 4))
YEARS = st.integers(2000, 2099).map(str)
RANGES = st.builds(
    lambda first, length: f"{first}..{first + pd.Timedelta(days=length):%Y-%m-%d}".replace(" 00:00:00", ""),
    st.dates(pd.Timestamp("2000-01-01").date(), pd.Timestamp("2090-01-01").date()), st.integers(0, 800),
)  # fmt: skip


@pytest.mark.parametrize(
    ("label", "first", "last", "days"),
    [
        ("2025-09", "2025-09-01", "2025-09-30", 30), ("2025-Q3", "2025-07-01", "2025-09-30", 92),
        ("2025", "2025-01-01", "2025-12-31", 365), ("2024", "2024-01-01", "2024-12-31", 366),
        ("2024-02", "2024-02-01", "2024-02-29", 29), ("2025-02", "2025-02-01", "2025-02-28", 28),
        ("2025-07-01..2025-09-30", "2025-07-01", "2025-09-30", 92), ("2024-02-29..2024-02-29", "2024-02-29", "2024-02-29", 1),
    ],
)  # fmt: skip
def test_both_ends_are_included(label: str, first: str, last: str, days: int) -> None:
    period = parse_period(label)
    assert (period.start, period.end, period.days) == (pd.Timestamp(first), pd.Timestamp(last), days)
    assert len(period.dates()) == days


def test_the_last_day_is_in_and_the_day_after_is_not() -> None:
    days = pd.Series(pd.to_datetime(["2025-06-30", "2025-07-01", "2025-09-30", "2025-10-01", None]))
    assert parse_period("2025-Q3").holds(days).tolist() == [False, True, True, False, False]


@pytest.mark.parametrize(
    ("label", "before"),
    [("2025-01", "2024-12"), ("2025-Q1", "2024-Q4"), ("2025", "2024"), ("2024-03", "2024-02"),
     ("2025-07-01..2025-09-30", "2025-03-31..2025-06-30"), ("2024-03-01..2024-03-01", "2024-02-29..2024-02-29")],
)  # fmt: skip
def test_the_period_before(label: str, before: str) -> None:
    assert parse_period(label).previous().label == before


@given(st.one_of(MONTHS, QUARTERS, YEARS, RANGES))
def test_a_period_and_the_one_before_touch_without_gap_or_overlap(label: str) -> None:
    period = parse_period(label)
    before = period.previous()
    assert before.end + pd.Timedelta(days=1) == period.start
    assert before.start <= before.end
    if ".." in label:
        assert before.days == period.days


@given(YEARS)
def test_the_four_quarters_are_the_year(year: str) -> None:
    days = [day for quarter in range(1, 5) for day in parse_period(f"{year}-Q{quarter}").dates()]
    assert days == list(parse_period(year).dates())


@pytest.mark.parametrize(
    "label",
    ["2025-13", "2025-Q5", "2025-q3", "25-09", "", "2025-02-30..2025-03-01", "2025-07-01", "0000", "9999", "٢٠٢٥", "last month"],
)
def test_anything_else_is_refused_with_the_forms_that_fit(label: str) -> None:
    with pytest.raises(InputError, match=r"is not a period; expected 2025-09, 2025-Q3, 2025 or"):
        parse_period(label)


@pytest.mark.parametrize("number", [2025, 2025.0, None])
def test_a_number_is_not_a_period(number: object) -> None:
    with pytest.raises(InputError, match="write the period as text"):
        parse_period(number)


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(InputError, match="ends before it starts"):
        parse_period("2025-09-30..2025-07-01")


def test_spaces_around_a_label_do_not_matter() -> None:
    assert parse_period(" 2025-09 ") == Period("2025-09", pd.Timestamp("2025-09-01"), pd.Timestamp("2025-09-30"))
