"""Numbers of any locale: read exactly, or not at all."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialroi.sources import numbers


@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [
        ("1,042", ".", 1042.0), ("US$1.92", ".", 1.92), ("5.57%", ".", 0.0557), ("1.009,36", ",", 1009.36),
        ("0,341%", ",", 0.00341), ("89.0", ".", 89.0), ("'53122", ".", 53122.0), ("1.234.567 ₫", ",", 1234567.0),
        ("$(250.00)", ".", -250.0), ("(250.00)", ".", -250.0), ("−3", ".", -3.0), ("1 234,5", ",", 1234.5),
        ("12,34,567.8", ".", 1234567.8),
        ("1'234.50", ".", 1234.5), ("1\u202f234,50 €", ",", 1234.5), ("6.5E+3", ".", 6500.0), (".5", ".", 0.5),
        ("₫120,000", ".", 120000.0),
    ],
)  # fmt: skip
def test_numbers_as_platforms_write_them(cell: str, decimal: str, value: float) -> None:
    values, bad = numbers.parse(pd.Series([cell]), decimal)
    assert not bad.any()
    assert values[0] == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("cell", ["-", " --", "", "N/A", "undefined", "< 10%", "  "])
def test_signs_for_no_value_are_missing_and_not_zero(cell: str) -> None:
    values, bad = numbers.parse(pd.Series([cell, "7"]), ".")
    assert np.isnan(values[0]) and values[1] == 7
    assert not bad.any()


@pytest.mark.parametrize(
    "cell", ["12.5.1", "1,23", "12,5", "twelve", "1 2", "#DIV/0!", "2025-07-01", "1,0000", "--5", "12k", "0x10", "1_000"]
)
def test_what_is_no_number_is_bad_and_not_zero(cell: str) -> None:
    values, bad = numbers.parse(pd.Series([cell, "7"]), ".")
    assert bad.tolist() == [True, False]
    assert np.isnan(values[0])


@pytest.mark.parametrize(
    ("cells", "certain"),
    [
        (["1,234.56"], {"."}), (["1.234,56"], {","}), (["12.5"], {"."}), (["0.123"], {"."}), (["1234.567"], {"."}),
        (["1,234,567"], {"."}), (["1.234.567"], {","}), (["1.2345"], {"."}), (["12", "5"], set()), (["1.234"], set()),
        (["1,234"], set()), (["12.5", "12,5"], {".", ","}),
    ],
)  # fmt: skip
def test_what_a_column_proves_about_its_decimal_sign(cells: list[str], certain: set[str]) -> None:
    assert numbers.signs(pd.Series(cells, dtype="str")).certain == certain


def test_a_workbooks_own_numbers_are_never_read_as_text() -> None:
    values, bad = numbers.parse(pd.Series([1.234, 7, "1.234", None, True], dtype=object), ",")
    assert values[:3].tolist() == [1.234, 7.0, 1234.0]
    assert bad.tolist() == [False, False, False, False, True]


def written(value: float, group: str, decimal: str, places: int) -> str:
    """The number as a locale writes it."""
    text = f"{value:,.{places}f}"
    return text.translate(str.maketrans({",": group, ".": decimal}))


@given(
    st.lists(st.integers(-(10**11), 10**11), min_size=1, max_size=20),
    st.sampled_from([(",", "."), (".", ","), ("\u00a0", ","), ("\u202f", ","), ("’", "."), ("", "."), ("", ",")]),
    st.sampled_from([0, 1, 2]),
)
def test_numbers_come_back_from_every_locale(values: list[int], locale: tuple[str, str], places: int) -> None:
    group, decimal = locale
    exact = [value / 10**places for value in values]
    cells = pd.Series([written(value, group, decimal, places) for value in exact], dtype="str")
    found, bad = numbers.parse(cells, decimal)
    assert not bad.any()
    assert found.tolist() == exact


@given(st.lists(st.integers(10**3, 10**9), min_size=1, max_size=10), st.sampled_from([(",", "."), (".", ",")]))
def test_two_decimals_prove_the_sign_in_every_locale(values: list[int], locale: tuple[str, str]) -> None:
    group, decimal = locale
    cells = pd.Series([written(value / 100, group, decimal, 2) for value in values], dtype="str")
    assert numbers.signs(cells).certain == {decimal}
