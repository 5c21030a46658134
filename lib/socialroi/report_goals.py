"""The SMART check of the goals on the page, and which metric could show what a goal cannot."""

from socialroi import goal_results, labels, smart
from socialroi.assessment import Assessment
from socialroi.blocks import Block, Table
from socialroi.compose import table
from socialroi.words import Words


def smart_check(found: Assessment, words: Words) -> list[Block]:
    """Each goal against the five letters, what is missing in words, and metrics for the goals that lack one."""
    goals = found.book.params.goals
    history = goal_results.history(found.book, found.period)
    checked = smart.check(goals, found.results, history, found.period, words)
    names = (words.say("Specific"), words.say("Measurable"), words.say("Reachable by its own history"),
             words.say("Tied to the business"), words.say("Dated"))  # fmt: skip
    rows = []
    for _, row in checked.iterrows():
        lacks = [name for name, letter in zip(names, smart.SMART[1:6], strict=True) if not row[letter]]
        rows.append((words.name(row["goal"]), ", ".join(lacks) or words.say("passes"), row["missing"] or "–"))
    heads = (words.say("Goal"), words.say("Fails at"), words.say("What is missing"))
    is_lost = ~checked["measurable"].astype(bool) | ~checked["relevant"].astype(bool)
    wanted = [goal.objective for goal, lost in zip(goals, is_lost, strict=True) if lost and goal.objective in labels.OBJECTIVES]
    pickers = [_picker(objective, found, words) for objective in dict.fromkeys(wanted)]
    return [table(words.say("Are the goals good goals?"), heads, rows, details=bool(checked["is_smart"].all())), *pickers]


def _picker(objective: str, found: Assessment, words: Words) -> Table:
    """The metrics that could show one objective: what people do, whether it helps to decide, and which export holds it."""
    picked = smart.pick(objective, found.results, words)
    yes, no = words.say("yes"), words.say("no")
    rows = [
        (labels.metric_name(words, row.metric), row.the_audience, yes if row.helps_to_decide else no,
         yes if row.is_measured else row.export_needed)
        for row in picked.itertuples()
    ]  # fmt: skip
    heads = (words.say("Metric"), words.say("What people do"), words.say("Helps to decide"),
             words.say("Measured here, or by which export"))  # fmt: skip
    name = labels.label(words, labels.OBJECTIVES, objective)
    return table(words.say("What could show this objective: %(objective)s", objective=name), heads, rows, details=True)
