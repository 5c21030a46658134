"""A forked process seen from its driver, with the part of `subprocess.Popen` that Jupyter uses."""

import os
import select
import signal
from multiprocessing.forkserver import read_signed


class ForkedProcess:
    """A child of the forking process, which tells its number first and its exit code at the end, on one pipe."""

    stdin = stdout = stderr = None  # the kernel has the driver's own

    def __init__(self, status: int) -> None:
        """`status`: the reading end of the pipe. Raises EOFError where the forking process has died."""
        self._status = os.fdopen(status, "rb", buffering=0)
        self.pid = read_signed(status)
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, negative for a signal as `subprocess` has it, or None while the process runs."""
        return self._look(0)

    def wait(self) -> int | None:
        """The exit code, waited for."""
        return self._look(None)

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

    def _look(self, milliseconds: float | None) -> int | None:
        if self.returncode is not None:
            return self.returncode
        poll = select.poll()
        poll.register(self._status, select.POLLIN)
        if not poll.poll(milliseconds):
            return None
        try:
            self.returncode = read_signed(self._status.fileno())
        except EOFError:  # the forking process was killed, and its children end within a second
            self.returncode = -signal.SIGKILL
        self._status.close()
        return self.returncode
