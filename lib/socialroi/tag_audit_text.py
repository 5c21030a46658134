"""The audit of tags as people and programs read it: tables in plain text, and JSON."""

from dataclasses import fields
from typing import Any

import pandas as pd

from socialroi.plain_text import visible
from socialroi.tag_audit import TagAudit

_LONGEST = 10  # rows of a table on the screen; --json has all
_WIDEST = 48  # letters of a cell on the screen
_SECTIONS = {
    "platforms": "Platforms: what was spent, and what is tagged as paid",
    "spend_without_tags": "Spend without tags: campaigns that cost money, but no visit or result carries their name",
    "tags_without_spend": "Tags without spend: paid tags of campaigns that no ad account knows",
    "split_campaigns": "Split campaigns: spellings that make two campaigns of one",
    "broken_tags": "Tags against the naming rules: source is the platform's name, medium is social or paid_social",
    "untagged_visits": "Visits from social media without a tag: post or ad, nobody can say; they count as unpaid",
    "deep_direct": "Direct visits on deep pages (dark social): sent by somebody, in a chat or a mail",
}


def audit_text(found: TagAudit) -> str:
    """Every finding under its heading, and what could not be said and why."""
    parts = [_section(title, getattr(found, name)) for name, title in _SECTIONS.items()]
    notes = ["What this audit cannot see:", *(f"  - {note}" for note in found.notes)] if found.notes else []
    return visible("\n\n".join([*parts, *(["\n".join(notes)] if notes else [])]))


def audit_json(client: str, period: str | None, found: TagAudit) -> dict[str, Any]:
    """The audit for programs: `client`, `period` and one list of records per table; null where it cannot be said."""
    tables = {field.name: getattr(found, field.name) for field in fields(found) if field.name != "notes"}
    records = {name: _records(table) for name, table in tables.items()}
    return {"client": client, "period": period, **records, "notes": list(found.notes)}


def _records(table: pd.DataFrame | None) -> list[dict[str, Any]] | None:
    if table is None:
        return None
    return [{name: _plain(value) for name, value in row.items()} for row in table.to_dict("records")]


def _plain(value: object) -> object:
    if pd.isna(value) or value == "":
        return None
    return round(value, 4) if isinstance(value, float) else value


def _section(title: str, table: pd.DataFrame | None) -> str:
    if table is None:
        return f"{title}\n  cannot be said from these exports"
    if table.empty:
        return f"{title}\n  none"
    cells = [[_cell(*item) for item in row.items()] for row in table.to_dict("records")]
    lines = [[name.replace("_", " ") for name in table], *cells]
    shown = _aligned(lines[: _LONGEST + 1], [pd.api.types.is_numeric_dtype(kind) for kind in table.dtypes])
    more = [f"  … and {len(table) - _LONGEST} more: --json has all"] if len(table) > _LONGEST else []
    return "\n".join([title, *shown, *more, *_total(table)])


def _total(table: pd.DataFrame) -> list[str]:
    if "share" not in table:
        return []
    return [f"  together {table['sessions'].sum():,.0f} visits, {table['share'].sum():.1%} of all"]


def _aligned(lines: list[list[str]], is_number: list[bool]) -> list[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    return ["  " + "  ".join(_padded(*item) for item in zip(line, widths, is_number, strict=True)).rstrip() for line in lines]


def _padded(cell: str, width: int, is_number: bool) -> str:
    return cell.rjust(width) if is_number else cell.ljust(width)


def _cell(name: str, value: object) -> str:
    if pd.isna(value):
        return "-"
    if isinstance(value, float):
        return f"{value:.1%}" if name == "share" else f"{value:,.2f}" if name == "cost" else f"{value:,.0f}"
    text = visible(" ".join(str(value).split()))
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
