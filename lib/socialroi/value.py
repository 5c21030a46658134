"""What the period's social activity brought in money: every priced action by platform and evidence grade."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from socialroi import counting, goals, lifetime, measurement, results, uncertainty
from socialroi.client import Client
from socialroi.counting import PURCHASE
from socialroi.goals import LATER
from socialroi.lifetime import Ahead
from socialroi.metrics import sums_of_spend
from socialroi.params_types import Assumption
from socialroi.params_values import Actual, Funnel, Lifetime, Saving, Stated, Step, Value
from socialroi.periods import Period
from socialroi.remember import once_per_client

VALUE = ["action", "platform", "grade", "count", "revenue", "value"]


@dataclass(frozen=True, eq=False)
class Tally:
    """The results of a period, before and after they are priced.

    `bought`: all purchases that count in the period; `shares`, `covered` and `added`: web analytics' shares, the days they
    speak of, and what they add at grade B; `unit_values`: what one action is worth; `lifetime`: what a new customer brings
    within the horizon, where params price customers so and enough of them came back; `table`: one row per action, platform
    and grade with count, revenue (missing where the action has none) and value at the likely assumptions; `paths`: where the
    people on the way to money were counted (`counting.counted`).
    """

    bought: pd.DataFrame
    shares: pd.DataFrame
    covered: pd.DatetimeIndex
    added: pd.DataFrame
    unit_values: pd.DataFrame
    table: pd.DataFrame
    paths: pd.DataFrame
    lifetime: Ahead | None = None

    def rows(self, grades: str = "AB") -> pd.DataFrame:
        """The rows of the table that have these grades; A and B are the headline's."""
        return self.table[self.table["grade"].isin(list(grades))]

    def total(self, grades: str = "AB") -> float:
        """Value of these grades together; missing where they hold results and none of them has a known price."""
        values = self.rows(grades)["value"].astype(float)
        return float(values.sum(min_count=min(len(values), 1)))

    def revenue(self, grades: str = "AB") -> float:
        """The same with revenue in the place of margin; actions without revenue stand at their own value."""
        rows = self.rows(grades)
        return float(rows["revenue"].fillna(rows["value"]).sum())


@once_per_client
def tally(book: Client, period: Period) -> Tally:
    """Everything that the period's social activity brought, priced as the client's params say."""
    all_bought = results.purchases(book)
    bought = results.in_period(all_bought, period)
    traffic = results.best_traffic(book.tables["traffic"], period)
    traffic = traffic.iloc[:0] if book.tables["orders"].empty else traffic  # a CRM knows its deals' sources itself
    shares = results.analytics_share(traffic)
    covered = results.covered_days(traffic, period)
    added = results.shared_out(bought[bought["day"].isin(covered)], shares)
    ahead = _lifetime(book)
    unit_values = goals.action_values(
        book.params, average_purchase=_mean(bought["revenue"]), own=own_prices(book.tables["spend"], period), ahead=ahead
    )
    counts, paths = counting.counted(book, period, all_bought, unit_values)
    parts = [
        _new_customers(bought, added, unit_values) if prices_customers(book) else _purchases(bought, added, book),
        _still_to_come(bought, added, unit_values),
        *(_priced(action, counted, unit_values) for action, counted in counts.items()),
    ]
    table = pd.concat([part for part in parts if not part.empty] or parts[:1], ignore_index=True)
    return Tally(bought, shares, covered, added, unit_values, table[VALUE].astype({"platform": "str"}), paths, ahead)


@once_per_client
def _lifetime(book: Client) -> Ahead | None:
    return lifetime.ahead(book.params.values.get(PURCHASE), results.purchases(book))


def prices_purchases(book: Client) -> bool:
    """Whether purchases are priced by what they brought: params say so, or the lifetime value they ask for is not borne out."""
    return isinstance(book.params.values.get(PURCHASE), (Actual, Lifetime)) and not prices_customers(book)


def prices_customers(book: Client) -> bool:
    """Whether a new customer's purchases within a horizon are the price, instead of each purchase by itself.

    That takes params that say so and a model that the client's own past bears out (`lifetime.Ahead.grade`).
    """
    ahead = _lifetime(book)
    return ahead is not None and ahead.grade == "B"


def own_prices(spend: pd.DataFrame, period: Period) -> dict[str, float]:
    """What the client itself paid in the period, over all platforms: cpm per 1,000 impressions, cpc per click.

    A price is left out where nothing was bought by it; spend without impressions has no CPM.
    """
    sums = sums_of_spend(spend, period)
    prices = {}
    for name, (count, factor) in {"cpm": ("impressions", 1000.0), "cpc": ("clicks", 1.0)}.items():
        known = sums[[count, "cost"]].dropna().sum()
        if known[count] > 0 and known["cost"] > 0:
            prices[name] = float(factor * known["cost"] / known[count])
    return prices


def draws_of(book: Client, found: Tally, grades: str = "AB", draws: int = uncertainty.DRAWS) -> pd.DataFrame:
    """Draws of the value per platform: one row per draw, one column per platform ('' for value without a platform).

    Assumptions as PERT, customers resampled, analytics shares as Dirichlet around their counts (formulas.md, range).
    """
    random = uncertainty.generator()
    kept = uncertainty.pert(goals.margin(book.params), draws, random)[:, None]
    parts = []
    if prices_purchases(book) and not found.bought.empty:
        parts.append(_drawn_revenue(found, grades, draws, random) * kept)
    rows = found.rows(grades)
    rows = rows[rows["revenue"].isna() & rows["value"].notna()]
    units = _drawn_units(book, found, rows["action"].unique().tolist(), kept[:, 0], random)
    for row in rows.itertuples():
        platform = "" if pd.isna(row.platform) else row.platform
        chance, worth = units[row.action]
        parts.append(pd.DataFrame({platform: random.poisson(row.count * chance) * worth}))
    if not parts:
        return pd.DataFrame(index=range(draws))
    return pd.concat(parts, axis=1).T.groupby(level=0).sum().T


def _drawn_revenue(found: Tally, grades: str, draws: int, random: np.random.Generator) -> pd.DataFrame:
    """Draws of the revenue per platform: proven on the purchase, plus the analytics share's part of the rest."""
    bought, names = found.bought, sorted(found.bought["platform"].dropna().unique())
    is_covered = bought["day"].isin(found.covered)
    shared = [] if found.added.empty or "B" not in grades else found.added["platform"].tolist()
    columns = {("proven", name): bought["revenue"].where(bought["platform"] == name, 0.0) for name in names}
    columns |= {("covered", name): bought["revenue"].where(is_covered & (bought["platform"] == name), 0.0) for name in shared}
    columns |= {
        ("all", ""): bought["revenue"].where(is_covered, 0.0),
        ("unsourced", ""): bought["revenue"].where(is_covered & ~bought["is_sourced"], 0.0),
    }
    by_customer = pd.DataFrame(columns).groupby(_stable_customers(bought)).sum()
    sums = pd.DataFrame(uncertainty.resampled_sums(by_customer.to_numpy(), draws, random), columns=by_customer.columns)
    proven = sums["proven"] if names else pd.DataFrame(index=range(draws))
    if not shared:
        return proven
    share = found.shares.set_index("platform")["share"].reindex(shared).to_numpy()
    count = float(is_covered.sum())
    drawn = uncertainty.shares(share * count, count, draws, random)
    more = (drawn * sums[("all", "")].to_numpy()[:, None] - sums["covered"][shared].to_numpy()).clip(min=0.0)
    ceiling = sums[("unsourced", "")].clip(lower=0.0).to_numpy() / np.maximum(more.sum(axis=1), 1e-9)
    added = pd.DataFrame(more * np.minimum(1.0, ceiling)[:, None], columns=shared)
    return proven.add(added, fill_value=0.0)


def _stable_customers(bought: pd.DataFrame) -> pd.Series:
    """Customers numbered by their first purchase, so that no draw depends on the value of a hash."""
    ordered = bought.sort_values(["day", "file", "row"], kind="stable")["customer"]
    codes, _ = pd.factorize(ordered)
    return pd.Series(codes, ordered.index).reindex(bought.index)


def _drawn_units(
    book: Client, found: Tally, actions: list[str], kept: np.ndarray, random: np.random.Generator
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Draws of the chance that an action brings money, and of how much it brings then, by action.

    One draw for all platforms: an assumption that is wrong is wrong on each of them. Where one action leads to another, its
    draws rest on the same draws of the other's.
    """
    units: dict[str, tuple[np.ndarray, np.ndarray]] = {}
    for action in dict.fromkeys(name for each in actions for name in _next_first(book.params.values, each)):
        units[action] = _drawn_unit(book.params.values[action], found, units, kept, random)
    return units


def _next_first(values: dict[str, Value], action: str) -> list[str]:
    """The action and those that it leads to, the last of them first."""
    price = values[action]
    return [*(_next_first(values, price.to) if isinstance(price, Step) else ()), action]


def _drawn_unit(
    price: Value, found: Tally, units: dict[str, tuple[np.ndarray, np.ndarray]], kept: np.ndarray, random: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    def drawn(assumption: Assumption) -> np.ndarray:
        return uncertainty.pert(assumption, len(kept), random)

    always = np.ones(len(kept))
    if isinstance(price, Funnel):
        return drawn(price.close_rate), drawn(price.deal_value) * kept
    if isinstance(price, Saving):
        contact, reply = drawn(price.cost_per_contact), drawn(price.cost_per_reply)
        return drawn(price.deflection), contact - reply
    if isinstance(price, Step):
        chance, worth = units[price.to]
        return drawn(price.share) * chance, worth
    if isinstance(price, Stated):
        return always, drawn(price.worth)
    if isinstance(price, Lifetime) and found.lifetime is not None and found.lifetime.grade == "B":
        return always, drawn(found.lifetime.revenue) * kept
    if isinstance(price, (Actual, Lifetime)):
        return always, _drawn_purchase(found.bought["revenue"], random, len(kept)) * kept
    raise ValueError(f"{price.method} has no price of its own here")


def _drawn_purchase(amounts: pd.Series, random: np.random.Generator, draws: int) -> np.ndarray:
    """Draws of the average purchase; of a single one nothing is known but its size, so that it may be any around it."""
    if len(amounts) > 1:
        return uncertainty.pert(measurement.mean("deal_value", amounts), draws, random)
    return random.exponential(float(amounts.iloc[0]), draws)


def _priced(action: str, counted: pd.DataFrame, unit_values: pd.DataFrame) -> pd.DataFrame:
    price = unit_values.set_index("action").loc[action]
    rows = counted.assign(action=action, grade=counted["is_apart"].map({True: price["grade"], False: "C"}), revenue=np.nan)
    return rows.assign(value=rows["count"] * price["likely"])[VALUE]


def _purchases(bought: pd.DataFrame, added: pd.DataFrame, book: Client) -> pd.DataFrame:
    """Purchases by platform: grade A what they prove themselves, grade B what the analytics share adds."""
    if not prices_purchases(book) or bought.empty:
        return pd.DataFrame(columns=VALUE)
    kept = goals.margin(book.params).likely
    proven = bought.groupby("platform").agg(count=("revenue", "size"), revenue=("revenue", "sum")).reset_index()
    rows = pd.concat([proven.assign(grade="A"), added[added["revenue"] > 0].assign(grade="B")], ignore_index=True)
    return rows.assign(action=PURCHASE, value=rows["revenue"] * kept)[VALUE]


def _new_customers(bought: pd.DataFrame, added: pd.DataFrame, unit_values: pd.DataFrame) -> pd.DataFrame:
    """New customers by platform at their value within the horizon, grade B. Later purchases of theirs are in it already.

    Of what web analytics' share adds, the share of new customers among all purchases whose customer is known counts.
    """
    rows = _new_by_platform(bought, added)
    unit = unit_values.set_index("action").loc[PURCHASE, "likely"]
    return rows.assign(action=PURCHASE, grade="B", revenue=np.nan, value=rows["count"] * unit)[VALUE]


def _still_to_come(bought: pd.DataFrame, added: pd.DataFrame, unit_values: pd.DataFrame) -> pd.DataFrame:
    """Grade C: what new customers are to buy after their first purchase, where the own past does not bear the model out."""
    units = unit_values.set_index("action")["likely"]
    if LATER not in units:
        return pd.DataFrame(columns=VALUE)
    rows = _new_by_platform(bought, added)
    return rows.assign(action=LATER, grade="C", revenue=np.nan, value=rows["count"] * units[LATER])[VALUE]


def _new_by_platform(bought: pd.DataFrame, added: pd.DataFrame) -> pd.DataFrame:
    """How many of social media's purchases were by new customers: platform, count."""
    is_new = bought["is_new_customer"].dropna().astype(float)
    if is_new.empty:
        return pd.DataFrame(columns=["platform", "count"])
    proven = bought[bought["is_new_customer"].eq(True).fillna(False)].groupby("platform").size()
    more = added.set_index("platform")["count"] * is_new.mean()
    rows = proven.add(more, fill_value=0.0).rename("count").rename_axis("platform").reset_index()
    return rows[rows["count"] > 0]


def _mean(amounts: pd.Series) -> float | None:
    """The average purchase; unknown where there is none, or more was paid back than came in."""
    return float(amounts.mean()) if amounts.mean() > 0 else None
