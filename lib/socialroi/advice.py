"""What to do next, what it would take, and what this report cannot tell, in both directions."""

import pandas as pd

from socialroi.assessment import Assessment
from socialroi.labels import platform
from socialroi.params import Decision
from socialroi.value import PURCHASE
from socialroi.words import Words

STEP = 0.1  # a tenth of a platform's media spend: small enough to try, large enough to see


def actions(found: Assessment, words: Words) -> list[str]:
    """What to do next, each with its amount, the threshold that would change it, and who decides."""
    if found.verdict.code == "cannot_say":
        return [words.say("Settle first what this report needs (see the reason above), then run it again. The analyst decides.")]
    moves = [*_more(found, words), *_less(found, words)]
    if found.verdict.code == "too_early":
        moves = [words.say("Change no budget on this report; run it again when the period is ripe. The budget's owner decides.")]
    return [*moves, *_evidence(found, words)]


def what_it_takes(found: Assessment, words: Words) -> list[str]:
    """Purchases to break even, cost to cut, and the margin at which the verdict turns."""
    top, formats = found.headline, words.formats
    purchases = found.found.table[found.found.table["action"] == PURCHASE]
    count, worth = purchases["count"].sum(), purchases["value"].sum()
    if found.verdict.code == "cannot_say" or not (count > 0 and worth > 0):
        return []
    others = top.value - worth
    lines = [
        words.say(
            "At %(value)s a purchase, %(needed)s traced purchases cover the cost; %(count)s were traced.",
            value=formats.money(worth / count), needed=formats.count(_up(max(top.cost - others, 0.0) / (worth / count))),
            count=formats.count(count),
        )
    ]  # fmt: skip
    if top.value < top.cost:
        gap = formats.rounded_money(top.cost - top.value)
        lines.append(words.say("With the same results, the cost would have to fall by %(gap)s to break even.", gap=gap))
    if found.book.params.value_basis == "margin" and others < top.cost:
        margin = (top.cost - others) / purchases["revenue"].sum()
        if margin <= 1:
            lines.append(words.say("It breaks even at a gross margin of %(margin)s.", margin=formats.share(margin)))
    return lines


def decided(decision: Decision, words: Words) -> str:
    """One decision of before, with its reason and the period that shows what came of it."""
    return words.say(
        "%(day)s: %(decision)s, because: %(reason)s. To be looked at again in %(period)s.", day=words.formats.day(decision.on),
        decision=words.name(decision.decision, 200), reason=words.name(decision.because, 200) or "–",
        period=words.name(decision.check, 40) or "–",
    )  # fmt: skip


def understated(found: Assessment, words: Words) -> list[str]:
    """Why the result is more likely too low."""
    lines = [
        words.say("Results of people who saw social media but came without a trace (typed address, word of mouth) are missing.")
    ]
    if found.found.total("C") > 0 or not found.metrics.empty:
        lines.append(words.say("Awareness, trust and loyalty are shown but not priced."))
    ripe = found.headline.ripe
    if pd.notna(ripe.as_of) and (ripe.share is None or ripe.share < 1):
        lines.append(words.say("Results that came after %(day)s are not in it.", day=words.formats.day(ripe.as_of)))
    return lines


def overstated(found: Assessment, words: Words) -> list[str]:
    """Why the result is more likely too high."""
    lines = [words.say("Some of the traced results would have come anyway; tracing is not causing.")]
    if found.found.table["grade"].eq("B").any():
        lines.append(
            words.say("Grade B takes web analytics' or a model's share as true for orders that it did not see one by one.")
        )
    if found.book.params.codes:
        lines.append(words.say("Codes can be passed on to people who never saw the post."))
    if found.allocation == "media_spend" and found.found.table["platform"].nunique() > 1:
        lines.append(
            words.say(
                "Costs that serve all platforms are split by media spend; platforms without ads look cheaper than they are."
            )
        )
    return lines


def _more(found: Assessment, words: Words) -> list[str]:
    good = found.platforms[(found.platforms["low"] > 0) & ~found.platforms["is_few"]]
    spend = found.ledger[found.ledger["type"] == "media"].groupby("platform")["cost"].sum()
    return [
        words.say(
            "Try %(amount)s more on %(platform)s next period, and go back if its ROI falls below break-even. The budget's "
            "owner decides.", amount=words.formats.rounded_money(STEP * float(spend[row.platform])),
            platform=platform(words, row.platform),
        )
        for row in good.itertuples() if spend.get(row.platform, 0.0) > 0
    ]  # fmt: skip


def _less(found: Assessment, words: Words) -> list[str]:
    bad = found.platforms[(found.platforms["high"] < 0) & ~found.platforms["is_few"]]
    return [
        words.say(
            "%(platform)s cost %(cost)s and %(value)s can be traced to it: cut or change it, unless untraced results speak for "
            "it. Its owner decides.", platform=platform(words, row.platform), cost=words.formats.rounded_money(row.cost),
            value=words.formats.rounded_money(row.value),
        )
        for row in bad.itertuples()
    ]  # fmt: skip


def _evidence(found: Assessment, words: Words) -> list[str]:
    if found.evidence == "experiment":
        return []
    share = found.headline.cost / found.headline.value if found.headline.value > 0 else None
    if share is None or share > 1:
        return [words.say("Make more results traceable: tag every link, use codes, ask new customers where they heard of you.")]
    return [
        words.say(
            "Leave a region or a group out for some weeks to measure what would have come anyway: below %(share)s caused, "
            "social media does not pay for itself. The owner decides.", share=words.formats.share(share),
        )
    ]  # fmt: skip


def _up(number: float) -> int:
    return int(-(-number // 1))
