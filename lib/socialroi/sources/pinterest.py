"""Pinterest: analytics overview, audience and ads reports, built from descriptions of them; no file was seen."""

import pandas as pd

from socialroi.sources.block import Block, plain
from socialroi.sources.part import GRAIN, IDENTITY, Context, Part
from socialroi.sources.stated_totals import check_total, edge_totals
from socialroi.sources.take import Take

NAME = "pinterest"
_APART = ("ad_group_name", "ad_id", "pin_id")
_SPEND = ("spend_in_account_currency", "Spend in account currency")
_AUDIENCE = ("age", "gender", "device", "devices", "countries", "metros", "categories and interests")
_OWN = ("Pin clicks", "Outbound clicks", "Saves", "Engaged audience")
_NAMING = ("campaign_name", "campaign_id", "ad_group_name", "ad_name", "ad_id", "pin_id")
_DATE = ("date", "day")
_BOARDS = ("link", "board", "board link")


def recognise(block: Block) -> bool:
    """Ads by their spend column; the overview by days with clicks on pins, and its tables of boards and pins."""
    if not block.header:
        return len({plain(line.strip(' ",;\t')) for line in block.preamble} & set(_AUDIENCE)) >= 3
    return _is_ads(block) or _is_days(block) or _is_list(block)


def _is_ads(block: Block) -> bool:
    return block.position(*_SPEND) is not None and block.position("ad_name", "campaign_name", "ad_group_name") is not None


def _is_days(block: Block) -> bool:
    if block.names[0] != "date" or not block.has("Impressions") or block.has("Network"):
        return False
    said = any("pinterest" in plain(line) or "analytics overview" in plain(line) for line in block.preamble)
    return (block.position(*_OWN) is not None and not block.has("Post ID")) or (said and len(block.names) <= 8)


def _is_list(block: Block) -> bool:
    boards = block.names[0] in _BOARDS and block.has("Impressions", "Pin clicks", "Outbound clicks", "Saves")
    return boards or block.names[:3] == ("link", "type", "source") or block.has("Category", "Interest", "Affinity")


def read(block: Block, context: Context) -> Part:
    """Days of the account, and spend by ad. Boards, pins (one metric per file, without days) and audiences are not used."""
    if not block.header:
        nothing, count = pd.DataFrame({"row": pd.Series(dtype="int64")}), len(block.preamble)
        return Part(NAME, "", nothing, count, unused=count, note="shares of an audience: not used")
    if _is_ads(block):
        return _read_ads(Take(block, context, totals=edge_totals(block, *_NAMING), decimal=".", private=True))
    take = Take(block, context, decimal=".", private=True)
    if not _is_days(block):
        return take.unused(NAME, "boards, pins or interests without days: not used")
    day = take.need(take.day("Date", as_written=True), "Date")
    columns = {
        "day": day,
        "last_day": day,
        "platform": take.constant("pinterest"),
        "impressions": take.count("Impressions"),
        "engagements": take.count("Engagements"),
        "clicks": take.count("Outbound clicks"),
        "saves": take.count("Saves"),
    }
    return take.part(NAME, "audience", columns)


def _read_ads(take: Take) -> Part:
    """The file holds neither a currency nor, without the split by day, days: both come from params then."""
    hint = take.context.hint
    if hint.currency is None:
        found = "spend in the account's currency, which the file does not name"
        take.tell(found, "a currency", take.context.line("currency: USD"), row=take.block.header_row)
    cost = take.need(take.number(*_SPEND), *_SPEND)
    check_total(take, cost, *_SPEND)
    columns = {
        **_days(take),
        "platform": take.constant("pinterest"),
        "campaign": take.text("campaign_name"),
        "ad": take.text("ad_name"),
        "impressions": take.count("paid_impressions", "impressions"),
        "clicks": take.count("paid_outbound_clicks", "outbound_clicks"),
        "all_clicks": take.count("paid_pin_clicks"),
        "cost": cost,
        "currency": take.constant(hint.currency),
        "claimed_conversions": take.count("total_conversions_checkout"),
        "claimed_value": take.number("total_order_value_checkout"),
        **_grain(take),
    }
    return take.part(NAME, "spend", columns)


def _days(take: Take) -> dict[str, pd.Series]:
    hint = take.context.hint
    if take.block.position(*_DATE) is not None:
        day = take.need(take.day(*_DATE, as_written=True), *_DATE)
        return {"day": day, "last_day": day}
    if hint.from_ is None or hint.until is None:
        line = take.context.line('from: "2025-07-01", until: "2025-09-30"')
        take.tell("a report without days", "the report split by day, or its days", line, row=take.block.header_row)
    return {"day": take.same_day(hint.from_), "last_day": take.same_day(hint.until)}


def _grain(take: Take) -> dict[str, pd.Series]:
    """What tells rows apart beside campaign and ad, and the level that the file speaks of."""
    texts = [take.text(name) for name in _APART]
    there = [name for name in ("campaign_name", "ad_name", *_APART) if take.block.has(name)]
    levels = ", ".join(name.removesuffix("_name").replace("_", " ") for name in there)
    return {IDENTITY: texts[0].str.cat(texts[1:], sep=" / ", na_rep=""), GRAIN: take.constant(levels)}
