"""Google Analytics 4: report CSVs, one or several tables in a file, each under its own `#` lines."""

import re
from collections.abc import Callable

import pandas as pd

from socialroi.sources.block import Block, plain
from socialroi.sources.click_ids import page_of
from socialroi.sources.dates import read_cell
from socialroi.sources.ga4_names import ENGAGED, KEY_EVENTS, METRICS, REVENUE, SESSIONS, dimension_of
from socialroi.sources.ga4_spans import month_span, week_span
from socialroi.sources.google_report import dimensions_of, refuse_altered, source_and_medium, totals
from socialroi.sources.near_names import one_letter_off
from socialroi.sources.part import IDENTITY, Context, Part
from socialroi.sources.stated_totals import check_least
from socialroi.sources.take import Take

NAME = "ga4"
_CERTAIN = ("date", "nth day", "week", "month", "landing_page", "source", "medium")
_DAY_LINE = re.compile(r"#\s*[^:：]+[:：]\s*(\d{8})")  # `# Start date: 20250201`, in any language


def recognise(block: Block) -> bool:
    """By the lines `# Start date:` and `# End date:` above the header, whatever their language."""
    return bool(block.header) and (len(_stated_days(block)) >= 2 or block.above("# Start date:") is not None)


def read(block: Block, context: Context) -> Part:
    """Visits by what the report splits them by; a report without sessions, or by nothing that `traffic` knows, is unused."""
    dimensions = dimensions_of(block, METRICS)
    take = Take(block, context, totals=totals(block, len(dimensions)), decimal=".")
    start, end = [*_stated_days(block), pd.NaT, pd.NaT][:2]
    span = {"first_day": start, "last_day": end}
    kinds = {name: kind for name in dimensions if (kind := dimension_of(name))}
    _refuse_altered(take, dimensions)
    if take.raw(*SESSIONS) is None or not kinds:
        return take.unused(NAME, f"'{_title(block, dimensions)}' has no sessions by source, page or day: not used", **span)
    if pd.isna(start) or pd.isna(end):
        take.tell("no readable start and end date above the header", "# Start date: 20250701", "download the report again")
    other = [name for name in dimensions if name not in kinds]
    if other:
        take.tell(
            f"the dimension '{other[0]}'",
            "sessions by Date, Week, source, medium, campaign, channel group or landing page",
            f"take '{other[0]}' out of the report, or put Date in its place",
            row=block.header_row,
            column=other[0],
        )
    columns = _days(take, kinds, start, end) | _dimension_columns(take, kinds) | _metrics(take)
    note = "" if block.position(*KEY_EVENTS, *REVENUE) is not None else "no key events and no revenue: visits only"
    return take.part(NAME, "traffic", {**columns, "report": take.constant(_title(block, dimensions))}, note=note, **span)


def _refuse_altered(take: Take, dimensions: list[str]) -> None:
    """A problem where the title promises visits that the columns do not give, or a dimension stands right of a metric."""
    block = take.block
    promised = [line.partition(":")[2].strip() for line in _titles(block) if _splits(line.partition(":")[2].strip())]
    is_there = any(map(_splits, dimensions)) or (promised and plain(promised[0]) in block.names)
    lacking = None
    if promised and block.position(*SESSIONS) is None and not one_letter_off(SESSIONS, block.header):
        lacking = f"'Sessions' in a report by '{promised[0]}'"
    elif promised and not is_there:
        lacking = f"'{promised[0]}', which the title names"
    metrics = block.header[len(dimensions) :]
    moved = [name for name in metrics if dimension_of(name) in _CERTAIN or plain(name) in map(plain, promised)]
    refuse_altered(take, lacking, moved)


def _splits(name: str) -> bool:
    return dimension_of(name) not in (None, "date", "nth day", "week", "month")


def _stated_days(block: Block) -> list[pd.Timestamp]:
    """The days after the colons of the `#` lines nearest to the header: the start date, then the end date."""
    lines = (line.strip(' ",;\t') for line in block.preamble)
    read = [read_cell(match[1], None) for line in lines if (match := _DAY_LINE.fullmatch(line))]
    return [pd.Timestamp(found.at) if found else pd.NaT for found in read][-2:]


def _title(block: Block, dimensions: list[str]) -> str:
    """The report's title and every dimension that it does not name, so that two reports of the same visits differ."""
    title = next(iter(_titles(block)), "Report")
    more = [name for name in dimensions if plain(name) not in plain(title)]
    return ", ".join([title, *more])


def _titles(block: Block) -> list[str]:
    lines = [line.lstrip("# ").strip(" ,;\t") for line in block.preamble if not _DAY_LINE.fullmatch(line.strip(' ",;\t'))]
    skipped = ("Account:", "Property:", "Start date:", "End date:", "All Users", "---")
    return [line for line in lines if line and not line.startswith(skipped)]


def _days(take: Take, kinds: dict[str, str], start: pd.Timestamp, end: pd.Timestamp) -> dict[str, pd.Series]:
    by_kind = {kind: name for name, kind in kinds.items()}
    if "date" in by_kind:
        day = take.need(take.day(by_kind["date"]), by_kind["date"])
        return {"day": day, "last_day": day}
    if "nth day" in by_kind:
        day = start + pd.to_timedelta(take.need(take.count("Nth day"), "Nth day"), unit="D")
        return {"day": day, "last_day": day}
    for kind, span_of in (("week", week_span), ("month", month_span)):
        if kind in by_kind and pd.notna(start) and pd.notna(end):
            return _spans(take, by_kind[kind], lambda number, span_of=span_of: span_of(number, start, end))
    return {"day": take.same_day(start), "last_day": take.same_day(end)}


def _spans(take: Take, name: str, span_of: Callable[[int], tuple[pd.Timestamp, pd.Timestamp]]) -> dict[str, pd.Series]:
    """The days of numbered weeks or months."""
    numbers = take.need(take.count(name), name)
    known = {number: span_of(int(number)) for number in numbers.dropna().unique()}
    first, last = (numbers.map({number: span[side] for number, span in known.items()}) for side in (0, 1))
    fix = "download the report for one calendar year at a time, or with Date in its place"
    take.refuse(first.isna() & numbers.notna(), (name,), "a number that lies once in the report's days", fix)
    return {"day": first.astype("datetime64[us]"), "last_day": last.astype("datetime64[us]")}


def _dimension_columns(take: Take, kinds: dict[str, str]) -> dict[str, pd.Series]:
    columns: dict[str, pd.Series] = {}
    for name, kind in kinds.items():
        texts = take.text(name)
        if kind == "pair":
            columns |= source_and_medium(texts)
        elif kind == "landing_page":  # the query can hold anything, people's data too: it tells rows apart as a hash only
            columns |= {kind: page_of(texts), IDENTITY: take.person(name)}
        elif kind not in ("date", "nth day", "week", "month"):
            columns[kind] = texts
    return columns


def _metrics(take: Take) -> dict[str, pd.Series]:
    sessions = take.count(*SESSIONS)
    check_least(take, sessions, *SESSIONS)
    return {
        "sessions": sessions,
        "engaged_sessions": take.count(*ENGAGED),
        "engaged_seconds": take.number("Average engagement time per session") * sessions,
        "key_events": take.count(*KEY_EVENTS),
        "revenue": take.number(*REVENUE),
    }
