"""Google Ads: recognised in every form, counted, and out of every table."""

import pytest
from samples import GOOGLE_ADS_CARD, GOOGLE_ADS_CSV, GOOGLE_ADS_EMPTY, GOOGLE_ADS_PT, GOOGLE_ADS_TABS, utf16
from written import account_of


@pytest.mark.parametrize(
    ("data", "read_rows", "totals"),
    [
        (GOOGLE_ADS_CSV.encode(), 5, 3),  # two campaigns, one named 'Total wellness', and three rows of the same money
        (utf16(GOOGLE_ADS_TABS), 5, 3),
        (GOOGLE_ADS_PT.encode(), 2, 1),
        (GOOGLE_ADS_CARD.encode(), 2, 0),
        (GOOGLE_ADS_EMPTY.encode(), 0, 0),
    ],
)
def test_rows_are_counted_and_no_cost_is_taken(read, data: bytes, read_rows: int, totals: int) -> None:
    inputs = read({"ads.csv": data})
    assert inputs.problems == []
    assert inputs.tables["spend"].empty
    assert inputs.files["source"].tolist() == ["google_ads"]
    counts = account_of(inputs, "ads.csv", "")
    assert counts == {"read": read_rows, "kept": read_rows - totals, "total": totals, "duplicate": 0, "refused": 0}
    assert "not social media" in inputs.files["note"][0]


def test_a_cut_row_is_accounted_for_too(read) -> None:
    inputs = read({"ads.csv": GOOGLE_ADS_CSV.replace(",170.50, --,0.00, --", "")})
    assert inputs.files["source"].tolist() == ["google_ads"]
    assert {problem.row for problem in inputs.problems} <= {4}
    counts = account_of(inputs, "ads.csv", "")
    assert (counts["read"], counts["kept"] + counts["refused"], counts["total"]) == (5, 2, 3)


def test_a_campaign_report_with_chosen_columns_and_no_campaign(read) -> None:
    header = "Campaign status,Campaign,Budget name,Currency code,Budget,Budget type,Status,Campaign type\n"
    inputs = read({"c.csv": f"Campaign report\nAll time\n{header}"})
    assert inputs.problems == [] and inputs.tables["spend"].empty
    assert inputs.files["source"].tolist() == ["google_ads"]
