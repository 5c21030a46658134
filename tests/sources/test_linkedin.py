"""LinkedIn: Campaign Manager in English and Dutch, and the workbook of a member."""

from pathlib import Path

import openpyxl
import pytest
from written import account_of

ENGLISH = (
    "Ad Performance Report (in UTC)\n"
    '"Report Start: September 21, 2026, 12:00 AM"\n"Report End: September {end}, 2026, 11:59 PM"\n'
    '"Date Generated: September 29, 2026, 12:40 PM"\n\n'
    "Start Date (in UTC)\tAccount Name\tCurrency\tCampaign ID\tCampaign Name\tAd Set ID\tAd Set Name\tAd Name\tAd ID\t"
    "Total Spent\tImpressions\tClicks\tConversions\tLeads\tClicks to Landing Page\tReach\n"
)
ROW = "9/{day}/2026\tHelio\tEUR\t1\tAutumn\t2\tDE\tAd 1\t3\t1,009.36\t1,042\t12\t0\t4\t9\t800\n"


def test_english_days(read) -> None:
    text = ENGLISH.format(end=22) + ROW.format(day=21) + ROW.format(day=22)
    inputs = read({"report.csv": text.encode("utf-16")})
    assert inputs.problems == []
    row = inputs.tables["spend"].iloc[1]
    names = [
        "platform",
        "campaign",
        "ad",
        "cost",
        "currency",
        "impressions",
        "all_clicks",
        "clicks",
        "claimed_conversions",
        "reach",
    ]
    assert row[names].tolist() == ["linkedin", "Autumn", "Ad 1", 1009.36, "EUR", 1042, 12, 9, 4, 800]
    assert f"{row['day']:%Y-%m-%d} {row['last_day']:%m-%d}" == "2026-09-22 09-22"
    files = inputs.files.iloc[0]
    assert files["coverage"] == "preamble" and f"{files['last_day']:%m%d} {files['pulled_on']:%m%d}" == "0922 0929"


def test_one_report_with_ids_and_one_without_are_the_same_spend(read) -> None:
    text = ENGLISH.format(end=21) + ROW.format(day=21)
    without = text.replace("Campaign ID\t", "").replace("Ad ID\t", "").replace("EUR\t1\t", "EUR\t").replace("Ad 1\t3\t", "Ad 1\t")
    [problem] = read({"a.csv": text.encode("utf-16"), "b.csv": without.encode("utf-16")}).problems
    assert (
        "the spend of linkedin on 2026-09-21 at 2 levels" in problem.found
        and "and campaign id and ad set id and ad id (" in problem.found
    )


def test_without_a_day_split_a_row_speaks_of_all_days(read) -> None:
    inputs = read({"report.csv": (ENGLISH.format(end=27) + ROW.format(day=21)).encode("utf-16")})
    row = inputs.tables["spend"].iloc[0]
    assert f"{row['day']:%m%d} {row['last_day']:%m%d}" == "0921 0927" and "no split by day" in inputs.files["note"].iloc[0]


def test_dutch_numbers_and_days(read) -> None:
    header = (
        "Begindatum (in UTC)\tAccountnaam\tValuta\tCampagnenaam\tTotaal besteed\tWeergaven\tKlikken\tDoorklikfrequentie (CTR)\n"
    )
    text = (
        "Rapport met advertentieprestaties (in UTC)\n\n" + header + '3-9-2026\tHelio\tEUR\tHerfst\t"9,36"\t1.042\t12\t"0,341%"\n'
    )
    inputs = read({"rapport.csv": text.encode("utf-16")})
    row = inputs.tables["spend"].iloc[0]
    assert inputs.problems == [] and f"{row['day']:%Y-%m-%d}" == "2026-09-03"
    assert row[["cost", "impressions", "all_clicks", "campaign"]].tolist() == [9.36, 1042, 12, "Herfst"]


def test_an_empty_period_is_its_title_lines_alone(read) -> None:
    inputs = read({"report.csv": ENGLISH.format(end=27).split("\n\n")[0].encode("utf-16")})
    assert inputs.problems == [] and inputs.tables["spend"].empty
    assert inputs.files.iloc[0][["table", "read", "coverage"]].tolist() == ["spend", 0, "preamble"]


def test_a_damaged_header_is_no_empty_period(read) -> None:
    text = (ENGLISH.format(end=22) + ROW.format(day=21)).replace("Total Spent", "Total Spnt")
    problems = read({"report.csv": text.encode("utf-16")}).problems
    assert ["no known export" in problem.found for problem in problems] == [True]


def test_a_total_line_at_the_end(read) -> None:
    total = "\t\t\t\t\t\t\t\t\t2,018.72\t2,084\t24\t0\t8\t18\t\n"
    inputs = read({"report.csv": (ENGLISH.format(end=22) + ROW.format(day=21) + ROW.format(day=22) + total).encode("utf-16")})
    assert inputs.problems == [] and inputs.tables["spend"]["cost"].sum() == pytest.approx(2018.72)
    assert account_of(inputs, "report.csv", "spend")["total"] == 1


URL = "https://www.linkedin.com/feed/update/urn:li:activity:72047030862111981{:02d}"


def test_the_workbook_of_a_member(read) -> None:
    sheets = {
        "DISCOVERY": [["Overall Performance", "8/7/2023 - 8/8/2023"], ["Impressions", 30]],
        "ENGAGEMENT": [["Date", "Impressions", "Engagements"], ["8/8/2023", 20, 2], ["8/7/2023", 10, 1]],
        "TOP POSTS": [
            ["Maximum of 50 posts available to include in this list"], [],
            ["Post URL", "Post publish date", "Engagements", None, "Post URL", "Post publish date", "Impressions"],
            [URL.format(1), "8/7/2023", 3, None, URL.format(2), "8/8/2023", 12463],
            [URL.format(2), "8/8/2023", 1, None, URL.format(1), None, 700],
        ],
        "FOLLOWERS": [["Total followers on 8/8/2023:", 782], [], ["Date", "New followers"], ["8/7/2023", 3], ["8/8/2023", 2]],
        "DEMOGRAPHICS": [["Top Demographics", "Value", "Percentage"], ["Companies", "Wipro", "< 1%"]],
    }  # fmt: skip
    inputs = read({"creator.xlsx": sheets})
    assert inputs.problems == []
    audience = inputs.tables["audience"].set_index(inputs.tables["audience"]["day"].dt.strftime("%m%d"))
    assert audience.loc["0808", ["impressions", "engagements", "followers_gained", "followers"]].tolist() == [20, 2, 2, 782]
    assert audience.loc["0807", ["impressions", "followers_gained"]].tolist() == [10, 3] and len(audience) == 2
    posts = inputs.tables["posts"].set_index("post_id")
    assert posts["impressions"].to_dict() == {"7204703086211198101": 700, "7204703086211198102": 12463}
    assert posts["day"].notna().all()
    assert account_of(inputs, "creator.xlsx", "posts") == {"read": 4, "kept": 4, "total": 0, "duplicate": 0, "refused": 0}
    assert account_of(inputs, "creator.xlsx", "")["kept"] == 2


@pytest.mark.parametrize(("said", "followers"), [("1,782", 1782), ("Total followers on 8/8/2023:", None), ("8/8/2023", None)])
def test_the_number_of_followers_is_one_number_and_no_other_text(read, said: str, followers: float | None) -> None:
    gained = [["Total followers on 8/8/2023:", said], [], ["Date", "New followers"], ["8/8/2023", 2]]
    found = read({"creator.xlsx": {"FOLLOWERS": gained}}).tables["audience"]["followers"]
    assert found.tolist() == [followers] if followers else found.isna().all()


def test_the_workbook_of_a_member_in_italian(read) -> None:
    """Numbers and days are texts there, days come first, and no colon ends the line of followers."""
    sheets = {
        "SCOPERTA": [["Rendimento complessivo", "1/2/2026 - 2/2/2026"], ["Impressioni", "1.230"], ["Utenti raggiunti", "80"]],
        "INTERESSE": [["Data", "Impressioni", "Interazioni"], ["1/2/2026", "1.200", "4"], ["2/2/2026", "30", "1"]],
        "POST PRINCIPALI": [
            ["Questo elenco può includere al massimo 50 post"], [],
            ["URL del post", "Data di pubblicazione del post", "Interazioni", "",
             "URL del post", "Data di pubblicazione del post", "Impressioni"],
            [URL.format(1), "1/2/2026", "5", "", URL.format(1), "1/2/2026", "900"],
            ["", "", "", "", URL.format(2), "3/1/2026", "330"],
        ],
        "FOLLOWER": [
            ["Follower totali il giorno 2/2/2026", "435"], [], ["Data", "Nuovi follower"], ["1/2/2026", "3"], ["2/2/2026", "0"],
        ],
        "DATI DEMOGRAFICI": [["Principali dati demografici", "Valore", "Percentuale"], ["Località", "Bologna", "33%"]],
    }  # fmt: skip
    inputs = read({"analisi.xlsx": sheets}, sources={"analisi.xlsx": {"decimal": ","}})
    assert inputs.problems == []
    audience = inputs.tables["audience"].set_index(inputs.tables["audience"]["day"].dt.strftime("%m%d"))
    assert audience["impressions"].to_dict() == {"0201": 1200, "0202": 30} and audience["engagements"].sum() == 5
    assert audience["followers_gained"].to_dict() == {"0201": 3, "0202": 0} and audience.loc["0202", "followers"] == 435
    posts = inputs.tables["posts"].set_index("post_id")
    assert posts["impressions"].to_dict() == {"7204703086211198101": 900, "7204703086211198102": 330}
    assert f"{posts.loc['7204703086211198102', 'day']:%Y-%m-%d}" == "2026-01-03"


def test_days_outside_of_the_report_are_refused(read) -> None:
    """A spreadsheet program has turned 9/3/2026 into 03/09/2026, and back it would be March."""
    text = ENGLISH.format(end=22) + ROW.format(day=21) + ROW.format(day=22).replace("9/22/2026", "3/9/2026")
    problems = read({"report.csv": text.encode("utf-16")}).problems
    assert [(problem.found, problem.row) for problem in problems] == [("'3/9/2026'", 8)]
    assert "from 2026-09-21 to 2026-09-22" in problems[0].expected


def test_one_day_in_every_row_without_the_reports_lines_says_no_days(read) -> None:
    text = (ENGLISH.format(end=27) + ROW.format(day=21) + ROW.format(day=21).replace("Autumn", "Spring")).split("\n\n")[1]
    problems = read({"report.csv": text.encode("utf-16")}).problems
    assert ["Report End:" in problem.found for problem in problems] == [True]


def test_the_real_workbook_adds_up_to_what_openpyxl_shows(read, samples: Path) -> None:
    path = samples / "linkedin" / "creator_content.xlsx"
    inputs = read({"creator.xlsx": path.read_bytes()})
    book = openpyxl.load_workbook(path, data_only=True)
    shown = [row for row in book["ENGAGEMENT"].iter_rows(min_row=2, values_only=True) if row[0]]
    gained = [row for row in book["FOLLOWERS"].iter_rows(min_row=4, values_only=True) if row[0]]
    assert inputs.problems == []
    sums = inputs.files.set_index("table").loc["audience", "sums"]
    assert sums == {"impressions": sum(row[1] for row in shown), "engagements": sum(row[2] for row in shown),
                    "followers_gained": sum(row[1] for row in gained)}  # fmt: skip
    assert sums["impressions"] == book["DISCOVERY"]["B2"].value
    posts = [row for row in book["TOP POSTS"].iter_rows(min_row=4, min_col=5, max_col=7, values_only=True) if row[2]]
    assert inputs.tables["posts"]["impressions"].sum() == sum(row[2] for row in posts)


def test_a_header_without_a_row_is_an_empty_report(read) -> None:
    header = "\t".join(
        [
            "Start Date (in UTC)",
            "Account Name",
            "Currency",
            "Campaign Name",
            "Ad Set Name",
            "Total Spent",
            "Impressions",
            "Clicks",
        ]
    )
    text = (
        'Ad Set Performance Report (in UTC)\n"Report Start: July 1, 2025, 12:00 AM"\n"Report End: July 31, 2025, 11:59 PM"\n\n'
        + header
        + "\n"
    )
    inputs = read({"empty.csv": ("\ufeff" + text).encode("utf-16-le")})
    assert inputs.problems == []
    assert inputs.tables["spend"].empty


def test_messages_can_have_more_clicks_than_impressions(read) -> None:
    """A message is sent, not shown: few open it, and each of its buttons can be clicked."""
    text = ENGLISH.format(end=22).replace("\tReach\n", "\tReach\tSends\n")
    message = "9/{day}/2026\tHelio\tEUR\t1\tAutumn\t2\tDE\tAd 2\t4\t50.00\t10\t45\t0\t4\t30\t9\t{sends}\n"
    inputs = read({"r.csv": (text + message.format(day=21, sends=300) + message.format(day=22, sends=80)).encode("utf-16")})
    assert inputs.problems == [] and inputs.tables["spend"][["all_clicks", "clicks"]].sum().tolist() == [90, 60]
    (clicks, every_click) = read({"r.csv": (text + message.format(day=21, sends="")).encode("utf-16")}).problems
    assert "clicks that add up to 30.00, where impressions add up to 10.00" in clicks.found + every_click.found
