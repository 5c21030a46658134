"""Which names of columns and sheets a message repeats: those whose words are words of headers. Any other may be a person's."""

import re

from socialroi.schema import TABLES

# Words of headers beside those of the kit's own tables. None of them is a given name: `April` and `Mark` are missing for that.
_MORE = """
    account actual address age all amount and answer answers average balance batch billing board brand budget by category
    channel city client clients close code comment comments company contact country created currency customer customers daily data
    dataset date dates day days deal deals department description device details duration email employee end engagement export
    fee fees file first for format from gender group hour hours id ids impressions in index invoice item items key keyword kind
    label language last likes link links list mail margin medium message metric metrics minutes month months monthly name names
    network new no notes note number of on online order orders other overview owner page paid payment per percent period phone
    platform post posts price product profile project quantity question questions rate ratio reach region report reports result
    results row sales score segment sheet shop source spend start state stats status store sum summary supplier survey table tag
    tags task tasks tax team text ticket time times title to total totals type unit url user users value values vat video videos
    view views visit visits week weekly weeks year years zip
"""
_WORDS = frozenset(_MORE.split()) | {
    word for table in TABLES.values() for name in (table.name, *table.names) for word in name.split("_")
}
_MOST_DIGITS = 4  # a year or a number of a sheet; more could be a phone's


def is_header(name: str) -> bool:
    """True for a name whose every word is one of headers.

    >>> is_header("Post Type"), is_header("Sheet1"), is_header("Zelda Quixote"), is_header("phone 5551230987")
    (True, True, False, False)
    """
    words = re.findall(r"[^\W\d_]+", name.lower())
    plain = re.fullmatch(r"[\w\s()/.,:&#-]*", name) is not None
    return plain and bool(words) and _WORDS.issuperset(words) and sum(map(str.isdigit, name)) <= _MOST_DIGITS


def named(name: str, otherwise: str) -> str:
    """The name in quotation marks, or what stands for it where it may be a person's.

    >>> named("Cost", "column 2"), named("Zelda Quixote", "column 3")
    ("'Cost'", 'column 3')
    """
    return f"'{name}'" if is_header(name) else otherwise
