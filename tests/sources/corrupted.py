"""Files in which single cells, whole columns or stretches of rows were spoilt, by hand, by a program or on the way."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from damage import decoded, only_gone, wrong_but_for_a_column
from rewritten import Change, Grid, Row, file_of, grid_of, header_of

_NUMBER = re.compile(r"-?\d[\d,]*(\.\d+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d.*|\d\d?/\d\d?/\d{4}.*|20\d{6}")
_SIGNED = re.compile(r"-\d[\d,.]*")


def _spoilt(pattern: re.Pattern[str], write: Callable[[str, random.Random], str]) -> Change:
    """One of the cells that the pattern fits, written otherwise."""

    def _change(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
        places = [
            (at, place)
            for at in range(header + 1, len(rows))
            for place, cell in enumerate(rows[at])
            if pattern.fullmatch(_text(cell))
        ]
        if not places:
            return rows
        at, place = dice.choice(places)
        row = list(rows[at])
        row[place] = write(_text(row[place]), dice)
        return [*rows[:at], row, *rows[at + 1 :]]

    return _change


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _digit_changed(cell: str, dice: random.Random) -> str:
    at = dice.choice([place for place, sign in enumerate(cell) if sign.isdigit()])
    return cell[:at] + str((int(cell[at]) + dice.randrange(1, 10)) % 10) + cell[at + 1 :]


def _digit_doubled(cell: str, dice: random.Random) -> str:
    at = dice.choice([place for place, sign in enumerate(cell) if sign.isdigit()])
    return cell[: at + 1] + cell[at:]


def _digit_lost(cell: str, dice: random.Random) -> str:
    at = dice.choice([place for place, sign in enumerate(cell) if sign.isdigit()])
    return cell[:at] + cell[at + 1 :]


# One cell is written otherwise: its own row may differ, or be refused.
CELLS: dict[str, Change] = {
    "a digit changed": _spoilt(_NUMBER, _digit_changed),
    "a digit doubled": _spoilt(_NUMBER, _digit_doubled),
    "a digit lost": _spoilt(_NUMBER, _digit_lost),
    "a digit of a day changed": _spoilt(_DAY, _digit_changed),
    "a digit of a day lost": _spoilt(_DAY, _digit_lost),
    "a decimal point moved": _spoilt(re.compile(r"-?\d{2,}\.\d+"), lambda cell, _: re.sub(r"(\d)\.", r".\1", cell, count=1)),
    "a decimal point as a comma": _spoilt(re.compile(r"-?\d+\.\d+"), lambda cell, _: cell.replace(".", ",")),
    "a decimal point lost": _spoilt(re.compile(r"-?\d+\.\d+"), lambda cell, _: cell.replace(".", "")),
    "a decimal point doubled": _spoilt(re.compile(r"-?\d+\.\d+"), lambda cell, _: cell.replace(".", "..")),
    "a point in a whole number": _spoilt(re.compile(r"\d{3,}"), lambda cell, dice: _put(cell, ".", dice)),
    "a comma in a whole number": _spoilt(re.compile(r"\d{3,}"), lambda cell, dice: _put(cell, ",", dice)),
    "a sign put before": _spoilt(_NUMBER, lambda cell, _: f"-{cell}"),
    "a sign put behind": _spoilt(_NUMBER, lambda cell, _: f"{cell}-"),
    "a sign lost": _spoilt(_SIGNED, lambda cell, _: cell[1:]),
    "a number in brackets": _spoilt(_NUMBER, lambda cell, _: f"({cell})"),
    "half a bracket": _spoilt(_NUMBER, lambda cell, dice: dice.choice([f"({cell}", f"{cell})"])),
    "a percent sign": _spoilt(_NUMBER, lambda cell, _: f"{cell}%"),
    "a currency": _spoilt(_NUMBER, lambda cell, dice: dice.choice(["$", "€", "£", "EUR ", "JPY "]) + cell),
    "a letter in a number": _spoilt(_NUMBER, lambda cell, dice: _put(cell, dice.choice("OlSBx"), dice)),
    "thousands with k": _spoilt(_NUMBER, lambda cell, _: f"{cell}K"),
    "digits of another script": _spoilt(_NUMBER, lambda cell, _: cell.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))),
    "wide digits": _spoilt(_NUMBER, lambda cell, _: cell.translate(str.maketrans("0123456789", "０１２３４５６７８９"))),
    "an empty cell": _spoilt(_NUMBER, lambda cell, _: ""),
    "a dash": _spoilt(_NUMBER, lambda cell, _: "-"),
    "a text": _spoilt(_NUMBER, lambda cell, _: "n.a."),
    "an exponent": _spoilt(_NUMBER, lambda cell, _: f"{cell}E2"),
    "a hexadecimal number": _spoilt(_NUMBER, lambda cell, _: f"0x{cell}"),
    "an infinite number": _spoilt(_NUMBER, lambda cell, _: "inf"),
    "a space in a number": _spoilt(re.compile(r"\d{2,}"), lambda cell, dice: _put(cell, " ", dice)),
    "a cell split": _spoilt(re.compile(r".{4,}"), lambda cell, dice: _put(cell, "\n", dice)),
}  # fmt: skip


def _put(cell: str, sign: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(cell)) if len(cell) > 1 else 1
    return cell[:at] + sign + cell[at:]


def _from_the_middle(rows: list[Row], header: int, write: Callable[[Row], Row]) -> list[Row]:
    middle = (header + 1 + len(rows)) // 2
    return [*rows[:middle], *map(write, rows[middle:])]


def _half(write: Callable[[str], str]) -> Change:
    """Each text cell of the lower half, written otherwise."""

    def _change(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
        return _from_the_middle(rows, header, lambda row: [write(cell) if isinstance(cell, str) else cell for cell in row])

    return _change


def _all(write: Callable[[str], str]) -> Change:
    def _change(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
        below = [[write(cell) if isinstance(cell, str) else cell for cell in row] for row in rows[header + 1 :]]
        return [*rows[: header + 1], *below]

    return _change


def _thousands(sign: str) -> Callable[[str], str]:
    def _write(cell: str) -> str:
        if not re.fullmatch(r"[1-9]\d{3,8}(\.\d{1,2})?", cell):
            return cell
        return f"{float(cell):,.{len(cell.partition('.')[2])}f}".replace(",", sign)

    return _write


def _comma(cell: str) -> str:
    return cell.replace(".", ",") if re.fullmatch(r"-?\d+\.\d+", cell) else cell


def _minus(sign: str) -> Callable[[str], str]:
    return lambda cell: sign + cell[1:] if _SIGNED.fullmatch(cell) else cell


def _other_order(cell: str) -> str:
    """07/13/2025 as 13/07/2025, and back."""
    return re.sub(r"^(\d\d?)/(\d\d?)/(?=\d{4})", r"\2/\1/", cell)


def _shifted_right(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    at = dice.randrange(len(rows[header]))
    return _from_the_middle(rows, header, lambda row: [*row[:at], "", *row[at:]])


def _one_cell_more(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    at = dice.randrange(header + 1, len(rows))
    return [*rows[:at], [*rows[at], "1"], *rows[at + 1 :]]


def _one_cell_less(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    at, place = dice.randrange(header + 1, len(rows)), dice.randrange(len(rows[header]))
    return [*rows[:at], rows[at][:place] + rows[at][place + 1 :], *rows[at + 1 :]]


def _thirds(rows: list[Row], header: int) -> tuple[list[Row], list[Row], list[Row], list[Row]]:
    body = rows[header + 1 :]
    third = max(1, len(body) // 3)
    return rows[: header + 1], body[:third], body[third : 2 * third], body[2 * third :]


def _middle_missing(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    head, first, _, last = _thirds(rows, header)
    return [*head, *first, *last]


def _middle_repeated(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    head, first, middle, last = _thirds(rows, header)
    return [*head, *first, *middle, *middle, *last]


def _header_renamed(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    at = dice.choice([place for place, cell in enumerate(rows[header]) if cell not in ("", None)])
    names = list(rows[header])
    names[at] = "Zahl"
    return [*rows[:header], names, *rows[header + 1 :]]


def _header_twice(rows: list[Row], header: int, dice: random.Random) -> list[Row]:
    one, other = dice.sample(range(len(rows[header])), 2)
    names = list(rows[header])
    names[one] = names[other]
    return [*rows[:header], names, *rows[header + 1 :]]


# Many cells are written otherwise: the same numbers, or a refusal; MAY says what else may come of some. Not among them, because
# nobody can see it: cells moved down a column, or along a row of as many cells, where they are as likely as at their own place.
STRETCHES: dict[str, Change] = {
    "thousands parted in the lower half": _half(_thousands(",")),
    "thousands parted by no-break spaces": _all(_thousands("\u00a0")),
    "thousands parted by narrow spaces": _half(_thousands("\u202f")),
    "thousands parted by thin spaces": _half(_thousands("\u2009")),
    "thousands parted by points in the lower half": _half(_thousands(".")),
    "thousands parted by apostrophes": _half(_thousands("’")),
    "decimal commas in the lower half": _half(_comma),
    "minus signs": _all(_minus("−")),
    "en dashes for minus": _half(_minus("–")),
    "small minus signs": _half(_minus("﹣")),
    "wide minus signs": _half(_minus("－")),
    "hyphens that do not break": _half(_minus("\u2011")),
    "brackets for minus": _half(lambda cell: f"({cell[1:]})" if _SIGNED.fullmatch(cell) else cell),
    "minus behind": _half(lambda cell: f"{cell[1:]}-" if _SIGNED.fullmatch(cell) else cell),
    "no-break spaces around": _half(lambda cell: f"\u00a0{cell}\u00a0" if _NUMBER.fullmatch(cell) else cell),
    "spaces around": _all(lambda cell: f" {cell} " if cell else cell),
    "zero-width spaces around": _half(lambda cell: f"\u200b{cell}" if _NUMBER.fullmatch(cell) else cell),
    "currency signs in the lower half": _half(lambda cell: f"${cell}" if re.fullmatch(r"\d+\.\d\d", cell) else cell),
    "another currency in the lower half": _half(lambda cell: f"{cell} €" if re.fullmatch(r"\d+\.\d\d", cell) else cell),
    "shares as percent in the lower half": _half(lambda cell: f"{float(cell):.4%}" if re.fullmatch(r"0\.\d+", cell) else cell),
    "percent as shares in the lower half": _half(
        lambda cell: f"{float(cell[:-1]) / 100:.6f}" if re.fullmatch(r"\d+(\.\d+)?%", cell) else cell
    ),
    "percent signs lost in the lower half": _half(lambda cell: cell.rstrip("%")),
    "day and month swapped in the lower half": _half(_other_order),
    "rows shifted to the right": _shifted_right,
    "one cell more": _one_cell_more,
    "one cell less": _one_cell_less,
    "the middle missing": _middle_missing,
    "the middle repeated": _middle_repeated,
    "a header renamed": _header_renamed,
    "a header doubled": _header_twice,
}  # fmt: skip


MAY = {
    "the middle missing": only_gone,
    "a header renamed": wrong_but_for_a_column,
    "a header doubled": wrong_but_for_a_column,  # the column has lost its name to another that is not used
}
NO_WIDTH = ("one cell less", "rows shifted to the right")  # a workbook's rows are all of one width


def corrupted(data: bytes, each: int, seed: int, changes: dict[str, Change]) -> Iterator[tuple[str, bytes]]:
    """What was done, and the file: each change `each` times, at places drawn by `seed`."""
    grid = grid_of(data)
    same = file_of(grid)
    for name, change in changes.items():
        dice = random.Random(f"{seed} {name}")
        files = {file_of(replace(grid, sheets=_changed(grid, change, dice))) for _ in range(each)}
        yield from ((name, found) for found in sorted(files) if found != same)


def _changed(grid: Grid, change: Change, dice: random.Random) -> dict[str, list[Row]]:
    large = [
        name for name, rows in grid.sheets.items() if rows and len(rows) - header_of(rows) > 1 and len(rows[header_of(rows)]) > 1
    ]
    if not large:
        return grid.sheets
    name = dice.choice(large)
    return grid.sheets | {name: change(grid.sheets[name], header_of(grid.sheets[name]), dice)}


def half_in_another_encoding(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The lower half of the lines in another encoding."""
    text, encoding = decoded(data)
    lines = text.splitlines(keepends=True)
    upper, lower = "".join(lines[: len(lines) // 2]), "".join(lines[len(lines) // 2 :])
    for other in ("utf-16-le", "utf-8", "cp1252", "utf-16"):
        yield f"lower half in {other}", upper.encode(encoding) + lower.encode(other, errors="replace")
