"""Rows of one ad export that share all their names: further ads of the same name, where the file itself shows it."""

import numpy as np
import pandas as pd

from socialroi.schema import TABLES
from socialroi.sources.labels import marks
from socialroi.sources.part import IDENTITY

_KEY = (*TABLES["spend"].key, IDENTITY)
_MOST_SHARED = 0.5  # of the rows: more of them are a file that was put together, or a split that the kit does not know
_CLOSE = 1e-4  # breakdowns are rounded: their sum is a little off the total

Columns = dict[str, pd.Series]


def numbered(columns: Columns, *, has_ids: bool, total: float) -> tuple[Columns, str]:
    """The columns with a number in IDENTITY for rows that share all names, and what to say of it.

    A platform lists each ad once for each day and split, so such rows are different ads, unless the export's own `total`
    (missing where it has none) says otherwise, or without a total at least half of the rows are such. Rows equal in every
    value stay the same row, and where ids tell ads apart nothing is numbered: then one id twice is a conflict.
    """
    found, said = float(columns["cost"].sum()), ""
    if not np.isnan(total) and abs(found - total) > max(abs(total) * _CLOSE, 0.02):
        said = f"its rows cost {found:,.2f} together, its own total says {total:,.2f}"
    key = [name for name in _KEY if name in columns]
    same = marks(pd.DataFrame({name: columns[name] for name in key}, copy=False), key)
    sharing = pd.Series(same, index=columns["cost"].index).duplicated(keep=False)
    if has_ids or said or not sharing.any():
        return columns, said
    frame = pd.DataFrame({name: values[sharing] for name, values in columns.items()})
    number = _number(frame.astype({name: "str" for name in frame if frame[name].dtype not in ("float64", "datetime64[us]")}), key)
    if number.max() == 0 or (np.isnan(total) and sharing.mean() >= _MOST_SHARED):
        return columns, said
    told = columns[IDENTITY].astype("str").fillna("")
    told[number.index] += number.map(lambda place: f" #{place + 1}" if place else "").to_numpy()
    note = f"{int((number > 0).sum())} rows share all names with another row: taken as further ads of that name"
    return columns | {IDENTITY: told}, note


def _number(frame: pd.DataFrame, key: list[str]) -> pd.Series:
    """0, 1 … by value among the rows of one key, the same in every export of the same rows; equal rows have one number."""
    distinct = frame.drop_duplicates()
    ordered = distinct.sort_values([name for name in frame if name not in key], kind="stable")
    number = ordered.groupby(key, dropna=False, sort=False).cumcount()
    same = frame.groupby(list(frame), dropna=False, sort=False).ngroup()
    return same.map(dict(zip(same.loc[number.index], number, strict=True)))
