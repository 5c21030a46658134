"""HubSpot contacts and deals: both names of the source columns, labels and keys, and the join between them."""

import pandas as pd
import pytest
from written import account_of


def quoted(*rows: list[str]) -> str:
    return "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)


CONTACTS = ["Record ID", "Email", "First Name", "Create Date", "Lifecycle Stage", "Original Source",
            "Original Source Drill-Down 1", "Original Source Drill-Down 2"]  # fmt: skip


def contact(number: str, source: str, one: str = "", two: str = "") -> list[str]:
    return [number, f"p{number}@example.com", "Ada", "2025-07-01 09:14", "Lead", source, one, two]


@pytest.mark.parametrize(
    ("source", "one", "two", "expected"),
    [
        ("Paid Social", "LinkedIn", "Autumn 2025", ("linkedin", "paid_social", "Autumn 2025")),
        ("PAID_SOCIAL", "LinkedIn", "Autumn 2025", ("linkedin", "paid_social", "Autumn 2025")),
        ("Organic Social", "Twitter", "t.co", ("twitter", "social", None)),
        ("ORGANIC_SOCIAL", "LinkedIn", "", ("linkedin", "social", None)),
        ("Paid Search", "Brand", "crm", ("paid search", "cpc", "Brand")),
        ("Other Campaigns", "Podcast", "x", ("other campaigns", "other", "Podcast")),
        ("Organic Search", "what ada typed", "Google", ("google", "organic", None)),
        ("Direct Traffic", "example.com/", "", ("(direct)", "(none)", None)),
        ("Offline Sources", "CRM_UI", "userId:7", ("offline", "offline", None)),
        ("Referrals", "Blog.example", "", ("blog.example", "referral", None)),
        ("Carrier pigeon", "x", "", ("carrier pigeon", None, None)),
        ("", "", "", (None, None, None)),
    ],
)
def test_sources_as_tags_would_name_them(read, source: str, one: str, two: str, expected: tuple[str | None, ...]) -> None:
    leads = read({"c.csv": quoted(CONTACTS, contact("1", source, one, two))}).tables["leads"]
    found = tuple(None if pd.isna(leads[name][0]) else leads[name][0] for name in ("source", "medium", "campaign"))
    assert found == expected


def test_renamed_source_columns(read) -> None:
    header = [name.replace("Original Source", "Original Traffic Source") for name in CONTACTS]
    leads = read({"c.csv": quoted(header, contact("1", "Paid Social", "LinkedIn", "A"))}).tables["leads"]
    assert leads[["source", "campaign", "count"]].iloc[0].tolist() == ["linkedin", "A", 1.0]


DEALS = ["Record ID", "Deal Name", "Deal Stage", "Close Date", "Create Date", "Amount", "Currency", "Associated Contact IDs"]


def test_deals_join_their_first_contact(read) -> None:
    deals = [
        [
            "9",
            "Ada Byron - 20 seats",
            "Closed Won (Sales Pipeline)",
            "2025-08-01 10:00",
            "2025-07-02 09:00",
            "1200.50",
            "EUR",
            "1;2",
        ],
        ["10", "x", "closedlost", "2025-08-01 10:00", "2025-07-02 09:00", "", "EUR", ""],
        ["11", "x", "Appointment Scheduled", "2025-12-31 10:00", "2025-07-02 09:00", "500", "", "2"],
    ]
    inputs = read(
        {"c.csv": quoted(CONTACTS, contact("1", "Paid Social", "LinkedIn")), "d.csv": quoted(DEALS, *deals)}, currency="EUR"
    )
    assert inputs.problems == []
    table, leads = inputs.tables["deals"], inputs.tables["leads"]
    assert table["contact"][0] == leads["contact"][0] and table["contact"].isna().tolist() == [False, True, False]
    assert table["is_won"].tolist() == [True, False, False] and table["is_closed"].tolist() == [True, True, False]
    assert table["closed_day"].notna().tolist() == [True, True, False]  # an open deal's close date is a hope
    assert table["amount"].tolist()[0] == 1200.5 and pd.isna(table["amount"][1]) and set(table["currency"]) == {"EUR"}
    assert account_of(inputs, "d.csv", "deals")["kept"] == 3


def test_flags_decide_before_the_stages_name(read) -> None:
    header = ["Record ID", "Deal Name", "Deal Stage", "Create Date", "Close Date", "Is Closed Won", "Is closed (numeric)",
              "Amount in company currency"]  # fmt: skip
    rows = [
        ["1", "a", "Signed", "2025-07-01", "2025-07-09", "true", "1", "70"],
        ["2", "b", "Gone", "2025-07-01", "2025-07-09", "false", "1", "5"],
    ]
    deals = read({"d.csv": quoted(header, *rows)}).tables["deals"]
    assert deals["is_won"].tolist() == [True, False] and deals["is_closed"].tolist() == [True, True]
    assert deals["amount"].tolist() == [70, 5] and deals["currency"].tolist() == ["USD", "USD"]


def test_messages_quote_no_cell_of_a_file_about_people(read) -> None:
    problem = read({"c.csv": quoted(CONTACTS, ["1", "a@b.de", "Ada", "Ada Byron", "Lead", "", "", ""])}).problems[0]
    assert problem.column == "Create Date" and "Ada" not in problem.sentence()
