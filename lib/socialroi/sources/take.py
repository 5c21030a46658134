"""Taking typed columns out of a block: what cannot be read is a problem with its row and column, never a zero."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from socialroi.channels import heard
from socialroi.sources import dates, numbers, odd_cells
from socialroi.sources.block import stripped
from socialroi.sources.cells import Cells
from socialroi.sources.decide import OTHER_SIGN, Open, day_order, decimal_sign, say_decimal
from socialroi.sources.labels import constant
from socialroi.sources.privacy import keyed_hash, without_contacts
from socialroi.sources.row_account import RowAccount
from socialroi.sources.short_years import short_year, with_whole_years
from socialroi.sources.text_file import LOST_LETTERS, MOJIBAKE

OTHER = "other"  # an answer that names no platform


class Take(RowAccount):
    """Reads the columns of one block, and keeps count of what could not be read."""

    def text(self, *names: str) -> pd.Series:
        """A column of texts; empty cells are missing. Mail addresses and phone numbers in it are blanked."""
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
        texts = cells.each(lambda found: stripped(found).where(lambda text: text != ""))
        self._refuse_found(
            texts.distinct.str.contains(MOJIBAKE, regex=True),
            names,
            cells,
            "text in one encoding",
            "the file was saved in the wrong encoding: download it again",
        )
        self._refuse_found(
            texts.distinct.str.contains(LOST_LETTERS, regex=True),
            names,
            cells,
            "letters",
            "another program has saved the file in an encoding without its letters: download it again",
        )
        return texts.each(without_contacts)

    def number(self, *names: str, words: tuple[str, ...] = (), is_count: bool = False, is_share: bool = False) -> pd.Series:
        """A column of numbers; a percentage is a share. A cell with one of the `words` holds none.

        `is_count`: they are whole, mostly. `is_share`: people write them, as 0.3 or as 30 %.
        """
        cells = self.cells(*names)
        if cells is None:
            return self.nothing("float64")
        cells = cells.each(lambda found: found.mask(found.isin(words))) if words else cells
        decimal = self.decimal or decimal_sign(cells, self.block, self.context.line)
        if isinstance(decimal, Open):
            self._tell_open(decimal, self._header(names))
            return self.nothing("float64")
        self._refuse_doubtful(names, cells, decimal, is_count=is_count)
        if not is_share:
            self._refuse_mixed(names, cells)
        values, bad = numbers.parse(cells.distinct, decimal)
        bad |= np.isinf(values)
        fix = f"correct the cell, or say how the file writes numbers: {self.context.line(say_decimal(OTHER_SIGN[decimal]))}"
        self._refuse_found(bad, names, cells, f"a number whose decimal sign is '{decimal}'", fix, odd_cells.of_number)
        return cells.spread(values.where(~bad))

    def _refuse_doubtful(self, names: tuple[str, ...], cells: Cells, decimal: str, *, is_count: bool) -> None:
        """Thousands that another program has parted with the file's decimal sign would be read as a thousandth."""
        if self.context.hint.decimal:
            return
        doubtful = numbers.doubtful(cells.distinct, decimal, is_count=is_count)
        either = f"{self.context.line(say_decimal('.'))} or {self.context.line(say_decimal(','))}"
        expected = f"a number that can be read in one way: '{decimal}' can part its thousands"
        self._refuse_found(doubtful, names, cells, expected, f"correct the cell, or decide: {either}")

    def _refuse_mixed(self, names: tuple[str, ...], cells: Cells) -> None:
        """Two currencies in one column, or percentages beside other numbers: what its numbers are is not said.

        Where a column or params name the currency, its reader compares.
        """
        is_named = self.context.hint.columns or self.block.position("Currency") is not None
        found = () if is_named else sorted(numbers.currencies(cells.distinct))
        if len(found) > 1:
            fix = "export the file in one currency, or correct the cells"
            self.tell(f"the currencies {' and '.join(found)}", "one currency in a column", fix, column=self._header(names))
        is_share, other = numbers.shares(cells.distinct)
        if other.any():
            expected = "a number like the others of its column, without a percent sign"
            self._refuse_found(is_share, names, cells, expected, "correct the cell, or download the file again")

    def count(self, *names: str, is_net: bool = False) -> pd.Series:
        """A column of counts: numbers that cannot be negative, unless they are net of what was taken back."""
        values = self.number(*names, is_count=True)
        if not is_net:
            self.refuse(values < 0, names, "a count of 0 or more", "correct the cell")
        cells = self.cells(*names)
        if cells is not None:
            share = cells.distinct.astype("str").str.contains("%", regex=False) & ~numbers.missing(cells.distinct)
            self._refuse_found(share, names, cells, "a count, not a percentage", "take the column that holds the count itself")
        return values

    def identifier(self, *names: str) -> pd.Series:
        """A column of ids as text; an id that a spreadsheet program has rounded, or parted as a number, is a problem."""
        texts = self._texts(*names)
        if texts is None:
            return self.nothing("str")
        rounded = texts.distinct.str.fullmatch(rf"\d+(?:[.,]\d+)?[eE]\+?\d+|{numbers.PARTED}")
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

    def choice(self, words: Mapping[str, object], *names: str) -> pd.Series:
        """A column in which each word, in any case, stands for something; any other word is a problem."""
        cells = self._texts(*names)
        if cells is None:
            return self.nothing("str")
        meant = cells.distinct.str.lower().map(words)
        fix = "write one of these words, or leave the column out"
        self._refuse_found(meant.isna() & cells.distinct.notna(), names, cells, f"one of {', '.join(words)}", fix)
        return cells.spread(meant)

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
        texts = cells.each(lambda found: stripped(found).where(lambda text: text != ""))
        return texts.each(lambda people: keyed_hash(people, self.context.key)).column()

    def heard(self, *names: str) -> pd.Series:
        """A column of customers' answers: the platform that each names, `other` where it names none. Their words do not stay."""
        cells = self._texts(*names)
        if cells is None:
            return self.nothing("str")
        return cells.each(lambda answers: heard(answers).where(lambda named: named.notna() | answers.isna(), OTHER)).column()

    def constant(self, value: str | None) -> pd.Series:
        """The same text in every row."""
        return constant(value, self.rows)

    def same_day(self, day: object) -> pd.Series:
        """The same day in every row; missing where it is None."""
        return pd.Series(pd.Timestamp(day), index=self.rows, dtype="datetime64[us]")

    def nothing(self, dtype: str) -> pd.Series:
        """A column that the export does not have."""
        return self.constant(None) if dtype == "str" else pd.Series(index=self.rows, dtype=dtype)

    def _dated(
        self, names: tuple[str, ...], parse: Callable[[pd.Series, dates.Order | None], tuple[pd.Series, pd.Series]], dtype: str
    ) -> pd.Series:
        cells = self.cells(*names)
        if cells is None:
            return self.nothing(dtype)
        column = self._header(names)
        short = short_year(cells.distinct)
        if short and not self.context.hint.dates:
            self._tell_open(self._open_year(short, cells), column)
            return self.nothing(dtype)
        cells = cells.each(with_whole_years) if short else cells
        yearless = None if self.context.hint.year else dates.needs_year(cells.distinct)
        if yearless:
            fix = f"write the year of its newest day: {self.context.line('year: 2025')}"
            self.tell(f"'{yearless}' names no year", "a date with its year", fix, column=column)
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
            f"correct the cell, or say how the file writes dates: {self.context.line('dates: day_first')} or "
            f"{self.context.line('dates: month_first')}",
            odd_cells.of_day,
        )
        return cells.spread(values)

    def _open_year(self, text: str, cells: Cells) -> Open:
        """A day whose year has two digits: no platform writes it, so its order of day and month is another program's."""
        whole = with_whole_years(pd.Series([text]))[0]
        read = {order: dates.read_cell(whole, order) for order in ("day_first", "month_first")}
        days = [f"{self.context.line(f'dates: {order}')} reads {day.at:%Y-%m-%d}" for order, day in read.items() if day]
        row = cells.first_row(int(np.argmax(cells.distinct.astype("str").str.strip() == text)))
        fix = f"put the file in as it was downloaded, or decide: {', '.join(days)}"
        return Open(f"'{text}' has a year of two digits: another program has rewritten it", "years of four digits", fix, row)
