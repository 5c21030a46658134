"""How often each priced action happened, with each person counted once: where the money is, and nowhere before."""

import numpy as np
import pandas as pd

from socialroi import checks, results, ripeness
from socialroi.channels import classify, heard
from socialroi.client import Client
from socialroi.metrics import organic_of_client
from socialroi.params_values import Actual, Funnel, Lifetime, Step
from socialroi.periods import Period

PURCHASE, LEAD = "purchase", "lead"
PATHS = ["action", "happened", "went_further", "used_up", "not_told_apart", "counted"]
COUNTED = ["platform", "count", "is_apart"]


def counted(
    book: Client, period: Period, bought: pd.DataFrame, unit_values: pd.DataFrame
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """How often each priced action but the purchase came from each platform, and what became of those on the way to money.

    In: all purchases of the client, `goals.action_values`. Out: action -> platform, count, is_apart (no person in it can be
    counted a second time as something that is worth more); and a table, one row per action that leads to money: action,
    happened (from social media in the period), went_further (counted as the purchase or action that is worth more, or lost),
    used_up (the part of those undecided that waiting has used up: `still_open`), not_told_apart (no person named: shown,
    not in the result), counted. The last four add up to what happened.
    """
    others = [name for name, price in book.params.values.items() if not isinstance(price, (Actual, Lifetime, Funnel, Step))]
    on_the_way = _on_the_way(book, bought, unit_values)
    mine = {action: results.in_period(rows[rows["platform"].notna()], period) for action, rows in on_the_way.items()}
    counts = {action: _by_platform(rows) for action, rows in mine.items()}
    paths = pd.DataFrame([(action, *_fates(rows)) for action, rows in mine.items()], columns=PATHS)
    return counts | {action: _others(book, action, period) for action in others}, paths


def has_priced_purchases(book: Client) -> bool:
    """Whether params price purchases, one by one or by the customer."""
    return isinstance(book.params.values.get(PURCHASE), (Actual, Lifetime))


def _on_the_way(book: Client, bought: pd.DataFrame, unit_values: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Every action that leads to money, worth most first: day, platform, count, fate, open. One row per person or daily count.

    Fate: `counted`, or why not; open: the part of it that is still to come. A person is counted where she got furthest: a
    purchase or closed deal before all, else the action that is worth most; of several rows the first counts.
    """
    worth = unit_values.set_index("action")["likely"]
    actions = [name for name, price in book.params.values.items() if isinstance(price, (Funnel, Step))]
    people = _decided(book, bought) if has_priced_purchases(book) else set()
    is_anyone_further = has_priced_purchases(book) and not bought.empty
    found = {}
    for action in sorted(actions, key=lambda name: -worth.fillna(0.0)[name]):
        rows = _rows(book, action).sort_values("day", kind="stable")
        is_named = rows["person"].notna()
        is_further = is_named & (rows["person"].isin(people) | rows.duplicated("person"))
        fate = pd.Series("counted", rows.index).mask(is_further, "went_further")
        fate = fate.mask(~is_named & is_anyone_further, "not_told_apart")
        found[action] = rows.assign(fate=fate, open=still_open(book, action, rows))
        people |= set(rows["person"].dropna())
        is_anyone_further |= not rows.empty
    return found


def still_open(book: Client, action: str, rows: pd.DataFrame) -> pd.Series:
    """The part of each person's chance that waiting leaves, where later results show who has gone on already.

    Who has not gone on by an age by which the share F of all who do has, goes on later with the chance c (1 − F) ÷ (1 − c F),
    c being the rate: the part (1 − F) ÷ (1 − c F) of a fresh one. F is read from the data's own lag (Kaplan–Meier); where too
    few went on, F is 0 within the window and 1 after it. Rows without a person stay whole.
    """
    price, whole = book.params.values[action], pd.Series(1.0, rows.index)
    as_of = checks.as_of(book, ["leads", "deals", "conversions"])
    if isinstance(price, Funnel):
        if action != LEAD or not has_priced_purchases(book):
            return whole
        journeys, rate = ripeness.lags(book, as_of), price.close_rate.likely
    else:
        journeys, rate = ways(book, action, price.to, as_of), price.share.likely
        if not journeys["is_won"].any():
            return whole
    ages = (as_of - rows["day"]).dt.days.clip(lower=0)
    if journeys["is_won"].sum() < ripeness.FEWEST:
        left = (ages <= ripeness.window_days(book, as_of)).astype(float)
    else:
        arrived = ripeness.share_arrived(journeys)
        come = arrived.iloc[arrived.index.searchsorted(ages, side="right") - 1].to_numpy()
        left = pd.Series((1 - come) / np.maximum(1 - rate * come, 1e-9), rows.index)
    return left.where(rows["person"].notna(), 1.0)


def ways(book: Client, action: str, to: str, as_of: pd.Timestamp) -> pd.DataFrame:
    """Every known person's way from one action to the next: day, platform, days waited, is_won. One row per person."""
    begun = _first(book, action, as_of)
    rows = begun.join(_first(book, to, as_of)["day"].rename("reached"))
    is_won = rows["reached"] >= rows["day"]
    rows = rows[is_won | rows["reached"].isna()]  # who came the other way round says nothing of this one
    return rows.assign(days=(rows["reached"].fillna(as_of) - rows["day"]).dt.days, is_won=is_won[rows.index])


def _first(book: Client, action: str, as_of: pd.Timestamp) -> pd.DataFrame:
    """The first time of each known person: day, platform."""
    rows = _rows(book, action).dropna(subset="person")
    rows = rows[rows["day"] <= as_of].sort_values("day", kind="stable").drop_duplicates("person")
    return rows.set_index("person")[["day", "platform"]].astype({"day": "datetime64[us]"})


def _rows(book: Client, action: str) -> pd.DataFrame:
    """Every row of an action: day, platform, person, count."""
    if action == PURCHASE:
        bought = results.purchases(book).rename(columns={"customer": "person"}).assign(count=1.0)
        return bought.assign(day=bought["result_day"])[["day", "platform", "person", "count"]]
    rows = results.leads(book).rename(columns={"contact": "person"}) if action == LEAD else events(book, action)
    return rows[["day", "platform", "person", "count"]]


def _decided(book: Client, bought: pd.DataFrame) -> set[str]:
    """The people who bought, or whose deal is closed; an open deal is undecided still."""
    deals = book.tables["deals"]
    closed = deals.loc[deals["is_closed"].ne(False).fillna(True), "contact"]
    return set(pd.concat([closed, bought["customer"]]).dropna())


def events(book: Client, action: str) -> pd.DataFrame:
    """The client's own count of an action: day, platform, person, count. A platform's claim is never value."""
    rows = book.tables["conversions"].assign(day=checks.days_of(book, "conversions"), count=1.0)
    rows = rows[(rows["action"] == action) & heard(rows["reported_by"]).isna()]
    return rows.assign(platform=classify(rows)["platform"], person=rows["visitor"])


def _fates(rows: pd.DataFrame) -> tuple[float, ...]:
    by_fate = rows.groupby("fate")["count"].sum()
    further, apart, open_ones = (float(by_fate.get(name, 0.0)) for name in ("went_further", "not_told_apart", "counted"))
    counted = float((rows["count"] * rows["open"])[rows["fate"] == "counted"].sum())
    return float(rows["count"].sum()), further, open_ones - counted, apart, counted


def _by_platform(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows[rows["fate"] != "went_further"]
    rows = rows.assign(is_apart=rows["fate"] == "counted", count=rows["count"] * rows["open"])
    return rows[rows["count"] > 0].groupby(["platform", "is_apart"], as_index=False)["count"].sum()[COUNTED]


def _others(book: Client, action: str, period: Period) -> pd.DataFrame:
    """Actions that lead to no purchase of the same person: answered messages, impressions, hires and the like."""
    if action == "support_reply":
        found = replies(book, period)
    elif action in ("impression", "engagement"):
        found = organic_of_client(book, period)[["platform", f"{action}s"]].dropna().rename(columns={f"{action}s": "count"})
    else:
        found = results.in_period(events(book, action), period).groupby("platform", as_index=False)["count"].sum()
    return found.assign(is_apart=True)[COUNTED]


def replies(book: Client, period: Period) -> pd.DataFrame:
    """Messages on social media that were answered, by platform: platform, count."""
    tickets = book.tables["tickets"]
    rows = tickets[period.holds(tickets["day"]) & tickets["is_answered"].eq(True).fillna(False)]
    return rows.groupby(heard(rows["channel"]).rename("platform")).size().rename("count").reset_index()
