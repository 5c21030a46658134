"""Names and numbers of either direction."""

import pytest

from socialroi.texts import as_html, clean, isolate, plain, shorten


def test_overrides_and_control_characters_become_visible() -> None:
    assert clean("photo\u202egpj.exe\x00") == "photo\ufffdgpj.exe\ufffd"


def test_lines_become_one() -> None:
    assert clean("Autumn\r\nmenu\tnew") == "Autumn menu new"


@pytest.mark.parametrize("text", ["a\u2069b", "a\u2068b", "\u2069\u2068ab"])
def test_isolates_without_partner_are_taken_out(text: str) -> None:
    assert clean(text) == "ab"


def test_name_cannot_close_the_isolate_around_it() -> None:
    assert isolate("x\u2069y") == "\u2068xy\u2069"


def test_shortening_keeps_a_letter_with_its_marks() -> None:
    assert shorten("abcq\u0323\u0307xyz", 6) == "abc…"
    assert shorten("abcq\u0323\u0307xyz", 7) == "abcq\u0323\u0307…"


def test_shortening_does_not_cut_a_joined_emoji() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert shorten(f"ab{family}cd", 5) == "ab…"


def test_ten_thousand_characters_are_shortened() -> None:
    assert len(shorten("x" * 10_000, 80)) == 80


def test_isolate_becomes_an_element_with_its_direction() -> None:
    assert as_html(f"ROI {isolate('−10%')} {isolate('קיץ 25')}") == (
        'ROI <bdi dir="ltr">−10%</bdi> <bdi dir="rtl">קיץ 25</bdi>'
    )  # fmt: skip


def test_markup_is_escaped_inside_and_outside_of_isolates() -> None:
    assert as_html(f"<b>{isolate('<i>')}") == '&lt;b&gt;<bdi dir="ltr">&lt;i&gt;</bdi>'


def test_isolate_in_an_isolate_does_not_decide_its_direction() -> None:
    nested = isolate(f"{isolate('קיץ')} summer")
    assert as_html(f"x {nested}") == 'x <bdi dir="ltr"><bdi dir="rtl">קיץ</bdi> summer</bdi>'


def test_number_alone_reads_left_to_right_in_a_right_to_left_page() -> None:
    assert as_html("−10%", right_to_left=True) == '<bdi dir="ltr">−10%</bdi>'
    assert as_html("−10%") == "−10%"


def test_mixed_text_keeps_the_direction_of_its_page() -> None:
    assert as_html("TikTok: קיץ", right_to_left=True) == "TikTok: קיץ"
    assert as_html("TikTok: קיץ") == "TikTok: קיץ"


def test_plain_text_holds_no_isolates() -> None:
    assert plain(f"ROI {isolate('−10%')}") == "ROI −10%"
