"""All readers together: one claims each file, whatever its name; every row is accounted for; no person is left anywhere."""

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from samples import HINTS, PERSONAL, SAMPLES

from socialroi.params import SourceHint
from socialroi.sources import READERS, cache, large_text, pieces
from socialroi.sources.block import Block
from socialroi.sources.open_file import read_bytes, read_file
from socialroi.sources.part import Context, Part

FILES = [(reader, name) for reader, files in SAMPLES.items() for name in files]
IDS = [f"{reader}: {name}" for reader, name in FILES]


def parts_of(reader: str, name: str, file: str = "export.csv", readers: tuple = READERS) -> list[Part]:
    hint = SourceHint(**HINTS.get((reader, name), {}))
    return read_bytes(SAMPLES[reader][name], Context(file, hint, "Europe/Sofia", "USD", b"key"), readers)


def test_every_reader_has_a_sample() -> None:
    assert {reader.NAME for reader in READERS} == set(SAMPLES)


@pytest.mark.parametrize(("reader", "name"), FILES, ids=IDS)
def test_exactly_one_reader_claims_each_file(reader: str, name: str) -> None:
    claims: list[list[str]] = []

    def recognise(block: Block) -> bool:
        claims.append([one.NAME for one in READERS if one.recognise(block)])
        return bool(claims[-1])

    def read(block: Block, context: Context) -> Part:
        return next(one for one in READERS if one.recognise(block)).read(block, context)

    parts_of(reader, name, readers=(SimpleNamespace(NAME="spy", recognise=recognise, read=read),))
    assert {tuple(claim) for claim in claims if claim} == {(reader,)}


@pytest.mark.parametrize(("reader", "name"), FILES, ids=IDS)
def test_a_file_is_read_whole_and_every_row_is_accounted_for(reader: str, name: str) -> None:
    parts = parts_of(reader, name)
    assert {part.source for part in parts} == {reader}
    assert [problem for part in parts for problem in part.problems] == []
    for part in parts:
        lines = part.frame["_lines"].sum() if "_lines" in part.frame else len(part.frame)
        assert part.read == lines + part.total + part.unused + part.refused


@pytest.mark.parametrize(("reader", "name"), FILES, ids=IDS)
@pytest.mark.parametrize("file", ["Campaign report.xlsx", "fichier.txt"])
def test_the_name_of_a_file_changes_nothing(reader: str, name: str, file: str) -> None:
    one, other = parts_of(reader, name), parts_of(reader, name, file)
    assert [part.source for part in one] == [part.source for part in other]
    for left, right in zip(one, other, strict=True):
        pd.testing.assert_frame_equal(left.frame.drop(columns="file"), right.frame.drop(columns="file"))


@pytest.mark.parametrize(("reader", "name"), FILES, ids=IDS)
def test_each_file_reads_the_same_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: str, name: str) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(SAMPLES[reader][name])
    monkeypatch.setattr(large_text, "WORTH_IT", 0)
    monkeypatch.setattr(pieces, "PIECE", 300)
    context = Context(path.name, SourceHint(**HINTS.get((reader, name), {})), "Europe/Sofia", "USD", b"key")
    for careful, quick in zip(parts_of(reader, name), read_file(path, context, READERS), strict=True):
        for column in careful.frame:
            assert careful.frame[column].astype("object").equals(quick.frame[column].astype("object")), column
        assert repr(replace(careful, frame=None)) == repr(replace(quick, frame=None))


@pytest.mark.parametrize(("reader", "name"), FILES, ids=IDS)
def test_no_person_reaches_a_table_a_cache_or_a_message(read, tmp_path: Path, reader: str, name: str) -> None:
    hint = HINTS.get((reader, name), {})
    inputs = read({"export.csv": SAMPLES[reader][name]}, sources={"export.csv": hint} if hint else {})
    kept = [table.to_csv() for table in inputs.tables.values()] + [inputs.files.to_csv(), repr(inputs.problems)]
    caches = list((tmp_path / ".cache").glob("*"))
    stored = [pd.read_feather(path).to_csv() for path in caches if path.suffix == ".arrow"]
    written = "\n".join([*kept, *stored, *(path.read_text() for path in caches if path.suffix == ".json")])
    assert caches
    assert [person for person in PERSONAL if person.lower() in written.lower()] == []


def test_the_markers_of_people_are_in_the_files() -> None:
    found = {person for files in SAMPLES.values() for data in files.values() for person in PERSONAL if person.encode() in data}
    assert found == set(PERSONAL)


def test_every_module_that_reading_stands_on_makes_another_cache() -> None:
    texts = [path.read_text(encoding="utf-8") for path in Path(cache.__file__).parent.glob("*.py")]
    used = {module for text in texts for module in re.findall(r"^from socialroi\.(\w+) import", text, re.MULTILINE)}
    assert used - {"sources", "params"} <= set(cache.CODE)
