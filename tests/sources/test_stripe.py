"""Stripe: the customer's currency and not the account's, refunds and lost disputes, UTM columns, UTC times."""

import pandas as pd
from samples import STRIPE

SHORT = "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Decline Reason,Status,Customer Email\n"


def test_payments_in_the_customers_currency(read) -> None:
    inputs = read({"unified_payments.csv": STRIPE}, timezone="America/New_York")
    assert inputs.problems == []
    orders = inputs.tables["orders"]
    assert orders["order_id"].tolist() == ["ch_1", "ch_2", "ch_3", "ch_4", "ch_5"]
    assert orders["currency"].tolist() == ["USD", "USD", "USD", "EUR", "EUR"]
    assert orders["gross"].tolist() == [15, 1200, 15, 20, 30]
    assert orders["net"].tolist() == [15, 1000, 15, 0, 0] and orders["refunded"].tolist() == [0, 200, 0, 20, 30]
    assert orders["status"].tolist() == ["paid", "paid", "unpaid", "paid", "paid"]
    assert orders["day"][0] == pd.Timestamp("2025-06-30")  # 01:30 UTC is the evening before
    assert orders[["source", "medium", "campaign"]].iloc[0].tolist() == ["instagram", "paid_social", "Summer"]
    assert orders["source"][1:].isna().all()
    assert orders["customer"][0] == orders["customer"][1] and orders["customer"][3] == orders["customer"][4]
    assert "tax and shipping" in inputs.files["note"][0] and "disputes" not in inputs.files["note"][0]


def test_the_short_form_has_no_tags(read) -> None:
    inputs = read({"s.csv": SHORT + "ch_1,2025-07-15 10:00:00,15.00,0.00,usd,true,490.10,,Paid,a@b.example\n"})
    orders = inputs.tables["orders"]
    assert orders["net"].tolist() == [15] and orders["source"].isna().all()
    assert "lost disputes are not taken off" in inputs.files["note"][0]


def test_a_payment_without_a_currency_is_refused(read) -> None:
    inputs = read({"s.csv": SHORT + "ch_1,2025-07-15 10:00:00,15.00,0.00,,true,490.10,,Paid,a@b.example\n"})
    assert [(problem.row, problem.column) for problem in inputs.problems] == [(2, "Currency")]
    assert inputs.tables["orders"].empty


def test_payments_of_a_shop_whose_orders_are_there_too_stop(read) -> None:
    shop = "order_id,order_date,status,tax_total,shipping_total,refunded_total,order_total,order_currency\n"
    shop += "1,2025-07-15,completed,0,0,0,15.00,USD\n"
    payment = SHORT + "ch_1,2025-07-15 10:00:00,15.00,0.00,usd,true,490.10,,Paid,a@b.example\n"
    inputs = read({"shop.csv": shop, "stripe.csv": payment})
    assert [problem.file for problem in inputs.problems] == ["stripe.csv"]
    assert "1 of 1 payments are orders of shop.csv too" in inputs.problems[0].found
    other = read({"shop.csv": shop.replace("15.00", "16.00"), "stripe.csv": payment})
    assert other.problems == [] and other.tables["orders"]["net"].sum() == 31


def test_an_attempt_without_a_charge_is_no_payment(read) -> None:
    text = "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Status\n"
    text += "ch_1,2025-07-01 02:06:52,8.00,0.00,usd,true,Paid\n,2025-07-01 02:06:47,8.00,,usd,,succeeded\n"
    inputs = read({"unified_payments.csv": text})
    assert inputs.problems == [] and inputs.tables["orders"]["status"].tolist() == ["paid", "unpaid"]


def test_a_short_choice_of_columns_with_semicolons(read) -> None:
    text = "Created date (UTC);Amount;Amount Refunded;Currency;Captured;Converted Amount;Converted Currency;Status\n"
    text += "2025-07-01 02:38:54;15.00;0.00;usd;TRUE;534.80;thb;Paid\n"
    row = read({"payments.csv": text}).tables["orders"].iloc[0]
    assert (row["net"], row["currency"], row["status"]) == (15, "USD", "paid")


def test_without_the_column_of_refunds_the_payments_stop(read) -> None:
    text = "id,Created date (UTC),Amount,Currency,Status\nch_1,2025-07-15 10:00:00,15.00,usd,Paid\n"
    inputs = read({"s.csv": text})
    assert [problem.found for problem in inputs.problems] == ["no column 'Amount Refunded'"]
    assert inputs.tables["orders"].empty
