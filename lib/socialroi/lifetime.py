"""What a new customer is worth within the horizon: the models of `clv` on the client's own purchases, with a range."""

import numpy as np
import pandas as pd
from scipy.special import hyp2f1

from socialroi import clv
from socialroi.params import Assumption, Lifetime, Value

FEWEST_BACK = 30  # customers who came back; below, the models fit anything
_DRAWS = 200
_SEED = 20_250_101


def revenue_per_customer(price: Value | None, bought: pd.DataFrame) -> Assumption | None:
    """Revenue of a new customer within the horizon, first purchase included, in today's money: low, likely, high.

    In: every purchase of the client (`results.purchases`), up to the last day known. None where params price purchases
    otherwise, or fewer than 30 customers came back and no subscription is stated. The range is the 10th and 90th percentile
    over the uncertainty of the fit.
    """
    if not isinstance(price, Lifetime):
        return None
    if price.churn is not None:
        return _subscriber(price)
    known = past(bought)
    if (known["frequency"] > 0).sum() < FEWEST_BACK:
        return None
    first = first_purchase(bought)
    rhythm, spend = clv.fit_rhythm(known), clv.fit_spend(known)
    per_purchase = spend.p * spend.v / (spend.q - 1) if spend.q > 1 else known["mean_spend"].mean()
    likely = first + per_purchase * purchases_to_come(rhythm, price)
    drawn = [first + per_purchase * purchases_to_come(each, price) for each in likely_rhythms(rhythm, known)]
    low, high = np.quantile(drawn, [0.1, 0.9])
    return Assumption(low=float(min(low, likely)), likely=float(likely), high=float(max(high, likely)), source="model: BG/NBD")


def past(bought: pd.DataFrame) -> pd.DataFrame:
    """Each known customer's past up to the last day of the purchases (`clv.summary`); anonymous sales are nobody's."""
    known = bought[~bought["customer"].str.startswith(("sale ", "deal ")) & (bought["revenue"] > 0)]
    dated = known.assign(day=known["result_day"])
    return clv.summary(dated, bought["result_day"].max())


def first_purchase(bought: pd.DataFrame) -> float:
    """The average first purchase of the known customers."""
    known = bought[~bought["customer"].str.startswith(("sale ", "deal "))]
    return float(known.sort_values("result_day", kind="stable").drop_duplicates("customer")["revenue"].mean())


def purchases_to_come(rhythm: clv.BuyingRhythm, price: Lifetime) -> float:
    """Purchases after the first that a new customer makes within the horizon, each discounted by its month.

    (a + b − 1) ÷ (a − 1) × (1 − (α ÷ (α + t))^r × 2F1(r, b; a + b − 1; t ÷ (α + t))) up to t (Fader, Hardie & Lee 2005, 9).
    """
    r, alpha, a, b = rhythm.r, rhythm.alpha, rhythm.a, rhythm.b
    weeks = np.arange(price.horizon_months + 1) * clv.WEEKS_PER_MONTH
    shape = hyp2f1(r, b, a + b - 1, weeks / (alpha + weeks))
    so_far = (a + b - 1) / (a - 1) * (1 - (alpha / (alpha + weeks)) ** r * shape)
    return float(np.diff(so_far) @ (1 + price.discount) ** (-np.arange(1, price.horizon_months + 1) / 12))


def likely_rhythms(rhythm: clv.BuyingRhythm, known: pd.DataFrame) -> list[clv.BuyingRhythm]:
    """Rhythms that fit about as well: draws from the normal limit of the estimate, by the curvature of the likelihood."""
    slope, at = clv.rhythm_likelihood(known), np.log([rhythm.r, rhythm.alpha, rhythm.a, rhythm.b])
    step = 1e-4
    rows = [(slope(at + step * side)[1] - slope(at - step * side)[1]) / (2 * step) for side in np.eye(4)]
    information = -(np.array(rows) + np.array(rows).T) / 2
    sizes, axes = np.linalg.eigh(information)
    width = 1 / np.sqrt(np.clip(sizes, 1.0, None))  # a direction that the data leave open is held within a factor e
    logs = at + np.random.default_rng(_SEED).standard_normal((_DRAWS, 4)) * width @ axes.T
    return [clv.BuyingRhythm(*np.exp(each)) for each in logs]


def _subscriber(price: Lifetime) -> Assumption:
    ends = (("low", "high"), ("likely", "likely"), ("high", "low"))  # the low value is the low fee with the high churn
    low, likely, high = (
        clv.subscription_revenue(getattr(price.monthly_revenue, fee), getattr(price.churn, left), months=price.horizon_months,
                                 discount=price.discount)
        for fee, left in ends
    )  # fmt: skip
    return Assumption(low=low, likely=likely, high=high, source=price.source, review_by=price.review_by)
