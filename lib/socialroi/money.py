"""Exchange rates: every amount in the client's currency at the rate of its own day."""

from collections.abc import Iterable
from functools import cache

import numpy as np
import pandas as pd

from socialroi.errors import Problem
from socialroi.params import CostItem
from socialroi.periods import days_in
from socialroi.schema import TABLES

FIX = "add the rates to fx.csv (date,from,to,rate), or drop the European Central Bank's eurofxref-hist.csv into data/"


def in_one_currency(
    tables: dict[str, pd.DataFrame], currency: str, *, timezone: str = "UTC"
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame, list[Problem]]:
    """The tables with all money in `currency`, the days that use an older rate, and what has no rate.

    Costs of `costs.csv` stay as they are: a cost over days is converted day by day where it is spread. `timezone`: the
    client's, in which moments have their day.
    """
    done, stale, problems = dict(tables), [nothing_older()], []
    for name, table in TABLES.items():
        if table.money and name != "costs":
            done[name], used, missing = _converted(tables[name], table.money, currency, tables["rates"], timezone)
            stale.append(used)
            problems += missing
    return done, pd.concat(stale, ignore_index=True).drop_duplicates(ignore_index=True), problems


def rate_on(days: pd.Series, source: pd.Series, target: str, rates: pd.DataFrame) -> pd.DataFrame:
    """Units of `target` for one unit of each row's currency on its day.

    Columns `rate` and `rate_day` (the day the rate was published), on the index of `days`. The last known rate serves
    days without one; a day before the first rate has none. Inverse pairs and pairs over the euro are used.
    """
    found = pd.DataFrame({"rate": np.nan, "rate_day": pd.Series(pd.NaT, days.index, dtype="datetime64[us]")}, days.index)
    for currency in source.dropna().unique():
        rows = source == currency
        known = _pair(rates, currency, target)
        if currency == target:
            found.loc[rows, "rate"], found.loc[rows, "rate_day"] = 1.0, days[rows]
        elif not known.empty:
            position = known["day"].searchsorted(days[rows], side="right") - 1
            hit = position >= 0
            index = days.index[rows][hit]
            found.loc[index, "rate"] = known["rate"].to_numpy()[position[hit]]
            found.loc[index, "rate_day"] = known["day"].to_numpy()[position[hit]]
    return found


def older(found: pd.DataFrame) -> pd.DataFrame:
    """The days that took the last known rate: day, currency, rate_day. In: `rate_on` with the rows' day and currency."""
    is_old = found["rate_day"].notna() & (found["rate_day"] < found["day"])
    return found.loc[is_old, ["day", "currency", "rate_day"]].astype({"currency": "str"})


def missing_pairs(costs: Iterable[CostItem], currency: str, rates: pd.DataFrame) -> list[Problem]:
    """A problem for every currency of the cost items that has no rate to the client's."""
    wanted = sorted({cost.currency for cost in costs if cost.currency and cost.currency != currency})
    return [
        Problem(
            "params",
            f"costs are in {name}, and no rate leads to {currency}",
            f"rates {name} to {currency}",
            FIX,
        )
        for name in wanted
        if _pair(rates, name, currency).empty
    ]


def _converted(
    frame: pd.DataFrame, columns: tuple[str, ...], currency: str, rates: pd.DataFrame, timezone: str
) -> tuple[pd.DataFrame, pd.DataFrame, list[Problem]]:
    foreign = frame["currency"] != currency
    if foreign.any():
        foreign &= frame[list(columns)].notna().any(axis=1)
    if not foreign.any():
        return frame, nothing_older(), []
    rows = frame[foreign]
    days = days_in(rows, timezone)
    days = rows["closed_day"].fillna(days) if "closed_day" in rows else days  # a deal is money on the day it closes
    found = rate_on(days, rows["currency"], currency, rates)
    converted = frame.copy()
    converted.loc[foreign, list(columns)] = rows[list(columns)].mul(found["rate"], axis=0)
    converted.loc[foreign, "currency"] = currency
    stale = older(found.assign(day=days, currency=rows["currency"]))
    return converted, stale, _without_rate(rows[found["rate"].isna()], currency)


def _without_rate(rows: pd.DataFrame, currency: str) -> list[Problem]:
    first = rows.drop_duplicates(["file", "currency"])
    return [
        Problem(file, f"no rate from {name or 'a missing currency'} to {currency} on this row's day",
                f"a rate on or before the day, or amounts in {currency}", FIX, row=int(row), column="currency")
        for file, row, name in zip(first["file"], first["row"], first["currency"].fillna(""), strict=True)
    ]  # fmt: skip


def _pair(rates: pd.DataFrame, source: str, target: str) -> pd.DataFrame:
    """The known days and rates from one currency to another, by day: direct or inverse, before these over the euro."""
    direct = rates[(rates["from"] == source) & (rates["to"] == target)][["day", "rate"]]
    inverse = rates[(rates["from"] == target) & (rates["to"] == source)][["day", "rate"]]
    inverse = inverse.assign(rate=1 / inverse["rate"])
    both = pd.concat([direct, inverse]).drop_duplicates("day")
    if "EUR" not in (source, target):
        halves = _pair(rates, source, "EUR").merge(_pair(rates, "EUR", target), on="day", validate="one_to_one")
        crossed = halves.assign(rate=halves["rate_x"] * halves["rate_y"])[["day", "rate"]]
        both = pd.concat([both, crossed[~(crossed["day"] >= both["day"].min())]])
    return both.sort_values("day", ignore_index=True)


@cache
def nothing_older() -> pd.DataFrame:
    """`older` without a row."""
    return pd.DataFrame({"day": pd.Series(dtype="datetime64[us]"), "currency": pd.Series(dtype="str"),
                         "rate_day": pd.Series(dtype="datetime64[us]")})  # fmt: skip
