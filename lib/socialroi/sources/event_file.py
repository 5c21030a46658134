"""Google Analytics 4's events as BigQuery exports them, Parquet or JSON lines, into two flat tables: visits and purchases."""

import io
import json

import pyarrow as pa
import pyarrow.parquet as parquet

from socialroi.errors import Problem
from socialroi.sources.block import Row, Sheet

VISITS, PURCHASES = "events of visits", "purchase events"
_SOURCES = ("session_traffic_source_last_click.manual_campaign", "collected_traffic_source", "event_params")
_TAGS = {
    "session_traffic_source_last_click.manual_campaign": ("source", "medium", "campaign_name", "content"),
    "collected_traffic_source": ("manual_source", "manual_medium", "manual_campaign_name", "manual_content", "gclid"),
    "event_params": ("source", "medium", "campaign", "content", "ga_session_id", "page_location", "currency", "value"),
    "ecommerce": ("purchase_revenue", "purchase_revenue_in_usd", "transaction_id"),
}
_PLAIN = ("event_name", "event_timestamp", "user_pseudo_id")
HEADER = [*_PLAIN, *(f"{record}.{field}" for record, fields in _TAGS.items() for field in fields), "event_params.transaction_id"]
_RECORDS = {name.split(".")[0] for name in HEADER}
Event = dict[str, object]


def is_json(text: str) -> bool:
    """True where the first line is an event on its own."""
    first = text.lstrip().split("\n", 1)[0]
    return first.startswith("{") and '"event_timestamp"' in first and '"event_name"' in first


def from_json(file: str, text: str) -> list[Sheet] | Problem:
    """One event in a line; a line that is none is a Problem with its number."""
    events: list[tuple[int, Event]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                event = json.loads(line)
            except (ValueError, RecursionError):
                event = None
            if not isinstance(event, dict):
                fix = "the file is damaged or cut off: export it again as JSON, newline delimited"
                return Problem(file, "a line that is no JSON object", "one event in each line", fix, row=number)
            events.append((number, event))
    return _sheets(events)


def from_parquet(file: str, data: bytes) -> list[Sheet] | Problem:
    """The events of a Parquet file, its first row being row 1."""
    try:
        stored = parquet.ParquetFile(io.BytesIO(data))
        names = stored.schema_arrow.names
        if not {"event_name", "event_timestamp"} <= set(names):
            fix = "export it as CSV"
            return Problem(file, "a Parquet file of no known export", "GA4 events, or a CSV or XLSX export", fix)
        rows = stored.read(columns=[name for name in names if name in _RECORDS]).to_pylist()
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError):
        return Problem(file, "a Parquet file that cannot be opened", "a whole file", "it is damaged or cut off: export it again")
    return _sheets(list(enumerate(rows, start=1)))


def _sheets(events: list[tuple[int, Event]]) -> list[Sheet]:
    """Purchases stand on their own: each event is in one table, so each row is counted once."""
    tables: dict[str, list[Row]] = {VISITS: [], PURCHASES: []}
    for number, event in events:
        flat = _flat(event)
        table = PURCHASES if event.get("event_name") == "purchase" else VISITS
        tables[table].append((number, [flat.get(name) for name in HEADER]))
    return [Sheet(name, [(0, list(HEADER)), *rows], is_text=False) for name, rows in tables.items() if rows]


def _flat(event: Event) -> Event:
    flat = {name: event.get(name) for name in _PLAIN}
    for record in (*_SOURCES, "ecommerce"):
        fields = _params(event.get(record)) if record == "event_params" else _record(event, record)
        flat |= {f"{record}.{field}": value for field, value in fields.items()}
    return flat


def _record(event: Event, path: str) -> Event:
    found: object = event
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def _params(params: object) -> Event:
    """Keys and values; of a value's four types one is filled."""
    pairs = [pair for pair in params if isinstance(pair, dict)] if isinstance(params, list) else []
    return {str(pair.get("key")): _one(pair.get("value")) for pair in pairs}


def _one(value: object) -> object:
    filled = [item for item in value.values() if item is not None] if isinstance(value, dict) else [value]
    return filled[0] if filled else None
