"""The account of one block: which of its rows could not be read, each with its problem, and what was left of it."""

from collections.abc import Callable

import pandas as pd
from babel.numbers import list_currencies

from socialroi.errors import Problem
from socialroi.sources import dates, odd_cells
from socialroi.sources.block import Block, as_text, plain
from socialroi.sources.cells import Cells
from socialroi.sources.decide import Open
from socialroi.sources.near_names import one_letter_off
from socialroi.sources.part import IDENTITY, Context, Part
from socialroi.sources.plausible import parts_above_their_whole, total_among
from socialroi.sources.privacy import contacts_blanked
from socialroi.sources.quoting import is_header, named

MOST_CELLS_SHOWN = 20
Known = Callable[[object], odd_cells.Said | None]
CURRENCIES = frozenset(list_currencies())


class RowAccount:
    """Keeps count of the rows of one block and of what is wrong with them.

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
        self.sums = block.only(totals) if self.total else None
        self.context, self.private = context, private
        self.decimal = context.hint.decimal or decimal
        self.order = context.hint.dates or order
        self.read = len(block.body) + len(block.ragged)
        self.rows = self.block.body.index
        self.problems: list[Problem] = []
        self.notes: list[str] = []
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
            return None
        self.used.add(place)
        self._refuse_twins(place)
        return self.block.cells(place)

    def need(self, values: pd.Series, *names: str) -> pd.Series:
        """The values, after a problem for each row where one is missing that has to be there, or one for a missing column."""
        if len(values) and self.block.position(*names) is None and values.isna().all() and not self.bad.all():
            self.tell(f"no column '{names[0]}'", "that column", "export the file with it", row=self.block.header_row)
            return values
        self.refuse(values.isna() & ~self.bad, names, "a value", "fill in the cell, or delete the row")
        return values

    def need_columns(self, *names: str, fix: str = "export the file with it") -> None:
        """A problem where one is not there: what it takes off an amount is not nothing because nobody exported it."""
        lacking = [f"'{name}'" for name in names if self.block.position(name) is None]
        if lacking and len(self.rows):
            self.tell(f"no column {' and no '.join(lacking)}", "that column", fix, row=self.block.header_row)

    def refuse(self, wrong: pd.Series, names: tuple[str, ...], expected: str, fix: str) -> None:
        """A problem for each row where `wrong` is true."""
        self._refuse(wrong, names, self.cells(*names), expected, fix)

    def tell(self, found: str, expected: str, fix: str, *, row: int | None = None, column: str | None = None) -> None:
        """A problem of the whole block: none of its rows is taken."""
        self.problems.append(Problem(self.context.file, found, expected, fix, row, column))
        self.bad[:] = True

    def part(
        self,
        source: str,
        table: str,
        columns: dict[str, pd.Series],
        note: str = "",
        compared: pd.Series | None = None,
        **more: object,
    ) -> Part:
        """The rows that could be read in full, and the account of the others.

        `compared`: true for rows in which no part can be above its whole; left out, all of them.
        """
        self._refuse_near_names()
        self._refuse_unknown_currency(columns.get("currency"))
        whole = columns if compared is None else {name: found[compared] for name, found in columns.items()}
        self._refuse_above_whole(table, whole)
        self._refuse_total(columns)
        self._refuse_backward_spans(columns.get("day"), columns.get("last_day"))
        self._refuse_a_day_in_anothers_place(table, columns)
        if table == "spend" and {"impressions", "cost"} <= set(columns):
            self._refuse_unspent(columns["impressions"], columns["cost"])
        place = pd.RangeIndex(len(self.rows))
        found = {"row": self.rows.to_series(), **columns}
        frame = pd.DataFrame({name: values.set_axis(place) for name, values in found.items()}, copy=False)
        if self.bad.any():
            frame = frame[~self.bad.to_numpy()].reset_index(drop=True)
        refused = int(self.bad.sum()) + len(self.block.ragged)
        note = "; ".join(filter(None, [*self.notes, note]))
        return Part(source, table, frame, self.read, self.total, refused, tuple(self.problems), note=note, **more)

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
        asked = set(map(plain, self.block.asked))
        others = [name for place, name in enumerate(self.block.header) if place not in self.used and plain(name) not in asked]
        near: dict[str, list[str]] = {}
        for name, column in one_letter_off(sorted(self.block.asked), others):
            near.setdefault(name, []).append(f"'{column}'")
        for name, columns in near.items():
            found, fix = f"a header {named(name, 'that is')} one letter off", "download the file again, or correct the header"
            place = name if is_header(name) else str(self.block.header.index(name) + 1)
            self.tell(found, " or ".join(columns), fix, row=self.block.header_row, column=place)

    def _refuse_twins(self, place: int) -> None:
        """Two columns of one name: it is not said which of them is meant, unless both say the same."""
        twins = [twin for twin, name in enumerate(self.block.names) if twin > place and name == self.block.names[place]]
        for twin in twins:
            if twin not in self.used and not self.block.body[place].equals(self.block.body[twin].rename(place)):
                self.used.add(twin)
                name = self.block.header[place]
                found, fix = f"two columns '{name}' that differ", "export the file with one of them, or rename the other"
                self.tell(found, "one column of that name", fix, row=self.block.header_row, column=name)

    def _refuse_unknown_currency(self, codes: pd.Series | None) -> None:
        """A code of three letters that no currency has. Its column or the file's header says it."""
        written = [] if codes is None else [code for code in codes[~self.bad].dropna().unique() if len(code) == 3]
        for code in sorted(set(written) - CURRENCIES):
            rows = self.rows[(codes.eq(code) & ~self.bad).to_numpy()]
            column = next((name for name in self.block.header if plain(name) in ("currency", "currency code")), None)
            row = self.block.header_row if column is None else int(rows[0])
            many = "" if column is None or len(rows) == 1 else f" in {len(rows)} rows"
            fix = "correct it, or download the file again"
            found = Problem(self.context.file, f"the currency {code}{many}", "an ISO 4217 code such as EUR", fix, row, column)
            self.problems.append(found)
            self.bad |= codes.eq(code)

    def _refuse_above_whole(self, table: str, columns: dict[str, pd.Series]) -> None:
        for part, large, whole, small in parts_above_their_whole(table, columns):
            found = f"{part} that add up to {large:,.2f}, where {whole} add up to {small:,.2f}"
            fix = "see whether its columns stand under their own headers; else download the file again"
            self.tell(found, f"no more {part} than {whole}", fix)

    def _refuse_total(self, columns: dict[str, pd.Series]) -> None:
        """A row of totals that no reader has known as one would double every number."""
        is_in_doubt = self.bad.any() or self.block.ragged or self.context.hint.totals == "ignore"
        place = None if is_in_doubt else total_among(columns)
        if place is None:
            return
        found = "a row whose numbers are each the sum of all other rows': a total that does not say so"
        fix = f"delete the row, or download the file again; if it is a row like the others: {self.context.line('totals: ignore')}"
        self.tell(found, "rows without their sum", fix, row=int(self.rows[place]))

    def _refuse_backward_spans(self, first: pd.Series | None, last: pd.Series | None) -> None:
        """A row that ends before it begins would have no day, and its amounts would be in no period."""
        if first is None or last is None or not (wrong := (last < first).to_numpy()).any():
            return
        for row, begins, ends in list(zip(self.rows[wrong], first[wrong], last[wrong], strict=True))[:MOST_CELLS_SHOWN]:
            found = f"days from {begins:%Y-%m-%d} to {ends:%Y-%m-%d}"
            fix = "correct the row, or download the file again"
            self.problems.append(Problem(self.context.file, found, "a last day that is not before the first", fix, int(row)))
        self._rest(int(wrong.sum()), None, "rows like these")
        self.bad |= wrong

    def _refuse_unspent(self, impressions: pd.Series, cost: pd.Series) -> None:
        """An ad that was shown and whose cost is missing would count as free."""
        wrong = (impressions.gt(0) & cost.isna()).to_numpy() & ~self.bad.to_numpy()
        for row, shown in list(zip(self.rows[wrong], impressions[wrong], strict=True))[:MOST_CELLS_SHOWN]:
            found, fix = f"{shown:,.0f} impressions and no spend", "download the file again, or write 0 where they cost nothing"
            self.problems.append(Problem(self.context.file, found, "what they cost", fix, int(row)))
        self._rest(int(wrong.sum()), None, "rows like these")
        self.bad |= wrong

    def _refuse_a_day_in_anothers_place(self, table: str, columns: dict[str, pd.Series]) -> None:
        """A day that stands twice in an account's days where another lacks: a digit of it is wrong. Pasted days lack none."""
        if table != "audience" or not {"day", "last_day"} <= set(columns) or not (columns["day"] == columns["last_day"]).all():
            return
        named = [name for name in ("day", "platform", "breakdown", IDENTITY) if name in columns]
        found = pd.DataFrame({name: columns[name].set_axis(self.rows) for name in named})[~self.bad.to_numpy()]
        twice, days = found[found.duplicated()], found["day"].drop_duplicates()
        if len(twice) and len(days) <= (days.max() - days.min()).days:
            said = f"the day {twice['day'].iloc[0]:%Y-%m-%d} twice, where others between the first and the last lack"
            fix = "correct the day, or download the file again"
            self.tell(said, "each day once", fix, row=int(twice.index[0]), column=self._header(("Date",)))

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

    def _refuse_found(
        self, wrong: pd.Series, names: tuple[str, ...], cells: Cells, expected: str, fix: str, known: Known = odd_cells.error
    ) -> None:
        """A problem for each row that holds one of the distinct cells where `wrong` is true. `known`: says what a cell is."""
        if wrong.any():
            self._refuse(cells.spread(wrong), names, cells, expected, fix, known)

    def _refuse(
        self,
        wrong: pd.Series,
        names: tuple[str, ...],
        cells: Cells | None,
        expected: str,
        fix: str,
        known: Known = odd_cells.error,
    ) -> None:
        if not wrong.any():
            return
        wrong = wrong.astype("boolean").fillna(False).astype(bool)
        if not wrong.any():
            return
        column = self._header(names)
        for row in self.rows[wrong.to_numpy()][:MOST_CELLS_SHOWN]:
            cell = None if cells is None else cells.in_row(row)
            said = known(cell)
            found = f"{said.shown or self._quoted(cell)}: {said.what}" if said else self._quoted(cell)
            self.problems.append(Problem(self.context.file, found, expected, said.fix if said else fix, int(row), column))
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
        if self.private and not _is_nobody(text):
            return f"a text of {len(text)} characters"
        text = contacts_blanked(text)
        return repr(text if len(text) <= 40 else text[:40] + "…")

    def _tell_open(self, left_open: Open, column: str) -> None:
        self.tell(left_open.found, left_open.expected, left_open.fix, row=left_open.row, column=column)


def _is_nobody(text: str) -> bool:
    """Whether a cell of a file that speaks of people can be shown: a mistyped number, too short for a phone or an IP address."""
    digits, letters = sum(map(str.isdigit, text)), sum(map(str.isalpha, text))
    return 0 < digits < 7 and letters < 2 and len(text) <= 12 and text.count(".") < 3
