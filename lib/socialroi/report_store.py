"""A report on an object store, where nothing can be renamed: its mark comes last, and tells which objects belong to it.

Each object is whole by itself. The report is whole while its mark is there and every object is still the one that the mark
names; from the first change on, whoever asks finds no report until the new mark is written.
"""

import json
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from upath import UPath

from socialroi.report_folder import MARK, Failure, error_page

_ATTEMPTS = 5
_PAUSE = 2.0  # seconds, at most; batches that meet go on at different moments
_VERSIONS = ("ETag", "etag", "md5Hash", "mtime", "created")  # what stores call the version of an object


@contextmanager
def draft_of(folder: UPath) -> Iterator[Path]:
    """A new empty folder of this machine, gone afterwards."""
    draft = Path(tempfile.mkdtemp(prefix="socialroi-report-"))
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def publish(draft: Path, folder: UPath) -> None:
    """Uploads the finished draft, reads it back, and writes the mark last.

    Raises OSError where another batch keeps writing the same report.
    """
    made_from = (draft / MARK).read_text(encoding="utf-8").strip()
    files = {path.relative_to(draft).as_posix(): path for path in draft.rglob("*") if path.is_file() and path.name != MARK}
    for _ in range(_ATTEMPTS):
        (folder / MARK).unlink(missing_ok=True)
        for name in versions_in(folder).keys() - files.keys():
            (folder / name).unlink(missing_ok=True)
        folder.fs.put([str(path) for path in files.values()], [(folder / name).path for name in files])
        before = versions_in(folder)
        is_ours = before.keys() == files.keys() and all(_holds(folder / name, path) for name, path in files.items())
        if is_ours and versions_in(folder) == before:
            (folder / MARK).write_text(json.dumps({"made_from": made_from, "objects": before}), encoding="utf-8")
            return
        time.sleep(random.uniform(0, _PAUSE))
    raise OSError(f"{folder}: another batch writes the same report; run again when it has ended")


def is_made_from(mark: str, folder: UPath) -> bool:
    """Whether a whole report with this mark is there, and no failure since."""
    try:
        told = json.loads(_content(folder / MARK))
    except (FileNotFoundError, ValueError):
        return False
    found = versions_in(folder)
    found.pop(MARK, None)
    return told == {"made_from": mark, "objects": found}


def tidy(folder: UPath) -> None:
    """Nothing: drafts lie on the machines that made them, and an upload that was cut off is overwritten by the next."""


def write_failure(folder: UPath, failure: Failure) -> None:
    """Leaves `error.json` and `error.html` there; the last good report stays."""
    content = json.dumps(asdict(failure), indent=2, ensure_ascii=False, default=str)
    (folder / "error.html").write_text(error_page(failure, (folder / "report.html").exists()), encoding="utf-8")
    (folder / "error.json").write_text(content + "\n", encoding="utf-8")


def versions_in(folder: UPath) -> dict[str, str]:
    """The version of every object below the folder, by its name from there."""
    found = folder.fs.find(folder.path, detail=True)
    return {path.removeprefix(folder.path.rstrip("/") + "/"): version_of(info) for path, info in found.items()}


def version_of(info: dict[str, Any]) -> str:
    """What tells this state of an object from any other, by what its store says of it."""
    version = next((info[name] for name in _VERSIONS if info.get(name)), "")
    return f"{info['size']} {version}"


def _holds(there: UPath, here: Path) -> bool:
    try:
        return _content(there) == here.read_bytes()
    except FileNotFoundError:
        return False


def _content(there: UPath) -> bytes:
    """The whole object in one request: opened as a file, it could be replaced between two of them."""
    return there.fs.cat_file(there.path)
