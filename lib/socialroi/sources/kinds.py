"""Files that are no table, told by their bytes: what each is, and what to do instead."""

from collections.abc import Sequence

from socialroi.errors import Problem, skip_line

TABLE = "a CSV or XLSX export"
_UNPACK = "unpack it and put its files into the folder"
_IMAGE = "name it in params as brand: {logo: …}, or take it out of the folder"
_OUT = "take it out of the folder"
_SAVE_XLSX = "open it and save it as .xlsx or .csv"
_MARKS = (
    (b"%PDF", "a PDF", "download the CSV or XLSX export instead"),
    (b"\x89PNG", "an image", _IMAGE),
    (b"\xff\xd8\xff", "an image", _IMAGE),
    (b"GIF8", "an image", _IMAGE),
    (b"RIFF", "an image, a sound or a film", _IMAGE),
    (b"\x1f\x8b", "a compressed file", _UNPACK),
    (b"BZh", "a compressed file", _UNPACK),
    (b"7z\xbc\xaf", "a compressed file", _UNPACK),
    (b"Rar!", "a compressed file", _UNPACK),
    (b"\xfd7zXZ", "a compressed file", _UNPACK),
    (b"{\\rtf", "a text document (RTF)", "download the CSV or XLSX export instead"),
    (b"SQLite format", "a database", _OUT),
    (b"MZ\x90", "a program", _OUT),
)
_IN_ZIP = (
    ("content.xml", "an OpenDocument file (.ods)", _SAVE_XLSX),
    ("Index/", "a Numbers file", "open it in Numbers and export it as CSV or Excel"),
    ("xl/workbook.bin", "a binary workbook (.xlsb)", _SAVE_XLSX),
    ("word/", "a Word document", "download the CSV or XLSX export instead"),
    ("ppt/", "a presentation", "download the CSV or XLSX export instead"),
    ("Table data.csv", "a zip archive, as YouTube Studio downloads it", "unpack it and put its 'Table data.csv' into the folder"),
)
_PAGE = ("<!doctype html", "<html", "<head", "<body", "<!--", "<div", "<p>", "<title", "<meta", "<style")
_TABLE_OF_PAGE = "<table"


def known(file: str, data: bytes) -> Problem | None:
    """The Problem of a file that is no table; None where it may be one."""
    for mark, kind, fix in _MARKS:
        if data.startswith(mark):
            return Problem(file, kind, TABLE, fix)
    if data[4:8] == b"ftyp":
        return Problem(file, "a film", TABLE, _OUT)
    return None


def archive(file: str, names: Sequence[str]) -> Problem:
    """The Problem of a zip archive that is no XLSX workbook; `names`: of the files in it."""
    for mark, kind, fix in _IN_ZIP:
        if any(name.startswith(mark) for name in names):
            return Problem(file, kind, TABLE, fix)
    return Problem(file, "a zip archive", "an export", _UNPACK)


def page(file: str, text: str) -> Problem | None:
    """The Problem of a text that is marked up, such as an error page saved under the export's name; None for any other."""
    start = text[:4_000].lstrip().lower()
    if start.startswith(_PAGE):
        found = "a web page (often a log-in or error page saved under the export's name)"
        return Problem(file, found, TABLE, "log in and download the export again")
    if start.startswith(_TABLE_OF_PAGE):
        found = "a table of a web page, saved under a workbook's name"
        return Problem(file, found, TABLE, f"choose CSV or XLSX when you export it, or {_SAVE_XLSX}")
    if start.startswith(("<?xml", "<svg", "<error", "{", "[{")):
        fix = f"it may be an error message: download the export again, or leave it out: {skip_line(file)}"
        return Problem(file, "XML or JSON", TABLE, fix)
    return None
