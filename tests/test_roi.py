"""ROI, its range, its ladder, its platforms and its verdict."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from socialroi import roi
from socialroi.uncertainty import Spread

AMOUNT = st.floats(0.01, 1e9)


@given(AMOUNT, AMOUNT)
def test_break_even_incrementality_is_one_over_one_plus_roi(value: float, cost: float) -> None:
    assert roi.break_even_incrementality(value, cost) == pytest.approx(1 / (1 + roi.roi(value, cost)), rel=1e-6)


@given(AMOUNT, AMOUNT)
def test_at_the_break_even_share_the_roi_is_zero(value: float, cost: float) -> None:
    assert roi.roi(value * roi.break_even_incrementality(value, cost), cost) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("cost", [0.0, -1.0, float("nan")])
def test_without_a_cost_the_roi_is_undefined(cost: float) -> None:
    assert roi.roi(100.0, cost) is None
    assert roi.range_of(pd.DataFrame({"x": [1.0, 2.0]}), cost) is None


def test_profit_after_ads_has_the_ads_subtracted_once() -> None:
    margin, ads = 150.0, 100.0
    assert roi.roi(margin, ads) == 0.5  # and not (150 - 100 - 100) / 100


@pytest.mark.parametrize(
    ("function", "above", "below"),
    [
        (roi.roas, 1.0, 0.0),
        (roi.mer, 1.0, 0.0),
        (roi.cac, 1.0, 0.0),
        (roi.payback_months, 1.0, 0.0),
        (roi.break_even_roas, 0.0, 0.0),
        (roi.break_even_incrementality, 0.0, 1.0),
    ],
)
def test_no_ratio_divides_by_zero(function: object, above: float, below: float) -> None:
    assert function(above, below) is None


def test_the_ladder_has_nine_cells_and_blanks_what_is_not_known() -> None:
    ledger = pd.DataFrame({"type": ["labour"], "cost": [100.0]})
    cells = roi.ladder(ledger, revenue=300.0, margin_value=150.0, incremental_share=None)
    assert len(cells) == 9
    found = cells.set_index(["cost", "value"])["roi"]
    assert found["full", "revenue"] == 2 and found["full", "margin"] == 0.5
    assert found.drop([("full", "revenue"), ("full", "margin")]).isna().all()


def test_the_range_is_of_the_sum_over_platforms() -> None:
    draws = pd.DataFrame({"a": np.arange(101.0), "b": np.arange(101.0)})
    found = roi.range_of(draws, 100.0, hurdle=0.5)
    assert (found.low, found.high) == pytest.approx((-0.8, 0.8))
    assert found.p_positive == pytest.approx(50 / 101) and found.p_hurdle == pytest.approx(25 / 101)


# --- by platform -------------------------------------------------------------------------------------------------------


def rated(value: dict[str | None, float], cost: dict[str, float]) -> pd.DataFrame:
    frame = pd.DataFrame({"platform": list(value), "value": list(value.values())}).astype({"platform": "str", "value": float})
    draws = pd.DataFrame({name or "": np.full(10, amount) for name, amount in value.items()}, index=range(10))
    counts = pd.Series(20.0, index=[name for name in value if name], dtype=float)
    return roi.by_platform(frame, draws, pd.Series(cost, dtype=float), counts).set_index("platform")


def test_each_platform_has_its_own_roi_and_the_best_comes_first() -> None:
    found = rated({"x": 50.0, "meta": 300.0}, {"meta": 100.0, "x": 100.0})
    assert found["roi"].to_dict() == {"meta": 2.0, "x": -0.5}
    assert found.index.tolist() == ["meta", "x"]
    assert (found["low"] == found["roi"]).all() and (found["high"] == found["roi"]).all()


def test_facebook_and_instagram_go_together_where_one_side_knows_only_meta() -> None:
    found = rated({"facebook": 50.0, "instagram": 100.0}, {"meta": 100.0})
    assert found.loc["meta", ["cost", "value", "roi", "count"]].tolist() == [100, 150, 0.5, 40]
    apart = rated({"facebook": 50.0, "instagram": 100.0}, {"facebook": 10.0, "instagram": 100.0})
    assert set(apart.index) == {"facebook", "instagram"}


def test_value_without_a_cost_has_no_roi_and_cost_without_value_no_range() -> None:
    found = rated({"x": 50.0, None: 7.0}, {"tiktok": 10.0})
    assert pd.isna(found.loc["x", "roi"]) and found.loc["", "value"] == 7
    assert found.loc["tiktok", "roi"] == -1 and pd.isna(found.loc["tiktok", "low"]) and bool(found.loc["tiktok", "is_few"])


@given(
    st.dictionaries(st.sampled_from(["facebook", "instagram", "meta", "x", "", None]), st.floats(0, 1e6)),
    st.dictionaries(st.sampled_from(["facebook", "instagram", "meta", "x", ""]), st.floats(0, 1e6)),
)
def test_the_parts_sum_to_cost_and_value(value: dict, cost: dict) -> None:
    assume(not {"", None} <= set(value))
    found = rated(value, cost)
    assert found["cost"].sum() == pytest.approx(sum(cost.values()))
    assert found["value"].sum() == pytest.approx(sum(value.values()))


def test_nothing_by_platform_is_an_empty_table() -> None:
    assert rated({}, {}).empty


# --- the verdict -------------------------------------------------------------------------------------------------------

ABOVE, BELOW, ACROSS = (Spread(low, high, 0.5, 0.5) for low, high in ((0.1, 0.9), (-0.9, -0.1), (-0.1, 0.1)))


def judged(**changes: object) -> tuple[str, str]:
    found = roi.verdict(**({"cost": 100.0, "value": 150.0, "headline": ABOVE, "customers": 50} | changes))
    return found.code, found.reason


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("pays_back", "above")),
        ({"headline": BELOW}, ("loses", "below")),
        ({"headline": ACROSS}, ("not_proven", "crosses")),
        ({"headline": Spread(0.0, 0.5, 0.9, 0.9)}, ("not_proven", "crosses")),
        ({"headline": Spread(-0.5, 0.0, 0, 0)}, ("not_proven", "crosses")),
        ({"cost": 0.0, "headline": None}, ("cannot_say", "no_cost")),
        ({"cost": float("nan"), "headline": None}, ("cannot_say", "no_cost")),
        ({"obstacle": "coverage"}, ("cannot_say", "coverage")),
        ({"cost": 0.0, "obstacle": "no_data"}, ("cannot_say", "no_cost")),
        ({"ripe_share": 0.49}, ("too_early", "unripe")),
        ({"ripe_share": 0.5}, ("pays_back", "above")),
        ({"ripe_share": 0.8, "completed": ABOVE, "headline": ACROSS}, ("too_early", "differs_when_complete")),
        ({"ripe_share": 0.8, "completed": ABOVE}, ("pays_back", "above")),
        ({"is_young": True}, ("too_early", "young")),
        ({"is_young": True, "ripe_share": 0.9}, ("pays_back", "above")),
        ({"ripe_share": 0.1, "obstacle": "no_data"}, ("cannot_say", "no_data")),
        ({"value": 0.0, "headline": BELOW}, ("cannot_say", "no_value")),
        ({"value": float("nan")}, ("cannot_say", "no_value")),
        ({"customers": 4}, ("not_proven", "few_customers")),
        ({"customers": 5}, ("pays_back", "above")),
        ({"customers": 1, "is_young": True}, ("too_early", "young")),
        ({"value": 0.0, "is_young": True}, ("too_early", "young")),
    ],
)
def test_the_verdict(changes: dict, expected: tuple[str, str]) -> None:
    assert judged(**changes) == expected


@given(st.tuples(st.floats(-1, 5), st.floats(-1, 5)).map(sorted), st.floats(1, 3))
def test_more_value_never_makes_a_verdict_worse(ends: list[float], factor: float) -> None:
    better = [(1 + end) * factor - 1 for end in ends]
    order = ("loses", "not_proven", "pays_back")
    before, after = (judged(headline=Spread(*pair, 0.5, 0.5))[0] for pair in (ends, better))
    assert order.index(after) >= order.index(before)


def test_platforms_stand_together_where_a_tenth_of_the_value_names_none():
    cost = pd.Index(["meta"])
    value = pd.DataFrame({"platform": ["social", "instagram"], "value": [10.0, 90.0]})
    assert roi.finest_shared(cost, value) == {"meta": "", "social": "", "instagram": ""}
    less = value.assign(value=[9.0, 91.0])
    assert roi.finest_shared(cost, less) == {"meta": "meta", "social": "social", "instagram": "meta"}
