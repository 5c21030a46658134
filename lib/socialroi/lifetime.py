"""What a new customer is worth within the horizon: the models of `clv` on the client's own purchases, with a range."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import hyp2f1

from socialroi import clv, measurement, uncertainty
from socialroi.params_types import Assumption
from socialroi.params_values import Lifetime, Value

FEWEST_BACK = 30  # customers who came back; below, the models fit anything
FEWEST_HELD = 20  # repeat purchases that came after the cut; of fewer, chance alone misses a quarter
MOST_OFF = 0.25  # twice what BG/NBD misses of CDNOW's next purchases (12 %); a model that is further off has foretold nothing
_DRAWS = 200
_SEED = 20_250_101


@dataclass(frozen=True)
class Tried:
    """The models on the client's own past: fitted on the first two thirds of the time, against the last third.

    `error`: of the purchases expected; missing where none came. `correlation`: of how often and how much, which gamma-gamma
    takes for 0; `first`: an average first purchase; `a_year`: purchases that follow it within 12 months, not discounted.
    """

    customers: int
    came_back: int
    cut: pd.Timestamp
    expected: float
    bought: int
    error: float
    correlation: float
    first: float
    a_year: float

    @property
    def is_borne_out(self) -> bool:
        """Whether the past came about as foretold: of enough purchases, no more than a quarter off."""
        return self.bought >= FEWEST_HELD and abs(self.error) <= MOST_OFF


@dataclass(frozen=True)
class Ahead:
    """What a new customer brings within the horizon, first purchase included: revenue, low to high.

    `first`: the first purchase alone; `tried`: the models on the own past, None for a subscription or where it is too short.
    """

    revenue: Assumption
    first: float
    tried: Tried | None = None

    @property
    def grade(self) -> str:
        """B for a subscription's stated fee and churn and for models that the own past bears out; else C, a stand-in."""
        is_stated = not isinstance(self.revenue, measurement.Measured)
        return "B" if is_stated or (self.tried is not None and self.tried.is_borne_out) else "C"


def ahead(price: Value | None, bought: pd.DataFrame) -> Ahead | None:
    """What a new customer brings within the horizon, in today's money, with the grade that the client's own past gives it.

    In: every purchase of the client (`results.purchases`), up to the last day known. None where params price purchases
    otherwise, or fewer than 30 customers came back and no subscription is stated.
    """
    if not isinstance(price, Lifetime):
        return None
    if price.churn is not None:
        return Ahead(_subscriber(price), 0.0)
    if came_back(bought) < FEWEST_BACK:
        return None
    held = tried(bought)
    return Ahead(_revenue(price, bought, held), float(first_purchases(bought).mean()), held)


def _revenue(price: Lifetime, bought: pd.DataFrame, held: Tried | None) -> measurement.Measured:
    """Low, likely and high: the 10th and 90th percentile over the uncertainty of the fit, of the mean purchases and of the
    discount, widened to hold what would come if the models were off by as much as they were on the own past.
    """
    known = past(bought)
    rhythm, spend = clv.fit_rhythm(known), clv.fit_spend(known)
    first, later = first_purchases(bought), known["mean_spend"].dropna()
    per_purchase = spend.p * spend.v / (spend.q - 1) if spend.q > 1 else later.mean()
    likely = first.mean() + per_purchase * purchases_to_come(rhythm, price.horizon_months, price.discount.likely)
    random = np.random.default_rng(_SEED)
    discounts = uncertainty.pert(price.discount, _DRAWS, random)
    coming = [purchases_to_come(each, price.horizon_months, discount)
              for each, discount in zip(likely_rhythms(rhythm, known, random), discounts, strict=True)]  # fmt: skip
    drawn = first.mean() * _noise(first, random) + per_purchase * _noise(later, random) * np.array(coming)
    low, high = np.quantile(drawn, [(1 - uncertainty.LEVEL) / 2, (1 + uncertainty.LEVEL) / 2])
    missed = likely if held is None else first.mean() + (likely - first.mean()) * held.bought / held.expected
    ends = {"low": float(min(low, likely, missed)), "likely": float(likely), "high": float(max(high, likely, missed))}
    return measurement.Measured(**ends, source="model: BG/NBD", kind="lifetime", count=len(later), of=len(known))


def tried(bought: pd.DataFrame) -> Tried | None:
    """How well the models foretell what is known already; None where fewer than 30 known customers came back by the cut."""
    named = _named(bought)
    known = past(bought)
    if came_back(bought) < FEWEST_BACK:
        return None
    try:
        held = clv.holdout(named.assign(day=named["result_day"]), bought["result_day"].max()).iloc[0]
    except ValueError:  # nobody had come back by the cut
        return None
    return Tried(
        len(known), came_back(bought), held["cut"], held["expected"], int(held["bought"]), held["error"],
        clv.spend_depends_on_frequency(known), float(first_purchases(bought).mean()),
        purchases_to_come(clv.fit_rhythm(known), 12, 0.0),
    )  # fmt: skip


def came_back(bought: pd.DataFrame) -> int:
    """How many known customers bought on more than one day."""
    return 0 if bought.empty else int((past(bought)["frequency"] > 0).sum())


def past(bought: pd.DataFrame) -> pd.DataFrame:
    """Each known customer's past up to the last day of the purchases (`clv.summary`); anonymous sales are nobody's."""
    named = _named(bought)
    return clv.summary(named.assign(day=named["result_day"]), bought["result_day"].max())


def first_purchases(bought: pd.DataFrame) -> pd.Series:
    """The first purchase of each known customer."""
    return _named(bought).sort_values("result_day", kind="stable").drop_duplicates("customer")["revenue"]


def purchases_to_come(rhythm: clv.BuyingRhythm, months: int, discount: float) -> float:
    """Purchases after the first that a new customer makes within these months, each discounted by its month.

    (a + b − 1) ÷ (a − 1) × (1 − (α ÷ (α + t))^r × 2F1(r, b; a + b − 1; t ÷ (α + t))) up to t (Fader, Hardie & Lee 2005, 9).
    """
    r, alpha, a, b = rhythm.r, rhythm.alpha, rhythm.a, rhythm.b
    weeks = np.arange(months + 1) * clv.WEEKS_PER_MONTH
    shape = hyp2f1(r, b, a + b - 1, weeks / (alpha + weeks))
    so_far = (a + b - 1) / (a - 1) * (1 - (alpha / (alpha + weeks)) ** r * shape)
    return float(np.diff(so_far) @ (1 + discount) ** (-np.arange(1, months + 1) / 12))


def likely_rhythms(rhythm: clv.BuyingRhythm, known: pd.DataFrame, random: np.random.Generator) -> list[clv.BuyingRhythm]:
    """Rhythms that fit about as well: draws from the normal limit of the estimate, by the curvature of the likelihood."""
    slope, at = clv.rhythm_likelihood(known), np.log([rhythm.r, rhythm.alpha, rhythm.a, rhythm.b])
    step = 1e-4
    rows = [(slope(at + step * side)[1] - slope(at - step * side)[1]) / (2 * step) for side in np.eye(4)]
    information = -(np.array(rows) + np.array(rows).T) / 2
    sizes, axes = np.linalg.eigh(information)
    width = 1 / np.sqrt(np.clip(sizes, 1.0, None))  # a direction that the data leave open is held within a factor e
    logs = at + random.standard_normal((_DRAWS, 4)) * width @ axes.T
    return [clv.BuyingRhythm(*np.exp(each)) for each in logs]


def _named(bought: pd.DataFrame) -> pd.DataFrame:
    """The purchases of customers who can be told apart; what was refunded whole is none."""
    return bought[~bought["customer"].str.startswith(("sale ", "deal ")) & (bought["revenue"] > 0)]


def _noise(amounts: pd.Series, random: np.random.Generator) -> np.ndarray:
    """Factors by which the mean of these amounts could be off: their normal limit."""
    return 1 + random.standard_normal(_DRAWS) * amounts.std() / (amounts.mean() * np.sqrt(len(amounts)))


def _subscriber(price: Lifetime) -> Assumption:
    ends = (("low", "high"), ("likely", "likely"), ("high", "low"))  # the low value: low fee, high churn, high discount
    low, likely, high = (
        clv.subscription_revenue(getattr(price.monthly_revenue, fee), getattr(price.churn, left), months=price.horizon_months,
                                 discount=getattr(price.discount, left))
        for fee, left in ends
    )  # fmt: skip
    return Assumption(low=low, likely=likely, high=high, source=price.source, review_by=price.review_by)
