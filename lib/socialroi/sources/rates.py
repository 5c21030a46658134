"""Exchange rates: fx.csv (date, from, to, rate) and the European Central Bank's eurofxref-hist.csv as downloaded."""

import re

import pandas as pd

from socialroi.sources.block import Block
from socialroi.sources.part import Context, Part
from socialroi.sources.take import Take

NAME = "rates"


def recognise(block: Block) -> bool:
    """fx.csv by its four columns, the ECB's file by a date and many currency codes."""
    return _is_fx(block) or _is_ecb(block)


def _is_fx(block: Block) -> bool:
    return block.has("from", "to", "rate") and (block.has("date") or block.has("day"))


def _is_ecb(block: Block) -> bool:
    codes = [name for name in block.header[1:] if re.fullmatch("[A-Z]{3}", name)]
    return block.names[:1] == ("date",) and "USD" in codes and len(codes) >= len([name for name in block.header[1:] if name])


def read(block: Block, context: Context) -> Part:
    """One row per day and pair. The ECB's N/A is no rate: the row has none for that currency."""
    return _read_fx(block, context) if _is_fx(block) else _read_ecb(block, context)


def _read_fx(block: Block, context: Context) -> Part:
    take = Take(block, context)
    columns = {
        "day": take.day("day", "date"),
        "from": take.currency("from"),
        "to": take.currency("to"),
        "rate": take.number("rate"),
    }
    for name, values in columns.items():
        take.need(values, *(("day", "date") if name == "day" else (name,)))
    take.refuse(columns["rate"] <= 0, ("rate",), "a rate above 0", "correct the cell")
    return take.part(NAME, "rates", columns)


def _read_ecb(block: Block, context: Context) -> Part:
    """Each day's row becomes one row per currency; the account counts the file's rows, one per day."""
    take = Take(block, context, decimal=".")
    codes = [name for name in block.header[1:] if name]
    wide = pd.DataFrame({code: take.number(code) for code in codes}).assign(day=take.need(take.day("date"), "date"))
    good = wide[~take.bad.to_numpy()]
    long = good.rename_axis("row").reset_index().melt(["row", "day"], var_name="to", value_name="rate").dropna(subset="rate")
    long = long.sort_values(["row", "to"], ignore_index=True)
    first = ~long["row"].duplicated()
    part = take.part(NAME, "rates", {"day": wide["day"]})
    frame = long.assign(**{"from": "EUR", "_lines": first.astype(int)})
    empty_days = len(good) - int(first.sum())
    return Part(**{**vars(part), "frame": frame, "unused": empty_days})
