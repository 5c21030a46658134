"""WooCommerce orders as the export plug-ins write them, with the shop's own attribution columns since WooCommerce 8.5."""

import re

import pandas as pd

from socialroi.sources.block import Block, as_text, stripped
from socialroi.sources.click_ids import with_clicks
from socialroi.sources.part import Context, Part
from socialroi.sources.privacy import keyed_hash, without_contacts
from socialroi.sources.take import Take

NAME = "woocommerce"
_ATTRIBUTION = "meta:_wc_order_attribution_"
_CURRENCY = ("order_currency", "currency")
_TOTAL = ("order_total", "total")
_TAKEN_OFF = ("tax_total", "shipping_total")
_REFUNDED = ("refunded_total", "refund_items")
_MAPPING = "table: orders, columns: {day: order_date, order_id: order_number, …}"
_UNPAID = ("pending", "on-hold", "failed", "checkout-draft", "draft")
_NO_TAG = ("", "(none)", "(not set)")


def recognise(block: Block) -> bool:
    """By the plug-ins' internal names of an order's columns."""
    named = block.has("order_id", "order_date", "status") or block.has("order_number", "order_date", "status")
    return named and block.position(*_TOTAL) is not None


def read(block: Block, context: Context) -> Part:
    """One row per order. net = (total − tax − shipping) × (1 − refunded ÷ total): goods after discounts and refunds."""
    take = Take(block, context, decimal=".", private=True)
    status = take.text("status").str.lower().str.removeprefix("wc-")
    amounts = _amounts(take, status)
    currency = take.currency(*_CURRENCY)
    stated = currency.where(currency.notna(), take.context.hint.currency)
    if stated.isna().all() and len(stated):
        take.tell("no column of currencies", "a currency", context.line(f"currency: {context.currency}"), row=block.header_row)
    paid = pd.Series("paid", index=take.rows, dtype="str").where(~status.isin(_UNPAID), "unpaid")
    columns = {
        "day": take.need(take.day("order_date"), "order_date"),
        "order_id": take.need(take.identifier("order_number", "order_id"), "order_number", "order_id"),
        "customer": _customer(take),
        "status": paid.where(status != "cancelled", "cancelled").where(status.notna()),
        **amounts,
        "currency": take.need(stated, *_CURRENCY),
        "code": _code(take),
        **_tags(take),
    }
    return take.part(NAME, "orders", columns)


def _amounts(take: Take, status: pd.Series) -> dict[str, pd.Series]:
    """Gross, net and refunded. `tax_total` holds the tax on shipping; an order of status refunded was paid back in full."""
    gross = take.need(take.number(*_TOTAL), *_TOTAL)
    missing = (*_TAKEN_OFF, *(_REFUNDED[:1] if take.block.position(*_REFUNDED) is None else ()))
    take.need_columns(*missing, fix=f"export the orders with it; where the plug-in has none: {take.context.line(_MAPPING)}")
    tax, shipping = (_or_nothing(take.number(name)) for name in _TAKEN_OFF)
    refunded = _or_nothing(_refunded(take)).abs()
    refunded = refunded.where(~((status == "refunded") & (refunded == 0)), gross)
    kept = (1 - refunded / gross.where(gross > 0)).clip(lower=0.0)
    net = (gross - tax - shipping) * kept.where(gross > 0, 1.0)
    return {"gross": gross, "net": net, "refunded": refunded}


def _refunded(take: Take) -> pd.Series:
    """The order's own sum; else that of its refunds, written as `amount:40|reason:…|date:…`, with `;` between several."""
    if take.block.position(_REFUNDED[0]) is not None:
        return take.number(_REFUNDED[0])
    cells = take.text(_REFUNDED[1])
    amounts = cells.str.extractall(r"(?:^|;|\|\|)amount:(-?\d+(?:\.\d+)?)(?:\||$)")[0].astype("float64").abs()
    found = amounts.groupby(level=0).agg(["sum", "count"]).reindex(take.rows)
    wrong = cells.notna() & (found["count"] != cells.str.count(r"(?:^|;|\|\|)amount:"))
    take.refuse(wrong, _REFUNDED[1:], "amounts such as amount:40.00|reason:…", "correct the cell")
    return found["sum"]


def _or_nothing(values: pd.Series) -> pd.Series:
    """An order without tax, shipping or refund has an empty cell there, and nothing was charged or paid back."""
    return values.where(values.notna(), 0.0)


def _customer(take: Take) -> pd.Series:
    cells = take.raw("customer_email", "billing_email")
    if cells is None:
        return take.nothing("str")
    mail = stripped(cells)
    return keyed_hash(mail.where(mail != ""), take.context.key)


def _code(take: Take) -> pd.Series:
    """The codes in `code:LOTUS10|description:…;code:VIP|…`, or the cell as it stands, with commas between several."""
    cells = take.text("coupon_items", "coupon_code", "coupons")
    return cells.map({cell: _codes(cell) for cell in cells.dropna().unique()}).astype("str")


def _codes(cell: str) -> str:
    found = re.findall(r"(?:^|;)code:([^|;]+)", cell) or re.split(r"[|;]", cell)[:1]
    return ", ".join(code.strip() for code in found)


def _tags(take: Take) -> dict[str, pd.Series]:
    found = {name: take.text(f"{_ATTRIBUTION}utm_{name}") for name in ("source", "medium", "campaign")}
    found = {name: without_contacts(texts.where(~texts.isin(_NO_TAG))) for name, texts in found.items()}
    kind = take.text(f"{_ATTRIBUTION}source_type").str.lower()
    # WooCommerce names the medium only of tagged visits; of the others the type says it.
    by_type = kind.map({"organic": "organic", "referral": "referral", "typein": "(none)"}).astype("str")
    tags = {**found, "medium": found["medium"].where(found["medium"].notna(), by_type)}
    entry = take.raw(f"{_ATTRIBUTION}session_entry")
    return tags if entry is None else with_clicks(tags, entry.map(as_text).astype("str"))
