"""Exports of platforms that the kit does not know, read as params say: which table, and which header is which column."""

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
    table, mapping = context.hint.table, context.hint.columns or {}
    take = Take(block, context, private=True)
    own = {column.name: column for column in TABLES[table].columns} if table in TABLES else {}
    wrong = sorted(set(mapping) - set(own)) or ([] if own else ["table"])
    if wrong:
        take.tell(
            f"params map {', '.join(wrong)}",
            f"columns of {table}: {', '.join(own)}" if own else f"a table: {', '.join(TABLES)}",
            f"correct the mapping of {context.file} in params",
        )
        return take.part(
            NAME,
            "",
            {},
        )
    columns = {name: read_column(take, own[name], header) for name, header in mapping.items()}
    stated = {"platform": context.hint.platform, "currency": context.hint.currency}
    for name, value in stated.items():
        if name in own and name not in columns and value:
            columns[name] = take.constant(value)
    if "last_day" in own and "last_day" not in columns and "day" in columns:
        columns["last_day"] = columns["day"]
    absent = [name for name in TABLES[table].required if name not in columns]
    if absent:
        take.tell(f"params map no column to {', '.join(absent)}", f"all that {table} needs", context.line("columns: {…}"))
    for name in set(TABLES[table].required) & set(mapping):
        take.need(columns[name], mapping[name])
    return take.part(NAME, table, columns)
