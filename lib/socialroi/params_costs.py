"""One cost as params and costs.csv state it: how it is counted, which days it covers, whom it serves."""

import datetime
from typing import Literal

from pydantic import Field, PrivateAttr, ValidationInfo, field_validator

from socialroi.errors import Problem
from socialroi.params_types import Amount, Currency, Day, Frozen, Share, Whole, expected, not_before, rule

COST_TYPES = (
    "media", "labour", "tool", "content", "creator", "agency", "consulting", "training", "research",
    "conference", "goodwill", "other",
)  # fmt: skip
SPLITS = ("spend", "hours", "posts", "equal")
_WAYS = ("monthly", "hours", "commission", "given")
_NEEDS = {  # what a key goes with; without it the key would say something that nobody hears
    "project": "hours: timesheets", "role": "hours: timesheets", "task": "hours: timesheets",
    "tag": "hours: timesheets, given or uses: tickets", "code": "a commission", "rate": "hours",
    "every": "hours as a number, or an amount of its own", "on": "hours as a number, or an amount of its own", "over": "a split",
    "from_": "monthly, every or until; an amount with a day (on) has its own", "until": "monthly, every or from",
}  # fmt: skip


class CostItem(Frozen):
    """One cost that no platform exports: per month, by hours, an amount, a commission, or what customers were given back."""

    type: Literal[COST_TYPES]
    item: str = Field(min_length=1)
    platform: str | None = None
    campaign: str | None = None
    project: str | None = Field(None, description="only the timesheet entries of this project")
    role: str | None = Field(None, description="only the timesheet entries of this role, at its own rate")
    task: str | None = Field(None, description="only the timesheet entries of this task")
    tag: str | None = Field(None, description="only the timesheet entries, orders or tickets with this tag")
    code: str | None = Field(None, description="commission only on the orders with this discount code")
    content: str | None = Field(None, description="the type of content it serves: reel, post, answers …")
    goal: str | None = Field(None, description="the goal that it serves, as named under goals")
    supplier: str | None = Field(None, description="the supplier's or account's name in the books, for the reconciliation")
    shared_as: str | None = Field(None, description="name of an invoice that several clients share; their shares add up to 1")
    monthly: Amount | None = None
    overhead: Amount = Field(0.0, le=5, description="on top of pay: 0.25 is 25 %")
    share: Share | Literal[SPLITS] = Field(1.0, description="share that serves social media, or this client; or by what the "
                                          "clients of an invoice (shared_as) share it")  # fmt: skip
    hours: Amount | Literal["timesheets"] | None = None
    rate: Amount | None = Field(None, description="cost of one hour; timesheets may state their own")
    every: Literal["week", "month", "quarter", "year"] | None = None
    commission: Share | None = Field(None, description="share of the revenue traced to its code, campaign or platform")
    given: Literal["refunds", "discounts"] | None = Field(None, description="to settle complaints: on orders with the tag")
    amount: Amount | None = None
    uses: Amount | Literal["posts", "tickets"] | None = Field(None, description="the amount is the price of one use")
    split: Literal[SPLITS] | dict[str, Share] | None = Field(None, description="how it is shared out, or fixed shares")
    over: Literal["platforms", "campaigns"] = Field("platforms", description="what it is split over")
    on: Day | None = None
    spread_months: Whole | None = Field(None, ge=1, le=120)
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None
    currency: Currency | None = Field(None, description="the client's, where left out")
    _origin: tuple[str, int] = PrivateAttr(("params", 0))

    @property
    def origin(self) -> tuple[str, int]:
        """The file and the row in it that state this cost."""
        return self._origin

    def problem(self, found: str, expected: str, fix: str) -> Problem:
        """A problem at the line that states this cost."""
        file, row = self.origin
        return Problem(file, found, expected, fix, row=row or None)

    @property
    def way(self) -> str:
        """How the cost is counted, in words."""
        if self.hours == "timesheets":
            return "timesheet's own cost" if self.rate is None else "timesheet × rate"
        ways = {"monthly": "per month", "hours": "hours × rate", "commission": "commission", "given": "given back"}
        return next((words for key, words in ways.items() if getattr(self, key) is not None), self._priced())

    def _priced(self) -> str:
        if self.uses is not None:
            return "per use"
        return f"per {self.every}" if self.every else "spread" if self.spread_months or self.from_ else "once"

    def stated_in(self, file: str, row: int) -> "CostItem":
        """The same cost, with the file and row that state it."""
        item = self.model_copy()
        item._origin = (file, row)
        return item

    @field_validator("amount")
    @classmethod
    def _one_way_of_counting(cls, amount: float | None, info: ValidationInfo) -> float | None:
        ways = {"amount": amount} | {way: info.data[way] for way in _WAYS if way in info.data}
        if len(ways) == len(_WAYS) + 1 and sum(value is not None for value in ways.values()) != 1:
            raise rule("give exactly one of monthly, hours (with rate), amount, commission or given")
        return amount

    @field_validator("rate")
    @classmethod
    def _hours_have_a_rate(cls, rate: float | None, info: ValidationInfo) -> float | None:
        if rate is None and isinstance(info.data.get("hours"), float):
            raise rule("hours need a rate: the cost of one hour")
        return rate

    @field_validator("commission")
    @classmethod
    def _commission_has_a_trace(cls, commission: float | None, info: ValidationInfo) -> float | None:
        if commission is not None and not any(info.data.get(key) for key in ("code", "campaign", "platform")):
            raise rule("a commission needs the code, campaign or platform whose orders it is paid on")
        return commission

    @field_validator("given")
    @classmethod
    def _given_to_tagged_orders(cls, given: str | None, info: ValidationInfo) -> str | None:
        if given is not None and not info.data.get("tag"):
            raise rule("given needs the tag that marks orders with a complaint raised on social media")
        return given

    @field_validator("uses")
    @classmethod
    def _uses_have_a_price(cls, uses: float | str | None, info: ValidationInfo) -> float | str | None:
        if uses is not None and "amount" in info.data and info.data["amount"] is None:
            raise rule("uses need an amount: the price of one use")
        return uses

    @field_validator("split")
    @classmethod
    def _parts_make_a_whole(cls, split: str | dict[str, float] | None, info: ValidationInfo) -> str | dict[str, float] | None:
        if isinstance(split, dict) and abs(sum(split.values()) - 1) > 1e-6:
            raise rule(f"the shares of split add up to {sum(split.values()):g}; they have to add up to 1")
        if split is not None and (info.data.get("platform") or info.data.get("campaign")):
            raise rule("give a platform or campaign, or a split over several, not both")
        return split

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
        follows = isinstance(known.get("uses"), str)  # one use per post or ticket: they have their own days
        days_are_read = {"on", "every", "from_"} <= known.keys()
        if counted and not follows and days_are_read and not (known["on"] or known["every"] or (known["from_"] and until)):
            what = "an amount needs" if known.get("amount") is not None else "hours need"
            raise rule(f"{what} a day (on), a rhythm (every) or both from and until")
        return not_before(until, known.get("from_"))

    @field_validator("currency")
    @classmethod
    def _counted_in_the_clients_currency(cls, currency: str | None, info: ValidationInfo) -> str | None:
        follows = info.data.get("commission") is not None or info.data.get("given") is not None
        if currency is not None and follows:
            raise expected("no currency here: orders are already in the client's")
        return currency

    @field_validator("currency")
    @classmethod
    def _every_key_counts(cls, currency: str | None, info: ValidationInfo) -> str | None:
        if len(info.data) == len(cls.model_fields) - 1:  # a key with a wrong value has a message of its own
            lost = [key for key, counts in _heard(info.data).items() if info.data[key] not in (None, "platforms") and not counts]
            if lost:
                raise rule(f"'{lost[0].strip('_')}' has no effect here; it goes with {_NEEDS[lost[0]]}")
            if info.data["shared_as"] and info.data["share"] == 1:
                raise rule("'shared_as' needs the share of the invoice that this client bears, below 1, or a rule")
            _refuse_rule_without_invoice(info.data)
        return currency


def _refuse_rule_without_invoice(known: dict) -> None:
    share = known["share"]
    is_stated = known["monthly"] is not None or isinstance(known["hours"], float) or known["amount"] is not None
    if isinstance(share, str) and not known["shared_as"]:
        raise rule(f"'share: {share}' needs 'shared_as', the name of the invoice by which the other clients share it")
    if isinstance(share, str) and (not is_stated or isinstance(known["uses"], str)):
        raise rule(f"'share: {share}' needs the amount of the invoice: monthly, hours with their rate, or an amount")


def _heard(known: dict) -> dict[str, bool]:
    """Whether each key of `_NEEDS` is heard, by the way the cost is counted."""
    of_sheets, has_price = known["hours"] == "timesheets", known["amount"] is not None and not isinstance(known["uses"], str)
    is_dated = isinstance(known["hours"], float) or has_price
    follows = of_sheets or isinstance(known["uses"], str) or known["commission"] is not None or known["given"] is not None
    has_span = known["on"] is None and (is_dated or follows or known["monthly"] is not None)
    return {
        "project": of_sheets, "role": of_sheets, "task": of_sheets,
        "tag": of_sheets or known["given"] is not None or known["uses"] == "tickets", "code": known["commission"] is not None,
        "rate": known["hours"] is not None, "every": is_dated, "on": is_dated, "over": known["split"] is not None,
        "from_": has_span, "until": has_span,
    }  # fmt: skip
