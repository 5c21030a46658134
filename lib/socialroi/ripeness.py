"""How much of a period's results has arrived yet, from the time between first touch and result."""

from dataclasses import dataclass

import pandas as pd
from scipy.stats import CensoredData, ecdf

from socialroi.client import Client
from socialroi.periods import Period
from socialroi.results import leads, purchases

DEFAULT_WINDOW = 30  # days, where neither params nor the data say how long a result takes
MOST = 0.95  # of the results: what comes later than they do is too rare to wait for
RIPE_ENOUGH = 0.5
FEWEST = 20  # results without which no lag is read from the data


@dataclass(frozen=True)
class Ripeness:
    """`share` of the period's eventual results that had arrived on the as-of day; None where no lag is known.

    `is_young` answers for it then: more than half of the period's days lie within the window before the as-of day.
    `median_days`: the usual time from first touch to result; `longest_days`: the longest seen, beyond which nothing is
    known.
    """

    as_of: pd.Timestamp
    share: float | None
    is_young: bool
    median_days: float | None = None
    longest_days: float | None = None

    @property
    def is_early(self) -> bool:
        """Whether less than half has arrived: too early for any verdict."""
        return self.is_young if self.share is None else self.share < RIPE_ENOUGH


def ripeness(book: Client, period: Period, as_of: pd.Timestamp) -> Ripeness:
    """How ripe the period is. Kaplan–Meier on contact created → deal won, contacts without a deal censored (models.md)."""
    young = is_young(period, as_of, book.params.window_days or DEFAULT_WINDOW)
    journeys = lags(book, as_of)
    if journeys["is_won"].sum() < FEWEST:
        return Ripeness(as_of, None, young)
    arrived = share_arrived(journeys)
    mine = journeys[period.holds(journeys["day"])]
    ages = (as_of - mine["day"]).dt.days
    share = float(ages.map(lambda age: arrived[arrived.index <= age].iloc[-1]).mean()) if len(mine) else None
    median = float(arrived.index[(arrived >= 0.5).to_numpy()][0])
    return Ripeness(as_of, share, young, median, float(arrived.index[-1]))


def window_days(book: Client, as_of: pd.Timestamp) -> int:
    """How long a result may take: as params say, else the age by which 95 % of the results have come, else 30 days."""
    if book.params.window_days:
        return book.params.window_days
    return longest_wait(lags(book, as_of))


def longest_wait(journeys: pd.DataFrame) -> int:
    """The age in days by which 95 % of the results have come; 30 days where too few have. In: days, is_won."""
    if journeys["is_won"].sum() < FEWEST:
        return DEFAULT_WINDOW
    arrived = share_arrived(journeys)
    return int(arrived.index[(arrived >= MOST).to_numpy()][0])


def lags(book: Client, as_of: pd.Timestamp) -> pd.DataFrame:
    """Every contact's way to its first won deal: day created, days waited, is_won. One row per contact of social media.

    All contacts of the CRM stand in where social media alone has too few won deals to read a lag from.
    """
    nobody = pd.DataFrame({"day": [], "days": [], "is_won": []})
    if not book.tables["orders"].empty:
        return nobody
    people = leads(book).dropna(subset="contact")
    people = people[people["day"] <= as_of]
    if people.empty:
        return nobody
    won = purchases(book)
    won = won[won["result_day"] <= as_of].sort_values("result_day").drop_duplicates("customer")
    joined = people.merge(
        won[["customer", "result_day"]],
        left_on="contact",
        right_on="customer",
        how="left",
        validate="one_to_one",
    )
    joined["is_won"] = joined["result_day"].notna()
    joined["days"] = (joined["result_day"].fillna(as_of) - joined["day"]).dt.days.clip(lower=0)
    social = joined[joined["platform"].notna()]
    enough = social["is_won"].sum() >= FEWEST
    return (social if enough else joined)[["day", "days", "is_won"]].reset_index(drop=True)


def share_arrived(journeys: pd.DataFrame) -> pd.Series:
    """Share of the eventual results that have arrived by each day of age, by Kaplan–Meier given that they come at all.

    In: days, is_won. Out: a series by age in days, from 0 to 1 at the longest lag seen; what comes later is unknown.
    """
    days, is_won = journeys["days"].astype(float), journeys["is_won"].astype(bool)
    data = CensoredData.right_censored(days.to_numpy(), ~is_won.to_numpy())
    survival = ecdf(data).sf
    longest = days[is_won].max()
    steps = pd.Series(1 - survival.probabilities, index=survival.quantiles)
    steps = steps[steps.index <= longest]
    steps = steps if 0 in steps.index else pd.concat([pd.Series({0.0: 0.0}), steps])
    return steps / steps.iloc[-1]


def is_young(period: Period, as_of: pd.Timestamp, window_days: int) -> bool:
    """True where more than half of the period's days lie within the window before the as-of day."""
    recent = period.dates() > as_of - pd.Timedelta(days=window_days)
    return bool(recent.mean() > 0.5)
