"""What a report is made of: typed blocks that a notebook displays, and the only thing that its export lets through.

All texts in a block are finished: said in the report's language, numbers formatted. A block holds no HTML but a chart's
drawing, and that is cleaned again on its way into the page.
"""

import base64
import json
from dataclasses import asdict
from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from socialroi.errors import InputError, Problem
from socialroi.pages import block_html

BLOCK_MIME = "application/vnd.socialroi.block+json"
LARGEST_LOGO = 60_000
_FROZEN = ConfigDict(extra="forbid")

SectionId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
NotEmpty = Annotated[str, Field(min_length=1)]


class Block:
    """What all blocks can do: become JSON for the export, and HTML for JupyterLab."""

    kind: ClassVar[str]

    def as_json(self) -> dict[str, Any]:
        """The block as it is stored in the notebook."""
        return {"kind": self.kind, **json.loads(json.dumps(asdict(self), allow_nan=False))}

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        content = self.as_json()
        return {BLOCK_MIME: content, "text/html": block_html(content), "text/plain": f"<{self.kind}>"}


@dataclass(frozen=True, config=_FROZEN)
class Report(Block):
    """The first block: whose report it is, in which language and currency, and how it is dressed."""

    kind: ClassVar[str] = "report"
    title: str
    language: str
    currency: str
    client: str = ""
    period: str = ""
    colour: str = Field("#1b5e7d", pattern=r"^#[0-9a-fA-F]{6}$")
    logo: str = Field("", pattern=r"^(data:image/(png|svg\+xml);base64,[A-Za-z0-9+/=]+)?$")
    footer: str = ""


@dataclass(frozen=True, config=_FROZEN)
class Verdict(Block):
    """The page's headline: the verdict as a sentence with its number, the verdict's word, range, passport and the rest."""

    kind: ClassVar[str] = "verdict"
    code: Literal["pays_back", "loses", "not_proven", "too_early", "cannot_say"]
    word: str
    headline: str
    range: str = ""
    passport: str = ""
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, config=_FROZEN)
class Section(Block):
    """Starts a section; what follows belongs to it until the next one."""

    kind: ClassVar[str] = "section"
    id: SectionId
    title: str


@dataclass(frozen=True, config=_FROZEN)
class Heading(Block):
    """A heading within a section."""

    kind: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True, config=_FROZEN)
class Paragraph(Block):
    """A paragraph. `tone`: plain, small (a note) or warning (framed, to be seen)."""

    kind: ClassVar[str] = "paragraph"
    text: str
    tone: Literal["plain", "small", "warning"] = "plain"


@dataclass(frozen=True, config=_FROZEN)
class Bullets(Block):
    """A list of sentences; `ordered` numbers them."""

    kind: ClassVar[str] = "bullets"
    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, config=_FROZEN)
class Card:
    """One key figure, with what it was before and a note."""

    label: str
    value: str
    previous: str = ""
    note: str = ""


@dataclass(frozen=True, config=_FROZEN)
class Cards(Block):
    """Key figures side by side."""

    kind: ClassVar[str] = "cards"
    cards: tuple[Card, ...]


@dataclass(frozen=True, config=_FROZEN)
class Column:
    """One column of a table: its heading, and whether it holds text or numbers (which stand at the end of their cell)."""

    label: str
    kind: Literal["text", "number"] = "text"


@dataclass(frozen=True, config=_FROZEN)
class Table(Block):
    """A table of formatted cells. The first column heads its row; `strong` are the rows (from 0) to stand out.

    `details` folds the table under its caption.
    """

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: tuple[int, ...] = ()
    details: bool = False

    def __post_init__(self) -> None:
        """Refuses rows that do not fit the columns."""
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"{self.caption!r} has rows that do not fit its {len(self.columns)} columns")


@dataclass(frozen=True, config=_FROZEN)
class Chart(Block):
    """A drawing (from `svg.to_svg`). `title` is the finding, `alt` the finding and its numbers in words, `table` the numbers."""

    kind: ClassVar[str] = "chart"
    title: str
    svg: str
    alt: NotEmpty
    table: Table


@dataclass(frozen=True, config=_FROZEN)
class Check:
    """One data check: its status, the status's word, what was checked and what to do."""

    status: Literal["pass", "review", "fail"]
    word: str
    check: str
    advice: str = ""


@dataclass(frozen=True, config=_FROZEN)
class Checks(Block):
    """Data checks in a list."""

    kind: ClassVar[str] = "checks"
    checks: tuple[Check, ...]


@dataclass(frozen=True, config=_FROZEN)
class Definitions(Block):
    """Terms and what they mean, as (term, meaning)."""

    kind: ClassVar[str] = "definitions"
    terms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, config=_FROZEN)
class Fact:
    """One line of a calculation or list of facts; `strong` for a sum or result."""

    label: str
    value: str
    note: str = ""
    strong: bool = False


@dataclass(frozen=True, config=_FROZEN)
class Facts(Block):
    """Key and value, line by line: arithmetic, assumptions, sources."""

    kind: ClassVar[str] = "facts"
    facts: tuple[Fact, ...]


@dataclass(frozen=True, config=_FROZEN)
class Summary(Block):
    """The machine-readable summary. It is stored in the notebook and never shown on the page."""

    kind: ClassVar[str] = "summary"
    data: dict[str, Any]

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        content = self.as_json()
        return {BLOCK_MIME: content, "application/json": content["data"], "text/plain": "<summary>"}


KINDS = {
    block.kind: block
    for block in (
        Report, Verdict, Section, Heading, Paragraph, Bullets, Cards, Table, Chart, Checks, Definitions, Facts, Summary,
    )
}  # fmt: skip


def block_from_json(content: object) -> Block:
    """The block that `as_json` wrote. Raises InputError for anything else."""
    kind = content.get("kind") if isinstance(content, dict) else None
    if not isinstance(kind, str) or kind not in KINDS:
        raise InputError([Problem("notebook", f"a block of kind {kind!r}", f"one of {', '.join(KINDS)}")])
    fields = {name: value for name, value in content.items() if name != "kind"}
    try:
        return TypeAdapter(KINDS[kind]).validate_python(fields)
    except ValidationError as wrong:
        raise InputError([_problem(kind, error) for error in wrong.errors()]) from wrong


def _problem(kind: str, error: dict[str, Any]) -> Problem:
    place = ".".join(str(part) for part in error["loc"])
    return Problem("notebook", f"block '{kind}', {place}: {error['msg']}", fix="run the notebook again")


def logo_uri(content: bytes) -> str:
    """A PNG or SVG file as text that stands in the page itself. Raises InputError for other files and large ones."""
    is_png = content.startswith(b"\x89PNG\r\n\x1a\n")
    is_svg = b"<svg" in content[:2000]
    if not (is_png or is_svg) or len(content) > LARGEST_LOGO:
        found = f"{len(content):,} bytes, " + ("PNG" if is_png else "SVG" if is_svg else "neither PNG nor SVG")
        raise InputError([Problem("logo", found, f"a PNG or SVG of at most {LARGEST_LOGO:,} bytes", "save a smaller one")])
    kind = "png" if is_png else "svg+xml"
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
