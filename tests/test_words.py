"""The catalogs and the sentences said from them."""

import re
from pathlib import Path

import pytest

from socialroi import words as words_module
from socialroi.errors import InputError
from socialroi.params import LANGUAGES
from socialroi.words import (
    COST_TYPES,
    STATUSES,
    VERDICTS,
    Words,
    catalog,
    is_translated,
    languages,
    missing_messages,
    placeholders,
    stale_messages,
    used_messages,
)

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {forms}\\n"\n'
RUSSIAN_PLURAL = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"


@pytest.fixture
def own_catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of catalogs of the test's own, with Russian plurals."""
    path = tmp_path / "ru.po"
    path.write_text(
        HEAD.format(forms=RUSSIAN_PLURAL)
        + '\nmsgid "%(count)s order"\nmsgid_plural "%(count)s orders"\nmsgstr[0] "%(count)s заказ"\n'
        + 'msgstr[1] "%(count)s заказа"\nmsgstr[2] "%(count)s заказов"\n'
        + '\nmsgid "Empty"\nmsgstr ""\n\n#, fuzzy\nmsgid "ROI of %(name)s, 5 %%"\nmsgstr "ROI: %(name)s, 5 %%"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(words_module, "CATALOGS", tmp_path)
    catalog.cache_clear()
    words_module._translations.cache_clear()
    yield path
    catalog.cache_clear()
    words_module._translations.cache_clear()


def test_vietnamese_and_hebrew_have_catalogs() -> None:
    assert {"he", "vi"} <= set(languages()) and {"en", *languages()} == set(LANGUAGES)


@pytest.mark.parametrize("language", languages())
def test_catalog_says_every_message_and_no_other(language: str) -> None:
    assert missing_messages(language) == []
    assert stale_messages(language) == []


@pytest.mark.parametrize("language", languages())
def test_translations_keep_the_placeholders(language: str) -> None:
    for entry in catalog(language):
        if not entry.id:
            continue
        wanted = placeholders(entry.id if isinstance(entry.id, str) else entry.id[1])
        forms = [entry.string] if isinstance(entry.string, str) else list(entry.string)
        assert all(placeholders(form) == wanted for form in forms), entry.id
        assert not any(re.search(r"%(?!%|\(\w+\)s)", form.replace("%%", "")) for form in forms), entry.id


@pytest.mark.parametrize("language", languages())
def test_translations_differ_from_english(language: str) -> None:
    said = {entry.id: entry.string for entry in catalog(language) if isinstance(entry.id, str) and len(entry.id) > 12}
    assert [message for message, translation in said.items() if message == translation] == []


def test_messages_are_found_in_modules_and_templates() -> None:
    assert {"Pays back", "Staff time", "The numbers of this chart"} <= set(used_messages())


@pytest.mark.parametrize("language", ["en", *languages()])
def test_every_code_has_a_word(language: str) -> None:
    words = Words(language, "EUR")
    said = [words.verdict(code) for code in VERDICTS] + [words.status(code) for code in STATUSES]
    said += [words.cost_type(code) for code in COST_TYPES]
    assert all(said) and len(set(said)) == len(said)


def test_missing_language_is_an_error_and_not_english() -> None:
    with pytest.raises(InputError, match="no catalog for 'de'"):
        Words("de", "EUR").say("Pays back")


def test_missing_and_empty_messages_are_errors_and_not_english(own_catalog: Path) -> None:
    for message in ("Unknown", "Empty"):
        with pytest.raises(InputError, match="no translation"):
            Words("ru", "EUR").say(message)
    with pytest.raises(InputError, match="no translation"):
        Words("ru", "EUR").plural("%(count)s cat", "%(count)s cats", 2)


@pytest.mark.parametrize(
    ("count", "expected"), [(1, "1 заказ"), (3, "3 заказа"), (5, "5 заказов"), (21, "21 заказ"), (0, "0 заказов")]
)
def test_plural_follows_the_language(own_catalog: Path, count: int, expected: str) -> None:
    assert Words("ru", "EUR").plural("%(count)s order", "%(count)s orders", count) == expected


def test_english_plural() -> None:
    words = Words("en", "EUR")
    said = [
        words.plural("%(count)s order of %(name)s", "%(count)s orders of %(name)s", count, name="Ann") for count in (0, 1, 1234)
    ]
    assert said == ["0 orders of Ann", "1 order of Ann", "1,234 orders of Ann"]


def test_fuzzy_entries_are_said(own_catalog: Path) -> None:
    assert Words("ru", "EUR").say("ROI of %(name)s, 5 %%", name="X") == "ROI: X, 5 %"


def test_arguments_are_isolated_where_directions_meet() -> None:
    message = "%(low)s to %(high)s"
    english = Words("en", "USD")
    assert english.say(message, low="1%", high="2%") == "1% to 2%"
    assert english.say(message, low="קיץ", high="2%") == "\u2068קיץ\u2069 to 2%"


def test_every_argument_is_isolated_in_a_right_to_left_language(own_catalog: Path) -> None:
    own_catalog.rename(own_catalog.with_name("he.po"))
    assert Words("he", "USD").say("ROI of %(name)s, 5 %%", name="−5%") == "ROI: \u2068−5%\u2069, 5 %"


def test_said_sentence_may_stand_in_another() -> None:
    words = Words("en", "USD")
    inner = words.say("of %(name)s", name="קיץ")
    assert words.say("It is %(why)s", why=inner) == "It is \u2068of \u2068קיץ\u2069\u2069"


def test_hostile_argument_stays_an_argument() -> None:
    hostile = "%(name)s {{ 7 * 7 }} \u202eabc\u2069 %d"
    assert Words("en", "USD").say("ROI of %(name)s", name=hostile) == "ROI of %(name)s {{ 7 * 7 }} \ufffdabc %d"


@pytest.mark.parametrize("arguments", [{}, {"name": "x", "more": "y"}, {"other": "x"}, {"name": 5}, {"name": None}])
def test_wrong_arguments_are_refused(arguments: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        Words("en", "USD").say("ROI of %(name)s", **arguments)


def test_pseudo_language_marks_every_sentence() -> None:
    words = Words("qps", "EUR")
    assert words.say("Pays back") == "⟦Pays back⟧"
    assert words.plural("%(count)s order", "%(count)s orders", 2) == "⟦2 orders⟧"


def test_empty_entries_are_appended_for_translators(
    own_catalog: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["words", "--write"])
    assert words_module.main() == 1
    assert "ru.po lacks 'Pays back'" in capsys.readouterr().out
    added = catalog("ru").get("Pays back")
    assert added is not None and not is_translated(added)
    before = own_catalog.read_text(encoding="utf-8")
    words_module.main()
    assert own_catalog.read_text(encoding="utf-8") == before
