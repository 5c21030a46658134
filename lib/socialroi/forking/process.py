"""A forked process seen from its driver, with the part of `subprocess.Popen` that Jupyter uses."""

import os
import select
import signal
import threading
from multiprocessing.forkserver import read_signed


class ForkedProcess:
    """A child of the forking process, which tells its number first and its exit code at the end, on one pipe."""

    stdin = stdout = stderr = None  # the kernel has the driver's own

    def __init__(self, status: int) -> None:
        """`status`: the reading end of the pipe. Raises EOFError where the forking process has died."""
        self._status = os.fdopen(status, "rb", buffering=0)
        self.pid = read_signed(status)
        self.returncode: int | None = None
        self._lock = threading.Lock()

    def poll(self) -> int | None:
        """The exit code, negative for a signal as `subprocess` has it, or None while the process runs."""
        with self._lock:
            if self.returncode is None and _has_come(self._status.fileno(), 0):
                self.returncode = _read(self._status.fileno())
                self._status.close()
            return self.returncode

    def wait(self) -> int | None:
        """The exit code, waited for."""
        if self.returncode is None:
            _has_come(self._status.fileno(), None)
        return self.poll()

    def send_signal(self, number: int) -> None:
        """Sends the signal to the process alone, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Asks the process to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Ends the process."""
        self.send_signal(signal.SIGKILL)


def _has_come(status: int, milliseconds: int | None) -> bool:
    poll = select.poll()
    poll.register(status, select.POLLIN)
    return bool(poll.poll(milliseconds))


def _read(status: int) -> int:
    try:
        return read_signed(status)
    except EOFError:  # the forking process was killed, and its children end within a second
        return -signal.SIGKILL
