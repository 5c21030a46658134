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

with atheris.instrument_imports(include=["socialroi.sources"]):
    from one_input import LARGEST, read_one, seeds


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
