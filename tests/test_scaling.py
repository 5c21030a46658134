"""What one more network would cost, and what has to come back to pay for it."""

import pandas as pd
import pytest
from books import book, covered, table

from socialroi import scaling
from socialroi.assessment import assess
from socialroi.periods import parse_period
from socialroi.report import next_steps
from socialroi.words import Words

MONTH = 92 / (365.25 / 12)
COSTS = [
    {"type": "labour", "item": "Posts", "amount": 90.0, "on": "2025-07-01", "platform": "x"},
    {"type": "labour", "item": "Films", "amount": 300.0, "on": "2025-07-01", "platform": "tiktok"},
    {"type": "labour", "item": "Manager", "amount": 60.0, "on": "2025-07-01"},
    {"type": "tool", "item": "Scheduler", "amount": 500.0, "on": "2025-07-01"},
]
SALES = table("orders", *({"day": "2025-07-05", "order_id": str(number), "status": "paid", "net": 50.0, "currency": "EUR",
                           "source": "x", "medium": "social"} for number in range(8)))  # fmt: skip


def assessed(*frames: pd.DataFrame, **params: object) -> object:
    client = book(*frames, files=(covered("orders", "2025-01-01", "2025-12-31"),), **({"costs": COSTS} | params))
    return assess(client, parse_period("2025-Q3"))


def test_it_breaks_even_where_value_margin_and_purchases_cover_the_cost() -> None:
    found = scaling.break_even(assessed(SALES)).set_index("like")  # at a margin of 40 %, each purchase is worth 20
    low, high = (90 + 30) / MONTH, (300 + 30) / MONTH  # half of the manager each; the scheduler serves one more
    assert found["cost"].to_dict() == pytest.approx({"cheapest": low, "dearest": high})
    assert found["value"].to_dict() == found["cost"].to_dict()
    assert found.loc["cheapest", ["revenue", "purchases"]].tolist() == pytest.approx([low / 0.4, low / 20])


def test_without_a_purchase_nobody_knows_how_many_it_takes() -> None:
    assert scaling.break_even(assessed())["purchases"].isna().all()


def test_a_client_without_such_costs_gets_no_table() -> None:
    tool = COSTS[-1:]
    assert scaling.one_more_network(assessed(SALES, costs=tool), Words("en", "EUR")) == []


def test_the_page_calls_it_an_estimate() -> None:
    said = str([block.as_json() for block in next_steps(assessed(SALES), Words("en", "EUR"))])
    assert "What one more network would cost" in said and "An estimate from what the networks cost now" in said
