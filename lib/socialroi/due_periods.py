"""Which periods a client's reports are for: `last-month` is another one in Seoul than in New York for some hours."""

import datetime
import zoneinfo
from collections.abc import Sequence
from pathlib import Path

from socialroi.errors import InputError
from socialroi.params_file import load_params
from socialroi.periods import ADVANCING, resolve_period


def labels_for(texts: Sequence[str], params: Path, *, now: datetime.datetime | None = None) -> list[str]:
    """The labels of the periods, each once, in the order asked for. Raises InputError for what is no period.

    `params` is the client's file, whose time zone decides which day it is; where the file is wrong, the report will say so.
    `now`: a time with a zone, left out: the present.
    """
    if not ADVANCING.keys() & {text.strip() for text in texts}:
        today = datetime.date.min  # no text depends on it
    else:
        today = (now or datetime.datetime.now(datetime.UTC)).astimezone(_zone_of(params)).date()
    return list(dict.fromkeys(resolve_period(text, today).label for text in texts))


def _zone_of(params: Path) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(load_params(params).timezone)
    except InputError:
        return zoneinfo.ZoneInfo("UTC")
