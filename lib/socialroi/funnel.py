"""What the client's own files say of each step to money, with its interval, beside the params."""

from collections.abc import Mapping

import pandas as pd

from socialroi import checks, counting, measurement, results, ripeness, uncertainty
from socialroi.client import Client
from socialroi.errors import Problem
from socialroi.params import Params
from socialroi.params_types import Assumption
from socialroi.params_values import Funnel, Step

RATES = ["action", "rate", "leads", "of", "count", "low", "likely", "high", "assumed_low", "assumed_likely", "assumed_high",
         "relation", "is_small", "used"]  # fmt: skip
FEW = 20  # fewer who went on say little: the interval is wide, it is said, and what params state stays
LEAD = "lead"
CRM, DATA = "crm", "data"  # what params write where the client's own files are to say a rate of leads, or a share of a step
PASSAGE = ["step", "of", "count", "low", "likely", "high"]


def passage(known: Mapping[str, float | None]) -> pd.DataFrame:
    """From visit to money in one period: step, of, count, and the share with its 80 % range. One row per step that is known.

    In: metric -> value (`goal_results`), of social media. Visits are no people: who comes twice is two of them.
    """
    steps = (("sessions", "leads"), ("leads", "purchases"), ("sessions", "purchases"))
    rows = [
        (f"{one} → {other}", known[one], known[other]) for one, other in steps if known.get(one) and known.get(other) is not None
    ]
    shares = [(*row, *_ends(row[2], row[1])) for row in rows if row[2] <= row[1]]
    return pd.DataFrame(shares, columns=PASSAGE)


def rates(book: Client) -> pd.DataFrame:
    """Lead to won deal, the deal's size, and the share of every step, as the files have them, beside the params.

    One row per rate that the files can say. Out: action, rate, leads (`social`, or `all` where fewer than 20 of social media
    went on), of (people or won deals behind it), count (who went on), low, likely, high (80 %), the params' three, relation
    (the params assume `more` or `less` than the interval holds, or it `agrees`), is_small (fewer than 20 went on), used (`crm`
    or `data`, or `params`; missing where leads are priced otherwise).
    """
    price, found = _price(book.params), _measured(book)
    rows = [] if found is None else [
        _row(LEAD, name, found[0], each, price) for name, each in found[1].items() if each
    ]  # fmt: skip
    for action, step in _steps(book.params).items():
        measured = _share(book, action, step)
        rows += [_row(action, "share", measured[0], measured[1], step)] if measured else []
    return pd.DataFrame(rows, columns=RATES)


def beside_params(book: Client) -> pd.DataFrame:
    """`rates` as the second notebook shows them: what the files say, what params assume, and which of the two counts."""
    found = rates(book)
    shown = ["action", "rate", "leads", "of", "count", "low", "likely", "high", "assumed_likely"]
    return found[shown].assign(verdict=[verdict(row) for row in found.itertuples()])


def measured(book: Client) -> tuple[Params, list[Problem]]:
    """The params with the files' own rates, and a problem where params leave to the files what they cannot say.

    The files' rate stands where params say `crm` (`data` for a step), and in the place of theirs where at least 20 went on,
    unless params say `prefer: params`.
    """
    values, problems = dict(book.params.values), []
    price = _price(book.params)
    if price is not None and not (price.prefer == "params" and CRM not in (price.close_rate, price.deal_value)):
        found = (_measured(book) or ("", {"close_rate": None, "deal_value": None}))[1]
        problems += [_silent(book, name) for name, each in found.items() if getattr(price, name) == CRM and each is None]
        taken = {name: each for name, each in found.items() if _takes(price, name, each)}
        values[LEAD] = price.model_copy(update=taken)
    for action, step in _steps(book.params).items():
        known = None if step.prefer == "params" and step.share != DATA else _share(book, action, step)
        problems += [_silent_step(book, action, step)] if step.share == DATA and known is None else []
        if known and _takes(step, "share", known[1]):
            values[action] = step.model_copy(update={"share": known[1]})
    return (book.params if problems else book.params.model_copy(update={"values": values})), problems


def ripe_leads(book: Client) -> pd.DataFrame:
    """The contacts old enough to have been won, once each: day, contact, platform, is_won (within the window)."""
    as_of = checks.as_of(book, ["leads", "deals"])
    people = results.leads(book).dropna(subset="contact").drop_duplicates("contact")
    people = people[people["day"] <= as_of - pd.Timedelta(days=ripeness.window_days(book, as_of))]
    deals = book.tables["deals"]
    won = deals[deals["is_won"].eq(True)].assign(end=deals["closed_day"].fillna(deals["day"]))
    closed = people.join(won.groupby("contact")["end"].min(), on="contact")["end"]
    within = (closed - people["day"]).dt.days.le(book.params.window_days or 10**6)
    return people[["day", "contact", "platform"]].assign(is_won=(closed <= as_of) & within)


def verdict(row: tuple) -> str:
    """A row of `rates` in the analyst's English."""
    small = f"only {row.count} went on: the range is wide, and a few more could change it" if row.is_small else ""
    said = {"more": "params assume more than the files show", "less": "params assume less than the files show",
            "agrees": "the files agree with params"}.get(row.relation, "params assume nothing")  # fmt: skip
    used = {CRM: "the CRM's is used", DATA: "the data's is used", "params": "the params' is used"}.get(row.used, "")
    return "; ".join(part for part in (said, small, used) if part)


def _price(params: Params) -> Funnel | None:
    price = params.values.get(LEAD)
    return price if isinstance(price, Funnel) else None


def _steps(params: Params) -> dict[str, Step]:
    return {action: price for action, price in params.values.items() if isinstance(price, Step)}


def _share(book: Client, action: str, step: Step) -> tuple[str, measurement.MeasuredShare] | None:
    """Whose way, and the share of those old enough who went on; None where nobody did, or everybody: that is no share."""
    as_of = checks.as_of(book, ["leads", "deals", "orders", "conversions"])
    everybody = counting.ways(book, action, step.to, as_of)
    wait = book.params.window_days or ripeness.longest_wait(everybody)
    ripe = everybody[everybody["day"] <= as_of - pd.Timedelta(days=wait)]
    ripe = ripe.assign(is_won=ripe["is_won"] & (ripe["days"] <= (book.params.window_days or 10**6)))
    social = ripe[ripe["platform"].notna()]
    whose, rows = ("social", social) if social["is_won"].sum() >= FEW else ("all", ripe)
    count = int(rows["is_won"].sum())
    return (whose, measurement.share("step", count, len(rows), _assumed(step, "share"))) if 0 < count < len(rows) else None


def _measured(book: Client) -> tuple[str, dict[str, measurement.Measured | None]] | None:
    """Whose leads, and both rates as far as the CRM can say them; None where it holds no lead old enough, or no deal."""
    if book.tables["deals"].empty or book.tables["leads"].empty:
        return None
    ripe, price = ripe_leads(book), _price(book.params)
    social = ripe[ripe["platform"].notna()]
    whose, rows = ("social", social) if social["is_won"].sum() >= FEW else ("all", ripe)
    won = rows[rows["is_won"]]
    if won.empty:
        return None
    is_funnel = len(won) < len(rows)  # where nobody was lost, only the won were listed
    deals = book.tables["deals"]
    amounts = deals.loc[deals["is_won"].eq(True) & deals["contact"].isin(won["contact"]), "amount"]
    return whose, {
        "close_rate": measurement.share("close_rate", len(won), len(rows), _assumed(price, "close_rate")) if is_funnel else None,
        "deal_value": measurement.mean("deal_value", amounts, _assumed(price, "deal_value")) if amounts.count() > 1 else None,
    }


def _assumed(price: Funnel | Step | None, name: str) -> Assumption | None:
    """What params state themselves, also where the files' rate has taken its place."""
    stated = getattr(price, name, None)
    if isinstance(stated, measurement.Measured):
        return stated.instead_of
    return stated if isinstance(stated, Assumption) else None


def _takes(price: Funnel | Step, name: str, found: measurement.Measured | None) -> bool:
    if found is None:
        return False
    return getattr(price, name) in (CRM, DATA) or (price.prefer != "params" and found.count >= FEW)


def _silent_step(book: Client, action: str, step: Step) -> Problem:
    return book.params.problem(
        f"values.{action}.share",
        f"values.{action}.share is to come from the data, but no file shows people who went from {action} to {step.to} and some "
        "who did not",
        f"{action} and {step.to} of the same people: a mail address or an id in both exports",
        "export both with a mail address or an id, or give low, likely and high",
    )  # fmt: skip


def _silent(book: Client, name: str) -> Problem:
    ripe = ripe_leads(book)
    won = int(ripe["is_won"].sum())
    return book.params.problem(
        f"values.lead.{name}",
        f"values.lead.{name} is to come from the CRM, but of {len(ripe)} leads that are old enough {won} were won",
        "leads that were won and leads that were not" if name == "close_rate" else "at least two won deals with an amount",
        "export all contacts and all deals of a longer time, or give low, likely and high",
    )  # fmt: skip


def _row(
    action: str, rate: str, whose: str, found: measurement.Measured, price: Funnel | Step | None
) -> tuple:  # fmt: skip
    relation, three, assumed = "", (float("nan"),) * 3, _assumed(price, rate)
    if assumed is not None:
        three = (assumed.low, assumed.likely, assumed.high)
        relation = "more" if assumed.low > found.high else "less" if assumed.high < found.low else "agrees"
    of_files = DATA if isinstance(price, Step) else CRM
    used = None if price is None else of_files if isinstance(getattr(price, rate), measurement.Measured) else "params"
    return (action, rate, whose, found.of, found.count, found.low, found.likely, found.high, *three, relation, found.count < FEW,
            used)  # fmt: skip


def _ends(count: float, of: float) -> tuple[float, float, float]:
    low, high = uncertainty.wilson(count, of)
    return low, count / of, high
