"""Drawings on the page: text stays text, and nothing acts or loads."""

import re
from xml.etree import ElementTree

import pandas as pd
import pytest
from sample_report import HOSTILE, sample_charts

from socialroi.charts import bars
from socialroi.errors import InputError
from socialroi.svg import safe_svg, to_svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def small_chart() -> object:
    frame = pd.DataFrame({"label": [HOSTILE, "סתיו"], "value": [1.0, -2.0]})
    return bars(frame, show=str)


def drawn(identifier: str = "chart-a") -> str:
    return to_svg(small_chart(), title="Autumn wins", alt="Autumn 1, winter −2", identifier=identifier)


def test_drawing_tells_its_finding_and_numbers() -> None:
    root = ElementTree.fromstring(drawn())
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    told = {element.get("id"): element.text for element in root if element.tag in (space + "title", space + "desc")}
    assert [told[name] for name in root.get("aria-labelledby").split()] == ["Autumn wins", "Autumn 1, winter −2"]


def test_same_chart_gives_the_same_bytes() -> None:
    assert drawn() == drawn()


def test_ids_do_not_meet_on_one_page() -> None:
    ids = re.findall(r' id="([^"]+)"', drawn("chart-a") + drawn("chart-b"))
    assert len(ids) == len(set(ids)) and all(name.startswith("chart-") for name in ids)


@pytest.mark.parametrize("name", ["waterfall", "dots"])
def test_every_reference_has_its_target(name: str) -> None:
    svg = to_svg(sample_charts("en")[name], title="t", alt="a", identifier="c")
    used = set(re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', svg))
    assert {first or second for first, second in used} <= set(re.findall(r' id="([^"]+)"', svg))


def test_text_stays_text_and_takes_the_pages_font_and_colour() -> None:
    svg = drawn()
    assert ">סתיו</text>" in svg and "&lt;script&gt;" in svg
    assert "font-family:" not in svg and "#000000" not in svg and 'fill="currentColor"' in svg
    assert 'unicode-bidi="plaintext"' in svg and "\u202e" not in svg


@pytest.mark.parametrize(
    "content",
    [
        "<script>alert(1)</script>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'>x</body></foreignObject>",
        "<image href='https://example.com/a.png'/>",
        "<a xlink:href='https://example.com'><text>x</text></a>",
        "<rect onload='alert(1)'/>",
        "<use xlink:href='https://example.com/a.svg#b'/>",
        "<use href='data:image/svg+xml;base64,AAAA#b'/>",
        "<rect style='fill: url(https://example.com/a)'/>",
        "<rect style='fill: u\\72l(https://example.com/a); background: red'/>",
        "<rect fill='url(https://example.com/a)'/>",
        "<style>@import 'https://example.com/a.css';</style>",
        "<set attributeName='onclick' to='alert(1)'/>",
        "<!-- https://example.com --><?xml-stylesheet href='https://example.com'?>",
    ],
)
def test_what_is_not_drawing_is_taken_out(content: str) -> None:
    cleaned = safe_svg(f"{HEAD}<g>{content}<path d='M 0 0'/></g></svg>")
    assert '<path d="M 0 0"/>' in cleaned
    assert not re.search(r"example\.com|alert|script|data:|xhtml|url\(|background", cleaned)


@pytest.mark.parametrize("content", ["", "not svg", "<html/>", "<svg", '<svg xmlns="http://example.com"/>'])
def test_what_is_no_drawing_at_all_is_refused(content: str) -> None:
    with pytest.raises(InputError, match="no SVG drawing"):
        safe_svg(content)


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + HEAD + "<text>&b;</text></svg>"
    assert "aaaa" not in safe_svg(bomb)
