"""Business Suite's Audience.csv: recognised in both layouts, counted and not used."""

import pytest
from samples import AUDIENCE_2024, AUDIENCE_2025, utf16
from written import account_of


@pytest.mark.parametrize(("data", "count"), [(utf16(AUDIENCE_2025), 10), (AUDIENCE_2024.encode(), 8)])
def test_percentages_fill_no_table(read, data: bytes, count: int) -> None:
    inputs = read({"Audience.csv": data})
    assert inputs.problems == []
    assert inputs.files["source"].tolist() == ["business_suite_audience"]
    assert all(table.empty for table in inputs.tables.values())
    assert account_of(inputs, "Audience.csv", "") == {"read": count, "kept": count, "total": 0, "duplicate": 0, "refused": 0}


def test_one_title_alone_is_not_enough(read) -> None:
    assert "no known export" in read({"a.csv": "Top cities\nSofia,Varna\n1,2\n"}).problems[0].found


@pytest.mark.parametrize("glue", ["\r\n", "*"])
def test_the_followers_of_2024_whole_or_glued_together(read, glue: str) -> None:
    cities = "".join(f"City {number}\t1%\t\t\r\n" for number in range(70))
    text = f"sep=\t\t\t\r\nFacebook followers{glue}FB_PAGE\tFOLLOW\tUNIQUE_USERS\t\r\n302\r\n\t\t\t\r\n"
    text += f"Instagram followers by top cities{glue}{cities}"
    inputs = read({"Audience.csv": utf16(text)})
    counted = sum(1 for line in text.split("\r\n")[1:] if line.strip())
    assert inputs.problems == [] and inputs.files["source"].tolist() == ["business_suite_audience"]
    assert inputs.files["kept"].tolist() == [counted]
