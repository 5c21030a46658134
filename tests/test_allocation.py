"""Shared costs: split by a stated rule, over platforms and campaigns, and always back to the invoice to the cent."""

import pandas as pd
import pytest
from books import book, table
from hypothesis import given
from hypothesis import strategies as st

from socialroi import allocation
from socialroi.headline import ledger_of
from socialroi.params import CostItem
from socialroi.periods import parse_period

JULY = parse_period("2025-07")
SCHEDULER = {"type": "tool", "item": "Scheduler", "amount": 100.0, "on": "2025-07-03"}


def spend(platform: str, campaign: str, cost: float) -> dict:
    return {"day": "2025-07-01", "platform": platform, "campaign": campaign, "cost": cost, "currency": "EUR"}


SPEND = table("spend", spend("linkedin", "Autumn", 60.0), spend("linkedin", "Spring", 15.0), spend("x", "Launch", 25.0))
POSTS = table("posts", {"day": "2025-07-01", "platform": "linkedin", "post_id": "1"},
              {"day": "2025-07-02", "platform": "x", "post_id": "2"}, {"day": "2025-07-31", "platform": "x", "post_id": "3"},
              {"day": "2025-08-01", "platform": "linkedin", "post_id": "4"})  # fmt: skip


def shared(*costs: dict, **keys: object) -> pd.Series:
    """What the Scheduler costs each platform (or campaign) in July."""
    by = keys.pop("by", "platform")
    ledger = ledger_of(book(SPEND, POSTS, costs=list(costs)), JULY)
    rows = ledger[ledger["item"] == "Scheduler"]
    return rows.groupby(by, dropna=False)["cost"].sum()


@pytest.mark.parametrize(
    ("split", "expected"),
    [("spend", {"linkedin": 75, "x": 25}), ("posts", {"linkedin": 100 / 3, "x": 200 / 3}), ("equal", {"linkedin": 50, "x": 50}),
     ({"LinkedIn": 0.6, "Twitter": 0.4}, {"linkedin": 60, "x": 40})],
)  # fmt: skip
def test_a_shared_tool_is_split_by_the_stated_rule(split: object, expected: dict) -> None:
    assert shared(SCHEDULER | {"split": split}).to_dict() == pytest.approx(expected)


def test_a_split_by_hours_follows_the_hours_recorded_for_each_platform() -> None:
    hours = {"type": "labour", "item": "Team", "rate": 30, "on": "2025-07-01"}
    found = shared(hours | {"hours": 3.0, "platform": "x"}, hours | {"hours": 1.0, "platform": "linkedin"},
                   SCHEDULER | {"split": "hours"})  # fmt: skip
    assert found.to_dict() == pytest.approx({"linkedin": 25, "x": 75})


def test_a_split_over_campaigns_keeps_their_platforms() -> None:
    found = shared(SCHEDULER | {"split": "spend", "over": "campaigns"}, by=["platform", "campaign"])
    assert found.to_dict() == pytest.approx({("linkedin", "Autumn"): 60, ("linkedin", "Spring"): 15, ("x", "Launch"): 25})
    fixed = shared(SCHEDULER | {"split": {"Autumn": 0.9, "Launch": 0.1}, "over": "campaigns"}, by=["platform", "campaign"])
    assert fixed.to_dict() == pytest.approx({("linkedin", "Autumn"): 90, ("x", "Launch"): 10})


def test_without_anything_to_go_by_the_cost_stays_whole() -> None:
    found = shared(SCHEDULER | {"split": "hours"})
    assert len(found) == 1 and pd.isna(found.index[0]) and found.iloc[0] == 100


@pytest.mark.parametrize(
    ("keys", "words"),
    [({"split": {"x": 0.6, "linkedin": 0.5}}, "add up to 1.1"), ({"split": {"x": 0.6}}, "add up to 0.6"),
     ({"split": "equal", "platform": "x"}, "not both"), ({"share": 1.2}, "less than or equal to 1")],
)  # fmt: skip
def test_parts_that_are_no_whole_are_refused(keys: dict, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        CostItem.model_validate(SCHEDULER | keys)


@pytest.mark.parametrize(
    ("amounts", "currency", "expected"),
    [([100 / 3] * 3, "EUR", [33.34, 33.33, 33.33]), ([0.005, 0.005], "EUR", [0.01, 0.0]),
     ([333.4, 333.3, 333.3], "VND", [334, 333, 333]),
     ([49.5, 29.7, 19.8], "USD", [49.5, 29.7, 19.8])],
)  # fmt: skip
def test_parts_are_whole_cents_and_add_up_to_the_invoice(amounts: list, currency: str, expected: list) -> None:
    assert allocation.to_cents(pd.Series(amounts), currency).tolist() == pytest.approx(expected)


@given(st.lists(st.floats(0, 10_000), min_size=1, max_size=20))
def test_no_cent_is_lost_and_no_part_moves_by_a_whole_one(amounts: list[float]) -> None:
    parts = allocation.to_cents(pd.Series(amounts), "EUR")
    assert round(parts.sum(), 2) == pytest.approx(round(sum(amounts), 2), abs=0.0051)
    assert (parts - pd.Series(amounts)).abs().max() < 0.01 + 1e-6


def test_each_items_platforms_add_up_to_its_cost_to_the_cent() -> None:
    ledger = ledger_of(book(SPEND, POSTS, costs=[SCHEDULER | {"split": "posts"}]), JULY)
    cents = allocation.by_platform_to_the_cent(ledger, "EUR")
    mine = cents[cents["item"] == "Scheduler"].set_index("platform")["cost"]
    assert mine.to_dict() == {"linkedin": 33.33, "x": 66.67}
