"""Links by the naming rules: what is written, what is kept, and what is refused with one clear message each."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialroi.errors import InputError
from socialroi.naming import personal_data, personal_name, slug
from socialroi.tagging import tag_links

PAGE = "https://shop.example/menu"
TAGS = "utm_source=instagram&utm_medium=paid_social&utm_campaign=autumn-menu"


def tag(url: str, *, platform: str = "instagram", is_paid: bool = True, campaign: str = "Autumn Menu", content: str = "") -> str:
    return tag_links([url], platform=platform, is_paid=is_paid, campaign=campaign, content=content)[0]


@pytest.mark.parametrize(
    ("url", "tagged"),
    [
        (PAGE, f"{PAGE}?{TAGS}"),
        (f"{PAGE}?size=L&q=a%20b+c&&x", f"{PAGE}?size=L&q=a%20b+c&&x&{TAGS}"),
        (f"{PAGE}?a=1#table", f"{PAGE}?a=1&{TAGS}#table"),
        (f"{PAGE}#/route", f"{PAGE}?{TAGS}#/route"),
        ("https://shop.example", f"https://shop.example?{TAGS}"),
        ("http://müller.example:8080/ä?", f"http://müller.example:8080/ä?{TAGS}"),
        (f"{PAGE}?utm_source=Instagram&utm_term=spicy", f"{PAGE}?utm_term=spicy&{TAGS}"),
        (f"{PAGE}?UTM_Medium=Paid-Social&utm_campaign=Autumn_Menu&v=1", f"{PAGE}?v=1&{TAGS}"),
        (f"{PAGE}?utm_content=reel-3", f"{PAGE}?utm_content=reel-3&{TAGS}"),
        (
            "https://shop.example/p/8123456789012?variant=44012345678901",
            f"https://shop.example/p/8123456789012?variant=44012345678901&{TAGS}",
        ),
        ("https://shop.example/2025-09-30/isbn/0306406152", f"https://shop.example/2025-09-30/isbn/0306406152?{TAGS}"),
        ("https://shop.example/@table/menu", f"https://shop.example/@table/menu?{TAGS}"),
    ],
)
def test_tags_come_last_and_the_rest_stays_letter_by_letter(url: str, tagged: str) -> None:
    assert tag(url) == tagged
    assert tag(tagged) == tagged


def test_names_follow_the_rules() -> None:
    link = tag(PAGE, platform="IG", is_paid=False, campaign="Trung thu — Cà phê", content="קולקציית סתיו")
    assert parse_qs(urlsplit(link).query) == {
        "utm_source": ["instagram"],
        "utm_medium": ["social"],
        "utm_campaign": ["trung-thu-ca-phe"],
        "utm_content": ["קולקציית-סתיו"],
    }
    assert link.isascii()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "it is empty"),
        ("https://shop.example/a b", "a space"),
        ("https://shop.example/\n", "a space"),
        ("https://shop.example\\x", "a backslash"),
        ("https://shop.example/\u202eevil", "invisible"),
        ("shop.example/menu", "does not begin with https"),
        ("//shop.example", "does not begin with"),
        ("mailto:anna@example.com", "does not begin with"),
        ("javascript:alert(1)", "does not begin with"),
        ("ftp://shop.example", "does not begin with"),
        ("https://", "names no website"),
        ("https://shop", "names no website"),
        ("https://anna:secret@shop.example", "a user with it"),
        ("https://[::1", "cannot be read"),
        ("https://shop.example:port/", "cannot be read"),
        ("https://shop.example:99999/", "cannot be read"),
        ("https://shop.example/?email=anna@example.com", "a mail address"),
        ("https://shop.example/?e=anna%2540example.com", "a mail address"),
        ("https://shop.example/anna@example.com/x", "a mail address"),
        ("https://shop.example/#anna@example.com", "a mail address"),
        ("https://shop.example/?p=%2B84901234567", "a phone number"),
        ("https://shop.example/?q=+84-90-123-4567", "a phone number"),
        ("https://shop.example/?phone=0901234567", "a phone number"),
        ("https://shop.example/?a=1&customer_phone=090123456", "a phone number"),
        ("https://shop.example/call/212-555-0142", "a phone number"),
        ("https://www.instagram.com/shop", "leads to instagram itself"),
        ("https://wa.me/x", "leads to whatsapp itself"),
        (f"{PAGE}?fbclid=IwAR0", "somebody's click"),
        (f"{PAGE}#utm_source=x", "behind the #"),
        (f"{PAGE}?a={'b' * 2000}", "at most 2000"),
        (f"{PAGE}?utm_source=facebook", "another utm_source"),
        (f"{PAGE}?utm_medium=cpc", "another utm_medium"),
        (f"{PAGE}?utm_campaign=spring", "another utm_campaign"),
        (f"{PAGE}?utm_source=instagram&utm_source=x", "another utm_source"),
        (f"{PAGE}?utm_medium=", "another utm_medium"),
        (f"{PAGE}?utm%5Fsource=x", "another utm_source"),
    ],
)
def test_a_wrong_link_is_refused_with_one_message(url: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        tag(url)
    assert len(refused.value.problems) == 1
    assert said in str(refused.value)
    assert not any(secret in str(refused.value) for secret in ("anna", "secret", "90123", "0142", "IwAR0"))


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ({"platform": "google"}, "'google' is no platform"),
        ({"platform": ""}, "no platform"),
        ({"campaign": "🍂 !"}, "has no letter or digit"),
        ({"campaign": ""}, "has no letter or digit"),
        ({"campaign": "anna@example.com"}, "--campaign has 1 problem\n  - a mail address"),
        ({"campaign": "call 0901234567"}, "a phone number"),
        ({"content": "+84 90 123 45 67"}, "--content has 1 problem\n  - a phone number"),
        ({"content": "---"}, "no letter or digit"),
        ({"campaign": "{{campaign.name}}"}, "placeholder"),
    ],
)
def test_a_wrong_name_is_refused(names: dict[str, str], said: str) -> None:
    with pytest.raises(InputError) as refused:
        tag(f"{PAGE}?utm_source=facebook", **({"campaign": "Autumn"} | names))
    assert said in str(refused.value)
    assert "anna" not in str(refused.value)
    assert "90 123" not in str(refused.value)


def test_all_wrong_links_are_told_at_once_and_none_is_written() -> None:
    with pytest.raises(InputError) as refused:
        tag_links([PAGE, "shop", "https://"], platform="x", is_paid=True, campaign="A")
    assert [problem.file for problem in refused.value.problems] == ["link 2", "link 3"]


def test_a_changed_tag_is_a_conflict_and_not_overwritten() -> None:
    link = tag(PAGE)
    with pytest.raises(InputError, match="another utm_medium"):
        tag(link, is_paid=False)
    with pytest.raises(InputError, match="another utm_campaign"):
        tag(link, campaign="Autumn Menu 2")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Autumn_Menu", "autumn-menu"),
        ("  autumn -- menu!", "autumn-menu"),
        ("AUTUMN MENU", "autumn-menu"),
        ("ａｕｔｕｍｎ\u200b　menu", "autumn-menu"),
        ("Tết 2025", "tet-2025"),
        ("Đà Nẵng", "da-nang"),
        ("Straße № 5", "strasse-no-5"),
        ("Осенний чай", "осенний-чай"),
        ("가을 메뉴", "가을-메뉴"),
        ("Retargeting, עגלות נטושות", "retargeting-עגלות-נטושות"),
        ("a|b/c&d=e", "a-b-c-d-e"),
        ("🍂", ""),
        ("İstanbul", "istanbul"),
    ],
)
def test_a_name_has_one_spelling(name: str, written: str) -> None:
    assert slug(name) == written


@given(st.text(max_size=40))
def test_a_slug_is_its_own_slug_and_safe(name: str) -> None:
    written = slug(name)
    assert slug(written) == written
    assert not set(written) & set(" _&=?#%/+\t\n\"'<>")
    assert not written.startswith("-")


QUERIES = st.lists(st.text(st.characters(exclude_categories=("Z", "C"), exclude_characters="#\\@+()."), max_size=8), max_size=4)


@given(QUERIES, st.text(min_size=1, max_size=12), st.booleans())
def test_tagging_twice_changes_nothing_and_keeps_the_query(query: list[str], campaign: str, is_paid: bool) -> None:
    url = f"{PAGE}?{'&'.join(query)}" if query else PAGE
    try:
        once = tag(url, is_paid=is_paid, campaign=campaign)
    except InputError:
        return
    assert tag(once, is_paid=is_paid, campaign=campaign) == once
    assert once.startswith(url)
    assert parse_qs(urlsplit(once).query)["utm_campaign"] == [slug(campaign)]


@given(st.text(max_size=60))
def test_any_text_is_tagged_or_refused(url: str) -> None:
    try:
        assert "utm_source=instagram" in tag(url)
    except InputError as refused:
        assert refused.problems


@pytest.mark.parametrize(
    "text",
    [
        "autumn-2025-09-30",
        "120210000000000000",
        "20250930",
        "v1.2.3",
        "192.168.100.200",
        "550e8400-e29b-41d4-a716-446655440000",
        "9:16",
        "1+1",
    ],
)
def test_dates_versions_and_ids_are_nobodys_data(text: str) -> None:
    assert personal_data(text) is None
    assert personal_name(text) is None
