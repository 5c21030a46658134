"""A batch on a Dask cluster: a real scheduler and workers, each on an address and in a working directory of its own."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Thread

import psutil
import pytest
from distributed import Client
from test_batch import SHOW, written
from test_faults import is_whole, reports
from test_stopping import is_gone, wait_for

from socialroi import batch, cli, cluster
from socialroi.runner import Job, Outcome

CLIENTS = [f"client-{number}" for number in range(6)]
WAITS = "client-3"
# Every start of a report is written down; client-3 waits where the test asks for it.
CELL = """
import os, pathlib, time
with open(pathlib.Path(root, "starts"), "a") as file:
    file.write(f"{client} {os.getpid()} {os.environ['JPY_PARENT_PID']}\\n")
while client == "client-3" and pathlib.Path(root, "wait").exists():
    time.sleep(0.1)
"""
PRELOAD = """
import sys
sys.modules["rfc3987_syntax"] = None  # as `socialroi report` does: it takes a second
from socialroi import runner
from socialroi.forking import server
server._PRELOAD = "ipykernel.kernelapp"  # the small notebook needs no more
runner.NOTEBOOKS = runner.NOTEBOOKS[-1:]
"""


@pytest.fixture(scope="module")
def scheduler(s3: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a cluster with two workers, 127.0.0.2 and 127.0.0.3."""
    with cluster_in(tmp_path_factory.mktemp("cluster"), ("127.0.0.2", "127.0.0.3")) as (address, _):
        yield address


@contextmanager
def cluster_in(folder: Path, hosts: Sequence[str]) -> Iterator[tuple[str, subprocess.Popen]]:
    """A scheduler on 127.0.0.1 and a worker on each host: its address and process; nothing of them survives."""
    (folder / "preload.py").write_text(PRELOAD, encoding="utf-8")
    told = folder / "127.0.0.1" / "cluster.json"
    processes = [started(folder, "127.0.0.1", "scheduler", "--no-dashboard", "--port", "0", "--scheduler-file", told.name)]
    try:
        wait_for(told.exists, "no scheduler")
        options = ["--scheduler-file", str(told), "--preload", str(folder / "preload.py"), "--no-dashboard"]
        for host in hosts:
            processes.append(started(folder, host, "worker", *options, "--nthreads", "2", "--nworkers", "1"))
        yield json.loads(told.read_text(encoding="utf-8"))["address"], processes[0]
    finally:
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                for child in psutil.Process(process.pid).children(recursive=True):
                    child.kill()
            process.kill()
            process.wait()


def started(folder: Path, host: str, what: str, *options: str) -> subprocess.Popen:
    """A part of the cluster on its own address, in its own working directory."""
    (folder / host).mkdir()
    command = [sys.executable, "-m", "distributed.cli.dask_" + what, "--host", host, *options]
    return subprocess.Popen(command, cwd=folder / host, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("params", "data"):
        (tmp_path / folder).mkdir()
    for client in CLIENTS:
        text = "client: A\ncurrency: EUR\nvalue_basis: revenue\n"
        (tmp_path / "params" / f"{client}.yaml").write_text(text, encoding="utf-8")
    written(tmp_path / "notebooks", CELL + SHOW, name="04_roi_report.ipynb")
    return tmp_path


def starts(root: Path) -> list[tuple[str, int, int]]:
    """Every start of a report: the client, the process of the kernel and that of its worker."""
    told = root / "starts"
    lines = [line.split() for line in told.read_text(encoding="utf-8").splitlines()] if told.exists() else []
    return [(client, int(kernel), int(worker)) for client, kernel, worker in lines]


def jobs_of(root: Path) -> list[Job]:
    return [Job(root, client, "2025", root / "out") for client in CLIENTS]


def test_a_batch_is_shared_out_over_the_workers(scheduler: str, root: Path) -> None:
    outcomes = batch.run_reports(jobs_of(root), scheduler=scheduler)
    assert [(outcome.client, outcome.status) for outcome in outcomes] == [(client, "done") for client in CLIENTS]
    assert all(is_whole(folder) for folder in reports(root))
    assert Counter(client for client, _, _ in starts(root)) == Counter(CLIENTS)
    assert len({worker for _, _, worker in starts(root)}) == 2
    assert {outcome.status for outcome in batch.run_reports(jobs_of(root), scheduler=scheduler)} == {"unchanged"}


def test_inputs_and_reports_may_lie_on_an_object_store(scheduler: str, s3: Callable[[], Path], root: Path) -> None:
    bucket = s3()
    (root / "notebooks" / "04_roi_report.ipynb").unlink()
    written(root / "notebooks", SHOW, name="04_roi_report.ipynb")
    for path in (path for path in root.rglob("*") if path.is_file()):
        (bucket / "kit" / path.relative_to(root).as_posix()).write_bytes(path.read_bytes())
    jobs = [Job(bucket / "kit", client, "2025", bucket / "out") for client in CLIENTS[:4]]
    assert {outcome.status for outcome in batch.run_reports(jobs, scheduler=scheduler)} == {"done"}
    assert {outcome.status for outcome in batch.run_reports(jobs, scheduler=scheduler)} == {"unchanged"}
    summaries = [json.loads((bucket / "out" / client / "2025" / "summary.json").read_bytes()) for client in CLIENTS[:4]]
    assert [summary["client"] for summary in summaries] == CLIENTS[:4]


def test_a_killed_worker_is_replaced_and_no_report_is_lost_or_doubled(scheduler: str, root: Path) -> None:
    (root / "wait").touch()
    outcomes: list[Outcome] = []
    thread = Thread(target=lambda: outcomes.extend(batch.run_reports(jobs_of(root), scheduler=scheduler)))
    thread.start()
    wait_for(lambda: WAITS in {client for client, _, _ in starts(root)}, "it has not started")
    [(kernel, worker)] = [(kernel, worker) for client, kernel, worker in starts(root) if client == WAITS]
    os.kill(worker, signal.SIGKILL)
    wait_for(lambda: is_gone(kernel), "the kernel runs on without its worker")
    (root / "wait").unlink()
    thread.join(120)
    assert [outcome.client for outcome in outcomes] == CLIENTS
    assert {outcome.status for outcome in outcomes} <= {"done", "unchanged"}  # one may have been done and not yet told
    assert len(reports(root)) == len(CLIENTS)
    assert all(is_whole(folder) for folder in reports(root))
    assert list(root.glob("out/*/.*")) == []
    with Client(scheduler, set_as_default=False) as client:
        wait_for(lambda: len(client.scheduler_info()["workers"]) == 2, "the worker was not replaced")
        assert worker not in client.run(os.getpid).values()


def test_a_killed_scheduler_ends_the_batch_with_a_reason_and_the_next_one_completes_it(
    scheduler: str, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (root / "wait").touch()
    outcomes: list[Outcome] = []
    with cluster_in(tmp_path_factory.mktemp("lost"), ["127.0.0.4"]) as (address, process):
        thread = Thread(target=lambda: outcomes.extend(batch.run_reports(jobs_of(root), scheduler=address)))
        thread.start()
        wait_for(lambda: WAITS in {client for client, _, _ in starts(root)}, "it has not started")
        process.kill()
        thread.join(120)
        assert [outcome.client for outcome in outcomes] == CLIENTS
        lost = {outcome.client: outcome.reason for outcome in outcomes if outcome.status == "failed"}
        assert WAITS in lost
        assert all(
            reason.startswith("the worker, each time, or the scheduler was lost (CancelledError)") for reason in lost.values()
        )
        (root / "wait").unlink()  # what its worker had begun may go on beside the next batch
        again = batch.run_reports(jobs_of(root), scheduler=scheduler)
    assert {outcome.status for outcome in again} <= {"done", "unchanged"}
    assert len(reports(root)) == len(CLIENTS)
    assert all(is_whole(folder) for folder in reports(root))


def test_an_interrupt_ends_the_kernels_on_the_workers(scheduler: str, root: Path) -> None:
    (root / "wait").touch()
    command = [sys.executable, "-m", "socialroi", "report", "--all", "--period", "2025", "--root", str(root)]
    heeds = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen([*command, "--scheduler", scheduler], stderr=subprocess.PIPE, text=True, preexec_fn=heeds)
    wait_for(lambda: len(reports(root)) == len(CLIENTS) - 1, "the others are not done")
    [kernel] = [kernel for client, kernel, _ in starts(root) if client == WAITS]
    os.kill(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert (process.returncode, is_gone(kernel)) == (130, True)
    assert "stopped; what is finished stays" in said
    assert all(is_whole(folder) for folder in reports(root))
    wait_for(lambda: list(root.glob("out/*/.*")) == [], "a draft is left")
    (root / "wait").unlink()
    found = Counter(outcome.status for outcome in batch.run_reports(jobs_of(root), scheduler=scheduler))
    assert found == {"unchanged": len(CLIENTS) - 1, "done": 1}


def test_without_a_scheduler_nothing_runs(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster, "_ANSWER_SECONDS", 1)
    command = ["report", "--all", "--period", "2025", "--root", str(root), "--scheduler", "tcp://127.0.0.9:9"]
    assert cli.main(command) == 2
    assert "no scheduler answers there; start one with `dask scheduler`" in capsys.readouterr().err
