"""A forked kernel gives, byte for byte, what a plain one gives."""

from pathlib import Path

from kernels import execute, notebook_of, text_of, without_times

CELLS = Path(__file__).with_name("torture.cells").read_text(encoding="utf-8").removesuffix("\n").split("\n# %%\n")
PARENT = "import pathlib, os; print(pathlib.Path(f'/proc/{os.getppid()}/cmdline').read_text())"


def test_every_output_is_the_same_to_the_byte(tmp_path: Path) -> None:
    notebook = notebook_of(*CELLS)
    plain = execute(notebook, fork=None, folder=tmp_path)
    forked = execute(notebook, fork=True, folder=tmp_path)
    assert without_times(forked) == without_times(plain)
    assert not [cell.source for cell in forked.cells if cell.cell_type == "code" and cell.execution_count is None]
    assert sum("image/png" in output.get("data", {}) for cell in forked.cells for output in cell.get("outputs", [])) == 5
    assert "raw\n" in text_of(forked, 2)


def test_the_kernel_was_forked_and_its_name_stays() -> None:
    forked = execute(notebook_of(PARENT))
    assert "multiprocessing.forkserver" in text_of(forked)
    assert forked.metadata.kernelspec == {"name": "python3", "language": "python", "display_name": "Python 3 (ipykernel)"}
    assert "multiprocessing.forkserver" not in text_of(execute(notebook_of(PARENT), fork=False))
