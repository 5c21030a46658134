"""Texts that repeat, as labels (pandas' category) between a reader and the canonical table, where they are text again."""

from collections.abc import Callable, Sequence

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


def as_labels(texts: pd.Series, codes: np.ndarray, rows: pd.Index) -> pd.Series:
    """The labels that have for each row the text at its place; a missing text is a missing label, equal texts are one."""
    found = encoded(texts)
    return _column(found.indices.fill_null(-1).to_numpy()[codes], found.dictionary, rows)


def labelled(column: pd.Series) -> pd.Series:
    """A column of texts as labels, where they repeat; any other column as it is."""
    if column.dtype != "str":
        return column
    found = encoded(column)
    return column if len(found.dictionary) * 2 > len(column) else _column(_codes(found), found.dictionary, column.index)


def plain(column: pd.Series) -> pd.Series:
    """A column of labels as texts again; any other column as it is."""
    if not is_labels(column):
        return column
    return pd.Series(as_texts(pa.array(column).dictionary_decode()), index=column.index, name=column.name)


def is_labels(column: pd.Series) -> bool:
    """True for a column of labels."""
    return isinstance(column.dtype, pd.CategoricalDtype)


def codes(column: pd.Series) -> pd.Series:
    """A column to group and compare by: the numbers of labels, anything else as it is."""
    return column.cat.codes if is_labels(column) else column


def filled(column: pd.Series, text: str) -> pd.Series:
    """The column with this text where one is missing."""
    if not is_labels(column):
        return column.where(column.notna(), text)
    known = column.cat.categories
    return (column if text in known else column.cat.add_categories([text])).fillna(text)


def stacked(columns: Sequence[pd.Series]) -> pd.Series:
    """Several columns below each other: labels where all of them are."""
    if not all(map(is_labels, columns)):
        return pd.concat([plain(column) for column in columns], ignore_index=True)
    pieces = pa.chunked_array([pa.array(column).cast(pa.dictionary(pa.int32(), pa.large_string())) for column in columns])
    found = pieces.unify_dictionaries().combine_chunks()
    return _column(_codes(found), found.dictionary, pd.RangeIndex(len(found)))


def of_pairs(one: pd.Series, other: pd.Series, function: Callable[[pd.Series, pd.Series], pd.Series]) -> pd.Series:
    """Labels out of two columns of texts, worked out once for each pair of texts that stand in one row."""
    left, right = encoded(one), encoded(other)
    width = len(right.dictionary) + 1
    pairs = (_codes(left).astype("int64") + 1) * width + _codes(right) + 1
    places, found = pd.factorize(pairs)
    sides = zip((left, right), np.divmod(found, width), strict=True)
    texts = [pd.Series(as_texts(side.dictionary)).reindex(place - 1).reset_index(drop=True) for side, place in sides]
    return as_labels(function(*texts), places, one.index)


def _codes(found: pa.DictionaryArray) -> np.ndarray:
    return found.indices.fill_null(-1).to_numpy()


def _column(places: np.ndarray, texts: pa.Array, rows: pd.Index) -> pd.Series:
    labels = pd.Categorical.from_codes(places, categories=pd.Index(as_texts(texts)), validate=False)
    return pd.Series(labels, index=rows, copy=False)
