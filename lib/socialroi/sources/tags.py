"""Tags of orders and tickets, which people type and which can hold a name: hashed at the edge, compared hashed."""

import pandas as pd

from socialroi.params import Params
from socialroi.sources.labels import as_text, each
from socialroi.sources.privacy import keyed_hash
from socialroi.ticket_tags import parts

TAGGED = ("orders", "tickets")


def hashed_tags(texts: pd.Series, key: bytes) -> pd.Series:
    """Each cell's tags, and their single words, as keyed hashes with commas between."""
    known = {cell: _joined(parts(cell), key) for cell in texts.dropna().unique()}
    return texts.map(known).astype("str")


def with_own_words(tables: dict[str, pd.DataFrame], params: Params, key: bytes) -> dict[str, pd.DataFrame]:
    """The tables with the tags that the client's params name in words again; every other tag stays a hash."""
    words = sorted({word.strip().casefold() for word in _named(tables["costs"], params)})
    back = dict(zip(keyed_hash(pd.Series(words, dtype="str"), key), words, strict=True))
    named = {}
    for name in TAGGED:
        known = each(tables[name]["tags"], lambda cells: cells.map(lambda cell: _in_words(cell, back)).astype("str"))
        named[name] = tables[name].assign(tags=as_text(known))
    return tables | named


def _in_words(tags: str, back: dict[str, str]) -> str:
    return ",".join(back.get(tag, tag) for tag in tags.split(","))


def _named(costs: pd.DataFrame, params: Params) -> list[str]:
    asked = [cost.tag for cost in params.costs] + [getattr(value, "escalated", None) for value in params.values.values()]
    return [word for word in (*asked, *costs["tag"].dropna()) if word]


def _joined(tags: list[str], key: bytes) -> str:
    return ",".join(keyed_hash(pd.Series(tags, dtype="str"), key))
