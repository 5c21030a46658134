"""The report's sentences in the reader's language, from the message catalogs in `locale/`.

A message is a whole English sentence with named placeholders. English is the message itself; every other language
has one catalog, read as it is. `python -m socialroi.words` lists what the catalogs lack; `--write` appends it.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from socialroi.errors import InputError, Problem
from socialroi.formats import PSEUDO, Formatter
from socialroi.texts import clean, is_right_to_left, isolate, shorten

PACKAGE = Path(__file__).parent
CATALOGS = PACKAGE / "locale"
KEYWORDS = {"say": None, "plural": (1, 2), "N_": None}
METHODS = [("**.py", "python"), ("templates/**.j2", "jinja2")]
OPTIONS = {"templates/**.j2": {"silent": "false"}}

MessageId = str | tuple[str, str]


def N_(message: str) -> str:
    """Marks a sentence for the catalogs where it is written down but said elsewhere."""
    return message


VERDICTS = {
    "pays_back": N_("Pays back"),
    "loses": N_("Loses money"),
    "not_proven": N_("Not proven"),
    "too_early": N_("Too early to say"),
    "cannot_say": N_("Cannot be said"),
}
STATUSES = {"pass": N_("Passed"), "review": N_("Look at it"), "fail": N_("Failed")}
COST_TYPES = {
    "media": N_("Advertising"),
    "labour": N_("Staff time"),
    "tool": N_("Tools"),
    "content": N_("Content"),
    "creator": N_("Creators"),
    "agency": N_("Agencies"),
    "consulting": N_("Consultants"),
    "training": N_("Training"),
    "research": N_("Research"),
    "conference": N_("Conferences"),
    "goodwill": N_("Refunds and goodwill"),
    "other": N_("Other costs"),
}


@dataclass(frozen=True)
class Words:
    """Says every sentence in one language, with that language's numbers. `formats` writes the numbers."""

    language: str
    currency: str

    @cached_property
    def formats(self) -> Formatter:
        """The formatter of the same language and currency."""
        return Formatter(self.language, self.currency)

    def say(self, message: str, **arguments: str) -> str:
        """The sentence in the reader's language, its placeholders filled with formatted texts.

        Raises InputError where the catalog lacks it, TypeError where arguments and placeholders differ.
        """
        return self._filled(self._translated(message), message, arguments)

    def plural(self, singular: str, plural: str, count: int, **arguments: str) -> str:
        """The sentence in the form that the count asks for; `%(count)s` is filled in by itself."""
        message = singular if count == 1 else plural
        if self.language not in ("en", PSEUDO):
            _entry(self.language, (singular, plural))
            message = _translations(self.language).ngettext(singular, plural, count)
        elif self.language == PSEUDO:
            message = _marked(message)
        return self._filled(message, plural, {"count": self.formats.count(count), **arguments})

    def name(self, text: str, longest: int = 80) -> str:
        """A name from the client's data as it may stand in a cell or sentence: cleaned and not endless."""
        return shorten(text, longest)

    def verdict(self, code: str) -> str:
        """The word for a verdict: pays_back, loses, not_proven, too_early, cannot_say."""
        return self.say(VERDICTS[code])

    def status(self, code: str) -> str:
        """The word for a check's status: pass, review, fail."""
        return self.say(STATUSES[code])

    def cost_type(self, code: str) -> str:
        """The word for a type of cost of params: media, labour, tool and so on."""
        return self.say(COST_TYPES[code])

    def _translated(self, message: str) -> str:
        if self.language == "en":
            return message
        return _marked(message) if self.language == PSEUDO else str(_entry(self.language, message).string)

    def _filled(self, sentence: str, message: str, arguments: dict[str, str]) -> str:
        wanted = placeholders(message)
        given = set(arguments) - ({"count"} - wanted)
        if wanted != given:
            raise TypeError(f"{message!r} wants {sorted(wanted)}, got {sorted(given)}")
        return sentence % {name: self._apart(name, text) for name, text in arguments.items()}

    def _apart(self, name: str, text: str) -> str:
        if not isinstance(text, str):
            raise TypeError(f"{name!r} is {text!r}; format it before it goes into a sentence")
        turns = self.formats.is_right_to_left or any(is_right_to_left(character) for character in text)
        return isolate(text) if turns else clean(text)


def placeholders(sentence: str) -> set[str]:
    """The names that a sentence leaves open.

    >>> sorted(placeholders("%(low)s to %(high)s, 5 %%"))
    ['high', 'low']
    """
    return set(re.findall(r"%\((\w+)\)s", sentence.replace("%%", "")))


@cache
def catalog(language: str) -> Catalog:
    """The catalog of a language. Raises InputError where there is none or it cannot be read."""
    path = CATALOGS / f"{language}.po"
    if not path.is_file():
        known = ", ".join(["en", *languages()])
        raise InputError([Problem(path.name, f"no catalog for '{language}'", f"one of {known}")])
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def languages() -> list[str]:
    """The languages that have a catalog; English needs none."""
    return sorted(path.stem for path in CATALOGS.glob("*.po"))


def _entry(language: str, message: MessageId) -> Message:
    entry = catalog(language).get(message)
    if entry is None or not is_translated(entry):
        raise InputError([Problem(f"{language}.po", f"no translation of {message!r}", fix="translate it")])
    return entry


def is_translated(entry: Message) -> bool:
    """True where every form of the message has words."""
    forms = entry.string if isinstance(entry.string, (tuple, list)) else (entry.string,)
    return all(forms)


@cache
def _translations(language: str) -> GNUTranslations:
    """The catalog in gettext's form, for its plural rule; nothing is written to disk."""
    compiled = BytesIO()
    write_mo(compiled, catalog(language), use_fuzzy=True)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _marked(message: str) -> str:
    return f"⟦{message}⟧"


def used_messages() -> list[MessageId]:
    """Every message that the package's modules and templates say, in order, each once."""
    found = extract_from_dir(PACKAGE, METHODS, OPTIONS, KEYWORDS)
    return list(dict.fromkeys(message for _, _, message, _, _ in found))


def missing_messages(language: str) -> list[MessageId]:
    """The used messages that the catalog lacks or leaves empty."""
    entries = {message: catalog(language).get(message) for message in used_messages()}
    return [message for message, entry in entries.items() if entry is None or not is_translated(entry)]


def stale_messages(language: str) -> list[MessageId]:
    """The catalog's messages that nothing says any more."""
    used = {message if isinstance(message, str) else message[0] for message in used_messages()}
    return [entry.id for entry in catalog(language) if entry.id and _key(entry.id) not in used]


def _key(message: MessageId) -> str:
    return message if isinstance(message, str) else message[0]


def empty_entries(language: str) -> Iterator[str]:
    """The text of an empty entry for each used message that the catalog does not hold at all."""
    known = catalog(language)
    for message in missing_messages(language):
        if known.get(message) is None:
            yield _entry_text(message, known.num_plurals)


def _entry_text(message: MessageId, forms: int) -> str:
    if isinstance(message, str):
        return f'\nmsgid {_quoted(message)}\nmsgstr ""\n'
    empty = "".join(f'msgstr[{form}] ""\n' for form in range(forms))
    return f"\nmsgid {_quoted(message[0])}\nmsgid_plural {_quoted(message[1])}\n{empty}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def main() -> int:
    """Lists what the catalogs lack and what they hold in vain; 1 where there is anything."""
    parser = argparse.ArgumentParser(prog="python -m socialroi.words", description=main.__doc__)
    parser.add_argument("--write", action="store_true", help="append empty entries for what a catalog lacks")
    write = parser.parse_args().write
    found = 0
    for language in languages():
        if write:
            added = "".join(empty_entries(language))
            with (CATALOGS / f"{language}.po").open("a", encoding="utf-8") as file:
                file.write(added)
            catalog.cache_clear()
        lines = [f"{language}.po lacks {message!r}" for message in missing_messages(language)]
        lines += [f"{language}.po holds in vain {message!r}" for message in stale_messages(language)]
        found += len(lines)
        sys.stdout.writelines(line + "\n" for line in lines)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
