"""Which platform a tag, a host or a customer's answer names, and what is not social media at all."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialroi import channels


@pytest.mark.parametrize(
    ("name", "platform"),
    [
        ("facebook", "facebook"),
        ("FB", "facebook"),
        ("l.facebook.com", "facebook"),
        ("m.facebook.com", "facebook"),
        ("lm.facebook.com", "facebook"),
        ("business.facebook.com", "facebook"),
        (" Instagram ", "instagram"),
        ("l.instagram.com", "instagram"),
        ("ig", "instagram"),
        ("an", "meta"),
        ("t.co", "x"),
        ("twitter.com", "x"),
        ("x", "x"),
        ("lnkd.in", "linkedin"),
        ("www.linkedin.com/", "linkedin"),
        ("youtu.be", "youtube"),
        ("out.reddit.com", "reddit"),
        ("android-app://com.linkedin.android", "linkedin"),
        ("com.facebook.katana", "facebook"),
        ("pinterest.de", "pinterest"),
        ("google", None),
        ("(direct)", None),
        ("bing.com", None),
        ("newsletter", None),
        ("facebookery.com", None),
        ("", None),
        ("notinstagram.com", None),
    ],
)
def test_a_source_names_its_platform(name: str, platform: str | None) -> None:
    assert channels.platform_of(name) == platform


@pytest.mark.parametrize(
    ("answer", "platform"),
    [
        ("saw you on Instagram!", "instagram"),
        ("I saw you on Instagram.", "instagram"),
        ("Facebook", "facebook"),
        ("FB group", "facebook"),
        ("an ad on TikTok", "tiktok"),
        ("X", "x"),
        ("facebook/instagram", "meta"),
        ("tik tok", "tiktok"),
        ("saw an ad", None),
        ("an article in the newspaper", None),
        ("a friend", None),
        ("Google", None),
        ("", None),
        ("Instagram and TikTok", None),
        ("product x", None),
    ],
)
def test_an_answer_names_a_platform_only_where_it_says_so(answer: str, platform: str | None) -> None:
    assert channels.platform_heard(answer) == platform


@given(st.text(max_size=60))
def test_any_answer_and_any_source_can_be_read(text: str) -> None:
    known = {*channels.PLATFORM_NAMES, None}
    assert channels.platform_of(text) in known
    assert channels.platform_heard(text) in known


def test_every_spelling_leads_to_its_platform() -> None:
    for platform, names in channels.PLATFORM_NAMES.items():
        assert {channels.platform_of(name.upper()) for name in names} == {platform}


def visits(*rows: tuple[str | None, str | None, str | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["source", "medium", "channel_group"], dtype="str")


@pytest.mark.parametrize(
    ("source", "medium", "group", "platform", "is_paid"),
    [
        ("instagram", "paid_social", None, "instagram", True),
        ("instagram", "social", None, "instagram", False),
        ("facebook.com", "referral", "Organic Social", "facebook", False),
        ("tiktok", "cpc", None, "tiktok", True),
        ("newsletter", "social", None, "social", False),
        (None, None, "Paid Social", "social", True),
        ("google", "cpc", "Paid Search", None, True),
        ("google", "organic", "Organic Search", None, False),
        ("(direct)", "(none)", "Direct", None, False),
        (None, None, None, None, False),
        ("hootsuite", "Social-Media", None, "social", False),
        ("hootsuite", "social media", None, "social", False),
        ("shop", "antisocial", None, None, False),
    ],
)
def test_a_visit_is_classified_by_source_then_medium_then_group(
    source: str | None, medium: str | None, group: str | None, platform: str | None, is_paid: bool
) -> None:
    found = channels.classify(visits((source, medium, group))).iloc[0]
    assert (None if pd.isna(found["platform"]) else found["platform"], bool(found["is_paid"])) == (platform, is_paid)


def test_nothing_to_classify_gives_an_empty_table_of_the_same_kind() -> None:
    assert channels.classify(visits()).columns.tolist() == ["platform", "is_paid"]
    assert channels.heard(pd.Series([], dtype="str")).empty
    assert channels.heard(pd.Series([None, None], dtype="str")).isna().all()


def test_a_hostile_name_is_only_a_name() -> None:
    hostile = ["<script>alert(1)</script>", '=cmd|" /C calc"!A0', "\u202egpj.exe", "a" * 10_000, "(((((((["]
    rows = visits(*((name, name, name) for name in hostile))
    assert channels.classify(rows)["platform"].isna().all()
    assert channels.heard(pd.Series(hostile, dtype="str")).isna().all()
