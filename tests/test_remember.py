"""What is worked out once for a client and period, and stays what it was."""

from dataclasses import dataclass, replace

import pandas as pd
from books import book, table

from socialroi import results, value
from socialroi.client import Client
from socialroi.periods import parse_period
from socialroi.remember import once_per_client

Q3 = parse_period("2025-Q3")


def shop() -> Client:
    order = {"day": "2025-08-01", "order_id": "1", "status": "paid", "net": 100.0, "currency": "EUR", "source": "tiktok"}
    return book(table("orders", order), gross_margin=0.4)


def test_work_is_done_once_for_each_client_and_period() -> None:
    asked = []

    @once_per_client
    def label(client: Client, period: object) -> str:
        asked.append((client, period))
        return f"{client.id} {period}"

    first, other = shop(), shop()
    assert [label(first, 1), label(first, 1), label(first, 2), label(other, 1)] == ["test 1", "test 1", "test 2", "test 1"]
    assert asked == [(first, 1), (first, 2), (other, 1)]


def test_whoever_writes_into_a_table_writes_into_a_copy() -> None:
    client = shop()
    bought, more, priced = results.purchases(client), results.purchases(client), value.tally(client, Q3).table
    bought["revenue"] = 0.0
    more.loc[0, "revenue"] = 7.0
    priced["value"] *= 2
    assert results.purchases(client)["revenue"].tolist() == [100.0]
    assert value.tally(client, Q3).total() == 40.0


def test_tables_inside_a_made_thing_are_copies_too() -> None:
    @dataclass(frozen=True)
    class Made:
        rows: pd.DataFrame

    made = once_per_client(lambda _: Made(pd.DataFrame({"a": [1]})))
    mine = made(1).rows
    mine["a"] = 2
    assert made(1).rows["a"].tolist() == [1]


def test_a_client_with_other_params_is_another_client() -> None:
    client = shop()
    assert value.tally(client, Q3).total() == 40.0
    dearer = replace(client, params=client.params.model_copy(update={"value_basis": "revenue"}))
    assert value.tally(dearer, Q3).total() == 100.0
