"""Universal Analytics: sessions by source and page, totals and second tables left out, English and Dutch numbers."""

import pandas as pd
from samples import UA, UA_BROWSERS, UA_DUTCH, UA_WORKBOOK
from written import account_of


def test_landing_pages_by_device_add_up_to_the_total_row(read) -> None:
    inputs = read({"ua.csv": UA})
    assert inputs.problems == []
    traffic = inputs.tables["traffic"]
    assert traffic["landing_page"].tolist() == ["/x", "/x"]
    assert traffic["sessions"].tolist() == [553, 2662]  # the total row says 3,215
    assert traffic["revenue"].tolist() == [0, 1204.5]
    assert set(traffic["day"]) == {pd.Timestamp("2015-04-16")} and set(traffic["last_day"]) == {pd.Timestamp("2015-04-17")}
    assert set(traffic["report"]) == {"Universal Analytics: Landing Page, Device Category"}
    assert account_of(inputs, "ua.csv", "traffic") == {"read": 3, "kept": 2, "total": 1, "duplicate": 0, "refused": 0}
    assert account_of(inputs, "ua.csv", "") == {"read": 3, "kept": 2, "total": 1, "duplicate": 0, "refused": 0}


def test_dutch_thousands_and_money(read) -> None:
    inputs = read({"ua.csv": UA_DUTCH})
    traffic = inputs.tables["traffic"]
    assert traffic[["source", "medium"]].to_numpy().tolist() == [["facebook", "social"], ["google", "organic"]]
    assert traffic["sessions"].tolist() == [2546, 120]
    assert traffic["revenue"].tolist() == [0, 1009.36]
    assert inputs.files["coverage"].tolist() == ["preamble"]


def test_a_split_that_the_kit_does_not_know_is_not_used(read) -> None:
    inputs = read({"ua.csv": UA_BROWSERS})
    assert inputs.problems == [] and inputs.tables["traffic"].empty
    assert account_of(inputs, "ua.csv", "") == {"read": 2, "kept": 1, "total": 1, "duplicate": 0, "refused": 0}


def test_a_workbook_has_its_days_in_params(read) -> None:
    without = read({"ua.xlsx": UA_WORKBOOK})
    assert without.tables["traffic"].empty and 'from: "2022-07-01"' in without.files["note"][0]
    days = {"from": "2022-03-01", "until": "2022-03-31"}
    stated = read({"ua.xlsx": UA_WORKBOOK}, sources={"ua.xlsx": days}).tables["traffic"]
    assert stated[["source", "sessions", "revenue"]].to_numpy().tolist() == [["facebook", 40, 12.5]]
    assert stated["last_day"].tolist() == [pd.Timestamp("2022-03-31")]


def test_the_same_report_twice_is_kept_once(read) -> None:
    inputs = read({"a.csv": UA_DUTCH, "b.csv": UA_DUTCH})
    assert inputs.problems == [] and len(inputs.tables["traffic"]) == 2
    assert account_of(inputs, "b.csv", "traffic")["duplicate"] == 2


def test_an_unreadable_count_is_refused(read) -> None:
    inputs = read({"ua.csv": UA_DUTCH.replace("120,", "12O,")})
    assert [(problem.row, problem.column) for problem in inputs.problems] == [(9, "Sessies")]
    assert len(inputs.tables["traffic"]) == 1


def test_a_row_without_its_page_is_neither_a_page_nor_a_total(read) -> None:
    damaged = UA.replace(',,"3,215"', ',3,"3,215"')
    (problem,) = read({"ua.csv": damaged}).problems
    assert (problem.found, problem.column) == ("an empty cell", "Landing Page")
