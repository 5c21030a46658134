"""Exchange rates: our own file and the European Central Bank's."""

import pytest
from written import account_of

from socialroi import money


def test_fx_csv(read) -> None:
    inputs = read({"fx.csv": "date,from,to,rate\n2025-07-01,USD,EUR,0.85\n2025-07-02,usd,EUR,0.86\n"})
    rates = inputs.tables["rates"]
    assert inputs.problems == [] and rates["rate"].tolist() == [0.85, 0.86] and rates["from"].tolist() == ["USD", "USD"]


def test_a_rate_of_nought_and_a_missing_rate_are_refused(read) -> None:
    problems = read({"fx.csv": "date,from,to,rate\n2025-07-01,USD,EUR,0\n2025-07-02,USD,EUR,\n"}).problems
    assert [(problem.row, problem.column) for problem in problems] == [(3, "rate"), (2, "rate")]


def test_rates_with_three_decimals_are_ambiguous_only_when_they_are(read) -> None:
    assert "can be" in read({"fx.csv": "date,from,to,rate\n2025-07-01,USD,VND,26.123\n"}).problems[0].found
    assert read({"fx.csv": "date,from,to,rate\n2025-07-01,USD,EUR,0.855\n"}).problems == []


def test_the_ecbs_file_as_downloaded(read) -> None:
    text = "Date,USD,JPY,CYP,\n2025-07-02,1.1755,169.33,N/A,\n2025-07-01,1.181,168.5,N/A,\n2025-06-30,N/A,N/A,N/A,\n"
    inputs = read({"eurofxref-hist.csv": text})
    rates = inputs.tables["rates"]
    assert inputs.problems == []
    assert sorted(rates["to"].unique()) == ["JPY", "USD"] and set(rates["from"]) == {"EUR"}
    assert rates[rates["to"] == "USD"]["rate"].tolist() == [1.1755, 1.181]
    assert account_of(inputs, "eurofxref-hist.csv", "rates") == {"read": 3, "kept": 3, "total": 0, "duplicate": 0, "refused": 0}


def test_the_ecbs_rates_convert_each_row_at_its_day_or_the_last_one_known(read) -> None:
    rates = "Date,USD,GBP,VND,\n2025-10-27,1.25,N/A,N/A,\n2025-10-24,1.16,0.87,N/A,\n2025-10-01,1.20,0.80,N/A,\n"
    rows = [f"{day},x,{cost},{currency}" for day, cost, currency in
            [("2025-10-01", 12, "USD"), ("2025-10-12", 12, "USD"), ("2025-10-31", 12, "USD"), ("2025-10-12", 10, "EUR"),
             ("2025-10-12", 7, "GBP")]]  # fmt: skip
    spend = "\n".join(["day,platform,cost,currency,campaign", *(f"{row},{place}" for place, row in enumerate(rows))])
    inputs = read({"eurofxref-hist.csv": rates, "spend.csv": spend + "\n"}, currency="GBP")
    tables, stale, problems = money.in_one_currency(inputs.tables, "GBP")
    assert inputs.problems == problems == []
    by_campaign = tables["spend"].set_index("campaign")["cost"]
    # 12 / 1.20 * 0.80, the same by the last rate, 12 / 1.16 * 0.87 (the 27th has no pound), 10 * 0.80, 7
    assert by_campaign[list("01234")].tolist() == pytest.approx([8, 8, 9, 8, 7])
    assert sorted(stale.astype("str").values.tolist()) == [
        ["2025-10-12", "EUR", "2025-10-01"], ["2025-10-12", "USD", "2025-10-01"], ["2025-10-31", "USD", "2025-10-24"],
    ]  # fmt: skip
    dong = read({"spend.csv": "day,platform,cost,currency\n2025-10-12,x,9,VND\n"}, currency="GBP")
    _, _, problems = money.in_one_currency(dong.tables, "GBP")
    assert [(each.file, each.row, each.found) for each in problems] == [
        ("spend.csv", 2, "no rate from VND to GBP on this row's day")
    ]
