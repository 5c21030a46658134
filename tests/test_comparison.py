"""Followers against others: no effect reads as none, a real one is found, and the clock starts at the same day."""

import numpy as np
import pandas as pd
import pytest
from books import table

from socialroi import comparison, survival

# Remission of leukaemia, 6-MP against placebo (Freireich et al. 1963), weeks; + is censored.
MP6 = {"events": [6, 6, 6, 7, 10, 13, 16, 22, 23], "censored": [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]}
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def remission() -> pd.DataFrame:
    rows = [(week, True, True) for week in MP6["events"]] + [(week, False, True) for week in MP6["censored"]]
    rows += [(week, True, False) for week in PLACEBO]
    return pd.DataFrame(rows, columns=["days", "is_event", "group"])


def test_kaplan_meier_as_published() -> None:
    rows = remission()
    drug = rows[rows["group"]]
    curve = survival.kaplan_meier(drug["days"], drug["is_event"]).set_index("day")["share"]
    assert curve.round(3).to_dict() == {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    placebo = rows[~rows["group"]]
    medians = [survival.median_days(survival.kaplan_meier(part["days"], part["is_event"])) for part in (drug, placebo)]
    assert medians == [23, 8]
    assert survival.median_days(survival.kaplan_meier(pd.Series([1.0, 2, 3]), pd.Series([True, False, False]))) is None


def test_log_rank_as_published() -> None:
    rows = remission()
    statistic, p = survival.log_rank(rows["days"], rows["is_event"], rows["group"])
    assert statistic == pytest.approx(16.79, abs=0.01) and p == pytest.approx(4.17e-5, rel=0.01)
    alone = survival.log_rank(rows["days"], rows["is_event"], rows["group"], strata=rows["group"])
    assert alone == (0.0, 1.0)  # a stratum with one group only says nothing


def world(seed: int, effect: float = 1.0, people: int = 1500) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Customers of very different liveliness; after each purchase one in ten follows, and then buys `effect` times as often."""
    random = np.random.default_rng(seed)
    start = pd.Timestamp("2024-01-01")
    rows, customers = [], []
    for number in range(people):
        at, follows, name = float(random.integers(0, 300)), np.inf, f"c{number}"
        liveliness = random.gamma(2, 0.004)
        while at < 540:
            rows.append({"customer": name, "result_day": start + pd.Timedelta(days=int(at)), "revenue": 20.0})
            if follows == np.inf and random.random() < 0.1:
                follows = at
            at += random.exponential(1 / (liveliness * (effect if follows < np.inf else 1.0)))
        day = start + pd.Timedelta(days=int(follows)) if follows < np.inf else pd.NaT
        customers.append({"day": start, "customer": name, "is_follower": follows < np.inf, "followed_day": day})
    return table("customers", *customers), pd.DataFrame(rows)


UNTIL = pd.Timestamp("2024-01-01") + pd.Timedelta(days=539)


def differences(seed: int, effect: float) -> pd.DataFrame:
    return comparison.compare(comparison.landmarks(*world(seed, effect), UNTIL)).set_index("outcome")


def test_without_an_effect_the_interval_covers_zero() -> None:
    found = [differences(seed, 1.0).loc["purchases"] for seed in range(5)]
    assert sum(row["low"] <= 0 <= row["high"] for row in found) >= 3  # four of five, give or take one
    assert abs(np.mean([row["difference"] for row in found])) < 0.05


def test_the_plain_comparison_of_the_same_customers_would_see_a_large_effect() -> None:
    customers, bought = world(0)
    counts = bought.groupby("customer").size()
    is_follower = customers.set_index("customer")["is_follower"].astype(bool)
    assert counts[is_follower].mean() / counts[~is_follower].mean() > 1.5


def test_a_real_effect_is_found_with_its_direction() -> None:
    found = differences(1, 3.0)
    assert found.loc["purchases", "low"] > 0 and found.loc["purchases", "verdict"] == "followers more"
    row = found.loc["purchases"]
    assert row["difference"] == pytest.approx(row["followers"] - row["others"])


def test_later_followers_are_others_until_they_follow() -> None:
    customers = table("customers", {"day": "2024-01-01", "customer": "now", "is_follower": True},
                      {"day": "2024-01-01", "customer": "later", "is_follower": True})  # fmt: skip
    customers["followed_day"] = pd.to_datetime(["2024-01-20", "2024-03-20"]).astype("datetime64[us]")
    bought = pd.DataFrame({"customer": ["now", "later", "later"], "revenue": [1.0, 2.0, 5.0],
                           "result_day": pd.to_datetime(["2024-01-02", "2024-01-03", "2024-02-20"])})  # fmt: skip
    rows = comparison.landmarks(customers, bought, pd.Timestamp("2024-06-30"))
    february = rows[rows["landmark"] == "2024-02-01"].set_index("customer")
    assert february["is_follower"].to_dict() == {"now": True, "later": False}
    assert february.loc["later", "purchases"] == 1 and february.loc["now", "purchases"] == 0
    april = rows[rows["landmark"] == "2024-04-01"].set_index("customer")
    assert april["is_follower"].to_dict() == {"later": True}  # the first had his clock in February


def test_nobody_to_compare_gives_no_number() -> None:
    customers, bought = world(0, people=3)
    customers["followed_day"] = pd.NaT
    rows = comparison.landmarks(customers.astype({"followed_day": "datetime64[us]"}), bought, UNTIL)
    assert rows.empty and comparison.compare(rows).empty


def test_time_to_close_starts_at_the_lead_and_counts_who_followed_by_then() -> None:
    leads = pd.DataFrame({"contact": ["a", "b", "c"], "day": pd.to_datetime(["2025-01-10"] * 3)})
    customers = pd.DataFrame({"customer": ["a", "b"], "followed_day": pd.to_datetime(["2025-01-01", "2025-02-01"])})
    won = pd.DataFrame({"customer": ["a", "b"], "result_day": pd.to_datetime(["2025-01-20", "2025-02-09"])})
    found = comparison.time_to_close(leads, customers, won, pd.Timestamp("2025-03-01")).set_index("who")
    assert found["people"].to_dict() == {"followers": 1, "others": 2}
    assert found["median_days"].to_dict() == {"followers": 10, "others": 30}
