"""TikTok Ads Manager, XLSX and CSV: by day, and by campaign, ad group and ad where the report has them."""

import numpy as np
import pandas as pd

from socialroi.sources.block import Block
from socialroi.sources.part import GRAIN, IDENTITY, Context, Part
from socialroi.sources.stated_totals import check_total, edge_totals
from socialroi.sources.take import Take

NAME = "tiktok_ads"
_DAY = ("Date", "By Day")
_LEVELS = {"campaign": ("Campaign name",), "ad group": ("Ad group name",), "ad": ("Ad name",)}
_OWN = ("CPC (destination)", "Clicks (destination)", "Result rate", "Cost per 1,000 people reached", "Conversion rate (CVR)")


def recognise(block: Block) -> bool:
    """By cost, impressions and columns that only TikTok names so."""
    return block.has("Cost", "Impressions") and sum(block.has(name) for name in _OWN) >= 2


def read(block: Block, context: Context) -> Part:
    """Spend by day. Claims are `Conversions`; without that column `Results`, but only where they are conversions."""
    take = Take(block, context, totals=edge_totals(block))
    day = _day(take)
    cost = take.number("Cost")
    check_total(take, cost, "Cost")
    conversions, note = _claims(take)
    levels = [level for level, names in _LEVELS.items() if block.position(*names) is not None]
    columns = {
        "day": day,
        "last_day": day,
        "platform": take.constant("tiktok"),
        "campaign": take.text(*_LEVELS["campaign"]),
        "ad": take.text(*_LEVELS["ad"]),
        "impressions": take.count("Impressions"),
        "clicks": take.count("Clicks (destination)", "Clicks"),
        "all_clicks": take.count("Clicks (all)"),
        "cost": cost,
        "currency": _currency(take),
        "claimed_conversions": conversions,
        "reach": take.count("Reach"),
        IDENTITY: take.text(*_LEVELS["ad group"]),
        GRAIN: take.constant(", ".join(levels)),
    }
    return take.part(NAME, "spend", columns, note=note)


def _day(take: Take) -> pd.Series:
    if take.block.position(*_DAY) is None:
        take.tell("no days", "the dimension 'Date'", "export the report by day", row=take.block.header_row)
        return take.nothing("datetime64[us]")
    return take.need(take.day(*_DAY, as_written=True), *_DAY)


def _currency(take: Take) -> pd.Series:
    currency = take.currency("Currency")
    stated = currency.where(currency.notna(), take.context.hint.currency)
    if stated.isna().any():
        take.tell("costs without a currency", "the column 'Currency'", take.context.line("currency: USD"))
    return stated


def _claims(take: Take) -> tuple[pd.Series, str]:
    """TikTok's result is whatever the campaign aims at. It is a conversion where it costs what a conversion costs."""
    if take.block.has("Conversions"):
        return take.count("Conversions"), ""
    results, per_result = take.count("Results"), take.number("Cost per result")
    per_conversion = take.number("Cost per conversion")
    same = np.isclose(per_result, per_conversion, rtol=1e-6, atol=0.005, equal_nan=True)
    if take.block.has("Results", "Cost per result", "Cost per conversion") and same.all() and (per_conversion > 0).any():
        return results, "'Results' taken as conversions: each costs what a conversion costs"
    return take.nothing("float64"), "no column 'Conversions': TikTok claims nothing here; 'Results' may be clicks"
