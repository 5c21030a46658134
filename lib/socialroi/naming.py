"""How the kit writes the names in links: what a campaign is called, and what no link may carry."""

import re
import unicodedata
from urllib.parse import unquote

PAID, ORGANIC = "paid_social", "social"  # the two mediums of social media
# Letters that Unicode does not take apart into a Latin letter and its mark.
_LATIN = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"})
_MARKED = re.compile("([a-z])[\u0300-\u036f]+")
_MAIL = re.compile(r"[^\s@/?&=#:;,]+@[^\s@/?&=#:;,]+\.[^\s@/?&=#:;,.]{2,}")
# With its country (+84 90 123 45 67), or in the groups that people write: 212-555-0142, (03) 9010 1234. No day and no long id.
_PHONE = re.compile(r"(?<!\w)\+ ?\d(?:[ .()-]{0,2}\d){7,14}(?!\d)|(?<![\w.-])\(?\d{2,4}\)?[ .-]\d{3,4}[ .-]\d{3,4}(?![\w.-])")
_PHONE_FIELD = re.compile(
    r"(?:^|[?&#;])(?:[a-z]+[_-])?(?:phone|tel|telephone|mobile|msisdn|whatsapp|sdt)(?:[_-][a-z]+)?=[^&#]*\d{6}", re.IGNORECASE
)
_NATIONAL = re.compile(r"(?<!\d)0\d{8,10}(?!\d)")


def slug(name: str) -> str:
    """The name as it stands in a link, and the key by which spend and results of one campaign are matched.

    Small letters; hyphens for everything that is no letter or digit; Latin letters without their marks, so that a link
    stays readable; other scripts stay as they are. A name without a letter or digit gives an empty text.

    >>> slug("Autumn_Menu 2025!"), slug("Cà phê trứng, cuối tuần"), slug("קולקציית סתיו")
    ('autumn-menu-2025', 'ca-phe-trung-cuoi-tuan', 'קולקציית-סתיו')
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    plain = _MARKED.sub(r"\1", unicodedata.normalize("NFD", folded)).translate(_LATIN)
    seen = (letter for letter in unicodedata.normalize("NFC", plain) if unicodedata.category(letter) != "Cf")
    return re.sub("-+", "-", "".join(letter if _is_word(letter) else "-" for letter in seen)).strip("-")


def personal_data(text: str) -> str | None:
    """What of a person stands in a link or name, `a mail address` or `a phone number`; None where nothing is seen.

    Long ids, days and order numbers are no phone numbers: only a `+`, the groups that people write, or a parameter that is
    called phone makes one. The text itself is never repeated in a message.

    >>> personal_data("/thanks?email=anna%40example.com"), personal_data("/p/8123456789012?variant=44012345678901")
    ('a mail address', None)
    """
    readings = _readings(text)
    if any(_MAIL.search(reading) for reading in readings):
        return "a mail address"
    is_phone = any(_PHONE.search(reading) or _PHONE_FIELD.search(reading) for reading in readings)
    return "a phone number" if is_phone else None


def personal_name(name: str) -> str | None:
    """As `personal_data`, for a campaign or content: there ten digits that begin with 0 are a phone number too."""
    return personal_data(name) or ("a phone number" if _NATIONAL.search(name) else None)


def _readings(text: str) -> list[str]:
    """The text as it stands and with its %-codes undone, up to three deep."""
    readings = [text]
    for _ in range(3):
        readings.append(unquote(readings[-1]))
    return readings


def _is_word(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter).startswith("M")
