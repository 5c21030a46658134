"""Tables that the client writes, and mappings declared in params."""

import re

import pytest
from written import account_of


def test_sales_of_a_till(read) -> None:
    text = "date,amount,code,heard_from,channel\n2025-07-01,12.50,LOTUS10,Instagram,pos\n2025-07-01,12.50,LOTUS10,Instagram,pos\n"
    inputs = read({"sales.csv": text}, currency="VND")
    orders = inputs.tables["orders"]
    assert inputs.problems == []
    assert orders["net"].tolist() == [12.5, 12.5]  # two equal sales are two sales
    assert orders[["currency", "status", "code", "heard_from"]].iloc[0].tolist() == ["VND", "paid", "LOTUS10", "Instagram"]


def test_equal_sales_of_two_files_are_one_export_twice(read) -> None:
    text = "date,amount\n2025-07-01,12.50\n2025-07-01,12.50\n"
    inputs = read({"a.csv": text, "b.csv": text + "2025-07-01,12.50\n"})
    assert account_of(inputs, "b.csv", "orders") == {"read": 3, "kept": 1, "total": 0, "duplicate": 2, "refused": 0}


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("type,item,amount,on\ntool,Canva,9,2025-07-01\n", "costs"),
        ("day,source,medium,count\n2025-07-01,facebook,social,4\n", "leads"),
        ("date,question,score,scale_max\n2025-07-01,nps,9,10\n", "surveys"),
        ("day,brand,sentiment,count\n2025-07-01,Lotus,positive,3\n", "mentions"),
        ("day,channel,is_answered\n2025-07-01,instagram,yes\n", "tickets"),
        ("day,customer,source,is_follower\n2025-07-01,ada@example.com,facebook,true\n", "customers"),
        ("day,person,project,hours\n2025-07-01,Ada,Social,1.5\n", "timesheets"),
        ("day,supplier,amount,currency\n2025-07-01,Print shop,20,USD\n", "invoices"),
        ("day,platform,campaign,cost,currency\n2025-07-01,Pinterest,X,20,USD\n", "spend"),
        ("day,platform,followers_gained\n2025-07-01,Zalo,20\n", "audience"),
    ],
)
def test_each_table_of_our_own_is_known_by_its_header(read, text: str, table: str) -> None:
    inputs = read({"any.csv": text})
    assert inputs.problems == [] and inputs.files["table"].tolist() == [table]
    assert len(inputs.tables[table]) == 1


def test_people_are_hashed(read) -> None:
    customers = read({"c.csv": "day,customer\n2025-07-01,Ada@Example.com\n"}).tables["customers"]
    assert re.fullmatch("[0-9a-f]{32}", customers["customer"][0])


def test_a_misspelt_column_is_named_with_the_nearest(read) -> None:
    problems = read({"costs.csv": "type,item,amuont,on\ntool,Canva,9,2025-07-01\n"}).problems
    assert [problem.found for problem in problems] == ["unknown column 'amuont'"]
    assert problems[0].fix == "did you mean 'amount'?" and problems[0].column == "amuont"


def test_an_empty_required_cell_and_an_unknown_type_are_named(read) -> None:
    problems = read({"costs.csv": "type,item,amount\ntool,,9\ntols,Canva,9\n"}).problems
    assert sorted((problem.row, problem.column) for problem in problems) == [(2, "item"), (3, "type")]


def test_money_of_spend_needs_its_currency(read) -> None:
    assert read({"s.csv": "day,platform,cost\n2025-07-01,x,9\n"}).problems != []


MAPPING = {"table": "posts", "platform": "pinterest", "columns": {"day": "Created", "post_id": "Pin", "impressions": "Shown"}}


def test_a_mapping_in_params_reads_an_unknown_export(read) -> None:
    inputs = read({"pins.csv": "Title,Pin,Created,Shown,Extra\nx,17,2025-07-01,5,y\n"}, sources={"pins.csv": MAPPING})
    assert inputs.problems == []
    row = inputs.tables["posts"].iloc[0]
    assert (row["platform"], row["post_id"], row["impressions"]) == ("pinterest", "17", 5)
    assert inputs.files["source"].tolist() == ["mapped"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"columns": {"day": "Created", "post_id": "Pin", "likes": "Shown"}}, "params map likes"),
        ({"columns": {"day": "Created"}}, "map no column to post_id"),
        ({"columns": {"day": "Date"}}, "no row holds all the columns"),
        ({"table": "post"}, "params name the table 'post'"),
        ({"table": None}, "name no table"),
    ],
)
def test_a_wrong_mapping_is_a_problem(read, change: dict[str, object], words: str) -> None:
    inputs = read({"pins.csv": "Pin,Created,Shown\n17,2025-07-01,5\n"}, sources={"pins.csv": MAPPING | change})
    assert words in inputs.problems[0].found, inputs.problems


def test_a_required_column_one_letter_off_is_a_message(read) -> None:
    inputs = read({"costs.csv": "tpye,item,amount,on\ntool,Scheduler,99,2025-07-01\n"})
    assert inputs.tables["costs"].empty
    assert [problem.file for problem in inputs.problems] == ["costs.csv"]
