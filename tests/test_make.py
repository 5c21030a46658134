"""The set-up: one command on a machine with Python and make, once, and with a plain word where it cannot work."""

import os
import re
import shutil
import stat
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

# Stands for Python: writes down what it is asked, and makes environments as the test wants.
FAKE_PYTHON = """#!/bin/sh
echo "$*" >> "$LOG"
case "$1 $2" in
  "-c import sys; print"*) echo 3.11 ;;
  "-m venv") mkdir -p .venv/bin; test "$VENV" = works && cp "$0" .venv/bin/python ;;
  "-m virtualenv") test "$VIRTUALENV" = works && mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
esac
"""
PROGRAMS = ("sh", "echo", "mkdir", "cp", "rm", "touch", "test", "id")


@pytest.fixture
def checkout(tmp_path: Path, repository: Path) -> Path:
    """A folder with a space in its name, holding what `make` reads, and a Python that only writes down."""
    folder = tmp_path / "a check out"
    (folder / "bin").mkdir(parents=True)
    shutil.copy(repository / "Makefile", folder)
    for name in ("requirements.txt", "pyproject.toml"):
        (folder / name).touch()
    python = folder / "bin" / "python3.11"
    python.write_text(FAKE_PYTHON, encoding="utf-8")
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    for program in PROGRAMS:
        (folder / "bin" / program).symlink_to(shutil.which(program))
    return folder


def make(checkout: Path, target: str, **tools: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(checkout / "bin"), "LOG": str(checkout / "log"), "VENV": "works", **tools}
    command = [shutil.which("make"), target]
    return subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)


def asked(checkout: Path) -> list[str]:
    """What Python was asked since the last time, without the questions for its version."""
    log = checkout / "log"
    lines = [line for line in log.read_text(encoding="utf-8").splitlines() if not line.startswith("-c")]
    log.write_text("", encoding="utf-8")
    return lines


INSTALL = "-m pip install -q --disable-pip-version-check -r requirements.txt"
REPORT = "-m socialroi report lotus-cafe helio-crm mira-shop --period 2025-Q3"


@pytest.mark.needs("make")
def test_report_sets_up_once_and_again_after_a_change(checkout: Path) -> None:
    assert make(checkout, "report").returncode == 0
    assert asked(checkout) == ["-m venv .venv", INSTALL, REPORT]
    assert make(checkout, "report").returncode == 0
    assert asked(checkout) == [REPORT]
    later = (checkout / ".venv" / ".ready").stat().st_mtime + 10
    os.utime(checkout / "pyproject.toml", (later, later))
    assert make(checkout, "report").returncode == 0
    assert asked(checkout) == ["-m pip --version", INSTALL, REPORT]


@pytest.mark.needs("make")
def test_virtualenv_helps_where_venv_fails(checkout: Path) -> None:
    assert make(checkout, "report", VENV="fails", VIRTUALENV="works").returncode == 0
    assert asked(checkout) == ["-m venv .venv", "-m virtualenv -q .venv", INSTALL, REPORT]


@pytest.mark.needs("make")
def test_the_one_apt_line_is_named_where_no_environment_can_be_made(checkout: Path) -> None:
    result = make(checkout, "report", VENV="fails")
    assert result.returncode != 0
    assert "Please run: sudo apt-get install -y python3.11-venv" in result.stderr
    assert not (checkout / ".venv").exists()


@pytest.mark.needs("make")
def test_an_old_python_is_refused(checkout: Path) -> None:
    (checkout / "bin" / "python3.11").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    result = make(checkout, "report")
    assert result.returncode != 0
    assert "Python 3.11 or later is needed" in result.stderr


def test_requirements_are_exact_and_fit_the_project(repository: Path) -> None:
    lines = (repository / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "-e ."
    pins = [Requirement(line) for line in lines[:-1] if not line.startswith("#")]
    assert all(re.fullmatch(r"==[\w.]+", str(pin.specifier)) for pin in pins)
    versions = {_plain(pin.name): str(pin.specifier).removeprefix("==") for pin in pins}
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [Requirement(text) for text in [*project["dependencies"], *extras["lab"], *extras["test"]]]
    unmet = [str(need) for need in wanted if not need.specifier.contains(versions.get(_plain(need.name), "0"))]
    assert unmet == []


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_ci_runs_on_bash_and_stops_at_the_first_failure(repository: Path) -> None:
    script = repository / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in script.read_text(encoding="utf-8")


def test_a_missing_tool_fails_the_test_under_require_all(
    monkeypatch: pytest.MonkeyPatch, pytester: pytest.Pytester, repository: Path
) -> None:
    pytester.makeconftest((repository / "tests" / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile("import pytest\n@pytest.mark.needs('no-such-tool')\ndef test_it(): pass\n")
    monkeypatch.setenv("REQUIRE_ALL", "0")
    result = pytester.runpytest("-p", "no:nbval")
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["*1 tests were skipped*", "*test_it: needs no-such-tool; `make tools` installs it"])
    monkeypatch.setenv("REQUIRE_ALL", "1")
    result = pytester.runpytest("-p", "no:nbval")
    assert result.ret == 1
    result.stdout.fnmatch_lines(["*needs no-such-tool*"])
