"""Hours from timesheets become money at a rate per role, and sheets that cannot be true are refused."""

import pandas as pd
import pytest
from books import book, table

from socialroi import labour
from socialroi.headline import ledger_of
from socialroi.params import CostItem
from socialroi.periods import parse_period

Q3 = parse_period("2025-Q3")
PEOPLE = {"designer": "a" * 32, "manager": "b" * 32}


def entry(day: str, hours: float, **columns: object) -> dict:
    return {"day": day, "hours": hours, "person": PEOPLE["designer"], "project": "Social"} | columns


def counted(**keys: object) -> dict:
    return {"type": "labour", "item": "Team", "hours": "timesheets"} | keys


def problems(rows: list[dict], *costs: dict, files: tuple[dict, ...] = ()) -> list[str]:
    client = book(costs=list(costs))
    read = pd.DataFrame(list(files), columns=["file", "source", "table"])
    return [found.sentence() for found in labour.problems(client.costs, table("timesheets", *rows), read, "acme")]


BY_ROLE = (counted(item="Designer", role="Designer", rate=40), counted(item="Manager", role="Manager", rate=90))


def test_each_role_has_its_own_rate_managers_too() -> None:
    hours = table("timesheets", entry("2025-07-01", 3.0, role="Designer"), entry("2025-07-02", 0.5, role="manager"),
                  entry("2025-10-01", 9.0, role="Designer"))  # fmt: skip
    ledger = ledger_of(book(hours, costs=list(BY_ROLE)), Q3)
    assert ledger.groupby("item")["cost"].sum().to_dict() == {"Designer": 120.0, "Manager": 45.0}
    assert ledger["hours"].sum() == 3.5


@pytest.mark.parametrize(
    ("keys", "expected"),
    [({"project": "social"}, 3.0), ({"task": "Reels"}, 1.0), ({"tag": "launch"}, 1.0),
     ({"task": "Reels", "tag": "paid"}, 1.0), ({"project": "Website"}, 4.0),
     ({"tag": "Lau"}, 0.0), ({"from": "2025-07-02"}, 6.0), ({"until": "2025-07-01"}, 1.0), ({}, 7.0)],
)  # fmt: skip
def test_entries_are_found_by_project_task_tag_and_day_in_any_case(keys: dict, expected: float) -> None:
    rows = table("timesheets", entry("2025-07-01", 1.0, task="reels", tags="Launch, Paid"),
                 entry("2025-07-02", 2.0, task="Reels two"),
                 entry("2025-07-03", 4.0, project="Website", tags="blog"))  # fmt: skip
    item = CostItem.model_validate(counted(rate=1.0, **keys))
    assert labour.worked(item, rows, Q3)["hours"].sum() == expected


def test_overhead_and_share_go_on_top_of_the_rate() -> None:
    item = CostItem.model_validate(counted(rate=50, overhead=0.2, share=0.5))
    found = labour.worked(item, table("timesheets", entry("2025-07-01", 2.0)), Q3).iloc[0]
    assert (found["hours"], found["cost"]) == (1.0, pytest.approx(60.0))


def test_a_raise_in_mid_period_is_two_rates_with_their_days() -> None:
    hours = table("timesheets", entry("2025-08-15", 1.0), entry("2025-08-16", 1.0))
    costs = [counted(rate=40, until="2025-08-15"), counted(rate=44, **{"from": "2025-08-16"})]
    assert ledger_of(book(hours, costs=costs), Q3)["cost"].tolist() == [40.0, 44.0]
    assert problems([entry("2025-08-15", 1.0), entry("2025-08-16", 1.0)], *costs) == []


def test_without_a_rate_the_timesheets_own_cost_counts() -> None:
    hours = table("timesheets", entry("2025-07-01", 2.0, cost=70.0, currency="EUR"))
    assert ledger_of(book(hours, costs=[counted()]), Q3)["cost"].tolist() == [70.0]


def test_hours_and_money_by_platform_content_and_goal() -> None:
    hours = table("timesheets", entry("2025-07-01", 2.0, task="Reels"), entry("2025-07-01", 1.0, project="X", task="Replies"))
    costs = [counted(project="Social", rate=10, platform="instagram", goal="Sell"), counted(project="X", rate=10, platform="x"),
             {"type": "labour", "item": "Boss", "monthly": 100.0, "from": "2025-07-01", "until": "2025-07-31"}]  # fmt: skip
    goal = {"goal": "Sell", "objective": "revenue", "metric": "purchases", "target": 1, "by": "2025-09-30"}
    ledger = ledger_of(book(hours, costs=costs, goals=[goal]), Q3)
    platforms = labour.by(ledger, "platform").set_index("platform")
    assert platforms.loc["instagram"].tolist() == [2.0, 20.0]
    whole = labour.by(ledger, "platform").iloc[0]
    assert pd.isna(whole["platform"]) and pd.isna(whole["hours"]) and whole["cost"] == pytest.approx(100.0)  # paid, hours unknown
    assert labour.by(ledger, "content").set_index("content")["cost"].loc[["Reels", "Replies"]].tolist() == [20.0, 10.0]
    assert labour.by(ledger, "goal").set_index("goal").loc["Sell", "hours"] == 2.0


def test_a_rate_missing_for_a_role_is_a_problem_with_its_hours() -> None:
    (found,) = problems([entry("2025-07-01", 1.0, role="Designer"), entry("2025-07-01", 2.5, role="Editor")], *BY_ROLE)
    assert "2.5 hours of the role 'Editor' have no rate" in found and "role: Editor, rate: …" in found


def test_an_entry_without_a_role_is_a_problem_where_rates_go_by_role() -> None:
    (found,) = problems([entry("2025-07-01", 2.0)], *BY_ROLE)
    assert "2 hours name no role" in found


def test_a_project_that_no_cost_names_is_not_social_and_no_problem() -> None:
    rows = [entry("2025-07-01", 1.0, role="Designer"), entry("2025-07-01", 2.0, role="Editor", project="Website")]
    assert problems(rows, counted(role="Designer", project="Social", rate=40)) == []


@pytest.mark.parametrize(
    ("rows", "costs", "words"),
    [
        ([entry("2025-07-01", -1.0)], [counted(rate=1)], "row 2, column 'hours': -1 hours; expected hours of 0 or more"),
        ([entry("2025-07-01", 1.0)], [counted()], "1 entries of 'Team' state no cost"),
        ([entry("2025-07-01", 1.0)], [counted(rate=1), counted(item="Again", project="Social", rate=1)],
         "1 time entries count more than once, first row 2 of timesheets.csv: Team and Again"),
        ([entry("2025-07-01", 13.0), entry("2025-07-01", 12.0)], [counted(rate=1)], "25 hours of one person on 2025-07-01"),
    ],
)  # fmt: skip
def test_sheets_that_cannot_be_true_are_refused(rows: list[dict], costs: list[dict], words: str) -> None:
    (found,) = problems(rows, *costs)
    assert words in found


def test_shares_of_one_hour_over_two_costs_are_fine_up_to_the_whole() -> None:
    halves = [counted(rate=1, share=0.5, platform="x"), counted(item="Other half", rate=1, share=0.5, platform="linkedin")]
    assert problems([entry("2025-07-01", 1.0)], *halves) == []


def test_two_people_may_work_more_than_a_day_together() -> None:
    rows = [entry("2025-07-01", 13.0), entry("2025-07-01", 12.0, person=PEOPLE["manager"])]
    assert problems(rows, counted(rate=1)) == []


def test_one_persons_day_in_two_tools_is_refused() -> None:
    rows = [entry("2025-07-01", 3.0, file="toggl.csv"), entry("2025-07-01", 3.0, file="harvest.csv"),
            entry("2025-07-02", 3.0, file="harvest.csv")]  # fmt: skip
    files = ({"file": "toggl.csv", "source": "toggl", "table": "timesheets"},
             {"file": "harvest.csv", "source": "harvest", "table": "timesheets"})  # fmt: skip
    (found,) = problems(rows, counted(rate=1), files=files)
    assert "1 days in harvest.csv and toggl.csv, first on 2025-07-01" in found
    assert problems(rows[:1] + rows[2:], counted(rate=1), files=files) == []


def test_nothing_is_asked_of_timesheets_that_no_cost_counts() -> None:
    assert problems([entry("2025-07-01", -1.0)], {"type": "tool", "item": "x", "monthly": 1}) == []


def test_hours_need_a_rate_but_timesheets_may_bring_their_own() -> None:
    with pytest.raises(ValueError, match="hours need a rate"):
        CostItem.model_validate({"type": "labour", "item": "x", "hours": 3.0, "every": "month"})
    assert CostItem.model_validate(counted()).rate is None
