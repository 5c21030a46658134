"""kill -9 at random moments: every report is whole or absent, none is lost or doubled, and running again goes on and completes.

`make faults` does it more often (FAULT_KILLS) with more clients (FAULT_CLIENTS); the seed is fixed, the machine's pace is not.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
from test_batch import SHOW, written

KILLS = int(os.environ.get("FAULT_KILLS", "5"))
CLIENTS = int(os.environ.get("FAULT_CLIENTS", "40"))
BATCH = """import sys
from pathlib import Path
sys.modules["rfc3987_syntax"] = None  # as `socialroi report` does: it takes a second
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


def check(root: Path) -> None:
    """Every report is whole, or its folder tells only that it failed."""
    for folder in reports(root):
        has_failed = (folder / "error.json").exists() and not (folder / "report.html").exists()
        assert has_failed or is_whole(folder), folder


def test_kills_leave_whole_reports_and_running_again_completes(tmp_path: Path) -> None:
    dice = random.Random(1000)
    kinds = [("kernel", "forking", "batch")[place % 3] for place in range(KILLS)]
    dice.shuffle(kinds)
    root = kit(tmp_path, CLIENTS)
    batch = start(root)
    while kinds:
        struck = strike(batch, kinds[-1], dice.uniform(0.2, 3))
        if struck and kinds.pop() != "batch":
            continue
        said, _ = batch.communicate(timeout=600)
        check(root)
        if not struck:  # it was quicker: from the beginning
            assert len(said.split()) == CLIENTS
            shutil.rmtree(root / "out")
        batch = start(root)
    said, _ = batch.communicate(timeout=1200)
    check(root)
    assert len(said.split()) == CLIENTS
    again, _ = start(root).communicate(timeout=1200)  # for what was hit at both its attempts
    assert len(again.split()) == CLIENTS
    assert set(again.split()) <= {"done", "unchanged"}
    assert len(reports(root)) == CLIENTS
    assert all(is_whole(folder) for folder in reports(root))
    assert list(root.glob("out/*/.*")) == []
