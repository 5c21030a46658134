"""The demo clients against what really happened in their worlds: cost, traced results, and the incremental range."""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from socialroi import comparison, inputs, report_customers, results
from socialroi.assessment import Assessment, assess
from socialroi.client import Client
from socialroi.periods import parse_period

pytestmark = pytest.mark.usefixtures("no_trend")
ROOT = Path(__file__).resolve().parents[1]
CLIENTS = ("lotus-cafe", "helio-crm", "mira-shop")
QUARTERS = ("2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3")
ALL = [(client, quarter) for client in CLIENTS for quarter in QUARTERS]
RIPE = [pair for pair in ALL if pair != ("helio-crm", "2025-Q3")]


@cache
def loaded(client: str) -> Client:
    return inputs.load(client, str(ROOT))


@cache
def judged(client: str, quarter: str) -> Assessment:
    return assess(loaded(client), parse_period(quarter))


def truth(client: str, quarter: str) -> dict:
    return json.loads((ROOT / "demo" / "truth" / f"{client}.json").read_text(encoding="utf-8"))["periods"][quarter]


def traced(client: str, quarter: str) -> tuple[float, float]:
    rows = judged(client, quarter).found.table.query("action == 'purchase' and grade != 'C'")
    return rows["count"].sum(), rows["revenue"].sum()


@pytest.mark.parametrize(("client", "quarter"), ALL)
def test_the_ledger_finds_every_cost_to_the_minor_unit(client: str, quarter: str) -> None:
    minor = 1 if client == "lotus-cafe" else 0.01
    assert judged(client, quarter).headline.cost == pytest.approx(truth(client, quarter)["true_cost"], abs=minor / 2)


def holds_the_truth(client: str, quarter: str) -> bool:
    found = judged(client, quarter).incremental
    return found.low <= truth(client, quarter)["true_incremental_roi"] <= found.high


def test_the_incremental_range_holds_the_truth_as_often_as_it_says() -> None:
    """An 80 % range misses once in five. The one miss counts a deal by its opening, the kit by its contact: see the next test."""
    missed = [pair for pair in RIPE if not holds_the_truth(*pair)]
    assert missed == [("helio-crm", "2024-Q4")]


@pytest.mark.parametrize("quarter", QUARTERS[:3])
def test_helios_range_holds_the_truth_by_the_day_of_the_contact(quarter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    from demo import helio_crm, helio_people

    period, found = parse_period(quarter), judged("helio-crm", quarter)
    _, deals = helio_people.live(np.random.default_rng(helio_crm.SEED))
    days = pd.Series([deal.contacts[0].created for deal in deals]).dt.normalize()
    mine = [deal for deal, is_mine in zip(deals, period.holds(days), strict=True) if is_mine and deal.is_closed and deal.is_won]
    caused = sum(deal.amount for deal in mine if deal.contacts[0].is_caused)
    true_roi = (caused * helio_crm.TRUE_MARGIN - found.headline.cost) / found.headline.cost
    assert found.incremental.low <= true_roi <= found.incremental.high
    tracked = [deal.amount for deal in mine if deal.contacts[0].is_social]
    assert traced("helio-crm", quarter) == (len(tracked), sum(tracked))


@pytest.mark.parametrize("quarter", QUARTERS)
def test_lotus_traces_every_sale_that_can_be_traced(quarter: str) -> None:
    stored = truth("lotus-cafe", quarter)
    assert traced("lotus-cafe", quarter) == (
        stored["social_attributed_orders_as_tracked"], stored["social_attributed_net_revenue_as_tracked"],
    )  # fmt: skip


@pytest.mark.parametrize("quarter", QUARTERS)
def test_helio_traces_every_won_deal_counted_by_the_day_it_was_opened(quarter: str) -> None:
    """The truth counts by the day a deal was opened, the kit by the day of its contact: the same deals, other quarters."""
    book, stored = loaded("helio-crm"), truth("helio-crm", quarter)
    opened = book.tables["deals"][["file", "row", "day"]].rename(columns={"day": "opened"})
    won = results.purchases(book).merge(opened, on=["file", "row"], validate="one_to_one")
    mine = won[parse_period(quarter).holds(won["opened"]) & won["platform"].notna()]
    assert (len(mine), mine["revenue"].sum()) == (
        stored["social_attributed_orders_as_tracked"], stored["social_attributed_net_revenue_as_tracked"],
    )  # fmt: skip


@pytest.mark.parametrize("quarter", QUARTERS)
def test_mira_counts_every_paid_order(quarter: str) -> None:
    bought, stored = judged("mira-shop", quarter).found.bought, truth("mira-shop", quarter)
    assert len(bought) == stored["orders"]
    assert bought["revenue"].sum() == pytest.approx(stored["net_revenue"], rel=1e-3)  # refunds are prorated between goods and tax


@pytest.mark.parametrize("quarter", QUARTERS)
def test_mira_traces_web_analytics_share_of_its_orders(quarter: str) -> None:
    """Its orders carry no source: what can be traced is the share that web analytics saw, of all orders."""
    stored, (_, revenue) = truth("mira-shop", quarter), traced("mira-shop", quarter)
    assert revenue == pytest.approx(stored["social_share_of_revenue_in_web_analytics"] * stored["net_revenue"], rel=2e-3)
    assert judged("mira-shop", quarter).claims["by_platform"] == stored["platform_claims"]


def test_verdicts_are_those_of_the_three_stories() -> None:
    assert {judged("lotus-cafe", quarter).verdict.code for quarter in QUARTERS} == {"loses"}
    assert {judged("mira-shop", quarter).verdict.code for quarter in QUARTERS} == {"pays_back"}
    assert [judged("helio-crm", quarter).verdict.code for quarter in QUARTERS] == ["pays_back"] * 3 + ["too_early"]


@pytest.mark.parametrize("client", ["helio-crm", "mira-shop"])
def test_following_changes_nothing_in_these_worlds_and_the_comparison_says_so(client: str) -> None:
    """Of 80 % ranges one in five may miss; followers buy more than others only until they are matched."""
    book = loaded(client)
    rows = pd.concat([comparison.compare(report_customers.buyers(book)), comparison.compare(report_customers.contacts(book))])
    assert len(rows) >= 2 and (rows["people"] >= comparison.FEW).all()
    assert (rows["verdict"] != "none").mean() <= 0.2


def test_miras_followers_have_bought_more_than_others_before_they_are_matched() -> None:
    begins = loaded("mira-shop").tables["customers"].set_index("customer")["followed_day"]
    counts = results.purchases(loaded("mira-shop")).groupby("customer").size().reindex(begins.index).fillna(0)
    assert counts[begins.notna()].mean() > 1.2 * counts[begins.isna()].mean()


def test_miras_past_belies_its_lifetime_value_which_is_shown_and_not_counted() -> None:
    found = judged("mira-shop", "2025-Q3").found
    assert found.lifetime.grade == "C" and found.lifetime.tried.error > 0.25
    assert set(found.table.loc[found.table["action"] == "later_purchases", "grade"]) == {"C"}


@pytest.mark.parametrize(("client", "quarter"), ALL)
def test_the_parts_sum_to_the_totals(client: str, quarter: str) -> None:
    found = judged(client, quarter)
    assert found.platforms["cost"].sum() == pytest.approx(found.headline.cost)
    assert found.platforms["value"].sum() == pytest.approx(found.headline.value)
    unsourced = found.found.bought.loc[~found.found.bought["is_sourced"], "revenue"].sum()
    assert found.found.table.query("grade == 'B'")["revenue"].sum() <= unsourced + 1e-6
