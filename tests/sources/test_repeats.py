"""A line that stands twice: counted once where an id or a clock time says that it cannot be true, told where it can."""

import pytest
from samples import BRANDWATCH, CLOCKIFY, HARVEST, QUICKBOOKS, QUICKBOOKS_JOURNAL, SAMPLES, SURVEY_CSV, lines
from written import account_of, workbook

TOGGL = lines(
    "User,Email,Client,Project,Task,Description,Start date,Start time,End date,End time,Duration",
    "Ada,a@x.example,L,Social,Posts,two posts,2025-07-01,09:00:00,2025-07-01,10:30:00,01:30:00",
    "Ada,a@x.example,L,Social,Posts,a reel,2025-07-01,11:00:00,2025-07-01,11:15:00,00:15:00",
)
TIMES = lines("day,started_at,person,project,hours", "2025-07-01,2025-07-01T09:00:00Z,Ada,Social,1.5")
SIGN_UPS = lines("at,action,visitor", "2025-07-01T09:00:00Z,sign_up,v1")


def doubled(text: str, line: int) -> str:
    """The text with one of its lines (from 1) twice, the copy at the end."""
    rows = text.splitlines(keepends=True)
    return "".join([*rows, rows[line - 1]])


@pytest.mark.parametrize(
    ("text", "line", "table", "rows", "column", "total"),
    [
        (TOGGL, 2, "timesheets", 2, "hours", 1.75),
        (CLOCKIFY, 2, "timesheets", 2, "hours", 1.75),
        (SURVEY_CSV, 2, "surveys", 2, "score", 9 + 6 + 0),
        (TIMES, 2, "timesheets", 1, "hours", 1.5),
        (SIGN_UPS, 2, "conversions", 1, None, 1),
    ],
)
def test_what_cannot_have_been_twice_counts_once(
    read, text: str, line: int, table: str, rows: int, column: str, total: float
) -> None:
    inputs = read({"f.csv": doubled(text, line)})
    assert inputs.problems == []
    found = inputs.tables[table]
    assert (found[column].sum() if column else len(found)) == total
    counts = account_of(inputs, "f.csv", table)
    assert counts == {"read": rows + 1, "kept": rows, "total": 0, "duplicate": 1, "refused": 0}
    assert "1 line repeats another with the same id or clock time: counted once" in inputs.files["note"].iloc[0]
    assert account_of(read({"f.csv": doubled(text, line)}), "f.csv", table) == counts  # out of the cache


def test_a_document_that_is_listed_twice_is_one_mention(read) -> None:
    rows = BRANDWATCH["Sheet0"]
    assert read({"m.xlsx": workbook({"Sheet0": [*rows, rows[-1]]})}).tables["mentions"]["count"].sum() == 2


@pytest.mark.parametrize(
    ("text", "line", "table", "column", "total", "row"),
    [
        ("day,net,currency\n2025-07-01,9.50,USD\n", 2, "orders", "net", 19, 3),
        ("day,source\n2025-07-01,instagram\n", 2, "leads", "count", 2, 3),
        ("day,question,score,scale_max\n2025-07-01,nps,9,10\n", 2, "surveys", "score", 18, 3),
        ("day,account,amount,currency\n2025-07-01,Ads,50,USD\n", 2, "invoices", "amount", 100, 3),
        ("day,person,project,hours\n2025-07-01,Ada,Social,1.5\n", 2, "timesheets", "hours", 3, 3),
        (HARVEST, 2, "timesheets", "hours", 1.5 + 0.25 + 1.5, 4),
        (QUICKBOOKS_JOURNAL, 5, "invoices", "amount", 100 - 100 - 100, 7),
    ],
)
def test_what_can_have_been_twice_counts_twice_and_is_told(
    read, text: str, line: int, table: str, column: str, total: float, row: int
) -> None:
    inputs = read({"f.csv": doubled(text, line)})
    assert inputs.problems == [] and inputs.tables[table][column].sum() == total
    assert f"1 line repeats another word for word (first: row {row}): each counts" in inputs.files["note"].iloc[0]
    assert "word for word" not in read({"f.csv": text}).files["note"].iloc[0]


def test_other_words_in_a_column_that_does_not_stay_are_another_entry(read) -> None:
    second = TOGGL.splitlines()[1].replace("two posts", "a third post")
    inputs = read({"t.csv": TOGGL + second + "\n"})
    assert len(inputs.tables["timesheets"]) == 3 and inputs.files["duplicate"].tolist() == [0]


def test_a_line_of_the_ledger_with_the_balance_of_the_line_above_counts_once(read) -> None:
    rows = QUICKBOOKS.splitlines(keepends=True)
    bill = next(place for place, row in enumerate(rows) if "1007" in row)
    inputs = read({"q.csv": "".join([*rows[: bill + 1], *rows[bill:]])})
    assert inputs.tables["invoices"]["amount"].tolist() == [1000, -250, 300]
    # Booked, taken back and booked again: the same words, and each of them true.
    back = rows[bill].replace("1007", "1008").replace('"1,000.00","1,000.00"', '"-1,000.00",0.00')
    inputs = read({"q.csv": "".join([*rows[: bill + 1], back, *rows[bill:]])})
    assert inputs.tables["invoices"]["amount"].tolist() == [1000, -1000, 1000, -250, 300]
    assert "word for word" in inputs.files["note"].iloc[0]


def test_orders_with_a_number_are_known_by_it(read) -> None:
    inputs = read({"o.csv": doubled(SAMPLES["shopify"]["orders"].decode(), 2)})
    assert "word for word" not in inputs.files["note"].iloc[0]


def test_a_mapped_line_that_stands_twice_counts_once_by_its_person_and_clock_time(read) -> None:
    text = "Start,Who,Job,Spent\n2025-07-01T09:00:00Z,Ada,Social,1.5\n2025-07-01T11:00:00Z,Ada,Social,0.5\n"
    columns = {"day": "Start", "started_at": "Start", "person": "Who", "project": "Job", "hours": "Spent"}
    inputs = read({"t.csv": doubled(text, 2)}, sources={"t.csv": {"table": "timesheets", "columns": columns}})
    assert inputs.problems == [] and inputs.tables["timesheets"]["hours"].sum() == 2.0
    assert inputs.files["duplicate"].tolist() == [1] and "counted once" in inputs.files["note"].iloc[0]
    del columns["person"]  # two people can begin the same at once
    inputs = read({"t.csv": doubled(text, 2)}, sources={"t.csv": {"table": "timesheets", "columns": columns}})
    assert inputs.tables["timesheets"]["hours"].sum() == 3.5 and "word for word" in inputs.files["note"].iloc[0]


def test_a_ledger_pasted_twice_into_one_file_counts_once(read) -> None:
    once, twice = read({"a.csv": QUICKBOOKS}), read({"a.csv": QUICKBOOKS + QUICKBOOKS})
    assert twice.problems == []
    assert twice.tables["invoices"]["amount"].tolist() == once.tables["invoices"]["amount"].tolist()
    assert account_of(twice, "a.csv", "invoices")["duplicate"] == 3


SALES = ("2025-07-01,10,EUR", "2025-07-01,12,EUR", "2025-07-02,10,EUR", "2025-07-03,15,EUR")


def test_days_that_were_pasted_twice_count_once(read) -> None:
    inputs = read({"sales.csv": lines("day,net,currency", *SALES, *SALES[:3])})
    assert inputs.problems == [] and inputs.tables["orders"]["net"].sum() == 10 + 12 + 10 + 15
    assert account_of(inputs, "sales.csv", "orders")["duplicate"] == 3
    assert "3 lines (first: row 6) repeat others in their order" in inputs.files["note"].iloc[0]


@pytest.mark.parametrize(("copied", "sum_of_copies"), [(10, 0), (9, sum(range(1, 10)))])
def test_ten_lines_of_a_day_that_were_pasted_twice_count_once_and_fewer_are_told(read, copied: int, sum_of_copies: float) -> None:
    day = [f"2025-07-01,{net},EUR" for net in range(1, 13)]
    inputs = read({"sales.csv": lines("day,net,currency", *day, *day[:copied])})
    assert inputs.problems == [] and inputs.tables["orders"]["net"].sum() == sum(range(1, 13)) + sum_of_copies
    assert f"{copied} lines" in inputs.files["note"].iloc[0]


def test_the_same_few_sums_for_each_of_many_are_no_paste(read) -> None:
    wages = [f"2025-07-01,{net},EUR" for net in (1000, 200, 50)] * 6
    assert read({"sales.csv": lines("day,net,currency", *wages)}).tables["orders"]["net"].sum() == 6 * 1250


def test_equal_sales_of_one_day_are_as_many_sales(read) -> None:
    inputs = read({"sales.csv": lines("day,net,currency", *["2025-07-01,10,EUR"] * 5)})
    assert inputs.problems == [] and inputs.tables["orders"]["net"].sum() == 50
