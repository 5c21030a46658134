"""Everything about one client, read and checked: params, canonical tables in the client's currency, and what was read."""

from dataclasses import replace
from pathlib import Path

from socialroi import cost_problems, costs, funnel, labour, money, neighbours, overlaps, people, shared_invoices, smart, support
from socialroi.client import Client
from socialroi.errors import InputError, Problem
from socialroi.params import CostItem, Params
from socialroi.params_file import load_params
from socialroi.shared_invoices import Sharers
from socialroi.sources import Inputs, read_folder


def find_root(root: str = "") -> Path:
    """The folder that holds `params/` and `data/`: `root`, the nearest such parent of here, or the kit's own repository."""
    if root:
        return Path(root).resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "params").is_dir() and (folder / "data").is_dir():
            return folder
    return Path(__file__).resolve().parents[2]


def read(client: str, root: str = "") -> tuple[Params, Inputs, Sharers]:
    """The client's params and files as they are, with the problems found, and who shares invoices with it.

    Raises InputError only for the params.
    """
    folder = find_root(root)
    params = load_params(folder / "params" / f"{client}.yaml")
    inputs = read_folder(folder / "data" / client, params=params, shared=folder / "data")
    sharers, problems = neighbours.sharers(folder, client, params, inputs)
    problems += shared_invoices.problems(client, sharers.clients)
    return params, replace(inputs, problems=[*inputs.problems, *problems]), sharers


def load(client: str, root: str = "") -> Client:
    """The client, checked. Raises InputError with every problem of every file at once."""
    params, inputs, sharers = read(client, root)
    book, problems = settle(client, params, inputs)
    if problems:
        raise InputError(problems)
    return replace(book, sharers=sharers)


def settle(client: str, params: Params, inputs: Inputs) -> tuple[Client, list[Problem]]:
    """The client with all money in one currency, and every problem that stands in the way of trusting it."""
    listed, found = costs.items_of_file(inputs.tables["costs"])
    items = (*params.costs, *listed)
    one_name = people.under_one_name(inputs.tables)
    tables, stale, money_problems = money.in_one_currency(one_name, params.currency, timezone=params.timezone)
    found += cost_problems.problems(items, tables, params)
    found += money.missing_pairs(items, params.currency, inputs.tables["rates"])
    by_sheets = [cost for cost in items if cost.hours == "timesheets"]
    if by_sheets and tables["timesheets"].empty:
        found.append(_no_timesheets(client, by_sheets[0]))
    found += smart.problems(params, tables["conversions"])
    sheets, hints = tables["timesheets"], params.sources
    found += labour.problems(items, sheets, files=inputs.files, hints=hints, client=client)
    tables["timesheets"] = overlaps.counted_once(sheets, labour.are_counted(items, sheets), hints)
    params, unmeasured = support.measured(params, tables["tickets"])
    found += unmeasured
    book = Client(client, params, tables, inputs.files, items, stale)
    params, unrated = funnel.measured(book)
    found += unrated
    return replace(book, params=params), [*inputs.problems, *found, *money_problems]


def _no_timesheets(client: str, item: CostItem) -> Problem:
    return item.problem(
        f"'{item.item}' says 'hours: timesheets', but no timesheet export was read", "a Toggl, Harvest or Clockify export",
        f"drop it into data/{client}/, or write the hours as a number",
    )  # fmt: skip
