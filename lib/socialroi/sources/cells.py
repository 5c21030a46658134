"""A column whose cells repeat: each distinct cell is read once, then put back on every row that holds it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa

from socialroi.sources.labels import as_labels, as_texts, encoded

Load = Callable[[Iterable[int]], dict[int, "Cells"]]


@dataclass(frozen=True)
class Cells:
    """The cells of one column. `distinct`: each once, in the order of their first rows; `codes`: for each row its place there.

    `rows`: the rows' numbers in the file. Cells of a workbook are of many types and stand each for itself: no `codes`.
    """

    distinct: pd.Series
    rows: pd.Index
    codes: np.ndarray | None = None

    @classmethod
    def of(cls, column: pd.Series) -> "Cells":
        """The cells of a column as it stands in a block."""
        if column.dtype == object:
            return cls(column, column.index)
        return cls.encoded(encoded(column, nulls="encode"), column.index)

    @classmethod
    def encoded(cls, found: pa.DictionaryArray, rows: pd.Index) -> "Cells":
        """The cells of a dictionary-encoded column without nulls."""
        return cls(pd.Series(as_texts(found.dictionary)), rows, found.indices.to_numpy())

    def only(self, keep: np.ndarray, rows: pd.Index) -> "Cells":
        """The cells of these rows; `rows`: their numbers."""
        codes, used = pd.factorize(self.codes[keep])
        return Cells(self.distinct.iloc[used].reset_index(drop=True), rows, codes)

    def each(self, function: Callable[[pd.Series], pd.Series]) -> "Cells":
        """The column after a function that looks at one cell at a time."""
        return replace(self, distinct=function(self.distinct))

    def spread(self, values: pd.Series) -> pd.Series:
        """What was found for each of the `distinct` cells, on every row."""
        if self.codes is None:
            return values
        if values.dtype == "str":
            texts = pa.DictionaryArray.from_arrays(pa.array(self.codes), pa.array(values)).dictionary_decode()
            return pd.Series(as_texts(texts), index=self.rows)
        return pd.Series(values.array.take(self.codes), index=self.rows, copy=False)

    def column(self) -> pd.Series:
        """The cells, row by row."""
        return self.spread(self.distinct)

    def labels(self) -> pd.Series:
        """The cells, row by row, as labels."""
        return as_labels(self.distinct, np.arange(len(self.rows)) if self.codes is None else self.codes, self.rows)

    def in_row(self, row: int) -> object:
        """The cell of one row."""
        place = self.rows.get_loc(row)
        return self.distinct.iloc[place if self.codes is None else self.codes[place]]

    def among(self, places: np.ndarray) -> pd.Series:
        """The distinct cells of the rows at these places."""
        return self.distinct.iloc[places if self.codes is None else pd.unique(self.codes[places])]

    def times(self, place: int) -> int:
        """How many rows hold the cell at this place of `distinct`."""
        return 1 if self.codes is None else int((self.codes == place).sum())

    def first_row(self, place: int) -> int:
        """The first row that holds the cell at this place of `distinct`."""
        return int(self.rows[place if self.codes is None else np.argmax(self.codes == place)])


class Columns:
    """The body of a large file: a column is read from it when it is asked for.

    Stands where a frame of all cells stands for other files, and makes that frame for those that ask for more than columns.
    `index`: the rows' numbers in the file. `keep`: which of the file's rows are meant; None for all.
    """

    def __init__(self, load: Load, index: pd.Index, width: int, keep: np.ndarray | None = None) -> None:
        self.load, self.index, self.columns, self.keep = load, index, range(width), keep

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.index)

    def cells(self, place: int) -> Cells:
        """The cells of one column."""
        cells = self.load([place])[place]
        return cells if self.keep is None else cells.only(self.keep, self.index)

    def __getitem__(self, place: int | list[int]) -> pd.Series | pd.DataFrame:
        """A column, or the frame of several."""
        return self.frame(place) if isinstance(place, list) else self.cells(place).column()

    def __getattr__(self, name: str) -> object:
        """Whatever else a frame can do, the frame of all columns does."""
        return getattr(self.frame(list(self.columns)), name)

    def frame(self, places: list[int]) -> pd.DataFrame:
        """These columns as a frame of texts."""
        self.load(places)
        return pd.DataFrame({place: self.cells(place).column() for place in places}, index=self.index)

    def only(self, keep: np.ndarray) -> "Columns":
        """These rows."""
        whole = np.ones(len(keep), dtype=bool) if self.keep is None else self.keep.copy()
        whole[whole] = keep
        return Columns(self.load, self.index[keep], len(self.columns), whole)
