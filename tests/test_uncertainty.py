"""Draws: PERT has its mean and ends, the bootstrap covers by customers and not by orders, and every run repeats."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialroi import uncertainty
from socialroi.params_types import Assumption


def drawn(low: float, likely: float, high: float, draws: int = 40_000) -> np.ndarray:
    return uncertainty.pert(Assumption(low=low, likely=likely, high=high), draws, uncertainty.generator())


@pytest.mark.parametrize(("low", "likely", "high"), [(0.38, 0.42, 0.46), (800, 1200, 2000), (0, 0, 1), (0, 1, 1)])
def test_pert_has_its_mean_its_variance_and_hard_ends(low: float, likely: float, high: float) -> None:
    found, mean = drawn(low, likely, high), (low + 4 * likely + high) / 6
    assert found.min() >= low and found.max() <= high
    assert found.mean() == pytest.approx(mean, abs=0.01 * (high - low))
    assert found.var() == pytest.approx((mean - low) * (high - mean) / 7, rel=0.03)


def test_a_range_of_no_width_is_a_number() -> None:
    assert set(drawn(0.4, 0.4, 0.4, 10)) == {0.4}


@given(st.tuples(*(st.floats(0, 1e6) for _ in range(3))).map(sorted))
def test_draws_stay_inside_the_assumption(ends: list[float]) -> None:
    found = drawn(*ends, draws=50)
    assert ((found >= ends[0]) & (found <= ends[2] * (1 + 1e-12))).all()


def test_resampled_sums_have_the_sum_as_mean_and_the_squares_as_variance() -> None:
    amounts = np.array([[3.0, 1.0], [4.0, 0.0], [0.0, 2.0]])
    sums = uncertainty.resampled_sums(amounts, 40_000, uncertainty.generator())
    assert sums.mean(axis=0) == pytest.approx([7, 3], rel=0.02)
    assert sums.var(axis=0) == pytest.approx([25, 5], rel=0.04)
    assert np.cov(sums.T)[0, 1] == pytest.approx(3, rel=0.1)


def test_the_weights_of_customers_are_those_of_a_poisson_distribution() -> None:
    random = uncertainty.generator()
    drawn_once = uncertainty.resampled_sums(np.ones((1, 1)), 400_000, random)[:, 0]
    for weight, chance in enumerate([1.0, 1.0, 1 / 2, 1 / 6, 1 / 24, 1 / 120]):  # × e⁻¹
        assert (drawn_once == weight).mean() == pytest.approx(chance / np.e, abs=0.003)


def test_many_small_customers_are_drawn_from_their_normal_limit() -> None:
    amounts = np.random.default_rng(1).gamma(2, 30, (1500, 1))
    sums = uncertainty.resampled_sums(amounts, 20_000, uncertainty.generator())
    assert sums.mean() == pytest.approx(amounts.sum(), rel=0.01)
    assert sums.std() == pytest.approx(np.sqrt((amounts**2).sum()), rel=0.03)


def coverage(by_customer: bool, worlds: int = 400) -> float:
    """How often the 80 % range holds the true mean of the sum; a customer orders many times, for about the same amount."""
    random, hits = np.random.default_rng(7), 0
    for _ in range(worlds):
        customers = random.poisson(40)
        orders, size = 1 + random.poisson(4, customers), random.gamma(4, 25, customers)
        amounts = orders * size if by_customer else np.repeat(size, orders)
        draws = uncertainty.resampled_sums(amounts[:, None], 400, random)
        low, high = np.quantile(draws, [0.1, 0.9])
        hits += low <= 40 * 5 * 100 <= high
    return hits / worlds


def test_eighty_percent_covers_eighty_percent_by_customers_and_less_by_orders() -> None:
    assert coverage(by_customer=True) == pytest.approx(0.80, abs=0.06)
    assert coverage(by_customer=False) < 0.60


def test_shares_are_drawn_around_their_counts() -> None:
    found = uncertainty.shares(np.array([20.0, 30.0]), 100.0, 40_000, uncertainty.generator())
    assert found.mean(axis=0) == pytest.approx([0.2, 0.3], rel=0.02)
    assert found[:, 0].var() == pytest.approx(0.2 * 0.8 / 101, rel=0.05)
    assert (found.sum(axis=1) <= 1).all()


def test_shares_of_all_results_leave_nothing_over() -> None:
    found = uncertainty.shares(np.array([60.0, 40.0]), 100.0, 100, uncertainty.generator())
    assert found.sum(axis=1) == pytest.approx(np.ones(100))


def test_the_spread_is_the_tenth_and_ninetieth_percentile() -> None:
    found = uncertainty.spread(np.arange(-10.0, 91.0), hurdle=50.0)
    assert (found.low, found.high) == pytest.approx((0.0, 80.0))
    assert found.p_positive == pytest.approx(90 / 101)
    assert found.p_hurdle == pytest.approx(40 / 101)


def test_zero_itself_is_not_above_zero() -> None:
    assert uncertainty.spread(np.zeros(5)).p_positive == 0


def test_every_run_draws_the_same() -> None:
    assert drawn(0, 1, 3, 5).tolist() == drawn(0, 1, 3, 5).tolist()
