"""Goals against the five letters, in words; and which metric could show them met."""

import pytest

from socialroi import labels, smart
from socialroi.params import Goal
from socialroi.periods import parse_period
from socialroi.words import Words

GOAL = {"goal": "Win customers", "objective": "revenue", "action": "purchase", "metric": "purchases", "target": 120,
        "by": "2025-09-30", "owner": "Head of growth"}  # fmt: skip
RESULTS = {"purchases": 97.0, "impressions": 5e4, "new_customers": None, "negative_mentions": 30.0}
WORDS, Q3 = Words("en", "EUR"), parse_period("2025-Q3")


def checked(history: dict | None = None, **keys: object):
    goal = Goal.model_validate(GOAL | keys)
    before = {"purchases": [80.0, 110.0], "negative_mentions": [40.0, 50.0]} if history is None else history
    return smart.check((goal,), RESULTS, before, Q3, WORDS).iloc[0]


def test_a_goal_that_has_all_five_passes_without_a_word() -> None:
    row = checked()
    assert row["is_smart"] and row["missing"] == ""


@pytest.mark.parametrize(
    ("keys", "letter", "words"),
    [
        ({"owner": ""}, "specific", "does not say who answers for it (owner)"),
        ({"metric": "trust", "action": None}, "specific", "does not say what people are to do (action)"),
        ({"metric": "trust"}, "measurable", "No file holds its metric (trust), and no export that is read here would."),
        ({"metric": "new_customers"}, "measurable", "It takes a shop's orders with their customers."),
        ({"metric": "leads", "objective": "leads"}, "measurable", "It takes the CRM's contacts or leads.csv."),
        ({"metric": "partner_trust", "objective": "partners"}, "measurable", "It takes answers of a survey"),
        ({"target": 331}, "achievable", "far off: 331, where the best period so far had 110"),
        ({"target": 80}, "achievable", "every period before reached 80"),
        ({"metric": "negative_mentions", "objective": "risk", "target": 13}, "achievable", "the best period so far had 40"),
        ({"metric": "negative_mentions", "objective": "risk", "target": 50}, "achievable", "every period before reached 50"),
        ({"objective": "fame"}, "relevant", "“fame” is none"),
        ({"metric": "impressions"}, "relevant", "does not show this objective; it shows: Being known."),
        ({"by": "2025-06-30"}, "dated", "June 30, 2025, was over before this period began"),
    ],
)
def test_what_is_missing_is_said_in_words(keys: dict, letter: str, words: str) -> None:
    row = checked(**keys)
    assert not row[letter] and not row["is_smart"] and words in row["missing"]


def test_fewer_complaints_can_be_a_goal() -> None:
    assert checked(metric="negative_mentions", objective="risk", target=25)["is_smart"]


def test_without_a_history_the_target_is_not_judged_and_that_is_said() -> None:
    row = checked(history={})
    assert row["is_smart"] and "no earlier period is known" in row["missing"]


@pytest.mark.parametrize("language", ["vi", "he"])
def test_the_check_speaks_the_readers_language(language: str) -> None:
    goals = tuple(Goal.model_validate(GOAL | keys) for keys in ({"metric": "trust"}, {"target": 331}, {"objective": "fame"}))
    told = smart.check(goals, RESULTS, {"purchases": [80.0]}, Q3, Words(language, "EUR"))["missing"]
    said = smart.check(goals, RESULTS, {"purchases": [80.0]}, Q3, WORDS)["missing"]
    assert (told != said).all() and not told.str.contains("Its ").any()


def test_the_picker_puts_what_the_data_has_first_and_names_the_export_for_the_rest() -> None:
    picked = smart.pick("revenue", RESULTS, WORDS)
    assert picked["metric"].iloc[0] == "purchases" and picked["export_needed"].iloc[0] == ""
    rest = picked.set_index("metric")
    assert rest.loc["leads", "export_needed"] == "the CRM's contacts or leads.csv" and not rest.loc["leads", "is_measured"]
    assert rest.loc["leads", "the_audience"] == "They ask for an offer."
    assert "impressions" not in rest.index


@pytest.mark.parametrize("objective", labels.OBJECTIVES)
def test_every_objective_has_a_metric_that_helps_to_decide(objective: str) -> None:
    picked = smart.pick(objective, {}, WORDS)
    assert picked["helps_to_decide"].any() and picked["export_needed"].ne("").all()


def test_every_metric_to_pick_has_a_name_and_serves_objectives_of_the_business() -> None:
    names = {metric: labels.metric_name(Words("he", "EUR"), metric) for metric in smart.QUESTIONS}
    assert not any(name.isascii() for name in names.values())
    assert {served for metric in smart.QUESTIONS.values() for served in metric.serves} == set(labels.OBJECTIVES)


def test_early_signs_are_what_people_do_before_the_goals_metric() -> None:
    assert smart.early_signs(["sessions"]) == [
        "impressions", "views", "engagements", "profile_visits", "followers_gained", "clicks",
    ]  # fmt: skip
    signs = smart.early_signs(["revenue", "leads"])
    assert signs[-1] == "demo" and "leads" not in signs and "purchases" not in signs
    assert smart.early_signs(["nps"]) == []
