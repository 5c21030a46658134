"""Meltwater: UTF-16 with tabs, days such as 20-Jul-2025, the search's name as the brand."""

import pandas as pd
from samples import MELTWATER, utf16


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
