"""`out/<client>/<period>/`: a folder that appears whole or not at all, and what a failure leaves in it."""

import errno
import hashlib
import html
import json
import os
import platform
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil

from socialroi.plain_text import visible

MARK = ".made-from"  # the fingerprint of what the folder was made from
_ATTEMPTS = 20  # that many batches at once on one report are nobody's wish
_TAKEN = (errno.ENOTEMPTY, errno.EEXIST)  # somebody else's folder is there
_LONG_AGO = 7 * 24 * 3600  # seconds; no report takes so long


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
    """Puts the finished draft in the folder's place. An older folder makes way by a rename and comes back if that fails.

    Where another batch puts its own there between the two renames, that one makes way as well.
    """
    for attempt in range(_ATTEMPTS):
        old = _moved_aside(folder)
        try:
            draft.rename(folder)
        except OSError as wrong:
            _moved_back(old, folder)
            if wrong.errno not in _TAKEN or attempt == _ATTEMPTS - 1:
                raise
        else:
            shutil.rmtree(old, ignore_errors=True)
            return


def _moved_aside(folder: Path) -> Path:
    old = _beside(folder, "old")
    with suppress(FileNotFoundError):
        folder.rename(old)
    return old


def _moved_back(old: Path, folder: Path) -> None:
    """The older report in its place again, unless there was none or a newer one is there."""
    try:
        old.rename(folder)
    except OSError as wrong:
        if wrong.errno in _TAKEN:
            shutil.rmtree(old, ignore_errors=True)


def is_made_from(mark: str, folder: Path) -> bool:
    """Whether the folder holds a whole report with this mark, and no failure since."""
    whole = all((folder / name).is_file() for name in ("report.html", "summary.json", MARK))
    return whole and not (folder / "error.json").exists() and (folder / MARK).read_text(encoding="utf-8").strip() == mark


def tidy(folder: Path) -> None:
    """Clears away what runs that died have left beside the folder; the last good report comes back from there."""
    for left in sorted(folder.parent.glob(f".{folder.name}.*")):
        ours = re.fullmatch(r"(\w+)-(\d+)-(\d+)-\w+\.(draft|old)", left.name.removeprefix(f".{folder.name}."))
        if not ours or not _is_dead(left, ours[1], int(ours[2]), int(ours[3])):
            continue
        if ours[4] == "old" and not folder.exists():
            with suppress(OSError):  # another batch has brought it back
                left.rename(folder)
        else:
            shutil.rmtree(left, ignore_errors=True)


def write_failure(folder: Path, failure: Failure) -> None:
    """Leaves `error.json` and `error.html` in the folder; the last good report in it stays."""
    for attempt in range(_ATTEMPTS):
        with draft_of(folder) as draft:
            content = json.dumps(asdict(failure), indent=2, ensure_ascii=False, default=str)
            (draft / "error.json").write_text(content + "\n", encoding="utf-8")
            (draft / "error.html").write_text(error_page(failure, (folder / "report.html").exists()), encoding="utf-8")
            try:
                _add(draft, folder)
            except OSError as wrong:  # another batch has just put a report there, or is about to
                if wrong.errno not in (*_TAKEN, errno.ENOENT) or attempt == _ATTEMPTS - 1:
                    raise
            else:
                return


def _add(draft: Path, folder: Path) -> None:
    if folder.exists():
        for file in sorted(draft.iterdir()):
            file.replace(folder / file.name)
    else:
        draft.rename(folder)


def _beside(folder: Path, kind: str) -> Path:
    return folder.with_name(f".{folder.name}.{_me()}-{secrets.token_hex(4)}.{kind}")


def _me() -> str:
    """This process on this machine: a process id alone comes again, and other machines have the same ones."""
    return f"{_machine()}-{os.getpid()}-{_started(os.getpid())}"


def _machine() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]


def _started(process: int) -> int:
    """When the process started. Linux counts it from its own start, so that no change of the clock makes it another process."""
    stat = Path(f"/proc/{process}/stat")
    if stat.exists():
        return int(stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[19])
    return int(psutil.Process(process).create_time())


def _is_dead(left: Path, machine: str, process: int, started: int) -> bool:
    """Whether nobody works on what was left. Of another machine's processes only its age is known."""
    try:
        if machine != _machine():
            return time.time() - left.stat().st_mtime > _LONG_AGO
        return _started(process) != started
    except (OSError, psutil.NoSuchProcess):
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


def error_page(failure: Failure, has_report: bool) -> str:
    """The failure as a page. `has_report`: an older report is kept beside it."""
    last = '<p>The last good report is kept: <a href="report.html">report.html</a></p>\n' if has_report else ""
    texts = {name: html.escape(visible(getattr(failure, name))) for name in ("client", "period", "reason")}
    return _PAGE.format(**texts, last=last)
