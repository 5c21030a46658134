"""The command line: what it prints, what it writes, and its exit codes."""

import json
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from socialroi import cli, inputs, runner
from socialroi.errors import InputError, Problem
from socialroi.file_account import rows_outside, with_older_rates
from socialroi.new_client import new_client, template
from socialroi.periods import parse_period
from socialroi.runner import Job, Outcome

PARAMS = "client: Acme\ncurrency: EUR\nvalue_basis: revenue\n"


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


FILES = pd.DataFrame(
    [
        {"file": "ads.csv", "source": "meta_ads", "table": "spend", "read": 7, "kept": 4, "total": 1, "duplicate": 2,
         "refused": 0, "first_day": day("2025-06-30"), "last_day": day("2025-10-05"), "coverage": "days", "note": "",
         "sums": {"clicks": 9.0, "cost": 12.5},
         "spans": {(day("2025-06-30"), day("2025-06-30")): 1, (day("2025-07-01"), day("2025-09-30")): 3}},
        {"file": "odd\u202e.csv", "source": "", "table": "", "read": 3, "kept": 0, "total": 0, "duplicate": 0,
         "refused": 3, "first_day": pd.NaT, "last_day": pd.NaT, "coverage": "not_stated", "note": "a note",
         "sums": {}, "spans": {}},
    ]
)  # fmt: skip
STALE = pd.DataFrame(
    [("2025-07-05", "USD", "2025-07-04"), ("2025-07-30", "USD", "2025-07-04"), ("2025-08-03", "SEK", "2025-08-01")],
    columns=["day", "currency", "rate_day"],
).astype({"day": "datetime64[us]", "rate_day": "datetime64[us]"})
PROBLEM = Problem("odd\u202e.csv", "'12.5.1'", "a number", "correct the cell", row=7, column="Cost")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("params", "data", "notebooks"):
        (tmp_path / folder).mkdir()
    for client in ("acme", "beta"):
        (tmp_path / "params" / f"{client}.yaml").write_text(PARAMS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def files_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = SimpleNamespace(files=FILES, tables={})
    monkeypatch.setattr(inputs, "read", lambda client, root: (SimpleNamespace(timezone="UTC"), read, None))
    monkeypatch.setattr(inputs, "settle", lambda client, params, read: (SimpleNamespace(costs=(), stale_rates=STALE), [PROBLEM]))


def test_a_file_s_name_stays_on_its_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "data" / "acme").mkdir()
    (root / "data" / "acme" / "a\nNo problems.\n.csv").write_text("a,b\n1,2\n")
    assert cli.main(["check", "acme"]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "a\\nNo problems.\\n.csv" and "No problems." not in printed


def test_days_that_took_an_older_rate_are_told_with_the_rates() -> None:
    entries = [{"table": "rates", "note": ""}, {"table": "spend", "note": ""}]
    said = "3 days without a rate of their own take the last known one; the oldest: USD on 2025-07-30 that of 2025-07-04"
    assert [entry["note"] for entry in with_older_rates(entries, STALE)] == [said, ""]
    assert [entry["note"] for entry in with_older_rates(entries, STALE.iloc[:0])] == ["", ""]


@pytest.mark.usefixtures("files_read")
def test_check_prints_json_exactly_as_designed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "acme", "--period", "2025-Q3", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "files": [
            {
                "file": "ads.csv",
                "source": "meta_ads",
                "table": "spend",
                "rows": {"read": 7, "kept": 3, "total": 1, "duplicate": 2, "outside": 1, "refused": 0},
                "first_day": "2025-06-30",
                "last_day": "2025-10-05",
                "sums": {"clicks": 9.0, "cost": 12.5},
            },
            {
                "file": "odd\u202e.csv",
                "source": None,
                "table": None,
                "rows": {"read": 3, "kept": 0, "total": 0, "duplicate": 0, "outside": 0, "refused": 3},
                "first_day": None,
                "last_day": None,
                "sums": {},
            },
        ],
        "problems": [
            {
                "file": "odd\u202e.csv",
                "row": 7,
                "column": "Cost",
                "found": "'12.5.1'",
                "expected": "a number",
                "fix": "correct the cell",
            }
        ],
    }


@pytest.mark.usefixtures("files_read")
def test_check_says_what_each_file_is_and_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "acme"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "ads.csv",
        "  meta_ads → spend",
        "  7 rows: 4 kept, 1 total, 2 duplicate",
        "  days covered: 2025-06-30 to 2025-10-05 (its first to last day)",
        r"odd\u202e.csv",
        "  not recognised → no table",
        "  3 rows: 0 kept, 3 refused",
        "  days covered: not stated",
        "  a note",
        "",
        r"odd\u202e.csv has 1 problem",
        "  - row 7, column 'Cost': '12.5.1'; expected a number; correct the cell",
    ]


@pytest.mark.usefixtures("files_read")
def test_check_without_problems_succeeds(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(inputs, "settle", lambda client, params, read: (SimpleNamespace(costs=(), stale_rates=STALE), []))
    assert cli.main(["check", "acme"]) == 0
    assert capsys.readouterr().out.endswith("\nNo problems.\n")


def test_check_shows_every_problem_of_the_params(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "params" / "acme.yaml").write_text("client: A\ncurency: EUR\nvalue_basis: revenue\n", encoding="utf-8")
    assert cli.main(["check", "acme", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["files"] == []
    assert [problem["found"] for problem in found["problems"]] == ["missing key 'currency'", "unknown key 'curency'"]


def test_rows_that_touch_the_period_are_inside() -> None:
    spans = {
        (day("2025-06-01"), day("2025-06-30")): 1,
        (day("2025-06-30"), day("2025-07-01")): 2,
        (day("2025-09-30"), day("2025-09-30")): 4,
        (day("2025-10-01"), day("2025-10-01")): 8,
    }
    assert rows_outside(spans, parse_period("2025-Q3")) == 1 + 8


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """The jobs that `report` would have run. The client beta fails."""
    seen: list[Job] = []

    def run(job: Job) -> Outcome:
        seen.append(job)
        failed = ("failed", job.out / "x", "why: \x1b[31mred") if job.client == "beta" else ("done", job.out / "x")
        return Outcome(job.client, job.period, *failed)

    monkeypatch.setattr(runner, "run_job", run)
    return seen


def test_report_runs_every_client_and_period_once(root: Path, jobs: list[Job], capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["report", "acme", "acme", "--period", "2025-Q3", "2025-09", "--period", "2025-Q3", "--workers", "1"])
    assert code == 0
    assert jobs == [Job(root, "acme", period, root / "out", timeout=900) for period in ("2025-Q3", "2025-09")]
    shown = capsys.readouterr()
    report = Path("out", "x", "report.html")
    assert shown.out.splitlines() == [
        "client  period   result      seconds       MB  report, or why there is none",
        f"acme    2025-Q3  done                          {report}",
        f"acme    2025-09  done                          {report}",
        "",
        "2 reports: 2 done",
        f"all of them: {Path('out', 'index.html')}",
    ]
    assert "2/2" in shown.err


def test_report_of_all_tells_the_failure_and_exits_with_1(
    root: Path, jobs: list[Job], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--out", "elsewhere", "--force", "--memory", "1.5", "--root", str(root)]
    assert cli.main(["report", "--all", "--period", "2025", *options]) == 1
    assert {(job.client, job.out, job.force, job.memory) for job in jobs} == {
        ("acme", root / "elsewhere", True, 3 * 2**29),
        ("beta", root / "elsewhere", True, 3 * 2**29),
    }
    assert capsys.readouterr().out.splitlines()[2].split(maxsplit=3) == ["beta", "2025", "failed", "why: red"]


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report", "--period", "2025"], "name the clients, or say --all"),
        (["report", "acme", "--all", "--period", "2025"], "name the clients, or say --all"),
        (["report", "acme", "acm", "--period", "2025"], "no params for acm; there are params for acme, beta"),
        (["report", "acme", "--period", "2025-Q5"], "'2025-Q5' is not a period"),
        (["check", "acme", "--period", "last"], "'last' is not a period"),
        (["check", "../acme"], "'../acme' is no client's id"),
        (["new", "Big Shop"], "'Big Shop' is no client's id"),
        (["new", "acme"], "params/acme.yaml has 1 problem\n  - exists already; choose another id"),
    ],
)
def test_wrong_use_exits_with_2_and_runs_nothing(
    arguments: list[str], said: str, jobs: list[Job], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments) == 2
    assert said in capsys.readouterr().err
    assert jobs == []


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["report", "acme"],
        ["report", "acme", "--period", "2025", "--workers", "0"],
        ["report", "acme", "--period", "2025", "--memory", "much"],
        ["check"],
        ["frobnicate"],
    ],
)
def test_a_command_that_cannot_be_read_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == 2


def test_new_writes_params_data_folder_and_key(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new", "gamma-shop"]) == 0
    assert "gamma-shop.yaml" in capsys.readouterr().out
    params = (root / "params" / "gamma-shop.yaml").read_text(encoding="utf-8")
    assert params.startswith("# yaml-language-server: $schema=schema.json\n")
    assert "client: Gamma Shop\n" in params
    assert "CLIENT" not in params
    assert template("exports.md") in (root / "data" / "gamma-shop" / "README.md").read_text(encoding="utf-8")
    other = new_client(root, "other")[0]
    keys = {(root / "data" / client / ".key").read_bytes() for client in ("gamma-shop", other.stem)}
    assert len(keys) == 2
    assert all(len(key) == 64 for key in keys)


def test_check_of_a_client_without_exports_says_so(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    params = new_client(root, "gamma-shop")[0]
    params.write_text("client: G\ncurrency: EUR\nvalue_basis: revenue\n", encoding="utf-8")
    assert cli.main(["check", "gamma-shop", "--root", str(root)]) == 0
    assert capsys.readouterr().out == "No exports in data/gamma-shop yet; data/README.md says which to drop in.\n"


def test_new_overwrites_nothing(root: Path) -> None:
    (root / "data" / "gamma").mkdir()
    (root / "data" / "gamma" / ".key").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"data/gamma/\.key"):
        new_client(root, "gamma")
    assert not (root / "params" / "gamma.yaml").exists()
    assert (root / "data" / "gamma" / ".key").read_text(encoding="utf-8") == "mine"


def test_data_readme_lists_the_same_exports_as_a_new_client(repository: Path) -> None:
    assert template("exports.md") in (repository / "data" / "README.md").read_text(encoding="utf-8")


def test_a_reader_that_has_enough_meets_no_traceback(repository: Path) -> None:
    command = [sys.executable, "-m", "socialroi", "tag", "--audit", "mira-shop", "--root", str(repository)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == cli.STOPPED


def test_the_module_is_the_command() -> None:
    shown = subprocess.run([sys.executable, "-m", "socialroi", "--version"], capture_output=True, text=True, check=True).stdout
    assert shown == f"socialroi {version('socialroi')}\n"


def own_files() -> list[tuple[str, str]]:
    """The tables that clients write themselves, with their first line, as the README gives them."""
    of_table = {"exchange rates": "rates", "sales": "orders"}
    rows = re.findall(r"^\| ([a-z ]+) \| `([^`]+)` \|", template("exports.md"), flags=re.MULTILINE)
    return [(of_table.get(name, name), header) for name, header in rows]


@pytest.mark.parametrize(("table", "header"), own_files())
def test_first_lines_in_the_readme_are_understood(root: Path, table: str, header: str) -> None:
    cells = {"type": "tool", "item": "x", "amount": "5", "on": "2025-09-30", "from": "", "until": "", "currency": "EUR",
             "day": "2025-09-30", "date": "2025-09-30", "net": "5", "count": "1", "score": "9", "question": "nps",
             "platform": "x", "brand": "Acme", "customer": "c-17", "at": "2025-09-30T10:00:00Z", "action": "sign_up",
             "deal_id": "7", "ticket_id": "7", "channel": "facebook", "is_won": "true"}  # fmt: skip
    own = {"rates": {"from": "USD", "to": "EUR", "rate": "0.9"}, "timesheets": {"hours": "1.5", "started_at": "2025-09-30 09:00"}}
    values = cells | own.get(table, {})
    folder = root / "data" / "acme"
    folder.mkdir()
    line = ",".join(values.get(name, "") for name in header.split(","))
    (folder / "any name.csv").write_text(f"{header}\n{line}\n", encoding="utf-8")
    params, read, _ = inputs.read("acme", str(root))
    assert params.client == "Acme"
    assert read.problems == []
    assert read.files[["table", "kept"]].to_dict("records") == [{"table": table, "kept": 1}]
