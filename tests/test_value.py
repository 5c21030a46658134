"""The tally: every priced action by platform and grade, priced once, and its draws."""

import numpy as np
import pandas as pd
import pytest
from books import book, table
from hypothesis import given, settings
from hypothesis import strategies as st

from socialroi import uncertainty, value
from socialroi.client import Client
from socialroi.periods import parse_period

Q3 = parse_period("2025-Q3")
LEAD = {"method": "funnel", "close_rate": {"low": 0.1, "likely": 0.2, "high": 0.3}, "deal_value": 1000.0}
ACTUAL = {"method": "actual"}


def order(number: int, net: float, source: str | None = None, **columns: object) -> dict:
    keys = {
        "day": "2025-08-01",
        "order_id": str(number),
        "customer": f"p{number}",
        "status": "paid",
        "net": net,
        "currency": "EUR",
    }
    return keys | {"source": source} | columns


def visit(source: str, revenue: float) -> dict:
    keys = {"day": "2025-07-01", "last_day": "2025-09-30", "source": source, "medium": "social", "report": "R", "sessions": 1.0}
    return keys | {"revenue": revenue}


def lead(number: int, source: str | None, day: str = "2025-08-01") -> dict:
    return {"day": day, "contact": f"c{number}", "source": source, "count": 1.0}


def shop(**params: object) -> Client:
    """Of 1,000 net: 100 proven for Instagram, 700 without a source, 200 by search; analytics gives social 30 % and 20 %."""
    orders = table("orders", order(1, 100.0, "instagram"), order(2, 400.0), order(3, 300.0), order(4, 200.0, "google"))
    traffic = table("traffic", visit("instagram", 30.0), visit("tiktok", 20.0), {**visit("google", 50.0), "medium": "organic"})
    return book(orders, traffic, **params)


def cells(client: Client) -> dict[tuple, float]:
    found = value.tally(client, Q3).table
    return {
        (row.action, row.platform if isinstance(row.platform, str) else "", row.grade): row.value for row in found.itertuples()
    }


def test_grade_a_is_proven_and_grade_b_is_what_the_share_adds() -> None:
    found = value.tally(shop(), Q3)
    assert cells(shop()) == pytest.approx(
        {("purchase", "instagram", "A"): 40.0, ("purchase", "instagram", "B"): 0.4 * 200, ("purchase", "tiktok", "B"): 0.4 * 200}
    )
    assert (found.total("A"), found.total("AB"), found.revenue("AB")) == pytest.approx((40.0, 200.0, 500.0))


def test_revenue_is_the_value_where_the_client_counts_revenue() -> None:
    assert value.tally(shop(value_basis="revenue"), Q3).total("AB") == pytest.approx(500)


def test_parts_sum_to_the_total() -> None:
    found = value.tally(shop(), Q3)
    by_grade = sum(found.total(grade) for grade in "AB")
    assert by_grade == pytest.approx(found.total("AB")) == pytest.approx(found.table.groupby("platform")["value"].sum().sum())


def test_only_the_periods_orders_count() -> None:
    client = book(
        table("orders", order(1, 100.0, "x"), order(2, 50.0, "x", day="2025-10-01"), order(3, 7.0, "x", day="2025-06-30"))
    )
    assert value.tally(client, Q3).total() == pytest.approx(40)


def test_purchases_without_a_price_have_no_value() -> None:
    assert value.tally(shop(values={}), Q3).table.empty
    assert value.tally(shop(values={}), Q3).total("AB") == 0


def test_leads_are_priced_by_platform_and_the_close_rate_once() -> None:
    people = table("leads", lead(1, "linkedin"), lead(2, "linkedin"), lead(3, "x"), lead(4, "google"), lead(5, "x", "2025-10-01"))
    client = book(people, values={"lead": LEAD})
    assert cells(client) == pytest.approx({("lead", "linkedin", "B"): 2 * 0.2 * 1000 * 0.4, ("lead", "x", "B"): 80.0})


def test_a_person_is_money_once() -> None:
    people = table("leads", lead(1, "linkedin"), lead(2, "linkedin"))
    won = table(
        "deals",
        {
            "day": "2025-08-02",
            "closed_day": "2025-08-09",
            "deal_id": "1",
            "contact": "c1",
            "is_won": True,
            "amount": 500.0,
            "currency": "EUR",
        },
    )
    both = book(people, won, values={"purchase": ACTUAL, "lead": LEAD})
    assert cells(both) == pytest.approx({("purchase", "linkedin", "A"): 200.0, ("lead", "linkedin", "B"): 80.0})


def test_leads_that_bought_stay_leads_where_purchases_have_no_price() -> None:
    people = table("leads", lead(1, "linkedin"), lead(2, "linkedin"))
    won = table(
        "deals", {"day": "2025-08-02", "deal_id": "1", "contact": "c1", "is_won": True, "amount": 500.0, "currency": "EUR"}
    )
    assert cells(book(people, won, values={"lead": LEAD})) == pytest.approx({("lead", "linkedin", "B"): 160.0})


def test_answered_messages_on_social_media_save_contacts() -> None:
    rows = [
        {"day": "2025-08-01", "ticket_id": str(n), "channel": channel, "is_answered": answered}
        for n, (channel, answered) in enumerate([("Facebook", True), ("Facebook", False), ("email", True), (None, True)])
    ]
    saving = {"method": "saving", "cost_per_contact": 6.5, "cost_per_reply": 2.5, "deflection": 0.5, "source": "measured 2024"}
    assert cells(book(table("tickets", *rows), values={"support_reply": saving})) == {("support_reply", "facebook", "B"): 2.0}


def test_a_message_of_which_nobody_knows_whether_it_was_answered_saves_nothing() -> None:
    rows = [
        {"day": "2025-08-01", "ticket_id": str(n), "channel": "x", "is_answered": known} for n, known in enumerate((True, None))
    ]
    saving = {"method": "saving", "cost_per_contact": 6.5, "cost_per_reply": 2.5, "deflection": 0.5, "source": "measured 2024"}
    assert cells(book(table("tickets", *rows), values={"support_reply": saving})) == {("support_reply", "x", "B"): 2.0}


def sign_up(source: str | None, at: str, **columns: object) -> dict:
    return {"at": pd.Timestamp(at, tz="UTC"), "action": "sign_up", "source": source} | columns


def test_other_actions_are_counted_in_the_clients_time_zone_and_never_by_a_platforms_claim() -> None:
    rows = table(
        "conversions",
        sign_up("facebook", "2025-10-01 03:00"),
        sign_up("facebook", "2025-07-01 03:00"),
        sign_up("google", "2025-08-01"),
        sign_up("facebook", "2025-08-01", reported_by="Facebook Ads"),
        sign_up("facebook", "2025-08-01", action="download"),
    )
    client = book(rows, timezone="America/New_York", values={"sign_up": LEAD})
    assert cells(client) == pytest.approx({("sign_up", "facebook", "B"): 80.0})


def led_to_purchases(*nets: float) -> Client:
    """Two sign-ups of which a tenth buys, beside purchases by other people."""
    signed = table("conversions", *(sign_up("instagram", "2025-08-02T10:00:00Z", visitor=name) for name in "ab"))
    bought = table("orders", *(order(number, net) for number, net in enumerate(nets)))
    return book(bought, signed, values={"purchase": ACTUAL, "sign_up": {"method": "step", "to": "purchase", "share": 0.1}})


def test_a_single_purchase_prices_the_step_to_it_and_leaves_its_size_open() -> None:
    client = led_to_purchases(100.0)
    found = value.tally(client, Q3)
    assert cells(client) == pytest.approx({("sign_up", "instagram", "B"): 2 * 0.1 * 100 * 0.4})
    drawn = value.draws_of(client, found)["instagram"]
    assert drawn.mean() == pytest.approx(8.0, rel=0.05) and drawn.max() > 100 * 0.4


def test_purchases_that_were_paid_back_price_no_step() -> None:
    client = led_to_purchases(10.0, -50.0)
    found = value.tally(client, Q3)
    assert np.isnan(cells(client)["sign_up", "instagram", "B"])
    assert value.draws_of(client, found).empty or not value.draws_of(client, found).to_numpy().any()


def test_a_price_without_any_export_of_the_action_adds_nothing() -> None:
    prices = {"sign_up": LEAD, "lead": LEAD, "impression": {"method": "proxy", "cpm": 5}}
    assert value.tally(book(values=prices), Q3).table.empty


def post(impressions: float) -> pd.DataFrame:
    return table("posts", {"day": "2025-08-01", "platform": "instagram", "post_id": "1", "impressions": impressions})


def test_impressions_are_a_proxy_and_never_in_the_headline() -> None:
    spend = table(
        "spend",
        {"day": "2025-08-01", "platform": "meta", "cost": 20.0, "impressions": 4000.0, "currency": "EUR"},
        {"day": "2025-08-01", "platform": "x", "cost": 99.0, "currency": "EUR"},
    )
    found = value.tally(book(post(10_000.0), spend, values={"impression": {"method": "proxy", "cpm": "own"}}), Q3)
    assert (found.total("C"), found.total("AB")) == pytest.approx((50.0, 0.0))


def test_impressions_without_a_known_price_are_not_worth_zero() -> None:
    found = value.tally(book(post(10_000.0), values={"impression": {"method": "proxy", "cpm": "own"}}), Q3)
    assert np.isnan(found.total("C")) and found.total("AB") == 0


# --- draws -------------------------------------------------------------------------------------------------------------


def test_draws_are_centred_on_the_likely_value_and_sum_over_platforms() -> None:
    client = shop(gross_margin={"low": 0.3, "likely": 0.4, "high": 0.5})
    draws = value.draws_of(client, value.tally(client, Q3), draws=4000)
    assert sorted(draws.columns) == ["instagram", "tiktok"] and len(draws) == 4000
    assert draws.notna().all(axis=None) and (draws >= 0).all(axis=None)


def test_with_many_customers_the_mean_of_the_draws_is_the_value() -> None:
    client = book(table("orders", *(order(n, 10.0 + n % 7, "tiktok") for n in range(200))))
    found = value.tally(client, Q3)
    draws = value.draws_of(client, found, draws=8000).sum(axis=1)
    assert draws.mean() == pytest.approx(found.total(), rel=0.01)
    assert draws.std() == pytest.approx(0.4 * np.sqrt(((10 + np.arange(200) % 7) ** 2).sum()), rel=0.03)


def test_grade_b_draws_never_exceed_the_orders_without_a_source() -> None:
    client = shop(value_basis="revenue")
    draws = value.draws_of(client, value.tally(client, Q3), draws=2000)
    assert draws["tiktok"].max() <= 20 * 700  # at most every unsourced order, however often it is drawn
    no_room = book(table("orders", order(1, 100.0, "google")), shop().tables["traffic"], value_basis="revenue")
    drawn = value.draws_of(no_room, value.tally(no_room, Q3), draws=500)
    assert drawn.sum(axis=1).max() == 0


def test_a_wrong_close_rate_is_wrong_on_every_platform() -> None:
    """Split over four platforms the same leads have the same spread: the assumption is drawn once for all of them."""
    names = ("linkedin", "x", "facebook", "tiktok")
    one = book(table("leads", *({"day": "2025-08-01", "source": "x", "count": 1000.0} for _ in names)), values={"lead": LEAD})
    four = book(
        table("leads", *({"day": "2025-08-01", "source": name, "count": 1000.0} for name in names)), values={"lead": LEAD}
    )
    spreads = [value.draws_of(each, value.tally(each, Q3), draws=8000).sum(axis=1).std() for each in (one, four)]
    assert spreads[1] == pytest.approx(spreads[0], rel=0.05)


def test_no_value_has_no_draws_but_as_many_rows() -> None:
    found = value.draws_of(book(), value.tally(book(), Q3), draws=7)
    assert found.shape == (7, 0) and found.sum(axis=1).tolist() == [0.0] * 7


def test_the_report_uses_twenty_thousand_draws() -> None:
    assert len(value.draws_of(shop(), value.tally(shop(), Q3))) == uncertainty.DRAWS == 20_000


NETS = [10.0, 20.0, 30.0, 30.0, 55.0, 5.0]  # two customers spend the same: only their order tells them apart


@settings(max_examples=5)
@given(st.permutations(range(6)), st.permutations("uvwxyz"))
def test_draws_depend_neither_on_hashes_nor_on_the_order_of_rows(row_order: list[int], hashes: list[str]) -> None:
    def drawn(names: list[str], order_of: list[int]) -> pd.DataFrame:
        sources = ["tiktok", None, "x", None, "tiktok", None]
        rows = [order(n, NETS[n], sources[n], customer=names[n % 4], day=f"2025-08-0{1 + n}") for n in range(6)]
        frame = table("orders", *rows).iloc[order_of].reset_index(drop=True)
        client = book(frame, table("traffic", visit("tiktok", 50.0), {**visit("google", 50.0), "medium": ""}))
        return value.draws_of(client, value.tally(client, Q3), draws=200)

    pd.testing.assert_frame_equal(drawn(list("abcdef"), list(range(6))), drawn(hashes, row_order))
