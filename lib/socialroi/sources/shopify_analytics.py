"""Shopify's analytics reports (visitors, sessions by day or week): recognised and accounted for."""

from socialroi.sources.block import Block
from socialroi.sources.part import Context, Part
from socialroi.sources.take import Take

NAME = "shopify_analytics"
_SPANS = ("hour", "day", "week", "month", "quarter", "year")
_METRICS = (
    "online store visitors", "sessions", "sessions by social referrer", "total sales", "orders", "conversion rate",
    "online store conversion rate", "average order value", "returning customer rate",
)  # fmt: skip
_SPLITS = ("social referrer", "referrer name", "referrer source", "landing page path", "session device type", "referring channel")


def recognise(block: Block) -> bool:
    """By a first column that is a span of days and then only Shopify's metrics, splits and comparisons of both."""
    rest = [_bare(name) for name in block.names[1:]]
    known = all(name in (*_METRICS, *_SPLITS, *_SPANS) for name in rest)
    return bool(rest) and block.names[0] in _SPANS and known and any(name in _METRICS for name in rest)


def _bare(name: str) -> str:
    """`sessions (previous_year)` is the change of `sessions` in percent, or its value of the year before."""
    return name.removesuffix("(previous_year)").removesuffix("(previous_period)").strip()


def read(block: Block, context: Context) -> Part:
    """No row is taken: visitors are no sessions, and sessions without the shop's others give no share to any source.

    Sessions come from web analytics, which splits all of them by source; two counts of the same visits would be added up.
    """
    return Take(block, context).unused(NAME, "the kit takes visits from web analytics: not used")
