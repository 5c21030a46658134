"""CPU and wall seconds of a command with everything that it starts, however far down and whoever waits for it."""

import ctypes
import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Cost:
    """What a command has cost. `peak` is the largest resident size of any one process, in MB."""

    cpu: float
    wall: float
    peak: float
    code: int


def cost_of(command: Sequence[str], *, cwd: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Runs the command to its end, and to the end of all processes that it leaves behind.

    Orphans become children of this process (Linux), so that each process is waited for and its time counted once. Compiled
    modules are kept, as on a user's machine: a plain kernel that compiles the kit anew would look dearer than it is.
    """
    environment = {name: value for name, value in (environment or os.environ).items() if name != "PYTHONDONTWRITEBYTECODE"}
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.DEVNULL)
    cpu, peak, code, wall = 0.0, 0.0, 0, 0.0
    while True:
        try:
            child, status, used = os.wait4(-1, 0)
        except ChildProcessError:
            break
        cpu += used.ru_utime + used.ru_stime
        peak = max(peak, used.ru_maxrss / 1024)
        if child == process.pid:
            wall, code = time.perf_counter() - start, os.waitstatus_to_exitcode(status)
            process.returncode = code
    return Cost(cpu, wall, peak, code)
