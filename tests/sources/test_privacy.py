"""Marked personal data goes through every reader of files about people and comes out nowhere."""

from pathlib import Path

from written import workbook

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


def test_the_hash_depends_on_the_clients_key(read, tmp_path: Path) -> None:
    text = "day,customer\n2025-07-01,ada@example.com\n"
    first = read({"c.csv": text}).tables["customers"]["customer"][0]
    assert read({"c.csv": text.replace("ada@", " ADA@")}).tables["customers"]["customer"][0] == first
    (tmp_path / ".key").write_text("another key")
    assert read({"c.csv": text}).tables["customers"]["customer"][0] != first
