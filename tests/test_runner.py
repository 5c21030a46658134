"""The runner: whole reports or none, plain reasons, and notebooks that compute what they were asked for."""

import json
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from socialroi import fingerprint, runner
from socialroi.batch import run_on, run_reports
from socialroi.blocks import BLOCK_MIME
from socialroi.errors import InputError
from socialroi.notebook_run import NotebookError, execute
from socialroi.runner import Job, Outcome, run_report

PARAMETERS = 'client = "nobody"  # id\nperiod = "1999-Q1"  # period\nroot = ""  # folder'
SHOW = f"""
from IPython.display import display
def show(block):
    display({{"{BLOCK_MIME}": block}}, raw=True)
show({{"kind": "report", "title": client, "language": "en", "currency": "EUR"}})
show({{"kind": "summary", "data": {{"schema": 1, "client": client, "period": {{"label": period}}, "a": 2, "Ω": "ü"}}}})
"""
FAIL = """
from socialroi.errors import InputError, Problem
if client == "bad":
    raise InputError([Problem("x.csv", "'<script>' in a cell", "a number", row=7)])
"""


def notebook(*cells: str, tag: str = "parameters", first: str = PARAMETERS) -> nbformat.NotebookNode:
    parameters = new_code_cell(first, metadata={"tags": [tag]})
    code = [new_code_cell(cell) for cell in cells]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=[new_markdown_cell("# Q"), parameters, *code], metadata={"kernelspec": kernel})


def kit(root: Path, clients: Sequence[str] = ("good",), last: str = SHOW, first: str = FAIL) -> Path:
    """A kit of four small notebooks; all but the first and the last do nothing."""
    for folder in ("params", "data", "notebooks"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for client in clients:
        text = "client: A\ncurrency: EUR\nvalue_basis: revenue\n"
        (root / "params" / f"{client}.yaml").write_text(text, encoding="utf-8")
    cells = dict(zip(runner.NOTEBOOKS, [first, "1", "1", last], strict=True))
    for name, cell in cells.items():
        nbformat.write(notebook(cell), root / "notebooks" / name)
    return root


@pytest.fixture
def only_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """One kernel instead of four where the other notebooks do not matter."""
    monkeypatch.setattr(runner, "NOTEBOOKS", runner.NOTEBOOKS[-1:])


def small_kit(root: Path, last: str = FAIL + SHOW, **others: object) -> Path:
    (root / "notebooks").mkdir(parents=True)
    for folder in ("params", "data"):
        (root / folder).mkdir()
    text = "client: A\ncurrency: EUR\nvalue_basis: revenue\n"
    (root / "params" / "good.yaml").write_text(text, encoding="utf-8")
    nbformat.write(notebook(last, **others), root / "notebooks" / "04_roi_report.ipynb")
    return root


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def error(folder: Path) -> dict[str, object]:
    return json.loads((folder / "error.json").read_text(encoding="utf-8"))


def test_one_client_fails_and_the_other_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = kit(tmp_path / "a {kit} & more", clients=("good", "bad"))
    out = tmp_path / "out"
    good, bad = run_reports([Job(root, client, "2025-Q3", out) for client in ("good", "bad")], workers=2)

    assert good == Outcome("good", "2025-Q3", "done", out / "good" / "2025-Q3")
    assert names(good.folder) == {"report.html", "summary.json", "notebooks", ".made-from"}
    assert names(good.folder / "notebooks") == set(runner.NOTEBOOKS)
    assert (good.folder / "summary.json").read_bytes() == (
        '{\n  "schema": 1,\n  "client": "good",\n  "period": {\n    "label": "2025-Q3"\n  },\n  "a": 2,\n  "Ω": "ü"\n}\n'
    ).encode()
    assert "good" in (good.folder / "report.html").read_text(encoding="utf-8")
    first = nbformat.read(good.folder / "notebooks" / "01_costs.ipynb", as_version=4)
    assert [cell.metadata.tags for cell in first.cells[1:3]] == [["parameters"], ["injected-parameters"]]
    assert first.cells[2].execution_count == 2

    assert bad.status == "failed"
    assert names(bad.folder) == {"error.json", "error.html"}
    assert error(bad.folder)["reason"] == "x.csv has 1 problem\n  - row 7: '<script>' in a cell; expected a number"
    assert (error(bad.folder)["notebook"], error(bad.folder)["traceback"]) == ("01_costs.ipynb", [])
    page = (bad.folder / "error.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;" in page
    assert "<script>" not in page
    assert "2/2" in capsys.readouterr().err


def test_wrong_params_are_told_with_every_problem_and_no_kernel(tmp_path: Path) -> None:
    root = small_kit(tmp_path)
    (root / "params" / "good.yaml").write_text("client: A\ncurency: EUR\n", encoding="utf-8")
    outcome = run_report(root, "good", "2025", root / "out")
    assert outcome.status == "failed"
    found = [(problem["row"], problem["found"]) for problem in error(outcome.folder)["problems"]]
    assert found == [
        (None, "missing key 'currency'"),
        (None, "missing key 'gross_margin'; give it, or set value_basis: revenue"),
        (2, "unknown key 'curency'"),
    ]


@pytest.mark.usefixtures("only_the_last")
def test_a_failure_keeps_the_last_good_report_and_the_next_success_clears_it(tmp_path: Path) -> None:
    root = small_kit(tmp_path)
    done = run_report(root, "good", "2025-09", root / "out")
    before = (done.folder / "report.html").read_bytes()
    assert run_report(root, "good", "2025-09", root / "out").status == "unchanged"

    (root / "data" / "good").mkdir()
    (root / "data" / "good" / "new.csv").write_text("a\n1\n", encoding="utf-8")
    good = (root / "notebooks" / "04_roi_report.ipynb").read_bytes()
    nbformat.write(notebook("1 / 0"), root / "notebooks" / "04_roi_report.ipynb")
    failed = run_report(root, "good", "2025-09", root / "out")
    assert failed.reason == "04_roi_report.ipynb: ZeroDivisionError: division by zero"
    assert any("1 / 0" in line for line in error(failed.folder)["traceback"])
    assert (failed.folder / "report.html").read_bytes() == before
    assert 'href="report.html"' in (failed.folder / "error.html").read_text(encoding="utf-8")

    (root / "notebooks" / "04_roi_report.ipynb").write_bytes(good)
    assert run_report(root, "good", "2025-09", root / "out").status == "done"
    assert names(done.folder) == {"report.html", "summary.json", "notebooks", ".made-from"}
    assert names(done.folder.parent) == {"2025-09"}


@pytest.mark.usefixtures("only_the_last")
@pytest.mark.parametrize(
    ("last", "reason"),
    [
        ('period = "2024-Q3"' + SHOW, "a summary of good and 2024-Q3; expected good and 2025-Q3"),
        ('client = "other"' + SHOW, "a summary of other and 2025-Q3; expected good and 2025-Q3"),
        ("1", "0 summaries; expected exactly one"),
        (
            SHOW.replace('"a": 2', '"a": [1, {"b": float("nan")}]'),
            "a[1].b is not a number; expected null for what is unknown",
        ),
    ],
)
def test_a_summary_of_something_else_is_refused(tmp_path: Path, last: str, reason: str) -> None:
    root = small_kit(tmp_path, last)
    outcome = run_report(root, "good", "2025-Q3", root / "out")
    assert outcome.status == "failed"
    assert reason in outcome.reason
    assert names(outcome.folder) == {"error.json", "error.html"}


@pytest.mark.usefixtures("only_the_last")
@pytest.mark.parametrize(
    ("others", "reason"),
    [
        ({"tag": "parameter"}, "no cell has the tag 'parameters'"),
        ({"first": 'client = "a"\nperiod = "b"'}, "the cell tagged 'parameters' does not set root"),
    ],
)
def test_a_notebook_that_would_ignore_its_parameters_is_refused(tmp_path: Path, others: dict[str, str], reason: str) -> None:
    root = small_kit(tmp_path, **others)
    outcome = run_report(root, "good", "2025-Q3", root / "out")
    assert outcome.reason == f"04_roi_report.ipynb: ParametersError: {reason}"


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        (("import sys; sys.exit()", "1"), "UnfinishedError"),
        (("import os; os._exit(1)", "1"), "DeadKernelError"),
    ],
)
def test_a_notebook_that_ends_early_is_a_failure(tmp_path: Path, cells: tuple[str, ...], name: str) -> None:
    nbformat.write(notebook(*cells), tmp_path / "x.ipynb")
    with pytest.raises(NotebookError) as caught:
        execute(tmp_path / "x.ipynb", {"client": "a"})
    assert caught.value.name == name


@pytest.mark.parametrize(("client", "period"), [("../x", "2025"), ("good", "../x"), ("good", 2025), (7, "2025")])
def test_what_cannot_name_a_folder_is_refused(tmp_path: Path, client: object, period: object) -> None:
    with pytest.raises(InputError):
        run_report(tmp_path, client, period, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_batch_goes_on_where_even_the_error_cannot_be_written(tmp_path: Path) -> None:
    root = small_kit(tmp_path)
    (root / "out").write_text("a file where the folder should be", encoding="utf-8")
    [outcome] = run_reports([Job(root, "good", "2025", root / "out")])
    assert outcome.status == "failed"
    assert "error.html could not be written" in outcome.reason


def test_a_folder_without_notebooks_uses_those_of_the_kit(tmp_path: Path, repository: Path) -> None:
    assert runner.notebooks_of(tmp_path) == [repository / "notebooks" / name for name in runner.NOTEBOOKS]
    (tmp_path / "notebooks").mkdir()
    assert runner.notebooks_of(tmp_path)[0] == tmp_path / "notebooks" / "01_costs.ipynb"


EDIT = """
import pathlib
edits = pathlib.Path(root, "edits")
edits.write_text(edits.read_text() + "x" if edits.exists() else "x")
if len(edits.read_text()) <= {times}:
    file = pathlib.Path(root, "{file}")
    file.write_text(file.read_text() + " ")
"""


@pytest.mark.usefixtures("only_the_last")
@pytest.mark.parametrize("file", ["data/good/a.csv", "params/good.yaml", "notebooks/04_roi_report.ipynb"])
def test_what_changes_while_a_report_is_made_makes_it_anew(tmp_path: Path, file: str) -> None:
    root = small_kit(tmp_path, EDIT.format(file=file, times=1) + SHOW)
    (root / "data" / "good").mkdir()
    (root / "data" / "good" / "a.csv").write_text("a", encoding="utf-8")
    outcome = run_report(root, "good", "2025", root / "out")
    assert (outcome.status, (root / "edits").read_text(encoding="utf-8")) == ("done", "xx")
    assert run_report(root, "good", "2025", root / "out").status == "unchanged"


@pytest.mark.usefixtures("only_the_last")
def test_what_does_not_come_to_rest_is_refused_by_name(tmp_path: Path) -> None:
    root = small_kit(tmp_path, EDIT.format(file="data/good/a.csv", times=2) + SHOW + "1 / 0")
    (root / "data" / "good").mkdir()
    (root / "data" / "good" / "a.csv").write_text("a", encoding="utf-8")
    outcome = run_report(root, "good", "2025", root / "out")
    assert outcome.reason == (
        "data/good/a.csv has 1 problem\n"
        "  - changed while the report was made; expected a file at rest; run it again when nobody writes there"
    )
    assert names(outcome.folder) == {"error.json", "error.html"}


@pytest.mark.usefixtures("only_the_last")
def test_an_edit_of_the_kit_itself_ends_the_report_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process has loaded the older code and would put the newer code's mark on what it makes."""
    software = iter(["old", "new"])
    monkeypatch.setattr(fingerprint, "_software", lambda: next(software))
    monkeypatch.setattr(fingerprint, "_software_at", lambda touched: "new")
    root = small_kit(tmp_path)
    outcome = run_report(root, "good", "2025", root / "out")
    assert outcome.reason.startswith("the kit or a library has 1 problem\n  - changed while the report was made")


@pytest.mark.usefixtures("only_the_last")
def test_a_batch_runs_only_what_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = small_kit(tmp_path)
    shutil.copy(root / "params" / "good.yaml", root / "params" / "other.yaml")
    jobs = [Job(root, client, period, root / "out") for client in ("good", "other") for period in ("2025-Q1", "2025-Q2")]
    assert [outcome.status for outcome in run_reports(jobs)] == ["done"] * 4

    run: list[str] = []
    monkeypatch.setattr(runner, "run_job", lambda job: run.append(job.client) or Outcome(job.client, job.period, "done", job.out))
    assert [outcome.status for outcome in run_reports(jobs)] == ["unchanged"] * 4
    (root / "params" / "other.yaml").write_text("client: Other\ncurrency: EUR\nvalue_basis: revenue\n", encoding="utf-8")
    assert [outcome.status for outcome in run_reports(jobs)] == ["unchanged", "unchanged", "done", "done"]
    assert run == ["other", "other"]
    run_reports([replace(job, force=True) for job in jobs])
    assert run == ["other", "other", "good", "good", "other", "other"]


class Forgetful(Executor):
    """An executor that loses one job with its worker."""

    def submit(self, run: Callable[[Job], Outcome], job: Job) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        if job.client == "lost":
            future.set_exception(BrokenExecutor("killed"))
        else:
            future.set_result(run(job))
        return future


@pytest.mark.usefixtures("only_the_last")
def test_a_lost_worker_costs_its_own_report_only(tmp_path: Path) -> None:
    root = small_kit(tmp_path)
    lost, good = run_on(Forgetful(), [Job(root, client, "2025", root / "out") for client in ("lost", "good")], {})
    assert (lost.status, good.status) == ("failed", "done")
    assert lost.reason.startswith("the worker, each time, or the scheduler was lost (BrokenExecutor: killed)")
    assert error(lost.folder)["reason"] == lost.reason


@pytest.mark.usefixtures("only_the_last")
def test_a_worker_with_another_version_of_the_kit_makes_no_report(tmp_path: Path) -> None:
    root = small_kit(tmp_path)
    outcome = run_report(root, "good", "2025", root / "out", kit="another")
    assert outcome.reason.startswith("the kit on this worker has 1 problem\n  - is another version than the batch's")
    assert run_report(root, "good", "2025", root / "out", kit=fingerprint.kit_version()).status == "done"
