"""What a report was made from, as one hash: the same hash, the same report."""

import hashlib
import os
import platform
import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG

from socialroi.neighbours import depends_on, exports_of
from socialroi.sources import SHARED
from socialroi.sources.heads import identity

_PACKAGE = Path(__file__).resolve().parent
SOFTWARE = "the kit or a library"


def fingerprint(root: Path, client: str, notebooks: Iterable[Path]) -> str:
    """SHA-256 over everything that can change the client's report: exports, params, notebooks, package and versions."""
    return mark_of(made_from(root, client, notebooks))


def made_from(root: Path, client: str, notebooks: Iterable[Path]) -> dict[str, str]:
    """The hash of the content of everything that can change the client's report, by name.

    Files of other clients are in it where an invoice is shared with them: `neighbours.depends_on`.
    """
    data = root / "data"
    rates = [data / name for name in SHARED if (data / name).is_file()]
    params = root / "params" / f"{client}.yaml"
    own = [*exports_of(data / client), *([params] if params.is_file() else [])]
    paths = {params, *own, *rates, *depends_on(root, client, own), *notebooks}
    return {SOFTWARE: _software(), **dict(_hash_of(path, root) for path in sorted(paths))}


def mark_of(parts: Mapping[str, str]) -> str:
    """One hash of all parts."""
    return hashlib.sha256("\n".join(f"{name} {part}" for name, part in parts.items()).encode()).hexdigest()


def changes_since(before: Mapping[str, str], root: Path, client: str, notebooks: Iterable[Path]) -> list[str]:
    """The names of what has changed since `made_from` gave `before`: while the notebooks ran, for example."""
    after = {**made_from(root, client, notebooks), SOFTWARE: _software_at(_last_touched())}
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


@lru_cache(maxsize=1)
def _software() -> str:
    """The software of this process: read once, because what is edited later is not what this process has loaded."""
    return _software_at(_last_touched())


@lru_cache(maxsize=1)
def _software_at(touched: tuple[float, ...]) -> str:
    """Python, every installed package by the name of its folder, which holds its version, and this package by content.

    `touched`: when files were last written; other times, and everything is read again.
    """
    folders = [Path(folder) for folder in sys.path if folder and Path(folder).is_dir()]
    packages = sorted(path.name for folder in folders for path in folder.iterdir() if path.suffix in (".dist-info", ".egg-info"))
    return hashlib.sha256("\n".join([platform.python_version(), *packages, _content_of_package()]).encode()).hexdigest()


@lru_cache(maxsize=1)
def kit_version() -> str:
    """This package by content, as this process has loaded it."""
    return _content_of_package()


def _content_of_package() -> str:
    return mark_of(dict(_hash_of(path, _PACKAGE) for path in _sources()))


def _sources() -> list[Path]:
    return [path for path in sorted(_PACKAGE.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]


def _last_touched() -> tuple[float, ...]:
    """When each file of this package was written, and each folder of installed packages: installing one writes there."""
    folders = [Path(folder) for folder in sys.path if folder]
    return tuple(path.stat().st_mtime for path in [*_sources(), *folders] if path.exists())


def _hash_of(path: Path, root: Path) -> tuple[str, str]:
    inside, whole = os.path.join(root, ""), str(path)
    name = whole.removeprefix(inside).replace(os.sep, "/") if whole.startswith(inside) else path.name
    try:
        known = path.stat()
    except OSError:
        return name, "missing"
    return name, _content(path, identity(known)) if S_ISREG(known.st_mode) else "missing"


@lru_cache(maxsize=100_000)
def _content(path: Path, seen: tuple[int, ...]) -> str:
    """A file of so many reports, read once as long as it stays as it was."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
