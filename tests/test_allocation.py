"""Shared costs: split by a stated rule, over platforms, campaigns and clients, and always back to the invoice to the cent."""

import pandas as pd
import pytest
from books import book, table
from hypothesis import given
from hypothesis import strategies as st

from socialroi import allocation, inputs
from socialroi.errors import InputError
from socialroi.headline import ledger_of
from socialroi.params import CostItem, Params
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


# --- over clients ------------------------------------------------------------------------------------------------------


def client(share: float, amount: float = 100.0) -> Params:
    cost = SCHEDULER | {"shared_as": "scheduler-2025", "share": share, "amount": amount}
    return Params.model_validate({"client": "x", "currency": "EUR", "value_basis": "revenue", "costs": [cost]})


def test_one_tool_over_three_clients_comes_back_to_the_invoice() -> None:
    found = allocation.shared_costs({"ash": client(0.3333), "birch": client(0.3333), "cedar": client(0.3334)})
    assert found["part"].tolist() == [33.33, 33.33, 33.34] and found["part"].sum() == 100.0
    assert allocation.shared_problems("ash", {"ash": client(0.5), "birch": client(0.5)}) == []


def test_who_bears_an_invoice_adds_up_to_it() -> None:
    found = allocation.borne_by("ash", {"ash": client(0.3333), "birch": client(0.25), "cedar": client(0.25)})
    assert found[["who", "part"]].values.tolist() == [["other clients", 50.0], ["ash", 33.33], ["nobody", pytest.approx(16.67)]]
    assert found["share"].sum() == pytest.approx(1)


def test_shares_above_one_over_clients_are_refused() -> None:
    (found,) = allocation.shared_problems("ash", {"ash": client(0.6), "birch": client(0.5)})
    assert found.sentence().startswith("the shares of 'scheduler-2025' add up to 1.1 over clients: ash 0.6, birch 0.5")


def test_the_same_invoice_has_one_amount() -> None:
    (found,) = allocation.shared_problems("ash", {"ash": client(0.5), "birch": client(0.5, 120.0)})
    assert "state different amounts: ash 100, birch 120" in found.sentence()
    alone = client(0.5).model_copy(update={"costs": ()})
    assert allocation.shared_problems("cedar", {"ash": client(0.5), "birch": client(0.5, 120.0), "cedar": alone}) == []


def test_the_other_clients_are_read_and_broken_ones_left_to_themselves(tmp_path) -> None:
    (tmp_path / "params").mkdir()
    (tmp_path / "data" / "ash").mkdir(parents=True)
    cost = '{type: tool, item: Scheduler, amount: 100, on: "2025-07-03", shared_as: scheduler-2025, share: %s}'
    text = "client: A\ncurrency: EUR\nvalue_basis: revenue\ncosts:\n  - "
    (tmp_path / "params" / "ash.yaml").write_text(text + cost % 0.6)
    (tmp_path / "params" / "broken.yaml").write_text("client: [")
    assert inputs.read("ash", str(tmp_path))[0].client == "A"
    (tmp_path / "params" / "birch.yaml").write_text(text + cost % 0.6)
    (found,) = inputs.read("ash", str(tmp_path))[1].problems
    assert found.sentence().startswith("row 5: the shares of 'scheduler-2025' add up to 1.2 over clients: ash 0.6, birch 0.6")
    with pytest.raises(InputError, match="the shares of"):
        inputs.load("ash", str(tmp_path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_shares_stated_in_a_costs_file_count_like_those_of_params(tmp_path, encoding: str) -> None:
    (tmp_path / "params").mkdir()
    for name in ("ash", "birch"):
        (tmp_path / "data" / name).mkdir(parents=True)
        (tmp_path / "params" / f"{name}.yaml").write_text("client: A\ncurrency: EUR\nvalue_basis: revenue\n")
        rows = "type,item,amount,on,shared_as,share\ntool,Scheduler,100,2025-07-03,scheduler-2025,0.6\n"
        (tmp_path / "data" / name / "any name.csv").write_text(rows, encoding=encoding)
    (found,) = inputs.read("ash", str(tmp_path))[1].problems
    assert (found.file, found.row) == ("any name.csv", 2)
    assert "'scheduler-2025' add up to 1.2 over clients: ash 0.6, birch 0.6" in found.found
    (tmp_path / "data" / "birch" / "any name.csv").write_text(rows.replace("0.6", "0.4"), encoding=encoding)
    assert inputs.read("ash", str(tmp_path))[1].problems == []
    assert ledger_of(inputs.load("ash", str(tmp_path)), JULY)["cost"].sum() == 60.0
