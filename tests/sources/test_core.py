"""The reading core: bytes, tables, row accounts, overlaps, coverage, privacy, cache."""

import csv
import hashlib
import os
import re
import shutil
import zipfile
from io import BytesIO, StringIO
from itertools import permutations
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from written import account_of, workbook

from socialroi.params import Params
from socialroi.sources import Inputs, cache, large_text, pieces, read_folder
from socialroi.sources.account import COLUMNS
from socialroi.sources.heads import SHARED_AS, holds

META = '"Campaign name",Day,Impressions,"Amount spent (USD)","Reporting starts","Reporting ends"\n'


def meta(*rows: str) -> str:
    """A daily Meta Ads file; each row is campaign, day, impressions, cost."""
    lines = [row.split("|") for row in rows]
    return META + "".join(f'"{name}",{day},{shown},{cost},{day},{day}\n' for name, day, shown, cost in lines)


JULY = meta("Autumn|2025-07-01|500|10.25", "Autumn|2025-07-02|700|20.50")


@pytest.mark.parametrize(
    "data",
    [
        JULY.encode(), JULY.encode("utf-8-sig"), JULY.encode("utf-16"), b"\xfe\xff" + JULY.encode("utf-16-be"),
        JULY.replace(",", ";").encode(), JULY.replace(",", "\t").encode("utf-16"), JULY.replace("\n", "\r\n").encode(),
        b"sep=,\n" + JULY.encode(), ("sep=;\r\n" + JULY.replace(",", ";")).encode(), ("\n\nA title\n\n" + JULY).encode(),
    ],
)  # fmt: skip
def test_encodings_delimiters_and_preambles_give_the_same_rows(read, data: bytes) -> None:
    inputs = read({"anything.bin": data})
    assert inputs.problems == []
    assert inputs.tables["spend"]["cost"].tolist() == [10.25, 20.5]
    assert inputs.tables["spend"]["campaign"].tolist() == ["Autumn", "Autumn"]


@pytest.mark.parametrize(
    ("data", "words", "row"),
    [
        (b"", "empty file", None),
        (b"\xef\xbb\xbf \r\n", "empty file", None),
        (b"<!DOCTYPE html><html><body>Please log in</body></html>", "web page", None),
        (b"%PDF-1.7 ...", "PDF", None),
        (b"PK\x03\x04 cut off", "cannot be opened", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel workbook", None),
        (JULY.encode().replace(b"700", b"7\x000"), "NUL", 3),
        (JULY.replace("Autumn", "Café").encode("latin-1"), "not UTF-8", 2),
        (JULY.encode()[:-12], "cells", 3),
        (JULY.encode() + b'"Autumn', "quotation mark", 4),
        (META.replace("Amount", "Montant dÃ©pensÃ©").encode() + b"1,2\n", "garbled", None),
        (b"Name,Shoe size\nAda,37\n", "no known export", None),
        (("a" + "," * 5000).encode(), "cells in a row", 1),
    ],
)
def test_bad_files_give_one_clear_problem(read, data: bytes, words: str, row: int | None) -> None:
    inputs = read({"export.csv": data})
    assert len(inputs.problems) == 1, inputs.problems
    problem = inputs.problems[0]
    assert words in problem.found and problem.file == "export.csv" and problem.fix
    assert problem.row == row


def test_garbled_letters_in_a_cell_name_row_and_column(read) -> None:
    inputs = read({"m.csv": JULY.replace('"Autumn",2025-07-02', '"CafÃ©",2025-07-02')})
    assert [(problem.row, problem.column) for problem in inputs.problems] == [(3, "Campaign name")]
    assert inputs.tables["spend"]["cost"].tolist() == [10.25]


def test_hostile_campaign_names_are_text_and_stay_unchanged(read) -> None:
    names = ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "\u202egnp.exe", "@SUM(1)", "#summer, \U0001f600"]
    rows = [f"{name.replace('|', '/')}|2025-07-01|1|1.50" for name in names]
    inputs = read({"m.csv": meta(*rows)})
    assert inputs.problems == []
    assert inputs.tables["spend"]["campaign"].tolist() == [name.replace("|", "/") for name in names]


def test_a_header_without_rows_is_an_empty_table(read) -> None:
    inputs = read({"m.csv": META})
    assert inputs.problems == [] and inputs.tables["spend"].empty
    assert account_of(inputs, "m.csv", "spend")["read"] == 0


def test_all_tables_are_there_and_typed(read) -> None:
    inputs = read({"m.csv": JULY})
    assert len(inputs.tables) == 17 and inputs.tables["orders"].dtypes["net"] == "float64"
    assert inputs.tables["spend"].dtypes["day"] == "datetime64[us]"
    assert list(inputs.files.columns) == list(COLUMNS)
    assert inputs.tables["spend"]["row"].tolist() == [2, 3] and set(inputs.tables["spend"]["file"]) == {"m.csv"}


def test_line_numbers_count_lines_inside_quoted_cells(read) -> None:
    text = JULY.replace('"Autumn",2025-07-01', '"Autumn\nsale",2025-07-01').replace("20.50", "2O.50")
    inputs = read({"m.csv": text})
    assert [problem.row for problem in inputs.problems] == [4]


def test_bad_cells_are_capped_with_a_count_of_the_rest(read) -> None:
    inputs = read({"m.csv": meta(*(f"C{number}|2025-07-01|1|x" for number in range(25)))})
    assert len(inputs.problems) == 21
    assert inputs.problems[-1].found == "5 more cells like these"
    assert account_of(inputs, "m.csv", "spend") == {"read": 25, "kept": 0, "total": 0, "duplicate": 0, "refused": 25}


def test_a_column_one_letter_off_is_named_and_not_missing(read) -> None:
    problems = read({"m.csv": JULY.replace("Impressions", "Impresssions")}).problems
    assert [(problem.row, problem.column, problem.expected) for problem in problems] == [(1, "3", "'Impressions'")]


def test_a_header_one_letter_off_can_be_a_name_and_is_not_quoted(read) -> None:
    header = "Campaign name,Kay,Impressions,Amount spent (USD),Reporting starts,Reporting ends"
    (problem,) = read({"m.csv": f"{header}\nSummer,7,10,1.5,2025-07-01,2025-07-31\n"}).problems
    assert "Kay" not in problem.sentence() and (problem.row, problem.column) == (1, "2") and "'Day'" in problem.expected


def test_a_currency_that_does_not_exist_is_named_where_it_stands(read) -> None:
    (problem,) = read({"m.csv": JULY.replace("USD", "USE")}).problems
    assert (problem.found, problem.row) == ("the currency USE", 1)


def test_a_currency_that_does_not_exist_refuses_its_own_rows_alone(read) -> None:
    inputs = read({"s.csv": "date,amount,currency\n2025-07-01,5,USD\n2025-07-02,6,USE\n2025-07-03,7,USE\n"})
    (problem,) = inputs.problems
    assert (problem.found, problem.row, problem.column) == ("the currency USE in 2 rows", 3, "currency")
    assert inputs.tables["orders"]["net"].tolist() == [5.0]


def test_an_open_decimal_sign_is_refused_with_both_readings_and_the_line(read) -> None:
    text = meta("A|2025-07-01|5|1.234", "A|2025-07-02|5|2.345")
    problem = read({"m.csv": text}).problems[0]
    assert problem.found == "'1.234' can be 1234 or 1.234"
    assert (problem.row, problem.column) == (2, "Amount spent (USD)")
    assert 'sources: {"m.csv": {decimal: ","}} reads 1234' in problem.fix
    assert read({"m.csv": text}, sources={"m.csv": {"decimal": ","}}).tables["spend"]["cost"].tolist() == [1234, 2345]
    assert read({"m.csv": text}, sources={"m.csv": {"decimal": "."}}).tables["spend"]["cost"].tolist() == [1.234, 2.345]


def test_another_column_of_the_file_settles_the_decimal_sign(read) -> None:
    header = META.replace("Impressions", "Impressions;CPM").replace(",", ";")
    rows = "A;2025-07-01;5;1,5;1.234;2025-07-01;2025-07-01\n"
    assert read({"m.csv": header + rows}).tables["spend"]["cost"].tolist() == [1234.0]


def test_an_open_order_of_days_is_refused_with_both_readings_and_the_line(read) -> None:
    text = meta("A|03/04/2025|5|1.50", "A|04/04/2025|5|1.50")
    problem = read({"m.csv": text}).problems[0]
    assert problem.found == "'03/04/2025' can be 2025-04-03 or 2025-03-04" and problem.row == 2
    assert 'sources: {"m.csv": {dates: day_first}} reads 2025-04-03' in problem.fix
    days = read({"m.csv": text}, sources={"m.csv": {"dates": "month_first"}}).tables["spend"]["day"]
    assert days.dt.strftime("%m-%d").tolist() == ["03-04", "04-04"]


def test_one_day_above_twelve_settles_the_order_of_days(read) -> None:
    days = read({"m.csv": meta("A|03/04/2025|5|1.50", "A|13/04/2025|5|1.50")}).tables["spend"]["day"]
    assert days.dt.strftime("%Y-%m-%d").tolist() == ["2025-04-03", "2025-04-13"]


def test_equal_rows_of_two_files_are_kept_once(read) -> None:
    august = meta("Autumn|2025-07-02|700|20.50", "Autumn|2025-08-01|900|30.00")
    inputs = read({"a.csv": JULY, "b.csv": august})
    assert inputs.problems == []
    assert inputs.tables["spend"]["cost"].sum() == 60.75
    assert account_of(inputs, "b.csv", "spend") == {"read": 2, "kept": 1, "total": 0, "duplicate": 1, "refused": 0}
    assert inputs.files["sums"].tolist() == [{"impressions": 1200.0, "cost": 30.75}, {"impressions": 900.0, "cost": 30.0}]


def test_the_same_key_with_other_values_names_both_files_and_rows(read) -> None:
    inputs = read({"a.csv": JULY, "b.csv": meta("Autumn|2025-07-02|701|20.50")})
    assert len(inputs.problems) == 1
    problem = inputs.problems[0]
    assert (problem.file, problem.row) == ("b.csv", 2)
    assert "row 3 of a.csv, with impressions 701 instead of 700" in problem.found
    assert account_of(inputs, "b.csv", "spend")["refused"] == 1


def test_two_rows_of_one_file_and_key_do_not_complete_each_other(read) -> None:
    inputs = read({"m.csv": meta("A|2025-07-01|5|12.50", "A|2025-07-01||12.50")})
    assert [problem.row for problem in inputs.problems] == [3] and "impressions nothing instead of 5" in inputs.problems[0].found
    assert account_of(inputs, "m.csv", "spend")["refused"] == 1


def test_files_with_other_columns_complete_each_other(read) -> None:
    more = META.replace("Impressions", "Impressions,Purchases") + "Autumn,2025-07-01,500,4,10.25,2025-07-01,2025-07-01\n"
    inputs = read({"a.csv": JULY, "b.csv": more})
    assert inputs.problems == []
    assert inputs.tables["spend"]["claimed_conversions"].tolist()[0] == 4 and inputs.tables["spend"]["cost"].sum() == 30.75
    assert inputs.files["sums"].tolist()[1] == {"claimed_conversions": 4.0}


def test_campaigns_and_ads_of_the_same_days_are_named_and_not_added_up(read) -> None:
    ads = JULY.replace('"Campaign name"', '"Ad name","Campaign name"').replace('"Autumn"', 'Ad 1,"Autumn"')
    inputs = read({"a.csv": JULY, "b.csv": ads})
    assert len(inputs.problems) == 1
    assert "the spend of meta on 2025-07-01 at 2 levels: a.csv by campaign" in inputs.problems[0].found


def test_three_levels_of_one_spend_are_one_problem_whose_line_leaves_the_days_counted_once(read) -> None:
    ads, ages = (JULY.replace('"Campaign name"', f'{name},"Campaign name"').replace('"Autumn"', '1,"Autumn"')
                 for name in ('"Ad name"', "Age"))  # fmt: skip
    files = {"a.csv": ads, "b.csv": JULY, "c.csv": ages}
    problem, *more = read(files).problems
    assert more == [] and all(file in problem.found for file in files)
    line = 'sources: {"a.csv": {skip: true}, "c.csv": {skip: true}}'
    assert f"keep b.csv and leave the rest out: {line}," in problem.fix
    decided = read(files, **YAML(typ="safe").load(line))
    assert decided.problems == [] and decided.tables["spend"]["cost"].sum() == 30.75


def test_a_file_between_two_others_is_the_one_to_leave_out_where_they_hold_more_days(read) -> None:
    both = meta("Autumn|2025-07-02|700|20.50", "Autumn|2025-07-03|7|5")
    ads = both.replace('"Campaign name"', '"Ad name","Campaign name"').replace('"Autumn"', 'Ad 1,"Autumn"')
    later = meta("Autumn|2025-07-03|7|5", "Autumn|2025-07-05|8|6")
    problem, *more = read({"a.csv": JULY, "b.csv": ads, "c.csv": later}).problems
    assert more == [] and 'keep c.csv and a.csv and leave the rest out: sources: {"b.csv": {skip: true}}, or' in problem.fix


def test_one_export_with_ids_and_one_without_are_the_same_spend(read) -> None:
    """They were added up: 61.50 for 30.75."""
    with_ids = JULY.replace('"Campaign name"', '"Campaign ID","Campaign name"').replace('"Autumn"', '71,"Autumn"')
    problem, *more = read({"a.csv": JULY, "b.csv": with_ids}).problems
    assert (
        more == []
        and "at 2 levels: a.csv by campaign (" in problem.found
        and "b.csv by campaign and campaign id (" in problem.found
    )


def test_campaigns_of_one_name_in_two_accounts_are_two_campaigns(read) -> None:
    both = JULY.replace('"Campaign name"', '"Account name","Campaign name"').replace('"Autumn"', 'DE,"Autumn"')
    other = both.replace('DE,"Autumn"', 'FR,"Autumn"').replace("20.50", "1.25")
    inputs = read({"a.csv": both, "b.csv": other})
    assert inputs.problems == [] and inputs.tables["spend"]["cost"].sum() == 30.75 + 11.5


def test_own_and_mapped_files_at_two_levels_are_named_and_not_added_up(read) -> None:
    campaigns = "day,platform,campaign,cost,currency\n2025-07-01,reddit,Autumn,30,EUR\n"
    ads = "day,platform,campaign,ad,cost,currency\n2025-07-01,reddit,Autumn,1,10,EUR\n2025-07-01,reddit,Autumn,2,20,EUR\n"
    problem, *more = read({"a.csv": campaigns, "b.csv": ads}, currency="EUR").problems
    assert more == [] and "a.csv by campaign (" in problem.found and "b.csv by campaign and ad (" in problem.found


@pytest.mark.parametrize(("platform", "problems"), [("meta", 1), ("facebook", 1), ("instagram", 0)])
def test_facebook_beside_meta_is_the_same_spend_and_beside_instagram_other(read, platform: str, problems: int) -> None:
    rows = "day,platform,campaign,cost,currency\n2025-07-01,{},Autumn,30,EUR\n"
    inputs = read({"a.csv": rows.format("facebook"), "b.csv": rows.format(platform).replace(",30,", ",31,")}, currency="EUR")
    assert len(inputs.problems) == problems


def test_ads_of_other_campaigns_are_other_spend(read) -> None:
    ads = JULY.replace('"Campaign name"', '"Ad name","Campaign name"').replace('"Autumn"', 'Ad 1,"Winter"')
    assert read({"a.csv": JULY, "b.csv": ads}).problems == []


def test_a_month_and_its_days_are_named_and_not_added_up(read) -> None:
    month = META.replace(",Day", "") + '"Autumn",1200,30.75,2025-07-01,2025-07-31\n'
    inputs = read({"a.csv": JULY, "b.csv": month})
    assert [problem.expected for problem in inputs.problems] == ["each day's spend once"]


def test_coverage_of_days_stated_days_and_nothing(read) -> None:
    inputs = read(
        {"m.csv": JULY, "s.csv": "date,amount\n2025-07-03,5\n", "t.csv": "date,amount,channel\n2025-07-04,6,pos\n"},
        sources={"t.csv": {"from": "2025-07-01", "until": "2025-07-31"}},
    )
    files = inputs.files.set_index("file")
    assert files["coverage"].to_dict() == {"m.csv": "days", "s.csv": "not_stated", "t.csv": "stated"}
    assert files.loc["m.csv", "last_day"] == pd.Timestamp("2025-07-02") and pd.isna(files.loc["s.csv", "last_day"])
    assert files.loc["t.csv", "last_day"] == pd.Timestamp("2025-07-31")
    assert files.loc["m.csv", "spans"] == {(pd.Timestamp(f"2025-07-0{day}"),) * 2: 1 for day in (1, 2)}


def test_moments_are_counted_by_the_client_s_days(read) -> None:
    text = "at,action,visitor\n2025-10-31T23:30Z,sign_up,a\n2025-10-31 23:30,sign_up,b\n"
    spans = read({"c.csv": text}, timezone="Europe/Berlin").files["spans"].tolist()
    assert spans == [{(pd.Timestamp(day),) * 2: 1 for day in ("2025-11-01", "2025-10-31")}]


def test_files_that_are_no_exports_are_passed_over_or_named(read) -> None:
    logo = b"\x89PNG..."
    system = {"Thumbs.db": b"\xd0\xcf\x11\xe0", "desktop.ini": "[.ShellClassInfo]\n", ".DS_Store": b"\0", "~$m.xlsx": b"\x05"}
    files = system | {
        ".hidden": b"x",
        "published.csv": "a,b\n",
        "README.md": "x",
        "logo.png": logo,
        "other.png": logo,
        "m.csv": JULY,
    }
    inputs = read({**files, "out.csv": b"junk"}, brand={"logo": "logo.png"}, sources={"out.csv": {"skip": True}})
    assert [problem.file for problem in inputs.problems] == ["other.png"]
    assert set(inputs.files["file"]) == {"m.csv", "other.png"}


def test_a_misspelt_file_in_params_is_named(read) -> None:
    problem = read({"orders.csv": JULY}, sources={"order.csv": {"decimal": "."}}).problems[0]
    assert problem.file == "order.csv" and problem.fix == "did you mean 'orders.csv'?"


def test_rates_of_all_clients_are_read_from_the_shared_folder_and_nothing_else_is(tmp_path: Path) -> None:
    (tmp_path / "fx.csv").write_text("date,from,to,rate\n2025-07-01,EUR,USD,1.1\n")
    (tmp_path / "junk.csv").write_text("x")
    (tmp_path / "client").mkdir()
    params = Params.model_validate({"client": "T", "currency": "USD", "value_basis": "revenue"})
    inputs = read_folder(tmp_path / "client", params=params, shared=tmp_path)
    assert inputs.problems == [] and inputs.tables["rates"]["rate"].tolist() == [1.1]


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    params = Params.model_validate({"client": "T", "currency": "USD", "value_basis": "revenue"})
    inputs = read_folder(tmp_path / "nobody", params=params)
    assert "no folder" in inputs.problems[0].found and len(inputs.tables) == 17


def test_a_workbook_gives_the_same_rows_as_its_csv(read) -> None:
    rows = [line.replace('"', "").split(",") for line in JULY.splitlines()]
    rows[1:] = [[name, day, int(shown), float(cost), *days] for name, day, shown, cost, *days in rows[1:]]
    inputs = read({"m.xlsx": {"Raw Data Report": rows}})
    assert inputs.problems == [] and inputs.tables["spend"]["cost"].tolist() == [10.25, 20.5]


def test_a_formula_without_a_stored_result_is_a_problem_and_not_an_empty_cell(read) -> None:
    rows = [line.replace('"', "").split(",") for line in JULY.splitlines()]
    rows[2][3] = "=1+1"
    problem = read({"m.xlsx": {"Sheet": rows}}).problems[0]
    assert "formula without its result" in problem.found and (problem.row, problem.column) == (3, "D")


def test_an_unknown_sheet_is_told_by_its_number(read) -> None:
    rows = [line.replace('"', "").split(",") for line in JULY.splitlines()]
    inputs = read({"m.xlsx": {"Raw Data Report": rows, "Empty": [], "Ada Byron": [["Name", "Shoe size"], ["Ada", 37]]}})
    assert [problem.found for problem in inputs.problems] == ["sheet 3: 2 columns that are of no known export"]


def test_a_wrong_cell_of_a_workbook_with_several_sheets_is_told_with_its_sheet(read) -> None:
    rows = [line.replace('"', "").split(",") for line in JULY.splitlines()]
    wrong = [rows[0], *([*cells[:3], "x", *cells[4:]] for cells in rows[1:2])]
    inputs = read({"m.xlsx": {"One": rows, "Ada Byron": wrong}})
    assert inputs.problems and all(problem.found.startswith("sheet 2: ") for problem in inputs.problems)


def repacked(data: bytes, change) -> bytes:
    """The workbook with each part's bytes changed."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return buffer.getvalue()


def test_xml_entities_in_a_workbook_are_refused(read) -> None:
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    data = repacked(workbook({"S": [["a"]]}), lambda name, xml: entity + xml if name.endswith("sheet1.xml") else xml)
    assert "XML entities" in read({"m.xlsx": data}).problems[0].found


def test_a_zip_bomb_is_refused_before_it_is_unpacked(read) -> None:
    zeros = b" " * 60_000_000
    data = repacked(workbook({"S": [["a"]]}), lambda name, xml: xml + zeros if name.endswith("sheet1.xml") else xml)
    assert len(data) < 200_000
    assert "unpacks to" in read({"m.xlsx": data}).problems[0].found


def test_a_plain_zip_is_named(read) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("some.csv", "x")
    assert read({"y.zip": buffer.getvalue()}).problems[0].found == "a zip archive"


def test_the_key_is_made_once_and_only_the_owner_reads_it(read, tmp_path: Path) -> None:
    read({"m.csv": JULY})
    key = (tmp_path / ".key").read_bytes()
    assert re.fullmatch(rb"[0-9a-f]{64}", key) and os.stat(tmp_path / ".key").st_mode & 0o777 == 0o600
    read({"m.csv": JULY})
    assert (tmp_path / ".key").read_bytes() == key


def test_the_cache_gives_the_same_and_is_rebuilt_when_broken(read, tmp_path: Path) -> None:
    files = {"m.csv": JULY, "sales.csv": "day,net,currency\n2025-07-01,12.50,USD\n2025-07-01,12.50,USD\n2025-07-03,7,USD\n"}
    first = read(files)
    stored = {path: path.read_bytes() for path in (tmp_path / ".cache").glob("*.arrow")}
    assert len(stored) == 5  # one a file, and the folder's own: two tables and the account of the files
    flips = [lambda whole, part=part: _flipped(whole, len(whole) * part // 7) for part in range(7)]
    for spoil in (bytes, lambda whole: whole[:-20], lambda whole: whole + b"\0", lambda _: b"", *flips):
        for path, whole in stored.items():
            path.write_bytes(spoil(whole))
        again = read(files)
        for name, table in first.tables.items():
            pd.testing.assert_frame_equal(again.tables[name], table)
        pd.testing.assert_frame_equal(again.files, first.files)
        assert again.files["spans"].map(len).tolist() == [2, 2] and again.problems == first.problems == []
        assert {path: path.read_bytes() for path in stored} == stored


def _flipped(whole: bytes, place: int) -> bytes:
    return whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]


def test_a_list_of_the_cache_that_was_changed_is_not_trusted(read, tmp_path: Path) -> None:
    first = read({"m.csv": JULY})
    for listed in (tmp_path / ".cache").glob("*.json"):
        listed.write_bytes(listed.read_bytes().replace(b'"read": ', b'"read": 1'))
    pd.testing.assert_frame_equal(read({"m.csv": JULY}).files, first.files)


def test_blocks_of_the_cache_in_another_order_are_not_trusted(tmp_path: Path) -> None:
    blocks = [bytes([number]) * 4096 for number in range(4)]
    marks = set()
    for order in permutations(blocks):
        (tmp_path / "rows").write_bytes(b"".join(order))
        marks.add(cache.checksum(tmp_path / "rows"))
    assert len(marks) == 24


def test_rows_that_were_put_into_the_cache_by_others_are_not_trusted(read, tmp_path: Path) -> None:
    read({"m.csv": JULY})
    for rows in (tmp_path / ".cache").glob("*.arrow"):
        pd.read_feather(rows).assign(cost=0.0).to_feather(rows)
    assert read({"m.csv": JULY}).tables["spend"]["cost"].sum() == 30.75


def test_a_folder_with_problems_is_read_anew(read) -> None:
    files = {"m.csv": meta("A|2025-07-01|5|x")}
    assert [read(files).problems for _ in range(2)] == [read(files).problems] * 2 != [[], []]


def test_the_cache_holds_one_entry_per_file_and_one_of_the_folder_and_follows_content_and_params(read, tmp_path: Path) -> None:
    read({"m.csv": meta("A|2025-07-01|5|1.234")}, sources={"m.csv": {"decimal": "."}})
    inputs = read({"m.csv": meta("A|2025-07-01|5|1.234")}, sources={"m.csv": {"decimal": ","}})
    assert inputs.tables["spend"]["cost"].tolist() == [1234.0]
    assert read({"m.csv": meta("A|2025-07-01|5|7.25")}).tables["spend"]["cost"].tolist() == [7.25]
    assert len(list((tmp_path / ".cache").glob("*.json"))) == 2


def test_a_cache_that_cannot_be_written_is_done_without(read, tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("not a folder")
    assert read({"m.csv": JULY}).tables["spend"]["cost"].sum() == 30.75


CELLS = st.sampled_from(["12.50", "7", "", "-", "x", "1,234.50", "2025-07-01", "a b"])
DAYS = st.sampled_from(["2025-07-01", "2025-07-02", "2025-08-31", "", "31.31.2025"])
NAMES = st.sampled_from(["A", "B", "", "Total"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.tuples(NAMES, DAYS, CELLS, CELLS), max_size=8), min_size=1, max_size=3))
def test_every_row_that_goes_in_is_explained(read, tmp_path: Path, files: list[list[tuple[str, ...]]]) -> None:
    for old in tmp_path.glob("f*.csv"):
        old.unlink()
    texts = {f"f{number}.csv": meta(*("|".join(row).replace(",", "") for row in rows)) for number, rows in enumerate(files)}
    inputs = read(texts)
    assert inputs.files["read"].tolist() == [sum(any(row) for row in rows) for rows in files]  # blank rows are none
    explained = inputs.files[["kept", "total", "duplicate", "refused"]].sum(axis=1)
    assert explained.tolist() == inputs.files["read"].tolist()
    assert len(inputs.tables["spend"]) == inputs.files["kept"].sum()
    assert sum(sums.get("cost", 0.0) for sums in inputs.files["sums"]) == pytest.approx(inputs.tables["spend"]["cost"].sum())


@pytest.mark.parametrize(
    "tail",
    [
        "",
        "\n\n",
        ",,,,,\n",
        "A,2025-07-03,1\n",
        '"A\nB",2025-07-03,1,1.50,2025-07-03,2025-07-03\n',
        "A\n\nB\n",
        '5" x,1,1,1,1,1\n',
        '\n"B",2025-07-05,1,1.50,2025-07-05,2025-07-05\n',
        '"A"b,2025-07-03,1,1.50,2025-07-03,2025-07-03\n',
        'A"b"c,2025-07-03,1,1.50,2025-07-03,2025-07-03\n',
    ],
)
def test_the_quick_way_gives_what_the_careful_way_gives(read, monkeypatch: pytest.MonkeyPatch, tail: str) -> None:
    text = "A title\n" + JULY + meta("Quoted, name|2025-07-04|8|1.50").removeprefix(META) + tail
    careful = read({"m.csv": text})
    monkeypatch.setattr(large_text, "WORTH_IT", 0)
    quick = read({"m.csv": text + "\n"})
    pd.testing.assert_frame_equal(quick.tables["spend"], careful.tables["spend"])
    assert quick.problems == careful.problems


@pytest.mark.parametrize("name", ["Autumn", '"Autumn, late"', '"Autumn\nlate"', '"Autumn ""late"""'])
def test_the_quick_way_is_taken_for_large_plain_files(read, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    taken = []
    real = large_text.quick_block
    monkeypatch.setattr(large_text, "WORTH_IT", 0)
    monkeypatch.setattr(large_text, "quick_block", lambda *given: taken.append(real(*given)) or taken[-1])
    rows = read({"m.csv": JULY.replace('"Autumn"', name)}).tables["spend"]["row"].tolist()
    assert rows == ([2, 4] if "\n" in name else [2, 3])
    assert taken[0] is not None


def test_a_quotation_mark_inside_a_cell_far_down_is_refused_in_both_ways(read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_text, "WORTH_IT", 0)
    many = meta(*(f"C{number}|2025-07-01|1|1.50" for number in range(150)))
    problem = read({"m.csv": many + '"A"b,2025-07-03,1,1.50,2025-07-03,2025-07-03\n'}).problems[0]
    assert "quotation mark" in problem.found and problem.row == 152


NAMES_OF_ALL_KINDS = st.text(st.sampled_from('ab,";\n #é'), max_size=6).map(lambda text: f"n{text}n")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(NAMES_OF_ALL_KINDS, min_size=1, max_size=6, unique=True), st.integers(3, 40), st.sampled_from(["\n", "\r\n"]))
def test_cells_over_several_lines_keep_their_line_in_both_ways(read, names: list[str], piece: int, end: str) -> None:
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator=end)
    writer.writerow(["Campaign name", "Day", "Impressions", "Amount spent (USD)"])
    writer.writerows([name, "2025-07-01", 5, 1.5] for name in names)
    careful = read({"m.csv": buffer.getvalue()})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large_text, "WORTH_IT", 0)
        patch.setattr(pieces, "PIECE", piece)
        quick = read({"m.csv": buffer.getvalue() + end})
    assert careful.tables["spend"]["campaign"].tolist() == names
    pd.testing.assert_frame_equal(quick.tables["spend"], careful.tables["spend"])


TIKTOK_VIDEOS = '"Time","Video title","Video link","Post time","Total likes","Total comments","Total shares","Total views"\n'


def video(pulled: str, number: int, views: int) -> str:
    return f'"{pulled}","x","https://www.tiktok.com/@cafe/video/{number}","March 1","1","0","0","{views}"\n'


def test_of_two_exports_of_the_same_posts_the_later_counts(read) -> None:
    early = TIKTOK_VIDEOS + video("March 8", 71, 100) + video("March 8", 72, 10)
    late = TIKTOK_VIDEOS + video("March 20", 71, 150) + video("March 20", 73, 5)
    inputs = read({"a.csv": late, "b.csv": early}, sources={"a.csv": {"year": 2025}, "b.csv": {"year": 2025}})
    views = inputs.tables["posts"].set_index("post_id")["video_views"].to_dict()
    assert inputs.problems == [] and views == {"71": 150, "72": 10, "73": 5}
    files = inputs.files.set_index("file")
    assert files["duplicate"].to_dict() == {"a.csv": 0, "b.csv": 1} and files.loc["b.csv", "sums"]["video_views"] == 10
    assert "1 posts stand in a later export too" in files.loc["b.csv", "note"]


def test_exports_that_do_not_say_their_day_need_it_from_params(read) -> None:
    head = "Content,Video title,Video publish time,Views,Watch time (hours)\n"
    files = {"a.csv": head + 'v1,x,"Feb 19, 2025",10,1.5\n', "b.csv": head + 'v1,x,"Feb 19, 2025",30,2.5\n'}
    assert "until" in read(files).problems[0].fix
    stated = read(files, sources={"a.csv": {"until": "2025-09-30"}, "b.csv": {"until": "2025-08-31"}})
    assert stated.problems == [] and stated.tables["posts"]["video_views"].tolist() == [10]


def assert_both_ways_agree(read, folder: Path, data: bytes, piece: int) -> Inputs:
    """Reads the file the careful way and the quick one, and compares all that comes of it."""
    found = []
    for worth_it in (1 << 40, 0):
        shutil.rmtree(folder / ".cache", ignore_errors=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(large_text, "WORTH_IT", worth_it)
            patch.setattr(pieces, "PIECE", piece)
            found.append(read({"m.csv": data}))
    careful, quick = found
    assert quick.problems == careful.problems
    pd.testing.assert_frame_equal(quick.files, careful.files)
    for name, table in careful.tables.items():
        pd.testing.assert_frame_equal(quick.tables[name], table)
    return quick


WORDS = st.sampled_from(["A", "B", "Total", "", " ", "a, b", 'say "hi"', "two\nlines", "é ñ", "me@x.org", "CafÃ©", "\u00a0"])
AMOUNTS = st.sampled_from(
    ["12.50", "7", "", "-", "x", "1,234.50", "1.234", "1,5", "1.234.567", "< 10", "5 %", "€ 3", "1e3", "-0", "nan"]
)
DATES = st.sampled_from(
    ["2025-07-01", "2025-07-02", "25/09/2025", "03/04/2025", "", "8 de marzo", "2025-02-30", "2025-07-01 23:30:00 -0700"]
)
ROWS = st.lists(st.one_of(*[st.tuples(WORDS, DATES, AMOUNTS, AMOUNTS)] * 12, st.lists(WORDS, max_size=5).map(tuple)), max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, st.integers(1, 80), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_the_same_bytes_give_the_same_in_both_ways(read, tmp_path: Path, rows, piece: int, end: str, encoding: str) -> None:
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator=end)
    writer.writerows([["Campaign name", "Day", "Impressions", "Amount spent (USD)"], *rows])
    assert_both_ways_agree(read, tmp_path, buffer.getvalue().encode(encoding), piece)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"A,2025-07-03,1\n", "more or fewer cells"),
        (b"A,2025-07-03,1,1.5,2025-07-03,2025-07-03,\n", "more or fewer cells"),
        (b"A\x00,2025-07-03,1,1.5,2025-07-03,2025-07-03\n", "NUL"),
        (b"A\xff,2025-07-03,1,1.5,2025-07-03,2025-07-03\n", "not UTF-8"),
        (b"A,2025-07-03,1,x,2025-07-03,2025-07-03\n", "'x'"),
    ],
)
def test_a_damaged_row_far_down_is_named_with_its_row_in_both_ways(read, tmp_path: Path, data: bytes, found: str) -> None:
    rows = meta(*(f"Two\nlines {number}|2025-07-0{number % 9 + 1}|1|1.50" for number in range(150))).encode()
    problem = assert_both_ways_agree(read, tmp_path, rows + data + b"B,2025-07-04,1,1.5,2025-07-04,2025-07-04\n", 500).problems[0]
    assert found in problem.found and problem.row == 302


def test_several_short_last_rows_are_filled_up_in_both_ways(read, tmp_path: Path) -> None:
    short = "".join(f"Late {number},2025-07-0{number},3,1.5,2025-07-01\n" for number in (3, 4))
    assert len(assert_both_ways_agree(read, tmp_path, (JULY + short).encode(), 30).tables["spend"]) == 4


def test_a_large_file_with_rows_of_another_width_is_read_in_pieces(read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_text, "WORTH_IT", 0)
    monkeypatch.setattr("socialroi.sources.open_file.read_bytes", None)  # the careful way
    inputs = read({"m.csv": JULY.replace('"Autumn"', "A", 1) + "A,2025-07-03,1\n"})
    assert inputs.files[["read", "kept", "refused"]].to_numpy().tolist() == [[3, 2, 1]]
    assert inputs.problems[0].row == 4


def test_a_column_that_the_first_rows_did_not_ask_for_is_read_when_it_decides(read, tmp_path: Path) -> None:
    header = "Campaign name,Day,Impressions,Amount spent (USD),Frequency\n"
    rows = "".join(f"C{number},2025-07-01,7,2,1\n" for number in range(200))
    text = header + rows + 'D,2025-07-01,"1.234",2,"1,5"\n'  # only the comma in Frequency tells what 1.234 is
    inputs = assert_both_ways_agree(read, tmp_path, text.encode(), 1_000)
    assert inputs.tables["spend"]["impressions"].max() == 1234


def test_an_export_that_changes_while_it_is_read_is_named(read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = cache.recall

    def recall(folder: Path, name: str) -> None:
        (tmp_path / "m.csv").write_text(JULY + JULY)
        real(folder, name)

    monkeypatch.setattr(cache, "recall", recall)
    assert read({"m.csv": JULY}).problems[0].found == "a file that is being written"
    assert not list((tmp_path / ".cache").glob("*"))


def test_a_first_import_hashes_each_file_once(read, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed, digest = [], hashlib.file_digest
    monkeypatch.setattr(hashlib, "file_digest", lambda file, kind: (hashed.append(Path(file.name).name), digest(file, kind))[1])
    inputs = read({"a.csv": JULY, "b.csv": JULY.replace("Autumn", "Spring")})
    assert hashed == ["a.csv", "b.csv"] and len(inputs.tables["spend"]) == 4


def test_the_head_of_a_file_is_read_again_only_where_the_file_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, opened, open_it = tmp_path / "costs.csv", [], Path.open
    path.write_text("type,item,amount\n")
    monkeypatch.setattr(Path, "open", lambda self, *mode: (opened.append(self), open_it(self, *mode))[1])
    assert [holds(path, *SHARED_AS) for _ in range(3)] == [False] * 3 and opened == [path]
    os.replace(write_beside(path, "type,item,shared_as\n"), path)
    assert [holds(path, *SHARED_AS) for _ in range(3)] == [True] * 3 and len(opened) == 2


def write_beside(path: Path, text: str) -> str:
    """The name of another file with this text."""
    other = f"{path}.new"
    with open(other, "w", encoding="utf-8") as file:
        file.write(text)
    return other
