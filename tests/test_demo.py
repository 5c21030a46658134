"""The demo clients: written again they are the same bytes, the stored truth holds, and the marked traps are there."""

import csv
import datetime as dt
import io
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from ruamel.yaml import YAML

from socialroi.params import Params

ROOT = Path(__file__).resolve().parent.parent
CLIENTS = ("lotus-cafe", "helio-crm", "mira-shop")
QUARTERS = {
    "2024-Q4": ("2024-10-01", "2024-12-31"),
    "2025-Q1": ("2025-01-01", "2025-03-31"),
    "2025-Q2": ("2025-04-01", "2025-06-30"),
    "2025-Q3": ("2025-07-01", "2025-09-30"),
}


def read(client: str, name: str, encoding: str = "utf-8-sig") -> str:
    return (ROOT / "data" / client / name).read_bytes().decode(encoding)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def truth(client: str) -> dict:
    return json.loads((ROOT / "demo" / "truth" / f"{client}.json").read_text(encoding="utf-8"))


def params(client: str) -> Params:
    return Params.model_validate(YAML(typ="safe").load(ROOT / "params" / f"{client}.yaml"))


def inside(day: str, quarter: str) -> bool:
    first, last = QUARTERS[quarter]
    return first <= day[:10] <= last


def shop_orders() -> list[dict[str, str]]:
    """Orders by their first rows, which alone carry the status."""
    return [row for row in rows(read("mira-shop", "orders_export_1.csv")) if row["Financial Status"]]


def hubspot(kind: str) -> list[dict[str, str]]:
    return rows(read("helio-crm", f"hubspot-crm-exports-all-{kind}-2025-10-06.csv"))


# --- the same bytes --------------------------------------------------------------------------------------------------


def test_written_again_every_file_is_the_same(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "demo", str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    made = [path for path in tmp_path.rglob("*") if path.is_file()]
    other = [str(path.relative_to(tmp_path)) for path in made if path.read_bytes() != committed(path, tmp_path)]
    assert other == []
    assert len(made) == 42


def committed(path: Path, folder: Path) -> bytes | None:
    there = ROOT / path.relative_to(folder)
    return there.read_bytes() if there.exists() else None


@pytest.mark.parametrize("client", CLIENTS)
def test_key_is_fixed_and_params_are_valid(client: str) -> None:
    assert re.fullmatch(r"[0-9a-f]{64}\n", read(client, ".key"))
    assert params(client).currency == truth(client)["currency"]
    assert params(client).gross_margin.low <= truth(client)["true_margin"] <= params(client).gross_margin.high


@pytest.mark.parametrize("client", CLIENTS)
def test_files_named_in_params_exist(client: str) -> None:
    assert [name for name in params(client).sources if not (ROOT / "data" / client / name).exists()] == []


@pytest.mark.parametrize("client", CLIENTS)
def test_every_mail_address_belongs_to_nobody(client: str) -> None:
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in (ROOT / "data" / client).iterdir() if path.is_file()]
    addresses = {address for text in texts for address in re.findall(r"[\w.+-]+@[\w-]+\.\w+", text)}
    assert {address for address in addresses if not address.endswith("@example.com")} == set()


# --- the stored truth ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("quarter", QUARTERS)
def test_truth_adds_up(client: str, quarter: str) -> None:
    stored, period = truth(client), truth(client)["periods"][quarter]
    margin = period["caused_net_revenue"] * stored["true_margin"]
    assert period["caused_margin"] == pytest.approx(margin, abs=1e-3)
    assert period["true_incremental_roi"] == pytest.approx(margin / period["true_cost"] - 1, abs=1e-4)


@pytest.mark.parametrize("quarter", QUARTERS)
def test_lotus_truth_matches_the_till(quarter: str) -> None:
    sales = [row for row in rows(read("lotus-cafe", "sales.csv")) if inside(row["date"], quarter)]
    social = {"Instagram", "Facebook", "TikTok"}
    tracked = [int(row["amount"]) for row in sales if row["code"] == "LOTUS10" or row["heard_from"] in social]
    period = truth("lotus-cafe")["periods"][quarter]
    assert (len(sales), sum(int(row["amount"]) for row in sales)) == (period["orders"], period["net_revenue"])
    assert len(tracked) == period["social_attributed_orders_as_tracked"]
    assert sum(tracked) == period["social_attributed_net_revenue_as_tracked"]


@pytest.mark.parametrize("quarter", QUARTERS)
def test_lotus_cost_matches_params_and_exports(quarter: str) -> None:
    boosts = sum(
        int(row["Amount spent (VND)"]) for row in rows(read("lotus-cafe", "Lotus-boosts.csv")) if inside(row["Day"], quarter)
    )
    cash = sum(int(row["amount"]) for row in rows(read("lotus-cafe", "costs.csv")) if inside(row["on"], quarter))
    owner, barista, tools = params("lotus-cafe").costs
    monthly = owner.hours * owner.rate + barista.hours * barista.rate + tools.monthly
    assert truth("lotus-cafe")["periods"][quarter]["true_cost"] == pytest.approx(boosts + cash + 3 * monthly)


@pytest.mark.parametrize("quarter", QUARTERS)
def test_helio_truth_matches_hubspot(quarter: str) -> None:
    source = {row["Record ID"]: row["Original Traffic Source"] for row in hubspot("contacts")}
    opened = [row for row in hubspot("deals") if inside(row["Create Date"], quarter)]
    won = [row for row in opened if row["Is Closed Won"] == "true"]
    social = [row for row in won if source[row["Associated Contact IDs"].split(";")[0]] in ("Organic Social", "Paid Social")]
    period = truth("helio-crm")["periods"][quarter]
    assert (len(opened), len(won)) == (period["orders"], period["won"])
    assert len(social) == period["social_attributed_orders_as_tracked"]
    assert sum(int(row["Amount"]) for row in social) == period["social_attributed_net_revenue_as_tracked"]


@pytest.mark.parametrize("quarter", QUARTERS)
def test_mira_truth_matches_the_shop(quarter: str) -> None:
    orders = [row for row in shop_orders() if inside(row["Created at"], quarter)]
    paid = [row for row in orders if row["Financial Status"] in ("paid", "refunded", "partially_refunded")]
    period = truth("mira-shop")["periods"][quarter]
    assert len(paid) == period["orders"]
    assert sum(map(net, paid)) == pytest.approx(period["net_revenue"], abs=0.02 * len(paid))


def net(order: dict[str, str]) -> float:
    """Goods less the goods in the refund: all of them, or the refund without the tax in it."""
    goods, tax, refund = (float(order[name]) for name in ("Subtotal", "Taxes", "Refunded Amount"))
    return 0.0 if order["Financial Status"] == "refunded" else goods - refund / (1 + tax / goods)


# --- the stories -----------------------------------------------------------------------------------------------------


def test_lotus_loses_and_helio_is_not_ripe_and_mira_pays_back() -> None:
    lotus, helio, mira = (truth(client)["periods"] for client in CLIENTS)
    assert all(period["true_incremental_roi"] < -0.5 for period in lotus.values())
    assert helio["2025-Q3"]["closed_share"] < 0.5 < 0.9 < helio["2025-Q1"]["closed_share"]
    assert all(helio[quarter]["true_incremental_roi"] > 0.3 for quarter in ("2024-Q4", "2025-Q1", "2025-Q2"))
    assert all(period["true_incremental_roi"] > 0 for period in mira.values())


@pytest.mark.parametrize("quarter", QUARTERS)
def test_platforms_claim_more_than_web_analytics_sees(quarter: str) -> None:
    period = truth("mira-shop")["periods"][quarter]
    claims = sum(period["platform_claims"].values())
    assert 1.5 < claims / (period["social_share_of_revenue_in_web_analytics"] * period["orders"]) < 1.9


# --- the traps -------------------------------------------------------------------------------------------------------


def test_meta_total_stands_first_without_a_name() -> None:
    total, *daily = rows(read("mira-shop", "Untitled-report-Oct-1-2024-to-Oct-5-2025.csv"))
    assert (total["Campaign name"], total["Day"]) == ("", "")
    assert float(total["Amount spent (USD)"]) == pytest.approx(sum(float(row["Amount spent (USD)"]) for row in daily))
    assert int(total["Reach"]) < sum(int(row["Reach"]) for row in daily)
    assert len({row["Attribution setting"] for row in daily}) == 2
    assert any(row["Purchases"] == "" for row in daily)


def test_meta_claims_match_the_truth() -> None:
    _, *daily = rows(read("mira-shop", "Untitled-report-Oct-1-2024-to-Oct-5-2025.csv"))
    claimed = sum(int(row["Purchases"] or 0) for row in daily if inside(row["Day"], "2025-Q3"))
    assert claimed == truth("mira-shop")["periods"]["2025-Q3"]["platform_claims"]["meta"]


def test_shopify_order_stands_on_several_rows_with_summer_and_winter_offsets() -> None:
    lines = rows(read("mira-shop", "orders_export_1.csv"))
    assert len(lines[0]) == 79
    assert max(Counter(row["Name"] for row in lines).values()) == 3
    assert {row["Created at"][-5:] for row in lines} == {"-0400", "-0500"}
    statuses = {"paid", "refunded", "partially_refunded", "voided", "pending"}
    assert {row["Financial Status"] for row in shop_orders()} == statuses
    assert {row["Discount Code"] for row in shop_orders()} == {"", "MIRA10", "WELCOME5"}
    assert any(re.search(r"T?23:\d\d:\d\d -0[45]00$", row["Created at"]) for row in lines)


def test_web_analytics_is_not_in_date_order_and_misses_purchases() -> None:
    text = read("mira-shop", "Traffic_acquisition_Session_source_medium.csv")
    assert text.startswith("# ----") and "\r\n# Start date: 20241001\r\n# End date: 20251005\r\n" in text
    body = rows(text[text.index("Session source / medium,") :])
    dates = [row["Date"] for row in body]
    assert dates != sorted(dates) and (min(dates), max(dates)) == ("20241001", "20251005")
    assert 0.9 < sum(int(row["Key events"]) for row in body) / len(shop_orders()) < 0.96


def test_landing_pages_show_direct_visits_on_deep_pages() -> None:
    for name in ("", " (1)", " (2)", " (3)"):
        text = read("mira-shop", f"Landing_page_Landing_page{name}.csv")
        body = rows(text[text.index("Landing page,Session") :])
        direct = {
            row["Landing page"]: int(row["Sessions"]) for row in body if row["Session source / medium"].startswith("(direct)")
        }
        assert 0.3 < 1 - direct["/"] / sum(direct.values()) < 0.45
        assert "Date" not in body[0]


def test_tiktok_workbook_has_a_row_per_day_and_conversions_without_spend() -> None:
    sheet = openpyxl.load_workbook(ROOT / "data/mira-shop/Campaign Report-Daily.xlsx")["sheet1"]
    header, *daily = sheet.iter_rows(values_only=True)
    table = [dict(zip(header, row, strict=True)) for row in daily]
    assert len(table) == 370 and table[-1]["Date"] == "2025-10-05"
    assert any(row["Cost"] == 0 and row["Conversions"] for row in table)
    assert any(row["Cost per conversion"] == "-" for row in table)


def test_open_deals_show_an_expected_close_date() -> None:
    open_deals = [row for row in hubspot("deals") if row["Is Deal Closed?"] == "false"]
    assert len(open_deals) > 50
    assert all(row["Close Date"] > "2025-10-06" and row["Is Closed Won"] == "false" for row in open_deals)


def test_deals_carry_no_source_and_some_have_two_contacts() -> None:
    deals, contacts = hubspot("deals"), hubspot("contacts")
    assert not any("Source" in name for name in deals[0])
    assert "Original Traffic Source" in contacts[0] and "Original Source" not in contacts[0]
    assert any(";" in row["Associated Contact IDs"] for row in deals)
    known = {row["Record ID"] for row in contacts}
    assert {contact for row in deals for contact in row["Associated Contact IDs"].split(";")} <= known


def test_rates_stand_on_weekdays_only() -> None:
    days = [dt.date.fromisoformat(row["date"]) for row in rows(read("helio-crm", "fx.csv"))]
    assert {day.weekday() for day in days} == {0, 1, 2, 3, 4}
    assert (min(days), max(days)) == (dt.date(2024, 9, 27), dt.date(2025, 10, 3))


def test_a_timer_ran_for_more_than_a_day_outside_social_media() -> None:
    entries = rows(read("helio-crm", "Toggl_time_entries_2024-10-01_to_2025-10-05.csv"))
    assert [row["Project"] for row in entries if row["Duration"] > "24"] == ["Website"]
    assert "Amount ()" in entries[0]
    assert any(row["Start date"] != row["End date"] for row in entries if row["Project"] == "LinkedIn")


def test_x_ads_name_no_currency_and_linkedin_is_utf16_with_a_preamble() -> None:
    assert "EUR" not in read("helio-crm", "x-ads-campaigns.csv")
    lines = read("helio-crm", "account_411_ad_set_performance_report.csv", "utf-16").split("\n")
    assert lines[4] == "" and lines[5].split("\t")[2] == "Currency"
    assert lines[6].startswith("10/1/2024\t")


def test_linkedin_creator_workbook_has_its_five_sheets() -> None:
    book = openpyxl.load_workbook(ROOT / "data/helio-crm/AnalyticsExport_helio.xlsx")
    assert book.sheetnames == ["DISCOVERY", "ENGAGEMENT", "TOP POSTS", "FOLLOWERS", "DEMOGRAPHICS"]
    dates = [row[0] for row in book["ENGAGEMENT"].iter_rows(min_row=2, values_only=True)]
    assert len(dates) == 370 and dates[0] != "10/1/2024"
    assert book["TOP POSTS"]["E3"].value == "Post URL"


def test_business_suite_metrics_are_utf16_and_one_does_not_name_its_network() -> None:
    for name in (
        "Reach.csv",
        "Reach (1).csv",
        "Views.csv",
        "Follows.csv",
        "Visits.csv",
        "Interactions.csv",
        "Link clicks.csv",
    ):
        text = read("lotus-cafe", name, "utf-16")
        assert text.startswith('sep=,\n"') and text.endswith('"\n\n')
        assert len(text.splitlines()) == 3 + 370 + 1
    assert read("lotus-cafe", "Interactions.csv", "utf-16").splitlines()[1] == '"Content interactions"'


def test_posts_have_line_breaks_and_commas_and_a_clock_that_is_not_the_clients() -> None:
    facebook = rows(read("lotus-cafe", "Oct-01-2024_Oct-05-2025_1187452039561.csv"))
    instagram = rows(read("lotus-cafe", "Oct-01-2024_Oct-05-2025_1187452039574.csv"))
    assert any("\n" in row["Description"] and "," in row["Description"] for row in facebook)
    assert {row["Date"] for row in facebook + instagram} == {"Lifetime"}
    assert facebook[0]["Publish time"].startswith("09/30/2024")
    assert set(facebook[0]) != set(instagram[0])


def test_lotus_has_sales_that_look_alike_and_days_without_sales() -> None:
    sales = read("lotus-cafe", "sales.csv").splitlines()[1:]
    assert max(Counter(sales).values()) > 1
    assert not any(line.startswith("2025-01-29") for line in sales)
    assert not any("." in line for line in sales)
