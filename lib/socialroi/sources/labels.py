"""Texts that repeat, as labels (pandas' category): worked on once for each text, and compared by number."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pyarrow as pa


def as_texts(texts: pa.Array) -> pd.api.extensions.ExtensionArray:
    """Arrow's texts as pandas'."""
    return pd.array(texts.cast(pa.large_string()), dtype="str")


def encoded(column: pd.Series, nulls: str = "mask") -> pa.DictionaryArray:
    """A column of texts or labels, dictionary-encoded by Arrow; `nulls="encode"`: a missing text is one more text."""
    found = pa.array(column)
    if pa.types.is_dictionary(found.type):
        return found
    found = found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
    return found.cast(pa.large_string()).dictionary_encode(null_encoding=nulls)


def as_labels(texts: pd.Series, places: np.ndarray, rows: pd.Index) -> pd.Series:
    """The labels that have for each row the text at its place, none at -1. A missing text is no label, equal texts are one."""
    found = encoded(texts)
    labels = pd.Categorical.from_codes(
        np.append(_codes(found), -1)[places], categories=pd.Index(as_texts(found.dictionary)), validate=False
    )
    return pd.Series(labels, index=rows, copy=False)


def constant(text: str | None, rows: pd.Index) -> pd.Series:
    """The same text in every row."""
    return pd.Series(as_texts(pa.repeat(pa.scalar(text, pa.large_string()), len(rows))), index=rows)


def each(column: pd.Series, function: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """Labels out of a column of texts or labels, worked out once for each text."""
    found = encoded(column)
    return as_labels(function(pd.Series(as_texts(found.dictionary))), _codes(found), column.index)


def of_pairs(one: pd.Series, other: pd.Series, function: Callable[[pd.Series, pd.Series], pd.Series]) -> pd.Series:
    """Labels out of two columns of texts or labels, worked out once for each pair of texts that stand in one row."""
    left, right = encoded(one), encoded(other)
    width = len(right.dictionary) + 1
    pairs = (_codes(left).astype("int64") + 1) * width + _codes(right) + 1
    places, found = pd.factorize(pairs)
    sides = zip((left, right), np.divmod(found, width), strict=True)
    texts = [pd.Series(as_texts(side.dictionary)).reindex(place - 1).reset_index(drop=True) for side, place in sides]
    return as_labels(function(*texts), places, one.index)


def filled(column: pd.Series, text: str) -> pd.Series:
    """The column with this text where one is missing."""
    if is_labels(column):
        column = column if text in column.cat.categories else column.cat.add_categories([text])
    return column.fillna(text)


def is_labels(column: pd.Series) -> bool:
    """True for a column of labels."""
    return isinstance(column.dtype, pd.CategoricalDtype)


def as_text(column: pd.Series) -> pd.Series:
    """A column of labels as texts; any other column as it is."""
    if not is_labels(column):
        return column
    return pd.Series(as_texts(pa.array(column).dictionary_decode()), index=column.index)


def all_as_text(columns: Sequence[pd.Series]) -> list[pd.Series]:
    """Columns of labels as texts, several at once."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(as_text, columns))


def marks(frame: pd.DataFrame, columns: Iterable[str]) -> np.ndarray:
    """One number for each combination of what these columns hold: the same number, the same values. Missing is a value."""
    return numbered_together((_numbered(frame[column]) for column in columns), len(frame))


def numbered_together(columns: Iterable[tuple[np.ndarray, int]], rows: int) -> np.ndarray:
    """One number for each combination. Each column: a number from 0 for each row, and how many there can be."""
    found, size = np.zeros(rows, dtype="int64"), 1
    for places, count in columns:
        if size * count > 1 << 62:
            found, distinct = pd.factorize(found)
            size = len(distinct)
        found, size = found * count + places, size * count
    return found


def _numbered(column: pd.Series) -> tuple[np.ndarray, int]:
    """A number for each row, from 0, that is the same where the value is, and how many there are."""
    if is_labels(column) or column.dtype == "str":
        found = encoded(column)
        return _codes(found) + 1, len(found.dictionary) + 1
    places, distinct = pd.factorize(column)
    return places + 1, len(distinct) + 1


def _codes(found: pa.DictionaryArray) -> np.ndarray:
    return found.indices.fill_null(-1).to_numpy()
