"""Helio's timesheets: who worked for which channel, and how long; and the messages that were answered meanwhile."""

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np

from demo import exports
from demo.world import days, happens

PEOPLE = ("Ina Content", "Tom Community")
MANAGER = "Mara Lead"
WORK = {  # project: (chance on a working day, minutes at most, tasks with what they make)
    "LinkedIn": (
        0.78,
        210,
        (("Post drafted", "post"), ("Comments answered", "answers"), ("Carousel designed", "post"),
         ("Ad texts, two variants", "ads")),
    ),
    "X": (0.42, 120, (("Thread written", "post"), ("Replies", "answers"), ("Clip cut", "post"))),
    "Website": (0.40, 240, (("Blog post", "blog"), ("Landing page", "page"), ("Release notes", "page"))),
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One time entry: who did what for which project, from when on and how long."""

    who: str
    project: str
    task: tuple[str, str]  # as described, and what it makes
    start: dt.datetime
    seconds: int

    @property
    def end(self) -> dt.datetime:
        """When it was over."""
        return self.start + dt.timedelta(seconds=self.seconds)


def timesheet(rng: np.random.Generator) -> list[exports.Row]:
    """Toggl entries, oldest first; once a timer ran through a night and a day, and once past midnight."""
    made = [
        _entry(rng, day, project)
        for day in days()
        if _is_worked(day)
        for project, (chance, _, _) in WORK.items()
        if happens(rng, chance)
    ]
    late = Entry(PEOPLE[0], "LinkedIn", ("Launch post, waiting for approval", "post"), dt.datetime(2025, 6, 17, 22, 50), 5400)
    forgotten = Entry(PEOPLE[1], "Website", ("Release notes", "page"), dt.datetime(2025, 3, 13, 16, 40), 26 * 3600 + 600)
    entries = [*_one_after_another([*made, late]), forgotten, *_approvals()]
    return [_row(entry) for entry in sorted(entries, key=lambda entry: (entry.start, entry.project))]


def _is_worked(day: dt.date) -> bool:
    return day.weekday() < 5 and not (day.month == 12 and day.day > 22)


def _entry(rng: np.random.Generator, day: dt.date, project: str) -> Entry:
    _, most, tasks = WORK[project]
    start = dt.datetime.combine(day, dt.time(8 + int(rng.integers(7)), int(rng.integers(60)), int(rng.integers(60))))
    seconds = 60 * int(rng.integers(most // 3, most + 1))
    who = PEOPLE[int(rng.random() < 0.45)]
    return Entry(who, project, tasks[int(rng.integers(len(tasks)))], start, seconds)


def _one_after_another(entries: list[Entry]) -> list[Entry]:
    """Nobody does two things at once: an entry that would begin before the person's last one ended begins when it ends."""
    free: dict[str, dt.datetime] = {}
    moved = []
    for entry in sorted(entries, key=lambda one: (one.start, one.project)):
        moved.append(replace(entry, start=max(entry.start, free.get(entry.who, entry.start))))
        free[entry.who] = moved[-1].end
    return moved


def _approvals() -> list[Entry]:
    """The manager plans and approves for half an hour every Friday."""
    fridays = [day for day in days() if _is_worked(day) and day.weekday() == 4]
    return [Entry(MANAGER, "LinkedIn", ("Plan and approvals", "post"), dt.datetime.combine(day, dt.time(9)), 1800)
            for day in fridays]  # fmt: skip


def _row(entry: Entry) -> exports.Row:
    start, end, seconds = entry.start, entry.end, entry.seconds
    return {
        "User": entry.who, "Email": f"{entry.who.split()[0].lower()}@example.com", "Client": "", "Project": entry.project,
        "Task": entry.task[1], "Description": entry.task[0], "Billable": "No", "Start date": str(start.date()),
        "Start time": str(start.time()), "End date": str(end.date()), "End time": str(end.time()),
        "Duration": f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}", "Tags": "",
    }  # fmt: skip


def messages(rng: np.random.Generator) -> list[exports.Row]:
    """Questions that came in on LinkedIn and X; most of them were answered."""
    a_day = {"linkedin": 1.1, "x": 0.6}
    asked = [(day, channel) for day in days() for channel, mean in a_day.items() for _ in range(rng.poisson(mean))]
    return [
        {"day": str(day), "ticket_id": str(5100 + place), "channel": channel, "is_answered": str(happens(rng, 0.88)).lower()}
        for place, (day, channel) in enumerate(asked)
    ]  # fmt: skip
