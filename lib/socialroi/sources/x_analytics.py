"""X (Twitter) analytics: by day and by post, the exports until 2024 and those since.

Their `media views` count pictures too and are no views of videos.
"""

import pandas as pd

from socialroi.sources.block import Block
from socialroi.sources.part import Context, Part
from socialroi.sources.take import Take

NAME = "x_analytics"
_DAY = ("Date", "Fecha", "日付")
_POST = {  # canonical column: its header until 2024, its headers since in English, Spanish and Japanese
    "impressions": ("impressions", "Impresiones", "インプレッション数"),
    "reactions": ("likes", "favorites", "Me gusta", "いいね"),
    "comments": ("replies", "Respuestas", "返信"),
    "shares": ("retweets", "Reposts", "リポスト"),
    "saves": ("Bookmarks", "Guardados", "ブックマーク"),
    "clicks": ("url clicks", "Clics en URL", "URLのクリック数"),
}
_VISITS = ("user profile clicks", "Profile visits", "Visitas del perfil", "プロフィールへのアクセス数")
_DAILY = {
    **_POST,
    "posts": ("Tweets published", "Create Post", "Crear post", "ポストを作成"),
    "engagements": ("engagements", "Interacciones", "エンゲージメント"),
    "profile_visits": _VISITS,
    "video_views": ("Video views", "Reproducciones de video"),
}
_NEW = ("New follows", "Nuevos seguidores", "新しいフォロー")
_LOST = ("Unfollows", "Dejar de seguir", "フォロー解除")
_ID = ("Tweet id", "Post id", "ID del post", "ポストID")
_LINK = ("Post Link", "Link", "Tweet permalink", "Postear enlace", "ポストのリンク")


def recognise(block: Block) -> bool:
    """By the columns of one of the four exports."""
    return _is_daily(block) or _is_posts(block)


def _is_daily(block: Block) -> bool:
    since = block.has_each(_DAY, _POST["impressions"], _NEW, _LOST, _POST["shares"])
    return since or block.has("Date", "Tweets published", "impressions")


def _is_posts(block: Block) -> bool:
    old = block.has("Tweet id", "time", "impressions")
    own = block.position(*_POST["saves"], *_NEW, *_VISITS[1:]) is not None and not block.has("Network")
    return old or (own and block.has_each(_DAY, _POST["impressions"], _POST["shares"], (*_ID[1:], *_LINK)))


def read(block: Block, context: Context) -> Part:
    """Days of the account, or posts. Shares are reposts; the old export's promoted half stays out: ads have their own export."""
    is_daily = _is_daily(block)
    take = Take(block, context, decimal=".", private=not is_daily)
    return _read_daily(take) if is_daily else _read_posts(take)


def _read_daily(take: Take) -> Part:
    day = take.need(take.day(*_DAY, as_written=True), *_DAY)
    counts = {column: take.count(*headers) for column, headers in _DAILY.items()}
    columns = {
        "day": day,
        "last_day": day,
        "platform": take.constant("x"),
        **counts,
        "followers_gained": _gained(take),
    }
    return take.part(NAME, "audience", columns)


def _gained(take: Take) -> pd.Series:
    """Net where the export gives both new and lost followers."""
    if take.block.position(*_LOST) is not None:
        return take.count(*_NEW) - take.count(*_LOST)
    return take.count("follows")


def _read_posts(take: Take) -> Part:
    day = take.need(take.day("time", *_DAY), "time", *_DAY)
    post = take.identifier(*_ID)
    link = take.text(*_LINK).str.extract(r"/status/(\d+)")[0]
    columns = {
        "day": day,
        "platform": take.constant("x"),
        "post_id": take.need(post.where(post.notna(), link), *_ID),
        **{column: take.count(*headers) for column, headers in _POST.items()},
    }
    return take.part(NAME, "posts", columns)
