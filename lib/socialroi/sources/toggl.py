"""Toggl Track's detailed time report."""

import re

import pandas as pd

from socialroi.sources.block import Block
from socialroi.sources.part import Context, Part
from socialroi.sources.repeats import again
from socialroi.sources.take import Take
from socialroi.sources.time_entry import times_of

NAME = "toggl"


def recognise(block: Block) -> bool:
    """By its columns of people and times."""
    return block.has("User", "Email", "Project", "Start date", "Start time", "Duration")


def repeats(block: Block, context: Context) -> pd.Series:
    """True for an entry that stands twice: one person begins one thing a minute."""
    return again(block, ("User",), ("Start time",))


def read(block: Block, context: Context) -> Part:
    """One row per entry, on the day it began. The person stays as a hash; mail, client and description do not stay."""
    take = Take(block, context, private=True)
    amount = block.starting("Amount (")
    code = re.search(r"\(([A-Z]{3})\)", amount or "")
    columns = {
        **times_of(take),
        "person": take.person("User"),
        "project": take.text("Project"),
        "task": take.text("Task"),
        "tags": take.text("Tags"),
        "hours": take.need(take.hours("Duration"), "Duration"),
        "currency": take.constant(code[1] if code else None),
    }
    return take.part(NAME, "timesheets", columns)
