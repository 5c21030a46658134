"""Harvest: hours and their cost, the currency in words, the person as a hash."""

import pandas as pd
from samples import HARVEST


def test_entries(read) -> None:
    inputs = read({"harvest.csv": HARVEST})
    assert inputs.problems == []
    entries = inputs.tables["timesheets"]
    assert entries["hours"].tolist() == [1.5, 0.25] and entries["task"].tolist() == ["Posts", "Replies"]
    # A cost rate of 0 is one that nobody set: the cost is unknown, not nothing.
    assert entries["cost"][0] == 45 and entries["cost"].isna().tolist() == [False, True]
    assert set(entries["currency"]) == {"USD"} and set(entries["role"]) == {"Designer"}
    assert entries["person"].nunique() == 1 and entries["day"][0] == pd.Timestamp("2025-07-01")


def test_older_exports_lack_columns(read) -> None:
    text = "Date,Client,Project,Task,Notes,Hours,First Name,Last Name,Currency\n2025-07-15,L,Social,Posts,x,2,A,B,Euro - EUR\n"
    entries = read({"h.csv": text}).tables["timesheets"]
    assert entries["hours"].tolist() == [2] and entries["cost"].isna().all() and entries["currency"].tolist() == ["EUR"]


def test_a_decimal_comma_is_read_as_one(read) -> None:
    text = 'Date,Client,Project,Task,Hours,First Name,Last Name\n2025-07-15,L,S,P,"1,5",A,B\n2025-07-16,L,S,P,"0,25",A,B\n'
    assert read({"h.csv": text}).tables["timesheets"]["hours"].tolist() == [1.5, 0.25]


def test_hours_that_can_be_read_in_two_ways_stop(read) -> None:
    text = "Date,Client,Project,Task,Hours,First Name,Last Name\n2025-07-15,L,S,P,1.250,A,B\n"
    inputs = read({"h.csv": text})
    assert "1250 or 1.250" in inputs.problems[0].found and inputs.tables["timesheets"].empty
