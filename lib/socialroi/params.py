"""One client's parameters: typed, frozen, every key of `params/<client>.yaml`."""

import datetime
import re
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from socialroi.errors import InputError
from socialroi.params_costs import CostItem
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
    overlaps: Literal["once"] | None = Field(None, description="timesheets: an hour in two entries counts for the first begun")
    skip: bool = Field(False, strict=True, description="leave this file out")

    @field_validator("until")
    @classmethod
    def _until_after_from(cls, until: datetime.date | None, info: ValidationInfo) -> datetime.date | None:
        return not_before(until, info.data.get("from_"))

    @field_validator("timezone")
    @classmethod
    def _zone(cls, name: str | None) -> str | None:
        return name if name is None else known_zone(name)


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
    deflection: Literal["tickets"] | ShareRange = Field(description="replies that avoid a contact; `tickets`: measured")
    escalated: str = Field("escalated", description="tag of the tickets that another team had to answer after all")
    source: str = ""
    review_by: Day | None = None


class Lifetime(Frozen):
    """A new customer priced by what he will buy within the horizon: from the purchases, or a subscription's margin and churn."""

    method: Literal["clv"]
    horizon_months: Whole = Field(ge=1, le=60, description="12 to 36 months are usual; what comes later is not counted")
    discount: Share = Field(0.1, description="yearly rate: 0.1 is 10 % a year")
    monthly_revenue: Assumption | None = Field(None, description="of a subscriber; with churn")
    churn: ShareRange | None = Field(None, description="share of subscribers that leave in a month")
    source: str = ""
    review_by: Day | None = None

    @field_validator("churn")
    @classmethod
    def _nobody_stays_for_ever(cls, churn: ShareRange | None, info: ValidationInfo) -> ShareRange | None:
        if "monthly_revenue" in info.data and (churn is None) != (info.data["monthly_revenue"] is None):
            raise rule("a subscription needs both monthly_revenue and churn")
        if churn is not None and churn.low <= 0:
            raise expected("above 0: with a churn of 0 everybody would stay for ever; give the share that leaves in a month")
        return churn


class Stated(Frozen):
    """Priced by what the client says one is worth, with its source: a hire, a partner, a risk avoided. Never in the headline."""

    method: Literal["stated"]
    worth: Assumption
    source: str = Field(min_length=1, description="how the price was found: agency fee saved per hire, cost of an incident …")
    review_by: Day | None = None


class Proxy(Frozen):
    """Priced by what the same reach would have cost: `own` CPM or a stated one. Never in the headline."""

    method: Literal["proxy"]
    cpm: Literal["own"] | Assumption
    source: str = ""
    review_by: Day | None = None


Value = Annotated[Actual | Funnel | Saving | Proxy | Lifetime | Stated, Field(discriminator="method")]


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
    roles: dict[str, str] = Field(default_factory=dict, description="person, as named in the timesheets: role, for rates by role")
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
