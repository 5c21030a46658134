"""A drawing as clean SVG: text stays text, colours follow the page, and nothing in it can act or load."""

import io
import re

from lxml import etree
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from socialroi.drawing import chart_style
from socialroi.errors import InputError, Problem
from socialroi.texts import plain

NAMESPACE = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS = frozenset({
    "svg", "g", "defs", "path", "rect", "circle", "line", "polyline", "polygon", "text", "tspan", "use", "clipPath",
    "pattern", "title", "desc",
})  # fmt: skip
_ATTRIBUTES = frozenset({
    "id", "d", "x", "y", "width", "height", "viewBox", "transform", "points", "cx", "cy", "r", "x1", "x2", "y1", "y2",
    "clip-path", "style", "fill", "stroke", "patternUnits", "href", "role", "aria-labelledby", "font-family",
    "direction", "unicode-bidi",
})  # fmt: skip
_PROPERTIES = frozenset({
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-dashoffset",
    "stroke-linecap", "stroke-linejoin", "opacity", "font-size", "font-weight", "font-style", "text-anchor",
})  # fmt: skip
_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
_FIX = "run the notebook again"
_PARSER = {"resolve_entities": False, "no_network": True, "remove_comments": True, "remove_pis": True}


def to_svg(axes: Axes, *, title: str, alt: str, identifier: str) -> str:
    """The chart as an SVG element. `title`: the finding; `alt`: the finding and its numbers, in words.

    `identifier` is unique on the page and starts every id inside. Each label finds its own direction.
    """
    with chart_style():
        file = io.StringIO()
        _lay_out(axes.figure)
        axes.figure.savefig(file, format="svg", transparent=True, metadata=_NO_METADATA)
    root = _cleaned(file.getvalue())
    _simplify(root)
    _rename(root, identifier)
    _describe(root, plain(title), plain(alt), identifier)
    return etree.tostring(root, encoding="unicode")


def _lay_out(figure: Figure) -> None:
    """Gives every part its place, as saving would; saving then draws once, instead of a first time for the layout alone."""
    FigureCanvasSVG(figure)  # texts are measured as they will be drawn
    figure.set_dpi(FigureCanvasSVG.fixed_dpi)
    figure.get_layout_engine().execute(figure)
    figure.set_layout_engine(None)


def safe_svg(svg: str) -> Markup:
    """The drawing with everything removed that is not drawing: scripts, handlers, links out, foreign content.

    Raises InputError for what is not SVG at all.
    """
    return Markup(etree.tostring(_cleaned(svg), encoding="unicode"))


def _cleaned(svg: str) -> etree._Element:
    try:
        source = etree.fromstring(svg.encode(), etree.XMLParser(**_PARSER))
    except etree.XMLSyntaxError as broken:
        raise InputError([Problem("notebook", f"a chart that is no SVG drawing: {broken}", fix=_FIX)]) from broken
    if source.tag != f"{{{NAMESPACE}}}svg":
        raise InputError([Problem("notebook", f"a chart that is no SVG drawing but {source.tag}", fix=_FIX)])
    return _copied(source)


def _copied(source: etree._Element) -> etree._Element:
    """The element with only what is allowed: its namespace, attributes and children, all the way down."""
    copy = etree.Element(source.tag, nsmap={None: NAMESPACE})
    copy.text, copy.tail = source.text, source.tail
    for name, value in source.attrib.items():
        allowed = _attribute("href" if name == _LINK else name, value)
        if allowed:
            copy.set("href" if name == _LINK else name, allowed)
    copy.extend(_copied(child) for child in source if _is_allowed(child))
    return copy


def _is_allowed(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):  # an entity that was left unresolved
        return False
    name = etree.QName(element)
    return name.namespace == NAMESPACE and name.localname in _ELEMENTS


def _attribute(name: str, value: str) -> str:
    if name not in _ATTRIBUTES or (name == "href" and not value.startswith("#")):
        return ""
    if name == "style":
        return _style(value)
    return value if _stays_inside(value) else ""


def _style(value: str) -> str:
    declarations = [part.partition(":") for part in value.split(";")]
    kept = [(name.strip(), text.strip()) for name, _, text in declarations if name.strip() in _PROPERTIES]
    return "; ".join(f"{name}: {text}" for name, text in kept if _stays_inside(text))


def _stays_inside(value: str) -> bool:
    """False for a value that could load something: any `url()` but one of an id in the drawing."""
    outside = re.sub(r"url\(#[\w-]+\)", "", value).lower()
    return not any(sign in outside for sign in ("url", "\\", "javascript", "/*"))


def _simplify(root: etree._Element) -> None:
    """Shorter numbers, the page's text colour for black, and each text in its own direction."""
    for element in root.iter():
        is_text = etree.QName(element).localname == "text"
        for name in ("d", "x", "y", "transform"):
            if name in element.attrib:
                element.set(name, _short_numbers(element.get(name)))
        if element.get("transform", "").startswith(("rotate(-0 ", "rotate(0 ")):
            del element.attrib["transform"]
        style = element.get("style", "").replace("#000000", "currentColor")
        if is_text:
            element.set("unicode-bidi", "plaintext")
        if style:
            element.set("style", style)
        element.tail = None
        element.text = element.text if is_text else None


def _short_numbers(text: str) -> str:
    flat = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"-?\d+\.\d+", lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), flat)


def _rename(root: etree._Element, identifier: str) -> None:
    """Starts every id with the drawing's own, and takes out the ids that nothing refers to."""
    used = set(re.findall(r"(?:url\(|href=\")#([\w-]+)", etree.tostring(root, encoding="unicode")))
    for element in root.iter():
        if element.get("id") in used:
            element.set("id", f"{identifier}-{element.get('id')}")
        elif "id" in element.attrib:
            del element.attrib["id"]
        if "href" in element.attrib:
            element.set("href", f"#{identifier}-{element.get('href')[1:]}")
        for name in ("style", "clip-path", "fill"):
            if name in element.attrib:
                element.set(name, element.get(name).replace("url(#", f"url(#{identifier}-"))


def _describe(root: etree._Element, title: str, alt: str, identifier: str) -> None:
    for place, (name, text) in enumerate((("title", title), ("desc", alt))):
        element = etree.Element(f"{{{NAMESPACE}}}{name}", id=f"{identifier}-{name}")
        element.text = text
        root.insert(place, element)
    _, _, width, height = (float(number) for number in root.get("viewBox").split())
    root.set("width", f"{width * 4 / 3:.0f}")
    root.set("height", f"{height * 4 / 3:.0f}")
    root.set("role", "img")
    root.set("aria-labelledby", f"{identifier}-title {identifier}-desc")
    root.set("fill", "currentColor")
    root.set("direction", "ltr")
    root.set("font-family", "sans-serif")
