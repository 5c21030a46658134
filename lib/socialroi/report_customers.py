"""What customers and leads do after they follow, beside others like them: tables and curves for page and notebook."""

from collections.abc import Callable

import pandas as pd

from socialroi import charts, checks, comparison, results, ripeness
from socialroi.blocks import Block, Chart, Paragraph, Table
from socialroi.client import Client
from socialroi.compose import chart, table
from socialroi.words import N_, Words

_WHO = {"followers": N_("Followers"), "others": N_("Others like them")}


def compared(book: Client, words: Words) -> list[Block]:
    """Customers and leads who follow against others like them, with the caveat; which file is missing where none says so."""
    if lacking := missing(book, words):
        return [Paragraph(lacking, tone="small")]
    buyers, contacts = _buyers(book), _contacts(book)
    rows = pd.concat([comparison.compare(buyers), comparison.compare(contacts)], ignore_index=True)
    if rows.empty:
        said = words.say("No follower has a customer like him to be held against: the groups are too small.")
        return [Paragraph(said, tone="small")]
    return [
        _table(rows, words), *_curves(buyers, "until-purchase", words.say("Not bought again yet, by day"), words),
        *_curves(contacts, "until-deal", words.say("Not won yet, by day since the lead"), words),
        Paragraph(words.say(comparison.CAVEAT)),
    ]  # fmt: skip


def missing(book: Client, words: Words) -> str:
    """Which file would let followers be held against others; nothing where it is there."""
    if book.tables["customers"]["followed_day"].isna().all():
        return words.say(
            "Whether followers buy more cannot be told: no file says since when customers follow. A customers.csv with customer "
            "(the mail address of the orders or the CRM) and followed_day would say it."
        )
    if results.purchases(book).empty:
        return words.say("Whether followers buy more cannot be told: no export holds the purchases of single customers.")
    return ""


def _buyers(book: Client) -> pd.DataFrame:
    as_of = checks.as_of(book, ["orders", "deals", "leads"])
    return comparison.landmarks(book.tables["customers"], results.purchases(book), as_of)


def _contacts(book: Client) -> pd.DataFrame:
    as_of = checks.as_of(book, ["orders", "deals", "leads"])
    window = ripeness.window_days(book, as_of) if pd.notna(as_of) else ripeness.DEFAULT_WINDOW
    return comparison.new_leads(results.leads(book), book.tables["customers"], results.purchases(book), as_of, window)


def _table(rows: pd.DataFrame, words: Words) -> Table:
    heads = (words.say("After following"), words.say("Followers"), words.say("Others like them"),
             words.say("Difference, 80 %% range"), words.say("What it says"))  # fmt: skip
    lines = []
    for row in rows.itertuples():
        show = _format(row.outcome, words)
        ends = {"difference": show(row.difference), "low": show(row.low), "high": show(row.high)}
        difference = show(row.difference) if row.verdict == "few" else words.say("%(difference)s (%(low)s to %(high)s)", **ends)
        verdict, count = words.say(comparison.VERDICTS[row.verdict]), words.formats.count(row.people)
        said = words.say("%(verdict)s (followers: %(count)s)", verdict=verdict, count=count)
        lines.append((words.say(comparison.OUTCOMES[row.outcome]), show(row.followers), show(row.others), difference, said))
    return table(words.say("Those who follow, and others like them"), heads, lines, numbers=(1, 2, 3))


def _format(outcome: str, words: Words) -> Callable[[float], str]:
    formats = words.formats
    if outcome == "purchases":
        return formats.number
    return formats.share if outcome in ("came_back", "is_won") else formats.money


def _curves(rows: pd.DataFrame, identifier: str, title: str, words: Words) -> list[Chart]:
    found = {who: curve for who, curve in comparison.curves(rows).items() if len(curve)} if len(rows) else {}
    if len(found) < 2:
        return []
    start = pd.DataFrame({"day": [0.0], "share": [1.0], "low": [1.0], "high": [1.0]})
    frame = pd.concat([
        pd.concat([start, curve], ignore_index=True).ffill().assign(label=words.say(_WHO[who])) for who, curve in found.items()
    ])  # fmt: skip
    timed = comparison.time_to_next(rows).set_index("who")
    lines = [
        (words.say(_WHO[who]), words.formats.count(row.people), words.formats.count(row.median_days))
        for who, row in zip(timed.index, timed.itertuples(), strict=True)
    ]
    heads = (words.say("Who"), words.say("People"), words.say("Half of them by day"))
    chance = words.formats.share(timed["p"].iloc[0])
    finding = f"{title}. " + words.say("Chance alone would set them so far apart in %(chance)s of cases.", chance=chance)
    axes = charts.curves(frame, show=words.formats.share, show_days=words.formats.count)
    return [chart(identifier, finding, axes, table(title, heads, lines, numbers=(1, 2), details=True))]
