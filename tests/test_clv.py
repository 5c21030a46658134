"""Customer lifetime value against the published CDNOW numbers, by hand, and inside a client's value."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from books import book, table

from socialroi import clv, lifetime, value
from socialroi.params_values import Lifetime
from socialroi.periods import parse_period

CDNOW = Path(__file__).parents[2] / "shared" / "samples" / "models" / "clv"
PUBLISHED = clv.BuyingRhythm(0.243, 4.414, 0.793, 2.426)  # Fader, Hardie & Lee 2005, table 2
SPEND = clv.SpendPerPurchase(6.25, 3.74, 15.44)  # Fader & Hardie 2013, note 025
# Expected purchases of the second 39 weeks by number of repeat purchases in the first, and how many customers those are.
BY_FREQUENCY = {0: (1411, 0.2251), 1: (439, 0.5231), 2: (214, 1.0441), 3: (100, 1.5203), 4: (62, 2.1639), 5: (38, 2.6539)}
needs_cdnow = pytest.mark.skipif(not CDNOW.is_dir(), reason="the CDNOW sample is not part of the repository")


def customers(*rows: tuple[float, float, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["frequency", "recency", "age", "mean_spend"])


def cdnow() -> pd.DataFrame:
    frame = pd.read_csv(CDNOW / "cdnow_customers_summary.csv")
    return frame.rename(columns={"T": "age"})


def cdnow_purchases() -> pd.DataFrame:
    frame = pd.read_csv(CDNOW / "cdnow_sample_transactions.csv", parse_dates=["date"])
    return frame.rename(columns={"customer_id": "customer", "date": "day", "value": "revenue"})


# --- against what is published -----------------------------------------------------------------------------------------


@needs_cdnow
def test_cdnow_parameters_are_the_published_ones() -> None:
    found = clv.fit_rhythm(cdnow())
    assert (found.r, found.alpha, found.a, found.b) == pytest.approx((0.243, 4.414, 0.793, 2.426), abs=1e-3)
    likelihood, slope = clv.rhythm_likelihood(cdnow())(np.log([found.r, found.alpha, found.a, found.b]))
    assert likelihood == pytest.approx(-9582.43, abs=0.01)
    assert np.abs(slope).max() < 0.05


@needs_cdnow
def test_cdnow_spend_is_the_published_one() -> None:
    frame = pd.read_csv(CDNOW / "cdnow_summary_with_transactions.csv")
    frame = frame.rename(columns={"x": "frequency", "t_x": "recency", "T": "age", "zbar": "mean_spend"})
    found = clv.fit_spend(frame)
    assert (found.p, found.q, found.v) == pytest.approx((6.25, 3.74, 15.44), abs=1e-2)
    assert clv.spend_depends_on_frequency(frame) == pytest.approx(0.11, abs=0.01)
    first_ten = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17]  # note 025
    assert clv.expected_spend(found, frame).head(10).tolist() == pytest.approx(first_ten, abs=0.01)


@needs_cdnow
def test_cdnow_expected_purchases_are_within_one_percent() -> None:
    known = clv.summary(cdnow_purchases(), pd.Timestamp("1997-09-30"))
    expected = clv.expected_purchases(clv.fit_rhythm(known), known, 39)
    assert len(known) == 2357 and expected.sum() == pytest.approx(1653.4, rel=0.01)
    for frequency, (count, mean) in BY_FREQUENCY.items():
        mine = expected[known["frequency"] == frequency]
        assert len(mine) == count and mine.mean() == pytest.approx(mean, rel=0.01)


@needs_cdnow
def test_the_holdout_shows_how_far_off_the_forecast_was() -> None:
    found = clv.holdout(cdnow_purchases(), pd.Timestamp("1998-06-30")).iloc[0]
    assert found["customers"] == 2357 and found["bought"] == 1156
    assert found["error"] == pytest.approx(found["expected"] / 1156 - 1) and abs(found["error"]) < 0.15


def test_one_customers_next_39_weeks_as_in_the_authors_note() -> None:
    customer = customers((2, 30.43, 38.86, np.nan))
    assert clv.expected_purchases(PUBLISHED, customer, 39).item() == pytest.approx(1.226, abs=5e-4)
    assert clv.chance_active(PUBLISHED, customer).item() == pytest.approx(0.7266, abs=5e-4)


def test_a_new_customer_of_cdnow_buys_again_about_1_2_times_in_39_weeks() -> None:
    found = clv.expected_purchases(PUBLISHED, customers((0, 0, 0, np.nan)), 39).item()
    assert found == pytest.approx(1.195, abs=2e-3)  # 1.195 with the parameters before they were rounded


def test_a_customer_who_never_came_back_is_expected_to_spend_like_everybody() -> None:
    expected = clv.expected_spend(SPEND, customers((0, 0, 9, np.nan), (2, 3, 9, 22.35))).tolist()
    assert expected == pytest.approx([6.25 * 15.44 / 2.74, 6.25 * (15.44 + 2 * 22.35) / (2 * 6.25 + 2.74)])


# --- by hand -----------------------------------------------------------------------------------------------------------


def test_the_summary_counts_days_not_orders_and_weeks_from_the_first() -> None:
    days = ["2025-01-01", "2025-01-01", "2025-01-15", "2025-01-22", "2025-01-08"]
    bought = pd.DataFrame({"customer": [*"aaaab"], "day": pd.to_datetime(days), "revenue": [1.0, 2.0, 10.0, 20.0, 5.0]})
    found = clv.summary(bought, pd.Timestamp("2025-01-29"))
    assert found.loc["a"].tolist() == [2, 3, 4, 15]
    assert found.loc["b"].tolist()[:3] == [0, 0, 3] and pd.isna(found.loc["b", "mean_spend"])
    assert clv.summary(bought, pd.Timestamp("2025-01-14")).loc["a", "frequency"] == 0


def test_lifetime_revenue_is_capped_and_discounted_by_the_month() -> None:
    customer = customers((2, 30.43, 38.86, 22.35))
    plain = clv.lifetime_revenue(PUBLISHED, SPEND, customer, months=12, discount=0.0).item()
    weeks = 12 * clv.WEEKS_PER_MONTH
    each = clv.expected_spend(SPEND, customer).item()
    assert plain == pytest.approx(clv.expected_purchases(PUBLISHED, customer, weeks).item() * each)
    discounted = clv.lifetime_revenue(PUBLISHED, SPEND, customer, months=12, discount=0.1).item()
    assert plain / 1.1 < discounted < plain / 1.1 ** (1 / 12)


@pytest.mark.parametrize(
    ("churn", "months", "discount", "expected"),
    [(0.05, None, 0.0, 400.0), (0.5, 2, 0.0, 30.0), (1.0, 24, 0.1, 20.0), (0.5, None, 1.0, 20 / (1 - 0.5 * 2 ** (-1 / 12)))],
)  # fmt: skip
def test_a_subscription_is_its_fee_over_churn(churn: float, months: int, discount: float, expected: float) -> None:
    assert clv.subscription_revenue(20.0, churn, months=months, discount=discount) == pytest.approx(expected)


def test_a_churn_of_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="everybody would stay for ever"):
        Lifetime.model_validate({"method": "clv", "horizon_months": 24, "monthly_revenue": 20, "churn": 0})
    with pytest.raises(ValueError, match="churn"):
        clv.subscription_revenue(20.0, 0.0, months=None)


def test_customers_who_never_came_back_fit_nothing() -> None:
    with pytest.raises(ValueError, match="no customer has bought twice"):
        clv.fit_rhythm(customers((0, 0, 5, np.nan)))


@pytest.mark.parametrize("truth", [(0.5, 6.0, 0.8, 2.5), (1.5, 20.0, 1.5, 4.0)])
def test_simulated_customers_give_their_own_rhythm_back(truth: tuple) -> None:
    r, alpha, a, b = truth
    random = np.random.default_rng(5)
    rates, leaves = random.gamma(r, 1 / alpha, 8000), random.beta(a, b, 8000)
    rows = []
    for rate, leave in zip(rates, leaves, strict=True):
        times, at = [], 0.0
        while True:
            at += random.exponential(1 / rate)
            if at > 52:
                break
            times.append(at)
            if random.random() < leave:
                break
        rows.append((len(times), times[-1] if times else 0.0, 52.0, 0.0))
    known = customers(*rows)
    fitted = clv.fit_rhythm(known)
    expected = clv.expected_purchases(fitted, known, 26).sum()
    assert expected == pytest.approx(clv.expected_purchases(clv.BuyingRhythm(*truth), known, 26).sum(), rel=0.05)


# --- in a client's value -----------------------------------------------------------------------------------------------


def orders(returning: int, once: int) -> pd.DataFrame:
    """Customers who come back within two months of the first purchase or never: no rhythm that goes on."""
    first = pd.Timestamp("2025-01-01")
    rows = []
    for number in range(returning + once):
        days = [number % 60, number % 60 + 40, number % 60 + 60 + number % 50][: 3 if number < returning else 1]
        own = {"customer": f"c{number}", "status": "paid", "currency": "EUR", "source": "instagram"}
        for day in days:
            sale = {"day": first + pd.Timedelta(days=day), "order_id": f"{number}-{day}", "net": 20.0 + number % 7 + day % 3}
            rows.append(own | sale)
    return table("orders", *rows)


def steady(customers: int = 600) -> pd.DataFrame:
    """A year of customers who buy and leave as BG/NBD says (r 0.6, alpha 8 weeks, a 0.8, b 2.5), each purchase about 20."""
    random = np.random.default_rng(11)
    rows = []
    for number in range(customers):
        rate, leave, week = random.gamma(0.6, 1 / 8), random.beta(0.8, 2.5), random.uniform(0, 46)
        while week < 52:
            sale = {
                "day": pd.Timestamp("2024-07-01") + pd.Timedelta(days=int(7 * week)),
                "net": 20.0 + number % 7 + len(rows) % 3,
            }
            rows.append(sale | {"order_id": str(len(rows)), "customer": f"c{number}", "status": "paid", "currency": "EUR",
                                "source": "instagram"})  # fmt: skip
            if len(rows) > 1 and rows[-2]["customer"] == f"c{number}" and random.random() < leave:
                break
            week += random.exponential(1 / rate)
    return table("orders", *rows)


CLV = {"purchase": {"method": "clv", "horizon_months": 12, "discount": 0.1}}
Q1 = parse_period("2025-Q1")


def test_a_new_customer_counts_once_with_what_is_still_to_come() -> None:
    sales = steady()
    found = value.tally(book(sales, values=CLV), Q1)
    first = sales.drop_duplicates("customer")
    new = first[Q1.holds(first["day"])]
    row = found.table.iloc[0]
    assert len(found.table) == 1 and (row["action"], row["grade"], row["count"]) == ("purchase", "B", len(new))
    ahead = found.lifetime
    assert ahead.revenue.low < ahead.revenue.likely < ahead.revenue.high
    assert ahead.revenue.likely > first["net"].mean()  # more than the first purchase alone
    assert row["value"] == pytest.approx(len(new) * ahead.revenue.likely * 0.4)  # later purchases of theirs are in it


def test_the_draws_of_a_lifetime_value_surround_it() -> None:
    client = book(steady(), values=CLV)
    found = value.tally(client, Q1)
    drawn = value.draws_of(client, found)["instagram"]
    low, high = drawn.quantile([0.1, 0.9])
    assert low < found.total("AB") < high and found.total("A") == 0


def test_a_model_that_its_own_past_belies_prices_nothing_and_says_what_it_would_have_added() -> None:
    """Of these customers nobody comes back after two months: the model foretells 57 purchases, and 37 come (+54 %)."""
    sales = orders(60, 140)
    found = value.tally(book(sales, values=CLV), Q1)
    in_quarter = sales[Q1.holds(sales["day"])]
    assert found.lifetime.tried.error > lifetime.MOST_OFF and found.lifetime.grade == "C"
    rows = found.table.set_index(["action", "grade"])
    assert rows.loc[("purchase", "A"), "value"] == pytest.approx(0.4 * in_quarter["net"].sum())
    assert found.total("AB") == pytest.approx(0.4 * in_quarter["net"].sum())
    first = sales.drop_duplicates("customer")["net"].mean()
    assert rows.loc[("later_purchases", "C"), "count"] == 200
    assert rows.loc[("later_purchases", "C"), "value"] == pytest.approx(200 * 0.4 * (found.lifetime.revenue.likely - first))


def test_the_range_of_a_lifetime_value_holds_its_miss_on_the_own_past() -> None:
    sales = orders(60, 140)
    worth = value.tally(book(sales, values=CLV), Q1).lifetime
    first, tried = sales.drop_duplicates("customer")["net"].mean(), worth.tried
    missed = first + (worth.revenue.likely - first) * tried.bought / tried.expected
    assert worth.revenue.low <= missed + 1e-9


def test_a_holdout_of_few_purchases_bears_nothing_out() -> None:
    known = {
        "customers": 90,
        "came_back": 31,
        "cut": pd.Timestamp("2025-01-01"),
        "correlation": 0.0,
        "first": 20.0,
        "a_year": 1.0,
    }
    tried = [lifetime.Tried(expected=expected, bought=bought, error=expected / bought - 1, **known)
             for expected, bought in ((19.0, 19), (20.0, 20), (25.0, 20), (25.1, 20), (29.0, 40))]  # fmt: skip
    assert [each.is_borne_out for each in tried] == [False, True, True, False, False]


def test_too_few_returning_customers_leave_purchases_at_what_they_brought() -> None:
    sales = orders(lifetime.FEWEST_BACK - 1, 100)
    found = value.tally(book(sales, values=CLV), Q1)
    assert found.lifetime is None
    assert found.total("AB") == pytest.approx(0.4 * sales.loc[Q1.holds(sales["day"]), "net"].sum())


def test_a_subscribers_value_needs_no_history() -> None:
    price = {"purchase": {"method": "clv", "horizon_months": 2, "discount": 0.0, "monthly_revenue": 10,
                          "churn": {"low": 0.25, "likely": 0.5, "high": 0.75}}}  # fmt: skip
    found = value.tally(book(orders(0, 4), values=price), Q1)
    revenue = found.lifetime.revenue
    assert (revenue.low, revenue.likely, revenue.high) == (12.5, 15.0, 17.5)
    assert found.total("B") == pytest.approx(4 * 15 * 0.4)
