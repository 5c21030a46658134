"""Small clients written in a test: a book from three-row frames."""

import pandas as pd

from socialroi import money, schema
from socialroi.client import Client
from socialroi.params import Params

NO_FILES = pd.DataFrame(
    columns=["file", "source", "table", "read", "kept", "total", "duplicate", "refused", "first_day", "last_day", "coverage",
             "pulled_on", "sha256", "sums"]
)  # fmt: skip


def table(name: str, *rows: dict) -> pd.DataFrame:
    """A canonical table of these rows; file and row are filled in, `last_day` is `day` where left out."""
    frame = pd.DataFrame([{"file": f"{name}.csv", "row": number + 2, **row} for number, row in enumerate(rows)])
    if "last_day" in schema.TABLES[name].names and "last_day" not in frame and len(frame):
        frame["last_day"] = frame["day"]
    for column in ("day", "last_day", "closed_day"):
        if column in frame:
            frame[column] = pd.to_datetime(frame[column])
    return schema.canonical(name, frame)


def covered(name: str, first: str, last: str, source: str = "test", coverage: str = "days") -> dict:
    """A line of `files`: this table is covered from the first to the last day."""
    return {
        "file": f"{name}.csv", "source": source, "table": name, "first_day": pd.Timestamp(first),
        "last_day": pd.Timestamp(last), "coverage": coverage, "read": 3, "sha256": 64 * "0",
    }  # fmt: skip


def book(*frames: pd.DataFrame, files: tuple[dict, ...] = (), **params: object) -> Client:
    """A client with these canonical tables; params as in YAML, a margin of 40 % where nothing is said."""
    keys = {"client": "Test", "currency": "EUR", "gross_margin": 0.4, "values": {"purchase": {"method": "actual"}}} | params
    tables = {name: schema.empty(name) for name in schema.TABLES}
    for frame in frames:
        tables |= {name: frame for name in schema.TABLES if list(frame.columns) == schema.TABLES[name].names}
    read = pd.concat([NO_FILES, pd.DataFrame(list(files))], ignore_index=True) if files else NO_FILES
    validated = Params.model_validate(keys)
    return Client("test", validated, tables, read, validated.costs, money.nothing_older())
