"""What the tests of the readers share: writing a client's folder and reading it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from written import workbook

from socialroi.params import Params
from socialroi.sources import Inputs, read_folder

Write = Callable[..., Inputs]


@pytest.fixture
def read(tmp_path: Path) -> Write:
    """Writes files (name: text, bytes or sheets) into a client's folder and reads it; keyword arguments are params."""

    def _read(files: dict[str, str | bytes | dict[str, list[list[object]]]], **params: object) -> Inputs:
        for name, content in files.items():
            (tmp_path / name).write_bytes(_as_bytes(content))
        given = {"client": "Test", "currency": "USD", "value_basis": "revenue", **params}
        return read_folder(tmp_path, params=Params.model_validate(given))

    return _read


def _as_bytes(content: str | bytes | dict[str, list[list[object]]]) -> bytes:
    if isinstance(content, dict):
        return workbook(content)
    return content.encode() if isinstance(content, str) else content


@pytest.fixture
def samples(repository: Path) -> Path:
    """Real exports that lie beside the repository on some machines."""
    folder = repository.parent / "shared" / "samples"
    if not folder.is_dir():
        pytest.skip("the real exports of ../shared/samples are not on this machine")
    return folder
