"""The inputs of a report at hand: where they lie on an object store, copies that are gone when the report is made."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from socialroi.neighbours import measured_with, names_any
from socialroi.places import is_here
from socialroi.sources import SHARED
from socialroi.sources.heads import HEAD, SHARED_AS, may_hold

if TYPE_CHECKING:
    from upath import UPath


@contextmanager
def at_hand(root: Path, client: str) -> Iterator[tuple[Path, Callable[[], list[str]]]]:
    """The folder with the client's inputs on this machine, and a question: which of them have changed elsewhere meanwhile?

    A folder of this machine is taken as it is. Of an object store, what the client's report needs is copied, files of clients
    that share an invoice with it included; clients' data stays on this machine only as long as its report takes.
    """
    if is_here(root):
        yield root, list
        return
    with tempfile.TemporaryDirectory(prefix="socialroi-inputs-") as scratch:
        here, before = Path(scratch), _versions(root, client)
        _copy(root, before, here)
        own = (here / name for name in before if not name.startswith("notebooks/"))
        others = _with_others(root, client, here) if names_any(own) else {}

        def changed() -> list[str]:
            now = _of_others(root, client) if others else {}
            return _differing(before | others, _versions(root, client) | {name: now[name] for name in others if name in now})

        yield here, changed


def _with_others(root: "UPath", client: str, here: Path) -> dict[str, str]:
    """Copies what the report needs of clients that share invoices with this one; the version of each, by its name.

    First everybody's params and the files that can name shared invoices (a workbook can, whatever its first bytes); then all
    files of those with whom one is shared by spend, hours or posts.
    """
    every = _of_others(root, client)
    data = [name for name in every if name.startswith("data/")]
    heads = root.fs.cat_ranges([(root / name).path for name in data], [0] * len(data), [HEAD] * len(data))
    can_name = {name for name, head in zip(data, heads, strict=True) if may_hold(head, *SHARED_AS)}
    first = {name: version for name, version in every.items() if name in can_name or not name.startswith("data/")}
    _copy(root, first, here)
    folders = tuple(f"data/{other}/" for other in measured_with(here, client))
    rest = {name: version for name, version in every.items() if name.startswith(folders)}
    _copy(root, rest, here)
    return first | rest


def _of_others(root: "UPath", client: str) -> dict[str, str]:
    """The version of every other client's params and files, by its name from the root."""
    from socialroi.report_store import versions_in

    params = {f"params/{name}": version for name, version in versions_in(root / "params").items() if name.endswith(".yaml")}
    data = {f"data/{name}": version for name, version in versions_in(root / "data").items() if _is_input(name.partition("/")[2])}
    return {name: version for name, version in (params | data).items() if name.split("/")[1] not in (client, f"{client}.yaml")}


def _copy(root: "UPath", names: Iterable[str], here: Path) -> None:
    for name in names:
        (here / name).parent.mkdir(parents=True, exist_ok=True)
    root.fs.get([(root / name).path for name in names], [str(here / name) for name in names])


def _differing(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _versions(root: "UPath", client: str) -> dict[str, str]:
    """The version of everything that the client's report needs, by its name from the root."""
    from socialroi.report_store import version_of, versions_in

    data = {f"data/{client}/{name}": version for name, version in versions_in(root / "data" / client).items() if _is_input(name)}
    notebooks = {f"notebooks/{name}": version for name, version in versions_in(root / "notebooks").items() if "/" not in name}
    others = [root / "data" / name for name in SHARED] + [root / "params" / f"{client}.yaml"]
    single = {path.path.removeprefix(root.path.rstrip("/") + "/"): path for path in others if path.is_file()}
    return data | notebooks | {name: version_of(root.fs.info(path.path)) for name, path in single.items()}


def _is_input(name: str) -> bool:
    """Every file but hidden ones; the client's key is one of those and is needed."""
    return name == ".key" or not any(part.startswith(".") for part in name.split("/"))
