"""The books and the kit, both ways; and what one post, one answer and one more network cost."""

import pandas as pd
import pytest
from books import book, table

from socialroi import books_check, unit_costs
from socialroi.headline import ledger_of
from socialroi.periods import parse_period

Q3 = parse_period("2025-Q3")


def line(day: str, supplier: str | None, amount: float, account: str = "Marketing") -> dict:
    return {"day": day, "supplier": supplier, "amount": amount, "currency": "EUR", "account": account}


INVOICES = table(
    "invoices", line("2025-07-01", "Hootsuite Inc.", 100.0), line("2025-08-01", "Hootsuite Inc.", 100.0),
    line("2025-09-01", "Hootsuite Inc.", 130.0), line("2025-07-31", "Meta Platforms", 501.0),
    line("2025-09-10", "Fair GmbH", 1800.0), line("2025-09-12", "Printer", 75.0), line("2025-10-01", "Printer", 9.0),
    line("2025-08-02", None, 40.0, "Photos"),
)  # fmt: skip
SPEND = table("spend", {"day": "2025-07-03", "platform": "facebook", "cost": 500.0, "currency": "EUR"})
COSTS = [
    {"type": "tool", "item": "Scheduler", "monthly": 100.0, "supplier": "hootsuite"},
    {"type": "conference", "item": "Fair", "amount": 1800.0, "on": "2025-09-10", "spread_months": 12},
    {"type": "agency", "item": "Studio", "amount": 300.0, "on": "2025-07-05"},
    {"type": "content", "item": "Photos", "amount": 40.0, "on": "2025-08-02"},
    {"type": "labour", "item": "Manager", "monthly": 1000.0},
]


def reconciled() -> pd.DataFrame:
    client = book(INVOICES, SPEND, costs=COSTS)
    return books_check.reconcile(client, ledger_of(client, Q3), Q3).set_index("item")


def test_the_books_and_the_kit_both_ways() -> None:
    found = reconciled()
    assert found["status"].to_dict() == {
        "Scheduler": "differs", "Fair": "agrees", "Studio": "only_in_kit", "Photos": "agrees", "meta": "agrees",
        "Printer": "only_in_books",
    }  # fmt: skip
    assert found.loc["Scheduler", "difference"] == pytest.approx(30.0)
    assert found.loc["Fair", "in_the_kit"] == 1800.0  # paid at once, whatever the days it is spread over


def test_every_line_of_the_period_stands_in_one_row() -> None:
    found = reconciled()
    assert found["in_the_books"].sum() == pytest.approx(100 + 100 + 130 + 501 + 1800 + 75 + 40)


def kit_and_books(*costs: dict, lines: list[dict], spend: pd.DataFrame = SPEND) -> pd.DataFrame:
    client = book(table("invoices", *lines), spend, costs=list(costs))
    return books_check.reconcile(client, ledger_of(client, Q3), Q3).set_index("item")[["in_the_kit", "in_the_books", "status"]]


def test_a_raise_is_one_cost_of_two_lines() -> None:
    found = kit_and_books({"type": "tool", "item": "Scheduler", "monthly": 100.0, "until": "2025-08-31"},
                          {"type": "tool", "item": "Scheduler", "monthly": 130.0, "from": "2025-09-01"},
                          lines=[line("2025-09-30", "Scheduler Ltd", 330.0)])  # fmt: skip
    assert found.loc["Scheduler", "in_the_kit"] == pytest.approx(330.0) and found.loc["Scheduler", "status"] == "agrees"


def test_a_freelancer_paid_by_the_hour_has_an_invoice_and_own_staff_has_none() -> None:
    photos = {"type": "labour", "item": "Photos", "hours": 5.0, "rate": 60, "every": "month", "supplier": "Mia Klein"}
    found = kit_and_books(photos, {"type": "labour", "item": "Manager", "monthly": 1000.0},
                          lines=[line("2025-09-30", "Mia Klein", 900.0)])  # fmt: skip
    assert found.loc["Photos"].tolist() == [900.0, 900.0, "agrees"] and "Manager" not in found.index


def test_a_suppliers_name_is_a_whole_word_of_the_line() -> None:
    pro = {"type": "tool", "item": "Ads Manager", "amount": 50.0, "on": "2025-07-06", "supplier": "Pro (EU)"}
    lines = [line("2025-07-05", "Professional Printing", 999.0), line("2025-07-06", "PRO (EU)*4711", 30.0),
             line("2025-07-07", None, 20.0, "Tools: pro (eu)2")]  # fmt: skip
    for name in ("Pro (EU)", "pro"):
        found = kit_and_books(pro | {"supplier": name}, lines=lines)
        assert found.loc["Ads Manager", ["in_the_books", "status"]].tolist() == [50.0, "agrees"]
        assert found.loc["Professional Printing", "status"] == "only_in_books"


def test_a_yearly_invoice_of_before_the_period_is_the_periods_too() -> None:
    found = kit_and_books({"type": "tool", "item": "Stock photos", "amount": 365.0, "every": "year"},
                          lines=[line("2025-01-05", "Stock photos", 365.0), line("2025-09-01", "Printer", 5.0)])  # fmt: skip
    assert found.loc["Stock photos", "in_the_kit"] == pytest.approx(92 * 365 / 366 + 273)  # October 2024 is in a leap year
    assert found.loc["Stock photos", ["in_the_books", "status"]].tolist() == [365.0, "agrees"]


def test_one_bill_pays_for_facebook_and_instagram() -> None:
    spend = table("spend", *({"day": "2025-07-03", "platform": name, "cost": cost, "currency": "EUR"}
                             for name, cost in (("facebook", 40.0), ("instagram", 60.0), ("x", 7.0))))  # fmt: skip
    found = kit_and_books(lines=[line("2025-07-31", "Facebook Ireland", 100.0)], spend=spend)
    assert found["in_the_kit"].to_dict() == {"meta": 100.0, "x": 7.0}
    assert found["status"].to_dict() == {"meta": "agrees", "x": "only_in_kit"}


def test_a_payment_in_another_currency_is_compared_at_the_rate_of_its_day() -> None:
    rates = table("rates", {"day": "2025-07-01", "from": "USD", "to": "EUR", "rate": 0.5},
                  {"day": "2025-08-01", "from": "USD", "to": "EUR", "rate": 0.9})  # fmt: skip
    fair = {"type": "conference", "item": "Fair", "amount": 1000.0, "on": "2025-07-10", "spread_months": 12, "currency": "USD"}
    client = book(rates, table("invoices", line("2025-07-10", "Fair", 500.0)), costs=[fair])
    ledger = ledger_of(client, Q3)
    assert ledger["cost"].sum() == pytest.approx(1000 * 0.5 * 83 / 365)  # 10 July to 30 September of a year
    assert books_check.reconcile(client, ledger, Q3)["status"].tolist() == ["agrees"]


def test_the_bridge_leads_from_the_cost_to_the_books() -> None:
    client = book(INVOICES, SPEND, costs=COSTS)
    ledger = ledger_of(client, Q3)
    steps = books_check.bridge(client, ledger, Q3)["amount"].tolist()
    fair = 1800 * 21 / 365  # 10 to 30 September
    cost = 300 + fair + 300 + 40 + 3000 + 500  # scheduler, fair, studio, photos, manager, media
    assert steps == pytest.approx([cost, -3000, 1800 - fair, -300, 30 + 1, 75, 0, 100 + 100 + 130 + 501 + 1800 + 75 + 40])
    assert sum(steps[:-1]) == pytest.approx(steps[-1])


def test_without_invoices_there_is_nothing_to_hold_against() -> None:
    client = book(SPEND, costs=COSTS)
    assert books_check.reconcile(client, ledger_of(client, Q3), Q3).empty


# --- what one costs ----------------------------------------------------------------------------------------------------

POSTS = table("posts", *({"day": "2025-07-01", "platform": name, "post_id": str(place), "type": kind} for place, (name, kind)
                         in enumerate([("x", "text"), ("x", "Video"), ("instagram", "video"), ("tiktok", "video")])))  # fmt: skip
WORK = [
    {"type": "labour", "item": "Posts", "hours": 4.0, "rate": 30, "on": "2025-07-01", "platform": "x", "content": "video"},
    {"type": "agency", "item": "Studio", "amount": 80.0, "on": "2025-07-01", "platform": "instagram"},
    {"type": "labour", "item": "Replies", "hours": 1.0, "rate": 30, "on": "2025-07-01", "content": "answers"},
]


def test_a_post_costs_what_was_spent_on_making_posts() -> None:
    more = [{"type": "tool", "item": "Scheduler", "amount": 20.0, "on": "2025-07-01"},
            {"type": "agency", "item": "Ads", "amount": 99.0, "on": "2025-07-01", "platform": "x", "content": "Ads"}]  # fmt: skip
    found = unit_costs.per_post(ledger_of(book(POSTS, costs=[*WORK, *more]), Q3), POSTS, Q3).set_index("platform")
    assert found.loc[["instagram", "x"], "per_post"].tolist() == [80.0, 60.0]
    assert found.loc[["instagram", "x"], "per_post_with_shared"].tolist() == [85.0, 65.0]  # 20 over four posts
    assert pd.isna(found.loc["tiktok", "per_post"]) and found.loc["tiktok", "posts"] == 1  # nobody wrote a cost down


def test_without_posts_what_serves_all_stands_in_a_line_of_its_own() -> None:
    tool = {"type": "tool", "item": "Scheduler", "amount": 20.0, "on": "2025-07-01"}
    found = unit_costs.per_post(ledger_of(book(costs=[tool]), Q3), table("posts"), Q3)
    assert found["shared"].tolist() == [20.0] and found["platform"].isna().all()


def test_types_of_content_in_any_case() -> None:
    found = unit_costs.per_content(ledger_of(book(POSTS, costs=WORK), Q3), POSTS, Q3).set_index("content")
    assert found.loc["video", ["cost", "posts", "per_post"]].tolist() == [120.0, 3.0, 40.0]


def test_an_answered_message_costs_the_answering_over_the_answered() -> None:
    tickets = table("tickets", *({"day": "2025-07-02", "ticket_id": str(number), "channel": channel, "is_answered": answered}
                                 for number, (channel, answered) in enumerate(
                                     [("instagram", True), ("facebook", True), ("email", True), ("x", False)])))  # fmt: skip
    found = unit_costs.per_answer(ledger_of(book(costs=WORK), Q3), tickets, Q3).iloc[0]
    assert found.tolist() == [30.0, 2.0, 15.0]


def test_in_house_against_outside() -> None:
    found = unit_costs.in_house_against_outside(ledger_of(book(costs=WORK), Q3)).set_index("who")
    assert found["cost"].to_dict() == {"in-house": 150.0, "outside": 80.0}
    assert found.loc["in-house", ["hours", "per_hour"]].tolist() == [5.0, 30.0]
    assert pd.isna(found.loc["outside", "per_hour"])


def test_a_freelancer_is_outside_by_the_invoice() -> None:
    mia = {"type": "content", "item": "Mia", "hours": 2.0, "rate": 45, "on": "2025-07-01", "supplier": "Mia Klein"}
    props = {"type": "content", "item": "Props", "amount": 10.0, "on": "2025-07-01"}
    found = unit_costs.in_house_against_outside(ledger_of(book(costs=[mia, props]), Q3)).set_index("who")
    assert found["cost"].to_dict() == {"in-house": 10.0, "outside": 90.0}
    assert found.loc["outside", ["hours", "per_hour"]].tolist() == [2.0, 45.0]


def test_one_more_network_costs_like_those_that_run() -> None:
    scheduler = {"type": "tool", "item": "Scheduler", "amount": 900.0, "on": "2025-07-01"}
    suite = {"type": "tool", "item": "Suite", "amount": 70.0, "on": "2025-07-01", "split": {"x": 0.5, "instagram": 0.5}}
    spend = table("spend", {"day": "2025-07-03", "platform": "x", "cost": 500.0, "currency": "EUR"})
    found = unit_costs.one_more_network(ledger_of(book(spend, POSTS, costs=[*WORK, scheduler, suite]), Q3), POSTS, Q3).iloc[0]
    months = 92 / (365.25 / 12)
    # x 120 and instagram 80 of their own, tiktok posts at no cost of its own; a third of the 30 for replies each
    assert found.tolist() == pytest.approx([10 / months, 90 / months, 130 / months, 3])
    assert unit_costs.one_more_network(ledger_of(book(), Q3), table("posts"), Q3)["likely"].isna().all()


def test_a_network_whose_cost_nobody_recorded_is_no_free_one() -> None:
    own = [item for item in WORK if item.get("platform")]
    found = unit_costs.one_more_network(ledger_of(book(POSTS, costs=own), Q3), POSTS, Q3).iloc[0]
    months = 92 / (365.25 / 12)
    # x 120, instagram 80; the posts on tiktok cost something that no file says
    assert found.tolist() == pytest.approx([80 / months, 100 / months, 120 / months, 2])


def test_meta_is_no_network_beside_facebook_and_instagram() -> None:
    spend = table("spend", {"day": "2025-07-03", "platform": "meta", "cost": 500.0, "currency": "EUR"})
    ledger = ledger_of(book(spend, costs=WORK), Q3)
    assert unit_costs.one_more_network(ledger, table("posts"), Q3)["networks"].tolist() == [2]
