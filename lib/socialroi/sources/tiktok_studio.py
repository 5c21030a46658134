"""TikTok Studio and Business Suite: overview, content, viewers and followers; Studio's days have no year."""

import pandas as pd

from socialroi.sources import dates
from socialroi.sources.block import Block, stripped
from socialroi.sources.numbers import missing
from socialroi.sources.part import Context, Part
from socialroi.sources.take import Take

NAME = "tiktok_studio"
_GAIN = "Difference in followers from previous day"
_LEAP = 2024  # any leap year: to compare days of the year, 29 February among them
_SHARES = (("gender", "distribution"), ("top territories", "distribution"), ("territory", "distribution"))
_DAILY = {
    "video_views": ("Video Views",),
    "profile_visits": ("Profile Views",),
    "reactions": ("Likes",),
    "comments": ("Comments",),
    "shares": ("Shares",),
    "reach": ("Total Viewers", "Reached audience"),
    "followers": ("Followers", "Total followers"),
}


def recognise(block: Block) -> bool:
    """By the columns of one of its files."""
    return (
        block.has("Date", "Video Views", "Profile Views", "Likes")
        or block.has("Date", "Total Viewers", "New Viewers")
        or block.has("Date", "Followers", _GAIN)
        or block.has("Date", "New followers", "Reached audience")
        or _is_content(block)
        or _is_suite(block)
        or block.has("Date", "Hour", "Active followers")
        or block.names in _SHARES
    )


def _is_content(block: Block) -> bool:
    return block.has("Video link", "Post time", "Total likes", "Total views")


def _is_suite(block: Block) -> bool:
    return block.has("Video link", "Post time", "Video views", "Add to Favorites")


def read(block: Block, context: Context) -> Part:
    """Days of the account, or videos with their totals up to the day of the export."""
    take = Take(block, context, decimal=".", private=block.has("Video link"))
    if _is_content(block) or _is_suite(block):
        return _read_videos(take)
    if block.has("Hour") or block.names in _SHARES:
        return take.unused(NAME, "shares of an audience or its hours: not used")
    day = take.need(_days(take, "Date"), "Date")
    columns = {
        "day": day,
        "last_day": day,
        "platform": take.constant("tiktok"),
        **{
            name: take.number(*headers, is_count=True) for name, headers in _DAILY.items()
        },  # net: a like taken back makes a day's negative
        "followers_gained": take.number(_GAIN, "New followers", is_count=True),
    }
    return take.part(NAME, "audience", columns)


def _days(take: Take, name: str, newest: pd.Series | None = None) -> pd.Series:
    """The column's days. Where they have no year, params say the year of the last one, and the others go back from it.

    `newest`: a day for each row after which its day cannot lie; the rows are then no sequence.
    """
    cells = take.raw(name)
    if cells is None or take.context.hint.year is None or dates.needs_year(cells) is None:
        return take.day(name, as_written=True)  # with a year; or without one, which is then a problem with the line of params
    texts = stripped(cells)
    places = {text: dates.read_cell(text, take.order, _LEAP) for text in texts.unique()}
    take.refuse(~missing(texts) & texts.map(places).isna(), (name,), "a day such as 'March 8'", "correct the cell")
    found = {row: places[text].at for row, text in texts.items() if places[text] is not None}
    years = _years(found, take.context.hint.year) if newest is None else _years_before(found, newest)
    days = {row: _on(at, years[row]) for row, at in found.items() if row in years}
    values = pd.Series(days, dtype="datetime64[us]").reindex(take.rows)
    if newest is None and values.notna().all():
        _refuse_gaps(take, values, name)
    take.refuse(texts.map(places).notna() & values.isna() & ~take.bad, (name,), "a day of that year", "check the year in params")
    return values


def _refuse_gaps(take: Take, values: pd.Series, name: str) -> None:
    """TikTok leaves out no day: where one is missing, or comes later again, nobody knows which year the days are of."""
    steps = values.diff().dt.days.abs()
    if (steps > 1).any():
        row = int(steps.index[steps > 1][0])
        take.tell(
            "days that do not follow one another",
            "each day after the one before",
            "download the file again",
            row=row,
            column=name,
        )


def _on(at: pd.Timestamp, year: int) -> pd.Timestamp:
    """The day of the year; NaT for 29 February of a year that has none."""
    try:
        return pd.Timestamp(at.replace(year=year)).normalize()
    except ValueError:
        return pd.NaT


def _years(found: dict[int, pd.Timestamp], last: int) -> dict[int, int]:
    """The year of each row, the newest day being in `last`: of the file's two directions the one that spans fewer days."""
    rows = list(found)
    both = [_years_back(found, order, last) for order in (rows[::-1], rows)]
    return min(both, key=lambda years: _span(found, years))


def _years_back(found: dict[int, pd.Timestamp], newest_first: list[int], last: int) -> dict[int, int]:
    """Row by row back from the newest day: where the day of the year jumps up, it is the year before."""
    years, year, before = {}, last, None
    for row in newest_first:
        year -= before is not None and found[row] > found[before]
        years[row], before = year, row
    return years


def _span(found: dict[int, pd.Timestamp], years: dict[int, int]) -> int:
    days = [years[row] * 366 + at.timetuple().tm_yday for row, at in found.items()]
    return max(days, default=0) - min(days, default=0)


def _years_before(found: dict[int, pd.Timestamp], newest: pd.Series) -> dict[int, int]:
    known = {row: newest[row] for row in found if pd.notna(newest[row])}
    return {row: last.year - ((found[row].month, found[row].day) > (last.month, last.day)) for row, last in known.items()}


def _read_videos(take: Take) -> Part:
    """`Time` is the day of the export: a video's day is the last one of that name before it. Business Suite writes years."""
    pulled = _days(take, "Time") if take.block.has("Time") else None
    link = take.need(take.text("Video link"), "Video link")
    number = link.str.extract(r"/(?:video|photo)/(\d+)")[0]
    columns = {
        "day": take.need(_days(take, "Post time", pulled), "Post time"),
        "platform": take.constant("tiktok"),
        "post_id": number.where(number.notna(), link),
        "type": take.constant("video"),
        "reactions": take.count("Total likes", "Likes"),
        "comments": take.count("Total comments", "Comments"),
        "shares": take.count("Total shares", "Shares"),
        "saves": take.count("Add to Favorites"),
        "video_views": take.count("Total views", "Video views"),
    }
    return take.part(NAME, "posts", columns, pulled_on=pd.NaT if pulled is None else pulled.max())
