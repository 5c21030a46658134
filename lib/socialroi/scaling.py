"""For the question whether to grow: what one more network would cost a month, and what it must bring to pay for itself."""

import pandas as pd

from socialroi import unit_costs
from socialroi.assessment import Assessment
from socialroi.blocks import Block, Heading, Paragraph
from socialroi.compose import table
from socialroi.value import PURCHASE
from socialroi.words import Words

NETWORK = ["like", "cost", "value", "revenue", "purchases"]


def break_even(found: Assessment) -> pd.DataFrame:
    """Cost a month of one more network, and what covers it: like, cost, value, revenue, purchases. Cheapest first.

    `like`: cheapest, middle or dearest of the networks that run (`unit_costs.one_more_network`); fewer rows where fewer run.
    Value equals cost at break-even; revenue is that value ÷ gross margin where the value is a margin; purchases at what one
    brought in the period, missing where none was traced. Empty where no such cost is recorded.
    """
    estimate = unit_costs.one_more_network(found.ledger, found.book.tables["posts"], found.period).iloc[0]
    like = {1: ("middle",), 2: ("cheapest", "dearest")}.get(int(estimate["networks"]), ("cheapest", "middle", "dearest"))
    amount = {"cheapest": estimate["low"], "middle": estimate["likely"], "dearest": estimate["high"]}
    frame = pd.DataFrame({"like": like, "cost": [amount[name] for name in like]}).dropna(subset="cost")
    bought = found.found.table[found.found.table["action"] == PURCHASE]
    count, worth = bought["count"].sum(), bought["value"].sum()
    margin = found.book.params.gross_margin if found.book.params.value_basis == "margin" else None
    each = worth / count if count > 0 and worth > 0 and found.has_number else float("nan")
    revenue = frame["cost"] / (margin.likely if margin and margin.likely > 0 else 1.0)
    return frame.assign(value=frame["cost"], revenue=revenue, purchases=frame["cost"] / each)[NETWORK]


def one_more_network(found: Assessment, words: Words) -> list[Block]:
    """The table of `break_even` with a heading, and what the estimate rests on."""
    frame, formats = break_even(found), words.formats
    if frame.empty:
        return []
    names = {
        "cheapest": words.say("the cheapest of the networks"), "middle": words.say("the middle one"),
        "dearest": words.say("the dearest of the networks"),
    }  # fmt: skip
    heads = (words.say("Run like"), words.say("Cost a month"), words.say("Value a month to break even"),
             words.say("Revenue for it"), words.say("Purchases for it"))  # fmt: skip
    rows = [
        (names[row.like], formats.rounded_money(row.cost), formats.rounded_money(row.value), formats.rounded_money(row.revenue),
         formats.count(-(-row.purchases // 1) if pd.notna(row.purchases) else None))
        for row in frame.itertuples()
    ]  # fmt: skip
    note = words.say(
        "An estimate from what the networks cost now, without advertising: each one's own costs and an equal part of the staff "
        "time that serves all. Tools that serve all are taken to serve one more. Nothing here says that a new network brings it."
    )
    caption = words.say("One more network: what it would cost, and what pays for it")
    return [Heading(words.say("What one more network would cost")), table(caption, heads, rows, numbers=(1, 2, 3, 4)),
            Paragraph(note, tone="small")]  # fmt: skip
