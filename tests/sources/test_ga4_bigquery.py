"""GA4's BigQuery export: sessions become touches, purchases conversions, the same from Parquet and JSON lines."""

import json

import pandas as pd
import pytest
from samples import EVENTS, GA4_JSON, parquet_of
from written import account_of


@pytest.mark.parametrize("data", [GA4_JSON, parquet_of(EVENTS)], ids=["json", "parquet"])
def test_sessions_and_purchases(read, data: bytes) -> None:
    inputs = read({"events": data})
    assert inputs.problems == []
    touches = inputs.tables["touches"]
    assert touches["at"].tolist() == [pd.Timestamp("2025-07-01 12:00", tz="UTC"), pd.Timestamp("2025-07-01 13:00", tz="UTC")]
    # The first session's tags stand on its second event; of the second, `traffic_source` is the person's first visit ever.
    tags = touches[["source", "medium", "campaign", "content"]]
    assert tags.iloc[0].tolist() == ["instagram", "paid_social", "Summer", "reel"]
    assert tags.iloc[1].tolist()[:2] == ["google", "organic"] and tags.iloc[1].isna().sum() == 2
    assert touches["landing_page"][0] == "https://shop.example/menu"
    bought = inputs.tables["conversions"]
    assert bought["value"].tolist() == [49.5, 20.0] and bought["currency"].tolist() == ["EUR", "USD"]
    assert bought["visitor"].tolist() == touches["visitor"].tolist()
    assert set(bought["action"]) == {"purchase"} and set(bought["reported_by"]) == {"ga4"}
    # Four events of visits: two sessions (of two events and one) and one event without a visitor.
    assert account_of(inputs, "events", "touches") == {"read": 4, "kept": 4, "total": 0, "duplicate": 0, "refused": 0}
    assert account_of(inputs, "events", "conversions") == {"read": 3, "kept": 3, "total": 0, "duplicate": 0, "refused": 0}


def test_a_paid_search_click_without_tags_is_paid_search(read) -> None:
    event = {**EVENTS[0], "collected_traffic_source": {"manual_source": None, "gclid": "abc"}}
    touches = read({"e.json": json.dumps(event)}).tables["touches"]
    assert touches[["source", "medium"]].to_numpy().tolist() == [["google", "cpc"]]


def test_events_of_which_none_has_a_session_are_refused(read) -> None:
    """One damaged letter in the name of the parameter lost every visit, with a note."""
    inputs = read({"e.json": GA4_JSON.replace(b"ga_session_id", b"gm_session_id")})
    assert [problem.found for problem in inputs.problems] == ["no event with a visitor and a session"]
    assert account_of(inputs, "e.json", "touches") == {"read": 4, "kept": 0, "total": 0, "duplicate": 0, "refused": 4}


def test_an_impossible_time_is_refused(read) -> None:
    inputs = read({"e.json": json.dumps({**EVENTS[0], "event_timestamp": "1751371200"})})
    assert [(problem.row, problem.column) for problem in inputs.problems] == [(1, "event_timestamp")]
    assert account_of(inputs, "e.json", "touches")["refused"] == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (GA4_JSON[:-30], "no JSON object"),
        (parquet_of(EVENTS)[:-9], "cannot be opened"),
        (b"PAR1", "cannot be opened"),
        (b'{"a": 1}\n', "XML or JSON"),
    ],
)
def test_damaged_and_other_files_are_one_problem(read, data: bytes, words: str) -> None:
    inputs = read({"e": data})
    assert len(inputs.problems) == 1 and words in inputs.problems[0].found


def test_another_parquet_file_is_named(read) -> None:
    events = [{"event_timestamp": 1, "name": "x"}]
    assert "no known export" in read({"e": parquet_of(events)}).problems[0].found
