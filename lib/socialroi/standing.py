"""What people say and answer: recommendation, satisfaction, trust and sentiment, as numbers that a goal can watch."""

import pandas as pd

from socialroi.client import Client
from socialroi.metrics import nps
from socialroi.periods import Period

# questions of a survey that a goal can watch, as the share of answers in the upper fifth of the scale: 4 or 5 of 5
TRUST = ("csat", "employee_trust", "employee_satisfaction", "partner_trust", "supplier_trust")
_UPPER = 0.8


def metrics_of(book: Client, period: Period) -> dict[str, float]:
    """NPS, shares of good answers, mentions and their sentiment in the period; absent where no file holds them."""
    found = {} if book.tables["surveys"].empty else _answers(book.tables["surveys"], period)
    return found if book.tables["mentions"].empty else found | _mentions(book, period)


def _answers(surveys: pd.DataFrame, period: Period) -> dict[str, float]:
    rows = surveys[period.holds(surveys["day"])]
    asked = rows["question"].str.strip().str.lower().str.replace(r"\W+", "_", regex=True)
    found = {}
    of_nps = rows.loc[(asked == "nps") & rows["score"].notna() & rows["scale_max"].fillna(10).eq(10), "score"]
    if len(of_nps):
        found["nps"] = nps(of_nps)[0]
    for question in TRUST:
        mine = rows[(asked == question) & rows["score"].notna() & rows["scale_max"].notna()]
        if len(mine):
            found[question] = float((mine["score"] >= _UPPER * mine["scale_max"]).mean())
    return found


def _mentions(book: Client, period: Period) -> dict[str, float]:
    """Mentions of the client's own brand, and its share of all where others are watched too."""
    rows = book.tables["mentions"]
    rows = rows[period.holds(rows["day"])]
    own = rows[_is_own(rows["brand"], book)]
    if own.empty:
        return {}
    total = float(own["count"].sum())
    found = {"mentions": total}
    by_mood = own.groupby(own["sentiment"].str.lower())["count"].sum().reindex(["positive", "neutral", "negative"]).dropna()
    if by_mood.sum() > 0:
        found["negative_mentions"] = float(by_mood.get("negative", 0.0))
        found["net_sentiment"] = float((by_mood.get("positive", 0.0) - by_mood.get("negative", 0.0)) / by_mood.sum())
    if rows["brand"].nunique() > 1:
        found["share_of_voice"] = total / float(rows["count"].sum())
    return found


def _is_own(brands: pd.Series, book: Client) -> pd.Series:
    """The only brand there is, else the one that is named like the client or its id."""
    names = brands.str.strip().str.casefold()
    if names.nunique() == 1:
        return pd.Series(True, brands.index)
    return names.isin({book.params.client.strip().casefold(), book.id, book.id.replace("-", " ")}).astype(bool)
