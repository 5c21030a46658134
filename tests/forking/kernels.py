"""Runs cells in real kernels, forked or plain, through papermill as it is."""

import contextlib
import copy
import re
import tempfile
from pathlib import Path

import nbformat
import papermill
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

KERNEL = {"name": "python3", "language": "python", "display_name": "Python 3 (ipykernel)"}
PLAIN = "jupyter_client.manager.AsyncKernelManager"  # Jupyter's own default
FORKING = "socialroi.forking.manager.ForkingKernelManager"


def notebook_of(*sources: str) -> NotebookNode:
    """A notebook with these cells; one that starts with `# fails` may."""
    cells = [new_code_cell(source, id=f"cell-{place}") for place, source in enumerate(sources)]
    for cell in cells:
        if cell.source.startswith("# fails"):
            cell.metadata.tags = ["raises-exception"]
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


def execute(notebook: NotebookNode, *, fork: bool | None = True, folder: Path | None = None) -> NotebookNode:
    """The notebook as papermill writes it, run in a forked kernel or one that the kit does not fork, or Jupyter's own (None).

    Its connection file lies in the folder.
    """
    with tempfile.TemporaryDirectory(prefix="k-") as own:
        connection = {"transport": "ipc", "connection_file": str((folder or Path(own)) / "kernel.json")}
        written = Path(own) / "out.ipynb"
        with contextlib.suppress(PapermillExecutionError):  # the cell's output tells it
            papermill.execute_notebook(
                copy.deepcopy(notebook), written, progress_bar=False, request_save_on_cell_execute=False,
                shutdown_kernel="immediate", kernel_manager_class=PLAIN if fork is None else FORKING,
                config=Config({"KernelManager": connection, "ForkingKernelManager": {"fork": bool(fork)}}),
            )  # fmt: skip
        executed = nbformat.read(written, as_version=4)
    executed.metadata.papermill.output_path = ""
    return executed


def text_of(notebook: NotebookNode, cell: int = -1) -> str:
    """What the cell has printed and shown as plain text."""
    outputs = notebook.cells[cell].outputs
    return "".join(output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in outputs)


def without_times(notebook: NotebookNode) -> NotebookNode:
    """The notebook without its times and process numbers, as `nbformat` writes it."""
    for cell in notebook.cells:
        if "outputs" in cell:
            cell.outputs = _joined(cell.outputs)
    text = re.sub(r"ipykernel_\d+", "ipykernel_N", nbformat.writes(notebook))
    text = re.sub(r'"(start_time|end_time)": "[^"]+"', r'"\1": ""', text)
    text = re.sub(r'"((iopub|shell)\.[a-z_.]+)": "[^"]+"', r'"\1": ""', text)
    text = re.sub(r'"id": "[0-9a-f]{8}"', '"id": ""', text)  # of papermill's own cells about errors
    text = re.sub(r" at 0x[0-9a-f]+", " at 0x", text)
    return re.sub(r'"duration": [\d.e-]+', '"duration": 0', text)


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Printed text in one piece: into how many it falls depends on the moment."""
    joined: list[NotebookNode] = []
    for output in outputs:
        if joined and output.output_type == "stream" and joined[-1].get("name") == output.name:
            joined[-1].text += output.text
        else:
            joined.append(output)
    return joined
