"""What a forked process does before it is a kernel like any other."""

import asyncio
import atexit
import locale
import os
import sys
import threading
import time
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker
from multiprocessing.forkserver import ForkServer

from socialroi.forking.preload import set_by_imports


@dataclass(frozen=True)
class ForkedKernel:
    """One kernel to be: sent to the process that forks, and started there in the child.

    `arguments` are ipykernel's, `command` is the whole command line that a plain kernel would have had, `parent` is the
    process that forks.
    """

    command: tuple[str, ...]
    options: tuple[str, ...]
    arguments: tuple[str, ...]
    environment: dict[str, str]
    folder: str
    parent: int | None = None

    def _bootstrap(self, parent_sentinel: int) -> int:
        """Runs the kernel to its end and returns its exit code. The standard library calls it in the child, by this name."""
        os.setsid()  # its own process group, as a plain kernel: whatever it starts ends with it
        os.close(parent_sentinel)
        _let_go_of_parent()
        _take_streams(*forkserver.get_inherited_fds())
        forkserver._forkserver = ForkServer()
        self._look_like_a_plain_process()
        _undo_what_imports_did()
        return _run(self.arguments, self.parent)

    def _look_like_a_plain_process(self) -> None:
        os.chdir(self.folder)
        os.environ.clear()
        os.environ.update(set_by_imports | self.environment)
        time.tzset()
        locale.setlocale(locale.LC_CTYPE, "")
        launcher = sys.modules["ipykernel"].__path__[0] + "_launcher.py"
        sys.argv = [launcher, *self.arguments]
        sys.orig_argv = list(self.command)
        sys._xoptions.update(option.split("=", 1) for option in self.options)


def _let_go_of_parent() -> None:
    """Closes what would keep the forking process alive after its driver, and the driver's tracker of shared memory."""
    os.close(forkserver._forkserver._forkserver_alive_fd)
    tracker = resource_tracker._resource_tracker
    os.close(tracker._fd)
    resource_tracker._resource_tracker = resource_tracker.ResourceTracker()
    for name in ("ensure_running", "register", "unregister", "getfd"):
        setattr(resource_tracker, name, getattr(resource_tracker._resource_tracker, name))


def _take_streams(output: int, error: int) -> None:
    """The driver's own standard output and error, which may have changed since the forking process was started."""
    for source, target in ((output, 1), (error, 2)):
        os.dup2(source, target)
        os.close(source)
    plain = sys.__stdout__
    # at its end from the start, as a plain kernel's
    sys.stdin = sys.__stdin__ = os.fdopen(0, encoding=plain.encoding.lower(), errors=plain.errors, closefd=False)


def _undo_what_imports_did() -> None:
    # The inline backend joins the shell when it is imported, and there was none yet: charts would silently be missing.
    sys.modules.pop("matplotlib_inline.backend_inline", None)
    vars(sys.modules.get("matplotlib_inline", sys)).pop("backend_inline", None)
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()  # every fork would draw the same numbers


def _run(arguments: tuple[str, ...], parent: int | None) -> int:
    from ipykernel.kernelapp import IPKernelApp

    # It ends with the forking process, and that one with its driver. That process is named by the driver: where it has ended
    # already, the parent is process 1, and ipykernel would watch over no parent at all.
    handle = f"--IPKernelApp.parent_handle={parent}"
    try:
        IPKernelApp.launch_instance(argv=[*arguments, handle])
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    finally:
        _end_as_a_plain_process()
    return 0


def _end_as_a_plain_process() -> None:
    """What the interpreter does at its end and `os._exit` leaves out."""
    asyncio.set_event_loop(None)
    threading._shutdown()
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
