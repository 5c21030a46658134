"""Costs that would be zero, or twice, without a word: each is a problem at the line that states it."""

import pytest
from books import book, table

from socialroi import cost_problems
from socialroi.params import CostItem

ORDER = {"day": "2025-07-01", "order_id": "1", "status": "paid", "net": 10.0, "currency": "EUR"}
TOOL = {"type": "tool", "item": "Scheduler", "monthly": 10.0}


def problems(*costs: dict, frames: tuple = (), **params: object) -> list[str]:
    client = book(*frames, costs=list(costs), **params)
    items = [item.stated_in("params/acme.yaml", place + 5) for place, item in enumerate(client.costs)]
    return [found.sentence() for found in cost_problems.problems(items, client.tables, client.params)]


COMMISSION = {"type": "creator", "item": "Mia", "commission": 0.1, "code": "MIA10"}
REFUNDS = {"type": "goodwill", "item": "Refunds", "given": "refunds", "tag": "complaint"}
PER_POST = {"type": "tool", "item": "Captions", "amount": 1.0, "uses": "posts"}


@pytest.mark.parametrize(
    ("cost", "orders", "words"),
    [
        (COMMISSION, None, "row 5: 'Mia': a commission on orders, and neither orders nor deals were read"),
        (COMMISSION, {}, "'Mia': a commission on the code 'MIA10', and no order names a discount code"),
        (COMMISSION, {"code": "X"}, None), (COMMISSION | {"code": None, "platform": "x"}, {}, None),
        (REFUNDS, None, "'Refunds': refunds of orders with the tag 'complaint', and no order that was read states tags"),
        (REFUNDS, {"tags": "vip"}, "no order that was read states tags and refunds"),
        (REFUNDS, {"tags": "vip", "refunded": 0.0}, None),
        (PER_POST, None, "'Captions': a price for each of its posts, and no posts were read"),
    ],
)  # fmt: skip
def test_a_cost_that_no_export_counts_is_a_problem_and_not_zero(cost: dict, orders: dict | None, words: str | None) -> None:
    frames = () if orders is None else (table("orders", ORDER | orders),)
    found = problems(cost, frames=frames)
    assert len(found) == (words is not None) and all(words in sentence for sentence in found)


SPEND = table("spend", {"day": "2025-07-01", "platform": "x", "campaign": "Autumn Menu", "cost": 1.0, "currency": "EUR"})


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"platform": "instagramm"}, "the platform 'instagramm', which no export has; expected a platform of the exports; "
                                     "did you mean 'instagram'?"),
        ({"platform": "Twitter"}, None), ({"platform": "Mastodon"}, None),
        ({"campaign": "autumn menue"}, "did you mean 'Autumn Menu'?"), ({"campaign": "Spring"}, None),
        ({"split": {"x": 0.5, "linkdin": 0.5}}, "did you mean 'linkedin'?"),
        ({"split": {"Autum Menu": 1.0}, "over": "campaigns"}, "did you mean 'Autumn Menu'?"),
        ({"goal": "Sell"}, "the goal 'Sell'; expected a goal under `goals`, and there is none"),
    ],
)  # fmt: skip
def test_a_name_that_is_nearly_another_is_misspelt(keys: dict, words: str | None) -> None:
    found = problems(TOOL | keys, frames=(SPEND,))
    assert len(found) == (words is not None) and all(words in sentence for sentence in found)


@pytest.mark.parametrize(
    ("one", "other", "is_twice"),
    [
        ({"until": "2025-08-15"}, {"from": "2025-08-15", "monthly": 12.0}, True),
        ({"until": "2025-08-14"}, {"from": "2025-08-15", "monthly": 12.0}, False),
        ({}, {"monthly": 5.0}, True), ({}, {"item": "Other"}, False), ({}, {"platform": "x"}, False),
        ({"monthly": None, "amount": 5.0, "on": "2025-07-01"}, {"monthly": None, "amount": 5.0, "on": "2025-07-01"}, False),
    ],
)  # fmt: skip
def test_one_cost_on_the_same_days_is_stated_once(one: dict, other: dict, is_twice: bool) -> None:
    found = problems(TOOL | one, TOOL | other)
    assert len(found) == is_twice
    assert all("row 6: 'Scheduler': counts the same cost as row 5" in sentence for sentence in found)


def test_the_same_cost_in_params_and_in_a_file_is_counted_twice() -> None:
    item = CostItem.model_validate({"type": "content", "item": "Photos", "amount": 5.0, "on": "2025-07-01"})
    client = book()
    items = (item.stated_in("params/acme.yaml", 5), item.stated_in("costs.csv", 2))
    (found,) = cost_problems.problems(items, client.tables, client.params)
    assert found.file == "costs.csv" and "the same cost as row 5 of params/acme.yaml once more" in found.found
