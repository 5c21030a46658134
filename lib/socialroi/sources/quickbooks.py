"""QuickBooks Online: ledger and journal, and its list of invoices, which is income and feeds no table."""

import re

import pandas as pd

from socialroi.sources.block import Block, as_text, stripped
from socialroi.sources.numbers import missing
from socialroi.sources.part import Context, Part
from socialroi.sources.repeats import again
from socialroi.sources.stated_totals import check_total
from socialroi.sources.take import Take

NAME = "quickbooks"
_NONE = "no account"
_SUM = re.compile(r"total for (.+?)(?: with sub-?accounts)?", re.IGNORECASE)
_PURCHASES = ("bill", "expense", "check", "cheque", "vendor credit", "expenditure", "credit card", "purchase")


def recognise(block: Block) -> bool:
    """By type and split or debit of a transaction, or the list's open balance beside customers."""
    return _is_ledger(block) or _is_journal(block) or _is_invoice_list(block)


def _is_ledger(block: Block) -> bool:
    return block.has("Date", "Transaction Type", "Name", "Split") and block.starting("Amount") is not None


def _is_journal(block: Block) -> bool:
    return block.has("Date", "Transaction Type", "Account", "Debit", "Credit") and block.names.count("account") == 1


def _is_invoice_list(block: Block) -> bool:
    return block.has("Date", "Num", "Customer") and block.starting("Open Balance") is not None


def repeats(block: Block, context: Context) -> pd.Series:
    """True for a line right below one with the same balance: two lines that were booked have two.

    A bill can have two equal lines, so its number proves nothing; a journal has no balance.
    """
    if not block.has("Balance") or not len(block.body):
        return pd.Series(False, index=block.body.index, dtype=bool)
    texts = block.body.map(as_text)
    return again(block, ("Date", "Balance")) & (texts == texts.shift()).all(axis=1)


def read(block: Block, context: Context) -> Part:
    """One row per line of the books. Accounts stand as rows above their lines; those, sums and opening balances are no lines.

    The name of a purchase is its supplier; the names of customers, and what was written about them, do not stay.
    """
    if _is_invoice_list(block):
        return Take(block, context).unused(NAME, "invoices to customers are income, not costs: not used")
    structure = _structure(block)
    take = Take(block, context, totals=structure, private=True)
    amount = block.starting("Amount")
    amounts = _debit(take) if _is_journal(block) else take.need(take.number(amount), amount)
    if _is_ledger(block):
        _check_sums(take, block, amounts, amount)
    columns = {
        "day": _day(take),
        "account": take.text("Account") if _is_journal(block) else _account(take, block, structure),
        "supplier": _supplier(take),
        "number": take.identifier("Num"),
        "amount": amounts,
        **_currency(take),
    }
    note = "rows of accounts, sums and opening balances are counted as totals"
    return take.part(NAME, "invoices", columns, note=note)


def _texts(block: Block, place: int) -> pd.Series:
    return stripped(block.body[place])


def _structure(block: Block) -> pd.Series:
    """True for rows that are no transaction: names of accounts, `Total for …`, opening balances, a journal's sums."""
    if not len(block.body):
        return pd.Series(False, index=block.body.index, dtype=bool)
    if _is_journal(block):
        return _texts(block, block.position("Account")) == ""
    first, date = _texts(block, 0), _texts(block, block.position("Date"))
    headed = (first != "") & (block.position("Date") != 0)
    return headed | date.str.lower().str.startswith(("beginning balance", "total"))


def _check_sums(take: Take, block: Block, amounts: pd.Series, amount: str) -> None:
    """Each `Total for …` is the sum of the lines since the name of its account: else a line is gone, or came in."""
    opened: dict[str, int] = {}
    first = _texts(block, 0)
    for row, text in first[first != ""].items():
        stated = _SUM.fullmatch(text)
        if stated and stated[1] in opened:
            lines = amounts[(amounts.index > opened[stated[1]]) & (amounts.index < row)]
            check_total(take, lines, amount, sums=take.sums.only(pd.Series(take.sums.body.index == row)))
        opened[text] = row


def _account(take: Take, block: Block, structure: pd.Series) -> pd.Series:
    """The account that stands above a line, in the column left of the date; its sum, below its lines, ends it."""
    if block.position("Date") == 0:
        return take.nothing("str")
    first = _texts(block, 0)
    sums = first.str.lower().str.startswith(("total", "beginning balance"))
    account = first.where(first != "").mask(sums, _NONE).ffill()[~structure]
    take.refuse(account.isna() | (account == _NONE), ("Date",), "a line under the name of its account", "download the file again")
    return account


def _day(take: Take) -> pd.Series:
    """A journal writes the day on the first line of an entry only."""
    day = take.day("Date", as_written=True)
    if _is_journal(take.block):
        cells = take.raw("Date")
        day = day.ffill().where(missing(cells) | day.notna())
    return take.need(day, "Date")


def _debit(take: Take) -> pd.Series:
    """What a line adds to its account: debit, or minus credit."""
    debit, credit = take.number("Debit"), take.number("Credit")
    return take.need(debit.where(debit.notna(), -credit), "Debit", "Credit")


def _supplier(take: Take) -> pd.Series:
    kind = take.text("Transaction Type").str.lower()
    return take.text("Name").where(kind.str.contains("|".join(_PURCHASES), na=False))


def _currency(take: Take) -> dict[str, pd.Series]:
    """The code in a header such as `Amount (IDR)`; else the client's own, as its books are."""
    code = re.search(r"\(([A-Z]{3})\)", " ".join(take.block.header))
    stated = code[1] if code else take.context.hint.currency or take.context.currency
    return {"currency": take.constant(stated)}
