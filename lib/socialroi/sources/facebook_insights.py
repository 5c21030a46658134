"""Facebook Insights until 2021: page and post exports, XML workbooks or CSV, with labels or internal keys as headers."""

import pandas as pd

from socialroi.sources.block import Block, as_text, plain
from socialroi.sources.meta_business_suite import unknown_zone
from socialroi.sources.part import Context, Part
from socialroi.sources.quoting import named
from socialroi.sources.take import Take

NAME = "facebook_insights"
_PERIODS = ("daily ", "weekly ", "28 days ", "lifetime ", "page_", "post_")
# Likes of the Page and engaged people are neither followers nor engagements: two meanings under one name, so they stay out.
_DAILY = {
    "impressions": ("Daily Total Impressions", "page_impressions"),
    "reach": ("Daily Total Reach", "page_impressions_unique"),
    "engagements": ("Daily Page Post Engagements", "Daily Post Engagements", "page_post_engagements"),
    "profile_visits": ("Daily Total Page Views", "Daily Page Views", "page_views_total"),
    "video_views": ("Daily Total Video Views", "page_video_views"),
    "followers": ("Lifetime Total Follows", "Lifetime Total Followers", "page_follows"),
    "followers_gained": ("Daily New Follows", "page_daily_follows"),
}
_STORIES = "Lifetime Post Stories by action type - "
_POST = {
    "impressions": ("Lifetime Post Total Impressions", "post_impressions"),
    "reach": ("Lifetime Post Total Reach", "post_impressions_unique"),
    "reactions": (_STORIES + "like",),
    "comments": (_STORIES + "comment",),
    "shares": (_STORIES + "share",),
    "clicks": ("Lifetime Post Consumptions by type - link clicks",),
}
_ACTIONS = {"reactions": ("like",), "comments": ("comment",), "shares": ("share",)}
_COUNTED_IN = "lifetime post stories by a"  # the sheet, its name cut at 31 letters, whose `like` counts actions, not people


def recognise(block: Block) -> bool:
    """Posts by their columns; days by headers that all name a period of counting."""
    return _is_posts(block) or _is_days(block)


def _is_posts(block: Block) -> bool:
    return block.has("Post ID", "Permalink", "Post Message", "Posted")


def _is_days(block: Block) -> bool:
    named = [name for name in block.names[1:] if name]
    return block.names[:1] == ("date",) and bool(named) and all(name.startswith(_PERIODS) for name in named)


def read(block: Block, context: Context) -> Part:
    """Daily values of the Page, lifetime totals of posts. Weekly and 28-day values overlap and are not taken.

    The row below the header explains it; it is a second header, not a row of data.
    """
    block = _without_explanations(block)
    take = Take(block, context, decimal=".", order="month_first", private=_is_posts(block))
    if _is_posts(block):
        return _read_posts(take)
    values = {name: take.count(*headers) for name, headers in _DAILY.items() if block.position(*headers) is not None}
    if not values:
        return take.unused(NAME, f"{named(block.sheet or block.header[1], 'a sheet')} has no place in the kit's tables: not used")
    day = take.need(take.day("Date", as_written=True), "Date")
    columns = {"day": day, "last_day": day, "platform": take.constant("facebook"), **values}
    return take.part(NAME, "audience", columns, note="likes of the Page are not its followers: not used")


def _without_explanations(block: Block) -> Block:
    """The block without a first row that has sentences under the metrics' names."""
    if not len(block.body):
        return block
    first = [as_text(cell).strip() for cell in block.body.iloc[0]]
    explains = plain(first[0]) in ("", "date", "post id") and any(" " in cell for cell in first[1:])
    return block.only(pd.Series(block.body.index != block.body.index[0])) if explains else block


def _read_posts(take: Take) -> Part:
    counted = plain(take.block.sheet).startswith(_COUNTED_IN)
    choice = _POST | (_ACTIONS if counted else {})
    values = {name: headers for name, headers in choice.items() if take.block.position(*headers) is not None}
    if not values:
        return take.unused(NAME, f"{named(take.block.sheet, 'a sheet')} has no place in the kit's tables: not used")
    columns = {
        "day": take.need(take.day("Posted"), "Posted"),
        "platform": take.constant("facebook"),
        "post_id": take.need(take.identifier("Post ID"), "Post ID"),
        "type": take.text("Type").str.lower(),
        **{name: take.count(*headers) for name, headers in values.items()},
    }
    return take.part(NAME, "posts", columns, note=unknown_zone("Posted", take.context))
