"""Close rate and deal size from the CRM, with intervals that are honest about small counts."""

import pandas as pd
import pytest
from books import book, table

from socialroi import funnel

AS_OF = pd.Timestamp("2025-09-30")
ASSUMED = {"lead": {"method": "funnel", "close_rate": {"low": 0.2, "likely": 0.3, "high": 0.4}, "deal_value": 1000}}


def crm(leads: int, won: int, **params: object):
    people = [{"day": "2025-03-01", "contact": f"c{number}", "source": "linkedin"} for number in range(leads)]
    deals = [{"day": "2025-04-01", "closed_day": "2025-05-01", "deal_id": str(number), "contact": f"c{number}", "is_won": True,
              "amount": 900.0 + 200 * (number % 2), "currency": "EUR"} for number in range(won)]  # fmt: skip
    return book(table("leads", *people), table("deals", *deals), **params)


@pytest.mark.parametrize(
    ("won", "of", "expected"),
    [(3, 20, (0.0524, 0.3604)), (0, 10, (0.0, 0.2775)), (10, 10, (0.7225, 1.0)), (50, 100, (0.4038, 0.5962)), (0, 0, (0, 1))],
)
def test_wilsons_interval_as_published(won: int, of: int, expected: tuple) -> None:
    assert funnel.wilson(won, of, level=0.95) == pytest.approx(expected, abs=5e-4)


def test_rates_of_the_crm_beside_those_of_params() -> None:
    found = funnel.rates(crm(100, 30, values=ASSUMED), AS_OF, 90).set_index("rate")
    assert found.loc["close_rate", ["of", "count", "likely"]].tolist() == [100, 30, 0.3]
    assert found.loc["close_rate", "verdict"] == "the CRM agrees with params"
    assert found.loc["deal_value", "likely"] == 1000
    assert found.loc["deal_value", "low"] == pytest.approx(1000 - 1.2816 * 101.71 / 30**0.5, abs=0.1)


@pytest.mark.parametrize(("won", "words"), [(60, "params assume less than the CRM shows"), (25, "the CRM agrees"),
                                            (5, "params assume more than the CRM shows; only 5 won deals")])  # fmt: skip
def test_the_verdict_on_the_assumption(won: int, words: str) -> None:
    assert words in funnel.rates(crm(100, won, values=ASSUMED), AS_OF, 90).iloc[0]["verdict"]


def test_three_won_deals_are_a_wide_range_and_said_so() -> None:
    row = funnel.rates(crm(20, 3), AS_OF, 90).iloc[0]
    assert row["high"] - row["low"] > 0.2 and row["verdict"].startswith("only 3 won deals: the range is wide")


def test_young_leads_do_not_count_as_lost() -> None:
    assert funnel.rates(crm(20, 3), pd.Timestamp("2025-04-15"), 90).empty
    assert funnel.rates(book(), AS_OF, 90).empty
