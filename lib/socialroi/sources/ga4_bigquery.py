"""Google Analytics 4's BigQuery export, Parquet or JSON lines: visits become touches, purchases become conversions."""

import pandas as pd

from socialroi.sources.block import Block, as_text
from socialroi.sources.click_ids import with_clicks
from socialroi.sources.event_file import PURCHASES, VISITS
from socialroi.sources.part import LINES, Context, Part
from socialroi.sources.take import Take

NAME = "ga4_bigquery"
_AT = "event_timestamp"
_FIRST, _LAST = pd.Timestamp("2015-01-01", tz="UTC"), pd.Timestamp("2100-01-01", tz="UTC")
# Of a session's own tags only: `traffic_source` of the export is the person's first visit ever, another meaning.
_TAGS = (
    ("session_traffic_source_last_click.manual_campaign.", ("source", "medium", "campaign_name", "content")),
    ("collected_traffic_source.", ("manual_source", "manual_medium", "manual_campaign_name", "manual_content")),
    ("event_params.", ("source", "medium", "campaign", "content")),
)
_UTM = ("source", "medium", "campaign", "content")


def recognise(block: Block) -> bool:
    """By the two tables into which such a file is opened."""
    return block.sheet in (VISITS, PURCHASES) and block.has("event_name", _AT, "user_pseudo_id")


def read(block: Block, context: Context) -> Part:
    """One touch for each session, one conversion for each purchase; the visitor stays as a hash. Times are UTC."""
    take = Take(block, context, decimal=".", private=True)
    return _read_purchases(take) if block.sheet == PURCHASES else _read_visits(take)


def _at(take: Take) -> pd.Series:
    """Microseconds since 1970 as moments."""
    micros = take.need(take.count(_AT), _AT)
    known = micros.between(_FIRST.value / 1_000, _LAST.value / 1_000)
    take.refuse(micros.notna() & ~known, (_AT,), "microseconds since 1970", "export the table again")
    return pd.to_datetime(micros.where(known), unit="us", utc=True).astype("datetime64[us, UTC]")


def _tags(take: Take) -> pd.DataFrame:
    """Source, medium, campaign and content of each event, all from one record of it; else what click ids prove."""
    tags = pd.DataFrame({name: take.nothing("str") for name in _UTM})
    for record, fields in _TAGS:
        found = pd.DataFrame({name: take.text(record + field) for name, field in zip(_UTM, fields, strict=True)})
        tags = pd.DataFrame({name: tags[name].where(tags["source"].notna(), found[name]) for name in _UTM})
    paid = take.text("collected_traffic_source.gclid").notna() & tags["source"].isna()
    tags = tags.assign(source=tags["source"].mask(paid, "google"), medium=tags["medium"].mask(paid, "cpc"))
    page = take.raw("event_params.page_location")
    known = {name: tags[name] for name in ("source", "medium")}
    return tags if page is None else tags.assign(**with_clicks(known, page.map(as_text).astype("str")))


def _read_visits(take: Take) -> Part:
    """A session's touch is its first event; its tags are those of its first event that has any.

    The events of a session are folded into one row. Events without a session (the person did not consent) are not used.
    """
    visitor, session = take.person("user_pseudo_id"), take.text("event_params.ga_session_id")
    page = take.text("event_params.page_location").str.replace(r"[?#].*$", "", regex=True)
    events = pd.DataFrame({"row": take.rows, "at": _at(take), "visitor": visitor, "_session": session, "landing_page": page})
    events = pd.concat([events.set_index(take.rows), _tags(take)], axis=1)
    whole = events["visitor"].notna() & events["_session"].notna() & ~take.bad
    if len(whole) and not whole.any() and not take.bad.any():
        found, expected = "no event with a visitor and a session", "user_pseudo_id and ga_session_id of those who consented"
        take.tell(
            found, expected, f"export the days again; if nobody consented, leave the file out: {take.context.line('skip: true')}"
        )
    events = events[whole].sort_values(["at", "row"], kind="stable")
    sessions = events.groupby(["visitor", "_session"], sort=False)
    # `first` takes the first value that is there; a tag must not come from another event than its source.
    tagged = events[events["source"].notna()].drop_duplicates(["visitor", "_session"])[["visitor", "_session", *_UTM]]
    found = sessions.agg(
        row=("row", "first"), at=("at", "first"), landing_page=("landing_page", "first"), **{LINES: ("row", "size")}
    )
    touches = found.reset_index().merge(tagged, on=["visitor", "_session"], how="left", validate="one_to_one")
    touches = touches.drop(columns="_session").sort_values(["at", "row"], ignore_index=True)
    unused = int((~whole & ~take.bad).sum())
    note = f"{unused} events without a visitor or session: not used" if unused else ""
    refused = int(take.bad.sum())
    return Part(NAME, "touches", touches, take.read, 0, refused, tuple(take.problems), unused=unused, note=note)


def _read_purchases(take: Take) -> Part:
    """The value in the shop's currency where the event names it, else in US dollars as Google converts it.

    A purchase that was sent twice with one number is one purchase, the first.
    """
    own = take.number("ecommerce.purchase_revenue")
    own = own.where(own.notna(), take.number("event_params.value"))
    currency, dollars = take.currency("event_params.currency"), take.number("ecommerce.purchase_revenue_in_usd")
    is_own = own.notna() & currency.notna()
    columns = {
        "at": _at(take),
        "visitor": take.person("user_pseudo_id"),
        "action": take.constant("purchase"),
        "value": own.where(is_own, dollars),
        "currency": currency.where(is_own, pd.Series("USD", index=take.rows, dtype="str").where(dollars.notna())),
        "reported_by": take.constant("ga4"),
    }
    number = _transaction(take)
    order = number.where(number.notna(), pd.Series(take.rows, index=take.rows).map(lambda row: f"row {row}"))
    part = take.part(NAME, "conversions", {**columns, "_order": order})
    frame = part.frame.sort_values(["at", "row"], kind="stable")
    frame[LINES] = frame.groupby("_order")["row"].transform("size")
    frame = frame.drop_duplicates("_order").drop(columns="_order").reset_index(drop=True)
    return Part(**{**vars(part), "frame": frame})


def _transaction(take: Take) -> pd.Series:
    cells = take.raw("ecommerce.transaction_id")
    other = take.raw("event_params.transaction_id")
    texts = [take.nothing("str") if column is None else column.map(as_text).astype("str") for column in (cells, other)]
    filled = [text.where(~text.isin(["", "(not set)"])) for text in texts]
    return filled[0].where(filled[0].notna(), filled[1])
