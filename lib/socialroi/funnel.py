"""What the CRM itself says of leads: how many are won, and how large a deal is, each with its interval, beside the params."""

import pandas as pd

from socialroi import checks, measurement, results, ripeness
from socialroi.client import Client
from socialroi.errors import Problem
from socialroi.params import Params
from socialroi.params_types import Assumption
from socialroi.params_values import Funnel

RATES = ["rate", "leads", "of", "count", "low", "likely", "high", "assumed_low", "assumed_likely", "assumed_high", "relation",
         "is_small", "used"]  # fmt: skip
FEW = 20  # fewer won deals say little: the interval is wide, it is said, and what params state stays
LEAD = "lead"
CRM = "crm"


def rates(book: Client) -> pd.DataFrame:
    """Lead to won deal, and the deal's size, as the CRM has them, beside the params. One row per rate; empty without a CRM.

    Out: rate, leads (`social`, or `all` where fewer than 20 of social media were won), of (leads or won deals behind it), count
    (won), low, likely, high (80 %), the params' three, relation (the params assume `more` or `less` than the interval holds, or
    it `agrees`), is_small (fewer than 20 won), used (`crm` or `params`; missing where leads are priced otherwise).
    """
    found = _measured(book)
    if not found:
        return pd.DataFrame(columns=RATES)
    whose, measured = found
    price = _price(book.params)
    rows = [_row(each, whose, price, _assumed(price, name)) for name, each in measured.items() if each]
    return pd.DataFrame(rows, columns=RATES)


def measured(book: Client) -> tuple[Params, list[Problem]]:
    """The params with the CRM's own rates for leads, and a problem where params leave to the CRM what it cannot say.

    The CRM's rate stands where params say `crm`, and in the place of theirs where at least 20 leads were won, unless params
    say `prefer: params`.
    """
    price = _price(book.params)
    if price is None or (price.prefer == "params" and CRM not in (price.close_rate, price.deal_value)):
        return book.params, []
    found = (_measured(book) or ("", {"close_rate": None, "deal_value": None}))[1]
    takes = {name: _takes(price, name, each) for name, each in found.items()}
    lacking = [name for name in takes if getattr(price, name) == CRM and found[name] is None]
    if lacking:
        return book.params, [_silent(book, name) for name in lacking]
    changed = price.model_copy(update={name: each for name, each in found.items() if takes[name]})
    return book.params.model_copy(update={"values": book.params.values | {LEAD: changed}}), []


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
    small = f"only {row.count} won: the range is wide, and a few more could change it" if row.is_small else ""
    said = {"more": "params assume more than the CRM shows", "less": "params assume less than the CRM shows",
            "agrees": "the CRM agrees with params"}.get(row.relation, "params assume nothing")  # fmt: skip
    used = {"crm": "the CRM's is used", "params": "the params' is used"}.get(row.used, "")
    return "; ".join(part for part in (said, small, used) if part)


def _price(params: Params) -> Funnel | None:
    price = params.values.get(LEAD)
    return price if isinstance(price, Funnel) else None


def _measured(book: Client) -> tuple[str, dict[str, measurement.Measured | None]] | None:
    """Whose leads, and both rates as far as the CRM can say them; None where it holds no lead old enough, or no deal."""
    if book.tables["deals"].empty or book.tables["leads"].empty:
        return None
    ripe, price = ripe_leads(book), _price(book.params)
    social = ripe[ripe["platform"].notna()]
    whose, rows = ("social", social) if social["is_won"].sum() >= FEW else ("all", ripe)
    won = rows[rows["is_won"]]
    if won.empty or len(won) == len(rows):  # nobody won, or nobody lost: such a list is no funnel
        return None
    deals = book.tables["deals"]
    amounts = deals.loc[deals["is_won"].eq(True) & deals["contact"].isin(won["contact"]), "amount"]
    return whose, {
        "close_rate": measurement.share("close_rate", len(won), len(rows), _assumed(price, "close_rate")),
        "deal_value": measurement.mean("deal_value", amounts, _assumed(price, "deal_value")) if amounts.count() > 1 else None,
    }


def _assumed(price: Funnel | None, name: str) -> Assumption | None:
    """What params state themselves, also where the CRM's rate has taken its place."""
    stated = getattr(price, name, None)
    if isinstance(stated, measurement.Measured):
        return stated.instead_of
    return stated if isinstance(stated, Assumption) else None


def _takes(price: Funnel, name: str, found: measurement.Measured | None) -> bool:
    if found is None:
        return False
    return getattr(price, name) == CRM or (price.prefer == CRM and found.count >= FEW)


def _silent(book: Client, name: str) -> Problem:
    ripe = ripe_leads(book)
    won = int(ripe["is_won"].sum())
    return Problem(
        f"params/{book.id}.yaml",
        f"values.lead.{name} is to come from the CRM, but of {len(ripe)} leads that are old enough {won} were won",
        "leads that were won and leads that were not" if name == "close_rate" else "at least two won deals with an amount",
        "export all contacts and all deals of a longer time, or give low, likely and high",
    )  # fmt: skip


def _row(found: measurement.Measured, whose: str, price: Funnel | None, assumed: Assumption | None) -> tuple:
    relation, three = "", (float("nan"),) * 3
    if assumed is not None:
        three = (assumed.low, assumed.likely, assumed.high)
        relation = "more" if assumed.low > found.high else "less" if assumed.high < found.low else "agrees"
    used = None if price is None else CRM if isinstance(getattr(price, found.kind), measurement.Measured) else "params"
    return (found.kind, whose, found.of, found.count, found.low, found.likely, found.high, *three, relation, found.count < FEW,
            used)  # fmt: skip
