"""Helio CRM: business software that sells through LinkedIn and X over three months per deal, and its exports.

Traps on purpose: a renamed HubSpot column, deals that carry no source of their own, open deals with an expected close
date, several contact ids in one cell, X Ads without a currency, a tool paid in dollars, rates on weekdays only.
"""

import datetime as dt
import hashlib

import numpy as np

from demo import exports
from demo.helio_people import WIN_RATE, Contact, Deal, expected_close, followers, live
from demo.helio_social import (
    creator_sheets,
    linkedin_rows,
    traffic_rows,
    x_ads_rows,
    x_content_rows,
    x_overview_rows,
)
from demo.helio_time import MANAGER, messages, timesheet
from demo.world import FIRST, LAST, PULLED, QUARTERS, Paid, cost_between, days, months, truth_text

CLIENT, SEED, TRUE_MARGIN = "helio-crm", 20241009, 0.77
STAGES = ("Appointment scheduled", "Qualified to buy", "Contract sent")
HOURLY = {MANAGER: 95}  # euro an hour; 55 for everybody else


def make() -> dict[str, bytes]:
    """Every file of the client by its path from the repository's root."""
    rng = np.random.default_rng(SEED)
    contacts, deals = live(rng)
    campaigns, x_campaigns = linkedin_rows(rng, contacts), x_ads_rows(rng)
    entries, rates = timesheet(rng), _rates(rng)
    files = {
        "hubspot-crm-exports-all-contacts-2025-10-06.csv": exports.hubspot(_contact_rows(contacts, deals)),
        "hubspot-crm-exports-all-deals-2025-10-06.csv": exports.hubspot([_deal_row(deal) for deal in deals]),
        "account_411_ad_set_performance_report.csv": exports.linkedin_ads(
            campaigns, first=FIRST, last=LAST, generated=PULLED
        ),
        "AnalyticsExport_helio.xlsx": exports.linkedin_creator(creator_sheets(rng)),
        "x-ads-campaigns.csv": exports.x_ads(x_campaigns),
        "account_overview_analytics.csv": exports.x_overview(x_overview_rows(rng)),
        "account_analytics_content_2024-10-01_2025-10-05.csv": exports.x_content(x_content_rows(rng)),
        "Toggl_time_entries_2024-10-01_to_2025-10-05.csv": exports.toggl(entries),
        "Traffic_acquisition_Session_source_medium.csv": exports.ga4_report(
            "Traffic acquisition: Session source / medium", "Helio CRM", traffic_rows(rng, contacts), first=FIRST, last=LAST
        ),
        "tickets.csv": exports.own_csv(messages(np.random.default_rng([SEED, 1]))),
        "invoices.csv": exports.own_csv(_invoices(_paid(campaigns, x_campaigns, entries, rates))),
        "fx.csv": exports.own_csv([_rate_row(day, rate) for day, rate in rates.items()]),
        "customers.csv": exports.own_csv(_customer_rows(contacts, followers(np.random.default_rng([SEED, 2]), contacts))),
        ".key": hashlib.sha256(b"demo key of helio-crm").hexdigest().encode() + b"\n",
    }  # fmt: skip
    truth = truth_text(_truth(deals, _paid(campaigns, x_campaigns, entries, rates)))
    named = {f"data/{CLIENT}/{name}": content for name, content in files.items()}
    return named | {f"demo/truth/{CLIENT}.json": truth.encode()}


def _contact_rows(contacts: list[Contact], deals: list[Deal]) -> list[exports.Row]:
    associated = [contact.number for deal in deals for contact in deal.contacts]
    won = {contact.number for deal in deals if deal.is_closed and deal.is_won for contact in deal.contacts}
    open_to_sales = set(associated)
    return [
        {
            "Record ID": contact.record, "First Name": contact.first_name, "Last Name": contact.last_name,
            "Email": contact.email, "Company Name": contact.company, "Create Date": f"{contact.created:%Y-%m-%d %H:%M}",
            "Lifecycle Stage": "Customer" if contact.number in won
            else "Opportunity" if contact.number in open_to_sales else "Lead",
            "Original Traffic Source": contact.source[0], "Original Traffic Source Drill-Down 1": contact.source[1],
            "Original Traffic Source Drill-Down 2": contact.source[2],
            "Number of Associated Deals": associated.count(contact.number) or None,
        }
        for contact in reversed(contacts)
    ]  # fmt: skip


def _customer_rows(contacts: list[Contact], begins: dict[int, dt.date]) -> list[exports.Row]:
    """The contacts of the time span by their mail addresses, and since when each follows: LinkedIn's followers, by hand."""
    return [
        {"day": str(contact.created.date()), "customer": contact.email, "followed_day": begins.get(contact.number)}
        for contact in contacts if contact.created.date() >= FIRST
    ]  # fmt: skip


def _deal_row(deal: Deal) -> exports.Row:
    closes = deal.closes if deal.is_closed else expected_close(deal)
    outcome = "Closed Won" if deal.is_won else "Closed Lost"
    people = [f"{contact.first_name} {contact.last_name} ({contact.email})" for contact in deal.contacts]
    return {
        "Record ID": str(30200000000 + deal.number * 6007), "Deal Name": f"{deal.contacts[0].company} - Helio Team",
        "Deal Stage": outcome if deal.is_closed else STAGES[deal.number % 3], "Pipeline": "Sales Pipeline",
        "Amount": deal.amount, "Currency": "EUR", "Create Date": f"{deal.created:%Y-%m-%d %H:%M}",
        "Close Date": f"{closes:%Y-%m-%d %H:%M}", "Is Closed Won": str(deal.is_closed and deal.is_won).lower(),
        "Is Deal Closed?": str(deal.is_closed).lower(), "Associated Contact": ";".join(people),
        "Associated Contact IDs": ";".join(contact.record for contact in deal.contacts),
    }  # fmt: skip


def _rates(rng: np.random.Generator) -> dict[dt.date, float]:
    """Euro for one dollar on weekdays: the last known rate serves on weekends."""
    rates, rate = {}, 0.8950
    for day in days(dt.date(2024, 9, 27)):
        if day.weekday() < 5:
            rate = round(rate * (1 + 0.003 * float(rng.standard_normal()) - 0.0002), 4)
            rates[day] = rate
    return rates


def _rate_row(day: dt.date, rate: float) -> exports.Row:
    return {"date": str(day), "from": "USD", "to": "EUR", "rate": f"{rate:.4f}"}


def _last_known(rates: dict[dt.date, float], day: dt.date) -> float:
    return rates[max(known for known in rates if known <= day)]


def _paid(
    campaigns: list[exports.Row],
    x_campaigns: list[exports.Row],
    entries: list[exports.Row],
    rates: dict[dt.date, float],
) -> list[Paid]:
    """All that Helio paid for social media, in euro."""
    dated = [("LinkedIn ads", dt.datetime.strptime(str(row["Start Date (in UTC)"]), "%m/%d/%Y").date(), row["Total Spent"])
             for row in campaigns]  # fmt: skip
    dated += [("X ads", dt.date.fromisoformat(row["Time period"]), row["Spend"]) for row in x_campaigns]
    dated += [
        (
            f"{row['Project']} hours",
            dt.date.fromisoformat(row["Start date"]),
            HOURLY.get(row["User"], 55) * _hours(str(row["Duration"])),
        )
        for row in entries
        if row["Project"] in ("LinkedIn", "X")
    ]
    paid = [Paid(item, float(amount), day, day) for item, day, amount in dated]
    monthly = {"Marketing manager": 5200 * 1.21 * 0.45, "Scheduler": 149, "Agency": 1400}
    paid += [Paid(item, amount, *month) for month in months() for item, amount in monthly.items()]
    for first, last in months():
        month = list(days(first, last))
        paid += [Paid("Listening tool", 120 / len(month) * _last_known(rates, day), day, day) for day in month]
    return [*paid, Paid("Copywriting course", 2400, dt.date(2024, 11, 4), dt.date(2025, 11, 3))]


def _invoices(paid: list[Paid]) -> list[exports.Row]:
    """The books: one bill a month and supplier, on the month's last day; once a surcharge, and a stand that nobody told of."""
    suppliers = {"LinkedIn ads": "LinkedIn Ireland", "X ads": "Twitter International", "Agency": "Ad agency Nordlicht",
                 "Scheduler": "Scheduler Inc.", "Listening tool": "Listening tool Ltd"}  # fmt: skip
    bills = [
        (last, supplier, sum(one.amount for one in paid if one.item == item and first <= one.last <= last))
        for first, last in months() if last <= LAST for item, supplier in suppliers.items()
    ]  # fmt: skip
    bills += [(dt.date(2024, 11, 4), "Copywriting course", 2400), (dt.date(2025, 5, 20), "Messebau Stein", 380),
              (dt.date(2025, 6, 30), "Ad agency Nordlicht", 120)]  # fmt: skip
    return [
        {"day": str(day), "supplier": supplier, "account": "Marketing", "amount": f"{amount:.2f}", "currency": "EUR"}
        for day, supplier, amount in sorted(bills)
    ]


def _hours(duration: str) -> float:
    hours, minutes, seconds = (int(part) for part in duration.split(":"))
    return hours + minutes / 60 + seconds / 3600


def _truth(deals: list[Deal], paid: list[Paid]) -> dict:
    return {
        "client": CLIENT,
        "currency": "EUR",
        "true_margin": TRUE_MARGIN,
        "how": [
            "Every deal belongs to simulated contacts; a hidden flag says whether the first would exist without social.",
            "HubSpot records 36 % of contacts as social; 60 % of those exist because of social media. 4 % of the others do "
            "too, and nothing shows it.",
            "Following changes neither the odds nor the size of a deal; contacts of social media follow more often than others.",
            f"A deal closes a median of 90 days after it opens (lognormal, sigma 0.45) and is won with a chance of "
            f"{WIN_RATE:.0%}; the world knows the end of deals that no export can know yet.",
            "caused_* counts won deals that had closed by 2025-10-05, in the period in which they were opened; "
            "eventually_* adds those that will be won later; closed_in_period_* counts by the day of closing instead.",
            "Cost is what Helio paid: ads and timesheet hours (55 euro, the manager's 95) by day, monthly costs by calendar "
            "month, the course of 4 November 2024 over 365 days, the dollar tool at the last known rate of each day.",
            "true_incremental_roi = (caused_net_revenue × true_margin − true_cost) ÷ true_cost.",
        ],
        "periods": {label: _period_truth(deals, cost_between(paid, *bounds), bounds) for label, bounds in QUARTERS.items()},
    }  # fmt: skip


def _period_truth(deals: list[Deal], cost: float, bounds: tuple[dt.date, dt.date]) -> dict:
    opened = [deal for deal in deals if bounds[0] <= deal.created.date() <= bounds[1]]
    closed_now = [deal for deal in deals if deal.is_closed and bounds[0] <= deal.closes.date() <= bounds[1]]
    won = [deal for deal in opened if deal.is_won and deal.is_closed]
    tracked = [deal for deal in won if deal.contacts[0].is_social]
    caused = [deal for deal in won if deal.contacts[0].is_caused]
    later = [deal for deal in opened if deal.is_won and deal.contacts[0].is_caused]
    by_close = [deal for deal in closed_now if deal.is_won]
    net = _euros(caused)
    return {
        "orders": len(opened),
        "social_deals_opened": sum(deal.contacts[0].is_social for deal in opened),
        "closed_share": sum(deal.is_closed for deal in opened) / len(opened),
        "won": len(won),
        "social_attributed_orders_as_tracked": len(tracked),
        "social_attributed_net_revenue_as_tracked": _euros(tracked),
        "caused_results": len(caused),
        "caused_results_that_tracking_missed": sum(not deal.contacts[0].is_social for deal in caused),
        "caused_net_revenue": net,
        "caused_margin": net * TRUE_MARGIN,
        "true_cost": cost,
        "true_incremental_roi": (net * TRUE_MARGIN - cost) / cost,
        "eventually_caused_results": len(later),
        "eventually_caused_net_revenue": _euros(later),
        "eventually_true_incremental_roi": (_euros(later) * TRUE_MARGIN - cost) / cost,
        "closed_in_period_tracked_results": sum(deal.contacts[0].is_social for deal in by_close),
        "closed_in_period_tracked_net_revenue": _euros([deal for deal in by_close if deal.contacts[0].is_social]),
        "closed_in_period_caused_net_revenue": _euros([deal for deal in by_close if deal.contacts[0].is_caused]),
    }


def _euros(deals: list[Deal]) -> int:
    return sum(deal.amount for deal in deals)
