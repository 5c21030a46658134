"""X (Twitter) analytics: by day and by post, the exports until 2024 and those since.

Their `media views` count pictures too and are no views of videos.
"""

import pandas as pd

from socialroi.sources.block import Block
from socialroi.sources.part import Context, Part
from socialroi.sources.take import Take

NAME = "x_analytics"
_DAILY = {  # canonical column: its header until 2024, its header since
    "posts": ("Tweets published", "Create Post"),
    "impressions": ("impressions",),
    "engagements": ("engagements",),
    "reactions": ("likes", "favorites"),
    "comments": ("replies",),
    "shares": ("retweets", "Reposts"),
    "clicks": ("url clicks",),
    "profile_visits": ("user profile clicks", "Profile visits"),
    "saves": ("Bookmarks",),
}
_POST = {
    "impressions": ("impressions",),
    "reactions": ("likes", "favorites"),
    "comments": ("replies",),
    "shares": ("retweets", "Reposts"),
    "saves": ("Bookmarks",),
    "clicks": ("url clicks",),
}


def recognise(block: Block) -> bool:
    """By the columns of one of the four exports."""
    return _is_daily(block) or _is_posts(block)


def _is_daily(block: Block) -> bool:
    return block.has("Date", "Tweets published", "impressions") or block.has(
        "Date", "Impressions", "New follows", "Unfollows", "Reposts"
    )


def _is_posts(block: Block) -> bool:
    old = block.has("Tweet id", "time", "impressions")
    own = block.position("Bookmarks", "New follows", "Profile visits") is not None and not block.has("Network")
    return old or (
        own and block.has("Date", "Impressions", "Reposts") and block.position("Post id", "Post Link", "Link") is not None
    )


def read(block: Block, context: Context) -> Part:
    """Days of the account, or posts. Shares are reposts; the old export's promoted half stays out: ads have their own export."""
    is_daily = _is_daily(block)
    take = Take(block, context, decimal=".", private=not is_daily)
    return _read_daily(take) if is_daily else _read_posts(take)


def _read_daily(take: Take) -> Part:
    day = take.need(take.day("Date", as_written=True), "Date")
    counts = {column: take.count(*headers) for column, headers in _DAILY.items()}
    columns = {
        "day": day,
        "last_day": day,
        "platform": take.constant("x"),
        **counts,
        "followers_gained": _gained(take),
        "video_views": take.count("Video views"),
    }
    return take.part(NAME, "audience", columns)


def _gained(take: Take) -> pd.Series:
    """Net where the export gives both new and lost followers."""
    if take.block.has("Unfollows"):
        return take.count("New follows") - take.count("Unfollows")
    return take.count("follows")


def _read_posts(take: Take) -> Part:
    day = take.need(take.day("time", "Date"), "time", "Date")
    post = take.identifier("Tweet id", "Post id")
    link = take.text("Post Link", "Link", "Tweet permalink").str.extract(r"/status/(\d+)")[0]
    columns = {
        "day": day,
        "platform": take.constant("x"),
        "post_id": take.need(post.where(post.notna(), link), "Tweet id", "Post id"),
        **{column: take.count(*headers) for column, headers in _POST.items()},
    }
    return take.part(NAME, "posts", columns)
