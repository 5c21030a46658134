"""What a report costs by each way of running the four notebooks: CPU seconds of all processes, and wall time.

    python benchmarks/batch.py                     a few reports
    python benchmarks/batch.py --full              200 reports by the kit's own runner, fewer by the slow ways
    python benchmarks/batch.py --ploomber PYTHON   with ploomber-engine too: the Python of an environment that has it and the kit

Every way runs a small and a larger number of reports, in turns, so that all meet the same machine. What a further report
costs is the difference; the rest is the fixed cost of starting. Linux only.
"""

import argparse
import ast
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measure import Cost, cost_of

KIT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ("01_costs", "02_goals", "03_metrics", "04_roi_report")
CLIENT, PERIOD = "lotus-cafe", "2025-Q3"
ENGINES = ("cli", "api", "ploomber", "no-fork", "fork", "limit")
SLOW = 6  # reports by the ways that take 20 seconds each


@dataclass(frozen=True)
class Task:
    """`reports` reports of the same client, from the kit in `root`."""

    root: Path
    reports: int
    workers: int

    def parameters(self) -> dict[str, str]:
        """What each notebook is given."""
        return {"client": CLIENT, "period": PERIOD, "root": str(self.root)}

    def folder(self, report: int) -> Path:
        """A new folder for one report's notebooks."""
        folder = self.root / "by" / str(report)
        folder.mkdir(parents=True)
        return folder

    def notebook(self, name: str) -> Path:
        """One of the four."""
        return self.root / "notebooks" / f"{name}.ipynb"


def cli(task: Task) -> None:
    """papermill's command line four times, then nbconvert's, two reports at a time."""
    given = [part for name, value in task.parameters().items() for part in ("-r", name, value)]

    def run(report: int) -> None:
        folder = task.folder(report)
        for name in NOTEBOOKS:
            command = ["-m", "papermill", "--no-progress-bar", str(task.notebook(name)), str(folder / f"{name}.ipynb")]
            subprocess.run([sys.executable, *command, *given], check=True, capture_output=True)
        command = ["-m", "nbconvert", "--to", "socialroi_report", str(folder / "04_roi_report.ipynb")]
        subprocess.run([sys.executable, *command], check=True, capture_output=True)

    with ThreadPoolExecutor(2) as executor:
        list(executor.map(run, range(task.reports)))


def api(task: Task) -> None:
    """A loop over papermill's Python API as documented, and nbconvert's."""
    import papermill

    for report in range(task.reports):
        folder = task.folder(report)
        for name in NOTEBOOKS:
            papermill.execute_notebook(task.notebook(name), folder / f"{name}.ipynb", task.parameters(), progress_bar=False)
        _export(folder)


def ploomber(task: Task) -> None:
    """ploomber-engine: every notebook in this one process, no kernels."""
    from ploomber_engine import execute_notebook

    for report in range(task.reports):
        folder = task.folder(report)
        for name in NOTEBOOKS:
            given, written = task.parameters(), folder / f"{name}.ipynb"
            execute_notebook(task.notebook(name), written, parameters=given, progress_bar=False, save_profiling_data=False)
        _export(folder)


def fork(task: Task, *, forked: bool = True) -> None:
    """The kit's runner, as `socialroi report` calls it."""
    sys.modules.setdefault("rfc3987_syntax", None)
    from socialroi.batch import run_reports
    from socialroi.runner import Job

    jobs = [Job(task.root, CLIENT, PERIOD, task.folder(report), fork=forked) for report in range(task.reports)]
    failed = [outcome for outcome in run_reports(jobs, workers=task.workers) if outcome.status != "done"]
    if failed:
        raise SystemExit(str(failed[0]))


def no_fork(task: Task) -> None:
    """The kit's runner with `--no-fork`."""
    fork(task, forked=False)


def limit(task: Task) -> None:
    """No notebook, no kernel, no page: the code of all cells in one process, and what they display as it would be shown."""
    import nbformat
    from IPython import display
    from IPython.core.formatters import DisplayFormatter

    show = DisplayFormatter().format
    display.display = lambda *shown, **_: [show(one) for one in shown]
    code = {name: _code_of(nbformat.read(task.notebook(name), as_version=4)) for name in NOTEBOOKS}
    for _ in range(task.reports):
        for cells in code.values():
            _run_cells(cells, dict(task.parameters()), show)


def _code_of(notebook: Any) -> list[tuple[Any, Any]]:
    """Each cell in two compiled parts: its statements, and the expression at its end that is shown."""
    parts = []
    for cell in notebook.cells:
        if cell.cell_type == "code" and "parameters" not in cell.metadata.get("tags", []):
            tree = ast.parse(cell.source)
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            shown = compile(ast.Expression(last.value), "cell", "eval") if last else None
            parts.append((compile(tree, "cell", "exec"), shown))
    return parts


def _run_cells(cells: list[tuple[Any, Any]], names: dict[str, Any], show: Any) -> None:
    for statements, shown in cells:
        exec(statements, names)
        value = eval(shown, names) if shown else None
        if value is not None:
            show(value)


def _export(folder: Path) -> None:
    import nbformat

    from socialroi.exporter import ReportExporter

    page, _ = ReportExporter().from_notebook_node(nbformat.read(folder / "04_roi_report.ipynb", as_version=4))
    (folder / "report.html").write_text(page, encoding="utf-8")


RUN = {"cli": cli, "api": api, "ploomber": ploomber, "no-fork": no_fork, "fork": fork, "limit": limit}


def measured(engine: str, reports: int, python: str, workers: int) -> Cost:
    """One engine's cost for so many reports, in a copy of the kit of its own whose exports are read already."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder)
        for part in ("notebooks", "params", "data"):
            shutil.copytree(KIT / part, root / part, ignore=shutil.ignore_patterns(".cache"))
        subprocess.run([sys.executable, "-m", "socialroi", "check", CLIENT, "--root", folder], stdout=subprocess.DEVNULL)
        command = [python, str(Path(__file__)), "--engine", engine, "--workers", str(workers), "--root", folder]
        cost = cost_of([*command, "--reports", str(reports)], cwd=root, environment=dict(os.environ))
    if cost.code:
        raise SystemExit(f"{engine} failed")
    return cost


Found = dict[str, list[tuple[Cost, Cost]]]


def rounds(engines: list[str], sizes: dict[str, int], count: int, ploomber_python: str, workers: int) -> Found:
    """`count` times, every engine for one report and for its size."""
    found: Found = {engine: [] for engine in engines}
    for place in range(count):
        for engine in engines:
            python = ploomber_python if engine == "ploomber" else sys.executable
            small, large = (measured(engine, reports, python, workers) for reports in (1, sizes[engine]))
            found[engine].append((small, large))
            print(f"round {place + 1}: {engine}", file=sys.stderr)
    return found


def table(found: Found, sizes: dict[str, int]) -> str:
    """Medians over the rounds: per further report, and the ratios to the first and last engine."""
    cpu = {name: statistics.median(_slope(pair, sizes[name], "cpu") for pair in pairs) for name, pairs in found.items()}
    wall = {name: statistics.median(_slope(pair, sizes[name], "wall") for pair in pairs) for name, pairs in found.items()}
    lines = [
        "| way | CPU s per report | wall s per report | fixed CPU s | × cli | share of the limit |",
        "|---|---|---|---|---|---|",
    ]
    for name, pairs in found.items():
        fixed = statistics.median(small.cpu for small, _ in pairs) - cpu[name]
        times = f"{cpu['cli'] / cpu[name]:.1f}" if "cli" in cpu else ""
        share = f"{100 * cpu['limit'] / cpu[name]:.0f} %" if "limit" in cpu else ""
        lines.append(f"| {name} | {cpu[name]:.2f} | {wall[name]:.2f} | {fixed:.1f} | {times} | {share} |")
    return "\n".join(lines)


def _slope(pair: tuple[Cost, Cost], size: int, what: str) -> float:
    small, large = pair
    return (getattr(large, what) - getattr(small, what)) / (size - 1)


def main() -> None:
    """Runs one engine (as a process that is measured), or measures them all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="200 reports by the kit's runner")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--reports", type=int, default=4)
    parser.add_argument("--workers", type=int, default=2 * (os.cpu_count() or 1))
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=[name for name in ENGINES if name != "ploomber"])
    parser.add_argument("--ploomber", default="", metavar="PYTHON")
    parser.add_argument("--engine", choices=ENGINES, help=argparse.SUPPRESS)
    parser.add_argument("--root", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.engine:
        RUN[asked.engine](Task(asked.root, asked.reports, asked.workers))
        return
    engines = [name for name in ENGINES if name in asked.engines or (name == "ploomber" and asked.ploomber)]
    size = 200 if asked.full else asked.reports
    sizes = {name: size if name in ("fork", "limit") else min(size, SLOW) for name in engines}
    print(table(rounds(engines, sizes, asked.rounds, asked.ploomber, asked.workers), sizes))


if __name__ == "__main__":
    main()
