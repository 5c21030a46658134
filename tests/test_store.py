"""Inputs and reports on an object store, which can rename nothing: a real server that speaks S3."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from test_runner import FAIL, SHOW, small_kit

from socialroi import report_store, runner
from socialroi.batch_result import write_page
from socialroi.errors import InputError
from socialroi.places import is_here, place
from socialroi.report_folder import MARK
from socialroi.runner import Job, Outcome, run_job


@pytest.fixture
def bucket(s3: Callable[[], Path]) -> Path:
    """A bucket of the test's own."""
    return s3()


@pytest.fixture
def job(bucket: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Job:
    """A small kit and one client, uploaded."""
    monkeypatch.setattr(runner, "NOTEBOOKS", runner.NOTEBOOKS[-1:])
    root = small_kit(tmp_path, 'import pathlib; first = pathlib.Path(root, "data", client, "a.csv").read_text()\n' + FAIL + SHOW)
    for path in (path for path in root.rglob("*") if path.is_file()):
        (bucket / "kit" / path.relative_to(root).as_posix()).write_bytes(path.read_bytes())
    (bucket / "kit" / "data" / "good" / "a.csv").write_bytes(b"first")
    (bucket / "kit" / "data" / "good-2" / "a.csv").write_bytes(b"another client's")
    return Job(bucket / "kit", "good", "2025", bucket / "out")


def names(folder: Path) -> set[str]:
    return set(report_store.versions_in(folder))


WHOLE = {"report.html", "summary.json", "notebooks/04_roi_report.ipynb", MARK}


def test_a_report_is_made_from_a_store_onto_a_store_and_only_when_something_changed(job: Job) -> None:
    done = run_job(job)
    assert done == Outcome("good", "2025", "done", job.out / "good" / "2025")
    assert names(done.folder) == WHOLE
    assert run_job(job).status == "unchanged"
    (job.root / "data" / "good" / "a.csv").write_bytes(b"first")  # another time, the same content
    assert run_job(job).status == "unchanged"
    (job.root / "data" / "good" / "a.csv").write_bytes(b"second")
    assert run_job(job).status == "done"
    assert str(write_page([done], job.out)) == f"{job.out}/index.html"
    assert 'href="good/2025/report.html"' in (job.out / "index.html").read_text(encoding="utf-8")


def test_a_failure_keeps_the_last_good_report_and_the_next_success_clears_it(job: Job) -> None:
    folder = run_job(job).folder
    page = (folder / "report.html").read_bytes()
    (job.root / "data" / "good" / "a.csv").unlink()
    failed = run_job(job)
    assert "FileNotFoundError" in failed.reason
    assert names(folder) == WHOLE | {"error.html", "error.json"}
    assert (folder / "report.html").read_bytes() == page
    (job.root / "data" / "good" / "a.csv").write_bytes(b"first")
    assert run_job(job).status == "done"
    assert names(folder) == WHOLE


def test_an_upload_that_is_cut_off_is_no_report(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = run_job(job).folder
    upload = folder.fs.put

    def cut(local: list[str], remote: list[str]) -> None:
        upload(local[:1], remote[:1])
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(folder.fs, "put", cut)
        (job.root / "data" / "good" / "a.csv").write_bytes(b"second")
        run_job(job)
    assert MARK not in names(folder)
    (job.root / "data" / "good" / "a.csv").write_bytes(b"first")  # as when the older report was made
    assert run_job(job).status == "done"


def test_an_object_that_somebody_replaced_is_no_whole_report(job: Job) -> None:
    folder = run_job(job).folder
    (folder / "summary.json").write_bytes(b"{}")
    assert run_job(job).status == "done"


def test_inputs_that_change_on_the_store_while_a_report_is_made_make_it_anew(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    fill, read = runner._fill, []

    def fill_and_change(draft: Path, here: Job) -> None:
        read.append((here.root / "data" / "good" / "a.csv").read_bytes())
        (job.root / "data" / "good" / "a.csv").write_bytes(b"second")
        fill(draft, here)

    monkeypatch.setattr(runner, "_fill", fill_and_change)
    assert run_job(job).status == "done"
    assert read == [b"first", b"second"]


HOUSE = "client: A\ncurrency: EUR\nvalue_basis: revenue\n"
LINE = 'costs:\n  - {type: tool, item: S, amount: 99, on: "2025-07-03", shared_as: suite, share: posts}\n'
POSTS = b"day,platform,post_id\n2025-07-01,x,1\n"


def test_files_of_clients_that_share_an_invoice_by_rule_come_along_from_a_store(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    for client, line in (("good", LINE), ("good-2", ""), ("third", LINE), ("fourth", "")):
        (job.root / "params" / f"{client}.yaml").write_text(HOUSE + line, encoding="utf-8")
        (job.root / "data" / client / "posts.csv").write_bytes(POSTS)
        (job.root / "data" / client / ".key").write_bytes(b"key")
    in_file = b"type,item,amount,on,shared_as,share\ntool,S,99,2025-07-03,suite,posts\n"
    (job.root / "data" / "good-2" / "costs.csv").write_bytes(in_file)
    fill, there = runner._fill, []

    def fill_and_change(draft: Path, here: Job) -> None:
        there.append({path.relative_to(here.root).as_posix() for path in (here.root / "data").rglob("*") if path.is_file()})
        if len(there) == 1:
            (job.root / "data" / "third" / "posts.csv").write_bytes(POSTS + b"2025-07-02,x,2\n")
        fill(draft, here)

    monkeypatch.setattr(runner, "_fill", fill_and_change)
    assert run_job(job).status == "done"
    needed = {f"data/{client}/{name}" for client in ("good", "good-2", "third") for name in ("posts.csv", ".key")}
    assert [{name for name in found if ".cache" not in name} for found in there] == [
        needed | {"data/good/a.csv", "data/good-2/a.csv", "data/good-2/costs.csv"}
    ] * 2
    assert run_job(job).status == "unchanged"
    (job.root / "data" / "fourth" / "posts.csv").write_bytes(POSTS + b"2025-07-02,x,2\n")  # shares nothing
    assert run_job(job).status == "unchanged"
    (job.root / "data" / "good-2" / "posts.csv").write_bytes(POSTS + b"2025-07-02,x,2\n")
    assert run_job(job).status == "done"


def test_batches_that_upload_the_same_report_at_once_leave_one_whole(
    bucket: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_store, "_ATTEMPTS", 100)
    monkeypatch.setattr(report_store, "_PAUSE", 0.2)
    folder = bucket / "out"

    def work(me: str) -> None:
        with report_store.draft_of(folder) as draft:
            for name in ("a", "b", "c", MARK):
                (draft / name).write_text(me, encoding="utf-8")
            report_store.publish(draft, folder)

    with ThreadPoolExecutor() as threads:
        list(threads.map(work, [f"batch {number}" for number in range(3)]))
    [whose] = {(folder / name).read_text(encoding="utf-8") for name in ("a", "b", "c")}
    assert report_store.is_made_from(whose, folder)


def test_a_place_is_a_folder_or_a_url_that_can_be_read(tmp_path: Path) -> None:
    assert place(str(tmp_path / "x" / "..")) == tmp_path
    assert place(f"file://{tmp_path}") == tmp_path
    assert is_here(tmp_path)
    with pytest.raises(InputError, match="nosuch://x has 1 problem"):
        place("nosuch://x")
