"""Tables that the client writes: any file whose header is made of the canonical column names of one table."""

import difflib
from collections.abc import Iterable
from functools import partial

import numpy as np
import pandas as pd

from socialroi.channels import platform_written
from socialroi.errors import Problem
from socialroi.params_costs import COST_TYPES, SPLITS
from socialroi.schema import TABLES, Column
from socialroi.sources.block import Block, plain
from socialroi.sources.click_ids import of_link, page_of
from socialroi.sources.part import Context, Part
from socialroi.sources.quoting import is_header
from socialroi.sources.repeats import again
from socialroi.sources.tags import TAGGED, hashed_tags
from socialroi.sources.take import Take

NAME = "canonical_csv"
FILLED_ABOVE = 2  # cells of a line above the header that make it a row: over an own table stands a title at most
PEOPLE = ("customer", "contact", "mail", "person", "visitor")
CLIENTS_CURRENCY = ("costs", "orders")  # what the client writes of its own till and books is in the client's currency
# Columns that one of the table's own files must have beside the required ones, so that it cannot be another table's.
_TELLING = {
    "invoices": ("account", "supplier"),
    "customers": ("customer",),
    "audience": ("followers", "followers_gained", "impressions", "views", "reach", "engagements"),
    "leads": ("contact", "stage", "source", "heard_from", "count"),
}
# Words of shops, CRMs and listening tools for what the kit knows under one name.
_STATUS = {
    **dict.fromkeys(("paid", "completed", "complete", "fulfilled", "shipped", "delivered", "processing"), "paid"),
    **dict.fromkeys(("unpaid", "pending", "on hold", "on-hold", "failed", "open"), "unpaid"),
    **dict.fromkeys(("cancelled", "canceled", "voided"), "cancelled"),
}
_YES_NO = {"true": True, "yes": True, "1": True, "1.0": True, "false": False, "no": False, "0": False, "0.0": False}
_CHOICES = {
    ("orders", "status"): _STATUS,
    ("mentions", "sentiment"): {name: name for name in ("positive", "neutral", "negative")},
    ("deals", "is_won"): _YES_NO | {"won": True, "lost": False, "open": False},
    ("deals", "is_closed"): _YES_NO | {"won": True, "lost": True, "open": False},
}
# A day's counts less what was taken back on it: LinkedIn counts −2 reactions where people withdrew two.
_NET = {("audience", name) for name in ("followers_gained", "engagements", "reactions", "comments", "shares", "saves")}
TIMED = {"timesheets": (("person",), ("started_at",)), "conversions": (("visitor", "action"), ("at",))}
_BY_ALIAS = {"orders": {"amount": "net", "date": "day"}, "costs": {"date": "on"}}


def recognise(block: Block) -> bool:
    """True where some table's required columns are there and most other names are that table's too."""
    return bool(_tables(block))


def fits(block: Block, table: str) -> bool:
    """True where the header can be this table's, which params name."""
    return _unknown(block, table) is not None


def _tables(block: Block) -> list[str]:
    """The tables that the header fits best: with the fewest names that the table does not know."""
    unknown = {name: len(found) for name in TABLES if name != "rates" and (found := _unknown(block, name)) is not None}
    best = {name: count for name, count in unknown.items() if count * 2 < len(block.names) and _tells(block, name)}
    return [name for name, count in best.items() if count == min(best.values())]


def _tells(block: Block, table: str) -> bool:
    return table not in _TELLING or any(name in _TELLING[table] for name in block.names)


def _unknown(block: Block, table: str) -> list[str] | None:
    """The header's names that are none of the table's columns; None where a required column is not there."""
    own = [column.name for column in TABLES[table].columns]
    places = [canonical_name(table, name) for name in block.names]
    close = [difflib.get_close_matches(name, own, 1, 0.8) for name in places]
    there = {*places, *(match[0] for match in close if match)}
    optional = {"currency"} if table in CLIENTS_CURRENCY else set()
    return [name for name in places if name not in own] if set(TABLES[table].required) - optional <= there else None


def canonical_name(table: str, header: str) -> str:
    """The canonical name behind a header: `date` stands for `day`, `amount` of a sale for `net`."""
    name = plain(header).replace(" ", "_")
    aliases = _BY_ALIAS.get(table, {"date": "day"})
    return aliases.get(name, name)


def repeats(block: Block, context: Context) -> pd.Series:
    """True for a row that stands twice with the same person and clock time."""
    table = context.hint.table or _tables(block)[0]
    return again(block, *TIMED.get(table, ((), ())))


def read(block: Block, context: Context) -> Part:
    """The rows as they stand; people hashed. A name that the table does not know is a problem with the nearest known one."""
    tables = [context.hint.table] if context.hint.table else _tables(block)
    table = tables[0]
    take = Take(block, context, private=True)
    if len(tables) > 1:
        lines = " or ".join(context.line(f"table: {name}") for name in tables)
        take.tell(f"columns that can be {' or '.join(tables)}", "one table", lines, row=block.header_row)
        return take.part(NAME, table, {})
    headers = {canonical_name(table, name): name for name in block.header}
    columns = {
        column.name: read_column(take, table, column, headers[column.name])
        for column in TABLES[table].columns
        if column.name in headers
    }
    for column in always_filled(table, columns):
        take.need(columns[column], headers[column])
    problems = _unknown_columns(block, table, context)
    part = take.part(NAME, table, filled(take, table, columns))
    return Part(**{**vars(part), "problems": (*part.problems, *problems)})


def read_column(take: Take, table: str, column: Column, header: str) -> pd.Series:
    """One column, typed as the schema says."""
    if column.name in PEOPLE:
        return take.person(header)
    if column.name in ("currency", "from", "to") and column.kind == "text":
        return take.currency(header)
    if column.name == "platform":
        written = take.text(header)
        return written.map({name: platform_written(name) for name in written.dropna().unique()}).astype("str")
    if (table, column.name) in _CHOICES:
        return take.choice(_CHOICES[table, column.name], header).astype(column.dtype)
    if column.name.endswith("_id"):
        return take.identifier(header).str.removeprefix("'")
    if column.unit == "hours" and _has_clock_times(take, header):
        return take.hours(header)
    if column.name == "heard_from":
        return take.heard(header)
    if column.name == "source":
        return of_link(take.text(header))
    if column.name == "tags" and table in TAGGED:
        return hashed_tags(take.text(header), take.context.key)
    if table == "costs" and column.name == "share":
        texts, numbers = take.text(header), take.number(header, words=SPLITS, is_share=True)
        plainly = numbers.map(partial(np.format_float_positional, trim="-"), na_action="ignore").astype("str")
        return texts.where(numbers.isna(), plainly)
    if column.unit == "share":
        return take.number(header, is_share=True)
    if (table, column.name) in _NET:
        return take.count(header, is_net=True)
    if column.name == "landing_page":
        return page_of(take.text(header))
    readers = {
        "text": take.text,
        "day": take.day,
        "time": take.time,
        "count": take.count,
        "number": take.number,
        "flag": take.flag,
    }
    return readers[column.kind](header)


def _has_clock_times(take: Take, header: str) -> bool:
    cells = take.cells(header)
    return cells is not None and bool(cells.distinct.astype("str").str.contains(":", regex=False).any())


def always_filled(table: str, columns: Iterable[str]) -> list[str]:
    """Those of the columns in which an empty cell is a problem: a count or status that is there has to be there in every row."""
    return [name for name in columns if name in (*TABLES[table].required, "count", "status")]


def filled(take: Take, table: str, columns: dict[str, pd.Series]) -> dict[str, pd.Series]:
    """What a client's own file may leave out because it can only be one thing."""
    if table in CLIENTS_CURRENCY:
        written = columns.get("currency", take.nothing("str"))
        columns["currency"] = written.where(written.notna(), take.context.hint.currency or take.context.currency)
    if table == "orders" and "status" not in columns:
        columns["status"] = take.constant("paid")  # a sale that is written down was paid
    if table == "deals" and "is_won" not in columns:
        take.tell("no column that says which deals were won", "is_won: yes, no or open", "add it, or map the column that says it")
    if table == "tickets" and "is_answered" not in columns:
        columns["is_answered"] = pd.Series(True, index=take.rows, dtype="boolean")  # such a file lists what was answered
    if table in ("leads", "mentions") and "count" not in columns:
        columns["count"] = pd.Series(1.0, index=take.rows)
    if table == "surveys" and "question" in columns:
        has_scale = columns.get("scale_max", take.nothing("float64")).notna() | columns["question"].str.strip().str.lower().eq(
            "nps"
        )
        if not has_scale.all():
            take.notes.append(f"answers without their highest score (scale_max), which no goal can watch: {(~has_scale).sum()}")
    if table in ("spend", "audience", "traffic") and "last_day" not in columns and "day" in columns:
        columns["last_day"] = columns["day"]
    if table == "costs" and "type" in columns:
        columns["type"] = columns["type"].str.lower()
        wrong = columns["type"].notna() & ~columns["type"].isin(COST_TYPES)
        take.refuse(wrong, ("type",), "one of " + ", ".join(COST_TYPES), "write one of these types")
    return columns


def _unknown_columns(block: Block, table: str, context: Context) -> list[Problem]:
    own = [column.name for column in TABLES[table].columns]
    unknown = {place: name for place, name in enumerate(block.header, start=1) if canonical_name(table, name) not in own}
    problems = []
    for place, name in unknown.items():
        near = difflib.get_close_matches(plain(name), own, 1, 0.6)
        fix = f"did you mean '{near[0]}'?" if near else f"take the column out; {table} has: {', '.join(own)}"
        column = name if is_header(name) else str(place)
        problems.append(Problem(context.file, "an unknown column", f"a column of {table}", fix, block.header_row, column))
    return problems
