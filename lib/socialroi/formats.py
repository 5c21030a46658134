"""Numbers, money, shares and days as the reader writes them: one formatter for page, charts and workbook."""

import datetime
import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

import pandas as pd
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import (
    format_currency,
    format_decimal,
    format_percent,
    get_currency_precision,
    get_currency_symbol,
)

from socialroi.errors import InputError, Problem
from socialroi.periods import Period

MISSING = "–"
PSEUDO = "qps"  # no language: marks every sentence, so that a test finds the words that bypass the catalog
Number = float | int | None
Day = datetime.date | pd.Timestamp | None

_MARKS = re.compile("[\u200e\u200f\u061c]")
_MONEY_PATTERNS = {"he": "¤#,##0.00"}  # Babel's own holds marks that scatter the sign once they are stripped
_PERIOD_SKELETONS = ((r"\d{4}", "y"), (r"\d{4}-\d{2}", "yMMMM"), (r"\d{4}-Q\d", "yQQQQ"))


@dataclass(frozen=True)
class Formatter:
    """How one language writes numbers, one currency's money, and days; the missing is a dash."""

    language: str
    currency: str

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale of the language. Raises InputError for a language that does not exist."""
        try:
            return Locale.parse("en" if self.language == PSEUDO else self.language)
        except (UnknownLocaleError, ValueError) as unknown:
            problem = Problem("language", repr(self.language), "a language code such as en")
            raise InputError([problem]) from unknown

    @property
    def is_right_to_left(self) -> bool:
        """True for languages that are written from right to left."""
        return self.locale.text_direction == "rtl"

    def money(self, amount: Number) -> str:
        """An amount exact to the currency's minor unit: `$1,234.50`."""
        return self._money(amount, get_currency_precision(self.currency))

    def rounded_money(self, amount: Number) -> str:
        """An amount in three figures: `$20,000`."""
        if is_missing(amount):
            return MISSING
        places = get_currency_precision(self.currency)
        step = max(_last_place(amount, 3), -places)
        return self._money(float(_at_place(amount, step)), 0 if step >= 0 else places)

    def money_unit(self) -> str:
        """The amount that "for every … spent" starts from: 1 where the currency has cents, else 1,000."""
        return self.money(self._unit)

    def money_per_unit(self, ratio: Number) -> str:
        """What came back for one `money_unit()`, for value ÷ cost = `ratio`: `$1.67`."""
        return MISSING if is_missing(ratio) else self.money(ratio * self._unit)

    def percent(self, roi: Number) -> str:
        """An ROI (base 0) in two figures, at most one decimal: 0.67 is `67%`, 43.1176 is `4,300%`."""
        return MISSING if is_missing(roi) else self._percent(roi, 2)

    def percent_range(self, low: Number, high: Number) -> str:
        """Two ROIs: `21% – 110%`."""
        if is_missing(low) or is_missing(high):
            return MISSING
        ends = self.percent(low), self.percent(high)
        return ends[0] if ends[0] == ends[1] else f"{ends[0]}\xa0– {ends[1]}"

    def change(self, share: Number) -> str:
        """A relative change with its sign: `+12%`, `−5%`."""
        return ("+" if not is_missing(share) and share > 0 else "") + self.percent(share)

    def share(self, share: Number) -> str:
        """A part of a whole (0–1): `60%`; with a decimal below 10 % and above 99 %."""
        if is_missing(share):
            return MISSING
        figures = 3 if 0.99 < abs(share) < 1 else 2
        return self._percent(share, figures)

    def ratio(self, ratio: Number) -> str:
        """A ratio (base 1) in two figures: `6.9×`."""
        return MISSING if is_missing(ratio) else self._decimal(ratio, 2) + "×"

    def count(self, count: Number) -> str:
        """A number of things, whole: `1,234`."""
        return self.decimal(count, 0)

    def number(self, number: Number) -> str:
        """Any other number in three figures or all its whole ones: `1.83`, `12,346`."""
        if is_missing(number):
            return MISSING
        rounded = _at_place(number, min(_last_place(number, 3), 0))
        return self._tidy(format_decimal(rounded, "#,##0.##", self.locale))

    def decimal(self, number: Number, places: int) -> str:
        """A number with exactly so many decimals: `62.0`."""
        return MISSING if is_missing(number) else self._fixed(Decimal(str(number)), places)

    def day(self, day: Day) -> str:
        """A day in full: `September 30, 2025`."""
        return MISSING if pd.isna(day) else self._tidy(format_date(_date(day), "long", self.locale))

    def short_day(self, day: Day) -> str:
        """A day without its year, for axes: `Sep 30`."""
        if pd.isna(day):
            return MISSING
        return self._tidy(format_skeleton("MMMd", _date(day), locale=self.locale))

    def days(self, first: Day, last: Day) -> str:
        """From the first to the last day: `Jul 1 – Sep 30, 2025`."""
        if pd.isna(first) or pd.isna(last):
            return MISSING
        return self._tidy(format_interval(_date(first), _date(last), "yMMMd", locale=self.locale))

    def period(self, period: Period) -> str:
        """A period by its name where it has one (`3rd quarter 2025`), else by its days."""
        named = [skeleton for form, skeleton in _PERIOD_SKELETONS if re.fullmatch(form, period.label)]
        if not named:
            return self.days(period.start, period.end)
        return self._tidy(format_skeleton(named[0], _date(period.start), locale=self.locale))

    @property
    def _unit(self) -> int:
        return 1 if get_currency_precision(self.currency) else 1000

    def _money(self, amount: Number, places: int) -> str:
        if is_missing(amount):
            return MISSING
        pattern = self._money_pattern.replace("0.00", "0." + "0" * places if places else "0")
        exact = _no_negative_zero(Decimal(str(amount)), places)
        text = format_currency(exact, self.currency, pattern, self.locale, currency_digits=False)
        return self._tidy(text)

    @cached_property
    def _money_pattern(self) -> str:
        pattern = _MONEY_PATTERNS.get(self.language, self.locale.currency_formats["standard"].pattern)
        symbol = get_currency_symbol(self.currency, self.locale)
        return pattern.replace("¤#", "¤\xa0#") if symbol[-1].isalpha() else pattern

    def _percent(self, share: float, figures: int) -> str:
        hundred = Decimal(str(share)) * 100
        places = 1 if -1 <= _last_place(hundred, figures) < 0 or 0 < abs(hundred) < 1 else 0
        rounded = _no_negative_zero(_figures(hundred, figures), places)
        pattern = self.locale.percent_formats[None].pattern.replace("#,##0", "#,##0.#" if places else "#,##0")
        return self._tidy(format_percent(rounded / 100, pattern, self.locale))

    def _decimal(self, number: float, figures: int) -> str:
        return self._fixed(_figures(number, figures), min(2, max(0, -_last_place(number, figures))))

    def _fixed(self, number: Decimal, places: int) -> str:
        pattern = "#,##0" + ("." + "0" * places if places else "")
        return self._tidy(format_decimal(_no_negative_zero(number, places), pattern, self.locale))

    def _tidy(self, text: str) -> str:
        return _MARKS.sub("", text).replace("-", "−")


def is_missing(number: Number) -> bool:
    """True for what is unknown or undefined: nothing, not a number, infinite."""
    return bool(pd.isna(number)) or not math.isfinite(number)


def _date(day: datetime.date | pd.Timestamp) -> datetime.date:
    return day.date() if isinstance(day, datetime.datetime) else day


def _last_place(number: Number | Decimal, figures: int) -> int:
    """The power of ten of the last of so many figures: 3 figures of 12,345 end at the hundreds, 2."""
    exact = abs(Decimal(str(number)))
    return exact.adjusted() - figures + 1 if exact else 0


def _at_place(number: Number | Decimal, place: int) -> Decimal:
    return Decimal(str(number)).quantize(Decimal(1).scaleb(place), ROUND_HALF_UP)


def _figures(number: Number | Decimal, figures: int) -> Decimal:
    return _at_place(number, _last_place(number, figures))


def _no_negative_zero(number: Decimal, places: int) -> Decimal:
    return abs(number) if round(number, places) == 0 else number
