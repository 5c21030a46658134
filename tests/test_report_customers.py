"""The page's words on goals and on followers: what passes, what is missing, what a comparison says and does not."""

import numpy as np
import pandas as pd
import pytest
from books import book, covered, table

from socialroi import audit, report_customers, report_goals
from socialroi.assessment import Assessment, assess
from socialroi.blocks import Chart, Paragraph, Table
from socialroi.client import Client
from socialroi.periods import parse_period
from socialroi.words import Words

pytestmark = pytest.mark.usefixtures("no_trend")
Q3 = parse_period("2025-Q3")
GOAL = {"goal": "Win", "objective": "revenue", "action": "purchase", "target": 1, "by": "2025-09-30", "owner": "Me"}


def sale(number: int, day: str, customer: str, source: str | None = "instagram") -> dict:
    keys = {"day": day, "order_id": str(number), "customer": customer, "status": "paid", "net": 20.0 + number % 5}
    return keys | {"currency": "EUR", "source": source}


def shop(**params: object) -> Assessment:
    orders = table("orders", *(sale(number, "2025-08-01", f"c{number}") for number in range(6)))
    cost = {"type": "tool", "item": "Scheduler", "amount": 50, "on": "2025-08-01"}
    return assess(book(orders, files=(covered("orders", "2025-07-01", "2025-09-30"),), costs=[cost], **params), Q3)


def test_the_page_says_at_what_a_goal_fails_and_which_metric_would_show_its_objective() -> None:
    goals = [GOAL | {"metric": "purchases"}, GOAL | {"goal": "Be trusted", "objective": "partners", "metric": "partner_trust"}]
    checked, picker = report_goals.smart_check(shop(goals=goals), Words("en", "EUR"))
    assert [row[:2] for row in checked.rows] == [("Win", "passes"), ("Be trusted", "Measurable")]
    assert "It takes answers of a survey" in checked.rows[1][2]
    assert picker.caption == "What could show this objective: Partners' and suppliers' trust"
    assert ("Partners who trust the company", "Partners say whether they trust the company.", "yes",
            "answers of a survey (surveys.csv, SurveyMonkey …)") in picker.rows  # fmt: skip


def test_no_word_of_goals_or_followers_bypasses_the_catalogs() -> None:
    """In the pseudo language every sentence from a catalog is marked."""
    goals = [GOAL | {"metric": "nps", "objective": "loyalty", "by": "2025-01-01", "owner": ""}]
    for block in report_goals.smart_check(shop(goals=goals), Words("qps", "EUR")):
        assert all(cell.startswith("⟦") for row in block.rows for cell in row[1:])
    for block in report_customers.compared(followed(), Words("qps", "EUR")):
        if isinstance(block, Table):
            assert all(row[0].startswith("⟦") and row[-1].startswith("⟦") for row in block.rows)
        else:
            assert (block.text if isinstance(block, Paragraph) else block.title).startswith("⟦")


def followed() -> Client:
    """A hundred customers of January; forty follow from the 20th on; everybody buys again in the weeks after."""
    orders = [sale(number, "2025-01-05", f"c{number}") for number in range(100)]
    orders += [sale(200 + number, f"2025-02-{1 + number % 28:02}", f"c{number}") for number in range(100)]
    people = [{"day": "2025-01-05", "customer": f"c{number}", "is_follower": number < 40} for number in range(100)]
    customers = table("customers", *people)
    customers["followed_day"] = pd.to_datetime(np.where(np.arange(100) < 40, "2025-01-20", None)).astype("datetime64[us]")
    return book(table("orders", *orders), customers, as_of="2025-09-30")


def test_followers_stand_beside_others_like_them_with_range_curve_and_caveat() -> None:
    blocks = report_customers.compared(followed(), Words("en", "EUR"))
    rows = {row[0]: row for row in next(block for block in blocks if isinstance(block, Table)).rows}
    again = rows["Customers who bought again (retention)"]
    assert again[1:] == ("100%", "100%", "0% (0% to 0%)", "no difference can be seen (followers: 40)")
    assert "Size of a purchase, against the customer's own before (upsell)" in rows
    assert isinstance(blocks[1], Chart) and "Followers: 40" in blocks[1].alt
    assert blocks[-1].text.startswith("A difference is not a cause")


def test_without_a_day_of_following_the_missing_file_is_named() -> None:
    said = report_customers.compared(book(table("orders", sale(1, "2025-01-05", "a"))), Words("en", "EUR"))
    assert len(said) == 1 and "A customers.csv with customer" in said[0].text


def test_the_report_names_people_counted_once_and_results_that_name_nobody() -> None:
    lead = {"method": "funnel", "close_rate": 0.1, "deal_value": 500.0, "source": "CRM 2024", "review_by": "2026-01-01"}
    leads = table("leads", {"day": "2025-08-01", "source": "instagram", "count": 7.0},
                  {"day": "2025-08-01", "source": "instagram", "contact": "c1"})  # fmt: skip
    values = {"purchase": {"method": "actual"}, "lead": lead}
    found = shop(values=values)
    with_leads = Client(**{**vars(found.book), "tables": found.book.tables | {"leads": leads}})
    said = [each.advice for each in audit.audit(assess(with_leads, Q3), Words("en", "EUR")) if each.check == "paths"]
    assert any(text.startswith("Leads: 7 name no person and may be the same people as later results.") for text in said)
    assert any(text.startswith("Leads: 1 of 8 went further and count there") for text in said)
