"""Files that are no export, are damaged or hostile: one message each that says what it is and what to do."""

import datetime
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from biff import old_workbook
from damage import parts_of_zip, zip_of
from samples import xml_workbook

HEADER = ["Campaign name", "Day", "Impressions", "Amount spent (USD)"]
ROWS = [HEADER, ["A", "2025-07-01", 500, 10.25], ["B", "2025-07-02", 700, 20.5]]
CSV = "".join(",".join(map(str, row)) + "\n" for row in ROWS)


def zipped(*names: str) -> bytes:
    """An archive that holds files of these names."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return buffer.getvalue()


def book(change: Callable[[openpyxl.Workbook], object] = lambda book: None) -> bytes:
    """The workbook of two rows, changed."""
    made = openpyxl.Workbook()
    for row in ROWS:
        made.active.append(row)
    change(made)
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def with_cell(cell: str, value: object) -> bytes:
    """The workbook with another value in one cell."""
    return book(lambda made: made.active.__setitem__(cell, value))


def in_sheet(old: bytes, new: bytes) -> bytes:
    """The workbook with other bytes in its sheet's XML."""
    parts = parts_of_zip(book())
    sheet = "xl/worksheets/sheet1.xml"
    assert old in parts[sheet]
    return zip_of(parts | {sheet: parts[sheet].replace(old, new, 1)})


def hide_a_sheet(made: openpyxl.Workbook) -> None:
    """A second, hidden sheet with a row of its own."""
    sheet = made.create_sheet("last year")
    sheet.append(HEADER)
    sheet.append(["C", "2024-07-01", 5, 7.5])
    sheet.sheet_state = "hidden"


def wider(name: str, cell: object) -> bytes:
    """The text with one more column."""
    lines = CSV.splitlines()
    return "".join(f"{line},{name if place == 0 else cell}\n" for place, line in enumerate(lines)).encode()


LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
PASSWORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 2_000
OLD = old_workbook({"S": ROWS})
XML = xml_workbook({"S": ROWS})

REFUSED = {
    "html with a mark": (b"\xef\xbb\xbf\n<!DOCTYPE html><html>Log in</html>", "web page", "log in", None),
    "html without head": (b"<div>Session expired</div>", "web page", "log in", None),
    "table of a web page": (b"<table border='1'><tr><td>Day</td></tr></table>", "web page", "save it as .xlsx", None),
    "json error": (b'{"error": "expired"}', "JSON", "again", None),
    "xml error": (b'<?xml version="1.0"?><Error>AccessDenied</Error>', "XML", "again", None),
    "plain error": (b"Internal Server Error\n", "without columns", "leave it out", None),
    "ods": (zipped("mimetype", "content.xml"), "OpenDocument", ".xlsx", None),
    "numbers": (zipped("Index/Document.iwa"), "Numbers", "export it as CSV", None),
    "docx": (zipped("word/document.xml"), "Word", "CSV or XLSX", None),
    "old excel of no sectors": (OLD[:30] + b"\x01\x00" + OLD[32:], "cannot be opened", "download it again", None),
    "xlsb": (zipped("xl/workbook.bin"), ".xlsb", ".xlsx", None),
    "zip of YouTube": (zipped("Table data.csv", "Totals.csv"), "YouTube", "'Table data.csv'", None),
    "rar": (b"Rar!\x1a\x07\x00", "compressed", "unpack", None),
    "gif": (b"GIF89a", "image", "logo", None),
    "sqlite": (b"SQLite format 3\x00", "database", "out of the folder", None),
    "zip cut off": (zipped("a.csv")[:30], "cannot be opened", "download it again", None),
    "utf-16 without its mark": (CSV.encode("utf-16-le"), "without its mark", "CSV UTF-8", None),
    "two encodings": (CSV.encode() + "É,2025-07-03,1,1.50\n".encode("latin-1"), "not UTF-8", "CSV UTF-8", 4),
    "a lost letter": (CSV.replace("A,", "Caf\ufffd,").encode(), "'Caf\ufffd'", "wrong encoding", 2),
    "10 million columns": (b"," * 10_000_000, "10,000,001 cells", "again", 1),
    "one long line": (b"x" * 5_000_000, "131,072 letters", "again", 1),
    "no sign between cells": (CSV.replace(",", "^").replace("A^", '"A"^').encode(), "no commas", "CSV UTF-8", 1),
    "two columns of one name": (wider("Impressions", 3), "two columns 'Impressions'", "rename", 1),
    "two currencies": (wider("Amount spent (EUR)", 9.25), "several columns of spend", "one of them", 1),
    "merged rows": (book(lambda made: made.active.merge_cells("A2:A3")), "merged over the rows 2 to 3", "unmerge", 2),
    "hidden sheet": (book(hide_a_sheet), "hidden sheet, number 2 of the workbook", "show it", None),
    "formula": (with_cell("D3", "=1+2"), "formula without its result", "save it", 3),
    "error cell": (with_cell("D3", "#REF!"), "'#REF!': an error", "correct the formula", 3),
    "division by zero": (with_cell("D3", "#DIV/0!"), "'#DIV/0!': an error", "correct the formula", 3),
    "logical value": (with_cell("D3", True), "'True': a logical value", "write the number that is meant", 3),
    "date in the cost": (with_cell("D3", datetime.datetime(1900, 1, 20)), "'1900-01-20 00:00:00'", "correct the cell", 3),
    "date as a serial number": (with_cell("B3", 45840), "number of the day 2025-07-02", "format the column as dates", 3),
    "cell in the last column": (in_sheet(b'r="D3"', b'r="XFD3"'), "millions of cells", "delete the empty", None),
    "row at the end": (in_sheet(b'<row r="3"', b'<row r="1048576"'), "millions of cells", "delete the empty", None),
    "entities": (in_sheet(b"<worksheet", LAUGHS + b"<worksheet"), "XML entities", "save it again", None),
    "entities in XML 2003": (XML.replace(b"<Workbook", LAUGHS + b"<Workbook"), "XML entities", "save it again", None),
    "workbook cut off": (book()[:-300], "cannot be opened", "download it again", None),
    "password": (PASSWORD, "password", "without its password", None),
    "old workbook cut off": (OLD[:3_000], "old Excel workbook", "download it again", None),
    "parquet cut off": (b"PAR1xxxxPAR1", "Parquet", "export it again", None),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_one_message_says_what_it_is_and_what_to_do(read, name: str) -> None:
    data, found, fix, row = REFUSED[name]
    inputs = read({"export.csv": data})
    assert len(inputs.problems) == 1, inputs.problems
    problem = inputs.problems[0]
    assert found in problem.found and fix in problem.fix and problem.row == row, problem


READ = {
    "mark twice": b"\xef\xbb\xbf\xef\xbb\xbf" + CSV.encode(),
    "only carriage returns": CSV.replace("\n", "\r").encode(),
    "wrong extension": OLD,
    "stated size of millions": in_sheet(b'<dimension ref="A1:D3"', b'<dimension ref="A1:XFD1048576"'),
    "numbers stored as text": with_cell("D3", "20.5"),
    "hidden row": book(lambda made: setattr(made.active.row_dimensions[3], "hidden", True)),
    "dates counted from 1904": book(lambda made: (setattr(made, "epoch", openpyxl.utils.datetime.CALENDAR_MAC_1904),
                                                  made.active.__setitem__("B3", datetime.datetime(2025, 7, 2)))),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_odd_files_that_mean_one_thing_are_read(read, name: str) -> None:
    inputs = read({"export.csv": READ[name]})
    spend = inputs.tables["spend"]
    assert inputs.problems == []
    assert spend["cost"].tolist() == [10.25, 20.5] and spend["day"].dt.day.tolist() == [1, 2]


@pytest.mark.parametrize("name", ["Unconfirmed 1.crdownload", "m.csv.part", "m.download"])
def test_a_download_that_is_not_finished_is_named(read, name: str) -> None:
    inputs = read({name: CSV})
    assert ["not finished" in problem.found for problem in inputs.problems] == [True] and inputs.tables["spend"].empty


def test_links_that_lead_nowhere_and_names_that_are_no_text_are_named(read, tmp_path: Path) -> None:
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.csv")).write_text(CSV)
    inputs = read({})
    assert [problem.found for problem in inputs.problems] == ["a name that is not UTF-8", "a link that leads nowhere"]


def test_a_pipe_is_named_and_not_waited_for(read, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert [(problem.file, problem.found) for problem in read({}).problems] == [("pipe.csv", "no ordinary file")]


def test_names_with_odd_letters_and_one_content_under_two_names(read) -> None:
    inputs = read({"a\nb\u202e\U0001f600.csv": CSV, "A.csv": CSV, "a.csv": CSV})
    assert inputs.problems == [] and inputs.tables["spend"]["cost"].sum() == 30.75
    assert sorted(inputs.files["duplicate"]) == [0, 2, 2]


def test_a_fault_of_a_reader_stops_neither_the_others_nor_quotes_the_file(read, monkeypatch: pytest.MonkeyPatch) -> None:
    from socialroi.sources import x_ads

    monkeypatch.setattr(x_ads, "read", lambda block, context: {}["Zelda"])
    text = "On/Off,Campaign name,Impressions,Spend\nOn,Zelda,1,1\n"
    inputs = read({"m.csv": CSV, "x.csv": text})
    assert inputs.tables["spend"]["cost"].sum() == 30.75
    assert [problem.file for problem in inputs.problems] == ["x.csv"]
    assert "KeyError" in inputs.problems[0].found and "Zelda" not in str(inputs.problems[0])


HOSTILE = """
import io, resource, sys, zipfile
from pathlib import Path
from socialroi.params import Params
from socialroi.sources import read_folder
folder = Path(sys.argv[1])
buffer = io.BytesIO()
with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("xl/workbook.xml", "<x/>")
    archive.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
(folder / "bomb.xlsx").write_bytes(buffer.getvalue())
del buffer, archive
(folder / "wide.csv").write_bytes(b"," * 10_000_000)
(folder / "long.csv").write_bytes(b"x" * 20_000_000)
space = b"urn:schemas-microsoft-com:office:spreadsheet"
(folder / "deep.xls").write_bytes(b'<?xml version="1.0"?><Workbook xmlns="' + space + b'">' + b"<a>" * 200_000)
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000,) * 2)
inputs = read_folder(folder, params=Params.model_validate({"client": "T", "currency": "USD", "value_basis": "revenue"}))
print(*sorted(problem.found for problem in inputs.problems), sep="\\n")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")
def test_hostile_files_are_refused_within_two_gigabytes_of_address_space(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", HOSTILE, str(tmp_path)], capture_output=True, text=True, check=False)
    said = done.stdout.splitlines()
    assert len(said) == 4, done.stderr
    assert "unpacks to 300,000,004 bytes" in done.stdout and "10,000,001 cells" in done.stdout
