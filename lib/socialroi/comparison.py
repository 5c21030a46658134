"""Customers who follow against those who do not: matched on what was known before, the clock started at the same day.

A difference is not a cause. People follow because they like the brand already; matching takes out what purchases show of
that, and nothing else.
"""

import numpy as np
import pandas as pd

from socialroi import survival
from socialroi.uncertainty import LEVEL, SEED
from socialroi.words import N_

CAVEAT = N_(
    "A difference is not a cause: people who follow may have liked the brand before, and would have bought anyway. Of five such "
    "lines without any difference, one shows one by chance."
)
OUTCOMES = {
    "came_back": N_("Customers who bought again (retention)"), "purchases": N_("Purchases in the 90 days after"),
    "revenue": N_("Revenue in the 90 days after"), "mean_purchase": N_("Size of a purchase"),
    "upsell": N_("Size of a purchase, against the customer's own before (upsell)"),
    "is_won": N_("Leads that were won"), "deal_size": N_("Size of a won deal"),
}  # fmt: skip
COMPARED = ["outcome", "followers", "others", "difference", "low", "high", "people", "verdict"]
VERDICTS = {
    "more": N_("followers more"), "less": N_("followers less"), "none": N_("no difference can be seen"),
    "few": N_("too few followers to tell"),
}  # fmt: skip
HORIZON_DAYS = 90
FEW = 20  # followers; the interval of fewer is too narrow
_RESAMPLES = 400


def landmarks(customers: pd.DataFrame, bought: pd.DataFrame, until: pd.Timestamp, horizon: int = HORIZON_DAYS) -> pd.DataFrame:
    """Who had begun to follow by the first of each month, what was known of each then, and what came after.

    In: canonical `customers` (with followed_day) and purchases (customer, result_day, revenue). Followers are those who began
    in the month before; the others had not begun yet, whether they did later or not: to leave later followers out would look
    into the future (immortal time). Out, one row per customer and month: customer, landmark, is_follower, stratum (month,
    purchases so far, time since the last, age, small or large purchases), purchases, revenue, came_back, mean_purchase, upsell
    (mean purchase less the own mean before), days, is_event.
    """
    nobody = pd.DataFrame(columns=["customer", "landmark", "is_follower", "stratum", "days", "is_event"])
    if customers["followed_day"].isna().all() or bought.empty or pd.isna(until):
        return nobody
    begins = customers.set_index("customer")["followed_day"]
    dates = bought.groupby("customer")["result_day"].agg(["min", "max"])
    months = pd.date_range(dates["min"].min(), until - pd.Timedelta(days=horizon), freq="MS")
    parts = [_at(day, begins, bought[bought["customer"].isin(begins.index)], until, horizon) for day in months]
    known = [part for part in parts if not part.empty and part["is_follower"].any()]
    return pd.concat(known, ignore_index=True) if known else nobody


def new_leads(
    leads: pd.DataFrame, customers: pd.DataFrame, won: pd.DataFrame, until: pd.Timestamp, window: int
) -> pd.DataFrame:  # fmt: skip
    """Contacts on the day they became a lead: who followed by then, and what came of them. One row per contact.

    In: leads (contact, day, platform), customers (customer, followed_day), won purchases (customer, result_day, revenue); only
    contacts that `customers` lists. Out: customer, is_follower, stratum (quarter, and whether social media is the lead's
    source), days to the first won deal or until now, is_event, is_won (missing for leads younger than the window), deal_size.
    """
    people = leads.dropna(subset="contact").drop_duplicates("contact")
    listed = customers.drop_duplicates("customer").set_index("customer")["followed_day"]
    people = people[people["contact"].isin(listed.index) & (people["day"] <= until)] if len(listed) else people.iloc[:0]
    deals = won[won["result_day"] <= until].sort_values("result_day", kind="stable").drop_duplicates("customer")
    rows = people.join(listed, on="contact").join(deals.set_index("customer")[["result_day", "revenue"]], on="contact")
    is_event, age = rows["result_day"].notna(), (until - rows["day"]).dt.days
    source = np.where(rows["platform"].notna(), "social", "other")
    return pd.DataFrame({
        "customer": rows["contact"], "is_follower": rows["followed_day"] <= rows["day"],
        "stratum": rows["day"].dt.to_period("Q").astype(str) + " " + source,
        "days": (rows["result_day"].fillna(until) - rows["day"]).dt.days.clip(lower=0), "is_event": is_event,
        "is_won": is_event.astype(float).where(is_event | (age >= window)), "deal_size": rows["revenue"],
    })  # fmt: skip


def compare(rows: pd.DataFrame) -> pd.DataFrame:
    """Each outcome of the followers and of the others like them, with the difference and its 80 % interval. One row per outcome.

    In: `landmarks` or `new_leads`. Others are weighed so that each stratum counts as often as the followers have it; customers
    are resampled as a whole. The verdict is a key of VERDICTS. Empty where no stratum holds both.
    """
    both = matched(rows)
    outcomes = [name for name in OUTCOMES if name in both]
    if both.empty:
        return pd.DataFrame(columns=COMPARED)
    random = np.random.default_rng([SEED, 3])
    people, _ = pd.factorize(both["customer"])
    weights = random.poisson(1.0, (_RESAMPLES, people.max() + 1)).astype(float)
    found = [_compared(both, name, people, weights) for name in outcomes]
    return pd.DataFrame([row for row in found if row], columns=COMPARED)


def matched(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of strata that hold both, with `weight`: others count together as the followers of their stratum do."""
    if rows.empty:
        return rows.assign(weight=pd.Series(dtype=float))
    both = rows[rows.groupby("stratum")["is_follower"].transform("nunique") == 2]
    followers = both["is_follower"].astype(float).groupby(both["stratum"]).transform("sum")
    size = both["is_follower"].groupby(both["stratum"]).transform("size")
    return both.assign(weight=(followers / (size - followers)).where(~both["is_follower"].astype(bool), 1.0))


def time_to_next(rows: pd.DataFrame) -> pd.DataFrame:
    """Days until the next purchase (or to the won deal), followers and others matched: who, people, median_days, chi_square, p.

    The medians are Kaplan–Meier's, missing where half of them have not come yet; the test is the stratified log-rank.
    """
    both = matched(rows)
    if both.empty:
        return pd.DataFrame(columns=["who", "people", "median_days", "chi_square", "p"])
    chi_square, p = survival.log_rank(both["days"], both["is_event"], both["is_follower"], both["stratum"])
    lines = [
        (who, int((both["is_follower"] == (who == "followers")).sum()), survival.median_days(curve), chi_square, p)
        for who, curve in curves(rows).items()
    ]
    return pd.DataFrame(lines, columns=["who", "people", "median_days", "chi_square", "p"]).astype({"median_days": float})


def curves(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Kaplan–Meier of the followers and of the others, weighed to be like them (`survival.kaplan_meier`)."""
    both = matched(rows)
    return {
        "followers" if is_follower else "others": survival.kaplan_meier(mine["days"], mine["is_event"], mine["weight"])
        for is_follower, mine in sorted(both.groupby(both["is_follower"].astype(bool)), reverse=True, key=lambda item: item[0])
    }  # fmt: skip


def _at(day: pd.Timestamp, begins: pd.Series, bought: pd.DataFrame, until: pd.Timestamp, horizon: int) -> pd.DataFrame:
    """The customers known on one day: what they had done, and what they did in the days after."""
    before, after = bought[bought["result_day"] < day], bought[bought["result_day"] >= day]
    past = before.groupby("customer").agg(
        min=("result_day", "min"), max=("result_day", "max"), size=("revenue", "size"), mean=("revenue", "mean")
    )
    began = begins.reindex(past.index)
    is_follower = (began < day) & (began >= day - pd.DateOffset(months=1))
    past = past[is_follower | ~(began < day)]  # who began earlier had a clock of his own
    soon = after[after["result_day"] < day + pd.Timedelta(days=horizon)].groupby("customer")["revenue"].agg(["size", "sum"])
    following = after.groupby("customer")["result_day"].min().reindex(past.index)
    purchases = soon["size"].reindex(past.index, fill_value=0).astype(float)
    revenue = soon["sum"].reindex(past.index, fill_value=0.0)
    mean = revenue / purchases.where(purchases > 0)
    since = pd.cut((day - past["max"]).dt.days, [-1, 30, 90, 10**6], labels=False).astype(str)
    age = pd.cut((day - past["min"]).dt.days, [-1, 30, 90, 180, 10**6], labels=False).astype(str)
    spends = np.where(past["mean"] > past["mean"].median(), "large", "small")
    known = past["size"].clip(upper=4).astype(str) + " " + since + " " + age + " " + spends
    return pd.DataFrame({
        "customer": past.index, "landmark": day, "is_follower": is_follower.reindex(past.index).to_numpy(),
        "stratum": (f"{day:%Y-%m} " + known).to_numpy(),
        "purchases": purchases.to_numpy(), "revenue": revenue.to_numpy(), "came_back": (purchases > 0).to_numpy(float),
        "mean_purchase": mean.to_numpy(), "upsell": (mean - past["mean"]).to_numpy(),
        "days": (following.fillna(until) - day).dt.days.to_numpy(), "is_event": following.notna().to_numpy(),
    })  # fmt: skip


def _compared(rows: pd.DataFrame, outcome: str, people: np.ndarray, weights: np.ndarray) -> tuple | None:
    is_known = rows[outcome].notna().to_numpy()
    known, mine = rows[is_known], people[is_known]
    strata, _ = pd.factorize(known["stratum"])
    treated, values = known["is_follower"].to_numpy(bool), known[outcome].to_numpy(float)
    if not treated.any() or treated.all():
        return None
    ours, theirs = _means(strata, treated, values, np.ones(len(values)))
    drawn = [ours_drawn - theirs_drawn for ours_drawn, theirs_drawn in
             (_means(strata, treated, values, weight[mine]) for weight in weights)]  # fmt: skip
    if np.isnan(ours - theirs):
        return None
    low, high = np.nanquantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    count = int(treated.sum())
    verdict = "few" if count < FEW else "none" if low <= 0 <= high else "more" if low > 0 else "less"
    return outcome, ours, theirs, ours - theirs, float(low), float(high), count, verdict


def _means(strata: np.ndarray, treated: np.ndarray, values: np.ndarray, weight: np.ndarray) -> tuple[float, float]:
    """Mean of the followers, and of the others as if they were spread over the strata like the followers."""
    size = strata.max() + 1
    count = {side: np.bincount(strata[treated == side], weight[treated == side], size) for side in (True, False)}
    total = {side: np.bincount(strata[treated == side], (weight * values)[treated == side], size) for side in (True, False)}
    usable = (count[True] > 0) & (count[False] > 0)
    share = count[True][usable] / count[True][usable].sum() if usable.any() else np.array([])
    return tuple(float(share @ (total[side][usable] / count[side][usable])) if usable.any() else np.nan for side in (True, False))
