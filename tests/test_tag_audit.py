"""Where tags and spend do not meet, on a shop of a few rows; and the demo shop's audit, read as an analyst would."""

import io
import json
import shlex
from pathlib import Path

import pandas as pd
import pytest
from books import book, table
from hypothesis import given
from hypothesis import strategies as st

from socialroi import cli, inputs
from socialroi.naming import slug
from socialroi.periods import parse_period
from socialroi.spellings import is_typo, nearest
from socialroi.tag_audit import TagAudit, audit_tags
from socialroi.tag_audit_text import audit_json, audit_text

DAY = "2025-07-01"


def ad(platform: str, campaign: str | None, cost: float, day: str = DAY) -> dict:
    return {"day": day, "platform": platform, "campaign": campaign, "cost": cost, "currency": "EUR"}


def visit(source: str, medium: str, campaign: str | None, sessions: float, **columns: object) -> dict:
    return {"day": DAY, "source": source, "medium": medium, "campaign": campaign, "sessions": sessions, "report": "R"} | columns


SPEND = table(
    "spend",
    ad("meta", "Autumn Menu", 100.0),
    ad("meta", "Brand video", 40.0),
    ad("tiktok", "Kids 2025", 30.0),
    ad("tiktok", "Free", 0.0),
    ad("meta", "Autumn Menu", 11.0, "2025-06-30"),
)
TRAFFIC = table(
    "traffic",
    visit("instagram", "paid_social", "autumn-menu", 50),
    visit("instagram", "paid_social", "Autumn_Menu", 20),
    visit("facebook", "paid-social", "autum-menu", 10),
    visit("linkedin", "cpc", "webinar", 5),
    visit("facebook", "Social", "(not set)", 4),
    visit("l.facebook.com", "referral", None, 6),
    visit("google", "cpc", "brand", 100),
    visit("facebook", "email", "newsletter-7", 5),
)


def found(*frames: pd.DataFrame, period: str | None = None) -> TagAudit:
    return audit_tags(book(*frames).tables, parse_period(period) if period else None)


def rows(frame: pd.DataFrame | None, *columns: str) -> list[tuple]:
    return list(frame[list(columns)].itertuples(index=False, name=None))


def test_paid_visits_without_a_platform_make_no_platform_untagged() -> None:
    grouped = visit("", "", None, 500) | {"source": None, "medium": None, "channel_group": "Paid Social"}
    audit = found(SPEND, table("traffic", grouped))
    assert set(audit.platforms["finding"]) == {""}
    assert any("500 paid visits of social media" in note and "Session source / medium" in note for note in audit.notes)


def test_a_result_counts_on_the_client_s_day() -> None:
    late = {"at": "2025-09-30T22:30Z", "visitor": "v", "action": "lead", "source": "ig", "medium": "paid_social", "campaign": "w"}
    tables, period = book(table("conversions", late), SPEND).tables, parse_period("2025-Q3")
    in_utc, in_berlin = (audit_tags(tables, period, timezone=zone).tags_without_spend for zone in ("UTC", "Europe/Berlin"))
    assert rows(in_utc, "campaign", "count") == [("w", 1.0)] and in_berlin.empty


def test_spend_whose_name_no_visit_carries_is_listed_dearest_first() -> None:
    missing = found(SPEND, TRAFFIC).spend_without_tags
    assert rows(missing, "platform", "campaign", "cost") == [("meta", "Brand video", 40.0), ("tiktok", "Kids 2025", 30.0)]


def test_a_campaign_named_only_by_a_typo_is_without_tags_and_says_which_name_it_resembles() -> None:
    missing = found(table("spend", ad("meta", "Autumn Menu", 1.0)), table("traffic", visit("ig", "paid_social", "autum-menu", 3)))
    assert rows(missing.spend_without_tags, "campaign", "resembles") == [("Autumn Menu", "autum-menu")]
    assert rows(missing.tags_without_spend, "campaign", "resembles") == [("autum-menu", "autumn-menu")]


def test_any_result_that_names_the_campaign_counts_as_a_tag() -> None:
    order = table(
        "orders",
        {
            "day": DAY,
            "order_id": "1",
            "net": 5.0,
            "currency": "EUR",
            "source": "ig",
            "medium": "paid_social",
            "campaign": "BRAND  VIDEO",
        },
    )
    assert rows(found(SPEND, TRAFFIC, order).spend_without_tags, "campaign") == [("Kids 2025",)]


def test_paid_tags_of_unknown_campaigns_are_listed_and_search_and_mail_are_not() -> None:
    unknown = found(SPEND, TRAFFIC).tags_without_spend
    assert rows(unknown, "platform", "campaign", "count") == [("facebook", "autum-menu", 10.0), ("linkedin", "webinar", 5.0)]


def test_a_split_campaign_shows_each_wrong_spelling_and_the_right_one() -> None:
    split = found(SPEND, TRAFFIC).split_campaigns
    assert rows(split, "write_as", "spelling", "found_in", "count", "kind") == [
        ("autumn-menu", "Autumn_Menu", "traffic", 20.0, "spelling"),
        ("autumn-menu", "autum-menu", "traffic", 10.0, "perhaps a typo"),
    ]


def test_the_account_may_write_capitals_but_not_the_same_name_twice() -> None:
    tags = table("traffic", visit("ig", "paid_social", "autumn-menu", 3))
    assert found(table("spend", ad("meta", "Autumn Menu", 2.0)), tags).split_campaigns.empty
    twice = table("spend", ad("meta", "Autumn Menu", 2.0), ad("meta", "autumn_menu", 1.0))
    assert rows(found(twice, tags).split_campaigns, "spelling", "found_in", "count") == [("autumn_menu", "spend on meta", 1.0)]


def test_one_capital_spelling_used_throughout_splits_nothing() -> None:
    tags = table("traffic", visit("ig", "paid_social", "Autumn Menu", 3), visit("fb", "paid_social", "Autumn Menu", 2))
    assert found(table("spend", ad("meta", "Autumn Menu", 2.0)), tags).split_campaigns.empty


def test_split_spend_of_facebook_and_instagram_is_metas() -> None:
    spend = table("spend", ad("facebook", "A", 2.0), ad("instagram", "A", 3.0))
    assert rows(found(spend, TRAFFIC).platforms, "platform", "cost")[1] == ("meta", 5.0)


def test_mediums_and_sources_against_the_rules_come_with_what_to_write() -> None:
    broken = found(SPEND, TRAFFIC).broken_tags
    assert rows(broken, "source", "medium", "count", "write_as") == [
        ("facebook", "paid-social", 10.0, "facebook / paid_social"),
        ("linkedin", "cpc", 5.0, "linkedin / paid_social"),
        ("facebook", "Social", 4.0, "facebook / social"),
    ]


@pytest.mark.parametrize(
    ("source", "medium", "write_as"),
    [
        ("fb", "paid_social", "facebook / paid_social"),
        ("Instagram", "social", "instagram / social"),
        ("agency", "social", "the platform / social"),
        ("instagram", None, "instagram / social"),
        ("an", "cpm", "meta / paid_social"),
    ],
)
def test_one_spelling_of_source_and_medium_is_right(source: str, medium: str, write_as: str) -> None:
    assert rows(found(SPEND, table("traffic", visit(source, medium, None, 1))).broken_tags, "write_as") == [(write_as,)]


def test_a_crm_writes_its_own_words_and_breaks_no_rule() -> None:
    lead = table("leads", {"day": DAY, "contact": "c", "source": "Twitter", "medium": "paid_social", "campaign": "Autumn menu"})
    assert found(SPEND, TRAFFIC, lead).broken_tags["table"].unique().tolist() == ["traffic"]
    assert found(SPEND, lead).broken_tags is None


def test_spend_and_paid_tags_meet_per_platform_with_facebook_and_instagram_as_meta() -> None:
    assert rows(found(SPEND, TRAFFIC).platforms.fillna(0), "platform", "cost", "paid_visits", "finding") == [
        ("linkedin", 0.0, 5.0, "paid tags, but no spend: is an export missing?"),
        ("meta", 151.0, 80.0, ""),
        ("tiktok", 30.0, 0.0, "spend, but nothing is tagged as paid"),
    ]


def test_two_reports_of_the_same_visits_are_not_added() -> None:
    again = table(
        "traffic", visit("instagram", "paid_social", None, 70, report="S"), visit("instagram", "cpc", None, 3, report="S")
    )
    both = pd.concat([TRAFFIC, again], ignore_index=True)
    audit = found(SPEND, both)
    assert audit.platforms.set_index("platform").at["meta", "paid_visits"] == 50 + 20 + 10
    assert audit.untagged_visits["share"].tolist() == [6 / 200]


def test_visits_from_social_hosts_without_a_tag_have_a_share() -> None:
    assert rows(found(SPEND, TRAFFIC).untagged_visits, "platform", "source", "sessions", "share") == [
        ("facebook", "l.facebook.com", 6.0, 0.03)
    ]


def test_direct_visits_below_the_front_page_have_a_share() -> None:
    direct = table(
        "traffic",
        visit("(direct)", "(none)", None, 60, landing_page="/"),
        visit("(direct)", "(none)", None, 10, landing_page="/menu"),
        visit("(direct)", "(none)", None, 5, landing_page="(not set)"),
        visit("google", "organic", None, 25, landing_page="/menu"),
    )
    assert rows(found(direct).deep_direct, "landing_page", "sessions", "share") == [("/menu", 10.0, 0.1)]
    assert found(TRAFFIC).deep_direct is None


def test_a_period_cuts_what_is_judged_but_not_what_it_is_compared_with() -> None:
    june = found(SPEND, TRAFFIC, period="2025-06")
    assert rows(june.platforms, "platform", "cost") == [("meta", 11.0)]
    assert june.spend_without_tags.empty
    july = found(table("spend", ad("meta", "Webinar", 9.0, "2025-06-30")), TRAFFIC, period="2025-07")
    assert "webinar" not in july.tags_without_spend["campaign"].tolist()
    span = table("traffic", visit("fb", "paid_social", "x", 10, last_day="2025-07-02"))
    assert found(SPEND, span, period="2025-07-02..2025-07-31").broken_tags["count"].tolist() == [5.0]


def test_what_no_export_names_is_not_called_missing() -> None:
    unnamed = found(SPEND, table("traffic", visit("instagram", "paid_social", "(not set)", 5)))
    assert unnamed.spend_without_tags is None
    assert unnamed.tags_without_spend is None
    assert "cannot be compared by campaign" in unnamed.notes[0]
    nothing = found(SPEND)
    assert nothing.broken_tags is None
    assert nothing.platforms["finding"].tolist() == ["", ""]
    assert found().split_campaigns is None
    assert "spend on tiktok (7.00) comes without" in found(table("spend", ad("tiktok", None, 7.0)), TRAFFIC).notes[0]


@pytest.mark.parametrize(
    ("one", "other", "typo"),
    [
        ("autumn-menu", "autum-menu", True),
        ("autumn-menu", "autmun-menu", True),
        ("autumnmenu", "autumn-menu", True),
        ("sale", "sales", True),
        ("autumn-menu", "autumn-menu", False),
        ("autumn-menu", "autumn", False),
        ("sale-2024", "sale-2025", False),
        ("sale2024", "sale2025", False),
        ("v1-video", "v2-video", False),
        ("targeting", "retargeting", False),
        ("for-men", "for-women", False),
        ("look-de", "look-fr", False),
        ("spring-sale", "summer-sale", False),
        ("", "a", False),
        ("kid", "kids", False),
        ("קולקציית-סתיו", "קולקצית-סתיו", True),
    ],
)
def test_only_a_slip_is_a_typo(one: str, other: str, typo: bool) -> None:
    assert is_typo(one, other) is is_typo(other, one) is typo


@given(st.text("abc-12 _", max_size=12), st.text("abc-12 _", max_size=12))
def test_names_that_differ_only_in_hyphens_and_capitals_are_one(name: str, other: str) -> None:
    assert not is_typo(slug(name), slug(name.upper().replace(" ", "_")))
    assert nearest(slug(name), [slug(other)]) in (None, slug(other))


def test_a_thousand_campaigns_and_hostile_names_are_read() -> None:
    hostile = ["<script>", "=1+1", "\u202eevil", "a" * 5000, "{{campaign.name}}", "🍂", " "]
    names = [*hostile, *(f"campaign {number}" for number in range(1000))]
    audit = found(SPEND, table("traffic", *(visit("ig", "paid_social", name, 1) for name in names)))
    text = audit_text(audit)
    assert "\u202e" not in text
    assert "=1+1" in audit.tags_without_spend["campaign"].tolist()
    assert max(map(len, text.splitlines())) < 300


def test_peoples_data_in_a_tag_is_named_but_not_repeated() -> None:
    tags = table("traffic", visit("ig", "paid_social", "anna@example.com", 2), visit("facebook", "+84 90 123 45 67", None, 1))
    audit = found(SPEND, tags)
    shown = audit_text(audit) + json.dumps(audit_json("test", None, audit))
    assert "[a mail address]" in shown
    assert "[a phone number]" in shown
    assert "anna" not in shown
    assert "123" not in shown


def test_json_has_every_row_and_null_for_what_cannot_be_said() -> None:
    content = audit_json("test", "2025-07", found(SPEND, TRAFFIC, period="2025-07"))
    assert list(content) == [
        "client",
        "period",
        "platforms",
        "spend_without_tags",
        "tags_without_spend",
        "split_campaigns",
        "broken_tags",
        "untagged_visits",
        "deep_direct",
        "notes",
    ]
    assert content["spend_without_tags"][0] == {"platform": "meta", "campaign": "Brand video", "cost": 40.0, "resembles": None}
    assert content["deep_direct"] is None
    json.dumps(content, allow_nan=False)


def test_the_table_is_aligned_and_says_what_it_leaves_out() -> None:
    many = table("traffic", *(visit("ig", "paid_social", f"c {number}", 1000 + number) for number in range(12)))
    lines = audit_text(found(SPEND, many)).splitlines()
    start = lines.index("Tags without spend: paid tags of campaigns that no ad account knows")
    assert lines[start + 1 : start + 3] == [
        "  table    platform   campaign  count  resembles",
        "  traffic  instagram  c 11      1,011  -",
    ]
    assert lines[start + 12] == "  … and 2 more: --json has all"


def test_the_demo_shops_audit(repository: Path) -> None:
    """Its ads are tagged by platform, but GA4 was exported without campaigns: the audit says so and blames no campaign.

    About one visit in eighteen comes from a social host without a tag (links in profiles and shared posts). Direct visits on
    deep pages are 7 %, a quarter of them on the collection that the autumn ads sell: what people forward to each other.
    """
    audit = audit_tags(inputs.load("mira-shop", str(repository)).tables, parse_period("2025-Q3"))
    assert rows(audit.platforms, "platform", "finding") == [("meta", ""), ("tiktok", "")]
    assert audit.spend_without_tags is None
    assert audit.broken_tags.empty
    assert [note.split(",")[0].split(" (")[0] for note in audit.notes] == ["No export of visits", "The spend on tiktok"]
    assert audit.untagged_visits["sessions"].sum() == 1918
    assert audit.untagged_visits["share"].sum() == pytest.approx(0.0547, abs=1e-4)
    assert audit.deep_direct["landing_page"].iloc[0] == "/collections/autumn"
    assert audit.deep_direct["sessions"].sum() == 2436


@pytest.mark.parametrize("client", ["mira-shop", "helio-crm", "lotus-cafe"])
def test_the_command_prints_the_audit_and_its_json(client: str, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["tag", "--audit", client, "--period", "2025-Q3", "--root", str(repository)]) == 0
    assert capsys.readouterr().out.startswith("Platforms: ")
    assert cli.main(["tag", "--audit", client, "--json", "--root", str(repository)]) == 0
    assert json.loads(capsys.readouterr().out)["client"] == client


def test_the_command_prints_links_and_warns_of_a_likely_typo(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "tag",
        "https://helio.example/a",
        "https://helio.example/b",
        "--platform",
        "linkedin",
        "--paid",
        "--client",
        "helio-crm",
    ]
    assert cli.main([*words, "--campaign", "Pipelin Report 2025", "--root", str(repository)]) == 0
    shown = capsys.readouterr()
    query = "utm_source=linkedin&utm_medium=paid_social&utm_campaign=pipelin-report-2025"
    assert shown.out.splitlines() == [f"https://helio.example/a?{query}", f"https://helio.example/b?{query}"]
    assert shown.err == "note: helio-crm has a campaign pipeline-report-2025; is pipelin-report-2025 another one?\n"
    assert cli.main([*words, "--campaign", "Pipeline Report 2025", "--root", str(repository)]) == 0
    assert capsys.readouterr().err == ""


def test_links_come_from_a_file_one_a_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("https://shop.example/a\r\n\n  https://shop.example/b\n"))
    assert cli.main(["tag", "-", "--platform", "x", "--organic", "--campaign", "A"]) == 0
    query = "utm_source=x&utm_medium=social&utm_campaign=a"
    assert capsys.readouterr().out.splitlines() == [f"https://shop.example/{page}?{query}" for page in "ab"]


def test_no_line_in_the_file_is_wrong_use(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert cli.main(["tag", "-", "--platform", "x", "--organic", "--campaign", "A"]) == 2
    assert "no link" in capsys.readouterr().err


LINK = "tag https://shop.example/ --platform x --paid --campaign a"


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("tag", 2, "name the links to tag"),
        (f"{LINK} --audit mira-shop", 2, "name the links to tag"),
        ("tag https://shop.example/ --paid --campaign a", 2, "takes --platform"),
        ("tag https://shop.example/ --platform x --campaign a", 2, "--paid or"),
        (f"{LINK} --json", 2, "go with --audit"),
        (f"{LINK} --period 2025", 2, "go with --audit"),
        ("tag --audit mira-shop --paid", 2, "takes only"),
        ("tag --audit ../x", 2, "is no client's id"),
        ("tag --audit mira-shop --period soon", 2, "is not a period"),
        ("tag --audit nobody", 1, "nobody"),
        (f"{LINK} --client nobody", 1, "nobody"),
        ("tag shop.example --platform x --paid --campaign a", 2, "the link has 1 problem"),
    ],
)
def test_wrong_use_exits_with_2_and_wrong_input_with_1(
    line: str, code: int, said: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*shlex.split(line), "--root", str(repository)]) == code
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.out == ""


def test_the_readmes_example_is_what_the_command_prints(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (repository / "README.md").read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if "socialroi tag https" in line)
    assert cli.main(shlex.split(lines[start], comments=True)[1:]) == 0
    assert capsys.readouterr().out.strip() == lines[start + 1].removeprefix("# ")
