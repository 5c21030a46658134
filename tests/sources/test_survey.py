"""Surveys: scores of NPS and satisfaction, one row each; second headers, scales and respondents without a score."""

import pandas as pd
import pytest
from samples import SURVEY_CSV, SURVEYMONKEY
from written import account_of


def test_surveymonkey(read) -> None:
    inputs = read({"Lotus.xlsx": SURVEYMONKEY})
    assert inputs.problems == []
    answers = inputs.tables["surveys"]
    assert answers[["question", "score", "scale_max"]].to_numpy().tolist() == [["nps", 10, 10], ["csat", 5, 5], ["nps", 6, 10]]
    assert answers["day"].tolist() == [pd.Timestamp("2025-07-15")] * 2 + [pd.Timestamp("2025-07-16")]
    # Three respondents: one gave two scores, one gave one, one gave none. The second header is no row.
    assert account_of(inputs, "Lotus.xlsx", "surveys") == {"read": 3, "kept": 3, "total": 0, "duplicate": 0, "refused": 0}
    assert "1 respondents gave no score" in inputs.files["note"][0]


def test_other_tools_say_the_scale_in_the_header(read) -> None:
    answers = read({"s.csv": SURVEY_CSV}).tables["surveys"]
    found = answers[["question", "score", "scale_max", "source"]]
    assert found.iloc[:2].to_numpy().tolist() == [["nps", 9, 10, "instagram"], ["csat", 6, 7, "instagram"]]
    assert found["score"].tolist() == [9, 6, 0] and found["source"].isna().tolist() == [False, False, True]


def test_an_unknown_scale_stays_unknown(read) -> None:
    inputs = read({"s.csv": "Response ID,Submitted At,CSAT\n1,2025-07-15,4\n"})
    assert inputs.tables["surveys"]["scale_max"].isna().all() and "highest score" in inputs.files["note"][0]


@pytest.mark.parametrize("cell", ["11", "ten", "9.5"])
def test_what_is_no_score_is_refused(read, cell: str) -> None:
    inputs = read({"s.csv": f"Response ID,Submitted At,NPS\n1,2025-07-15,{cell}\n2,2025-07-16,8\n"})
    assert [(problem.row, problem.column) for problem in inputs.problems] == [(2, "NPS")]
    assert inputs.tables["surveys"]["score"].tolist() == [8]


def test_several_questions_of_satisfaction_keep_their_names(read) -> None:
    header = "Response ID,Submitted At,How satisfied are you with the food? (1-5),How satisfied are you with the staff? (1-5)"
    questions = read({"s.csv": header + "\n1,2025-07-15,4,5\n"}).tables["surveys"]["question"].tolist()
    assert questions == ["How satisfied are you with the food? (1-5)", "How satisfied are you with the staff? (1-5)"]


def test_words_of_a_scale_of_seven_are_not_read_as_one_of_five(read) -> None:
    header = "Response ID,Submitted At,Overall satisfaction\n"
    inputs = read({"s.csv": header + "1,2025-07-15,Somewhat satisfied\n2,2025-07-16,Satisfied\n3,2025-07-16,Neutral\n"})
    (problem,) = inputs.problems
    assert "'satisfied' and 'somewhat satisfied'" in problem.found and problem.column == "Overall satisfaction"
    assert inputs.tables["surveys"].empty


@pytest.mark.parametrize("scale", ["(1-5)", "(0 to 100)", "on a scale of 1-7"])
def test_recommendation_on_another_scale_than_ten_stops(read, scale: str) -> None:
    header = f"Response ID,Submitted At,How likely are you to recommend us? {scale}\n"
    (problem,) = read({"s.csv": header + "1,2025-07-15,5\n2,2025-07-15,4\n"}).problems
    assert "0 to 10" in problem.expected and scale in problem.column and "surveys.csv" in problem.fix
