"""Shopify's orders export: one row per line item, folded to one row per order."""

import re

import numpy as np
import pandas as pd

from socialroi.sources.block import Block, as_text, stripped
from socialroi.sources.click_ids import with_clicks
from socialroi.sources.labels import each, of_pairs
from socialroi.sources.part import LINES, Context, Part
from socialroi.sources.privacy import keyed_hash, without_contacts
from socialroi.sources.tags import hashed_tags
from socialroi.sources.take import Take

NAME = "shopify"
_UNPAID = ("pending", "authorized", "voided", "expired", "unpaid")
_CENT = 0.01


def recognise(block: Block) -> bool:
    """By the columns that only an order export has."""
    return block.has("Name", "Financial Status", "Subtotal", "Total", "Lineitem name", "Created at")


def read(block: Block, context: Context) -> Part:
    """One row per order. Order fields stand on its first row only; the other rows are line items of the order above.

    net = (Subtotal − tax inside it) × (1 − Refunded Amount ÷ Total): goods without discounts, tax, shipping and refunds.
    """
    take = Take(block, context, decimal=".", private=True)
    if _is_abandoned(block):
        return take.unused(NAME, "abandoned checkouts, which nobody paid: not used")
    name = take.need(take.text("Name"), "Name")
    heads = _heads(take, name)
    if not block.has("Refunded Amount"):
        take.notes.append("refunds are not taken off: the export has no 'Refunded Amount'")
    money = {column: take.number(column).where(heads) for column in ("Subtotal", "Shipping", "Taxes", "Total", "Refunded Amount")}
    for column in ("Subtotal", "Total"):
        take.refuse(heads & money[column].isna() & ~take.bad, (column,), "an amount", "download the export again")
    day = take.day("Created at")
    take.refuse(heads & day.isna() & ~take.bad, ("Created at",), "the order's time", "download the export again")
    columns = {
        "day": day,
        "order_id": name,
        "customer": _customer(take),
        "status": _status(take),
        **_amounts(money),
        "currency": take.currency("Currency"),
        "code": take.text("Discount Code"),
        "discount": take.number("Discount Amount").where(heads),
        "tags": each(take.label("Tags"), lambda texts: hashed_tags(texts, context.key)),
        **_utm(take),
        "channel": take.text("Source"),
    }
    take.refuse(heads & columns["currency"].isna() & ~take.bad, ("Currency",), "a currency code", "download the export again")
    columns["net"] = columns["net"].where(columns["status"] != "cancelled", columns["net"].clip(upper=0.0))
    return _folded(take, columns, heads)


def _is_abandoned(block: Block) -> bool:
    """True where no row has a payment status: Shopify's export of abandoned checkouts has the columns of its orders."""
    status = stripped(block.body[block.position("Financial Status")])
    return len(status) > 0 and bool((status == "").all())


def _heads(take: Take, name: pd.Series) -> pd.Series:
    """True for the first row of each order: the row where the order's own fields are filled."""
    return (name != name.shift()) | take.label("Financial Status").notna()


def _folded(take: Take, columns: dict[str, pd.Series], heads: pd.Series) -> Part:
    """Rows of an order are refused together: half an order is a wrong order."""
    order = heads.cumsum().to_numpy()
    take.bad |= (np.bincount(order, weights=take.bad) > 0)[order]
    lines = pd.Series(np.bincount(order)[order], index=take.rows)
    part = take.part(NAME, "orders", {**columns, LINES: lines, "_head": heads})
    frame = part.frame[part.frame["_head"]].drop(columns="_head").reset_index(drop=True)
    return Part(**{**vars(part), "frame": frame})


def _amounts(money: dict[str, pd.Series]) -> dict[str, pd.Series]:
    """Gross, net and refunded. Whether prices hold the tax is seen row by row: what Total has beyond goods and shipping."""
    taxes, shipping = (money[name].where(money[name].notna(), 0.0) for name in ("Taxes", "Shipping"))
    refunded = money["Refunded Amount"].where(money["Refunded Amount"].notna() | money["Total"].isna(), 0.0)
    on_top = money["Total"] - money["Subtotal"] - shipping >= taxes - _CENT
    goods = money["Subtotal"].where(on_top, money["Subtotal"] - taxes)
    share_kept = (1 - refunded / money["Total"].where(money["Total"] > 0)).clip(lower=0.0)
    net = goods * share_kept.where(money["Total"] > 0, 1.0)
    return {"gross": money["Total"], "net": net, "refunded": refunded}


def _status(take: Take) -> pd.Series:
    """cancelled where it was called off, unpaid where no money came in, else paid; refunds are in the amounts."""
    return of_pairs(take.label("Financial Status"), take.label("Cancelled at"), _status_of)


def _status_of(state: pd.Series, cancelled: pd.Series) -> pd.Series:
    status = pd.Series("paid", index=state.index, dtype="str").where(~state.str.lower().isin(_UNPAID), "unpaid")
    return status.where(cancelled.isna(), "cancelled").where(state.notna() | cancelled.notna())


def _customer(take: Take) -> pd.Series:
    """The mail address, else the phone number, as a keyed hash."""
    phone = each(_as_written(take, "Phone", "Billing Phone"), lambda texts: texts.str.replace(r"[^\d+]", "", regex=True))
    known = of_pairs(_as_written(take, "Email"), phone, lambda one, other: one.where(one != "", other.where(other != "")))
    return each(known, lambda people: keyed_hash(people, take.context.key))


def _as_written(take: Take, *names: str) -> pd.Series:
    cells = take.cells(*names)
    return take.nothing("str") if cells is None else cells.each(stripped).labels()


def _utm(take: Take) -> dict[str, pd.Series]:
    """UTM values out of what apps write into the order's notes: as lines `utm_source: x` or inside JSON. The rest is dropped.

    Where they name no source, the platforms' click ids do.
    """
    notes = take.cells("Note Attributes")
    tags = {"source": "utm_source", "medium": "utm_medium", "campaign": "utm_campaign"}
    if notes is None:
        return {column: take.nothing("str") for column in tags}
    texts = notes.each(lambda found: found.map(as_text).astype("str") if found.dtype == object else found).distinct
    marked = texts[texts.str.contains("utm_", case=False, regex=False)]
    found = with_clicks({column: _tag(marked, tag).reindex(texts.index) for column, tag in tags.items()}, texts)
    return {column: notes.spread(values) for column, values in found.items()}


def _tag(texts: pd.Series, tag: str) -> pd.Series:
    """The tag's value after a colon (quoted, or up to the line's end) or after = in an address."""
    value = rf"""\b{tag}["']?[ \t]*(?::[ \t]*"([^"]*)"|:[ \t]*([^\r\n"{{}}]+)|=([^&\s"',;}}]+))"""
    found = texts.str.replace("\\", "", regex=False).str.extract(value, flags=re.IGNORECASE)
    first = found[0].where(found[0].notna(), found[1].where(found[1].notna(), found[2])).str.strip(" ,\t")
    return without_contacts(first.where(~first.isin(["", "null"])))
