"""summary.json: the contract's keys in their order, rounded half-even, null where nothing can be said, always the same bytes."""

import json

import pandas as pd
import pytest
from books import book, covered, table

from socialroi.assessment import assess
from socialroi.client import Client
from socialroi.periods import parse_period
from socialroi.summary import summary
from socialroi.words import Words

pytestmark = pytest.mark.usefixtures("no_trend")
Q3 = parse_period("2025-Q3")
KEYS = [
    "schema",
    "client",
    "name",
    "period",
    "currency",
    "language",
    "verdict",
    "reason",
    "roi",
    "incremental",
    "passport",
    "break_even_incrementality",
    "cost",
    "value",
    "ladder",
    "metrics",
    "goals",
    "views",
    "stability",
    "claims",
    "untagged",
    "ripeness",
    "checks",
    "limits",
    "actions",
    "restated",
    "inputs",
    "versions",
]
WITHIN = {
    "period": ["label", "start", "end"],
    "roi": ["value", "low", "high", "level", "p_positive", "p_hurdle", "grade_a_only"],
    "incremental": ["value", "low", "high", "p_positive", "evidence"],
    "cost": ["total", "by_type", "by_platform"],
    "value": ["total", "by_grade", "by_goal", "by_platform"],
    "stability": ["holds", "of"],
    "claims": ["by_platform", "web_analytics", "attributed_orders", "all_orders", "over_claim_ratio"],
    "ripeness": ["share", "as_of", "completed_roi"],
    "versions": ["socialroi"],
}
HOSTILE = "<script>alert(1)</script>\u202e=cmd()"


def shop(net: float = 100.0, **params: object) -> Client:
    rows = [
        {
            "day": "2025-08-01",
            "order_id": str(n),
            "customer": f"p{n}",
            "status": "paid",
            "net": net,
            "currency": "EUR",
            "source": ("tiktok", "facebook", None, "google")[n % 4],
            "campaign": HOSTILE,
        }
        for n in range(48)
    ]
    ad = {
        "day": "2025-08-01",
        "platform": "meta",
        "campaign": HOSTILE,
        "cost": 100.005,
        "currency": "EUR",
        "impressions": 3000.0,
        "clicks": 70.0,
        "claimed_conversions": 40.0,
    }
    share = {"low": 0.4, "likely": 0.6, "high": 0.9, "source": "experiment: June"}
    goal = {"goal": HOSTILE, "objective": "revenue", "metric": "purchases", "target": 20, "by": "2025-09-30"}
    keys = {
        "costs": [{"type": "tool", "item": HOSTILE, "monthly": 50}],
        "goals": [goal],
        "incremental_share": share,
        "client": HOSTILE,
    }
    files = (covered("orders", "2025-01-01", "2025-12-31", "shopify"), covered("spend", "2025-01-01", "2025-12-30", "meta_ads"))
    return book(table("orders", *rows), table("spend", ad), **{"files": files} | keys | params)


def made(client: Client, language: str = "en") -> dict:
    return summary(assess(client, Q3), Words(language, client.params.currency))


@pytest.fixture(scope="module")
def found(no_trend: None) -> dict:
    return made(shop())


def test_the_keys_are_the_contracts_in_order(found: dict) -> None:
    assert list(found) == KEYS
    assert {name: list(found[name]) for name in WITHIN} == WITHIN
    assert list(found["value"]["by_grade"]) == ["A", "B", "C"]
    for name, keys in (
        ("ladder", ["cost", "value", "roi"]),
        ("metrics", ["platform", "metric", "value", "previous"]),
        ("goals", ["goal", "target", "result", "status"]),
        ("views", ["view", "value", "roi"]),
        ("checks", ["check", "status", "advice"]),
        ("inputs", ["file", "source", "rows", "sha256"]),
    ):
        assert found[name] and all(list(row) == keys for row in found[name])


def test_the_numbers_by_hand(found: dict) -> None:
    # 12 orders by TikTok and 12 by Facebook, 100 each, margin 40 %; 100.005 of media and three months of 50
    value, cost = 24 * 100 * 0.4, 250.005
    assert (found["value"]["total"], found["cost"]["total"]) == (960.0, 250.0)  # half-even: 250.005 stands at 250.00
    assert found["roi"]["value"] == round((value - cost) / cost, 4) == found["roi"]["grade_a_only"]
    assert found["break_even_incrementality"] == round(cost / value, 4)
    assert found["incremental"]["value"] == round((0.6 * value - cost) / cost, 4)
    assert found["claims"] == {
        "by_platform": {"meta": 40},
        "web_analytics": None,
        "attributed_orders": 24,
        "all_orders": 48,
        "over_claim_ratio": round(40 / 24, 4),
    }
    assert found["goals"] == [{"goal": HOSTILE, "target": 20, "result": 24, "status": "met"}]
    assert found["ripeness"] == {"share": None, "as_of": "2025-12-30", "completed_roi": None}
    assert found["roi"]["level"] == 0.8 and found["verdict"] == "pays_back" and found["incremental"]["evidence"] == "experiment"


def test_parts_sum_to_totals(found: dict) -> None:
    assert sum(found["value"]["by_goal"].values()) == pytest.approx(found["value"]["total"])
    assert sum(found["value"]["by_platform"].values()) == pytest.approx(found["value"]["total"])
    for split in ("by_type", "by_platform"):
        assert sum(found["cost"][split].values()) == pytest.approx(found["cost"]["total"], abs=0.011)


def test_facebook_stands_with_meta_where_its_cost_does(found: dict) -> None:
    assert found["value"]["by_platform"] == {"meta": 480, "tiktok": 480}


def test_maps_are_sorted_and_the_json_has_no_nan(found: dict) -> None:
    for mapping in (
        found["cost"]["by_type"],
        found["cost"]["by_platform"],
        found["value"]["by_platform"],
        found["claims"]["by_platform"],
    ):
        assert list(mapping) == sorted(mapping)
    json.dumps(found, allow_nan=False)


def test_the_same_inputs_give_the_same_bytes() -> None:
    first, second = (json.dumps(made(shop()), ensure_ascii=False) for _ in range(2))
    assert first == second


def test_hostile_names_cannot_turn_a_sentence(found: dict) -> None:
    sentences = [
        found["reason"],
        found["passport"],
        *found["limits"],
        *found["actions"],
        *(each["advice"] for each in found["checks"]),
    ]
    assert not any("\u202e" in text or "\u2068" in text for text in sentences)


def test_amounts_have_the_currencys_decimals() -> None:
    dong = made(shop(1000.4, currency="VND"))
    assert (dong["value"]["total"], dong["cost"]["total"]) == (9604, 250)  # and not 9603.84 and 250.005


def test_without_costs_the_roi_is_null_and_nothing_is_advised_to_buy() -> None:
    client = shop(costs=[])
    client.tables["spend"] = book().tables["spend"]
    found = made(client)
    assert (found["verdict"], found["roi"]["value"], found["roi"]["low"], found["break_even_incrementality"]) == (
        "cannot_say",
        None,
        None,
        None,
    )
    assert found["cost"] == {"total": 0.0, "by_type": {}, "by_platform": {"facebook": 0.0, "tiktok": 0.0}}
    assert all(cell["roi"] is None for cell in found["ladder"])
    assert len(found["actions"]) <= 1 and not any("more on" in action for action in found["actions"])
    assert found["value"]["total"] is None and found["value"]["by_platform"] == {}


@pytest.mark.parametrize("client", [book(), book(costs=[{"type": "tool", "item": "T", "monthly": 9}])])
def test_a_client_without_files_has_a_whole_summary(client: Client) -> None:
    found = made(client)
    assert list(found) == KEYS and found["verdict"] == "cannot_say"
    assert found["ripeness"]["as_of"] is None and found["metrics"] == [] and found["inputs"] == []
    json.dumps(found, allow_nan=False)


def test_a_value_that_nobody_can_price_is_null() -> None:
    client = shop(values={"purchase": {"method": "actual"}, "impression": {"method": "proxy", "cpm": "own"}})
    client.tables["spend"] = client.tables["spend"].assign(impressions=None).astype({"impressions": float})
    client.tables["posts"] = table("posts", {"day": "2025-08-01", "platform": "x", "post_id": "1", "impressions": 5.0})
    assert made(client)["value"]["by_grade"] == {"A": 960.0, "B": 0.0, "C": None}


@pytest.mark.parametrize("language", ["vi", "he"])
def test_numbers_do_not_depend_on_the_language(found: dict, language: str) -> None:
    other = made(shop(language=language), language)
    for name in ("roi", "incremental", "cost", "value", "ladder", "metrics", "views", "claims", "ripeness"):
        assert other[name] == found[name]
    assert other["reason"] != found["reason"]


def test_a_day_is_a_day_and_never_a_time(found: dict) -> None:
    assert found["period"] == {"label": "2025-Q3", "start": "2025-07-01", "end": "2025-09-30"}
    assert pd.Timestamp(found["ripeness"]["as_of"]) == pd.Timestamp("2025-12-30")
