"""Exchange rates: our own file and the European Central Bank's."""

from written import account_of


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
