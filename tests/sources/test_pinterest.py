"""Pinterest: days of the overview, spend by ad; boards, pins and audiences not used."""

import pandas as pd
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


def test_an_audience_is_counted(read) -> None:
    inputs = read({"p.csv": PINTEREST_AUDIENCE})
    assert inputs.problems == [] and account_of(inputs, "p.csv", "")["kept"] == 8
