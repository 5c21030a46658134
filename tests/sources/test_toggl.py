"""Toggl: hours, and nobody's name."""

from pathlib import Path

import pandas as pd
import pytest

HEADER = (
    "\ufeffUser,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount ()\n"
)


def test_hours_past_a_day_and_hashed_people(read) -> None:
    text = HEADER + "Ada,ada@example.com,,Social,Plan,Called Ada,No,2025-07-01,09:00:00,2025-07-02,12:15:00,27:15:00,video,\n"
    inputs = read({"toggl.csv": text})
    row = inputs.tables["timesheets"].iloc[0]
    assert inputs.problems == [] and row["hours"] == 27.25 and f"{row['day']:%Y-%m-%d}" == "2025-07-01"
    assert row[["project", "task", "tags"]].tolist() == ["Social", "Plan", "video"] and len(row["person"]) == 32
    assert "Ada" not in row.to_string()


def test_a_duration_that_is_none_is_refused(read) -> None:
    entry = "Ada,ada@example.com,,Social,,,No,2025-07-01,09:00:00,2025-07-01,10:00:00,1h,,\n"
    assert [problem.column for problem in read({"toggl.csv": HEADER + entry}).problems] == ["Duration"]


ENTRY = "Ada,ada@example.com,,Social,,,No,2025-07-01,23:30:00,2025-07-02,00:45:00,01:15:00,,\n"


def test_clock_times_are_moments_in_utc(read) -> None:
    row = read({"toggl.csv": HEADER + ENTRY}, timezone="Europe/Berlin").tables["timesheets"].iloc[0]
    assert f"{row['started_at']:%Y-%m-%d %H:%M %Z}" == "2025-07-01 21:30 UTC"
    assert f"{row['ended_at']:%Y-%m-%d %H:%M %Z}" == "2025-07-01 22:45 UTC"


def test_an_entry_of_another_zone_falls_on_the_clients_day(read) -> None:
    there = {"toggl.csv": {"timezone": "America/New_York"}}
    inputs = read({"toggl.csv": HEADER + ENTRY}, sources=there, timezone="Europe/Berlin")
    assert inputs.tables["timesheets"]["day"].tolist() == [pd.Timestamp("2025-07-02")]


def test_a_time_of_day_that_is_none_is_refused(read) -> None:
    (found,) = read({"toggl.csv": HEADER + ENTRY.replace("23:30:00", "29:30:00")}).problems
    assert (found.row, found.column) == (2, "Start time") and "'29:30:00'" in found.sentence()


def test_a_person_is_the_same_in_every_tool(read) -> None:
    harvest = "Date,Client,Project,Task,Hours,First Name,Last Name\n2025-07-15,L,S,P,1.5,ada,BYRON\n"
    sheets = read({"t.csv": HEADER + ENTRY.replace("Ada,", "Ada Byron,"), "h.csv": harvest}).tables["timesheets"]
    assert len(sheets) == 2 and sheets["person"].nunique() == 1


def test_params_give_roles_to_people_by_their_names(read) -> None:
    text = HEADER + ENTRY + ENTRY.replace("Ada,", "Mara Lead,")
    roles = read({"toggl.csv": text}, roles={"mara lead": "Manager"}).tables["timesheets"]["role"]
    assert pd.isna(roles[0]) and roles[1] == "Manager"
    (found,) = read({"toggl.csv": text}, roles={"Mara Laed": "Manager"}).problems
    assert "name 1 under `roles`, whose role is 'Manager', has no time entry" in found.sentence()


def test_the_real_file_adds_up(read, samples: Path) -> None:
    inputs = read({"toggl.csv": (samples / "toggl" / "toggl_detailed.csv").read_bytes()})
    lines = (samples / "toggl" / "toggl_detailed.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    minutes = sum(int(h) * 60 + int(m) for h, m, _ in (line.split(",")[11].split(":") for line in lines))
    assert inputs.problems == [] and inputs.files["sums"].iloc[0]["hours"] == pytest.approx(minutes / 60)
