"""One client's parameters: typed, frozen, every key of `params/<client>.yaml`."""

import datetime
import re
from typing import Annotated, Literal

import pandas as pd
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

COST_TYPES = (
    "media", "labour", "tool", "content", "creator", "agency", "consulting", "training", "research", "conference",
    "goodwill", "other",
)  # fmt: skip
LANGUAGES = ("en", "vi", "he", "ru", "bg", "ko")
CLIENT_ID = re.compile(r"[a-z0-9][a-z0-9-]*")

Share = Annotated[float, Field(ge=0, le=1)]
Amount = Annotated[float, Field(ge=0)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217 code")]
Day = datetime.date


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, populate_by_name=True)


class Assumption(_Frozen):
    """Low, likely and high of something nobody knows exactly, with where it comes from and until when it holds.

    A single number stands for a range of no width.
    """

    low: Amount
    likely: Amount
    high: Amount
    source: str = Field("", description="who or what says so; 'experiment: …' and 'model: …' name stronger evidence")
    review_by: Day | None = Field(None, description="after this day the report flags it")

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, value: object) -> object:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return {"low": value, "likely": value, "high": value} if is_number else value

    @model_validator(mode="after")
    def _in_order(self) -> "Assumption":
        if not self.low <= self.likely <= self.high:
            raise ValueError("low, likely and high must not fall")
        return self


def _is_share(value: Assumption) -> Assumption:
    if value.high > 1:
        raise ValueError("a share lies between 0 and 1")
    return value


ShareRange = Annotated[Assumption, AfterValidator(_is_share)]


class Brand(_Frozen):
    """How the report is dressed."""

    logo: str | None = Field(None, description="SVG or PNG in the client's data folder")
    colour: str = Field("#1b5e7d", pattern=r"^#[0-9a-fA-F]{6}$")
    footer: str = ""


class SourceHint(_Frozen):
    """The line that decides what an export leaves open, by file name."""

    from_: Day | None = Field(None, alias="from", description="first day that the file covers")
    until: Day | None = Field(None, description="last day that the file covers")
    dates: Literal["day_first", "month_first"] | None = None
    decimal: Literal[",", "."] | None = None
    currency: Currency | None = None
    timezone: str | None = Field(None, description="the zone of the file's times, such as America/Los_Angeles")
    year: int | None = Field(None, ge=2000, le=2100, description="year of the file's last date where dates have none")
    platform: str | None = Field(None, description="where the file does not say it: instagram, facebook …")
    table: str | None = Field(None, description="for a source that the kit does not know: the canonical table")
    columns: dict[str, str] | None = Field(None, description="canonical column: column of the file")
    skip: bool = Field(False, description="leave this file out")


class CostItem(_Frozen):
    """One cost that no platform exports: per month, by hours, or an amount on a day or over days."""

    type: Literal[COST_TYPES]
    item: str = Field(min_length=1)
    platform: str | None = None
    campaign: str | None = None
    project: str | None = Field(None, description="only the timesheet entries of this project")
    monthly: Amount | None = None
    overhead: Amount = Field(0.0, description="on top of pay: 0.25 is 25 %")
    share: Share = Field(1.0, description="share that serves social media")
    hours: Amount | Literal["timesheets"] | None = None
    rate: Amount | None = Field(None, description="cost of one hour")
    every: Literal["week", "month", "quarter", "year"] | None = None
    amount: Amount | None = None
    on: Day | None = None
    spread_months: int | None = Field(None, ge=1, le=120)
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None
    currency: Currency | None = Field(None, description="the client's, where left out")

    @model_validator(mode="after")
    def _one_way_of_counting(self) -> "CostItem":
        ways = [name for name in ("monthly", "hours", "amount") if getattr(self, name) is not None]
        if len(ways) != 1:
            raise ValueError("give exactly one of monthly, hours (with rate) or amount")
        if self.hours is not None and self.rate is None:
            raise ValueError("hours need a rate: the cost of one hour")
        if self.amount is not None and not (self.on or self.every or (self.from_ and self.until)):
            raise ValueError("an amount needs a day (on), a rhythm (every) or both from and until")
        if isinstance(self.hours, float) and not (self.on or self.every or (self.from_ and self.until)):
            raise ValueError("hours need a day (on), a rhythm (every) or both from and until")
        if self.spread_months and not self.on:
            raise ValueError("spread_months needs the day it starts (on)")
        if self.from_ and self.until and self.until < self.from_:
            raise ValueError("until is before from")
        return self


class Goal(_Frozen):
    """One goal: what, why, by which metric, how much, by when, whose."""

    goal: str = Field(min_length=1)
    objective: str
    action: str | None = None
    metric: str
    target: Amount
    by: Day
    owner: str = ""


class Actual(_Frozen):
    """Priced by what the orders or won deals themselves brought."""

    method: Literal["actual"]


class Funnel(_Frozen):
    """Priced by close rate × deal value × margin; the rate once, not twice."""

    method: Literal["funnel"]
    close_rate: ShareRange
    deal_value: Assumption
    source: str = ""
    review_by: Day | None = None


class Saving(_Frozen):
    """Priced by contacts avoided × (cost of the contact − cost of the reply)."""

    method: Literal["saving"]
    cost_per_contact: Assumption
    cost_per_reply: Assumption
    deflection: ShareRange
    source: str = ""
    review_by: Day | None = None


class Proxy(_Frozen):
    """Priced by what the same reach would have cost: `own` CPM or a stated one. Grade C, never in the headline."""

    method: Literal["proxy"]
    cpm: Literal["own"] | Assumption
    source: str = ""
    review_by: Day | None = None


Value = Annotated[Actual | Funnel | Saving | Proxy, Field(discriminator="method")]


class Decision(_Frozen):
    """What was decided on the last report, and when to look again."""

    on: Day
    decision: str
    because: str = ""
    check: str = Field("", description="the period that will show whether it worked")


class Params(_Frozen):
    """Everything that the client tells the kit, beside the exports."""

    client: str = Field(min_length=1, description="the name on the report")
    currency: Currency
    language: Literal[LANGUAGES] = "en"
    timezone: str = "UTC"
    brand: Brand = Brand()
    gross_margin: ShareRange | None = None
    hurdle: float = Field(0.0, ge=-1)
    value_basis: Literal["margin", "revenue"] = "margin"
    incremental_share: ShareRange | None = None
    window_days: int | None = Field(None, ge=1, le=1095)
    as_of: Day | None = None
    codes: dict[str, str] = Field(default_factory=dict, description="discount code: platform it is used on only")
    sources: dict[str, SourceHint] = Field(default_factory=dict)
    costs: tuple[CostItem, ...] = ()
    goals: tuple[Goal, ...] = ()
    values: dict[str, Value] = Field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            pd.Timestamp("2025-01-01").tz_localize(name)
        except Exception as unknown:
            raise ValueError("an IANA time zone such as Europe/Berlin") from unknown
        return name

    @model_validator(mode="after")
    def _margin_where_needed(self) -> "Params":
        if self.value_basis == "margin" and self.gross_margin is None:
            raise ValueError("missing key 'gross_margin'; give it, or set value_basis: revenue")
        return self
