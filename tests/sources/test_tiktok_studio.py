"""TikTok Studio: days without a year, months in the account's language, blanks that say `undefined`."""

import pandas as pd
import pytest
from samples import TIKTOK_CONTENT, TIKTOK_FOLLOWERS, TIKTOK_GENDER, TIKTOK_OVERVIEW, TIKTOK_VIEWERS, marked
from written import account_of, workbook

YEAR = {"t.csv": {"year": 2025}}


def test_days_without_a_year_stop_with_the_line_that_decides(read) -> None:
    inputs = read({"t.csv": marked(TIKTOK_OVERVIEW)})
    assert [problem.fix for problem in inputs.problems] == ['write the year of its newest day: sources: {"t.csv": {year: 2025}}']
    assert inputs.tables["audience"].empty and account_of(inputs, "t.csv", "audience")["refused"] == 2


def test_the_year_is_the_last_days_and_goes_back_over_new_year(read) -> None:
    days = read({"t.csv": marked(TIKTOK_OVERVIEW)}, sources=YEAR).tables["audience"]
    assert days["day"].tolist() == [pd.Timestamp("2024-12-31"), pd.Timestamp("2025-01-01")]
    columns = ["video_views", "profile_visits", "reactions", "comments", "shares"]
    assert days[columns].to_numpy().tolist() == [[900, 20, 50, 4, 2], [1100, 25, 61, 5, 3]]
    assert set(days["platform"]) == {"tiktok"}


@pytest.mark.parametrize("turned", [False, True])
def test_a_file_of_365_days_is_two_years_in_any_order(read, turned: bool) -> None:
    dates = pd.date_range("2024-02-28", "2025-02-26")
    rows = [f'"{day:%B} {day.day}","{place}","0"' for place, day in enumerate(dates)]
    header = '"Date","Followers","Difference in followers from previous day"'
    text = "\n".join([header, *(rows[::-1] if turned else rows)]) + "\n"
    days = read({"t.csv": text}, sources=YEAR).tables["audience"].sort_values("followers")
    assert days["day"].tolist() == dates.tolist()  # 29 February 2024 among them


def test_a_day_that_the_year_does_not_have_is_refused(read) -> None:
    text = '"Date","Followers","Difference in followers from previous day"\n"February 29","5","0"\n"March 1","5","0"\n'
    inputs = read({"t.csv": text}, sources=YEAR)
    assert [(problem.row, problem.column) for problem in inputs.problems] == [(2, "Date")]
    assert len(inputs.tables["audience"]) == 1


def test_undefined_is_missing_and_viewers_are_reach(read) -> None:
    days = read({"t.csv": marked(TIKTOK_VIEWERS)}, sources=YEAR).tables["audience"]
    assert days["reach"].tolist()[0] == 700 and days["reach"].isna().tolist() == [False, True]


def test_followers_and_their_gain(read) -> None:
    days = read({"t.csv": marked(TIKTOK_FOLLOWERS)}, sources=YEAR).tables["audience"]
    assert days[["followers", "followers_gained"]].to_numpy().tolist() == [[5000, 12], [4990, -10]]


def test_a_video_was_posted_before_the_day_of_the_export(read) -> None:
    inputs = read({"t.csv": marked(TIKTOK_CONTENT)}, sources=YEAR)
    posts = inputs.tables["posts"]
    assert posts["post_id"].tolist() == ["7300000000000000001", "7300000000000000002"]
    assert posts["day"].tolist() == [pd.Timestamp("2025-03-08"), pd.Timestamp("2024-12-30")]
    assert posts[["reactions", "comments", "shares", "video_views"]].to_numpy().tolist() == [[50, 4, 2, 900], [10, 0, 1, 200]]
    assert inputs.files["pulled_on"].tolist() == [pd.Timestamp("2025-03-09")]


def test_shares_are_not_used(read) -> None:
    inputs = read({"t.csv": marked(TIKTOK_GENDER)})
    assert inputs.problems == [] and account_of(inputs, "t.csv", "")["kept"] == 2


def test_a_workbook_of_texts(read) -> None:
    sheet = [["Date", "Video Views", "Profile Views", "Likes", "Comments", "Shares"], ["8. März", "1,900", "20", "50", "4", "2"]]
    days = read({"t.csv": workbook({"Overview": sheet})}, sources=YEAR).tables["audience"]
    assert days["day"].tolist() == [pd.Timestamp("2025-03-08")] and days["video_views"].tolist() == [1900]


def test_business_suite_s_videos_and_followers(read) -> None:
    videos = "Video title,Video link,Post time,Video views,Likes,Comments,Shares,Add to Favorites\n"
    videos += "x,https://www.tiktok.com/@cafe/video/7567452112981069079,2025/10/31 18:19:10,172353,1774,42,413,180\n"
    days = "Date,New followers,Total followers,Reached audience,Engaged audience\n"
    days += "2025/10/31,10,--,NAN,NAN\n2025/11/01,100,--,75134,1801\n"
    inputs = read({"v.csv": videos, "a.csv": days})
    post, audience = inputs.tables["posts"].iloc[0], inputs.tables["audience"]
    assert inputs.problems == [] and (post["post_id"], post["video_views"], post["saves"]) == ("7567452112981069079", 172353, 180)
    assert set(audience["platform"]) == {"tiktok"} and audience["followers_gained"].tolist() == [10, 100]
    assert audience["reach"].isna().tolist() == [True, False]


def test_a_day_on_which_comments_were_taken_back(read) -> None:
    text = "Date,Video Views,Profile Views,Likes,Comments,Shares\nMarch 8,900,20,50,-1,2\n"
    inputs = read({"Overview.csv": text}, sources={"Overview.csv": {"year": 2025}})
    assert inputs.problems == [] and inputs.tables["audience"]["comments"].tolist() == [-1]


def test_days_that_do_not_follow_one_another_have_no_year(read) -> None:
    """The rows of a file put below themselves once more would be those days of the year before."""
    text = marked(TIKTOK_OVERVIEW).decode("utf-8-sig")
    inputs = read({"t.csv": text + text.split("\n", 1)[1]}, sources=YEAR)
    assert [problem.found for problem in inputs.problems] == ["days that do not follow one another"]
    assert inputs.problems[0].row == 4 and inputs.tables["audience"].empty
