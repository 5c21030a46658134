"""Toggl: hours, and nobody's name."""

from pathlib import Path

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


def test_equal_entries_of_one_file_are_two_entries(read) -> None:
    entry = "Ada,ada@example.com,,Social,,,No,2025-07-01,09:00:00,2025-07-01,10:00:00,01:00:00,,\n"
    assert read({"toggl.csv": HEADER + entry + entry}).tables["timesheets"]["hours"].sum() == 2


def test_a_duration_that_is_none_is_refused(read) -> None:
    entry = "Ada,ada@example.com,,Social,,,No,2025-07-01,09:00:00,2025-07-01,10:00:00,1h,,\n"
    assert [problem.column for problem in read({"toggl.csv": HEADER + entry}).problems] == ["Duration"]


def test_the_real_file_adds_up(read, samples: Path) -> None:
    inputs = read({"toggl.csv": (samples / "toggl" / "toggl_detailed.csv").read_bytes()})
    lines = (samples / "toggl" / "toggl_detailed.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    minutes = sum(int(h) * 60 + int(m) for h, m, _ in (line.split(",")[11].split(":") for line in lines))
    assert inputs.problems == [] and inputs.files["sums"].iloc[0]["hours"] == pytest.approx(minutes / 60)
