"""The types that params are made of: strict numbers, days, currencies, time zones, and low–likely–high."""

import datetime
import re
import zoneinfo
from functools import cache
from typing import Annotated

from babel.numbers import is_currency
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError


def expected(what: str) -> PydanticCustomError:
    """The error of a single value; `what` completes the sentence "… is 7; expected …"."""
    return PydanticCustomError("expected", "{what}", {"what": what})


def rule(sentence: str) -> PydanticCustomError:
    """The error of several keys that do not go together; `sentence` says what to do."""
    return PydanticCustomError("rule", "{sentence}", {"sentence": sentence})


def _as_day(value: object) -> datetime.date:
    if isinstance(value, datetime.datetime) and value.time() == datetime.time.min:
        return value.date()
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError as no_such_day:
            raise expected("a day that the calendar has") from no_such_day
    raise expected("a day such as 2025-09-30")


def _known_currency(code: str) -> str:
    if not is_currency(code):
        raise expected("a currency code such as EUR")
    return code


# Numbers are strict: "1.234" is a thousand to one reader and one to another, so text is never a number.
Number = Annotated[float, Field(strict=True)]
Share = Annotated[Number, Field(ge=0, le=1)]
Amount = Annotated[Number, Field(ge=0)]
Whole = Annotated[int, Field(strict=True)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217 code"), AfterValidator(_known_currency)]
Day = Annotated[datetime.date, BeforeValidator(_as_day)]


class Frozen(BaseModel):
    """A part of the params: nothing in it changes, and a key that it does not know is refused."""

    # Defaults are validated too: a rule about a key that was left out speaks up beside the other problems.
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, populate_by_name=True, validate_default=True)


class Assumption(Frozen):
    """Low, likely and high of something nobody knows exactly, where it comes from and until when it holds.

    A single number stands for a range of no width.
    """

    low: Amount
    likely: Amount
    high: Amount
    source: str = Field("", description="the evidence; 'experiment: …' and 'model: …' name stronger kinds")
    who: str = Field("", description="who set it and answers for it")
    since: Day | None = Field(None, description="the day it was set")
    review_by: Day | None = Field(None, description="after this day the report flags it")

    @property
    def ends(self) -> tuple[float, float]:
        """The least and the most that it can be: hard ends."""
        return self.low, self.high

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, value: object) -> object:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return {"low": value, "likely": value, "high": value} if is_number else value

    @field_validator("likely")
    @classmethod
    def _not_below_low(cls, likely: float, info: ValidationInfo) -> float:
        if likely < info.data.get("low", likely):
            raise expected(f"at least low, which is {info.data['low']:g}")
        return likely

    @field_validator("high")
    @classmethod
    def _not_below_likely(cls, high: float, info: ValidationInfo) -> float:
        if high < info.data.get("likely", high):
            raise expected(f"at least likely, which is {info.data['likely']:g}")
        return high

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """A plain number is as good as the three, so editors must not underline it."""
        three = handler(core_schema)
        low = handler.resolve_ref_schema(three)["properties"]["low"]
        bounds = {key: value for key, value in low.items() if key in ("minimum", "maximum")}
        return {"anyOf": [{"type": "number"} | bounds, three]}


class ShareRange(Assumption):
    """Low, likely and high of a share: 0.15 is 15 %."""

    low: Share
    likely: Share
    high: Share


def not_before(until: datetime.date | None, first: datetime.date | None) -> datetime.date | None:
    """The last day of a span, refused where it lies before the first."""
    if until and first and until < first:
        raise expected(f"a day not before from, which is {first}")
    return until


@cache
def _zones() -> set[str]:
    return zoneinfo.available_timezones()  # asks the disk for each of them


def known_zone(name: str) -> str:
    """The name of a time zone, refused where the IANA list does not have it."""
    if name not in _zones():
        raise expected("an IANA time zone such as Europe/Berlin")
    return name
