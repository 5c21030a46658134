"""One client's parameters: typed, frozen, every key of `params/<client>.yaml`."""

import datetime
import re
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from socialroi.errors import InputError
from socialroi.params_types import (
    Amount,
    Assumption,
    Currency,
    Day,
    Frozen,
    Number,
    Share,
    ShareRange,
    Whole,
    expected,
    known_zone,
    not_before,
    rule,
)
from socialroi.periods import parse_period

COST_TYPES = (
    "media", "labour", "tool", "content", "creator", "agency", "consulting", "training", "research",
    "conference", "goodwill", "other",
)  # fmt: skip
LANGUAGES = ("en", "vi", "he", "ru", "bg", "ko")
CLIENT_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


class Brand(Frozen):
    """How the report is dressed."""

    logo: str | None = Field(
        None,
        pattern=r"^[^/\\]+\.([sS][vV][gG]|[pP][nN][gG])$",
        description="SVG or PNG in the client's data folder",
    )
    colour: str = Field("#1b5e7d", pattern=r"^#[0-9a-fA-F]{6}$")
    footer: str = ""


class SourceHint(Frozen):
    """The line that decides what an export leaves open, by file name."""

    from_: Day | None = Field(None, alias="from", description="first day that the file covers")
    until: Day | None = Field(None, description="last day that the file covers")
    dates: Literal["day_first", "month_first"] | None = None
    decimal: Literal[",", "."] | None = None
    currency: Currency | None = None
    timezone: str | None = Field(None, description="the zone of the file's times, such as America/Los_Angeles")
    year: Whole | None = Field(None, ge=2000, le=2100, description="year of the file's last date where dates have none")
    platform: str | None = Field(None, description="where the file does not say it: instagram, facebook …")
    table: str | None = Field(None, description="for a source that the kit does not know: the canonical table")
    columns: dict[str, str] | None = Field(None, description="canonical column: column of the file")
    skip: bool = Field(False, strict=True, description="leave this file out")

    @field_validator("until")
    @classmethod
    def _until_after_from(cls, until: datetime.date | None, info: ValidationInfo) -> datetime.date | None:
        return not_before(until, info.data.get("from_"))

    @field_validator("timezone")
    @classmethod
    def _zone(cls, name: str | None) -> str | None:
        return name if name is None else known_zone(name)


class CostItem(Frozen):
    """One cost that no platform exports: per month, by hours, or an amount on a day or over days."""

    type: Literal[COST_TYPES]
    item: str = Field(min_length=1)
    platform: str | None = None
    campaign: str | None = None
    project: str | None = Field(None, description="only the timesheet entries of this project")
    monthly: Amount | None = None
    overhead: Amount = Field(0.0, le=5, description="on top of pay: 0.25 is 25 %")
    share: Share = Field(1.0, description="share that serves social media")
    hours: Amount | Literal["timesheets"] | None = None
    rate: Amount | None = Field(None, description="cost of one hour")
    every: Literal["week", "month", "quarter", "year"] | None = None
    amount: Amount | None = None
    on: Day | None = None
    spread_months: Whole | None = Field(None, ge=1, le=120)
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None
    currency: Currency | None = Field(None, description="the client's, where left out")

    @field_validator("amount")
    @classmethod
    def _one_way_of_counting(cls, amount: float | None, info: ValidationInfo) -> float | None:
        ways = {"amount": amount} | {way: info.data[way] for way in ("monthly", "hours") if way in info.data}
        if len(ways) == 3 and sum(value is not None for value in ways.values()) != 1:
            raise rule("give exactly one of monthly, hours (with rate) or amount")
        return amount

    @field_validator("rate")
    @classmethod
    def _hours_have_a_rate(cls, rate: float | None, info: ValidationInfo) -> float | None:
        if rate is None and info.data.get("hours") is not None:
            raise rule("hours need a rate: the cost of one hour")
        return rate

    @field_validator("on")
    @classmethod
    def _a_day_or_a_rhythm(cls, on: datetime.date | None, info: ValidationInfo) -> datetime.date | None:
        has_rhythm = info.data.get("every") is not None or info.data.get("monthly") is not None
        if on is not None and has_rhythm and "amount" in info.data:
            raise rule("give a day (on) or a rhythm (monthly, every), not both")
        return on

    @field_validator("spread_months")
    @classmethod
    def _spread_starts_on_a_day(cls, months: int | None, info: ValidationInfo) -> int | None:
        if months is not None and "on" in info.data and info.data["on"] is None:
            raise rule("spread_months needs the day it starts (on)")
        return months

    @field_validator("until")
    @classmethod
    def _falls_on_known_days(cls, until: datetime.date | None, info: ValidationInfo) -> datetime.date | None:
        known = info.data
        counted = known.get("amount") is not None or isinstance(known.get("hours"), float)
        days_are_read = {"on", "every", "from_"} <= known.keys()
        if counted and days_are_read and not (known["on"] or known["every"] or (known["from_"] and until)):
            what = "an amount needs" if known.get("amount") is not None else "hours need"
            raise rule(f"{what} a day (on), a rhythm (every) or both from and until")
        return not_before(until, known.get("from_"))


class Goal(Frozen):
    """One goal: what, why, by which metric, how much, by when, whose."""

    goal: str = Field(min_length=1)
    objective: str
    action: str | None = None
    metric: str
    target: Amount
    by: Day
    owner: str = ""


class Actual(Frozen):
    """Priced by what the orders or won deals themselves brought."""

    method: Literal["actual"]


class Funnel(Frozen):
    """Priced by close rate × deal value × margin; the rate once, not twice."""

    method: Literal["funnel"]
    close_rate: ShareRange
    deal_value: Assumption
    source: str = ""
    review_by: Day | None = None


class Saving(Frozen):
    """Priced by contacts avoided × (cost of the contact − cost of the reply)."""

    method: Literal["saving"]
    cost_per_contact: Assumption
    cost_per_reply: Assumption
    deflection: ShareRange
    source: str = ""
    review_by: Day | None = None


class Proxy(Frozen):
    """Priced by what the same reach would have cost: `own` CPM or a stated one. Never in the headline."""

    method: Literal["proxy"]
    cpm: Literal["own"] | Assumption
    source: str = ""
    review_by: Day | None = None


Value = Annotated[Actual | Funnel | Saving | Proxy, Field(discriminator="method")]


class Decision(Frozen):
    """What was decided on the last report, and when to look again."""

    on: Day
    decision: str
    because: str = ""
    check: str = Field("", description="the period that will show whether it worked")

    @field_validator("check")
    @classmethod
    def _check_is_a_period(cls, label: str) -> str:
        if not label:
            return label
        try:
            return parse_period(label).label
        except InputError as wrong:
            raise expected("a period: 2025-09, 2025-Q3, 2025 or 2025-07-01..2025-09-30") from wrong


class Params(Frozen):
    """Everything that the client tells the kit, beside the exports."""

    client: str = Field(min_length=1, description="the name on the report")
    currency: Currency
    language: Literal[LANGUAGES] = "en"
    timezone: str = "UTC"
    brand: Brand = Brand()
    gross_margin: ShareRange | None = None
    hurdle: Number = Field(0.0, ge=-1, le=10, description="the ROI wanted at least: 0.2 is 20 %")
    value_basis: Literal["margin", "revenue"] = "margin"
    incremental_share: ShareRange | None = None
    window_days: Whole | None = Field(None, ge=1, le=1095)
    as_of: Day | None = None
    codes: dict[str, str] = Field(default_factory=dict, description="discount code: platform it is used on only")
    sources: dict[str, SourceHint] = Field(default_factory=dict)
    costs: tuple[CostItem, ...] = ()
    goals: tuple[Goal, ...] = ()
    values: dict[str, Value] = Field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()

    @field_validator("timezone")
    @classmethod
    def _zone(cls, name: str) -> str:
        return known_zone(name)

    @field_validator("value_basis")
    @classmethod
    def _margin_where_needed(cls, basis: str, info: ValidationInfo) -> str:
        if basis == "margin" and "gross_margin" in info.data and info.data["gross_margin"] is None:
            raise rule("missing key 'gross_margin'; give it, or set value_basis: revenue")
        return basis
