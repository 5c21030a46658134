"""Marked personal data goes through every reader of files about people and comes out nowhere."""

import csv
import io
import re
from pathlib import Path

import pytest
import yaml
from damage import decoded
from samples import HINTS, PERSON, PERSONAL, SAMPLES
from samples import MAIL as PRIVATE_MAIL
from written import workbook

from socialroi import inputs
from socialroi.cli import main

PEOPLE = {mark: re.compile(re.escape(mark), re.IGNORECASE) for mark in (*PERSONAL, "zzmark")}

MARK = "zzmark"
MAIL = f"{MARK}@{MARK}.example"
EXPORTS = {
    "shopify.csv": "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem name,Billing Name,"
    f"Billing Address1,Phone,Notes,Note Attributes,Tags\n#1,{MAIL},paid,USD,10.00,0,0,10.00,2025-07-01,Cup,{MARK},{MARK},"
    f'{MARK}1,{MARK},"utm_source: ig\ngift: {MARK}",vip\n',
    "bad-shopify.csv": "Name,Email,Financial Status,Currency,Subtotal,Total,Created at,Lineitem name\n"
    f"#2,{MAIL},paid,{MARK},{MARK},{MARK},{MARK},{MARK}\n",
    "contacts.csv": "Record ID,Email,First Name,Create Date,Lifecycle Stage,Original Source,Original Source Drill-Down 1\n"
    f"7,{MAIL},{MARK},2025-07-01,Lead,Organic Search,{MARK}\n8,{MAIL},{MARK},{MARK},Lead,,\n",
    "deals.csv": "Record ID,Deal Name,Deal Stage,Create Date,Close Date,Amount,Associated Contact IDs\n"
    f"9,{MARK},Closed Won,2025-07-01,2025-07-02,5,7\n10,{MARK},Closed Won,2025-07-01,{MARK},{MARK},7\n",
    "toggl.csv": "User,Email,Client,Project,Task,Description,Start date,Start time,Duration\n"
    f"{MARK},{MAIL},{MARK},Social,,{MARK},2025-07-01,09:00:00,01:00:00\n{MARK},{MAIL},,Social,,,{MARK},,{MARK}\n",
    "customers.csv": f"day,customer,source\n2025-07-01,{MAIL},facebook\n{MARK},{MAIL},facebook\n",
    "sales.csv": f"date,amount,customer,heard_from\n2025-07-01,5,{MARK} Byron,from {MAIL} I think\n{MARK},{MARK},{MARK},x\n",
    "ga4.csv": "# Start date: 20250701\n# End date: 20250702\nLanding page + query string,Sessions\n"
    f"/x?mail={MAIL},5\n/u/{MAIL},6\n",
    "people.csv": f"{MARK},{MAIL}\n{MARK},{MAIL}\n",
    "unknown.xlsx": workbook({"People": [["Who", "Mail"], [MARK, MAIL]]}),
}


def test_marked_people_reach_no_table_no_message_and_no_cache(read, tmp_path: Path) -> None:
    inputs = read(EXPORTS)
    assert len(inputs.problems) > 5 and len(inputs.tables["orders"]) == 2 and len(inputs.tables["deals"]) == 1
    said = "\n".join(table.to_csv() for table in inputs.tables.values()) + inputs.files.to_csv()
    said += "\n".join(str(problem.as_dict()) for problem in inputs.problems)
    assert MARK not in said.lower()
    written = [path for path in (tmp_path / ".cache").rglob("*") if path.is_file()]
    assert len(written) > 10
    assert not [path.name for path in written if MARK.encode() in path.read_bytes().lower()]


CODED = MAIL.replace("@", "%40")
CONTACTS = {
    "leads.csv": "day,source,medium,campaign\n"
    f"2025-07-01,{CODED},social,from {MARK}%2540{MARK}.example\n2025-07-02,https://x.example/?utm_source={CODED},,\n",
    "touches.csv": f"at,visitor,source,campaign,landing_page\n2025-07-01T10:00Z,a,fb,Call +1 555 123-0987 now,/u/{CODED}/bill\n"
    "2025-07-01T10:00Z,b,fb,%2B15551230987,/call/+15551230987\n",
    "meta.csv": 'Campaign name,Day,Impressions,Amount spent (USD)\n"Zoe (+1) 555 1230987",2025-07-01,5,2.50\n',
    "shop.csv": "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem name,Note Attributes\n"
    f'#1,a@b.example,paid,USD,10.00,0,0,10.00,2025-07-01,Cup,"landing: /?utm_source=fb&utm_campaign={CODED}"\n',
}


def test_mail_addresses_in_code_and_phone_numbers_stay_in_no_tag_and_no_page(read, tmp_path: Path) -> None:
    inputs = read(CONTACTS)
    assert inputs.problems == [] and len(inputs.tables["leads"]) == 2
    cached = "".join(path.read_bytes().decode("latin-1") for path in (tmp_path / ".cache").iterdir())
    said = cached + "".join(table.to_csv() for table in inputs.tables.values())
    assert not re.search(rf"{MARK}|555.?123.?0987|1230987", said)
    assert inputs.tables["touches"]["campaign"].tolist() == ["Call [phone] now", "[phone]"]
    assert inputs.tables["touches"]["landing_page"].tolist() == ["/u/[mail]/bill", "/call/[phone]"]


@pytest.mark.parametrize(
    "campaign", ["Sale+20250701", "1+1", "A +50% off", "100%40winter", "2025-07-01 12:30", "win+8123456789012"]
)
def test_what_only_looks_like_a_phone_number_or_a_mail_address_stays(read, campaign: str) -> None:
    inputs = read({"leads.csv": f"day,source,campaign\n2025-07-01,fb,{campaign}\n"})
    assert inputs.tables["leads"]["campaign"].tolist() == [campaign]


def test_a_mail_address_in_a_file_s_name_stops_the_file_and_is_told_nowhere(tmp_path: Path, capfd) -> None:
    good = "day,source\n2025-07-01,fb\n"
    client_of(tmp_path, {f"{PRIVATE_MAIL} leads.csv": good.encode(), "leads@2025.07.01.csv": good.encode()}, {})
    said = checked(tmp_path, capfd)
    assert leaks(tmp_path, said) == [] and said.count("a mail address in its name") == 2
    assert "leads@2025.07.01.csv" in said


def client_of(root: Path, files: dict[str, bytes], hints: dict[str, dict[str, object]]) -> None:
    """A kit with one client whose folder holds these files."""
    (root / "params").mkdir(parents=True)
    (root / "data" / "who").mkdir(parents=True)
    params = {"client": "Who", "currency": "USD", "value_basis": "revenue", "sources": hints}
    (root / "params" / "who.yaml").write_text(yaml.safe_dump(params))
    for name, data in files.items():
        (root / "data" / "who" / name).write_bytes(data)


def leaks(root: Path, said: str) -> list[str]:
    """Where one of the marked values stands: in what was printed, or in a file that the kit wrote."""
    files = [*(root / "data").glob("*/*"), *(root / "params").iterdir()]
    given = [path for path in files if path.is_file() and not path.name.startswith(".")]
    written = [path for path in root.rglob("*") if path.is_file() and path not in given]
    texts = {"printed": said} | {path.relative_to(root).as_posix(): path.read_bytes().decode("latin-1") for path in written}
    return [f"{mark} in {name}" for name, text in texts.items() for mark, found in PEOPLE.items() if found.search(text)]


def checked(root: Path, capfd: pytest.CaptureFixture[str]) -> str:
    """All that `check` and `check --json` print, and the tables that the kit works with."""
    for more in ([], ["--json"]):
        main(["check", "who", "--root", str(root), *more])
    tables = inputs.read("who", str(root))[1].tables
    return "".join(capfd.readouterr()) + "".join(table.to_csv() for table in tables.values())


@pytest.mark.parametrize("reader", SAMPLES)
def test_nothing_of_a_person_is_written_or_printed_by_any_reader(reader: str, tmp_path: Path, capfd) -> None:
    files = {f"{name}.csv": data for name, data in SAMPLES[reader].items()}
    client_of(tmp_path, files, {f"{name}.csv": HINTS[reader, name] for name in SAMPLES[reader] if (reader, name) in HINTS})
    said = checked(tmp_path, capfd)
    assert leaks(tmp_path, said) == [] and list((tmp_path / "data" / "who" / ".cache").glob("*.arrow"))


def with_people_everywhere(data: bytes, person: str) -> bytes:
    """The text file with a name or mail in every cell of its widest last row: in columns of numbers and days too."""
    text, encoding = decoded(data)
    sign = max(",\t", key=text.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
    last = max(place for place, row in enumerate(rows) if len(row) == max(map(len, rows)))
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=sign).writerows([*rows[:last], [person] * len(rows[last]), *rows[last + 1 :]])
    return written.getvalue().encode(encoding)


def holds_people(data: bytes) -> bool:
    """True for a text file in which one of the marked values stands."""
    is_text = not data.startswith((b"PK", b"PAR1", b"\xd0\xcf\x11\xe0", b"{", b"<"))
    return is_text and any(found.search(decoded(data)[0]) for found in PEOPLE.values())


OF_PEOPLE = [(reader, name) for reader, files in SAMPLES.items() for name, data in files.items() if holds_people(data)]


@pytest.mark.parametrize(("reader", "name"), OF_PEOPLE)
def test_a_row_shifted_into_numbers_and_days_is_refused_unquoted(reader: str, name: str, tmp_path: Path, capfd) -> None:
    # Web analytics names nobody, but a visitor's mail address can stand in a page's address.
    data = with_people_everywhere(SAMPLES[reader][name], PRIVATE_MAIL if reader == "google_ua" else PERSON)
    client_of(tmp_path, {"export.csv": data}, {"export.csv": HINTS.get((reader, name), {})})
    said = checked(tmp_path, capfd)
    assert leaks(tmp_path, said) == []
    assert '"found": "' in said or reader == "quickbooks"  # there a name in the first column is an account's


def test_the_hash_depends_on_the_clients_key(read, tmp_path: Path) -> None:
    text = "day,customer\n2025-07-01,ada@example.com\n"
    first = read({"c.csv": text}).tables["customers"]["customer"][0]
    assert read({"c.csv": text.replace("ada@", " ADA@")}).tables["customers"]["customer"][0] == first
    (tmp_path / ".key").write_text("another key")
    assert read({"c.csv": text}).tables["customers"]["customer"][0] != first
