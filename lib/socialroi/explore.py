"""Charts and small tables for the analyst's first three notebooks, in English; the stakeholder's page has its own."""

from dataclasses import asdict

import pandas as pd

from socialroi import charts
from socialroi.blocks import Chart, Paragraph, Table
from socialroi.client import Client
from socialroi.compose import chart, table
from socialroi.ripeness import Ripeness
from socialroi.words import Words


def english(book: Client) -> Words:
    """English words with the client's currency."""
    return Words("en", book.params.currency)


def number(value: float) -> str:
    """How tables show a number: whole ones whole, large ones with two decimals, small ones with four.

    >>> number(4689.0), number(7470.1923), number(0.02917)
    ('4,689', '7,470.19', '0.0292')
    """
    if float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:,.2f}" if abs(value) >= 10 else f"{value:,.4f}"


def read_files(book: Client) -> pd.DataFrame:
    """What was read, and how many of its rows were kept, over which days. One row per file and table."""
    return book.files[["file", "source", "table", "read", "kept", "total", "duplicate", "first_day", "last_day", "coverage"]]


def cost_by_type(costs: pd.DataFrame, words: Words) -> Chart | Paragraph:
    """Cost per type (`costs.by_type`) as bars, dearest first."""
    if costs.empty:
        return Paragraph("No cost is recorded for this period.", tone="warning")
    money = words.formats.rounded_money
    frame = costs.rename(columns={"type": "label", "cost": "value"}).assign(label=costs["type"].map(words.cost_type))
    largest = frame.iloc[0]
    finding = f"{largest['label']} is the largest cost: {money(largest['value'])} of {money(frame['value'].sum())}."
    rows = [(row.label, words.formats.money(row.value)) for row in frame.itertuples()]
    return chart("cost-by-type", finding, charts.bars(frame, show=money), _numbers(finding, ("Type", "Cost"), rows))


def cost_so_far(ledger: pd.DataFrame, words: Words) -> Chart | Paragraph:
    """Cost per type, added up day by day, as lines."""
    if ledger.empty:
        return Paragraph("No cost is recorded for this period.", tone="warning")
    daily = ledger.pivot_table(index="day", columns="type", values="cost", aggfunc="sum").asfreq("D")
    added = daily.where(daily.notna(), 0.0).cumsum()  # a day without a cost of a type adds nothing to it
    frame = added.reset_index().melt("day", var_name="type", value_name="value")
    frame = frame.assign(label=frame["type"].map(words.cost_type))
    money = words.formats.rounded_money
    finding = f"Cost so far, day by day, up to {money(ledger['cost'].sum())}."
    last = frame.groupby("label", sort=False)["value"].last()
    rows = [(name, words.formats.money(amount)) for name, amount in last.items()]
    axes = charts.lines(frame, show=money, show_day=words.formats.short_day)
    return chart("cost-so-far", finding, axes, _numbers(finding, ("Type", "Cost by the end"), rows))


def value_by_platform(value: pd.DataFrame, words: Words) -> Chart | Paragraph:
    """Value of grades A and B per platform (`Tally.table`) as bars, highest first."""
    worth = value[value["grade"].isin(["A", "B"])].groupby("platform")["value"].sum().sort_values(ascending=False)
    if worth.empty:
        return Paragraph("Nothing was traced to social media in this period.", tone="warning")
    money = words.formats.rounded_money
    frame = worth.rename_axis("label").rename("value").reset_index()
    finding = f"{money(worth.sum())} traced to social media, most of it on {worth.index[0]}."
    rows = [(row.label, words.formats.money(row.value)) for row in frame.itertuples()]
    return chart("value-by-platform", finding, charts.bars(frame, show=money), _numbers(finding, ("Platform", "Value"), rows))


def results_by_month(bought: pd.DataFrame) -> pd.DataFrame:
    """Purchases per month: all, those that name a source, those traced to social media, and their revenue."""
    month = bought["day"].dt.to_period("M").astype("str").rename("month")
    is_social = bought["platform"].notna()
    grouped = bought.assign(is_social=is_social, social_revenue=bought["revenue"].where(is_social, 0.0)).groupby(month)
    columns = {"purchases": ("revenue", "size"), "with_a_source": ("is_sourced", "sum"), "from_social": ("is_social", "sum"),
               "revenue": ("revenue", "sum"), "revenue_from_social": ("social_revenue", "sum")}  # fmt: skip
    return grouped.agg(**columns).reset_index()


def claims_table(against: dict) -> pd.DataFrame:
    """`claims.against_orders` as a table: who counts, and how many. One row per counter, the two ratios last."""
    claimed = {f"{name} claims": count for name, count in against["by_platform"].items()}
    counted = {
        "web analytics counts from social media": against["web_analytics"],
        "traced to social media": against["attributed_orders"], "all purchases": against["all_orders"],
        "over-claim ratio": against["over_claim_ratio"],
        "claims ÷ all purchases": against["ratio_to_all"],
    }  # fmt: skip
    return pd.DataFrame((claimed | counted).items(), columns=["who", "count"]).astype({"count": float})


def ripeness_table(ripe: Ripeness) -> pd.DataFrame:
    """A `Ripeness` as a table of one row."""
    return pd.DataFrame([asdict(ripe)])


def metric_table(metrics: pd.DataFrame) -> pd.DataFrame:
    """Metrics in rows, platforms in columns, this period and the one before beside each other."""
    wide = metrics.pivot(index="metric", columns="platform", values=["value", "previous"])
    return wide.swaplevel(axis=1).sort_index(axis=1, ascending=[True, False])


def _numbers(caption: str, heads: tuple[str, str], rows: list[tuple[str, str]]) -> Table:
    return table(caption, heads, rows, numbers=(1,), details=True)
