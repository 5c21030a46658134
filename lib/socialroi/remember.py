"""Work that is done once for a client and period, however often a report asks for it."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache, wraps
from typing import Any, TypeVar

import pandas as pd

Made = TypeVar("Made")


def once_per_client(function: Callable[..., Made]) -> Callable[..., Made]:
    """Remembers what the function made of a client (and a period); whoever writes into a table writes into a copy.

    A client is known by being the same object, as `client.Client` says.
    """
    remembered = lru_cache(maxsize=16)(function)

    @wraps(function)
    def ask(*arguments: Any) -> Made:
        return _own(remembered(*arguments))

    return ask


def _own(made: Any) -> Any:
    if isinstance(made, pd.DataFrame):
        return made.copy(deep=False)
    if is_dataclass(made):
        return replace(made, **{field.name: _own(getattr(made, field.name)) for field in fields(made)})
    return made
