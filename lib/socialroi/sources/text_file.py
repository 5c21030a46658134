"""Bytes of a text file into rows of cells, with each row's line in the file."""

import csv
import io
import re
from collections import Counter

from socialroi.errors import Problem
from socialroi.sources.block import Row, Sheet

ENCODINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DELIMITERS = (",", "\t", ";", "|")
MOST_COLUMNS = 2_000
_SAVE_AGAIN = "download it again, or save it as 'CSV UTF-8'"
# UTF-8 that was read as Windows-1252: é became Ã©, ’ became â€™, an emoji begins with ðŸ.
# The last one stands where a letter could not be saved.
MOJIBAKE = "[ÃÂ][\u0080-\u00bf]|â€[\u0080-\u00bf™œž˜š¡]|ðŸ|\ufffd"

LOST_LETTERS = r"^\?{3,}|\?{2,}\s+\?{2,}"  # `???? ???`: words of another script, saved where only Western letters can be


def decode(file: str, data: bytes) -> str | Problem:
    """The file's text. UTF-8 with or without a mark, UTF-16 with one; anything else is a Problem with its line."""
    encoding = next((name for mark, name in ENCODINGS if data.startswith(mark)), "utf-8")
    if encoding.startswith("utf-8") and data.count(b"\x00") * 5 > len(data):
        return Problem(file, "no text, or UTF-16 text without its mark", "UTF-8 or UTF-16 text", _SAVE_AGAIN)
    if encoding.startswith("utf-8") and b"\x00" in data:
        row = data[: data.index(b"\x00")].count(b"\n") + 1
        return Problem(file, "holds NUL bytes", "text", _SAVE_AGAIN, row=row)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        newline = "\n".encode(encoding.replace("utf-16", "utf-16-le").replace("-sig", ""))
        row = data[: error.start].count(newline) + 1
        return Problem(file, "bytes that are not " + encoding[:6].upper(), "UTF-8 or UTF-16 text", _SAVE_AGAIN, row=row)
    if encoding == "utf-16" and (other := re.search(rb"[\t\r\n -~]{80}", data)):
        row = data[: other.start()].count("\n".encode("utf-16-le")) + 1
        return Problem(file, "text in another encoding below", "text in one encoding", _SAVE_AGAIN, row=row)
    if "\x00" in text:
        row = text[: text.index("\x00")].count("\n") + 1
        return Problem(file, "holds NUL characters", "text", _SAVE_AGAIN, row=row)
    return text


def delimiter_of(text: str) -> str:
    """The sign between the cells, as most of the first lines show it.

    >>> delimiter_of("a;b\\n1,5;2\\n"), delimiter_of("sep=,\\n")
    (';', ',')
    """
    declared = re.match(r'"?sep=(.)"?\r?\n', text)
    if declared:
        return declared[1]
    head = text[:65_536]
    return max(DELIMITERS, key=lambda sign: (_evenness(head, sign), -DELIMITERS.index(sign)))


def _evenness(head: str, sign: str) -> int:
    try:
        widths = Counter(len(cells) for cells in _first_rows(head, sign) if len(cells) > 1)
    except csv.Error:
        return 0
    return max(((width - 1) * count for width, count in widths.items()), default=0)


def _first_rows(head: str, sign: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=sign)
    return [cells for _, cells in zip(range(60), reader, strict=False)]


def as_sheet(file: str, text: str, most_rows: int | None = None) -> Sheet | Problem:
    """The text's rows, or the first `most_rows` of them.

    A quotation mark that is never closed, or a row of thousands of cells, is a Problem with its line.
    """
    text = text.lstrip("\ufeff")  # a file saved twice can have its mark twice
    delimiter = delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            rows.append((line, cells))
            line = reader.line_num + 1
            if len(cells) > MOST_COLUMNS:
                return _too_wide(file, len(cells), rows[-1][0])
            if len(rows) == most_rows:
                break
    except csv.Error as error:
        if "limit" in str(error):
            return Problem(file, f"a cell of more than {csv.field_size_limit():,} letters", "a table", _SAVE_AGAIN, row=line)
        if not any(sign in text[:65_536] for sign in DELIMITERS):
            return Problem(file, "no commas, semicolons or tabs between its cells", "a CSV export", _SAVE_AGAIN, row=1)
        return Problem(
            file,
            "a quotation mark that is not closed, or closed in the middle of a cell",
            "whole quoted cells",
            "the file is damaged or cut off: download it again",
            row=line,
        )
    if "\n\ufeff" in text and (marked := next((line for line, cells in rows if "".join(cells[:1]).startswith("\ufeff")), 0)):
        return Problem(file, "a mark of a file's beginning", "one export in a file", "put each export in by itself", row=marked)
    declared = rows and re.fullmatch("sep=.?", "".join(rows[0][1]))
    return Sheet("", rows[1:] if declared else rows, delimiter=delimiter)


def _too_wide(file: str, width: int, row: int) -> Problem:
    return Problem(file, f"{width:,} cells in a row", f"at most {MOST_COLUMNS:,}", "download the file again", row=row)
