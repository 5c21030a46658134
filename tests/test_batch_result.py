"""What a batch leaves to read: a table and a page, both with a plain reason for every report that is not there."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from socialroi.batch_result import counted, table, write_page
from socialroi.runner import Outcome

MEGABYTE = 2**20
REASON = "x.csv has 1 problem\n  - row 7: \x1b[31m<b>"


@pytest.fixture
def outcomes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Outcome]:
    """One report of each kind; the failed one has an older report."""
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "out"
    made = [
        Outcome("acme", "2025-Q3", "done", out / "acme" / "2025-Q3", seconds=4.06, memory=312 * MEGABYTE),
        Outcome("long-name", "2025", "unchanged", out / "long-name" / "2025", seconds=0.04),
        Outcome(
            "beta", "2025", "failed", out / "beta" / "2025", "x.csv has 1 problem\n  - row 7: \x1b[31m<b>", 0.5, 9 * MEGABYTE
        ),
    ]
    for outcome in made:
        outcome.folder.mkdir(parents=True)
        (outcome.folder / "report.html").touch()
    (out / "gamma" / "2024").mkdir(parents=True)
    (out / "gamma" / "2024" / "error.html").touch()
    (out / ".hidden" / "2024").mkdir(parents=True)
    (out / ".hidden" / "2024" / "report.html").touch()
    return made


def test_the_table_has_a_line_for_each_report_and_its_reason(outcomes: list[Outcome]) -> None:
    assert table(outcomes).splitlines() == [
        "client     period   result      seconds       MB  report, or why there is none",
        f"acme       2025-Q3  done            4.1      312  {Path('out', 'acme', '2025-Q3', 'report.html')}",
        f"long-name  2025     unchanged       0.0           {Path('out', 'long-name', '2025', 'report.html')}",
        "beta       2025     failed          0.5        9  x.csv has 1 problem",
        "                                                    - row 7: <b>",
        "",
        "3 reports: 1 done, 1 unchanged, 1 failed; the largest kernel held 312 MB",
    ]


def test_nothing_to_count_is_nothing_said() -> None:
    assert counted([Outcome("a", "2025", "unchanged", Path("x"))]) == "1 report: 1 unchanged"


def test_the_page_begins_with_what_failed_and_leads_to_every_report(outcomes: list[Outcome], tmp_path: Path) -> None:
    page = write_page(outcomes, tmp_path / "out")
    assert page == tmp_path / "out" / "index.html"
    shown = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    rows = [[cell.get_text() for cell in row.find_all("td")][:3] for row in shown.select("tbody tr")]
    assert rows == [["beta", "2025", "failed"], ["acme", "2025-Q3", "done"], ["long-name", "2025", "unchanged"]]
    assert shown.select_one("tr.failed .reason").get_text() == "x.csv has 1 problem\n  - row 7: <b>"
    links = [link["href"] for link in shown.find_all("a")]
    assert links == ["beta/2025/report.html", "acme/2025-Q3/report.html", "long-name/2025/report.html", "gamma/2024/"]
    assert "3 reports: 1 done, 1 unchanged, 1 failed" in shown.get_text()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        ".hidden", "acme", "beta", "gamma", "index.html", "long-name"
    ]  # fmt: skip
