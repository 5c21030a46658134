"""The kernels that run now: stopped within seconds with their batch, bounded in memory, and measured."""

import os
import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psutil

_GIGABYTE = 2**30
_RESERVED = 3 * _GIGABYTE // 2  # what pandas and pyarrow set aside when they are imported, and never touch
_lock = threading.Lock()
_running: dict[int, tuple["Process", str]] = {}
_stopping: set[str] = set()


class BatchStopped(Exception):
    """The batch is being stopped: this report is neither done nor failed."""


class Process(Protocol):
    """The part of `subprocess.Popen` that is used here."""

    pid: int

    def kill(self) -> None:
        """Ends the process."""


@dataclass
class Run:
    """What the kernels of one report have in common.

    `memory`: the most bytes that one may take for data; None: a fair share of the machine's. `peak`: the most that one has held.
    """

    batch: str = ""
    memory: int | None = None
    peak: int = 0


_run: ContextVar[Run | None] = ContextVar("run", default=None)


@contextmanager
def run_of(batch: str, memory: int | None) -> Iterator[Run]:
    """The kernels that start inside belong to this batch and have this bound."""
    run = Run(batch, memory)
    token = _run.set(run)
    try:
        yield run
    finally:
        _run.reset(token)


def fair_share() -> int:
    """The bytes of memory for one of two kernels a core, and at least 4 GB."""
    return max(4 * _GIGABYTE, psutil.virtual_memory().total // (2 * (os.cpu_count() or 1)))


def started(process: Process) -> None:
    """Takes a new kernel's process up. Raises BatchStopped, and ends the process, where the batch is being stopped."""
    run = _run.get()
    with _lock:
        _running[process.pid] = process, run.batch if run else ""
    refuse_when_stopping(process)
    if run is not None:
        _bound(process.pid, fair_share() if run.memory is None else run.memory)


def refuse_when_stopping(process: Process | None = None) -> None:
    """Raises BatchStopped after `stop_kernels` of the batch, and ends the process first."""
    run = _run.get()
    if (run.batch if run else "") in _stopping:
        if process is not None:
            _end(process)
        raise BatchStopped


def _bound(process: int, memory: int) -> None:
    """Linux alone bounds the memory of another process: beyond it, the cell that asks for more fails with a MemoryError."""
    if hasattr(psutil, "RLIMIT_DATA"):
        with suppress(psutil.Error):  # it has ended already
            psutil.Process(process).rlimit(psutil.RLIMIT_DATA, (memory + _RESERVED,) * 2)


def measure(process: Process) -> None:
    """Notes the most memory that the kernel has held, before it is ended. What it shares with other kernels is counted."""
    run = _run.get()
    if run is not None:
        run.peak = max(run.peak, _peak(process.pid))


def _peak(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8", errors="replace")
        held = re.search(r"VmHWM:\s*(\d+) kB", status)
        return int(held[1]) * 1024 if held else 0
    except OSError:  # no Linux: what it holds now
        with suppress(psutil.Error):
            return psutil.Process(process).memory_info().rss
    return 0


def ended(process: Process) -> None:
    """Strikes a kernel's process off, with whatever its cells have started and left running."""
    with _lock:
        known = _running.pop(process.pid, None)
    if known is not None:
        end_group(process.pid)


def stop_kernels(batch: str) -> None:
    """Ends every kernel of the batch at once, with all that it has started; no new one of it starts."""
    _stopping.add(batch)
    with _lock:
        running = [process for process, of in _running.values() if of == batch]
    for process in running:
        _end(process)


def end_group(group: int) -> None:
    """Kills all programs of a kernel's process group. Windows has none."""
    if not hasattr(os, "killpg"):
        return
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _end(process: Process) -> None:
    end_group(process.pid)
    process.kill()
