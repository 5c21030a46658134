"""Step 2: what an action is worth. SMART goals, and the value of each action with its range, grade and source."""

from collections.abc import Mapping

import pandas as pd

from socialroi.labels import LOWER_IS_BETTER
from socialroi.lifetime import Ahead
from socialroi.measurement import Measured
from socialroi.params import Goal, Params
from socialroi.params_types import Assumption
from socialroi.params_values import Actual, Funnel, Lifetime, Proxy, Saving, Stated, Step, Value
from socialroi.ripeness import Ripeness

LATER = "later_purchases"  # what new customers are still to buy, by a model that the own past does not bear out
VALUES = ["action", "method", "low", "likely", "high", "grade", "source", "review_by"]
# what people do only some time after social media reached them
RIPENING = ("purchases", "revenue", "new_customers", "returning_customers", "revenue_per_customer", "value")
_ASSUMED = ("", "assumed", "assumption", "guess")


def margin(params: Params) -> Assumption:
    """What is left of revenue: the gross margin, or 1 where the client counts revenue."""
    whole = Assumption(low=1, likely=1, high=1)
    return whole if params.value_basis == "revenue" or params.gross_margin is None else params.gross_margin


def action_values(
    params: Params, *, average_purchase: float | None, own: Mapping[str, float], ahead: Ahead | None = None
) -> pd.DataFrame:
    """What one action is worth in the client's currency, low to high, with the grade of that price. One row per action.

    `average_purchase`: net revenue per purchase of the period; `own`: what the client itself paid per 1,000 impressions (cpm) and
    per click (cpc); `ahead`: what a new customer brings within the horizon. Each may be unknown: then the value is missing.
    A lifetime value that the client's own past does not bear out prices no purchase: those stand at what they brought, and
    what is still to come in a row of its own, at grade C. Formulas: formulas.md, value per action.
    """
    is_borne_out = ahead is not None and ahead.grade == "B"
    values = {
        action: value if is_borne_out or not isinstance(value, Lifetime) else Actual(method="actual")
        for action, value in params.values.items()
    }

    def unit(action: str) -> tuple[float, float, float] | None:
        value = values[action]
        if isinstance(value, Step):
            following = unit(value.to)
            return following and tuple(getattr(value.share, end) * each for end, each in zip(_ENDS, following, strict=True))
        return _unit_value(value, margin(params), _revenue(value, average_purchase, ahead), own)

    rows = [_row(action, value, grade_of(value, values), unit(action)) for action, value in values.items()]
    if ahead is not None and not is_borne_out:
        later = tuple(max(getattr(ahead.revenue, end) - ahead.first, 0.0) * getattr(margin(params), end) for end in _ENDS)
        rows.append((LATER, "clv", *later, ahead.grade, ahead.revenue.source, None))
    return pd.DataFrame(rows, columns=VALUES).astype({"review_by": "datetime64[us]"})


def funnel_value(value: Funnel, kept: Assumption) -> tuple[float, float, float]:
    """A lead is worth close rate × deal × margin: low, likely, high. The rate is applied once."""
    return tuple(
        getattr(value.close_rate, end) * getattr(value.deal_value, end) * getattr(kept, end) for end in _ENDS
    )  # fmt: skip


def saving_value(value: Saving) -> tuple[float, float, float]:
    """An answered message is worth deflection × (cost of the avoided contact − cost of the reply): low, likely, high.

    The low end takes the cheap contact and the dear reply; it may be negative where replies cost more than they save.
    """
    avoided = (
        value.cost_per_contact.low - value.cost_per_reply.high,
        value.cost_per_contact.likely - value.cost_per_reply.likely,
        value.cost_per_contact.high - value.cost_per_reply.low,
    )
    shares = value.deflection
    low = shares.low if avoided[0] >= 0 else shares.high
    high = shares.high if avoided[2] >= 0 else shares.low
    return low * avoided[0], shares.likely * avoided[1], high * avoided[2]


def proxy_value(value: Proxy, own: Mapping[str, float]) -> tuple[float, float, float] | None:
    """An impression is worth a thousandth of the CPM, an engagement a click: at the client's own price or the stated one."""
    name, price, factor = ("cpc", value.cpc, 1) if value.cpm is None else ("cpm", value.cpm, 1000)
    if price == "own":
        return (own[name] / factor,) * 3 if name in own else None
    return tuple(getattr(price, end) / factor for end in _ENDS)


def grade_of(value: Value, values: Mapping[str, Value]) -> str:
    """The grade of the price: A actual money, B a stated model or a measured saving, C a proxy or an unmeasured saving.

    A step to another action is a model, and no better than the other's price.
    """
    if isinstance(value, Actual):
        return "A"
    if isinstance(value, Step):
        return max("B", grade_of(values[value.to], values))
    if isinstance(value, Saving) and is_assumed(value.deflection.source or value.source):
        return "C"
    return "C" if isinstance(value, (Proxy, Stated)) else "B"


def is_assumed(source: str) -> bool:
    """True where an assumption names no source but itself."""
    return source.strip().casefold() in _ASSUMED


def assumptions(params: Params) -> pd.DataFrame:
    """The register of assumptions: key, low, likely, high, source, who, since, review_by, measured. One row per assumption.

    `measured`: the measurement that answers it (`measurement.Measured`), missing where it is assumed.
    """
    named = {"gross_margin": params.gross_margin, "incremental_share": params.incremental_share}
    for action, value in params.values.items():
        parts = ((name, getattr(value, name)) for name in type(value).model_fields)
        ranges = {f"values.{action}.{name}": part for name, part in parts if isinstance(part, Assumption)}
        named |= {key: _with_source(part, value) for key, part in ranges.items()}
    rows = [
        (key, part.low, part.likely, part.high, part.source, part.who, part.since, part.review_by,
         part if isinstance(part, Measured) else None)
        for key, part in named.items() if part
    ]  # fmt: skip
    columns = ["key", "low", "likely", "high", "source", "who", "since", "review_by", "measured"]
    return pd.DataFrame(rows, columns=columns).astype({"since": "datetime64[us]", "review_by": "datetime64[us]"})


def fixed(params: Params, key: str, end: str) -> Params:
    """The params with the assumption `key` of `assumptions` known for certain to be at its `end`: low, likely or high."""
    *path, name = key.split(".")
    owner = params.values[path[1]] if path else params
    amount = getattr(getattr(owner, name), end)
    changed = owner.model_copy(update={name: Assumption(low=amount, likely=amount, high=amount)})
    return params.model_copy(update={"values": params.values | {path[1]: changed}}) if path else changed


def doubtful(assumptions: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """The assumptions past their review date on the as-of day, without a source or without a day of review: `doubt` says which.

    What was measured needs neither. `doubt`: expired, unsupported or undated, the first that applies.
    """
    is_open = assumptions["measured"].isna()
    doubts = pd.Series("", assumptions.index, dtype="str")
    doubts = doubts.mask(is_open & assumptions["review_by"].isna(), "undated")
    doubts = doubts.mask(is_open & assumptions["source"].map(is_assumed).astype(bool), "unsupported")
    doubts = doubts.mask(is_open & (assumptions["review_by"] < as_of), "expired")
    return assumptions.assign(doubt=doubts)[doubts != ""].reset_index(drop=True)


def smart(
    goals: tuple[Goal, ...], results: Mapping[str, float | None], period_end: pd.Timestamp, ripe: Ripeness | None = None
) -> pd.DataFrame:
    """Each goal with its result and status. One row per goal: goal, objective, metric, target, result, by, owner, status.

    `results`: metric -> value of the period, None or absent where the data cannot say. Status: `met`, `not_met`, `open`
    (the day is still to come), `undecided`, `not_measured`. A goal that is short on its day is undecided while the exports
    do not reach that day (`ripe.as_of`), and, if it counts results that take time, while it is too early for any verdict or
    the results still to come (`ripe.share`) would carry it to its target.
    """
    rows = [
        (goal.goal, goal.objective, goal.metric, goal.target, results.get(goal.metric), pd.Timestamp(goal.by), goal.owner,
         _status(goal, results.get(goal.metric), period_end, ripe))
        for goal in goals
    ]  # fmt: skip
    columns = ["goal", "objective", "metric", "target", "result", "by", "owner", "status"]
    return pd.DataFrame(rows, columns=columns).astype({"result": float, "target": float})


_ENDS = ("low", "likely", "high")


def _status(goal: Goal, result: float | None, period_end: pd.Timestamp, ripe: Ripeness | None) -> str:
    if result is None or pd.isna(result):
        return "not_measured"
    day = pd.Timestamp(goal.by)
    is_lower_better = goal.metric in LOWER_IS_BETTER  # what is counted can only grow until the day
    if is_lower_better and result > goal.target:
        return "not_met"
    if not is_lower_better and result >= goal.target:
        return "met"
    if day > period_end:
        return "open"
    if ripe is not None and (ripe.as_of < day or _may_still_come(goal, result, ripe)):
        return "undecided"
    return "met" if is_lower_better else "not_met"


def _may_still_come(goal: Goal, result: float, ripe: Ripeness) -> bool:
    """Whether results that take time could still carry the goal to its target."""
    if goal.metric not in RIPENING:
        return False
    return ripe.is_early or bool(ripe.share and result / ripe.share >= goal.target)


def _revenue(value: Value, average_purchase: float | None, ahead: Ahead | None) -> tuple[float, ...] | None:
    """What a purchase brings, low to high: a new customer's revenue within the horizon, or the average purchase."""
    if isinstance(value, Lifetime):
        return None if ahead is None else (ahead.revenue.low, ahead.revenue.likely, ahead.revenue.high)
    return None if average_purchase is None else (average_purchase,) * 3


def _unit_value(
    value: Value, kept: Assumption, revenue: tuple[float, ...] | None, own: Mapping[str, float]
) -> tuple[float, float, float] | None:
    if isinstance(value, Funnel):
        return funnel_value(value, kept)
    if isinstance(value, Saving):
        return saving_value(value)
    if isinstance(value, Proxy):
        return proxy_value(value, own)
    if isinstance(value, Stated):
        return value.worth.low, value.worth.likely, value.worth.high
    return None if revenue is None else tuple(each * getattr(kept, end) for each, end in zip(revenue, _ENDS, strict=True))


def _row(action: str, value: Value, grade: str, unit: tuple[float, float, float] | None) -> tuple:
    low, likely, high = unit or (float("nan"),) * 3
    source = "" if isinstance(value, Actual) else value.source
    review_by = None if isinstance(value, Actual) else value.review_by
    return action, value.method, low, likely, high, grade, source, review_by


def _with_source(part: Assumption, value: Value) -> Assumption:
    if isinstance(part, Measured):
        return part
    return part.model_copy(update={"source": part.source or value.source, "review_by": part.review_by or value.review_by})
