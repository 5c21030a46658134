"""What Meta and TikTok report of Mira Shop's advertising: spend, and the orders that each claims for itself."""

import datetime as dt
from collections import Counter, defaultdict

import numpy as np

from demo import exports
from demo.mira_people import Order
from demo.world import FIRST, LAST, around, days

CAMPAIGNS = (  # name, first and last day, daily budget, share of Meta's claims, attribution setting
    ("מכירות | Prospecting", FIRST, LAST, 17.5, 0.50, "7-day click or 1-day view"),
    ("Retargeting, עגלות נטושות", FIRST, LAST, 7.5, 0.38, "7-day click, 1-day view, or 1-day engaged-view"),
    ("Brand video", dt.date(2024, 10, 14), dt.date(2025, 7, 31), 9.0, 0.04, "7-day click or 1-day view"),
    (
        "Black Friday 2024",
        dt.date(2024, 11, 20),
        dt.date(2024, 12, 3),
        62.0,
        0.40,
        "7-day click or 1-day view",
    ),
    ("קולקציית סתיו", dt.date(2025, 8, 18), LAST, 14.0, 0.30, "7-day click or 1-day view"),
)


def meta_rows(rng: np.random.Generator, orders: list[Order]) -> list[exports.Row]:
    """A row per day and running campaign, with the purchases that Meta claims for itself."""
    claims: defaultdict[tuple, list[int]] = defaultdict(list)
    for order in orders:
        if "meta" in order.claimed_by:
            running = [c for c in CAMPAIGNS if c[1] <= order.at.date() <= c[2]]
            pull = np.cumsum([campaign[4] for campaign in running])
            chosen = running[int(np.searchsorted(pull, rng.random() * pull[-1]))]
            claims[order.at.date(), chosen[0]].append(order.total)
    return [
        _meta_row(rng, day, campaign, claims[day, campaign[0]])
        for day in days()
        for campaign in CAMPAIGNS
        if campaign[1] <= day <= campaign[2]
    ]


def _meta_row(rng: np.random.Generator, day: dt.date, campaign: tuple, claims: list[int]) -> exports.Row:
    name, _, _, budget, _, setting = campaign
    spend = round(budget * around(rng, 1.0, 0.14), 2)
    impressions = round(spend / around(rng, 11.5, 0.12) * 1000)
    reach = round(impressions / around(rng, 1.22, 0.04))
    clicks = int(rng.binomial(impressions, 0.0105))
    all_clicks = clicks + int(rng.binomial(impressions, 0.006))
    value = sum(claims) / 100 if claims else None
    return {
        "Day": str(day), "Campaign name": name, "Attribution setting": setting, "Reach": reach,
        "Impressions": impressions, "Frequency": impressions / reach, "Amount spent (USD)": spend, "Link clicks": clicks,
        "Clicks (all)": all_clicks, "CTR (all)": 100 * all_clicks / impressions,
        "CPC (cost per link click)": spend / clicks if clicks else None, "Purchases": len(claims) or None,
        "Purchases conversion value": value, "Purchase ROAS (return on ad spend)": value / spend if value else None,
        "Reporting starts": str(day), "Reporting ends": str(day),
    }  # fmt: skip


def tiktok_rows(rng: np.random.Generator, orders: list[Order]) -> list[exports.Row]:
    """A row per day; paused in the first week of January, when late app conversions still arrive."""
    claims = Counter(order.at.date() for order in orders if "tiktok" in order.claimed_by)
    return [_tiktok_row(rng, day, claims[day]) for day in days()]


def _tiktok_row(rng: np.random.Generator, day: dt.date, claims: int) -> exports.Row:
    if dt.date(2025, 1, 1) <= day <= dt.date(2025, 1, 7):
        late = {"Conversions": claims, "Results": claims, "Conversions (SKAN)": int(rng.poisson(0.4))}
        return {
            "Date": str(day),
            "Cost": 0,
            "Impressions": 0,
            "Clicks (destination)": 0,
            "Currency": "USD",
        } | late
    cost = round((17.5 if day.month not in (11, 12) else 23.0) * around(rng, 1.0, 0.18), 2)
    impressions = round(cost / around(rng, 6.4, 0.15) * 1000)
    clicks, reach = int(rng.binomial(impressions, 0.0088)), round(impressions / around(rng, 1.15, 0.03))
    each = round(cost / claims, 2) if claims else "-"
    return {
        "Date": str(day), "Cost": cost, "Cost per result": each, "CPC (destination)": round(cost / max(clicks, 1), 2),
        "Impressions": impressions, "CTR (destination)": round(clicks / impressions, 4), "Clicks (destination)": clicks,
        "Result rate": round(claims / impressions, 4), "Results": claims, "Cost per conversion": each,
        "Cost per conversion (SKAN)": "-", "Conversion rate (CVR)": round(claims / max(clicks, 1), 4),
        "Conversions": claims, "Conversions (SKAN)": int(rng.poisson(0.3)), "Reach": reach,
        "Cost per 1,000 people reached": round(1000 * cost / reach, 2), "Frequency": round(impressions / reach, 2),
        "Currency": "USD",
    }  # fmt: skip
