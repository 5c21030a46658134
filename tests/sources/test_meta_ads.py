"""Meta Ads Manager and Reporting: totals rows, currencies, claims, breakdowns, languages."""

import pytest
from written import account_of

from socialroi.sources import Inputs

REPORTING = (
    '"Campaign name",Region,Reach,Impressions,Frequency,Currency,"Amount spent (INR)","Link clicks","Clicks (all)",Purchases,'
    '"Reporting starts","Reporting ends"\n'
)


def spend(inputs: Inputs) -> list[dict[str, object]]:
    assert inputs.problems == []
    return inputs.tables["spend"].to_dict("records")


def test_the_first_row_without_a_name_is_the_accounts_total(read) -> None:
    text = REPORTING + (
        ",,635040,700000,1.1,INR,300.50,30,60,5,2025-07-01,2025-07-31\n"
        '"Mangoes, fresh",Goa,400000,450000,1.1,INR,200.25,20,40,4,2025-07-01,2025-07-31\n'
        '"Mangoes, fresh",Kerala,262973,250000,1.1,INR,100.25,10,20,,2025-07-01,2025-07-31\n'
    )
    inputs = read({"report.csv": text.encode("utf-8-sig")})
    rows = spend(inputs)
    assert account_of(inputs, "report.csv", "spend") == {"read": 3, "kept": 2, "total": 1, "duplicate": 0, "refused": 0}
    assert [row["cost"] for row in rows] == [200.25, 100.25]
    assert {(row["currency"], row["platform"], row["campaign"]) for row in rows} == {("INR", "meta", "Mangoes, fresh")}
    assert [row["breakdown"] for row in rows] == ["Goa", "Kerala"]
    assert f"{rows[0]['day']:%Y-%m-%d} {rows[0]['last_day']:%Y-%m-%d}" == "2025-07-01 2025-07-31"
    assert rows[0]["claimed_conversions"] == 4 and rows[1]["claimed_conversions"] != rows[1]["claimed_conversions"]
    assert (rows[0]["clicks"], rows[0]["all_clicks"], rows[0]["reach"]) == (20, 40, 400000)


def test_a_file_without_a_total_row_loses_nothing(read) -> None:
    text = REPORTING + "Mangoes,Goa,1,2,2,INR,0,0,0,0,2025-07-01,2025-07-31\n"
    assert len(spend(read({"report.csv": text}))) == 1


UNNAMED = ["A,Goa,1,2,2,INR,1.50,0,0,0,{}", "A,Kerala,1,2,2,INR,1.50,0,0,0,{}", ",,1,2,2,INR,{cost},0,0,0,{}"]


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (2, 0, 1)])
def test_a_row_without_a_name_is_the_total_wherever_it_stands(read, order: tuple[int, ...]) -> None:
    rows = [UNNAMED[at].format("2025-07-01,2025-07-31", cost="3.00") for at in order]
    inputs = read({"r.csv": REPORTING + "\n".join(rows) + "\n"})
    assert [row["cost"] for row in spend(inputs)] == [1.5, 1.5] and account_of(inputs, "r.csv", "spend")["total"] == 1


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (2, 0, 1)])
def test_a_row_without_a_name_that_is_no_total_stops(read, order: tuple[int, ...]) -> None:
    rows = [UNNAMED[at].format("2025-07-01,2025-07-31", cost="9.50") for at in order]
    problem = read({"r.csv": REPORTING + "\n".join(rows) + "\n"}).problems[0]
    assert problem.found == "a row of totals that says 9.50, where the other rows add up to 3.00"
    assert problem.row == 2 + order.index(2)


@pytest.mark.parametrize(("second", "problems"), [("4.00", 0), ("5.00", 1)])
def test_two_months_put_into_one_file_have_two_totals(read, second: str, problems: int) -> None:
    """The rows of the two are 3.00 and 4.00."""
    july = [row.format("2025-07-01,2025-07-31", cost="3.00") for row in UNNAMED]
    august = [row.format("2025-08-01,2025-08-31", cost=second).replace("1.50", "2.00") for row in UNNAMED]
    inputs = read({"r.csv": REPORTING + "\n".join([*july, *august]) + "\n"})
    assert len(inputs.problems) == problems and account_of(inputs, "r.csv", "spend")["total"] == 2
    if not problems:
        assert sum(row["cost"] for row in spend(inputs)) == 7


ADS = (
    'Day,"Campaign name","Ad set name","Ad name",Impressions,"Attribution setting","Result type",Results,"Amount spent (USD)",'
    '"Purchase ROAS (return on ad spend)","Meta leads","Reporting starts","Reporting ends"\n'
)


def test_results_count_only_where_their_type_says_purchase_or_lead(read) -> None:
    text = ADS + (
        "2025-07-01,C,S1,A1,100,7-day click,Website purchases,3,10.50,2.0,,2025-07-01,2025-07-01\n"
        "2025-07-01,C,S1,A2,100,-,Link clicks,44,10.50,,,2025-07-01,2025-07-01\n"
        "2025-07-01,C,S2,A2,100,-,Link clicks,44,10.50,,6,2025-07-01,2025-07-01\n"
    )
    rows = spend(read({"ads.csv": text}))
    claims = [row["claimed_conversions"] for row in rows]
    assert claims[0] == 3 and claims[1] != claims[1] and claims[2] == 6
    assert rows[0]["claimed_value"] == 21.0
    assert rows[0]["attribution_setting"] == "7-day click"
    assert [row["ad"] for row in rows] == ["A1", "A2", "A2"]  # the same ad's name in two ad sets is two rows


def test_the_column_of_the_value_itself_counts_before_the_return_on_spend(read) -> None:
    header = 'Day,"Campaign name","Amount spent (USD)","Purchases conversion value","Purchase ROAS (return on ad spend)"\n'
    rows = spend(read({"ads.csv": header + "2025-07-01,C,10.50,21.07,2.0\n2025-07-02,C,10.50,,2.0\n"}))
    assert [row["claimed_value"] for row in rows] == [21.07, pytest.approx(float("nan"), nan_ok=True)]


def test_purchases_and_leads_are_never_added_up(read) -> None:
    header = 'Day,"Campaign name",Impressions,Purchases,"Meta leads","Amount spent (USD)"\n'
    rows = spend(read({"ads.csv": header + "2025-07-01,C,9,4,3,1.25\n2025-07-02,C,9,0,3,1.25\n2025-07-03,C,9,0,0,1.25\n"}))
    assert [row["claimed_conversions"] for row in rows] == [4, 3, 0]


def test_a_split_by_platform_gives_facebook_and_instagram(read) -> None:
    header = 'Day,"Campaign name",Platform,Impressions,"Amount spent (USD)"\n'
    rows = spend(
        read({"ads.csv": header + "2025-07-01,C,facebook,9,1.25\n2025-07-01,C,instagram,9,1.25\n2025-07-01,C,messenger,9,0.25\n"})
    )
    assert [(row["platform"], row["breakdown"]) for row in rows[:2]] == [
        ("facebook", rows[0]["breakdown"]),
        ("instagram", rows[1]["breakdown"]),
    ]
    assert (rows[2]["platform"], rows[2]["breakdown"]) == ("meta", "messenger")


def test_a_breakdown_and_the_plain_file_are_named_and_not_added_up(read) -> None:
    plain = 'Day,"Campaign name",Impressions,"Amount spent (USD)"\n2025-07-01,C,9,1.25\n'
    split = 'Day,"Campaign name",Age,Impressions,"Amount spent (USD)"\n2025-07-01,C,18-24,9,1.25\n'
    inputs = read({"plain.csv": plain, "split.csv": split})
    assert ["at 2 levels" in problem.found for problem in inputs.problems] == [True]


def test_months_of_a_row_are_its_days(read) -> None:
    header = '"Campaign name",Month,Impressions,"Amount spent (UAH)","Reporting starts","Reporting ends"\n'
    row = spend(read({"m.csv": header + "C,2024-03-01 - 2024-03-11,9,1.25,2024-01-01,2024-03-11\n"}))[0]
    assert f"{row['day']:%Y-%m-%d} {row['last_day']:%Y-%m-%d} {row['currency']}" == "2024-03-01 2024-03-11 UAH"


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ('Jour;"Nom de la campagne";Impressions;"Montant dépensé (EUR)"', "EUR"),
        ('Día;"Nombre de la campaña";Impresiones;"Importe gastado (EUR)"', "EUR"),
        ('Tag;Kampagnenname;Impressionen;"Ausgegebener Betrag (CHF)"', "CHF"),
        ('Giorno;"Nome della campagna";Impression;"Importo speso (EUR)"', "EUR"),
        ('Dia;"Nome da campanha";Impressões;"Valor usado (BRL)"', "BRL"),
        ('Dia;"Nome da campanha";Impressões;"Valor gasto (BRL)"', "BRL"),
    ],
)
def test_other_languages_and_decimal_commas(read, header: str, code: str) -> None:
    row = spend(read({"m.csv": header + '\n2025-07-01;"Été; ouvert";1.042;"1.009,36"\n'}))[0]
    assert (row["campaign"], row["impressions"], row["cost"], row["currency"]) == ("Été; ouvert", 1042, 1009.36, code)


def test_a_spanish_total_stands_last(read) -> None:
    header = '"Nombre de la campaña","Importe gastado (EUR)","Inicio del informe","Fin del informe"\n'
    inputs = read({"m.csv": header + 'C,"26,62",2025-07-01,2025-07-31\nResultados totales,"26,62",2025-07-01,2025-07-31\n'})
    assert [row["cost"] for row in spend(inputs)] == [26.62]
    assert account_of(inputs, "m.csv", "spend")["total"] == 1


def test_spend_whose_header_names_no_currency_takes_it_from_params(read) -> None:
    text = "Day,Campaign name,Amount spent,Impressions\n2025-07-01,A,1.50,10\n2025-07-02,A,2.25,20\n"
    (problem,) = read({"m.csv": text}).problems
    assert problem.column == "Amount spent" and problem.fix.endswith('sources: {"m.csv": {currency: EUR}}')
    decided = read({"m.csv": text}, sources={"m.csv": {"currency": "EUR"}})
    assert decided.problems == [] and decided.tables["spend"][["cost", "currency"]].values.tolist() == [
        [1.5, "EUR"],
        [2.25, "EUR"],
    ]


def test_spend_whose_header_names_no_currency_takes_the_column_of_currencies(read) -> None:
    inputs = read({"m.csv": "Day,Campaign name,Amount spent,Currency\n2025-07-01,A,1.50,SEK\n"})
    assert inputs.problems == [] and inputs.tables["spend"]["currency"].tolist() == ["SEK"]


def test_spend_without_days_is_refused(read) -> None:
    problem = read({"m.csv": '"Campaign name",Impressions,"Amount spent (USD)"\nC,9,1.25\n'}).problems[0]
    assert problem.found == "no days"


def test_a_missing_cost_is_not_nothing(read) -> None:
    header = 'Day,"Campaign name",Impressions,"Amount spent (USD)"\n'
    inputs = read({"m.csv": header + "2025-07-01,C,9,\n2025-07-02,C,9,-\n2025-07-03,C,9,0\n2025-07-04,C,,\n"})
    assert [(problem.row, problem.found) for problem in inputs.problems] == [
        (2, "9 impressions and no spend"),
        (3, "9 impressions and no spend"),
    ]
    assert inputs.tables["spend"]["cost"].isna().tolist() == [False, True]  # the second was not shown


NAMED = '"Reporting starts","Reporting ends","Ad name","Ad set name","Amount spent (USD)",Impressions,"Campaign name"\n'
SPAN = "2025-07-01,2025-07-31,"


def test_ads_that_share_all_names_are_different_ads_where_the_total_says_so(read) -> None:
    rows = ["Reel,Open,10,100,Summer", "Reel,Open,20,300,Summer", "Photo,Open,5,50,Summer"]
    total = "2025-07-01,2025-07-31,,,35.00,450,\n"
    inputs = read({"r.csv": NAMED + total + "".join(f"{SPAN}{row}\n" for row in rows)})
    assert sorted(row["cost"] for row in spend(inputs)) == [5, 10, 20]
    assert inputs.files["note"].tolist() == ["1 rows share all names with another row: taken as further ads of that name"]


def test_ads_that_share_all_names_stop_where_the_total_says_otherwise(read) -> None:
    rows = ["Reel,Open,10,100,Summer", "Reel,Open,20,300,Summer"]
    inputs = read({"r.csv": NAMED + "2025-07-01,2025-07-31,,,20.00,300,\n" + "".join(f"{SPAN}{row}\n" for row in rows)})
    assert "a row of totals that says" in inputs.problems[0].found
    assert "its rows cost 30.00 together, its own total says 20.00" in inputs.files["note"].iloc[0]


def test_without_a_total_a_few_shared_names_are_further_ads_and_many_are_not(read) -> None:
    few = ["Reel,Open,10,100,Summer", "Reel,Open,20,300,Summer", *(f"P{n},Open,1,9,Summer" for n in range(3))]
    assert len(spend(read({"r.csv": NAMED + "".join(f"{SPAN}{row}\n" for row in few)}))) == 5
    assert read({"r.csv": NAMED + "".join(f"{SPAN}{row}\n" for row in few[:3])}).problems != []


def test_one_id_twice_is_a_conflict_whatever_the_total_says(read) -> None:
    header = NAMED.replace("Impressions,", 'Impressions,"Ad ID",')
    rows = ["Reel,Open,10,100,7,Summer", "Reel,Open,20,300,7,Summer", "Photo,Open,5,50,8,Summer"]
    inputs = read({"r.csv": header + "".join(f"{SPAN}{row}\n" for row in rows)})
    assert "the same day" in inputs.problems[0].found


def test_the_same_ads_in_two_files_are_the_same_whatever_their_order(read) -> None:
    rows = ["Reel,Open,10,100,Summer", "Reel,Open,20,300,Summer", *(f"P{n},Open,1,9,Summer" for n in range(3))]
    one = NAMED + "".join(f"{SPAN}{row}\n" for row in rows)
    other = NAMED + "".join(f"{SPAN}{row}\n" for row in reversed(rows))
    inputs = read({"a.csv": one, "b.csv": other})
    assert sum(row["cost"] for row in spend(inputs)) == 33 and inputs.files["duplicate"].tolist() == [0, 5]


def test_the_total_of_an_accounts_file_by_region_and_month(read) -> None:
    head = ["Account name", "Region", "Month", "Reach", "Impressions", "Currency", "Amount spent (UAH)", "Reporting starts",
            "Reporting ends"]  # fmt: skip
    body = [
        ["", "", "", 900, 1200, "UAH", 30.5, "2025-07-01", "2025-08-05"],
        ["Cafe", "Kyiv", "2025-07-01 - 2025-07-31", 500, 700, "UAH", 20.25, "2025-07-01", "2025-08-05"],
        ["Cafe", "Kyiv", "2025-08-01 - 2025-08-05", 400, 500, "UAH", 10.25, "2025-07-01", "2025-08-05"],
    ]
    inputs = read({"r.xlsx": {"Raw Data Report": [head, *body]}})
    assert [row["cost"] for row in spend(inputs)] == [20.25, 10.25] and inputs.files["total"].tolist() == [1]


@pytest.mark.parametrize(
    "header",
    [
        "Berichtsstart,Berichtsende,Name der Kampagne,Impressionen,Ausgegebener Betrag (EUR)",
        "Início dos relatórios,Encerramento dos relatórios,Nome da campanha,Impressões,Quantia gasta (EUR)",
        "Дата начала отчетности,Дата окончания отчетности,Название кампании,Показы,Сумма затрат (EUR)",
        "보고 시작,보고 종료,캠페인 이름,노출,지출 금액 (EUR)",
        "レポート開始日,レポート終了日,キャンペーン名,インプレッション,消化金額 (EUR)",
    ],
)
def test_spans_in_more_languages(read, header: str) -> None:
    row = spend(read({"r.csv": header + "\n2025-07-01,2025-07-31,Summer,1200,12.50\n"}))[0]
    assert (row["campaign"], row["impressions"], row["cost"], row["currency"]) == ("Summer", 1200, 12.5, "EUR")


@pytest.mark.parametrize(
    "header",
    ["Ngày,Tên chiến dịch,Số tiền đã chi tiêu (VND)", "יום,שם הקמפיין,סכום שהוצא (ILS)", "Dag,Campagnenaam,Besteed bedrag (EUR)"],
)
def test_days_in_more_languages(read, header: str) -> None:
    row = spend(read({"r.csv": header + "\n2025-07-01,Summer,12.50\n"}))[0]
    assert (row["campaign"], row["cost"], f"{row['day']:%Y-%m-%d}") == ("Summer", 12.5, "2025-07-01")


SHORT = '{}"Delivery status",Impressions,"Amount spent (IDR)","Reporting starts","Reporting ends"\n'


@pytest.mark.parametrize(
    ("split", "starts", "column"),
    [
        ('Ads,"Ad ID",', (",,", "A,71,", "B,72,"), "ad"),
        ("Ads,", (",", "A,", "B,"), "ad"),
        ("Objective,", (",", "A,", "B,"), "breakdown"),
        ('"Creative type",', (",", "A,", "B,"), "creative"),
    ],
)
def test_the_total_above_rows_of_one_split_is_no_row_of_its_own(read, split: str, starts: tuple[str, ...], column: str) -> None:
    """Reports by `Ads` or `Objective` were read with their total: twice the money."""
    rows = (",900,300", "active,600,200", "active,300,100")
    text = SHORT.format(split) + "".join(f"{start}{row},2026-03-26,2026-04-25\n" for start, row in zip(starts, rows, strict=True))
    inputs = read({"r.csv": text}, currency="IDR")
    found = spend(inputs)
    assert sum(row["cost"] for row in found) == 300 and account_of(inputs, "r.csv", "spend")["total"] == 1
    assert [row.get(column, name) for row, name in zip(found, "AB", strict=True)] == ["A", "B"]


def test_a_report_that_is_only_the_accounts_total_keeps_it(read) -> None:
    inputs = read({"r.csv": SHORT.format("") + ",900,300,2026-03-26,2026-04-25\n"}, currency="IDR")
    assert [row["cost"] for row in spend(inputs)] == [300]


def test_thousands_parted_by_points_beside_whole_amounts_are_refused(read) -> None:
    """Rupiah have no cents: another program had written 2336 as 2.336, and the point is the file's own decimal sign."""
    header = '"Campaign name",Impressions,"CPC (cost per link click)","Amount spent (IDR)","Reporting starts","Reporting ends"\n'
    rows = ("A,9000,2030.67,1328063", "B,8000,3847.76,1173567", "C,90,7.5,2.336", "D,80,7.5,981")
    text = header + "".join(f"{row},2026-01-30,2026-02-05\n" for row in rows)
    [problem] = read({"r.csv": text}, currency="IDR").problems
    assert (problem.row, problem.column) == (4, "Amount spent (IDR)") and "'.' can part its thousands" in problem.expected
