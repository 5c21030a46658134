"""The goals on the page: what came of them, what moves before them, their SMART check, and which metric could show one."""

from socialroi import goal_results, labels, smart
from socialroi.assessment import Assessment
from socialroi.blocks import Block, Paragraph, Table
from socialroi.compose import table
from socialroi.words import Words


def results(found: Assessment, words: Words) -> list[Block]:
    """Each goal with its target, result and status; for what is not decided yet, why."""
    heads = (words.say("Goal"), words.say("Serves"), words.say("Watched by"), words.say("Target"), words.say("Result"),
             words.say("By"), words.say("Status"))  # fmt: skip
    rows = [
        (words.name(row.goal), labels.label(words, labels.OBJECTIVES, row.objective), labels.metric_name(words, row.metric),
         labels.metric_value(words, row.metric, row.target), _result(row, words), words.formats.day(row.by),
         words.say(labels.GOAL_STATUSES[row.status]))
        for row in found.goals.itertuples()
    ]  # fmt: skip
    told = table(words.say("Goals of the period and what came of them"), heads, rows, numbers=(3, 4))
    if not found.goals["status"].eq("undecided").any():
        return [told]
    ripe, formats = found.headline.ripe, words.formats
    why = (
        words.say("Not yet decided: what came after %(day)s is not in these files, and can still turn it.",
                  day=formats.day(ripe.as_of))
        if ripe.share is None else
        words.say("Not yet decided: by %(day)s about %(share)s of the results of this period had arrived; the rest can still "
                  "turn it.", day=formats.day(ripe.as_of), share=formats.share(ripe.share))
    )  # fmt: skip
    return [told, Paragraph(why, tone="small")]


def early_signs(found: Assessment, words: Words) -> list[Block]:
    """What moves before the goals' own numbers do, beside the period before."""
    signs = goal_results.early_signs(found.book, found.period, found.results)
    rows = [
        (labels.metric_name(words, row.metric), labels.metric_value(words, row.metric, row.now),
         labels.metric_value(words, row.metric, row.before), words.formats.change(row.change))
        for row in signs.itertuples()
    ]  # fmt: skip
    heads = (words.say("What moves first"), words.say("This period"), words.say("Period before"), words.say("Change"))
    caption = words.say("Early signs: what moves before the goals do")
    return [table(caption, heads, rows, numbers=(1, 2, 3))] if rows else []


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


def _result(row: tuple, words: Words) -> str:
    said = labels.metric_value(words, row.metric, row.result)
    return words.say("%(result)s so far", result=said) if row.status in ("open", "undecided") else said


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
