"""One client as the four steps see it."""

from dataclasses import dataclass, field

import pandas as pd

from socialroi.params import CostItem, Params
from socialroi.shared_invoices import Sharers


@dataclass(frozen=True, eq=False)  # itself and no other: what is worked out of it is kept by its identity
class Client:
    """One client, ready for the four steps. What is derived from it is remembered: change it by `dataclasses.replace` alone.

    `tables`: every canonical table by name, money in the client's currency. `files`: one row per file and table that was
    read (see `sources.Inputs`). `costs`: the costs of params and of `costs.csv` together. `stale_rates`: days of the
    tables' money whose exchange rate is the last known one (day, currency, rate_day). `sharers`: who shares invoices with it.
    """

    id: str
    params: Params
    tables: dict[str, pd.DataFrame]
    files: pd.DataFrame
    costs: tuple[CostItem, ...]
    stale_rates: pd.DataFrame
    sharers: Sharers = field(default_factory=Sharers)
