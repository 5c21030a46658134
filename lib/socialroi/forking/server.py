"""The processes that kernels are forked from: one for each environment, started when the first kernel is asked for."""

import os
import pickle
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.forkserver import ForkServer
from pathlib import Path

from socialroi.forking.child import ForkedKernel
from socialroi.forking.process import ForkedProcess

_PRELOAD = "socialroi.forking.preloaded"
_MOST = 4  # each one holds about 150 MB; a program that changes its environment for ever gets plain kernels
_PACKAGE = Path(__file__).resolve().parents[1]

_Key = tuple[tuple[str, ...], frozenset[tuple[str, str]], float]
_servers: dict[_Key, ForkServer] = {}
_broken: set[_Key] = set()
_lock = threading.Lock()


def fork_kernel(kernel: ForkedKernel, output: int, error: int) -> ForkedProcess | None:
    """A new process with the kernel in it, or None where a plain process has to do.

    `output` and `error` are the file descriptors that the kernel's own become.
    """
    key = (kernel.options, frozenset(_lasting(kernel.environment).items()), _newest_source())
    try:
        with _lock:
            server = _server_for(key)
            if server is None:
                return None
            with _interpreter_options(kernel.options):
                status, data = server.connect_to_new_process([output, error])
        return _hand_over(kernel, status, data)
    except (OSError, EOFError):
        _broken.add(key)
        return None


def _server_for(key: _Key) -> ForkServer | None:
    """The server for kernels of this kind. It takes this process's environment over, so it must be the kernel's too."""
    if key in _broken:
        return None
    if key in _servers:
        return _servers[key]
    if len(_servers) >= _MOST or key[1] != frozenset(_lasting(os.environ).items()):
        return None
    server = ForkServer()
    server.set_forkserver_preload([_PRELOAD])
    _servers[key] = server
    return server


def _lasting(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables without those that differ from kernel to kernel. Libraries read any of the others when imported."""
    return {name: value for name, value in environment.items() if not name.startswith(("JPY_", "PYTEST_CURRENT_TEST"))}


def _newest_source() -> float:
    """When this package was last edited: JupyterLab runs for days, and a new kernel takes the new code."""
    return max(path.stat().st_mtime for path in _PACKAGE.rglob("*.py"))


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
        if server._forkserver_alive_fd is not None:
            os.close(server._forkserver_alive_fd)
    _servers.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
