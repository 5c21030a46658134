"""Step 1: what it really cost. Every cost by type, platform and day: media, labour, tools, training and the rest."""

import re
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from pydantic import ValidationError

from socialroi import allocation, labour, money
from socialroi.channels import platform_named
from socialroi.errors import InputError, Problem
from socialroi.params import CostItem
from socialroi.periods import Period

LEDGER = ["day", "type", "item", "platform", "campaign", "content", "goal", "supplier", "hours", "cost", "how", "split",
          "file", "row"]  # fmt: skip
EXPORTED = "as exported"
# The three columns of the cost ladder, each holding the one before it.
LADDER = {
    "media": ("media",),
    "media_tools_content": ("media", "tool", "content", "creator", "agency", "consulting"),
    "full": None,
}
_DAY = np.timedelta64(1, "D")
_UNITS = {"month": "M", "quarter": "Q", "year": "Y"}


def ledger(
    *, spend: pd.DataFrame, items: Iterable[CostItem], timesheets: pd.DataFrame, rates: pd.DataFrame, currency: str,
    period: Period, follow: Mapping[int, pd.DataFrame] | None = None, posts: pd.DataFrame | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Every cost of the period, one row per cost and day, in the client's currency.

    In: `spend`, `timesheets` and `posts` as canonical tables in the client's currency, the cost items of params and
    costs.csv, the exchange rates for items in another currency, and in `follow` the days of the items whose amount follows
    from results (`following.costs_of`), by place in `items`. Out: day, type, item, platform and campaign (missing where the
    cost serves all), content, goal, supplier, hours (missing where unknown), cost, how it is counted, the rule that split it
    over platforms or campaigns (missing where none did), file and row of origin: of the time entry or order that was
    counted, else of the line that states the cost. A cost over several days is spread evenly over them and only the days
    inside the period count (formulas.md, full cost).
    """
    spent, items, follow = media(spend, period), tuple(items), follow or {}
    named = []
    for place, item in enumerate(items):
        days = follow[place] if place in follow else _days_of(item, timesheets, period)
        named.append(_named(days, item, rates, currency).assign(place=place))
    stated = _typed([rows for rows in named if not rows.empty])
    is_split = stated["place"].isin([place for place, item in enumerate(items) if item.split])
    whole = stated[~is_split]
    sizes = _sizes(spent, whole, posts, period)
    parts = [allocation.split(rows, items[place], sizes) for place, rows in stated[is_split].groupby("place")]
    stated = pd.concat([whole, *parts]).sort_values("place", kind="stable") if parts else stated
    costs = [part for part in (spent, stated) if not part.empty]
    return pd.concat(costs, ignore_index=True)[LEDGER] if costs else spent[LEDGER]


def stale_rates(
    items: Iterable[CostItem], *, timesheets: pd.DataFrame, rates: pd.DataFrame, currency: str, period: Period,
    follow: Mapping[int, pd.DataFrame],
) -> pd.DataFrame:  # fmt: skip
    """The days of the period's costs that took an older exchange rate: day (of payment), currency, rate_day. In as `ledger`."""
    stale = [money.nothing_older()]
    for place, item in enumerate(items):
        if item.currency and item.currency != currency:
            days = follow[place] if place in follow else _days_of(item, timesheets, period)
            stale.append(money.older(_rates_of(days["day"], item, rates, currency)))
    return pd.concat(stale, ignore_index=True)


def media(spend: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Media spend of the period from the platforms' exports, one row per exported row, its cost cut to the period.

    A row that stands for several days counts with the share of its days that lie inside the period.
    """
    inside = share_of_days(spend, period)
    rows = spend[(inside > 0) & spend["cost"].notna()]
    cut = rows.assign(day=rows["day"].clip(lower=period.start), type="media", cost=rows["cost"] * inside[rows.index])
    unknown = pd.DataFrame(dict.fromkeys(("content", "goal", "supplier", "split")), rows.index, dtype="str")
    named = cut.assign(item=rows["ad"].fillna(rows["campaign"]), hours=np.nan, how=EXPORTED, **unknown)
    return named.astype({"how": "str"})[LEDGER]


def share_of_days(frame: pd.DataFrame, period: Period) -> pd.Series:
    """The share of each row's days (`day` to `last_day`) that lie inside the period: 1 for a row of a day inside it."""
    first, last = (frame[name].to_numpy("datetime64[s]") for name in ("day", "last_day"))
    last = np.where(np.isnat(last), first, last)
    start, end = (day.to_datetime64() for day in (period.start, period.end))
    inside = (np.minimum(last, end) - np.maximum(first, start)) / _DAY + 1
    return pd.Series(np.maximum(inside, 0.0) / ((last - first) / _DAY + 1), frame.index)


def by_type(ledger: pd.DataFrame) -> pd.DataFrame:
    """Cost per type, dearest first. One row per type."""
    return _summed(ledger, "type")


def by_item(ledger: pd.DataFrame) -> pd.DataFrame:
    """Cost per type, item and way of counting, dearest first. One row per item; the media of all exported campaigns is one."""
    items = ledger.assign(item=ledger["item"].mask(ledger["how"] == EXPORTED, "Media spend"))
    grouped = items.groupby(["type", "item", "how"], as_index=False)["cost"].sum()
    return grouped.sort_values(["cost", "item"], ascending=[False, True], ignore_index=True)


def by_platform(ledger: pd.DataFrame) -> pd.DataFrame:
    """Cost per platform as recorded, dearest first; what serves all platforms has no platform. One row per platform."""
    return _summed(ledger, "platform")


def rung(ledger: pd.DataFrame, name: str) -> float:
    """The cost of one column of the ladder: `media`, `media_tools_content` or `full`."""
    types = LADDER[name]
    return float(ledger["cost"].sum() if types is None else ledger.loc[ledger["type"].isin(types), "cost"].sum())


def allocate(ledger: pd.DataFrame, weights: pd.Series) -> pd.Series:
    """Full cost per platform: its own, and its part of what serves all, by `weights` (platform -> any positive size).

    Sums to the ledger's total. Without any weight the shared cost stands under '', all platforms together.
    """
    own = ledger.groupby("platform")["cost"].sum()
    shared = float(ledger.loc[ledger["platform"].isna(), "cost"].sum())
    total = weights.sum()
    if not total > 0:
        return pd.concat([own, pd.Series({"": shared})]) if shared else own
    return own.add(weights / total * shared, fill_value=0.0)


def items_of_file(rows: pd.DataFrame) -> tuple[tuple[CostItem, ...], list[Problem]]:
    """The cost items of `costs.csv`, checked like those of params, and what is wrong with which row."""
    items, problems = [], []
    for record in rows.to_dict("records"):
        file, row = record.pop("file"), record.pop("row")
        try:
            known = {key: _plain(key, value) for key, value in record.items() if pd.notna(value)}
            items.append(CostItem.model_validate(known).stated_in(file, row))
        except ValidationError as wrong:
            by_column = {error["loc"][:1]: error for error in reversed(wrong.errors())}
            problems += [_problem(file, row, error) for error in reversed(by_column.values())]
    return tuple(items), problems


def _plain(column: str, value: object) -> object:
    """A cell as params would hold it: days without a time, `12` hours as a number and `timesheets` as the word."""
    if isinstance(value, pd.Timestamp):
        return value.date()
    if column in ("hours", "uses", "share") and re.fullmatch(r"[0-9]+(\.[0-9]+)?", value):
        return float(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _problem(file: str, row: int, error: dict) -> Problem:
    lost = re.match(r"'(\w+)' has no effect", error["msg"])
    column = lost[1] if lost else str(error["loc"][0]) if error["loc"] else None
    if column is None or error["type"] in ("rule", "missing"):
        return Problem(file, error["msg"], fix="correct the row", row=row, column=column)
    return Problem(file, f"{error['input']!r} does not fit", *_wanted(error), row=row, column=column)


def _wanted(error: dict) -> tuple[str, str]:
    """What a number should be, and how to make it so: a share is most often a percentage."""
    if error["type"] == "less_than_equal":
        value, most = error["input"], error["ctx"]["le"]
        return (
            f"at most {most:g}",
            f"write {value:g} % as {value / 100:g}" if most == 1 and 2 < value <= 100 else "correct the row",
        )
    return f"at least {error['ctx']['ge']:g}" if error["type"] == "greater_than_equal" else error["msg"], "correct the row"


def _days_of(item: CostItem, timesheets: pd.DataFrame, period: Period) -> pd.DataFrame:
    return labour.worked(item, timesheets, period) if item.hours == "timesheets" else _by_day(item, period)


def _sizes(spent: pd.DataFrame, own: pd.DataFrame, posts: pd.DataFrame | None, period: Period) -> pd.DataFrame:
    """How large each platform and campaign is: spend, hours recorded for it, posts published. One row per pair."""
    keys = ["platform", "campaign"]
    published = None if posts is None else posts[period.holds(posts["day"])].assign(posts=1.0)
    sized = [spent.rename(columns={"cost": "spend"})[[*keys, "spend"]], own[[*keys, "hours"]]]
    sized += [] if published is None else [published[[*keys, "posts"]]]
    whole = pd.concat([rows for rows in sized if not rows.empty] or sized, ignore_index=True)
    known = whole.reindex(columns=[*keys, "spend", "hours", "posts"]).astype(dict.fromkeys(keys, "str"))
    return known.groupby(keys, dropna=False)[["spend", "hours", "posts"]].sum().reset_index()


def days_of(item: CostItem, period: Period) -> pd.DatetimeIndex:
    """The days of the period that the item covers."""
    days = pd.date_range(*_span(item, period), freq="D")
    return days[(days >= period.start) & (days <= period.end)]


def _by_day(item: CostItem, period: Period) -> pd.DataFrame:
    """The item's cost on each day of the period that it covers, in its own currency."""
    days = days_of(item, period)
    rhythm = "month" if item.monthly is not None else item.every
    part = item.share / _days_it_covers(item, rhythm, days)
    hours = item.hours * part if isinstance(item.hours, float) else np.nan
    return pd.DataFrame({"day": days, "hours": hours, "cost": amount_of(item) * (1 + item.overhead) * part})


def amount_of(item: CostItem) -> float:
    """What the item costs each time: its pay, its hours at their rate, or its amount, once per use."""
    if item.monthly is not None:
        return item.monthly
    if item.amount is None:
        return item.hours * item.rate
    return item.amount * (1.0 if item.uses is None else item.uses)


def _days_it_covers(item: CostItem, rhythm: str | None, days: pd.DatetimeIndex) -> np.ndarray:
    if rhythm == "week":
        return np.full(len(days), 7)
    if rhythm:
        units = days.to_period(_UNITS[rhythm])
        return (units.end_time.normalize() - units.start_time).days.to_numpy() + 1
    first, last = _own_days(item)
    return np.full(len(days), (last - first).days + 1)


def _span(item: CostItem, period: Period) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day that the item covers; open ends reach to the period's."""
    if item.on:
        return _own_days(item)
    first = pd.Timestamp(item.from_) if item.from_ else period.start
    last = pd.Timestamp(item.until) if item.until else period.end
    return max(first, period.start) if item.every or item.monthly is not None else first, last


def _own_days(item: CostItem) -> tuple[pd.Timestamp, pd.Timestamp]:
    if not item.on:
        return pd.Timestamp(item.from_), pd.Timestamp(item.until)
    first = pd.Timestamp(item.on)
    months = pd.DateOffset(months=item.spread_months or 0)
    return first, max(first, first + months - pd.Timedelta(days=1))


def _named(days: pd.DataFrame, item: CostItem, rates: pd.DataFrame, currency: str) -> pd.DataFrame:
    """The item's days with their cost in the client's currency, and what the item says of them."""
    file, row = item.origin
    said = {
        "type": item.type, "item": item.item, "platform": item.platform and platform_named(item.platform),
        "campaign": item.campaign, "content": item.content, "goal": item.goal, "supplier": item.supplier, "hours": np.nan,
        "how": item.way, "split": None, "file": file, "row": row,
    }  # fmt: skip
    frame = pd.DataFrame(said | dict(days.items()), days.index, [*LEDGER])
    if item.currency and item.currency != currency:
        frame["cost"] *= _rates_of(frame["day"], item, rates, currency)["rate"]
    return frame


def _typed(named: list[pd.DataFrame]) -> pd.DataFrame:
    """The days of all items in one table of the ledger's types, with the place of each one's item."""
    texts = dict.fromkeys((name for name in LEDGER if name not in ("day", "hours", "cost", "row")), "str")
    numbers = {"day": "datetime64[us]", "hours": float, "cost": float, "row": "int64", "place": "int64"}
    frame = pd.concat(named, ignore_index=True) if named else pd.DataFrame(columns=[*LEDGER, "place"])
    return frame.astype(texts | numbers)


def _rates_of(days: pd.Series, item: CostItem, rates: pd.DataFrame, currency: str) -> pd.DataFrame:
    """`money.rate_on` of each day, with day and currency; what was paid on one day keeps its rate, however long it serves."""
    paid = pd.Series(pd.Timestamp(item.on), days.index, dtype="datetime64[us]") if item.on else days
    source = pd.Series(item.currency, days.index, dtype="str")
    found = money.rate_on(paid, source, currency, rates).assign(day=paid, currency=source)
    _refuse_days_without_rate(paid[found["rate"].isna()], item)
    return found


def _refuse_days_without_rate(missing: pd.Series, item: CostItem) -> None:
    if not missing.empty:
        found = f"'{item.item}' is paid in {item.currency}, and {missing.min():%Y-%m-%d} has no exchange rate"
        raise InputError([Problem("fx.csv", found, "a rate on or before that day", money.FIX)])


def _summed(ledger: pd.DataFrame, by: str) -> pd.DataFrame:
    grouped = ledger.groupby(by, as_index=False, dropna=False)["cost"].sum()
    return grouped.sort_values(["cost", by], ascending=[False, True], ignore_index=True)
