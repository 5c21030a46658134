"""Headers that are one letter off: a damaged or mistyped column would silently be missing, so it is named."""

from collections.abc import Iterable

from socialroi.sources.block import plain

SHORTEST = 3


def one_letter_off(asked: Iterable[str], unused: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of a header that no column was read from and a column that was looked for, one letter apart.

    Numbered columns are no pair, nor are a short word and its plural. `Amount (` stands for any name that begins so.

    >>> one_letter_off(["Impressions", "Drill-Down 1", "Amount ("], ["Impresions", "Drill-Down 2", "Reach", "Amont (USD)"])
    [('Impresions', 'Impressions'), ('Amont (USD)', 'Amount (')]
    """
    wanted = {plain(name): name for name in asked if len(plain(name)) >= SHORTEST}
    bare = {name: plain(name).replace('"', "") for name in unused}  # a quotation mark stays where the one before it was damaged
    return [
        (name, wanted[other])
        for name, letters in bare.items()
        for other in wanted
        if letters == other != plain(name) or _is_near(_like(letters, other), other)
    ]


def _like(name: str, other: str) -> str:
    """The part of the name that is compared: up to its bracket where the other ends in one."""
    return name.partition("(")[0] + "(" if other.endswith("(") and "(" in name else name


def _is_near(one: str, other: str) -> bool:
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if min(len(one), len(other)) < 5 and {one, other} in ({one, one + "s"}, {other, other + "s"}):
        return False
    same = next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )
    left, right = one[same:], other[same:]
    if left[:1].isdigit() and right[:1].isdigit():
        return False
    return left[1:] == right[1:] or left[1:] == right or left == right[1:]
