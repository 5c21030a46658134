"""Text from files and exceptions, made safe to show on a terminal or a page."""

import re

# Escape sequences recolour a terminal; direction overrides make a name read backwards. Both come in with hostile names.
_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def one_line(name: str) -> str:
    r"""A file's name, its line breaks and tabs spelt out.

    >>> one_line("a\nb.csv")
    'a\\nb.csv'
    """
    return name.replace("\n", "\\n").replace("\t", "\\t")


def visible(text: str) -> str:
    r"""The text without colours, with control characters and direction overrides spelt out.

    >>> visible("\x1b[31mred\x1b[0m \u202eevil")
    'red \\u202eevil'
    """
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", _COLOURS.sub("", text))
