"""Clockify's detailed time report."""

import re

import pandas as pd

from socialroi.sources.block import Block, as_text
from socialroi.sources.part import Context, Part
from socialroi.sources.repeats import again
from socialroi.sources.stated_totals import check_total
from socialroi.sources.take import Take
from socialroi.sources.time_entry import times_of

NAME = "clockify"


def recognise(block: Block) -> bool:
    """By its two durations beside user and project."""
    return block.has("Project", "User", "Start Date", "Duration (h)", "Duration (decimal)")


def repeats(block: Block, context: Context) -> pd.Series:
    """True for an entry that stands twice: one person begins one thing a minute."""
    return again(block, ("User",), ("Start Time",))


def read(block: Block, context: Context) -> Part:
    """One row per entry, on the day it began. The person stays as a hash; mail, client and description do not stay.

    The workspace chooses the order of day and month, so the file's own dates have to prove it. A last row may be the total.
    """
    take = Take(block, context, totals=_totals(block), private=True)
    header = block.starting("Cost Amount (")
    code = re.search(r"\(([A-Z]{3})\)", header or block.starting("Billable Amount (") or "")
    hours = take.need(take.hours("Duration (h)"), "Duration (h)")
    check_total(take, hours, "Duration (decimal)")
    columns = {
        **times_of(take),
        "person": take.person("User"),
        "role": take.text("Group"),
        "project": take.text("Project"),
        "task": take.text("Task"),
        "tags": take.text("Tags"),
        "hours": hours,
        "cost": take.number(header) if header else take.nothing("float64"),
        "currency": take.constant(code[1] if code else None),
    }
    return take.part(NAME, "timesheets", columns)


def _totals(block: Block) -> pd.Series:
    """True for a last row that has no day and says that it is the total."""
    if not len(block.body):
        return pd.Series(False, index=block.body.index, dtype=bool)
    says = (block.body.map(as_text).map(str.strip).map(str.lower).isin(["total", "totals", "total:"])).any(axis=1)
    undated = block.body[block.position("Start Date")].map(as_text).astype("str").str.strip() == ""
    return says & undated
