"""Helpers of the readers' tests: workbooks to read, and the account to look at."""

import io

import openpyxl

from socialroi.sources import Inputs


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    """An XLSX file with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def account_of(inputs: Inputs, file: str, table: str) -> dict[str, int]:
    """The counts of one file's rows."""
    row = inputs.files[(inputs.files["file"] == file) & (inputs.files["table"] == table)].iloc[0]
    return {name: int(row[name]) for name in ("read", "kept", "total", "duplicate", "refused")}
