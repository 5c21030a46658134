"""A file damaged at one place gives the same numbers, other numbers in that cell only, or a refusal: never silent wrong ones.

`DAMAGE_EACH` sets how many places of each file are damaged in each way; `make fuzz` does many.
"""

import functools
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from corrupted import CELLS, MAY, NO_WIDTH, STRETCHES, corrupted, half_in_another_encoding
from damage import FILES, Import, changed, cut_off, damaged, heads, import_of, invented, written_otherwise, wrong
from joined import joined, lost
from rewritten import PERMITTED, UNSEEN, UNSEEN_IN, worked_on
from samples import SAMPLES

from socialroi.sources.cut_off import NEVER_ENDED

EACH = int(os.environ.get("DAMAGE_EACH", "1"))
SEED = int(os.environ.get("DAMAGE_SEED", "1"))
HEADS = heads(Path(__file__).resolve().parents[2] / "data")
ALL = {(reader, name): SAMPLES[reader][name] for reader, name in FILES} | HEADS
NO_GRID = b"PAR1", b"\xd0\xcf\x11\xe0", b"<", b"{"
GRIDS = [key for key, data in ALL.items() if not data.lstrip(b"\xef\xbb\xbf").startswith(NO_GRID)]
TEXTS = [key for key, data in ALL.items() if not data.startswith((b"PK", b"PAR1", b"\xd0\xcf\x11\xe0"))]
# Texts that a reader knows by their header; a report of shares has none, and any line below it may be its own.
SHARES = ("pinterest", "audience"), ("business_suite_audience", "2024"), ("business_suite_audience", "2025")
LISTS = [key for key in TEXTS if key in GRIDS and key not in SHARES]


@functools.cache
def whole(reader: str, name: str) -> Import:
    """The import of the file as it was."""
    return import_of(reader, name, ALL[reader, name])


@pytest.mark.parametrize(("reader", "name"), ALL, ids=lambda name: name)
def test_a_damaged_byte_is_never_a_silent_wrong_number(reader: str, name: str) -> None:
    data, before = ALL[reader, name], whole(reader, name)
    assert before.problems == ()
    found = {what: wrong(before, import_of(reader, name, changed)) for what, changed in damaged(data, EACH, SEED)}
    assert {what: told for what, told in found.items() if told} == {}


@pytest.mark.parametrize(("reader", "name"), TEXTS, ids=lambda name: name)
def test_the_same_text_otherwise_written_gives_the_same_rows(reader: str, name: str) -> None:
    before = whole(reader, name)
    imports = {what: import_of(reader, name, other) for what, other in written_otherwise(ALL[reader, name])}
    found = {what: wrong(before, after) or after.problems for what, after in imports.items()}
    assert {what: told for what, told in found.items() if told} == {}
    assert {after.counts for after in imports.values()} == {before.counts}


@pytest.mark.parametrize(("reader", "name"), TEXTS, ids=lambda name: name)
def test_a_file_cut_off_gives_no_row_that_it_does_not_hold_but_its_last(reader: str, name: str) -> None:
    before = whole(reader, name)
    found = {what: invented(before, import_of(reader, name, cut)) for what, cut in cut_off(ALL[reader, name], EACH, SEED)}
    assert max(found.values()) <= 1, found


@pytest.mark.parametrize(("reader", "name"), [key for key in TEXTS if key in FILES and key[0] not in NEVER_ENDED])
def test_a_file_cut_off_inside_its_last_cell_says_so(reader: str, name: str) -> None:
    text = ALL[reader, name].rstrip(b"\r\n\x00")
    after = import_of(reader, name, text[: len(text) - 2])
    assert after.problems or any("no line end" in note for _, note in after.notes)


@pytest.mark.parametrize(("reader", "name"), GRIDS, ids=lambda name: name)
def test_a_file_that_was_worked_on_is_never_a_silent_wrong_number(reader: str, name: str) -> None:
    before = whole(reader, name)
    made = [(what, other) for what, other in worked_on(ALL[reader, name], EACH, SEED) if is_seen(reader, name, what)]
    some = random.Random(f"{SEED} {name}").sample(made, min(len(made), 4 * EACH))
    found = {what: PERMITTED.get(what, changed)(before, import_of(reader, name, other)) for what, other in some}
    assert {what: told for what, told in found.items() if told} == {}


@pytest.mark.parametrize(("reader", "name"), GRIDS, ids=lambda name: name)
def test_a_spoilt_cell_changes_no_other_row(reader: str, name: str) -> None:
    before = whole(reader, name)
    some = sample(corrupted(ALL[reader, name], EACH, SEED, CELLS), name)
    found = {what: wrong(before, import_of(reader, name, other)) for what, other in some}
    assert {what: told for what, told in found.items() if told} == {}


@pytest.mark.parametrize(("reader", "name"), GRIDS, ids=lambda name: name)
def test_a_spoilt_stretch_is_never_a_silent_wrong_number(reader: str, name: str) -> None:
    before, data = whole(reader, name), ALL[reader, name]
    no_width = NO_WIDTH if data.startswith(b"PK") else ()
    changes = {what: made for what, made in STRETCHES.items() if what not in no_width and is_seen(reader, name, what)}
    some = sample(corrupted(data, EACH, SEED, changes), name)
    found = {what: MAY.get(what, changed)(before, import_of(reader, name, other)) for what, other in some}
    assert {what: told for what, told in found.items() if told} == {}


@pytest.mark.parametrize(("reader", "name"), TEXTS, ids=lambda name: name)
def test_a_file_in_two_encodings_gives_the_same_rows_or_is_refused(reader: str, name: str) -> None:
    before = whole(reader, name)
    some = sample(half_in_another_encoding(ALL[reader, name]), name)
    found = {what: changed(before, import_of(reader, name, other)) for what, other in some}
    assert {what: told for what, told in found.items() if told} == {}


@pytest.mark.parametrize(("reader", "name"), LISTS, ids=lambda name: name)
def test_two_exports_in_one_file_are_read_both_or_refused(reader: str, name: str) -> None:
    before, dice = whole(reader, name), random.Random(f"{SEED} {name}")
    for other in dice.sample(LISTS, EACH):
        both = [
            (what, import_of(reader, name, data)) for what, data in dice.sample(list(joined(ALL[reader, name], ALL[other])), 2)
        ]
        found = {(*other, what): lost(before, whole(*other), after) for what, after in both}
        assert {what: told for what, told in found.items() if told} == {}


def is_seen(reader: str, name: str, what: str) -> bool:
    """False for what nobody can see; `rewritten` says why."""
    return what not in UNSEEN and (reader, name, what) not in UNSEEN_IN


def sample(made: Iterator[tuple[str, bytes]], name: str) -> list[tuple[str, bytes]]:
    """Some of the damaged files, drawn by SEED: two for each place."""
    every = list(made)
    return random.Random(f"{SEED} {name}").sample(every, min(len(every), 2 * EACH))
