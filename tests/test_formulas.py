"""Every worked example of the definitions, by hand."""

import numpy as np
import pandas as pd
import pytest
from books import book, table

from socialroi import claims, costs, metrics, money, roi
from socialroi.periods import parse_period


def _ledger(**amounts: float) -> pd.DataFrame:
    return pd.DataFrame({"type": list(amounts), "cost": list(amounts.values())})


def test_example_1_funnel_revenue_and_margin():
    revenue = 1_000 * 0.10 * 0.50 * 1_500
    cost = 1_000 + 500 + 200
    assert revenue == 75_000
    assert roi.roi(revenue, cost) == pytest.approx(43.1176, abs=5e-5)
    assert roi.roi(0.40 * revenue, cost) == pytest.approx(16.6471, abs=5e-5)
    assert roi.break_even_incrementality(0.40 * revenue, cost) == pytest.approx(0.0567, abs=5e-5)


def test_example_2_ladder_roas_and_break_even():
    ledger = _ledger(media=6_000, tool=1_000, labour=5_000)
    cells = roi.ladder(ledger, revenue=50_000, margin_value=20_000, incremental_share=0.6)
    expected = [7.3333, 6.1429, 3.1667, 2.3333, 1.8571, 0.6667, 1.0, 0.7143, 0.0]
    assert cells["roi"].tolist() == pytest.approx(expected, abs=5e-5)
    assert cells["cost"].tolist()[:3] == ["media", "media_tools_content", "full"]
    assert roi.roas(50_000, 6_000) == pytest.approx(8.33, abs=5e-3)
    assert roi.break_even_roas(0.4) == 2.5


def test_example_3_a_roas_of_three_can_lose():
    assert roi.roas(30_000, 10_000) == 3
    assert roi.roi(0.30 * 30_000, 10_000) == pytest.approx(-0.10)


def test_example_4_over_claim_ratio():
    assert claims.over_claim_ratio(pd.Series([500, 400, 150]), 600) == 1.75


@pytest.mark.parametrize("how", [{"every": "year"}, {"from": "2025-01-01", "until": "2025-12-31"}])
def test_example_5_a_yearly_tool_in_a_quarter(how):
    client = book(costs=[{"type": "tool", "item": "Scheduler", "amount": 1_200, **how}])
    period = parse_period("2025-Q3")
    ledger = costs.ledger(
        spend=client.tables["spend"], items=client.costs, timesheets=client.tables["timesheets"],
        rates=client.tables["rates"], currency="EUR", period=period,
    )  # fmt: skip
    assert len(ledger) == 92
    assert ledger["cost"].sum() == pytest.approx(302.47, abs=5e-3)


def test_example_6_cost_and_value_in_one_currency():
    rates = table("rates", {"day": "2025-07-01", "from": "USD", "to": "SEK", "rate": 9.6})
    spend = table("spend", {"day": "2025-07-01", "platform": "meta", "cost": 30.0, "currency": "USD"})
    tables = book(rates, spend).tables
    converted, _, problems = money.in_one_currency(tables, "SEK")
    assert problems == []
    assert roi.roas(1_440, converted["spend"]["cost"].sum()) == pytest.approx(5.0)


def test_example_7_nps_and_its_standard_error():
    scores = pd.Series([10] * 60 + [8] * 25 + [3] * 15)
    score, error = metrics.nps(scores)
    assert (score, round(error, 2)) == (pytest.approx(45), 7.40)


def test_nps_refuses_a_scale_from_1_to_10():
    with pytest.raises(ValueError, match="0 to 10"):
        metrics.nps(pd.Series([1.0, 10.0]), scale_min=1)


def test_example_8_ctr_is_a_ratio_of_sums():
    spend = table(
        "spend",
        {"day": "2025-07-01", "platform": "meta", "campaign": "a", "impressions": 100, "clicks": 10, "cost": 1.0},
        {"day": "2025-07-01", "platform": "meta", "campaign": "b", "impressions": 10_000, "clicks": 90, "cost": 1.0},
    )
    found = metrics.by_platform(book(spend).tables, parse_period("2025-07"))
    ctr = found.loc[found["metric"] == "ctr", "value"].item()
    assert ctr == pytest.approx(100 / 10_100)
    assert round(100 * ctr, 2) == 0.99


@pytest.mark.parametrize("value", [0.0, 100.0])
def test_example_9_zero_cost_gives_undefined_roi(value):
    assert roi.roi(value, 0) is None


def test_example_10_payback_in_months():
    assert roi.payback_months(90, 15) == 6
    assert roi.payback_months(90, 0) is None


def test_example_11_none_of_forty_is_not_never():
    assert metrics.upper_bound_of_none(40) == pytest.approx(0.072, abs=5e-4)
    exact = 1 - 0.05 ** (1 / 40)
    assert metrics.upper_bound_of_none(40) == pytest.approx(exact)


def test_cac_counts_new_customers_and_mer_names_its_direction():
    assert roi.cac(9_000, 100) == 90
    assert roi.cac(9_000, 0) is None
    assert roi.mer(50_000, 10_000) == 5


def test_break_even_roas_where_revenue_is_gross_of_refunds():
    assert roi.break_even_roas(0.4, refund_rate=0.2) == pytest.approx(3.125)


def test_break_even_incrementality_is_one_over_one_plus_roi():
    for value, cost in [(20_040.0, 12_000.0), (5.0, 7.0)]:
        assert roi.break_even_incrementality(value, cost) == pytest.approx(1 / (1 + roi.roi(value, cost)))
    assert roi.break_even_incrementality(0, 10) is None


def test_missing_clicks_do_not_become_a_ratio():
    spend = table("spend", {"day": "2025-07-01", "platform": "x", "impressions": 100, "cost": 1.0})
    found = metrics.by_platform(book(spend).tables, parse_period("2025-07"))
    assert set(found["metric"]) == {"paid_impressions", "media_spend", "cpm"}
    assert not np.isinf(found["value"]).any()
