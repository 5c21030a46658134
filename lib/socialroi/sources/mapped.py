"""Exports of platforms that the kit does not know, read as params say: which table, and which header is which column."""

import difflib

import pandas as pd

from socialroi.channels import platform_written
from socialroi.params import SourceHint
from socialroi.schema import TABLES, Column
from socialroi.sources.block import Block, plain
from socialroi.sources.canonical_csv import TIMED, always_filled, filled, read_column
from socialroi.sources.combine import PUBLIC
from socialroi.sources.part import Context, Part
from socialroi.sources.quoting import named
from socialroi.sources.repeats import again
from socialroi.sources.take import Take

NAME = "mapped"
SIGNS = {"€": "EUR", "£": "GBP", "₫": "VND", "₪": "ILS", "₽": "RUB", "₩": "KRW", "₹": "INR"}  # signs of one currency alone
_TOTALS = r"(?:grand )?totals?:?"


def recognise(block: Block, hint: SourceHint) -> bool:
    """True where the row holds every header that the mapping names."""
    return bool(hint.columns) and block.has(*hint.columns.values())


def repeats(block: Block, context: Context) -> pd.Series:
    """True for a row that stands twice with the same person and clock time."""
    told, mapping = TIMED.get(context.hint.table or "", ((), ())), context.hint.columns or {}
    ids, clocks = ([mapping.get(name, name) for name in names] for names in told)
    return again(block, ids, clocks)


def read(block: Block, context: Context) -> Part:
    """The mapped columns, typed as the schema says; what params say of every row where the file has no such column."""
    table, mapping = context.hint.table, context.hint.columns or {}
    take = Take(block, context, totals=_totals(block), private=table not in PUBLIC)
    if table is None:
        take.tell("params name no table for this file", f"one of {', '.join(TABLES)}", context.line("table: posts, columns: {…}"))
        return take.part(NAME, "", {})
    own = {column.name: column for column in TABLES[table].columns}
    every_row = _every_row(context.hint, own)
    for name in sorted({*mapping, *(context.hint.every_row or {})} - set(own)):
        take.tell(f"params map '{name}'", f"a column of {table}: {', '.join(own)}", _nearest(name, own))
    columns = {name: read_column(take, table, own[name], header) for name, header in mapping.items() if name in own}
    columns |= {name: _same(take, own[name], value) for name, value in every_row.items() if name in own and name not in columns}
    for name in TABLES[table].required:
        if name not in columns:
            take.tell(f"params map no column to '{name}'", f"all that {table} needs", _where_from(name, context))
    for name in always_filled(table, mapping):
        take.need(columns[name], mapping[name])
    for name in set(TABLES[table].money) & set(mapping):
        _refuse_other_money(take, mapping[name], columns.get("currency"))
    return take.part(NAME, table, filled(take, table, columns))


def lacking(rows: list[tuple[int, list[str]]], hint: SourceHint) -> tuple[str, str, int] | None:
    """What to say where no row holds all headers that params name: which are lacking, what is near, and the row most like it."""
    wanted = list((hint.columns or {}).values())
    held = [(sum(plain(name) in map(plain, cells) for name in wanted), -row, cells) for row, cells in rows]
    best, row, cells = max(held, default=(0, 0, []), key=lambda found: found[:2])
    names = [name for name in cells if name.strip()]
    absent = [name for name in wanted if plain(name) not in map(plain, names)]
    if not wanted or not (best or any(_near(name, names) for name in absent)):
        return None
    said = ", ".join(f"'{name}'" for name in absent)
    said_of = {name: named(name, f"column {cells.index(name) + 1}") for name in names}
    near = [f"{said_of[close]} for '{name}'" for name in absent if (close := _near(name, names))]
    fix = f"did you mean {', '.join(near)}?" if near else f"its columns are {', '.join(said_of.values())}"
    return f"no column {said}, which params name", fix, -row


def _totals(block: Block) -> pd.Series:
    """True for rows that begin with the word `Total`."""
    first = block.cells(0)
    return first.spread(first.distinct.astype("str").str.strip().str.fullmatch(_TOTALS, case=False).fillna(False)).astype(bool)


def _refuse_other_money(take: Take, header: str, currency: pd.Series | None) -> None:
    """A sign of money in the cells that is not the row's currency: one of the two is wrong."""
    cells = take.cells(header)
    for sign, code in SIGNS.items() if cells is not None and currency is not None else ():
        has_sign = cells.spread(cells.distinct.astype("str").str.contains(sign, regex=False).fillna(False)).astype(bool)
        take.refuse(has_sign & currency.ne(code), (header,), f"an amount in {code}", take.context.line(f"currency: {code}"))


def _every_row(hint: SourceHint, own: dict[str, Column]) -> dict[str, str | float]:
    """What params give for the whole file: platform, currency, and the columns under `every_row`."""
    stated = {"platform": hint.platform, "currency": hint.currency}
    return {name: value for name, value in stated.items() if value and name in own} | (hint.every_row or {})


def _same(take: Take, column: Column, value: str | float) -> pd.Series:
    """One value for every row, where the column is a text or a number."""
    if column.kind in ("count", "number") and not isinstance(value, str):
        return pd.Series(float(value), index=take.rows)
    if column.kind == "text":
        return take.constant(platform_written(value) if column.name == "platform" else str(value))
    take.tell(f"params give {value!r} as '{column.name}' of every row", "a text or a number", "map a column of the file to it")
    return take.nothing(column.dtype)


def _where_from(name: str, context: Context) -> str:
    mapped = context.line(f'columns: {{{name}: "its column in the file"}}')
    same = f"{name}: …" if name in ("platform", "currency") else f"every_row: {{{name}: …}}"
    return mapped if name in ("day", "at") or name.endswith("_id") else f"{mapped}, or for the whole file {context.line(same)}"


def _nearest(name: str, own: dict[str, Column]) -> str:
    near = difflib.get_close_matches(name, own, 1, 0.6)
    return f"did you mean '{near[0]}'?" if near else "correct the mapping in params"


def _near(name: str, names: list[str]) -> str | None:
    near = difflib.get_close_matches(plain(name), [plain(other) for other in names], 1, 0.6)
    return next((other for other in names if near and plain(other) == near[0]), None)
