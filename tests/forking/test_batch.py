"""A batch with forked kernels: what may pass is tried again, what hangs ends, an interrupt stops it, finished reports stay."""

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import nbformat
import psutil
import pytest
from kernels import notebook_of
from nbformat import NotebookNode

from socialroi.notebook_run import NotebookError, execute

PARENT = "import pathlib, os; print(pathlib.Path(f'/proc/{os.getppid()}/cmdline').read_text())"


def written(folder: Path, *cells: str, name: str = "01_costs.ipynb") -> Path:
    """A notebook in the folder, with the parameters that every one has and then these cells."""
    notebook = notebook_of('client = ""\nperiod = ""\nroot = ""', *cells)
    notebook.cells[0].metadata.tags = ["parameters"]
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, folder / name)
    return folder / name


def outputs(notebook: NotebookNode) -> str:
    """All that was printed."""
    return "".join(output.get("text", "") for cell in notebook.cells for output in cell.get("outputs", []))


def once(told: Path, what: str) -> str:
    """A cell that counts its runs in the file, and at the first does this."""
    lines = ["import os, pathlib", f"runs = pathlib.Path({str(told)!r})", "with runs.open('a') as file: file.write('x')"]
    return "\n".join([*lines, f"if runs.read_text() == 'x': {what}"])


@pytest.mark.parametrize("what", ["os.kill(os.getpid(), 9)", "raise MemoryError"])
def test_a_killed_kernel_and_a_lack_of_memory_are_tried_again_once(tmp_path: Path, what: str) -> None:
    path = written(tmp_path, once(tmp_path / "runs", what), "print('done')")
    assert outputs(execute(path, {})) == "done\n"
    assert (tmp_path / "runs").read_text() == "xx"


def test_a_kernel_that_dies_twice_is_told_as_dead(tmp_path: Path) -> None:
    path = written(tmp_path, once(tmp_path / "runs", "pass"), "os.kill(os.getpid(), 9)")
    with pytest.raises(NotebookError, match="the kernel died"):
        execute(path, {})
    assert (tmp_path / "runs").read_text() == "xx"


def test_wrong_input_is_not_tried_again(tmp_path: Path) -> None:
    path = written(tmp_path, once(tmp_path / "runs", "pass"), "raise ValueError('wrong')")
    with pytest.raises(NotebookError, match="ValueError: wrong"):
        execute(path, {})
    assert (tmp_path / "runs").read_text() == "x"


@pytest.mark.parametrize("fork", [True, False])
def test_a_cell_that_never_ends_ends_at_the_timeout(tmp_path: Path, fork: bool) -> None:
    path = written(tmp_path, f"import os, time; open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)")
    with pytest.raises(NotebookError, match="a cell took longer than 1 seconds"):
        execute(path, {}, fork=fork, timeout=1)
    assert not psutil.pid_exists(int((tmp_path / "pid").read_text()))


@pytest.mark.parametrize("fork", [True, False])
def test_the_choice_reaches_the_kernel(tmp_path: Path, fork: bool) -> None:
    assert ("multiprocessing.forkserver" in outputs(execute(written(tmp_path, PARENT), {}, fork=fork))) == fork


def test_an_interrupt_stops_the_batch_and_keeps_what_is_finished(tmp_path: Path) -> None:
    """The client `a` is quick, `b` and `c` hang; the batch is interrupted when `a` is done and `b` hangs."""
    for client in "abc":
        (tmp_path / "params").mkdir(exist_ok=True)
        text = "client: A\ncurrency: EUR\nvalue_basis: revenue\n"
        (tmp_path / "params" / f"{client}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "data").mkdir()
    hang = f"if client == 'b':\n    open({str(tmp_path / 'hangs')!r}, 'w').close(); import time; time.sleep(600)"
    for number, name in enumerate(("01_costs", "02_goals", "03_metrics", "04_roi_report")):
        written(tmp_path / "notebooks", SHOW if number == 3 else hang if number == 0 else "1", name=f"{name}.ipynb")
    command = [
        sys.executable,
        "-m",
        "socialroi",
        "report",
        "--all",
        "--period",
        "2025",
        "--root",
        str(tmp_path),
        "--workers",
        "1",
    ]
    # a test run in the background of a shell hands down an ignored SIGINT, which nobody's terminal does
    heeds = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    batch = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=heeds
    )
    while not (tmp_path / "hangs").exists():
        assert batch.poll() is None
        time.sleep(0.1)
    family = psutil.Process(batch.pid).children(recursive=True)
    os.kill(batch.pid, signal.SIGINT)
    _, said = batch.communicate(timeout=30)
    assert batch.returncode == 130
    assert "socialroi: stopped; what is finished stays" in said
    assert "Traceback" not in said
    assert json.loads((tmp_path / "out" / "a" / "2025" / "summary.json").read_text())["client"] == "a"
    assert sorted(path.name for path in (tmp_path / "out").rglob("*") if path.parent.parent == tmp_path / "out") == ["2025"]
    assert psutil.wait_procs(family, timeout=30)[1] == []


SHOW = """
from IPython.display import display
def show(block):
    display({"application/vnd.socialroi.block+json": block}, raw=True)
show({"kind": "report", "title": client, "language": "en", "currency": "EUR"})
show({"kind": "summary", "data": {"schema": 1, "client": client, "period": {"label": period}}})
"""
