"""The account of every file: how many rows it had and what became of each."""

from dataclasses import dataclass

import pandas as pd

from socialroi.params import SourceHint
from socialroi.periods import days_in
from socialroi.schema import TABLES
from socialroi.sources.combine import Combined
from socialroi.sources.coverage import coverage
from socialroi.sources.part import LINES, Part

COLUMNS = {
    "file": "str",
    "source": "str",
    "table": "str",
    "read": "int64",
    "kept": "int64",
    "total": "int64",
    "duplicate": "int64",
    "refused": "int64",
    "first_day": "datetime64[us]",
    "last_day": "datetime64[us]",
    "coverage": "str",
    "pulled_on": "datetime64[us]",
    "sha256": "str",
    "sums": "object",
    "spans": "object",
    "note": "str",
}
_SAYS_MOST = ("stated", "preamble", "days", "not_stated")


@dataclass(frozen=True)
class Source:
    """One file with what was read of it. `sha256` of its bytes."""

    file: str
    sha256: str
    hint: SourceHint
    parts: tuple[Part, ...]


def account(sources: list[Source], combined: dict[str, Combined], timezone: str) -> pd.DataFrame:
    """One row per file and table. read = kept + total + duplicate + refused.

    `sums`: what the file's kept rows add up to, by column, in the file's own currency (`cost EUR` where it has several).
    `spans`: kept rows by (day, last_day), so that rows outside a period can be counted; moments have their day in the
    client's `timezone`.
    """
    rows = [_of_table(source, table, combined, timezone) for source in sources for table in _tables(source)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _tables(source: Source) -> list[str]:
    return list(dict.fromkeys(part.table for part in source.parts))


def _of_table(source: Source, table: str, combined: dict[str, Combined], timezone: str) -> dict[str, object]:
    parts = [part for part in source.parts if part.table == table]
    counts = {name: sum(getattr(part, name) for part in parts) for name in ("read", "total", "refused")}
    fates = {"kept": sum(part.unused for part in parts), "duplicate": sum(part.repeated for part in parts)}
    sums, spans, notes = {}, {}, [part.note for part in parts if part.note]
    if table in combined:
        lines = combined[table].lines(source.file)
        counts["refused"] += lines["refused"]
        fates = {name: fates[name] + lines[name] for name in fates}
        kept = combined[table].kept(source.file)
        fates["duplicate"] += lines["older"]
        notes += [f"{lines['older']} posts stand in a later export too: that one counts"] if lines["older"] else []
        sums, spans = _sums(kept, table), _spans(kept, timezone)
    days = _coverage(parts, source.hint)
    return {
        "file": source.file,
        "source": parts[0].source,
        "table": table,
        **counts,
        **fates,
        **days,
        "sha256": source.sha256,
        "sums": sums,
        "spans": spans,
        "note": "; ".join(dict.fromkeys(notes)),
    }


def _coverage(parts: list[Part], hint: SourceHint) -> dict[str, object]:
    """Several tables in one file: the widest range of the surest kind."""
    known = sorted((coverage(part, hint) for part in parts), key=lambda said: _SAYS_MOST.index(said[0]))
    same = [said for said in known if said[0] == known[0][0]]
    return {
        "coverage": known[0][0],
        "first_day": pd.Series([said[1] for said in same]).min(),
        "last_day": pd.Series([said[2] for said in same]).max(),
        "pulled_on": pd.Series([part.pulled_on for part in parts]).max(),
    }


def _sums(kept: pd.DataFrame, table: str) -> dict[str, float]:
    columns = [column.name for column in TABLES[table].columns if column.added == "sum" and kept[column.name].notna().any()]
    money = [column for column in columns if column in TABLES[table].money]
    sums = {column: float(kept[column].sum()) for column in columns if column not in money}
    codes = _codes(kept) if money else []
    by_currency = {code: kept[kept["currency"] == code] for code in codes} if len(codes) > 1 else {}
    for column in money:
        several = {f"{column} {code}": float(rows[column].sum()) for code, rows in by_currency.items()}
        sums |= several or {column: float(kept[column].sum())}
    return sums


def _codes(kept: pd.DataFrame) -> list[str]:
    return sorted(pd.Series(kept["currency"].unique()).dropna()) if "currency" in kept else []


def _spans(kept: pd.DataFrame, timezone: str) -> dict[tuple[pd.Timestamp, pd.Timestamp], int]:
    if "day" not in kept and "at" not in kept:  # costs have days of their own kind
        return {}
    day = days_in(kept, timezone)
    last = kept["last_day"].where(kept["last_day"].notna(), day) if "last_day" in kept else day
    if last.equals(day):
        return {(one, one): int(count) for one, count in kept[LINES].groupby(day).sum().items()}
    return {span: int(count) for span, count in kept[LINES].groupby([day, last]).sum().items()}
