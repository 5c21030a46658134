"""Google Analytics 4: report CSVs, one or several tables in a file, each under its own `#` lines."""

import pandas as pd

from socialroi.sources.block import Block, plain
from socialroi.sources.dates import read_cell
from socialroi.sources.part import IDENTITY, Context, Part
from socialroi.sources.take import Take

NAME = "ga4"
_METRICS = (
    "sessions",
    "engaged sessions",
    "engagement rate",
    "active users",
    "total users",
    "new users",
    "returning users",
    "users",
    "event count",
    "key events",
    "conversions",
    "total revenue",
    "views",
    "average session duration",
    "bounce rate",
    "average engagement time per session",
    "average engagement time per active user",
    "events per session",
)
_COLUMN = {
    "session source": "source",
    "session medium": "medium",
    "session campaign": "campaign",
    "landing page": "landing_page",
    "landing page + query string": "landing_page",
    "session manual source": "source",
    "session manual medium": "medium",
    "session manual campaign name": "campaign",
    "session campaign name": "campaign",
}
_PAIRS = ("session source / medium", "session manual source / medium")
_DAYS = ("date", "nth day")


def recognise(block: Block) -> bool:
    """By the `# Start date:` line above the header."""
    return bool(block.header) and block.above("# Start date:") is not None


def read(block: Block, context: Context) -> Part:
    """Visits by what the report splits them by; a report without sessions, or by nothing that `traffic` knows, is unused."""
    dimensions = _dimensions(block)
    take = Take(block, context, totals=_totals(block, len(dimensions)), decimal=".")
    start, end = _day(block, "# Start date:"), _day(block, "# End date:")
    span = {"first_day": start, "last_day": end}
    placed = [name for name in dimensions if _is_placed(name)]
    if take.raw("Sessions") is None or not placed:
        return take.unused(NAME, f"'{_title(block, dimensions)}' has no sessions by source, page or day: not used", **span)
    if pd.isna(start) or pd.isna(end):
        take.tell("no readable start and end date above the header", "# Start date: 20250701", "download the report again")
    other = [name for name in dimensions if name not in placed]
    if other:
        take.tell(
            f"the dimension '{other[0]}'",
            "sessions by Date, source, medium, campaign, channel group or landing page",
            f"take '{other[0]}' out of the report, or put Date in its place",
            row=block.header_row,
            column=other[0],
        )
    columns = _days(take, start, end) | _dimension_columns(take, placed) | _metrics(take)
    return take.part(NAME, "traffic", {**columns, "report": take.constant(_title(block, dimensions))}, **span)


def _day(block: Block, line: str) -> pd.Timestamp:
    found = read_cell((block.above(line) or "").strip(" ,;\t"), None)
    return pd.Timestamp(found.at) if found else pd.NaT


def _dimensions(block: Block) -> list[str]:
    """The columns left of the first metric."""
    first = next((place for place, name in enumerate(block.names) if name in _METRICS), len(block.names))
    return list(block.header[:first])


def _totals(block: Block, dimensions: int) -> pd.Series:
    """True for a row that names nothing: the sum of all others."""
    named = block.body[list(range(dimensions))] != ""
    return ~named.any(axis=1) if dimensions else pd.Series(False, index=block.body.index)


def _is_placed(name: str) -> bool:
    return plain(name) in (*_COLUMN, *_PAIRS, *_DAYS) or _is_channel(name)


def _is_channel(name: str) -> bool:
    """Session primary channel group (Default Channel Group), Session default channel group, or the property's own group."""
    return plain(name).startswith("session ") and "channel" in plain(name)


def _title(block: Block, dimensions: list[str]) -> str:
    """The report's title and every dimension that it does not name, so that two reports of the same visits differ."""
    lines = [line.lstrip("# ").strip(" ,;\t") for line in block.preamble]
    skipped = ("Account:", "Property:", "Start date:", "End date:", "All Users", "---")
    titles = [line for line in lines if line and not line.startswith(skipped)]
    title = titles[0] if titles else "Report"
    more = [name for name in dimensions if plain(name) not in plain(title)]
    return ", ".join([title, *more])


def _days(take: Take, start: pd.Timestamp, end: pd.Timestamp) -> dict[str, pd.Series]:
    if take.block.has("Date"):
        day = take.need(take.day("Date"), "Date")
        return {"day": day, "last_day": day}
    if take.block.has("Nth day"):
        day = start + pd.to_timedelta(take.need(take.count("Nth day"), "Nth day"), unit="D")
        return {"day": day, "last_day": day}
    return {"day": _same(take, start), "last_day": _same(take, end)}


def _same(take: Take, day: pd.Timestamp) -> pd.Series:
    return pd.Series(day, index=take.rows, dtype="datetime64[us]")


def _dimension_columns(take: Take, dimensions: list[str]) -> dict[str, pd.Series]:
    columns: dict[str, pd.Series] = {}
    for name in dimensions:
        texts = take.text(name)
        if _is_channel(name):
            columns["channel_group"] = texts
        elif plain(name) in _PAIRS:
            parts = texts.str.split(" / ", n=1, expand=True).reindex(columns=[0, 1])
            columns |= {"source": parts[0].astype("str"), "medium": parts[1].astype("str")}
        elif plain(name) in _COLUMN:
            column = _COLUMN[plain(name)]
            columns[column] = texts
            if column == "landing_page":  # the query can hold anything, people's data too: it tells rows apart as a hash only
                columns |= {column: texts.str.replace(r"[?#].*$", "", regex=True), IDENTITY: take.person(name)}
    return columns


def _metrics(take: Take) -> dict[str, pd.Series]:
    sessions = take.count("Sessions")
    return {
        "sessions": sessions,
        "engaged_sessions": take.count("Engaged sessions"),
        "engaged_seconds": take.number("Average engagement time per session") * sessions,
        "key_events": take.count("Key events", "Conversions"),
        "revenue": take.number("Total revenue"),
    }
