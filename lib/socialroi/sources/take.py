"""Taking typed columns out of a block: what cannot be read is a problem with its row and column, never a zero."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pyarrow as pa
from babel.numbers import list_currencies

from socialroi.errors import Problem
from socialroi.sources import dates, numbers
from socialroi.sources.block import Block, as_text
from socialroi.sources.cells import Cells
from socialroi.sources.decide import OTHER_SIGN, Open, day_order, decimal_sign, say_decimal
from socialroi.sources.labels import as_texts
from socialroi.sources.near_names import one_letter_off
from socialroi.sources.part import Context, Part
from socialroi.sources.privacy import keyed_hash, without_mail
from socialroi.sources.text_file import MOJIBAKE

MOST_CELLS_SHOWN = 20
CURRENCIES = frozenset(list_currencies())


class Take:
    """Reads the columns of one block and keeps count of what could not be read.

    `totals`: rows that repeat the sum of others. `decimal`, `order`: what the platform always writes, whatever the language.
    `private`: the file speaks of people, so no cell of it is quoted in a message.
    """

    def __init__(
        self,
        block: Block,
        context: Context,
        *,
        totals: pd.Series | None = None,
        decimal: str | None = None,
        order: dates.Order | None = None,
        private: bool = False,
    ) -> None:
        self.total = 0 if totals is None else int(totals.sum())
        self.block = block if totals is None else block.only(~totals)
        self.context, self.private = context, private
        self.decimal = context.hint.decimal or decimal
        self.order = context.hint.dates or order
        self.read = len(block.body) + len(block.ragged)
        self.rows = self.block.body.index
        self.problems: list[Problem] = []
        self.absent: set[str] = set()
        self.used: set[int] = set()
        self.bad = pd.Series(False, index=self.rows)
        self._refuse_ragged()

    def raw(self, *names: str) -> pd.Series | None:
        """The cells of the first of these columns that exists, row by row; None where the export has none of them."""
        cells = self.cells(*names)
        return None if cells is None else cells.column()

    def cells(self, *names: str) -> Cells | None:
        """The cells of the first of these columns that exists, each distinct one once."""
        place = self.block.position(*names)
        if place is None:
            self.absent |= set(names)
            return None
        self.used.add(place)
        return self.block.cells(place)

    def text(self, *names: str) -> pd.Series:
        """A column of texts; empty cells are missing. Mail addresses in it are blanked."""
        texts = self._texts(*names)
        return self.nothing("str") if texts is None else texts.column()

    def label(self, *names: str) -> pd.Series:
        """A column of texts as labels: for one that goes into the table as it is."""
        texts = self._texts(*names)
        return self.nothing("str") if texts is None else texts.labels()

    def _texts(self, *names: str) -> Cells | None:
        cells = self.cells(*names)
        if cells is None:
            return None
        texts = cells.each(lambda found: _stripped(found).where(lambda text: text != ""))
        self._refuse_found(
            texts.distinct.str.contains(MOJIBAKE, regex=True),
            names,
            cells,
            "text in one encoding",
            "the file was saved in the wrong encoding: download it again",
        )
        return texts.each(without_mail)

    def number(self, *names: str) -> pd.Series:
        """A column of numbers; a percentage is a share."""
        cells = self.cells(*names)
        if cells is None:
            return self.nothing("float64")
        decimal = self.decimal or decimal_sign(cells, self.block, self.context.line)
        if isinstance(decimal, Open):
            self._tell_open(decimal, self._header(names))
            return self.nothing("float64")
        values, bad = numbers.parse(cells.distinct, decimal)
        bad |= np.isinf(values)
        fix = f"correct the cell, or say how the file writes numbers: {self.context.line(say_decimal(OTHER_SIGN[decimal]))}"
        self._refuse_found(bad, names, cells, f"a number whose decimal sign is '{decimal}'", fix)
        return cells.spread(values.where(~bad))

    def count(self, *names: str) -> pd.Series:
        """A column of counts: numbers that cannot be negative."""
        values = self.number(*names)
        self.refuse(values < 0, names, "a count of 0 or more", "correct the cell")
        return values

    def identifier(self, *names: str) -> pd.Series:
        """A column of ids as text; an id that a spreadsheet program has rounded is a problem."""
        texts = self._texts(*names)
        if texts is None:
            return self.nothing("str")
        rounded = texts.distinct.str.fullmatch(r"\d+(?:[.,]\d+)?[eE]\+?\d+")
        fix = "download the file again and do not save it in a spreadsheet program"
        self._refuse_found(rounded, names, self.cells(*names), "an id with all its digits", fix)
        return texts.column()

    def day(self, *names: str, as_written: bool = False) -> pd.Series:
        """A column of days in the client's zone; `as_written`: the cells' clock times mean nothing."""
        zone = self.context.timezone if as_written else self.context.file_zone
        zones = {"zone": zone, "client_zone": self.context.timezone}
        return self._dated(
            names, lambda cells, order: dates.as_days(cells, order=order, year=self.context.hint.year, **zones), "datetime64[us]"
        )

    def days_of(self, texts: pd.Series, name: str) -> pd.Series:
        """Days of texts that were cut out of the column `name`."""
        zone = self.context.timezone
        cells = Cells.of(texts)
        order = self.order or day_order(cells, self.block, self.context.line)
        if isinstance(order, Open):
            self._tell_open(order, name)
            return self.nothing("datetime64[us]")
        days, bad = dates.as_days(cells.distinct, order=order, year=self.context.hint.year, zone=zone, client_zone=zone)
        self.refuse(cells.spread(bad), (name,), "a day that can be read in one way", self.context.line("dates: day_first"))
        return cells.spread(days)

    def time(self, *names: str) -> pd.Series:
        """A column of moments, in UTC."""
        zone = self.context.file_zone
        return self._dated(
            names,
            lambda cells, order: dates.as_times(cells, order=order, year=self.context.hint.year, zone=zone),
            "datetime64[us, UTC]",
        )

    def hours(self, *names: str) -> pd.Series:
        """A column of durations such as 27:15:00, in hours."""
        cells = self._texts(*names)
        if cells is None:
            return self.nothing("float64")
        parts = cells.distinct.str.extract(r"^(\d+):([0-5]\d)(?::([0-5]\d))?$").astype("float64")
        values = parts[0] + parts[1] / 60 + parts[2].where(parts[2].notna(), 0.0) / 3600
        wrong = values.isna() & cells.distinct.notna()
        self._refuse_found(wrong, names, cells, "a duration such as 01:15:00", "correct the cell")
        return cells.spread(values)

    def flag(self, *names: str) -> pd.Series:
        """A column of yes and no, true and false, 1 and 0."""
        cells = self._texts(*names)
        if cells is None:
            return self.nothing("boolean")
        cells = cells.each(lambda texts: texts.str.lower())
        known = {"true": True, "yes": True, "1": True, "1.0": True, "false": False, "no": False, "0": False, "0.0": False}
        values = cells.distinct.map(known).astype("boolean")
        self._refuse_found(values.isna() & cells.distinct.notna(), names, cells, "true or false", "correct the cell")
        return cells.spread(values)

    def currency(self, *names: str) -> pd.Series:
        """A column of currency codes, in capitals."""
        cells = self._texts(*names)
        if cells is None:
            return self.nothing("str")
        cells = cells.each(lambda texts: texts.str.upper())
        wrong = cells.distinct.notna() & ~cells.distinct.str.fullmatch(r"[A-Z]{3}")
        self._refuse_found(wrong, names, cells, "a currency code such as EUR", "correct the cell")
        return cells.column()

    def person(self, *names: str) -> pd.Series:
        """A column of people as keyed hashes."""
        cells = self.cells(*names)
        if cells is None:
            return self.nothing("str")
        texts = cells.each(lambda found: _stripped(found).where(lambda text: text != ""))
        return texts.each(lambda people: keyed_hash(people, self.context.key)).column()

    def constant(self, value: str | None) -> pd.Series:
        """The same text in every row."""
        return pd.Series(as_texts(pa.repeat(pa.scalar(value, pa.large_string()), len(self.rows))), index=self.rows)

    def nothing(self, dtype: str) -> pd.Series:
        """A column that the export does not have."""
        return self.constant(None) if dtype == "str" else pd.Series(index=self.rows, dtype=dtype)

    def need(self, values: pd.Series, *names: str) -> pd.Series:
        """The values, after a problem for each row where one is missing that has to be there, or one for a missing column."""
        if len(values) and self.block.position(*names) is None and values.isna().all() and not self.bad.all():
            self.tell(f"no column '{names[0]}'", "that column", "export the file with it", row=self.block.header_row)
            return values
        self.refuse(values.isna() & ~self.bad, names, "a value", "fill in the cell, or delete the row")
        return values

    def refuse(self, wrong: pd.Series, names: tuple[str, ...], expected: str, fix: str) -> None:
        """A problem for each row where `wrong` is true."""
        self._refuse(wrong, names, self.cells(*names), expected, fix)

    def tell(self, found: str, expected: str, fix: str, *, row: int | None = None, column: str | None = None) -> None:
        """A problem of the whole block: none of its rows is taken."""
        self.problems.append(Problem(self.context.file, found, expected, fix, row, column))
        self.bad[:] = True

    def part(self, source: str, table: str, columns: dict[str, pd.Series], **more: object) -> Part:
        """The rows that could be read in full, and the account of the others."""
        self._refuse_near_names()
        self._refuse_unknown_currency(columns.get("currency"))
        place = pd.RangeIndex(len(self.rows))
        found = {"row": self.rows.to_series(), **columns}
        frame = pd.DataFrame({name: values.set_axis(place) for name, values in found.items()}, copy=False)
        if self.bad.any():
            frame = frame[~self.bad.to_numpy()].reset_index(drop=True)
        refused = int(self.bad.sum()) + len(self.block.ragged)
        return Part(source, table, frame, self.read, self.total, refused, tuple(self.problems), **more)

    def unused(self, source: str, note: str, **more: object) -> Part:
        """A report that is known and feeds no table: its rows are counted, with the reason; damaged rows are still a problem."""
        nothing = pd.DataFrame({"row": pd.Series(dtype="int64")})
        self._refuse_near_names()
        refused = len(self.block.ragged) + int(self.bad.sum())
        unused = self.read - self.total - refused
        problems = tuple(self.problems)
        return Part(source, "", nothing, self.read, self.total, refused, problems, unused=unused, note=note, **more)

    def _header(self, names: tuple[str, ...]) -> str:
        place = self.block.position(*names)
        return names[0] if place is None else self.block.header[place]

    def _refuse_near_names(self) -> None:
        others = [name for place, name in enumerate(self.block.header) if place not in self.used]
        for name, column in one_letter_off(sorted(self.absent), others):
            fix = "download the file again, or correct the header"
            self.tell(f"the column '{name}'", f"'{column}'", fix, row=self.block.header_row, column=name)

    def _refuse_unknown_currency(self, codes: pd.Series | None) -> None:
        written = [] if codes is None else [code for code in codes[~self.bad].dropna().unique() if len(code) == 3]
        unknown = sorted(set(written) - CURRENCIES)
        if unknown:
            self.tell(f"the currency {', '.join(unknown)}", "an ISO 4217 code such as EUR", "download the file again")

    def _refuse_ragged(self) -> None:
        width = len(self.block.header)
        for row in self.block.ragged[:MOST_CELLS_SHOWN]:
            self.problems.append(
                Problem(
                    self.context.file,
                    "more or fewer cells than the header has",
                    f"{width} cells",
                    "the file is cut off or a cell was split: download it again",
                    row,
                )
            )
        self._rest(len(self.block.ragged), None, "rows of another width")

    def _refuse_found(self, wrong: pd.Series, names: tuple[str, ...], cells: Cells, expected: str, fix: str) -> None:
        """A problem for each row that holds one of the distinct cells where `wrong` is true."""
        if wrong.any():
            self._refuse(cells.spread(wrong), names, cells, expected, fix)

    def _refuse(self, wrong: pd.Series, names: tuple[str, ...], cells: Cells | None, expected: str, fix: str) -> None:
        if not wrong.any():
            return
        wrong = wrong.astype("boolean").fillna(False).astype(bool)
        if not wrong.any():
            return
        column = self._header(names)
        for row in self.rows[wrong.to_numpy()][:MOST_CELLS_SHOWN]:
            found = "an empty cell" if cells is None else self._quoted(cells.in_row(row))
            self.problems.append(Problem(self.context.file, found, expected, fix, int(row), column))
        self._rest(int(wrong.sum()), column, "cells like these")
        self.bad |= wrong

    def _rest(self, count: int, column: str | None, what: str) -> None:
        if count > MOST_CELLS_SHOWN:
            found = f"{count - MOST_CELLS_SHOWN:,} more {what}"
            self.problems.append(Problem(self.context.file, found, column=column))

    def _quoted(self, cell: object) -> str:
        text = "" if cell is None or cell is pd.NA or cell != cell else as_text(cell).strip()
        if not text:
            return "an empty cell"
        if self.private:
            return f"a text of {len(text)} characters"
        return repr(text if len(text) <= 40 else text[:40] + "…")

    def _tell_open(self, left_open: Open, column: str) -> None:
        self.tell(left_open.found, left_open.expected, left_open.fix, row=left_open.row, column=column)

    def _dated(
        self, names: tuple[str, ...], parse: Callable[[pd.Series, dates.Order | None], tuple[pd.Series, pd.Series]], dtype: str
    ) -> pd.Series:
        cells = self.cells(*names)
        if cells is None:
            return self.nothing(dtype)
        column = self._header(names)
        yearless = None if self.context.hint.year else dates.needs_year(cells.distinct)
        if yearless:
            self.tell(f"'{yearless}' names no year", "a date with its year", self.context.line("year: 2025"), column=column)
            return self.nothing(dtype)
        order = self.order or day_order(cells, self.block, self.context.line)
        if isinstance(order, Open):
            self._tell_open(order, column)
            return self.nothing(dtype)
        values, bad = parse(cells.distinct, order)
        self._refuse_found(
            bad,
            names,
            cells,
            "a date" + {"day_first": ", day first", "month_first": ", month first"}.get(order, ""),
            "correct the cell, or say how the file writes dates: " + self.context.line("dates: day_first"),
        )
        return cells.spread(values)


def _stripped(cells: pd.Series) -> pd.Series:
    return (cells if cells.dtype != object else cells.map(as_text).astype("str")).str.strip()
