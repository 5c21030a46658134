"""Goals against the five letters, in words; and which metric could show them met."""

import pytest

from socialroi import smart
from socialroi.params import Goal

GOAL = {"goal": "Win customers", "objective": "revenue", "action": "purchase", "metric": "purchases", "target": 120,
        "by": "2025-09-30", "owner": "Head of growth"}  # fmt: skip
RESULTS = {"purchases": 97.0, "impressions": 5e4, "new_customers": None}


def checked(history: dict | None = None, **keys: object):
    goal = Goal.model_validate(GOAL | keys)
    return smart.check((goal,), RESULTS, {"purchases": [80.0, 110.0]} if history is None else history).iloc[0]


def test_a_goal_that_has_all_five_passes_without_a_word() -> None:
    row = checked()
    assert row["is_smart"] and row["missing"] == ""


@pytest.mark.parametrize(
    ("keys", "letter", "words"),
    [
        ({"owner": ""}, "specific", "who answers for it (owner)"),
        ({"metric": "trust", "action": None}, "specific", "what people are to do (action)"),
        ({"metric": "trust"}, "measurable", "no file holds 'trust'"),
        ({"metric": "new_customers"}, "measurable", "needed: a shop's orders with its customers"),
        ({"metric": "leads", "objective": "leads"}, "measurable", "needed: the CRM's contacts or leads.csv"),
        ({"target": 331}, "achievable", "more than 3 times the best period so far, 110"),
        ({"target": 80}, "achievable", "no stretch: every period before reached the target of 80"),
        ({"objective": "fame"}, "relevant", "'fame' is none of revenue, leads"),
        ({"metric": "impressions"}, "relevant", "'impressions' does not show 'revenue': it serves awareness"),
    ],
)
def test_what_is_missing_is_said_in_words(keys: dict, letter: str, words: str) -> None:
    row = checked(**keys)
    assert not row[letter] and not row["is_smart"] and words in row["missing"]


def test_without_a_history_the_target_is_not_judged_and_that_is_said() -> None:
    row = checked(history={})
    assert row["is_smart"] and "cannot be held against the own history" in row["missing"]


def test_the_picker_puts_what_the_data_has_first_and_names_the_export_for_the_rest() -> None:
    picked = smart.pick("revenue", RESULTS)
    assert picked["metric"].iloc[0] == "purchases" and picked["export_needed"].iloc[0] == ""
    rest = picked.set_index("metric")
    assert rest.loc["leads", "export_needed"] == "the CRM's contacts or leads.csv" and not rest.loc["leads", "is_measured"]
    assert "impressions" not in rest.index


def test_every_objective_of_the_reports_has_a_metric_or_is_known_to_have_none() -> None:
    assert {name for name in smart.OBJECTIVES if smart.pick(name, RESULTS).empty} == {"risk"}
