"""What an action is worth, as params may say it: one method each, with its range, source and review date."""

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from socialroi.params_types import Assumption, Day, Frozen, ShareRange, Whole, expected, rule


class Actual(Frozen):
    """Priced by what the orders or won deals themselves brought."""

    method: Literal["actual"]


class Funnel(Frozen):
    """Priced by close rate × deal value × margin; the rate once, not twice. `crm`: as the CRM's own leads and deals say."""

    method: Literal["funnel"]
    close_rate: Literal["crm"] | ShareRange
    deal_value: Literal["crm"] | Assumption
    prefer: Literal["crm", "params"] = Field(
        "crm", description="whose rates of a lead count where 20 or more were won: the CRM's, or always those given here"
    )
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
    discount: ShareRange = Field(description="yearly rate: 0.1 is 10 % a year")
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


class Step(Frozen):
    """Priced by the share of people who go on to another action × what that is worth: a sign-up, a download, a demo."""

    method: Literal["step"]
    to: str = Field(description="the action that comes next and has a price of its own, such as lead")
    share: Literal["data"] | ShareRange = Field(description="of those who did this, the share that goes on; `data`: measured")
    prefer: Literal["data", "params"] = Field(
        "data",
        description="whose share counts where 20 or more went on: the one of the client's own files, or the one given here",
    )
    source: str = ""
    review_by: Day | None = None


class Proxy(Frozen):
    """Priced by what the same reach or the same clicks would have cost: `own` price or a stated one. Never in the headline."""

    method: Literal["proxy"]
    cpm: Literal["own"] | Assumption | None = Field(None, description="price of 1,000 impressions")
    cpc: Literal["own"] | Assumption | None = Field(None, description="price of a click, for engagements")
    source: str = ""
    review_by: Day | None = None

    @field_validator("cpc")
    @classmethod
    def _one_price(cls, cpc: str | Assumption | None, info: ValidationInfo) -> str | Assumption | None:
        if "cpm" in info.data and (cpc is None) == (info.data["cpm"] is None):
            raise rule("a proxy needs either cpm (the price of 1,000 impressions) or cpc (the price of a click)")
        return cpc


Value = Annotated[Actual | Funnel | Saving | Proxy | Lifetime | Stated | Step, Field(discriminator="method")]


def misfit(action: str, price: Value, values: dict[str, Value]) -> str:
    """Why this price cannot be this action's, beside the others; nothing where it can."""
    if (action == "purchase") != isinstance(price, (Actual, Lifetime)):
        return f"{action} cannot be priced by the method {price.method}: purchase takes actual or clv, other actions the rest"
    if isinstance(price, Funnel) and action != "lead" and "crm" in (price.close_rate, price.deal_value):
        return f"{action}: the CRM's rates are those of leads; price it as {{method: step, to: lead, share: …}}"
    if isinstance(price, Proxy):
        return _misfit_proxy(action, price, values)
    return _misfit_step(action, price, values) if isinstance(price, Step) else ""


def _misfit_proxy(action: str, price: Proxy, values: dict[str, Value]) -> str:
    wanted = {"impression": "cpm", "engagement": "cpc"}.get(action)
    if wanted is None:
        return f"{action}: a proxy prices impression (by cpm) or engagement (by cpc); other actions take stated, step or funnel"
    if getattr(price, wanted) is None:
        return f"{action} is priced by {wanted}, not by the other: a click and 1,000 impressions have different prices"
    are_both = all(isinstance(values.get(name), Proxy) for name in ("impression", "engagement"))
    return "impression and engagement of the same posts are both priced; keep one, their prices never add" if are_both else ""


def _misfit_step(action: str, price: Step, values: dict[str, Value]) -> str:
    seen, following = [action], price
    while isinstance(following, Step):
        if following.to not in values:
            return f"{seen[-1]} leads to {following.to}, which has no price; add it to values, or name another in 'to'"
        if following.to in seen:
            return f"{' → '.join([*seen, following.to])} goes round in a circle; one of them needs a price of its own"
        seen.append(following.to)
        following = values[following.to]
    return f"{action} leads to {seen[-1]}, which is a proxy and no income" if isinstance(following, Proxy) else ""
