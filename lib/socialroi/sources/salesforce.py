"""Salesforce reports, "Details Only": opportunities become deals, campaign members become leads."""

import re

import pandas as pd

from socialroi.sources.block import Block, as_text
from socialroi.sources.part import LINES, Context, Part
from socialroi.sources.privacy import keyed_hash
from socialroi.sources.take import Take

NAME = "salesforce"
_CREATED = ("Created Date", "Opportunity: Created Date")
_JOINED = ("Member First Associated Date", "Member Created Date", "Created Date", "Member First Responded Date")
_ID = ("Opportunity ID", "Opportunity: Opportunity ID")
_MEMBER = ("Email", "Lead/Contact ID", "Related Record ID", "Contact ID", "Lead ID", "Member ID")
_RECORDS = re.compile(r"grand totals? \(([\d., ]+) records?\)", re.IGNORECASE)
_CURRENCY = ("Amount Currency", "Opportunity Currency", "Amount (converted) Currency")


def recognise(block: Block) -> bool:
    """Opportunities by name and stage, members by campaign and member status or dates."""
    return _is_deals(block) or _is_members(block)


def _is_deals(block: Block) -> bool:
    return block.has("Opportunity Name", "Stage") and block.position(*_CREATED, "Close Date") is not None


def _is_members(block: Block) -> bool:
    stated = block.position("Member Status", "Member First Associated Date", "Member Status Update Date") is not None
    return stated and block.has("Campaign Name") and block.position(*_JOINED) is not None


def read(block: Block, context: Context) -> Part:
    """Deals or leads; names of people, accounts and opportunities stay as hashes at most."""
    take = Take(block, context, private=True)
    _check_records(take)
    return _read_deals(take) if _is_deals(block) else _read_members(take)


def _check_records(take: Take) -> None:
    """A problem where the last line says another number of records than there are: a row is gone or came in."""
    stated = [int(re.sub(r"\D", "", found[1])) for line in take.block.closing if (found := _RECORDS.match(line))]
    if stated and stated[0] != take.read:
        fix = "download the report again"
        take.tell(f"a last line that says {stated[0]:,} records, below {take.read:,} rows", "as many rows", fix)


def _read_deals(take: Take) -> Part:
    """A report without ids tells opportunities apart by name, account and day of creation, as one hash."""
    stage = take.text("Stage")
    named = stage.str.replace(r"[\s_-]", "", regex=True).str.lower()
    is_won, is_closed = take.flag("Won"), take.flag("Closed")
    is_won = is_won.where(is_won.notna(), named.eq("closedwon").astype("boolean").where(named.notna()))
    is_closed = is_closed.where(is_closed.notna(), named.str.startswith("closed").astype("boolean").where(named.notna()))
    own, company = take.currency(*_CURRENCY), take.context.hint.currency or take.context.currency
    columns = {
        "day": take.need(take.day(*_CREATED), *_CREATED),
        # The close date of an open opportunity is the day that the seller hopes for.
        "closed_day": take.day("Close Date", as_written=True).where(is_closed.astype("boolean").fillna(False).astype(bool)),
        "deal_id": _deal_id(take),
        "stage": stage,
        "is_won": is_won,
        "is_closed": is_closed,
        "amount": take.number("Amount", "Amount (converted)"),
        "currency": own.where(own.notna(), company),
        "source": take.text("Lead Source"),
        "campaign": take.text("Primary Campaign Source", "Primary Campaign Source: Campaign Name"),
    }
    note = "" if own.notna().any() else f"amounts taken as {company}: the report has no column of currencies"
    return take.part(NAME, "deals", columns, note=note)


def _deal_id(take: Take) -> pd.Series:
    if take.block.position(*_ID) is not None:
        return take.need(take.identifier(*_ID), *_ID)
    take.need(take.text("Opportunity Name"), "Opportunity Name")
    return _hash_of(take, "Opportunity Name", "Account Name", *_CREATED)


def _hash_of(take: Take, *names: str) -> pd.Series:
    """One hash of all these columns that the report has."""
    cells = [take.raw(name).map(as_text).astype("str") for name in names if take.block.has(name)]
    if not cells:
        return take.nothing("str")
    whole = cells[0].str.cat(cells[1:], sep="|")
    return keyed_hash(whole.where(whole.str.strip("| ") != ""), take.context.key)


def _read_members(take: Take) -> Part:
    """One lead per person: who is a member of several campaigns counts once, with the campaign of the first day."""
    contact = take.person(*_MEMBER)
    if take.raw(*_MEMBER) is None:
        contact = _hash_of(take, "First Name", "Last Name", "Name", "Company", "Company / Account", "Account Name")
    columns = {
        "day": take.need(take.day(*_JOINED, as_written=True), *_JOINED),
        "contact": take.need(contact, *_MEMBER),
        "stage": take.text("Member Status"),
        "source": take.text("Lead Source"),
        "campaign": take.text("Campaign Name"),
        "count": pd.Series(1.0, index=take.rows),
    }
    part = take.part(NAME, "leads", columns)
    frame = part.frame.sort_values(["day", "row"], kind="stable")
    frame[LINES] = frame.groupby("contact")["row"].transform("size")
    frame = frame.drop_duplicates("contact").sort_values("row", ignore_index=True)
    several = int((frame[LINES] > 1).sum())
    note = f"{several} people are members of several campaigns: counted once, with the first" if several else ""
    return Part(**{**vars(part), "frame": frame, "note": note})
