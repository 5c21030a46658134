"""Replies on social media that spared the client a call or a mail: measured from the help desk's tickets where it tags them."""

import pandas as pd

from socialroi.channels import heard
from socialroi.errors import Problem
from socialroi.params import Params, Saving, ShareRange
from socialroi.ticket_tags import has_tag
from socialroi.uncertainty import wilson


def deflection(tickets: pd.DataFrame, escalated: str) -> ShareRange | None:
    """The share of answered tickets of social media that nobody else had to answer: low, likely, high (Wilson, 80 %).

    A ticket with the tag `escalated` was not spared. None without answered tickets, or where no ticket at all has tags: then
    nothing was measured.
    """
    mine = tickets[heard(tickets["channel"]).notna() & tickets["is_answered"].eq(True)]
    if mine.empty or not tickets["tags"].notna().any():
        return None
    spared = int((~has_tag(mine["tags"], escalated)).sum())
    low, high = wilson(spared, len(mine))
    return ShareRange(low=low, likely=spared / len(mine), high=high, source=f"measured: {len(mine)} tickets")


def measured(params: Params, tickets: pd.DataFrame, file: str) -> tuple[Params, list[Problem]]:
    """The params with every deflection that is to come from tickets put in, and a problem where the tickets cannot say it."""
    values, found = dict(params.values), []
    for action, price in params.values.items():
        if isinstance(price, Saving) and price.deflection == "tickets":
            share = deflection(tickets, price.escalated)
            if share is None:
                said = f"values.{action}.deflection is to be measured, but no answered ticket of social media has tags"
                fix = "export tickets with channel, status and tags, or give low, likely and high"
                found.append(Problem(file, said, "a tickets export with tags", fix))
            else:
                values[action] = price.model_copy(update={"deflection": share})
    return (params if found else params.model_copy(update={"values": values})), found
