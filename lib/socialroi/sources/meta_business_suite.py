"""Meta Business Suite: one-metric files of Insights > Results, and the content export of Facebook and Instagram."""

import re
from dataclasses import replace

import pandas as pd

from socialroi.sources.block import Block, as_text, plain, stripped
from socialroi.sources.business_suite_headers import CONTENT, TYPES, VIDEO_ID
from socialroi.sources.near_names import one_letter_off
from socialroi.sources.part import Context, Part
from socialroi.sources.quoting import named
from socialroi.sources.take import Take

NAME = "meta_business_suite"
_POST = ("post_id", "time", "link")
_COUNTED = ("impressions", "reach", "reactions", "comments", "shares", "saves", "clicks")
_METRICS = {
    "follows": "followers_gained",
    "new follows": "followers_gained",
    "new followers": "followers_gained",
    "net follows": "followers_gained",
    "reach": "reach",
    "page reach": "reach",
    "views": "views",
    "impressions": "impressions",
    "visits": "profile_visits",
    "page visits": "profile_visits",
    "profile visits": "profile_visits",
    "page and profile visits": "profile_visits",
    "interactions": "engagements",
    "content interactions": "engagements",
    "link clicks": "clicks",
    # Portuguese, of Brazil and of Portugal
    "seguidores": "followers_gained",
    "novos seguidores": "followers_gained",
    "alcance": "reach",
    "visualizações": "views",
    "visitas": "profile_visits",
    "visitas ao perfil": "profile_visits",
    "interações com o conteúdo": "engagements",
    "interações com conteúdos": "engagements",
    "cliques no link": "clicks",
    "cliques na ligação": "clicks",
}
_DAY = ("Date", "Data")
_COUNTED_ON = ("Date", "Fecha", "Data", "Datum", "Ngày", "日時")  # of content: the word Lifetime in the language of the export
_FEW = 0.1  # of the rows
_NETWORK = re.compile(r"\b(?:(?:ao|do|no) )?(facebook|instagram)\b")


def recognise(block: Block) -> bool:
    """One-metric files by the metric's name above `Date, Primary`; content by its post columns."""
    return _is_metric(block) or _is_content(block) or _is_videos(block)


def _is_metric(block: Block) -> bool:
    if len(block.names) != 2 or block.position(*_DAY) != 0 or len(_lines(block)) != 1:
        return False
    named, column = _metric(_lines(block)[0])
    network, told = _metric(block.names[1])
    return block.names[1] == "primary" or (named is not None and named == network) or (told is not None and told == column)


def _is_content(block: Block) -> bool:
    is_there = {name: block.position(*CONTENT[name]) is not None for name in (*_POST, "account", "page")}
    return all(is_there[name] for name in _POST) and (is_there["account"] or is_there["page"])


def _is_videos(block: Block) -> bool:
    return block.position(*VIDEO_ID) is not None and block.position(*CONTENT["time"]) is not None


def read(block: Block, context: Context) -> Part:
    """Days of the account, or posts with their lifetime totals. A table of videos has ids of its own: posts would count twice."""
    if _is_videos(block) and not _is_content(block):
        note = "a table of videos, each a post with another id: not used; export the posts in its place"
        return Take(block, context, order=None).unused(NAME, note)
    return _read_metric(block, context) if _is_metric(block) else _read_content(block, context)


def _lines(block: Block) -> list[str]:
    return [line.strip(' ",;\t') for line in block.preamble if line.strip(' ",;\t')]


def _metric(title: str) -> tuple[str | None, str | None]:
    """Network and canonical column that a title such as `Instagram profile visits` or `New Instagram followers` names.

    The header below it can name another metric: visits of a Page stood under `Facebook Page likes` until 2023.
    """
    match = _NETWORK.search(plain(title))
    metric = " ".join(_NETWORK.sub(" ", plain(title)).split())
    return (match[1] if match else None), _METRICS.get(metric)


def _read_metric(block: Block, context: Context) -> Part:
    title = _lines(block)[0]
    network, column = _metric(title)
    take = Take(block, context, order=None)
    if column is None:
        known = [*_METRICS, *(f"{name} {metric}" for name in ("facebook", "instagram") for metric in _METRICS)]
        for _, near in one_letter_off(known, [title])[:1]:
            fix = "download the file again, or correct the title"
            take.tell(f"the title {named(title, 'above the header')}", f"'{near}'", fix, row=block.header_row - 1)
        return take.unused(NAME, f"{named(title, 'its metric')} has no place in the kit's tables: not used")
    day = take.need(take.day(*_DAY, as_written=True), *_DAY)
    platform = context.hint.platform or network or "meta"
    columns = {
        "day": day,
        "last_day": day,
        "platform": take.constant(platform),
        column: take.number(block.header[1], is_count=True),
    }
    return take.part(NAME, "audience", columns)


def _read_content(block: Block, context: Context) -> Part:
    """Posts; a row that holds Meta's own error in place of a post is counted and not used.

    Every language writes the month first, between slashes. Other signs are another program's: their own days, or params, decide.
    """
    failed = _failed(block)
    times = block.body[block.position(*CONTENT["time"])].map(as_text)
    is_own = not times.str.contains(r"\d[-.]\d", regex=True).any()
    take = Take(block.only(~failed), context, order="month_first" if is_own else None, private=True)
    _refuse_days(take)
    is_page = block.position(*CONTENT["page"]) is not None and block.position(*CONTENT["account"]) is None
    kind = take.text(*CONTENT["type"]).str.lower()
    columns = {
        "day": take.need(take.day(*CONTENT["time"]), *CONTENT["time"]),
        "platform": take.constant("facebook" if is_page else "instagram"),
        "post_id": take.need(take.identifier(*CONTENT["post_id"]), *CONTENT["post_id"]),
        "type": kind.map(lambda word: TYPES.get(word, word)),
        "views": _views(take),
        **{name: take.count(*CONTENT[name]) for name in _COUNTED},
    }
    zone = unknown_zone(block.header[block.position(*CONTENT["time"])], context)
    twice = "two columns of views that differ: not used" if _views_differ(take.block).any() else ""
    unused = int(failed.sum())
    errors = f"{unused} rows in which Meta could not compute the post: not used" if unused else ""
    part = take.part(NAME, "posts", columns, note="; ".join(note for note in (zone, twice, errors) if note))
    return replace(part, read=part.read + unused, unused=unused)


def _refuse_days(take: Take) -> None:
    """A row per post and day is another report: the days of a post cannot be told from two versions of its lifetime's total."""
    cells = take.cells(*_COUNTED_ON)
    days = [] if cells is None else [text for text in stripped(cells.distinct) if re.search(r"\d{4}", text)]
    if days:
        column = take.block.header[take.block.position(*_COUNTED_ON)]
        fix = "export the content again with the totals of its lifetime (Lifetime), not by day (Daily)"
        take.tell(f"posts by day, such as '{days[0]}'", "one row per post", fix, row=take.block.header_row, column=column)


def unknown_zone(column: str, context: Context) -> str:
    """The note of Meta's times of posts, whose zone no file says; empty where params say it."""
    if context.hint.timezone:
        return ""
    pacific = context.line("timezone: America/Los_Angeles")
    note = f"'{column}' read as {context.timezone} time: Meta does not say its zone"
    return f"{note}; where posts stand hours too early it is Pacific time: {pacific}"


def _failed(block: Block) -> pd.Series:
    """True for rows without id, time and link that say `An error occurred …` instead."""
    empty = pd.DataFrame({name: block.body[block.position(*CONTENT[name])].map(as_text).str.strip() == "" for name in _POST})
    if not block.has("Data comment") or not len(block.body):
        return pd.Series(False, index=block.body.index)
    said = block.body[block.position("Data comment")].map(as_text).str.strip() != ""
    return (empty.all(axis=1) & said).astype(bool)


def _views(take: Take) -> pd.Series:
    """Some files hold `Views` twice. Where the two differ nobody says which is which, so neither is taken.

    Two that differ in few rows are one metric, with a damaged cell.
    """
    differ = _views_differ(take.block)
    if 0 < differ.sum() <= _FEW * len(differ):
        row = int(differ.index[differ.to_numpy().argmax()])
        take.tell("two columns of views that differ in few rows", "the same in both", "download the file again", row=row)
    return take.nothing("float64") if differ.any() else take.count(*CONTENT["views"])


def _views_differ(block: Block) -> pd.Series:
    """True for rows in which the columns of views are not all the same."""
    names = set(map(plain, CONTENT["views"]))
    columns = [stripped(block.body[place]) for place, name in enumerate(block.names) if name in names]
    differ = pd.Series(False, index=block.body.index)
    for column in columns[1:]:
        differ |= column != columns[0]
    return differ
