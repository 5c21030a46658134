"""What became of every row of every file: the account that `socialroi check` prints."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from socialroi.periods import Period
from socialroi.plain_text import one_line

Account = dict[str, Any]


def account_of(files: pd.DataFrame, *, period: Period | None = None) -> list[Account]:
    """One entry per file and table, as `check --json` prints it, with the file's `coverage` and `note` for people.

    `files`: see `sources.Inputs`. The rows of a file add up: read = kept + total + duplicate + outside + refused. Only with
    a period is anything outside.
    """
    return [_entry(line, rows_outside(line["spans"], period) if period else 0) for line in files.to_dict("records")]


def as_json(entry: Account) -> Account:
    """The entry with the keys of the contract alone."""
    return {name: value for name, value in entry.items() if name not in ("coverage", "note")}


def with_older_rates(entries: list[Account], stale: pd.DataFrame) -> list[Account]:
    """The account, the exchange rates with a note of how many days took an older one. `stale`: see `money.older`."""
    if stale.empty:
        return entries
    oldest = stale.loc[(stale["day"] - stale["rate_day"]).idxmax()]
    said = f"{len(stale)} days without a rate of their own take the last known one; the oldest: "
    said += f"{oldest['currency']} on {oldest['day']:%Y-%m-%d} that of {oldest['rate_day']:%Y-%m-%d}"
    of_rates = {"note": said}
    return [entry | of_rates if entry["table"] == "rates" else entry for entry in entries]


def rows_outside(spans: Mapping[tuple[pd.Timestamp, pd.Timestamp], int], period: Period) -> int:
    """How many of the kept rows speak of no day of the period. `spans`: rows by (first day, last day)."""
    return sum(rows for (first, last), rows in spans.items() if last < period.start or first > period.end)


def account_text(entries: list[Account]) -> str:
    """The account as people read it, one paragraph per file and table."""
    return "\n".join(_paragraph(entry) for entry in entries)


def _entry(line: dict[str, Any], outside: int) -> Account:
    return {
        "file": line["file"],
        "source": _known(line["source"]),
        "table": _known(line["table"]),
        "rows": {
            "read": int(line["read"]),
            "kept": int(line["kept"]) - outside,
            "total": int(line["total"]),
            "duplicate": int(line["duplicate"]),
            "outside": outside,
            "refused": int(line["refused"]),
        },
        "first_day": _iso(line["first_day"]),
        "last_day": _iso(line["last_day"]),
        "sums": {name: _known(value) for name, value in line["sums"].items()},
        "coverage": line["coverage"],
        "note": line["note"],
    }


def _known(value: object) -> object:
    """The value, or None for every way of having none."""
    is_missing = value is None or value == "" or (isinstance(value, float) and math.isnan(value))
    return None if is_missing else value


def _iso(day: pd.Timestamp) -> str | None:
    return None if pd.isna(day) else f"{day:%Y-%m-%d}"


_COVERAGE = {"stated": "as stated in params", "preamble": "as the file says", "days": "its first to last day"}


def _paragraph(entry: Account) -> str:
    parts = [f"{count} {name}" for name, count in entry["rows"].items() if name == "kept" or (name != "read" and count)]
    taken = f"{entry['source'] or 'not recognised'} → {entry['table'] or 'no table'}"
    lines = [one_line(entry["file"]), f"  {taken}", f"  {entry['rows']['read']} rows: {', '.join(parts)}", f"  {_days(entry)}"]
    return "\n".join([*lines, *([f"  {entry['note']}"] if entry["note"] else [])])


def _days(entry: Account) -> str:
    if entry["first_day"] is None and entry["last_day"] is None:
        return "days covered: not stated"
    how = _COVERAGE.get(entry["coverage"])
    return f"days covered: {entry['first_day'] or '…'} to {entry['last_day'] or '…'}" + (f" ({how})" if how else "")
