"""LinkedIn Page analytics, true .xls workbooks: content, followers, visitors and competitors, with the sheets of 2020 too."""

from dataclasses import replace

import pandas as pd

from socialroi.sources.block import Block
from socialroi.sources.part import Context, Part
from socialroi.sources.quoting import named
from socialroi.sources.take import Take

NAME = "linkedin_page"
_LINK = ("Post link", "Update link")
_TITLE = ("Post title", "Update title")
_SPLITS = ("location", "job function", "seniority", "industry", "company size")
_DAILY = {
    "impressions": ("Impressions (organic)",),
    "reach": ("Unique impressions (organic)",),
    "clicks": ("Clicks (organic)",),
    "reactions": ("Reactions (organic)",),
    "comments": ("Comments (organic)",),
    "shares": ("Reposts (organic)", "Shares (organic)"),
}


def recognise(block: Block) -> bool:
    """By the columns of one of its sheets."""
    return (
        _is_metrics(block)
        or _is_posts(block)
        or _is_followers(block)
        or _is_visitors(block)
        or (len(block.names) == 2 and block.names[0] in _SPLITS and block.names[1] in ("total followers", "total views"))
        or block.has("Page", "Total Followers", "New Followers", "Total post engagements")
    )


def _is_metrics(block: Block) -> bool:
    return block.has("Date", "Impressions (organic)", "Clicks (organic)")


def _is_posts(block: Block) -> bool:
    named = block.position(*_LINK) is not None and block.position(*_TITLE) is not None
    return named and block.has("Created date", "Impressions", "Likes")


def _is_followers(block: Block) -> bool:
    return block.has("Date", "Organic followers", "Sponsored followers")


def _is_visitors(block: Block) -> bool:
    return block.has("Date") and block.starting("Overview page views (") is not None


def read(block: Block, context: Context) -> Part:
    """Days of the Page and its posts. What was sponsored stays out: Campaign Manager's own export has it.

    `Total followers` is the followers won on the day, so it fills `followers_gained` and never `followers`.
    """
    if _is_posts(block):
        return _read_posts(block, context)
    take = Take(block, context, decimal=".", order="month_first")
    if not block.has("Date"):
        return take.unused(NAME, f"{named(block.sheet, 'a sheet')} is a count without a day: not used")
    day = take.need(take.day("Date", as_written=True), "Date")
    columns = {"day": day, "last_day": day, "platform": take.constant("linkedin")}
    if _is_metrics(block):
        columns |= {name: take.number(*headers, is_count=True) for name, headers in _DAILY.items()}
    elif _is_followers(block):
        columns["followers_gained"] = _gained(take)
    else:
        columns["profile_visits"] = take.count("Total page views (total)", "Overview page views (total)")
    return take.part(NAME, "audience", columns)


def _gained(take: Take) -> pd.Series:
    """The day's total; where the export has none, its parts together."""
    if take.block.has("Total followers"):
        return take.number("Total followers")
    parts = [take.number(name) for name in ("Sponsored followers", "Organic followers", "Auto-invited followers")]
    return pd.concat(parts, axis=1).sum(axis=1, min_count=1)


def _read_posts(block: Block, context: Context) -> Part:
    """Posts by the number in their link. The row of a post's sponsored run is counted and not used."""
    kind = block.body[block.position("Post type")] if block.has("Post type") else pd.Series("", index=block.body.index)
    sponsored = kind.astype("str").str.strip().str.lower().eq("sponsored")
    take = Take(block.only(~sponsored), context, decimal=".", order="month_first", private=True)
    link = take.need(take.text(*_LINK), *_LINK)
    number = link.str.extract(r"(\d{15,})")[0]
    columns = {
        "day": take.need(take.day("Created date", as_written=True), "Created date"),
        "platform": take.constant("linkedin"),
        "post_id": number.where(number.notna(), link),
        "type": take.text("Content Type").str.lower(),
        "campaign": take.text("Campaign name"),
        "impressions": take.count("Impressions"),
        "reactions": take.count("Likes"),
        "comments": take.count("Comments"),
        "shares": take.count("Reposts", "Shares"),
        "clicks": take.count("Clicks"),
        "video_views": take.count("Views"),
    }
    part = take.part(NAME, "posts", columns)
    unused = int(sponsored.sum())
    note = f"{unused} sponsored rows: not used, Campaign Manager has them" if unused else ""
    return replace(part, read=part.read + unused, unused=unused, note=note)
