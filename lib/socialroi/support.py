"""Replies on social media that spared the client a call or a mail: measured from the help desk's tickets where it tags them."""

import pandas as pd

from socialroi import measurement
from socialroi.channels import heard
from socialroi.errors import Problem
from socialroi.params import Params
from socialroi.params_values import Saving
from socialroi.ticket_tags import has_tag


def deflection(tickets: pd.DataFrame, escalated: str) -> measurement.MeasuredShare | None:
    """The share of answered tickets of social media that nobody else had to answer: low, likely, high (Wilson, 80 %).

    A ticket with the tag `escalated` was not spared. None without answered tickets, or where no ticket at all has tags: then
    nothing was measured.
    """
    mine = tickets[heard(tickets["channel"]).notna() & tickets["is_answered"].eq(True)]
    if mine.empty or not tickets["tags"].notna().any():
        return None
    spared = int((~has_tag(mine["tags"], escalated)).sum())
    return measurement.share("deflection", spared, len(mine))


def measured(params: Params, tickets: pd.DataFrame) -> tuple[Params, list[Problem]]:
    """The params with every deflection that is to come from tickets put in, and a problem where the tickets cannot say it."""
    values, found = dict(params.values), []
    for action, price in params.values.items():
        if isinstance(price, Saving) and price.deflection == "tickets":
            share = deflection(tickets, price.escalated)
            if share is None or not has_tag(tickets["tags"], price.escalated).any():
                found.append(_unmeasured(action, params, is_tagged=share is not None))
            else:
                values[action] = price.model_copy(update={"deflection": share})
    return (params if found else params.model_copy(update={"values": values})), found


def _unmeasured(action: str, params: Params, *, is_tagged: bool) -> Problem:
    key, escalated = f"values.{action}", params.values[action].escalated
    if is_tagged:  # no ticket at all with the tag: every reply would look as if it had spared a contact
        said = f"{key}.deflection is to be measured, but no ticket has the tag '{escalated}' of those passed on"
        fix = f"name your tag in {key}.escalated, or give low, likely and high"
        return params.problem(f"{key}.escalated", said, "at least one ticket with it", fix)
    said = f"{key}.deflection is to be measured, but no answered ticket of social media has tags"
    fix = "export tickets with channel, status and tags, or give low, likely and high"
    return params.problem(f"{key}.deflection", said, "a tickets export with tags", fix)
