"""Meltwater's mentions export, of both layouts: UTF-16 with tabs, one row per document."""

import pandas as pd

from socialroi.channels import platform_of
from socialroi.sources.block import Block
from socialroi.sources.part import Context, Part
from socialroi.sources.repeats import again
from socialroi.sources.take import Take

NAME = "meltwater"
_SENTIMENTS = ("positive", "neutral", "negative")


def recognise(block: Block) -> bool:
    """By a document's columns, as only Meltwater names them."""
    return block.has("Date", "Input Name") and (block.has("Hit Sentence") or block.has("Source Name", "Sentiment"))


def repeats(block: Block, context: Context) -> pd.Series:
    """True for a mention that stands twice: it has an id."""
    return again(block, ("Document ID",))


def read(block: Block, context: Context) -> Part:
    """One mention per row; the search's name is the brand. Authors and texts do not stay, nor sentiments such as `Not rated`."""
    take = Take(block, context, private=True)
    # `20-Jul-2023 03:05PM`: the day alone, in the words that the core reads.
    written = take.text("Date").str.replace(r"^(\d{1,2})-([^\W\d]+)-(\d{4})", r"\1 \2 \3", regex=True)
    day = take.days_of(written.str.replace(r"\s+\d{1,2}:\d{2}.*$", "", regex=True), "Date")
    sentiment = take.text("Sentiment").str.lower()
    source = take.text("Source Name", "Source").map(platform_of, na_action="ignore").astype("str")
    columns = {
        "day": take.need(day, "Date"),
        "platform": source.where(source.notna(), take.text("Source Type", "Information Type").str.lower()),
        "brand": take.need(take.text("Input Name"), "Input Name"),
        "sentiment": sentiment.where(sentiment.isin(_SENTIMENTS)),
        "count": pd.Series(1.0, index=take.rows),
    }
    return take.part(NAME, "mentions", columns)
