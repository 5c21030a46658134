"""Zendesk's tickets export."""

import pandas as pd

from socialroi.sources.block import Block
from socialroi.sources.part import Context, Part
from socialroi.sources.tags import hashed_tags
from socialroi.sources.take import Take

NAME = "zendesk"
_ID = ("Id", "Ticket ID")
_ANSWERED = ("solved", "closed")


def recognise(block: Block) -> bool:
    """By the channel column `Via` beside a ticket's id, requester and status."""
    return block.has("Requester", "Status", "Via", "Created at") and block.position(*_ID) is not None


def read(block: Block, context: Context) -> Part:
    """One row per ticket, `Via` being its channel. Requester, subject, organisation and custom fields do not stay."""
    take = Take(block, context, private=True)
    columns = {
        "day": take.need(take.day("Created at"), "Created at"),
        "ticket_id": take.need(take.identifier(*_ID), *_ID),
        "channel": take.need(take.text("Via").str.lower(), "Via"),
        "tags": hashed_tags(take.text("Tags"), take.context.key),
        "solved_day": take.day("Solved at"),
        "is_answered": _answered(take),
    }
    return take.part(NAME, "tickets", columns)


def _answered(take: Take) -> pd.Series:
    """By the number of replies or the time to the first; else a solved ticket is answered and an open one unknown."""
    replies, first = take.count("Replies"), take.number("First reply time in minutes")
    told = (replies > 0).astype("boolean").where(replies.notna(), first.notna().astype("boolean").where(first.notna()))
    solved = take.text("Status").str.lower().isin(_ANSWERED)
    return told.where(told.notna(), pd.Series(True, index=take.rows, dtype="boolean").where(solved))
