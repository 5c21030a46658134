"""What is wrong with the costs beside the exports: exports that lack, names that are nearly another, one cost stated twice."""

import difflib
from collections.abc import Iterable, Mapping
from itertools import combinations

import pandas as pd

from socialroi.channels import PLATFORM_NAMES, platform_named, platform_of
from socialroi.errors import Problem
from socialroi.params import CostItem, Params

Tables = Mapping[str, pd.DataFrame]
_SCOPE = ("type", "platform", "campaign", "content", "goal", "supplier", "project", "role", "task", "tag", "code", "uses")
_NEAR = 0.75


def problems(items: Iterable[CostItem], tables: Tables, params: Params) -> list[Problem]:
    """Every problem of the costs that neither their own line nor the timesheets show. Each names the line that states it."""
    items = tuple(items)
    each = [problem for item in items for check in (_without_export, _unknown_names) for problem in check(item, tables, params)]
    return [*each, *_stated_twice(items)]


def _without_export(item: CostItem, tables: Tables, params: Params) -> list[Problem]:
    """Costs that follow from an export that nobody dropped in, or that says nothing of it: they would be zero in silence."""
    orders = tables["orders"]
    lacking = None
    if item.commission is not None:
        if orders.empty and tables["deals"].empty:
            lacking = "a commission on orders, and neither orders nor deals were read"
        elif item.code and not orders["code"].notna().any():
            lacking = f"a commission on the code '{item.code}', and no order names a discount code"
    elif item.given is not None:
        column = {"refunds": "refunded", "discounts": "discount"}[item.given]
        if orders.empty or not orders["tags"].notna().any() or not orders[column].notna().any():
            lacking = f"{item.given} of orders with the tag '{item.tag}', and no order that was read states tags and {item.given}"
    elif isinstance(item.uses, str) and tables[item.uses].empty:
        lacking = f"a price for each of its {item.uses}, and no {item.uses} were read"
    fix = "drop that export into the client's folder, or give the cost as an amount"
    return [_problem(item, lacking, "an export that counts them", fix)] if lacking else []


def _unknown_names(item: CostItem, tables: Tables, params: Params) -> list[Problem]:
    goals = [goal.goal for goal in params.goals]
    found = []
    if item.goal is not None and item.goal not in goals:
        expected = f"one of {', '.join(goals)}" if goals else "a goal under `goals`, and there is none"
        found.append(_problem(item, f"the goal '{item.goal}'", expected, "write it as under `goals`"))
    split = list(item.split) if isinstance(item.split, dict) else []
    platforms = [item.platform, *(split if item.over == "platforms" else [])]
    campaigns = [item.campaign, *(split if item.over == "campaigns" else [])]
    for name in filter(None, platforms):
        if platform_of(name) is None:
            own = {known for table in ("spend", "posts", "audience") for known in tables[table]["platform"].dropna().unique()}
            found += [] if platform_named(name) in own else _near(item, "platform", name, [*PLATFORM_NAMES, *own])
    for name in filter(None, campaigns):
        known = tables["spend"]["campaign"].dropna().unique()
        found += [] if name in known else _near(item, "campaign", name, known)
    return found


def _near(item: CostItem, kind: str, name: str, known: Iterable[str]) -> list[Problem]:
    """A name that no export has is fine (a network without exports); one that is nearly another is misspelt."""
    by_folded = {other.casefold(): other for other in known}
    close = difflib.get_close_matches(name.casefold(), by_folded, 1, _NEAR)
    if not close:
        return []
    return [_problem(item, f"the {kind} '{name}', which no export has", f"a {kind} of the exports",
                     f"did you mean '{by_folded[close[0]]}'?")]  # fmt: skip


def _stated_twice(items: tuple[CostItem, ...]) -> list[Problem]:
    """Two costs of one name for the same thing on the same days: a raise without an end, or params and costs.csv alike."""
    by_name: dict[tuple, list[CostItem]] = {}
    for item in items:
        if item.hours != "timesheets":  # their entries are compared one by one
            scope = tuple(str(getattr(item, key)) for key in _SCOPE)
            by_name.setdefault((item.item.strip().casefold(), *scope), []).append(item)
    return [
        problem for same in by_name.values() for one, other in combinations(same, 2) if (problem := _both(one, other))
    ]  # fmt: skip


def _both(one: CostItem, other: CostItem) -> Problem | None:
    is_rhythm = all(item.monthly is not None or item.every for item in (one, other))
    first = max(pd.Timestamp(item.from_ or pd.Timestamp.min) for item in (one, other))
    last = min(pd.Timestamp(item.until or pd.Timestamp.max) for item in (one, other))
    is_same = one == other.stated_in(*one.origin) and one.origin[0] != other.origin[0]
    if not (is_same or (is_rhythm and first <= last)):
        return None
    where = f"row {one.origin[1]} of {one.origin[0]}" if one.origin[0] != other.origin[0] else f"row {one.origin[1]}"
    days = f" from {first:%Y-%m-%d}" if is_rhythm and first.year > 1900 else ""
    return _problem(other, f"counts the same cost as {where}{days} once more", "each cost once",
                    "end the first the day before (until), take one out, or give the two different names")  # fmt: skip


def _problem(item: CostItem, found: str, expected: str, fix: str) -> Problem:
    return item.problem(f"'{item.item}': {found}", expected, fix)
