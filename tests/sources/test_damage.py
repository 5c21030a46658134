"""A file damaged at one place gives the same numbers, other numbers in that cell only, or a refusal: never silent wrong ones.

`DAMAGE_EACH` sets how many places of each file are damaged in each way; `make fuzz` does many.
"""

import os
from pathlib import Path

import pytest
from damage import FILES, damaged, heads, import_of, wrong
from samples import SAMPLES

EACH = int(os.environ.get("DAMAGE_EACH", "1"))
SEED = int(os.environ.get("DAMAGE_SEED", "1"))
HEADS = heads(Path(__file__).resolve().parents[2] / "data")
ALL = {(reader, name): SAMPLES[reader][name] for reader, name in FILES} | HEADS
UNCHANGED = ("lf", "crlf", "mark", "utf-16")


@pytest.mark.parametrize(("reader", "name"), ALL, ids=lambda name: name)
def test_a_damaged_byte_is_never_a_silent_wrong_number(reader: str, name: str) -> None:
    data = ALL[reader, name]
    before = import_of(reader, name, data)
    assert before.problems == ()
    found = {what: wrong(before, import_of(reader, name, changed)) for what, changed in damaged(data, EACH, SEED)}
    assert {what: told for what, told in found.items() if told} == {}
