"""What was read of a file, kept beside it by content: the next run reads the canonical rows, not the export again."""

import functools
import hashlib
import io
import json
import os
import secrets
from pathlib import Path

import pandas as pd
import pyarrow as pa

import socialroi
from socialroi.errors import Problem
from socialroi.sources.part import Context, Part

_DAYS = ("first_day", "last_day", "pulled_on")
_COUNTS = ("source", "table", "read", "total", "refused", "unused", "note")


@functools.cache
def code_version() -> str:
    """A hash of the package's version and of all code that reads exports: other code, other cache."""
    here = Path(__file__).parent
    digest = hashlib.sha256(socialroi.__version__.encode())
    for path in [*sorted(here.glob("*.py")), here.parent / "schema.py"]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def entry_name(content: str, context: Context) -> str:
    """The name of a file's entry: first its own name, hashed, then all that its rows depend on.

    `content`: SHA-256 of the file's bytes.
    """
    settings = [context.hint.model_dump_json(), context.timezone, context.currency, hashlib.sha256(context.key).hexdigest()]
    whole = "\n".join([content, *settings, code_version()])
    return f"{_of_file(context.file)}-{hashlib.sha256(whole.encode()).hexdigest()[:32]}"


def _of_file(file: str) -> str:
    return hashlib.sha256(file.encode()).hexdigest()[:12]


def recall(folder: Path, name: str) -> list[Part] | None:
    """The parts of an entry; None where there is none or it is not whole."""
    try:
        stored = json.loads((folder / f"{name}.json").read_bytes())
        return [_as_part(folder, part) for part in stored]
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return None


def _as_part(folder: Path, stored: dict) -> Part:
    data = (folder / stored["rows"]).read_bytes()
    if hashlib.sha256(data).hexdigest() != stored["sha256"]:
        raise ValueError("not the rows that were stored")
    days = {name: pd.Timestamp(stored[name]) if stored[name] else pd.NaT for name in _DAYS}
    problems = tuple(Problem(**problem) for problem in stored["problems"])
    counts = {name: stored[name] for name in _COUNTS}
    return Part(frame=pd.read_parquet(io.BytesIO(data)), problems=problems, **counts, **days)


def store(folder: Path, name: str, parts: list[Part]) -> None:
    """Keep the parts, whole or not at all; older entries of the same file go. Where nothing can be written, do nothing."""
    try:
        folder.mkdir(exist_ok=True)
        if not (folder / ".gitignore").exists():
            _write(folder / ".gitignore", b"*\n")
        stored = [_store_part(folder, f"{name}-{number}.parquet", part) for number, part in enumerate(parts)]
        _write(folder / f"{name}.json", json.dumps(stored).encode())
        for old in folder.glob(f"{name.split('-')[0]}-*"):
            if not old.name.startswith(name):
                old.unlink(missing_ok=True)
    except OSError:
        return  # a folder that cannot be written works without a cache


def _store_part(folder: Path, rows: str, part: Part) -> dict:
    buffer = io.BytesIO()
    part.frame.to_parquet(buffer, index=False, compression="zstd")
    _write(folder / rows, buffer.getvalue())
    days = {name: None if pd.isna(getattr(part, name)) else getattr(part, name).isoformat() for name in _DAYS}
    problems = [problem.as_dict() for problem in part.problems]
    counts = {name: getattr(part, name) for name in _COUNTS}
    return {"rows": rows, "sha256": hashlib.sha256(buffer.getvalue()).hexdigest(), "problems": problems, **counts, **days}


def _write(path: Path, data: bytes) -> None:
    draft = path.with_name(f"{path.name}.{secrets.token_hex(6)}.draft")
    try:
        draft.write_bytes(data)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
