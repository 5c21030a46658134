"""One client's parameters: typed, frozen, every key of `params/<client>.yaml`."""

import datetime
import re
from typing import Literal

from pydantic import Field, PrivateAttr, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from socialroi.errors import InputError, Problem
from socialroi.params_costs import CostItem
from socialroi.params_types import (
    Amount,
    Currency,
    Day,
    Frozen,
    Number,
    ShareRange,
    Whole,
    expected,
    known_zone,
    not_before,
    rule,
)
from socialroi.params_values import (
    Value,
    misfit,
)
from socialroi.periods import parse_period

LANGUAGES = ("en", "vi", "he")  # those with a catalog in locale/; English needs none
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
    every_row: dict[str, str | Number] | None = Field(None, description="beside columns: canonical column: what every row holds")
    overlaps: Literal["once"] | None = Field(None, description="timesheets: an hour in two entries counts for the first begun")
    totals: Literal["ignore"] | None = Field(
        None, description="the rows count, though the file's own row of totals says another sum"
    )
    hidden_sheets: Literal["skip", "read"] | None = Field(None, description="a workbook's hidden sheets: left out, or read")
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
    _origin: tuple[str, dict[str, int]] = PrivateAttr(("params", {}))

    def problem(self, key: str, found: str, expected: str, fix: str) -> Problem:
        """A problem at the line of a key such as `values.lead.close_rate`, or of the nearest part around it that has one."""
        file, rows = self._origin
        parts = re.findall(r"[^.\[]+|\[[^\]]*\]", key)
        keys = [
            "".join(f".{part}" if part[0] != "[" else part for part in parts[:end]).strip(".") for end in range(len(parts), 0, -1)
        ]
        return Problem(file, found, expected, fix, row=next((rows[each] for each in keys if each in rows), None))

    def stated_in(self, file: str, rows: dict[str, int]) -> "Params":
        """The same params, with their file and the line of every key."""
        params = self.model_copy()
        params._origin = (file, rows)
        return params

    @field_validator("timezone")
    @classmethod
    def _zone(cls, name: str) -> str:
        return known_zone(name)

    @field_validator("values")
    @classmethod
    def _prices_that_fit(cls, values: dict[str, Value]) -> dict[str, Value]:
        said = {action: said for action, price in values.items() if (said := misfit(action, price, values))}
        if said:
            raise PydanticCustomError("misfits", "{first}", {"first": next(iter(said.values())), "said": said})
        return values

    @field_validator("value_basis")
    @classmethod
    def _margin_where_needed(cls, basis: str, info: ValidationInfo) -> str:
        if basis == "margin" and "gross_margin" in info.data and info.data["gross_margin"] is None:
            raise rule("missing key 'gross_margin'; give it, or set value_basis: revenue")
        return basis
