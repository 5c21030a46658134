"""One person, who visits, signs up, asks and buys, is money once: where she got furthest."""

import numpy as np
import pandas as pd
import pytest
from books import book, table

from socialroi import counting, value
from socialroi.client import Client
from socialroi.periods import parse_period

Q3 = parse_period("2025-Q3")
ACTUAL = {"method": "actual"}
LEAD = {"method": "funnel", "close_rate": 0.1, "deal_value": 500.0, "source": "CRM 2024"}
SIGN_UP = {"method": "step", "to": "lead", "share": {"low": 0.2, "likely": 0.25, "high": 0.3}, "source": "2024"}
PRICES = {"purchase": ACTUAL, "lead": LEAD, "sign_up": SIGN_UP}
WORTH_OF_A_LEAD = 0.1 * 500 * 0.4


def sign_up(person: str | None, day: str = "2025-07-02") -> dict:
    return {"at": pd.Timestamp(day, tz="UTC"), "action": "sign_up", "visitor": person, "source": "linkedin", "medium": "social"}


def lead(person: str | None, day: str = "2025-07-03", **columns: object) -> dict:
    return {"day": day, "contact": person, "source": "linkedin", "medium": "social"} | columns


def deal(person: str, *, is_won: bool = True) -> dict:
    keys = {"day": "2025-07-10", "closed_day": "2025-07-20", "deal_id": person, "contact": person, "is_closed": True}
    return keys | {"is_won": is_won, "amount": 800.0, "currency": "EUR"}


def on_the_way(**params: object) -> Client:
    """Ann visits, signs up, becomes a lead and buys; Bob becomes a lead; Cem only signs up, twice; Dan's deal is lost."""
    visit = table("touches", {"at": pd.Timestamp("2025-07-01", tz="UTC"), "visitor": "ann", "source": "linkedin"})
    signed = table("conversions", *(sign_up(name) for name in ("ann", "bob", "cem", "cem", "dan")))
    people = table("leads", *(lead(name) for name in ("ann", "bob", "dan")))
    return book(visit, signed, people, table("deals", deal("ann"), deal("dan", is_won=False)), **{"values": PRICES} | params)


def test_a_visit_a_sign_up_a_lead_and_a_purchase_of_one_person_are_money_once() -> None:
    found = value.tally(on_the_way(), Q3)
    rows = found.table.set_index("action")
    assert rows["count"].to_dict() == {"purchase": 1, "lead": 1, "sign_up": 1}
    assert rows["value"].to_dict() == pytest.approx(
        {"purchase": 800 * 0.4, "lead": WORTH_OF_A_LEAD, "sign_up": 0.25 * WORTH_OF_A_LEAD}
    )
    assert rows["grade"].to_dict() == {"purchase": "A", "lead": "B", "sign_up": "B"}
    assert found.total("AB") == pytest.approx(320 + 20 + 5)


def test_what_happened_is_accounted_for_whole() -> None:
    paths = value.tally(on_the_way(), Q3).paths.set_index("action")
    assert paths.loc["lead"].to_dict() == {"happened": 3, "went_further": 2, "used_up": 0, "not_told_apart": 0, "counted": 1}
    assert paths.loc["sign_up"].to_dict() == {"happened": 5, "went_further": 4, "used_up": 0, "not_told_apart": 0, "counted": 1}


def test_an_open_deal_is_still_a_lead_and_a_lost_one_is_not() -> None:
    pending = deal("bob") | {"is_won": False, "is_closed": False}
    client = book(table("leads", lead("bob"), lead("dan")), table("deals", pending, deal("dan", is_won=False)), values=PRICES)
    assert value.tally(client, Q3).paths.set_index("action").loc["lead", ["went_further", "counted"]].tolist() == [1, 1]


def test_without_a_price_for_purchases_the_lead_is_the_money_goal() -> None:
    found = value.tally(on_the_way(values={"lead": LEAD, "sign_up": SIGN_UP}), Q3).table.set_index("action")
    assert found["count"].to_dict() == {"lead": 3, "sign_up": 1}


def test_sign_ups_without_a_person_are_shown_and_not_in_the_result() -> None:
    anonymous = table("conversions", sign_up(None), sign_up(None))
    client = book(anonymous, table("leads", lead("bob")), table("deals", deal("ann")), values=PRICES)
    found = value.tally(client, Q3)
    rows = found.table.set_index("action")
    assert rows.loc["sign_up", ["grade", "count"]].tolist() == ["C", 2] and rows.loc["lead", "grade"] == "B"
    assert found.paths.set_index("action").loc["sign_up", "not_told_apart"] == 2
    alone = value.tally(book(anonymous, values={"sign_up": SIGN_UP, "lead": LEAD}), Q3)
    assert alone.table["grade"].tolist() == ["B"]  # nobody could be counted twice


def test_leads_counted_by_the_day_are_not_added_to_purchases() -> None:
    calls = table("leads", lead(None, count=40.0))
    sale = {"day": "2025-08-01", "order_id": "1", "status": "paid", "net": 100.0, "currency": "EUR", "source": "instagram"}
    found = value.tally(book(calls, table("orders", sale), values={"purchase": ACTUAL, "lead": LEAD}), Q3)
    assert found.table.set_index("action")["grade"].to_dict() == {"purchase": "A", "lead": "C"}
    assert found.total("AB") == pytest.approx(40.0)


@pytest.mark.parametrize(("day", "counted"), [("2025-07-31", 0), ("2025-08-01", 1)])
def test_a_lead_past_the_window_without_a_deal_is_lost(day: str, counted: int) -> None:
    client = book(table("leads", lead("bob", day)), table("deals", deal("ann")), as_of="2025-08-31", window_days=30,
                  values={"purchase": ACTUAL, "lead": LEAD})  # fmt: skip
    paths = value.tally(client, Q3).paths.set_index("action").loc["lead"]
    assert (paths["counted"], paths["used_up"]) == (counted, 1 - counted)


def test_an_older_lead_that_is_not_won_yet_is_less_likely_to_be() -> None:
    """Of 100 leads 20 were won after 10 days and 20 after 40: by day 20 half of what comes has come, by day 50 all of it."""
    people = [lead(f"c{number}", "2025-01-01") for number in range(100)]
    closing = [deal(f"c{number}") | {"day": "2025-01-02", "closed_day": "2025-01-11" if number < 20 else "2025-02-10"}
               for number in range(40)]  # fmt: skip
    client = book(table("leads", *people), table("deals", *closing), as_of="2025-07-01",
                  values={"purchase": ACTUAL, "lead": LEAD | {"close_rate": 0.4}})  # fmt: skip
    days = pd.Timestamp("2025-07-01") - pd.to_timedelta([5, 20, 50], unit="D")
    asked = pd.DataFrame({"day": days, "person": ["x", "y", "z"]})
    assert counting.still_open(client, "lead", asked).tolist() == pytest.approx([1, 0.5 / (1 - 0.4 * 0.5), 0])


def test_a_sign_up_that_has_waited_longer_than_all_others_did_is_worth_nothing() -> None:
    """Thirty people became a lead two days after signing up; of those who have not, one signed up yesterday, one long ago."""
    gone_on = [f"c{number}" for number in range(30)]
    signed = [sign_up(name, "2025-07-01") for name in gone_on] + [sign_up("new", "2025-07-30"), sign_up("old", "2025-07-05")]
    people = [lead(name, "2025-07-03") for name in gone_on]
    client = book(table("conversions", *signed), table("leads", *people), as_of="2025-07-31",
                  values={"lead": LEAD, "sign_up": SIGN_UP})  # fmt: skip
    paths = value.tally(client, Q3).paths.set_index("action").loc["sign_up"]
    assert paths[["happened", "went_further", "used_up", "counted"]].tolist() == [32, 30, 1, 1]


def test_the_draws_of_a_step_rest_on_those_of_what_it_leads_to() -> None:
    close_rate = {"low": 0.05, "likely": 0.1, "high": 0.15}
    step = SIGN_UP | {"share": 0.25}
    prices = {"sign_up": step, "demo": step | {"to": "sign_up"}, "lead": LEAD | {"close_rate": close_rate}}
    rows = table("conversions", *(sign_up(f"p{number}") for number in range(400)))
    client = book(rows, values=prices)
    found = value.tally(client, Q3)
    units = value._drawn_units(client, found, ["demo", "lead"], np.full(500, 0.4), np.random.default_rng(0))
    (chance, worth), (of_a_lead, worth_of_a_lead) = units["demo"], units["lead"]
    assert chance == pytest.approx(0.25 * 0.25 * of_a_lead) and worth == pytest.approx(worth_of_a_lead)


def test_draws_hold_the_luck_of_how_many_leads_are_won() -> None:
    """400 sign-ups at 2.5 % bring ten deals, give or take the root of ten, at 200 each."""
    prices = {"sign_up": SIGN_UP | {"share": 0.25}, "lead": LEAD}
    client = book(table("conversions", *(sign_up(f"p{number}") for number in range(400))), values=prices)
    drawn = value.draws_of(client, value.tally(client, Q3), draws=8000)["linkedin"]
    assert drawn.mean() == pytest.approx(10 * 200, rel=0.02)
    assert drawn.std() == pytest.approx(10**0.5 * 200, rel=0.04)
