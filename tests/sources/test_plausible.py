"""A part above its whole, ids and letters that a spreadsheet program has spoilt, and rows above a header."""

import pytest

HEADER = '"Reporting starts","Reporting ends","Campaign name","Amount spent (USD)",Impressions,Reach,"Link clicks"\n'


def meta(campaign: str, *counts: int) -> str:
    """A file of one campaign with its impressions, reach and clicks."""
    return HEADER + f'2025-07-01,2025-07-01,"{campaign}",10.00,{counts[0]},{counts[1]},{counts[2]}\n'


def test_clicks_above_impressions_are_columns_that_changed_places(read) -> None:
    assert read({"m.csv": meta("Summer", 900, 800, 12)}).problems == []
    inputs = read({"m.csv": meta("Summer", 12, 12, 900)})
    assert [problem.found for problem in inputs.problems] == ["clicks that add up to 900.00, where impressions add up to 12.00"]
    assert inputs.tables["spend"].empty


def test_a_refund_above_the_order_is_refused(read) -> None:
    header = "id,Created date (UTC),Amount,Amount Refunded,Currency,Status\n"
    inputs = read({"s.csv": header + "ch_1,2025-07-15 10:00:00,15.00,20.00,usd,Paid\n"})
    assert "refunds that add up to 20.00, where gross amounts add up to 15.00" in [problem.found for problem in inputs.problems]


@pytest.mark.parametrize(
    ("file", "text", "row"),
    [("m.csv", HEADER + '2025-07-09,2025-07-01,"Summer",10.00,900,800,12\n', 2),
     ("s.csv", "day,last_day,platform,cost,currency\n2025-07-09,2025-07-09,x,5,EUR\n2025-07-09,2025-07-01,x,10,EUR\n", 3)],
)  # fmt: skip
def test_a_row_that_ends_before_it_begins_is_refused(read, file: str, text: str, row: int) -> None:
    [problem] = read({file: text}).problems
    assert (problem.row, problem.found) == (row, "days from 2025-07-09 to 2025-07-01")


INDEXED = ",Region,Impressions,Spend,Start\n"
MAPPED = {"table": "spend", "columns": {"impressions": "Impressions", "cost": "Spend", "day": "Start", "campaign": "Region"},
          "platform": "tiktok", "currency": "EUR"}  # fmt: skip


@pytest.mark.parametrize(("hint", "cost"), [({}, None), ({"totals": "ignore"}, 120.0)])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_total_that_does_not_say_so_is_refused(read, place: int, hint: dict[str, str], cost: float | None) -> None:
    """40.25 + 19.75 = 60.00 and 700 + 300 = 1,000: with the total among the rows, twice of each."""
    rows = ["a,Goa,700,40.25,2025-07-01", "b,Kerala,300,19.75,2025-07-01"]
    text = INDEXED + "".join(f"{row}\n" for row in [*rows[:place], "c,All,1000,60.00,2025-07-01", *rows[place:]])
    inputs = read({"s.csv": text}, sources={"s.csv": MAPPED | hint})
    assert [problem.row for problem in inputs.problems] == ([] if cost else [2 + place])
    assert cost is None or inputs.tables["spend"]["cost"].sum() == cost


@pytest.mark.parametrize("row", ["c,All,1001,60.00,2025-07-01", "c,All,1000,60.01,2025-07-01"])
def test_a_row_that_is_nearly_all_others_is_a_row(read, row: str) -> None:
    text = INDEXED + f"a,Goa,700,40.25,2025-07-01\nb,Kerala,300,19.75,2025-07-01\n{row}\n"
    inputs = read({"s.csv": text}, sources={"s.csv": MAPPED})
    assert inputs.problems == [] and len(inputs.tables["spend"]) == 3


@pytest.mark.parametrize("name", ["????? | Sale", "Sale ???? ????", "??? ???"])
def test_letters_that_were_saved_as_question_marks_are_refused(read, name: str) -> None:
    problems = read({"m.csv": meta(name, 900, 800, 12)}).problems
    assert [(problem.row, problem.column, problem.expected) for problem in problems] == [(2, "Campaign name", "letters")]


@pytest.mark.parametrize("name", ["Really?", "Pourquoi ???", "What??? Sale"])
def test_a_question_is_no_lost_letter(read, name: str) -> None:
    assert read({"m.csv": meta(name, 900, 800, 12)}).tables["spend"]["campaign"].tolist() == [name]


@pytest.mark.parametrize("number", ["1,234,567", "12,345", "6.49E+17"])
def test_an_id_that_was_written_as_a_number_is_refused(read, number: str) -> None:
    header = '"Record ID","Deal Name","Create Date","Deal Stage","Amount","Currency"\n'
    row = f'"{number}","Deal","2025-07-01 09:00","Closed Won","100","USD"\n'
    problems = read({"d.csv": header + row}).problems
    assert [(problem.row, problem.column, problem.expected) for problem in problems] == [
        (2, "Record ID", "an id with all its digits")
    ]


def test_a_row_of_words_and_a_day_above_the_header_is_data(read) -> None:
    """Swapped with its neighbour, the header hid the first mention."""
    header = ["Date", "Url", "Author", "Page Type", "Full Text", "Resource Id", "Query Name"]
    row = ["2025-07-01 10:00:00", "https://x.example", "A", "twitter", "text", "r1", "Lotus"]
    sheets = {"Mentions": [row, header, ["2025-07-02 10:00:00", *row[1:5], "r2", "Lotus"]]}
    problems = read({"b.xlsx": sheets}).problems
    assert [problem.row for problem in problems] == [1]
