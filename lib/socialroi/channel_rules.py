"""The rules that say which tags, hosts, apps and words mean which platform, and which mediums are social, paid or mail."""

from typing import NamedTuple


class Platform(NamedTuple):
    """One platform: `names` in tags and answers, `hosts` (with all below them) and `apps` (Android packages) that refer."""

    name: str
    names: tuple[str, ...]
    hosts: tuple[str, ...] = ()
    apps: tuple[str, ...] = ()


# Hyphens, underscores and spaces are the same in a name. Meta's {{site_source_name}} writes fb, ig, msg and an.
PLATFORMS = (
    Platform("facebook", ("facebook", "fb", "facebook ads", "fb ads", "פייסבוק", "фейсбук", "페이스북"),
             ("facebook.com", "fb.com", "fb.me", "fb.watch"), ("com.facebook.katana", "com.facebook.lite")),
    Platform("instagram", ("instagram", "ig", "insta", "igshopping", "אינסטגרם", "אינסטה", "инстаграм", "인스타그램", "인스타"),
             ("instagram.com", "ig.me", "instagr.am"), ("com.instagram.android", "com.instagram.lite")),
    Platform("meta", ("meta", "meta ads", "facebook/instagram", "facebook / instagram", "facebook instagram", "an",
                      "audience network", "msg", "messenger"), ("messenger.com", "m.me"),
             ("com.facebook.orca", "com.facebook.mlite")),
    Platform("tiktok", ("tiktok", "tik tok", "tiktok ads", "טיקטוק", "тикток", "тик ток", "틱톡"), ("tiktok.com", "tiktokv.com"),
             ("com.zhiliaoapp.musically", "com.zhiliaoapp.musically.go", "com.ss.android.ugc.trill")),
    Platform("x", ("x", "x ads", "twitter", "twitter ads", "טוויטר", "твиттер", "트위터"), ("x.com", "twitter.com", "t.co"),
             ("com.twitter.android", "com.twitter.android.lite")),
    Platform("linkedin", ("linkedin", "linked in", "linkedin ads", "לינקדאין", "линкедин", "링크드인"),
             ("linkedin.com", "lnkd.in"), ("com.linkedin.android",)),
    Platform("youtube", ("youtube", "you tube", "yt", "יוטיוב", "ютуб", "유튜브"),
             ("youtube.com", "youtu.be", "youtube-nocookie.com"), ("com.google.android.youtube",)),
    Platform("pinterest", ("pinterest", "פינטרסט", "пинтерест", "핀터레스트"), ("pin.it",), ("com.pinterest",)),
    Platform("reddit", ("reddit", "רדיט", "реддит", "레딧"), ("reddit.com", "redd.it"), ("com.reddit.frontpage",)),
    Platform("snapchat", ("snapchat", "snap", "snap ads", "סנאפצ'אט", "снапчат", "스냅챗"), ("snapchat.com",),
             ("com.snapchat.android",)),
    Platform("threads", ("threads", "쓰레드"), ("threads.net", "threads.com"), ("com.instagram.barcelona",)),
    Platform("bluesky", ("bluesky", "bsky"), ("bsky.app", "bsky.social"), ("xyz.blueskyweb.app",)),
    Platform("telegram", ("telegram", "טלגרם", "телеграм", "телеграмм", "텔레그램"), ("t.me", "telegram.me", "telegram.org"),
             ("org.telegram.messenger", "org.telegram.messenger.web")),
    Platform("whatsapp", ("whatsapp", "whats app", "וואטסאפ", "ватсап", "왓츠앱"), ("whatsapp.com", "wa.me", "wl.co"),
             ("com.whatsapp", "com.whatsapp.w4b")),
    Platform("viber", ("viber", "вайбер"), ("viber.com",), ("com.viber.voip",)),
    Platform("zalo", ("zalo", "zalo ads", "zalo oa"), ("zalo.me",), ("com.zing.zalo",)),
    Platform("vk", ("vk", "vkontakte", "вк", "вконтакте"), ("vk.com", "vk.me", "vk.ru", "vkvideo.ru"),
             ("com.vkontakte.android",)),
    Platform("ok", ("ok", "odnoklassniki", "одноклассники"), ("ok.ru", "odnoklassniki.ru"), ("ru.ok.android",)),
    Platform("kakao", ("kakao", "kakaotalk", "kakao talk", "카카오톡", "카카오"), ("kakao.com",), ("com.kakao.talk",)),
    Platform("line", ("line", "line ads"), ("line.me",), ("jp.naver.line.android",)),
    Platform("discord", ("discord",), ("discord.com", "discord.gg", "discordapp.com"), ("com.discord",)),
    Platform("tumblr", ("tumblr",), ("tumblr.com", "umblr.com"), ("com.tumblr",)),
    Platform("quora", ("quora", "quora ads"), ("quora.com",), ("com.quora.android",)),
    Platform("xing", ("xing",), ("xing.com",), ("com.xing.android",)),
    Platform("mastodon", ("mastodon",), ("mastodon.social", "mastodon.online", "mstdn.social"), ("org.joinmastodon.android",)),
    Platform("weibo", ("weibo",), ("weibo.com", "weibo.cn"), ("com.sina.weibo",)),
    Platform("wechat", ("wechat", "weixin"), ("weixin.qq.com", "wechat.com"), ("com.tencent.mm",)),
    Platform("nextdoor", ("nextdoor",), ("nextdoor.com", "nextdoor.co.uk", "nextdoor.de"), ("com.nextdoor",)),
)  # fmt: skip
PINTEREST_HOST = r"pinterest\.(com|[a-z]{2}|com?\.[a-z]{2}|com\.[a-z]{2})"  # pinterest.de, pinterest.co.uk …

# Words around a platform's name that leave it that platform: Meta's {{placement}} (`Facebook_Mobile_Feed`), `ig_bio` …
PLACES = frozenset((
    "ad", "ads", "paid", "organic", "social", "feed", "story", "stories", "reel", "reels", "post", "posts", "page", "group",
    "profile", "bio", "dm", "live", "explore", "mobile", "desktop", "right", "column", "marketplace", "inbox", "video", "videos",
    "short", "shorts", "shop", "shopping", "company", "channel", "referral",
))  # fmt: skip
# A platform's name that is also an everyday word: alone it is the platform; among other words of a tag it is not.
EVERYDAY = frozenset(("x", "meta", "an", "msg", "snap", "threads", "ok", "line"))
NOT_SPOKEN = frozenset(("an", "msg", "ok"))  # tags only: as an answer they mean something else
NOT_IN_SENTENCES = NOT_SPOKEN | {"line", "snap", "x"}

# Each pattern has to match the whole medium, in small letters with spaces for hyphens and underscores.
# GA4's own six words of Organic Social, the kit's two, and the common turns of them.
SOCIAL_MEDIUM = r"(paid ?|organic ?|cp[cmv] )?socials?( (network|media|paid|organic|post|story|ads?|cp[cmv])s?)?|sm"
SOCIAL_SOURCE = r"(paid |organic )?social( (network|media))?s?"
# GA4's own definition of paid, its Display, and ours (`social_paid`, `ads`, `sponsored_post`, `remarketing`).
PAID_MEDIUM = (
    r".*cp.*|ppc|re(targeting|marketing)|paid.*|social ?(paid|ads?)|ads?|(sponsored|promoted|boosted)( .*)?|boost"
    r"|display|banner|expandable|interstitial"
)
# A mail or a text message about Facebook is a mail, whatever its source says. GA4's four spellings of e-mail, and ours.
MAIL_MEDIUM = r"e ?mail( marketing)?|mail(ing)?|newsletter|sms"
SOCIAL_GROUP = r"(?<!non )(?<!not )(?<!anti )\bsocial\b"  # GA4: Paid Social, Organic Social; Video is no social media
PAID_GROUP = r"\bpaid\b"
AD_SOURCE = r"\b(ads?|paid)\b"  # `Facebook ads` as a source


class Click(NamedTuple):
    """What a platform's own click id in a link proves: the platform (None: not social media), and that it was an ad."""

    platform: str | None
    is_paid: bool


# Meta, Pinterest and Instagram also mark clicks on ordinary posts, so their ids prove no ad.
CLICK_IDS = {
    "fbclid": Click("meta", False), "igshid": Click("instagram", False), "igsh": Click("instagram", False),
    "epik": Click("pinterest", False), "ttclid": Click("tiktok", True), "twclid": Click("x", True),
    "li_fat_id": Click("linkedin", True), "sccid": Click("snapchat", True), "rdt_cid": Click("reddit", True),
    "gclid": Click(None, True), "gbraid": Click(None, True), "wbraid": Click(None, True), "dclid": Click(None, True),
    "msclkid": Click(None, True), "yclid": Click(None, True),
}  # fmt: skip
