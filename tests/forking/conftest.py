"""Runs cells in real kernels, forked or plain, through papermill as it is."""

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import papermill
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from socialroi.forking import server
from traitlets.config import Config

Run = Callable[..., NotebookNode]
KERNEL = {"name": "python3", "language": "python", "display_name": "Python 3 (ipykernel)"}
PLAIN = "jupyter_client.manager.AsyncKernelManager"
FORKING = "socialroi.forking.manager.ForkingKernelManager"


def notebook_of(*sources: str) -> NotebookNode:
    """A notebook with these cells; one that starts with `# fails` may."""
    cells = [new_code_cell(source, metadata={"tags": ["raises-exception"]} if source.startswith("# fails") else {}, id=f"cell-{place}")
             for place, source in enumerate(sources)]  # fmt: skip
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


def execute(notebook: NotebookNode, *, fork: bool = True, folder: Path | None = None, **options: object) -> NotebookNode:
    """The notebook as executed by papermill with a forked or a plain kernel, whose connection file lies in the folder."""
    with tempfile.TemporaryDirectory(prefix="k-") as own:
        connection = {"transport": "ipc", "connection_file": str((folder or Path(own)) / "kernel.json")}
        return papermill.execute_notebook(
            notebook, None, progress_bar=False, request_save_on_cell_execute=False, shutdown_kernel="immediate",
            kernel_manager_class=FORKING if fork else PLAIN, config=Config({"KernelManager": connection}), **options,
        )  # fmt: skip


def text_of(notebook: NotebookNode, cell: int = -1) -> str:
    """What the cell has printed and shown as plain text."""
    outputs = notebook.cells[cell].outputs
    return "".join(output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in outputs)


def is_forked(text: str) -> bool:
    """Whether this command line of a parent process is that of the forking process."""
    return "multiprocessing.forkserver" in text


def without_times(notebook: NotebookNode) -> NotebookNode:
    """The notebook without its times and process numbers, as `nbformat` writes it."""
    text = re.sub(r"ipykernel_\d+", "ipykernel_N", papermill.iorw.nbformat.writes(notebook))
    text = re.sub(r'"(start_time|end_time)": "[^"]+"', r'"\1": ""', text)
    return re.sub(r'"duration": [\d.e-]+', '"duration": 0', text)


@pytest.fixture(autouse=True)
def as_outside_pytest() -> Iterator[None]:
    """ipykernel does not capture file descriptors where it sees pytest."""
    name = "PYTEST_CURRENT_TEST"
    test = os.environ.pop(name)
    yield
    os.environ[name] = test


@pytest.fixture
def own_servers(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict]:
    """Servers of this test alone, stopped at its end."""
    servers: dict = {}
    monkeypatch.setattr(server, "_servers", servers)
    monkeypatch.setattr(server, "_broken", set())
    yield servers
    for one in servers.values():
        one._stop()
