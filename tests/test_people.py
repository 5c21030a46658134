"""A person whom one file knows by mail address and the CRM by its own id is one person."""

import pandas as pd
from books import book, table

from socialroi import inputs, people
from socialroi.periods import parse_period
from socialroi.value import tally

LEADS = table("leads", {"day": "2025-07-01", "contact": "id 1", "mail": "ann", "source": "linkedin", "medium": "social"},
              {"day": "2025-07-02", "contact": "id 2", "mail": "ann"}, {"day": "2025-07-03", "contact": "id 3"})  # fmt: skip


def test_whoever_the_crm_knows_by_mail_stands_under_the_crms_name_everywhere() -> None:
    tables = book(
        LEADS, table("customers", {"day": "2025-07-01", "customer": "ann"}, {"day": "2025-07-01", "customer": "bob"}),
        table("conversions", {"at": pd.Timestamp("2025-07-01T10:00Z"), "action": "sign_up", "visitor": "ann"}),
        table("orders", {"day": "2025-07-01", "order_id": "1", "customer": "ann", "net": 1.0, "currency": "EUR"}),
    ).tables  # fmt: skip
    found = people.under_one_name(tables)
    assert found["customers"]["customer"].tolist() == ["id 1", "bob"]  # of two contacts with her address the first
    assert found["conversions"]["visitor"].tolist() == found["orders"]["customer"].tolist() == ["id 1"]
    assert people.under_one_name(tables | {"leads": LEADS.iloc[2:]})["customers"]["customer"].tolist() == ["ann", "bob"]


def test_a_lead_of_the_crm_and_of_a_list_is_one_with_the_source_that_either_names() -> None:
    told = {"source": "instagram", "medium": "social"}
    listed = table("leads", {"day": "2025-07-05", "contact": "ann"} | told, {"day": "2025-07-06", "contact": "bob"} | told,
                   {"day": "2025-07-07", "contact": "eve"} | told, {"day": "2025-07-08", "count": 3.0} | told)  # fmt: skip
    crm = table("leads", {"day": "2025-07-01", "contact": "id 1", "mail": "ann", "source": "linkedin", "medium": "social"},
                {"day": "2025-07-02", "contact": "id 2", "mail": "bob"})  # fmt: skip
    both = pd.concat([listed, crm], ignore_index=True)
    deals = table("deals", {"day": "2025-07-09", "deal_id": "1", "contact": "ann"}, {"day": "2025-07-09", "deal_id": "2"})
    found = people.under_one_name(book(both, deals).tables)
    assert found["leads"][["contact", "source"]].fillna("").values.tolist() == [
        ["id 2", "instagram"], ["eve", "instagram"], ["", "instagram"], ["id 1", "linkedin"],
    ]  # fmt: skip
    assert found["deals"]["contact"].fillna("").tolist() == ["id 1", ""]


def test_a_sign_up_by_mail_and_a_lead_by_id_are_money_once() -> None:
    sign_up = {"at": pd.Timestamp("2025-07-01T10:00Z"), "action": "sign_up", "visitor": "ann", "source": "linkedin",
               "medium": "social"}  # fmt: skip
    prices = {"lead": {"method": "funnel", "close_rate": 0.1, "deal_value": 500.0},
              "sign_up": {"method": "step", "to": "lead", "share": 0.5}}  # fmt: skip
    made = book(LEADS.iloc[:1], table("conversions", sign_up), values=prices)
    apart = tally(made, parse_period("2025-Q3")).table
    assert apart.set_index("action")["count"].to_dict() == {"lead": 1, "sign_up": 1}
    read = inputs.Inputs(made.tables, made.files, [])
    known, problems = inputs.settle("test", made.params, read)
    assert problems == []
    assert tally(known, parse_period("2025-Q3")).table.set_index("action")["count"].to_dict() == {"lead": 1}
