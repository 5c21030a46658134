"""Shopify's analytics: recognised, counted, and in no table."""

import pytest
from samples import SHOPIFY_REFERRERS, SHOPIFY_VISITORS
from written import account_of


@pytest.mark.parametrize("text", [SHOPIFY_VISITORS, SHOPIFY_REFERRERS])
def test_two_counts_of_the_same_visits_are_not_added_up(read, text: str) -> None:
    inputs = read({"s.csv": text})
    assert inputs.problems == [] and inputs.tables["traffic"].empty
    assert inputs.files["source"].tolist() == ["shopify_analytics"]
    assert account_of(inputs, "s.csv", "") == {"read": 2, "kept": 2, "total": 0, "duplicate": 0, "refused": 0}


def test_another_table_by_week_is_not_claimed(read) -> None:
    assert "no known export" in read({"s.csv": "Week,Sessions,Cups sold\n1,2,3\n"}).problems[0].found
