"""A report is made again when what it was made from has other content, and only then."""

import os
from pathlib import Path

import pandas as pd
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


LINE = "costs:\n  - {{type: tool, item: Scheduler, monthly: 99, shared_as: scheduler, share: {share}}}\n"
COSTS = "type,item,monthly,shared_as,share\ntool,Scheduler,99,scheduler,{share}\n"


def house(root: Path, share: float | str, *, in_files: bool) -> None:
    """Two clients of one invoice, and a third that shares nothing; each with an export."""
    for name in ("good", "other", "third"):
        line, costs = (PARAMS, COSTS) if in_files else (PARAMS + LINE, "day,platform,post_id\n2025-07-01,x,1\n")
        (root / "params" / f"{name}.yaml").write_text(PARAMS if name == "third" else line.format(share=share), encoding="utf-8")
        (root / "data" / name).mkdir(exist_ok=True)
        if name != "third":
            (root / "data" / name / "b.csv").write_text(costs.format(share=share), encoding="utf-8")
        (root / "data" / name / "posts.csv").write_text("day,platform,post_id\n2025-07-01,x,1\n", encoding="utf-8")


@pytest.mark.parametrize("in_files", [False, True])
@pytest.mark.parametrize(
    ("share", "file", "is_another"),
    [(0.5, "data/other/posts.csv", False), ("equal", "data/other/posts.csv", False), ("posts", "data/other/posts.csv", True),
     ("posts", "data/other/new.csv", True), ("posts", "data/third/posts.csv", False), (0.5, "params/third.yaml", True),
     ("posts", "data/other/.cache/x", False), ("posts", "data/other/.key", False)],
)  # fmt: skip
def test_a_shared_invoice_depends_on_other_clients_files_as_far_as_its_rule_asks(
    root: Path, share: float | str, file: str, is_another: bool, in_files: bool
) -> None:
    house(root, share, in_files=in_files)
    before = mark(root)
    (root / file).parent.mkdir(exist_ok=True)
    (root / file).write_bytes(b"# other\n" + ((root / file).read_bytes() if (root / file).exists() else b""))
    assert (mark(root) != before) is is_another


@pytest.mark.parametrize("share", [0.5, "equal"])
def test_a_share_in_another_clients_costs_file_is_another_report(root: Path, share: float | str) -> None:
    house(root, share, in_files=True)
    before = mark(root)
    (root / "data" / "other" / "b.csv").write_text(COSTS.format(share=0.4), encoding="utf-8")
    after = mark(root)
    (root / "data" / "third" / "mine.csv").write_text(COSTS.format(share=share), encoding="utf-8")
    assert len({before, after, mark(root)}) == 3


def test_a_workbook_names_an_invoice_only_where_it_says_so(root: Path) -> None:
    (root / "params" / "good.yaml").write_text(PARAMS, encoding="utf-8")
    for name, header in (("a.xlsx", "amount"), ("b.xlsx", "shared_as")):
        pd.DataFrame({"item": ["Scheduler"], header: ["scheduler"]}).to_excel(root / "data" / "good" / name, index=False)
        before = mark(root)
        (root / "params" / "other.yaml").write_text(f"{PARAMS}# {name}\n", encoding="utf-8")
        assert (mark(root) != before) is (header == "shared_as")


@pytest.fixture
def fresh() -> None:
    """Neither this test nor the next finds what another has read of the software."""
    for cached in (module._software, module._software_at):
        cached.cache_clear()


@pytest.mark.usefixtures("fresh")
def test_another_version_of_a_library_is_another_report(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = tmp_path / "installed" / "pandas-3.0.0.dist-info"
    library.mkdir(parents=True)
    monkeypatch.syspath_prepend(library.parent)
    module._software.cache_clear()
    before = mark(root)
    library.rename(library.with_name("pandas-3.0.1.dist-info"))
    module._software.cache_clear()
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
