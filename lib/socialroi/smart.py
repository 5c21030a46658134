"""Are the goals SMART, and which metric could show that one is met? In the reader's words."""

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from socialroi.errors import Problem
from socialroi.labels import LOWER_IS_BETTER, METRICS, OBJECTIVES, label, metric_name, metric_value
from socialroi.params import Goal, Params
from socialroi.periods import Period
from socialroi.words import N_, Words

SMART = ["goal", "specific", "measurable", "achievable", "relevant", "dated", "is_smart", "missing"]
_NEAR = 0.75
FAR = 3.0  # a target above three times the best of the own history needs a reason

ORDERS = N_("a shop's orders, sales.csv or the CRM's deals")
CUSTOMERS = N_("a shop's orders with their customers")
EVENTS = N_("a file of results, one row each with its action (conversions.csv)")
POSTS = N_("the posts or the account's days")
DAYS = N_("the account's days (Business Suite, X, TikTok)")
SURVEY = N_("answers of a survey (surveys.csv, SurveyMonkey …)")
MENTIONS = N_("mentions of the brand and of others (Brandwatch, Meltwater, mentions.csv)")
CRM = N_("the CRM's contacts or leads.csv")


@dataclass(frozen=True)
class Metric:
    """What a metric sees people do, which objectives that serves, whether it helps to decide, and which export holds it."""

    does: str
    serves: tuple[str, ...]
    decides: bool
    export: str


QUESTIONS = {
    "revenue": Metric(N_("They buy."), ("revenue",), True, ORDERS),
    "purchases": Metric(N_("They buy."), ("revenue", "loyalty"), True, ORDERS),
    "new_customers": Metric(N_("They buy for the first time."), ("revenue", "partners"), True, CUSTOMERS),
    "returning_customers": Metric(N_("They buy again."), ("retention", "loyalty"), True, CUSTOMERS),
    "revenue_per_customer": Metric(N_("They buy more."), ("upsell", "loyalty"), True, CUSTOMERS),
    "value": Metric(N_("They leave money."), ("revenue", "leads", "sign_ups", "service", "retention"), True,
                    N_("orders, deals, leads or tickets")),
    "leads": Metric(N_("They ask for an offer."), ("leads", "revenue", "partners"), True, CRM),
    "sign_up": Metric(N_("They sign up."), ("sign_ups", "leads"), True, EVENTS),
    "download": Metric(N_("They download something."), ("sign_ups", "leads", "authority"), True, EVENTS),
    "demo": Metric(N_("They ask for a demo."), ("leads", "sign_ups"), True, EVENTS),
    "hire": Metric(N_("They apply and are hired."), ("employees",), True, EVENTS),
    "support_reply": Metric(N_("They ask, and get an answer."), ("service", "loyalty", "retention"), True,
                            N_("the help desk's tickets")),
    "nps": Metric(N_("They say whether they would recommend the brand."), ("sentiment", "loyalty", "retention", "service"), True,
                  SURVEY),
    "csat": Metric(N_("They say whether they are satisfied."), ("service", "loyalty", "retention"), True, SURVEY),
    "employee_trust": Metric(N_("Employees say whether they trust the company."), ("employees",), True, SURVEY),
    "employee_satisfaction": Metric(N_("Employees say whether they are satisfied."), ("employees",), True, SURVEY),
    "partner_trust": Metric(N_("Partners say whether they trust the company."), ("partners",), True, SURVEY),
    "supplier_trust": Metric(N_("Suppliers say whether they trust the company."), ("partners",), True, SURVEY),
    "net_sentiment": Metric(N_("They speak well or badly of the brand."), ("sentiment", "authority", "risk"), True, MENTIONS),
    "share_of_voice": Metric(N_("They speak of the brand rather than of others."), ("awareness", "authority"), True, MENTIONS),
    "negative_mentions": Metric(N_("They complain in public."), ("risk", "service", "sentiment"), True, MENTIONS),
    "mentions": Metric(N_("They speak of the brand."), ("awareness", "authority"), False, MENTIONS),
    "sessions": Metric(N_("They visit the website."), ("awareness", "leads"), True, N_("Google Analytics' traffic acquisition")),
    "clicks": Metric(N_("They click on an ad."), ("leads", "awareness"), True, N_("the ad platforms' reports")),
    "engagements": Metric(N_("They react, comment or share."), ("sentiment", "authority", "employees"), True, POSTS),
    "profile_visits": Metric(N_("They look up the account."), ("awareness", "employees"), False, DAYS),
    "followers_gained": Metric(N_("They follow."), ("awareness", "loyalty"), False, DAYS),
    "impressions": Metric(N_("They see a post."), ("awareness",), False, POSTS),
    "video_views": Metric(N_("They watch."), ("awareness", "authority"), False, POSTS),
}  # fmt: skip


# what people do, in the order in which they come to it; what stands before a goal's metric moves before it
_ON_THE_WAY = (
    "impressions", "views", "engagements", "profile_visits", "followers_gained", "clicks", "sessions", "download", "sign_up",
    "demo", "leads", "purchases", "new_customers", "returning_customers", "revenue_per_customer", "revenue", "value",
)  # fmt: skip
_LAST_SIGN = "purchases"  # beyond, metrics count the same purchases


def problems(params: Params, conversions: pd.DataFrame) -> list[Problem]:
    """Goals whose metric or objective is nearly the name of one: misspelt, and never measured, whatever is exported."""
    metrics = {*QUESTIONS, *METRICS, *conversions["action"].dropna()}
    made = []
    for place, goal in enumerate(params.goals):
        for key, name, known in (("metric", goal.metric, metrics), ("objective", goal.objective, OBJECTIVES)):
            close = [] if name in known else difflib.get_close_matches(name.casefold(), sorted(known), 1, _NEAR)
            if close:
                said = f"goals[{place}].{key} is '{name}', which nothing here knows"
                made.append(params.problem(f"goals[{place}].{key}", said, "", f"did you mean '{close[0]}'?"))
    return made


def early_signs(watched: Collection[str]) -> list[str]:
    """The metrics that move before those that goals watch, in the order in which people come to them."""
    ends = [min(_ON_THE_WAY.index(metric), _ON_THE_WAY.index(_LAST_SIGN)) for metric in watched if metric in _ON_THE_WAY]
    return [metric for metric in _ON_THE_WAY[: max(ends, default=0)] if metric not in watched]


def check(
    goals: tuple[Goal, ...], results: Mapping[str, float | None], history: Mapping[str, list[float]], period: Period, words: Words
) -> pd.DataFrame:
    """Each goal against the five letters, and in words what is missing. One row per goal.

    `results`: metric -> value of the period; `history`: metric -> its values in periods before, oldest first (`goal_results`).
    A target that the own history cannot judge passes and is said to be unjudged.
    """
    rows = []
    for goal in goals:
        notes = (
            _specific(goal, words), _measurable(goal, results, words), _achievable(goal, history.get(goal.metric, []), words),
            _relevant(goal, words), _dated(goal, period, words),
        )  # fmt: skip
        is_unjudged = is_held(goal.metric, results) and not history.get(goal.metric)
        said = [words.say("Its target is held against no history: no earlier period is known.")] if is_unjudged else []
        rows.append((goal.goal, *(not note for note in notes), not any(notes), " ".join([*filter(None, notes), *said])))
    return pd.DataFrame(rows, columns=SMART)


def pick(objective: str, results: Mapping[str, float | None], words: Words) -> pd.DataFrame:
    """The metrics that could show an objective is met, by four questions; the ones that the data has come first.

    What does the audience do after seeing it? Does that serve the objective? Does it help to decide? Can it be measured
    here, and if not, which export would make it so? One row per metric.
    """
    rows = [
        (metric, words.say(one.does), objective in one.serves, one.decides, is_held(metric, results),
         "" if is_held(metric, results) else words.say(one.export))
        for metric, one in QUESTIONS.items()
    ]  # fmt: skip
    columns = ["metric", "the_audience", "serves_it", "helps_to_decide", "is_measured", "export_needed"]
    table = pd.DataFrame(rows, columns=columns)
    ranked = table[table["serves_it"]].sort_values(["is_measured", "helps_to_decide"], ascending=False, kind="stable")
    return ranked.reset_index(drop=True)


def is_held(metric: str, results: Mapping[str, float | None]) -> bool:
    """Whether any file of the client holds the metric in this period."""
    return metric in results and results[metric] is not None and pd.notna(results[metric])


def _specific(goal: Goal, words: Words) -> str:
    lacking = [] if goal.action or goal.metric in QUESTIONS else [words.say("It does not say what people are to do (action).")]
    lacking += [] if goal.owner else [words.say("It does not say who answers for it (owner).")]
    return " ".join(lacking)


def _measurable(goal: Goal, results: Mapping[str, float | None], words: Words) -> str:
    if is_held(goal.metric, results):
        return ""
    name = metric_name(words, goal.metric)
    if goal.metric not in QUESTIONS:
        return words.say("No file holds its metric (%(metric)s), and no export that is read here would.", metric=name)
    export = words.say(QUESTIONS[goal.metric].export)
    return words.say("No file holds its metric (%(metric)s) for this period. It takes %(export)s.", metric=name, export=export)


def _achievable(goal: Goal, before: list[float], words: Words) -> str:
    if not before:
        return ""
    best, least = (min(before), max(before)) if goal.metric in LOWER_IS_BETTER else (max(before), min(before))
    wanted = metric_value(words, goal.metric, goal.target)
    if goal.metric in LOWER_IS_BETTER:
        is_far, is_easy = goal.target * FAR < best, goal.target >= least
    else:
        is_far, is_easy = goal.target > FAR * best, goal.target <= least
    if is_far:
        so_far = metric_value(words, goal.metric, best)
        return words.say(
            "Its target is far off: %(target)s, where the best period so far had %(best)s.", target=wanted, best=so_far
        )
    if is_easy:
        return words.say("Its target asks for no effort: every period before reached %(target)s.", target=wanted)
    return ""


def _relevant(goal: Goal, words: Words) -> str:
    if goal.objective not in OBJECTIVES:
        name = words.name(goal.objective)
        return words.say("It is tied to no objective of the business: “%(objective)s” is none.", objective=name)
    serves = QUESTIONS[goal.metric].serves if goal.metric in QUESTIONS else (goal.objective,)
    if goal.objective in serves:
        return ""
    return words.say(
        "Its metric (%(metric)s) does not show this objective; it shows: %(served)s.", metric=metric_name(words, goal.metric),
        served=", ".join(label(words, OBJECTIVES, name) for name in serves),
    )  # fmt: skip


def _dated(goal: Goal, period: Period, words: Words) -> str:
    if pd.Timestamp(goal.by) >= period.start:
        return ""
    return words.say("Its day, %(day)s, was over before this period began.", day=words.formats.day(goal.by))
