"""Sprout Social: several networks in one file, two ways of writing days, several profiles of one network."""

import pandas as pd
import pytest
from samples import SPROUT_POSTS, SPROUT_PROFILES
from written import account_of


def test_posts_of_two_networks(read) -> None:
    inputs = read({"Post Performance.csv": SPROUT_POSTS})
    assert inputs.problems == []
    posts = inputs.tables["posts"]
    assert posts["platform"].tolist() == ["instagram", "facebook"]
    assert posts["day"].tolist() == [pd.Timestamp("2025-12-30"), pd.Timestamp("2025-12-31")]
    assert posts["post_id"].tolist() == ["17900000000000001", "12345678901234567_9"]
    assert posts["impressions"].tolist() == [11337, 500] and posts["reactions"].tolist() == [1042, 20]
    assert posts["type"].tolist() == ["photo", "video"] and posts["saves"].isna().tolist() == [False, True]


def test_profiles_of_one_network_are_both_kept(read) -> None:
    inputs = read({"Profile Performance.csv": SPROUT_PROFILES})
    assert inputs.problems == []
    days = inputs.tables["audience"]
    assert days["platform"].tolist() == ["instagram", "instagram", "x"]
    assert days["followers"].tolist() == [5000, 900, 1100] and days["followers_gained"].tolist() == [12, -3, 2]
    assert days["posts"].tolist() == [1, 0, 3] and days["impressions"].tolist() == [2400, 310, 700]
    assert account_of(inputs, "Profile Performance.csv", "audience")["kept"] == 3


def test_days_that_prove_no_order_stop(read) -> None:
    inputs = read({"p.csv": SPROUT_PROFILES.replace("01-13-2025", "01-03-2025")})
    assert "dates: day_first" in inputs.problems[0].fix and "dates: month_first" in inputs.problems[0].fix
    assert inputs.tables["audience"].empty


def test_the_networks_own_export_of_the_same_day_is_noticed(read) -> None:
    native = "day,platform,followers\n2025-01-01,instagram,4800\n"
    inputs = read({"a.csv": native, "b.csv": SPROUT_PROFILES})
    assert [problem.file for problem in inputs.problems] == ["b.csv"] and "same day" in inputs.problems[0].found


def test_the_many_columns_of_a_real_file_make_it_no_other_platform_s(read) -> None:
    posts = '"Date","Post ID","Network","Post Type","Profile","Link","Impressions","Engagements","Shares","Reposts","Saves"\n'
    days = '"Date","Network","Profile","Audience","Net Audience Growth","Impressions","Engagements","Reactions","Saves"\n'
    inputs = read({
        "p.csv": posts + '"12/30/2025 9:40 am","123","X","Post","@cafe","https://x.com/cafe/status/9","10","3","1","1","0"\n',
        "d.csv": days + '"01-13-2025","X","@cafe","900","-2","12","-2","-1","0"\n',
    })  # fmt: skip
    assert inputs.problems == [] and set(inputs.files["source"]) == {"sprout"}
    assert inputs.tables["audience"]["engagements"].tolist() == [-2]  # a like taken back


@pytest.mark.parametrize(("written", "platform"), [("X (Twitter)", "x"), ("Instagram Business", "instagram")])
def test_the_networks_longer_names(read, written: str, platform: str) -> None:
    days = '"Date","Network","Profile","Audience"\n' + f'"01-13-2025","{written}","@cafe","900"\n'
    assert read({"d.csv": days}).tables["audience"]["platform"].tolist() == [platform]
