"""Rates of the sales funnel as the CRM has them, each with its interval, beside what params assume."""

import numpy as np
import pandas as pd
from scipy.stats import norm

from socialroi import results
from socialroi.inputs import Client
from socialroi.params import Assumption, Funnel
from socialroi.uncertainty import LEVEL, wilson

RATES = ["rate", "of", "count", "low", "likely", "high", "assumed_low", "assumed_likely", "assumed_high", "verdict"]
FEW = 20  # fewer won deals say little: the interval is wide, and it is said


def rates(book: Client, as_of: pd.Timestamp, window_days: int) -> pd.DataFrame:
    """Lead to won deal, and the deal's size, as the CRM has them, beside the params. One row per rate.

    Only leads at least `window_days` old on the as-of day count: younger ones may still close. Out: rate, of (leads or won
    deals behind it), count (won), low, likely, high (80 %), the params' three, verdict in words. Empty without a CRM.
    """
    people = results.leads(book).dropna(subset="contact").drop_duplicates("contact")
    people = people[people["day"] <= as_of - pd.Timedelta(days=window_days)]
    deals = book.tables["deals"]
    if people.empty or deals.empty:
        return pd.DataFrame(columns=RATES)
    won = deals[deals["is_won"].eq(True) & deals["contact"].isin(people["contact"])]
    price = book.params.values.get("lead")
    assumed = price if isinstance(price, Funnel) else None
    closed, size = won["contact"].nunique(), won["amount"].dropna()
    low, high = wilson(closed, len(people))
    rows = [_row("close_rate", len(people), closed, (low, closed / len(people), high), assumed and assumed.close_rate)]
    if len(size) > 1:
        half = norm.ppf((1 + LEVEL) / 2) * size.std() / np.sqrt(len(size))
        ends = (max(float(size.mean() - half), 0.0), float(size.mean()), float(size.mean() + half))
        rows.append(_row("deal_value", len(size), closed, ends, assumed and assumed.deal_value))
    return pd.DataFrame(rows, columns=RATES)


def _row(name: str, of: int, count: int, found: tuple[float, float, float], assumed: Assumption | None) -> tuple:
    three = (np.nan,) * 3 if assumed is None else (assumed.low, assumed.likely, assumed.high)
    return name, of, count, *found, *three, _verdict(count, found, assumed)


def _verdict(count: int, found: tuple[float, float, float], assumed: Assumption | None) -> str:
    small = f"only {count} won deals: the range is wide, and a few more could change it" if count < FEW else ""
    if assumed is None:
        return small or "measured; params assume nothing"
    if assumed.low > found[2]:
        said = "params assume more than the CRM shows"
    elif assumed.high < found[0]:
        said = "params assume less than the CRM shows"
    else:
        said = "the CRM agrees with params"
    return f"{said}; {small}" if small else said
