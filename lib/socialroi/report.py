"""The stakeholder's page, section by section: numbers of an assessment in, finished blocks in her language out."""

import pandas as pd

from socialroi import advice, audit, charts, labels, report_goals, scaling, sentences
from socialroi.assessment import Assessment
from socialroi.blocks import (
    Block,
    Bullets,
    Card,
    Cards,
    Check,
    Checks,
    Heading,
    Paragraph,
    Report,
    Section,
    Table,
    Verdict,
    logo_uri,
)  # fmt: skip
from socialroi.compose import chart, table
from socialroi.costs import EXPORTED
from socialroi.inputs import find_root
from socialroi.words import Words


def words_of(found: Assessment) -> Words:
    """The words of the client's language and currency."""
    return Words(found.book.params.language, found.book.params.currency)


def opening(found: Assessment, words: Words, root: str = "") -> list[Block]:
    """The verdict as the headline, its range, passport and doubts, and the key figures beside the period before."""
    params = found.book.params
    title, period = words.say("Social media ROI"), words.formats.period(found.period)
    logo = find_root(root) / "data" / found.book.id / params.brand.logo if params.brand.logo else None
    doubts = (
        sentences.reason(found, words), sentences.incremental(found, words), sentences.break_even(found, words),
        sentences.ripeness(found, words),
    )  # fmt: skip
    return [
        Report(title, params.language, params.currency, client=words.name(params.client), period=period,
               colour=params.brand.colour, logo=logo_uri(logo.read_bytes()) if logo else "",
               footer=words.name(params.brand.footer, 200)),
        Verdict(found.verdict.code, words.verdict(found.verdict.code), sentences.headline(found, words),
                range=sentences.headline_range(found, words), passport=sentences.passport(found, words),
                sentences=tuple(text for text in doubts if text)),
        _key_figures(found, words),
    ]  # fmt: skip


def goals(found: Assessment, words: Words) -> list[Block]:
    """Each goal with its target, result and status, what moves before it, and whether it is a good goal."""
    section = Section("goals", words.say("Goals"))
    if found.goals.empty:
        return [section, Paragraph(words.say("No goal is set for this client."))]
    return [
        section, *report_goals.results(found, words), *report_goals.early_signs(found, words),
        *report_goals.smart_check(found, words),
    ]  # fmt: skip


def money(found: Assessment, words: Words) -> list[Block]:
    """From what came in over what it cost to what is left."""
    section = Section("money", words.say("Money in, money out"))
    if not found.has_number:
        said = words.say("What came in is not known, so only the cost is shown.")
        return [section, Paragraph(said), _cost_table(found, words), *_proxies(found, words)]
    steps = money_steps(found, words)
    net = steps.loc[steps["kind"] == "net", "amount"].item()
    formats = words.formats
    amounts = {"value": formats.rounded_money(found.headline.value), "cost": formats.rounded_money(found.headline.cost)}
    finding = (
        words.say("%(value)s came in, %(cost)s went out: %(net)s are left.", net=formats.rounded_money(net), **amounts)
        if net >= 0 else
        words.say("%(value)s came in, %(cost)s went out: %(net)s are missing.", net=formats.rounded_money(-net), **amounts)
    )  # fmt: skip
    axes = charts.waterfall(steps, show=formats.rounded_money, right_to_left=formats.is_right_to_left)
    numbers = table(
        finding, (words.say("Step"), words.say("Amount")), [(row.label, formats.money(row.amount)) for row in steps.itertuples()],
        numbers=(1,), strong=(len(steps) - 1,), details=True,
    )  # fmt: skip
    return [
        section, chart("money-chart", finding, axes, numbers),
        _cost_table(found, words), *_proxies(found, words),
    ]  # fmt: skip


def grid(found: Assessment, words: Words) -> list[Block]:
    """The nine ROIs: how much depends on which costs and which value are counted."""
    section = Section("grid", words.say("What counts as cost, what counts as value"))
    known = found.ladder.dropna(subset="roi")
    if not found.has_number or known.empty:
        return [section, Paragraph(words.say("Without a cost and a value there is no ROI to show."))]
    basis = found.book.params.value_basis
    said = pd.DataFrame({
        "cost": [words.say(labels.COST_RUNGS[name]) for name in found.ladder["cost"]],
        "value": [words.say(labels.VALUE_RUNGS[name]) for name in found.ladder["value"]],
        "roi": found.ladder["roi"],
        "is_headline": (found.ladder["cost"] == "full") & (found.ladder["value"] == basis),
    })  # fmt: skip
    highest, lowest = words.formats.percent(known["roi"].max()), words.formats.percent(known["roi"].min())
    finding = words.say(
        "The same results give an ROI from %(lowest)s to %(highest)s, by what is counted.", lowest=lowest, highest=highest
    )
    axes = charts.roi_grid(said, show=words.formats.percent, right_to_left=words.formats.is_right_to_left)
    heads = (words.say("Cost counted"), words.say("Value counted"), words.say("Cost"), words.say("Value"), words.say("ROI"))
    rows = [
        (
            cost,
            value,
            words.formats.money(row.cost_amount),
            words.formats.money(row.value_amount),
            words.formats.percent(row.roi),
        )
        for cost, value, row in zip(said["cost"], said["value"], found.ladder.itertuples(), strict=True)
    ]
    strong = tuple(int(place) for place in said.index[said["is_headline"]])
    return [
        section,
        chart("grid-chart", finding, axes, table(finding, heads, rows, numbers=(2, 3, 4), strong=strong, details=True)),
    ]


def next_steps(found: Assessment, words: Words) -> list[Block]:
    """What to do, what it would take, and what was decided before."""
    takes = advice.what_it_takes(found, words)
    past = tuple(advice.decided(decision, words) for decision in found.book.params.decisions)
    return [
        Section("next", words.say("What to do next")), Bullets(tuple(advice.actions(found, words)), ordered=True),
        *([Heading(words.say("What it would take")), Bullets(tuple(takes))] if takes else []),
        *scaling.one_more_network(found, words),
        *([Heading(words.say("What was decided before")), Bullets(past)] if past else []),
    ]  # fmt: skip


def limits(found: Assessment, words: Words) -> list[Block]:
    """What this report cannot tell, in both directions, and the data checks."""
    listed = tuple(
        Check(each.status, words.status(each.status), audit.title(each, words), each.advice) for each in audit.audit(found, words)
    )
    return [
        Section("limits", words.say("What this report cannot tell you")),
        Heading(words.say("Likely too low, because")), Bullets(tuple(advice.understated(found, words))),
        Heading(words.say("Likely too high, because")), Bullets(tuple(advice.overstated(found, words))),
        Heading(words.say("Checks of the data")), Checks(listed),
    ]  # fmt: skip


def money_steps(found: Assessment, words: Words) -> pd.DataFrame:
    """The waterfall's steps: label, amount (costs negative), kind (value, modelled, cost, net)."""
    worth = found.found.rows().groupby(["action", "grade"])["value"].sum()
    grades = {"A": words.say("grade A"), "B": words.say("grade B")}
    steps = [
        (f"{labels.label(words, labels.ACTIONS, action)}, {grades[grade]}", amount, "value" if grade == "A" else "modelled")
        for (action, grade), amount in worth.items()
    ]
    costs = found.ledger.groupby("type")["cost"].sum().sort_values(ascending=False, kind="stable")
    steps += [(words.cost_type(kind), -amount, "cost") for kind, amount in costs.items()]
    steps.append((words.say("Left over"), sum(amount for _, amount, _ in steps), "net"))
    return pd.DataFrame(steps, columns=["label", "amount", "kind"])


def _key_figures(found: Assessment, words: Words) -> Cards:
    """ROI, cost, value and the chance of being above break-even, each beside the period before."""
    formats, top = words.formats, found.headline
    before = found.trend[found.trend["period"] == found.period.previous().label]
    old = before.iloc[0] if len(before) else None
    chance = None if top.spread is None or found.verdict.code in sentences.UNSAID else top.spread.p_positive
    roi, worth = (top.roi, top.value) if found.has_number else (None, None)
    figures = (
        (words.say("ROI"), roi, "roi", formats.percent), (words.say("Full cost"), top.cost, "cost", formats.rounded_money),
        (words.say("Value traced"), worth, "value", formats.rounded_money),
        (words.say("Chance of being above break-even"), chance, None, formats.share),
    )  # fmt: skip
    return Cards(tuple(
        Card(label, show(now), words.say("before: %(value)s", value=show(old[key])) if key and old is not None else "")
        for label, now, key, show in figures
    ))  # fmt: skip


def _cost_table(found: Assessment, words: Words) -> Table:
    items = found.ledger.assign(item=found.ledger["item"].mask(found.ledger["how"] == EXPORTED, other=""))
    rows = [
        (words.cost_type(kind), words.name(item) if item else words.say("as exported"), words.formats.money(cost))
        for (kind, item), cost in items.groupby(["type", "item"], dropna=False)["cost"].sum().items()
    ]
    heads = (words.say("Type"), words.say("What"), words.say("Cost in the period"))
    return table(words.say("Every cost of the period"), heads, rows, numbers=(2,), details=True)


def _proxies(found: Assessment, words: Words) -> list[Block]:
    """What is shown at grade C, by action: no income, or not told apart from what is counted already."""
    rows = found.found.table[found.found.table["grade"].eq("C") & found.found.table["value"].notna()]
    if rows.empty:
        return []
    formats = words.formats
    sums = rows.groupby("action")[["count", "value"]].sum()
    lines = [
        (labels.label(words, labels.ACTIONS, action), formats.count(row.count), _unit(words, row.value / row.count),
         formats.rounded_money(row.value))
        for action, row in zip(sums.index, sums.itertuples(index=False, name="Row"), strict=True)
    ]  # fmt: skip
    heads = (words.say("What"), words.say("How many"), words.say("Worth of one"), words.say("Amount"))
    return [table(words.say("Shown, and not in the result (grade C)"), heads, lines, numbers=(1, 2, 3), details=True)]


def _unit(words: Words, worth: float) -> str:
    """What one is worth; what is worth less than a unit of money, by the thousand."""
    money = words.formats.money
    return money(worth) if worth >= 1 else words.say("%(amount)s for 1,000", amount=money(1000 * worth))
