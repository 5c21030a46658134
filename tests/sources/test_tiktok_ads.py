"""TikTok Ads Manager: workbook and CSV, results that are conversions and results that are not."""

import pandas as pd
import pytest
from written import account_of

HEADER = ["Date", "Cost", "Cost per result", "CPC (destination)", "Impressions", "CTR (destination)", "Clicks (destination)",
          "Result rate", "Results", "Cost per conversion", "Conversion rate (CVR)", "Reach", "Cost per 1,000 people reached",
          "Frequency", "Currency"]  # fmt: skip
ROW = ["2025-07-01", 20.5, 5.125, 1.0, 1000, 0.02, 20, 0.004, 4, 5.125, 0.2, 800, 25.6, 1.25, "USD"]


def test_days_of_the_workbook(read) -> None:
    idle = ["2025-07-02", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "USD"]
    inputs = read({"Report.xlsx": {"sheet1": [HEADER, ROW, idle]}})
    assert inputs.problems == []
    rows = inputs.tables["spend"]
    assert rows["cost"].tolist() == [20.5, 0] and rows["currency"].unique().tolist() == ["USD"]
    assert rows[["platform", "impressions", "clicks", "claimed_conversions", "reach"]].iloc[0].tolist() == [
        "tiktok",
        1000,
        20,
        4,
        800,
    ]
    assert "taken as conversions" in inputs.files["note"].iloc[0]


def test_the_text_variant_gives_the_same(read) -> None:
    texts = [str(cell) for cell in ROW]
    typed = read({"a.xlsx": {"sheet1": [HEADER, ROW]}}).tables["spend"]
    pd.testing.assert_frame_equal(read({"a.xlsx": {"sheet1": [HEADER, texts]}}).tables["spend"], typed)


def test_results_that_cost_another_price_than_conversions_are_no_claim(read) -> None:
    row = [*ROW]
    row[HEADER.index("Cost per conversion")] = 10.25
    inputs = read({"a.xlsx": {"sheet1": [HEADER, row]}})
    assert inputs.tables["spend"]["claimed_conversions"].isna().all()
    assert "claims nothing" in inputs.files["note"].iloc[0]


def test_a_column_conversions_decides(read) -> None:
    inputs = read({"a.xlsx": {"sheet1": [[*HEADER, "Conversions"], [*ROW, 3]]}})
    assert inputs.tables["spend"]["claimed_conversions"].tolist() == [3]


def test_campaigns_in_a_csv_with_a_total(read) -> None:
    text = "Campaign name,Date,Cost,Impressions,Clicks (destination),Result rate,Currency\nA,2025-07-01,1.50,9,1,0.1,EUR\n"
    inputs = read({"t.csv": text + "Total of 1 results,-,1.50,9,1,0.1,EUR\n"})
    assert inputs.problems == [] and inputs.tables["spend"]["campaign"].tolist() == ["A"]
    assert account_of(inputs, "t.csv", "spend")["total"] == 1


@pytest.mark.parametrize(("gone", "words"), [("Date", "no days"), ("Currency", "without a currency")])
def test_what_must_be_there(read, gone: str, words: str) -> None:
    place = HEADER.index(gone)
    rows = [[cell for at, cell in enumerate(row) if at != place] for row in (HEADER, ROW)]
    assert words in read({"a.xlsx": {"sheet1": rows}}).problems[0].found
