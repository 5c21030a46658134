"""Many clients in one batch: does a report cost the same among 200 as among 10, and how soon is it known that none has changed?

    python benchmarks/many.py flat --sizes 1 10 200      CPU seconds, wall time and memory per further report
    python benchmarks/many.py workers --reports 20       4 workers against 2
    python benchmarks/many.py unchanged --reports 1200   deciding alone
    python benchmarks/many.py empty --runs 20            a notebook without work, engine against engine
    python benchmarks/many.py private                    memory that a kernel shares with no other process

The clients are copies of the demo clients in a folder of their own, whose exports are read already. Linux only.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from measure import Cost, cost_of

KIT = Path(__file__).resolve().parents[1]
DEMOS = ("lotus-cafe", "helio-crm", "mira-shop")
PERIODS = ("2025-Q3", "2025-Q2", "2025-Q1", "2024-Q4")
EMPTY = ("cli", "api", "ploomber", "no-fork", "fork")


@contextmanager
def clients(count: int) -> Iterator[Path]:
    """A folder with so many clients in it: the demo clients in turn, whose exports this state of the kit has read."""
    for demo in DEMOS:
        subprocess.run([sys.executable, "-m", "socialroi", "check", demo, "--root", KIT], check=True, stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory(prefix="many-") as folder:
        root = Path(folder)
        shutil.copytree(KIT / "notebooks", root / "notebooks")
        (root / "params").mkdir()
        for number in range(count):
            demo, name = DEMOS[number % len(DEMOS)], f"client-{number:04d}"
            shutil.copytree(KIT / "data" / demo, root / "data" / name)
            shutil.copy(KIT / "params" / f"{demo}.yaml", root / "params" / f"{name}.yaml")
        yield root


def measured(part: str, *options: object, root: Path = KIT) -> Cost:
    """What this program costs with everything that it starts, doing one part by itself."""
    command = [sys.executable, __file__, part, "--root", str(root), *map(str, options)]
    cost = cost_of(command, cwd=root, environment=dict(os.environ))
    if cost.code:
        raise SystemExit(f"{part} failed")
    return cost


def make(root: Path, reports: int, workers: int) -> None:
    """Reports of the first clients, by the kit's own runner, and the most memory that a kernel of them has held."""
    sys.modules.setdefault("rfc3987_syntax", None)
    from socialroi.batch import run_reports
    from socialroi.runner import Job

    jobs = [Job(root, f"client-{number:04d}", PERIODS[0], root / "out", force=True) for number in range(reports)]
    outcomes = run_reports(jobs, workers=workers)
    if any(outcome.status != "done" for outcome in outcomes):
        raise SystemExit(str(outcomes))
    largest = max(outcome.memory for outcome in outcomes) / 2**20
    print(f"{reports} reports: {largest:.0f} MB in the largest kernel", file=sys.stderr)


def flat(sizes: list[int], workers: int) -> list[str]:
    """Per further report between one size and the next."""
    with clients(max(sizes)) as root:
        costs = [measured("make", "--reports", size, "--workers", workers, root=root) for size in sizes]
    lines = [
        "| reports | CPU s | wall s | CPU s per further report | wall s per further report | largest process, MB |",
        "|---|---|---|---|---|---|",
    ]
    before = None
    for size, cost in zip(sizes, costs, strict=True):
        more = size - before[0] if before else None
        steps = [f"{(getattr(cost, what) - getattr(before[1], what)) / more:.2f}" if more else "" for what in ("cpu", "wall")]
        lines.append(f"| {size} | {cost.cpu:.1f} | {cost.wall:.1f} | {steps[0]} | {steps[1]} | {cost.peak:.0f} |")
        before = (size, cost)
    return lines


def by_workers(reports: int, rounds: int) -> list[str]:
    """4 workers against 2, in turns."""
    with clients(reports) as root:
        found = [[measured("make", "--reports", reports, "--workers", n, root=root) for n in (2, 4)] for _ in range(rounds)]
    lines = ["| workers | CPU s | wall s |", "|---|---|---|"]
    for place, workers in enumerate((2, 4)):
        cpu, wall = (statistics.median(getattr(pair[place], what) for pair in found) for what in ("cpu", "wall"))
        lines.append(f"| {workers} | {cpu:.1f} | {wall:.1f} |")
    return lines


def unchanged(reports: int) -> list[str]:
    """Deciding that reports need not be made. They are marked as made by hand: making them would take hours."""
    from socialroi.fingerprint import fingerprint
    from socialroi.report_folder import MARK
    from socialroi.runner import notebooks_of

    with clients(reports // len(PERIODS)) as root:
        for job in _jobs(root):
            folder = root / "out" / job.client / job.period
            folder.mkdir(parents=True)
            for name in ("report.html", "summary.json"):
                (folder / name).touch()
            (folder / MARK).write_text(fingerprint(root, job.client, notebooks_of(root)))
        command = [sys.executable, __file__, "decide", "--root", str(root)]  # by a process that has read nothing yet
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def decide(root: Path) -> None:
    """Runs the batch of which nothing has changed."""
    from socialroi.batch import run_reports

    jobs = _jobs(root)
    cpu, wall = time.process_time(), time.perf_counter()
    outcomes = run_reports(jobs, workers=2)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    same = sum(outcome.status == "unchanged" for outcome in outcomes)
    print(f"{same} of {len(jobs)} reports unchanged: {cpu:.2f} CPU s, {wall:.2f} s")


def _jobs(root: Path) -> list:
    from socialroi.runner import Job

    return [Job(root, path.stem, period, root / "out") for path in sorted((root / "params").iterdir()) for period in PERIODS]


def run_empty(engine: str, runs: int) -> None:
    """A notebook that sets its parameter and does nothing, so many times."""
    import nbformat

    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder, "empty.ipynb"), Path(folder, "out.ipynb")
        cell = nbformat.v4.new_code_cell("a = 1", id="parameters", metadata={"tags": ["parameters"]})
        spec = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=spec), path)
        for _ in range(runs):
            _execute(engine, path, out)


def _execute(engine: str, path: Path, out: Path) -> None:
    if engine == "cli":
        command = ["-m", "papermill", "--no-progress-bar", str(path), str(out), "-r", "a", "2"]
        subprocess.run([sys.executable, *command], check=True, capture_output=True)
    elif engine == "api":
        import papermill

        papermill.execute_notebook(path, out, {"a": "2"}, progress_bar=False)
    elif engine == "ploomber":
        from ploomber_engine import execute_notebook

        execute_notebook(path, out, parameters={"a": "2"}, progress_bar=False, save_profiling_data=False)
    else:
        sys.modules.setdefault("rfc3987_syntax", None)
        from socialroi.notebook_run import execute

        execute(path, {"a": "2"}, fork=engine == "fork")


def empty(engines: list[str], runs: int, rounds: int) -> list[str]:
    """Each engine once and `runs` times more, in turns: what one further run costs."""
    found: dict[str, list[tuple[Cost, Cost]]] = {engine: [] for engine in engines}
    for _ in range(rounds):
        for engine in engines:
            found[engine].append(tuple(measured("run-empty", "--engine", engine, "--runs", n) for n in (1, runs + 1)))
    lines = ["| engine | CPU s per run | wall s per run |", "|---|---|---|"]
    for engine, pairs in found.items():
        cpu, wall = (
            statistics.median((getattr(many, what) - getattr(one, what)) / runs for one, many in pairs)
            for what in ("cpu", "wall")
        )
        lines.append(f"| {engine} | {cpu:.3f} | {wall:.2f} |")
    return lines


IMPORT_EVERYTHING = """
import psutil
from socialroi.forking.preload import LIBRARIES, _import, _own_modules
for name in (*LIBRARIES, *_own_modules()):
    _import(name)
print(psutil.Process().memory_full_info().uss)
"""


def private() -> list[str]:
    """A kernel of each kind after it has imported all that the kit imports: its unique set size."""
    import nbformat

    sys.modules.setdefault("rfc3987_syntax", None)
    from socialroi.notebook_run import execute

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "import.ipynb")
        cells = [nbformat.v4.new_code_cell("a = 1", metadata={"tags": ["parameters"]})]
        cells.append(nbformat.v4.new_code_cell(IMPORT_EVERYTHING))
        spec = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=spec), path)
        found = {fork: int(execute(path, {"a": "2"}, fork=fork).cells[-1].outputs[0].text) / 1e6 for fork in (True, False)}
    return [f"private memory: {found[True]:.0f} MB in a forked kernel, {found[False]:.0f} MB in a plain one"]


def main() -> None:
    """One part of the benchmark, or (for itself) what is measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=("flat", "workers", "unchanged", "empty", "private", "make", "decide", "run-empty"))
    parser.add_argument("--sizes", nargs="+", type=int, default=[1, 10, 200])
    parser.add_argument("--reports", type=int, default=12)
    parser.add_argument("--workers", type=int, default=2 * (os.cpu_count() or 1))
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--engines", nargs="+", choices=EMPTY, default=[name for name in EMPTY if name != "ploomber"])
    parser.add_argument("--engine", choices=EMPTY)
    parser.add_argument("--root", type=Path)
    asked = parser.parse_args()
    if asked.part == "make":
        return make(asked.root, asked.reports, asked.workers)
    if asked.part == "decide":
        return decide(asked.root)
    if asked.part == "run-empty":
        return run_empty(asked.engine, asked.runs)
    made = {
        "flat": lambda: flat(asked.sizes, asked.workers), "workers": lambda: by_workers(asked.reports, asked.rounds),
        "unchanged": lambda: unchanged(asked.reports), "private": private,
        "empty": lambda: empty(asked.engines, asked.runs, asked.rounds),
    }  # fmt: skip
    print("\n".join([f"load {os.getloadavg()[0]:.1f}", *made[asked.part]()]))


if __name__ == "__main__":
    main()
