"""Invoices that several clients share: each one's part, by fixed shares or by a stated rule, always back to the invoice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from socialroi import costs
from socialroi.allocation import to_cents
from socialroi.errors import InputError, Problem, params_line
from socialroi.params import CostItem, Params
from socialroi.periods import Period

FIXED = "fixed shares"
MEASURED = ("spend", "hours", "posts")  # rules by which clients' own files say how much each bears
SIZES = ["shared_as", "client", "day", "last_day", "size"]
REACH = ["shared_as", "client", "file", "first_day", "last_day", "is_stated"]
_INVOICE = ("currency", "overhead", "every", "on", "spread_months", "from_", "until")


@dataclass(frozen=True, eq=False)
class Sharers:
    """A client and all that share invoices with it.

    `clients`: by id, each with the costs of params and costs.csv together. `sizes`: what the rules `spend`, `hours` and
    `posts` weigh: shared_as, client, day, last_day, size, in one unit for each invoice. `reach`: the days that each client's
    exports of it speak of, stated or only seen: shared_as, client, file (the one that reaches furthest), first_day, last_day,
    is_stated.
    """

    clients: Mapping[str, Params] = field(default_factory=dict)
    sizes: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=SIZES))
    reach: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=REACH))


def listed(clients: Mapping[str, Params]) -> pd.DataFrame:
    """Every invoice that clients share: shared_as, client, item, rule, invoice, currency, share (missing where a rule says it).

    One row per client and cost that names the invoice.
    """
    rows = [
        (item.shared_as, client, item.item, FIXED if isinstance(item.share, float) else item.share, _invoice(item),
         item.currency or params.currency, item.share if isinstance(item.share, float) else None)
        for client, params, item in _items(clients)
    ]  # fmt: skip
    columns = ["shared_as", "client", "item", "rule", "invoice", "currency", "share"]
    return pd.DataFrame(rows, columns=columns).astype({"invoice": float, "share": float, "rule": "str"})


def shares(sharers: Sharers, period: Period) -> pd.DataFrame:
    """`listed` with everybody's share in a period; missing where nothing weighs anything in it.

    By a rule a client's share is its weight over the weights of all that name the invoice: one each (`equal`), or what lies
    inside the period of its spend, hours or posts. A size that stands for several days counts with those inside.
    """
    frame = listed(sharers.clients)
    sizes = sharers.sizes
    inside = sizes["size"] * costs.share_of_days(sizes, period) if len(sizes) else sizes["size"]
    weighed = sizes.assign(weight=inside.astype(float)).groupby(["shared_as", "client"])["weight"].sum()
    found = frame[["shared_as", "client"]].join(weighed, on=["shared_as", "client"])["weight"].fillna(0.0)
    weight = found.mask(frame["rule"] == "equal", 1.0).where(frame["rule"] != FIXED, 0.0)
    total = weight.groupby(frame["shared_as"]).transform("sum")
    return frame.assign(share=frame["share"].fillna(weight / total.where(total > 0)))


def items_in(sharers: Sharers, client: str, items: tuple[CostItem, ...], period: Period) -> tuple[CostItem, ...]:
    """The client's costs in a period, the share that a rule says as the number that it is there.

    Raises InputError where a cost falls into the period and somebody's exports do not reach it, or nothing in it weighs
    anything.
    """
    if not any(isinstance(item.share, str) for item in items):
        return items
    weightless = weightless_in(sharers, client, items, period)
    if weightless:
        raise InputError(weightless)
    found = shares(sharers, period)
    mine = found[found["client"] == client].drop_duplicates("shared_as").set_index("shared_as")["share"].fillna(0.0)
    return tuple(
        item.model_copy(update={"share": float(mine[item.shared_as])}) if isinstance(item.share, str) else item for item in items
    )


def weightless_in(sharers: Sharers, client: str, items: tuple[CostItem, ...], period: Period) -> list[Problem]:
    """A problem for every cost of the period that goes by what nobody has in it, or by exports that do not reach it."""
    by_rule = [item for item in items if isinstance(item.share, str) and len(costs.days_of(item, period))]
    found = shares(sharers, period) if by_rule else None
    nothing = [
        item.problem(f"'{item.shared_as}' is shared by {item.share}, and no client that shares it has any in {period.label}",
                     f"{item.share} in the period", "add the exports of these days, or write share: equal everywhere")
        for item in by_rule if found.loc[found["shared_as"] == item.shared_as, "share"].isna().all()
    ]  # fmt: skip
    return nothing or [problem for item in by_rule for problem in _short(sharers, item, period)]


def _short(sharers: Sharers, item: CostItem, period: Period) -> Iterator[Problem]:
    """A problem for each client whose exports end before those of the others do, or say nothing of the period at all."""
    reach = sharers.reach[sharers.reach["shared_as"] == item.shared_as]
    known = min(period.end, reach["last_day"].max()) if len(reach) else period.end
    for row in reach.itertuples():
        is_silent = row.last_day < period.start or row.first_day > period.end
        if is_silent or (row.is_stated and row.last_day < known):
            seen = f"{row.first_day:%Y-%m-%d} to {row.last_day:%Y-%m-%d}"
            said = f"'{item.shared_as}' is shared by {item.share}, and {row.file} of {row.client} speaks of {seen} only"
            days = f'from: "{min(row.first_day, period.start):%Y-%m-%d}", until: "{max(row.last_day, known):%Y-%m-%d}"'
            line = params_line(row.file, days)
            fix = f"export it again, or, if there was nothing more, state its days in params/{row.client}.yaml: {line}"
            yield item.problem(said, f"the {item.share} of everybody up to {known:%Y-%m-%d}", fix)


def borne_by(sharers: Sharers, client: str, period: Period) -> pd.DataFrame:
    """Who bears each invoice that this client shares: shared_as, rule, invoice, currency, who, share, part.

    One row per invoice and bearer, the dearest first: every client, and nobody, where fixed shares do not add up to 1. `part`
    is in whole cents, and the parts add up to the invoice.
    """
    found = shares(sharers, period)
    found = found[found["shared_as"].isin(found.loc[found["client"] == client, "shared_as"])].rename(columns={"client": "who"})
    keys = ["shared_as", "rule", "invoice", "currency"]
    whole = [_to_the_cent(rows) for _, rows in found.groupby("shared_as")]
    rows = pd.concat(whole) if whole else found.assign(part=found["share"])
    return rows.sort_values(["shared_as", "part", "who"], ascending=[True, False, True], ignore_index=True)[
        [*keys, "who", "share", "part"]
    ]


def problems(client: str, clients: Mapping[str, Params]) -> list[Problem]:
    """What is wrong with the invoices that this client shares: shares above 1 in sum, mixed rules, or not the same invoice."""
    frame = listed(clients)
    mine = {item.shared_as: item for _, _, item in _items({client: clients[client]})}
    found = []
    for name, rows in frame[frame["shared_as"].isin(list(mine))].groupby("shared_as"):
        item = mine[name]
        if rows["rule"].nunique() > 1:
            said = f"the clients that share '{name}' go by different rules: {_told(rows, 'rule')}"
            found.append(item.problem(said, "one rule, or fixed shares, for all of them", "write the same `share` everywhere"))
        elif rows["share"].sum() > 1 + 1e-6:
            said = f"the shares of '{name}' add up to {rows['share'].sum():g} over clients: {_told(rows, 'share')}"
            found.append(item.problem(said, "at most 1 together", "lower the shares until they add up to 1"))
        if rows["invoice"].nunique(dropna=False) > 1:
            said = f"the clients that share '{name}' state different amounts: {_told(rows, 'invoice')}"
            found.append(item.problem(said, "the whole invoice, the same everywhere", "correct the amount"))
        elif isinstance(item.share, str):
            found += _not_the_same(name, item, clients)
    return found


def _not_the_same(name: str, item: CostItem, clients: Mapping[str, Params]) -> Iterator[Problem]:
    """By a rule the parts add up only where every client states the same invoice, once, for the same days."""
    stated = [(client, each.model_copy(update={"currency": each.currency or params.currency}))
              for client, params, each in _items(clients) if each.shared_as == name]  # fmt: skip
    twice = sorted({client for client, _ in stated if [other for other, _ in stated].count(client) > 1})
    if twice:
        fix = "take one out, or give each invoice a name of its own"
        yield item.problem(f"{' and '.join(twice)} states '{name}' more than once", "each invoice once for a client", fix)
    for key in _INVOICE:
        values = {client: getattr(each, key) for client, each in stated}
        if len(set(values.values())) > 1:
            told = ", ".join(f"{client} {'none' if value is None else value}" for client, value in values.items())
            said = f"the clients that share '{name}' state a different `{key.strip('_')}`: {told}"
            yield item.problem(said, "the same invoice everywhere", "write the line as the other clients have it")


def _to_the_cent(rows: pd.DataFrame) -> pd.DataFrame:
    """The bearers of one invoice, with what nobody bears where shares do not add up to 1; no part where none is known."""
    first, share, exact = rows.iloc[0], rows["share"].sum(), rows["invoice"] * rows["share"]
    if exact.isna().any():
        return rows.assign(part=exact)
    is_whole = abs(share - 1) < 1e-3
    parts = to_cents(exact, first["currency"], first["invoice"] * (1.0 if is_whole else share))
    rows = rows.assign(part=parts)
    left = to_cents(pd.Series([first["invoice"]]), first["currency"]).iloc[0] - parts.sum()
    if is_whole or not left > 1e-6:
        return rows
    nobody = first.to_frame().T.assign(who="nobody", share=1 - share, part=left)
    return pd.concat([rows, nobody.astype(rows.dtypes)], ignore_index=True)


def _items(clients: Mapping[str, Params]) -> Iterator[tuple[str, Params, CostItem]]:
    for client, params in sorted(clients.items()):
        yield from ((client, params, item) for item in params.costs if item.shared_as)


def _told(rows: pd.DataFrame, column: str) -> str:
    shown = [value if isinstance(value, str) else f"{value:g}" for value in rows[column]]
    return ", ".join(f"{client} {value}" for client, value in zip(rows["client"], shown, strict=True))


def _invoice(item: CostItem) -> float | None:
    """The whole invoice that clients share: what is paid each time; missing where time entries or results say it."""
    follows = item.hours == "timesheets" or isinstance(item.uses, str)
    return None if follows or item.commission is not None or item.given is not None else costs.amount_of(item)
