"""One client, read and checked: every problem at once, one currency, and no number before the files are right."""

from pathlib import Path

import pandas as pd
import pytest

from socialroi import inputs
from socialroi.errors import InputError

PARAMS = "client: Test\ncurrency: EUR\ngross_margin: 0.4\nvalues: {purchase: {method: actual}}\n"


def house(root: Path, params: str = PARAMS, **files: str) -> str:
    """A root with one client `test`; `files`: name without .csv -> text."""
    (root / "params").mkdir()
    (root / "data" / "test").mkdir(parents=True)
    (root / "params" / "test.yaml").write_text(params, encoding="utf-8")
    for name, text in files.items():
        (root / "data" / "test" / f"{name}.csv").write_text(text, encoding="utf-8")
    return str(root)


def refused(root: str) -> str:
    with pytest.raises(InputError) as caught:
        inputs.load("test", root)
    return str(caught.value)


def test_sales_and_costs_become_tables_in_the_clients_currency(tmp_path: Path) -> None:
    root = house(
        tmp_path, sales="date,amount,currency,code\n2025-07-01,10.50,USD,\n2025-07-02,4,EUR,MIRA10\n",
        costs="date,type,item,amount\n2025-07-01,content,Photos,80\n", fx="date,from,to,rate\n2025-07-01,USD,EUR,0.8\n",
    )  # fmt: skip
    book = inputs.load("test", root)
    assert book.tables["orders"]["net"].tolist() == pytest.approx([8.4, 4.0])
    assert set(book.tables["orders"]["currency"]) == {"EUR"} and set(book.tables["orders"]["status"]) == {"paid"}
    assert [(item.type, item.item, item.amount) for item in book.costs] == [("content", "Photos", 80)]
    assert (book.id, book.params.client) == ("test", "Test")


def test_a_missing_client_is_one_message_with_what_to_do(tmp_path: Path) -> None:
    house(tmp_path)
    with pytest.raises(InputError, match="there is no such file; expected one of test; `socialroi new nobody` writes one"):
        inputs.load("nobody", str(tmp_path))


def test_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    params = (
        PARAMS
        + "costs: [{type: tool, item: T, monthly: 5, currency: GBP}, {type: labour, item: L, hours: timesheets, rate: 5}]\n"
    )
    message = refused(house(
        tmp_path, params, sales="date,amount,currency\n2025-07-01,10,USD\n",
        costs="date,type,item,amount\n2025-07-01,content,Photos,-80\n",
    ))  # fmt: skip
    for words in ("costs are in GBP, and no rate leads to EUR", "no timesheet export was read", "no rate from USD to EUR", "-80"):
        assert words in message


def test_an_unknown_key_of_params_names_the_one_that_was_meant(tmp_path: Path) -> None:
    assert "unknown key 'curency'; did you mean 'currency'?" in refused(house(tmp_path, PARAMS.replace("currency", "curency")))


def test_a_number_that_does_not_parse_does_not_become_zero(tmp_path: Path) -> None:
    message = refused(house(tmp_path, sales="date,amount\n2025-07-01,12.5.1\n2025-07-02,abc\n"))
    assert "sales.csv has 2 problems" in message and "row 2, column 'amount'" in message and "row 3, column 'amount'" in message


def test_an_empty_export_is_named(tmp_path: Path) -> None:
    assert "sales.csv" in refused(house(tmp_path, sales=""))


def test_an_empty_folder_is_a_client_without_results(tmp_path: Path) -> None:
    book = inputs.load("test", house(tmp_path))
    assert book.files.empty and all(table.empty for table in book.tables.values())


def test_the_root_is_the_nearest_folder_with_params_and_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house(tmp_path)
    (tmp_path / "notebooks" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "notebooks" / "deep")
    assert inputs.find_root() == tmp_path
    assert inputs.find_root("..") == tmp_path / "notebooks"


def test_rates_older_than_the_day_are_noted(tmp_path: Path) -> None:
    root = house(tmp_path, sales="date,amount,currency\n2025-07-03,10,USD\n", fx="date,from,to,rate\n2025-07-01,USD,EUR,0.8\n")
    assert inputs.load("test", root).stale_rates["rate_day"].tolist() == [pd.Timestamp("2025-07-01")]


def test_problems_of_params_stand_at_their_own_line(tmp_path: Path) -> None:
    """Prices that do not fit each other, and what the files cannot answer, all at once; the second of one reason is no second."""
    params = tmp_path / "params" / "acme.yaml"
    params.parent.mkdir()
    (tmp_path / "data" / "acme").mkdir(parents=True)
    head = "client: Acme\ncurrency: EUR\nvalue_basis: revenue\nvalues:\n"
    params.write_text(
        head + "  lead:\n    method: proxy\n    cpm: own\n  demo: {method: step, to: nowhere, share: 0.2}\n"
        "  download: {method: step, to: demo, share: 0.1}\n"
    )
    with pytest.raises(InputError) as wrong:
        inputs.load("acme", str(tmp_path))
    assert [(found.row, found.found.split()[0]) for found in wrong.value.problems] == [(5, "lead:"), (8, "demo")]
    params.write_text(
        head + "  lead:\n    method: funnel\n    close_rate: crm\n    deal_value: 900\n"
        "  sign_up: {method: step, to: lead, share: data}\n"
        "goals:\n  - goal: Win\n    objective: revenu\n    metric: purchase\n    target: 3\n    by: 2025-09-30\n"
    )
    with pytest.raises(InputError) as wrong:
        inputs.load("acme", str(tmp_path))
    assert [(found.row, found.fix) for found in wrong.value.problems if "did you mean" in found.fix] == [
        (13, "did you mean 'purchases'?"), (12, "did you mean 'revenue'?"),
    ]  # fmt: skip
    assert [found.row for found in wrong.value.problems if "to come from the" in found.found] == [7, 9]
