"""What the click ids that platforms put into links prove of a result: where it came from. The ids themselves do not stay."""

import re

import pandas as pd

from socialroi.channel_rules import CLICK_IDS
from socialroi.channels import UNKNOWN

_PAID_SEARCH = "paid search"
_NAMES = "|".join(sorted(CLICK_IDS, key=len, reverse=True))
# In a link, or as apps write it into an order's notes: a line `fbclid: …`, or inside JSON.
_ID = re.compile(rf"""(?<![a-z0-9])({_NAMES})["']?[ \t]*[=:][ \t]*["']?[^\s"'&,;}}]""", re.IGNORECASE)
_HINT = "clid|igsh|epik|braid|fat_id|_cid"  # quick to look for; each name has one of them


def clicked(texts: pd.Series) -> pd.DataFrame:
    """Source and medium that each text's click ids prove; missing where it has none, or those of several platforms.

    >>> clicked(pd.Series(["https://shop.example/?a=1&ttclid=E.C.P", "fbclid: IwAR0", "gclid=1&fbclid=2"])).values.tolist()
    [['tiktok', 'paid_social'], ['meta', nan], [nan, nan]]
    """
    marked = texts[texts.str.contains(_HINT, case=False, na=False)]
    found = {text: _proven(text) for text in marked.unique()}
    sides = (marked.map({text: pair[side] for text, pair in found.items()}) for side in (0, 1))
    return pd.DataFrame(
        {name: side.reindex(texts.index).astype("str") for name, side in zip(("source", "medium"), sides, strict=True)}
    )


def with_clicks(tags: dict[str, pd.Series], texts: pd.Series) -> dict[str, pd.Series]:
    """The tags, with what the click ids in `texts` prove where the tags name no source."""
    unknown = tags["source"].isna() | tags["source"].str.lower().isin(UNKNOWN)
    proof = clicked(texts)
    fills = unknown & proof["source"].notna()
    return tags | {name: tags[name].where(~fills, proof[name]).astype("str") for name in ("source", "medium")}


def page_of(links: pd.Series) -> pd.Series:
    """Pages without their query, which can hold anything, but for the names of the click ids in it, without the ids.

    >>> page_of(pd.Series(["/menu?mail=a@b.example#top", "/menu?a=1&fbclid=IwAR0"])).tolist()
    ['/menu', '/menu?fbclid=']
    """
    found = links.map({link: _page(link) for link in links.dropna().unique()})
    return found.astype("str")


def _page(link: str) -> str:
    page, *rest = re.split("[?#]", link, maxsplit=1)
    names = sorted({name.lower() for name in _ID.findall("".join(rest))})
    return f"{page}?{'&'.join(f'{name}=' for name in names)}" if names else page


def of_link(texts: pd.Series) -> pd.Series:
    """Sources, where a link stands for one: its own tag, else what its click ids prove, else its host; never its query."""
    links = texts[texts.str.contains("://|[?].*=", na=False)]
    if links.empty:
        return texts
    tagged = links.str.extract(r"(?i)[?&]utm_source=([^&#\s]+)")[0]
    host = links.str.extract(r"^(?:[a-z]+://)?([^/?#\s]+)")[0]
    found = tagged.where(tagged.notna(), clicked(links)["source"])
    return texts.where(~texts.index.isin(links.index), found.where(found.notna(), host).reindex(texts.index))


def _proven(text: str) -> tuple[str | None, str | None]:
    clicks = {CLICK_IDS[name.lower()] for name in _ID.findall(text)}
    if len(clicks) != 1:
        return None, None
    click = clicks.pop()
    if click.platform is None:
        return _PAID_SEARCH, "cpc"
    return click.platform, "paid_social" if click.is_paid else None
