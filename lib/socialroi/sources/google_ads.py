"""Google Ads: recognised and accounted for, but kept out of every table."""

import pandas as pd

from socialroi.sources.block import Block, stripped
from socialroi.sources.part import Context, Part
from socialroi.sources.take import Take

NAME = "google_ads"
_MONEY = ("Cost", "Custo", "Costo", "Coste", "Coût", "Kosten")
_CARD = ("date", "clicks", "impressions", "avg. cpc", "cost")
_TOTAL = r"(?i)(?:total|totaal|totale|gesamt|summe)[^:]{0,12}:.*"


def recognise(block: Block) -> bool:
    """By `Impr.` beside a cost, which only Google writes so, by a campaign's budget, or by the columns of an overview card."""
    if block.has("Campaign status", "Campaign", "Budget type"):
        return True
    return block.names == _CARD or (block.position("Impr.") is not None and block.position(*_MONEY) is not None)


def read(block: Block, context: Context) -> Part:
    """No row is taken: Google Ads is search, display and shopping, and this kit prices social media only.

    Its cost in `spend` would make social media dearer than it was, and its claims would join the platforms' claims. The rows
    are counted, so nobody thinks that the file was lost; the two to six last rows `Total: …` each repeat the same money. Who
    runs YouTube campaigns there and wants them priced names the file in params, with a mapping to the table `spend`.
    """
    take = Take(block, context, totals=_totals(block))
    mapping = context.line('table: spend, platform: youtube, columns: {day: "Day", cost: "Cost", …}')
    return take.unused(NAME, f"paid search and display are not social media: not used; for YouTube campaigns: {mapping}")


def _totals(block: Block) -> pd.Series:
    """True for `Total: Campaigns`, `Total: conta` …, in whichever of the first columns it stands."""
    found = pd.Series(False, index=block.body.index)
    for place in block.body.columns[:3]:
        found |= stripped(block.body[place]).str.fullmatch(_TOTAL)
    return found
