"""The one error an analyst meets: what is wrong where, and how to fix it, all problems at once."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from socialroi.plain_text import one_line


def params_line(file: str, decision: str) -> str:
    """The line of params that decides something about a file, as it can be pasted, whatever the file is called.

    >>> params_line("a.csv", "skip: true")
    'sources: {"a.csv": {skip: true}}'
    """
    return f"sources: {{{_about(file, decision)}}}"


def skip_line(*files: str) -> str:
    """The line of params that leaves files out.

    >>> skip_line("a.csv", "b.csv")
    'sources: {"a.csv": {skip: true}, "b.csv": {skip: true}}'
    """
    return f"sources: {{{', '.join(_about(file, 'skip: true') for file in files)}}}"


def _about(file: str, decision: str) -> str:
    return f"{json.dumps(file, ensure_ascii=False)}: {{{decision}}}"


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one place.

    `row` is the line of the text file or the row of the sheet, counted from 1. `column`: its header, or its number where the
    header may be a person's name. `found` says what stands there, `expected`
    what should, `fix` the one thing to do.
    """

    file: str
    found: str
    expected: str = ""
    fix: str = ""
    row: int | None = None
    column: str | None = None

    def as_dict(self) -> dict[str, str | int | None]:
        """The problem as `check --json` prints it."""
        keys = ("file", "row", "column", "found", "expected", "fix")
        return {key: asdict(self)[key] for key in keys}

    def sentence(self) -> str:
        """The problem in a line, without the file's name.

        >>> Problem("a.csv", "'12.5.1'", "a number", "correct the cell", row=7, column="Cost").sentence()
        "row 7, column 'Cost': '12.5.1'; expected a number; correct the cell"
        """
        place = [f"row {self.row}"] if self.row is not None else []
        if self.column is not None:
            place.append(f"column {self.column}" if self.column.isdecimal() else f"column '{self.column}'")
        expected = [f"expected {self.expected}"] if self.expected else []
        fix = [self.fix] if self.fix else []
        return (", ".join(place) + ": " if place else "") + "; ".join([self.found, *expected, *fix])


class InputError(Exception):
    """Something in the files or params has to be put right by the analyst before a number can be trusted."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """`problems`: everything found, not only the first; at least one."""
        self.problems = list(problems)
        super().__init__(self._message())

    def _message(self) -> str:
        by_file: dict[str, list[Problem]] = {}
        for problem in self.problems:
            by_file.setdefault(problem.file, []).append(problem)
        return "\n".join(_of_file(file, found) for file, found in by_file.items())


def _of_file(file: str, problems: Sequence[Problem]) -> str:
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return "\n".join([f"{one_line(file)} has {count}", *(f"  - {problem.sentence()}" for problem in problems)])
