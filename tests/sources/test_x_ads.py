"""X Ads: campaigns with and without a time period, and the account's own row of totals."""

import pytest
from written import account_of

ADS = "On/Off,Campaign ID,Campaign name,Delivery status,Campaign start,Impressions,Spend,Link clicks,CTR\n"


def test_ads_need_their_days_and_currency_from_params(read) -> None:
    text = ADS + "On,1,Autumn,Running,2025-01-01,100,1.50,3,0.03%\n"
    assert sorted(problem.found for problem in read({"x.csv": text}).problems) == ["costs without a currency", "no days"]
    hint = {"currency": "EUR", "from": "2025-07-01", "until": "2025-09-30"}
    row = read({"x.csv": text}, sources={"x.csv": hint}).tables["spend"].iloc[0]
    assert row[["platform", "campaign", "cost", "currency", "clicks"]].tolist() == ["x", "Autumn", 1.5, "EUR", 3]
    assert f"{row['day']:%m%d}-{row['last_day']:%m%d}" == "0701-0930"


@pytest.mark.parametrize(
    ("period", "days"),
    [("2025-07-01", "0701-0701"), ("2025-07-01 - 2025-07-31", "0701-0731"), ("Jul 1, 2025 - Jul 7, 2025", "0701-0707")],
)
def test_ads_with_a_time_period(read, period: str, days: str) -> None:
    text = "Time period," + ADS + f'"{period}",On,1,Autumn,Running,2025-01-01,100,1.50,3,0.03\n'
    row = read({"x.csv": text}, sources={"x.csv": {"currency": "EUR"}}).tables["spend"].iloc[0]
    assert f"{row['day']:%m%d}-{row['last_day']:%m%d}" == days


CAMPAIGNS = (
    "Time period," + ADS + "2025-07-01 - 2025-07-31,On,1,Autumn,Running,2025-01-01,1000,10.50,30,0.03\n"
    "2025-07-01 - 2025-07-31,On,2,Winter,Running,2025-01-01,2000,20.25,40,0.02\n"
)
EUROS = {"x.csv": {"currency": "EUR"}}


@pytest.mark.parametrize(
    "total",
    [",,,,,,3000,30.75,70,", "Total,,,,,,3000,30.75,70,", "2025-07-01 - 2025-07-31,,,Total,,,3000,30.75,70,"],
    ids=["without a name", "named first", "named as a campaign"],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_the_total_of_all_campaigns_is_counted_and_not_taken(read, total: str, is_first: bool) -> None:
    header, *rows = CAMPAIGNS.splitlines()
    rows = [total, *rows] if is_first else [*rows, total]
    inputs = read({"x.csv": "\n".join([header, *rows])}, sources=EUROS)
    assert inputs.problems == [] and inputs.tables["spend"]["cost"].tolist() == [10.5, 20.25]
    assert account_of(inputs, "x.csv", "spend") == {"read": 3, "kept": 2, "total": 1, "duplicate": 0, "refused": 0}


def test_a_total_that_is_not_the_campaigns_sum_stops_and_params_decide(read) -> None:
    text = CAMPAIGNS + ",,,,,,5000,51.00,90,\n"
    inputs = read({"x.csv": text}, sources=EUROS)
    assert "says 51.00, where the other rows add up to 30.75" in inputs.problems[0].found
    assert (inputs.problems[0].row, inputs.problems[0].column) == (4, "Spend")
    assert "totals: ignore" in inputs.problems[0].fix and inputs.tables["spend"].empty
    decided = read({"x.csv": text}, sources={"x.csv": {"currency": "EUR", "totals": "ignore"}})
    assert decided.problems == [] and decided.tables["spend"]["cost"].sum() == 30.75


def test_a_campaign_that_lost_its_name_is_no_total(read) -> None:
    inputs = read({"x.csv": CAMPAIGNS.replace("2,Winter", "2,")}, sources=EUROS)
    assert inputs.tables["spend"]["cost"].sum() == 30.75 and account_of(inputs, "x.csv", "spend")["total"] == 0


def test_a_last_campaign_whose_name_begins_with_total_counts(read) -> None:
    inputs = read({"x.csv": CAMPAIGNS.replace("Winter", "Total wellness")}, sources=EUROS)
    assert inputs.problems == [] and inputs.tables["spend"]["cost"].sum() == 30.75


@pytest.mark.parametrize("cell", ["", "-"])
def test_a_campaign_that_was_shown_and_says_no_spend_stops(read, cell: str) -> None:
    inputs = read({"x.csv": CAMPAIGNS.replace("10.50", cell)}, sources=EUROS)
    (problem,) = inputs.problems
    assert problem.row == 2 and "1,000 impressions" in problem.found and inputs.tables["spend"]["cost"].tolist() == [20.25]


def test_a_campaign_that_never_ran_needs_no_spend(read) -> None:
    inputs = read({"x.csv": CAMPAIGNS.replace("1000,10.50,30", "-,-,-")}, sources=EUROS)
    assert inputs.problems == [] and inputs.tables["spend"]["cost"].sum() == 20.25


def test_one_export_with_ids_and_one_without_are_the_same_spend(read) -> None:
    without = CAMPAIGNS.replace("Campaign ID,", "").replace("On,1,", "On,").replace("On,2,", "On,")
    [problem] = read({"x.csv": CAMPAIGNS, "y.csv": without}, sources=EUROS | {"y.csv": {"currency": "EUR"}}).problems
    assert "at 2 levels: x.csv by campaign and campaign id (" in problem.found and "y.csv by campaign (" in problem.found
