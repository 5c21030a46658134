"""Exchange rates: each amount at the rate of its own day, on the cost side and on the value side alike."""

import pandas as pd
import pytest
from books import book, table
from hypothesis import given
from hypothesis import strategies as st

from socialroi import money
from socialroi.params import CostItem

RATES = table(
    "rates",
    {"day": "2025-07-01", "from": "USD", "to": "EUR", "rate": 0.9},
    {"day": "2025-07-04", "from": "USD", "to": "EUR", "rate": 0.8},
    {"day": "2025-07-01", "from": "EUR", "to": "SEK", "rate": 11.0},
    {"day": "2025-07-04", "from": "EUR", "to": "SEK", "rate": 12.0},
)


def rate(day: str, source: str, target: str, rates: pd.DataFrame = RATES) -> float:
    days = pd.Series(pd.to_datetime([day]))
    return money.rate_on(days, pd.Series([source], dtype="str"), target, rates)["rate"].item()


@pytest.mark.parametrize(
    ("day", "source", "target", "expected"),
    [
        ("2025-07-01", "USD", "EUR", 0.9),
        ("2025-07-04", "USD", "EUR", 0.8),
        ("2025-07-03", "USD", "EUR", 0.9),
        ("2026-01-01", "USD", "EUR", 0.8),
        ("2025-07-01", "EUR", "USD", 1 / 0.9),
        ("2025-07-01", "USD", "SEK", 9.9),
        ("2025-07-04", "SEK", "USD", 1 / 9.6),
        ("2025-07-02", "EUR", "EUR", 1.0),
    ],
)
def test_the_rate_of_the_day_or_the_last_known_one(day: str, source: str, target: str, expected: float) -> None:
    assert rate(day, source, target) == pytest.approx(expected)


@pytest.mark.parametrize(("day", "source"), [("2025-06-30", "USD"), ("2025-07-01", "GBP")])
def test_no_rate_is_missing_and_not_one(day: str, source: str) -> None:
    assert pd.isna(rate(day, source, "EUR"))


@given(st.floats(0.01, 1000), st.sampled_from(["USD", "SEK"]))
def test_there_and_back_is_the_same_amount(known: float, other: str) -> None:
    rates = table("rates", {"day": "2025-07-01", "from": "EUR", "to": other, "rate": known})
    assert rate("2025-07-01", "EUR", other, rates) * rate("2025-07-01", other, "EUR", rates) == pytest.approx(1)


def test_cost_and_value_take_the_rate_of_their_own_day() -> None:
    spend = table("spend", {"day": "2025-07-01", "platform": "x", "cost": 100.0, "claimed_value": 10.0, "currency": "USD"})
    orders = table(
        "orders",
        {"day": "2025-07-04", "order_id": "1", "status": "paid", "net": 100.0, "currency": "USD"},
        {"day": "2025-07-04", "order_id": "2", "status": "paid", "net": 7.0, "currency": "EUR"},
    )
    tables, stale, problems = money.in_one_currency(book(RATES, spend, orders).tables, "EUR")
    assert problems == [] and stale.empty
    assert tables["spend"][["cost", "claimed_value"]].iloc[0].tolist() == pytest.approx([90, 9])
    assert tables["orders"]["net"].tolist() == pytest.approx([80, 7])
    assert set(tables["orders"]["currency"]) == {"EUR"}


@pytest.mark.parametrize(("zone", "value"), [("UTC", 90.0), ("Asia/Ho_Chi_Minh", 80.0)])
def test_a_moment_takes_the_rate_of_the_client_s_day(zone: str, value: float) -> None:
    sale = {"at": "2025-07-03T20:00Z", "action": "purchase", "value": 100.0, "currency": "USD"}
    tables, _, _ = money.in_one_currency(book(RATES, table("conversions", sale)).tables, "EUR", timezone=zone)
    assert tables["conversions"]["value"].tolist() == pytest.approx([value])


def test_missing_money_stays_missing_and_needs_no_rate() -> None:
    spend = table("spend", {"day": "2025-07-01", "platform": "x", "impressions": 5.0, "currency": "GBP"})
    tables, _, problems = money.in_one_currency(book(spend).tables, "EUR")
    assert problems == [] and tables["spend"]["cost"].isna().all()


def test_an_older_rate_is_noted_with_its_day() -> None:
    spend = table("spend", {"day": "2025-07-03", "platform": "x", "cost": 1.0, "currency": "USD"})
    _, stale, _ = money.in_one_currency(book(RATES, spend).tables, "EUR")
    assert stale.values.tolist() == [[pd.Timestamp("2025-07-03"), "USD", pd.Timestamp("2025-07-01")]]


@pytest.mark.parametrize(("currency", "words"), [("GBP", "no rate from GBP to EUR"), (None, "a missing currency")])
def test_money_without_a_rate_is_a_problem_of_its_row(currency: str | None, words: str) -> None:
    spend = table("spend", {"day": "2025-07-01", "platform": "x", "cost": 1.0, "currency": currency})
    _, _, problems = money.in_one_currency(book(RATES, spend).tables, "EUR")
    assert [(problem.file, problem.row) for problem in problems] == [("spend.csv", 2)]
    assert words in problems[0].found and "fx.csv" in problems[0].fix


def test_conversions_take_the_rate_of_their_day() -> None:
    rows = table(
        "conversions", {"at": pd.Timestamp("2025-07-04 10:00", tz="UTC"), "action": "purchase", "value": 10.0, "currency": "USD"}
    )
    tables, _, problems = money.in_one_currency(book(RATES, rows).tables, "EUR")
    assert problems == [] and tables["conversions"]["value"].tolist() == pytest.approx([8])


def test_costs_in_a_currency_without_any_rate_are_named_once() -> None:
    items = [CostItem.model_validate({"type": "tool", "item": name, "monthly": 1, "currency": "GBP"}) for name in "ab"]
    assert [problem.found for problem in money.missing_pairs(items, "EUR", RATES)] == [
        "costs are in GBP, and no rate leads to EUR"
    ]
    assert money.missing_pairs(items, "GBP", RATES) == []


def test_a_deal_converts_at_the_rate_of_its_closing_day():
    rates = table(
        "rates",
        {"day": "2025-01-01", "from": "USD", "to": "EUR", "rate": 0.9},
        {"day": "2025-06-01", "from": "USD", "to": "EUR", "rate": 0.8},
    )
    deal = {"day": "2025-01-01", "closed_day": "2025-06-01", "deal_id": "1", "amount": 100.0, "currency": "USD"}
    converted, _, problems = money.in_one_currency(book(rates, table("deals", deal)).tables, "EUR")
    assert problems == []
    assert converted["deals"]["amount"].item() == pytest.approx(80)


def test_days_before_the_pairs_own_first_rate_go_over_the_euro():
    own = table("rates", {"day": "2025-07-03", "from": "USD", "to": "SEK", "rate": 10.0})
    rates = pd.concat([RATES, own], ignore_index=True)
    assert rate("2025-07-02", "USD", "SEK", rates) == pytest.approx(0.9 * 11)
    assert rate("2025-07-05", "USD", "SEK", rates) == 10  # the pair's own rate comes first, though the euro's are newer
