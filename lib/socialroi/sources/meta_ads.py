"""Meta Ads Manager and Ads Reporting, CSV and XLSX: by campaign, ad set or ad, with or without days and breakdowns."""

import re
from functools import reduce

import pandas as pd

from socialroi.sources.block import Block, as_text, plain, stripped
from socialroi.sources.labels import each, filled, of_pairs
from socialroi.sources.meta_ads_headers import ACCOUNT, BREAKDOWNS, HEADERS, IDS, OBJECTIVE, SPEND, TOTAL_NAMES
from socialroi.sources.part import GRAIN, IDENTITY, Context, Part
from socialroi.sources.same_names import numbered
from socialroi.sources.stated_totals import check_total
from socialroi.sources.take import Take

NAME = "meta_ads"
_PLATFORMS = ("facebook", "instagram")
_NAMING = ("campaign", "ad_set", "ad", "day", "span", "platform")


def recognise(block: Block) -> bool:
    """By the spend column, whose header holds the currency, beside a name or day of Meta's."""
    names = (*HEADERS["campaign"], *HEADERS["ad_set"], *HEADERS["ad"], *HEADERS["day"], *HEADERS["starts"])
    return _spend(block) is not None and block.position(*names) is not None


def read(block: Block, context: Context) -> Part:
    """Spend by day or span, campaign and ad. The account's total (a row without a name) is counted, not taken.

    Claims are Purchases; where a row has none, leads; where the export has neither, Results of a row whose indicator says
    purchase or lead. They are never added up. Ads that share all their names are told apart by number.
    """
    take = Take(block, context, totals=_totals(block))
    spend = _spend(block)
    if len(spends := {name for name in block.header if name.startswith(SPEND)}) > 1:
        found = "several columns of spend: " + ", ".join(sorted(spends))
        take.tell(found, "one", "export the file with one of them", row=block.header_row)
    cost = take.number(spend)
    total = check_total(take, cost, spend)
    columns = _days(take) | {
        "campaign": take.label(*HEADERS["campaign"]),
        "ad": take.label(*HEADERS["ad"]),
        **{name: take.number(*HEADERS[name], is_count=True) for name in ("impressions", "clicks", "all_clicks", "reach")},
        "cost": cost,
        "currency": _currency(take, spend),
        "claimed_conversions": _claims(take),
        "claimed_value": _claimed_value(take, cost),
        "attribution_setting": _attribution(take),
        **_splits(take),
    }
    columns, note = numbered(columns, has_ids=_has_ids(block), total=total)
    return take.part(NAME, "spend", columns, note=note)


def _spend(block: Block) -> str | None:
    """The header of the spend; another program may have taken the currency in brackets off it."""
    bare = block.position(*(name.rstrip(" (（") for name in SPEND))
    return block.starting(*SPEND) or (None if bare is None else block.header[bare])


def _currency(take: Take, spend: str) -> pd.Series:
    """As the header of the spend says, or a column of currencies, or params."""
    code = re.search(r"\(([A-Z]{3})\)", spend)
    if code or take.block.position("Currency") is not None:
        return take.constant(code[1]) if code else take.need(take.currency("Currency"), "Currency")
    if take.context.hint.currency is None:
        fix = f"export it as Meta writes it, or say the account's currency: {take.context.line('currency: EUR')}"
        take.tell("no currency of the spend", f"{spend} (EUR)", fix, row=take.block.header_row, column=spend)
    return take.constant(take.context.hint.currency)


def _has_ids(block: Block) -> bool:
    """True where the finest level that the rows speak of has its id beside its name."""
    levels = [
        name for level, name in zip(("campaign", "ad_set", "ad"), IDS, strict=True) if block.position(*HEADERS[level]) is not None
    ]
    return bool(levels) and block.has(levels[-1])


def _totals(block: Block) -> pd.Series:
    """True for a row that names nothing (no ad, account, day or region), or says first or last that it is the total.

    Where no column is known to name something, the first does if any row fills it: Meta puts what it splits by before what
    it counts.
    """
    named = [name for level in _NAMING for name in HEADERS[level]] + [*ACCOUNT, *BREAKDOWNS]
    places = [place for place, name in enumerate(block.names) if name in set(map(plain, named))]
    if not places and block.cells(0).distinct.map(as_text).str.strip().any():
        places = [0]
    total = pd.Series(bool(places), index=block.body.index)
    for place in places:
        if total.any():
            cells = block.cells(place)
            total &= cells.spread(stripped(cells.distinct) == "")
    for row in {*block.body.index[:1], *block.body.index[-1:]} if places else ():
        says = as_text(block.cells(places[0]).in_row(row)).strip().lower()
        total[row] |= re.fullmatch(TOTAL_NAMES, says) is not None
    return total


def _days(take: Take) -> dict[str, pd.Series]:
    if take.block.position(*HEADERS["day"]) is not None:
        day = take.need(take.day(*HEADERS["day"]), *HEADERS["day"])
        return {"day": day, "last_day": day}
    if take.block.position(*HEADERS["starts"]) is None:
        take.tell(
            "no days",
            "the column 'Reporting starts' or the breakdown 'Day'",
            "export it with them; where it has them, set Ads Manager's language to English first",
            row=take.block.header_row,
        )
        return {"day": take.nothing("datetime64[us]"), "last_day": take.nothing("datetime64[us]")}
    first = take.need(take.day(*HEADERS["starts"]), *HEADERS["starts"])
    last = take.need(take.day(*HEADERS["ends"]), *HEADERS["ends"])
    return _of_span(take, first, last)


def _of_span(take: Take, first: pd.Series, last: pd.Series) -> dict[str, pd.Series]:
    """A monthly or weekly file names each row's days as `2024-03-01 - 2024-03-11`."""
    days = take.text(*HEADERS["span"]).str.extract(r"^(\d{4}-\d{2}-\d{2}) - (\d{4}-\d{2}-\d{2})$")
    stated = [pd.to_datetime(days[side], format="%Y-%m-%d").astype("datetime64[us]") for side in (0, 1)]
    return {"day": stated[0].where(stated[0].notna(), first), "last_day": stated[1].where(stated[1].notna(), last)}


def _claims(take: Take) -> pd.Series:
    purchases, leads = take.count(*HEADERS["purchases"]), take.count(*HEADERS["leads"])
    claims = purchases.where(purchases > 0, leads.where(leads > 0, purchases.where(purchases.notna(), leads)))
    kind = each(take.label(*HEADERS["result_type"]), lambda texts: texts.where(texts.str.contains("purchase|lead", case=False)))
    results = take.count(*HEADERS["results"]).where(kind.notna())
    return claims.where(claims.notna(), results)


def _claimed_value(take: Take, cost: pd.Series) -> pd.Series:
    if take.block.position(*HEADERS["value"]) is not None:
        return take.number(*HEADERS["value"])
    return take.number(*HEADERS["roas"]) * cost


def _attribution(take: Take) -> pd.Series:
    return each(take.label(*HEADERS["attribution"]), lambda texts: texts.where(texts != "-"))


def _splits(take: Take) -> dict[str, pd.Series]:
    """Platform, breakdown and what else tells rows apart; GRAIN names the level, so that two levels are not added up."""
    placed = each(take.label(*HEADERS["platform"]), lambda texts: texts.str.lower())
    named = [level for level in ("campaign", "ad_set", "ad") if take.block.position(*HEADERS[level]) is not None]
    splits = [name for name in (*BREAKDOWNS, *([] if named else [OBJECTIVE])) if take.block.has(name)]
    parts = [each(placed, lambda texts: texts.where(~texts.isin(_PLATFORMS))), *(take.label(name) for name in splits)]
    levels = [level for level in ("campaign", "ad_set", "ad", "platform") if take.block.position(*HEADERS[level]) is not None]
    ids = [name for name in IDS if take.block.has(name)]
    accounts = ["account"] if take.block.position(*ACCOUNT) is not None else []
    grain = ", ".join([*accounts, *(level.replace("_", " ") for level in levels), *(name.lower() for name in (*ids, *splits))])
    known = each(placed, lambda texts: texts.where(texts.isin(_PLATFORMS)))
    return {
        "platform": filled(known, take.context.hint.platform or "meta"),
        "breakdown": reduce(_joined, parts),
        IDENTITY: reduce(_joined, [take.label(*ACCOUNT), take.label(*HEADERS["ad_set"]), *map(take.label, ids)]),
        GRAIN: take.constant(grain),
    }


def _joined(one: pd.Series, other: pd.Series) -> pd.Series:
    """The texts of each row with ' / ' between; missing where it has none."""

    def join(left: pd.Series, right: pd.Series) -> pd.Series:
        both = left.notna() & right.notna()
        return (left + " / " + right).where(both, left.where(left.notna(), right))

    return of_pairs(one, other, join)
