"""Where a visit or a result came from: source, medium and answers in, one platform and paid or organic out."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit

import pandas as pd

from socialroi import channel_rules as rules

PLATFORM_NAMES = {platform.name: platform.names for platform in rules.PLATFORMS}
SOCIAL = "social"  # social media, but the export does not say which
DIRECT = ("(direct)", "direct")
UNKNOWN = ("", *DIRECT, "(none)", "(not set)", "not set", "unassigned", "(other)")  # a source or channel that names none
_MOST = 2**16  # tags and answers come again and again; so many of them are judged once
_BY_NAME = {name: platform.name for platform in rules.PLATFORMS for name in platform.names}
_BY_HOST = {host: platform.name for platform in rules.PLATFORMS for host in platform.hosts}
_BY_APP = {app: platform.name for platform in rules.PLATFORMS for app in platform.apps}
_INFLECTED = {name: platform for name, platform in _BY_NAME.items() if not name.isascii() and len(name) > 2}


def plain_tag(text: str) -> str:
    """The tag as the rules compare it: small letters, one form of each letter, spaces for hyphens and underscores.

    >>> plain_tag(" Paid-Social "), plain_tag("Facebook_Mobile_Feed")
    ('paid social', 'facebook mobile feed')
    """
    return re.sub(r"[\s_+-]+", " ", _small(text)).strip()


def platform_of(name: str) -> str | None:
    """The platform that a tagged source, a referring host or an app names, or None.

    >>> platform_of("l.instagram.com"), platform_of("lnkd.in"), platform_of("Facebook_Mobile_Feed"), platform_of("google")
    ('instagram', 'linkedin', 'facebook', None)
    """
    tag = plain_tag(name)
    return _BY_NAME.get(tag) or _of_address(_small(name)) or _of_placement(tag) or _of_ads(tag)


def platform_named(name: str) -> str:
    """The platform as the kit writes it, however params spell it.

    >>> platform_named("Instagram"), platform_named("Mastodon")
    ('instagram', 'mastodon')
    """
    return platform_of(name) or name.strip().lower()


def platform_written(cell: str) -> str:
    """The platform that a tool's column of networks or accounts names, as the kit writes it.

    >>> platform_written("Facebook Pages"), platform_written("Twitter/X"), platform_written("Mastodon")
    ('facebook', 'x', 'mastodon')
    """
    return platform_of(cell) or platform_heard(cell) or platform_named(cell)


def platform_heard(answer: str) -> str | None:
    """The platform that a customer's answer to 'how did you hear of us' names, or None where it names none or several.

    >>> platform_heard("saw you on Instagram!"), platform_heard("a friend")
    ('instagram', None)
    """
    words = [word.strip(".") for word in re.findall(r"[\w.]+", _small(answer))]
    pairs = [" ".join(pair) for pair in pairwise(words)]
    spoken = [word for word in (*words, *pairs) if word not in rules.NOT_IN_SENTENCES]
    named = {platform for word in spoken if (platform := _spoken(word))}
    if len(named) == 1:
        return named.pop()
    return None if plain_tag(answer) in rules.NOT_SPOKEN else platform_of(answer)


def click_of(url: str) -> rules.Click | None:
    """What the platform's own click id in a link proves, or None where it has none or those of several.

    >>> click_of("https://shop.example/?a=1&ttclid=E.C.P")
    Click(platform='tiktok', is_paid=True)
    """
    try:
        names = {name.lower() for name, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True)}
    except ValueError:
        return None
    clicks = {rules.CLICK_IDS[name] for name in names if name in rules.CLICK_IDS}
    return clicks.pop() if len(clicks) == 1 else None


def classify(frame: pd.DataFrame) -> pd.DataFrame:
    """Platform and kind of every row, from `source`, `medium` and, where the frame has them, `channel_group`, `landing_page`.

    Columns out, on the same index: `platform` (missing where it is not social media; `social` where the export does not
    say which), `is_paid`. Rules in order: a mail is no social media; the source names a platform; where neither a source nor a
    channel is known, or the channel is social, a click id in the landing page does; the medium or the source says social; the
    channel group does. The campaign's name decides nothing: a search ad about Instagram is a search ad.
    """
    names = ("source", "medium", "channel_group", "landing_page")
    missing = [None] * len(frame)
    texts = (frame[name].to_numpy(object, na_value=None) if name in frame else missing for name in names)
    found = [_channel(*row) for row in zip(*texts, strict=True)]
    platforms = pd.Series([platform for platform, _ in found], frame.index, dtype="str")
    return pd.DataFrame({"platform": platforms, "is_paid": pd.Series([is_paid for _, is_paid in found], frame.index, dtype=bool)})


def heard(answers: pd.Series) -> pd.Series:
    """The platform that each answer names, missing where none."""
    return pd.Series([_heard(answer) for answer in answers.to_numpy(object, na_value=None)], answers.index, dtype="str")


def _small(text: str) -> str:
    """Small letters, one form of each letter, without the characters that nobody sees."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    return "".join(letter for letter in folded if unicodedata.category(letter) != "Cf").strip().rstrip("/")


def _of_address(text: str) -> str | None:
    """The platform of a host, a link or an Android package. Only whole parts of a host count: notfacebook.com is no one."""
    try:
        host = urlsplit(text if "://" in text else f"//{text}").hostname or ""
    except ValueError:
        return None
    if "@" in text or not re.fullmatch(r"[\w-]+(\.[\w-]+)+", host):
        return None
    parts = host.split(".")
    above = (".".join(parts[start:]) for start in range(len(parts) - 1))
    known = (_BY_HOST.get(name) or ("pinterest" if re.fullmatch(rules.PINTEREST_HOST, name) else None) for name in above)
    return _BY_APP.get(host) or next((platform for platform in known if platform), None)


def _of_placement(words: str) -> str | None:
    """The platform of a tag that adds only places to its name: `ig bio`, `facebook mobile feed`."""
    left = " ".join(word for word in words.split() if word not in rules.PLACES)
    return None if left in rules.EVERYDAY else _BY_NAME.get(left)


def _of_ads(word: str) -> str | None:
    """The platform of a tag that runs its name and `ads` together: `fbads`, `metaads`."""
    return _BY_NAME.get(word.removesuffix("ads")) if word.endswith("ads") else None


def _spoken(word: str) -> str | None:
    """The platform that a word of an answer names. Russian and Korean add endings, Hebrew puts prepositions in front."""
    inflected = {platform for name, platform in _INFLECTED.items() if name in word}
    return _BY_NAME.get(word) or _of_address(word) or (inflected.pop() if len(inflected) == 1 else None)


@lru_cache(maxsize=_MOST)
def _channel(source: str | None, medium: str | None, group: str | None, landing_page: str | None) -> tuple[str | None, bool]:
    """Platform and whether it was paid: the rules of `classify` for one visit."""
    if not medium and source and platform_of(source) is None:  # `facebook / paid` in one cell
        source, _, medium = source.partition(" / ")
    tag, kind, shown_in = (plain_tag(text or "") for text in (source, medium, group))
    says_social = _is(kind, rules.SOCIAL_MEDIUM) or _is(tag, rules.SOCIAL_SOURCE) or _says(shown_in, rules.SOCIAL_GROUP)
    is_open = tag in UNKNOWN and (shown_in in UNKNOWN or says_social)
    click = click_of(landing_page) if landing_page and is_open else None
    platform = platform_of(source or "") or (click and click.platform) or (SOCIAL if says_social else None)
    platform = None if _is(kind, rules.MAIL_MEDIUM) else platform
    is_ad = platform is not None and (_says(tag, rules.AD_SOURCE) or (tag not in _BY_NAME and _of_ads(tag) is not None))
    is_clicked_ad = click is not None and click.is_paid
    return platform, _is(kind, rules.PAID_MEDIUM) or _says(shown_in, rules.PAID_GROUP) or is_ad or is_clicked_ad


@lru_cache(maxsize=_MOST)
def _heard(answer: str | None) -> str | None:
    return None if answer is None else platform_heard(answer)


def _is(tag: str, pattern: str) -> bool:
    return re.fullmatch(pattern, tag) is not None


def _says(tag: str, pattern: str) -> bool:
    return re.search(pattern, tag) is not None
