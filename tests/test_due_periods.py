"""Periods that advance by themselves, in the client's time zone."""

import datetime
from pathlib import Path

import pytest

from socialroi.due_periods import labels_for
from socialroi.errors import InputError
from socialroi.periods import resolve_period


@pytest.mark.parametrize(
    ("today", "month", "quarter"),
    [
        ("2025-01-01", "2024-12", "2024-Q4"),
        ("2025-01-31", "2024-12", "2024-Q4"),
        ("2024-02-29", "2024-01", "2023-Q4"),
        ("2025-03-31", "2025-02", "2024-Q4"),
        ("2025-04-01", "2025-03", "2025-Q1"),
        ("2025-06-30", "2025-05", "2025-Q1"),
        ("2025-12-31", "2025-11", "2025-Q3"),
    ],
)
def test_the_last_month_and_quarter_are_whole_and_over(today: str, month: str, quarter: str) -> None:
    day = datetime.date.fromisoformat(today)
    for word, label in (("last-month", month), ("last-quarter", quarter)):
        period = resolve_period(word, day)
        assert period.label == label
        assert period.end.date() < day


def test_other_labels_stay_as_they_are() -> None:
    assert resolve_period("2025-Q3", datetime.date(2030, 1, 1)).label == "2025-Q3"
    with pytest.raises(InputError, match="'last-week' is not a period"):
        resolve_period("last-week", datetime.date(2030, 1, 1))


@pytest.mark.parametrize(
    ("zone", "month"),
    [("UTC", "2025-05"), ("Asia/Seoul", "2025-06"), ("America/New_York", "2025-05"), ("Pacific/Kiritimati", "2025-06")],
)
def test_the_day_is_that_of_the_clients_zone(tmp_path: Path, zone: str, month: str) -> None:
    params = tmp_path / "acme.yaml"
    params.write_text(f"client: A\ncurrency: EUR\nvalue_basis: revenue\ntimezone: {zone}\n", encoding="utf-8")
    last_hours_of_june = datetime.datetime(2025, 6, 30, 20, 0, tzinfo=datetime.UTC)
    assert labels_for(["last-month"], params, now=last_hours_of_june) == [month]


def test_each_period_comes_once_and_wrong_params_are_left_to_the_report(tmp_path: Path) -> None:
    now = datetime.datetime(2025, 6, 30, 20, 0, tzinfo=datetime.UTC)
    assert labels_for(["2025-05", "last-month", "2025-Q1", "last-quarter"], tmp_path / "no.yaml", now=now) == [
        "2025-05",
        "2025-Q1",
    ]
