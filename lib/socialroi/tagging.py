"""Links tagged by the kit's naming rules: utm_source, utm_medium, utm_campaign and, where wanted, utm_content."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from urllib.parse import quote, unquote_plus, urlsplit, urlunsplit

from socialroi.channel_rules import CLICK_IDS
from socialroi.channels import PLATFORM_NAMES, plain_tag, platform_of
from socialroi.errors import InputError, Problem
from socialroi.naming import ORGANIC, PAID, personal_data, personal_name, slug

LONGEST = 2000  # some programs cut off longer links


def tag_links(urls: Sequence[str], *, platform: str, is_paid: bool, campaign: str, content: str = "") -> list[str]:
    """Every link with its tags, in order. A link that is tagged so already comes back as it is.

    Existing parameters and the part behind the # stay. Raises InputError with everything that is wrong, all links at once:
    then no link is written.
    """
    tags, wrong_names = _tags(platform, is_paid, campaign, content)
    wrong_links: list[Problem] = []
    places = [f"link {number}" for number in range(1, len(urls) + 1)] if len(urls) > 1 else ["the link"]
    for place, url in zip(places, urls, strict=True):
        problem = _wrong_link(place, url) or (None if wrong_names else _conflict(place, url, tags))
        wrong_links += [problem] if problem else []
    if wrong_names or wrong_links:
        raise InputError([*wrong_names, *wrong_links])
    return [_tagged(url, tags) for url in urls]


def links_named(words: Sequence[str], lines: Iterable[str]) -> list[str]:
    """The links of a command; `-` alone stands for those of the lines, one in each that is not empty."""
    if list(words) != ["-"]:
        return list(words)
    found = [line.strip() for line in lines if line.strip()]
    if not found:
        raise InputError([Problem("standard input", "no link in it", "one link a line", "give it a file: < links.txt")])
    return found


def _tags(platform: str, is_paid: bool, campaign: str, content: str) -> tuple[dict[str, str], list[Problem]]:
    source = platform_of(platform)
    known = ", ".join(sorted(PLATFORM_NAMES))
    problems = [] if source else [Problem("--platform", f"{platform!r} is no platform of social media", known)]
    named = {"campaign": campaign, **({"content": content} if content else {})}
    problems += [problem for name, text in named.items() if (problem := _wrong_name(f"--{name}", text))]
    named_tags = {f"utm_{name}": slug(text) for name, text in named.items()}
    return {"utm_source": source or "", "utm_medium": PAID if is_paid else ORGANIC, **named_tags}, problems


def _wrong_name(option: str, name: str) -> Problem | None:
    found = personal_name(name)
    if found:
        return Problem(option, f"{found} stands in it", "a name without people's data", "links are seen by everybody")
    if re.search(r"[{}\[\]]", name):
        return Problem(option, "it holds a placeholder", "a name", "write placeholders in the ad platform's own field")
    return None if slug(name) else Problem(option, f"{name!r} has no letter or digit", "a name such as Autumn Menu")


def _wrong_link(place: str, url: str) -> Problem | None:
    """The first thing that is wrong with a link. What may be a person's is not repeated."""
    if not url or any(letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf", "Cs") for letter in url) or "\\" in url:
        fix = "copy it again from the browser's address bar"
        return Problem(place, "it is empty, or holds a space, a backslash or an invisible character", "one link", fix)
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return Problem(place, "its host or port cannot be read", "https://shop.example/page")
    if parts.scheme not in ("http", "https"):
        return Problem(place, "it does not begin with https:// or http://", "https://shop.example/page", "write it in full")
    if "@" in parts.netloc or not re.fullmatch(r"[\w-]+(\.[\w-]+)+|\[[0-9a-f:.]+\]", host.removesuffix(".")):
        return Problem(place, "it names no website, or a user with it", "https://shop.example/page", "correct the host")
    return _wrong_content(place, url)


def _wrong_content(place: str, url: str) -> Problem | None:
    parts = urlsplit(url)
    if found := personal_data(url):
        return Problem(place, f"{found} stands in it", "a link without people's data", "take it out: links are seen by everybody")
    if platform := platform_of(parts.netloc):
        return Problem(place, f"it leads to {platform} itself", "a page of your own website", "tags count on your own pages only")
    if clicked := next((name for name, _ in _pairs(parts.query) if name in CLICK_IDS), None):
        return Problem(place, f"somebody's click stands in it ({clicked})", "the page's own link", f"take {clicked}=… out")
    if "utm_" in parts.fragment.lower():
        return Problem(place, "tags stand behind the #", "tags before the #", "take them out: web analytics does not read them")
    too_long = len(url) > LONGEST
    return Problem(place, f"it has {len(url)} characters", f"at most {LONGEST}", "shorten it") if too_long else None


def _conflict(place: str, url: str, tags: dict[str, str]) -> Problem | None:
    """A tag that says something else. Another spelling of the same is no conflict: it is written by the rules."""
    for name, value in _pairs(urlsplit(url).query):
        wanted = tags.get(name)
        if wanted is not None and not _is_same(name, value, wanted):
            return Problem(place, f"it has another {name} already", f"{name}={wanted}", "start from the link without tags")
    return None


def _is_same(name: str, value: str, wanted: str) -> bool:
    if name == "utm_source":
        return platform_of(value) == wanted
    return plain_tag(value) == plain_tag(wanted) if name == "utm_medium" else slug(value) == wanted


def _tagged(url: str, tags: dict[str, str]) -> str:
    """The link with the tags last; the rest of the query stays letter by letter."""
    parts = urlsplit(url)
    had = parts.query.split("&") if parts.query else []
    kept = [part for part in had if _pairs(part)[0][0] not in tags]
    written = [f"{name}={quote(value, safe='')}" for name, value in tags.items()]
    return urlunsplit(parts._replace(query="&".join([*kept, *written])))


def _pairs(query: str) -> list[tuple[str, str]]:
    """Names (in small letters) and values of a query, in order."""
    cut = [part.partition("=") for part in query.split("&")]
    return [(unquote_plus(name).lower(), unquote_plus(value)) for name, _, value in cut]
