"""The exporter: only blocks get through, and only a whole report becomes a page."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import get_exporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from sample_report import sample_blocks

from socialroi.blocks import BLOCK_MIME, Block, Paragraph, Report, Section, Summary, Verdict
from socialroi.errors import InputError
from socialroi.exporter import ReportExporter, blocks_of, report_html, summary_of

REPORT = Report("Social ROI", "en", "EUR")
VERDICT = Verdict("loses", "Loses money", "For every €1.00 spent, €0.40 came back.")


def shown(block: Block, output_type: str = "display_data") -> nbformat.NotebookNode:
    return new_output(output_type, data={BLOCK_MIME: block.as_json(), "text/html": "<b>leak-html</b>"})


def notebook(*outputs: nbformat.NotebookNode) -> nbformat.NotebookNode:
    return new_notebook(cells=[new_markdown_cell("leak-markdown"), new_code_cell("leak_code = 1", outputs=list(outputs))])


def test_nothing_but_blocks_gets_through() -> None:
    page, _ = ReportExporter().from_notebook_node(
        notebook(
            shown(REPORT),
            new_output("stream", name="stdout", text="leak-print"),
            new_output("stream", name="stderr", text="leak-warning"),
            new_output("error", ename="leak-error", evalue="leak-value", traceback=["leak-traceback"]),
            new_output("display_data", data={"text/html": "<p>leak-frame</p>", "text/plain": "leak-plain"}),
            shown(Paragraph("kept"), "execute_result"),
            shown(Summary({"secret": "leak-summary"})),
        )
    )
    assert "kept" in page and "leak" not in page


def test_metadata_and_attachments_do_not_get_through() -> None:
    book = notebook(shown(REPORT))
    book.metadata["title"] = "leak"
    book.cells[1].metadata["tags"] = ["leak"]
    book.cells[1].outputs[0].metadata["leak"] = "leak"
    assert "leak" not in ReportExporter().from_notebook_node(book)[0]


@pytest.mark.parametrize("outputs", [[], [shown(VERDICT)], [shown(VERDICT), shown(REPORT)], [shown(REPORT), shown(REPORT)]])
def test_notebook_without_a_report_is_one_clear_message(outputs: list) -> None:
    with pytest.raises(InputError, match=r"no report in its outputs.*run 04_roi_report"):
        ReportExporter().from_notebook_node(notebook(*outputs))


def test_all_problems_are_told_at_once() -> None:
    twice = [REPORT, VERDICT, VERDICT, Section("goals", "Goals"), Section("goals", "Goals")]
    with pytest.raises(InputError) as caught:
        report_html(twice)
    assert [problem.found for problem in caught.value.problems] == ["two verdicts", "section 'goals' twice"]


def test_foreign_block_stops_the_export() -> None:
    foreign = new_output("display_data", data={BLOCK_MIME: {"kind": "html", "html": "<b>x</b>"}})
    with pytest.raises(InputError, match="kind 'html'"):
        blocks_of(notebook(shown(REPORT), foreign))


def test_drawing_slipped_into_the_notebook_is_cleaned() -> None:
    blocks = sample_blocks("en")
    place = next(place for place, block in enumerate(blocks) if block.kind == "chart")
    content = blocks[place].as_json()
    content["svg"] = content["svg"].replace("<defs/>", "<script>leak()</script><defs/>", 1)
    assert "leak" in content["svg"]
    outputs = [shown(block) for block in blocks]
    outputs[place].data[BLOCK_MIME] = content
    page, _ = ReportExporter().from_notebook_node(notebook(*outputs))
    assert "leak" not in page and "<script" not in page


def test_summary_is_read_from_the_blocks() -> None:
    assert summary_of([REPORT, Summary({"schema": 1})]) == {"schema": 1}
    assert summary_of([REPORT]) is None


def test_nbconvert_knows_the_exporter() -> None:
    exporter = get_exporter("socialroi_report")
    assert exporter is ReportExporter and exporter().file_extension == ".html"
    assert exporter().export_from_notebook == "Social ROI report"


def test_nbconvert_writes_the_same_bytes(tmp_path: Path) -> None:
    blocks = sample_blocks("vi")
    path = tmp_path / "book.ipynb"
    nbformat.write(notebook(*map(shown, blocks)), path)
    command = [sys.executable, "-m", "nbconvert", "--to", "socialroi_report", str(path), "--output", "report"]
    subprocess.run(command, check=True, cwd=tmp_path, capture_output=True)
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == report_html(blocks)
