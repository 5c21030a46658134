"""Clockify: dates by the workspace's setting, cost columns of paid plans, a total row."""

import pandas as pd
from samples import CLOCKIFY, CLOCKIFY_PAID
from written import account_of


def test_days_are_proven_by_the_files_own_dates(read) -> None:
    inputs = read({"c.csv": CLOCKIFY})
    assert inputs.problems == []
    entries = inputs.tables["timesheets"]
    assert entries["day"].tolist() == [pd.Timestamp("2026-01-21"), pd.Timestamp("2026-02-03")]
    assert entries["hours"].tolist() == [1.5, 0.25] and entries["cost"].isna().all() and set(entries["currency"]) == {"USD"}


def test_the_cost_of_paid_plans_and_the_total_row(read) -> None:
    inputs = read({"c.csv": CLOCKIFY_PAID})
    assert inputs.problems == []
    assert inputs.tables["timesheets"]["cost"].tolist() == [30]
    assert account_of(inputs, "c.csv", "timesheets") == {"read": 2, "kept": 1, "total": 1, "duplicate": 0, "refused": 0}


def test_clock_times_in_halves_of_the_day_and_the_group_as_role(read) -> None:
    text = CLOCKIFY.replace('","","', '","Design","', 1).replace("09:00:00 AM", "09:00:00 PM", 1)
    entries = read({"c.csv": text}, timezone="Europe/Berlin").tables["timesheets"]
    assert f"{entries['started_at'][0]:%H:%M}" == "20:00" and f"{entries['ended_at'][0]:%H:%M}" == "09:30"  # winter
    assert entries["role"][0] == "Design" and pd.isna(entries["role"][1])


def test_dates_that_prove_nothing_stop(read) -> None:
    inputs = read({"c.csv": CLOCKIFY.replace("21/01/2026", "02/01/2026")})
    assert "dates: day_first" in inputs.problems[0].fix and inputs.tables["timesheets"].empty
    stated = read({"c.csv": CLOCKIFY.replace("21/01/2026", "02/01/2026")}, sources={"c.csv": {"dates": "day_first"}})
    assert stated.tables["timesheets"]["day"].tolist() == [pd.Timestamp("2026-01-02"), pd.Timestamp("2026-02-03")]


def test_a_total_of_other_hours_stops(read) -> None:
    (problem,) = read({"c.csv": CLOCKIFY_PAID.replace('"1.50","","75.00"', '"3.50","","75.00"')}).problems
    assert "says 3.50, where the other rows add up to 1.50" in problem.found and problem.column == "Duration (decimal)"
