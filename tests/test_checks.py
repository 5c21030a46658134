"""Which days the exports speak of, and up to which day everything is known."""

import pandas as pd
import pytest
from books import book, covered, table

from socialroi import checks
from socialroi.periods import parse_period

Q3 = parse_period("2025-Q3")
SILENT = {"first_day": pd.NaT, "last_day": pd.NaT, "coverage": "not_stated"}
ORDER = {"status": "paid", "net": 1.0, "currency": "EUR"}


def missing(*files: dict) -> dict[str, int]:
    found = checks.coverage(book(files=files).files, ["spend", "orders"], Q3)
    return dict(zip(found["source"], found["missing"], strict=True))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2025-07-01", "2025-09-30", 0),
        ("2025-01-01", "2026-01-01", 0),
        ("2025-07-02", "2025-09-30", 1),
        ("2025-07-01", "2025-09-29", 1),
        ("2025-07-15", "2025-07-15", 91),
        ("2025-01-01", "2025-06-30", 92),
        ("2025-10-01", "2025-10-05", 92),
    ],
)
def test_days_that_an_export_does_not_cover_are_counted(first: str, last: str, expected: int) -> None:
    assert missing(covered("spend", first, last)) == {"test": expected}


def test_files_of_one_source_cover_together_and_sources_each_for_itself() -> None:
    meta = [covered("spend", "2025-07-01", "2025-08-15", "meta_ads"), covered("spend", "2025-08-10", "2025-09-30", "meta_ads")]
    tiktok = [
        covered("spend", "2025-07-01", "2025-07-10", "tiktok_ads"),
        covered("spend", "2025-07-12", "2025-09-30", "tiktok_ads"),
    ]
    assert missing(*meta, *tiktok) == {"meta_ads": 0, "tiktok_ads": 1}


def test_coverage_that_is_not_stated_is_neither_covered_nor_missing() -> None:
    found = checks.coverage(book(files=(covered("orders", "2025-07-01", "2025-07-02") | SILENT,)).files, ["orders"], Q3)
    assert found[["covered", "missing", "is_stated"]].values.tolist() == [[0, 0, False]]


def test_tables_that_the_headline_does_not_use_are_left_out() -> None:
    assert missing(covered("posts", "2025-07-01", "2025-07-02")) == {}
    assert checks.coverage(book().files, ["spend"], Q3).empty


# --- as of -------------------------------------------------------------------------------------------------------------


def as_of(*files: dict, tables: tuple = ("spend", "orders"), frames: tuple = (), **params: object) -> pd.Timestamp:
    return checks.as_of(book(*frames, files=files, **params), list(tables))


def test_as_of_is_the_earliest_of_the_tables_latest_days() -> None:
    files = (
        covered("spend", "2025-01-01", "2025-10-05"),
        covered("spend", "2025-01-01", "2025-08-01", "other"),
        covered("orders", "2025-01-01", "2025-10-03"),
        covered("posts", "2025-01-01", "2025-09-01"),
    )
    assert as_of(*files) == pd.Timestamp("2025-10-03")


def test_the_params_day_comes_first() -> None:
    assert as_of(covered("spend", "2025-01-01", "2025-10-05"), as_of="2025-09-30") == pd.Timestamp("2025-09-30")


def test_a_silent_file_does_not_move_the_as_of_day_of_the_others() -> None:
    files = (covered("spend", "2025-01-01", "2025-10-05"), covered("orders", "2025-01-01", "2025-01-01") | SILENT)
    assert as_of(*files) == pd.Timestamp("2025-10-05")


def test_where_all_files_are_silent_the_last_day_seen_counts() -> None:
    deals = table(
        "deals", {"day": "2025-08-01", "closed_day": "2025-09-20", "deal_id": "1"}, {"day": "2025-09-01", "deal_id": "2"}
    )
    leads = table("leads", {"day": "2025-09-19"})
    assert as_of(tables=("deals", "leads"), frames=(deals, leads)) == pd.Timestamp("2025-09-20")


@pytest.mark.parametrize("tables", [(), ("orders",), ("orders", "conversions")])
def test_where_nothing_is_known_there_is_no_as_of_day(tables: tuple) -> None:
    assert pd.isna(as_of(covered("orders", "2025-01-01", "2025-01-01") | SILENT, tables=tables))


# --- data at all -------------------------------------------------------------------------------------------------------


def test_a_row_or_a_covered_day_in_the_period_is_data() -> None:
    inside, outside = ({"day": day, **ORDER} for day in ("2025-09-30", "2025-10-01"))
    assert checks.has_data(book(table("orders", inside)), ["orders"], Q3)
    assert not checks.has_data(book(table("orders", outside)), ["orders"], Q3)
    assert checks.has_data(book(files=(covered("orders", "2025-09-30", "2025-12-31"),)), ["orders"], Q3)
    assert not checks.has_data(book(), ["orders"], Q3)


@pytest.mark.parametrize(
    ("at", "expected"), [("2025-07-01 03:59", False), ("2025-07-01 04:00", True), ("2025-10-01 03:59", True)]
)
def test_a_moment_falls_on_the_clients_day(at: str, expected: bool) -> None:
    rows = table("conversions", {"at": pd.Timestamp(at, tz="UTC"), "action": "sign_up"})
    assert checks.has_data(book(rows, timezone="America/New_York"), ["conversions"], Q3) is expected


def test_a_period_is_covered_where_spend_and_results_are_whole() -> None:
    whole, short = covered("spend", "2025-07-01", "2025-09-30"), covered("orders", "2025-07-02", "2025-09-30")
    silent = covered("orders", "2025-07-01", "2025-07-01") | SILENT
    orders = table("orders", {"day": "2025-08-01", **ORDER})
    assert checks.is_covered(book(files=(whole,)), Q3)
    assert not checks.is_covered(book(files=(whole, short)), Q3)
    assert not checks.is_covered(book(files=(whole, silent)), Q3)
    assert checks.is_covered(book(orders, files=(whole, silent)), Q3)
    assert not checks.is_covered(book(), Q3)
