"""Sums that cannot be: a part larger than its whole (two columns changed places), a row as large as all others (their total)."""

import numpy as np
import pandas as pd

WHOLES = {
    "spend": (("clicks", "impressions"), ("all_clicks", "impressions"), ("reach", "impressions")),
    "traffic": (("engaged_sessions", "sessions"),),
    "orders": (("net", "gross"), ("refunded", "gross")),
}
WORDS = {
    "all_clicks": "clicks of every kind", "engaged_sessions": "engaged sessions", "net": "net amounts", "refunded": "refunds",
    "gross": "gross amounts", "reach": "people reached",
}  # fmt: skip
_ROUNDED = 1.01  # platforms estimate reach and round both
_ADDED = ("impressions", "clicks", "all_clicks", "cost", "views", "video_views", "reactions", "sessions", "watch_hours")
_BY_CHANCE = 50  # a smaller number is easily the sum of some others


def parts_above_their_whole(table: str, columns: dict[str, pd.Series]) -> list[tuple[str, float, str, float]]:
    """Each part whose sum is above the sum of its whole, in words, and both sums, over the rows that have both.

    >>> parts_above_their_whole("spend", {"clicks": pd.Series([900.0, 5]), "impressions": pd.Series([12.0, None])})
    [('clicks', 900.0, 'impressions', 12.0)]
    """
    found = []
    for part, whole in WHOLES.get(table, ()):
        if part in columns and whole in columns:
            both = columns[part].notna() & columns[whole].notna() & (columns[whole] != 0)
            sums = float(columns[part][both].sum()), float(columns[whole][both].sum())
            if sums[0] > _ROUNDED * sums[1] >= 0:
                found.append((WORDS.get(part, part), sums[0], WORDS.get(whole, whole), sums[1]))
    return found


def total_among(columns: dict[str, pd.Series]) -> int | None:
    """The place of a row that says of each number what all other rows add up to, of two numbers at least; None where none does.

    >>> total_among({"impressions": pd.Series([700.0, 1000, 300]), "cost": pd.Series([40.1, 60.3, 20.2])})
    1
    """
    numbers = [columns[name] for name in _ADDED if name in columns]
    numbers = [values for values in numbers if len(values) > 2 and values.max() >= _BY_CHANCE]
    if len(numbers) < 2:
        return None
    place = int(np.nanargmax(numbers[0].to_numpy()))
    return place if all(np.isclose(2 * values.iloc[place], values.sum(), rtol=1e-9, atol=0.005) for values in numbers) else None
