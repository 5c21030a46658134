"""Blocks to HTML: one environment, one set of macros for the page and for JupyterLab."""

import base64
import hashlib
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from socialroi.formats import MISSING
from socialroi.svg import safe_svg
from socialroi.texts import as_html, plain
from socialroi.words import Words

TEMPLATES = Path(__file__).parent / "templates"
BADGES = {"pays_back": "▲", "loses": "▼", "not_proven": "◆", "too_early": "…", "cannot_say": "?"}
CHECK_MARKS = {"pass": "✓", "review": "!", "fail": "✕"}


@cache
def environment(words: Words) -> Environment:
    """The template environment of one language: everything is escaped, nothing undefined is printed."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    isolated = partial(as_html, right_to_left=words.formats.is_right_to_left)
    made.filters |= {"isolated": isolated, "plain": plain, "drawing": safe_svg, "image": _image}
    made.globals |= {"say": words.say, "MISSING": MISSING, "BADGES": BADGES, "CHECK_MARKS": CHECK_MARKS}
    return made


def block_html(block: dict[str, Any]) -> str:
    """One block as HTML for JupyterLab; charts as images, because JupyterLab takes drawings out of HTML."""
    macros = environment(Words("en", "USD")).get_template("blocks.html.j2").module
    shown = macros.chart_image(block) if block["kind"] == "chart" else macros.show(block)
    return f'<div class="socialroi" dir="auto">{shown}</div>'


def page_html(page: dict[str, Any], words: Words) -> str:
    """The whole page. `page`: report, verdict (or None), opening (blocks) and sections (id, title, blocks)."""
    template = environment(words).get_template("report.html.j2")
    direction = "rtl" if words.formats.is_right_to_left else "ltr"
    policy = content_policy("")
    return template.render(page, language=words.language, direction=direction, policy=policy)


def content_policy(script: str) -> str:
    """What the page may do: style itself, show images that stand in it, run the one `script`, if any; load nothing."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    scripts = f" script-src 'sha256-{digest}';" if script else ""
    return f"default-src 'none';{scripts} style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def _image(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(str(safe_svg(svg)).encode()).decode()
