"""GA4 reports: preambles, several tables, days in three forms, old and new names."""

import pandas as pd
import pytest
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
    body = "Session default channel group,Device category,Sessions\nSocial,mobile,5"
    problem = read({"a.csv": report("T: C", body)}).problems[0]
    assert problem.column == "Device category" and "take 'Device category' out" in problem.fix


def test_numbered_weeks_become_their_days_cut_to_the_report(read) -> None:
    # 2025: 1 January is a Wednesday, so week 27 is Sunday 29 June to Saturday 5 July and week 40 begins on 28 September.
    body = "Session primary channel group (Default Channel Group),Week,Sessions\nSocial,27,5\nSocial,28,7\nSocial,40,3"
    rows = traffic(read({"a.csv": report("T: C", body)}))
    assert rows["day"].dt.strftime("%m-%d").tolist() == ["07-01", "07-06", "09-28"]
    assert rows["last_day"].dt.strftime("%m-%d").tolist() == ["07-05", "07-12", "09-30"]
    assert rows["sessions"].sum() == 15


def test_the_first_and_the_last_week_of_a_year_end_with_the_year(read) -> None:
    body = "Session source,Week,Sessions\nt.co,01,5\nt.co,53,7"
    rows = traffic(read({"a.csv": report("T: C", body, start="20250101", end="20251231")}))
    assert rows["day"].dt.strftime("%m-%d").tolist() == ["01-01", "12-28"]
    assert rows["last_day"].dt.strftime("%m-%d").tolist() == ["01-04", "12-31"]


def test_a_week_that_lies_in_two_years_of_the_report_is_refused(read) -> None:
    body = "Session source,Week,Sessions\nt.co,02,5\nt.co,30,7"
    inputs = read({"a.csv": report("T: C", body, start="20240601", end="20250801")})
    assert [problem.row for problem in inputs.problems] == [12]  # week 30 of 2024 or of 2025; week 02 lies in 2025 only
    assert "one calendar year" in inputs.problems[0].fix


def test_numbered_months_become_their_days(read) -> None:
    rows = traffic(read({"a.csv": report("T: C", "Session source,Month,Sessions\nt.co,07,5\nt.co,09,6")}))
    assert rows["last_day"].dt.strftime("%m-%d").tolist() == ["07-31", "09-30"]


@pytest.mark.parametrize(
    ("header", "sessions", "events", "revenue"),
    [
        ("Origem / mídia da sessão", "Sessões", "Eventos principais", "Receita total"),
        ("Fuente/medio de la sesión", "Sesiones", "Eventos clave", "Ingresos totales"),
        ("Source/support de la session", "Sessions", "Événements clés", "Revenus totaux"),
        ("Sitzung – Quelle/Medium", "Sitzungen", "Schlüsselereignisse", "Gesamtumsatz"),
        ("セッションの参照元 / メディア", "セッション", "キーイベント", "合計収益"),
        ("세션 소스/매체", "세션수", "주요 이벤트", "총 수익"),
        ("Nguồn/phương tiện của phiên", "Số phiên", "Sự kiện chính", "Tổng doanh thu"),
    ],
)
def test_reports_in_other_languages(read, header: str, sessions: str, events: str, revenue: str) -> None:
    start, end = "# Fecha de inicio: 20250701", "# Fecha de finalización: 20250930"
    text = f"# ---\n# Informe\n# ---\n{start}\n{end}\n{header},{sessions},{events},{revenue}\nt.co / referral,3,2,9.5\n"
    row = traffic(read({"a.csv": text})).iloc[0]
    assert (row["source"], row["medium"], row["sessions"], row["key_events"], row["revenue"]) == ("t.co", "referral", 3, 2, 9.5)
    assert f"{row['day']:%Y-%m-%d} {row['last_day']:%Y-%m-%d}" == "2025-07-01 2025-09-30"


def test_a_property_s_own_channels_in_spanish(read) -> None:
    days = "# Fecha de inicio: 20250701\n# Fecha de fin: 20250731\n"
    text = days + "Grupo de canales principal de la sesión (Grupo …),Sesiones\nPaid Social,4\n"
    assert traffic(read({"a.csv": text}))["channel_group"].tolist() == ["Paid Social"]


def test_reports_that_feed_no_table_are_counted_with_the_reason(read) -> None:
    users = report("User acquisition: First user source", "First user source,Total users,New users\nt.co,5,5")
    events = report("Events: Event name", "Event name,Event count,Total users\nclick,5,5\nscroll,6,6")
    inputs = read({"u.csv": users, "e.csv": events})
    assert inputs.problems == [] and inputs.tables["traffic"].empty
    assert account_of(inputs, "e.csv", "")["kept"] == 2
    assert "not used" in inputs.files["note"].iloc[0]


def test_a_damaged_name_of_sessions_is_named(read) -> None:
    problems = read({"a.csv": report(TITLE, HEADER.replace(",Sessions", ",Sesions") + "t.co / referral,3,1,1,1,1")}).problems
    assert [(problem.column, problem.expected) for problem in problems] == [("2", "'Sesiones' or 'Sessions'")]


def test_overlapping_spans_of_one_report_are_named(read) -> None:
    july = report(TITLE, HEADER + "t.co / referral,1,1,1,1,1", end="20250731")
    quarter = report(TITLE, HEADER + "t.co / referral,3,1,1,1,1")
    problems = read({"a.csv": july, "b.csv": quarter}).problems
    assert ["the visits of 2025-07-01 stand in" in problem.found for problem in problems] == [True]


def test_small_fractions_are_never_taken_for_thousands(read) -> None:
    rows = traffic(read({"a.csv": report(TITLE, HEADER + "t.co / referral,2,1,1.234,1,1.234")}))
    assert rows["revenue"].tolist() == [1.234] and rows["engaged_seconds"].tolist() == [2.468]


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("Session source / medium,Visits,Engaged sessions", "no column 'Sessions' in a report by 'Session source / medium'"),
        ("Where from,Sessions,Engaged sessions", "no column 'Session source / medium', which the title names"),
        ("Engaged sessions,Sessions,Session source / medium", "'Session source / medium' right of a metric"),
    ],
)
def test_a_report_whose_columns_were_renamed_or_moved_is_refused(read, header: str, found: str) -> None:
    row = "5,10,facebook / social" if header.startswith("Engaged") else "facebook / social,10,5"
    problems = read({"data-export.csv": report(TITLE, f"{header}\n{row}")}).problems
    assert found in [problem.found for problem in problems]


def test_a_row_that_names_nothing_and_is_less_than_the_others_is_no_total(read) -> None:
    body = HEADER + "facebook / social,100,50,1.5,3,99.5\n,10,5,1.5,0,0"
    assert [problem.row for problem in read({"data-export.csv": report(TITLE, body)}).problems] == [12]
    alone = read({"data-export.csv": report(TITLE, HEADER + ",10,5,1.5,0,0")})
    assert [problem.row for problem in alone.problems] == [11]


def test_a_total_of_estimated_visits_may_be_a_little_less_than_its_rows(read) -> None:
    inputs = read(
        {
            "data-export.csv": report(
                TITLE, HEADER + ",105,60,1.5,3,99.5\nfacebook / social,100,50,1.5,3,99.5\nx / social,9,5,1.5,0,0"
            )
        }
    )
    assert inputs.problems == [] and traffic(inputs)["sessions"].sum() == 109


def test_params_may_say_that_the_rows_count_whatever_the_total_says(read) -> None:
    text = report(TITLE, HEADER + ",10,60,1.5,3,99.5\nfacebook / social,100,50,1.5,3,99.5")
    assert "sources:" in read({"a.csv": text}).problems[0].fix and "totals: ignore" in read({"a.csv": text}).problems[0].fix
    decided = read({"a.csv": text}, sources={"a.csv": {"totals": "ignore"}})
    assert decided.problems == [] and traffic(decided)["sessions"].sum() == 100
