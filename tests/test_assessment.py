"""A whole client and period, judged: verdicts from the files up, and no crash on what is missing."""

import pandas as pd
import pytest
from books import book, covered, table

from socialroi import advice, audit, sentences
from socialroi.assessment import Assessment, assess, evidence
from socialroi.client import Client
from socialroi.goal_results import goal_results
from socialroi.params_types import ShareRange
from socialroi.periods import parse_period
from socialroi.value import tally
from socialroi.words import Words

pytestmark = pytest.mark.usefixtures("no_trend")
Q3 = parse_period("2025-Q3")
TOOL = {"type": "tool", "item": "Scheduler", "monthly": 100.0}
LEAD = {"method": "funnel", "close_rate": 0.1, "deal_value": 1000}
SILENT = {"first_day": pd.NaT, "last_day": pd.NaT, "coverage": "not_stated"}
WHOLE = covered("orders", "2025-01-01", "2025-12-31")
WORDS = Words("en", "EUR")


def order(number: int, day: str = "2025-08-01", **columns: object) -> dict:
    keys = {"day": day, "order_id": str(number), "customer": f"p{number}", "status": "paid", "net": 100.0, "currency": "EUR"}
    return keys | {"source": "tiktok"} | columns


def orders(count: int, **columns: object) -> pd.DataFrame:
    return table("orders", *(order(n, **columns) for n in range(count)))


def ad(cost: float = 100.0, day: str = "2025-08-01", **columns: object) -> dict:
    return {
        "day": day,
        "platform": "tiktok",
        "campaign": "A",
        "cost": cost,
        "currency": "EUR",
        "claimed_conversions": 9.0,
    } | columns


def shop(count: int = 40, *frames: pd.DataFrame, files: tuple = (WHOLE,), **params: object) -> Client:
    """Orders of 100 at a margin of 40 %, against 300 of tools."""
    return book(orders(count), *frames, **{"files": files, "costs": [TOOL]} | params)


def verdict(client: Client, label: str = "2025-Q3") -> tuple[str, str]:
    found = assess(client, parse_period(label)).verdict
    return found.code, found.reason


# --- verdicts ----------------------------------------------------------------------------------------------------------


def test_enough_value_pays_back_and_too_little_loses() -> None:
    assert verdict(shop(40)) == ("pays_back", "above")
    assert verdict(shop(40, costs=[TOOL | {"monthly": 5000}])) == ("loses", "below")
    assert verdict(shop(8)) == ("not_proven", "crosses")


@pytest.mark.parametrize("frames", [(), (orders(40),)])
def test_a_client_without_costs_cannot_say(frames: tuple) -> None:
    found = assess(book(*frames, files=(WHOLE,)), Q3)
    assert (found.verdict.code, found.verdict.reason) == ("cannot_say", "no_cost")
    assert found.headline.roi is None and found.headline.spread is None
    assert sentences.reason(found, WORDS).startswith("No cost is recorded for this period")


def test_a_period_without_data_says_one_honest_sentence() -> None:
    found = assess(shop(40), parse_period("2024-Q1"))
    assert (found.verdict.code, found.verdict.reason) == ("cannot_say", "no_data")
    assert sentences.reason(found, WORDS) == (
        "No export of results covers this period. Export it again with these days and run it again."
    )


def test_a_covered_period_without_a_result_is_no_minus_one_hundred_percent() -> None:
    assert verdict(shop(40, files=(covered("orders", "2024-01-01", "2025-12-31"),)), "2024-Q1") == ("cannot_say", "no_value")


def test_claims_alone_cannot_say() -> None:
    claims_only = book(table("spend", ad()), files=(covered("spend", "2025-01-01", "2025-12-31"),), costs=[TOOL])
    assert verdict(claims_only) == ("cannot_say", "only_claims")
    assert assess(claims_only, Q3).headline.value == 0


def test_where_no_file_names_a_day_no_sentence_is_about_one() -> None:
    found = assess(book(costs=[TOOL]), Q3)
    assert sentences.ripeness(found, WORDS) == "" and not any("came after" in line for line in advice.understated(found, WORDS))


def test_nothing_priced_and_nothing_exported_cannot_say() -> None:
    assert verdict(shop(40, values={})) == ("cannot_say", "unpriced")
    assert verdict(book(costs=[TOOL])) == ("cannot_say", "no_results_export")


def test_few_customers_prove_nothing_however_much_they_paid() -> None:
    client = book(table("orders", *(order(n, net=1e6, customer=f"p{n % 4}") for n in range(40))), files=(WHOLE,), costs=[TOOL])
    found = assess(client, Q3)
    assert (found.verdict.code, found.verdict.reason) == ("not_proven", "few_customers")
    assert [each.status for each in audit.audit(found, WORDS) if each.check == "customers"] == ["review"]


def test_proxies_and_codes_of_nobody_do_not_make_a_verdict() -> None:
    posts = table("posts", {"day": "2025-08-01", "platform": "x", "post_id": "1", "impressions": 1e9})
    client = book(posts, costs=[TOOL], values={"impression": {"method": "proxy", "cpm": 5}})
    assert verdict(client) == ("cannot_say", "no_results_export")


def test_orders_decide_where_deals_are_there_too() -> None:
    deals = table("deals", {"day": "2025-08-01", "deal_id": "9", "is_won": True, "amount": 1e9, "source": "x", "currency": "EUR"})
    client = shop(40, deals)
    assert assess(client, Q3).headline.value == pytest.approx(1600)
    assert "truth" in {each.check for each in audit.audit(assess(client, Q3), WORDS)}


# --- too early ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2025-12-31", "pays_back"), ("2025-09-14", "pays_back"), ("2025-09-13", "too_early"), ("2025-07-05", "too_early")],
)
def test_a_quarter_is_young_where_most_days_lie_in_the_window(as_of: str, expected: str) -> None:
    # of 92 days, 46 come after 15 August and 47 after 14 August, which is 30 days before 13 September
    assert verdict(shop(40, as_of=as_of))[0] == expected


def test_a_month_on_its_last_day_is_young() -> None:
    assert verdict(shop(40, as_of="2025-08-31"), "2025-08") == ("too_early", "young")


def crm(lags: list[int], fresh: int, cost: float) -> Client:
    """Contacts of January, won after these days; of `fresh` contacts of August the first ten are won after 5 days."""
    old = [{"day": "2025-01-01", "contact": f"o{n}", "source": "linkedin", "count": 1.0} for n in range(len(lags))]
    new = [{"day": "2025-08-01", "contact": f"n{n}", "source": "linkedin", "count": 1.0} for n in range(fresh)]
    won = [("o", n, "2025-01-01", lag) for n, lag in enumerate(lags)] + [("n", n, "2025-08-01", 5) for n in range(10)]
    deals = [
        {
            "day": day,
            "closed_day": pd.Timestamp(day) + pd.Timedelta(days=lag),
            "deal_id": f"{kind}{n}",
            "contact": f"{kind}{n}",
            "is_won": True,
            "amount": 100.0,
            "currency": "EUR",
        }
        for kind, n, day, lag in won
    ]
    files = tuple(covered(name, "2025-01-01", "2025-08-31") for name in ("leads", "deals"))
    item = {"type": "tool", "item": "T", "amount": cost, "on": "2025-08-01"}
    return book(table("leads", *old, *new), table("deals", *deals), files=files, costs=[item])


def test_an_unripe_period_is_too_early() -> None:
    found = assess(crm([100] * 90, 20, 10.0), parse_period("2025-08"))
    assert found.headline.ripe.share < 0.5
    assert (found.verdict.code, found.verdict.reason) == ("too_early", "unripe")


def test_a_period_whose_verdict_changes_with_what_is_still_to_come_is_too_early() -> None:
    found = assess(crm([5] * 50 + [100] * 30, 15, 250.0), parse_period("2025-08"))
    assert found.headline.ripe.share > 0.5
    assert found.headline.completed > found.headline.roi
    assert (found.verdict.code, found.verdict.reason) == ("too_early", "differs_when_complete")


def test_a_ripe_enough_period_whose_verdict_stays_is_said() -> None:
    assert verdict(crm([5] * 50 + [100] * 30, 15, 10.0), "2025-08") == ("pays_back", "above")


# --- coverage ----------------------------------------------------------------------------------------------------------


def partly(first: str, cost: float = 100.0) -> Client:
    spend = covered("spend", first, "2025-12-31")
    return shop(40, table("spend", ad(cost, "2025-09-20")), files=(WHOLE, spend), as_of="2025-12-31")


def coverage_status(client: Client) -> set[str]:
    return {each.status for each in audit.audit(assess(client, Q3), WORDS) if each.check == "coverage"}


def test_missing_days_that_could_not_turn_the_verdict_are_a_review() -> None:
    client = partly("2025-07-10")
    assert verdict(client) == ("pays_back", "above")
    assert coverage_status(client) == {"pass", "review"}


def test_missing_days_that_could_turn_it_are_a_failure() -> None:
    client = partly("2025-09-15", 500.0)
    assert verdict(client) == ("cannot_say", "coverage")
    assert "fail" in coverage_status(client)


def test_spend_that_was_not_exported_at_all_is_not_read_as_zero() -> None:
    client = partly("2025-10-01")
    assert verdict(client) == ("cannot_say", "coverage")


def test_missing_spend_cannot_save_what_loses_already() -> None:
    client = shop(
        40, costs=[TOOL | {"monthly": 5000}], files=(WHOLE, covered("spend", "2025-10-01", "2025-12-31")), as_of="2025-12-31"
    )
    assert verdict(client) == ("loses", "below")


def test_missing_results_could_save_what_loses() -> None:
    client = shop(40, costs=[TOOL | {"monthly": 800}], files=(covered("orders", "2025-07-20", "2025-08-01"),), as_of="2025-12-31")
    assert verdict(client) == ("cannot_say", "coverage")


def test_web_analytics_that_stops_before_the_period_is_missing_and_not_zero() -> None:
    day = {"day": "2025-06-30", "report": "R", "sessions": 9.0, "medium": ""}
    traffic = table("traffic", {**day, "source": "tiktok", "revenue": 5.0}, {**day, "source": "google", "revenue": 5.0})
    rows = table("orders", *(order(n, source="tiktok" if n < 6 else None, net=30.0) for n in range(40)))
    stopped = covered("traffic", "2025-06-01", "2025-06-30")
    assert verdict(book(rows, traffic, files=(WHOLE, stopped), costs=[TOOL], as_of="2025-12-31")) == ("cannot_say", "coverage")
    assert verdict(book(rows, files=(WHOLE,), costs=[TOOL], as_of="2025-12-31")) == ("loses", "below")


def test_hours_that_were_not_exported_are_missing_cost() -> None:
    item = {"type": "labour", "item": "Team", "hours": "timesheets", "rate": 50}
    sheets = table("timesheets", {"day": "2025-07-05", "hours": 1.0})
    client = shop(
        40, sheets, costs=[TOOL, item], files=(WHOLE, covered("timesheets", "2025-07-01", "2025-07-07")), as_of="2025-12-31"
    )
    assert verdict(client) == ("cannot_say", "coverage")


def test_coverage_that_is_not_stated_is_a_review_and_not_missing() -> None:
    client = shop(40, files=(WHOLE | SILENT,), as_of="2025-12-31")
    assert verdict(client) == ("pays_back", "above")
    assert coverage_status(client) == {"review"}


# --- numbers beside the headline ---------------------------------------------------------------------------------------


def test_incremental_roi_has_its_own_range_and_does_not_move_the_headline() -> None:
    share = {"low": 0.25, "likely": 0.5, "high": 0.75}
    plain, shared = assess(shop(40), Q3), assess(shop(40, incremental_share=share), Q3)
    assert plain.headline.spread == shared.headline.spread
    assert (plain.incremental, plain.incremental_roi, plain.evidence) == (None, None, None)
    assert shared.incremental_roi == pytest.approx((1600 * 0.5 - 300) / 300)
    assert shared.incremental.high < shared.headline.spread.high and shared.evidence == "assumed"


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("", "assumed"),
        ("assumed", "assumed"),
        ("Experiment: regions, June", "experiment"),
        ("model: MMM", "model"),
        ("my model", "assumed"),
    ],
)
def test_the_word_for_the_evidence(source: str, word: str) -> None:
    assert evidence(ShareRange(low=0.1, likely=0.2, high=0.3, source=source)) == word


def test_the_parts_sum_to_the_headline() -> None:
    traffic = table(
        "traffic",
        *(
            {
                "day": "2025-07-01",
                "last_day": "2025-09-30",
                "source": name,
                "report": "R",
                "sessions": 1.0,
                "revenue": 5.0,
                "medium": "",
            }
            for name in ("tiktok", "instagram", "google")
        ),
    )
    client = book(
        table("orders", *(order(n, source=None if n % 2 else "tiktok") for n in range(40))),
        traffic,
        table("spend", ad(200.0)),
        costs=[TOOL],
    )
    found = assess(client, Q3)
    assert found.platforms["cost"].sum() == pytest.approx(found.headline.cost) == pytest.approx(500)
    assert found.platforms["value"].sum() == pytest.approx(found.headline.value)
    assert found.ladder.set_index(["cost", "value"]).loc[("full", "margin"), "roi"] == pytest.approx(found.headline.roi)
    assert found.headline.spread.low < found.headline.roi < found.headline.spread.high


def test_shared_costs_go_by_media_then_posts_then_equally() -> None:
    post = {"day": "2025-08-01", "platform": "instagram", "post_id": "1"}
    assert assess(shop(40, table("spend", ad()), table("posts", post)), Q3).allocation == "media_spend"
    by_posts = assess(shop(40, table("posts", post, {**post, "post_id": "2", "platform": "x"}, {**post, "post_id": "3"})), Q3)
    assert by_posts.allocation == "posts"
    assert by_posts.platforms.set_index("platform")["cost"].to_dict() == pytest.approx({"instagram": 200, "x": 100, "tiktok": 0})
    assert assess(shop(40), Q3).allocation == "equal"


def test_the_ladders_margin_row_takes_the_margin_of_leads_too() -> None:
    leads = table("leads", {"day": "2025-08-01", "source": "instagram", "count": 10.0})
    price = {"lead": {"method": "funnel", "close_rate": 0.5, "deal_value": 1000.0}}
    for basis, revenue in (("revenue", 5000.0), ("margin", 2000.0)):
        ladder = assess(book(leads, values=price, value_basis=basis), Q3).ladder
        amounts = ladder.drop_duplicates("value").set_index("value")["value_amount"]
        assert amounts["margin"] == 0.4 * 10 * 0.5 * 1000 and amounts["revenue"] == revenue


def test_goals_count_what_came_and_stay_open_where_nothing_is_known() -> None:
    people = table(
        "leads",
        {"day": "2025-08-01", "contact": "a", "source": "x", "count": 1.0},
        {"day": "2025-08-01", "contact": "b", "count": 1.0},
    )
    client = shop(40, people)
    found = goal_results(client, Q3, tally(client, Q3))
    assert (found["purchases"], found["revenue"], found["leads"], found["value"], found["new_customers"]) == (
        40,
        4000,
        1,
        1600,
        40,
    )
    nothing = goal_results(client, parse_period("2024-Q1"), tally(client, parse_period("2024-Q1")))
    assert {"purchases", "revenue", "leads", "value", "new_customers"} & set(nothing) == set()


def test_purchases_without_a_price_still_count_for_a_goal() -> None:
    client = shop(40, values={})
    assert goal_results(client, Q3, tally(client, Q3))["purchases"] == 40


@pytest.mark.parametrize(
    "client",
    [
        book(),
        book(costs=[TOOL]),
        book(files=(WHOLE | SILENT,), costs=[TOOL]),
        book(values={}),
        book(costs=[TOOL], values={"lead": LEAD, "sign_up": LEAD}),
    ],
)
def test_an_empty_client_is_judged_and_not_a_crash(client: Client) -> None:
    found = assess(client, Q3)
    assert isinstance(found, Assessment) and found.verdict.code == "cannot_say"
    assert found.headline.value == 0 and found.platforms["value"].sum() == 0


def test_hostile_names_are_only_names() -> None:
    hostile = ["<script>alert(1)</script>", "=cmd|'/C calc'!A0", "\u202egnp.exe"]
    spend = table("spend", *(ad(campaign=name, ad=name) for name in hostile))
    found = assess(shop(40, spend, costs=[TOOL | {"item": hostile[0]}]), Q3)
    assert set(found.campaigns["campaign"]) == set(hostile)
    assert found.headline.cost == pytest.approx(600)
