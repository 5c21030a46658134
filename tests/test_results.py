"""Purchases: what counts, on which day, who brought it, and what web analytics may add."""

import pandas as pd
import pytest
from books import book, table
from hypothesis import given, settings
from hypothesis import strategies as st

from socialroi import results
from socialroi.periods import parse_period

Q3 = parse_period("2025-Q3")
HOSTILE = '<script>alert("x")</script>=cmd()\u202e'


def order(number: int, net: float | None = 10.0, **columns: object) -> dict:
    return {"day": "2025-07-01", "order_id": str(number), "status": "paid", "net": net, "currency": "EUR"} | columns


def deal(number: int, amount: float | None = 100.0, **columns: object) -> dict:
    keys = {"day": "2025-07-20", "closed_day": "2025-09-01", "deal_id": str(number), "contact": f"c{number}", "is_won": True,
            "amount": amount, "currency": "EUR"}  # fmt: skip
    return keys | columns


def lead(number: int, day: str = "2025-07-01", **columns: object) -> dict:
    return {"day": day, "contact": f"c{number}", "count": 1.0} | columns


def visit(source: str | None, medium: str = "", day: str = "2025-07-01", last_day: str | None = None, **columns: object) -> dict:
    keys = {"day": day, "last_day": last_day or day, "source": source, "medium": medium, "report": "R", "sessions": 1.0}
    return keys | columns


# --- orders ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["unpaid", "cancelled"])
def test_only_paid_orders_are_purchases(status: str) -> None:
    bought = results.purchases(book(table("orders", order(1), order(2, status=status), order(3, None))))
    assert bought["revenue"].tolist() == [10]


def test_a_refund_is_already_in_the_net_and_taken_once() -> None:
    bought = results.purchases(book(table("orders", order(1, 60.0, gross=120.0, refunded=40.0))))
    assert bought["revenue"].tolist() == [60]


@pytest.mark.parametrize(
    ("columns", "platform", "how", "is_sourced"),
    [
        ({"source": "ig", "medium": "paid_social"}, "instagram", "tag", True), ({"code": " mira10 "}, "instagram", "code", True),
        ({"code": "VIP, mira10"}, "instagram", "code", True),
        ({"heard_from": "facebook"}, "facebook", "heard", True), ({"heard_from": "other"}, None, "", True),
        ({"source": "google"}, None, "", True), ({}, None, "", False), ({"code": "WELCOME5"}, None, "", False),
        ({"source": "tiktok", "code": "MIRA10", "heard_from": "x"}, "tiktok", "tag", True),
        ({"source": "buffer", "medium": "social", "code": "MIRA10"}, "instagram", "tag", True),
        ({"source": "google", "heard_from": "tiktok"}, "tiktok", "heard", True),
        ({"source": HOSTILE, "medium": HOSTILE, "campaign": HOSTILE}, None, "", True),
    ],
)  # fmt: skip
def test_what_the_order_itself_says_decides(columns: dict, platform: str | None, how: str, is_sourced: bool) -> None:
    found = results.purchases(book(table("orders", order(1, **columns)), codes={"MIRA10": "Instagram"})).iloc[0]
    assert (None if pd.isna(found["platform"]) else found["platform"]) == platform
    assert ("" if pd.isna(found["how"]) else found["how"]) == how
    assert bool(found["is_sourced"]) is is_sourced


def test_a_hostile_campaign_of_a_social_order_stays_as_it_is() -> None:
    found = results.purchases(book(table("orders", order(1, source="tiktok", campaign=HOSTILE))))
    assert found["campaign"].tolist() == [HOSTILE]


def test_a_customers_first_order_is_new_and_anonymous_sales_say_nothing() -> None:
    rows = table("orders", order(1, customer="b", day="2025-07-09"), order(2, customer="b", day="2025-07-02"), order(3),
                 order(4, customer="d", is_new_customer=False))  # fmt: skip
    bought = results.purchases(book(rows))
    assert bought["is_new_customer"].tolist()[:2] == [False, True]
    assert pd.isna(bought["is_new_customer"].iloc[2])
    assert not bought["is_new_customer"].iloc[3]
    assert bought["customer"].nunique() == 3


def test_anonymous_sales_are_each_a_customer_of_their_own() -> None:
    assert results.purchases(book(table("orders", order(1), order(2))))["customer"].nunique() == 2


def test_orders_are_the_truth_where_deals_are_there_too() -> None:
    client = book(table("orders", order(1, 10.0)), table("deals", deal(1, 1000.0)))
    assert results.purchases(client)["revenue"].tolist() == [10]


def test_the_period_holds_its_first_and_last_day() -> None:
    days = ("2025-06-30", "2025-07-01", "2025-09-30", "2025-10-01")
    bought = results.purchases(book(table("orders", *(order(n, day=day) for n, day in enumerate(days)))))
    assert results.in_period(bought, Q3)["day"].dt.strftime("%m-%d").tolist() == ["07-01", "09-30"]


# --- deals -------------------------------------------------------------------------------------------------------------


def test_a_won_deal_counts_on_the_day_of_its_contact_with_the_contacts_source() -> None:
    found = results.purchases(
        book(table("deals", deal(1)), table("leads", lead(1, "2025-06-15", source="linkedin", medium="paid_social")))
    )
    row = found.iloc[0]
    assert (row["day"], row["result_day"]) == (pd.Timestamp("2025-06-15"), pd.Timestamp("2025-09-01"))
    assert (row["platform"], row["how"], bool(row["is_paid"])) == ("linkedin", "crm", True)


@pytest.mark.parametrize("columns", [{"is_won": False}, {"is_won": None}, {"amount": None}])
def test_a_deal_that_is_not_won_or_has_no_amount_is_no_purchase(columns: dict) -> None:
    assert results.purchases(book(table("deals", deal(1, **columns)))).empty


def test_a_deal_without_a_known_contact_counts_on_the_day_it_closed() -> None:
    found = results.purchases(book(table("deals", deal(1, contact=None), deal(2))))
    assert set(found["day"]) == {pd.Timestamp("2025-09-01")}
    assert found["customer"].tolist() == ["deal 1", "c2"]


def test_a_contact_made_after_the_deal_does_not_move_it() -> None:
    found = results.purchases(book(table("deals", deal(1)), table("leads", lead(1, "2025-09-05"))))
    assert found["day"].tolist() == [pd.Timestamp("2025-09-01")]


def test_a_deals_own_source_and_answer_come_before_the_contacts() -> None:
    people = table(
        "leads", lead(1, source="facebook", heard_from="tiktok"), lead(2, source="google"), lead(3, heard_from="reddit")
    )
    deals = table("deals", deal(1, source="linkedin"), deal(2, heard_from="instagram"), deal(3))
    assert results.purchases(book(deals, people))["platform"].tolist() == ["linkedin", "instagram", "reddit"]


def test_a_deal_beyond_the_window_is_not_the_contacts() -> None:
    frames = (table("deals", deal(1)), table("leads", lead(1, "2025-07-01")))  # 62 days
    assert len(results.purchases(book(*frames, window_days=62))) == 1
    assert results.purchases(book(*frames, window_days=61)).empty


# --- leads -------------------------------------------------------------------------------------------------------------


def test_a_lead_without_a_count_is_one() -> None:
    assert results.leads(book(table("leads", lead(1, count=None))))["count"].tolist() == [1]


# --- web analytics -----------------------------------------------------------------------------------------------------


def test_one_report_is_read_and_none_added_to_another() -> None:
    by_source = [visit("tiktok", key_events=1.0), visit("google", key_events=3.0)]
    by_page = [visit(row["source"], key_events=row["key_events"], landing_page="/a", report="Pages") for row in by_source]
    by_group = [visit(None, channel_group="Organic Social", key_events=4.0, report="Groups")]
    found = results.best_traffic(table("traffic", *by_page, *by_source, *by_group), Q3)
    assert len(found) == 2 and found["report"].nunique() == 1


def test_two_files_of_the_same_report_go_together_and_a_row_in_both_counts_once() -> None:
    rows = [visit("tiktok", key_events=1.0, file="a"), visit("tiktok", key_events=1.0, file="b"),
            visit("tiktok", day="2025-07-02", key_events=1.0, file="b")]  # fmt: skip
    assert results.best_traffic(table("traffic", *rows), Q3)["day"].dt.day.tolist() == [1, 2]


def test_days_are_preferred_to_one_row_for_several_days() -> None:
    rows = [
        visit("tiktok", last_day="2025-07-31", key_events=9.0, report="Long"),
        visit("tiktok", key_events=1.0, report="Daily"),
    ]
    assert results.best_traffic(table("traffic", *rows), Q3)["report"].tolist() == ["Daily"]


def test_visits_without_results_give_no_share() -> None:
    traffic = table("traffic", visit("tiktok"), visit("google"))
    assert results.best_traffic(traffic, Q3).empty
    assert results.analytics_share(traffic).empty
    assert results.covered_days(traffic.iloc[:0], Q3).empty


def test_the_share_is_of_revenue_and_else_of_key_events() -> None:
    rows = [visit("tiktok", revenue=30.0, key_events=1.0), visit("google", revenue=70.0, key_events=1.0)]
    share = results.analytics_share(table("traffic", *rows))
    assert share.values.tolist() == [["tiktok", 0.3, "revenue"]]
    events = results.analytics_share(table("traffic", *({**row, "revenue": None} for row in rows)))
    assert events.values.tolist() == [["tiktok", 0.5, "key_events"]]


def test_covered_days_are_the_reports_days_inside_the_period() -> None:
    days = results.covered_days(table("traffic", visit("x", day="2025-06-01", last_day="2025-07-02")), Q3)
    assert days.strftime("%m-%d").tolist() == ["07-01", "07-02"]


def bought(*rows: tuple[str | None, float, bool]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["platform", "revenue", "is_sourced"]).astype({"platform": "str", "is_sourced": bool})


def test_the_share_fills_up_what_the_orders_prove_themselves() -> None:
    rows = bought(("instagram", 10.0, True), (None, 50.0, False), (None, 40.0, True))
    shares = pd.DataFrame({"platform": ["instagram", "tiktok"], "share": [0.3, 0.1]})
    added = results.shared_out(rows, shares).set_index("platform")
    assert added["revenue"].to_dict() == pytest.approx({"instagram": 20.0, "tiktok": 10.0})
    # counts: 0.3 x 3 less the one that is proven is nothing; 0.1 x 3 of one unsourced order
    assert added["count"].to_dict() == pytest.approx({"instagram": 0.0, "tiktok": 0.3})


def test_the_share_never_takes_more_than_the_orders_without_a_source() -> None:
    rows = bought(("instagram", 10.0, True), (None, 6.0, False), (None, 84.0, True))
    added = results.shared_out(rows, pd.DataFrame({"platform": ["facebook", "tiktok"], "share": [0.2, 0.1]}))
    assert added["revenue"].tolist() == pytest.approx([4.0, 2.0])


_BOUGHT = st.tuples(st.sampled_from(["meta", "tiktok", None]), st.floats(-50, 500), st.booleans()).map(
    lambda row: (row[0], row[1], row[2] or row[0] is not None)
)
_SHARES = st.dictionaries(st.sampled_from(["meta", "tiktok", "x"]), st.floats(0.01, 0.33), min_size=1)


@given(st.lists(_BOUGHT, min_size=1, max_size=12), _SHARES)
def test_grade_b_is_never_negative_and_never_more_than_what_has_no_source(rows: list[tuple], shares: dict[str, float]) -> None:
    frame = bought(*rows)
    added = results.shared_out(frame, pd.DataFrame({"platform": list(shares), "share": list(shares.values())}))
    unsourced = frame.loc[~frame["is_sourced"], "revenue"].sum()
    assert (added["revenue"] >= 0).all()
    assert added["revenue"].sum() <= max(unsourced, 0) + 1e-9


def test_a_client_without_tables_has_no_results() -> None:
    assert results.purchases(book()).empty and results.purchases(book()).columns.tolist() == results.PURCHASES
    assert results.leads(book()).empty
    assert results.best_traffic(book().tables["traffic"], Q3).empty


@settings(max_examples=5)
@given(st.permutations(range(6)))
def test_the_order_of_the_rows_does_not_matter(order_of: list[int]) -> None:
    rows = table("orders", *(order(n, 10.0 * n, customer="ab"[n % 2], day=f"2025-07-0{1 + n // 2}") for n in range(6)))
    there = results.purchases(book(rows)).sort_values("row", ignore_index=True)
    mixed = results.purchases(book(rows.iloc[order_of].reset_index(drop=True))).sort_values("row", ignore_index=True)
    pd.testing.assert_frame_equal(there, mixed)
