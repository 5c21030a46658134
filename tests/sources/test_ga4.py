"""GA4 reports: preambles, several tables, days in three forms, old and new names."""

import pandas as pd
from written import account_of

from socialroi.sources import Inputs


def report(title: str, body: str, start: str = "20250701", end: str = "20250930") -> str:
    """A report as GA4 writes it, with CRLF line ends."""
    dashes = "# ----------------------------------------"
    lines = [dashes, f"# {title}", "# Account: Shop", "# Property: Shop", dashes, "# ", "# All Users",
             f"# Start date: {start}", f"# End date: {end}", body]  # fmt: skip
    return "\r\n".join(lines).replace("\n", "\r\n").replace("\r\r", "\r") + "\r\n"


TITLE = "Traffic acquisition: Session source / medium"
HEADER = "Session source / medium,Sessions,Engaged sessions,Average engagement time per session,Key events,Total revenue\n"


def traffic(inputs: Inputs) -> pd.DataFrame:
    assert inputs.problems == []
    return inputs.tables["traffic"]


def test_an_undated_report_speaks_of_its_whole_span(read) -> None:
    inputs = read(
        {"data-export.csv": report(TITLE, HEADER + "facebook / paid_social,100,50,12.345,3,99.5\n(direct) / (none),10,5,1.5,0,0")}
    )
    row = traffic(inputs).iloc[0]
    assert (f"{row['day']:%Y%m%d}", f"{row['last_day']:%Y%m%d}") == ("20250701", "20250930")
    assert (row["source"], row["medium"], row["report"]) == ("facebook", "paid_social", TITLE)
    assert (row["sessions"], row["engaged_seconds"], row["key_events"], row["revenue"], row["row"]) == (100, 1234.5, 3, 99.5, 11)
    assert traffic(inputs)["source"].tolist()[1] == "(direct)"
    files = inputs.files.iloc[0]
    assert files["coverage"] == "preamble" and f"{files['first_day']:%Y%m%d}" == "20250701"


def test_dates_are_not_in_order_and_conversions_is_the_old_name(read) -> None:
    body = "Date,Session default channel group,Sessions,Conversions\n20250702,Organic Social,5,1\n20250701,Paid Social,7,2"
    rows = traffic(read({"a.csv": report("Traffic acquisition: Session default channel group", body)}))
    assert rows["day"].dt.strftime("%m%d").tolist() == ["0702", "0701"]
    assert rows["channel_group"].tolist() == ["Organic Social", "Paid Social"] and rows["key_events"].tolist() == [1, 2]
    assert rows["report"].unique().tolist() == ["Traffic acquisition: Session default channel group, Date"]


def test_nth_day_counts_from_the_start_date_and_several_tables_are_each_read(read) -> None:
    first = report("Reports snapshot", "Nth day,Sessions\n0000,5\n0002,7")
    second = "# \r\n# Start date: 20250801\r\n# End date: 20250802\r\nNth day,Sessions\r\n0001,9\r\n"
    third = "# \r\n# Start date: 20250801\r\n# End date: 20250802\r\nCountry,Active users\r\nFrance,9\r\n"
    inputs = read({"snapshot.csv": first + second + third})
    assert traffic(inputs)["day"].dt.strftime("%m%d").tolist() == ["0701", "0703", "0802"]
    assert account_of(inputs, "snapshot.csv", "traffic")["kept"] == 3
    assert account_of(inputs, "snapshot.csv", "") == {"read": 1, "kept": 1, "total": 0, "duplicate": 0, "refused": 0}


def test_case_of_the_channel_group_and_own_groups(read) -> None:
    names = ["Session primary channel group (Default channel group)", "Session Awin - CPA_Channel_Expanded_w_Audio_video_awin"]
    files = {f"{number}.csv": report(f"R: {name}", f"{name},Sessions\nSocial,5") for number, name in enumerate(names)}
    rows = traffic(read(files))
    assert rows["channel_group"].tolist() == ["Social", "Social"] and rows["report"].nunique() == 2


def test_a_blank_line_before_the_header_of_old_files(read) -> None:
    rows = traffic(read({"a.csv": report("Report CSV Export", "\nSession source,Sessions\nt.co,5")}))
    assert rows["source"].tolist() == ["t.co"] and rows["report"].tolist() == ["Report CSV Export, Session source"]


def test_the_query_of_a_landing_page_does_not_stay(read) -> None:
    body = "Landing page + query string,Sessions\n/x?email=ada@example.com,5\n/x?b=2,7\n(not set),1"
    rows = traffic(read({"a.csv": report("Landing page: Landing page + query string", body)}))
    assert rows["landing_page"].tolist() == ["/x", "/x", "(not set)"] and rows["sessions"].tolist() == [5, 7, 1]


def test_a_dimension_that_cannot_be_placed_is_refused(read) -> None:
    body = "Session default channel group,Week,Sessions\nSocial,02,5"
    problem = read({"a.csv": report("T: C", body)}).problems[0]
    assert problem.column == "Week" and "take 'Week' out" in problem.fix


def test_reports_that_feed_no_table_are_counted_with_the_reason(read) -> None:
    users = report("User acquisition: First user source", "First user source,Total users,New users\nt.co,5,5")
    events = report("Events: Event name", "Event name,Event count,Total users\nclick,5,5\nscroll,6,6")
    inputs = read({"u.csv": users, "e.csv": events})
    assert inputs.problems == [] and inputs.tables["traffic"].empty
    assert account_of(inputs, "e.csv", "")["kept"] == 2
    assert "not used" in inputs.files["note"].iloc[0]


def test_a_damaged_name_of_sessions_is_named(read) -> None:
    problems = read({"a.csv": report(TITLE, HEADER.replace(",Sessions", ",Sesions") + "t.co / referral,3,1,1,1,1")}).problems
    assert [problem.column for problem in problems] == ["Sesions"]


def test_overlapping_spans_of_one_report_are_named(read) -> None:
    july = report(TITLE, HEADER + "t.co / referral,1,1,1,1,1", end="20250731")
    quarter = report(TITLE, HEADER + "t.co / referral,3,1,1,1,1")
    problems = read({"a.csv": july, "b.csv": quarter}).problems
    assert ["both hold the visits of 2025-07-01" in problem.found for problem in problems] == [True]


def test_small_fractions_are_never_taken_for_thousands(read) -> None:
    rows = traffic(read({"a.csv": report(TITLE, HEADER + "t.co / referral,2,1,1.234,1,1.234")}))
    assert rows["revenue"].tolist() == [1.234] and rows["engaged_seconds"].tolist() == [2.468]
