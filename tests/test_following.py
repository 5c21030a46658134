"""Commissions, prices per use, and what complaints cost: each refund counts once."""

import pytest
from books import book, table

from socialroi.headline import ledger_of
from socialroi.periods import parse_period

Q3 = parse_period("2025-Q3")


def order(day: str, net: float, **columns: object) -> dict:
    return {"day": day, "order_id": f"{day} {net}", "status": "paid", "net": net, "currency": "EUR"} | columns


def cost(*frames: object, **keys: object) -> float:
    client = book(*frames, codes={"MIA10": "instagram"}, costs=[{"type": "creator", "item": "x", **keys}])
    return float(ledger_of(client, Q3)["cost"].sum())


ORDERS = table("orders", order("2025-07-01", 100.0, code="mia10"), order("2025-07-02", 50.0, code="VIP, MIA10"),
               order("2025-07-03", 30.0, source="tiktok", campaign="Autumn"), order("2025-10-01", 70.0, code="MIA10"),
               order("2025-07-04", 20.0))  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "expected"),
    [({"code": "MIA10"}, 15.0), ({"campaign": "autumn"}, 3.0), ({"platform": "TikTok"}, 3.0), ({"platform": "Instagram"}, 15.0),
     ({"code": "VIP"}, 5.0), ({"code": "MIA10", "platform": "tiktok"}, 0.0), ({"code": "MIA10", "from": "2025-07-02"}, 5.0)],
)  # fmt: skip
def test_a_commission_is_a_share_of_the_revenue_traced_to_it(keys: dict, expected: float) -> None:
    assert cost(ORDERS, commission=0.1, **keys) == pytest.approx(expected)


def test_a_commission_on_all_orders_is_refused() -> None:
    with pytest.raises(ValueError, match="a commission needs the code, campaign or platform"):
        cost(ORDERS, commission=0.1)


def test_a_fee_and_products_given_are_amounts_on_their_day() -> None:
    client = book(costs=[{"type": "creator", "item": "Fee", "amount": 300, "on": "2025-07-01"},
                         {"type": "creator", "item": "Products given, at cost", "amount": 12.5,
                          "uses": 4, "on": "2025-08-01"}])  # fmt: skip
    assert ledger_of(client, Q3)["cost"].tolist() == [300.0, 50.0]


COMPLAINTS = table(
    "orders", order("2025-07-01", 80.0, refunded=20.0, tags="vip, social-complaint"),
    order("2025-07-02", 80.0, refunded=30.0, tags="vip"),
    order("2025-07-03", 60.0, refunded=40.0, tags="social-complaint", source="instagram"),
    order("2025-07-04", 0.0, refunded=10.0, tags="Social-Complaint", status="cancelled", discount=5.0),
)  # fmt: skip


def test_a_refund_counts_once_as_goodwill_or_netted_in_the_value() -> None:
    found = cost(COMPLAINTS, type="goodwill", given="refunds", tag="social-complaint")
    assert found == 20.0 + 10.0  # the second has no tag; the third is in the value, net of its refund


def test_where_purchases_have_no_price_no_refund_is_netted_in_the_value() -> None:
    client = book(COMPLAINTS, values={}, costs=[{"type": "goodwill", "item": "x", "given": "refunds", "tag": "social-complaint"}])
    assert ledger_of(client, Q3)["cost"].sum() == 20.0 + 40.0 + 10.0


def test_an_order_that_feeds_web_analytics_share_is_netted_there() -> None:
    visit = {"day": "2025-07-01", "last_day": "2025-09-30", "source": "instagram", "medium": "social", "report": "r"}
    traffic = table("traffic", visit | {"sessions": 9.0, "revenue": 5.0})
    found = cost(COMPLAINTS, traffic, type="goodwill", given="refunds", tag="social-complaint")
    assert found == 10.0  # the first order's net revenue is shared out; the cancelled one is in no value


def test_discounts_given_on_complaints() -> None:
    assert cost(COMPLAINTS, type="goodwill", given="discounts", tag="social-complaint") == 5.0


def test_refunds_need_the_tag_that_makes_them_social_medias() -> None:
    with pytest.raises(ValueError, match="given needs the tag"):
        cost(COMPLAINTS, type="goodwill", given="refunds")


def test_a_price_per_use_counts_each_post_and_each_tagged_ticket() -> None:
    posts = table("posts", *({"day": day, "platform": name, "post_id": day} for day, name in
                             (("2025-07-01", "x"), ("2025-08-01", "tiktok"), ("2025-10-01", "x"))))  # fmt: skip
    assert cost(posts, type="tool", amount=1.5, uses="posts") == 3.0
    assert cost(posts, type="tool", amount=1.5, uses="posts", platform="x") == 1.5
    tickets = table("tickets", {"day": "2025-07-01", "ticket_id": "1", "channel": "instagram", "tags": "voucher late"},
                    {"day": "2025-07-02", "ticket_id": "2", "channel": "instagram", "tags": "late"},
                    {"day": "2025-07-02", "ticket_id": "3", "channel": "email", "tags": "voucher"})  # fmt: skip
    assert cost(tickets, type="goodwill", amount=10, uses="tickets", tag="voucher") == 10.0
    assert cost(tickets, type="goodwill", amount=10, uses="tickets") == 20.0
