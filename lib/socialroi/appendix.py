"""The back of the page: the words, the assumptions, the arithmetic line by line, and what was read."""

import pandas as pd

from socialroi import __version__, goals, labels, sentences
from socialroi.assessment import Assessment
from socialroi.blocks import Block, Definitions, Fact, Facts, Paragraph, Section
from socialroi.compose import table
from socialroi.value import PURCHASE
from socialroi.words import Words


def glossary(found: Assessment, words: Words) -> list[Block]:
    """Every term of the page, explained."""
    terms = tuple((words.say(term), words.say(meaning)) for term, meaning in labels.GLOSSARY)
    return [Section("words", words.say("Words used here")), Definitions(terms)]


def assumptions(found: Assessment, words: Words) -> list[Block]:
    """The register of assumptions: range, source, who set it when, review date."""
    listed, formats = goals.assumptions(found.book.params), words.formats
    section = Section("assumptions", words.say("Assumptions"))
    if listed.empty:
        return [section, Paragraph(words.say("The numbers rest on no assumption."))]
    heads = (words.say("Assumption"), words.say("Low"), words.say("Likely"), words.say("High"), words.say("Source"),
             words.say("Set by"), words.say("Set on"), words.say("Review by"), words.say("To be looked at"))  # fmt: skip
    doubts = goals.doubtful(listed, found.headline.ripe.as_of).set_index("key")["doubt"]
    rows = [
        (labels.assumption(words, row.key), *(_amount(words, row.key, end) for end in (row.low, row.likely, row.high)),
         _evidence(words, row), words.name(row.who) or "–", formats.day(row.since), formats.day(row.review_by),
         words.say(labels.DOUBTS[doubts[row.key]]) if row.key in doubts else "–")
        for row in listed.itertuples()
    ]  # fmt: skip
    return [section, table(words.say("What the numbers rest on"), heads, rows, numbers=(1, 2, 3))]


def arithmetic(found: Assessment, words: Words) -> list[Block]:
    """The headline, line by line, so that it can be redone by hand from the exports."""
    formats, top, is_known = words.formats, found.headline, found.has_number
    lines = [
        *_purchase_lines(found, words), *_other_lines(found, words),
        Fact(words.say("Value, grades A and B"), formats.money(top.value if is_known else None), strong=True),
        *(Fact(words.cost_type(kind), formats.money(cost)) for kind, cost in
          found.ledger.groupby("type")["cost"].sum().sort_values(ascending=False, kind="stable").items()),
        Fact(words.say("Full cost"), formats.money(top.cost), strong=True),
        Fact(words.say("ROI = (value − cost) ÷ cost"), formats.percent(top.roi if is_known else None), strong=True),
        Fact(words.say("ROI on grade A alone"), formats.percent(found.grade_a_only if is_known else None)),
    ]  # fmt: skip
    return [Section("arithmetic", words.say("The arithmetic")), Facts(tuple(lines))]


def sources(found: Assessment, words: Words) -> list[Block]:
    """What was read, from which days, and the run's id."""
    formats, files = words.formats, found.book.files
    heads = (words.say("File"), words.say("Taken for"), words.say("Rows"), words.say("Days"))
    rows = [
        (words.name(row.file, 60), labels.source(words, row.source), formats.count(row.read),
         formats.days(row.first_day, row.last_day) if pd.notna(row.first_day) and pd.notna(row.last_day) else "–")
        for row in files.itertuples()
    ]  # fmt: skip
    run = words.say("Social ROI Kit %(version)s, run %(run)s.", version=__version__, run=sentences.run_id(found))
    return [
        Section("sources", words.say("Sources")),
        table(words.say("Files read"), heads, rows, numbers=(2,), details=True),
        Paragraph(run, tone="small"),
    ]


def _purchase_lines(found: Assessment, words: Words) -> list[Fact]:
    """All purchases; those that carry their source; the analytics share of the rest; the margin."""
    formats, bought = words.formats, found.found.bought
    rows = found.found.table[found.found.table["action"] == PURCHASE]
    if bought.empty or rows["revenue"].isna().all():
        return []
    proven, added = rows[rows["grade"] == "A"], rows[rows["grade"] == "B"]
    lines = [
        Fact(
            words.say("All purchases that count in the period"),
            formats.money(bought["revenue"].sum()),
            formats.count(len(bought)),
        )
    ]
    for how, group in bought[bought["platform"].notna()].groupby("how"):
        label = words.say("of these, traced by %(how)s", how=labels.label(words, labels.HOW_KNOWN, how))
        lines.append(Fact(label, formats.money(group["revenue"].sum()), formats.count(len(group))))
    if len(added):
        covered = bought[bought["day"].isin(found.found.covered)]
        share = found.found.shares["share"].sum()
        note = words.say(
            "%(share)s %% of %(total)s, less what is traced above", share=formats.decimal(100 * share, 2),
            total=formats.money(covered["revenue"].sum()),
        )  # fmt: skip
        lines.append(
            Fact(words.say("added by web analytics' share of these purchases"), formats.money(added["revenue"].sum()), note)
        )
    if found.book.params.value_basis == "margin":
        lines.append(Fact(words.say("× gross margin"), formats.share(found.book.params.gross_margin.likely)))
    lines.append(Fact(words.say("Value of purchases, grade A"), formats.money(proven["value"].sum())))
    lines.append(Fact(words.say("Value of purchases, grade B"), formats.money(added["value"].sum())))
    return lines


def _other_lines(found: Assessment, words: Words) -> list[Fact]:
    priced = found.found.rows()
    rows = priced[(priced["action"] != PURCHASE) | priced["revenue"].isna()]
    unit = found.found.unit_values.set_index("action")["likely"]
    return [
        Fact(
            words.say("%(action)s: %(count)s × %(unit)s", action=labels.label(words, labels.ACTIONS, action),
                      count=_count(words, group["count"].sum()), unit=words.formats.money(unit[action])),
            words.formats.money(group["value"].sum()), _undecided(found, words, action),
        )
        for action, group in rows.groupby("action")
    ]  # fmt: skip


def _count(words: Words, count: float) -> str:
    """Whole things whole; parts of them, where age leaves less than a whole chance, with two decimals."""
    return words.formats.count(count) if float(count).is_integer() else words.formats.decimal(count, 2)


def _undecided(found: Assessment, words: Words, action: str) -> str:
    """Why a count is no whole number: what waiting has used up."""
    paths = found.found.paths.set_index("action")
    if action not in paths.index or not paths.loc[action, "used_up"] > 0:
        return ""
    undecided = paths.loc[action, ["counted", "used_up"]].sum()
    return words.say("%(count)s undecided, counted for what their age leaves", count=words.formats.count(undecided))


def _amount(words: Words, key: str, amount: float) -> str:
    is_money = key.rpartition(".")[2] in labels.MONEY_ASSUMPTIONS
    return words.formats.money(amount) if is_money else words.formats.share(amount)


def _evidence(words: Words, row: tuple) -> str:
    """What an assumption rests on: what was measured, and in whose place, or its source as the analyst wrote it."""
    found = row.measured
    if found is None:
        return labels.label(words, labels.EVIDENCE, "assumed") if goals.is_assumed(row.source) else words.name(row.source, 200)
    count, of = words.formats.count(found.count), words.formats.count(found.of)
    said = words.say(labels.MEASURED[found.kind], count=count, of=of)
    if found.instead_of is None:
        return said
    low, high = (_amount(words, row.key, end) for end in (found.instead_of.low, found.instead_of.high))
    stated = low if low == high else words.say("%(low)s to %(high)s", low=low, high=high)
    return words.say("%(measured)s, in the place of the stated %(stated)s", measured=said, stated=stated)
