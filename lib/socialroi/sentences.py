"""What the numbers mean, in whole sentences: headline, range, reason, passport, ripeness, break-even."""

import hashlib
import json

import pandas as pd

from socialroi import __version__
from socialroi.assessment import Assessment
from socialroi.labels import EVIDENCE, label
from socialroi.roi import FEW, break_even_incrementality
from socialroi.words import N_, Words

UNSAID = ("cannot_say", "too_early")  # verdicts that leave no number to draw a conclusion from
_HEADLINES = {
    ("pays_back", "margin"): N_(
        "For every %(unit)s spent, %(back)s of margin is traced to social media; it pays for itself if at least %(share)s "
        "of that would not have come anyway."
    ),
    ("pays_back", "revenue"): N_(
        "For every %(unit)s spent, %(back)s of revenue is traced to social media; it pays for itself if at least %(share)s "
        "of that would not have come anyway."
    ),
    ("loses", "margin"): N_("For every %(unit)s spent, only %(back)s of margin is traced to social media."),
    ("loses", "revenue"): N_("For every %(unit)s spent, only %(back)s of revenue is traced to social media."),
    ("not_proven", "margin"): N_(
        "For every %(unit)s spent, %(back)s of margin is traced to social media; that it pays for itself is not proven."
    ),
    ("not_proven", "revenue"): N_(
        "For every %(unit)s spent, %(back)s of revenue is traced to social media; that it pays for itself is not proven."
    ),
    ("too_early", "margin"): N_(
        "It is too early to judge: for every %(unit)s spent, %(back)s of margin has been traced to social media so far."
    ),
    ("too_early", "revenue"): N_(
        "It is too early to judge: for every %(unit)s spent, %(back)s of revenue has been traced to social media so far."
    ),
}
_OBSTACLES = {
    "no_cost": N_("No cost is recorded for this period, so there is no return on it. Add the costs and run it again."),
    "no_data": N_("No export of results covers this period. Export it again with these days and run it again."),
    "unpriced": N_("No action is priced. Say in the parameters what an action is worth, such as purchases by their orders."),
    "only_claims": N_("Only the platforms' own reports speak for a result. An export of the orders or deals would settle it."),
    "no_results_export": N_("No export holds results. An export of the orders, deals or leads would settle it."),
    "no_value": N_(
        "No valued result could be traced to social media. Tagged links, codes or asking customers would show whether there "
        "are any."
    ),
    "coverage": N_("Days are missing from the exports, and with them the verdict could turn. Export the whole period again."),
}


def headline(found: Assessment, words: Words) -> str:
    """The verdict as one sentence with its number."""
    if found.verdict.code == "cannot_say":
        return words.say("Whether social media paid for itself cannot be said from these files.")
    message = _HEADLINES[found.verdict.code, found.book.params.value_basis]
    top = found.headline
    texts = {"unit": words.formats.money_unit(), "back": words.formats.money_per_unit(top.value / top.cost)}
    if "%(share)s" in message:
        texts["share"] = words.formats.share(break_even_incrementality(top.value, top.cost))
    return words.say(message, **texts)


def headline_range(found: Assessment, words: Words) -> str:
    """The range as what comes back for a unit of money; nothing where nothing can be said, or not yet."""
    top, formats = found.headline, words.formats
    if found.verdict.code == "cannot_say" or top.spread is None:
        return ""
    if found.verdict.code == "too_early":
        return _completed(found, words)
    return words.say(
        "Most likely between %(low)s and %(high)s for every %(unit)s: with what is known, four times out of five.",
        low=formats.money_per_unit(1 + top.spread.low), high=formats.money_per_unit(1 + top.spread.high),
        unit=formats.money_unit(),
    )  # fmt: skip


def reason(found: Assessment, words: Words) -> str:
    """Why the verdict is what it is, and what would settle it."""
    code, formats = found.verdict.reason, words.formats
    if code in _OBSTACLES:
        return words.say(_OBSTACLES[code])
    spread, ripe = found.headline.spread, found.headline.ripe
    ends = {"low": formats.percent(spread.low), "high": formats.percent(spread.high)}
    if code == "above":
        return _above(found, words, ends)
    if code == "below":
        return words.say(
            "The whole range of the ROI, %(low)s to %(high)s, is below break-even. Only results that could not be traced "
            "could turn it.", **ends,
        )  # fmt: skip
    if code == "crosses":
        return words.say(
            "The range of the ROI, %(low)s to %(high)s, crosses break-even. More traced results and a surer margin would "
            "narrow it.", **ends,
        )  # fmt: skip
    if code == "few_customers":
        return words.say(
            "Fewer than %(count)s customers stand behind the value, too few for a verdict. A longer period would settle it.",
            count=formats.count(FEW),
        )  # fmt: skip
    if code == "unripe":
        return words.say(
            "Only about %(share)s of what this period will bring had arrived by %(day)s. Run it again when more has come in.",
            share=formats.share(ripe.share), day=formats.day(ripe.as_of),
        )  # fmt: skip
    if code == "young":
        return words.say(
            "More than half of the period lies within the last days before %(day)s, when many results are still to come. "
            "Run it again later.", day=formats.day(ripe.as_of),
        )  # fmt: skip
    return words.say(
        "What has arrived by %(day)s and what is to be expected in the end lead to different verdicts. Run it again when "
        "more has come in.", day=formats.day(ripe.as_of),
    )  # fmt: skip


def incremental(found: Assessment, words: Words) -> str:
    """What is left if only what would not have come anyway counts; nothing where no share is given."""
    if found.incremental is None or found.incremental_roi is None or found.verdict.code in UNSAID:
        return ""
    formats = words.formats
    return words.say(
        "Counting only what would not have come anyway (%(evidence)s), the ROI is %(roi)s, most likely between %(low)s and "
        "%(high)s.", evidence=label(words, EVIDENCE, found.evidence), roi=formats.percent(found.incremental_roi),
        low=formats.percent(found.incremental.low), high=formats.percent(found.incremental.high),
    )  # fmt: skip


def break_even(found: Assessment, words: Words) -> str:
    """The share of the results that must not have come anyway."""
    share = break_even_incrementality(found.headline.value, found.headline.cost)
    if share is None or found.headline.cost == 0 or found.verdict.code in UNSAID:
        return ""
    if share > 1:
        return words.say("It would not pay for itself even if social media had caused every traced result.")
    return words.say(
        "It stays above break-even as long as at least %(share)s of these results would not have happened anyway.",
        share=words.formats.share(share),
    )  # fmt: skip


def ripeness(found: Assessment, words: Words) -> str:
    """How much has arrived, and by which day; nothing where no file names a day."""
    ripe, formats = found.headline.ripe, words.formats
    if pd.isna(ripe.as_of):
        return ""
    if ripe.share is None:
        return words.say("Everything known by %(day)s is counted; what comes later is not.", day=formats.day(ripe.as_of))
    return words.say(
        "By %(day)s about %(share)s of the period's eventual results had arrived; half of them take longer than "
        "%(median)s days.", day=formats.day(ripe.as_of), share=formats.share(ripe.share),
        median=formats.count(ripe.median_days),
    )  # fmt: skip


def passport(found: Assessment, words: Words) -> str:
    """What kind of ROI this is: scope, value, method, period, cost, window, currency, ripeness and the run's id."""
    params, formats = found.book.params, words.formats
    kinds = sorted(found.ledger["type"].unique())
    shown = ", ".join(words.cost_type(kind) for kind in kinds) or words.say("none")
    message = (
        words.say("A total ROI of social media for %(client)s, on the gross margin of traced results, over %(period)s.",
                  client=words.name(params.client), period=_days(found, words))
        if params.value_basis == "margin" else
        words.say("A total ROI of social media for %(client)s, on the revenue of traced results, over %(period)s.",
                  client=words.name(params.client), period=_days(found, words))
    )  # fmt: skip
    details = words.say(
        "Costs in it: %(costs)s. Results known by %(day)s. Amounts in %(currency)s, converted at each day's rate. "
        "Run %(run)s.", costs=shown, day=formats.day(found.headline.ripe.as_of), currency=params.currency, run=run_id(found),
    )  # fmt: skip
    return f"{message} {details}"


def run_id(found: Assessment) -> str:
    """Ten characters that change when any input, parameter, the period or the kit's version does."""
    files = sorted(found.book.files["sha256"].dropna())
    params = found.book.params.model_dump_json()
    text = json.dumps([files, params, found.period.label, __version__])
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _completed(found: Assessment, words: Words) -> str:
    """Where the period would end if the rest arrives as it did before; nothing where the lag is not known."""
    ahead = found.headline.completed_spread
    if ahead is None:
        return ""
    return words.say(
        "If the rest arrives as it did before, it will end between %(low)s and %(high)s for every %(unit)s.",
        low=words.formats.money_per_unit(1 + ahead.low), high=words.formats.money_per_unit(1 + ahead.high),
        unit=words.formats.money_unit(),
    )  # fmt: skip


def _above(found: Assessment, words: Words, ends: dict[str, str]) -> str:
    if found.incremental is None or found.incremental.low >= 0:
        return words.say("The whole range of the ROI, %(low)s to %(high)s, is above break-even.", **ends)
    return words.say(
        "The whole range of the ROI, %(low)s to %(high)s, is above break-even; whether social media caused it depends on how "
        "much would have happened anyway, which only a test with a group left out would settle.", **ends,
    )  # fmt: skip


def _days(found: Assessment, words: Words) -> str:
    return words.formats.days(found.period.start, found.period.end)
