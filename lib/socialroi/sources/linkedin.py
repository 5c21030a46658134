"""LinkedIn: Campaign Manager's performance reports (English, Dutch) and the analytics workbook of a member (English, Italian)."""

import re

import pandas as pd

from socialroi.sources.block import Block, plain
from socialroi.sources.dates import Order, read_cell
from socialroi.sources.part import GRAIN, IDENTITY, Context, Part
from socialroi.sources.quoting import named
from socialroi.sources.split import is_data
from socialroi.sources.stated_totals import check_total, edge_totals
from socialroi.sources.take import Take

NAME = "linkedin"
MOST_TITLE_LINES = 5
_START = ("Start Date (in UTC)", "Begindatum (in UTC)")
_SPENT = ("Total Spent", "Totaal besteed")
_CURRENCY = ("Currency", "Valuta")
_LEVELS = {
    "campaign group": ("Campaign Group Name", "Naam campagnegroep"),
    "campaign": ("Campaign Name", "Campagnenaam", "Naam campagne"),
    "ad set": ("Ad Set Name", "Naam advertentieset", "Naam van advertentieset"),
    "ad": ("Ad Name", "Creative Name", "Advertentienaam", "Naam advertentie"),
}
_DATE, _IMPRESSIONS, _ENGAGEMENTS = ("Date", "Data"), ("Impressions", "Impressioni"), ("Engagements", "Interazioni")
_NEW_FOLLOWERS, _FOLLOWERS_ON = ("New followers", "Nuovi follower"), ("Total followers on ", "Follower totali il giorno ")
_POST_URL, _PUBLISHED = ("Post URL", "URL del post"), ("Post publish date", "Data di pubblicazione del post")
_SUMS = ("overall performance", "top demographics", "rendimento complessivo", "principali dati demografici")
_ENGAGEMENT_SHEETS = ("engagement", "interesse")
_IDS = ("Campaign ID", "Ad Set ID", "Ad ID", "Campagne-ID", "Advertentie-ID")


def recognise(block: Block) -> bool:
    """Campaign Manager by its columns, or its title alone for an empty period; the workbook by its sheets' headers."""
    return _is_ads(block) or _is_member(block)


def _is_ads(block: Block) -> bool:
    if not block.header:  # title lines alone: more lines, or numbers, are a table whose header is damaged
        is_report = any("Performance Report" in line for line in block.preamble) and block.above("Report Start:") is not None
        return is_report and len(block.preamble) <= MOST_TITLE_LINES and not any(map(_holds_data, block.preamble))
    return block.position(*_START) is not None and block.position(*_SPENT) is not None


def _holds_data(line: str) -> bool:
    return any(is_data(line.split(sign)) for sign in "\t;,")


def _is_member(block: Block) -> bool:
    daily = block.position(*_DATE) == 0
    return (
        (block.names[:1] and block.names[0] in _SUMS)
        or (daily and plain(block.sheet) in _ENGAGEMENT_SHEETS and block.position(*_ENGAGEMENTS) is not None)
        or (daily and len(block.names) == 2 and block.position(*_NEW_FOLLOWERS) == 1)
        or (block.position(*_POST_URL) == 0 and block.position(*_PUBLISHED) == 1)
    )


def read(block: Block, context: Context) -> Part:
    """Spend by day and ad; or days and posts of a member."""
    return _read_ads(block, context) if _is_ads(block) else _read_member(block, context)


def _read_ads(block: Block, context: Context) -> Part:
    is_dutch = block.has("Totaal besteed")
    order: Order = "day_first" if is_dutch else "month_first"
    start, end, pulled = _stated_days(block, order)
    span = {"first_day": start, "last_day": end, "pulled_on": pulled}
    take = Take(block, context, totals=edge_totals(block, *_START), decimal="," if is_dutch else ".", order=order)
    if not block.header:
        return take.part(NAME, "spend", {}, note="no ads ran in the report's days", **span)
    day = take.need(take.day(*_START, as_written=True), *_START)
    _refuse_other_days(take, day, start, end)
    last, note = _last_day(day, start, end)
    cost = take.number(*_SPENT)
    check_total(take, cost, *_SPENT)
    columns = {
        "day": day,
        "last_day": last,
        "platform": take.constant("linkedin"),
        "campaign": take.text(*_LEVELS["campaign"]),
        "ad": take.text(*_LEVELS["ad"]),
        "impressions": take.count("Impressions", "Weergaven"),
        "clicks": take.count("Clicks to Landing Page", "Klikken naar landingspagina"),
        "all_clicks": take.count("Clicks", "Klikken"),
        "cost": cost,
        "currency": take.need(take.currency(*_CURRENCY), *_CURRENCY),
        "claimed_conversions": _claims(take),
        "reach": take.count("Reach", "Bereik"),
        **_grain(take),
    }
    is_message = take.count("Sends") > 0  # opened by few, and each of its buttons can be clicked
    return take.part(NAME, "spend", columns, note=note, compared=~is_message, **span)


def _stated_days(block: Block, order: Order) -> list[pd.Timestamp]:
    """Report start, end and the day of the export: the dates after the colons of the lines above, in this order."""
    tails = [line.strip().strip('"').split(":", 1)[1] for line in block.preamble if ":" in line]
    found = [read for tail in tails if (read := read_cell(tail.strip(' ",;\t'), order))]
    days = [pd.Timestamp(read.at.replace(tzinfo=None)).normalize() for read in found]
    return [*days, pd.NaT, pd.NaT, pd.NaT][:3]


def _refuse_other_days(take: Take, day: pd.Series, start: pd.Timestamp, end: pd.Timestamp) -> None:
    """Days outside of the report, or one day alone in every row of a report whose lines above, with its days, are gone."""
    if pd.notna(end):
        fix = "download the file again: another program has changed its days"
        take.refuse((day < start) | (day > end), _START, f"a day from {start:%Y-%m-%d} to {end:%Y-%m-%d}", fix)
    elif len(day) > 1 and day.nunique() == 1:
        fix = "download the file again; its first lines say which days the report speaks of"
        take.tell("one day in every row, and no line 'Report End:' above them", "the report's own first lines", fix)


def _last_day(day: pd.Series, start: pd.Timestamp, end: pd.Timestamp) -> tuple[pd.Series, str]:
    """Without a day split LinkedIn dates every row with the report's first day; the row then speaks of all its days."""
    if len(day) and pd.notna(end) and end > start and (day == start).all():
        return pd.Series(
            end, index=day.index, dtype="datetime64[us]"
        ), "no split by day: each row is spread over the report's days"
    return day, ""


def _claims(take: Take) -> pd.Series:
    """Conversions; where a row has none, leads of LinkedIn's forms. Never added up."""
    conversions, leads = take.count("Conversions", "Conversies"), take.count("Leads")
    return conversions.where(conversions > 0, leads.where(leads > 0, conversions.where(conversions.notna(), leads)))


def _grain(take: Take) -> dict[str, pd.Series]:
    levels = [level for level, names in _LEVELS.items() if take.block.position(*names) is not None]
    ids = [name for name in _IDS if take.block.has(name)]
    parts = [take.text(*_LEVELS["campaign group"]), take.text(*_LEVELS["ad set"]), *map(take.text, ids)]
    filled = [part.where(part.notna(), "") for part in parts]
    identity = filled[0].str.cat(filled[1:], sep=" / ")
    return {IDENTITY: identity.astype("str"), GRAIN: take.constant(", ".join([*levels, *map(str.lower, ids)]))}


def _read_member(block: Block, context: Context) -> Part:
    order: Order = "month_first" if block.position("Date", "Post URL") == 0 else "day_first"
    take = Take(block, context, order=order)
    if block.names[0] in _SUMS:
        return take.unused(NAME, f"{named(block.sheet, 'a sheet')} repeats sums or shares: not used")
    if block.position(*_POST_URL) is not None:
        return _read_posts(take)
    day = take.need(take.day(*_DATE), *_DATE)
    columns = {"day": day, "last_day": day, "platform": take.constant("linkedin")}
    if block.position(*_NEW_FOLLOWERS) is None:
        counts = {"impressions": take.count(*_IMPRESSIONS), "engagements": take.count(*_ENGAGEMENTS)}
        return take.part(NAME, "audience", columns | counts)
    at, count = _followers(block, order)
    followers = pd.Series(count, index=take.rows, dtype="float64").where(day == at)
    columns |= {"followers": followers, "followers_gained": take.number(*_NEW_FOLLOWERS)}
    return take.part(NAME, "audience", columns, pulled_on=at)


def _followers(block: Block, order: Order) -> tuple[pd.Timestamp, float | None]:
    """Day and number of `Total followers on 8/5/2024:`, 782; in Italian without the colon."""
    said = next((text for start in _FOLLOWERS_ON if (text := block.above(start))), "")
    day, count = (re.match(r"([\d/]*):?,?(.*)", said)).groups()
    found = read_cell(day, order)
    number = re.fullmatch(r"\d+|\d{1,3}([.,]\d{3})+", count.strip('" '))
    return (pd.Timestamp(found.at) if found else pd.NaT), (float(re.sub("[.,]", "", number[0])) if number else None)


def _read_posts(take: Take) -> Part:
    """Two tables side by side, by engagements and by impressions: the rows of one post complete each other."""
    link = take.need(take.text(*_POST_URL), *_POST_URL)
    number = link.str.extract(r"(\d{15,})")[0]
    columns = {
        "day": take.day(*_PUBLISHED),
        "platform": take.constant("linkedin"),
        "post_id": number.where(number.notna(), link),
        "impressions": take.count(*_IMPRESSIONS),
    }
    return take.part(NAME, "posts", columns)
