"""Files damaged at one place, and what an import of them may give: the same, that cell otherwise, or a refusal."""

import csv
import io
import random
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from samples import HINTS, SAMPLES

from socialroi.params import SourceHint
from socialroi.sources import READERS, combine
from socialroi.sources.open_file import read_bytes
from socialroi.sources.part import Context, Part

FILES = [(reader, name) for reader, files in SAMPLES.items() for name in files]
_NO_NUMBERS = ("file", "row", "report")  # where a row stood, and a report's title
_FALL_BACK = ("count", "video_views")  # one, where no column says more; the views of media
_JOINED = ("audience", "posts", "leads", "touches")
_UNREADABLE = ("surveys", "touches", "conversions")
_PUT_IN = [b",", b";", b"\t", b'"', b"\n", b"\r", b" ", b"0", b"7", b"-", b".", b"%", b"#", b"x", b"\x00", b"\xc3", b"'"]


@dataclass(frozen=True)
class Import:
    """What came out of a file: its tables, the rows that each part accounts for, and what was refused or told."""

    tables: dict[str, pd.DataFrame]
    counts: tuple[tuple[str, int, int], ...]
    problems: tuple[str, ...]
    notes: tuple[tuple[str, str], ...] = ()


def import_of(reader: str, name: str, data: bytes) -> Import:
    """The file read as the kit reads it alone in a folder."""
    hint = HINTS.get((reader, name), {"currency": "USD"} if name.startswith("x-ads") else {})
    context = Context("export.csv", SourceHint(**hint), "Europe/Sofia", "USD", b"key")
    parts = read_bytes(data, context, READERS)
    problems = [problem.sentence() for part in parts for problem in part.problems]
    of_table: dict[str, list[Part]] = {}
    for part in parts:
        if part.table and len(part.frame):
            of_table.setdefault(part.table, []).append(part)
    tables = {}
    for table, found in of_table.items():
        whole = combine(table, found)
        tables[table] = whole.table
        problems += [problem.sentence() for problem in whole.problems]
    counts = tuple((part.table, part.read, part.total) for part in parts)
    return Import(tables, counts, tuple(problems), tuple((part.table, part.note) for part in parts if part.note))


def wrong(before: Import, after: Import) -> str | None:
    """What an import of a file damaged in one cell gives beyond that cell; None where it is right or refused."""
    if after.problems:
        return None
    if set(before.tables) != set(after.tables):
        return f"tables {sorted(before.tables)} became {sorted(after.tables)}"
    for table in before.tables:
        found = _of_table(table, before, after)
        if found:
            return f"{table}: {found}"
    return None


def invented(before: Import, after: Import) -> int:
    """How many of its rows give what the whole file does not, in a file that was cut off; 0 where it is refused."""
    if after.problems:
        return 0
    return sum(_lines_gone_and_come(before.tables.get(table, found[:0]), found)[1] for table, found in after.tables.items())


def wrong_but_for_a_row(before: Import, after: Import) -> str | None:
    """What an import of a file that lacks a row gives beyond that: a row that is gone cannot be seen, others may not change."""
    if after.problems:
        return None
    new = sorted(set(after.tables) - set(before.tables))
    if new:
        return f"new tables {new}"
    for table, found in before.tables.items():
        rest = after.tables.get(table, found[:0])
        gone, come = _lines_gone_and_come(found, rest)
        if gone > 1 or (come and not _only_lacking(found, rest)):
            return f"{table}: {gone} rows gone, {come} others come"
    return None


def only_gone(before: Import, after: Import) -> str | None:
    """What an import of a file that lacks rows gives that the whole file does not."""
    come = invented(before, after)
    return f"{come} rows come" if come else None


def wrong_but_for_a_column(before: Import, after: Import) -> str | None:
    """What an import of a file that lacks a column gives beyond that: missing values are fine, others in their place are not.

    Labels fall back on what other columns say (a network by its domain, a customer by the mail address), so days and numbers are
    compared. Other numbers are fine where the note names the column. A survey's question goes with its rows.
    """
    if after.problems:
        return None
    for table, found in before.tables.items():
        if table not in after.tables:
            return f"{table}: gone, {after.notes}"
        rest = after.tables[table]
        kept = [
            column
            for column in found
            if found[column].dtype.kind in "fM" and column not in _FALL_BACK
            if rest[column].notna().any() or found[column].isna().all()
        ]
        gone, come = _gone_and_come(found[kept], rest[kept])
        is_told = any("the export has no" in note for fed, note in after.notes if fed == table)
        is_question = table == "surveys" and not come
        if (gone or come) and not is_told and not is_question:
            return f"{table}: {gone} rows gone, {come} others come in {kept}"
    return None


def changed(before: Import, after: Import) -> str | None:
    """What an import gives beyond the same rows; None where it is the same, or refused, or lacks values.

    Rows that stand twice are fine where a note tells them; equal costs are a problem only beside the client's params.
    """
    if after.problems:
        return None
    if set(before.tables) != set(after.tables):
        return f"tables {sorted(before.tables)} became {sorted(after.tables)}"
    for table, found in before.tables.items():
        gone, come = _gone_and_come(found, after.tables[table])
        is_told = table == "costs" or any("word for word" in note for fed, note in after.notes if fed == table)
        if is_told and not gone and set(_rows(after.tables[table])) == set(_rows(found)):
            continue
        if gone != come or (come and not _only_lacking(found, after.tables[table])):
            return f"{table}: {gone} rows gone, {come} others come"
    return None


def _only_lacking(before: pd.DataFrame, after: pd.DataFrame) -> bool:
    """Whether each row of one is a row of the other, but for values that are missing."""
    columns = [column for column in after.columns if column not in _NO_NUMBERS]
    rows = list(before[columns].itertuples(index=False, name=None))
    return all(
        any(all(pd.isna(value) or str(value) == str(was) for value, was in zip(row, other, strict=True)) for other in rows)
        for row in after[columns].itertuples(index=False, name=None)
    )


def _gone_and_come(before: pd.DataFrame | None, after: pd.DataFrame) -> tuple[int, int]:
    """How many rows one has and the other not, and the other way, without their order. A report's title is no number."""
    columns = [column for column in after.columns if column not in _NO_NUMBERS]
    tables = [after[:0] if before is None else before, after]
    rows = [Counter(_rows(table[columns])) for table in tables]
    return (rows[0] - rows[1]).total(), (rows[1] - rows[0]).total()


def _lines_gone_and_come(before: pd.DataFrame, after: pd.DataFrame) -> tuple[int, int]:
    """As `_gone_and_come`, in rows of the file: a respondent's scores stand in one."""
    return tuple(len(set(_surplus(one, other))) for one, other in ((before, after), (after, before)))


def _surplus(one: pd.DataFrame, other: pd.DataFrame) -> list[int]:
    """The file's rows of what the one has beyond the other."""
    known = Counter(_rows(other))
    numbers = []
    for number, row in zip(one["row"], _rows(one), strict=True):
        known[row] -= 1
        numbers += [number] if known[row] < 0 else []
    return numbers


def _rows(table: pd.DataFrame) -> list[str]:
    """Each row as text; the last digits of a number, in which two ways of dividing differ, are left out."""
    numbers = {column: table[column].round(9) for column in table if table[column].dtype.kind == "f"}
    shown = table.assign(**numbers).drop(columns=[column for column in _NO_NUMBERS if column in table])
    return list(map(str, shown.itertuples(index=False, name=None)))


def _of_table(table: str, before: Import, after: Import) -> str | None:
    """One row may be another, in all that it speaks for. Another currency needs a rate.

    What two sheets say of one day, or two rows of one person, falls apart where the cell that joins them is damaged; an answer or
    an event that nobody can read is none.
    """
    old, new = before.tables[table], after.tables[table]
    if "currency" in new and set(new["currency"].dropna()) - set(old["currency"].dropna()):
        return None
    gone, come = _lines_gone_and_come(old, new)
    is_one = gone <= 1 and come <= 1 and len(old) == len(new)
    falls_apart = table in _JOINED and gone == 1 and come == 2
    is_person = gone == 0 and come == 1 and any("counted once" in note for _, note in before.notes)
    is_none = table in _UNREADABLE and gone == 1 and come == 0
    is_entry = table == "invoices" and gone == come == 2  # a journal's day stands on the first line of an entry
    return None if is_one or falls_apart or is_person or is_none or is_entry else f"{gone} rows gone, {come} others come"


def bytewise(data: bytes, each: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """The file with one byte flipped, replaced, deleted, doubled or put in: `each` of a kind at places drawn by `seed`."""
    dice = random.Random(seed)
    for _ in range(each):
        at = dice.randrange(len(data))
        bit = bytes([data[at] ^ (1 << dice.randrange(8))])
        sign = dice.choice(_PUT_IN)
        yield f"flip at {at} to {bit!r}", data[:at] + bit + data[at + 1 :]
        yield f"replace at {at} by {sign!r}", data[:at] + sign + data[at + 1 :]
        yield f"delete at {at}", data[:at] + data[at + 1 :]
        yield f"double at {at}", data[: at + 1] + data[at:]
        yield f"put {sign!r} in at {at}", data[:at] + sign + data[at:]


def parts_of_zip(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zip_of(parts: dict[str, bytes]) -> bytes:
    """A workbook out of its parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def damaged(data: bytes, each: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """`bytewise` of a file; of a workbook also inside of its parts, under checksums that are right again."""
    yield from bytewise(data, each, seed)
    if data.startswith(b"PK"):
        parts = parts_of_zip(data)
        for name, content in parts.items():
            if name.startswith("xl/") and "theme" not in name:
                for what, changed in bytewise(content, each, seed):
                    yield f"{name}: {what}", zip_of(parts | {name: changed})


def heads(data: Path, rows: int = 14) -> dict[tuple[str, str], bytes]:
    """The demo clients' text files, cut after some rows, in their own encoding; without Meta's total of all rows."""
    found = {}
    for path in sorted(data.glob("*/*.csv")):
        text, encoding = decoded(path.read_bytes())
        lines = csv.reader(io.StringIO(text, newline=""))
        last = [lines.line_num for _, _ in zip(range(rows), lines, strict=False)][-1]
        first = [line for line in io.StringIO(text, newline="").readlines()[:last] if not line.startswith(",,,")]
        found[path.parent.name, path.name] = "".join(first).encode(encoding)
    return found


def written_otherwise(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The same text with other ends of lines, or in another encoding."""
    text = decoded(data)[0].replace("\r\n", "\n")
    yield "lines that end in LF, after a mark", text.encode("utf-8-sig")
    yield "lines that end in CR LF, in UTF-16", text.replace("\n", "\r\n").encode("utf-16")


def cut_off(data: bytes, each: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """The file cut off at places drawn by `seed`."""
    dice = random.Random(seed)
    for at in (dice.randrange(1, len(data)) for _ in range(2 * each)):
        yield f"cut at {at}", data[:at]


def decoded(data: bytes) -> tuple[str, str]:
    """The text and its encoding."""
    marks = ((b"\xff\xfe", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
    encoding = next((name for mark, name in marks if data.startswith(mark)), "utf-8")
    return data.decode(encoding), encoding
