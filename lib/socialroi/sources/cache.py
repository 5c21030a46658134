"""What was read, kept beside it by content: the next run reads canonical rows, not the exports again.

Each file has an entry of its own, and the whole folder has one with its files' rows put together.
"""

import functools
import hashlib
import json
import os
import secrets
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

import socialroi
from socialroi.errors import Problem
from socialroi.sources.part import Context, Part

_BLOCK, _READ, _LARGE = 1 << 12, 1 << 22, 1 << 26  # bytes
_DAYS = ("first_day", "last_day", "pulled_on")
_COUNTS = ("source", "table", "read", "total", "refused", "unused", "repeated", "is_unique", "note")
# What reading stands on beside this folder; of params the values count, which are in an entry's name.
CODE = ("channel_rules", "channels", "errors", "params_costs", "periods", "schema", "ticket_tags")
_FILES = "files"  # the account of all files, beside the tables in a folder's entry


@functools.cache
def code_version() -> str:
    """A hash of the package's version and of all code that reads exports: other code, other cache."""
    here = Path(__file__).parent
    digest = hashlib.sha256(socialroi.__version__.encode())
    for path in [*sorted(here.glob("*.py")), *(here.parent / f"{name}.py" for name in CODE)]:
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
    return hashlib.sha256(os.fsencode(file)).hexdigest()[:12]


def recall(folder: Path, name: str) -> list[Part] | None:
    """The parts of an entry; None where there is none or it is not whole."""
    try:
        mark, stored = (folder / f"{name}.json").read_bytes().split(b"\n", 1)
        if int(mark) != zlib.crc32(stored):
            return None
        return [_as_part(folder, part) for part in json.loads(stored)]
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return None


def _as_part(folder: Path, stored: dict) -> Part:
    """A stored part. The texts of a large one stay in its file until they are asked for."""
    if checksum(folder / stored["rows"]) != stored["checksum"]:
        raise ValueError("not the rows that were stored")
    path = folder / stored["rows"]
    with pa.memory_map(str(path)) if path.stat().st_size > _LARGE else pa.OSFile(str(path)) as file:
        data = file.read_buffer()
    days = {name: pd.Timestamp(stored[name]) if stored[name] else pd.NaT for name in _DAYS}
    problems = tuple(Problem(**problem) for problem in stored["problems"])
    counts = {name: stored[name] for name in _COUNTS}
    return Part(frame=pa.ipc.open_file(data).read_all().to_pandas(), problems=problems, **counts, **days)


def store(folder: Path, name: str, parts: list[Part]) -> None:
    """Keep the parts, whole or not at all; older entries of the same file go. Where nothing can be written, do nothing."""
    try:
        folder.mkdir(exist_ok=True)
        if not (folder / ".gitignore").exists():
            _write(folder / ".gitignore", b"*\n")
        stored = [_store_part(folder, f"{name}-{number}.arrow", part) for number, part in enumerate(parts)]
        listed = json.dumps(stored).encode()
        _write(folder / f"{name}.json", f"{zlib.crc32(listed)}\n".encode() + listed)
        for old in folder.glob(f"{name.split('-')[0]}-*"):
            if not old.name.startswith(name):
                old.unlink(missing_ok=True)
    except OSError:
        return  # a folder that cannot be written works without a cache


def folder_name(entries: list[str], files: list[str]) -> str:
    """The name of a folder's entry. `entries` and `files`: the entries' and the files' own names."""
    return f"folder-{hashlib.sha256(json.dumps([files, entries]).encode()).hexdigest()[:32]}"


def recall_folder(folder: Path, name: str) -> tuple[dict[str, pd.DataFrame], pd.DataFrame] | None:
    """The folder's tables that hold rows, and the account of its files; None where there is no whole entry."""
    parts = recall(folder, name)
    if parts is None:
        return None
    frames = {part.table: part.frame for part in parts}
    files = frames.pop(_FILES)
    sums = [json.loads(text) for text in files["sums"]]
    spans = [
        {(pd.Timestamp(first), pd.Timestamp(last)): rows for first, last, rows in json.loads(text)} for text in files["spans"]
    ]
    return frames, files.assign(sums=pd.Series(sums, dtype=object), spans=pd.Series(spans, dtype=object))


def store_folder(folder: Path, name: str, tables: dict[str, pd.DataFrame], files: pd.DataFrame) -> None:
    """Keep the tables and the account, as `store` does. `spans` are kept as lists: JSON knows no tuples as keys."""
    sums = [json.dumps(one) for one in files["sums"]]
    spans = [
        json.dumps([(first.isoformat(), last.isoformat(), rows) for (first, last), rows in one.items()]) for one in files["spans"]
    ]
    parts = [Part("", table, rows, len(rows)) for table, rows in tables.items() if len(rows)]
    store(folder, name, [*parts, Part("", _FILES, files.assign(sums=sums, spans=spans), len(files))])


def _store_part(folder: Path, rows: str, part: Part) -> dict:
    schema = pa.Schema.from_pandas(part.frame, preserve_index=False)
    # A missing number stays NaN, which needs no work when it is read again.
    columns = [pa.array(column.to_numpy() if column.dtype == "float64" else column) for _, column in part.frame.items()]
    table = pa.Table.from_arrays(columns, schema=schema)
    with _draft(folder / rows) as draft:
        with pa.OSFile(str(draft), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
            writer.write_table(table)
        found = checksum(draft)
    days = {name: None if pd.isna(getattr(part, name)) else getattr(part, name).isoformat() for name in _DAYS}
    problems = [problem.as_dict() for problem in part.problems]
    counts = {name: getattr(part, name) for name in _COUNTS}
    return {"rows": rows, "checksum": found, "problems": problems, **counts, **days}


def checksum(path: Path) -> int:
    """The CRC-32 of the sums of the file's blocks, each of 64-bit words, and of the rest.

    As quick as reading; a flipped byte, a block out of place or a file cut off change it.
    """
    found, data = 0, np.zeros(_READ, dtype="uint8")
    with path.open("rb", buffering=0) as file:
        while count := file.readinto(data):
            whole = count // _BLOCK * _BLOCK
            sums = data[:whole].view("<u8").reshape(-1, _BLOCK // 8).sum(axis=1)
            found = zlib.crc32(data[whole:count], zlib.crc32(sums, found))
    return found


def _write(path: Path, data: bytes) -> None:
    with _draft(path) as draft:
        draft.write_bytes(data)


@contextmanager
def _draft(path: Path) -> Iterator[Path]:
    """A file beside this one that takes its place when it is whole."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(6)}.draft")
    try:
        yield draft
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
