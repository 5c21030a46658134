"""The folder of a report: whole or not at all, whoever dies or works on it at the same time."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from socialroi import report_folder
from socialroi.report_folder import Failure, draft_of, publish, tidy, write_failure


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_draft_that_is_not_published_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyError), draft_of(tmp_path / "2025") as draft:
        (draft / "report.html").touch()
        raise KeyError
    assert names(tmp_path) == set()


def test_publishing_replaces_the_whole_folder(tmp_path: Path) -> None:
    for name in ("old.html", "new.html"):
        with draft_of(tmp_path / "2025") as draft:
            (draft / name).touch()
            publish(draft, tmp_path / "2025")
    assert names(tmp_path) == {"2025"}
    assert names(tmp_path / "2025") == {"new.html"}


def test_the_old_report_comes_back_where_the_new_one_cannot_be_put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "2025").mkdir()
    (tmp_path / "2025" / "old.html").touch()
    rename = Path.rename

    def refuse_drafts(path: Path, target: Path) -> Path:
        if path.suffix == ".draft":
            raise PermissionError
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse_drafts)
    with pytest.raises(PermissionError), draft_of(tmp_path / "2025") as draft:
        publish(draft, tmp_path / "2025")
    assert names(tmp_path) == {"2025"}
    assert names(tmp_path / "2025") == {"old.html"}


@pytest.fixture
def dead(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on, folders are made by a process that has ended."""
    alive = report_folder._me()
    machine, process, started = alive.split("-")
    assert int(process) == os.getpid()
    monkeypatch.setattr(report_folder, "_me", lambda: f"{machine}-{process}-{int(started) - 1}")


@pytest.mark.usefixtures("dead")
def test_what_dead_runs_left_is_cleared_and_the_report_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "2025-07-01..2025-09-30"
    for kind in ("draft", "old"):
        left = report_folder._beside(folder, kind)
        left.mkdir()
        (left / kind).touch()
    tidy(folder)
    assert names(tmp_path) == {folder.name}
    assert names(folder) == {"old"}


def test_what_live_runs_make_stays(tmp_path: Path) -> None:
    with draft_of(tmp_path / "2025"):
        (tmp_path / ".2025.notes").mkdir()
        tidy(tmp_path / "2025")
        assert len(names(tmp_path)) == 2


def test_error_page_spells_out_direction_overrides(tmp_path: Path) -> None:
    write_failure(tmp_path / "2025", Failure("acme", "2025", "a \u202egpj.exe\x1b[31m & <b>"))
    page = (tmp_path / "2025" / "error.html").read_text(encoding="utf-8")
    assert r"a \u202egpj.exe &amp; &lt;b&gt;" in page


def test_batches_that_publish_the_same_report_at_once_leave_one_whole(tmp_path: Path) -> None:
    folder = tmp_path / "2025"

    def work(me: int) -> None:
        for turn in range(60):
            tidy(folder)
            with draft_of(folder) as draft:
                for name in ("a", "b", "c"):
                    (draft / name).write_text(f"{me} {turn}", encoding="utf-8")
                publish(draft, folder)
            if me == 0:
                write_failure(folder, Failure("acme", "2025", "why"))

    with ThreadPoolExecutor() as threads:
        list(threads.map(work, range(4)))
    assert names(tmp_path) == {"2025"}
    assert len({(folder / name).read_text(encoding="utf-8") for name in ("a", "b", "c")}) == 1


def test_a_clock_that_jumps_makes_no_live_run_dead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """psutil counts a process's start from the clock of today."""
    with draft_of(tmp_path / "2025") as draft:
        start = psutil.Process(os.getpid()).create_time()
        monkeypatch.setattr(psutil.Process, "create_time", lambda process: start - 3600)
        tidy(tmp_path / "2025")
        assert draft.exists()


@pytest.mark.parametrize(("days", "stays"), [(6, True), (8, False)])
def test_what_another_machine_left_is_cleared_after_a_week(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, stays: bool
) -> None:
    with monkeypatch.context() as there:
        there.setattr(report_folder, "_machine", lambda: "elsewhere")
        left = report_folder._beside(tmp_path / "2025", "draft")
    left.mkdir()
    touched = left.stat().st_mtime - days * 24 * 3600
    os.utime(left, (touched, touched))
    tidy(tmp_path / "2025")
    assert left.exists() == stays
