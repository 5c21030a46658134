"""Does the verdict hold? Other ways of counting, other periods, other assumptions."""

import pandas as pd
import pytest
from books import book, covered, table

from socialroi import value, views
from socialroi.client import Client
from socialroi.headline import Headline, headline, ledger_of
from socialroi.periods import parse_period

Q3 = parse_period("2025-Q3")
WIDE = {"low": 0.3, "likely": 0.4, "high": 0.5}
SHARE = {"low": 0.25, "likely": 0.5, "high": 0.75}
FILES = tuple(covered(name, "2025-04-01", "2025-10-05") for name in ("spend", "orders"))


def order(number: int, source: str | None = "tiktok", day: str = "2025-08-01") -> dict:
    return {"day": day, "order_id": str(number), "status": "paid", "net": 100.0, "currency": "EUR", "source": source}


def shop(*, claimed_value: float | None = 900.0, **params: object) -> Client:
    """Ten orders of 100 by TikTok and ten without a source, 200 of media."""
    orders = table(
        "orders", *(order(n) for n in range(10)), *(order(n, None) for n in range(10, 20)), order(99, day="2025-05-01")
    )
    ad = {
        "day": "2025-08-01",
        "platform": "tiktok",
        "cost": 200.0,
        "currency": "EUR",
        "claimed_conversions": 30.0,
        "claimed_value": claimed_value,
    }
    return book(
        orders, table("spend", ad, {**ad, "day": "2025-05-01", "cost": 80.0}), **{"files": FILES, "gross_margin": WIDE} | params
    )


def top_of(client: Client) -> tuple[value.Tally, Headline]:
    found = value.tally(client, Q3)
    cost = float(ledger_of(client, Q3)["cost"].sum())
    return found, headline(client, Q3, found=found, draws=value.draws_of(client, found, draws=500), cost=cost)


def seen(client: Client, untagged: tuple | None = None) -> dict[str, float]:
    found, top = top_of(client)
    return views.of_period(client, Q3, found, top, untagged).set_index("view")["value"].to_dict()


def test_each_view_by_hand() -> None:
    assert seen(shop(incremental_share=SHARE), untagged=(1.0, 1.5, 2.0)) == pytest.approx(
        {
            "own_source_only": 400,
            "platform_claims": 900 * 0.4,
            "untagged_central": 500,
            "untagged_high": 600,
            "incremental_likely": 200,
            "incremental_low": 100,
        }
    )


def test_a_claim_without_money_is_worth_the_average_purchase() -> None:
    client = shop(claimed_value=None)
    assert views.claimed_revenue(client, Q3, value.tally(client, Q3)) == pytest.approx(30 * 100)


def test_views_that_the_data_do_not_allow_are_absent() -> None:
    assert set(seen(book())) == {"own_source_only"}


def test_purchases_without_a_price_are_no_view_either() -> None:
    assert seen(shop(values={})) == {"own_source_only": 0}


def test_web_analytics_alone_is_its_share_of_all_orders() -> None:
    span = {"day": "2025-07-01", "last_day": "2025-09-30", "report": "R", "sessions": 1.0, "medium": ""}
    traffic = table("traffic", {**span, "source": "tiktok", "revenue": 6.0}, {**span, "source": "google", "revenue": 4.0})
    client = shop()
    client.tables["traffic"] = traffic
    assert seen(client)["web_analytics"] == pytest.approx(0.6 * 2000 * 0.4)


def test_a_view_holds_where_it_is_on_the_headlines_side_of_break_even() -> None:
    frame = pd.DataFrame({"roi": [0.5, -0.1, 0.0, 0.2]})
    assert views.stability(frame, 0.3) == (2, 4)
    assert views.stability(frame, -0.3) == (2, 4)
    assert views.stability(frame, None) == (0, 0)


def test_the_trend_holds_the_periods_that_are_covered_whole_oldest_first() -> None:
    found = views.trend(shop(), Q3)
    assert found["period"].tolist() == ["2025-Q2", "2025-Q3"]
    assert found["roi"].tolist() == pytest.approx([-0.5, 1.0])
    assert (found["low"] <= found["roi"]).all() and (found["roi"] <= found["high"]).all()
    assert found["is_unripe"].tolist() == [False, False]


def test_a_trend_of_nothing_is_empty() -> None:
    assert views.trend(book(), Q3).empty


def test_a_period_whose_costs_have_no_rate_yet_is_left_out_of_the_trend() -> None:
    rates = table("rates", {"day": "2025-07-01", "from": "USD", "to": "EUR", "rate": 1.0})
    client = shop(costs=[{"type": "tool", "item": "T", "monthly": 1, "currency": "USD"}])
    client.tables["rates"] = rates
    assert views.trend(client, Q3)["period"].tolist() == ["2025-Q3"]


def test_sensitivity_moves_one_assumption_from_end_to_end_the_widest_first() -> None:
    lead = {"method": "funnel", "close_rate": {"low": 0.1, "likely": 0.2, "high": 0.4}, "deal_value": 100, "source": "CRM"}
    client = shop(incremental_share=SHARE, values={"purchase": {"method": "actual"}, "lead": lead})
    client.tables["leads"] = table("leads", {"day": "2025-08-01", "contact": "a", "source": "x", "count": 1.0})
    found = views.sensitivity(client, Q3, top_of(client)[1])
    assert found["key"].tolist() == ["gross_margin", "values.lead.close_rate"]
    # margin: 1,000 + 0.2 x 100; close rate: 400 + rate x 100 x 0.4; cost 200
    assert found[["low", "high"]].values.tolist() == [
        pytest.approx([(0.3 * 1020 - 200) / 200, (0.5 * 1020 - 200) / 200]),
        pytest.approx([(404 - 200) / 200, (416 - 200) / 200]),
    ]


def test_assumptions_that_move_nothing_are_not_shown() -> None:
    assert views.sensitivity(shop(value_basis="revenue"), Q3, top_of(shop())[1]).empty
    assert views.sensitivity(book(gross_margin=WIDE), Q3, top_of(book())[1]).empty
