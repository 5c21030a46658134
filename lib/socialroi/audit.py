"""The data checks of a report: each passes, asks for a review, or fails, with advice in the reader's language."""

from functools import lru_cache

from socialroi import audit_steps, goals, labels, results
from socialroi.assessment import Assessment, customers
from socialroi.finding import Finding
from socialroi.headline import stale_rates
from socialroi.labels import ACTIONS, CHECKS, assumption, label
from socialroi.roi import FEW
from socialroi.value import PURCHASE
from socialroi.words import Words

OVER_CLAIM = 1.0
STALE_DAYS = 7


@lru_cache(maxsize=4)  # the page and the summary both tell it
def audit(found: Assessment, words: Words) -> tuple[Finding, ...]:
    """Every check of the report, worst first."""
    made = [
        *_coverage(found, words), *_spans(found, words), *_truth(found, words), _tagging(found, words),
        _over_claim(found, words), _customers(found, words), *_uncounted(found, words), *_rates(found, words),
        *_assumptions(found, words), *_ripeness(found, words), *_amounts(found, words), *_late(found, words),
        *audit_steps.findings(found, words),
    ]  # fmt: skip
    return tuple(sorted((each for each in made if each), key=lambda each: ("fail", "review", "pass").index(each.status)))


def title(finding: Finding, words: Words) -> str:
    """What was checked."""
    return label(words, CHECKS, finding.check)


def _coverage(found: Assessment, words: Words) -> list[Finding]:
    made = [_covered(found, row, words) for row in found.coverage.itertuples()]
    if not made:
        return [Finding("coverage", "review", words.say("No export that the result rests on covers this period."))]
    return made


def _covered(found: Assessment, row: tuple, words: Words) -> Finding:
    source = labels.source(words, row.source)
    if not row.is_stated:
        advice = words.say(
            "%(source)s does not say which days it covers. State them in the parameters (sources: from, until).",
            source=source,
        )  # fmt: skip
        return Finding("coverage", "review", advice)
    if row.missing == 0:
        return Finding("coverage", "pass", words.say("%(source)s covers every day of the period.", source=source))
    status = "fail" if found.verdict.reason == "coverage" else "review"
    advice = words.plural(
        "%(source)s does not cover %(count)s day of the period. Export it again with all days; the missing day is not zero.",
        "%(source)s does not cover %(count)s days of the period. Export it again with all days; missing days are not zero.",
        int(row.missing), source=source,
    )  # fmt: skip
    return Finding("coverage", status, advice)


def _spans(found: Assessment, words: Words) -> list[Finding]:
    """Exports that give one row for several days: spread evenly where the period cuts them."""
    spend = found.book.tables["spend"]
    last = spend["last_day"].fillna(spend["day"])
    cut = (last > spend["day"]) & (spend["day"] <= found.period.end) & (last >= found.period.start)
    crosses = cut & ((spend["day"] < found.period.start) | (last > found.period.end))
    if not crosses.any():
        return []
    advice = words.say("Some spend is exported without days and crosses the period's ends: it is spread evenly. Export by day.")
    return [Finding("spans", "review", advice)]


def _truth(found: Assessment, words: Words) -> list[Finding]:
    tables = found.book.tables
    if tables["orders"].empty or tables["deals"].empty:
        return []
    return [
        Finding(
            "truth",
            "review",
            words.say("Both orders and deals were read; only the orders count, so that no sale counts twice."),
        )
    ]


def _tagging(found: Assessment, words: Words) -> Finding | None:
    rows = found.found.rows()
    rows = rows[rows["action"] == PURCHASE]
    total = rows["value"].sum()
    if not total > 0:
        return None
    share = float(rows.loc[rows["grade"] == "A", "value"].sum() / total)
    said = words.formats.share(share)
    if share >= 0.5:
        return Finding("tagging", "pass", words.say("%(share)s of the traced value carries its source itself.", share=said))
    advice = words.say(
        "Only %(share)s of the traced value carries its source itself; the rest is web analytics' share. Codes, tagged links "
        "stored with the order, or asking customers would make it surer.", share=said,
    )  # fmt: skip
    return Finding("tagging", "review", advice)


def _over_claim(found: Assessment, words: Words) -> Finding | None:
    ratio = found.claims["over_claim_ratio"]
    if ratio is None:
        return None
    said = words.formats.ratio(ratio)
    if ratio <= OVER_CLAIM:
        return Finding(
            "over_claim", "pass", words.say("The platforms report no more results than were traced (%(ratio)s).", ratio=said)
        )
    advice = (
        words.say("The platforms report %(ratio)s as many results as deals were traced. They may count leads, and each "
                  "counts for itself; the result here does not use their reports.", ratio=said)
        if found.book.tables["orders"].empty else
        words.say("The platforms report %(ratio)s as many results as were traced. Several count the same order; the result here "
                  "does not use their reports.", ratio=said)
    )  # fmt: skip
    return Finding("over_claim", "review", advice)


def _customers(found: Assessment, words: Words) -> Finding | None:
    if found.verdict.code == "cannot_say":
        return None
    if customers(found.found) >= FEW:
        return Finding("customers", "pass", words.say("Enough customers stand behind the result for a verdict."))
    advice = words.say("Fewer than %(count)s customers stand behind the result.", count=words.formats.count(FEW))
    return Finding("customers", "review", advice)


def _uncounted(found: Assessment, words: Words) -> list[Finding]:
    """Actions that have a price, but that no export counts: they are not in the value, and nobody should think they were zero."""
    counted = set(found.found.table["action"])
    return [
        Finding("uncounted", "review", words.say(
            "%(action)s have a price, but no export counts them for social media in this period: they are not in the result.",
            action=label(words, ACTIONS, action),
        ))
        for action in found.book.params.values if action not in counted
    ]  # fmt: skip


def _ripeness(found: Assessment, words: Words) -> list[Finding]:
    """Where no person can be followed from first touch to result, nobody knows how much is still to come."""
    if found.headline.ripe.share is not None or found.verdict.code in ("cannot_say", "too_early"):
        return []
    advice = words.say("How long results take is not known from these exports: what is still to come is not in the result.")
    return [Finding("ripeness", "review", advice)]


def _amounts(found: Assessment, words: Words) -> list[Finding]:
    deals = found.book.tables["deals"]
    count = int((deals["is_won"].eq(True) & deals["amount"].isna()).sum())
    if not count or not found.book.tables["orders"].empty:
        return []
    advice = words.plural(
        "%(count)s won deal has no amount and is not in the result. Fill it in where the deals come from.",
        "%(count)s won deals have no amount and are not in the result. Fill them in where the deals come from.", count,
    )  # fmt: skip
    return [Finding("amounts", "review", advice)]


def _late(found: Assessment, words: Words) -> list[Finding]:
    """Won deals of the period's contacts that closed after the window: not in the result, and nobody should miss them unsaid."""
    late = results.in_period(results.late_deals(found.book), found.period)
    if late.empty or PURCHASE not in found.book.params.values:
        return []
    advice = words.plural(
        "%(count)s won deal of %(amount)s closed more than %(days)s days after its contact came and is not in the result. Raise "
        "or leave out window_days in the parameters if it belongs there.",
        "%(count)s won deals of %(amount)s together closed more than %(days)s days after their contacts came and are not in the "
        "result. Raise or leave out window_days in the parameters if they belong there.",
        len(late), amount=words.formats.rounded_money(float(late["revenue"].sum())),
        days=words.formats.count(found.book.params.window_days),
    )  # fmt: skip
    return [Finding("late", "review", advice)]


def _rates(found: Assessment, words: Words) -> list[Finding]:
    stale = stale_rates(found.book, found.period)
    age = (stale["day"] - stale["rate_day"]).dt.days
    if not (age > STALE_DAYS).any():
        return []
    advice = words.say(
        "Some amounts are converted at a rate that was up to %(days)s days old. Add newer rates.",
        days=words.formats.count(int(age.max())),
    )  # fmt: skip
    return [Finding("rates", "review", advice)]


def _assumptions(found: Assessment, words: Words) -> list[Finding]:
    listed = goals.assumptions(found.book.params)
    if listed.empty:
        return []
    doubtful = goals.doubtful(listed, found.headline.ripe.as_of)
    if doubtful.empty:
        return [Finding("assumptions", "pass", words.say("Every assumption has a source and is within its review date."))]
    return [Finding("assumptions", "review", _doubt(row, words)) for row in doubtful.itertuples()]


def _doubt(row: tuple, words: Words) -> str:
    name = assumption(words, row.key)
    if row.doubt == "expired":
        return words.say("%(assumption)s was to be reviewed by %(day)s.", assumption=name, day=words.formats.day(row.review_by))
    if row.doubt == "undated":
        return words.say("%(assumption)s has no day by which it is looked at again.", assumption=name)
    return words.say("%(assumption)s is assumed; no source supports it.", assumption=name)
