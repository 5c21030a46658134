"""How every chart looks: a style with a scope, so that nothing outside changes and nothing outside matters."""

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib

WIDTH = 5.4  # inches: readable on a phone and on a desk
BLUE, ORANGE, GREY = "#2b7bba", "#c4591d", "#7d858c"  # at least 3:1 on white and on near-black
INK = "#14181c"  # on light faces in both modes; plain black becomes the page's own text colour
PALETTE = (BLUE, ORANGE, "#3a8f5c", "#8a66b0", "#a8762a", "#b4527f", "#4d8a94", GREY)

_STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "socialroi",
    "text.parse_math": False,
    "font.family": ["DejaVu Sans"],
    "font.size": 12,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.spines.bottom": False,
    "axes.axisbelow": True,
    "axes.xmargin": 0.02,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "xtick.major.pad": 7,
    "xtick.labelsize": "medium",
    "ytick.labelsize": "medium",
    "hatch.linewidth": 1.0,
    "lines.linewidth": 2.0,
    "path.simplify": True,
}
_LOCK = threading.RLock()  # matplotlib's settings are shared by all threads


@contextmanager
def chart_style() -> Iterator[None]:
    """Draws inside the scope look like ours, whatever the settings outside; those are back afterwards.

    A letter that the measuring font lacks is no warning: the reader's browser brings its own fonts.
    """
    with _LOCK, matplotlib.rc_context(), warnings.catch_warnings():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_STYLE)
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield
