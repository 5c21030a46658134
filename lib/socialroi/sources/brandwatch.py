"""Brandwatch's mentions workbook: some lines of titles, then one row per mention."""

import pandas as pd

from socialroi.channels import platform_written
from socialroi.sources.block import Block
from socialroi.sources.part import Context, Part
from socialroi.sources.repeats import again
from socialroi.sources.take import Take

NAME = "brandwatch"
_BRAND = ("Query Name", "Brand", "Query")


def recognise(block: Block) -> bool:
    """By a mention's columns, as only Brandwatch names them."""
    own = block.position("Resource Id", "Author", "Query Name") is not None
    return own and block.has("Date", "Url", "Page Type", "Full Text")


def repeats(block: Block, context: Context) -> pd.Series:
    """True for a mention that stands twice: it has an id."""
    return again(block, ("Resource Id",))


def read(block: Block, context: Context) -> Part:
    """One mention per row; author, text, names and address do not stay. Without a column, the titles name the query."""
    take = Take(block, context, private=True)
    brand = take.text(*_BRAND)
    above = [named.strip(' :,;\t"') for name in _BRAND if (named := block.above(f"{name}:") or block.above(f"{name},"))]
    brand = brand.where(brand.notna(), above[0] if above and above[0] else None)
    if brand.isna().all() and len(brand):
        take.tell("no column and no title that names the query", "whose mentions they are", "export with the column Query Name")
    columns = {
        "day": take.need(take.day("Date"), "Date"),
        "platform": take.text("Page Type").map(platform_written, na_action="ignore").astype("str"),
        "brand": take.need(brand, *_BRAND),
        "sentiment": take.text("Sentiment").str.lower(),
        "count": pd.Series(1.0, index=take.rows),
    }
    return take.part(NAME, "mentions", columns)
