"""YouTube Studio: Table data, Totals and Chart data of its advanced mode, English and Brazilian Portuguese."""

import pandas as pd

from socialroi.sources.block import Block, as_text
from socialroi.sources.part import Context, Part
from socialroi.sources.take import Take

NAME = "youtube"
_DATE = ("Date", "Data")
_CONTENT = ("Content", "Conteúdo")
_SPLITS = (
    "Traffic source",
    "Geography",
    "Viewer age",
    "Viewer gender",
    "Device type",
    "Subscription status",
    "Playlist",
    "Content type",
    "Origem do tráfego",
    "Região geográfica",
)
_PUBLISHED = ("Video publish time", "Horário de publicação do vídeo")
_VIEWS = ("Views", "Visualizações")
_IMPRESSIONS = ("Impressions", "Impressões")
_HOURS = ("Watch time (hours)", "Tempo de exibição (horas)")
_SUBSCRIBERS = ("Subscribers", "Inscritos")


def recognise(block: Block) -> bool:
    """By a first column that YouTube splits by, beside its own metrics; Totals by `Date, Views` alone."""
    split = block.names[:1] and block.position(*_DATE, *_CONTENT, *_SPLITS) == 0
    own = (*_HOURS, "Engaged views", *_PUBLISHED)
    chart = block.position(*_DATE) == 0 and block.position(*_SPLITS, *_CONTENT) == 1
    metrics = block.position(*_VIEWS) is not None or block.position(*own) is not None
    plain_totals = not block.preamble and block.names in (("date", "views"), ("data", "visualizações"))
    return bool(split) and metrics and (chart or plain_totals or block.position(*own) is not None)


def read(block: Block, context: Context) -> Part:
    """Videos as posts, days of the channel, a split (traffic source …) as breakdown. The first row, `Total`, is not taken."""
    take = Take(block, context, totals=_totals(block), decimal=".")
    if block.position(*_CONTENT) == 0 and block.position(*_PUBLISHED) is not None:
        return _read_videos(take)
    if block.position(*_VIEWS) is None:
        return take.unused(NAME, "no column 'Views': not used")
    if block.position(*_DATE) == 0:
        day = take.need(take.day(*_DATE), *_DATE)
        return take.part(NAME, "audience", {"day": day, "last_day": day, **_metrics(take)})
    return _read_undated(take)


def _totals(block: Block) -> pd.Series:
    if not len(block.body):
        return pd.Series(False, index=block.body.index)
    return (block.body[0].map(as_text).astype("str") == "Total") & (block.body.index == block.body.index[0])


def _metrics(take: Take) -> dict[str, pd.Series]:
    return {
        "platform": take.constant("youtube"),
        "impressions": take.count(*_IMPRESSIONS),
        "video_views": take.count(*_VIEWS),
        "watch_hours": take.number(*_HOURS),
        "followers_gained": take.number(*_SUBSCRIBERS),
        "breakdown": take.text(*_SPLITS, *_CONTENT),
    }


def _read_undated(take: Take) -> Part:
    """A split without days says nothing of a period unless params state the days of the export."""
    hint = take.context.hint
    if hint.from_ is None or hint.until is None:
        line = take.context.line('from: "2025-07-01", until: "2025-09-30"')
        return take.unused(NAME, f"the table names no days: not used; to use it, write {line}")
    days = {
        name: pd.Series(pd.Timestamp(day), index=take.rows, dtype="datetime64[us]")
        for name, day in (("day", hint.from_), ("last_day", hint.until))
    }
    return take.part(NAME, "audience", {**days, **_metrics(take)})


def _read_videos(take: Take) -> Part:
    columns = {
        "day": take.need(take.day(*_PUBLISHED), *_PUBLISHED),
        "platform": take.constant("youtube"),
        "post_id": take.need(take.identifier(*_CONTENT), *_CONTENT),
        "type": take.constant("video"),
        "impressions": take.count(*_IMPRESSIONS),
        "video_views": take.count(*_VIEWS),
    }
    return take.part(NAME, "posts", columns)
