"""The page: its parts, its languages, hostile names, and how it behaves in a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from jinja2 import UndefinedError
from sample_report import HOSTILE, TEXTS, sample_blocks, sample_words

from socialroi.blocks import Bullets, Card, Cards, Column, Heading, Paragraph, Report, Section, Table, Verdict
from socialroi.exporter import report_html
from socialroi.pages import content_policy, environment
from socialroi.texts import plain

LANGUAGES = ("en", "vi", "he")
SIGNS = {"▲", "▼", "◆", "…", "?", "✓", "!", "✕", "·", "–"}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {language: report_html(sample_blocks(language)) for language in (*LANGUAGES, "qps")}


@pytest.fixture(scope="module")
def soups(pages: dict[str, str]) -> dict[str, BeautifulSoup]:
    return {language: BeautifulSoup(page, "lxml") for language, page in pages.items()}


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("vi", "ltr"), ("he", "rtl")])
def test_page_says_its_language_and_direction(soups: dict[str, BeautifulSoup], language: str, direction: str) -> None:
    root = soups[language].html
    assert (root["lang"], root["dir"]) == (language, direction)


@pytest.mark.parametrize("language", LANGUAGES)
def test_headline_is_the_one_first_heading(soups: dict[str, BeautifulSoup], language: str) -> None:
    soup = soups[language]
    headline = next(block for block in sample_blocks(language) if block.kind == "verdict").headline
    assert [heading.get_text() for heading in soup.find_all("h1")] == [plain(headline)]
    assert soup.select_one(".badge.not_proven").get_text(strip=True).endswith(sample_words(language).verdict("not_proven"))


def test_sections_have_ids_headings_and_links(soups: dict[str, BeautifulSoup]) -> None:
    soup = soups["en"]
    assert [section["id"] for section in soup.find_all("section")] == ["goals", "charts", "checks"]
    assert [heading.get_text() for heading in soup.find_all("h2")] == ["Win new customers", "Spring video", "Staff time"]
    assert [link["href"] for link in soup.select("nav a")] == ["#goals", "#charts", "#checks"]


def test_ids_are_unique_and_references_resolve(soups: dict[str, BeautifulSoup]) -> None:
    for soup in soups.values():
        ids = [element["id"] for element in soup.find_all(id=True)]
        named = [
            name for element in soup.find_all(attrs={"aria-labelledby": True}) for name in element["aria-labelledby"].split()
        ]
        assert len(ids) == len(set(ids)) and set(named) <= set(ids)


def test_tables_have_caption_and_scopes(soups: dict[str, BeautifulSoup]) -> None:
    for table in soups["en"].select("table:not(.facts)"):  # facts stand under their section's heading
        assert table.caption.get_text() == TEXTS["en"][3]
        assert {cell["scope"] for cell in table.thead.find_all("th")} == {"col"}
        assert all(row.th["scope"] == "row" for row in table.tbody.find_all("tr"))
        assert "strong" in table.tbody.find_all("tr")[2]["class"]


def test_cells_of_wide_tables_name_their_column() -> None:
    columns = tuple(Column(name) for name in "abcde")
    page = report_html(
        [Report("t", "en", "EUR"), Table("wide", columns, (tuple("12345"),)), Table("t", columns[:4], (tuple("1234"),))]
    )
    wide, narrow = BeautifulSoup(page, "lxml").find_all("table")
    assert [(cell["data-label"], cell.get_text()) for cell in wide.tbody.tr.find_all(["th", "td"])] == list(
        zip("abcde", "12345", strict=True)
    )
    assert narrow.find(attrs={"data-label": True}) is None


def test_charts_are_images_with_words_and_numbers(soups: dict[str, BeautifulSoup]) -> None:
    figures = soups["en"].find_all("figure")
    assert len(figures) == 8
    for figure in figures:
        assert figure.figcaption.get_text().startswith("Win new customers (")
        assert figure.svg["role"] == "img" and "€20,040.00" in figure.svg.desc.get_text()
        assert figure.details.table is not None and figure.details.summary.get_text() == "The numbers of this chart"


def test_missing_is_a_dash_with_a_word(soups: dict[str, BeautifulSoup]) -> None:
    said = {language: soups[language].select_one("td [role=img]")["aria-label"] for language in LANGUAGES}
    assert said == {"en": "not known", "vi": "không rõ", "he": "לא ידוע"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names_are_text(pages: dict[str, str], soups: dict[str, BeautifulSoup], language: str) -> None:
    visible = HOSTILE.replace("\u202e", "\ufffd")
    assert visible in soups[language].h1.get_text()
    assert visible in [item.get_text() for item in soups[language].find_all("li")]
    assert soups[language].find("script") is None and "\u202e" not in pages[language]


def test_ten_thousand_characters_stay_one_paragraph() -> None:
    long = "x" * 10_000 + "</p><p>"
    soup = BeautifulSoup(report_html([Report("t", "en", "EUR"), Section("a", "A"), Paragraph(long)]), "lxml")
    assert [paragraph.get_text() for paragraph in soup.section.find_all("p")] == [long]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_can_run_or_load(soups: dict[str, BeautifulSoup], language: str) -> None:
    soup = soups[language]
    for element in soup.find_all():
        assert element.name not in {"script", "iframe", "object", "embed", "link", "base", "form", "foreignobject"}
        for name, value in element.attrs.items():
            assert not name.startswith("on")
            if name in {"src", "href", "srcset", "action", "data", "poster", "xlink:href"}:
                assert value.startswith(("#", "data:image/"))
    assert "url(" not in soup.style.get_text() and "@import" not in soup.style.get_text()
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")


def test_policy_names_the_one_script() -> None:
    # the SHA-256 of "alert(1)", from `printf 'alert(1)' | openssl dgst -sha256 -binary | base64`
    assert "script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';" in content_policy("alert(1)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_small_and_the_same_each_time(pages: dict[str, str], language: str) -> None:
    assert len(pages[language].encode()) < 150_000
    assert report_html(sample_blocks(language)) == pages[language]


def test_pseudo_language_finds_no_word_written_in_a_template(soups: dict[str, BeautifulSoup]) -> None:
    given = {plain(text) for block in sample_blocks("qps") for text in _texts(block.as_json())}
    body = soups["qps"].body
    for drawing in body.find_all("svg"):
        drawing.decompose()
    for element in body.find_all("bdi"):
        element.unwrap()
    body.smooth()
    said = {text.strip() for text in body.find_all(string=True)} - {""} - SIGNS - given
    assert all(text.startswith("⟦") and text.endswith("⟧") for text in said), said
    assert {element["aria-label"][0] for element in body.find_all(attrs={"aria-label": True}, role="img")} == {"⟦"}


def test_unfilled_field_of_a_template_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment(sample_words("en")).from_string("{{ nothing }}").render()


def test_report_without_verdict_has_its_title_as_headline() -> None:
    soup = BeautifulSoup(report_html([Report("Social ROI", "en", "EUR"), Heading("x"), Bullets(())]), "lxml")
    assert soup.h1.get_text() == "Social ROI" and soup.nav is None


def test_brand_shows_without_loading_anything() -> None:
    logo = "data:image/png;base64,AAAA"
    soup = BeautifulSoup(report_html([Report("t", "en", "EUR", colour="#123abc", logo=logo, footer="Blue Desk")]), "lxml")
    assert soup.find("img")["src"] == logo and "--brand: #123abc" in soup.style.get_text()
    assert soup.footer.get_text(strip=True) == "Blue Desk"


@pytest.mark.parametrize("code", ["pays_back", "loses", "not_proven", "too_early", "cannot_say"])
def test_badge_has_a_sign_and_a_word(code: str) -> None:
    word = sample_words("en").verdict(code)
    soup = BeautifulSoup(report_html([Report("t", "en", "EUR"), Verdict(code, word, "h")]), "lxml")
    sign, said = soup.select_one(f".badge.{code}").get_text(strip=True)[0], soup.select_one(".badge").get_text(strip=True)[1:]
    assert sign in SIGNS and said.strip() == word


def _texts(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, (list, dict)):
        for part in content.values() if isinstance(content, dict) else content:
            yield from _texts(part)


@pytest.fixture(scope="module")
def browser_pages(pages: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    wide = Table("Wide", tuple(Column(f"Column {place}") for place in range(12)), (("x" * 200,) * 12,))
    extra = report_html([Report("Wide", "en", "EUR"), Section("a", "x" * 200), wide, Paragraph("y" * 10_000)])
    written = {}
    for name, page in {**pages, "wide": extra}.items():
        written[name] = folder / f"{name}.html"
        written[name].write_text(page, encoding="utf-8")
    return written


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1000])
def test_page_fits_is_silent_and_asks_nothing(chromium: str, browser_pages: dict[str, Path], width: int, scheme: str) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for path in browser_pages.values():
            page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
            told: list[str] = []
            page.on("console", lambda message, told=told: told.append(message.text))
            page.on("pageerror", lambda error, told=told: told.append(str(error)))
            page.on("request", lambda request, told=told: told.append(request.url))
            page.goto(path.as_uri())
            page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name
            assert told == [path.as_uri()]
            page.close()
        browser.close()


def test_wide_table_shows_every_cell_on_a_phone(chromium: str, browser_pages: dict[str, Path]) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    ends = "[...document.querySelectorAll('tbody tr > *')].map(cell => cell.getBoundingClientRect().right)"
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 375, "height": 800})
        page.goto(browser_pages["wide"].as_uri())
        assert max(page.evaluate(ends)) <= 375
        browser.close()


@pytest.mark.parametrize("width", [375, 760, 1000])
def test_key_figures_stay_inside_their_cards(chromium: str, tmp_path: Path, width: int) -> None:
    """Nothing of a key figure may stand outside its card, however many digits the currency needs."""
    sync_api = pytest.importorskip("playwright.sync_api")
    path = tmp_path / "page.html"
    cards = Cards(tuple(Card("Cost", value) for value in ("140%", "13.600.000\u00a0₫", "13.600.000.000\u00a0₫", "−62%")))
    path.write_text(report_html([Report("Cards", "vi", "VND"), cards]), encoding="utf-8")
    over = "[...document.querySelectorAll('.cards li')].map(card => card.scrollWidth - card.clientWidth)"
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(path.as_uri())
        assert page.evaluate(over) == [0, 0, 0, 0]
        browser.close()


def test_isolated_texts_keep_their_order_in_the_browser(chromium: str, tmp_path: Path) -> None:
    """In a Hebrew sentence the minus stands left of its number, and the first amount right of the second."""
    sync_api = pytest.importorskip("playwright.sync_api")
    words = sample_words("he")
    amounts = {"first": words.formats.percent(-0.1), "second": words.formats.money(20040)}
    sentence = "הטווח: \u2068{first}\u2069, \u2068{second}\u2069.".format(**amounts)
    path = tmp_path / "he.html"
    path.write_text(report_html([Report("t", "he", "USD"), Section("a", "א"), Paragraph(sentence)]), encoding="utf-8")
    left = """text => { const node = [...document.querySelectorAll('section bdi')].find(e => e.textContent == text).firstChild;
        return [...text].map((_, i) => { const range = document.createRange(); range.setStart(node, i); range.setEnd(node, i + 1);
        return range.getBoundingClientRect().left; }); }"""
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(path.as_uri())
        first, second = page.evaluate(left, amounts["first"]), page.evaluate(left, amounts["second"])
        browser.close()
    assert first == sorted(first) and second == sorted(second), "minus, digits, sign: left to right"
    assert min(first) > max(second), "the sentence itself: right to left"
