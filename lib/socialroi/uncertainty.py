"""How sure a number is: seeded draws of every assumption and of the customers that happened to buy."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import norm, poisson

from socialroi.params_types import Assumption

DRAWS = 20_000
SEED = 20_250_101
LEVEL = 0.8
_EXACT = 400  # customers resampled one by one; the many small ones beyond are drawn together from their normal limit
_BLOCK = 2_000  # draws at a time: what they need stays in the processor's cache
# Of 65,536 equally likely places, how many hold each weight of a Poisson bootstrap (mean 1): 0 to 8, as 9 and more stand on none.
_WEIGHTS = np.repeat(np.arange(9.0), np.rint(poisson.pmf(np.arange(9), 1.0) * 2**16).astype(int))


def generator() -> np.random.Generator:
    """The random numbers that every run repeats."""
    return np.random.default_rng(SEED)


def pert(assumption: Assumption, draws: int, random: np.random.Generator) -> np.ndarray:
    """Draws of an assumption: PERT with hard ends, mean (low + 4 × likely + high) ÷ 6. Shape (draws,).

    Of what was measured four draws in five fall between low and high (`measurement.Measured`).

    Source: Malcolm et al. 1959; a Beta with shapes 1 + 4 (likely − low) ÷ width and 1 + 4 (high − likely) ÷ width.
    """
    low, high = assumption.ends
    width = high - low
    if width == 0:
        return np.full(draws, assumption.likely)
    rise, fall = (assumption.likely - low) / width, (high - assumption.likely) / width
    return low + width * random.beta(1 + 4 * rise, 1 + 4 * fall, draws)


def resampled_sums(amounts: np.ndarray, draws: int, random: np.random.Generator) -> np.ndarray:
    """Column sums over customers drawn anew: Poisson bootstrap, one weight per customer. Shape (draws, columns).

    In: one row per customer (not per order: orders of one person stand and fall together), one column per amount.
    """
    order = np.argsort(-np.abs(amounts).max(axis=1, initial=0.0), kind="stable")
    large, small = amounts[order[:_EXACT]], amounts[order[_EXACT:]]
    sizes = [min(_BLOCK, draws - first) for first in range(0, draws, _BLOCK)]
    places = (random.integers(0, len(_WEIGHTS), (size, len(large)), dtype=np.uint16) for size in sizes)
    sums = np.concatenate([_WEIGHTS[block] @ large for block in places])
    if len(small):
        sums += random.multivariate_normal(small.sum(axis=0), small.T @ small, draws, method="svd")
    return sums


def shares(counts: np.ndarray, total: float, draws: int, random: np.random.Generator) -> np.ndarray:
    """Draws of the shares that `counts` have of `total` results: Dirichlet around them. Shape (draws, len(counts))."""
    rest = max(total - counts.sum(), 0.0)
    return random.dirichlet(np.maximum(np.append(counts, rest), 1e-9), draws)[:, :-1]


@dataclass(frozen=True)
class Spread:
    """What draws say about a number: the middle 80 %, and how often it is above a line."""

    low: float
    high: float
    p_positive: float
    p_hurdle: float


def spread(draws: np.ndarray, hurdle: float = 0.0) -> Spread:
    """10th and 90th percentile of the draws, and the share of them above zero and above the hurdle."""
    low, high = np.quantile(draws, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Spread(float(low), float(high), float((draws > 0).mean()), float((draws > hurdle).mean()))


def wilson(successes: float, trials: float, level: float = LEVEL) -> tuple[float, float]:
    """The interval of a share by Wilson (1927): right also for small counts, where share ± error is not.

    >>> tuple(round(end, 3) for end in wilson(3, 20, level=0.95))
    (0.052, 0.36)
    """
    if trials == 0:
        return 0.0, 1.0
    z = float(norm.ppf((1 + level) / 2))
    share = successes / trials
    middle = (share + z**2 / (2 * trials)) / (1 + z**2 / trials)
    half = z / (1 + z**2 / trials) * np.sqrt(share * (1 - share) / trials + z**2 / (4 * trials**2))
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))
