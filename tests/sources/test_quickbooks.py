"""QuickBooks: accounts as rows above their lines, sums left out, suppliers kept and customers not."""

import pandas as pd
import pytest
from samples import QUICKBOOKS, QUICKBOOKS_INVOICES, QUICKBOOKS_JOURNAL
from written import account_of


def test_lines_of_the_ledger(read) -> None:
    inputs = read({"ledger.csv": QUICKBOOKS}, currency="EUR")
    assert inputs.problems == []
    lines = inputs.tables["invoices"]
    assert lines["account"].tolist() == ["Advertising", "Advertising", "Sales"]
    assert lines["amount"].tolist() == [1000, -250, 300] and set(lines["currency"]) == {"EUR"}
    # The third name is a customer's.
    assert lines["supplier"].tolist()[:2] == ["Ad Agency Ltd", "Ad Agency Ltd"] and lines["supplier"].isna().tolist()[2]
    assert lines["number"].tolist()[0] == "1007" and lines["day"][0] == pd.Timestamp("2025-01-15")
    # Two names of accounts and two sums; the line 'Accrual basis' closes the report.
    assert account_of(inputs, "ledger.csv", "invoices") == {"read": 7, "kept": 3, "total": 4, "duplicate": 0, "refused": 0}


def test_a_journal_balances(read) -> None:
    inputs = read({"journal.csv": QUICKBOOKS_JOURNAL})
    assert inputs.problems == []
    lines = inputs.tables["invoices"]
    assert lines["account"].tolist() == ["Advertising", "Accounts Payable"] and lines["amount"].tolist() == [100, -100]
    assert set(lines["day"]) == {pd.Timestamp("2025-01-15")}
    assert account_of(inputs, "journal.csv", "invoices")["total"] == 1


def test_invoices_to_customers_are_no_costs(read) -> None:
    inputs = read({"list.csv": QUICKBOOKS_INVOICES})
    assert inputs.problems == [] and inputs.tables["invoices"].empty
    assert account_of(inputs, "list.csv", "")["kept"] == 1


def test_an_amount_that_is_none_is_refused(read) -> None:
    inputs = read({"ledger.csv": QUICKBOOKS.replace("$(250.00)", "see note")})
    assert [(problem.row, problem.column) for problem in inputs.problems] == [(8, "Amount")]
    assert inputs.tables["invoices"]["amount"].tolist() == [1000, 300]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (",01/20/2025,Vendor Credit", "says 750.00, where the other rows add up to 1,000.00"),
        (",02/14/2025,Invoice", "says 300.00"),
    ],
    ids=["a credit", "the only line of an account"],
)
def test_a_line_that_is_gone_is_missed_by_its_accounts_sum(read, line: str, found: str) -> None:
    text = "".join(row for row in QUICKBOOKS.splitlines(keepends=True) if not row.startswith(line))
    (problem,) = read({"ledger.csv": text}).problems
    assert found in problem.found and problem.column == "Amount" and "totals: ignore" in problem.fix


NESTED = (
    "Lotus Cafe Ltd.,,,,,,,,\nTransaction Detail by Account,,,,,,,,\n\n"
    ",Date,Transaction Type,Num,Name,Memo/Description,Split,Amount,Balance\nMarketing,,,,,,,,\n"
    ",01/15/2025,Bill,1,Agency,,Payable,100.00,100.00\nTotal for Marketing,,,,,,,$100.00,\nAds,,,,,,,,\n"
    ",01/16/2025,Bill,2,Agency,,Payable,{amount},50.00\nTotal for Ads,,,,,,,$50.00,\n"
    "Total for Marketing with sub-accounts,,,,,,,$150.00,\nTOTAL,,,,,,,$150.00,\n"
)


def test_accounts_below_an_account_add_up_to_both_sums(read) -> None:
    inputs = read({"l.csv": NESTED.format(amount="50.00")})
    assert inputs.problems == [] and inputs.tables["invoices"]["amount"].tolist() == [100, 50]
    (problem,) = read({"l.csv": NESTED.format(amount="60.00")}).problems
    assert "says 50.00, where the other rows add up to 60.00" in problem.found and problem.row == 10


def test_a_line_moved_to_another_account_is_refused(read) -> None:
    rows = QUICKBOOKS.splitlines(keepends=True)
    credit = next(row for row in rows if "Vendor Credit" in row)
    rest = [row for row in rows if row != credit]
    at = next(place for place, row in enumerate(rest) if row.startswith("Sales"))
    problems = read({"l.csv": "".join([*rest[: at + 1], credit, *rest[at + 1 :]])}).problems
    assert "says 750.00, where the other rows add up to 1,000.00" in problems[0].found


def test_a_journal_with_two_columns_of_accounts_is_refused(read) -> None:
    assert read({"j.csv": QUICKBOOKS_JOURNAL.replace("\n,Date", "\nAccount,Date")}).problems != []
