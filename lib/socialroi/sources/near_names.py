"""Headers that are one letter off: a damaged or mistyped column would silently be missing, so it is named."""

from collections.abc import Iterable

from socialroi.sources.block import plain

SHORTEST = 5  # `Age` and `Ads` are one letter apart and two columns


def one_letter_off(absent: Iterable[str], present: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of a header that is there and a column that is not, one letter apart; numbered columns are no pair.

    >>> one_letter_off(["Impressions", "Drill-Down 1"], ["Impresions", "Drill-Down 2", "Reach"])
    [('Impresions', 'Impressions')]
    """
    wanted = {plain(name): name for name in absent if len(name) >= SHORTEST}
    return [(name, wanted[other]) for name in present for other in wanted if _is_near(plain(name), other)]


def _is_near(one: str, other: str) -> bool:
    if one == other or abs(len(one) - len(other)) > 1 or len(one) < SHORTEST:
        return False
    same = next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )
    left, right = one[same:], other[same:]
    if left[:1].isdigit() and right[:1].isdigit():
        return False
    return left[1:] == right[1:] or left[1:] == right or left == right[1:]
