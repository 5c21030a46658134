"""Are the goals SMART, and which metric could show that one is met? In the analyst's English, for the second notebook."""

from collections.abc import Mapping

import pandas as pd

from socialroi.labels import ACTIONS, METRICS, OBJECTIVES
from socialroi.params import Goal

SMART = ["goal", "specific", "measurable", "achievable", "relevant", "dated", "is_smart", "missing"]
FAR = 3.0  # a target above three times the best of the own history needs a reason

# metric -> (what the audience does, objectives it serves, whether it helps to decide, the exports that hold it)
QUESTIONS = {
    "revenue": ("buys", ("revenue",), True, "a shop's orders, sales.csv or the CRM's deals"),
    "purchases": ("buys", ("revenue", "loyalty"), True, "a shop's orders, sales.csv or the CRM's deals"),
    "new_customers": ("buys for the first time", ("revenue", "partners"), True, "a shop's orders with its customers"),
    "value": ("leaves money", ("revenue", "leads", "sign_ups", "service", "retention"), True, "orders, deals, leads or tickets"),
    "leads": ("asks for an offer", ("leads", "revenue", "partners"), True, "the CRM's contacts or leads.csv"),
    "sign_up": ("signs up", ("sign_ups", "leads"), True, "conversions with the action sign_up"),
    "download": ("downloads", ("sign_ups", "leads", "authority"), True, "conversions with the action download"),
    "demo": ("asks for a demo", ("leads", "sign_ups"), True, "conversions with the action demo"),
    "support_reply": ("asks, and gets an answer", ("service", "loyalty", "retention"), True, "the help desk's tickets"),
    "sessions": ("visits the website", ("awareness", "leads"), True, "Google Analytics' traffic acquisition"),
    "clicks": ("clicks on an ad", ("leads", "awareness"), True, "the ad platforms' reports"),
    "profile_visits": ("looks up the account", ("awareness", "employees"), False, "the accounts' days (Business Suite …)"),
    "engagements": ("reacts, comments, shares", ("sentiment", "authority", "employees"), True, "posts or the accounts' days"),
    "followers_gained": ("follows", ("awareness", "loyalty"), False, "the accounts' days (Business Suite, X, TikTok)"),
    "impressions": ("sees a post", ("awareness",), False, "posts or the accounts' days"),
    "video_views": ("watches", ("awareness", "authority"), False, "posts, or YouTube's and TikTok's days"),
}


def check(
    goals: tuple[Goal, ...], results: Mapping[str, float | None], history: Mapping[str, list[float]]
) -> pd.DataFrame:  # fmt: skip
    """Each goal against the five letters, and in words what is missing. One row per goal.

    `results`: metric -> value of the period (`assessment.goal_results`); `history`: metric -> its values in periods before,
    oldest first. A target that the own history cannot judge passes and is said to be unjudged.
    """
    rows = [_row(goal, results, history.get(goal.metric, [])) for goal in goals]
    return pd.DataFrame(rows, columns=SMART)


def pick(objective: str, results: Mapping[str, float | None]) -> pd.DataFrame:
    """The metrics that could show an objective is met, by four questions; the ones that the data has come first.

    What does the audience do after seeing it? Does that serve the objective? Does it help to decide? Can it be measured
    here, and if not, which export would make it so? One row per metric.
    """
    rows = [
        (metric, does, objective in serves, decides, _is_known(metric, results), "" if _is_known(metric, results) else export)
        for metric, (does, serves, decides, export) in QUESTIONS.items()
    ]
    columns = ["metric", "the_audience", "serves_it", "helps_to_decide", "is_measured", "export_needed"]
    table = pd.DataFrame(rows, columns=columns)
    ranked = table[table["serves_it"]].sort_values(["is_measured", "helps_to_decide"], ascending=False, kind="stable")
    return ranked.reset_index(drop=True)


def export_for(metric: str) -> str:
    """The export that holds a metric, or how to get one that nobody exports."""
    if metric in QUESTIONS:
        return QUESTIONS[metric][3]
    return "the ad platforms' reports" if metric in METRICS else "no export that the kit reads: conversions with this action"


def is_held(metric: str, results: Mapping[str, float | None]) -> bool:
    """Whether any file of the client holds the metric in this period."""
    return _is_known(metric, results)


def _is_known(metric: str, results: Mapping[str, float | None]) -> bool:
    return metric in results and results[metric] is not None and pd.notna(results[metric])


def _row(goal: Goal, results: Mapping[str, float | None], before: list[float]) -> tuple:
    notes = {
        "specific": _specific(goal), "measurable": _measurable(goal, results), "achievable": _achievable(goal, before),
        "relevant": _relevant(goal), "dated": "",  # a goal without a day is refused while params are read
    }  # fmt: skip
    passed = {letter: note == "" or note.startswith("(") for letter, note in notes.items()}
    return goal.goal, *passed.values(), all(passed.values()), "; ".join(note for note in notes.values() if note)


def _specific(goal: Goal) -> str:
    lacking = [] if goal.action or goal.metric in METRICS else ["what people are to do (action)"]
    lacking += [] if goal.owner else ["who answers for it (owner)"]
    return f"not specific: name {' and '.join(lacking)}" if lacking else ""


def _measurable(goal: Goal, results: Mapping[str, float | None]) -> str:
    if _is_known(goal.metric, results):
        return ""
    if goal.metric not in (*METRICS, *ACTIONS, *QUESTIONS):
        return f"not measurable: no file holds '{goal.metric}'; the kit knows {', '.join(sorted(QUESTIONS))}"
    return f"not measurable: no file holds '{goal.metric}' in this period; needed: {export_for(goal.metric)}"


def _achievable(goal: Goal, before: list[float]) -> str:
    if not before:
        return "(the target cannot be held against the own history: there is none)"
    if goal.target > FAR * max(before):
        return f"far off: the target {goal.target:,.6g} is more than {FAR:g} times the best period so far, {max(before):,.6g}"
    if goal.target <= min(before):
        return f"no stretch: every period before reached the target of {goal.target:,.6g}"
    return ""


def _relevant(goal: Goal) -> str:
    if goal.objective not in OBJECTIVES:
        return f"not tied to the business: '{goal.objective}' is none of {', '.join(OBJECTIVES)}"
    serves = QUESTIONS.get(goal.metric, ("", (goal.objective,), True, ""))[1]
    if goal.objective in serves:
        return ""
    return f"'{goal.metric}' does not show '{goal.objective}': it serves {', '.join(serves)}"
