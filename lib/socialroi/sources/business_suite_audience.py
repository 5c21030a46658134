"""Meta Business Suite's Audience.csv: cities, countries, age and gender in blocks; recognised and accounted for."""

import re

import pandas as pd

from socialroi.sources.block import Block, plain
from socialroi.sources.part import Context, Part

NAME = "business_suite_audience"
_FOLLOWERS = re.compile(r"\b(?:facebook|instagram) followers(?: by (?:gender and age|top cities|top countries))?")
_TITLES = ("age & gender", "top cities", "top towns/cities", "top countries", "top pages", "top languages")


def recognise(block: Block) -> bool:
    """By at least two of its blocks' titles, each alone on its line, or the followers' titles of 2024 anywhere above."""
    return not block.header and (len(_titles(block)) >= 2 or len(_followers(block)) >= 2)


def _titles(block: Block) -> set[str]:
    return {plain(line.strip(' ",;\t')) for line in block.preamble} & set(_TITLES)


def _followers(block: Block) -> set[str]:
    return {match[0] for line in block.preamble[:60] for match in _FOLLOWERS.finditer(plain(line))}


def read(block: Block, context: Context) -> Part:
    """No row is taken: the cells are percentages of an audience whose size and day the file does not say."""
    note = "percentages of an audience without its size and day: not used"
    nothing = pd.DataFrame({"row": pd.Series(dtype="int64")})
    return Part(NAME, "", nothing, len(block.preamble), unused=len(block.preamble), note=note)
