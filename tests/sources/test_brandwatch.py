"""Brandwatch: mentions below six lines of titles; the brand from a column or from the titles."""

import pandas as pd
from samples import BRANDWATCH
from written import workbook


def test_mentions_of_the_brand_in_the_titles(read) -> None:
    inputs = read({"b.xlsx": BRANDWATCH})
    assert inputs.problems == []
    mentions = inputs.tables["mentions"]
    assert mentions["brand"].tolist() == ["Lotus Cafe", "Lotus Cafe"] and mentions["count"].tolist() == [1, 1]
    assert mentions["platform"].tolist() == ["x", "forum"] and mentions["sentiment"].tolist() == ["positive", "negative"]
    assert mentions["day"].tolist() == [pd.Timestamp("2025-07-01"), pd.Timestamp("2025-07-02")]


def test_nobody_guesses_a_brand(read) -> None:
    rows = BRANDWATCH["Sheet0"]
    inputs = read({"b.xlsx": workbook({"Sheet0": [rows[0], *rows[2:]]})})
    assert "whose mentions" in inputs.problems[0].expected and inputs.tables["mentions"].empty
