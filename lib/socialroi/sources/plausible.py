"""Sums that cannot be: where a part is larger than its whole, two columns of the file have changed places."""

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
