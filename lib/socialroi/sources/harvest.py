"""Harvest's detailed time report."""

import pandas as pd

from socialroi.sources.block import Block, stripped
from socialroi.sources.part import Context, Part
from socialroi.sources.privacy import keyed_hash
from socialroi.sources.take import Take

NAME = "harvest"


def recognise(block: Block) -> bool:
    """By its columns of people, projects and hours."""
    return block.has("Date", "Client", "Project", "Task", "Hours", "First Name", "Last Name")


def read(block: Block, context: Context) -> Part:
    """One row per entry. The person stays as a hash; names, notes and client do not. A cost rate of 0 is one that nobody set."""
    take = Take(block, context, private=True)
    rate, cost = take.number("Cost Rate"), take.number("Cost Amount")
    columns = {
        "day": take.need(take.day("Date"), "Date"),
        "person": _person(take),
        "role": take.text("Roles"),
        "project": take.text("Project"),
        "task": take.text("Task"),
        "hours": take.need(take.count("Hours"), "Hours"),
        "cost": cost.where(rate.isna() | (rate > 0)).where(cost.notna() & ((cost != 0) | (rate > 0))),
        "currency": _currency(take),
    }
    return take.part(NAME, "timesheets", columns)


def _person(take: Take) -> pd.Series:
    cells = [stripped(take.raw(name)) for name in ("First Name", "Last Name")]
    name = (cells[0] + " " + cells[1]).str.strip()
    return keyed_hash(name.where(name != ""), take.context.key)


def _currency(take: Take) -> pd.Series:
    """The code in `United States Dollar - USD`."""
    texts = take.text("Currency")
    codes = texts.str.extract(r"\b([A-Z]{3})$")[0]
    take.refuse(texts.notna() & codes.isna(), ("Currency",), "a currency such as 'Euro - EUR'", "correct the cell")
    return codes
