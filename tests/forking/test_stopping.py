"""Kernels end with everything that they have started, and with whoever started them."""

import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from kernels import execute, notebook_of, text_of
from nbclient.exceptions import DeadKernelError

from socialroi.forking import live

SLEEPER = "import subprocess; child = subprocess.Popen(['sleep', '600']); print(child.pid)"


def wait_for(condition: Callable[[], bool], what: str) -> None:
    """Waits up to three minutes, which are only ever used up by a failure."""
    for _ in range(1800):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(what)


def is_gone(pid: int) -> bool:
    """Whether the process has ended, be it waited for or not."""
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


@pytest.mark.parametrize("fork", [True, False])
def test_programs_started_by_cells_end_with_the_kernel(fork: bool) -> None:
    pid = int(text_of(execute(notebook_of(SLEEPER), fork=fork)))
    wait_for(lambda: is_gone(pid), "the program runs on")


def test_programs_of_a_kernel_that_died_end_too(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    code = f"{SLEEPER}\nimport os, pathlib, time; pathlib.Path({str(told)!r}).write_text(str(child.pid)); os.kill(os.getpid(), 9)"
    with pytest.raises(DeadKernelError):
        execute(notebook_of(code))
    wait_for(lambda: is_gone(int(told.read_text().split()[0])), "the program runs on")


def endless(told: Path) -> str:
    """A cell that tells its process and the one that it was forked from, and never ends."""
    return (
        f"import os, pathlib, time; pathlib.Path({str(told)!r}).write_text(f'{{os.getpid()}} {{os.getppid()}} '); time.sleep(600)"
    )


DRIVER = """import sys
sys.path.append({tests!r})
from kernels import execute, notebook_of
execute(notebook_of({code!r}))
"""


def test_kernels_and_the_forking_process_end_when_their_driver_is_killed(tmp_path: Path) -> None:
    told = tmp_path / "pids"
    driver = subprocess.Popen([sys.executable, "-c", DRIVER.format(tests=str(Path(__file__).parent), code=endless(told))])
    wait_for(lambda: told.exists() and told.read_text().endswith(" "), "no kernel has started")
    kernel, forker = map(int, told.read_text().split())
    os.kill(driver.pid, signal.SIGKILL)
    driver.wait()
    wait_for(lambda: is_gone(forker), "the forking process runs on")
    wait_for(lambda: is_gone(kernel), "the kernel runs on")


def test_a_kernel_whose_forking_process_ended_before_it_started_ends_too(tmp_path: Path) -> None:
    """It would have process 1 for a parent, which never ends."""
    started, ended = os.pipe()
    code = (
        "import os, sys, time; from socialroi.forking import child; parent = os.getpid()\n"
        "if os.fork() == 0:\n"
        "    while os.getppid() == parent: time.sleep(0.01)\n"
        f"    child._run(('-f', {str(tmp_path / 'kernel.json')!r}), parent)"
    )
    with subprocess.Popen([sys.executable, "-c", code], pass_fds=[ended]):
        os.close(ended)
    poll = select.poll()
    poll.register(started, select.POLLIN)
    assert poll.poll(60_000), "the kernel runs on"  # the pipe is at its end when nobody holds it open
    os.close(started)


def test_a_killed_forking_process_is_replaced() -> None:
    code = "import os; print(os.getppid())"
    forker = int(text_of(execute(notebook_of(code))))
    os.kill(forker, signal.SIGKILL)
    wait_for(lambda: is_gone(forker), "it runs on")
    assert int(text_of(execute(notebook_of(code)))) not in (forker, os.getpid())


@pytest.mark.parametrize("fork", [True, False])
def test_a_batchs_kernels_stop_at_once_and_those_of_others_run_on(fork: bool, tmp_path: Path) -> None:
    told = tmp_path / "pid"
    raised: list[BaseException] = []

    def run() -> None:
        try:
            with live.run_of(f"stopped {fork}", None):
                execute(notebook_of(endless(told)), fork=fork)
        except DeadKernelError as dead:
            raised.append(dead)

    thread = threading.Thread(target=run)
    thread.start()
    wait_for(lambda: told.exists() and told.read_text().endswith(" "), "no kernel has started")
    live.stop_kernels("another")
    assert not is_gone(int(told.read_text().split()[0]))
    live.stop_kernels(f"stopped {fork}")
    thread.join(30)
    assert [type(one) for one in raised] == [DeadKernelError]
    assert is_gone(int(told.read_text().split()[0]))
    with pytest.raises(live.BatchStopped), live.run_of(f"stopped {fork}", None):
        execute(notebook_of("1"))
    assert text_of(execute(notebook_of("1"))) == "1"
    assert live._running == {}
