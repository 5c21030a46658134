"""Salesforce: opportunities and members above the report's closing lines."""

import pandas as pd
import pytest
from samples import SALESFORCE_DEALS, SALESFORCE_MEMBERS
from written import account_of


def test_opportunities_become_deals(read) -> None:
    inputs = read({"report.csv": SALESFORCE_DEALS})
    assert inputs.problems == []
    deals = inputs.tables["deals"]
    assert deals["deal_id"].tolist() == ["006000000000001", "006000000000002", "006000000000003"]
    assert deals["day"].tolist() == [pd.Timestamp("2025-07-15"), pd.Timestamp("2025-07-16"), pd.Timestamp("2025-07-17")]
    # An open opportunity's close date is a hope: left out.
    assert deals["closed_day"].tolist()[:2] == [pd.Timestamp("2025-08-01"), pd.Timestamp("2025-08-02")]
    assert deals["closed_day"].isna().tolist() == [False, False, True]
    assert deals["is_won"].tolist() == [True, False, False] and deals["is_closed"].tolist() == [True, True, False]
    assert deals["amount"].tolist()[:2] == [1200, 900] and deals["amount"].isna().tolist()[2]
    assert deals["source"].tolist()[:2] == ["Instagram", "Word of mouth"] and deals["campaign"][0] == "Summer"
    assert set(deals["currency"]) == {"USD"} and "amounts taken as USD" in inputs.files["note"][0]
    # The three closing lines are no rows.
    assert account_of(inputs, "report.csv", "deals") == {"read": 3, "kept": 3, "total": 0, "duplicate": 0, "refused": 0}


def test_a_report_without_ids_tells_opportunities_apart(read) -> None:
    text = "\n".join(line.split(",", 1)[1] if "," in line else line for line in SALESFORCE_DEALS.splitlines()) + "\n"
    deals = read({"report.csv": text}).tables["deals"]
    assert deals["deal_id"].nunique() == 3 and deals["deal_id"].str.fullmatch("[0-9a-f]{32}").all()


def test_a_member_of_two_campaigns_is_one_lead_of_the_first(read) -> None:
    inputs = read({"members.csv": SALESFORCE_MEMBERS})
    assert inputs.problems == []
    leads = inputs.tables["leads"]
    assert leads["day"].tolist() == [pd.Timestamp("2025-07-14"), pd.Timestamp("2025-07-15")]
    assert leads["campaign"].tolist() == ["Ebook", "Ebook"] and leads["source"].tolist() == ["LinkedIn", "Web"]
    assert leads["stage"].tolist() == ["Sent", "Responded"] and leads["count"].tolist() == [1, 1]
    assert account_of(inputs, "members.csv", "leads") == {"read": 3, "kept": 3, "total": 0, "duplicate": 0, "refused": 0}
    assert "1 people" in inputs.files["note"][0]


def test_days_that_prove_no_order_stop(read) -> None:
    text = SALESFORCE_MEMBERS
    for day in ("7/20", "7/14", "7/15", "7/21"):
        text = text.replace(day, "7/4")
    inputs = read({"m.csv": text})
    assert any("dates: month_first" in problem.fix for problem in inputs.problems) and inputs.tables["leads"].empty


def test_one_cell_rows_without_known_closing_words_are_refused(read) -> None:
    inputs = read({"m.csv": SALESFORCE_MEMBERS.split("\n\n")[0] + "\n\nsomething else\n"})
    assert [problem.found for problem in inputs.problems] == ["more or fewer cells than the header has"]


def test_a_missing_column_is_one_problem(read) -> None:
    inputs = read({"r.csv": SALESFORCE_DEALS.replace('"Created Date"', '"Owner"')})
    assert [problem.found for problem in inputs.problems] == ["no column 'Created Date'"]
    assert account_of(inputs, "r.csv", "deals") == {"read": 3, "kept": 0, "total": 0, "duplicate": 0, "refused": 3}


@pytest.mark.parametrize("said", ["2", "4"])
def test_another_number_of_records_than_the_last_line_says_is_refused(read, said: str) -> None:
    text = SALESFORCE_MEMBERS.replace("(3 records)", f"({said} records)")
    inputs = read({"m.csv": text})
    assert [problem.found for problem in inputs.problems] == [f"a last line that says {said} records, below 3 rows"]
    assert inputs.tables["leads"].empty
