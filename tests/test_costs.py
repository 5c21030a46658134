"""The cost ledger: every cost on its days, in one currency, and every way of cutting it adds up to the same total."""

from dataclasses import replace

import pandas as pd
import pytest
from books import book, table
from hypothesis import given, settings
from hypothesis import strategies as st

from socialroi import costs
from socialroi.client import Client
from socialroi.errors import InputError
from socialroi.headline import ledger_of
from socialroi.params import CostItem
from socialroi.periods import Period, parse_period

Q3 = parse_period("2025-Q3")
SALARY = {"type": "labour", "item": "Manager", "monthly": 3100.0}


def total(client: Client, label: str) -> float:
    return float(ledger_of(client, parse_period(label))["cost"].sum())


def spend(day: str, cost: float | None, last_day: str | None = None, **columns: object) -> dict:
    return {"day": day, "last_day": last_day or day, "platform": "meta", "cost": cost, "currency": "EUR"} | columns


# --- costs from params -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "label", "expected"),
    [
        ({"monthly": 3100}, "2025-09", 3100),
        ({"monthly": 3100, "overhead": 0.25, "share": 0.6}, "2025-09", 3100 * 1.25 * 0.6),
        ({"monthly": 3000, "from": "2025-09-16"}, "2025-09", 1500),  # 15 of 30 days
        ({"monthly": 3000, "until": "2025-09-10"}, "2025-Q3", 2 * 3000 + 1000),  # 10 of 30 days of September
        ({"monthly": 2900, "from": "2024-02-29"}, "2024-02", 100),  # one of 29 days
        ({"hours": 12, "rate": 45, "every": "month"}, "2025-Q3", 3 * 540),
        ({"hours": 7, "rate": 10, "every": "week"}, "2025-09-01..2025-09-10", 100),  # 10 of 7 days
        ({"amount": 920, "every": "quarter"}, "2025-08", 310),  # 31 of 92 days
        ({"amount": 366, "every": "year"}, "2024-02", 29),
        ({"amount": 365, "every": "year"}, "2025-02", 28),
        ({"amount": 500, "on": "2025-09-30"}, "2025-Q3", 500),
        ({"amount": 500, "on": "2025-10-01"}, "2025-Q3", 0),
        ({"amount": 500, "on": "2025-06-30"}, "2025-Q3", 0),
        ({"amount": 365, "on": "2025-02-10", "spread_months": 12}, "2025-Q3", 92),  # 10 February to 9 February
        ({"amount": 365, "on": "2025-02-10", "spread_months": 12}, "2026-02", 9),
        ({"amount": 100, "from": "2025-06-26", "until": "2025-07-05"}, "2025-07", 50),
        ({"monthly": 0}, "2025-09", 0),
        ({"monthly": 100, "from": "2025-10-01"}, "2025-09", 0),
        ({"monthly": 100, "until": "2025-08-31"}, "2025-09", 0),
    ],
)
def test_a_cost_falls_on_the_days_it_covers(item: dict, label: str, expected: float) -> None:
    client = book(costs=[{"type": "other", "item": "x", **item}])
    assert total(client, label) == pytest.approx(expected)


def test_a_salary_that_starts_in_the_period_counts_from_its_first_day() -> None:
    ledger = ledger_of(book(costs=[SALARY | {"from": "2025-08-16"}]), Q3)
    assert ledger["day"].min() == pd.Timestamp("2025-08-16")
    assert ledger["cost"].sum() == pytest.approx(3100 * 16 / 31 + 3100)


@pytest.mark.parametrize("rhythm", [{"amount": 100, "every": "month"}, {"monthly": 100}])
def test_a_day_and_a_rhythm_together_are_refused(rhythm: dict) -> None:
    with pytest.raises(ValueError, match="not both"):
        CostItem.model_validate({"type": "tool", "item": "x", "on": "2025-09-01", **rhythm})


def test_a_platform_of_params_is_the_exports_platform_however_it_is_written() -> None:
    ledger = ledger_of(book(costs=[SALARY | {"platform": "Instagram"}]), Q3)
    assert set(ledger["platform"]) == {"instagram"}


# --- media -------------------------------------------------------------------------------------------------------------


def test_a_week_of_spend_is_not_booked_on_its_first_day() -> None:
    client = book(table("spend", spend("2025-08-29", 70.0, "2025-09-04")))
    assert total(client, "2025-08") == pytest.approx(30)
    assert total(client, "2025-09") == pytest.approx(40)


def test_media_at_the_ends_of_the_period_counts_once() -> None:
    rows = [
        spend(day, cost) for day, cost in (("2025-06-30", 1.0), ("2025-07-01", 2.0), ("2025-09-30", 4.0), ("2025-10-01", 8.0))
    ]
    client = book(table("spend", *rows))
    assert [total(client, label) for label in ("2025-Q2", "2025-Q3", "2025-Q4")] == [1, 6, 8]


def test_spend_without_a_cost_is_missing_and_not_zero() -> None:
    client = book(table("spend", spend("2025-07-01", None), spend("2025-07-02", 5.0)))
    assert ledger_of(client, Q3)["cost"].tolist() == [5.0]


def test_the_item_of_media_is_the_ad_and_else_the_campaign() -> None:
    rows = table("spend", spend("2025-07-01", 1.0, campaign="Autumn", ad="Video"), spend("2025-07-01", 1.0, campaign="Autumn"))
    assert ledger_of(book(rows), Q3)["item"].tolist() == ["Video", "Autumn"]


def test_the_ledger_of_a_client_without_anything_is_empty() -> None:
    ledger = ledger_of(book(), Q3)
    assert ledger.empty and list(ledger.columns) == costs.LEDGER
    assert costs.by_type(ledger).empty and costs.by_platform(ledger).empty and costs.by_item(ledger).empty
    assert costs.rung(ledger, "full") == 0


# --- timesheets --------------------------------------------------------------------------------------------------------


def test_hours_of_the_items_project_cost_their_rate() -> None:
    sheets = table(
        "timesheets",
        {"day": "2025-07-01", "project": "Social", "hours": 2.0},
        {"day": "2025-07-01", "project": "social", "hours": 1.0},
        {"day": "2025-07-02", "project": "Website", "hours": 8.0},
        {"day": "2025-10-01", "project": "Social", "hours": 8.0},
        {"day": "2025-07-03", "hours": 8.0},
    )
    item = {"type": "labour", "item": "Team", "hours": "timesheets", "rate": 50, "overhead": 0.1}
    assert total(book(sheets, costs=[item | {"project": "Social"}]), "2025-Q3") == pytest.approx(3 * 50 * 1.1)
    assert total(book(sheets, costs=[item]), "2025-Q3") == pytest.approx(19 * 50 * 1.1)
    assert total(book(sheets, costs=[item | {"from": "2025-07-02"}]), "2025-Q3") == pytest.approx(16 * 50 * 1.1)


# --- currencies --------------------------------------------------------------------------------------------------------


def test_a_cost_in_another_currency_takes_the_rate_of_each_day() -> None:
    rates = table(
        "rates",
        {"day": "2025-09-01", "from": "USD", "to": "EUR", "rate": 0.9},
        {"day": "2025-09-16", "from": "USD", "to": "EUR", "rate": 0.8},
    )
    client = book(rates, costs=[{"type": "tool", "item": "T", "monthly": 30, "currency": "USD"}])
    assert total(client, "2025-09") == pytest.approx(15 * 0.9 + 15 * 0.8)


def test_a_salary_that_changes_currency_is_two_items_each_at_its_own_rate() -> None:
    rates = table("rates", {"day": "2025-07-01", "from": "USD", "to": "EUR", "rate": 0.5})
    items = [SALARY | {"until": "2025-08-31"}, SALARY | {"from": "2025-09-01", "currency": "USD"}]
    assert total(book(rates, costs=items), "2025-Q3") == pytest.approx(2 * 3100 + 1550)


def test_a_day_before_the_first_rate_is_refused_with_the_day() -> None:
    rates = table("rates", {"day": "2025-07-02", "from": "USD", "to": "EUR", "rate": 0.9})
    client = book(rates, costs=[{"type": "tool", "item": "T", "monthly": 30, "currency": "USD"}])
    with pytest.raises(InputError, match="'T' is paid in USD, and 2025-07-01 has no exchange rate"):
        ledger_of(client, Q3)


def test_what_was_paid_on_one_day_keeps_that_days_rate_however_long_it_serves() -> None:
    rates = table("rates", {"day": "2024-02-01", "from": "USD", "to": "EUR", "rate": 0.9},
                  {"day": "2024-03-01", "from": "USD", "to": "EUR", "rate": 0.5})  # fmt: skip
    item = {"type": "conference", "item": "Fair", "amount": 366, "on": "2024-02-10", "spread_months": 12, "currency": "USD"}
    assert total(book(rates, costs=[item]), "2024-03") == pytest.approx(31 * 0.9)  # 366 days from 10 February 2024


# --- where a cost comes from -------------------------------------------------------------------------------------------


def test_every_row_names_the_line_or_entry_it_comes_from_and_how_it_is_counted() -> None:
    sheets = table("timesheets", {"day": "2025-07-01", "project": "Social", "hours": 2.0})
    listed_tool, problems = costs.items_of_file(listed({"type": "tool", "item": "Light", "amount": 9.0, "on": "2025-07-02"}))
    client = book(table("spend", spend("2025-07-03", 5.0)), sheets,
                  costs=[{"type": "labour", "item": "Team", "hours": "timesheets", "rate": 50}])  # fmt: skip
    ledger = ledger_of(replace(client, costs=(*client.costs, *listed_tool)), Q3)
    assert problems == []
    assert ledger[["cost", "how", "file", "row"]].values.tolist() == [
        [5.0, "as exported", "spend.csv", 2], [100.0, "timesheet × rate", "timesheets.csv", 2], [9.0, "once", "costs.csv", 2],
    ]  # fmt: skip


# --- sums --------------------------------------------------------------------------------------------------------------

_DAY = st.dates(pd.Timestamp("2025-05-01").date(), pd.Timestamp("2025-11-30").date())
_ITEM = st.one_of(
    st.builds(lambda amount: {"monthly": amount}, st.integers(1, 9999)),
    st.builds(
        lambda amount, every: {"amount": amount, "every": every}, st.integers(1, 9999), st.sampled_from(["week", "quarter"])
    ),
    st.builds(
        lambda amount, day, months: {"amount": amount, "on": day, "spread_months": months},
        st.integers(1, 9999),
        _DAY,
        st.integers(1, 14),
    ),
)
_SPEND = st.builds(
    lambda day, length, cost: spend(str(day), cost, str(day + pd.Timedelta(days=length))),
    _DAY,
    st.integers(0, 40),
    st.integers(0, 500),
)


@settings(max_examples=8)
@given(st.lists(_ITEM, max_size=4), st.lists(_SPEND, min_size=1, max_size=5), st.lists(st.integers(0, 90), max_size=4))
def test_the_total_is_the_sum_over_any_partition_of_the_period(items: list[dict], rows: list[dict], cuts: list[int]) -> None:
    client = book(table("spend", *rows), costs=[{"type": "tool", "item": "x", **item} for item in items])
    starts = sorted({0, *(cut + 1 for cut in cuts)})
    ends = [*(start - 1 for start in starts[1:]), 91]
    parts = [
        Period("", Q3.start + pd.Timedelta(days=a), Q3.start + pd.Timedelta(days=b)) for a, b in zip(starts, ends, strict=True)
    ]
    summed = sum(ledger_of(client, part)["cost"].sum() for part in parts)
    assert summed == pytest.approx(ledger_of(client, Q3)["cost"].sum())


@settings(max_examples=20)
@given(_DAY, st.integers(0, 120))
def test_the_months_shares_of_a_row_sum_to_one(day: object, length: int) -> None:
    row = table("spend", spend(str(day), 1.0, str(day + pd.Timedelta(days=length))))
    months = pd.period_range(row["day"].item(), row["last_day"].item(), freq="M")
    shares = [costs.share_of_days(row, parse_period(str(month))).item() for month in months]
    assert sum(shares) == pytest.approx(1)
    assert all(share > 0 for share in shares)


def test_a_row_outside_the_period_has_no_share() -> None:
    rows = table("spend", spend("2025-06-01", 1.0, "2025-06-30"), spend("2025-10-01", 1.0))
    assert costs.share_of_days(rows, Q3).tolist() == [0, 0]


def a_ledger(*rows: tuple) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["type", "item", "platform", "cost"])
    return frame.astype({"platform": "str", "item": "str"})


@given(
    st.lists(st.tuples(st.just("tool"), st.just("x"), st.sampled_from(["meta", "x", None]), st.floats(0, 1e6)), min_size=1),
    st.dictionaries(st.sampled_from(["meta", "x", "tiktok"]), st.floats(0, 100)),
)
def test_allocating_keeps_the_total(rows: list[tuple], weights: dict[str, float]) -> None:
    ledger = a_ledger(*rows)
    found = costs.allocate(ledger, pd.Series(weights, dtype=float))
    assert found.sum() == pytest.approx(ledger["cost"].sum())


def test_shared_cost_is_split_by_weight_and_own_cost_stays() -> None:
    ledger = a_ledger(("media", "a", "meta", 100.0), ("labour", "b", None, 90.0))
    found = costs.allocate(ledger, pd.Series({"meta": 2.0, "tiktok": 1.0}))
    assert found.to_dict() == pytest.approx({"meta": 160.0, "tiktok": 30.0})


def test_shared_cost_without_any_weight_belongs_to_no_platform() -> None:
    ledger = a_ledger(("media", "a", "meta", 100.0), ("labour", "b", None, 90.0))
    assert costs.allocate(ledger, pd.Series(dtype=float)).to_dict() == {"meta": 100.0, "": 90.0}


def test_sums_by_type_item_and_platform_are_dearest_first_and_add_up() -> None:
    ledger = a_ledger(("media", "Autumn", "meta", 5.0), ("media", "Spring", "meta", 4.0), ("tool", "Scheduler", None, 6.0),
                      ("media", "Boost paid in cash", "meta", 1.0))  # fmt: skip
    ledger = ledger.assign(how=["as exported", "as exported", "per month", "once"])
    assert costs.by_type(ledger).values.tolist() == [["media", 10.0], ["tool", 6.0]]
    assert costs.by_item(ledger)["item"].tolist() == ["Media spend", "Scheduler", "Boost paid in cash"]
    assert costs.by_item(ledger)["how"].tolist() == ["as exported", "per month", "once"]
    assert costs.by_platform(ledger)["cost"].tolist() == [10.0, 6.0]


def test_each_column_of_the_ladder_holds_the_one_before_it() -> None:
    kinds = ("media", "tool", "agency", "labour", "training", "goodwill")
    ledger = a_ledger(*((kind, "x", None, 10.0**place) for place, kind in enumerate(kinds)))
    assert [costs.rung(ledger, name) for name in costs.LADDER] == [1, 111, 111_111]


# --- costs.csv ---------------------------------------------------------------------------------------------------------


def listed(*rows: dict) -> pd.DataFrame:
    frame = table("costs", *rows)
    for column in ("on", "from", "until"):
        frame[column] = pd.to_datetime(frame[column])
    return frame


def test_items_of_a_file_are_those_of_params() -> None:
    rows = listed(
        {"type": "content", "item": "Photos", "amount": 80.0, "on": "2025-07-03", "spread_months": 2.0, "platform": "instagram"},
        {"type": "labour", "item": "Designer", "hours": "12", "rate": 45.0, "every": "month"},
    )
    items, problems = costs.items_of_file(rows)
    assert problems == []
    assert (items[0].amount, items[0].on.isoformat(), items[0].spread_months) == (80, "2025-07-03", 2)
    assert (items[1].hours, items[1].rate) == (12, 45)


def test_a_name_made_of_digits_stays_a_name() -> None:
    rows = listed({"type": "tool", "item": "365", "campaign": "2025", "amount": 1.0, "on": "2025-07-03"})
    items, problems = costs.items_of_file(rows)
    assert problems == [] and (items[0].item, items[0].campaign) == ("365", "2025")


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ({"amount": -5.0, "on": "2025-07-03"}, "amount", "-5 does not fit; expected at least 0"),
        ({"amount": 5.0}, "until", "an amount needs a day"),
        ({"hours": "ten", "rate": 5.0, "every": "week"}, "hours", "'ten' does not fit"),
        ({"monthly": 100.0, "share": "30"}, "share", "30.0 does not fit; expected at most 1; write 30 % as 0.3"),
        ({"monthly": 100.0, "share": "1.2"}, "share", "1.2 does not fit; expected at most 1; correct the row"),
        ({"amount": 5.0, "monthly": 5.0, "on": "2025-07-03"}, "amount", "exactly one of"),
    ],
)
def test_a_wrong_row_is_named_with_its_row_and_column(row: dict, column: str, words: str) -> None:
    items, problems = costs.items_of_file(listed({"type": "tool", "item": "x", **row}))
    assert items == ()
    assert {(problem.file, problem.row) for problem in problems} == {("costs.csv", 2)}
    assert any(problem.column == column and words in problem.sentence() for problem in problems), [p.sentence() for p in problems]
