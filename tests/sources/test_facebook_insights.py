"""Facebook Insights until 2021: XML workbooks and CSV, the explaining row, likes that are not followers."""

import pandas as pd
from samples import FACEBOOK_KEYS, FACEBOOK_PAGE, FACEBOOK_POSTS, xml_workbook
from written import account_of


def test_days_of_the_page(read) -> None:
    inputs = read({"insights.xls": xml_workbook(FACEBOOK_PAGE)})
    assert inputs.problems == []
    days = inputs.tables["audience"]
    assert days["day"].tolist() == [pd.Timestamp("2019-07-01"), pd.Timestamp("2019-07-02")]
    assert days["reach"].tolist() == [700, 710] and days["impressions"].tolist() == [1500, 1400]
    assert days["engagements"].tolist() == [62, 58]
    assert days["followers"].isna().all() and days["followers_gained"].isna().all()
    # The row of explanations is a second header; the sheet of like sources is counted and not used.
    assert account_of(inputs, "insights.xls", "audience") == {"read": 2, "kept": 2, "total": 0, "duplicate": 0, "refused": 0}
    assert account_of(inputs, "insights.xls", "") == {"read": 1, "kept": 1, "total": 0, "duplicate": 0, "refused": 0}


def test_internal_keys_as_headers(read) -> None:
    days = read({"page.csv": FACEBOOK_KEYS}).tables["audience"]
    assert days[["impressions", "reach", "profile_visits"]].to_numpy().tolist() == [[1500, 700, 33]]


def test_a_post_of_several_sheets_is_one_row(read) -> None:
    inputs = read({"posts.xls": xml_workbook(FACEBOOK_POSTS)})
    assert inputs.problems == []
    posts = inputs.tables["posts"]
    assert posts[["impressions", "reach", "reactions", "comments", "shares"]].to_numpy().tolist() == [[1200, 800, 25, 4, 3]]
    assert posts["post_id"].tolist() == ["100000000000001_200000000000002"] and posts["type"].tolist() == ["photo"]
    assert posts["day"].tolist() == [pd.Timestamp("2019-07-15")]


def test_a_damaged_or_hostile_workbook_is_one_problem(read) -> None:
    data = xml_workbook(FACEBOOK_PAGE)
    entity = data.replace(b"<Workbook", b'<!DOCTYPE x [<!ENTITY a "aa">]><Workbook', 1)
    far = data.replace(b'ss:Index="2"', b'ss:Index="99999999"', 1)
    for damaged, words in ((data[:-40], "cannot be opened"), (entity, "entities"), (far, "cannot be opened")):
        inputs = read({"i.xls": damaged})
        assert len(inputs.problems) == 1 and words in inputs.problems[0].found


def test_an_unreadable_count_names_its_row(read) -> None:
    inputs = read({"page.csv": FACEBOOK_KEYS.replace("1500", "15oo")})
    assert [(problem.row, problem.column) for problem in inputs.problems] == [(2, "page_impressions")]


def test_the_unknown_zone_of_posts_is_said_as_business_suites_is(read) -> None:
    note = read({"posts.xls": xml_workbook(FACEBOOK_POSTS)}).files.set_index("table").loc["posts", "note"]
    assert "'Posted' read as UTC time: Meta does not say its zone" in note and "timezone: America/Los_Angeles" in note
    decided = read({"posts.xls": xml_workbook(FACEBOOK_POSTS)}, sources={"posts.xls": {"timezone": "America/Los_Angeles"}})
    assert "zone" not in decided.files.set_index("table").loc["posts", "note"]
