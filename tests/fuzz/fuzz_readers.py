"""Coverage-guided fuzzing of everything that reads a file; run by hand with `make fuzz`, not by `make test`.

    python tests/fuzz/fuzz_readers.py FOLDER [libFuzzer options]

FOLDER keeps the corpus; every sample and the demo clients' files are put into it. Whatever is found (an exception that is no
Problem, a row without account, a hang, memory) stops the run and lies in a file `crash-…`: it becomes a test.
"""

import io
import sys
import zipfile
from pathlib import Path

import atheris

HERE = Path(__file__).resolve()
sys.path.insert(0, str(HERE.parents[1] / "sources"))
with atheris.instrument_imports(include=["socialroi.sources"]):
    from socialroi.params import SourceHint
    from socialroi.sources import READERS, combine
    from socialroi.sources.open_file import read_bytes
    from socialroi.sources.part import Context

from samples import HINTS, SAMPLES  # noqa: E402  the tests' folder is on the path only now

LARGEST = 20_000
HINT_OF = [SourceHint(), SourceHint(year=2025, currency="USD"), SourceHint(decimal=",", dates="day_first", table="spend")]


def read_one(data: bytes) -> None:
    """Reads the bytes, the first of them being the choice of params, and combines what came out."""
    if not data:
        return
    context = Context("export.csv", HINT_OF[data[0] % len(HINT_OF)], "Europe/Sofia", "USD", b"key")
    parts = read_bytes(data[1:], context, READERS)
    frames: dict[str, list] = {}
    for part in parts:
        for problem in part.problems:
            assert problem.found and len(problem.sentence()) < 1_500, problem
            assert problem.file == "export.csv", problem
        if part.table and len(part.frame):
            frames.setdefault(part.table, []).append(part.frame)
    for name, found in frames.items():
        whole = combine(name, found)
        assert len(whole.fate) == sum(map(len, found)), name


def mutate(data: bytes, most: int, seed: int) -> bytes:
    """Bytes as libFuzzer changes them; in a workbook one of its parts, as its checksums would hide everything else."""
    if data[1:3] != b"PK":
        return atheris.Mutate(data, most)
    try:
        with zipfile.ZipFile(io.BytesIO(data[1:])) as old:
            parts = {name: old.read(name) for name in old.namelist()}
    except Exception:  # no whole archive any more
        return atheris.Mutate(data, most)
    name = sorted(parts)[seed % len(parts)] if parts else ""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for part, content in parts.items():
            new.writestr(part, atheris.Mutate(content, len(content) + 200) if part == name and content else content)
    changed = data[:1] + buffer.getvalue()
    return changed if len(changed) <= most else data


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


def main() -> None:
    """Fills the corpus where it is empty, then fuzzes until something is found or the time is over."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in seeds().items():
        (folder / name).write_bytes(data)
    options = ["-timeout=20", "-rss_limit_mb=3000", f"-max_len={LARGEST}", *sys.argv[2:]]
    atheris.Setup([sys.argv[0], str(folder), *options], read_one, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
