"""Assumptions that the client's own files answer: a share or a mean with its interval, in place of what params assume."""

from typing import Literal

import numpy as np
import pandas as pd
from scipy.stats import t

from socialroi.params_types import Assumption, ShareRange
from socialroi.uncertainty import LEVEL, wilson

_REACH = 1.97  # the middle 80 % of a PERT is this much narrower than its ends: 0.5 ÷ (0.5 − 0.2466), Beta(3, 3)


class Measured(Assumption):
    """Low and high hold the truth four times out of five, so that draws reach beyond them; params' own ends are hard.

    `kind`: what was counted; `count` of `of`: how many; `instead_of`: what params assume.
    """

    kind: Literal["close_rate", "deal_value", "deflection", "lifetime", "step"]
    count: int
    of: int
    instead_of: Assumption | None = None

    @property
    def ends(self) -> tuple[float, float]:
        """The ends of the draws: four in five of them fall between low and high."""
        low, high = self.likely - _REACH * (self.likely - self.low), self.likely + _REACH * (self.high - self.likely)
        return max(low, 0.0), high


class MeasuredShare(Measured, ShareRange):
    """A measured share: it never exceeds 1."""

    @property
    def ends(self) -> tuple[float, float]:
        """The ends of the draws."""
        low, high = super().ends
        return low, min(high, 1.0)


def share(kind: str, count: int, of: int, instead_of: Assumption | None = None) -> MeasuredShare:
    """The share `count` ÷ `of` with its 80 % interval (Wilson)."""
    low, high = wilson(count, of)
    said = {"kind": kind, "count": count, "of": of, "instead_of": instead_of}
    return MeasuredShare(low=low, likely=count / of, high=high, source=f"measured: {count} of {of}", **said)


def mean(kind: str, amounts: pd.Series, instead_of: Assumption | None = None) -> Measured:
    """The mean of the known amounts, at least two, with its 80 % interval (Student's t: few amounts give a wide one)."""
    known = amounts.dropna()
    count, middle = len(known), float(known.mean())
    half = float(t.ppf((1 + LEVEL) / 2, count - 1) * known.std() / np.sqrt(count))
    said = {"kind": kind, "count": count, "of": len(amounts), "instead_of": instead_of}
    return Measured(low=max(middle - half, 0.0), likely=middle, high=middle + half, source=f"measured: {count}", **said)
