"""The inputs of a report at hand: where they lie on an object store, copies that are gone when the report is made."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from socialroi.fingerprint import params_of
from socialroi.places import is_here
from socialroi.sources import SHARED

if TYPE_CHECKING:
    from upath import UPath


@contextmanager
def at_hand(root: Path, client: str) -> Iterator[tuple[Path, Callable[[], list[str]]]]:
    """The folder with the client's inputs on this machine, and a question: which of them have changed elsewhere meanwhile?

    A folder of this machine is taken as it is. Of an object store, what the client's report needs is copied; clients' data
    stays on this machine only as long as its report takes.
    """
    if is_here(root):
        yield root, list
        return
    with tempfile.TemporaryDirectory(prefix="socialroi-inputs-") as scratch:
        before = _versions(root, client)
        for name in before:
            (Path(scratch) / name).parent.mkdir(parents=True, exist_ok=True)
        root.fs.get([(root / name).path for name in before], [str(Path(scratch) / name) for name in before])
        yield Path(scratch), lambda: _differing(before, _versions(root, client))


def _differing(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _versions(root: "UPath", client: str) -> dict[str, str]:
    """The version of everything that the client's report needs, by its name from the root."""
    from socialroi.report_store import version_of, versions_in

    data = {f"data/{client}/{name}": version for name, version in versions_in(root / "data" / client).items() if _is_input(name)}
    notebooks = {f"notebooks/{name}": version for name, version in versions_in(root / "notebooks").items() if "/" not in name}
    others = [root / "data" / name for name in SHARED] + params_of(root, client)
    single = {path.path.removeprefix(root.path.rstrip("/") + "/"): path for path in others if path.is_file()}
    return data | notebooks | {name: version_of(root.fs.info(path.path)) for name, path in single.items()}


def _is_input(name: str) -> bool:
    """Every file but hidden ones; the client's key is one of those and is needed."""
    return name == ".key" or not any(part.startswith(".") for part in name.split("/"))
