"""What importing a large export costs: file → canonical table, beside a bare `pyarrow.csv.read_csv` of the same file.

    python benchmarks/imports.py                          10 MB and 100 MB of Meta Ads and Shopify
    python benchmarks/imports.py --sizes 10 100 1000      up to 1 GB, as in README.md

Every way runs in a process of its own, in turns, so that all meet the same machine: the bare reader, a first import, and a
second one that finds the first one's cache. The hash of the content is part of both imports and printed apart. Linux only.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from exports import write
from measure import Cost, cost_of

WAYS = ("bare", "first", "second")
HEADER = (
    "file",
    "size",
    "rows",
    "bare: CPU / wall s",
    "first: CPU / wall s",
    "first ÷ bare: CPU / wall",
    "CPU s per GB",
    "bare: peak ÷ file",
    "first: peak ÷ file",
    "hash alone: CPU / wall s",
    "second without hash: CPU / wall s",
    "second ÷ first: CPU / wall",
)


def bare(file: Path) -> dict[str, float]:
    """pyarrow's reader with its default options. It refuses lines inside cells: then with the one option that allows them."""
    import pyarrow as pa
    from pyarrow import csv

    start, cpu = time.perf_counter(), time.process_time()
    try:
        rows = csv.read_csv(file).num_rows
    except pa.ArrowInvalid:
        start, cpu = time.perf_counter(), time.process_time()
        rows = csv.read_csv(file, parse_options=csv.ParseOptions(newlines_in_values=True)).num_rows
    return {"wall": time.perf_counter() - start, "cpu": time.process_time() - cpu, "rows": rows}


def imported(file: Path) -> dict[str, float]:
    """The client's folder as a report reads it."""
    import hashlib

    from socialroi.params import Params
    from socialroi.sources import read_folder

    params = Params.model_validate({"client": "Large", "currency": "USD", "value_basis": "revenue"})
    start, cpu = time.perf_counter(), time.process_time()
    with file.open("rb") as content:
        hashlib.file_digest(content, "sha256")
    hashed, cpu_of_hash = time.perf_counter() - start, time.process_time() - cpu
    start, cpu = time.perf_counter(), time.process_time()
    inputs = read_folder(file.parent, params=params)
    found = {"wall": time.perf_counter() - start, "cpu": time.process_time() - cpu}
    if inputs.problems:
        raise SystemExit(str(inputs.problems[0]))
    return found | {"hash": hashed, "cpu_of_hash": cpu_of_hash, "rows": int(inputs.files["read"].sum())}


def run(way: str, file: Path, to: Path) -> None:
    """One way, as a process that is measured; what it saw of itself goes into `to`."""
    if way == "first":
        shutil.rmtree(file.parent / ".cache", ignore_errors=True)
    to.write_text(json.dumps(bare(file) if way == "bare" else imported(file)))


def measured(way: str, file: Path) -> dict[str, float]:
    """Seconds inside the process without its start, and the largest resident size of it all in MB."""
    to = file.parent.parent / "found.json"
    command = [sys.executable, str(Path(__file__)), "--way", way, "--file", str(file), "--to", str(to)]
    cost: Cost = cost_of(command, cwd=file.parent, environment=dict(os.environ))
    if cost.code:
        raise SystemExit(f"{way} failed on {file.name}")
    return json.loads(to.read_text()) | {"peak": cost.peak}


def rounds(kind: str, size: int, count: int, folder: Path) -> dict[str, list[dict[str, float]]]:
    """`count` times every way on one file, made up for it."""
    file = folder / "client" / f"{kind}.csv"
    file.parent.mkdir(parents=True)
    command = [sys.executable, str(Path(__file__)), "--make", kind, "--size", str(size), "--file", str(file)]
    subprocess.run(command, check=True)
    found: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for place in range(count):
        for way in WAYS:
            found[way].append(measured(way, file) | {"size": file.stat().st_size / 1e6})
            print(f"{kind} {size} MB, round {place + 1}: {way} {found[way][-1]}", file=sys.stderr)
    return found


def line(kind: str, found: dict[str, list[dict[str, float]]]) -> str:
    """One row of the table: medians over the rounds, ratios within each round."""

    def middle(way: str, what: str) -> float:
        return statistics.median(one[what] for one in found[way])

    def ratio(what: str) -> float:
        return statistics.median(first[what] / plain[what] for first, plain in zip(found["first"], found["bare"], strict=True))

    def share(what: str, apart: str) -> float:
        pairs = zip(found["second"], found["first"], strict=True)
        return statistics.median((second[what] - second[apart]) / first[what] for second, first in pairs)

    size, peak = middle("first", "size"), middle("first", "peak") * 1.048576
    second = [middle("second", what) - middle("second", apart) for what, apart in (("cpu", "cpu_of_hash"), ("wall", "hash"))]
    cells = [
        kind,
        f"{size:,.0f} MB",
        f"{middle('first', 'rows'):,.0f}",
        *(f"{middle(way, 'cpu'):.2f} / {middle(way, 'wall'):.2f}" for way in ("bare", "first")),
        f"{ratio('cpu'):.2f} / {ratio('wall'):.2f}",
        f"{middle('first', 'cpu') / size * 1000:.1f}",
        f"{middle('bare', 'peak') * 1.048576 / size:.1f}",
        f"{peak / size:.1f}",
        f"{middle('first', 'cpu_of_hash'):.2f} / {middle('first', 'hash'):.2f}",
        f"{second[0]:.2f} / {second[1]:.2f}",
        f"{100 * share('cpu', 'cpu_of_hash'):.0f} % / {100 * share('wall', 'hash'):.0f} %",
    ]
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Makes a file, runs one way (as processes that are measured), or measures them all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100], metavar="MB")
    parser.add_argument("--kinds", nargs="+", default=["meta", "shopify"], choices=["meta", "shopify"])
    parser.add_argument("--rounds", type=int, default=3)
    for hidden in ("--way", "--make"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    for hidden in ("--file", "--to"):
        parser.add_argument(hidden, type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.make:
        write(asked.make, asked.file, asked.size * 1_000_000)
    elif asked.way:
        run(asked.way, asked.file, asked.to)
    else:
        print("| " + " | ".join(HEADER) + " |\n|" + "---|" * len(HEADER))
        for kind in asked.kinds:
            for size in asked.sizes:
                with tempfile.TemporaryDirectory(prefix="imports-") as folder:
                    print(line(kind, rounds(kind, size, asked.rounds, Path(folder))), flush=True)


if __name__ == "__main__":
    main()
