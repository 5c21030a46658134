"""What a report was made from, as one hash: the same hash, the same report."""

import hashlib
import platform
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def fingerprint(root: Path, client: str, notebooks: Iterable[Path]) -> str:
    """SHA-256 over everything that can change the client's report: exports, params, notebooks, package and versions."""
    data = root / "data"
    own = _exports(data / client, (data / client).rglob("*"))
    shared = _exports(data, data.glob("*"))
    params = root / "params" / f"{client}.yaml"
    parts = [_software(), *(_hash_of(path, root) for path in sorted([*own, *shared, params, *notebooks]))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _exports(folder: Path, paths: Iterable[Path]) -> list[Path]:
    """The files without hidden ones: caches come and go, and no result depends on the value of the client's key."""
    seen = (path for path in paths if not any(part.startswith(".") for part in path.relative_to(folder).parts))
    return [path for path in seen if path.is_file()]


@cache
def _software() -> str:
    """Python, every installed package by version, and this package by content: it is edited in place."""
    packages = sorted(f"{package.name}=={package.version}" for package in metadata.distributions())
    sources = [path for path in sorted(_PACKAGE.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
    return "\n".join([platform.python_version(), *packages, *(_hash_of(path, _PACKAGE) for path in sources)])


def _hash_of(path: Path, root: Path) -> str:
    content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    return f"{name} {content}"
