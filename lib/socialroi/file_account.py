"""What became of every row of every file: the account that `socialroi check` prints."""

import math
from typing import Any

import pandas as pd

from socialroi.periods import Period

Account = dict[str, Any]


def account_of(
    files: pd.DataFrame,
    tables: dict[str, pd.DataFrame],
    *,
    period: Period | None = None,
    timezone: str = "UTC",
) -> list[Account]:
    """One entry per file and table, as `check --json` prints it.

    `files` and `tables` come from `sources.read_folder`. The rows of a file add up: read = kept + total + duplicate +
    outside + refused. Only with a period is anything outside.
    """
    return [_entry(line, tables.get(line["table"]), period, timezone) for line in files.to_dict("records")]


def _entry(line: dict[str, Any], table: pd.DataFrame | None, period: Period | None, timezone: str) -> Account:
    outside = 0
    if period is not None and table is not None:
        outside = rows_outside(table[table["file"] == line["file"]], int(line["kept"]), period, timezone)
    counts = {name: int(line[name]) for name in ("read", "kept", "total", "duplicate")}
    return {
        "file": line["file"],
        "source": _known(line["source"]),
        "table": _known(line["table"]),
        "rows": {
            **counts,
            "kept": counts["kept"] - outside,
            "outside": outside,
            "refused": int(line["refused"]),
        },
        "first_day": _iso(line["first_day"]),
        "last_day": _iso(line["last_day"]),
        "sums": {name: _known(value) for name, value in sorted((line["sums"] or {}).items())},
    }


def rows_outside(rows: pd.DataFrame, kept: int, period: Period, timezone: str) -> int:
    """How many of the file's kept rows became rows of the table that lie outside the period.

    One row of a table can stand for several of the file: an order with its line items. It then stands for the rows down to
    the next one. A row without a day lies inside.
    """
    if rows.empty:
        return 0
    is_outside = _is_outside(rows, period, timezone).groupby(rows["row"]).all().sort_index()
    starts = is_outside.index.to_series()
    if len(starts) == kept:
        return int(is_outside.sum())
    spans = (starts.shift(-1) - starts).fillna(1).astype("int64")
    spans.iloc[-1] = max(1, kept - int(spans.iloc[:-1].sum()))
    return min(kept, int(spans[is_outside].sum()))


def _is_outside(rows: pd.DataFrame, period: Period, timezone: str) -> pd.Series:
    if "at" in rows:
        first = last = rows["at"].dt.tz_convert(timezone).dt.tz_localize(None).dt.normalize()
    elif "day" in rows:
        first, last = rows["day"], rows.get("last_day", rows["day"]).fillna(rows["day"])
    else:
        return pd.Series(False, index=rows.index)
    return (last < period.start) | (first > period.end)


def _known(value: object) -> object:
    is_missing = value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))
    return None if is_missing else value


def _iso(day: object) -> str | None:
    return None if pd.isna(day) else f"{day:%Y-%m-%d}"


def account_text(entries: list[Account]) -> str:
    """The account as people read it, one paragraph per file."""
    return "\n".join(_paragraph(entry) for entry in entries)


def _paragraph(entry: Account) -> str:
    counts = {name: count for name, count in entry["rows"].items() if name != "read"}
    parts = [f"{count} {name}" for name, count in counts.items() if count or name == "kept"]
    taken = f"{entry['source'] or 'not recognised'} → {entry['table'] or 'no table'}"
    days = f"{entry['first_day'] or '?'} to {entry['last_day'] or '?'}"
    covered = days if entry["first_day"] or entry["last_day"] else "days not stated"
    return f"{entry['file']}\n  {taken}; {entry['rows']['read']} rows read: {', '.join(parts)}; {covered}"
