"""What became of a batch: one table for the terminal, one page for the folder of reports, each with a plain reason."""

import secrets
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from socialroi.pages import content_policy, environment
from socialroi.places import is_here, short
from socialroi.plain_text import visible
from socialroi.runner import Outcome
from socialroi.words import Words

_MEGABYTE = 2**20
_LINE = "{:{client}}  {:{period}}  {:9}  {:>8}  {:>7}  {}"


def table(outcomes: Sequence[Outcome]) -> str:
    """One line per report: client, period, what became of it, time, most memory of a kernel, and where it is or why it is not."""
    widths = {name: max([6, *(len(getattr(outcome, name)) for outcome in outcomes)]) for name in ("client", "period")}
    lines = [_LINE.format("client", "period", "result", "seconds", "MB", "report, or why there is none", **widths)]
    for outcome in outcomes:
        seconds, memory, where = _measured(outcome)
        line = _LINE.format(outcome.client, outcome.period, outcome.status, seconds, memory, "", **widths)
        lines.append(line + where.replace("\n", "\n" + " " * len(line)))
    return "\n".join([*lines, "", counted(outcomes)])


def counted(outcomes: Sequence[Outcome]) -> str:
    """How many reports, of which result, and the most memory that a kernel has held."""
    counts = Counter(outcome.status for outcome in outcomes)
    reports = "1 report" if len(outcomes) == 1 else f"{len(outcomes)} reports"
    parts = [f"{counts[status]} {status}" for status in ("done", "unchanged", "failed") if counts[status]]
    held = max((outcome.memory for outcome in outcomes), default=0)
    most = f"; the largest kernel held {held / _MEGABYTE:.0f} MB" if held else ""
    return f"{reports}: {', '.join(parts)}{most}"


def write_page(outcomes: Sequence[Outcome], out: Path) -> Path:
    """Writes `index.html` into the folder of reports: first what failed in this batch and why, then every report there is.

    Raises OSError where the folder cannot be written.
    """
    page = out / "index.html"
    if not is_here(out):
        page.write_text(_page(outcomes, out), encoding="utf-8")
        return page
    out.mkdir(parents=True, exist_ok=True)
    draft = out / f".index-{secrets.token_hex(4)}.html"
    try:
        draft.write_text(_page(outcomes, out), encoding="utf-8", newline="\n")
        draft.replace(page)
    finally:
        draft.unlink(missing_ok=True)
    return page


def _page(outcomes: Sequence[Outcome], out: Path) -> str:
    batch = {(outcome.client, outcome.period) for outcome in outcomes}
    order = {"failed": 0, "done": 1, "unchanged": 2}
    rows = [_row(outcome) for outcome in sorted(outcomes, key=lambda outcome: (order[outcome.status], outcome.client))]
    found = {path.parent for name in ("report.html", "error.html") for path in out.glob(f"[!.]*/[!.]*/{name}")}
    earlier = sorted((folder.parent.name, folder.name) for folder in found)
    others = [{"client": client, "period": period} for client, period in earlier if (client, period) not in batch]
    template = environment(Words("en", "USD")).get_template("batch.html.j2")
    return template.render(rows=rows, others=others, counted=counted(outcomes), policy=content_policy(""))


def _row(outcome: Outcome) -> dict[str, Any]:
    seconds, memory, where = _measured(outcome)
    reason = where if outcome.status == "failed" else ""
    return {"client": outcome.client, "period": outcome.period, "status": outcome.status, "seconds": seconds,
            "memory": memory, "reason": reason, "has_report": (outcome.folder / "report.html").is_file()}  # fmt: skip


def _measured(outcome: Outcome) -> tuple[str, str, str]:
    """Seconds and megabytes, blank where nothing ran, and the report's place or the reason."""
    seconds = f"{outcome.seconds:.1f}" if outcome.seconds else ""
    memory = f"{outcome.memory / _MEGABYTE:.0f}" if outcome.memory else ""
    return seconds, memory, visible(outcome.reason) if outcome.status == "failed" else short(outcome.folder / "report.html")
