"""Shopify orders: folding of line items, tax, refunds, cancellations, tags, people."""

import csv
import io

import pytest
from written import account_of

COLUMNS = ["Name", "Email", "Financial Status", "Paid at", "Currency", "Subtotal", "Shipping", "Taxes", "Total", "Discount Code",
           "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price", "Phone", "Billing Name", "Notes",
           "Note Attributes", "Cancelled at", "Refunded Amount", "Id", "Source"]  # fmt: skip
ORDER = {"Name": "#1001", "Email": "Ada@Example.com ", "Financial Status": "paid", "Currency": "USD", "Subtotal": "100.00",
         "Shipping": "5.00", "Taxes": "8.00", "Total": "113.00", "Created at": "2025-07-01 23:30:00 -0700",
         "Lineitem name": "Cup", "Refunded Amount": "0.00", "Source": "web", "Billing Name": "Ada Byron"}  # fmt: skip


def export(*rows: dict[str, str]) -> str:
    """An orders export with these rows."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def test_line_items_fold_into_their_order(read) -> None:
    item = {"Name": "#1001", "Lineitem name": "Saucer"}
    other = ORDER | {"Name": "#1002", "Email": "", "Phone": "+1 555 0100", "Discount Code": "MIRA10"}
    inputs = read({"orders.csv": export(ORDER, item, item, other)}, timezone="America/New_York")
    assert inputs.problems == []
    assert account_of(inputs, "orders.csv", "orders") == {"read": 4, "kept": 4, "total": 0, "duplicate": 0, "refused": 0}
    orders = inputs.tables["orders"]
    assert orders["order_id"].tolist() == ["#1001", "#1002"] and orders["row"].tolist() == [2, 5]
    assert orders["day"].dt.strftime("%Y-%m-%d").tolist() == ["2025-07-02"] * 2
    assert orders["gross"].tolist() == [113.0, 113.0] and orders["net"].tolist() == [100.0, 100.0]
    assert orders["code"].tolist()[1] == "MIRA10" and orders["channel"].unique().tolist() == ["web"]
    assert orders["customer"].notna().all() and orders["customer"].nunique() == 2
    assert inputs.files["sums"].iloc[0] == {"gross": 226.0, "net": 200.0, "refunded": 0.0}


def test_mail_addresses_in_any_case_are_one_customer(read) -> None:
    orders = read({"o.csv": export(ORDER, ORDER | {"Name": "#2", "Email": "ada@example.COM"})}).tables["orders"]
    assert orders["customer"].nunique() == 1 and "ada" not in orders["customer"][0]


def test_an_export_without_refunds_says_that_none_are_taken_off(read) -> None:
    text = export(ORDER | {"Refunded Amount": "56.50"})
    assert read({"o.csv": text}).files["note"].tolist() == [""]
    without = read({"o.csv": text.replace("Refunded Amount", "Fulfilled at")})
    assert without.files["note"].tolist() == ["refunds are not taken off: the export has no 'Refunded Amount'"]


@pytest.mark.parametrize(
    ("change", "status", "net", "refunded"),
    [
        ({}, "paid", 100.0, 0.0),
        ({"Total": "105.00"}, "paid", 92.0, 0.0),  # prices hold the tax: 100 + 5 = 105
        ({"Refunded Amount": "56.50", "Financial Status": "partially_refunded"}, "paid", 50.0, 56.5),
        ({"Refunded Amount": "113.00", "Financial Status": "refunded"}, "paid", 0.0, 113.0),
        ({"Financial Status": "refunded", "Refunded Amount": "113.00", "Cancelled at": "2025-07-02"}, "cancelled", 0.0, 113.0),
        ({"Financial Status": "voided", "Cancelled at": "2025-07-02"}, "cancelled", 0.0, 0.0),
        ({"Financial Status": "pending"}, "unpaid", 100.0, 0.0),
        ({"Financial Status": "expired"}, "unpaid", 100.0, 0.0),
        ({"Subtotal": "0.00", "Taxes": "0", "Shipping": "0", "Total": "0.00"}, "paid", 0.0, 0.0),
    ],
)
def test_net_and_status(read, change: dict[str, str], status: str, net: float, refunded: float) -> None:
    row = read({"o.csv": export(ORDER | change)}).tables["orders"].iloc[0]
    assert (row["status"], row["net"], row["refunded"]) == (status, net, refunded)


@pytest.mark.parametrize(
    ("notes", "tags"),
    [
        ("utm_source: facebook\nutm_medium: paid_social\nutm_campaign: Autumn, menu\ngift note: for Ada Byron",
         ("facebook", "paid_social", "Autumn, menu")),
        ('_elevar_visitor_info: {"utm_source":"Klaviyo","utm_medium":"email","utm_campaign":"July sale","name":"Ada Byron"}',
         ("Klaviyo", "email", "July sale")),
        ("landing: /?utm_source=ig&utm_medium=social&utm_campaign=x", ("ig", "social", "x")),
        ('{\\"utm_source\\":\\"tiktok\\",\\"utm_medium\\":null}', ("tiktok", None, None)),
        ("utm_source: \ngift note: for Ada Byron\nutm_medium: social", (None, "social", None)),
        ("gift: yes", (None, None, None)),
    ],
)  # fmt: skip
def test_tags_come_out_of_the_notes_and_nothing_else_does(read, notes: str, tags: tuple[str | None, ...]) -> None:
    row = read({"o.csv": export(ORDER | {"Note Attributes": notes, "Notes": "Ada Byron"})}).tables["orders"].iloc[0]
    found = tuple(row[name] if row[name] == row[name] else None for name in ("source", "medium", "campaign"))
    assert found == tags
    assert "Byron" not in row.to_string()


def test_a_bad_amount_refuses_the_whole_order(read) -> None:
    text = export(ORDER | {"Subtotal": "1OO"}, {"Name": "#1001", "Lineitem name": "Saucer"}, ORDER | {"Name": "#2"})
    inputs = read({"o.csv": text})
    assert [(problem.row, problem.column) for problem in inputs.problems] == [(2, "Subtotal")]
    assert account_of(inputs, "o.csv", "orders") == {"read": 3, "kept": 1, "total": 0, "duplicate": 0, "refused": 2}


def test_the_same_order_in_two_exports_counts_once_with_all_its_lines(read) -> None:
    item = {"Name": "#1001", "Lineitem name": "Saucer"}
    inputs = read({"a.csv": export(ORDER, item), "b.csv": export(ORDER, item, ORDER | {"Name": "#2"})})
    assert account_of(inputs, "b.csv", "orders") == {"read": 3, "kept": 1, "total": 0, "duplicate": 2, "refused": 0}
    assert inputs.tables["orders"]["net"].sum() == 200.0


def test_abandoned_checkouts_are_no_orders(read) -> None:
    text = (
        "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name\n"
        "#38539795693818,a@b.example,,,USD,279.20,0.00,0.00,279.20,2025-07-01 10:26:33 -0700,1,Dress\n"
    )
    inputs = read({"checkouts_export.csv": text})
    assert inputs.problems == [] and inputs.tables["orders"].empty and "nobody paid" in inputs.files["note"].iloc[0]


@pytest.mark.parametrize(
    ("created", "day"),
    [
        ("2025-03-29 16:30:00 -0700", "2025-03-30"),  # 23:30 UTC, and Berlin an hour ahead: 00:30
        ("2025-03-30 15:30:00 -0700", "2025-03-31"),  # 22:30 UTC, and Berlin two hours ahead since that night: 00:30
        ("2025-10-25 15:30:00 -0700", "2025-10-26"),  # still two hours ahead
        ("2025-10-26 15:30:00 -0700", "2025-10-26"),  # one hour ahead again: 23:30
        ("2025-11-30 14:30:00 -0800", "2025-11-30"),  # 23:30 on the month's last day
        ("2025-11-30 15:30:00 -0800", "2025-12-01"),
    ],
)
def test_a_shops_times_become_the_clients_days_when_clocks_change(read, created: str, day: str) -> None:
    header = "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Lineitem name,Created at"
    text = f"{header}\n#1,a@example.com,paid,USD,10.00,0.00,0.00,10.00,Cap,{created}\n"
    orders = read({"orders.csv": text}, timezone="Europe/Berlin").tables["orders"]
    assert orders["day"].dt.strftime("%Y-%m-%d").tolist() == [day]
