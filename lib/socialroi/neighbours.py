"""The other clients of the house, as far as an invoice is shared with them: their costs, and what a rule weighs of theirs."""

import os
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from socialroi import costs, labour, money, overlaps
from socialroi.errors import InputError, Problem
from socialroi.params import CostItem, Params
from socialroi.params_file import clients_of, load_params
from socialroi.shared_invoices import MEASURED, REACH, SIZES, Sharers
from socialroi.sources import Inputs, read_folder, read_shared_costs
from socialroi.sources.heads import SHARED_AS, holds

_TABLES = {"spend": "spend", "hours": "timesheets", "posts": "posts"}
_NOTHING = {
    "spend": "no export of spend was read", "posts": "no export of posts was read",
    "hours": "no time entry was read that a cost of its counts (hours: timesheets)",
}  # fmt: skip


def sharers(root: Path, client: str, params: Params, inputs: Inputs) -> tuple[Sharers, list[Problem]]:
    """This client and all that could share invoices with it, and what keeps a rule of theirs from being followed.

    Just this client where it shares none. With fixed shares, a client that cannot be read stops its own run, not this one; by
    a rule its part would be missing.
    """
    mine, _ = _with(params, inputs.tables["costs"])
    by_rule = {item.shared_as: item for item in mine.costs if isinstance(item.share, str)}
    known, problems = {client: mine}, []
    for other in _others(root, client) if any(item.shared_as for item in mine.costs) else []:
        theirs, wrong = _costs_of(root, other)
        known |= {other: theirs} if theirs else {}
        problems += [_unread(item, other, wrong[0]) for name, item in by_rule.items() if wrong and _speaks_of(root, other, name)]
    sizes, reach = [], []
    for other, theirs in sorted(known.items()):
        named = [item for item in theirs.costs if item.shared_as in by_rule and item.share in MEASURED]
        read = inputs if other == client or not named else _read(root, other, theirs)
        for item in named:
            size, lacking = _size(item, theirs, read)
            sizes.append(size.assign(shared_as=item.shared_as, client=other)[SIZES])
            reach += [] if size.empty else [(item.shared_as, other, *_reach(read, item.share, size))]
            problems += [_lacking(by_rule[item.shared_as], item, other, said) for said in lacking]
        if named and other != client and read.problems:
            problems.append(_unread(by_rule[named[0].shared_as], other, read.problems[0]))
    weighed = pd.concat(sizes, ignore_index=True) if sizes else Sharers().sizes
    return Sharers(known, weighed, pd.DataFrame(reach, columns=REACH)), problems


def depends_on(root: Path, client: str, own: Iterable[Path]) -> list[Path]:
    """The files of other clients that the client's report depends on; none where it shares no invoice.

    Everybody's params, the files that name shared invoices, and all files of those with whom it shares one by spend, hours or
    posts. `own`: the client's own params and exports.
    """
    if not names_any(own):
        return []
    others = _others(root, client)
    params = {root / "params" / f"{other}.yaml" for other in others}
    naming = {path for other in others for path in _naming(root / "data" / other)}
    measured = {path for other in measured_with(root, client) for path in exports_of(root / "data" / other)}
    return sorted(params | naming | measured)


def names_any(files: Iterable[Path]) -> bool:
    """Whether any of a client's params and exports names an invoice that is shared."""
    return any(holds(path, *SHARED_AS) for path in files)


def measured_with(root: Path, client: str) -> list[str]:
    """The other clients with whom this one shares an invoice by spend, hours or posts: their files say how much."""
    mine, _ = _costs_of(root, client)
    names = {item.shared_as for item in mine.costs if item.share in MEASURED} if mine else set()
    found = {other: _costs_of(root, other)[0] for other in _others(root, client)} if names else {}
    return [other for other, theirs in found.items() if theirs and any(item.shared_as in names for item in theirs.costs)]


def exports_of(folder: Path) -> list[Path]:
    """The files without hidden ones: caches come and go, and no result depends on the value of the client's key."""
    found, folders = [], [folder] if folder.is_dir() else []
    while folders:
        with os.scandir(folders.pop()) as entries:
            seen = [entry for entry in entries if not entry.name.startswith(".")]
        folders += [Path(entry.path) for entry in seen if entry.is_dir(follow_symlinks=False)]
        found += [Path(entry.path) for entry in seen if entry.is_file()]
    return found


def _size(item: CostItem, params: Params, inputs: Inputs) -> tuple[pd.DataFrame, list[str]]:
    """What weighs for a client, as its own files say: day, last_day, size; and what is missing for it, in words."""
    rows, column = inputs.tables[_TABLES[item.share]], {"spend": "cost", "hours": "hours"}.get(item.share)
    if item.share == "hours":
        rows = overlaps.counted_once(rows, labour.are_counted(params.costs, rows), params.sources)
        rows = rows[labour.are_counted(params.costs, rows)]
    if rows.empty:
        return pd.DataFrame(columns=SIZES), [_NOTHING[item.share]]
    size = rows[column] if column else pd.Series(1.0, rows.index)
    lacking = []
    if item.share == "spend":
        into = item.currency or params.currency
        rate = money.rate_on(rows["day"], rows["currency"], into, inputs.tables["rates"])["rate"]
        foreign = sorted(rows.loc[rate.isna() & size.notna(), "currency"].fillna("no currency").unique())
        lacking = [f"its spend in {name} has no rate to {into}, the currency of the invoice" for name in foreign]
        size = size * rate
    last = rows["last_day"] if "last_day" in rows else rows["day"]
    return pd.DataFrame({"day": rows["day"], "last_day": last, "size": size.fillna(0.0)}), lacking


def _reach(inputs: Inputs, rule: str, size: pd.DataFrame) -> tuple[str, pd.Timestamp, pd.Timestamp, bool]:
    """The days that the files speak of: file, first_day, last_day, is_stated; where none states them, those of the rows."""
    files = inputs.files[inputs.files["table"] == _TABLES[rule]]
    stated = files[files["coverage"] != "not_stated"].dropna(subset=["first_day", "last_day"])
    if stated.empty:
        return files["file"].iloc[-1], size["day"].min(), size["last_day"].fillna(size["day"]).max(), False
    furthest = stated.sort_values("last_day", kind="stable").iloc[-1]
    return furthest["file"], stated["first_day"].min(), furthest["last_day"], True


def _others(root: Path, client: str) -> list[str]:
    return [other for other in clients_of(root / "params") if other != client]


def _costs_of(root: Path, client: str) -> tuple[Params | None, list[Problem]]:
    """The client's params with the costs of all its files that name shared invoices, and what is wrong with either."""
    try:
        params = load_params(root / "params" / f"{client}.yaml")
    except InputError as wrong:
        return None, wrong.problems
    rows, unread = read_shared_costs(root / "data" / client, params)
    whole, wrong = _with(params, rows)
    return whole, [*unread, *wrong]


def _with(params: Params, rows: pd.DataFrame) -> tuple[Params, list[Problem]]:
    items, wrong = costs.items_of_file(rows)
    return params.model_copy(update={"costs": (*params.costs, *items)}), wrong


def _read(root: Path, client: str, params: Params) -> Inputs:
    return read_folder(root / "data" / client, params=params, shared=root / "data")


def _naming(folder: Path) -> list[Path]:
    return [path for path in exports_of(folder) if holds(path, *SHARED_AS)]


def _speaks_of(root: Path, client: str, name: str) -> bool:
    paths = [root / "params" / f"{client}.yaml", *_naming(root / "data" / client)]
    return any(holds(path, name.encode().lower()) for path in paths)


def _unread(item: CostItem, other: str, wrong: Problem) -> Problem:
    said = f"'{item.shared_as}' is shared by rule ({item.share}) with {other}, whose files have problems"
    said = f"{said}, first in {wrong.file}: {wrong.found}"
    return item.problem(said, "files of all that share it", f"`socialroi check {other}` shows them all; put them right")


def _lacking(mine: CostItem, theirs: CostItem, other: str, said: str) -> Problem:
    fix = money.FIX if "rate to" in said else f"add it to data/{other}/, or write share: equal everywhere"
    said = f"'{mine.shared_as}' is shared by {theirs.share}, and of {other} {said}"
    return mine.problem(said, f"the {theirs.share} of all that share it", fix)
