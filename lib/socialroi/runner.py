"""Runs the four notebooks for clients and periods, and leaves a whole report for each, or the reason why there is none."""

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

import nbformat
from nbformat import NotebookNode
from tqdm import tqdm

from socialroi.blocks import BLOCK_MIME
from socialroi.errors import InputError, Problem
from socialroi.exporter import ReportExporter
from socialroi.fingerprint import SOFTWARE, changes_since, made_from, mark_of
from socialroi.forking import live
from socialroi.notebook_run import execute
from socialroi.params import CLIENT_ID
from socialroi.params_file import load_params
from socialroi.periods import parse_period
from socialroi.reasons import explain, lost
from socialroi.report_folder import MARK, Failure, draft_of, is_made_from, publish, tidy, write_failure

NOTEBOOKS = ("01_costs.ipynb", "02_goals.ipynb", "03_metrics.ipynb", "04_roi_report.ipynb")
_KIT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Job:
    """One report to make: the kit's folder, the client's id, the period's label, and the folder for all results.

    `timeout`: the longest that a cell may take, in seconds. `memory`: the most bytes for a kernel; None: a fair share of the
    machine's. `batch`: jobs of one name stop together.
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


def run_reports(jobs: Iterable[Job], *, workers: int = 2) -> list[Outcome]:
    """Every report, `workers` at a time, with a progress bar on stderr. One failure does not stop the rest.

    An interrupt ends the kernels that run, and all that their cells have started; finished reports stay.
    """
    jobs = list(jobs)
    with _threads(workers, {job.batch for job in jobs}) as executor:
        return run_on(executor, jobs)


@contextmanager
def _threads(workers: int, batches: set[str]) -> Iterator[Executor]:
    """Threads of this process, each of which drives a kernel at a time."""
    with ThreadPoolExecutor(max_workers=workers) as executor:
        try:
            yield executor
        except BaseException:
            for batch in batches:
                live.stop_kernels(batch)
            executor.shutdown(cancel_futures=True)
            raise
        finally:
            for batch in batches:
                live.allow_kernels(batch)


def run_on(executor: Executor, jobs: list[Job]) -> list[Outcome]:
    """Every report on any executor of the standard interface, outcomes in the order of the jobs."""
    futures = {executor.submit(run_job, job): job for job in jobs}
    outcomes = {}
    failed = 0
    with tqdm(total=len(futures), unit="report", file=sys.stderr) as bar:
        for future in as_completed(futures):
            outcomes[future] = _outcome_of(future, futures[future])
            failed += outcomes[future].status == "failed"
            bar.set_postfix_str(f"{failed} failed" if failed else "", refresh=False)
            bar.update()
    return [outcomes[future] for future in futures]


def _outcome_of(future: Future[Outcome], job: Job) -> Outcome:
    """The outcome, also where whoever worked on it was lost: the other reports are not."""
    try:
        return future.result()
    except (live.BatchStopped, InputError):
        raise
    except Exception as wrong:
        label = parse_period(job.period).label
        return _failed(job.out / job.client / label, lost(wrong, job.client, label))


def run_report(root: Path, client: str, period: str, out: Path, **options: Any) -> Outcome:
    """One report, as `run_job`; the options are those of `Job`."""
    return run_job(Job(root, client, period, out, **options))


def run_job(job: Job) -> Outcome:
    """Makes `out/<client>/<period>/`, whole or not at all, unless nothing has changed since it was made.

    A failure leaves `error.json` and `error.html` there and keeps the last good report; it is told by the outcome and not
    raised. Raises InputError only for what cannot name a folder: no client's id, or no period. BatchStopped, where it is
    being stopped.
    """
    label = parse_period(job.period).label
    if not isinstance(job.client, str) or not CLIENT_ID.fullmatch(job.client):
        raise InputError([Problem("client", f"{job.client!r} is no client's id", "the name of a params file")])
    folder = job.out / job.client / label
    began = time.monotonic()
    with live.run_of(job.batch, job.memory) as run:
        try:
            outcome = Outcome(job.client, label, _made(job, label, folder), folder)
        except live.BatchStopped:
            raise
        except Exception as wrong:  # whatever it is, the other reports go on and this one says why
            outcome = _failed(folder, explain(wrong, job.client, label))
    return replace(outcome, seconds=time.monotonic() - began, memory=run.peak)


def _made(job: Job, label: str, folder: Path) -> Literal["done", "unchanged"]:
    """Makes the report from files that stay as they are while it is made; where they do not, once more."""
    tidy(folder)
    changed: list[str] = []
    for _ in range(2):
        before = made_from(job.root, job.client, notebooks_of(job.root))
        if not job.force and is_made_from(mark_of(before), folder):
            return "unchanged"
        load_params(job.root / "params" / f"{job.client}.yaml")  # wrong params are known before a kernel starts
        changed = _attempt(job, label, folder, before)
        if not changed:
            return "done"
        if SOFTWARE in changed:  # this process would go on with what it has loaded
            break
    fix = "run it again when nobody writes there"
    raise InputError([Problem(name, "changed while the report was made", "a file at rest", fix) for name in changed])


def _attempt(job: Job, label: str, folder: Path, before: dict[str, str]) -> list[str]:
    """Makes and publishes the report, or gives the names of what has changed since `before`: then there is none."""
    changes = partial(changes_since, before, job.root, job.client, notebooks_of(job.root))
    try:
        with draft_of(folder) as draft:
            _fill(draft, job.root, job.client, label, partial(execute, fork=job.fork, timeout=job.timeout))
            changed = changes()
            if not changed:
                (draft / MARK).write_text(mark_of(before) + "\n", encoding="utf-8")
                publish(draft, folder)
    except live.BatchStopped:
        raise
    except Exception:
        changed = changes()  # a file half written is no reason to fail
        if not changed:
            raise
    return changed


def _failed(folder: Path, failure: Failure) -> Outcome:
    reason = failure.reason
    try:
        write_failure(folder, failure)
    except OSError as unwritable:  # such as a full disk: the batch still has to tell
        reason = f"{reason}\nerror.html could not be written: {unwritable}"
    return Outcome(failure.client, failure.period, "failed", folder, reason)


def notebooks_of(root: Path) -> list[Path]:
    """The four notebooks: the folder's own, or the kit's where it holds params and data alone."""
    own = root / "notebooks"
    return [(own if own.is_dir() else _KIT / "notebooks") / name for name in NOTEBOOKS]


def _fill(draft: Path, root: Path, client: str, period: str, run: Callable[[Path, dict[str, str]], NotebookNode]) -> None:
    """Everything of one report, written into the draft."""
    parameters = {"client": client, "period": period, "root": str(root)}
    executed = {path.name: run(path, parameters) for path in notebooks_of(root)}
    last = executed[NOTEBOOKS[-1]]
    summary = summary_of(last, client, period)
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
