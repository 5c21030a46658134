"""YouTube Studio: Table data, Totals and Chart data of its advanced mode, in the languages of youtube_headers."""

from collections.abc import Callable

import pandas as pd

from socialroi.sources.block import Block, plain
from socialroi.sources.decide import signs_of
from socialroi.sources.part import Context, Part
from socialroi.sources.stated_totals import check_least, check_total
from socialroi.sources.take import Take
from socialroi.sources.youtube_headers import (
    CONTENT,
    DATE,
    ENGAGED,
    HOURS,
    IMPRESSIONS,
    PUBLISHED,
    REVENUE,
    SPLITS,
    SUBSCRIBERS,
    TOTAL,
    VIEWS,
)

NAME = "youtube"
_MOST_VIDEOS = 500  # in a table; its total holds all


def recognise(block: Block) -> bool:
    """By a first column that YouTube splits by, beside its own metrics; Totals by `Date` and one of its metrics alone."""
    split = block.names[:1] and block.position(*DATE, *CONTENT, *SPLITS) == 0
    own = (*HOURS, *ENGAGED, *PUBLISHED)
    chart = block.position(*DATE) == 0 and block.position(*SPLITS, *CONTENT) == 1
    metrics = block.position(*VIEWS) is not None or block.position(*own) is not None
    whole = metrics and (chart or block.position(*own) is not None)
    return bool(split) and (whole or _is_totals(block) or _is_shares(block))


def _is_shares(block: Block) -> bool:
    """Ages or genders of viewers, in percent of the views."""
    return block.position(*SPLITS) == 0 and any(name == f"{plain(views)} (%)" for name in block.names for views in VIEWS)


def _is_totals(block: Block) -> bool:
    """`Date, Views` or another metric beside the days, without a line above."""
    one = block.position(*VIEWS, *SUBSCRIBERS) == 1 or block.header[1:2] == (block.starting(*REVENUE),)
    return len(block.header) == 2 and not block.preamble and block.position(*DATE) == 0 and one


def read(block: Block, context: Context) -> Part:
    """Videos as posts, days of the channel, a split (traffic source …) as breakdown. The row `Total` is not taken."""
    decimal = "," if signs_of(block) == {","} else "."
    is_videos = block.position(*CONTENT) == 0 and block.position(*PUBLISHED) is not None
    take = Take(block, context, totals=_totals(block), decimal=decimal, private=is_videos)
    if is_videos:
        return _read_videos(take)
    if block.position(*CONTENT) == 0:
        take.tell(f"no column '{PUBLISHED[0]}' beside videos", "that column", "download it again", row=block.header_row)
    if block.position(*VIEWS, *SUBSCRIBERS) is None:
        return take.unused(NAME, "no column 'Views': not used")
    if block.position(*DATE) == 0:
        day = take.need(take.day(*DATE), *DATE)
        return take.part(NAME, "audience", {"day": day, "last_day": day, **_metrics(take, check_total)})
    return _read_undated(take)


def _totals(block: Block) -> pd.Series:
    """True for a row that says it is the total, first or last, or wherever two files were put together."""
    return block.body[0].map(plain).isin(TOTAL)


def _views(take: Take, check: Callable[..., object]) -> pd.Series:
    """The views, compared with the row `Total` where the file has just one: two are of two files put together."""
    views = take.count(*VIEWS)
    if take.total == 1:
        check(take, views, *VIEWS)
    return views


def _metrics(take: Take, check: Callable[..., object]) -> dict[str, pd.Series]:
    return {
        "platform": take.constant("youtube"),
        "impressions": take.count(*IMPRESSIONS),
        "video_views": _views(take, check),
        "watch_hours": take.number(*HOURS),
        "followers_gained": take.number(*SUBSCRIBERS),
        "breakdown": take.text(*SPLITS, *CONTENT),
    }


def _read_undated(take: Take) -> Part:
    """A split without days says nothing of a period unless params state the days of the export."""
    hint = take.context.hint
    if hint.from_ is None or hint.until is None:
        line = take.context.line('from: "2025-07-01", until: "2025-09-30"')
        return take.unused(NAME, f"the table names no days: not used; to use it, write {line}")
    days = {"day": take.same_day(hint.from_), "last_day": take.same_day(hint.until)}
    return take.part(NAME, "audience", days | _metrics(take, check_least))


def _read_videos(take: Take) -> Part:
    """A video that was never public, such as an ad's, has no publish time: it stays, and no period holds it."""
    day, views = take.day(*PUBLISHED), _views(take, check_least)
    is_remark = day.isna() & views.isna() & ~take.bad & (take.block.position(*VIEWS) is not None)
    take.refuse(is_remark, CONTENT, "a video with its views", "delete the row: it is a remark; or download the file again")
    columns = {
        "day": day,
        "platform": take.constant("youtube"),
        "post_id": take.need(take.identifier(*CONTENT), *CONTENT),
        "type": take.constant("video"),
        "impressions": take.count(*IMPRESSIONS),
        "video_views": views,
    }
    hidden = int((day.isna() & ~take.bad).sum())
    notes = [f"{hidden} videos without a publish time (not public, or ads) belong to no period"] if hidden else []
    notes += [f"YouTube lists the top {_MOST_VIDEOS} videos only"] if len(take.rows) >= _MOST_VIDEOS else []
    return take.part(NAME, "posts", columns, note="; ".join(notes))
