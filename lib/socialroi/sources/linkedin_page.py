"""LinkedIn Page analytics, true .xls workbooks: content, followers, visitors and competitors, with the sheets of 2020 too."""

from dataclasses import replace

import pandas as pd

from socialroi.sources.block import Block
from socialroi.sources.linkedin_page_headers import (
    COMPETITORS,
    COUNTED,
    DAILY,
    DAY,
    GAINED,
    GAINED_IN_PARTS,
    OVERVIEW,
    POST,
    SPLIT_COUNTS,
    SPLITS,
    SPONSORED,
    VISITS,
)
from socialroi.sources.part import Context, Part
from socialroi.sources.quoting import named
from socialroi.sources.take import Take

NAME = "linkedin_page"


def recognise(block: Block) -> bool:
    """By the columns of one of its sheets."""
    return (
        _is_metrics(block)
        or _is_posts(block)
        or _is_followers(block)
        or _is_visitors(block)
        or (len(block.names) == 2 and block.names[0] in SPLITS and block.names[1] in SPLIT_COUNTS)
        or block.has_each(("Page",), *COMPETITORS)
    )


def _is_metrics(block: Block) -> bool:
    return block.has_each(DAY, DAILY["impressions"], DAILY["clicks"])


def _is_posts(block: Block) -> bool:
    return block.has_each(*(POST[name] for name in ("link", "title", "created")), COUNTED["impressions"], COUNTED["reactions"])


def _is_followers(block: Block) -> bool:
    return block.has_each(DAY, *GAINED_IN_PARTS[:2])


def _is_visitors(block: Block) -> bool:
    return block.has_each(DAY) and block.starting(*OVERVIEW) is not None


def read(block: Block, context: Context) -> Part:
    """Days of the Page and its posts. What was sponsored stays out: Campaign Manager's own export has it.

    `Total followers` is the followers won on the day, so it fills `followers_gained` and never `followers`.
    """
    if _is_posts(block):
        return _read_posts(block, context)
    take = Take(block, context, decimal=".", order="month_first")
    if not block.has_each(DAY):
        return take.unused(NAME, f"{named(block.sheet, 'a sheet')} is a count without a day: not used")
    day = take.need(take.day(*DAY, as_written=True), *DAY)
    columns = {"day": day, "last_day": day, "platform": take.constant("linkedin")}
    if _is_metrics(block):
        columns |= {name: take.number(*headers, is_count=True) for name, headers in DAILY.items()}
    elif _is_followers(block):
        columns["followers_gained"] = _gained(take)
    else:
        columns["profile_visits"] = take.count(*VISITS)
    return take.part(NAME, "audience", columns)


def _gained(take: Take) -> pd.Series:
    """The day's total; where the export has none, its parts together."""
    if take.block.has_each(GAINED):
        return take.number(*GAINED)
    parts = [take.number(*names) for names in GAINED_IN_PARTS]
    return pd.concat(parts, axis=1).sum(axis=1, min_count=1)


def _read_posts(block: Block, context: Context) -> Part:
    """Posts by the number in their link. The row of a post's sponsored run is counted and not used."""
    place = block.position(*POST["run"])
    kind = pd.Series("", index=block.body.index) if place is None else block.body[place]
    sponsored = kind.astype("str").str.strip().str.lower().str.startswith(SPONSORED)
    take = Take(block.only(~sponsored), context, decimal=".", order="month_first", private=True)
    link = take.need(take.text(*POST["link"]), *POST["link"])
    number = link.str.extract(r"(\d{15,})")[0]
    columns = {
        "day": take.need(take.day(*POST["created"], as_written=True), *POST["created"]),
        "platform": take.constant("linkedin"),
        "post_id": number.where(number.notna(), link),
        "type": take.text(*POST["type"]).str.lower(),
        "campaign": take.text(*POST["campaign"]),
        **{name: take.count(*headers) for name, headers in COUNTED.items()},
    }
    part = take.part(NAME, "posts", columns)
    unused = int(sponsored.sum())
    note = f"{unused} sponsored rows: not used, Campaign Manager has them" if unused else ""
    return replace(part, read=part.read + unused, unused=unused, note=note)
