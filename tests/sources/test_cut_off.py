"""Files that end inside a line: refused where their platform writes an end, told where it may not."""

import pytest
from samples import SAMPLES

from socialroi.sources import large_text

META = (
    "Campaign name,Day,Impressions,Amount spent (EUR),Reporting starts,Reporting ends,Link clicks\n"
    "Spring,2025-07-01,1000,10.50,2025-07-01,2025-07-31,120\n"
    "Spring,2025-07-02,2000,20.00,2025-07-01,2025-07-31,240\n"
)
SALES = "date,amount\n2025-07-01,12.50\n2025-07-02,1250"


@pytest.mark.parametrize("worth_it", [0, large_text.WORTH_IT])
@pytest.mark.parametrize("lost", [1, 2, 3])
def test_an_export_that_lost_its_end_is_refused(read, monkeypatch: pytest.MonkeyPatch, worth_it: int, lost: int) -> None:
    monkeypatch.setattr(large_text, "WORTH_IT", worth_it)
    assert read({"m.csv": META}).problems == []
    [problem] = read({"m.csv": META[:-lost]}).problems
    assert problem.row == 3 and "cut off" in problem.found and "press Enter" in problem.fix


def test_the_end_of_a_utf_16_export_is_seen(read) -> None:
    metric = SAMPLES["meta_business_suite"]["metric"]
    end = '65"\n\n'.encode("utf-16-le")
    assert metric.endswith(end) and read({"m.csv": metric}).problems == []
    assert "cut off" in read({"m.csv": metric[: -len("\n\n".encode("utf-16-le"))]}).problems[0].found


def test_what_a_spreadsheet_program_saved_without_an_end_is_told(read) -> None:
    inputs = read({"m.csv": META.replace("\n", "\r\n").rstrip()})
    assert inputs.problems == [] and len(inputs.tables["spend"]) == 2
    assert "its last line (row 3) has no line end" in inputs.files["note"].iloc[0]


def test_an_own_table_without_an_end_is_told(read) -> None:
    inputs = read({"s.csv": SALES})
    assert inputs.problems == [] and "its last line (row 3) has no line end" in inputs.files["note"].iloc[0]
    assert "line end" not in read({"s.csv": SALES + "\n"}).files["note"].iloc[0]


def test_exports_that_never_end_their_last_line_need_no_word(read) -> None:
    landing = SAMPLES["ga4"]["landing"].rstrip()
    assert "line end" not in read({"g.csv": landing}).files["note"].iloc[0]
