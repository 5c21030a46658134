"""What the metrics of goals came to: purchases and people, answers, mentions and events, and the periods before."""

import pandas as pd
import pytest
from books import book, covered, table

from socialroi import goal_results, standing, value
from socialroi.client import Client
from socialroi.periods import parse_period

Q3 = parse_period("2025-Q3")


def known(client: Client) -> dict:
    return goal_results.goal_results(client, Q3, value.tally(client, Q3))


def order(number: int, customer: str | None, net: float, day: str = "2025-08-01", source: str | None = "instagram") -> dict:
    keys = {"day": day, "order_id": str(number), "customer": customer, "status": "paid", "net": net, "currency": "EUR"}
    return keys | {"source": source}


def test_customers_who_came_back_and_what_each_left() -> None:
    orders = table("orders", order(1, "ann", 50.0, "2025-06-01"), order(2, "ann", 30.0), order(3, "ann", 20.0),
                   order(4, "bob", 40.0), order(5, None, 99.0), order(6, "cem", 70.0, source="google"))  # fmt: skip
    found = known(book(orders))
    assert (found["returning_customers"], found["new_customers"]) == (1, 1)
    assert found["revenue_per_customer"] == pytest.approx((30 + 20 + 40) / 2)
    assert found["purchases"] == 4


def test_events_count_for_goals_whether_or_not_they_have_a_price() -> None:
    at = pd.Timestamp("2025-08-01", tz="UTC")
    rows = table("conversions", {"at": at, "action": "hire", "source": "linkedin", "medium": "social"},
                 {"at": at, "action": "hire", "source": "google", "medium": "organic"},
                 {"at": at, "action": "hire", "source": "linkedin", "reported_by": "LinkedIn Ads"})  # fmt: skip
    assert known(book(rows))["hire"] == 1


def answers(question: str, scores: list[float], scale: float | None = 5.0, day: str = "2025-08-01") -> list[dict]:
    return [{"day": day, "question": question, "score": score, "scale_max": scale} for score in scores]


def test_satisfied_is_who_answers_in_the_upper_fifth_of_the_scale() -> None:
    rows = answers("csat", [5, 4, 3, 1]) + answers("Employee trust", [10, 8, 7], 10.0) + answers("csat", [5, 5], None)
    found = standing.metrics_of(book(table("surveys", *rows, *answers("csat", [1], day="2025-06-30"))), Q3)
    assert found == {"csat": 0.5, "employee_trust": pytest.approx(2 / 3)}


def test_nps_is_counted_from_its_own_scale_only() -> None:
    rows = answers("NPS", [10, 9, 8, 3], 10.0) + answers("nps", [5, 5], 5.0)
    assert standing.metrics_of(book(table("surveys", *rows)), Q3)["nps"] == pytest.approx(25)


def mention(brand: str, sentiment: str | None, count: float) -> dict:
    return {"day": "2025-08-01", "platform": "x", "brand": brand, "sentiment": sentiment, "count": count}


def test_sentiment_and_share_of_voice_are_those_of_the_own_brand() -> None:
    own = [mention("Test", "positive", 6), mention("test ", "Negative", 2), mention("Test", "neutral", 2)]
    rows = [*own, mention("Other", "negative", 30)]
    found = standing.metrics_of(book(table("mentions", *rows)), Q3)
    assert found == {"mentions": 10, "negative_mentions": 2, "net_sentiment": pytest.approx(0.4), "share_of_voice": 0.25}


def test_mentions_of_which_nobody_says_whose_they_are_are_no_number() -> None:
    rows = [mention("Acme", "positive", 6), mention("Other", "negative", 30)]
    assert standing.metrics_of(book(table("mentions", *rows)), Q3) == {}
    assert "share_of_voice" not in standing.metrics_of(book(table("mentions", mention("Acme", None, 6))), Q3)


def test_history_holds_the_covered_periods_oldest_first() -> None:
    days = {"2025-01-05": 1, "2025-04-05": 3, "2025-08-05": 9}
    orders = [order(10 * count + number, f"p{count}{number}", 5.0, day) for day, count in days.items() for number in range(count)]
    goal = {"goal": "G", "objective": "revenue", "metric": "purchases", "target": 5, "by": "2025-09-30"}
    client = book(table("orders", *orders), files=(covered("orders", "2025-01-01", "2025-09-30"),), goals=[goal])
    assert goal_results.history(client, Q3) == {"purchases": [1, 3]}
    assert goal_results.history(book(table("orders", *orders)), Q3) == {}
