"""Tables that the client writes, and mappings declared in params."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from written import account_of

from socialroi.sources import Inputs


def test_sales_of_a_till(read) -> None:
    text = "date,amount,code,heard_from,channel\n2025-07-01,12.50,LOTUS10,Instagram,pos\n2025-07-01,12.50,LOTUS10,Instagram,pos\n"
    inputs = read({"sales.csv": text}, currency="VND")
    orders = inputs.tables["orders"]
    assert inputs.problems == []
    assert orders["net"].tolist() == [12.5, 12.5]  # two equal sales are two sales
    assert orders[["currency", "status", "code", "heard_from"]].iloc[0].tolist() == ["VND", "paid", "LOTUS10", "instagram"]


def test_an_answer_stays_as_the_platform_that_it_names(read) -> None:
    answers = ("my sister Ada showed me a reel on Instagram", "Одноклассники", "Ada Byron", "")
    text = "date,amount,heard_from\n" + "".join(f"2025-07-01,5,{answer}\n" for answer in answers)
    heard = read({"sales.csv": text}).tables["orders"]["heard_from"]
    assert heard.fillna("nothing").tolist() == ["instagram", "ok", "other", "nothing"]


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


CUSTOMERS = ("day,customer,source", "2025-07-01,ada,facebook", "2025-07-02,bob,instagram")


@pytest.mark.parametrize("row", ["2025-07-01,ada,facebook", "2025-07-01,ada,", "x,y,z"])
def test_a_row_above_the_header_is_not_lost_in_silence(read, row: str) -> None:
    header, *others = CUSTOMERS
    [problem] = read({"customers.csv": "\n".join([row, header, *others, ""])}).problems
    assert problem.row == 1 and "under no header" in problem.found


def test_a_title_above_an_own_table_is_none_of_its_rows(read) -> None:
    inputs = read({"customers.csv": "\n".join(["Our customers,,", *CUSTOMERS, ""])})
    assert inputs.problems == [] and len(inputs.tables["customers"]) == 2


def test_a_list_of_tickets_without_a_word_on_answers_lists_what_was_answered(read) -> None:
    assert read({"t.csv": "day,ticket_id,channel\n2025-07-01,1,instagram\n"}).tables["tickets"]["is_answered"].tolist() == [True]


@pytest.mark.parametrize(("header", "cell"), [("day,source,count", "3"), ("day,brand,count", "3"), ("day,net,status", "paid")])
def test_a_count_or_a_status_that_is_left_empty_is_none_of_two_things(read, header: str, cell: str) -> None:
    [problem] = read({"c.csv": f"{header}\n2025-07-01,5,{cell}\n2025-07-02,6,\n"}).problems
    assert (problem.row, problem.column, problem.found) == (3, header.rpartition(",")[2], "an empty cell")


def test_deals_of_which_nothing_says_whether_they_were_won_are_no_deals_without_a_result(read) -> None:
    rows = "day,deal_id,stage,amount,currency\n2025-07-01,1,Closed Won,100,EUR\n"
    assert [problem.found for problem in read({"d.csv": rows}).problems] == ["no column that says which deals were won"]


@pytest.mark.parametrize(("header", "scale", "lacking"), [(",scale_max", ",5", 1), (",scale_max", ",", 2), ("", "", 2)])
def test_answers_without_a_scale_are_told(read, header: str, scale: str, lacking: int) -> None:
    rows = f"2025-07-01,NPS,9{scale and ','}\n2025-07-01,csat,4{scale}\n2025-07-02,csat,5{scale and ','}\n"
    [note] = read({"s.csv": f"day,question,score{header}\n{rows}"}).files["note"]
    assert note == f"answers without their highest score (scale_max), which no goal can watch: {lacking}"


def test_more_people_can_leave_than_come(read) -> None:
    inputs = read({"a.csv": "day,platform,followers_gained\n2025-07-01,x,-3\n2025-07-02,x,5\n"})
    assert inputs.problems == [] and inputs.tables["audience"]["followers_gained"].tolist() == [-3, 5]


def test_a_day_can_take_back_more_than_it_brings(read) -> None:
    """LinkedIn's days: of 5 and 3 reposts, 4 were withdrawn on a third day."""
    rows = "2021-11-15,linkedin,900,9,5\n2021-11-16,linkedin,29,{},-4\n2021-11-17,linkedin,400,6,3\n"
    header = "day,platform,impressions,engagements,shares\n"
    inputs = read({"a.csv": header + rows.format(-3)})
    assert inputs.problems == [] and inputs.tables["audience"][["engagements", "shares"]].sum().tolist() == [12, 4]
    shown = read({"a.csv": header + rows.format(2).replace(",29,", ",-29,")})
    assert [(problem.row, problem.column) for problem in shown.problems] == [(3, "impressions")]
    rate = read(
        {"a.csv": header.replace("shares", "reactions") + rows.format("12%").replace(",9,", ",9%,").replace(",6,", ",6%,")}
    )
    assert {problem.column for problem in rate.problems} == {"engagements"}


def test_a_row_of_one_day_counts_beside_rows_of_several(read) -> None:
    rows = "2025-07-01,2025-07-07,x,70,EUR\n2025-07-31,,x,5,EUR\n"
    file = read({"s.csv": "day,last_day,platform,cost,currency\n" + rows}).files.iloc[0]
    assert (file["coverage"], f"{file['last_day']:%Y-%m-%d}") == ("days", "2025-07-31")


def test_people_are_hashed(read) -> None:
    customers = read({"c.csv": "day,customer\n2025-07-01,Ada@Example.com\n"}).tables["customers"]
    assert re.fullmatch("[0-9a-f]{32}", customers["customer"][0])


def test_a_misspelt_column_is_named_with_the_nearest(read) -> None:
    problems = read({"costs.csv": "type,item,amuont,on\ntool,Canva,9,2025-07-01\n"}).problems
    assert [problem.sentence() for problem in problems] == [
        "row 1, column 3: an unknown column; expected a column of costs; did you mean 'amount'?"
    ]


def test_an_unknown_column_is_named_only_where_its_name_is_no_persons(read) -> None:
    header = "day,net,currency,code,status,Payment note,Ada Byron,ada@example.com,+44 20 7946 0000"
    problems = read({"sales.csv": f"{header}\n2025-07-01,9,USD,,paid,,,,\n"}).problems
    assert [problem.column for problem in problems] == ["Payment note", "7", "8", "9"]
    assert "row 1, column 7: an unknown column" in problems[1].sentence() and "Ada" not in str(problems)


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
        ({"columns": {"day": "Created", "post_id": "Pin", "likes": "Shown"}}, "params map 'likes'"),
        ({"columns": {"day": "Created"}}, "map no column to 'post_id'"),
        ({"columns": {"day": "Date"}}, "no row holds all the columns"),
        ({"columns": {"day": "Creatd", "post_id": "Pin"}}, "no column 'Creatd'"),
        ({"every_row": {"video_views": "many", "dya": "2025-07-01"}}, "params map 'dya'"),
        ({"every_row": {"video_views": "many"}}, "params give 'many' as 'video_views' of every row"),
        ({"table": "post"}, "params name the table 'post'"),
        ({"table": None}, "name no table"),
    ],
)
def test_a_wrong_mapping_is_a_problem(read, change: dict[str, object], words: str) -> None:
    inputs = read({"pins.csv": "Pin,Created,Shown\n17,2025-07-01,5\n"}, sources={"pins.csv": MAPPING | change})
    assert words in inputs.problems[0].found, inputs.problems


def mapped(read, text: str, hint: dict[str, object], **params: object) -> Inputs:
    """A file of a tool that the kit does not know, read as `hint` says."""
    return read({"export.csv": text}, sources={"export.csv": hint}, **params)


def test_near_names_of_the_files_headers_and_of_the_tables_columns_are_offered(read) -> None:
    wrong_header = mapped(
        read, "Report\nDate,Network,Id\n2025-07-01,X,1\n", MAPPING | {"columns": {"day": "Dat", "post_id": "Id"}}
    )
    assert [(each.row, each.fix) for each in wrong_header.problems] == [(2, "did you mean 'Date' for 'Dat'?")]
    wrong_column = mapped(read, "Date,Id,Seen\n2025-07-01,1,5\n",
                          MAPPING | {"columns": {"day": "Date", "post_id": "Id", "impresions": "Seen"}})  # fmt: skip
    assert [each.fix for each in wrong_column.problems] == ["did you mean 'impressions'?"]


def test_a_lacking_column_can_be_the_same_in_every_row(read) -> None:
    answers = {"table": "surveys", "columns": {"day": "Date", "score": "Answer"}}
    lacking = mapped(read, "Date,Answer\n2025-07-01,9\n", answers)
    assert [each.found for each in lacking.problems] == ["params map no column to 'question'"]
    assert "every_row: {question: …}" in lacking.problems[0].fix
    whole = mapped(read, "Date,Answer\n2025-07-01,9\n", answers | {"every_row": {"question": "nps", "scale_max": 10}})
    assert whole.problems == []
    assert whole.tables["surveys"][["question", "score", "scale_max"]].values.tolist() == [["nps", 9.0, 10.0]]


def test_a_payroll_becomes_costs_by_a_mapping(read) -> None:
    hint = {"table": "costs", "decimal": ",", "currency": "EUR", "columns": {"on": "Paid", "item": "Team", "amount": "Gross"},
            "every_row": {"type": "labour", "overhead": 0.21}}  # fmt: skip
    pay = mapped(read, "Paid;Team;Gross\n31.07.2025;Social media;3.200,50\n", hint)
    assert pay.problems == []
    row = pay.tables["costs"].iloc[0]
    assert (row["type"], row["amount"], row["overhead"], row["currency"]) == ("labour", 3200.5, 0.21, "EUR")
    assert (
        mapped(read, "Paid;Team;Gross\n31.07.2025;Social media;3.200,50\n", hint | {"every_row": {"type": "pay"}}).problems != []
    )


@pytest.mark.parametrize(
    ("network", "platform"),
    [
        ("Twitter", "x"),
        ("X (Twitter)", "x"),
        ("Facebook Pages", "facebook"),
        ("Instagram Business", "instagram"),
        ("Mastodon", "mastodon"),
    ],
)
def test_a_tools_own_names_of_networks_are_the_kits_platforms(read, network: str, platform: str) -> None:
    columns = {"day": "Date", "platform": "Network", "post_id": "Id"}
    posts = mapped(read, f"Date,Network,Id\n2025-07-01,{network},'17\n", {"table": "posts", "columns": columns}).tables["posts"]
    assert posts[["platform", "post_id"]].values.tolist() == [[platform, "17"]]
    assert mapped(read, "Date,Id\n2025-07-01,17\n", MAPPING | {"platform": network, "columns": {"day": "Date", "post_id": "Id"}}
                  ).tables["posts"]["platform"].tolist() == [platform]  # fmt: skip


ORDERS = {"table": "orders", "currency": "USD", "columns": {"day": "Placed", "order_id": "No", "net": "Net"}}


def test_mapped_orders_are_paid_unless_they_say_otherwise(read) -> None:
    text = "Placed,No,Net,State\n2025-07-01,1,10.00,Completed\n2025-07-02,2,20.00,canceled\n2025-07-03,3,30.00,On hold\n"
    assert mapped(read, text, ORDERS).tables["orders"]["status"].tolist() == ["paid"] * 3
    with_state = ORDERS | {"columns": ORDERS["columns"] | {"status": "State"}}
    assert mapped(read, text, with_state).tables["orders"]["status"].tolist() == ["paid", "cancelled", "unpaid"]
    unknown = mapped(read, text.replace("Completed", "Klaar"), with_state)
    assert [(each.row, each.column) for each in unknown.problems] == [(2, "State")]


def test_mapped_money_needs_its_currency_and_no_other_sign(read) -> None:
    without = {name: value for name, value in ORDERS.items() if name != "currency"}
    assert [each.found for each in mapped(read, "Placed,No,Net\n2025-07-01,1,10.00\n", without).problems] == [
        "params map no column to 'currency'"
    ]
    contrary = mapped(read, "Placed,No,Net\n2025-07-01,1,$10.00\n2025-07-02,2,€20.00\n", ORDERS)
    assert [(each.row, each.column, each.expected) for each in contrary.problems] == [(3, "Net", "an amount in EUR")]


def test_a_mapped_file_is_refused_where_a_known_export_would_be(read) -> None:
    hint = {
        "table": "spend",
        "platform": "reddit",
        "currency": "USD",
        "columns": {"day": "Day", "cost": "Spent", "clicks": "Clicks"},
    }
    open_ = mapped(read, "Day,Spent,Clicks\n03/04/2025,1.250,3\n", hint).problems
    assert [each.column for each in open_] == ["Day", "Spent"] and "dates: day_first" in open_[0].fix
    share = mapped(read, "Day,Spent,Clicks\n2025-07-01,1.25,3%\n", hint).problems
    assert [(each.row, each.column, each.expected) for each in share] == [(2, "Clicks", "a count, not a percentage")]
    with_total = mapped(read, "Day,Spent,Clicks\n2025-07-01,1.25,3\n2025-07-02,1.50,1\nTotal,2.75,4\n", hint)
    assert with_total.problems == [] and with_total.tables["spend"]["cost"].tolist() == [1.25, 1.5]
    assert account_of(with_total, "export.csv", "spend")["total"] == 1


def test_mapped_deals_times_and_people(read) -> None:
    text = "Opened,Closed,Id,State,Sum,Mail\n2025-03-29 16:30,2025-04-02,7,Won,90.00,Ada@Example.com\n2025-03-30,,8,Open,5.00,\n"
    columns = {"day": "Opened", "closed_day": "Closed", "deal_id": "Id", "is_won": "State", "is_closed": "State", "amount": "Sum",
               "contact": "Mail"}  # fmt: skip
    hint = {"table": "deals", "currency": "EUR", "timezone": "America/Los_Angeles", "columns": columns}
    deals = mapped(read, text, hint, timezone="Europe/Berlin").tables["deals"]
    assert deals["day"].dt.day.tolist() == [30, 30]  # 16:30 there is 00:30 of the next day here
    assert deals[["is_won", "is_closed"]].values.tolist() == [[True, True], [False, False]]
    assert re.fullmatch("[0-9a-f]{32}", deals["contact"][0])


def test_mapped_hours_may_be_written_as_a_clock(read) -> None:
    hint = {"table": "timesheets", "columns": {"day": "Date", "hours": "Time"}}
    assert mapped(read, "Date,Time\n2025-07-01,1:30\n", hint).tables["timesheets"]["hours"].tolist() == [1.5]


def test_a_required_column_one_letter_off_is_a_message(read) -> None:
    inputs = read({"costs.csv": "tpye,item,amount,on\ntool,Scheduler,99,2025-07-01\n"})
    assert inputs.tables["costs"].empty
    assert [problem.file for problem in inputs.problems] == ["costs.csv"]


def test_the_readmes_mapping_reads_its_example(read, repository: Path) -> None:
    text = (repository / "data" / "README.md").read_text(encoding="utf-8")
    export, params = (re.search(rf"```{kind}\n(.*?)```", text, re.DOTALL)[1] for kind in ("csv", "yaml"))
    inputs = read({"Posts.csv": export}, timezone="Europe/Berlin", **YAML(typ="safe").load(params))
    assert inputs.problems == []
    posts = inputs.tables["posts"]
    assert posts[["platform", "impressions", "reactions"]].values.tolist() == [["facebook", 1204.0, 31.0], ["x", 960.0, 12.0]]
    assert posts["day"].dt.strftime("%m-%d").tolist() == ["07-02", "07-13"]  # 16:30 in Los Angeles is 01:30 of the next day


def test_people_write_a_share_as_a_fraction_or_as_a_percentage(read) -> None:
    text = "item,type,on,amount,share,overhead\nA,tool,2025-07-01,10,50%,0.2\nB,tool,2025-07-01,10,0.5,20%\n"
    inputs = read({"costs.csv": text})
    assert inputs.problems == []
    assert inputs.tables["costs"]["share"].tolist() == ["0.5", "0.5"] and inputs.tables["costs"]["overhead"].tolist() == [
        0.2,
        0.2,
    ]


def test_columns_of_two_tables_are_one_problem_with_both_lines(read) -> None:
    text = "at,action,visitor,source,medium,landing_page\n2025-07-01T10:00Z,sign_up,a,fb,social,/x\n"
    (problem,) = read({"c.csv": text}).problems
    assert problem.fix == 'sources: {"c.csv": {table: touches}} or sources: {"c.csv": {table: conversions}}'
