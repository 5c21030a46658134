"""X Ads Manager's campaign export, with or without its time period."""

import pandas as pd

from socialroi.sources.block import Block
from socialroi.sources.part import GRAIN, IDENTITY, Context, Part
from socialroi.sources.stated_totals import check_total, edge_totals
from socialroi.sources.take import Take

NAME = "x_ads"
_NAMING = ("Campaign ID", "Campaign name", "Ad ID", "Ad name")


def recognise(block: Block) -> bool:
    """By campaign, spend and delivery status."""
    return block.has("Campaign name", "Impressions", "Spend") and (block.has("Delivery status") or block.has("On/Off"))


def read(block: Block, context: Context) -> Part:
    """Spend by campaign or ad, over the days that the export or params state; the currency is the account's, from params."""
    take = Take(block, context, totals=edge_totals(block, *_NAMING))
    first, last = _days(take)
    cost = take.number("Spend")
    check_total(take, cost, "Spend")
    levels = ["campaign", *(["ad"] if block.has("Ad name") else [])]
    ids = next(((name,) for name in ("Ad ID", "Campaign ID") if block.has(name)), ())
    columns = {
        "day": first,
        "last_day": last,
        "platform": take.constant("x"),
        "campaign": take.text("Campaign name"),
        "ad": take.text("Ad name"),
        "impressions": take.count("Impressions"),
        "clicks": take.count("Link clicks"),
        "cost": cost,
        "currency": _currency(take),
        IDENTITY: take.text(*ids),
        GRAIN: take.constant(", ".join([*levels, *map(str.lower, ids)])),
    }
    return take.part(NAME, "spend", columns)


def _currency(take: Take) -> pd.Series:
    if take.block.has("Currency"):
        return take.need(take.currency("Currency"), "Currency")
    if take.context.hint.currency is None:
        take.tell("costs without a currency", "the account's currency", take.context.line("currency: USD"))
    return take.constant(take.context.hint.currency)


def _days(take: Take) -> tuple[pd.Series, pd.Series]:
    """From `Time period` (a day, or two days with a hyphen); else from params: the campaign's own dates are not the report's."""
    hint = take.context.hint
    if take.block.has("Time period"):
        parts = take.text("Time period").str.split(r"\s+(?:-|–|to)\s+", n=1, expand=True, regex=True).reindex(columns=[0, 1])
        last = parts[1].where(parts[1].notna(), parts[0])
        return take.need(take.days_of(parts[0], "Time period"), "Time period"), take.days_of(last, "Time period")
    if hint.from_ is None or hint.until is None:
        take.tell("no days", "the days that the export covers", take.context.line('from: "2025-07-01", until: "2025-09-30"'))
    return take.same_day(hint.from_), take.same_day(hint.until)
