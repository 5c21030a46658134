"""Names and numbers inside sentences of either direction: clean, short and isolated."""

import re
import unicodedata

from markupsafe import Markup, escape

ISOLATE, END = "\u2068", "\u2069"
ELLIPSIS = "…"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067\ufffe\uffff\ud800-\udfff]")
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"


def clean(text: str) -> str:
    """The text in one line, with what could turn or break its surroundings shown as a replacement character.

    Direction overrides and control characters become U+FFFD; isolates that do not pair are taken out.
    """
    visible = _CONTROLS.sub("\ufffd", unicodedata.normalize("NFC", text))
    return _paired(re.sub("[\n\r\t\u2028\u2029]+", " ", visible))


def _paired(text: str) -> str:
    parts: list[str] = []
    open_at: list[int] = []
    for character in text:
        if character == END and not open_at:
            continue
        if character == ISOLATE:
            open_at.append(len(parts))
        elif character == END:
            open_at.pop()
        parts.append(character)
    return "".join("" if place in open_at else part for place, part in enumerate(parts))


def shorten(text: str, longest: int) -> str:
    """The text, cut with an ellipsis where it is longer than `longest` characters; never inside a letter and its marks.

    >>> shorten("Autumn menu for everyone", 12)
    'Autumn menu…'
    """
    whole = clean(text)
    if len(whole) <= longest:
        return whole
    cut = longest - 1
    while cut > 0 and _belongs_to_previous(whole, cut):
        cut -= 1
    return _paired(whole[:cut]).rstrip() + ELLIPSIS


def _belongs_to_previous(text: str, place: int) -> bool:
    character = text[place]
    return bool(unicodedata.combining(character)) or character in _JOINERS or text[place - 1] == "\u200d"


def is_right_to_left(text: str) -> bool:
    """True where the first letter with a direction is Hebrew or Arabic; numbers alone read left to right."""
    strong = (unicodedata.bidirectional(character) for character in text)
    return next((kind != "L" for kind in strong if kind in ("L", "R", "AL")), False)


def isolate(text: str) -> str:
    """The text, cleaned and set apart, so that neither it nor the sentence around it changes the other's order."""
    return f"{ISOLATE}{clean(text)}{END}"


def plain(text: str) -> str:
    """The text without isolates: for JSON, charts and everywhere that a text stands alone."""
    return clean(text).replace(ISOLATE, "").replace(END, "")


def as_html(text: str, right_to_left: bool = False) -> Markup:
    """The text escaped, with each isolate as a `<bdi>` whose direction is written out.

    A text without one letter of the page's own direction (`right_to_left` or not) is set apart as a whole: numbers, names.
    """
    whole = clean(text)
    parts = re.split(f"([{ISOLATE}{END}])", whole)
    html = Markup("").join(_html_part(parts, place) for place in range(len(parts)))
    kinds = {unicodedata.bidirectional(character) for character in whole}
    if right_to_left and whole and not kinds & {"R", "AL"}:
        return Markup('<bdi dir="ltr">{}</bdi>').format(html)
    if not right_to_left and kinds & {"R", "AL"} and "L" not in kinds:
        return Markup('<bdi dir="rtl">{}</bdi>').format(html)
    return html


def _html_part(parts: list[str], place: int) -> Markup:
    if parts[place] == ISOLATE:
        direction = "rtl" if is_right_to_left(_inside(parts, place)) else "ltr"
        return Markup(f'<bdi dir="{direction}">')
    return Markup("</bdi>") if parts[place] == END else escape(parts[place])


def _inside(parts: list[str], place: int) -> str:
    """What an isolate holds itself; what is isolated within it has no say, as in Unicode's rule P2."""
    depth, own = 0, ""
    for part in parts[place:]:
        depth += (part == ISOLATE) - (part == END)
        own += part if depth == 1 else ""
        if depth == 0:
            break
    return own
