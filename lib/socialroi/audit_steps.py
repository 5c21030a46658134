"""Checks of the first two steps: the books, shared costs, goals, lifetime value and the funnel's rates."""

from socialroi import books_check, funnel, labour, report_customers, smart
from socialroi.assessment import Assessment
from socialroi.finding import Finding
from socialroi.labels import ACTIONS, ASSUMPTIONS, assumption, label, metric_name
from socialroi.measurement import Measured
from socialroi.params_values import Lifetime
from socialroi.value import PURCHASE
from socialroi.words import Words

MOST_LINKED = 0.3  # correlation of how often and how much: gamma-gamma takes it for 0
LONGEST_DAY = 16  # hours in one time entry


def findings(found: Assessment, words: Words) -> list[Finding]:
    """Every check of the first two steps."""
    return [
        *_books(found, words), *_splits(found, words), *_nothing_counted(found, words), *_long_entries(found, words),
        *_goals(found, words), *_lifetime(found, words), *_rates(found, words), *_paths(found, words),
    ]  # fmt: skip


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


def _nothing_counted(found: Assessment, words: Words) -> list[Finding]:
    """Costs that follow from results and come to nothing: a new code that nobody used yet, or a misspelt one."""
    follows = [item for item in found.book.costs
               if item.commission is not None or item.given is not None or isinstance(item.uses, str)]  # fmt: skip
    there = set(zip(found.ledger["item"], found.ledger["how"], strict=True))
    return [
        Finding("costs", "review", words.say(
            "%(item)s follows from results, and this period has none that it counts: it costs nothing here. Check its code, "
            "campaign or tag.", item=words.name(item.item),
        ))
        for item in follows if (item.item, item.way) not in there
    ]  # fmt: skip


def _long_entries(found: Assessment, words: Words) -> list[Finding]:
    """Time entries longer than anybody works: a timer that ran on, and counts as it was recorded."""
    sheets = found.book.tables["timesheets"]
    counted = sheets[labour.are_counted(found.book.costs, sheets) & found.period.holds(sheets["day"])]
    longest = counted.loc[counted["hours"] > LONGEST_DAY, "hours"]
    if longest.empty:
        return []
    advice = words.say(
        "Time entries are longer than %(most)s hours, up to %(hours)s, and count as they were recorded. Correct timers that ran "
        "on.", most=words.formats.count(LONGEST_DAY), hours=words.formats.count(longest.max()),
    )  # fmt: skip
    return [Finding("costs", "review", advice)]


def _goals(found: Assessment, words: Words) -> list[Finding]:
    return [
        Finding("goals", "review", words.say(
            "The goal %(goal)s cannot be seen met or missed: no file holds its metric (%(metric)s) for this period.",
            goal=words.name(goal.goal), metric=metric_name(words, goal.metric),
        ))
        for goal in found.book.params.goals if not smart.is_held(goal.metric, found.results)
    ]  # fmt: skip


def _lifetime(found: Assessment, words: Words) -> list[Finding]:
    """What stands behind the value of a new customer, and why it is in the result or not."""
    price, ahead = found.book.params.values.get(PURCHASE), found.found.lifetime
    if not isinstance(price, Lifetime):
        return []
    if ahead is None:
        advice = words.say(
            "Too few customers came back to see what a new one will still buy: purchases count for what they brought."
        )
        return [Finding("lifetime", "review", advice)]
    formats = words.formats
    made = [Finding("lifetime", "pass", words.say(
        "Each new customer counts once, with what is expected within %(months)s months, discounted at %(discount)s a year; later "
        "purchases are in it already.", months=formats.count(price.horizon_months), discount=formats.share(price.discount.likely),
    ))] if ahead.grade == "B" else []  # fmt: skip
    if isinstance(ahead.revenue, Measured):
        made.append(Finding("lifetime", "pass" if ahead.grade == "B" else "review", report_customers.borne_out(ahead, words)))
    if ahead.tried and abs(ahead.tried.correlation) > MOST_LINKED:
        made.append(Finding("lifetime", "review", words.say(
            "Customers who buy more often also spend more or less each time; the value of a customer takes the two as unrelated."
        )))  # fmt: skip
    return made


def _paths(found: Assessment, words: Words) -> list[Finding]:
    """People who went further, and results that name no person: money once."""
    made = []
    for row in found.found.paths.itertuples():
        action = label(words, ACTIONS, row.action)
        if row.went_further:
            made.append(Finding("paths", "pass", words.say(
                "%(action)s: %(count)s of %(all)s went further and count there, or were lost; each person is money once.",
                action=action, count=words.formats.count(row.went_further), all=words.formats.count(row.happened),
            )))  # fmt: skip
        if row.not_told_apart:
            made.append(Finding("paths", "review", words.say(
                "%(action)s: %(count)s name no person and may be the same people as later results. They are shown and not in the "
                "result; export them with a mail address or an id.", action=action, count=words.formats.count(row.not_told_apart),
            )))  # fmt: skip
    return made


def _rates(found: Assessment, words: Words) -> list[Finding]:
    """Steps priced by the rates of the files or by those of the params: which, and whether the two contradict each other."""
    rates = funnel.rates(found.book).dropna(subset="used")
    return [Finding("funnel", status, said) for row in rates.itertuples() for status, said in _rate(row, words)]


def _rate(row: tuple, words: Words) -> list[tuple[str, str]]:
    show = words.formats.rounded_money if row.rate == "deal_value" else words.formats.share
    name = label(words, ASSUMPTIONS, row.rate) if row.action == funnel.LEAD else assumption(words, f"values.{row.action}.share")
    ends = {"assumption": name, "low": show(row.low), "high": show(row.high)}
    said = []
    if row.relation in ("more", "less"):
        assumed = show(row.assumed_likely)
        said.append(("review", (
            words.say("%(assumption)s: the files show %(low)s to %(high)s, which counts; the parameters assume %(assumed)s.",
                      assumed=assumed, **ends)
            if row.used != "params" else
            words.say("%(assumption)s: the files show %(low)s to %(high)s; the parameters assume %(assumed)s, which counts.",
                      assumed=assumed, **ends)
        )))  # fmt: skip
    if row.is_small:
        said.append(("review", words.plural(
            "%(assumption)s: only %(count)s case is known, so the range is wide: %(low)s to %(high)s.",
            "%(assumption)s: only %(count)s cases are known, so the range is wide: %(low)s to %(high)s.", row.count, **ends,
        )))  # fmt: skip
    if row.used != "params" and not said:
        said.append(("pass", words.say("%(assumption)s: taken from the files, %(low)s to %(high)s.", **ends)))
    return said
