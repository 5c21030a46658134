"""Two exports in one file, one below the other, and what of both an import gives."""

from collections.abc import Iterator

import pandas as pd
from damage import Import, decoded

_ORIGIN = ["file", "row", "report"]


def joined(one: bytes, other: bytes) -> Iterator[tuple[str, bytes]]:
    """How they were joined, and the file, in the encoding of the first."""
    (upper, encoding), (lower, _) = decoded(one), decoded(other)
    end = "\r\n" if "\r\n" in upper else "\n"
    upper, lower = upper.rstrip("\r\n"), lower.replace("\r\n", "\n").replace("\n", end)
    for what, between in (("a line below", end), ("a blank line between", end + end), ("a mark between", f"{end}\ufeff")):
        yield what, (upper + between + lower).encode(encoding)
    yield "bytes after bytes", one + other


def lost(one: Import, other: Import, after: Import) -> str | None:
    """What an import of both in one file gives of neither, or not of both; None where it gives both, or is refused."""
    if after.problems:
        return None
    for table in sorted({*one.tables, *other.tables, *after.tables}):
        both = pd.concat([found.tables[table] for found in (one, other) if table in found.tables] or [pd.DataFrame()])
        if _rows(both) != _rows(after.tables.get(table, pd.DataFrame())):
            return f"{table}: {len(both)} rows in two files, {len(after.tables.get(table, ()))} in one"
    return None


def _rows(table: pd.DataFrame) -> set[str]:
    """Each row as text; equal rows of two exports are one."""
    numbers = {column: table[column].round(9) for column in table if table[column].dtype.kind == "f"}
    shown = table.assign(**numbers).drop(columns=[column for column in _ORIGIN if column in table])
    return set(map(str, shown.itertuples(index=False, name=None)))
