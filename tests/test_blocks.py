"""Blocks: finished texts that survive the notebook."""

import json

import pytest
from pydantic import ValidationError
from sample_report import HOSTILE, sample_blocks

from socialroi.blocks import (
    BLOCK_MIME,
    KINDS,
    Card,
    Chart,
    Column,
    Paragraph,
    Report,
    Section,
    Summary,
    Table,
    Verdict,
    block_from_json,
    logo_uri,
)
from socialroi.errors import InputError


@pytest.fixture(scope="module")
def english() -> list:
    return sample_blocks("en")


def test_sample_holds_every_kind(english: list) -> None:
    assert {block.kind for block in english} == set(KINDS)


def test_every_block_survives_the_notebook(english: list) -> None:
    for block in english:
        assert block_from_json(json.loads(json.dumps(block.as_json()))) == block


def test_display_gives_the_block_and_html_for_jupyterlab(english: list) -> None:
    for block in english:
        bundle = block._repr_mimebundle_()
        assert bundle[BLOCK_MIME]["kind"] == block.kind
        assert ("text/html" in bundle) == (block.kind != "summary")
        assert "<script" not in bundle.get("text/html", "")


def test_summary_shows_as_data_only() -> None:
    bundle = Summary({"schema": 1})._repr_mimebundle_()
    assert bundle["application/json"] == {"schema": 1} and "text/html" not in bundle


def test_chart_shows_as_an_image_with_its_text_in_jupyterlab(english: list) -> None:
    chart = next(block for block in english if isinstance(block, Chart))
    html = chart._repr_mimebundle_()["text/html"]
    assert 'src="data:image/svg+xml;base64,' in html and 'alt="Win new customers: ' in html


def test_blocks_are_frozen() -> None:
    with pytest.raises((AttributeError, ValidationError)):
        Paragraph("a").text = "b"


@pytest.mark.parametrize(
    "make",
    [
        lambda: Paragraph(5),
        lambda: Paragraph("a", tone="loud"),
        lambda: Section("Not an id", "x"),
        lambda: Verdict("maybe", "x", "y"),
        lambda: Card("ROI", 0.67),
        lambda: Report("x", "en", "EUR", colour="red; } body { display: none"),
        lambda: Report("x", "en", "EUR", logo="https://example.com/logo.png"),
        lambda: Chart("x", "<svg/>", "", Table("t", (), ())),
    ],
)
def test_unfinished_or_unsafe_content_is_refused(make: object) -> None:
    with pytest.raises(ValidationError):
        make()


def test_table_rows_must_fit_the_columns() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        Table("t", (Column("a"), Column("b")), (("1",),))


def test_summary_refuses_numbers_that_json_does_not_know() -> None:
    with pytest.raises(ValueError):
        Summary({"roi": float("nan")}).as_json()


@pytest.mark.parametrize(
    "content",
    [None, [], {}, {"kind": "html", "text": "x"}, {"kind": "paragraph"}, {"kind": ["paragraph"]},
     {"kind": "paragraph", "text": "x", "html": HOSTILE}, {"kind": "paragraph", "text": {"a": 1}}],
)  # fmt: skip
def test_foreign_content_is_no_block(content: object) -> None:
    with pytest.raises(InputError):
        block_from_json(content)


def test_logo_becomes_text_in_the_page() -> None:
    assert logo_uri(b"\x89PNG\r\n\x1a\nxyz").startswith("data:image/png;base64,")
    assert logo_uri(b'<svg xmlns="http://www.w3.org/2000/svg"/>').startswith("data:image/svg+xml;base64,")


@pytest.mark.parametrize("content", [b"GIF89a", b"", b"<html></html>", b"<svg>" + b" " * 60_001])
def test_logo_of_another_kind_or_size_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="logo"):
        logo_uri(content)
