"""`out/<client>/<period>/`: a folder that appears whole or not at all, and what a failure leaves in it."""

import hashlib
import html
import json
import os
import platform
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil

from socialroi.plain_text import visible


@dataclass(frozen=True)
class Failure:
    """Why there is no report, in plain words. `traceback` is empty where the analyst's files are the reason."""

    client: str
    period: str
    reason: str
    notebook: str | None = None
    problems: list[dict[str, str | int | None]] = field(default_factory=list)
    traceback: list[str] = field(default_factory=list)


@contextmanager
def draft_of(folder: Path) -> Iterator[Path]:
    """A new empty folder beside the final one; it is gone afterwards unless `publish` took it."""
    draft = _beside(folder, "draft")
    draft.mkdir(parents=True)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def publish(draft: Path, folder: Path) -> None:
    """Puts the finished draft in the folder's place. An older folder makes way by a rename and comes back if that fails."""
    old = _beside(folder, "old")
    has_old = folder.exists()
    if has_old:
        folder.rename(old)
    try:
        draft.rename(folder)
    except OSError:
        if has_old:
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def tidy(folder: Path) -> None:
    """Clears away what runs that died have left beside the folder; the last good report comes back from there."""
    for left in sorted(folder.parent.glob(f".{folder.name}.*")):
        ours = re.fullmatch(r"(\w+)-(\d+)-(\d+)-\w+\.(draft|old)", left.name.removeprefix(f".{folder.name}."))
        if not ours or not _is_dead(ours[1], int(ours[2]), int(ours[3])):
            continue
        if ours[4] == "old" and not folder.exists():
            left.rename(folder)
        else:
            shutil.rmtree(left, ignore_errors=True)


def write_failure(folder: Path, failure: Failure) -> None:
    """Leaves `error.json` and `error.html` in the folder; the last good report in it stays."""
    with draft_of(folder) as draft:
        content = json.dumps(asdict(failure), indent=2, ensure_ascii=False, default=str)
        (draft / "error.json").write_text(content + "\n", encoding="utf-8")
        (draft / "error.html").write_text(_page(failure, (folder / "report.html").exists()), encoding="utf-8")
        if folder.exists():
            for file in sorted(draft.iterdir()):
                file.replace(folder / file.name)
        else:
            draft.rename(folder)


def _beside(folder: Path, kind: str) -> Path:
    return folder.with_name(f".{folder.name}.{_me()}-{secrets.token_hex(4)}.{kind}")


def _me() -> str:
    """This process on this machine: a process id alone comes again, and other machines have the same ones."""
    return f"{_machine()}-{os.getpid()}-{int(psutil.Process().create_time())}"


def _machine() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]


def _is_dead(machine: str, process: int, started: int) -> bool:
    if machine != _machine():
        return False
    try:
        return int(psutil.Process(process).create_time()) != started
    except psutil.NoSuchProcess:
        return True


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>No report: {client}, {period}</title>
<style>body {{ font: 1rem/1.5 sans-serif; margin: 2rem auto; max-width: 45rem; padding: 0 1rem }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere }}</style>
</head>
<body>
<h1>No report for {client}, {period}</h1>
<pre dir="auto">{reason}</pre>
{last}</body>
</html>
"""


def _page(failure: Failure, has_report: bool) -> str:
    last = '<p>The last good report is kept: <a href="report.html">report.html</a></p>\n' if has_report else ""
    texts = {name: html.escape(visible(getattr(failure, name))) for name in ("client", "period", "reason")}
    return _PAGE.format(**texts, last=last)
