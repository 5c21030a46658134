"""Every canonical table: its grain, columns, types, units and meaning. No other file invents a column name."""

from dataclasses import dataclass
from functools import cache

import pandas as pd

DTYPES = {
    "text": "str",
    "day": "datetime64[us]",  # midnight of a day in the client's time zone, stored without a zone
    "time": "datetime64[us, UTC]",
    "number": "float64",
    "count": "float64",  # a count may be missing, and missing is not zero
    "flag": "boolean",
    "row": "int64",
}


@dataclass(frozen=True)
class Column:
    """One column. `kind` is a key of DTYPES; `added` says how it may be summed: `sum`, `never` or nothing to add."""

    name: str
    kind: str
    meaning: str
    unit: str = ""
    added: str = ""

    @property
    def dtype(self) -> str:
        """Its pandas dtype."""
        return DTYPES[self.kind]


@dataclass(frozen=True)
class Table:
    """One table. `key`: the columns that name a row; the same key twice with other values is a conflict.

    `required`: the columns that a file of our own must fill in every row. `money`: columns in the row's own currency.
    An empty `key` means that two equal rows of one file are two events.
    """

    name: str
    grain: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    money: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """The columns' names in order, with the file and row of origin last."""
        return [column.name for column in (*self.columns, *ORIGIN)]

    @property
    def dtypes(self) -> dict[str, str]:
        """pandas dtype by column name."""
        return {column.name: column.dtype for column in (*self.columns, *ORIGIN)}


def _text(name: str, meaning: str) -> Column:
    return Column(name, "text", meaning)


def _sum(name: str, meaning: str, unit: str = "count") -> Column:
    return Column(name, "count" if unit == "count" else "number", meaning, unit, "sum")


def _never(name: str, meaning: str, unit: str = "count") -> Column:
    return Column(name, "number", meaning, unit, "never")


ORIGIN = (_text("file", "the export that the row came from"), Column("row", "row", "its row in that file, from 1"))
DAY = Column("day", "day", "the day, or the first day where the export gives one row for several")
LAST_DAY = Column("last_day", "day", "the last day that the row speaks of; the same as `day` in a daily export")
PLATFORM = _text("platform", "facebook, instagram, meta (the two unsplit), tiktok, x, linkedin, youtube, pinterest …")
CURRENCY = _text("currency", "ISO 4217 code of the row's money")
SOURCE = (
    _text("source", "where the visit came from, as tagged or reported (utm_source)"),
    _text("medium", "how it came: social, paid_social, cpc, email, referral … (utm_medium)"),
    _text("campaign", "the campaign's name (utm_campaign)"),
)
HEARD = _text(
    "heard_from", "the platform that the customer's answer to 'how did you hear of us' names; other where it names none"
)
CODE = _text("code", "the discount code used")

SPEND = Table(
    "spend", "one row per day (or span of days), platform, campaign and ad",
    (DAY, LAST_DAY, PLATFORM, SOURCE[2], _text("ad", "the ad's name; missing in a campaign file"),
     _text("breakdown", "value of a further split (age, region, device …); missing where there is none"),
     _sum("impressions", "times an ad was shown"), _sum("clicks", "clicks that lead to the advertiser's destination"),
     _sum("all_clicks", "clicks anywhere on the ad, likes and profile taps included"),
     _sum("cost", "media spend", "money"), CURRENCY,
     _sum("claimed_conversions", "purchases or leads that the platform claims for itself"),
     _sum("claimed_value", "revenue that the platform claims for itself", "money"),
     _text("attribution_setting", "the platform's window behind its claim"),
     _never("reach", "people who saw it at least once")),
    key=("day", "last_day", "platform", "campaign", "ad", "breakdown"), required=("day", "platform", "cost", "currency"),
    money=("cost", "claimed_value"),
)  # fmt: skip
POSTS = Table(
    "posts", "one row per post, lifetime totals on the day of the export",
    (DAY, PLATFORM, _text("post_id", "the platform's id, as text"), _text("type", "photo, video, reel, carousel, text …"),
     SOURCE[2], _sum("impressions", "times the post was shown"), _sum("views", "Meta's later metric; not impressions"),
     _never("reach", "people who saw it"), _sum("reactions", "likes and other reactions"), _sum("comments", "comments"),
     _sum("shares", "shares, reposts"), _sum("saves", "saves, bookmarks"), _sum("clicks", "clicks on its link"),
     _sum("video_views", "views of its video")),
    key=("platform", "post_id"), required=("day", "platform", "post_id"),
)  # fmt: skip
AUDIENCE = Table(
    "audience", "one row per day and platform: the account's own day",
    (DAY, LAST_DAY, PLATFORM, _never("followers", "followers at the end of the day"),
     _sum("followers_gained", "followers won that day, net where the platform gives net"),
     _sum("impressions", "times any post was shown that day"), _sum("views", "Meta's later metric; not impressions"),
     _never("reach", "people who saw anything that day"), _sum("engagements", "all interactions as the platform counts them"),
     _sum("reactions", "likes and other reactions"), _sum("comments", "comments, replies"), _sum("shares", "shares, reposts"),
     _sum("saves", "saves, bookmarks"), _sum("clicks", "clicks on links"), _sum("profile_visits", "visits of the profile"),
     _sum("video_views", "views of videos"), _sum("watch_hours", "hours of video watched", "hours"),
     _sum("posts", "posts published that day"), _text("breakdown", "value of a further split; missing where there is none")),
    key=("day", "last_day", "platform", "breakdown"), required=("day", "platform"),
)  # fmt: skip
TRAFFIC = Table(
    "traffic", "one row per day (or span), channel group, source, medium, campaign and landing page, as reported",
    (DAY, LAST_DAY, _text("channel_group", "the web analytics' own channel"), *SOURCE,
     _text("landing_page", "the first page of the visit; of its query only names of click ids stay"),
     _text("report", "title of the report it stood in"),
     _sum("sessions", "visits"), _sum("engaged_sessions", "visits with engagement"),
     _sum("engaged_seconds", "seconds of engagement", "seconds"), _sum("key_events", "key events (conversions) counted"),
     _sum("revenue", "revenue in the property's own currency: used as a share only", "money")),
    key=("day", "last_day", "channel_group", "source", "medium", "campaign", "landing_page", "report"),
    required=("day", "sessions"),
)  # fmt: skip
TOUCHES = Table(
    "touches", "one row per visit of a person",
    (Column("at", "time", "when the visit began"), _text("visitor", "keyed hash"), *SOURCE,
     _text("content", "utm_content"), _text("landing_page", "the first page, without its query")),
    required=("at", "visitor"),
)  # fmt: skip
CONVERSIONS = Table(
    "conversions", "one row per result that a tool reports",
    (Column("at", "time", "when it happened"), _text("visitor", "keyed hash"), _text("action", "purchase, lead, sign_up …"),
     _sum("value", "money reported", "money"), CURRENCY, Column("is_new_customer", "flag", "first purchase ever"), *SOURCE,
     _text("reported_by", "the tool that claims it"), Column("pulled_on", "day", "day of the export")),
    required=("at", "action"), money=("value",),
)  # fmt: skip
ORDERS = Table(
    "orders", "one row per order or sale, whatever its number of lines",
    (DAY, _text("order_id", "the shop's own number"), _text("customer", "keyed hash; missing for anonymous sales"),
     _text("status", "paid, unpaid or cancelled"), _sum("gross", "what was charged, tax and shipping in it", "money"),
     _sum("net", "goods net of discounts, tax, shipping and refunds", "money"), _sum("refunded", "paid back", "money"),
     _sum("discount", "taken off the price", "money"), _text("tags", "the order's tags, hashed but for those that params name"),
     CURRENCY, CODE, HEARD, *SOURCE, _text("channel", "web, pos, subscription … as the shop calls it"),
     Column("is_new_customer", "flag", "the customer's first order ever, where the export says so")),
    key=("order_id",), required=("day", "net", "currency"), money=("gross", "net", "refunded", "discount"),
)  # fmt: skip
DEALS = Table(
    "deals", "one row per deal of the CRM",
    (DAY, Column("closed_day", "day", "the day it was won or lost"), _text("deal_id", "the CRM's id"),
     _text("contact", "keyed hash of the first associated contact"), _text("stage", "the stage's name"),
     Column("is_won", "flag", "closed as won"), Column("is_closed", "flag", "won or lost"),
     _sum("amount", "the deal's amount", "money"), CURRENCY, HEARD, *SOURCE),
    key=("deal_id",), required=("day", "deal_id"), money=("amount",),
)  # fmt: skip
LEADS = Table(
    "leads", "one row per contact or lead",
    (DAY, _text("contact", "keyed hash"), _text("mail", "keyed hash of the mail address, where `contact` is an id"),
     _text("stage", "lifecycle stage"), HEARD, *SOURCE,
     _sum("count", "how many leads the row stands for: 1 but in a file of daily counts")),
    key=("contact",), required=("day",),
)  # fmt: skip
CUSTOMERS = Table(
    "customers", "one row per customer",
    (DAY, _text("customer", "keyed hash"), _text("source", "where the first contact came from"),
     Column("is_follower", "flag", "follows or engages"), Column("followed_day", "day", "the day it began to")),
    key=("customer",), required=("day", "customer"),
)  # fmt: skip
TICKETS = Table(
    "tickets", "one row per support ticket",
    (DAY, _text("ticket_id", "the tool's id"), _text("channel", "email, facebook, instagram …"),
     _text("tags", "its tags, hashed but for those that params name"),
     Column("solved_day", "day", "the day it was solved"), Column("is_answered", "flag", "answered by staff")),
    key=("ticket_id",), required=("day", "channel"),
)  # fmt: skip
MENTIONS = Table(
    "mentions", "one row per mention, or per day, brand and sentiment with a count",
    (DAY, PLATFORM, _text("brand", "whose mention"), _text("sentiment", "positive, neutral or negative"),
     _sum("count", "mentions")),
    required=("day", "brand"),
)  # fmt: skip
SURVEYS = Table(
    "surveys", "one row per answer",
    (DAY, _text("question", "nps, csat or the question's name"), Column("score", "number", "the answer"),
     Column("scale_max", "number", "highest possible answer"), _text("source", "where the person came from")),
    required=("day", "question", "score"),
)  # fmt: skip
TIMESHEETS = Table(
    "timesheets", "one row per time entry",
    (DAY, Column("started_at", "time", "when it began, where the export has clock times"),
     Column("ended_at", "time", "when it ended, where the export has clock times"),
     _text("person", "keyed hash of the name"), _text("role", "the person's role: of params, else of the export"),
     _text("project", "project"), _text("task", "task"), _text("tags", "tags"), _sum("hours", "hours worked", "hours"),
     _sum("cost", "cost, where the export has a cost rate", "money"), CURRENCY),
    required=("day", "hours"), money=("cost",),
)  # fmt: skip
INVOICES = Table(
    "invoices", "one row per line of the ledger",
    (DAY, _text("account", "account"), _text("supplier", "payee"), _text("number", "document number"),
     _sum("amount", "amount", "money"), CURRENCY),
    required=("day", "amount", "currency"), money=("amount",),
)  # fmt: skip
COSTS = Table(
    "costs", "one row per cost that no platform exports: the same fields as `costs:` in params",
    (_text("type", "media, labour, tool … (params.COST_TYPES)"), _text("item", "what was paid for"), PLATFORM, SOURCE[2],
     _text("project", "timesheet project"), _text("role", "timesheet role"), _text("task", "timesheet task"),
     _text("tag", "tag of time entries, orders or tickets"), CODE, _text("content", "type of content that it serves"),
     _text("goal", "goal that it serves"), _text("supplier", "name in the books"),
     _text("shared_as", "name of an invoice that several clients share"),
     Column("monthly", "number", "amount per month", "money"),
     Column("overhead", "number", "share on top of pay", "share"),
     _text("share", "share spent on social; of a shared invoice also spend, hours, posts or equal"),
     _text("hours", "a number, or the word `timesheets`"), Column("rate", "number", "cost of an hour", "money"),
     _text("every", "week, month, quarter or year"), Column("amount", "number", "one amount", "money"),
     _text("uses", "how often, or `posts` or `tickets`: the amount is the price of one"),
     Column("commission", "number", "share of the revenue traced to its code, campaign or platform", "share"),
     _text("given", "refunds or discounts, on the orders with the tag"), _text("split", "spend, hours, posts or equal"),
     _text("over", "platforms or campaigns"),
     Column("on", "day", "the day it was paid"), Column("spread_months", "number", "months it serves"),
     Column("from", "day", "first day"), Column("until", "day", "last day"), CURRENCY),
    required=("type", "item"), money=("monthly", "rate", "amount"),
)  # fmt: skip
RATES = Table(
    "rates", "one row per day and pair of currencies",
    (DAY, _text("from", "ISO 4217"), _text("to", "ISO 4217"), _never("rate", "units of `to` for one unit of `from`", "rate")),
    key=("day", "from", "to"), required=("day", "from", "to", "rate"),
)  # fmt: skip

TABLES = {
    table.name: table
    for table in (
        SPEND, POSTS, AUDIENCE, TRAFFIC, TOUCHES, CONVERSIONS, ORDERS, DEALS, LEADS, CUSTOMERS, TICKETS, MENTIONS,
        SURVEYS, TIMESHEETS, INVOICES, COSTS, RATES,
    )
}  # fmt: skip


def canonical(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with exactly the table's columns, in order and typed; columns it lacks are missing values.

    Raises KeyError where the frame holds a column that the table does not know.
    """
    unknown = [name for name in frame.columns if name not in TABLES[table].names]
    if unknown:
        raise KeyError(f"{table} has no columns {unknown}")
    return frame.reindex(columns=TABLES[table].names).astype(TABLES[table].dtypes)


@cache
def _empty(table: str) -> pd.DataFrame:
    return canonical(table, pd.DataFrame())


def empty(table: str) -> pd.DataFrame:
    """The table without a row."""
    return _empty(table).copy(deep=False)  # whoever writes into it writes into a copy
