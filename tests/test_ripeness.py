"""How much has arrived: Kaplan–Meier by hand, by published tables and by simulation; and when a period is young."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from books import book, table
from hypothesis import given, settings
from hypothesis import strategies as st

from socialroi import ripeness
from socialroi.client import Client
from socialroi.periods import parse_period

Q3, AS_OF = parse_period("2025-Q3"), pd.Timestamp("2025-10-05")
SURVIVAL = Path(__file__).resolve().parents[2] / "shared" / "samples" / "models" / "survival"


def journeys(*rows: tuple[float, bool]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["days", "is_won"])


def test_five_people_by_hand() -> None:
    # at risk 5, 4, 3, 2, 1: S(10) = 4/5, S(20) = 4/5 x 2/3 (the one of day 15 left), S(30) = 8/15 x 1/2 = 4/15
    found = ripeness.share_arrived(journeys((10, True), (15, False), (20, True), (30, True), (40, False)))
    came = {0: 0, 10: 1 / 5, 15: 1 / 5, 20: 7 / 15, 30: 11 / 15}
    assert found.to_dict() == pytest.approx({day: share / (11 / 15) for day, share in came.items()})


def test_who_won_and_who_waits_on_the_same_day() -> None:
    # the one who waits 10 days was still there when the other won on day 10
    found = ripeness.share_arrived(journeys((10, True), (10, False), (20, True)))
    assert found.loc[10] == pytest.approx(1 / 3)


def test_a_result_on_the_first_day_has_arrived_at_age_zero() -> None:
    assert ripeness.share_arrived(journeys((0, True), (5, True))).to_dict() == {0: 0.5, 5: 1.0}


def greenwood_free_km(rows: list[tuple[int, bool]]) -> dict[int, float]:
    """The same estimate written out: over each day, the share of those still waiting who do not win on it."""
    waiting, out = 1.0, {}
    for day in sorted({days for days, won in rows if won}):
        at_risk = sum(days >= day for days, _ in rows)
        waiting *= 1 - sum(days == day and won for days, won in rows) / at_risk
        out[day] = 1 - waiting
    return out


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1).filter(lambda rows: any(won for _, won in rows)))
def test_the_estimate_is_the_product_over_days(rows: list[tuple[int, bool]]) -> None:
    expected = greenwood_free_km(rows)
    found = ripeness.share_arrived(journeys(*rows))
    eventually = expected[max(expected)]
    assert {day: found.loc[day] for day in expected} == pytest.approx(
        {day: share / eventually for day, share in expected.items()}
    )
    assert found.is_monotonic_increasing and found.iloc[-1] == pytest.approx(1)


@pytest.mark.skipif(not SURVIVAL.exists(), reason="needs ../shared/samples/models/survival")
def test_the_published_table_of_freireich() -> None:
    people = pd.read_csv(SURVIVAL / "freireich_6mp.csv").query("group == '6-MP'")
    found = ripeness.share_arrived(journeys(*zip(people["time"], people["event"] == 1, strict=True)))
    expected = json.loads((SURVIVAL / "cases.json").read_text())["cases"]["freireich_km"]["recomputed"]["S"]
    eventually = 1 - min(expected.values())
    for week, survival in expected.items():
        assert found.loc[float(week)] * eventually == pytest.approx(1 - survival)


@pytest.mark.skipif(not SURVIVAL.exists(), reason="needs ../shared/samples/models/survival")
def test_the_published_median_of_the_lung_patients() -> None:
    people = pd.read_csv(SURVIVAL / "lung.csv")
    rows = journeys(*zip(people["time"], people["status"] == 1, strict=True))
    found = ripeness.share_arrived(rows)
    expected = greenwood_free_km(list(zip(people["time"], people["status"] == 1, strict=True)))
    eventually = expected[max(expected)]
    assert min(day for day, share in (found * eventually).items() if share >= 0.5) == 310
    assert 1 - found[found.index <= 365].iloc[-1] * eventually == pytest.approx(0.409, abs=5e-4)


def test_people_who_never_buy_do_not_make_the_lag_longer() -> None:
    random = np.random.default_rng(3)
    wins, lag, age = random.random(4000) < 0.3, random.exponential(30, 4000), random.uniform(0, 400, 4000)
    arrived = wins & (lag <= age)
    rows = pd.DataFrame({"days": np.where(arrived, lag, age), "is_won": arrived})
    found = ripeness.share_arrived(rows)
    assert found[found.index <= 30].iloc[-1] == pytest.approx(1 - np.exp(-1), abs=0.03)


# --- from the CRM ------------------------------------------------------------------------------------------------------


def crm(days: list[int], *, first: str = "2025-01-01", more_leads: int = 0, source: str = "linkedin", **params: object) -> Client:
    """A contact a day from `first` on, won after so many days; `more_leads` in July that have not bought."""
    created = pd.date_range(first, periods=len(days))
    leads = [{"day": day, "contact": f"c{n}", "source": source} for n, day in enumerate(created)]
    leads += [{"day": "2025-07-07", "contact": f"n{n}", "source": source} for n in range(more_leads)]
    deals = [
        {
            "day": day,
            "closed_day": day + pd.Timedelta(days=lag),
            "deal_id": f"d{n}",
            "contact": f"c{n}",
            "is_won": True,
            "amount": 100.0,
            "currency": "EUR",
        }
        for n, (day, lag) in enumerate(zip(created, days, strict=True))
    ]
    return book(table("leads", *leads), table("deals", *deals), **params)


def test_a_period_is_as_ripe_as_its_contacts_are_old() -> None:
    found = ripeness.ripeness(crm([60] * 18 + [120] * 12, more_leads=1), Q3, AS_OF)  # 90 days old: the quick ones have come
    assert found.share == pytest.approx(0.6, abs=0.02)
    assert (found.median_days, found.longest_days) == (60, 120)


def test_a_period_with_only_old_contacts_is_ripe() -> None:
    assert ripeness.ripeness(crm([60] * 30), parse_period("2025-01"), AS_OF).share == 1


@pytest.mark.parametrize(("wins", "is_known"), [(19, False), (20, True)])
def test_a_lag_needs_twenty_results(wins: int, is_known: bool) -> None:
    assert (ripeness.ripeness(crm([30] * wins), parse_period("2025-01"), AS_OF).share is not None) is is_known


def test_results_after_the_as_of_day_are_not_known_yet() -> None:
    found = ripeness.lags(crm([60] * 25), pd.Timestamp("2025-03-10"))
    assert len(found) == 25 and found["is_won"].sum() == 9
    assert found["days"].max() == 60


def test_a_person_with_two_deals_is_one_journey_to_the_first() -> None:
    client = crm([30] * 20)
    again = client.tables["deals"].assign(
        deal_id=lambda rows: rows["deal_id"] + "b", closed_day=lambda rows: rows["closed_day"] + pd.Timedelta(days=9)
    )
    client.tables["deals"] = pd.concat([again, client.tables["deals"]], ignore_index=True)
    found = ripeness.lags(client, AS_OF)
    assert len(found) == 20 and set(found["days"]) == {30}


def test_all_contacts_stand_in_where_social_media_has_too_few() -> None:
    assert len(ripeness.lags(crm([30] * 25, source="google"), AS_OF)) == 25


def test_orders_and_empty_tables_have_no_lag() -> None:
    orders = table("orders", {"day": "2025-07-01", "status": "paid", "net": 1.0, "currency": "EUR"})
    for client in (book(), book(orders), book(orders, crm([30] * 25).tables["leads"])):
        found = ripeness.ripeness(client, Q3, AS_OF)
        assert (found.share, found.median_days, found.is_young) == (None, None, False)


@pytest.mark.parametrize(
    ("as_of", "window", "expected"),
    # September has 30 days; recent are the days after as-of less the window
    [
        ("2025-09-30", 30, True),
        ("2025-10-15", 30, False),
        ("2025-10-14", 30, True),
        ("2025-09-10", 30, True),
        ("2025-12-31", 30, False),
        ("2025-10-15", 31, True),
    ],
)
def test_young_is_more_than_half_of_the_days_within_the_window(as_of: str, window: int, expected: bool) -> None:
    assert ripeness.is_young(parse_period("2025-09"), pd.Timestamp(as_of), window) is expected


def test_the_window_is_thirty_days_where_nobody_says() -> None:
    assert ripeness.ripeness(book(), parse_period("2025-09"), pd.Timestamp("2025-10-14")).is_young
    assert not ripeness.ripeness(book(window_days=7), parse_period("2025-09"), pd.Timestamp("2025-10-14")).is_young
