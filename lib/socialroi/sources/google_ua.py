"""Universal Analytics, Google's web analytics until 2023: CSV and XLSX, English and Dutch."""

import re

import pandas as pd

from socialroi.sources.block import Block, as_text, plain
from socialroi.sources.click_ids import page_of
from socialroi.sources.dates import read_cell
from socialroi.sources.google_report import dimensions_of, refuse_altered, source_and_medium, totals
from socialroi.sources.part import IDENTITY, Context, Part
from socialroi.sources.privacy import keyed_hash
from socialroi.sources.stated_totals import check_least
from socialroi.sources.take import Take

NAME = "google_ua"
_SESSIONS = ("Sessions", "Sessies")
_REVENUE = ("Revenue", "Opbrengst", "Omzet")
_METRICS = (
    "sessions", "% new sessions", "new users", "users", "pageviews", "unique pageviews", "bounce rate", "pages / session",
    "pages/session", "avg. session duration", "sessies", "% nieuwe sessies", "nieuwe gebruikers", "gebruikers",
    "paginaweergaven", "bouncepercentage", "pagina's per sessie", "gem. sessieduur", "acquisition sessions",
    "revenue", "opbrengst", "omzet", "transactions", "transacties", "ecommerce conversion rate",
)  # fmt: skip
_ONLY_HERE = (
    "% New Sessions", "Bounce Rate", "Pages / Session", "Pages/Session", "Avg. Session Duration",
    "% nieuwe sessies", "Bouncepercentage", "Gem. sessieduur",
)  # fmt: skip
_COLUMN = {
    "landing page": "landing_page",
    "bestemmingspagina": "landing_page",
    "source": "source",
    "bron": "source",
    "medium": "medium",
    "campaign": "campaign",
    "campagne": "campaign",
    "default channel grouping": "channel_group",
    "standaardkanaalgroepering": "channel_group",
}
_PAIRS = ("source / medium", "source/medium", "bron/medium", "bron / medium")
_DATE = ("Date", "Datum")
_GRAPH = ("day index", "hour index", "week index", "month index", "dagindex", "uurindex", "weekindex", "maandindex")
_DAYS = re.compile(r"#?\s*(\d{8})-(\d{8})")


def recognise(block: Block) -> bool:
    """By metrics that GA4 no longer has, by the graph's `Day Index`, or by the workbook's sheet of titles."""
    if not block.header:
        return plain(block.sheet) == "summary" and any(_DAYS.fullmatch(line.strip(" ,;\t")) for line in block.preamble)
    graph = len(block.names) <= 4 and block.names[0] in _GRAPH
    return graph or (block.position(*_SESSIONS) is not None and block.position(*_ONLY_HERE) is not None)


def read(block: Block, context: Context) -> Part:
    """Visits by what the report splits them by. Goals differ from client to client, so no key events are taken.

    The row that names nothing is the sum of the others. Further dimensions (device …) only tell the rows apart.
    """
    start, end = _days(block, context)
    span = {"first_day": start, "last_day": end}
    dimensions = dimensions_of(block, _METRICS)
    is_dutch = block.has("Sessies")
    take = Take(block, context, totals=totals(block, len(dimensions)), decimal="," if is_dutch else ".")
    named = [name for name in dimensions if plain(name) in (*_COLUMN, *_PAIRS) or name in _DATE]
    _refuse_altered(take, dimensions)
    if not block.header or block.names[0] in _GRAPH or not named:
        return take.unused(NAME, "no sessions by source, page or day: not used", **span)
    if pd.isna(start) and block.position(*_DATE) is None:
        line = context.line('from: "2022-07-01", until: "2022-09-30"')
        if any(text.startswith("#") for text in block.preamble):
            expected = "a line such as '# 20220701-20220930'"
            take.tell("no readable days above the header", expected, f"download it again, or write {line}")
        return take.unused(NAME, f"the sheet names no days: not used; to use it, write {line}")
    sessions = take.need(take.count(*_SESSIONS), *_SESSIONS)
    check_least(take, sessions, *_SESSIONS)
    columns = {**_span(take, start, end), **_split(take, dimensions), "sessions": sessions, "revenue": take.number(*_REVENUE)}
    return take.part(NAME, "traffic", {**columns, "report": take.constant(_title(dimensions))}, **span)


def _refuse_altered(take: Take, dimensions: list[str]) -> None:
    """A problem where a dimension that the kit takes stands right of a metric, or the title names one that is no column."""
    block, known = take.block, {**_COLUMN, **dict.fromkeys(_PAIRS)}
    titles = [plain(line.strip("# ,;\t")) for line in block.preamble]
    names = [name for title in titles for name in (title, title.removesuffix("s")) if name in known]
    promised = [name for name in names if name not in block.names and block.position(*_SESSIONS) is not None]
    moved = [name for name in block.header[len(dimensions) :] if plain(name) in known or name in _DATE]
    refuse_altered(take, f"'{promised[0]}', which the title names" if promised else None, moved)


def _days(block: Block, context: Context) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The report's days: `# 20150416-20150416` above it, else those that params state."""
    stated = [match for line in block.preamble if (match := _DAYS.fullmatch(line.strip(' ",;\t')))]
    if stated:
        found = [read_cell(day, None) for day in stated[-1].groups()]
        return tuple(pd.Timestamp(read.at) if read else pd.NaT for read in found)
    hint = context.hint
    return (pd.Timestamp(hint.from_), pd.Timestamp(hint.until)) if hint.from_ and hint.until else (pd.NaT, pd.NaT)


def _span(take: Take, start: pd.Timestamp, end: pd.Timestamp) -> dict[str, pd.Series]:
    if take.block.position(*_DATE) is not None:
        day = take.need(take.day(*_DATE), *_DATE)
        return {"day": day, "last_day": day}
    return {"day": take.same_day(start), "last_day": take.same_day(end)}


def _split(take: Take, dimensions: list[str]) -> dict[str, pd.Series]:
    columns: dict[str, pd.Series] = {}
    for name in dimensions:
        if plain(name) in _PAIRS:
            columns |= source_and_medium(take.text(name))
        elif plain(name) in _COLUMN:
            columns[_COLUMN[plain(name)]] = take.need(take.text(name), name)  # Google writes (not set)
    if "landing_page" in columns:
        columns["landing_page"] = page_of(columns["landing_page"])
    # Queries of pages and further dimensions can hold anything, people's data too: they tell rows apart as a hash only.
    cells = [take.raw(name).map(as_text).astype("str") for name in dimensions]
    columns[IDENTITY] = keyed_hash(cells[0].str.cat(cells[1:], sep=" / "), take.context.key)
    return columns


def _title(dimensions: list[str]) -> str:
    return "Universal Analytics: " + ", ".join(name for name in dimensions if name not in _DATE)
