"""Checks of the first two steps: the books, shared costs, goals, lifetime value and the funnel's rates."""

import pandas as pd

from socialroi import books_check, funnel, smart
from socialroi.assessment import Assessment, goal_results
from socialroi.finding import Finding
from socialroi.labels import ASSUMPTIONS, METRICS, label
from socialroi.params import Lifetime
from socialroi.ripeness import DEFAULT_WINDOW
from socialroi.value import PURCHASE
from socialroi.words import Words


def findings(found: Assessment, words: Words) -> list[Finding]:
    """Every check of the first two steps."""
    return [
        *_books(found, words), *_splits(found, words), *_goals(found, words), *_lifetime(found, words), *_rates(found, words),
    ]  # fmt: skip


def is_unpriced(found: Assessment, action: str) -> bool:
    """Whether an action has no price because too few customers came back to see what one will still buy."""
    return isinstance(found.book.params.values[action], Lifetime) and found.found.lifetime is None


def _books(found: Assessment, words: Words) -> list[Finding]:
    checked = books_check.reconcile(found.book, found.ledger, found.period)
    if checked.empty:
        return []
    wrong = checked[checked["status"] != "agrees"]
    if wrong.empty:
        return [Finding("books", "pass", words.say("The costs agree with the books."))]
    advice = words.say(
        "%(wrong)s of %(all)s costs and suppliers do not agree with the books, or stand in one of the two only; the first "
        "notebook lists them.", wrong=words.formats.count(len(wrong)), all=words.formats.count(len(checked)),
    )  # fmt: skip
    return [Finding("books", "review", advice)]


def _splits(found: Assessment, words: Words) -> list[Finding]:
    """Costs whose rule found nothing to go by: they stand with those that serve all platforms, and nobody should wonder why."""
    whole = found.ledger[found.ledger["platform"].isna()]
    lost = [item.item for item in found.book.costs if item.split and item.item in set(whole["item"])]
    return [
        Finding("splits", "review", words.say(
            "%(item)s was to be split by a rule that finds nothing in this period: it stands with the costs that serve all "
            "platforms.", item=words.name(item),
        ))
        for item in lost
    ]  # fmt: skip


def _goals(found: Assessment, words: Words) -> list[Finding]:
    known = goal_results(found.book, found.period, found.found)
    return [
        Finding("goals", "review", words.say(
            "The goal %(goal)s cannot be seen met or missed: no file holds its metric (%(metric)s) for this period.",
            goal=words.name(goal.goal), metric=label(words, METRICS, goal.metric),
        ))
        for goal in found.book.params.goals if not smart.is_held(goal.metric, known)
    ]  # fmt: skip


def _lifetime(found: Assessment, words: Words) -> list[Finding]:
    price = found.book.params.values.get(PURCHASE)
    if not isinstance(price, Lifetime):
        return []
    if found.found.lifetime is None:
        advice = words.say("Too few customers came back to see what a new one will still buy: purchases have no value here.")
        return [Finding("lifetime", "review", advice)]
    advice = words.say(
        "Each new customer counts once, with what is expected within %(months)s months; later purchases are in it already.",
        months=words.formats.count(price.horizon_months),
    )  # fmt: skip
    return [Finding("lifetime", "pass", advice)]


def _rates(found: Assessment, words: Words) -> list[Finding]:
    """Rates that params assume and the CRM contradicts: the ranges of the two do not touch."""
    window = found.book.params.window_days or DEFAULT_WINDOW
    as_of = found.headline.ripe.as_of
    rates = funnel.rates(found.book, as_of, window) if pd.notna(as_of) else pd.DataFrame(columns=funnel.RATES)
    off = rates[rates["verdict"].astype(str).str.startswith("params assume ") & rates["assumed_likely"].notna()]
    return [Finding("funnel", "review", _rate(row, words)) for row in off.itertuples()]


def _rate(row: tuple, words: Words) -> str:
    show = words.formats.share if row.rate == "close_rate" else words.formats.rounded_money
    return words.say(
        "%(assumption)s: the CRM shows %(low)s to %(high)s, the parameters assume %(assumed)s.",
        assumption=label(words, ASSUMPTIONS, row.rate), low=show(row.low), high=show(row.high), assumed=show(row.assumed_likely),
    )  # fmt: skip
