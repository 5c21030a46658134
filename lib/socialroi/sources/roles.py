"""Roles of people whose timesheet names none: params say who does what, and only the hash of a name is compared."""

import pandas as pd

from socialroi.errors import Problem
from socialroi.params import Params
from socialroi.sources.privacy import keyed_hash


def with_roles(timesheets: pd.DataFrame, params: Params, key: bytes) -> tuple[pd.DataFrame, list[Problem]]:
    """The time entries with the roles that params give to people, and a problem for each name that no entry has.

    `roles` of params: a person as the timesheet names her, in any case -> her role; it goes before the export's own.
    """
    roles = params.roles
    if not roles or timesheets.empty:
        return timesheets, []
    names = pd.Series(list(roles), dtype="str")
    by_person = dict(zip(keyed_hash(names, key), roles.values(), strict=True))
    given = timesheets["person"].map(by_person).astype("str")
    nobody = names.index[~keyed_hash(names, key).isin(timesheets["person"])]
    problems = [
        params.problem(f"roles.{names[place]}",
                       f"name {place + 1} under `roles`, whose role is '{roles[names[place]]}', has no time entry",
                "a person as the timesheet's column of users names her", "correct the name, or take the line out")
        for place in nobody
    ]  # fmt: skip
    return timesheets.assign(role=given.where(given.notna(), timesheets["role"])), problems
