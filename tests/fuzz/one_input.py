"""What the fuzzing of the readers does with one input, and the inputs that it starts from."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve()
sys.path.insert(0, str(HERE.parents[1] / "sources"))

from samples import HINTS, SAMPLES  # noqa: E402  the tests' folder is on the path only now

from socialroi.params import SourceHint  # noqa: E402
from socialroi.sources import READERS, combine  # noqa: E402
from socialroi.sources.open_file import read_bytes  # noqa: E402
from socialroi.sources.part import Context, Part  # noqa: E402

LARGEST = 20_000
HINT_OF = [SourceHint(), SourceHint(year=2025, currency="USD"), SourceHint(decimal=",", dates="day_first", table="spend")]


def read_one(data: bytes) -> None:
    """Reads the bytes, the first of them being the choice of params, and combines what came out."""
    if not data:
        return
    context = Context("export.csv", HINT_OF[data[0] % len(HINT_OF)], "Europe/Sofia", "USD", b"key")
    of_table: dict[str, list[Part]] = {}
    for part in read_bytes(data[1:], context, READERS):
        for problem in part.problems:
            assert problem.found and len(problem.sentence()) < 1_500, problem
            assert problem.file == "export.csv", problem
        if part.table and len(part.frame):
            of_table.setdefault(part.table, []).append(part)
    for name, parts in of_table.items():
        assert len(combine(name, parts).fate) == sum(len(part.frame) for part in parts), name


def seeds() -> dict[str, bytes]:
    """Every sample with its params, and the first rows of the demo clients' files."""
    found = {}
    for reader, files in SAMPLES.items():
        for name, data in files.items():
            found[f"{reader}-{name}".replace(" ", "-")] = bytes([1 if (reader, name) in HINTS else 0]) + data
    for path in sorted((HERE.parents[2] / "data").glob("*/*.csv")):
        head = path.read_bytes().splitlines(keepends=True)[:12]
        found[f"{path.parent.name}-{path.name}".replace(" ", "-")] = b"\x00" + b"".join(head)
    return {name: data for name, data in found.items() if len(data) <= LARGEST}
