"""What customers will still buy, and what they do after they follow, beside others like them: for page and notebook."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from socialroi import charts, checks, comparison, lifetime, results, ripeness
from socialroi.blocks import Block, Chart, Paragraph, Table
from socialroi.client import Client
from socialroi.compose import chart, table
from socialroi.counting import PURCHASE
from socialroi.params_values import Lifetime
from socialroi.words import N_, Words

_STEPS = 60
_WHO = {"followers": N_("Followers"), "others": N_("Others like them")}


def ahead(book: Client, words: Words) -> list[Block]:
    """What customers will still buy, tried on their own past; which export is missing where it cannot be told."""
    bought, formats = results.purchases(book), words.formats
    tried = lifetime.tried(bought)
    if tried is None:
        back, needed = formats.count(lifetime.came_back(bought)), formats.count(lifetime.FEWEST_BACK)
        return [Paragraph(words.say(
            "What customers will still buy cannot be told: %(back)s known customers came back, and %(needed)s are needed. It "
            "takes a shop's orders with their customers, or the CRM's deals with their contacts, over a longer time.",
            back=back, needed=needed,
        ), tone="small")]  # fmt: skip
    rows = [
        (words.say("Known customers"), formats.count(tried.customers)),
        (words.say("of whom came back"), formats.count(tried.came_back)),
        (words.say("Average first purchase"), formats.money(tried.first)),
        (words.say("Purchases that follow it within 12 months"), formats.number(tried.a_year)),
        (words.say("Repeat purchases foretold after %(day)s", day=formats.day(tried.cut)), formats.count(tried.expected)),
        (words.say("Repeat purchases that came"), formats.count(tried.bought)),
        (words.say("How far off that is"), formats.change(tried.error)),
    ]  # fmt: skip
    price = book.params.values.get(PURCHASE)
    worth = lifetime.ahead(price, bought)
    if worth is not None and isinstance(price, Lifetime):
        months = formats.count(price.horizon_months)
        said = words.say("%(likely)s (%(low)s to %(high)s)", likely=formats.money(worth.revenue.likely),
                         low=formats.money(worth.revenue.low), high=formats.money(worth.revenue.high))  # fmt: skip
        rows.append((words.say("Revenue of a new customer within %(months)s months", months=months), said))
    caption = words.say("What customers will still buy, tried on their own past")
    made = table(caption, (words.say("What"), words.say("Number")), rows, numbers=(1,))
    return [made] if worth is None else [made, Paragraph(borne_out(worth, words))]


def borne_out(worth: lifetime.Ahead, words: Words) -> str:
    """Whether the own past bears the model out, and what follows from that for the result."""
    tried, formats = worth.tried, words.formats
    if tried is None or tried.bought < lifetime.FEWEST_HELD:
        found = words.say("Too few customers came back to try the model of repeat purchases on the own past.")
    else:
        found = words.say(
            "Tried on the own past, the model expected %(expected)s repeat purchases and %(bought)s came.",
            expected=formats.count(tried.expected), bought=formats.count(tried.bought),
        )  # fmt: skip
    if worth.grade == "B":
        return found
    return found + " " + words.say(
        "A model has to come within %(most)s to be believed: what new customers are still to buy is shown (grade C) and not "
        "in the result, and purchases count for what they brought.", most=formats.share(lifetime.MOST_OFF),
    )  # fmt: skip


def compared(book: Client, words: Words) -> list[Block]:
    """Customers and leads who follow against others like them, with the caveat; which file is missing where none says so."""
    if lacking := missing(book, words):
        return [Paragraph(lacking, tone="small")]
    bought, asked = buyers(book), contacts(book)
    rows = pd.concat([comparison.compare(bought), comparison.compare(asked)], ignore_index=True)
    if rows.empty:
        said = words.say("No follower has a customer like him to be held against: the groups are too small.")
        return [Paragraph(said, tone="small")]
    return [
        _table(rows, words), *_curves(bought, "until-purchase", words.say("Not bought again yet, by day"), words),
        *_curves(asked, "until-deal", words.say("Not won yet, by day since the lead"), words),
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


def buyers(book: Client) -> pd.DataFrame:
    """Customers on the first of each month, and what they bought after it: `comparison.landmarks`."""
    as_of = checks.as_of(book, ["orders", "deals", "leads"])
    return comparison.landmarks(book.tables["customers"], results.purchases(book), as_of)


def contacts(book: Client) -> pd.DataFrame:
    """Contacts on the day they became a lead, and what came of them: `comparison.new_leads`."""
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


def _drawn(curve: pd.DataFrame) -> pd.DataFrame:
    """The curve in at most 60 steps, each as it stands at its end: finer ones cannot be seen and make the page heavy."""
    step = curve["day"].max() / _STEPS
    return curve.groupby(np.ceil(curve["day"] / step) if step else curve["day"]).last()


def _curves(rows: pd.DataFrame, identifier: str, title: str, words: Words) -> list[Chart]:
    found = {who: curve for who, curve in comparison.curves(rows).items() if len(curve)} if len(rows) else {}
    if len(found) < 2:
        return []
    start = pd.DataFrame({"day": [0.0], "share": [1.0], "low": [1.0], "high": [1.0]})
    frame = pd.concat([
        pd.concat([start, _drawn(curve)], ignore_index=True).ffill().assign(label=words.say(_WHO[who]))
        for who, curve in found.items()
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
