"""Meltwater: UTF-16 with tabs, days such as 20-Jul-2025, the search's name as the brand."""

import pandas as pd
from samples import FREE_TEXT, MELTWATER, NAME, utf16


def test_mentions_of_two_searches(read) -> None:
    inputs = read({"m.csv": utf16(MELTWATER)})
    assert inputs.problems == []
    mentions = inputs.tables["mentions"]
    assert mentions["day"].tolist() == [pd.Timestamp("2025-07-20"), pd.Timestamp("2025-07-21")]
    assert mentions["brand"].tolist() == ["Lotus Cafe", "Bean Bar"] and mentions["platform"].tolist() == ["x", "online news"]
    assert mentions["sentiment"].tolist()[0] == "neutral" and mentions["sentiment"].isna().tolist()[1]


def test_a_day_that_is_none_is_refused(read) -> None:
    inputs = read({"m.csv": utf16(MELTWATER.replace("20-Jul-2025", "20-Jux-2025"))})
    assert [(problem.row, problem.column) for problem in inputs.problems] == [(2, "Date")]
    assert len(inputs.tables["mentions"]) == 1


def test_the_layout_with_a_column_of_sources(read) -> None:
    header = (
        "Date,Headline,URL,Opening Text,Hit Sentence,Source,Influencer,Country,Reach,Sentiment,Input Name,Keywords,Document ID"
    )
    rows = [
        f'17-Apr-2026 23:48,,https://x.com/1,{FREE_TEXT},a,Twitter,@{NAME},Kenya,859,Negative,Lotus Cafe,lotus,"""d1"""',
        f'18-Apr-2026 00:02,{FREE_TEXT},https://a.example,b,c,Daily News,,Kenya,,Neutral,Lotus Cafe,lotus,"""d2"""',
    ]
    inputs = read({"m.csv": "\n".join([header, *rows, ""])})
    assert inputs.problems == []
    mentions = inputs.tables["mentions"]
    assert mentions["day"].tolist() == [pd.Timestamp("2026-04-17"), pd.Timestamp("2026-04-18")]
    assert mentions["platform"].tolist()[0] == "x" and mentions["platform"].isna().tolist() == [False, True]
    assert mentions["sentiment"].tolist() == ["negative", "neutral"] and set(mentions["brand"]) == {"Lotus Cafe"}
