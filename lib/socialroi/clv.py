"""What a customer will still buy: BG/NBD for how often, gamma-gamma for how much, both by maximum likelihood.

Fader, Hardie & Lee 2005, Marketing Science 24(2) (BG/NBD); Fader & Hardie 2013, note 025 (gamma-gamma). Time is in weeks.
"""

from collections.abc import Callable
from dataclasses import astuple, dataclass

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.special import gammaln, hyp2f1, psi

# logarithms of the parameters -> log-likelihood and its slope
Likelihood = Callable[[np.ndarray], tuple[float, np.ndarray]]
WEEKS_PER_MONTH = 365.25 / 12 / 7


@dataclass(frozen=True)
class BuyingRhythm:
    """BG/NBD: customers buy at rates spread as Gamma(r, alpha) and leave after a purchase with chances spread as Beta(a, b)."""

    r: float
    alpha: float
    a: float
    b: float


@dataclass(frozen=True)
class SpendPerPurchase:
    """Gamma-gamma: each customer's purchases vary around an own mean (p), and the means vary over customers (q, v)."""

    p: float
    q: float
    v: float


def summary(purchases: pd.DataFrame, until: pd.Timestamp) -> pd.DataFrame:
    """Each customer's past in four numbers. In: customer, day, revenue. One row per customer, by name.

    Out: frequency (days with a purchase after the first), recency and age (weeks from the first purchase to the last one
    and to `until`), mean_spend (of the purchases after the first; missing without one). Purchases of one day are one.
    """
    daily = purchases[purchases["day"] <= until].groupby(["customer", "day"])["revenue"].sum().reset_index()
    first = daily.groupby("customer")["day"].transform("min")
    grouped = daily.assign(later=daily["revenue"].where(daily["day"] > first)).groupby("customer")
    days = grouped["day"].agg(["min", "max", "size"])
    return pd.DataFrame({
        "frequency": days["size"] - 1.0, "recency": (days["max"] - days["min"]).dt.days / 7,
        "age": (until - days["min"]).dt.days / 7, "mean_spend": grouped["later"].mean(),
    })  # fmt: skip


def fit_rhythm(customers: pd.DataFrame) -> BuyingRhythm:
    """The BG/NBD that fits frequency, recency and age best. In: `summary`. Raises ValueError where nobody came back."""
    if not customers["frequency"].gt(0).any():
        raise ValueError("no customer has bought twice")
    likelihood = rhythm_likelihood(customers)
    scale = customers["age"].mean()
    return BuyingRhythm(*_fitted(likelihood, np.log([0.5, scale / 2, 1.0, 2.0])))


def rhythm_likelihood(customers: pd.DataFrame) -> Likelihood:
    """Log-likelihood of BG/NBD and its slope, as a function of the logarithms of r, alpha, a, b."""
    alike = customers.groupby(["frequency", "recency", "age"]).size()  # customers with the same past weigh together
    x, recency, age = (alike.index.get_level_values(level).to_numpy(float) for level in range(3))
    count, again = alike.to_numpy(float), x > 0
    times, place = np.unique(x, return_inverse=True)

    def value(logs: np.ndarray) -> tuple[float, np.ndarray]:
        r, alpha, a, b = np.exp(logs)
        log_age, log_recency = np.log(alpha + age), np.log(alpha + recency)
        stays = -(r + x) * log_age
        left = np.where(again, np.log(a) - np.log(b + np.maximum(x, 1) - 1) - (r + x) * log_recency, -np.inf)
        either = np.logaddexp(stays, left)
        by_times = gammaln(r + times) - gammaln(r) + r * np.log(alpha) + gammaln(a + b) + gammaln(b + times)
        by_times += -gammaln(b) - gammaln(a + b + times)
        has_left = np.exp(left - either)
        common = psi(a + b) - psi(a + b + times)
        slope = (
            (psi(r + times) - psi(r))[place] + np.log(alpha) - (1 - has_left) * log_age - has_left * log_recency,
            r / alpha - (r + x) * ((1 - has_left) / (alpha + age) + has_left / (alpha + recency)),
            common[place] + has_left / a,
            (common + psi(b + times) - psi(b))[place] - has_left / (b + np.maximum(x, 1) - 1),
        )
        return float(count @ (by_times[place] + either)), np.array([count @ part for part in slope]) * np.exp(logs)

    return value


def fit_spend(customers: pd.DataFrame) -> SpendPerPurchase:
    """The gamma-gamma that fits the mean spend of customers who came back best. In: `summary`.

    It holds only where frequency and spend have little to do with each other (`spend_depends_on_frequency`).
    """
    back = customers[(customers["frequency"] > 0) & (customers["mean_spend"] > 0)]
    x, mean = back["frequency"].to_numpy(float), back["mean_spend"].to_numpy(float)
    size, log_mean = np.log(mean).mean(), np.log(x * mean)

    def value(logs: np.ndarray) -> tuple[float, np.ndarray]:
        p, q, v = np.exp(logs)
        total = np.log(x * mean + v)
        each = gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(v) - np.log(mean) + p * x * log_mean
        each -= (p * x + q) * total
        common = psi(p * x + q) - total
        slope = (x * (common - psi(p * x) + log_mean), common - psi(q) + np.log(v), q / v - (p * x + q) / (x * mean + v))
        return float(each.sum()), np.array([part.sum() for part in slope]) * np.exp(logs)

    return SpendPerPurchase(*_fitted(value, np.array([1.0, 1.0, size])))


def spend_depends_on_frequency(customers: pd.DataFrame) -> float:
    """Correlation of frequency and mean spend over the customers who came back; gamma-gamma assumes none."""
    back = customers[customers["frequency"] > 0]
    return float(back["frequency"].corr(back["mean_spend"]))


def expected_purchases(rhythm: BuyingRhythm, customers: pd.DataFrame, weeks: float) -> pd.Series:
    """How many purchases each customer is expected to make in the coming weeks. In: `summary`. One value per customer."""
    grown = _purchases_by(rhythm, customers, np.array([weeks]))[:, 0]
    return chance_active(rhythm, customers) * grown


def chance_active(rhythm: BuyingRhythm, customers: pd.DataFrame) -> pd.Series:
    """How likely each customer is to come back at all. In: `summary`. One value per customer, 1 for who bought once."""
    r, alpha, a, b = astuple(rhythm)
    x, recency, age = (customers[name].to_numpy(float) for name in ("frequency", "recency", "age"))
    gone = a / (b + np.maximum(x, 1) - 1) * ((alpha + age) / (alpha + recency)) ** (r + x)
    return pd.Series(1 / (1 + np.where(x > 0, gone, 0.0)), customers.index)


def expected_spend(spend: SpendPerPurchase, customers: pd.DataFrame) -> pd.Series:
    """What each customer is expected to spend on a purchase: own mean and everybody's, weighed by how often he bought."""
    x = customers["frequency"].to_numpy(float)
    own = np.where(x > 0, customers["mean_spend"].to_numpy(float), 0.0)
    return pd.Series(spend.p * (spend.v + x * own) / (spend.p * x + spend.q - 1), customers.index)


def lifetime_revenue(
    rhythm: BuyingRhythm, spend: SpendPerPurchase, customers: pd.DataFrame, *, months: int, discount: float
) -> pd.Series:
    """Revenue still to come from each customer within the horizon, in today's money. In: `summary`. One value per customer.

    Month by month: purchases expected in it × spend per purchase, discounted by the month from the yearly rate (10 % a year
    is 0.797 % a month). What comes after the horizon is not counted.
    """
    so_far = _purchases_by(rhythm, customers, np.arange(months + 1) * WEEKS_PER_MONTH)
    worth = (1 + discount) ** (-np.arange(1, months + 1) / 12)
    return expected_spend(spend, customers) * chance_active(rhythm, customers) * (np.diff(so_far, axis=1) @ worth)


def subscription_revenue(monthly: float, churn: float, *, months: int | None, discount: float = 0.0) -> float:
    """Revenue of a subscriber within the horizon: monthly × Σ (1 − churn)^k ÷ (1 + discount)^(k ÷ 12); monthly ÷ churn without.

    Raises ValueError for a churn of 0: nobody stays for ever.

    >>> round(subscription_revenue(20.0, 0.05, months=None), 6)
    400.0
    """
    if not 0 < churn <= 1:
        raise ValueError("churn is above 0 and at most 1")
    kept = (1 - churn) * (1 + discount) ** (-1 / 12)
    return monthly * (1 - (0.0 if months is None else kept**months)) / (1 - kept)


def holdout(purchases: pd.DataFrame, until: pd.Timestamp) -> pd.DataFrame:
    """The method tried on its own past: fitted on the first two thirds of the time, against the last third. One row.

    In: customer, day, revenue. Out: cut, weeks, customers, expected and bought (repeat purchases after the cut), error.
    """
    cut = purchases["day"].min() + (until - purchases["day"].min()) * 2 // 3
    cut = cut.normalize()
    known = summary(purchases, cut)
    weeks = (until - cut).days / 7
    later = purchases[(purchases["day"] > cut) & purchases["customer"].isin(known.index)]
    bought = len(later.drop_duplicates(["customer", "day"]))
    expected = float(expected_purchases(fit_rhythm(known), known, weeks).sum())
    row = {"cut": cut, "weeks": weeks, "customers": len(known), "expected": expected, "bought": bought,
           "error": expected / bought - 1 if bought else np.nan}  # fmt: skip
    return pd.DataFrame([row])


def _purchases_by(rhythm: BuyingRhythm, customers: pd.DataFrame, weeks: np.ndarray) -> np.ndarray:
    """Purchases of customers who have not left, by each of these weeks ahead. Shape (customers, weeks).

    Depends on frequency and age alone, so customers who are alike are worked out once.
    """
    r, alpha, a, b = astuple(rhythm)
    pairs, place = np.unique(customers["frequency"].to_numpy(float) + 1j * customers["age"].to_numpy(float), return_inverse=True)
    x, age = pairs.real[:, None], pairs.imag[:, None]
    shape = hyp2f1(r + x, b + x, a + b + x - 1, weeks / (alpha + age + weeks))
    grown = (a + b + x - 1) / (a - 1) * (1 - ((alpha + age) / (alpha + age + weeks)) ** (r + x) * shape)
    return grown[place]


def _fitted(value: Likelihood, start: np.ndarray) -> list[float]:
    """The parameters at the highest likelihood. `value`: logarithms of the parameters -> likelihood and slope."""
    size = abs(value(start)[0]) or 1.0

    def loss(logs: np.ndarray) -> tuple[float, np.ndarray]:
        likelihood, slope = value(logs)
        return -likelihood / size, -slope / size

    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(-12, 12)] * len(start),
                     options={"maxiter": 500, "ftol": 1e-14, "gtol": 1e-9})  # fmt: skip
    return np.exp(found.x).tolist()
