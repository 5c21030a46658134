"""Marked personal data goes through two whole reports, one done and one failed, and comes out in no file of theirs."""

import json
from pathlib import Path

import pytest
import yaml
from samples import BRANDWATCH, FREE_TEXT, IP, MAIL, NAME, PERSON, PHONE, SURNAME, SURVEY_CSV, SURVEYMONKEY, ZENDESK, lines
from test_privacy import leaks, with_people_everywhere
from written import workbook

from socialroi.cli import main

ORDERS = lines(
    "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Created at,Lineitem name,Source,"
    "Billing Name,Billing Street,Billing Phone,Notes,Note Attributes,Tags",
    *(
        f"#{number},{number}{MAIL},paid,2025-07-{number:02},USD,100.00,0.00,0.00,100.00,{'REEL10' if number < 8 else ''},"
        f"2025-07-{number:02},Tea,web,{PERSON},1 {SURNAME} Street,{PHONE},{FREE_TEXT},"
        f'"utm_source: {"instagram" if number > 5 else ""}\nnote: {FREE_TEXT}\nip: {IP}","vip, {NAME}"'
        for number in range(1, 13)
    ),
)
CONTACTS = lines(
    "Record ID,Email,First Name,Last Name,Phone Number,Create Date,Lifecycle Stage,Original Source,Original Source Drill-Down 1,"
    "Original Source Drill-Down 2,First Page Seen,How did you hear about us?",
    f"1,{MAIL},{NAME},{SURNAME},{PHONE},2025-07-02,Lead,Paid Social,instagram,Summer,https://shop.example/?m={MAIL},{PERSON} did",
    f"2,b{MAIL},{NAME},{SURNAME},{PHONE},2025-07-03,Lead,Organic Search,{PERSON},,https://shop.example/?fbclid=1&mail={MAIL},",
)
TOGGL = lines(
    "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount ()",
    f"{PERSON},{MAIL},{SURNAME},Social,,{FREE_TEXT},No,2025-07-01,09:00:00,2025-07-01,11:00:00,02:00:00,,",
)
VISITS = lines(
    "# ---", "# Landing page: Landing page + query string", "# ---", "# Start date: 20250701", "# End date: 20250731",
    "Landing page + query string,Session source / medium,Sessions,Key events,Total revenue",
    f"/u/{MAIL}?name={NAME}&phone={PHONE},instagram / paid_social,60,6,600",
    f"/thanks/{MAIL}?q={FREE_TEXT},(direct) / (none),40,4,400",
)  # fmt: skip
ADS = lines(
    "Campaign name,Ad name,Day,Impressions,Link clicks,Amount spent (USD),Reporting starts,Reporting ends",
    *(f"Summer,Reel,2025-07-{day:02},1000,30,12.50,2025-07-01,2025-07-31" for day in range(1, 32)),
)
POSTS = lines(
    "Post ID,Account ID,Account username,Account name,Description,Publish time,Permalink,Post type,Date,Views,Reach,Likes",
    f"17900000000000001,1,cafe,{PERSON},{FREE_TEXT} @{NAME},07/15/2025 04:26,https://x,IG image,Lifetime,10,9,1",
)
GOOD = {
    "orders.csv": ORDERS, "contacts.csv": CONTACTS, "toggl.csv": TOGGL, "visits.csv": VISITS, "ads.csv": ADS, "posts.csv": POSTS,
    "tickets.csv": ZENDESK, "survey.csv": SURVEY_CSV, "monkey.xlsx": workbook(SURVEYMONKEY),
    "mentions.xlsx": workbook(BRANDWATCH), "customers.csv": f"day,customer,followed_day\n2025-06-01,{MAIL},2025-07-01\n",
}  # fmt: skip
BAD = {
    "orders.csv": with_people_everywhere(ORDERS.encode(), PERSON), "toggl.csv": with_people_everywhere(TOGGL.encode(), PERSON),
    "tickets.csv": with_people_everywhere(ZENDESK.encode(), f"{PHONE} {FREE_TEXT}"),
    "hours.csv": TOGGL, "survey.csv": with_people_everywhere(SURVEY_CSV.encode(), MAIL),
    "unknown.xlsx": workbook({PERSON: [[PERSON, MAIL], [IP, PHONE]], SURNAME: [[NAME]]}),
    "customers.csv": f"day,customer,{PERSON}\n{PERSON},{MAIL},{FREE_TEXT}\n",
}  # fmt: skip
PARAMS = {
    "client": "Who", "currency": "USD", "value_basis": "revenue", "codes": {"REEL10": "instagram"},
    "sources": {"orders.csv": {"from": "2025-07-01", "until": "2025-07-31"}},
    "costs": [{"type": "labour", "item": "Manager", "hours": "timesheets", "rate": 40, "project": "Social"}],
    "roles": {PERSON: "Manager", f"{NAME} von {SURNAME}": "Designer"},
    "values": {"purchase": {"method": "actual"}},
}  # fmt: skip
COMMANDS = (["check", "who"], ["check", "who", "--json"], ["tag", "--audit", "who"], ["tag", "--audit", "who", "--json"],
            ["check", "bad"], ["check", "bad", "--json"], ["tag", "--audit", "bad"])  # fmt: skip


def kit(root: Path) -> Path:
    """Two clients, one whose files are as they should be and one in whose files people stand in the wrong places."""
    (root / "params").mkdir(parents=True)
    for client, files in {"who": GOOD, "bad": BAD}.items():
        params = PARAMS if client == "bad" else PARAMS | {"roles": {PERSON: "Manager"}}
        (root / "params" / f"{client}.yaml").write_text(yaml.safe_dump(params))
        (root / "data" / client).mkdir(parents=True)
        for name, content in files.items():
            (root / "data" / client / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def test_no_report_no_error_and_no_message_holds_a_person(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = kit(tmp_path)
    given = {path for path in (root / "data").glob("*/*") if not path.name.startswith(".")}
    for command in COMMANDS:
        main([*command, "--root", str(root)])
    main(["report", "who", "bad", "--period", "2025-07", "--root", str(root), "--workers", "1"])
    said = "".join(capfd.readouterr())

    done, failed = (root / "out" / client / "2025-07" for client in ("who", "bad"))
    assert (done / "summary.json").is_file(), said
    assert json.loads((done / "summary.json").read_text())["value"]["total"] > 0
    assert {path.name for path in failed.iterdir()} == {"error.json", "error.html"}
    assert len(json.loads((failed / "error.json").read_text())["reason"]) > 500
    written = {path for path in root.rglob("*") if path.is_file()}
    kinds = {path.suffix for path in written - given}
    assert {".ipynb", ".html", ".json", ".arrow"} <= kinds and (root / "out" / "index.html") in written
    assert leaks(root, said) == []
