"""Hours from timesheets become money at a rate per role, and sheets that cannot be true are refused."""

import pandas as pd
import pytest
from books import book, table

from socialroi import labour, overlaps
from socialroi.headline import ledger_of
from socialroi.params import CostItem, SourceHint
from socialroi.periods import parse_period

Q3 = parse_period("2025-Q3")
PEOPLE = {"designer": "a" * 32, "manager": "b" * 32}


def entry(day: str, hours: float, **columns: object) -> dict:
    return {"day": day, "hours": hours, "person": PEOPLE["designer"], "project": "Social"} | columns


def counted(**keys: object) -> dict:
    return {"type": "labour", "item": "Team", "hours": "timesheets"} | keys


def problems(rows: list[dict], *costs: dict, files: tuple[dict, ...] = (), once: str = "") -> list[str]:
    client = book(costs=list(costs))
    read = pd.DataFrame(list(files), columns=["file", "source", "table"])
    found = labour.problems(client.costs, table("timesheets", *rows), files=read, hints=hints(once), client="acme")
    return [problem.sentence() for problem in found]


def hints(once: str) -> dict[str, SourceHint]:
    return {once: SourceHint(overlaps="once")} if once else {}


def clocked(began: str, ended: str, **columns: object) -> dict:
    """An entry with clock times, on the day it began."""
    first, last = pd.Timestamp(began, tz="UTC"), pd.Timestamp(ended, tz="UTC")
    hours = (last - first).total_seconds() / 3600
    return entry(f"{first:%Y-%m-%d}", hours, started_at=first, ended_at=last) | columns


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
    assert platforms.loc["instagram", ["hours", "cost"]].tolist() == [2.0, 20.0]
    assert pd.isna(platforms.loc["instagram", "without_hours"])
    whole = labour.by(ledger, "platform").iloc[0]
    assert pd.isna(whole["platform"]) and pd.isna(whole["hours"]) and whole["cost"] == pytest.approx(100.0)  # paid, hours unknown
    assert whole["without_hours"] == pytest.approx(100.0)
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


# --- clock times -------------------------------------------------------------------------------------------------------

NINE_TO_ELEVEN = clocked("2025-07-01 09:00", "2025-07-01 11:00")


@pytest.mark.parametrize(
    ("began", "ended", "hours"),
    [
        ("2025-07-01 10:30", "2025-07-01 12:00", "0.50"), ("2025-07-01 09:30", "2025-07-01 10:00", "0.50"),
        ("2025-07-01 09:00", "2025-07-01 11:00", "2.00"), ("2025-07-01 08:00", "2025-07-01 10:00", "1.00"),
        ("2025-06-30 23:00", "2025-07-01 09:15", "0.25"), ("2025-07-01 11:00", "2025-07-01 12:00", None),
        ("2025-07-01 10:59", "2025-07-01 12:00", None), ("2025-07-02 09:00", "2025-07-02 11:00", None),
    ],
)  # fmt: skip
def test_entries_that_share_more_than_a_minute_are_refused(began: str, ended: str, hours: str | None) -> None:
    found = problems([NINE_TO_ELEVEN, clocked(began, ended)], counted(rate=1))
    assert len(found) == (hours is not None)
    if hours:
        assert f"{hours} hours of 2025-07-01 stand in row" in found[0] and "{overlaps: once}" in found[0]


def test_an_entry_that_shares_minutes_with_a_longer_one_before_the_last_is_found() -> None:
    rows = [clocked("2025-07-01 09:00", "2025-07-01 17:00"), clocked("2025-07-01 10:00", "2025-07-01 10:30"),
            clocked("2025-07-01 16:00", "2025-07-01 18:00")]  # fmt: skip
    (found,) = problems(rows, counted(rate=1))
    assert "row 3: 0.50 hours of 2025-07-01 stand in row 2 too" in found and "2 entries like this, 1.50 hours" in found


def test_other_people_and_hours_that_nobody_pays_may_overlap() -> None:
    colleague = NINE_TO_ELEVEN | {"person": PEOPLE["manager"]}
    website = NINE_TO_ELEVEN | {"project": "Website"}
    assert problems([NINE_TO_ELEVEN, colleague, website], counted(project="Social", rate=1)) == []


def test_a_night_in_one_timer_and_the_day_before_it_do_not_overlap() -> None:
    rows = [clocked("2025-07-01 08:00", "2025-07-01 12:00"), clocked("2025-07-01 20:00", "2025-07-02 22:00")]  # 30 hours
    assert problems(rows, counted(rate=1)) == []


def test_where_params_say_once_a_shared_hour_is_paid_once() -> None:
    rows = [NINE_TO_ELEVEN | {"cost": 80.0}, clocked("2025-07-01 10:30", "2025-07-01 12:30", cost=60.0),
            clocked("2025-07-01 09:30", "2025-07-01 10:00", cost=20.0)]  # fmt: skip
    assert problems(rows, counted(rate=1), once="timesheets.csv") == []
    hours = table("timesheets", *rows)
    everything = pd.Series(True, hours.index)
    cut = overlaps.counted_once(hours, everything, hints("timesheets.csv"))
    assert cut["hours"].tolist() == [2.0, 1.5, 0.0]  # 09:00 to 12:30 is 3.5 hours
    assert cut["cost"].tolist() == [80.0, 45.0, 0.0]
    assert overlaps.counted_once(hours, everything, {})["hours"].tolist() == [2.0, 2.0, 0.5]


def test_an_entry_without_an_end_lasts_for_its_hours() -> None:
    rows = [NINE_TO_ELEVEN | {"ended_at": pd.NaT}, clocked("2025-07-01 10:00", "2025-07-01 11:00")]
    assert overlaps.shared_hours(table("timesheets", *rows))["shared"].tolist() == [0.0, 1.0]


@pytest.mark.parametrize("key", ["project", "task", "tag"])
def test_a_name_that_no_entry_has_is_a_problem_and_not_zero(key: str) -> None:
    rows = [entry("2025-07-01", 1.0, task="Reels", tags="launch, paid")]
    found = problems(rows, counted(rate=1, **{key: "Socail"}))
    assert f"'Team' counts entries of the {key} 'Socail', and no time entry has it" in found[0]
    assert problems(rows, counted(rate=1, until="2025-06-30", **{key: "Old"})) == []  # before the first entry: nothing to find


def test_nothing_is_asked_of_timesheets_that_no_cost_counts() -> None:
    assert problems([entry("2025-07-01", -1.0)], {"type": "tool", "item": "x", "monthly": 1}) == []


def test_hours_need_a_rate_but_timesheets_may_bring_their_own() -> None:
    with pytest.raises(ValueError, match="hours need a rate"):
        CostItem.model_validate({"type": "labour", "item": "x", "hours": 3.0, "every": "month"})
    assert CostItem.model_validate(counted()).rate is None
