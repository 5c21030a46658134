"""Which names mean the same campaign: other spellings of one name, and names so close that one is likely a typo."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

import pandas as pd

from socialroi.naming import slug

CLOSE = 0.82  # difflib's ratio of two words: `autum` and `autumn` 0.91, `men` and `women` 0.75
SHORTEST = 4  # shorter words differ by a letter and mean another thing
_COLUMNS = ["write_as", "spelling", "found_in", "count", "kind"]


def is_typo(one: str, other: str) -> bool:
    """Whether two different slugs are likely meant to be one: the same words but for a slip of a letter or a hyphen.

    Other digits mean another campaign (2024, 2025), and so does another first letter (targeting, retargeting).

    >>> is_typo("autumn-menu", "autum-menu"), is_typo("autumnmenu", "autumn-menu"), is_typo("sale-2024", "sale-2025")
    (True, True, False)
    """
    if one == other or not one or not other or re.findall(r"\d", one) != re.findall(r"\d", other):
        return False
    words, others = one.split("-"), other.split("-")
    if one.replace("-", "") == other.replace("-", ""):
        return True
    return len(words) == len(others) and all(_is_slip(*pair) for pair in zip(words, others, strict=True))


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known slug that the name is likely a typo of, or None."""
    close = sorted(other for other in known if is_typo(name, other))
    return max(close, key=lambda other: SequenceMatcher(None, name, other).ratio(), default=None)


def split_names(in_spend: pd.DataFrame, in_tags: pd.DataFrame) -> pd.DataFrame:
    """The spellings that do not follow the campaign's one name: write_as, spelling, found_in, count, kind.

    In: found_in, campaign, count, one row per spelling and place. The name in the ad account leads, else the most used tag.
    Different capitals in ad account and tag are no split: the account has names, the tag their slug.
    """
    rows = pd.concat([in_spend.assign(is_spend=True), in_tags.assign(is_spend=False)], ignore_index=True)
    rows = rows.assign(key=rows["campaign"].map(slug))
    rows = rows[rows["key"] != ""].sort_values(["is_spend", "count", "campaign"], ascending=[False, False, True])
    leads = _leaders(list(dict.fromkeys(rows["key"])))
    rows = rows.assign(write_as=rows["key"].map(leads))
    wrong = [_offenders(group) for _, group in rows.groupby("write_as", sort=True)]
    found = pd.concat(wrong) if wrong else rows.assign(kind="")
    return found.rename(columns={"campaign": "spelling"})[_COLUMNS].reset_index(drop=True)


def _leaders(keys: list[str]) -> dict[str, str]:
    """Each key's leader: the first key of the list that it is a typo of, or itself."""
    leaders: dict[str, str] = {}
    by_start: dict[str, list[str]] = {}
    for key in keys:
        group = by_start.setdefault(key[0] + "".join(re.findall(r"\d", key)), [])
        found = nearest(key, group)
        leaders[key] = found or key
        if found is None:
            group.append(key)
    return leaders


def _offenders(group: pd.DataFrame) -> pd.DataFrame:
    is_typed = group["key"] != group["write_as"]
    in_tags = group[~group["is_spend"] & ~is_typed]
    has_variants = in_tags["campaign"].nunique() > 1
    is_variant = ~group["is_spend"] & ~is_typed & has_variants & (group["campaign"] != group["write_as"])
    is_second = group["is_spend"] & ~is_typed & group.duplicated("found_in")
    kind = pd.Series("spelling", group.index).mask(is_typed, "perhaps a typo")
    return group.assign(kind=kind)[is_typed | is_variant | is_second]


def _is_slip(one: str, other: str) -> bool:
    if one == other:
        return True
    is_long = min(len(one), len(other)) >= SHORTEST and one[0] == other[0]
    return is_long and SequenceMatcher(None, one, other, autojunk=False).ratio() >= CLOSE
