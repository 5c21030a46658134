"""HubSpot's contacts and deals, with old and new names of the source columns, as labels or as internal keys."""

import pandas as pd

from socialroi.sources.block import Block, as_text, stripped
from socialroi.sources.click_ids import with_clicks
from socialroi.sources.part import Context, Part
from socialroi.sources.privacy import keyed_hash
from socialroi.sources.take import Take

NAME = "hubspot"
_SOURCE = ("Original Traffic Source", "Original Source", "hs_analytics_source")
_DRILL_1 = ("Original Traffic Source Drill-Down 1", "Original Source Drill-Down 1", "hs_analytics_source_data_1")
_DRILL_2 = ("Original Traffic Source Drill-Down 2", "Original Source Drill-Down 2", "hs_analytics_source_data_2")
_FIRST_PAGE = ("First Page Seen", "hs_analytics_first_url")
_HEARD = ("How did you hear about us?", "How did you hear about us", "Heard from", "heard_from")
# HubSpot's own words for a source: medium, source (a word, or the drill-down that names it), the drill-down of the campaign.
# The first drill-down of a search is what a person typed: it does not stay.
_SOURCES = {
    "organic social": ("social", 1, None),
    "paid social": ("paid_social", 1, 2),
    "paid search": ("cpc", "paid search", 1),
    "organic search": ("organic", 2, None),
    "email marketing": ("email", "email", 1),
    "referrals": ("referral", 1, None),
    "direct traffic": ("(none)", "(direct)", None),
    "offline sources": ("offline", "offline", None),
    "other campaigns": ("other", "other campaigns", 1),
    "ai referrals": ("referral", 1, None),
}


def recognise(block: Block) -> bool:
    """Contacts by their source column, deals by name and stage, both beside HubSpot's record id."""
    return _has_id(block) and (_is_deals(block) or _is_contacts(block))


def _has_id(block: Block) -> bool:
    return block.position("Record ID", "hs_object_id") is not None


def _is_deals(block: Block) -> bool:
    return block.position("Deal Name", "dealname") is not None


def _is_contacts(block: Block) -> bool:
    return block.position("Create Date", "createdate") is not None and (
        block.position(*_SOURCE) is not None or block.position("Email", "Lifecycle Stage", "First Name") is not None
    )


def read(block: Block, context: Context) -> Part:
    """Contacts become leads, deals become deals; both know a contact by the hash of its id."""
    take = Take(block, context, private=True)
    return _deals(take) if _is_deals(block) else _leads(take)


def _leads(take: Take) -> Part:
    day = take.need(take.day("Create Date", "createdate"), "Create Date", "createdate")
    contact = take.need(_contact(take, "Record ID", "hs_object_id"), "Record ID", "hs_object_id")
    columns = {
        "day": day,
        "contact": contact,
        "mail": take.person("Email", "email"),
        "stage": take.text("Lifecycle Stage", "lifecyclestage"),
        "heard_from": take.heard(*_HEARD),
        **_sources(take),
        "count": pd.Series(1.0, index=take.rows),
    }
    return take.part(NAME, "leads", columns, note=_lacking(take))


def _deals(take: Take) -> Part:
    stage = take.text("Deal Stage", "dealstage")
    is_won, is_closed = _won(take, stage), _closed(take, stage)
    closed_day = take.day("Close Date", "closedate")
    columns = {
        "day": take.need(take.day("Create Date", "createdate"), "Create Date", "createdate"),
        # HubSpot fills the close date of open deals with the day that the seller hopes for.
        "closed_day": closed_day.where(is_closed.isna() | is_closed.astype("boolean").fillna(True)),
        "deal_id": take.need(take.identifier("Record ID", "hs_object_id"), "Record ID", "hs_object_id"),
        "contact": _contact(take, "Associated Contact IDs", "Associated Contact ID"),
        "stage": stage,
        "is_won": is_won,
        "is_closed": is_closed,
        **_amount(take),
        "heard_from": take.heard(*_HEARD),
        **_sources(take),
    }
    company = take.context.hint.currency or take.context.currency
    has_currency = take.block.position("Currency", "deal_currency_code") is not None
    taken = "" if has_currency else f"amounts taken as {company}: the export has no column of currencies"
    return take.part(NAME, "deals", columns, note="; ".join(filter(None, [taken, _lacking(take)])))


def _lacking(take: Take) -> str:
    """Which columns are missing that name the network and the campaign behind a source."""
    has_source = take.block.position(*_SOURCE) is not None
    lacking = [f"'{names[0]}'" for names in (_DRILL_1, _DRILL_2) if has_source and take.block.position(*names) is None]
    return f"no column {' and no '.join(lacking)}: which network or campaign it was is not said" if lacking else ""


def _amount(take: Take) -> dict[str, pd.Series]:
    """The deal's amount in its own currency; without a currency column HubSpot writes the company's one."""
    company = take.context.hint.currency or take.context.currency
    currency = take.currency("Currency", "deal_currency_code")
    own = take.number("Amount", "amount")
    if take.block.position("Amount", "amount") is None:
        return {
            "amount": take.number("Amount in company currency", "hs_amount_in_home_currency"),
            "currency": take.constant(company),
        }
    return {"amount": own, "currency": currency.where(currency.notna(), company)}


def _won(take: Take, stage: pd.Series) -> pd.Series:
    stated = take.flag("Is Closed Won", "hs_is_closed_won")
    named = _plain(stage)
    return stated.where(stated.notna(), (named == "closedwon").astype("boolean").where(named.notna()))


def _closed(take: Take, stage: pd.Series) -> pd.Series:
    stated = take.flag("Is closed (numeric)", "Is Deal Closed?", "Is Closed", "hs_is_closed")
    named = _plain(stage)
    return stated.where(stated.notna(), named.isin(["closedwon", "closedlost"]).astype("boolean").where(named.notna()))


def _plain(stage: pd.Series) -> pd.Series:
    """`Closed Won (Sales Pipeline)` and `closedwon` are the same stage."""
    return stage.str.replace(r"\s*\(.*\)$", "", regex=True).str.replace(r"[\s_-]", "", regex=True).str.lower()


def _contact(take: Take, *names: str) -> pd.Series:
    cells = take.raw(*names)
    if cells is None:
        return take.nothing("str")
    take.identifier(*names)
    first = stripped(stripped(cells).str.split(";").str[0])
    return keyed_hash(("hubspot contact " + first).where(first != ""), take.context.key)


def _sources(take: Take) -> dict[str, pd.Series]:
    """Source, medium and campaign as UTM tags would name them; a word that HubSpot does not use stays as the source.

    Where it knows none, the click ids in the first page that the contact saw do.
    """
    said = take.text(*_SOURCE).str.replace("_", " ").str.lower()
    drill = {1: take.text(*_DRILL_1), 2: take.text(*_DRILL_2)}
    medium, source, campaign = (pd.Series(index=take.rows, dtype="str") for _ in range(3))
    for word, (its_medium, its_source, its_campaign) in _SOURCES.items():
        here = said == word
        medium = medium.where(~here, its_medium)
        named = drill[its_source].str.lower() if its_source in drill else take.constant(its_source)
        source = source.where(~here, named.where(named.notna(), word))
        campaign = campaign.where(~here, drill[its_campaign] if its_campaign else None)
    source = source.where(said.isin(list(_SOURCES)), said)
    tags = {"source": source, "medium": medium, "campaign": campaign}
    page = take.raw(*_FIRST_PAGE)
    return tags if page is None else with_clicks(tags, page.map(as_text).astype("str"))
