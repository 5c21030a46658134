"""What the checks say beside the verdict."""

from books import book, covered, table

from socialroi.assessment import assess
from socialroi.audit import audit
from socialroi.client import Client
from socialroi.periods import parse_period
from socialroi.words import Words

TEAM = [{"type": "labour", "item": "Team", "monthly": 1000}]


def advice(client: Client) -> dict[str, str]:
    found = audit(assess(client, parse_period("2025-Q2")), Words("en", "EUR"))
    return {each.check: each.advice for each in found if each.status == "review"}


def test_won_deals_without_an_amount_are_counted():
    won = {"day": "2025-05-01", "closed_day": "2025-05-20", "is_won": True, "is_closed": True, "currency": "EUR",
           "source": "linkedin", "medium": "social"}  # fmt: skip
    deals = table("deals", {**won, "deal_id": "1", "amount": 900.0}, {**won, "deal_id": "2"}, {**won, "deal_id": "3"})
    client = book(deals, files=(covered("deals", "2025-01-01", "2025-12-31"),), costs=TEAM)
    assert advice(client)["amounts"].startswith("2 won deals have no amount")


def test_an_unknown_lag_is_said():
    sale = {"day": "2025-05-01", "status": "paid", "net": 100.0, "currency": "EUR", "heard_from": "instagram"}
    orders = table("orders", *({**sale, "order_id": str(number)} for number in range(9)))
    client = book(orders, files=(covered("orders", "2025-01-01", "2025-12-31"),), costs=TEAM)
    assert "how long results take" in advice(client)["ripeness"].lower()


def test_a_priced_action_that_no_export_counts_is_named():
    sale = {"day": "2025-05-01", "status": "paid", "net": 100.0, "currency": "EUR", "heard_from": "instagram"}
    orders = table("orders", *({**sale, "order_id": str(number)} for number in range(9)))
    prices = {"purchase": {"method": "actual"}, "impression": {"method": "proxy", "cpm": 5}}
    client = book(orders, files=(covered("orders", "2025-01-01", "2025-12-31"),), costs=TEAM, values=prices)
    assert advice(client)["uncounted"].startswith("Impressions have a price")


def test_a_cost_that_follows_from_results_and_comes_to_nothing_is_named():
    sale = {"day": "2025-05-01", "status": "paid", "net": 100.0, "currency": "EUR", "code": "MIA10", "order_id": "1"}
    commission = {"type": "creator", "item": "Mia", "commission": 0.1}
    whole = (covered("orders", "2025-01-01", "2025-12-31"),)
    client = book(table("orders", sale), files=whole, costs=[*TEAM, commission | {"code": "MIA01"}])
    assert advice(client)["costs"].startswith("Mia follows from results, and this period has none that it counts")
    assert "costs" not in advice(book(table("orders", sale), files=whole, costs=[*TEAM, commission | {"code": "MIA10"}]))


def test_a_timer_that_ran_on_is_named_where_a_cost_counts_it():
    rows = table("timesheets", {"day": "2025-05-01", "project": "Social", "hours": 26.0},
                 {"day": "2025-05-02", "project": "Website", "hours": 40.0})  # fmt: skip
    counted = {"type": "labour", "item": "Team", "hours": "timesheets", "rate": 50, "project": "Social"}
    assert "longer than 16 hours, up to 26" in advice(book(rows, costs=[counted]))["costs"]
    assert "costs" not in advice(book(rows.iloc[1:], costs=[counted | {"project": "Other"}]))


def test_a_cost_at_an_old_rate_is_as_stale_as_an_export_at_one():
    rates = table("rates", {"day": "2025-04-01", "from": "USD", "to": "EUR", "rate": 0.9},
                  {"day": "2025-06-20", "from": "USD", "to": "EUR", "rate": 0.8})  # fmt: skip
    tool = {"type": "tool", "item": "Scheduler", "monthly": 30, "currency": "USD"}
    said = "Some amounts are converted at a rate that was up to %s days old. Add newer rates."
    assert advice(book(rates, costs=[tool]))["rates"] == said % 79  # 19 June less 1 April
    assert "rates" not in advice(book(rates, costs=[tool | {"until": "2025-04-08"}]))  # a week is no age
    assert "rates" not in advice(book(rates, costs=[tool | {"currency": "EUR"}]))
    fair = {"type": "conference", "item": "Fair", "amount": 900, "spread_months": 12, "currency": "USD"}
    older = table("rates", {"day": "2025-01-01", "from": "USD", "to": "EUR", "rate": 0.9})
    assert advice(book(older, costs=[fair | {"on": "2025-01-31"}]))["rates"] == said % 30  # the rate of its payment


def test_won_deals_after_the_window_are_counted_with_their_amount():
    won = {"is_won": True, "is_closed": True, "currency": "EUR", "amount": 900.0}
    deals = table(
        "deals",
        {**won, "day": "2025-04-01", "closed_day": "2025-05-01", "deal_id": "1", "contact": "a"},  # 30 days: in the window
        {**won, "day": "2025-04-01", "closed_day": "2025-05-02", "deal_id": "2", "contact": "b"},  # 31 days
        {**won, "day": "2025-04-01", "closed_day": "2025-08-02", "deal_id": "3", "contact": "b", "amount": 300.0},
        {**won, "day": "2025-04-01", "closed_day": "2025-08-02", "deal_id": "4", "contact": "c"},  # of no social media
        {**won, "day": "2025-01-01", "closed_day": "2025-05-02", "deal_id": "5", "contact": "d"},  # of the period before
    )
    social = {"day": "2025-04-01", "source": "linkedin", "medium": "social"}
    leads = table("leads", social | {"contact": "a"}, social | {"contact": "b"}, {"day": "2025-04-01", "contact": "c"},
                  social | {"contact": "d", "day": "2025-01-01"})  # fmt: skip
    whole = (covered("deals", "2025-01-01", "2025-12-31"), covered("leads", "2025-01-01", "2025-12-31"))
    client = book(deals, leads, files=whole, costs=TEAM, window_days=30)
    assert advice(client)["late"].startswith("2 won deals of €1,200 together closed more than 30 days after their contacts came")
    assert assess(client, parse_period("2025-Q2")).found.revenue() == 900.0
    assert "late" not in advice(book(deals, leads, files=whole, costs=TEAM))
