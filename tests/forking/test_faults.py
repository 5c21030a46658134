"""kill -9 at random moments: every report is whole or absent, none is lost or doubled, and another run completes.

`make faults` does it more often (FAULT_KILLS) with more clients (FAULT_CLIENTS); the seed is fixed, the machine's pace is not.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from test_batch import SHOW, written

KILLS = int(os.environ.get("FAULT_KILLS", "5"))
CLIENTS = int(os.environ.get("FAULT_CLIENTS", "40"))
BATCH = """import sys
from pathlib import Path
from socialroi import batch, runner
from socialroi.forking import server
server._PRELOAD = "ipykernel.kernelapp"  # the small notebook needs no more
runner.NOTEBOOKS = runner.NOTEBOOKS[-1:]
root = Path(sys.argv[1])
jobs = [runner.Job(root, path.stem, "2025", root / "out") for path in sorted((root / "params").glob("*.yaml"))]
print(*(outcome.status for outcome in batch.run_reports(jobs, workers=4)))
"""


def kit(root: Path, clients: int) -> Path:
    """A kit of one small notebook, and so many clients."""
    for folder in ("params", "data"):
        (root / folder).mkdir()
    for client in range(clients):
        text = "client: A\ncurrency: EUR\nvalue_basis: revenue\n"
        (root / "params" / f"client-{client}.yaml").write_text(text, encoding="utf-8")
    written(root / "notebooks", SHOW, name="04_roi_report.ipynb")
    return root


def start(root: Path) -> subprocess.Popen:
    """A batch of all clients."""
    return subprocess.Popen(
        [sys.executable, "-c", BATCH, str(root)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def reports(root: Path) -> list[Path]:
    """The folders of the reports that are there."""
    return sorted(folder for folder in root.glob("out/*/*") if not folder.name.startswith("."))


def is_whole(folder: Path) -> bool:
    """Whether nothing of the report is missing or cut off."""
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    page = (folder / "report.html").read_text(encoding="utf-8")
    return summary["client"] == folder.parent.name and page.rstrip().endswith("</html>") and not (folder / "error.json").exists()


def victim(batch: psutil.Process, kind: str) -> psutil.Process | None:
    """The process to kill: the batch itself, the process that forks, or one of its kernels."""
    if kind == "batch":
        return batch
    forking = [child for child in batch.children() if "multiprocessing.forkserver" in " ".join(child.cmdline())]
    if kind == "forking" or not forking:
        return forking[0] if forking else None
    kernels = forking[0].children()
    return kernels[-1] if kernels else None


def strike(process: subprocess.Popen, kind: str, moment: float) -> bool:
    """Kills one of that kind after the moment, as soon as there is one; False where the batch was quicker."""
    time.sleep(moment)
    while process.poll() is None:
        try:
            struck = victim(psutil.Process(process.pid), kind)
            if struck is not None:
                os.kill(struck.pid, signal.SIGKILL)
                return True
        except (psutil.NoSuchProcess, ProcessLookupError):
            continue
        time.sleep(0.01)
    return False


@pytest.mark.parametrize("place", range(KILLS))
def test_a_kill_leaves_whole_reports_and_another_run_completes(tmp_path: Path, place: int) -> None:
    dice = random.Random(1000 + place)
    kind = ("kernel", "forking", "batch")[place % 3]
    root = kit(tmp_path, CLIENTS // KILLS)
    batch = start(root)
    struck = strike(batch, kind, dice.uniform(1, 5))
    said, _ = batch.communicate(timeout=300)
    assert all(is_whole(folder) for folder in reports(root))
    if kind != "batch" or not struck:
        assert said.split() == ["done"] * (CLIENTS // KILLS)  # the report that was hit had a second chance
    again, _ = start(root).communicate(timeout=300)
    assert len(again.split()) == CLIENTS // KILLS
    assert set(again.split()) <= {"done", "unchanged"}
    assert len(reports(root)) == CLIENTS // KILLS
    assert all(is_whole(folder) for folder in reports(root))
    assert list(root.glob("out/*/.*")) == []
