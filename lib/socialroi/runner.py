"""Runs the four notebooks for a client and period, and leaves a whole report, or the reason why there is none."""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import nbformat
from nbformat import NotebookNode

from socialroi import report_folder
from socialroi.blocks import BLOCK_MIME
from socialroi.errors import InputError, Problem
from socialroi.exporter import ReportExporter
from socialroi.fetch import at_hand
from socialroi.fingerprint import SOFTWARE, changes_since, kit_version, made_from, mark_of
from socialroi.forking import live
from socialroi.notebook_run import execute
from socialroi.params import CLIENT_ID
from socialroi.params_file import load_params
from socialroi.periods import parse_period
from socialroi.places import is_here
from socialroi.reasons import explain
from socialroi.report_folder import Failure

NOTEBOOKS = ("01_costs.ipynb", "02_goals.ipynb", "03_metrics.ipynb", "04_roi_report.ipynb")
_KIT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Job:
    """One report to make: the kit's folder, the client's id, the period's label, and the folder for all results.

    Both folders may be places on an object store. `timeout`: the longest that a cell may take, in seconds. `memory`: the most
    bytes for a kernel; None: a fair share of the machine's. `batch`: jobs of one name stop together. `kit`: the version of
    this package that has to make it.
    """

    root: Path
    client: str
    period: str
    out: Path
    force: bool = False
    fork: bool = True
    timeout: int | None = None
    memory: int | None = None
    batch: str = field(default="", compare=False)
    kit: str = field(default="", compare=False)


@dataclass(frozen=True)
class Outcome:
    """What became of one report. `folder` holds `report.html` or, where it failed, `error.html`.

    `seconds`: how long it took. `memory`: the most bytes that one of its kernels has held.
    """

    client: str
    period: str
    status: Literal["done", "unchanged", "failed"]
    folder: Path
    reason: str = ""
    seconds: float = field(default=0.0, compare=False)
    memory: int = field(default=0, compare=False)


def run_report(root: Path, client: str, period: str, out: Path, **options: Any) -> Outcome:
    """One report, as `run_job`; the options are those of `Job`."""
    return run_job(Job(root, client, period, out, **options))


def run_job(job: Job) -> Outcome:
    """Makes `out/<client>/<period>/`, whole or not at all, unless nothing has changed since it was made.

    A failure leaves `error.json` and `error.html` there and keeps the last good report; it is told by the outcome and not
    raised. Raises InputError only for what cannot name a folder: no client's id, or no period. BatchStopped, where it is
    being stopped.
    """
    label, folder = _place_of(job)
    began = time.monotonic()
    with live.run_of(job.batch, job.memory) as run:
        try:
            outcome = Outcome(job.client, label, _made(job, label, folder), folder)
        except live.BatchStopped:
            raise
        except Exception as wrong:  # whatever it is, the other reports go on and this one says why
            outcome = failed(folder, explain(wrong, job.client, label))
    return replace(outcome, seconds=time.monotonic() - began, memory=run.peak)


def unchanged(jobs: Iterable[Job]) -> dict[Job, Outcome]:
    """The reports that would come out as they are, by their jobs: a client's files are read once for all its periods.

    Only folders of this machine are looked at. Where something keeps one from being read, `run_job` tells it.
    Raises InputError as `run_job` does.
    """
    mark = cache(lambda root, client: mark_of(made_from(root, client, notebooks_of(root))))
    found = {}
    for job in jobs:
        label, folder = _place_of(job)
        if job.force or not (is_here(job.root) and is_here(folder)):
            continue
        with suppress(Exception):
            report_folder.tidy(folder)
            if report_folder.is_made_from(mark(job.root, job.client), folder):
                found[job] = Outcome(job.client, label, "unchanged", folder)
    return found


def _place_of(job: Job) -> tuple[str, Path]:
    """The label of the period, and the report's folder. Raises InputError for no period and for what is no client's id."""
    label = parse_period(job.period).label
    if not isinstance(job.client, str) or not CLIENT_ID.fullmatch(job.client):
        raise InputError([Problem("client", f"{job.client!r} is no client's id", "the name of a params file")])
    return label, job.out / job.client / label


def _made(job: Job, label: str, folder: Path) -> Literal["done", "unchanged"]:
    """Makes the report from files that stay as they are while it is made; where they do not, once more."""
    if job.kit not in ("", kit_version()):
        fix = "install the same one on every machine, and start the workers again"
        raise InputError([Problem("the kit on this worker", "is another version than the batch's", "", fix)])
    _keeper(folder).tidy(folder)
    changed: list[str] = []
    for _ in range(2):
        with at_hand(job.root, job.client) as (root, changed_elsewhere):
            before = made_from(root, job.client, notebooks_of(root))
            if not job.force and _keeper(folder).is_made_from(mark_of(before), folder):
                return "unchanged"
            load_params(root / "params" / f"{job.client}.yaml")  # wrong params are known before a kernel starts
            changes = partial(_changes, changed_elsewhere, before, root, job.client)
            changed = _attempt(replace(job, root=root, period=label), folder, mark_of(before), changes)
        if not changed:
            return "done"
        if SOFTWARE in changed:  # this process would go on with what it has loaded
            break
    fix = "run it again when nobody writes there"
    raise InputError([Problem(name, "changed while the report was made", "a file at rest", fix) for name in changed])


def _changes(elsewhere: Callable[[], list[str]], before: dict[str, str], root: Path, client: str) -> list[str]:
    return elsewhere() + changes_since(before, root, client, notebooks_of(root))


def _attempt(job: Job, folder: Path, mark: str, changes: Callable[[], list[str]]) -> list[str]:
    """Makes and publishes the report, or gives the names of what has changed meanwhile: then there is none."""
    try:
        with _keeper(folder).draft_of(folder) as draft:
            _fill(draft, job)
            changed = changes()
            if not changed:
                (draft / report_folder.MARK).write_text(mark + "\n", encoding="utf-8")
                _keeper(folder).publish(draft, folder)
    except live.BatchStopped:
        raise
    except Exception:
        changed = changes()  # a file half written is no reason to fail
        if not changed:
            raise
    return changed


def failed(folder: Path, failure: Failure) -> Outcome:
    """The outcome of a failure, which is left in the folder where that can be written."""
    reason = failure.reason
    try:
        _keeper(folder).write_failure(folder, failure)
    except Exception as unwritable:  # such as a full disk or a store that is gone: the batch still has to tell
        reason = f"{reason}\nerror.html could not be written: {unwritable}"
    return Outcome(failure.client, failure.period, "failed", folder, reason)


def _keeper(folder: Path) -> ModuleType:
    """Who keeps whole reports whole there: two modules with the same five functions."""
    if is_here(folder):
        return report_folder
    from socialroi import report_store  # needs what only object stores need

    return report_store


def notebooks_of(root: Path) -> list[Path]:
    """The four notebooks: the folder's own, or the kit's where it holds params and data alone."""
    own = root / "notebooks"
    return [(own if own.is_dir() else _KIT / "notebooks") / name for name in NOTEBOOKS]


def _fill(draft: Path, job: Job) -> None:
    """Everything of one report, written into the draft."""
    parameters = {"client": job.client, "period": job.period, "root": str(job.root)}
    notebooks = notebooks_of(job.root)
    executed = {path.name: execute(path, parameters, fork=job.fork, timeout=job.timeout) for path in notebooks}
    last = executed[NOTEBOOKS[-1]]
    summary = summary_of(last, job.client, job.period)
    page, _ = ReportExporter().from_notebook_node(last)
    (draft / "notebooks").mkdir()
    for name, notebook in executed.items():
        nbformat.write(notebook, draft / "notebooks" / name)
    (draft / "report.html").write_text(page, encoding="utf-8", newline="\n")
    content = json.dumps(summary, indent=2, ensure_ascii=False, allow_nan=False)
    (draft / "summary.json").write_text(content + "\n", encoding="utf-8", newline="\n")


def summary_of(notebook: NotebookNode, client: str, period: str) -> dict[str, Any]:
    """The summary that the notebook displayed.

    Raises InputError where there is not exactly one, where it speaks of another client or period than was asked for, or
    where a number in it is none.
    """
    shown = [output.data[BLOCK_MIME] for cell in notebook.cells for output in cell.get("outputs", [])
             if BLOCK_MIME in output.get("data", {})]  # fmt: skip
    summaries = [block["data"] for block in shown if block["kind"] == "summary"]
    if len(summaries) != 1:
        raise InputError([_wrong_summary(f"{len(summaries)} summaries", "exactly one")])
    of = (summaries[0]["client"], summaries[0]["period"]["label"])
    if of != (client, period):
        raise InputError([_wrong_summary(f"a summary of {' and '.join(of)}", f"{client} and {period}")])
    undefined = list(_undefined(summaries[0]))
    if undefined:
        raise InputError([_wrong_summary(f"{', '.join(undefined)} is not a number", "null for what is unknown")])
    return summaries[0]


def _undefined(value: object, name: str = "") -> Iterator[str]:
    """The names of the numbers that are none: Jupyter hands on a float without a value as the word for it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _undefined(inner, f"{name}.{key}".removeprefix("."))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _undefined(inner, f"{name}[{place}]")
    elif value in ("nan", "inf", "-inf"):
        yield name


def _wrong_summary(found: str, expected: str) -> Problem:
    return Problem(f"notebooks/{NOTEBOOKS[-1]}", found, expected, "correct the notebook; the report was not written")
