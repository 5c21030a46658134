"""Executes one notebook by papermill, and refuses what papermill only warns about."""

import os
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import nbformat
import papermill
from nbclient.exceptions import CellTimeoutError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from socialroi.forking.live import refuse_when_stopping

START_SECONDS = 180  # a busy machine takes its time to start a kernel
NO_MEMORY = ("MemoryError", "ArrowMemoryError")
_MAY_PASS = ("DeadKernelError", *NO_MEMORY)  # another run may find more memory
_LONGEST_SOCKET_FOLDER = 80  # a socket's whole path may have about 100 characters


class NotebookError(Exception):
    """A notebook did not run to its end.

    `name` and `value` are those of the exception in the cell, `traceback` its lines, `notebook` the file's name.
    """

    def __init__(self, notebook: str, name: str, value: str, traceback: list[str]) -> None:
        super().__init__(f"{notebook}: {name}: {value}")
        self.notebook = notebook
        self.name = name
        self.value = value
        self.traceback = traceback


def execute(path: Path, parameters: Mapping[str, str], *, fork: bool = True, timeout: int | None = None) -> NotebookNode:
    """The notebook, executed with the parameters. Nothing is written.

    `fork`: a forked kernel where the system can fork, which gives the same and starts sooner. `timeout`: the longest that a
    cell may take, in seconds. A kernel that died or had no memory left gets a second chance, nothing else does.
    Raises NotebookError where a cell fails or takes too long, the kernel dies, cells are left out, the `parameters` tag is
    missing, or the notebook does not know a parameter: papermill would go on with the notebook's own defaults.
    """
    refuse_unknown_parameters(path, parameters)
    try:
        notebook = _executed(path, parameters, fork, timeout)
    except NotebookError as failed:
        if failed.name not in _MAY_PASS:
            raise
        notebook = _executed(path, parameters, fork, timeout)
    _refuse_unfinished(path.name, notebook)
    notebook.metadata.papermill["input_path"] = f"notebooks/{path.name}"
    return notebook


def _executed(path: Path, parameters: Mapping[str, str], fork: bool, timeout: int | None) -> NotebookNode:
    try:
        with tempfile.TemporaryDirectory(prefix="kernel-") as folder:
            return papermill.execute_notebook(
                _literal(path), None, dict(parameters), progress_bar=False, request_save_on_cell_execute=False,
                autosave_cell_every=0, start_timeout=START_SECONDS, execution_timeout=timeout, shutdown_kernel="immediate",
                kernel_manager_class="socialroi.forking.manager.ForkingKernelManager", config=_kernel_options(Path(folder), fork),
            )  # fmt: skip
    except PapermillExecutionError as failed:
        raise NotebookError(path.name, failed.ename, failed.evalue, failed.traceback) from failed
    except CellTimeoutError as late:
        raise NotebookError(path.name, "CellTimeoutError", f"a cell took longer than {timeout} seconds", []) from late
    except (
        RuntimeError
    ) as dead:  # Jupyter's word for a kernel that died, at its start or later; papermill finds its cell completed
        refuse_when_stopping()
        reason = "the kernel died; the machine may be out of memory"
        raise NotebookError(path.name, "DeadKernelError", reason, []) from dead


def refuse_unknown_parameters(path: Path, parameters: Mapping[str, str]) -> None:
    """Raises NotebookError where the notebook has no `parameters` cell or lacks one of the parameters in it."""
    known = _parameters_of(path, path.read_bytes())
    if known is None:
        raise NotebookError(path.name, "ParametersError", "no cell has the tag 'parameters'", [])
    unknown = [name for name in parameters if name not in known]
    if unknown:
        reason = f"the cell tagged 'parameters' does not set {', '.join(unknown)}"
        raise NotebookError(path.name, "ParametersError", reason, [])


@lru_cache(maxsize=16)
def _parameters_of(path: Path, content: bytes) -> tuple[str, ...] | None:
    """The names that the `parameters` cell sets, None where there is none: read once for all reports of a batch."""
    cells = nbformat.reads(content.decode("utf-8"), as_version=4).cells
    if not any("parameters" in cell.metadata.get("tags", []) for cell in cells):
        return None
    return tuple(papermill.inspect_notebook(_literal(path)))


def _literal(path: Path) -> str:
    """The path for papermill, which takes braces in a path for places to fill in."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _kernel_options(folder: Path, fork: bool) -> Config:
    """How the kernel starts, and sockets in a folder of its own, where the system has them, instead of TCP ports.

    Two kernels that start at once can pick the same port; without a connection file of its own, each would also take the
    same socket `kernel-ipc-1` in the working directory.
    """
    options = Config({"ForkingKernelManager": {"fork": fork}})
    if os.name == "posix" and len(str(folder)) <= _LONGEST_SOCKET_FOLDER:
        options.KernelManager = Config({"transport": "ipc", "connection_file": str(folder / "kernel.json")})
    return options


def _refuse_unfinished(name: str, notebook: NotebookNode) -> None:
    """A cell that calls `exit()` ends a notebook early, and papermill finds that normal."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    left = sum(cell.execution_count is None for cell in code)
    if left:
        raise NotebookError(name, "UnfinishedError", f"{left} of {len(code)} cells did not run", [])
