"""What goes wrong around a batch: each costs its own report, is told in plain words, and is counted.

`make faults` breaks 5 % of more clients (FAULT_BROKEN).
"""

import os
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from test_batch import SHOW, written
from test_faults import is_whole, reports

from socialroi import cli, runner
from socialroi.batch import run_reports
from socialroi.batch_result import write_page
from socialroi.forking import server
from socialroi.runner import Job, Outcome

CLIENTS = int(os.environ.get("FAULT_BROKEN", "40"))
TROUBLE = """
import os, pathlib, time
from socialroi.errors import InputError, Problem
with open(pathlib.Path(root, f"{client}.starts"), "a") as file:
    file.write("x")
what = client.split("-")[0]
if what == "hungry":
    b"x" * 3 * 2**30
if what == "endless":
    time.sleep(600)
if what == "dead":
    os._exit(9)
if what == "wrong":
    raise InputError([Problem("x.csv", "'12.5.1'", "a number", row=7)])
if what == "big":
    print("x" * 3_000_000)
"""


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_servers: dict) -> Callable[[list[str]], list[Job]]:
    """Makes a kit of one small notebook whose clients do what their names say, and the jobs of all."""
    monkeypatch.setattr(runner, "NOTEBOOKS", runner.NOTEBOOKS[-1:])
    monkeypatch.setattr(server, "_PRELOAD", "ipykernel.kernelapp")  # the small notebook needs no more

    def make(clients: list[str]) -> list[Job]:
        for folder in ("params", "data", "out"):
            (tmp_path / folder).mkdir()
        for client in clients:
            text = (
                "client: A\ncurency: EUR\n" if client.startswith("params") else "client: A\ncurrency: EUR\nvalue_basis: revenue\n"
            )
            (tmp_path / "params" / f"{client}.yaml").write_text(text, encoding="utf-8")
        written(tmp_path / "notebooks", TROUBLE + SHOW, name="04_roi_report.ipynb")
        return [Job(tmp_path, client, "2025", tmp_path / "out", timeout=20, memory=2**30) for client in clients]

    return make


def starts(root: Path, client: str) -> int:
    return len((root / f"{client}.starts").read_text(encoding="utf-8"))


def test_each_trouble_costs_its_own_report_and_is_told_plainly(kit: Callable[[list[str]], list[Job]], tmp_path: Path) -> None:
    clients = ["hungry", "endless", "dead", "wrong", "params", "good"]
    outcomes = {outcome.client: outcome for outcome in run_reports(kit(clients), workers=3)}
    reasons = {client: outcome.reason.splitlines() for client, outcome in outcomes.items() if outcome.status == "failed"}
    assert {client: lines[0] for client, lines in reasons.items()} == {
        "hungry": "04_roi_report.ipynb: MemoryError: ; twice, its kernel had no more memory: "
        "allow more with --memory, or look for a file that is too large",
        "endless": "04_roi_report.ipynb: CellTimeoutError: a cell took longer than 20 seconds",
        "dead": "04_roi_report.ipynb: DeadKernelError: the kernel died; the machine may be out of memory",
        "wrong": "x.csv has 1 problem",
        "params": "params/params.yaml has 3 problems",
    }
    assert {client: starts(tmp_path, client) for client in clients if client != "params"} == {
        "hungry": 2, "dead": 2, "endless": 1, "wrong": 1, "good": 1  # only what may pass is tried again
    }  # fmt: skip
    assert is_whole(outcomes["good"].folder)
    assert 2**24 < outcomes["good"].memory < 2**30


def broken(number: int) -> str:
    """Every twentieth client has a trouble, each kind in its turn."""
    kinds = ("wrong", "params", "dead")
    return f"{kinds[number // 20 % len(kinds)]}-{number}" if number % 20 == 0 else f"good-{number}"


def test_of_many_clients_with_some_broken_all_are_counted(kit: Callable[[list[str]], list[Job]], tmp_path: Path) -> None:
    clients = [broken(number) for number in range(CLIENTS)]
    jobs = kit(clients)
    first = run_reports(jobs, workers=4)
    assert [outcome.client for outcome in first] == clients
    assert Counter(outcome.status for outcome in first) == {"done": CLIENTS - CLIENTS // 20, "failed": CLIENTS // 20}
    assert all((outcome.status == "done") == outcome.client.startswith("good") for outcome in first)
    assert sum(is_whole(outcome.folder) for outcome in first if outcome.status == "done") == CLIENTS - CLIENTS // 20
    shown = BeautifulSoup(write_page(first, tmp_path / "out").read_text(encoding="utf-8"), "html.parser")
    assert len(shown.select("tr.done")) == CLIENTS - CLIENTS // 20
    assert all(row.select_one(".reason").get_text(strip=True) for row in shown.select("tr.failed"))
    again = Counter(outcome.status for outcome in run_reports(jobs, workers=4))
    assert again == {"unchanged": CLIENTS - CLIENTS // 20, "failed": CLIENTS // 20}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Makes `out` a disk of 2 MB, or changes how it is mounted."""
    out = tmp_path / "out"

    def mount(options: str) -> None:
        out.mkdir(exist_ok=True)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", str(out)], capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"needs to mount a small disk: {done.stderr.strip()}")

    yield mount
    while os.path.ismount(out):
        subprocess.run(["umount", "--lazy", str(out)], check=True)


def test_a_full_disk_costs_what_does_not_fit(
    kit: Callable[[list[str]], list[Job]], tmp_path: Path, small_disk: Callable[[str], None]
) -> None:
    jobs = kit(["big", "good"])
    small_disk("size=2m")
    big, good = run_reports(jobs, workers=1)
    assert big.reason.splitlines()[0].endswith("the disk is full; make room, then run again")
    assert (good.status, is_whole(good.folder)) == ("done", True)
    assert [folder for folder in reports(tmp_path) if (folder / "report.html").exists()] == [good.folder]
    assert list(tmp_path.glob("out/*/.*")) == []


def test_a_folder_that_cannot_be_written_is_told_and_unchanged_reports_stay(
    kit: Callable[[list[str]], list[Job]],
    tmp_path: Path,
    small_disk: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    jobs = kit(["good", "good-2"])
    small_disk("size=2m")
    assert run_reports(jobs[:1])[0].status == "done"
    small_disk("remount,ro")
    good, other = run_reports(jobs)
    assert (good.status, other.status) == ("unchanged", "failed")
    assert "it cannot be written; choose another folder with --out" in other.reason
    assert is_whole(good.folder)
    assert cli.main(["report", "--all", "--period", "2025", "--root", str(tmp_path)]) == 1
    assert "index.html could not be written" in capsys.readouterr().err


def test_two_batches_on_one_folder_leave_every_report_whole(kit: Callable[[list[str]], list[Job]], tmp_path: Path) -> None:
    jobs = [replace(job, force=True) for job in kit(["good", "good-2", "good-3"])]

    def run(_: int) -> list[Outcome]:
        return run_reports(jobs, workers=2)

    with ThreadPoolExecutor() as batches:
        outcomes = [outcome for batch in batches.map(run, range(2)) for outcome in batch]
    assert [outcome.status for outcome in outcomes] == ["done"] * 6
    assert all(is_whole(folder) for folder in reports(tmp_path))
    assert (len(reports(tmp_path)), list(tmp_path.glob("out/*/.*"))) == (3, [])
