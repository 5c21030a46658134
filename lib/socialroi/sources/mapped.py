"""Exports of platforms that the kit does not know, read as params say: which table, and which header is which column."""

import pandas as pd

from socialroi.params import SourceHint
from socialroi.schema import TABLES
from socialroi.sources.block import Block
from socialroi.sources.canonical_csv import read_column
from socialroi.sources.part import Context, Part
from socialroi.sources.take import Take

NAME = "mapped"


def recognise(block: Block, hint: SourceHint) -> bool:
    """True where the row holds every header that the mapping names."""
    return bool(hint.columns) and block.has(*hint.columns.values())


def read(block: Block, context: Context) -> Part:
    """The mapped columns, typed as the schema says; platform and currency from params where the file has none."""
    take = Take(block, context, private=True)
    table, mapping = context.hint.table, context.hint.columns or {}
    if table is None:
        take.tell("params name no table for this file", f"one of {', '.join(TABLES)}", context.line("table: posts, columns: {…}"))
        return take.part(NAME, "", {})
    own = {column.name: column for column in TABLES[table].columns}
    unknown = sorted(set(mapping) - set(own))
    if unknown:
        take.tell(f"params map {', '.join(unknown)}", f"columns of {table}: {', '.join(own)}", "correct the mapping in params")
    columns = {name: read_column(take, table, own[name], header) for name, header in mapping.items() if name in own}
    columns |= _stated(take, set(own) - set(columns))
    if "last_day" in own and "last_day" not in columns and "day" in columns:
        columns["last_day"] = columns["day"]
    absent = [name for name in TABLES[table].required if name not in columns]
    if absent:
        take.tell(f"params map no column to {', '.join(absent)}", f"all that {table} needs", context.line("columns: {…}"))
    for name in set(TABLES[table].required) & set(mapping):
        take.need(columns[name], mapping[name])
    return take.part(NAME, table, columns)


def _stated(take: Take, absent: set[str]) -> dict[str, pd.Series]:
    """Platform and currency that params give for the whole file."""
    stated = {"platform": take.context.hint.platform, "currency": take.context.hint.currency}
    return {name: take.constant(value) for name, value in stated.items() if name in absent and value}
