"""Helio's timesheets: who worked for which channel, and how long."""

import datetime as dt

import numpy as np

from demo import exports
from demo.world import days, happens

PEOPLE = ("Ina Content", "Tom Community")
WORK = {  # project: (chance on a working day, minutes at most, tasks)
    "LinkedIn": (
        0.78,
        210,
        ("Post drafted", "Comments answered", "Carousel designed", "Ad texts, two variants"),
    ),
    "X": (0.42, 120, ("Thread written", "Replies", "Clip cut")),
    "Website": (0.40, 240, ("Blog post", "Landing page", "Release notes")),
}


def timesheet(rng: np.random.Generator) -> list[exports.Row]:
    """Toggl entries, oldest first; once a timer ran through a night and a day, and once past midnight."""
    entries = [
        _entry(rng, day, project)
        for day in days()
        if day.weekday() < 5 and not (day.month == 12 and day.day > 22)
        for project, (chance, _, _) in WORK.items()
        if happens(rng, chance)
    ]
    forgotten = _row("Tom Community", "Website", "Release notes", dt.datetime(2025, 3, 13, 16, 40), 26 * 3600 + 600)
    late = _row("Ina Content", "LinkedIn", "Launch post, waiting for approval", dt.datetime(2025, 6, 17, 22, 50), 5400)
    return sorted([*entries, forgotten, late], key=lambda row: (row["Start date"], row["Start time"], row["Project"]))


def _entry(rng: np.random.Generator, day: dt.date, project: str) -> exports.Row:
    _, most, tasks = WORK[project]
    start = dt.datetime.combine(day, dt.time(8 + int(rng.integers(7)), int(rng.integers(60)), int(rng.integers(60))))
    seconds = 60 * int(rng.integers(most // 3, most + 1))
    who = PEOPLE[int(rng.random() < 0.45)]
    return _row(who, project, tasks[int(rng.integers(len(tasks)))], start, seconds)


def _row(who: str, project: str, task: str, start: dt.datetime, seconds: int) -> exports.Row:
    end = start + dt.timedelta(seconds=seconds)
    return {
        "User": who, "Email": f"{who.split()[0].lower()}@example.com", "Client": "", "Project": project, "Task": "",
        "Description": task, "Billable": "No", "Start date": str(start.date()), "Start time": str(start.time()),
        "End date": str(end.date()), "End time": str(end.time()),
        "Duration": f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}", "Tags": "",
    }  # fmt: skip
