"""Where a visit or a result came from: source, medium and answers in, one platform and paid or organic out."""

import re
from collections.abc import Callable

import pandas as pd

# One line per platform: every spelling that exports, link shorteners, in-app browsers and people use for it.
PLATFORM_NAMES = {
    "facebook": ("facebook", "fb", "facebook ads", "fb ads"),
    "instagram": ("instagram", "ig", "insta", "igshopping", "instagram stories"),
    "meta": ("meta", "facebook/instagram", "an"),
    "tiktok": ("tiktok", "tik tok", "tiktok ads"),
    "x": ("x", "twitter", "t.co", "x.com"),
    "linkedin": ("linkedin", "lnkd.in", "linkedin ads"),
    "youtube": ("youtube", "yt", "youtu.be"),
    "pinterest": ("pinterest", "pin.it"),
    "reddit": ("reddit", "redd.it"),
    "snapchat": ("snapchat", "snap"),
    "threads": ("threads", "threads.net"),
    "telegram": ("telegram", "t.me"),
    "zalo": ("zalo",),
    "vk": ("vk", "vk.com", "vkontakte"),
}
SOCIAL = "social"  # social media, but the export does not say which
_HOST_PREFIX = re.compile(r"^(www|m|l|lm|web|mobile|business|ads|out|com|android-app://com)\.")
_HOST_SUFFIX = re.compile(r"\.(com|net|org|co\.uk|de|fr|vn|co\.il|ru|android|katana|lite|frontpage)$")
_TAGS_ONLY = ("an",)  # Meta's placement tag for its Audience Network; in an answer it is the English word
_SOCIAL_MEDIUM = r"^(paid[ _-]?)?(social([ _-]?(network|media|paid|organic|post))?|sm|organic[ _-]?social)(s)?$"
_PAID_MEDIUM = r"^(.*cp.*|ppc|retargeting|paid.*|social[ _-]?paid|ads?)$"  # GA4's own definition of paid, and ours
_BY_NAME = {name: platform for platform, names in PLATFORM_NAMES.items() for name in names}


def platform_of(name: str) -> str | None:
    """The platform that a tagged source or referring host names, or None.

    >>> platform_of("l.instagram.com"), platform_of("lnkd.in"), platform_of("google")
    ('instagram', 'linkedin', None)
    """
    text = name.strip().lower().rstrip("/")
    host = _HOST_PREFIX.sub("", text)
    return next((_BY_NAME[form] for form in (text, host, _HOST_SUFFIX.sub("", host)) if form in _BY_NAME), None)


def platform_named(name: str) -> str:
    """The platform as the kit writes it, however params spell it.

    >>> platform_named("Instagram"), platform_named("Mastodon")
    ('instagram', 'mastodon')
    """
    return platform_of(name) or name.strip().lower()


def platform_heard(answer: str) -> str | None:
    """The platform that a customer's answer to 'how did you hear of us' names, or None where it names none or several.

    >>> platform_heard("saw you on Instagram!"), platform_heard("a friend")
    ('instagram', None)
    """
    words = [word.strip(".") for word in re.findall(r"[\w.]+", answer.lower())]
    spoken = [word for word in words if len(word) > 1 and word not in _TAGS_ONLY]
    named = {platform for word in spoken if (platform := platform_of(word))}
    return named.pop() if len(named) == 1 else platform_of(answer)


def classify(frame: pd.DataFrame) -> pd.DataFrame:
    """Platform and kind of every row, from `source`, `medium` and, where the frame has it, `channel_group`.

    Columns out, on the same index: `platform` (missing where it is not social media; `social` where the export does not
    say which), `is_paid`. Rules in order: the source names a platform; the medium says social; the channel group does.
    """
    medium = frame["medium"].str.strip().str.lower()
    group = (
        frame["channel_group"].str.lower() if "channel_group" in frame else pd.Series(pd.NA, frame.index, dtype="str")
    )
    platform = _mapped(frame["source"], platform_of)
    is_social = medium.str.match(_SOCIAL_MEDIUM, na=False) | group.str.contains("social", na=False)
    return pd.DataFrame(
        {
            "platform": platform.mask(platform.isna() & is_social, SOCIAL),
            "is_paid": medium.str.match(_PAID_MEDIUM, na=False) | group.str.startswith("paid", na=False),
        }
    )


def heard(answers: pd.Series) -> pd.Series:
    """The platform that each answer names, missing where none."""
    return _mapped(answers, platform_heard)


def _mapped(names: pd.Series, rule: Callable[[str], str | None]) -> pd.Series:
    known = {name: rule(name) for name in names.dropna().unique()}
    return names.map(known).astype("str")
