"""The first bytes of files, where their headers stand: whether a word is there, looked up once while a file stays as it was."""

import os
import re
import zipfile
import zlib
from functools import lru_cache
from pathlib import Path

SHARED_AS = re.compile(rb"shared[ _]as", re.IGNORECASE)  # the column of costs that names shared invoices
HEAD, ZIPPED = 65_536, b"PK"  # the bytes of a file in which its header stands; how workbooks begin


def identity(known: os.stat_result) -> tuple[int, ...]:
    """What no write leaves as it was, not even one that puts the time of the last write back."""
    return known.st_ino, known.st_size, known.st_mtime_ns, known.st_ctime_ns


def holds(path: Path, words: re.Pattern[bytes]) -> bool:
    """Whether the words stand in the first bytes of the file, in any encoding, or of any part of a workbook.

    A workbook that cannot be opened may hold them.
    """
    return _holds(path, identity(path.stat()), words)


@lru_cache(maxsize=100_000)
def _holds(path: Path, seen: tuple[int, ...], words: re.Pattern[bytes]) -> bool:
    with path.open("rb") as file:
        heads = [file.read(HEAD)]
    if heads[0].startswith(ZIPPED):
        try:
            with zipfile.ZipFile(path) as book:
                heads = [book.open(name).read(HEAD) for name in book.namelist()]
        except (zipfile.BadZipFile, zlib.error, RuntimeError):
            return True
    return any(words.search(head.replace(b"\0", b"")) for head in heads)
