"""The months by their names, in every language in which the platforms write them."""

from itertools import product

from babel.dates import get_month_names

# Short forms that platforms write and the Unicode locale data do not have.
_MORE = "jan feb mar apr may jun jul aug sep oct nov dec", "janv fevrier mrz avr mai juin juil aout sept okt nov dez"
_LOCALES = ("en", "fr", "es", "de", "it", "pt", "nl", "vi", "he", "ru", "uk", "bg", "pl")


def _month_words() -> dict[str, int]:
    """Month by every name of it that is one word, long and short, in any case of its language."""
    words = {word: number for names in _MORE for number, word in enumerate(names.split(), start=1)}
    for locale, width, use in product(_LOCALES, ("wide", "abbreviated"), ("format", "stand-alone")):
        names = get_month_names(width, use, locale)
        words |= {name.rstrip(".").casefold(): number for number, name in names.items() if name.rstrip(".").isalpha()}
    return words


_BY_WORD = _month_words()


def month_named(word: str) -> int | None:
    """The month of a name; Hebrew puts its `in` before it.

    >>> month_named("Août"), month_named("Tuesday")
    (8, None)
    """
    name = word.casefold()
    return _BY_WORD.get(name) or _BY_WORD.get(name.removeprefix("ב"))
