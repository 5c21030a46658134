"""A large text file in pieces of whole rows, as UTF-8."""

import codecs
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from socialroi.sources.text_file import ENCODINGS

PIECE = 1 << 23  # bytes
EDGE = 1 << 16  # bytes in which the ends of the first lines stand
LONGEST_ROW = 1 << 26


class NotPlainError(Exception):
    """The file needs the careful way."""


@dataclass(frozen=True)
class Layout:
    """Where the rows of a file are: its cells begin below line `above`, cut at `delimiter` into `width` cells."""

    path: Path
    above: int
    width: int
    delimiter: str


def start_of(path: Path) -> str | None:
    """The text of the file's first rows; None where it is no text."""
    with path.open("rb") as file:
        start = file.read(1 << 20)
    try:
        return codecs.getincrementaldecoder(_encoding(start))().decode(start)
    except UnicodeError:
        return None


def edges(path: Path) -> tuple[bytes, bytes]:
    """The file's first bytes, and its last four."""
    with path.open("rb") as file:
        start = file.read(EDGE)
        file.seek(-4, os.SEEK_END)
        return start, file.read()


def _encoding(start: bytes) -> str:
    return next((name for mark, name in ENCODINGS if start.startswith(mark)), "utf-8")


def each_piece(layout: Layout, work: Callable[[bytes], object]) -> Iterator:
    """The work done on each piece, in order; as many pieces at once as there are cores."""
    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as pool:
        waiting: deque = deque()
        for data in _pieces(layout):
            waiting.append(pool.submit(work, data))
            if len(waiting) > cores:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _pieces(layout: Layout) -> Iterator[bytes]:
    """The rows below the header as UTF-8, in pieces that end where a row does. Empty lines at the file's end are none."""
    rest, above = b"", layout.above
    for data in _utf8(layout.path):
        rest += data
        while above and b"\n" in rest:
            rest, above = rest[rest.index(b"\n") + 1 :], above - 1
        end = 0 if above else _end_of_rows(rest)
        if end:
            yield rest[:end]
            rest = rest[end:]
        elif len(rest) > LONGEST_ROW:
            raise NotPlainError
    rest = rest.rstrip(b"\r\n")
    if rest and not above:
        yield rest


def _utf8(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(3 if start.startswith(codecs.BOM_UTF8) else 0)
        encoding = _encoding(start)
        decoder = codecs.getincrementaldecoder(encoding)() if encoding == "utf-16" else None
        while data := file.read(PIECE):
            yield _as_utf8(decoder, data) if decoder else data
        if decoder:
            _as_utf8(decoder, b"", final=True)


def _as_utf8(decoder: codecs.IncrementalDecoder, data: bytes, *, final: bool = False) -> bytes:
    try:
        return decoder.decode(data, final).encode()
    except UnicodeError as error:
        raise NotPlainError from error


def _end_of_rows(data: bytes) -> int:
    """Where the last whole row ends that is followed by no empty line; 0 where none does."""
    filled = len(data)
    while filled and data[filled - 1] in b"\r\n":
        filled -= 1
    end = filled and (data.find(b"\n", filled) + 1 or data.rfind(b"\n") + 1)
    quotes = np.count_nonzero(np.frombuffer(data, dtype=np.uint8, count=end) == ord('"'))
    while end and quotes % 2:
        before = data.rfind(b"\n", 0, end - 1) + 1
        quotes -= data.count(b'"', before, end)
        end = before
    return end
