"""What an action is worth, low to high, with its grade; and whether a goal was met."""

import pandas as pd
import pytest
from books import book
from hypothesis import given
from hypothesis import strategies as st

from socialroi import goals, measurement
from socialroi.params import Goal
from socialroi.params_types import Assumption
from socialroi.params_values import Funnel, Proxy, Saving
from socialroi.ripeness import Ripeness

MARGIN = Assumption(low=0.3, likely=0.4, high=0.5)
END = pd.Timestamp("2025-09-30")


def span(low: float, likely: float, high: float, source: str = "") -> dict:
    return {"low": low, "likely": likely, "high": high, "source": source}


def saving(contact: object, reply: object, deflection: object, source: str = "measured in 2024") -> Saving:
    keys = {"cost_per_contact": contact, "cost_per_reply": reply, "deflection": deflection, "source": source}
    return Saving.model_validate({"method": "saving", **keys})


def funnel(rate: object, deal: object) -> Funnel:
    return Funnel.model_validate({"method": "funnel", "close_rate": rate, "deal_value": deal})


def test_a_lead_is_close_rate_times_deal_times_margin_with_the_rate_once() -> None:
    found = goals.funnel_value(funnel(span(0.1, 0.15, 0.2), span(800, 1200, 2000)), MARGIN)
    assert found == pytest.approx((0.1 * 800 * 0.3, 0.15 * 1200 * 0.4, 0.2 * 2000 * 0.5))


def test_an_answered_message_is_the_share_of_contacts_that_it_saves() -> None:
    found = goals.saving_value(saving(span(6, 6.5, 7), span(2, 2.1, 2.2), span(0.2, 0.35, 0.5)))
    assert found == pytest.approx((0.2 * (6 - 2.2), 0.35 * (6.5 - 2.1), 0.5 * (7 - 2)))


def test_replies_that_cost_more_than_they_save_lose_most_where_most_are_deflected() -> None:
    found = goals.saving_value(saving(1, 2, span(0.2, 0.35, 0.5)))
    assert found == pytest.approx((-0.5, -0.35, -0.2))


@given(*(st.tuples(*(st.floats(0, 1) for _ in range(3))).map(sorted) for _ in range(3)))
def test_a_saving_never_runs_from_high_to_low(contact: list[float], reply: list[float], deflection: list[float]) -> None:
    low, likely, high = goals.saving_value(saving(span(*contact), span(*reply), span(*deflection)))
    assert low <= likely <= high


def test_an_impression_is_a_thousandth_of_the_cpm() -> None:
    assert goals.proxy_value(Proxy(method="proxy", cpm="own"), {"cpm": 8.0}) == (0.008, 0.008, 0.008)
    assert goals.proxy_value(Proxy(method="proxy", cpm="own"), {"cpc": 0.5}) is None
    stated = Proxy.model_validate({"method": "proxy", "cpm": span(4, 6, 9)})
    assert goals.proxy_value(stated, {}) == pytest.approx((0.004, 0.006, 0.009))


def test_an_engagement_is_a_click_at_the_own_price() -> None:
    assert goals.proxy_value(Proxy(method="proxy", cpc="own"), {"cpm": 8.0, "cpc": 0.4}) == (0.4, 0.4, 0.4)


def test_a_purchase_is_its_average_times_the_margin_and_missing_without_one() -> None:
    params = book(gross_margin=span(0.3, 0.4, 0.5)).params
    priced = goals.action_values(params, average_purchase=50.0, own={}).iloc[0]
    assert priced[["low", "likely", "high"]].tolist() == pytest.approx([15, 20, 25])
    assert goals.action_values(params, average_purchase=None, own={})["likely"].isna().all()


def test_margin_is_one_where_the_client_counts_revenue() -> None:
    assert goals.margin(book(value_basis="revenue").params).likely == 1
    assert goals.margin(book(value_basis="margin", gross_margin=0.4).params).likely == 0.4


SAVING = {"method": "saving", "cost_per_contact": 6, "cost_per_reply": 2}


@pytest.mark.parametrize(
    ("action", "price", "grade"),
    [
        ("purchase", {"method": "actual"}, "A"),
        ("lead", {"method": "funnel", "close_rate": 0.1, "deal_value": 5}, "B"),
        ("impression", {"method": "proxy", "cpm": 5}, "C"),
        ("support_reply", SAVING | {"deflection": 0.5, "source": "measured 2024"}, "B"),
        ("support_reply", SAVING | {"deflection": span(0.2, 0.3, 0.4, "A/B test")}, "B"),
        ("support_reply", SAVING | {"deflection": 0.5}, "C"),
        ("support_reply", SAVING | {"deflection": 0.5, "source": " Assumed "}, "C"),
        ("demo", {"method": "step", "to": "hire", "share": 0.5}, "C"),
        ("demo", {"method": "step", "to": "purchase", "share": 0.5}, "B"),
    ],
)
def test_the_grade_of_a_price(action: str, price: dict, grade: str) -> None:
    hire = {"method": "stated", "worth": 3000, "source": "agency fee saved"}
    values = book(values={"purchase": {"method": "actual"}, "hire": hire, action: price}).params.values
    assert goals.grade_of(values[action], values) == grade


def test_assumptions_list_every_range_with_its_own_or_its_actions_source() -> None:
    lead = {
        "method": "funnel",
        "close_rate": span(0.1, 0.2, 0.3, "CRM"),
        "deal_value": 5,
        "source": "guess",
        "review_by": "2025-09-29",
    }
    params = book(gross_margin=0.4, incremental_share=0.5, values={"lead": lead}).params
    listed = goals.assumptions(params).set_index("key")
    assert listed.index.tolist() == ["gross_margin", "incremental_share", "values.lead.close_rate", "values.lead.deal_value"]
    assert listed["source"].tolist() == ["", "", "CRM", "guess"]
    doubtful = goals.doubtful(listed.reset_index(), END).set_index("key")
    assert doubtful["doubt"].to_dict() == {
        "gross_margin": "unsupported", "incremental_share": "unsupported", "values.lead.close_rate": "expired",
        "values.lead.deal_value": "expired",
    }  # fmt: skip
    assert "values.lead.close_rate" not in goals.doubtful(listed.reset_index(), pd.Timestamp("2025-09-29"))["key"].tolist()


def test_an_assumption_that_is_never_looked_at_again_is_doubtful_and_a_measurement_is_not() -> None:
    params = book(gross_margin={"low": 0.3, "likely": 0.4, "high": 0.5, "source": "Accounts 2024"}).params
    assert goals.doubtful(goals.assumptions(params), END)["doubt"].tolist() == ["undated"]
    rate = measurement.share("close_rate", 30, 100)
    lead = params.model_copy(update={"values": {"lead": funnel(0.1, 5).model_copy(update={"close_rate": rate})}})
    listed = goals.assumptions(lead).set_index("key")
    assert listed.loc["values.lead.close_rate", "measured"] == rate
    assert "values.lead.close_rate" not in goals.doubtful(listed.reset_index(), END)["key"].tolist()


@pytest.mark.parametrize(("key", "end", "expected"), [("gross_margin", "low", 0.3), ("values.lead.deal_value", "high", 9.0)])
def test_an_assumption_can_be_fixed_at_an_end(key: str, end: str, expected: float) -> None:
    lead = {"method": "funnel", "close_rate": 0.1, "deal_value": span(5, 7, 9)}
    params = book(gross_margin=span(0.3, 0.4, 0.5), values={"lead": lead}).params
    fixed = goals.assumptions(goals.fixed(params, key, end)).set_index("key")
    assert fixed.loc[key, ["low", "likely", "high"]].tolist() == [expected] * 3
    others = fixed.drop(key)[["low", "high"]]
    assert others.equals(goals.assumptions(params).set_index("key").drop(key)[["low", "high"]])


@pytest.mark.parametrize(
    ("target", "result", "by", "status"),
    [
        (10, 10.0, "2025-09-30", "met"),
        (10, 9.9, "2025-09-30", "not_met"),
        (10, 9.9, "2025-10-01", "open"),
        (10, 12.0, "2025-12-31", "met"),
        (10, None, "2025-09-30", "not_measured"),
        (10, float("nan"), "2025-09-30", "not_measured"),
        (0, 0.0, "2025-09-30", "met"),
    ],
)
def test_the_status_of_a_goal(target: float, result: float | None, by: str, status: str) -> None:
    goal = Goal.model_validate({"goal": "G", "objective": "o", "metric": "purchases", "target": target, "by": by})
    assert goals.smart((goal,), {"purchases": result}, END)["status"].tolist() == [status]


@pytest.mark.parametrize(
    ("result", "by", "status"),
    [(9.0, "2025-09-30", "met"), (11.0, "2025-12-31", "not_met"), (9.0, "2025-12-31", "open"),
     (None, "2025-09-30", "not_measured")],
)  # fmt: skip
def test_fewer_complaints_are_better_and_known_on_the_day_only(result: float | None, by: str, status: str) -> None:
    keys = {"goal": "G", "objective": "risk", "metric": "negative_mentions", "target": 10, "by": by}
    found = goals.smart((Goal.model_validate(keys),), {"negative_mentions": result}, END)
    assert found["status"].tolist() == [status]


def ripe(share: float | None, as_of: str = "2025-10-05", *, is_young: bool = False) -> Ripeness:
    return Ripeness(pd.Timestamp(as_of), share, is_young)


@pytest.mark.parametrize(
    ("metric", "result", "known", "status"),
    [
        ("purchases", 1.0, ripe(0.15), "undecided"),  # too early for any verdict
        ("purchases", 1.0, ripe(None, is_young=True), "undecided"),
        ("purchases", 8.0, ripe(0.8), "undecided"),  # 8 are 80 % of 10: it may still come
        ("purchases", 7.9, ripe(0.8), "not_met"),
        ("purchases", 9.9, ripe(None), "not_met"),
        ("purchases", 10.0, ripe(0.15), "met"),
        ("leads", 9.0, ripe(0.15), "not_met"),  # leads count on their day: none comes later
        ("leads", 9.0, ripe(None, "2025-09-29"), "undecided"),  # the last day is not in the files
        ("negative_mentions", 9.0, ripe(None, "2025-09-29"), "undecided"),
        ("negative_mentions", 11.0, ripe(None, "2025-09-29"), "not_met"),
    ],
)
def test_a_goal_that_results_still_to_come_could_reach_is_undecided(
    metric: str, result: float, known: Ripeness, status: str
) -> None:
    keys = {"goal": "G", "objective": "o", "metric": metric, "target": 10, "by": "2025-09-30"}
    assert goals.smart((Goal.model_validate(keys),), {metric: result}, END, known)["status"].tolist() == [status]


def test_a_metric_that_nobody_measures_is_not_zero() -> None:
    goal = Goal.model_validate({"goal": "G", "objective": "o", "metric": "trust", "target": 1, "by": "2025-09-30"})
    row = goals.smart((goal,), {}, END).iloc[0]
    assert row["status"] == "not_measured" and pd.isna(row["result"])
    assert goals.smart((), {}, END).empty


def test_the_register_says_who_set_an_assumption_and_when() -> None:
    share = {"low": 0.5, "likely": 0.6, "high": 0.7, "source": "experiment: May", "who": "Head of growth", "since": "2025-05-30"}
    listed = goals.assumptions(book(incremental_share=share).params).set_index("key").loc["incremental_share"]
    assert (listed["who"], listed["since"]) == ("Head of growth", pd.Timestamp("2025-05-30"))
