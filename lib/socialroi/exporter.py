"""From an executed notebook to the stakeholder's page: only emitted blocks get through.

`jupyter nbconvert --to socialroi_report`, JupyterLab's "Save and Export" menu and the batch runner use this same exporter.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from socialroi.blocks import BLOCK_MIME, Block, Report, Section, Summary, Verdict, block_from_json
from socialroi.errors import InputError, Problem
from socialroi.pages import page_html
from socialroi.words import Words


class ReportExporter(Exporter):
    """The Social ROI report as one HTML file, from the blocks that the notebook displayed."""

    export_from_notebook = "Social ROI report"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **_: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page and nbconvert's resources. Raises InputError where the notebook holds no report."""
        known = {**(resources or {}), "output_extension": self.file_extension}
        return report_html(blocks_of(nb)), known


def blocks_of(notebook: NotebookNode) -> list[Block]:
    """The blocks that the notebook's cells displayed, in order; nothing else of its outputs is read."""
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    shown = [output.data for output in outputs if output.output_type in ("display_data", "execute_result")]
    return [block_from_json(data[BLOCK_MIME]) for data in shown if BLOCK_MIME in data]


def summary_of(blocks: Sequence[Block]) -> dict[str, Any] | None:
    """The data of the summary block, where there is one."""
    return next((block.data for block in blocks if isinstance(block, Summary)), None)


def report_html(blocks: Sequence[Block]) -> str:
    """The page for the blocks: same blocks, same bytes. Raises InputError where they are no report."""
    _refuse(blocks)
    report = blocks[0]
    verdict = next((block for block in blocks if isinstance(block, Verdict)), None)
    told = [block for block in blocks[1:] if not isinstance(block, (Verdict, Summary))]
    starts = [place for place, block in enumerate(told) if isinstance(block, Section)] + [len(told)]
    page = {
        "report": report.as_json(),
        "verdict": verdict.as_json() if verdict else None,
        "opening": [block.as_json() for block in told[: starts[0]]],
        "sections": [_section(told[start:end]) for start, end in pairwise(starts)],
    }
    return page_html(page, Words(report.language, report.currency))


def _section(blocks: Sequence[Block]) -> dict[str, Any]:
    return {**blocks[0].as_json(), "blocks": [block.as_json() for block in blocks[1:]]}


def _refuse(blocks: Sequence[Block]) -> None:
    reports = [block for block in blocks if isinstance(block, Report)]
    sections = [block.id for block in blocks if isinstance(block, Section)]
    wrong = []
    if len(reports) != 1 or not isinstance(blocks[0], Report):
        fix = "run 04_roi_report from its first cell to its last, then export it"
        wrong.append(Problem("notebook", "no report in its outputs", "one report block, displayed first", fix))
    if sum(isinstance(block, Verdict) for block in blocks) > 1:
        wrong.append(Problem("notebook", "two verdicts", "one", "display the verdict once"))
    twice = sorted({name for name in sections if sections.count(name) > 1})
    wrong += [Problem("notebook", f"section '{name}' twice", "each section once") for name in twice]
    if wrong:
        raise InputError(wrong)
