"""Pinterest: days of the overview, spend by ad; boards, pins and audiences not used."""

import pandas as pd
import pytest
from samples import PINTEREST_ADS, PINTEREST_AUDIENCE, PINTEREST_OVERVIEW
from written import account_of


def test_days_are_taken_and_boards_and_pins_are_not(read) -> None:
    inputs = read({"p.csv": PINTEREST_OVERVIEW})
    assert inputs.problems == []
    days = inputs.tables["audience"]
    assert days[["impressions", "engagements", "clicks", "saves"]].to_numpy().tolist() == [[400, 30, 6, 9], [380, 25, 4, 7]]
    assert set(days["platform"]) == {"pinterest"}
    assert account_of(inputs, "p.csv", "audience")["read"] == 2
    assert account_of(inputs, "p.csv", "") == {"read": 2, "kept": 2, "total": 0, "duplicate": 0, "refused": 0}
    assert inputs.tables["posts"].empty


def test_spend_without_a_currency_stops(read) -> None:
    inputs = read({"p.csv": PINTEREST_ADS})
    assert [problem.fix for problem in inputs.problems] == ['sources: {"p.csv": {currency: USD}}']
    assert inputs.tables["spend"].empty


def test_spend_by_day_and_ad(read) -> None:
    spend = read({"p.csv": PINTEREST_ADS}, sources={"p.csv": {"currency": "EUR"}}).tables["spend"]
    assert spend["cost"].tolist() == [12.5, 7.25] and set(spend["currency"]) == {"EUR"}
    assert spend["day"].tolist() == [pd.Timestamp("2025-07-01"), pd.Timestamp("2025-07-02")]
    assert spend["all_clicks"].tolist() == [30, 18] and spend["clicks"].isna().all()


def test_spend_without_days_needs_them_from_params(read) -> None:
    text = "ad_name,pin_description,spend_in_account_currency,paid_pin_clicks\nIced,x,12.50,30\n"
    stopped = read({"p.csv": text}, sources={"p.csv": {"currency": "EUR"}})
    assert "without days" in stopped.problems[0].found
    days = {"currency": "EUR", "from": "2025-07-01", "until": "2025-07-31"}
    spend = read({"p.csv": text}, sources={"p.csv": days}).tables["spend"]
    assert spend["last_day"].tolist() == [pd.Timestamp("2025-07-31")] and spend["cost"].tolist() == [12.5]


ADS = "campaign_name,ad_name,ad_id,spend_in_account_currency,paid_pin_clicks\nIced,A,1,12.50,30\nIced,B,2,7.25,18\n"
JULY = {"currency": "EUR", "from": "2025-07-01", "until": "2025-07-31"}


@pytest.mark.parametrize("total", [",,,19.75,48\n", "Total,,,19.75,48\n"], ids=["without a name", "named"])
def test_a_total_of_all_ads_is_no_ad(read, total: str) -> None:
    inputs = read({"p.csv": ADS + total}, sources={"p.csv": JULY})
    assert inputs.problems == [] and inputs.tables["spend"]["cost"].tolist() == [12.5, 7.25]
    assert account_of(inputs, "p.csv", "spend") == {"read": 3, "kept": 2, "total": 1, "duplicate": 0, "refused": 0}


def test_a_total_that_is_not_the_ads_sum_stops(read) -> None:
    inputs = read({"p.csv": ADS + "Total,,,25.00,60\n"}, sources={"p.csv": JULY})
    assert "says 25.00, where the other rows add up to 19.75" in inputs.problems[0].found
    assert inputs.tables["spend"].empty


def test_one_export_with_ids_and_one_without_are_the_same_spend(read) -> None:
    without = ADS.replace("ad_id,", "").replace("A,1,", "A,").replace("B,2,", "B,")
    [problem] = read({"p.csv": ADS, "q.csv": without}, sources={"p.csv": JULY, "q.csv": JULY}).problems
    assert "p.csv by campaign and ad and ad id (" in problem.found and "q.csv by campaign and ad (" in problem.found


def test_an_audience_is_counted(read) -> None:
    inputs = read({"p.csv": PINTEREST_AUDIENCE})
    assert inputs.problems == [] and account_of(inputs, "p.csv", "")["kept"] == 8
