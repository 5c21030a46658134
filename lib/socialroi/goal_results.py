"""What the metrics that goals can name came to, in the period and in those before it."""

from collections.abc import Mapping

import pandas as pd

from socialroi import checks, counting, metrics, results, smart, standing
from socialroi.client import Client
from socialroi.periods import Period
from socialroi.value import Tally, tally

TRUTH = ("orders", "deals", "leads", "tickets", "conversions")  # what holds results that are not a platform's claim


def goal_results(book: Client, period: Period, found: Tally) -> dict[str, float | None]:
    """What each metric that a goal can name came to in the period, over all platforms; absent where no export says it."""
    sums = metrics.of_client(book, period)
    additive = sums[~sums["metric"].isin(metrics.RATIOS)].groupby("metric")["value"].sum().to_dict()
    known = _events(book, period) | additive | standing.metrics_of(book, period)
    if checks.has_data(book, ["orders", "deals"], period):
        known |= _of_purchases(found)
    if checks.has_data(book, list(TRUTH), period):
        known["value"] = found.total("AB")
    if checks.has_data(book, ["tickets"], period):
        known["support_reply"] = float(counting.replies(book, period)["count"].sum())
    if checks.has_data(book, ["leads"], period):
        people = results.in_period(results.leads(book), period)
        known["leads"] = float(people.loc[people["platform"].notna(), "count"].sum())
    return known


def history(book: Client, period: Period, periods: int = 3) -> dict[str, list[float]]:
    """What the metrics of the goals came to in the periods before, oldest first, as far as the exports cover them whole."""
    found: dict[str, list[float]] = {}
    for _ in range(periods if book.params.goals else 0):
        period = period.previous()
        if not checks.is_covered(book, period):
            break
        known = goal_results(book, period, tally(book, period))
        for metric in {goal.metric for goal in book.params.goals}:
            if pd.notna(known.get(metric)):
                found[metric] = [float(known[metric]), *found.get(metric, [])]
    return found


def early_signs(book: Client, period: Period, known: Mapping[str, float | None]) -> pd.DataFrame:
    """What moves before the goals' own numbers do, beside the period before: metric, now, before, change. One row per metric.

    In: `goal_results` of the period. Before and change are missing where the exports do not cover the period before whole.
    """
    earlier = period.previous()
    before = goal_results(book, earlier, tally(book, earlier)) if checks.is_covered(book, earlier) else {}
    signs = [sign for sign in smart.early_signs([goal.metric for goal in book.params.goals]) if smart.is_held(sign, known)]
    rows = [(sign, known[sign], before.get(sign)) for sign in signs]
    frame = pd.DataFrame(rows, columns=["metric", "now", "before"]).astype({"now": float, "before": float})
    return frame.assign(change=frame["now"] / frame["before"].where(frame["before"] > 0) - 1)


def _events(book: Client, period: Period) -> dict[str, float]:
    """Sign-ups, downloads, demos, hires and whatever else `conversions` counts for social media."""
    rows = book.tables["conversions"]
    actions = rows["action"].dropna().unique()
    found = {name: results.in_period(counting.events(book, name), period) for name in sorted(actions)}
    return {name: float(mine.loc[mine["platform"].notna(), "count"].sum()) for name, mine in found.items()}


def _of_purchases(found: Tally) -> dict[str, float | None]:
    bought, more = found.bought[found.bought["platform"].notna()], found.added[found.added["revenue"] > 0]
    is_new = bought["is_new_customer"]
    rate = found.bought["is_new_customer"].dropna().astype(float).mean()
    known = bought[~bought["customer"].str.startswith(("sale ", "deal "))]
    added = float(more["count"].sum())
    is_known = found.bought["is_new_customer"].notna().any()
    people = known["customer"].nunique()
    return {
        "purchases": len(bought) + added, "revenue": float(bought["revenue"].sum() + more["revenue"].sum()),
        "new_customers": float(is_new.eq(True).sum() + added * rate) if is_known else None,
        "returning_customers": float(known.loc[is_new[known.index].eq(False), "customer"].nunique()) if is_known else None,
        "revenue_per_customer": float(known["revenue"].sum() / people) if people else None,
    }  # fmt: skip
