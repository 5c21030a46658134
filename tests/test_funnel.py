"""Close rate and deal size from the CRM, with intervals that are honest about small counts."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from books import book, covered, table

from socialroi import funnel, measurement
from socialroi.client import Client
from socialroi.params_values import Funnel
from socialroi.uncertainty import pert, wilson

ASSUMED = {"method": "funnel", "close_rate": {"low": 0.2, "likely": 0.3, "high": 0.4}, "deal_value": 1000, "source": "2024"}
ASKED = {"method": "funnel", "close_rate": "crm", "deal_value": "crm"}


def crm(leads: int, won: int, price: dict | None = None, source: str = "linkedin", **params: object) -> Client:
    """Leads of 1 March, the first of them won on 1 May for 900 and 1,100 in turns; known up to 30 September."""
    people = [{"day": "2025-03-01", "contact": f"c{number}", "source": source} for number in range(leads)]
    deals = [{"day": "2025-04-01", "closed_day": "2025-05-01", "deal_id": str(number), "contact": f"c{number}", "is_won": True,
              "amount": 900.0 + 200 * (number % 2), "currency": "EUR"} for number in range(won)]  # fmt: skip
    values = {"purchase": {"method": "actual"}} | ({"lead": price} if price else {})
    keys = {"as_of": "2025-09-30", "window_days": 90, "values": values}
    return book(table("leads", *people), table("deals", *deals), **keys | params)


def settled(client: Client) -> Funnel:
    params, problems = funnel.measured(client)
    assert problems == []
    return params.values["lead"]


@pytest.mark.parametrize(
    ("won", "of", "expected"),
    [(3, 20, (0.0524, 0.3604)), (0, 10, (0.0, 0.2775)), (10, 10, (0.7225, 1.0)), (50, 100, (0.4038, 0.5962)), (0, 0, (0, 1))],
)
def test_wilsons_interval_as_published(won: int, of: int, expected: tuple) -> None:
    assert wilson(won, of, level=0.95) == pytest.approx(expected, abs=5e-4)


def test_rates_of_the_crm_beside_those_of_params() -> None:
    found = funnel.rates(crm(100, 30, ASSUMED)).set_index("rate")
    assert found.loc["close_rate", ["of", "count", "likely"]].tolist() == [100, 30, 0.3]
    assert found.loc["close_rate", ["assumed_low", "assumed_high", "relation"]].tolist() == [0.2, 0.4, "agrees"]
    assert found.loc["deal_value", "likely"] == 1000
    assert found.loc["deal_value", "low"] == pytest.approx(1000 - 1.3114 * 101.71 / 30**0.5, abs=0.1)  # t with 29 degrees


@pytest.mark.parametrize(("won", "relation", "is_small", "words"), [
    (60, "less", False, "params assume less than the files show; the params' is used"),
    (25, "agrees", False, "the files agree with params; the params' is used"),
    (5, "more", True, "params assume more than the files show; only 5 went on: the range is wide"),
])  # fmt: skip
def test_the_verdict_on_the_assumption(won: int, relation: str, is_small: bool, words: str) -> None:
    row = next(funnel.rates(crm(100, won, ASSUMED)).itertuples())  # not settled: the params' own stand
    assert (row.relation, row.is_small) == (relation, is_small) and words in funnel.verdict(row)


def test_the_crms_rates_take_the_place_of_the_params_where_twenty_were_won() -> None:
    price = settled(crm(200, 20, ASSUMED))
    assert (price.close_rate.likely, price.close_rate.count, price.close_rate.of) == (0.1, 20, 200)
    assert (price.close_rate.low, price.close_rate.high) == pytest.approx((0.0760, 0.1305), abs=1e-4)  # Wilson, 80 %
    assert price.close_rate.instead_of.likely == 0.3 and price.deal_value.likely == 1000
    assert settled(crm(200, 19, ASSUMED)).close_rate.likely == 0.3
    assert settled(crm(200, 20, ASSUMED | {"prefer": "params"})).close_rate.likely == 0.3


def test_a_rate_that_params_state_stays_visible_beside_the_one_in_its_place() -> None:
    client = crm(200, 20, ASSUMED)
    params, _ = funnel.measured(client)
    row = funnel.rates(replace(client, params=params)).iloc[0]
    assert (row["assumed_likely"], row["likely"], row["used"]) == (0.3, 0.1, "crm")


def test_three_won_deals_are_a_wide_range_and_said_so() -> None:
    price = settled(crm(20, 3, ASKED))
    assert price.close_rate.high - price.close_rate.low > 0.19
    row = next(funnel.rates(crm(20, 3, ASKED)).itertuples())
    assert "only 3 went on: the range is wide" in funnel.verdict(row)
    half = 1.8856 * 115.47 / 3**0.5  # Student's t with two degrees of freedom
    assert price.deal_value.high == pytest.approx(2900 / 3 + half, abs=0.1)


@pytest.mark.parametrize(("leads", "won"), [(0, 0), (20, 0), (5, 5)])
def test_a_crm_that_shows_no_funnel_is_a_problem_and_no_rate(leads: int, won: int) -> None:
    _, problems = funnel.measured(crm(leads, won, ASKED))
    assert len(problems) == (1 if won else 2)  # the size of a deal is known where some were won
    assert f"of {leads} leads that are old enough {won} were won" in problems[0].sentence()
    assert settled(crm(leads, won, ASSUMED)).close_rate.likely == 0.3


def test_one_won_deal_has_no_size_with_a_range() -> None:
    _, problems = funnel.measured(crm(20, 1, ASKED))
    assert len(problems) == 1 and "at least two won deals with an amount" in problems[0].sentence()


def test_young_leads_do_not_count_as_lost() -> None:
    assert funnel.rates(crm(20, 3, as_of="2025-05-15")).empty
    assert funnel.rates(book()).empty


def test_deals_that_close_after_the_window_are_not_won_within_it() -> None:
    assert funnel.rates(crm(100, 30, window_days=60)).empty  # 1 March to 1 May are 61 days
    assert funnel.rates(crm(100, 30, window_days=61)).iloc[0]["count"] == 30


def test_leads_of_social_media_speak_for_themselves_where_enough_of_them_were_won() -> None:
    social, others = crm(100, 30), crm(100, 60, source="google")
    leads = pd.concat([social.tables["leads"], others.tables["leads"].assign(contact=lambda rows: "o" + rows["contact"])])
    deals = pd.concat([social.tables["deals"], others.tables["deals"].assign(contact=lambda rows: "o" + rows["contact"])])
    both = book(leads, deals, as_of="2025-09-30", window_days=90)
    assert funnel.rates(both).iloc[0][["leads", "of", "count"]].tolist() == ["social", 100, 30]
    few = replace(both, tables=both.tables | {"deals": deals[deals["contact"].str.startswith("o")]})
    assert funnel.rates(few).iloc[0][["leads", "of", "count"]].tolist() == ["all", 200, 60]


@pytest.mark.parametrize(("won", "of"), [(3, 20), (20, 200), (90, 100), (1, 30)])
def test_four_draws_in_five_of_a_measured_rate_lie_in_its_range(won: int, of: int) -> None:
    rate = measurement.share("close_rate", won, of)
    drawn = pert(rate, 20_000, np.random.default_rng(0))
    assert 0.78 < ((drawn >= rate.low) & (drawn <= rate.high)).mean() < 0.9
    assert drawn.min() >= 0 and drawn.max() <= 1


# --- steps to another action -------------------------------------------------------------------------------------------

SHARE = {"low": 0.1, "likely": 0.2, "high": 0.3}


def signed_up(people: int, went_on: int, share: object = SHARE, **more: object) -> Client:
    """So many signed up on 1 March, and so many of them became a lead a week later; each is known by name."""
    rows = [{"at": pd.Timestamp("2025-03-01T10:00:00Z"), "visitor": f"p{number}", "action": "sign_up", "source": "linkedin",
             "medium": "social", "reported_by": "web form"} for number in range(people)]  # fmt: skip
    leads = [
        {"day": "2025-03-08", "contact": f"p{number}", "source": "linkedin", "medium": "social"} for number in range(went_on)
    ]
    step = {"method": "step", "to": "lead", "share": share, "source": "guess"} | more
    lead = {"method": "funnel", "close_rate": 0.1, "deal_value": 500.0}
    files = (covered("conversions", "2025-01-01", "2025-06-30"), covered("leads", "2025-01-01", "2025-06-30"))
    return book(table("conversions", *rows), table("leads", *leads), files=files, values={"sign_up": step, "lead": lead})


def test_the_share_of_a_step_comes_from_the_same_people_in_both_files() -> None:
    """60 of 100: Wilson 80 % is 0.536 to 0.661; params assume at most 0.3, which is less than the files show."""
    row = funnel.rates(signed_up(100, 60)).iloc[0]
    assert row[["action", "rate", "of", "count", "relation"]].tolist() == ["sign_up", "share", 100, 60, "less"]
    assert row[["low", "likely", "high"]].tolist() == pytest.approx([0.536, 0.6, 0.661], abs=1e-3)


@pytest.mark.parametrize(
    ("went_on", "keys", "likely"),
    [(20, {}, 0.2), (60, {}, 0.6), (19, {}, 0.2), (19, {"share": "data"}, 0.19), (60, {"prefer": "params"}, 0.2)],
)
def test_the_measured_share_takes_the_place_of_the_params_from_twenty_on(went_on: int, keys: dict, likely: float) -> None:
    params, problems = funnel.measured(signed_up(100, went_on, **keys))
    share = params.values["sign_up"].share
    assert problems == [] and share.likely == pytest.approx(likely)


@pytest.mark.parametrize("went_on", [0, 100])
def test_a_step_that_the_files_cannot_show_is_a_problem_where_params_leave_it_to_them(went_on: int) -> None:
    _, (problem,) = funnel.measured(signed_up(100, went_on, "data"))
    assert (
        "values.sign_up.share is to come from the data, but no file shows people who went from sign_up to lead" in problem.found
    )
    assert funnel.measured(signed_up(100, went_on))[0].values["sign_up"].share.likely == 0.2


def test_people_too_young_to_have_gone_on_do_not_count_as_lost() -> None:
    young = signed_up(100, 60)
    rows = young.tables["conversions"]
    late = rows.iloc[:40].assign(at=pd.Timestamp("2025-06-29T10:00:00Z"), visitor=[f"q{number}" for number in range(40)])
    both = replace(young, tables=young.tables | {"conversions": pd.concat([rows, late], ignore_index=True)})
    assert funnel.rates(both).iloc[0][["of", "count"]].tolist() == [100, 60]


def test_the_passage_from_visit_to_money_of_one_period() -> None:
    found = funnel.passage({"sessions": 4689.0, "leads": 137.0, "purchases": 16.0}).set_index("step")
    assert found["likely"].tolist() == pytest.approx([137 / 4689, 16 / 137, 16 / 4689])
    assert funnel.passage({"sessions": 10.0, "purchases": 12.0}).empty  # more buyers than visits: no share
    assert funnel.passage({"leads": 3.0}).empty
