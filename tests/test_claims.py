"""What platforms and web analytics claim, beside the orders; and visits that carry no tag."""

import pandas as pd
import pytest
from books import book, table

from socialroi import claims, value
from socialroi.client import Client
from socialroi.periods import parse_period

Q3 = parse_period("2025-Q3")


def ad(platform: str, conversions: float | None, day: str = "2025-07-01", **columns: object) -> dict:
    return {
        "day": day,
        "platform": platform,
        "campaign": "A",
        "cost": 1.0,
        "currency": "EUR",
        "claimed_conversions": conversions,
    } | columns


def order(number: int, source: str | None) -> dict:
    return {"day": "2025-07-01", "order_id": str(number), "status": "paid", "net": 10.0, "currency": "EUR", "source": source}


def against(client: Client) -> dict:
    return claims.against_orders(client.tables, value.tally(client, Q3), Q3)


SPEND = table(
    "spend", ad("meta", 3.0), ad("meta", 2.0, campaign="B"), ad("tiktok", 1.0), ad("x", None), ad("meta", 9.0, "2025-10-01")
)
ORDERS = table("orders", order(1, "facebook"), order(2, "tiktok"), order(3, None), order(4, "google"))


def test_claims_stand_beside_the_orders() -> None:
    found = against(book(SPEND, ORDERS))
    assert found["by_platform"] == {"meta": 5, "tiktok": 1}
    assert (found["attributed_orders"], found["all_orders"]) == (2, 4)
    assert (found["over_claim_ratio"], found["ratio_to_all"]) == (3, 1.5)
    assert found["web_analytics"] is None


def test_a_platform_that_claims_nothing_is_missing_and_not_zero() -> None:
    assert against(book(table("spend", ad("x", None))))["by_platform"] == {}


def test_without_orders_there_is_no_ratio() -> None:
    found = against(book(SPEND))
    assert (found["over_claim_ratio"], found["ratio_to_all"], found["all_orders"]) == (None, None, 0)
    assert against(book(ORDERS))["over_claim_ratio"] is None


def test_orders_are_counted_whether_or_not_they_have_a_price() -> None:
    assert against(book(SPEND, ORDERS, values={}))["attributed_orders"] == 2


def test_a_span_of_days_claims_only_the_periods_part() -> None:
    client = book(table("spend", ad("meta", 10.0, "2025-06-26", last_day="2025-07-05")), ORDERS)
    assert against(client)["by_platform"] == {"meta": 5}


def page(source: str, medium: str, landing: str | None, revenue: float | None, **columns: object) -> dict:
    return {
        "day": "2025-07-01",
        "last_day": "2025-09-30",
        "source": source,
        "medium": medium,
        "landing_page": landing,
        "sessions": 1.0,
        "revenue": revenue,
        "report": "Pages",
    } | columns


def test_the_untagged_band_by_hand() -> None:
    # tagged 30 of 100; deep direct 20, front page 10; of the 70 that are known, social has 3/7
    rows = [
        page("tiktok", "paid_social", "/a", 30.0),
        page("google", "organic", "/a", 40.0),
        page("(direct)", "(none)", "/shoes", 20.0),
        page("(direct)", "(none)", "/", 10.0),
    ]
    found = claims.untagged_shares(table("traffic", *rows), Q3)
    assert found == pytest.approx((0.30, 0.30 + 3 / 7 * 0.20, 0.50))


def test_key_events_serve_where_there_is_no_revenue() -> None:
    rows = [page("tiktok", "social", "/a", None, key_events=1.0), page("(direct)", "(none)", "/b", None, key_events=1.0)]
    assert claims.untagged_shares(table("traffic", *rows), Q3) == (0.5, 1.0, 1.0)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [page("tiktok", "social", None, 5.0)],
        [page("tiktok", "social", "/a", None)],
        [page("tiktok", "social", "/a", 5.0, day="2026-01-01", last_day="2026-01-02")],
    ],
)
def test_no_report_by_landing_page_gives_no_band(rows: list[dict]) -> None:
    assert claims.untagged_shares(table("traffic", *rows), Q3) is None


def test_web_analytics_counts_its_social_events_inside_the_period() -> None:
    rows = [
        page("tiktok", "social", None, None, key_events=4.0, day="2025-06-29", last_day="2025-07-02"),
        page("google", "organic", None, None, key_events=9.0, day="2025-06-29", last_day="2025-07-02"),
    ]
    assert against(book(table("traffic", *rows), ORDERS))["web_analytics"] == pytest.approx(2)


def test_ratio_of_no_claims_is_missing() -> None:
    assert claims.over_claim_ratio(pd.Series(dtype=float), 5) is None
    assert claims.over_claim_ratio(pd.Series([3.0]), 0) is None
