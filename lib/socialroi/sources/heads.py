"""What stands in the first bytes of a file: whether it names something, found without reading the file as an export."""

import os
import zipfile
import zlib
from functools import lru_cache
from pathlib import Path

HEAD = 65_536  # the bytes of a file in which its header stands
SHARED_AS = (b"shared_as", b"shared as")  # the column of costs that names shared invoices
_WORKBOOK = b"PK"  # how workbooks begin


def identity(known: os.stat_result) -> tuple[int, ...]:
    """What no write leaves as it was, not even one that puts the time of the last write back."""
    return known.st_ino, known.st_size, known.st_mtime_ns, known.st_ctime_ns


def holds(path: Path, *words: bytes) -> bool:
    """Whether any of the words, in small letters, stands in the head of the file, in any case and encoding.

    Of a workbook, in the head of any of its parts; one that cannot be opened may hold them.
    """
    return _holds(path, identity(path.stat()), words)


def may_hold(head: bytes, *words: bytes) -> bool:
    """The same of a head alone: a workbook's says nothing, and so may hold them."""
    return head.startswith(_WORKBOOK) or _speaks(head, words)


@lru_cache(maxsize=100_000)
def _holds(path: Path, identity: tuple[int, ...], words: tuple[bytes, ...]) -> bool:
    """`identity`: of so many reports, a file is read once as long as it stays as it was."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.startswith(_WORKBOOK):
        return _speaks(head, words)
    try:
        with zipfile.ZipFile(path) as book:
            return any(_speaks(book.open(name).read(HEAD), words) for name in book.namelist())
    except (zipfile.BadZipFile, zlib.error, RuntimeError):
        return True


def _speaks(head: bytes, words: tuple[bytes, ...]) -> bool:
    plain = (head.translate(None, b"\0") if b"\0" in head else head).lower()
    return any(word in plain for word in words)
