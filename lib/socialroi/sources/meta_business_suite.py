"""Meta Business Suite: one-metric files of Insights > Results, and the content export of Facebook and Instagram."""

import re
from dataclasses import replace

import pandas as pd

from socialroi.sources.block import Block, as_text, plain
from socialroi.sources.near_names import one_letter_off
from socialroi.sources.part import Context, Part
from socialroi.sources.quoting import named
from socialroi.sources.take import Take

NAME = "meta_business_suite"
# The content export's columns: English, then Spanish and Portuguese, both as public programs read them.
_CONTENT = {
    "post_id": ("Post ID", "Identificador de la publicación", "Identificação do post"),
    "time": ("Publish time", "Hora de publicación", "Horário de publicação"),
    "link": ("Permalink", "Enlace permanente", "Link permanente"),
    "account": ("Account username", "Nombre de la cuenta", "Nome de usuário da conta"),
    "page": ("Page name", "Nombre de la página", "Nome da Página"),
    "type": ("Post type", "Tipo de publicación", "Tipo de post"),
    "impressions": ("Impressions", "Impresiones", "Impressões"),
    "views": ("Views", "Visualizaciones", "Visualizações"),
    "reach": ("Reach", "Alcance"),
    "reactions": ("Reactions", "Likes", "Reacciones", "Me gusta", "Reações", "Curtidas"),
    "comments": ("Comments", "Comentarios", "Comentários"),
    "shares": ("Shares", "Veces que se compartió", "Veces que se ha compartido", "Compartilhamentos"),
    "saves": ("Saves", "Veces que se guardó", "Veces guardado", "Salvamentos"),
    "clicks": ("Link clicks", "Clics en el enlace", "Cliques no link"),
}
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
}
_TYPES = {
    "photo": "photo",
    "photos": "photo",
    "ig image": "photo",
    "video": "video",
    "videos": "video",
    "ig video": "video",
    "ig reel": "reel",
    "reel": "reel",
    "reels": "reel",
    "ig carousel": "carousel",
    "links": "link",
    "link": "link",
    "text": "text",
    "ig story": "story",
    "historia de instagram": "story",
    "stories": "story",
}
_NETWORK = re.compile(r"\b(facebook|instagram)\b")


def recognise(block: Block) -> bool:
    """One-metric files by the metric's name above `Date, Primary`; content by its post columns."""
    return _is_metric(block) or _is_content(block)


def _is_metric(block: Block) -> bool:
    if len(block.names) != 2 or block.names[0] != "date" or len(_lines(block)) != 1:
        return False
    named, column = _metric(_lines(block)[0])
    network, told = _metric(block.names[1])
    return block.names[1] == "primary" or (named is not None and named == network) or (told is not None and told == column)


def _is_content(block: Block) -> bool:
    is_there = {name: block.position(*_CONTENT[name]) is not None for name in (*_POST, "account", "page")}
    return all(is_there[name] for name in _POST) and (is_there["account"] or is_there["page"])


def read(block: Block, context: Context) -> Part:
    """Days of the account, or posts with their lifetime totals."""
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
    day = take.need(take.day("Date", as_written=True), "Date")
    platform = context.hint.platform or network or "meta"
    columns = {"day": day, "last_day": day, "platform": take.constant(platform), column: take.number(block.header[1])}
    return take.part(NAME, "audience", columns)


def _read_content(block: Block, context: Context) -> Part:
    """Posts; a row that holds Meta's own error in place of a post is counted and not used.

    English files write the month first. Of the others nobody has shown it: their own days, or params, have to.
    """
    failed = _failed(block)
    take = Take(block.only(~failed), context, order="month_first" if block.has("Publish time") else None, private=True)
    is_page = block.position(*_CONTENT["page"]) is not None and not block.has("Account username")
    kind = take.text(*_CONTENT["type"]).str.lower()
    columns = {
        "day": take.need(take.day(*_CONTENT["time"]), *_CONTENT["time"]),
        "platform": take.constant("facebook" if is_page else "instagram"),
        "post_id": take.need(take.identifier(*_CONTENT["post_id"]), *_CONTENT["post_id"]),
        "type": kind.map(lambda word: _TYPES.get(word, word)),
        "views": _views(take),
        **{name: take.count(*_CONTENT[name]) for name in _COUNTED},
    }
    zone = (
        ""
        if context.hint.timezone
        else f"'{block.header[block.position(*_CONTENT['time'])]}' read as {context.timezone} time: Meta does not say its zone"
    )
    twice = (
        "two columns 'Views' that differ: not used" if columns["views"].isna().all() and block.names.count("views") > 1 else ""
    )
    unused = int(failed.sum())
    errors = f"{unused} rows in which Meta could not compute the post: not used" if unused else ""
    part = take.part(NAME, "posts", columns, note="; ".join(note for note in (zone, twice, errors) if note))
    return replace(part, read=part.read + unused, unused=unused)


def _failed(block: Block) -> pd.Series:
    """True for rows without id, time and link that say `An error occurred …` instead."""
    empty = pd.DataFrame({name: block.body[block.position(*_CONTENT[name])].map(as_text).str.strip() == "" for name in _POST})
    if not block.has("Data comment") or not len(block.body):
        return pd.Series(False, index=block.body.index)
    said = block.body[block.position("Data comment")].map(as_text).str.strip() != ""
    return (empty.all(axis=1) & said).astype(bool)


def _views(take: Take) -> pd.Series:
    """Some files hold `Views` twice. Where the two differ nobody says which is which, so neither is taken."""
    places = [place for place, name in enumerate(take.block.names) if name in map(plain, _CONTENT["views"])]
    columns = [take.block.body[place] for place in places]
    if len(columns) > 1 and not all(column.equals(columns[0].rename(column.name)) for column in columns[1:]):
        return take.nothing("float64")
    return take.count(*_CONTENT["views"])
