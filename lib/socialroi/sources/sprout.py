"""Sprout Social: Post Performance and Profile Performance, which hold several networks in one file."""

import pandas as pd

from socialroi.channels import platform_written
from socialroi.sources.block import Block
from socialroi.sources.part import IDENTITY, Context, Part
from socialroi.sources.take import Take

NAME = "sprout"


def recognise(block: Block) -> bool:
    """By network and profile beside the columns of posts or of an audience."""
    return block.has("Date", "Network", "Profile") and (_is_posts(block) or block.has("Audience"))


def _is_posts(block: Block) -> bool:
    return block.has("Post ID", "Post Type")


def read(block: Block, context: Context) -> Part:
    """Posts with their totals, or days of each profile. Texts of posts and the names of staff do not stay."""
    take = Take(block, context, decimal=".", private=True)
    network = take.need(take.text("Network"), "Network")
    platform = network.map(platform_written, na_action="ignore").astype("str")
    return _read_posts(take, platform) if _is_posts(block) else _read_profiles(take, platform)


def _read_posts(take: Take, platform: pd.Series) -> Part:
    kind = take.text("Content Type")
    columns = {
        "day": take.need(take.day("Date"), "Date"),
        "platform": platform,
        "post_id": take.need(take.identifier("Post ID").str.lstrip("'"), "Post ID"),
        "type": kind.where(kind.notna(), take.text("Post Type")).str.lower(),
        "impressions": take.count("Impressions"),
        "reach": take.count("Reach"),
        "reactions": take.count("Reactions", "Likes"),
        "comments": take.count("Comments"),
        "shares": take.count("Shares"),
        "saves": take.count("Saves"),
        "clicks": take.count("Post Link Clicks"),
        "video_views": take.count("Video Views"),
    }
    return take.part(NAME, "posts", columns)


def _read_profiles(take: Take, platform: pd.Series) -> Part:
    """A network's first profile stands for the account, so the network's own export of the same days is noticed.

    A day's counts are net: who takes a like back makes them negative.
    """
    day = take.need(take.day("Date", as_written=True), "Date")
    profile = take.person("Profile")
    place = profile.groupby(platform, dropna=False).transform(lambda names: names.factorize()[0])
    columns = {
        "day": day,
        "last_day": day,
        "platform": platform,
        "followers": take.count("Audience"),
        "followers_gained": take.number("Net Audience Growth"),
        "impressions": take.number("Impressions"),
        "reach": take.number("Reach"),
        "engagements": take.number("Engagements", "Engagements (Total)"),
        "reactions": take.number("Reactions"),
        "comments": take.number("Comments"),
        "shares": take.number("Shares"),
        "saves": take.number("Saves"),
        "clicks": take.number("Post Link Clicks"),
        "video_views": take.number("Video Views"),
        "posts": take.count("Published Posts (Total)", "Published Posts"),
        IDENTITY: profile.where(place.fillna(0).astype("int64") > 0, "").astype("str"),
    }
    return take.part(NAME, "audience", columns)
