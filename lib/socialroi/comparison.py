"""Customers who follow against those who do not: matched on what was known before, the clock started at the same day.

A difference is not a cause. People follow because they like the brand already; matching takes out what purchases show of
that, and nothing else.
"""

import numpy as np
import pandas as pd

from socialroi import survival
from socialroi.uncertainty import LEVEL, SEED

CAVEAT = "A difference is not a cause: people who follow may have liked the brand before, and would have bought anyway."
OUTCOMES = {
    "came_back": "share who bought again", "purchases": "purchases", "revenue": "revenue",
    "mean_purchase": "revenue per purchase",
}  # fmt: skip
COMPARED = ["outcome", "followers", "others", "difference", "low", "high", "people", "verdict"]
HORIZON_DAYS = 90
_RESAMPLES = 400


def landmarks(customers: pd.DataFrame, bought: pd.DataFrame, until: pd.Timestamp, horizon: int = HORIZON_DAYS) -> pd.DataFrame:
    """Who had begun to follow by the first of each month, what was known of each then, and what came after.

    In: canonical `customers` (with followed_day) and purchases (customer, result_day, revenue). Followers are those who began
    in the month before; the others had not begun yet, whether they did later or not: to leave later followers out would look
    into the future (immortal time). Out, one row per customer and month: customer, landmark, is_follower, stratum (month,
    purchases so far, time since the last, age), purchases, revenue, came_back, mean_purchase, days, is_event.
    """
    nobody = pd.DataFrame(columns=["customer", "landmark", "is_follower", "stratum"])
    if customers["followed_day"].isna().all() or bought.empty or pd.isna(until):
        return nobody
    begins = customers.set_index("customer")["followed_day"]
    dates = bought.groupby("customer")["result_day"].agg(["min", "max"])
    months = pd.date_range(dates["min"].min(), until - pd.Timedelta(days=horizon), freq="MS")
    parts = [_at(day, begins, bought[bought["customer"].isin(begins.index)], until, horizon) for day in months]
    known = [part for part in parts if not part.empty and part["is_follower"].any()]
    return pd.concat(known, ignore_index=True) if known else nobody


def compare(rows: pd.DataFrame) -> pd.DataFrame:
    """Each outcome of the followers and of the others like them, with the difference and its 80 % interval. One row per outcome.

    In: `landmarks`. Others are weighed so that each stratum counts as often as the followers have it; customers are resampled
    as a whole. Empty where no stratum holds both.
    """
    both = rows[rows.groupby("stratum")["is_follower"].transform("nunique") == 2] if len(rows) else rows
    if both.empty:
        return pd.DataFrame(columns=COMPARED)
    random = np.random.default_rng([SEED, 3])
    people, _ = pd.factorize(both["customer"])
    weights = random.poisson(1.0, (_RESAMPLES, people.max() + 1)).astype(float)
    return pd.DataFrame([_compared(both, name, people, weights) for name in OUTCOMES], columns=COMPARED)


def time_to_next(rows: pd.DataFrame) -> pd.DataFrame:
    """Days until the next purchase, followers and others: people, median_days, chi_square and p of the stratified log-rank."""
    chi_square, p = survival.log_rank(rows["days"], rows["is_event"], rows["is_follower"], rows["stratum"])
    lines = [
        (name, len(mine), survival.median_days(survival.kaplan_meier(mine["days"], mine["is_event"])), chi_square, p)
        for name, mine in (("followers", rows[rows["is_follower"]]), ("others", rows[~rows["is_follower"]]))
    ]
    return pd.DataFrame(lines, columns=["who", "people", "median_days", "chi_square", "p"]).astype({"median_days": float})


def time_to_close(leads: pd.DataFrame, customers: pd.DataFrame, won: pd.DataFrame, until: pd.Timestamp) -> pd.DataFrame:
    """Days from lead to won deal, of contacts who followed already when they became a lead, and of the others.

    In: leads (contact, day), customers (customer, followed_day), won purchases (customer, result_day). As `time_to_next`.
    """
    people = leads.dropna(subset="contact").drop_duplicates("contact")
    people = people[people["day"] <= until]
    begins = people["contact"].map(customers.drop_duplicates("customer").set_index("customer")["followed_day"])
    closed = people["contact"].map(won.groupby("customer")["result_day"].min())
    is_event = closed.notna() & (closed <= until)
    days = (closed.where(is_event, until) - people["day"]).dt.days.clip(lower=0)
    frame = pd.DataFrame({"days": days, "is_event": is_event, "is_follower": begins <= people["day"], "stratum": 0})
    return time_to_next(frame)


def _at(day: pd.Timestamp, begins: pd.Series, bought: pd.DataFrame, until: pd.Timestamp, horizon: int) -> pd.DataFrame:
    """The customers known on one day: what they had done, and what they did in the days after."""
    before, after = bought[bought["result_day"] < day], bought[bought["result_day"] >= day]
    past = before.groupby("customer")["result_day"].agg(["min", "max", "size"])
    began = begins.reindex(past.index)
    is_follower = (began < day) & (began >= day - pd.DateOffset(months=1))
    past = past[is_follower | ~(began < day)]  # who began earlier had a clock of his own
    soon = after[after["result_day"] < day + pd.Timedelta(days=horizon)].groupby("customer")["revenue"].agg(["size", "sum"])
    following = after.groupby("customer")["result_day"].min().reindex(past.index)
    purchases = soon["size"].reindex(past.index, fill_value=0).astype(float)
    revenue = soon["sum"].reindex(past.index, fill_value=0.0)
    since = pd.cut((day - past["max"]).dt.days, [-1, 30, 90, 10**6], labels=False).astype(str)
    age = pd.cut((day - past["min"]).dt.days, [-1, 30, 90, 180, 10**6], labels=False).astype(str)
    return pd.DataFrame({
        "customer": past.index, "landmark": day, "is_follower": is_follower.reindex(past.index).to_numpy(),
        "stratum": (f"{day:%Y-%m} " + past["size"].clip(upper=4).astype(str) + " " + since + " " + age).to_numpy(),
        "purchases": purchases.to_numpy(), "revenue": revenue.to_numpy(), "came_back": (purchases > 0).to_numpy(float),
        "mean_purchase": (revenue / purchases.where(purchases > 0)).to_numpy(),
        "days": (following.fillna(until) - day).dt.days.to_numpy(), "is_event": following.notna().to_numpy(),
    })  # fmt: skip


def _compared(rows: pd.DataFrame, outcome: str, people: np.ndarray, weights: np.ndarray) -> tuple:
    is_known = rows[outcome].notna().to_numpy()
    known, mine = rows[is_known], people[is_known]
    strata, _ = pd.factorize(known["stratum"])
    treated, values = known["is_follower"].to_numpy(bool), known[outcome].to_numpy(float)
    ours, theirs = _means(strata, treated, values, np.ones(len(values)))
    drawn = [ours_drawn - theirs_drawn for ours_drawn, theirs_drawn in
             (_means(strata, treated, values, weight[mine]) for weight in weights)]  # fmt: skip
    low, high = np.nanquantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    verdict = "no difference can be seen" if low <= 0 <= high else "followers more" if low > 0 else "followers less"
    return OUTCOMES[outcome], ours, theirs, ours - theirs, float(low), float(high), int(treated.sum()), verdict


def _means(strata: np.ndarray, treated: np.ndarray, values: np.ndarray, weight: np.ndarray) -> tuple[float, float]:
    """Mean of the followers, and of the others as if they were spread over the strata like the followers."""
    size = strata.max() + 1
    count = {side: np.bincount(strata[treated == side], weight[treated == side], size) for side in (True, False)}
    total = {side: np.bincount(strata[treated == side], (weight * values)[treated == side], size) for side in (True, False)}
    usable = (count[True] > 0) & (count[False] > 0)
    share = count[True][usable] / count[True][usable].sum() if usable.any() else np.array([])
    return tuple(float(share @ (total[side][usable] / count[side][usable])) if usable.any() else np.nan for side in (True, False))
