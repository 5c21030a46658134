"""Which days a file speaks of: its own words first, then its days, then params; never its name, its time or today."""

import pandas as pd

from socialroi.params import SourceHint
from socialroi.sources.part import Part

DAILY = ("spend", "audience", "traffic", "rates")


def coverage(part: Part, hint: SourceHint) -> tuple[str, pd.Timestamp, pd.Timestamp]:
    """How the file states its days, and the first and last of them; NaT where it does not."""
    first, last = _seen(part)
    if hint.until or (hint.from_ and part.table in DAILY):
        return "stated", _stamp(hint.from_, first), _stamp(hint.until, last)
    if pd.notna(part.first_day) and pd.notna(part.last_day):
        return "preamble", part.first_day, part.last_day
    if part.table in DAILY and pd.notna(last):
        return "days", first, last
    return "not_stated", pd.NaT, pd.NaT


def _seen(part: Part) -> tuple[pd.Timestamp, pd.Timestamp]:
    days = part.frame["day"] if "day" in part.frame else pd.Series(dtype="datetime64[us]")
    return days.min(), part.frame.get("last_day", days).fillna(days).max()  # a row without a last day speaks of one day


def _stamp(day: object, otherwise: pd.Timestamp) -> pd.Timestamp:
    return otherwise if day is None else pd.Timestamp(day)
