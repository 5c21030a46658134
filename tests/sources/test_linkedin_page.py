"""LinkedIn Page's .xls workbooks: organic days, posts by their number, followers won and not followers."""

import pandas as pd
from biff import old_workbook
from samples import LINKEDIN_2020, LINKEDIN_COMPETITORS, LINKEDIN_CONTENT, LINKEDIN_FOLLOWERS, LINKEDIN_VISITORS
from written import account_of


def test_content_gives_organic_days_and_posts(read) -> None:
    inputs = read({"cafe_content.xls": old_workbook(LINKEDIN_CONTENT)})
    assert inputs.problems == []
    days = inputs.tables["audience"]
    assert days["day"].tolist() == [pd.Timestamp("2025-07-01"), pd.Timestamp("2025-07-02")]
    assert days["impressions"].tolist() == [100, 120] and days["reach"].tolist() == [80, 90]
    assert days[["clicks", "reactions", "comments", "shares"]].to_numpy().tolist() == [[5, 4, 1, 2], [6, 3, 0, 1]]
    posts = inputs.tables["posts"]
    assert posts["post_id"].tolist() == ["7085550000000000001"] and posts["impressions"].tolist() == [100]
    assert posts["type"].tolist() == ["image"] and posts["campaign"].isna().all()
    # The sponsored run of the same post is counted and left to Campaign Manager's export.
    assert account_of(inputs, "cafe_content.xls", "posts") == {"read": 2, "kept": 2, "total": 0, "duplicate": 0, "refused": 0}
    assert "1 sponsored" in inputs.files.set_index("table")["note"]["posts"]


def test_the_sheets_of_2020(read) -> None:
    inputs = read({"old.xls": old_workbook(LINKEDIN_2020)})
    assert inputs.problems == []
    assert inputs.tables["audience"]["shares"].tolist() == [1] and inputs.tables["posts"]["shares"].tolist() == [1]


def test_total_followers_is_what_was_won_that_day(read) -> None:
    inputs = read({"f.xls": old_workbook(LINKEDIN_FOLLOWERS)})
    days = inputs.tables["audience"]
    assert days["followers_gained"].tolist() == [6, 0] and days["followers"].isna().all()
    assert account_of(inputs, "f.xls", "") == {"read": 2, "kept": 2, "total": 0, "duplicate": 0, "refused": 0}


def test_content_and_followers_of_one_day_become_one_row(read) -> None:
    inputs = read({"c.xls": old_workbook(LINKEDIN_CONTENT), "f.xls": old_workbook(LINKEDIN_FOLLOWERS)})
    assert inputs.problems == []
    assert inputs.tables["audience"][["impressions", "followers_gained"]].to_numpy().tolist() == [[100, 6], [120, 0]]


def test_visitors_are_page_views_in_total(read) -> None:
    days = read({"v.xls": old_workbook(LINKEDIN_VISITORS)}).tables["audience"]
    # Columns 1 to 24: the Page's total views, on every device, are the 21st.
    assert days["profile_visits"].tolist() == [21]


def test_competitors_are_not_used(read) -> None:
    inputs = read({"c.xlsx": LINKEDIN_COMPETITORS})
    assert inputs.problems == [] and inputs.files["source"].tolist() == ["linkedin_page"]


def test_a_damaged_workbook_is_one_problem(read) -> None:
    data = old_workbook(LINKEDIN_CONTENT)
    for damaged in (data[:700], data[:9], data[:512] + b"\x00" * (len(data) - 512)):
        inputs = read({"c.xls": damaged})
        assert len(inputs.problems) == 1 and inputs.tables["audience"].empty


def test_a_bad_cell_names_its_row(read) -> None:
    sheets = {"Metrics": [*LINKEDIN_CONTENT["Metrics"][:3], ["13/13/2025", "x", *LINKEDIN_CONTENT["Metrics"][3][2:]]]}
    inputs = read({"c.xls": old_workbook(sheets)})
    assert {(problem.row, problem.column) for problem in inputs.problems} == {(4, "Date"), (4, "Impressions (organic)")}
    assert len(inputs.tables["audience"]) == 1
