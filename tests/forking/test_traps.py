"""What goes wrong where a process with loaded libraries is forked without care."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from kernels import execute, notebook_of, text_of

from socialroi.forking import child, server
from socialroi.forking.command import forkable

PARENT = "import pathlib, os; print(pathlib.Path(f'/proc/{os.getppid()}/cmdline').read_text())"
STATE_OF_SOURCES = server.state_of_sources
CHART = "import matplotlib.pyplot as plt; plt.plot([1, 2]); None"


@pytest.fixture
def preloading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_servers: dict):
    """Makes the forking process run this text after the kit's own imports."""

    def preload(text: str) -> None:
        (tmp_path / "spoiled.py").write_text(f"import socialroi.forking.preloaded\n{text}\n", encoding="utf-8")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        monkeypatch.setattr(server, "_PRELOAD", "spoiled")

    return preload


def test_charts_appear_although_the_inline_backend_was_imported_too_early(preloading) -> None:
    preloading("import matplotlib_inline.backend_inline, IPython; IPython.early = True")
    shown = execute(notebook_of("import IPython; IPython.early", CHART))
    assert text_of(shown, 0) == "True"
    assert [list(output.data) for output in shown.cells[1].outputs] == [["image/png", "text/plain"]]


def test_tables_are_as_wide_as_in_a_notebook() -> None:
    assert text_of(execute(notebook_of("import pandas; pandas.get_option('display.max_columns')"))) == "20"


def preload_alone(text: str) -> subprocess.CompletedProcess:
    """The preloading in a process of its own, after this text."""
    lines = f"from socialroi.forking import preload as it\n{text}\nit.preload()\n"
    return subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=False)


def test_preloading_refuses_an_import_that_starts_threads(tmp_path: Path) -> None:
    (tmp_path / "busy.py").write_text("import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()")
    done = preload_alone(f"import sys; sys.path.append({str(tmp_path)!r}); it.LIBRARIES = ('busy',)")
    assert done.returncode == 1
    assert "RuntimeError: imports have started threads" in done.stderr


def test_preloading_skips_what_is_not_installed_and_leaves_no_false_shell() -> None:
    done = preload_alone("it.LIBRARIES = ('no_such_library', 'babel.core'); import atexit, builtins\n"
                         "atexit.register(lambda: print(hasattr(builtins, 'get_ipython')))")  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "False\n", "")


def test_preloading_imports_what_notebooks_need_and_nothing_that_drives_them() -> None:
    names = ["socialroi.assessment", "matplotlib.pyplot", "papermill", "nbclient"]
    loaded = preload_alone(f"import atexit, sys\natexit.register(lambda: print([name in sys.modules for name in {names}]))")
    assert loaded.stdout == "[True, True, False, False]\n"


def test_a_forking_process_that_cannot_start_gives_plain_kernels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_servers: dict
) -> None:
    (tmp_path / "failing.py").write_text("raise SystemExit(3)", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(server, "_PRELOAD", "failing")
    for _ in range(2):
        shown = text_of(execute(notebook_of(PARENT)))
        assert shown
        assert "forkserver" not in shown
    assert len(server._broken) == 1


def test_a_changed_environment_gets_libraries_that_were_imported_in_it(
    monkeypatch: pytest.MonkeyPatch, own_servers: dict
) -> None:
    code = "import matplotlib, time, os; print(matplotlib.rcParams['backend'], time.tzname[0], os.environ.get('OMP_NUM_THREADS'))"
    monkeypatch.delenv("TZ", raising=False)
    assert text_of(execute(notebook_of(code))) == "module://matplotlib_inline.backend_inline UTC None\n"
    for name, value in {"MPLBACKEND": "svg", "TZ": "Asia/Seoul", "OMP_NUM_THREADS": "1"}.items():
        monkeypatch.setenv(name, value)
    assert text_of(execute(notebook_of(code, PARENT)), 0) == "svg KST 1\n"
    assert len(own_servers) == 2


def test_an_environment_that_is_not_the_drivers_gets_a_plain_kernel() -> None:
    kernel = child.ForkedKernel(("python",), (), (), {**os.environ, "OTHER": "1"}, "/")
    assert server.fork_kernel(kernel, 1, 2) is None


def test_an_edited_package_is_imported_anew(monkeypatch: pytest.MonkeyPatch, own_servers: dict) -> None:
    monkeypatch.setattr(server, "_PRELOAD", "ipykernel.kernelapp")  # starts sooner
    parents = []
    for state in (1, 1, 2):
        monkeypatch.setattr(server, "state_of_sources", lambda state=state: state)
        parents.append(text_of(execute(notebook_of("import os; print(os.getppid())"))))
    assert parents[0] == parents[1] != parents[2]
    assert [key[2] for key in own_servers] == [2]  # the idle one was stopped


def test_every_edit_of_the_package_is_seen_also_by_a_clock_that_went_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(server, "_PACKAGE", tmp_path)
    seen = []
    for name, moment in (("a", 5), ("b", 3), ("b", 2)):
        (tmp_path / f"{name}.py").touch()
        os.utime(tmp_path / f"{name}.py", (moment, moment))
        seen.append(STATE_OF_SOURCES())
    assert len(set(seen)) == 3
    assert STATE_OF_SOURCES() == seen[-1]


HELD = """import os
def ends(process):
    held = [f'/proc/{process}/fd/{number}' for number in os.listdir(f'/proc/{process}/fd') if int(number) > 2]
    return {os.readlink(end) for end in held if os.path.lexists(end)}
others = ends(os.getppid()) | ends(os.environ['JPY_PARENT_PID'])
print(len(others) > 5, sorted(end for end in ends(os.getpid()) & others if end.startswith(('pipe', 'socket'))))"""


def test_kernels_hold_no_pipe_of_the_driver_or_of_the_forking_process() -> None:
    assert text_of(execute(notebook_of(HELD))) == "True []\n"


FORKED_DRIVER = """import multiprocessing, sys
from concurrent.futures import ThreadPoolExecutor
sys.path.append({tests!r})
from kernels import execute, notebook_of, text_of
from socialroi.forking import server; server.state_of_sources = lambda: 0; server._PRELOAD = "ipykernel.kernelapp"
def parent_of_kernel(): return text_of(execute(notebook_of("import os; print(os.getppid())")))
def parents(): print(*ThreadPoolExecutor(2).map(lambda _: parent_of_kernel(), range(2)), flush=True)
parents()
child = multiprocessing.get_context("fork").Process(target=parents)
child.start(); child.join(60)
parents()
"""


def test_a_forked_driver_starts_a_forking_process_of_its_own() -> None:
    program = FORKED_DRIVER.format(tests=str(Path(__file__).parent))
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120).stdout.split()
    assert len(told) == 6
    assert len(set(told[:2] + told[4:])) == len(set(told[2:4])) == 1
    assert told[0] != told[2]


def test_threads_run_kernels_at_the_same_time_without_mixing_them_up() -> None:
    together = threading.Barrier(4, timeout=60)

    def run(number: int) -> str:
        together.wait()
        return text_of(execute(notebook_of(f"number = {number}", "print(number)")))

    with ThreadPoolExecutor(4) as executor:
        assert list(executor.map(run, range(4))) == [f"{number}\n" for number in range(4)]


@pytest.mark.parametrize(
    ("command", "platform"),
    [
        ([sys.executable, "-m", "ipykernel_launcher", "-f", "k.json"], "darwin"),
        ([sys.executable, "-m", "ipykernel_launcher", "-f", "k.json"], "win32"),
        (["/usr/bin/other-python", "-m", "ipykernel_launcher", "-f", "k.json"], "linux"),
        ([sys.executable, "-E", "-m", "ipykernel_launcher", "-f", "k.json"], "linux"),
        ([sys.executable, "-m", "xeus_python", "-f", "k.json"], "linux"),
        ([sys.executable], "linux"),
        ([], "linux"),
    ],
)
def test_other_kernels_and_platforms_are_not_forked(command: list[str], platform: str) -> None:
    assert forkable(command, platform=platform) is None


def test_plain_papermill_forks_where_the_environment_asks_for_it(tmp_path: Path) -> None:
    notebook = tmp_path / "in.ipynb"
    nbformat.write(notebook_of(PARENT), notebook)
    surroundings = {**os.environ, "JUPYTER_DEFAULT_PROVISIONER_NAME": "socialroi-fork"}
    command = [sys.executable, "-m", "papermill", "--no-progress-bar", str(notebook), str(tmp_path / "out.ipynb")]
    subprocess.run(command, env=surroundings, check=True, capture_output=True)
    assert "multiprocessing.forkserver" in (tmp_path / "out.ipynb").read_text(encoding="utf-8")
