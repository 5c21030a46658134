"""The processes that kernels are forked from: one for each environment, started when the first kernel is asked for."""

import os
import pickle
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing.forkserver import ForkServer
from pathlib import Path

from socialroi.forking.child import ForkedKernel
from socialroi.forking.process import ForkedProcess

_PRELOAD = "socialroi.forking.preloaded"
_MOST = 4  # each one holds about 150 MB
_ATTEMPTS = 3
_PACKAGE = Path(__file__).resolve().parents[1]

_Key = tuple[tuple[str, ...], frozenset[tuple[str, str]], int]
_servers: dict[_Key, "_Server"] = {}
_broken: set[_Key] = set()
_lock = threading.Lock()


def fork_kernel(kernel: ForkedKernel, output: int, error: int) -> ForkedProcess | None:
    """A new process with the kernel in it, or None where a plain process has to do.

    `output` and `error` are the file descriptors that the kernel's own become.
    """
    key = (kernel.options, frozenset(_lasting(kernel.environment).items()), state_of_sources())
    for _ in range(_ATTEMPTS):
        try:
            return _forked(key, kernel, output, error)
        except (OSError, EOFError):  # killed perhaps, and the next attempt starts a new one
            time.sleep(0.2)
    _broken.add(key)
    return None


def _forked(key: _Key, kernel: ForkedKernel, output: int, error: int) -> ForkedProcess | None:
    with _lock:
        server = _server_for(key)
        if server is None:
            return None
        with _interpreter_options(kernel.options):
            status, data = server.process.connect_to_new_process([output, error])
        kernel = replace(kernel, parent=server.process._forkserver_pid)
        server.starting += 1
    forked = None
    try:
        forked = _hand_over(kernel, status, data)
    finally:
        with _lock:
            server.starting -= 1
            running = [one for one in server.kernels if one.returncode is None]
            server.kernels = running if forked is None else [*running, forked]
    return forked


@dataclass
class _Server:
    """A forking process and the kernels that it has forked; they would not outlive it."""

    process: ForkServer
    starting: int = 0
    kernels: list[ForkedProcess] = field(default_factory=list)

    def is_idle(self) -> bool:
        self.kernels = [kernel for kernel in self.kernels if kernel.poll() is None]
        return not (self.starting or self.kernels)


def _server_for(key: _Key) -> _Server | None:
    """The server for kernels of this kind. It takes this process's environment over, so it must be the kernel's too."""
    if key in _broken:
        return None
    if key not in _servers:
        if key[1] != frozenset(_lasting(os.environ).items()):
            return None
        _retire(key[2])
        if len(_servers) >= _MOST:
            return None
        _servers[key] = _Server(ForkServer())
        _servers[key].process.set_forkserver_preload([_PRELOAD])
    return _servers[key]


def _retire(sources: int) -> None:
    """Stops idle servers: those with an older state of the package, and the oldest of the others where there are too many."""
    for key, server in list(_servers.items()):
        if (key[2] != sources or len(_servers) >= _MOST) and server.is_idle():
            del _servers[key]
            server.process._stop()


def _lasting(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables without those that differ from kernel to kernel. Libraries read any of the others when imported."""
    return {name: value for name, value in environment.items() if not name.startswith(("JPY_", "PYTEST_CURRENT_TEST"))}


def state_of_sources() -> int:
    """Another number after every edit of this package: JupyterLab runs for days, and a new kernel takes the new code.

    Not the latest edit's time alone: a file put back, or a clock set back, would leave that as it is.
    """
    files = [path for path in _PACKAGE.rglob("*.*") if path.suffix != ".pyc"]  # templates and catalogs are loaded once, too
    return hash(tuple(sorted((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)))


@contextmanager
def _interpreter_options(options: tuple[str, ...]) -> Iterator[None]:
    """For a moment, this interpreter's `-X` options are those of the kernel: a server takes them over when it starts.

    Without `frozen_modules=off`, tracebacks would show no lines of the standard library.
    """
    before = dict(sys._xoptions)
    sys._xoptions.update(option.split("=", 1) for option in options)
    try:
        yield
    finally:
        sys._xoptions.clear()
        sys._xoptions.update(before)


def _hand_over(kernel: ForkedKernel, status: int, data: int) -> ForkedProcess:
    """Sends the kernel to its new process: first the standard library's own preparation, which is empty, then the kernel.

    The library's usual preparation would import the driver's main program in every kernel.
    """
    process = ForkedProcess(status)
    with open(data, "wb") as pipe:
        pipe.write(pickle.dumps({}) + pickle.dumps(kernel))
    return process


def _forget() -> None:
    """A forked driver starts its own servers, and does not keep its parent's alive."""
    global _lock
    _lock = threading.Lock()
    for server in _servers.values():
        if server.process._forkserver_alive_fd is not None:
            os.close(server.process._forkserver_alive_fd)
    _servers.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
