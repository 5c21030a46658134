"""Runs the four notebooks for clients and periods, and leaves a whole report for each, or the reason why there is none."""

import json
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

import nbformat
from nbformat import NotebookNode
from tqdm import tqdm

from socialroi.blocks import BLOCK_MIME
from socialroi.errors import InputError, Problem
from socialroi.exporter import ReportExporter
from socialroi.fingerprint import fingerprint
from socialroi.forking import live
from socialroi.notebook_run import NotebookError, execute
from socialroi.params import CLIENT_ID
from socialroi.params_file import load_params
from socialroi.periods import parse_period
from socialroi.plain_text import visible
from socialroi.report_folder import Failure, draft_of, publish, tidy, write_failure

NOTEBOOKS = ("01_costs.ipynb", "02_goals.ipynb", "03_metrics.ipynb", "04_roi_report.ipynb")
_KIT = Path(__file__).resolve().parents[2]
_MARK = ".made-from"  # the fingerprint of what the folder was made from
_TAIL = 25  # lines of a traceback that are worth keeping


@dataclass(frozen=True)
class Job:
    """One report to make: the kit's folder, the client's id, the period's label, and the folder for all results."""

    root: Path
    client: str
    period: str
    out: Path
    force: bool = False
    fork: bool = True
    timeout: int | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one report. `folder` holds `report.html` or, where it failed, `error.html`."""

    client: str
    period: str
    status: Literal["done", "unchanged", "failed"]
    folder: Path
    reason: str = ""


def run_reports(jobs: Iterable[Job], *, workers: int = 2) -> list[Outcome]:
    """Every report, `workers` at a time, with a progress bar on stderr. One failure does not stop the rest.

    An interrupt ends the kernels that run, and all that their cells have started; finished reports stay.
    """
    with ThreadPoolExecutor(max_workers=workers) as executor:
        try:
            return run_on(executor, list(jobs))
        except BaseException:
            live.stop_kernels()
            executor.shutdown(cancel_futures=True)
            raise
        finally:
            live.allow_kernels()


def run_on(executor: Executor, jobs: list[Job]) -> list[Outcome]:
    """Every report on any executor of the standard interface, outcomes in the order of the jobs."""
    futures = [executor.submit(run_job, job) for job in jobs]
    for _ in tqdm(as_completed(futures), total=len(futures), unit="report", file=sys.stderr):
        pass
    return [future.result() for future in futures]


def run_job(job: Job) -> Outcome:
    """One report, as `run_report`, from one value that any executor can carry."""
    return run_report(job.root, job.client, job.period, job.out, force=job.force, fork=job.fork, timeout=job.timeout)


def run_report(
    root: Path, client: str, period: str, out: Path, *, force: bool = False, fork: bool = True, timeout: int | None = None
) -> Outcome:
    """Makes `out/<client>/<period>/`, whole or not at all, unless nothing has changed since it was made.

    A failure leaves `error.json` and `error.html` there and keeps the last good report; it is told by the outcome and not
    raised. `fork` and `timeout` are those of `execute`.
    Raises InputError only for what cannot name a folder: no client's id, or no period. BatchStopped, where it is being stopped.
    """
    label = parse_period(period).label
    if not isinstance(client, str) or not CLIENT_ID.fullmatch(client):
        raise InputError([Problem("client", f"{client!r} is no client's id", "the name of a params file")])
    folder = out / client / label
    try:
        tidy(folder)
        mark = fingerprint(root, client, notebooks_of(root))
        if not force and _is_made_from(mark, folder):
            return Outcome(client, label, "unchanged", folder)
        load_params(root / "params" / f"{client}.yaml")  # wrong params are known before a kernel starts
        with draft_of(folder) as draft:
            _fill(draft, root, client, label, partial(execute, fork=fork, timeout=timeout))
            (draft / _MARK).write_text(mark + "\n", encoding="utf-8")
            publish(draft, folder)
    except live.BatchStopped:
        raise
    except Exception as wrong:  # whatever it is, the other reports go on and this one says why
        return _failed(folder, explain(wrong, client, label))
    return Outcome(client, label, "done", folder)


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


def explain(wrong: Exception, client: str, period: str) -> Failure:
    """Why a report failed: the analyst's own problems as they are, anything else shortly with the end of its traceback."""
    if isinstance(wrong, InputError):
        return Failure(client, period, str(wrong), problems=[problem.as_dict() for problem in wrong.problems])
    if isinstance(wrong, NotebookError) and wrong.name == "InputError":
        return Failure(client, period, wrong.value, wrong.notebook)
    if isinstance(wrong, NotebookError):
        lines = visible("\n".join(wrong.traceback)).splitlines()
        return Failure(client, period, str(wrong), wrong.notebook, traceback=lines[-_TAIL:])
    lines = "".join(traceback.format_exception(wrong)).splitlines()
    return Failure(client, period, f"{type(wrong).__name__}: {wrong}", traceback=lines[-_TAIL:])


def _is_made_from(mark: str, folder: Path) -> bool:
    whole = all((folder / name).is_file() for name in ("report.html", "summary.json", _MARK))
    return whole and not (folder / "error.json").exists() and (folder / _MARK).read_text(encoding="utf-8").strip() == mark


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
