"""Which days the exports speak of, and up to which day everything is known."""

import pandas as pd

from socialroi.client import Client
from socialroi.periods import Period, days_in
from socialroi.remember import once_per_client


def coverage(files: pd.DataFrame, tables: list[str], period: Period) -> pd.DataFrame:
    """How many of the period's days each source of these tables covers. One row per table and source.

    Out: table, source, covered, missing, is_stated, last_day. Where a file's coverage is not stated, missing is 0 and
    `is_stated` says so.
    """
    rows = []
    for (table, source), group in files[files["table"].isin(tables)].groupby(["table", "source"]):
        dated = group.dropna(subset=["first_day", "last_day"])
        is_stated = bool((group["coverage"] != "not_stated").all())
        covered = _days_covered(dated, period)
        missing = period.days - covered if is_stated else 0
        rows.append((table, source, covered, missing, is_stated, dated["last_day"].max()))
    columns = ["table", "source", "covered", "missing", "is_stated", "last_day"]
    return pd.DataFrame(rows, columns=columns)


def as_of(book: Client, tables: list[str]) -> pd.Timestamp:
    """The day up to which everything that the headline uses is known: the earliest last covered day, or params' own.

    Files whose coverage is not stated count only where no other says a day: then the last day seen in them.
    """
    if book.params.as_of:
        return pd.Timestamp(book.params.as_of)
    files = book.files[book.files["table"].isin(tables)]
    stated = files[files["coverage"] != "not_stated"].groupby("table")["last_day"].max().dropna()
    if len(stated):
        return stated.min()
    seen = [day for name in tables if pd.notna(day := _last_seen(book, name))]
    return max(seen, default=pd.NaT)


def has_data(book: Client, tables: list[str], period: Period) -> bool:
    """Whether any of these tables reaches into the period at all."""
    seen = any(period.holds(days_of(book, name)).any() for name in tables)
    return seen or bool((coverage(book.files, tables, period)["covered"] > 0).any())


def days_of(book: Client, table: str) -> pd.Series:
    """The day of each row, in the client's time zone."""
    return days_in(book.tables[table], book.params.timezone)


@once_per_client
def is_covered(book: Client, period: Period) -> bool:
    """Whether the period's spend and results were exported whole: every stated source covers it, the others reach into it."""
    tables = [name for name in ("spend", "orders", "deals", "timesheets") if name in set(book.files["table"])]
    found = coverage(book.files, tables, period)
    silent = found.loc[~found["is_stated"].astype(bool), "table"]
    return bool(len(tables) and (found["missing"] == 0).all() and all(has_data(book, [name], period) for name in silent))


def _days_covered(files: pd.DataFrame, period: Period) -> int:
    days = period.dates().to_numpy()[:, None]
    firsts, lasts = (files[name].to_numpy("datetime64[us]") for name in ("first_day", "last_day"))
    return int(((days >= firsts) & (days <= lasts)).any(axis=1).sum())


def _last_seen(book: Client, table: str) -> pd.Timestamp:
    frame = book.tables[table]
    days = [days_of(book, table), *(frame[name] for name in ("last_day", "closed_day") if name in frame)]
    return pd.concat(days).max()
