"""Stripe's unified payments export, with UTM columns where the client asked for all columns."""

from dataclasses import replace

import pandas as pd

from socialroi.sources.block import Block, stripped
from socialroi.sources.grains import PAYMENT
from socialroi.sources.part import GRAIN, Context, Part
from socialroi.sources.privacy import keyed_hash
from socialroi.sources.take import Take

NAME = "stripe"
_CREATED = ("Created date (UTC)", "Created (UTC)")
_NOT_PAID = ("failed", "pending", "incomplete", "uncaptured")
_CANCELLED = ("canceled", "cancelled", "blocked")
_DISPUTE = ("Disputed Amount", "Dispute Status")
_NOTE = "net holds tax and shipping, which Stripe does not split"
_NO_DISPUTES = "lost disputes are not taken off: the export has no 'Disputed Amount' and 'Dispute Status'"


def recognise(block: Block) -> bool:
    """By the UTC time of creation beside amounts, refunds and a status."""
    said = block.has("id") or block.has("Captured")
    return said and block.position(*_CREATED) is not None and block.has("Amount", "Currency", "Status")


def read(block: Block, context: Context) -> Part:
    """One order per payment, in the currency that the customer paid; `Converted Amount` and `Fee` are the account's.

    net = amount − refunds − disputes lost. Stripe does not tell tax and shipping from goods: net holds them, as the note says,
    and the short choice of columns does not name disputes: then the note says that, too.
    """
    zone = replace(context, hint=context.hint.model_copy(update={"timezone": "UTC"}))  # the header says UTC
    take = Take(block, zone, decimal=".", private=True)
    gross = take.need(take.number("Amount"), "Amount")
    take.need_columns("Amount Refunded")
    refunded = take.number("Amount Refunded")
    back = refunded.where(refunded.notna(), 0.0) + _lost(take)
    columns = {
        "day": take.need(take.day(*_CREATED), *_CREATED),
        "order_id": take.identifier("id"),
        "customer": _customer(take),
        "status": _status(take),
        "gross": gross,
        "net": (gross - back).clip(lower=0.0),
        "refunded": back,
        "currency": take.need(take.currency("Currency"), "Currency"),
        "source": take.text("UTM Source", "utm_source (metadata)"),
        "medium": take.text("UTM Medium", "utm_medium (metadata)"),
        "campaign": take.text("UTM Campaign", "utm_campaign (metadata)"),
        GRAIN: take.constant(PAYMENT),
    }
    return take.part(NAME, "orders", columns, note=_NOTE if block.has(*_DISPUTE) else f"{_NOTE}; {_NO_DISPUTES}")


def _lost(take: Take) -> pd.Series:
    """Money that a lost dispute took back."""
    amount, state = take.number(_DISPUTE[0]), take.text(_DISPUTE[1]).str.lower()
    return amount.where(state.eq("lost") & amount.notna(), 0.0)


def _status(take: Take) -> pd.Series:
    state, captured = take.text("Status").str.lower(), take.flag("Captured")
    attempts = take.raw("id") is not None and take.text("id").isna()  # a payment that was made has its charge's id
    no_money = (
        attempts | state.isin(_NOT_PAID) | state.str.startswith("requires_", na=False) | (~captured).fillna(False).astype(bool)
    )
    status = pd.Series("paid", index=take.rows, dtype="str").where(~no_money, "unpaid")
    return status.where(~state.isin(_CANCELLED), "cancelled").where(state.notna())


def _customer(take: Take) -> pd.Series:
    """By mail, so that the customer is the same as in other files; else by Stripe's own id."""
    found = [take.raw(name) for name in ("Customer Email", "Customer ID")]
    texts = [take.nothing("str") if cells is None else stripped(cells) for cells in found]
    mail, number = (text.where(text != "") for text in texts)
    return keyed_hash(mail.where(mail.notna(), number), take.context.key)
