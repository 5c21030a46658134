"""Customer lifetime value for many customers: this kit's fit and forecast, and the package `lifetimes` beside it.

    python benchmarks/clv.py                      100,000 simulated customers, 24 months ahead
    python benchmarks/clv.py --peer PYTHON        with lifetimes: the Python of an environment that has it

Each side fits BG/NBD and gamma-gamma on the same customers and adds up their discounted revenue, in turns; the median counts.
"""

import argparse
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from socialroi import clv

MONTHS, DISCOUNT, TURNS = 24, 0.1, 3
PEER = """
import sys, time, warnings
import pandas as pd
from lifetimes import BetaGeoFitter, GammaGammaFitter
warnings.simplefilter("ignore")
d = pd.read_csv(sys.argv[1])
start = time.perf_counter()
rhythm = BetaGeoFitter().fit(d["frequency"], d["recency"], d["age"])
back = d[d["frequency"] > 0]
spend = GammaGammaFitter().fit(back["frequency"], back["mean_spend"])
mean = d["mean_spend"].fillna(0)
found = spend.customer_lifetime_value(rhythm, d["frequency"], d["recency"], d["age"], mean, time=MONTHS,
                                      discount_rate=(1 + DISCOUNT) ** (1 / 12) - 1, freq="W")
print(time.perf_counter() - start, found.sum(), *rhythm.params_)
"""


def simulated(count: int) -> pd.DataFrame:
    """Customers who live by BG/NBD (the published CDNOW parameters) and spend by gamma-gamma: the columns of `clv.summary`."""
    random = np.random.default_rng(7)
    rate, leaves = random.gamma(0.243, 1 / 4.414, count), random.beta(0.793, 2.426, count)
    age = random.integers(27 * 7, 78 * 7, count) / 7
    frequency, recency, is_here, at = np.zeros(count), np.zeros(count), np.full(count, True), np.zeros(count)
    while is_here.any():
        at = at + random.exponential(1 / np.maximum(rate, 1e-12))
        is_here &= at <= age
        frequency += is_here
        recency = np.where(is_here, at, recency)
        is_here &= random.random(count) >= leaves
    scale = 15.44 / random.gamma(3.74, 1, count)
    mean = random.gamma(np.maximum(6.25 * frequency, 1e-9)) * scale / np.maximum(frequency, 1)
    spend = np.where(frequency > 0, np.maximum(mean, 0.01), np.nan)
    return pd.DataFrame({"frequency": frequency, "recency": (recency * 7).round() / 7, "age": age, "mean_spend": spend})


def ours(customers: pd.DataFrame) -> tuple[float, float, clv.BuyingRhythm]:
    """Seconds, revenue of all customers, and the fitted rhythm."""
    start = time.perf_counter()
    rhythm, spend = clv.fit_rhythm(customers), clv.fit_spend(customers)
    total = clv.lifetime_revenue(rhythm, spend, customers, months=MONTHS, discount=DISCOUNT).sum()
    return time.perf_counter() - start, float(total), rhythm


def theirs(python: str, customers: pd.DataFrame) -> tuple[float, float]:
    """Seconds and revenue of all customers by lifetimes, measured inside its own process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "customers.csv"
        customers.to_csv(path, index=False)
        code = PEER.replace("MONTHS", str(MONTHS)).replace("DISCOUNT", str(DISCOUNT))
        said = subprocess.run([python, "-c", code, str(path)], capture_output=True, text=True, check=True).stdout.split()
    return float(said[0]), float(said[1])


def main() -> None:
    """Prints seconds, revenue and, with a peer, the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--peer", help="the Python of an environment that has lifetimes")
    given = parser.parse_args()
    customers = simulated(given.customers)
    mine, peers = [], []
    for _ in range(TURNS):
        mine.append(ours(customers))
        peers += [theirs(given.peer, customers)] if given.peer else []
    seconds = statistics.median(turn[0] for turn in mine)
    print(f"socialroi  {seconds:7.2f} s   revenue {mine[0][1]:,.0f}   {mine[0][2]}")
    if peers:
        peer = statistics.median(turn[0] for turn in peers)
        print(f"lifetimes  {peer:7.2f} s   revenue {peers[0][1]:,.0f}")
        print(f"ratio      {peer / seconds:7.1f} ×")


if __name__ == "__main__":
    main()
