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
    assert found.likely == 0.75 and (found.count, found.of) == (15, 20)
    assert (found.low, found.high) == pytest.approx((0.611, 0.852), abs=2e-3)  # Wilson, 80 %


@pytest.mark.parametrize("rows", [[("instagram", True, None)] * 3, [("email", True, "late")], [("instagram", False, "late")], []])
def test_nothing_is_measured_without_answered_and_tagged_tickets(rows: list) -> None:
    assert support.deflection(tickets(*rows), "escalated") is None
    params, problems = support.measured(book(values={"support_reply": SAVING}).params, tickets(*rows))
    assert "no answered ticket of social media has tags" in problems[0].sentence()
    assert params.values["support_reply"].deflection == "tickets"


def test_a_tag_that_no_ticket_has_measures_nothing() -> None:
    rows = tickets(("instagram", True, "late"), ("facebook", True, "vip"))
    price = SAVING | {"escalated": "to-agent"}
    _, problems = support.measured(book(values={"support_reply": price}).params, rows)
    assert "no ticket has the tag 'to-agent'" in problems[0].sentence()
    assert "values.support_reply.escalated" in problems[0].sentence()


def test_a_measured_deflection_prices_replies_at_grade_b() -> None:
    rows = tickets(*[("instagram", True, "late")] * 3, ("instagram", True, "escalated"))
    client = book(rows, values={"support_reply": SAVING})
    params, problems = support.measured(client.params, rows)
    assert problems == []
    found = value.tally(book(rows, values={"support_reply": params.values["support_reply"].model_dump()}), Q3)
    assert found.table[["action", "grade", "count"]].values.tolist() == [["support_reply", "B", 4]]
    assert found.total("B") == pytest.approx(4 * 0.75 * 4.0)


# --- a price of the client's own ---------------------------------------------------------------------------------------


def test_a_stated_price_stays_out_of_the_headline() -> None:
    at = pd.Timestamp("2025-07-01", tz="UTC")
    hired = table("conversions", {"at": at, "action": "hire", "source": "linkedin", "medium": "social"})
    price = {"hire": {"method": "stated", "worth": {"low": 2000, "likely": 3000, "high": 4000}, "source": "agency fee saved"}}
    found = value.tally(book(hired, values=price), Q3)
    assert found.table[["grade", "count", "value"]].values.tolist() == [["C", 1, 3000.0]]
    assert not found.total("AB") > 0
