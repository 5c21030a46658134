"""The rule table, row by row: tags, hosts, apps, answers, mediums and click ids, and what must match nothing."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialroi import channel_rules, channels
from socialroi.labels import BRANDS

TAGS = {
    "facebook": [
        "fb",
        "FB",
        "Facebook_Mobile_Feed",
        "facebook-ads",
        "fb group",
        "Facebook_Right_Column",
        "ｆａｃｅｂｏｏｋ",
        "face\u200bbook",
    ],
    "instagram": ["IG", "ig_bio", "Instagram_Stories", "instagram-reels", "igshopping", "paid instagram"],
    "meta": ["an", "msg", "Meta", "Audience_Network", "meta_ads", "facebook/instagram"],
    "tiktok": ["TikTok", "tik-tok", "tiktok_ads"],
    "x": ["X", "Twitter", "twitter-ads", "x ads"],
    "linkedin": ["LinkedIn", "linkedin_company_page"],
    "youtube": ["YouTube", "youtube_shorts"],
    "zalo": ["Zalo", "zalo_oa"],
    "telegram": ["Telegram", "telegram_channel"],
    "kakao": ["KakaoTalk"],
    "line": ["LINE", "line_ads"],
}
ADDRESSES = {
    "facebook": [
        "l.facebook.com",
        "lm.facebook.com",
        "m.facebook.com",
        "web.facebook.com",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fa.b",
        "android-app://com.facebook.katana/",
        "fb.me",
        "facebook.com:443",
    ],
    "instagram": ["l.instagram.com", "android-app://com.instagram.android", "HTTPS://WWW.INSTAGRAM.COM/"],
    "meta": ["l.messenger.com", "android-app://com.facebook.orca"],
    "x": ["t.co", "https://t.co/abc", "mobile.twitter.com", "x.com", "com.twitter.android"],
    "linkedin": ["lnkd.in", "de.linkedin.com", "android-app://com.linkedin.android/"],
    "reddit": ["out.reddit.com", "old.reddit.com", "com.reddit.frontpage"],
    "pinterest": ["pin.it", "www.pinterest.co.uk", "pinterest.com.au", "br.pinterest.com", "pinterest.ch"],
    "tiktok": ["android-app://com.zhiliaoapp.musically", "vt.tiktok.com"],
    "threads": ["l.threads.net", "android-app://com.instagram.barcelona"],
    "telegram": ["t.me", "web.telegram.org", "org.telegram.messenger"],
    "zalo": ["zalo.me", "chat.zalo.me", "android-app://com.zing.zalo"],
    "vk": ["away.vk.com", "m.vk.com"],
    "youtube": ["m.youtube.com", "youtu.be"],
    "whatsapp": ["l.wl.co", "wa.me", "web.whatsapp.com", "com.whatsapp"],
    "bluesky": ["go.bsky.app", "bsky.social"],
    "discord": ["discord.com", "discord.gg", "android-app://com.discord/"],
    "tumblr": ["t.umblr.com", "acme.tumblr.com"],
    "quora": ["www.quora.com", "de.quora.com"],
    "xing": ["www.xing.com"],
    "mastodon": ["mastodon.social"],
    "weibo": ["m.weibo.cn", "weibo.com"],
    "wechat": ["weixin.qq.com", "android-app://com.tencent.mm"],
    "nextdoor": ["nextdoor.com", "nextdoor.co.uk"],
}
NOTHING = [
    "google",
    "bing",
    "newsletter",
    "notfacebook.com",
    "facebook.com.evil.example",
    "facebook.com@evil.example",
    "x.org",
    "ig.com.br",
    "evil.example/facebook.com",
    "evil.example?u=facebook.com",
    "evil.example#facebook.com",
    "anna@facebook.com",
    "netflix.com",
    "android-app://com.google.android.gm",
    "com.facebook.katana.evil",
    "facebook newsletter",
    "instagram for business book",
    "an ad",
    "threads page",
    "snap feed",
    "online",
    "pipeline",
    "ok shop",
    "http://[facebook.com",
    "fаcebook",
    "facebook;drop table",
    "-",
    "_",
    "/",
    "://",
    "facebook.com evil",
    "pinterest.evil.example",
    "2x",
    "uploads",
    "ads",
    "paid",
]


@pytest.mark.parametrize(
    ("platform", "name"), [(to, name) for table in (TAGS, ADDRESSES) for to, names in table.items() for name in names]
)
def test_a_tag_or_an_address_leads_to_its_platform(platform: str, name: str) -> None:
    assert channels.platform_of(name) == platform


@pytest.mark.parametrize("name", NOTHING)
def test_what_only_looks_like_a_platform_is_none(name: str) -> None:
    assert channels.platform_of(name) is None


@pytest.mark.parametrize(
    ("answer", "platform"),
    [
        ("ראיתי באינסטגרם", "instagram"),
        ("увидела в инстаграме", "instagram"),
        ("인스타그램에서 봤어요", "instagram"),
        ("фейсбук", "facebook"),
        ("saw it on tik tok", "tiktok"),
        ("nhóm Zalo", "zalo"),
        ("Line", "line"),
        ("waiting in line", None),
        ("ok", None),
        ("it was ok", None),
        ("an", None),
        ("an ad", None),
        ("msg", None),
        ("вк", "vk"),
        ("звонок вкратце", None),
        ("t.me", "telegram"),
        ("инстаграм и тикток", None),
    ],
)
def test_answers_in_the_kits_languages_are_understood(answer: str, platform: str | None) -> None:
    assert channels.platform_heard(answer) == platform


@pytest.mark.parametrize(
    ("source", "medium", "group", "platform", "is_paid"),
    [
        # paid and organic social apart, in the words that people and GA4 use
        ("facebook", "paid", None, "facebook", True),
        ("facebook", "paidsocial", None, "facebook", True),
        ("facebook", "cpm", None, "facebook", True),
        ("fb", "retargeting", None, "facebook", True),
        ("ig", "Paid-Social", None, "instagram", True),
        ("facebook", "display", None, "facebook", True),
        ("tiktok", "social_paid", None, "tiktok", True),
        ("x", "sponsored", None, "x", True),
        ("linkedin", "social", None, "linkedin", False),
        ("facebook", "unpaid", None, "facebook", False),
        ("l.instagram.com", "referral", None, "instagram", False),
        ("instagram", "story", None, "instagram", False),
        ("facebook ads", "(not set)", None, "facebook", True),
        ("fb_ads", None, None, "facebook", True),
        ("facebook", "remarketing", None, "facebook", True),
        ("linkedin", "sponsored-update", None, "linkedin", True),
        ("facebook", "Promoted Post", None, "facebook", True),
        ("facebook", "boosted_post", None, "facebook", True),
        ("fbads", None, None, "facebook", True),
        ("MetaAds", "referral", None, "meta", True),
        ("threads", "social", None, "threads", False),
        # source and medium in one cell, as people copy them out of GA4
        ("facebook / paid", None, None, "facebook", True),
        ("Instagram / Social", "", None, "instagram", False),
        ("facebook / email", None, None, None, False),
        ("google / cpc", None, None, None, True),
        ("facebook / instagram", None, None, "meta", False),
        # the medium says social, the source not which
        ("hootsuite", "social-network", None, "social", False),
        ("agency", "sm", None, "social", False),
        ("agency", "paid_social", None, "social", True),
        ("agency", "organic-social", None, "social", False),
        ("Paid Social", None, None, "social", True),
        ("Social Media", None, None, "social", False),
        ("agency", "antisocial", None, None, False),
        ("agency", "social proof", None, None, False),
        ("sm", "referral", None, None, False),
        # GA4's groups
        (None, None, "Organic Social", "social", False),
        (None, None, "Paid Social", "social", True),
        (None, None, "Paid Video", None, True),
        (None, None, "Organic Video", None, False),
        (None, None, "Cross-network", None, False),
        (None, None, "Paid Other", None, True),
        (None, None, "Social (paid)", "social", True),
        (None, None, "Non-social", None, False),
        (None, None, "Unassigned", None, False),
        ("youtube.com", "referral", "Organic Video", "youtube", False),
        ("vimeo", "video", "Organic Video", None, False),
        # a mail or a text message is no social media, whatever it is about
        ("facebook", "email", None, None, False),
        ("instagram", "e-mail", "Email", None, False),
        ("facebook", "newsletter", None, None, False),
        ("instagram", "sms", None, None, False),
        ("facebook", "mailing", "Organic Social", None, False),
        # search and display of others
        ("google", "cpc", "Paid Search", None, True),
        ("bing", "cpc", None, None, True),
        ("google", "organic", None, None, False),
        ("dv360", "display", None, None, True),
    ],
)
def test_paid_organic_and_other_traffic_are_told_apart(
    source: str | None, medium: str | None, group: str | None, platform: str | None, is_paid: bool
) -> None:
    assert classified(source=source, medium=medium, channel_group=group) == (platform, is_paid)


def test_a_search_ad_about_instagram_stays_a_search_ad() -> None:
    assert classified(source="google", medium="cpc", campaign="instagram") == (None, True)


@pytest.mark.parametrize(
    ("name", "platform", "is_paid"),
    [
        ("fbclid", "meta", False),
        ("ttclid", "tiktok", True),
        ("twclid", "x", True),
        ("li_fat_id", "linkedin", True),
        ("epik", "pinterest", False),
        ("igshid", "instagram", False),
        ("ScCid", "snapchat", True),
        ("rdt_cid", "reddit", True),
        ("gclid", None, True),
        ("msclkid", None, True),
    ],
)
def test_a_click_id_names_the_platform_where_no_source_does(name: str, platform: str | None, is_paid: bool) -> None:
    page = f"/sale?a=1&{name}=Xy_9"
    assert classified(source=None, medium=None, landing_page=page) == (platform, is_paid)
    assert classified(source="(direct)", medium="(none)", landing_page=page) == (platform, is_paid)
    assert classified(source="newsletter", medium="email", landing_page=page) == (None, False)


@pytest.mark.parametrize(
    "url",
    [
        "/sale",
        "/fbclid=1",
        "/?notfbclid=1",
        "/#?fbclid=1",
        "/?a=fbclid",
        "/?fbclid=1&ttclid=2",
        "http://[",
        "",
        "/?" + "a" * 10_000,
    ],
)
def test_no_click_id_or_two_that_contradict_prove_nothing(url: str) -> None:
    assert channels.click_of(url) is None


@given(st.text(max_size=40))
def test_capitals_spaces_and_hyphens_change_no_tag(text: str) -> None:
    plain = channels.plain_tag(text)
    assert channels.plain_tag(plain) == plain
    assert channels.platform_of(f" {plain.replace(' ', '_')} ") == channels.platform_of(plain)


@given(st.text(max_size=40), st.text(max_size=20))
def test_every_tag_can_be_classified(source: str, medium: str) -> None:
    platform, _ = classified(source=source, medium=medium, landing_page=source)
    assert platform in {*channels.PLATFORM_NAMES, channels.SOCIAL, None}


def test_no_spelling_belongs_to_two_platforms_and_each_has_a_brand() -> None:
    for field in ("names", "hosts", "apps"):
        spellings = [spelling for platform in channel_rules.PLATFORMS for spelling in getattr(platform, field)]
        assert len(spellings) == len(set(spellings))
        assert all(channels.platform_of(spelling) for spelling in spellings)
    assert {platform.name for platform in channel_rules.PLATFORMS} <= set(BRANDS)


def classified(**row: str | None) -> tuple[str | None, bool]:
    found = channels.classify(pd.DataFrame({name: pd.Series([value], dtype="str") for name, value in row.items()})).iloc[0]
    return (None if pd.isna(found["platform"]) else found["platform"], bool(found["is_paid"]))
