"""Checks of the first two steps: the books, shared costs, goals, lifetime value and the funnel's rates."""

from socialroi import books_check, funnel, smart
from socialroi.assessment import Assessment, goal_results
from socialroi.finding import Finding
from socialroi.labels import ASSUMPTIONS, METRICS, label
from socialroi.params_values import Lifetime
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
    """Leads priced by the CRM's rates or by those of the params: which, why, and whether the two contradict each other."""
    rates = funnel.rates(found.book).dropna(subset="used")
    return [Finding("funnel", status, said) for row in rates.itertuples() for status, said in _rate(row, words)]


def _rate(row: tuple, words: Words) -> list[tuple[str, str]]:
    show = words.formats.share if row.rate == "close_rate" else words.formats.rounded_money
    name = label(words, ASSUMPTIONS, row.rate)
    ends = {"assumption": name, "low": show(row.low), "high": show(row.high)}
    said = []
    if row.relation in ("more", "less"):
        said.append(("review", words.say(
            "%(assumption)s: the CRM shows %(low)s to %(high)s, the parameters assume %(assumed)s.",
            assumed=show(row.assumed_likely), **ends,
        )))  # fmt: skip
    if row.is_small:
        said.append(("review", words.plural(
            "%(assumption)s: only %(count)s lead was won, so the range is wide: %(low)s to %(high)s.",
            "%(assumption)s: only %(count)s leads were won, so the range is wide: %(low)s to %(high)s.", row.count, **ends,
        )))  # fmt: skip
    if row.used == funnel.CRM and not said:
        said.append(("pass", words.say("%(assumption)s: taken from the CRM, %(low)s to %(high)s.", **ends)))
    return said
