"""The kernels that run now, so that a batch can be stopped within seconds."""

import os
import signal
import threading
from typing import Protocol

_lock = threading.Lock()
_running: dict[int, "Process"] = {}
_stopping = threading.Event()


class BatchStopped(Exception):
    """The batch is being stopped: this report is neither done nor failed."""


class Process(Protocol):
    """The part of `subprocess.Popen` that is used here."""

    pid: int

    def kill(self) -> None:
        """Ends the process."""


def started(process: Process) -> None:
    """Takes a new kernel's process up. Raises BatchStopped, and ends the process, where the batch is being stopped."""
    with _lock:
        _running[process.pid] = process
    refuse_when_stopping(process)


def refuse_when_stopping(process: Process | None = None) -> None:
    """Raises BatchStopped between `stop_kernels` and `allow_kernels`, and ends the process first."""
    if _stopping.is_set():
        if process is not None:
            _end(process)
        raise BatchStopped


def ended(process: Process) -> None:
    """Strikes a kernel's process off, with whatever its cells have started and left running."""
    with _lock:
        known = _running.pop(process.pid, None)
    if known is not None:
        end_group(process.pid)


def stop_kernels() -> None:
    """Ends every kernel at once, with all that it has started; no new one starts until `allow_kernels`."""
    _stopping.set()
    with _lock:
        running = list(_running.values())
    for process in running:
        _end(process)


def allow_kernels() -> None:
    """Kernels may start again."""
    _stopping.clear()


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
