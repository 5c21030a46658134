"""A report is made again when what it was made from has other content, and only then."""

import os
from pathlib import Path

import pytest

from socialroi import fingerprint as module
from socialroi.fingerprint import changes_since, fingerprint, made_from

PARAMS = "client: A\ncurrency: EUR\nvalue_basis: revenue\n"
FILES = ("data/good/a.csv", "data/good/logo.svg", "data/fx.csv", "params/good.yaml", "notebooks/01_costs.ipynb")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("first", encoding="utf-8")
    return tmp_path


def mark(root: Path) -> str:
    return fingerprint(root, "good", [root / "notebooks" / "01_costs.ipynb"])


@pytest.mark.parametrize("file", [*FILES, "data/good/new.csv"])
def test_other_content_is_another_report(root: Path, file: str) -> None:
    before = mark(root)
    (root / file).write_text("second", encoding="utf-8")
    after = mark(root)
    assert after != before
    os.utime(root / file, (0, 0))
    assert mark(root) == after


def test_content_of_the_same_size_with_the_time_put_back_is_other_content(root: Path) -> None:
    before, file = mark(root), root / "data" / "good" / "a.csv"
    at = file.stat()
    file.write_text("FIRST", encoding="utf-8")
    os.utime(file, ns=(at.st_atime_ns, at.st_mtime_ns))
    assert file.stat().st_mtime_ns == at.st_mtime_ns and mark(root) != before


@pytest.mark.parametrize(
    "file", ["data/good/.key", "data/good/.cache/x", "data/README.md", "params/other.yaml", "data/other/a.csv"]
)
def test_what_no_result_depends_on_changes_nothing(root: Path, file: str) -> None:
    before = mark(root)
    (root / file).parent.mkdir(exist_ok=True)
    (root / file).write_text("x", encoding="utf-8")
    assert mark(root) == before


def test_a_file_that_goes_or_takes_another_name_is_another_report(root: Path) -> None:
    before = mark(root)
    (root / "data" / "good" / "a.csv").rename(root / "data" / "good" / "b.csv")
    renamed = mark(root)
    (root / "data" / "good" / "b.csv").unlink()
    assert len({before, renamed, mark(root)}) == 3


def test_a_shared_invoice_depends_on_the_other_clients_params(root: Path) -> None:
    cost = "costs:\n  - {type: tool, item: Scheduler, monthly: 99, shared_as: scheduler, share: 0.5}\n"
    (root / "params" / "good.yaml").write_text(PARAMS + cost, encoding="utf-8")
    before = mark(root)
    (root / "params" / "other.yaml").write_text(PARAMS, encoding="utf-8")
    alone = mark(root)
    (root / "params" / "other.yaml").write_text(PARAMS + cost, encoding="utf-8")
    assert len({before, alone, mark(root)}) == 3


@pytest.fixture
def fresh() -> None:
    """Neither this test nor the next finds what another has read of the software."""
    for cached in (module._software, module._software_at):
        cached.cache_clear()


@pytest.mark.usefixtures("fresh")
def test_another_version_of_a_library_is_another_report(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = mark(root)
    installed = list(module.metadata.distributions())
    monkeypatch.setattr(module.metadata, "distributions", lambda: installed[1:])
    module._software.cache_clear()
    module._software_at.cache_clear()
    assert mark(root) != before
    module._software.cache_clear()
    module._software_at.cache_clear()


@pytest.mark.usefixtures("fresh")
def test_an_edit_of_the_package_is_seen_whatever_time_it_bears(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "roi.py").write_text("1", encoding="utf-8")
    monkeypatch.setattr(module, "_PACKAGE", package)
    notebooks = [root / "notebooks" / "01_costs.ipynb"]
    before = made_from(root, "good", notebooks)
    os.utime(package / "roi.py", (1, 1))
    assert changes_since(before, root, "good", notebooks) == []
    (package / "roi.py").write_text("2", encoding="utf-8")
    os.utime(package / "roi.py", (0, 0))  # the clock has jumped back
    assert changes_since(before, root, "good", notebooks) == ["the kit or a library"]
    module._software.cache_clear()
