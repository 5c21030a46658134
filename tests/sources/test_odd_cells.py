"""Cells that are no number or no day: the message says what each is and what to do."""

import datetime

import pytest
from samples import SAMPLES

HEADER = "Campaign name,Day,Impressions,Amount spent (USD),Reporting starts,Reporting ends"
AGAIN = "download the file again and put it in unopened, or correct the formula; where there is no value leave the cell empty"


def message(read, *, day: object = "2025-07-02", cost: object = "2.50", workbook: bool = False) -> str:
    """The one problem of an export of ads with this day and this cost in its third row."""
    rows = [["Summer", "2025-07-01", 10, 1.5, "2025-07-01", "2025-07-31"], ["Summer", day, 10, cost, "2025-07-01", "2025-07-31"]]
    text = "".join(",".join(map(str, row)) + "\n" for row in [HEADER.split(","), *rows])
    (problem,) = read({"a.xlsx": {"Sheet": [HEADER.split(","), *rows]}} if workbook else {"a.csv": text}).problems
    assert problem.row == 3
    return problem.sentence()


@pytest.mark.parametrize("workbook", [False, True])
@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("#REF!", "its formula points to a cell that is gone"),
        ("#N/A", "its formula found nothing"),
        ("#VALUE!", "its formula got a text where it needs a number"),
        ("#DIV/0!", "its formula divides by zero"),
    ],
)
def test_an_error_of_a_spreadsheet_program_is_explained(read, cell: str, why: str, workbook: bool) -> None:
    expected = f"; expected a number whose decimal sign is '.'; {AGAIN}"
    said = f"row 3, column 'Amount spent (USD)': '{cell}': an error of a spreadsheet program, {why}{expected}"
    assert message(read, cost=cell, workbook=workbook) == said


@pytest.mark.parametrize(("cell", "workbook"), [("TRUE", False), (True, True), ("true", True)])
def test_a_logical_value_among_numbers_is_explained(read, cell: object, workbook: bool) -> None:
    said = message(read, cost=cell, workbook=workbook)
    assert f"column 'Amount spent (USD)': '{cell}': a logical value; expected a number" in said
    assert said.endswith("write the number that is meant (1 for true, 0 for false, where it counts something)")


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("2025-02-30", "February 2025 has 28 days"), ("2024-02-30", "February 2024 has 29 days"),
        ("20250431", "April 2025 has 30 days"), ("31/04/2025", "April 2025 has 30 days"),
        ("04/31/2025", "April 2025 has 30 days"), ("2025-13-01", "there is no month 13"),
        ("00-01-2025", "a day or month of 0"), ("2025-00-10", "a day or month of 0"), ("1900-01-05", "a day of the year 1900"),
        ("13/14/2025", "there is no month 13"),
    ],
)  # fmt: skip
def test_a_day_that_no_calendar_has_is_explained(read, cell: str, why: str) -> None:
    said = message(read, day=cell)
    assert f"column 'Day': '{cell}': {why}; expected a date" in said
    assert said.endswith("correct the cell, or download the file again") and "dates: day_first" not in said


@pytest.mark.parametrize(("cell", "workbook"), [("45839", False), ("45839.5", False), (45839, True), ("45839", True)])
def test_excels_number_of_a_day_is_explained(read, cell: object, workbook: bool) -> None:
    # 45,658 is 1 January 2025, and 181 days lie between it and 1 July.
    said = message(read, day=cell, workbook=workbook)
    assert f"'{cell}': Excel's number of the day 2025-07-01; expected a date; format the column as dates" in said
    assert datetime.date(1899, 12, 30) + datetime.timedelta(45_839) == datetime.date(2025, 7, 1)


def test_a_file_of_people_is_told_why_and_not_what(read) -> None:
    text = SAMPLES["zendesk"]["tickets"].decode().replace("2025-07-03 09:00:00 +0000", "2025-02-30")
    found = [problem.found for problem in read({"t.csv": text}).problems]
    assert found[0] == "a text of 10 characters: February 2025 has 28 days"


@pytest.mark.parametrize(("dates", "day"), [("day_first", "2025-05-07"), ("month_first", "2025-07-05")])
def test_years_of_two_digits_are_read_once_params_say_the_order(read, dates: str, day: str) -> None:
    text = HEADER.replace(",Reporting starts,Reporting ends", "") + "\nSummer,7/5/25,10,1.5\nAutumn,7/5/25,10,1.5\n"
    (problem,) = read({"a.csv": text}).problems
    assert problem.row == 2 and problem.found.startswith("'7/5/25' has a year of two digits")
    assert f"dates: {dates}}}}} reads {day}" in problem.fix
    inputs = read({"a.csv": text}, sources={"a.csv": {"dates": dates}})
    assert inputs.problems == [] and f"{inputs.tables['spend']['day'][0]:%Y-%m-%d}" == day


def test_a_workbook_can_hold_days_and_texts_with_short_years(read) -> None:
    rows = [HEADER.split(",")[:4], ["Summer", datetime.datetime(2025, 7, 4), 10, 1.5], ["Autumn", "7/5/25", 10, 2.5]]
    assert "'7/5/25' has a year of two digits" in read({"a.xlsx": {"Sheet": rows}}).problems[0].found
    inputs = read({"a.xlsx": {"Sheet": rows}}, sources={"a.xlsx": {"dates": "month_first"}})
    assert inputs.problems == [] and [f"{day:%m-%d}" for day in inputs.tables["spend"]["day"]] == ["07-04", "07-05"]


def test_what_stands_behind_a_short_year_is_quoted_only_where_it_is_a_clock(read) -> None:
    text = HEADER.replace(",Reporting starts,Reporting ends", "") + "\nSummer,7/5/25 Ada Byron,10,1.5\n"
    assert all("two digits" not in problem.found for problem in read({"a.csv": text}).problems)


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        ("07/13/2025,100,1.50\n07/14/2025,1.234,1.50", (3, "Impressions")),
        ("07/13/2025,100,1.50\n07/14/2025,90,2.50\n07/15/2025,90,1.250", (4, "Amount spent (USD)")),
        ("07/13/2025,100,1.50\n07/14/2025,90,5%", (3, "Amount spent (USD)")),
        ("07/13/2025,100,$1.50\n07/14/2025,90,€2.50", (None, "Amount spent (USD)")),
        ("01/07/2025,90,1.5\n02/07/2025,90,1.5\n07/14/2025,90,1.5\n07/15/2025,90,1.5", (None, "Day")),
    ],
)
def test_a_column_that_was_written_in_two_ways_is_refused_where_it_stands(read, rows: str, where: tuple[int | None, str]) -> None:
    table = "".join(f"Summer,{row},07/01/2025,07/31/2025\n" for row in rows.split("\n"))
    found = [(problem.row, problem.column) for problem in read({"a.csv": f"{HEADER}\n{table}"}).problems]
    assert where in found


def test_a_comma_in_the_header_is_no_column_that_every_row_lacks(read) -> None:
    (header, *rows) = SAMPLES["pinterest"]["ads"].decode().splitlines()
    inputs = read({"a.csv": "\n".join([header.replace("ad_name", "ad,name"), *rows]) + "\n"})
    assert inputs.problems and inputs.tables["spend"].empty


def test_a_workbooks_cell_under_no_header_is_refused(read) -> None:
    row = ["Summer", "", "2025-07-01", 10, 1.5, "2025-07-01", "2025-07-31"]
    (problem,) = read({"a.xlsx": {"Sheet": [HEADER.split(","), row]}}).problems
    assert (problem.row, problem.found) == (2, "more or fewer cells than the header has")


def test_spaces_of_every_script_around_a_cell_are_none_of_it(read) -> None:
    header = 'Day,"Campaign name",Impressions,"Amount spent (USD)"\n'
    inputs = read({"ads.csv": f"{header}2025-07-01,\u3000夏\u3000,\u20039\u2003,1.25\n2025-07-02,夏,9,1.25\n"})
    assert inputs.problems == []
    assert inputs.tables["spend"]["campaign"].tolist() == ["夏", "夏"]


@pytest.mark.parametrize("cell", ["1.2K", "5k", "3 M", "-1,2K"])
def test_a_shortened_number_is_named_as_one(read, cell: str) -> None:
    header = '"Date","Video Views","Profile Views","Likes","Comments","Shares"\n'
    (problem,) = read({"o.csv": header + f'"2025-07-01","{cell}","1","1","1","1"\n'}).problems
    assert problem.found == f"'{cell}': a number shortened to thousands or millions" and "in full" in problem.fix


@pytest.mark.parametrize("word", ["Total", "TOTAL:", "Grand total"])
def test_a_row_of_totals_among_people_is_named_as_one(read, word: str) -> None:
    days = '"Date","Network","Profile","Audience"\n"01-13-2025","Instagram","@cafe","900"\n'
    problem = next(one for one in read({"p.csv": days + f'"{word}","Instagram","","900"\n'}).problems if one.column == "Date")
    assert problem.found == f"'{word}': the word of a row of totals" and "delete the row" in problem.fix
