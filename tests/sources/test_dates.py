"""Days and times in every form of the exports."""

import datetime

import pandas as pd
import pytest

from socialroi.sources import dates


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("20250203", "2025-02-03"), ("2025-02-03T00:00:00", "2025-02-03"), ("12/10/2024 04:26", "2024-12-10"),
        ("Fri, Mar 21, 2025", "2025-03-21"), ("Thu Mar 20 2025", "2025-03-20"), ("2021-08-31 19:53 +0000", "2021-08-31"),
        ("Feb 19, 2023", "2023-02-19"), ("2023-05-31 23:06:05 -0700", "2023-05-31"), ("12/30/2025 9:40 am", "2025-12-30"),
        ("27 January 2026", "2026-01-27"), ("Fri, 6 Feb 2026", "2026-02-06"), ("September 21, 2026, 12:00 AM", "2026-09-21"),
        ("8/7/2023", "2023-08-07"), ("8 de marzo de 2025", "2025-03-08"), ("2024-03-12 09:14", "2024-03-12"),
    ],
)  # fmt: skip
def test_days_as_platforms_write_them(cell: str, day: str) -> None:
    assert dates.read_cell(cell, "month_first").at.date() == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    "cell", ["2025-02-30", "31/04/2025", "20251301", "Marchtober 3, 2025", "March 2025", "25:00", "0001-01-01", "5"]
)
def test_what_is_no_day_is_none(cell: str) -> None:
    assert dates.read_cell(cell, "day_first") is None


def test_order_is_proven_by_a_day_above_twelve_only() -> None:
    assert dates.orders(pd.Series(["03/04/2025", "25/04/2025"])) == {"day_first"}
    assert dates.orders(pd.Series(["03/04/2025", "04/25/2025"])) == {"month_first"}
    assert dates.orders(pd.Series(["03/04/2025"])) == set()
    assert dates.two_ways(pd.Series(["03/03/2025", "03/04/2025"])) == "03/04/2025"
    assert dates.read_cell("03/04/2025", None) is None


def test_a_day_without_year_takes_the_year_of_params() -> None:
    assert dates.needs_year(pd.Series(["2025-02-28", "8 de marzo"])) == "8 de marzo"
    assert dates.read_cell("8 de marzo", None) is None
    assert dates.read_cell("February 28", None, 2025).at == datetime.datetime(2025, 2, 28)


def test_noon_and_midnight_of_the_twelve_hour_clock() -> None:
    hours = [dates.read_cell(f"1/2/2025 12:05 {half}", "day_first").at.hour for half in ("AM", "pm")]
    assert hours == [0, 12]
    assert dates.read_cell("1/2/2025 13:05 pm", "day_first") is None


def test_times_become_the_clients_days() -> None:
    cells = pd.Series(["2025-07-01 23:30:00 -0700", "2025-07-01T22:00:00", "2025-07-01", "", "x"])
    days, bad = dates.as_days(cells, order=None, year=None, zone="America/Los_Angeles", client_zone="Asia/Ho_Chi_Minh")
    assert days[:3].dt.strftime("%Y-%m-%d").tolist() == ["2025-07-02", "2025-07-02", "2025-07-01"]
    assert days[3:].isna().all()
    assert bad.tolist() == [False, False, False, False, True]


def test_times_when_the_clocks_change() -> None:
    cells = pd.Series(["2025-03-30 02:30", "2025-10-26 02:30"])  # left out, and twice there
    times, bad = dates.as_times(cells, order=None, year=None, zone="Europe/Berlin")
    assert times.dt.strftime("%H:%M").tolist() == ["01:00", "00:30"]
    assert not bad.any()


def test_a_workbooks_own_dates_need_no_reading() -> None:
    cells = pd.Series([datetime.datetime(2025, 7, 1), "2025-07-02", None], dtype=object)
    days, bad = dates.as_days(cells, order=None, year=None, zone="UTC", client_zone="UTC")
    assert days[:2].dt.day.tolist() == [1, 2] and not bad.any()


def test_thousands_of_times_read_at_once_are_those_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = pd.Series(
        [f"2025-03-{day:02d} {hour:02d}:30:00 -0{5 + day % 2}00" for day in range(1, 31) for hour in range(24)] + [""]
    )
    at_once = []
    for many in (1, 10_000):
        monkeypatch.setattr(dates, "MANY", many)
        days, bad = dates.as_days(cells, order=None, year=None, zone="UTC", client_zone="Asia/Kolkata")
        at_once.append(days)
        assert not bad.any() and days.isna().sum() == 1
    pd.testing.assert_series_equal(*at_once)


def test_one_wrong_time_among_thousands_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dates, "MANY", 1)
    cells = pd.Series(["2025-02-28 10:00:00 +0000", "2025-02-30 10:00:00 +0000"])
    _, bad = dates.as_days(cells, order=None, year=None, zone="UTC", client_zone="UTC")
    assert bad.tolist() == [False, True]


@pytest.mark.parametrize(
    "text",
    ["8 tháng 3", "8 במרץ", "8 марта", "8 март", "3월 8일", "3月8日", "8 mars", "8 de marzo", "8. März", "8 marca", "8 березня"],
)
def test_the_eighth_of_march_in_every_language(text: str) -> None:
    assert dates.needs_year(pd.Series([text], dtype="str")) == text
    found = dates.read_cell(text, None, 2025)
    assert (found.at.year, found.at.month, found.at.day) == (2025, 3, 8)


def test_numbered_months_with_their_year() -> None:
    for text in ("8 tháng 3, 2025", "2025년 3월 8일", "2025年3月8日"):
        assert f"{dates.read_cell(text, None).at:%Y-%m-%d}" == "2025-03-08"


def test_points_between_day_and_month_prove_the_day_first() -> None:
    assert dates.orders(pd.Series(["03.04.2025"])) == {"day_first"} and dates.two_ways(pd.Series(["03.04.2025"])) is None
    assert dates.read_cell("03.04.2025", None).at.date() == datetime.date(2025, 4, 3)
    assert dates.read_cell("03.04.2025", "month_first") is None  # a platform that writes the month first never writes so
