"""WooCommerce: goods without tax, shipping and refunds, the shop's own attribution, customers as hashes."""

import pandas as pd
import pytest
from samples import WOOCOMMERCE


def test_orders_with_their_attribution(read) -> None:
    inputs = read({"order_export.csv": WOOCOMMERCE}, currency="EUR")
    assert inputs.problems == []
    orders = inputs.tables["orders"]
    assert orders["order_id"].tolist() == ["1001", "1002", "1003", "1004"]
    assert orders["gross"].tolist() == [66, 40, 20, 30]
    # 66 − 11 tax (1 of it on shipping) − 5 shipping; 40 of which 10 went back; cancelled; refunded in full.
    assert orders["net"].tolist() == [50, 30, 20, 0] and orders["refunded"].tolist() == [0, 10, 0, 30]
    assert orders["status"].tolist() == ["paid", "paid", "cancelled", "paid"]
    assert orders["source"].tolist() == ["instagram", "(direct)", "google", "lnkd.in"]
    assert orders["medium"].tolist() == ["paid_social", "(none)", "organic", "referral"]
    assert orders["campaign"][0] == "Summer" and orders["campaign"][1:].isna().all()
    assert orders["code"].tolist()[0] == "LOTUS10" and orders["code"].isna().sum() == 3
    assert orders["customer"][0] == orders["customer"][1] != orders["customer"][3] and orders["customer"].isna().tolist()[2]
    assert orders["day"].tolist()[:2] == [pd.Timestamp("2025-07-01"), pd.Timestamp("2025-07-02")]


@pytest.mark.parametrize(
    ("cell", "code"),
    [("code:VIP|description:for Ann;code:LOTUS10|amount:1", "VIP, LOTUS10"), ("LOTUS10", "LOTUS10"), ("code:LOTUS10", "LOTUS10")],
)
def test_an_order_can_have_several_codes(read, cell: str, code: str) -> None:
    orders = read({"w.csv": WOOCOMMERCE.replace("code:LOTUS10|description:x", cell)}, currency="EUR").tables["orders"]
    assert orders["code"][0] == code


def test_the_shops_time_is_moved_to_the_clients(read) -> None:
    stated = {"w.csv": {"timezone": "America/New_York"}}
    days = read({"w.csv": WOOCOMMERCE}, timezone="Europe/Sofia", sources=stated).tables["orders"]["day"]
    assert days[1] == pd.Timestamp("2025-07-03")  # 23:30 in New York


def test_an_amount_that_is_none_is_refused_without_being_quoted(read) -> None:
    inputs = read({"w.csv": WOOCOMMERCE.replace(",66.00,", ",sixty,")})
    assert [(problem.row, problem.column) for problem in inputs.problems] == [(2, "order_total")]
    assert inputs.problems[0].found == "a text of 5 characters"
    assert len(inputs.tables["orders"]) == 3


def test_without_a_currency_the_file_stops(read) -> None:
    text = "order_id,order_date,status,tax_total,shipping_total,refunded_total,order_total\n1,2025-07-01,completed,0,0,0,5.00\n"
    inputs = read({"w.csv": text}, currency="EUR")
    assert [problem.fix for problem in inputs.problems] == ['sources: {"w.csv": {currency: EUR}}']
    stated = read({"w.csv": text}, sources={"w.csv": {"currency": "EUR"}}).tables["orders"]
    assert stated["currency"].tolist() == ["EUR"] and stated["net"].tolist() == [5.0]


def test_without_the_columns_that_the_net_needs_the_orders_stop(read) -> None:
    text = "order_id,order_date,status,refunded_total,order_total,order_currency\n1,2025-07-01,completed,0,5.00,EUR\n"
    inputs = read({"w.csv": text})
    assert [problem.found for problem in inputs.problems] == ["no column 'tax_total' and no 'shipping_total'"]
    assert inputs.tables["orders"].empty


def test_refunds_that_are_written_as_a_list(read) -> None:
    header = "order_id,order_date,status,shipping_total,tax_total,order_total,order_currency,refund_items\n"
    rows = [
        "7,2025-07-01,completed,15,0,40.00,USD,amount:40|reason:Out of Stock.|date:2025-07-08 10:11:12",
        "8,2025-07-02,completed,15,0,55.00,USD,amount:10.50|reason:A; amount:3|date:;amount:11.5|reason:|date:2025-07-09",
        "9,2025-07-03,processing,15,0,40.00,USD,",
    ]
    orders = read({"w.csv": header + "\n".join(rows) + "\n"}).tables["orders"]
    assert orders["refunded"].tolist() == [40, 22, 0]  # what a reason says is no refund
    # (40 − 15) × 0; (55 − 15) × (1 − 22 ÷ 55); 40 − 15.
    assert orders["net"].tolist() == [0, pytest.approx(24), 25] and orders["gross"].tolist() == [40, 55, 40]
    damaged = [rows[0].replace("amount:40", "sum:40"), rows[1].replace("amount:11.5", "amount:1x.5")]
    inputs = read({"w.csv": header + "\n".join(damaged) + "\n"})
    assert [(problem.row, problem.column) for problem in inputs.problems] == [(2, "refund_items"), (3, "refund_items")]
