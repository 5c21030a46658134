"""Where things lie: a folder of this machine or one that it shares, or an object store that a URL names."""

from pathlib import Path

from socialroi.errors import InputError, Problem


def place(text: str) -> Path:
    """The folder: a path, or for a URL such as `s3://bucket/reports` fsspec's own kind of path, which is used like one.

    Raises InputError where what reads such URLs is not installed.
    """
    if "://" not in text or text.startswith("file://"):
        return Path(text.removeprefix("file://")).resolve()
    try:
        from upath import UPath

        folder = UPath(text, use_listings_cache=False)  # other machines write there too
        folder.fs  # noqa: B018  (what it needs is imported here)
    except (ImportError, ValueError) as absent:
        fix = "pip install 'socialroi[cloud]', or for other stores than S3 the package that the message names"
        raise InputError([Problem(text, f"cannot be opened: {absent}", "", fix)]) from absent
    return folder


def is_here(folder: Path) -> bool:
    """Whether the folder is a path of the system, and no object store's."""
    return isinstance(folder, Path)


def short(path: Path) -> str:
    """The path from here, where it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if is_here(path) and path.is_relative_to(here) else str(path)
