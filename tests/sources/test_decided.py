"""What the analyst decides after looking: a row of totals that does not add up, and sheets that nobody sees."""

import re

import openpyxl
import pytest
from biff import old_workbook
from written import account_of

from socialroi.params_yaml import read_document
from socialroi.sources import Inputs

HEADER = "Campaign name,Impressions,Amount spent (EUR),Reporting starts,Reporting ends"
SPAN = "2025-07-01,2025-07-31"


def meta(*rows: str) -> str:
    return "\n".join([HEADER, *(f"{row},{SPAN}" for row in rows)]) + "\n"


def line_of(fix: str, decision: str) -> dict[str, dict[str, str]]:
    """The line with this decision that the message names, as params read it."""
    (line,) = [line for line in re.findall(r"sources: {.*?}}", fix) if decision in line]
    return read_document(line.encode(), "params").data["sources"]


def test_the_message_about_a_wrong_total_names_the_line_that_lets_the_rows_count(read) -> None:
    text = meta(",30,25.00", "Summer,10,10.00", "Autumn,20,20.00")
    (problem,) = read({"m.csv": text}).problems
    said = "row 2, column 'Amount spent (EUR)': a row of totals that says 25.00, where the other rows add up to 30.00"
    assert problem.sentence().startswith(said)
    inputs = read({"m.csv": text}, sources=line_of(problem.fix, "ignore"))
    assert inputs.problems == [] and inputs.tables["spend"]["cost"].sum() == 30
    assert "says 25.00, where the other rows add up to 30.00: the rows count, as params say" in inputs.files["note"].iloc[0]
    assert account_of(inputs, "m.csv", "spend") == {"read": 3, "kept": 2, "total": 1, "duplicate": 0, "refused": 0}


@pytest.mark.parametrize("total", ["1.234", '"1,234"', '"1.234,00"', '"1,234.00"', "1234"])
def test_a_total_is_read_in_the_way_that_its_rows_leave_open(read, total: str) -> None:
    inputs = read({"m.csv": meta(f",30,{total}", "Summer,10,600", "Autumn,20,634")})
    assert inputs.problems == [] and inputs.tables["spend"]["cost"].sum() == 1234


def test_a_total_is_read_by_the_sign_of_its_rows(read) -> None:
    (problem,) = read({"m.csv": meta(",30,1.234", "Summer,10,600.25", "Autumn,20,633.75")}).problems
    assert "says 1.23, where the other rows add up to 1,234.00" in problem.found


def test_two_rows_of_totals_that_agree_are_checked_too(read) -> None:
    (problem,) = read({"m.csv": meta(",30,25.00", "Summer,10,10.00", "Autumn,20,20.00", ",30,25.00")}).problems
    assert "a row of totals that says 25.00" in problem.found


def workbook(path: str) -> None:
    """A sheet of July, and a hidden one of June."""
    book = openpyxl.Workbook()
    for sheet, month in ((book.active, "07"), (book.create_sheet("Ada Byron"), "06")):
        for row in (HEADER.split(","), ["Summer", 10, 5.0, f"2025-{month}-01", f"2025-{month}-30"]):
            sheet.append(row)
    book["Ada Byron"].sheet_state = "hidden"
    book.save(path)


@pytest.mark.parametrize(("choice", "kept"), [("skip", 5.0), ("read", 10.0)])
def test_the_message_about_a_hidden_sheet_names_both_lines_that_decide(read, tmp_path, choice: str, kept: float) -> None:
    workbook(tmp_path / "m.xlsx")
    (problem,) = read({}).problems
    assert problem.found == "a hidden sheet, number 2 of the workbook"
    inputs: Inputs = read({}, sources=line_of(problem.fix, choice))
    assert inputs.problems == [] and inputs.tables["spend"]["cost"].sum() == kept
    counts = inputs.files[["read", "kept", "total", "duplicate", "refused"]].sum().to_dict()
    assert counts["read"] == sum(counts.values()) - counts["read"] == 2 + (choice == "skip")
    assert any("hidden sheet 2 is left out" in note for note in inputs.files["note"]) == (choice == "skip")


@pytest.mark.parametrize(("choice", "kept"), [("skip", 2), ("read", 4)])
def test_hidden_sheets_of_an_old_workbook_are_asked_about_too(read, choice: str, kept: int) -> None:
    rows = [["day", "person", "hours"], ["2025-07-01", "Ada", 1.5], ["2025-07-02", "Ada", 2]]
    june = [rows[0], *(["2025-06" + day[-3:], person, hours] for day, person, hours in rows[1:])]
    data = old_workbook({"July": rows, "Ada Byron": june}, hidden=("Ada Byron",))
    (problem,) = read({"t.xls": data}).problems
    assert problem.found == "a hidden sheet, number 2 of the workbook"
    inputs = read({"t.xls": data}, sources=line_of(problem.fix, choice))
    assert inputs.problems == [] and len(inputs.tables["timesheets"]) == kept


def test_what_a_hidden_sheet_holds_is_no_problem_until_it_is_to_be_read(read, tmp_path) -> None:
    """Neither cells merged over rows nor a formula without its result: nobody who sees only the other sheets can mend them."""
    workbook(tmp_path / "m.xlsx")
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    book["Ada Byron"].merge_cells("A2:A3")
    book["Ada Byron"]["B3"] = "=1+1"
    book.save(tmp_path / "m.xlsx")
    (problem,) = read({}).problems
    assert problem.found == "a hidden sheet, number 2 of the workbook"
    assert read({}, sources=line_of(problem.fix, "skip")).problems == []
    assert "cells merged over the rows 2 to 3" in read({}, sources=line_of(problem.fix, "read")).problems[0].found
