"""Deflection measured from tickets; and one person, who visits, signs up, asks and buys, is money once."""

import pandas as pd
import pytest
from books import book, table

from socialroi import support, value
from socialroi.periods import parse_period

Q3 = parse_period("2025-Q3")
SAVING = {"method": "saving", "cost_per_contact": 6.0, "cost_per_reply": 2.0, "deflection": "tickets"}


def tickets(*rows: tuple[str, bool, str | None]) -> pd.DataFrame:
    day = {"day": "2025-07-01"}
    named = [dict(zip(("channel", "is_answered", "tags"), row, strict=True)) for row in rows]
    return table("tickets", *(day | {"ticket_id": str(place)} | row for place, row in enumerate(named)))


def test_deflection_is_the_share_that_nobody_else_had_to_answer() -> None:
    rows = tickets(*[("instagram", True, "late")] * 15, *[("facebook", True, "late Escalated")] * 5, ("email", True, "escalated"),
                   ("instagram", False, "late"))  # fmt: skip
    found = support.deflection(rows, "escalated")
    assert found.likely == 0.75 and found.source == "measured: 20 tickets"
    assert (found.low, found.high) == pytest.approx((0.611, 0.852), abs=2e-3)  # Wilson, 80 %


@pytest.mark.parametrize("rows", [[("instagram", True, None)] * 3, [("email", True, "late")], [("instagram", False, "late")], []])
def test_nothing_is_measured_without_answered_and_tagged_tickets(rows: list) -> None:
    assert support.deflection(tickets(*rows), "escalated") is None
    params, problems = support.measured(book(values={"support_reply": SAVING}).params, tickets(*rows), "params/x.yaml")
    assert "no answered ticket of social media has tags" in problems[0].sentence()
    assert params.values["support_reply"].deflection == "tickets"


def test_a_measured_deflection_prices_replies_at_grade_b() -> None:
    rows = tickets(*[("instagram", True, "late")] * 3, ("instagram", True, "escalated"))
    client = book(rows, values={"support_reply": SAVING})
    params, problems = support.measured(client.params, rows, "params/x.yaml")
    assert problems == []
    found = value.tally(book(rows, values={"support_reply": params.values["support_reply"].model_dump()}), Q3)
    assert found.table[["action", "grade", "count"]].values.tolist() == [["support_reply", "B", 4]]
    assert found.total("B") == pytest.approx(4 * 0.75 * 4.0)


# --- one person is money once ------------------------------------------------------------------------------------------

LEAD = {"method": "funnel", "close_rate": 0.1, "deal_value": 500.0, "source": "CRM 2024"}
PERSON = {"day": "2025-07-03", "contact": "ann", "source": "linkedin", "medium": "social"}


def test_a_visit_a_sign_up_a_lead_and_a_purchase_of_one_person_are_money_once() -> None:
    visit = table("touches", {"at": pd.Timestamp("2025-07-01", tz="UTC"), "visitor": "ann", "source": "linkedin"})
    people = table("leads", PERSON, PERSON | {"contact": "bob"})
    deal = {"day": "2025-07-10", "closed_day": "2025-08-01", "deal_id": "1", "contact": "ann", "is_won": True, "is_closed": True,
            "amount": 800.0, "currency": "EUR"}  # fmt: skip
    prices = {"purchase": {"method": "actual"}, "lead": LEAD}
    found = value.tally(book(visit, people, table("deals", deal), values=prices), Q3).table.set_index("action")
    assert found.loc["purchase", ["count", "value"]].tolist() == [1, 320.0]
    assert found.loc["lead", ["count", "value"]].tolist() == [1, pytest.approx(0.1 * 500 * 0.4)]  # Bob alone; Ann bought


def test_a_stated_price_stays_out_of_the_headline() -> None:
    at = pd.Timestamp("2025-07-01", tz="UTC")
    hired = table("conversions", {"at": at, "action": "hire", "source": "linkedin", "medium": "social"})
    price = {"hire": {"method": "stated", "worth": {"low": 2000, "likely": 3000, "high": 4000}, "source": "agency fee saved"}}
    found = value.tally(book(hired, values=price), Q3)
    assert found.table[["grade", "count", "value"]].values.tolist() == [["C", 1, 3000.0]]
    assert not found.total("AB") > 0
