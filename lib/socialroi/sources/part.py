"""What one reader hands back of one block: its canonical rows, and an account of every row of the export."""

from dataclasses import dataclass

import pandas as pd

from socialroi.errors import Problem, params_line
from socialroi.params import SourceHint

LINES = "_lines"  # how many rows of the export a canonical row was folded from
IDENTITY = "_identity"  # what tells rows apart beside the table's key: ad set, id of the ad …
PULLED = "_pulled"  # the day on which the export of a post's lifetime totals was made, where it is known
GRAIN = "_grain"  # the level that a row of spend speaks of, such as "campaign, ad"


@dataclass(frozen=True)
class Context:
    """What a reader knows beside the block: the file's name, its line in params and the client's settings."""

    file: str
    hint: SourceHint
    timezone: str
    currency: str
    key: bytes

    @property
    def file_zone(self) -> str:
        """The zone of times that are written without one."""
        return self.hint.timezone or self.timezone

    def line(self, decision: str) -> str:
        """The line of params that decides something about this file.

        >>> Context("a.csv", SourceHint(), "UTC", "USD", b"").line("skip: true")
        'sources: {"a.csv": {skip: true}}'
        """
        return params_line(self.file, decision)


@dataclass(frozen=True)
class Part:
    """One table out of one block. read = rows that `frame` stands for + total + refused + unused + repeated.

    `repeated`: rows that repeat an earlier one where that cannot be true. `is_unique`: no two of its rows have one key.
    """

    source: str
    table: str
    frame: pd.DataFrame
    read: int
    total: int = 0
    refused: int = 0
    problems: tuple[Problem, ...] = ()
    first_day: pd.Timestamp = pd.NaT
    last_day: pd.Timestamp = pd.NaT
    pulled_on: pd.Timestamp = pd.NaT
    unused: int = 0  # rows of a report that is known and feeds no table
    repeated: int = 0
    is_unique: bool = False
    note: str = ""  # why, or what was taken for granted
