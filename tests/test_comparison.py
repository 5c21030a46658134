"""Followers against others: no effect reads as none, a real one is found, and the clock starts at the same day."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from books import table

from socialroi import comparison, survival

# Remission of leukaemia, 6-MP against placebo (Freireich et al. 1963), weeks; + is censored.
MP6 = {"events": [6, 6, 6, 7, 10, 13, 16, 22, 23], "censored": [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]}
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


SURVIVAL = Path(__file__).parents[2] / "shared" / "samples" / "models" / "survival"
needs_sample = pytest.mark.skipif(not SURVIVAL.is_dir(), reason="the survival samples are not part of the repository")


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


@needs_sample
def test_the_interval_of_kaplan_meier_is_the_one_of_another_implementation() -> None:
    expected = pd.read_csv(SURVIVAL / "freireich_6mp_km_expected.csv").set_index("timeline")
    rows = pd.read_csv(SURVIVAL / "freireich_6mp.csv").query("group == '6-MP'")
    curve = survival.kaplan_meier(rows["time"], rows["event"] == 1, level=0.95).set_index("day")
    same = expected.loc[curve.index]
    assert curve["share"].tolist() == pytest.approx(same["KM_estimate"].tolist(), abs=1e-12)
    assert curve["low"].tolist() == pytest.approx(same["KM_estimate_lower_0.95"].tolist(), abs=1e-9)
    assert curve["high"].tolist() == pytest.approx(same["KM_estimate_upper_0.95"].tolist(), abs=1e-9)


@needs_sample
def test_lung_cancer_as_published() -> None:
    rows = pd.read_csv(SURVIVAL / "lung.csv")
    curve = survival.kaplan_meier(rows["time"], rows["status"] == 1)
    assert survival.median_days(curve) == 310
    assert curve.loc[curve["day"] <= 365, "share"].iloc[-1] == pytest.approx(0.409, abs=5e-4)
    statistic, p = survival.log_rank(rows["time"], rows["status"] == 1, rows["sex"] == 2)
    assert statistic == pytest.approx(10.33, abs=0.01) and p == pytest.approx(0.00131, abs=1e-5)


def test_weights_count_people_as_often_as_they_say() -> None:
    rows = remission().query("group")
    twice = pd.concat([rows, rows], ignore_index=True)
    plain = survival.kaplan_meier(twice["days"], twice["is_event"])
    weighed = survival.kaplan_meier(rows["days"], rows["is_event"], pd.Series(2.0, rows.index))
    assert weighed["share"].tolist() == pytest.approx(plain["share"].tolist())
    alone = survival.kaplan_meier(rows["days"], rows["is_event"])
    assert weighed[["low", "high"]].to_numpy() == pytest.approx(alone[["low", "high"]].to_numpy())  # no more people than before


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
    assert found.loc["purchases", "low"] > 0 and found.loc["purchases", "verdict"] == "more"
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


def test_upsell_is_the_size_of_a_purchase_against_the_own_one_before() -> None:
    customers = table("customers", *({"day": "2024-01-01", "customer": name, "is_follower": True} for name in ("a", "b")))
    customers["followed_day"] = pd.to_datetime(["2024-01-20", None]).astype("datetime64[us]")
    days = ["2024-01-02", "2024-01-03", "2024-02-20", "2024-02-25"]
    bought = pd.DataFrame({"customer": ["a", "b", "a", "b"], "revenue": [10.0, 10.0, 14.0, 9.0]})
    bought["result_day"] = pd.to_datetime(days)
    rows = comparison.landmarks(customers, bought, pd.Timestamp("2024-06-30"))
    february = rows[rows["landmark"] == "2024-02-01"].set_index("customer")
    assert february["upsell"].to_dict() == {"a": 4, "b": -1} and february["mean_purchase"].to_dict() == {"a": 14, "b": 9}


def test_a_handful_of_followers_gets_no_verdict() -> None:
    rows = pd.DataFrame({"customer": list("abcdef"), "is_follower": [True] * 3 + [False] * 3, "stratum": "x",
                         "purchases": [5.0, 6, 7, 1, 1, 2]})  # fmt: skip
    row = comparison.compare(rows).iloc[0]
    assert row["difference"] == pytest.approx(6 - 4 / 3) and row["verdict"] == "few"


def test_others_weigh_as_much_as_the_followers_of_their_stratum() -> None:
    is_follower = [True, False, False, True, True, False, True]
    rows = pd.DataFrame({"customer": list("abcdefg"), "stratum": list("xxxyyyz"), "is_follower": is_follower})
    both = comparison.matched(rows)
    assert both["weight"].tolist() == [1, 0.5, 0.5, 1, 1, 2]


# --- leads -------------------------------------------------------------------------------------------------------------


def contacts(followed: dict[str, str | None], closed: dict[str, tuple[str, float]]) -> tuple:
    leads = pd.DataFrame({"contact": list(followed), "day": pd.to_datetime(["2025-01-10"] * len(followed)), "platform": "x"})
    begins = pd.to_datetime(list(followed.values()))
    customers = pd.DataFrame({"customer": list(followed), "followed_day": begins})
    days, sizes = [pd.Timestamp(day) for day, _ in closed.values()], [size for _, size in closed.values()]
    return leads, customers, pd.DataFrame({"customer": list(closed), "result_day": days, "revenue": sizes})


def test_time_to_close_starts_at_the_lead_and_counts_who_followed_by_then() -> None:
    followed = {"a": "2025-01-01", "b": "2025-02-01", "c": None}
    frames = contacts(followed, {"a": ("2025-01-20", 500.0), "b": ("2025-02-09", 900.0)})
    rows = comparison.new_leads(*frames, pd.Timestamp("2025-03-01"), 30)
    assert rows.set_index("customer")["is_follower"].to_dict() == {"a": True, "b": False, "c": False}
    found = comparison.time_to_next(rows).set_index("who")
    assert found["people"].to_dict() == {"followers": 1, "others": 2}
    assert found["median_days"].to_dict() == {"followers": 10, "others": 30}
    assert rows.set_index("customer")["deal_size"].to_dict() == pytest.approx({"a": 500, "b": 900, "c": np.nan}, nan_ok=True)


def test_leads_of_another_quarter_or_source_are_not_compared() -> None:
    leads, customers, won = contacts({"a": "2025-01-01", "b": None, "c": None}, {"a": ("2025-01-20", 500.0)})
    leads.loc[1, "day"], leads.loc[2, "platform"] = pd.Timestamp("2024-12-10"), None
    assert comparison.matched(comparison.new_leads(leads, customers, won, pd.Timestamp("2025-03-01"), 30)).empty


def test_a_young_lead_is_not_lost() -> None:
    frames = contacts({"a": "2025-01-01", "b": None}, {"a": ("2025-01-20", 500.0)})
    rows = comparison.new_leads(*frames, pd.Timestamp("2025-02-01"), 30).set_index("customer")
    assert rows["is_won"].to_dict() == pytest.approx({"a": 1.0, "b": np.nan}, nan_ok=True)


def test_contacts_of_whom_nobody_says_whether_they_follow_are_left_out() -> None:
    leads, customers, won = contacts({"a": "2025-01-01", "b": None}, {"a": ("2025-01-20", 500.0)})
    rows = comparison.new_leads(leads, customers.iloc[:1], won, pd.Timestamp("2025-02-01"), 30)
    assert rows["customer"].tolist() == ["a"]
