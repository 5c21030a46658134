"""What LinkedIn, X and web analytics report of Helio."""

import datetime as dt
from collections import Counter

import numpy as np

from demo import exports
from demo.files import Cell
from demo.helio_people import Contact
from demo.world import FIRST, LAST, around, days, happens

AD_SETS = {  # ad set: (campaign, first day, last day, daily euro, numbers for ids)
    "DACH sales leaders": ("Pipeline Report 2025", FIRST, LAST, 105.0, 1),
    "RevOps, 50-500": ("Webinar: Clean CRM data", dt.date(2025, 1, 13), dt.date(2025, 6, 27), 55.0, 2),
}
SOURCES = {  # web analytics' source / medium: (sessions a day, HubSpot's source and first drill-down)
    "google / organic": (58, ("Organic Search", None)),
    "(direct) / (none)": (34, ("Direct Traffic", None)),
    "linkedin / paid_social": (26, ("Paid Social", "LinkedIn")),
    "linkedin.com / referral": (15, ("Organic Social", "LinkedIn")),
    "x / paid_social": (6, ("Paid Social", "Twitter")),
    "t.co / referral": (7, ("Organic Social", "Twitter")),
    "newsletter / email": (9, ("Email Marketing", None)),
}
DAY_IN_ID = 86_400_000 << 22  # ids of LinkedIn and X count milliseconds above their last 22 bits
POSTS = (
    "Your CRM is not messy, your handovers are. A checklist, 7 lines, no login.",
    "New: duplicate contacts merge themselves. Release notes in the thread 👇",
    'We asked 212 sales teams how old their forecast is. The median answer: 19 days, "give or take".',
    "Hiring: a support engineer who likes spreadsheets, in Leipzig or remote",
)


def linkedin_rows(rng: np.random.Generator, contacts: list[Contact]) -> list[exports.Row]:
    """Spend by day and ad set on working days; LinkedIn counts more leads than the CRM gains."""
    leads = Counter((contact.created.date(), contact.source[2]) for contact in contacts if contact.source[1] == "LinkedIn")
    return [
        _linkedin_row(rng, day, ad_set, leads[day, AD_SETS[ad_set][0]])
        for day in days()
        for ad_set, (_, first, last, _, _) in AD_SETS.items()
        if first <= day <= last and day.weekday() < 5
    ]


def _linkedin_row(rng: np.random.Generator, day: dt.date, ad_set: str, leads: int) -> exports.Row:
    campaign, _, _, budget, number = AD_SETS[ad_set]
    spent = round(budget * around(rng, 1.0, 0.12), 2)
    impressions = round(spent / around(rng, 38, 0.12) * 1000)
    clicks = max(int(rng.binomial(impressions, 0.0062)), 1)
    claimed = leads + int(rng.poisson(0.25))
    return {
        "Start Date (in UTC)": exports.us_date(day), "Account Name": "Helio CRM", "Currency": "EUR",
        "Campaign ID": str(600100200 + number), "Campaign Name": campaign, "Ad Set ID": str(300400500 + number),
        "Ad Set Name": ad_set, "Total Spent": f"{spent:.2f}", "Impressions": impressions, "Clicks": clicks,
        "Click Through Rate": f"{100 * clicks / impressions:.3f}%", "Average CPM": f"{1000 * spent / impressions:.2f}",
        "Average CPC": f"{spent / clicks:.2f}", "Total Engagements": clicks + int(rng.binomial(impressions, 0.004)),
        "Conversions": claimed, "Leads": claimed,
    }  # fmt: skip


def x_ads_rows(rng: np.random.Generator) -> list[exports.Row]:
    """One small campaign on working days; the file does not say in which currency."""
    return [_x_ads_row(rng, day) for day in days() if day.weekday() < 5]


def _x_ads_row(rng: np.random.Generator, day: dt.date) -> exports.Row:
    spend = round(15.0 * around(rng, 1.0, 0.15), 2)
    impressions = round(spend / around(rng, 5.2, 0.15) * 1000)
    clicks = max(int(rng.binomial(impressions, 0.004)), 1)
    return {
        "Time period": str(day), "On/Off": "On", "Campaign ID": "hx41f", "Campaign name": "Product updates",
        "Objective": "Website traffic", "Delivery status": "Running", "Campaign start": "2024-10-01 09:00",
        "Campaign end": "-", "Impressions": impressions, "Spend": spend, "Link clicks": clicks,
        "CTR": f"{100 * clicks / impressions:.2f}%", "CPM": round(1000 * spend / impressions, 2),
        "Cost per link click": round(spend / clicks, 2), "Engagements": clicks + int(rng.binomial(impressions, 0.006)),
    }  # fmt: skip


def x_overview_rows(rng: np.random.Generator) -> list[exports.Row]:
    """The account day by day, newest first, dates such as `Fri, Mar 21, 2025`."""
    return [_x_day(rng, day) for day in reversed(list(days()))]


def _x_day(rng: np.random.Generator, day: dt.date) -> exports.Row:
    impressions = round(around(rng, 940, 0.35) * (1.0 if day.weekday() < 5 else 0.55))
    chances = {"Likes": 0.012, "Bookmarks": 0.002, "Shares": 0.001, "Replies": 0.003, "Reposts": 0.003}
    counted: exports.Row = {name: int(rng.binomial(impressions, chance)) for name, chance in chances.items()}
    return counted | {
        "Date": f"{day:%a, %b} {day.day}, {day.year}", "Impressions": impressions,
        "Engagements": sum(counted.values()) + int(rng.binomial(impressions, 0.02)), "New follows": int(rng.poisson(1.6)),
        "Unfollows": int(rng.poisson(0.5)), "Profile visits": int(rng.poisson(11)),
        "Create Post": int(happens(rng, 0.3)), "Video views": int(rng.poisson(22)), "Media views": int(rng.poisson(60)),
    }  # fmt: skip


def x_content_rows(rng: np.random.Generator) -> list[exports.Row]:
    """Two posts a week, newest first, dates such as `Thu Mar 20 2025`."""
    return [_x_post(rng, day) for day in reversed(list(days())) if day.weekday() in (1, 3)]


def _x_post(rng: np.random.Generator, day: dt.date) -> exports.Row:
    impressions = round(around(rng, 1700, 0.5))
    post_id = str(1840000000000000000 + (day - FIRST).days * DAY_IN_ID + int(rng.integers(10**9)))
    chances = {
        "Likes": 0.014, "Bookmarks": 0.002, "Share": 0.001, "New follows": 0.0006, "Replies": 0.002, "Reposts": 0.003,
        "Profile visits": 0.004, "Detail expands": 0.012, "Url clicks": 0.006, "Hashtag clicks": 0.0003,
    }  # fmt: skip
    counted: exports.Row = {name: int(rng.binomial(impressions, chance)) for name, chance in chances.items()}
    return counted | {
        "Post id": post_id, "Date": f"{day:%a %b %d %Y}", "Post text": POSTS[int(rng.integers(len(POSTS)))],
        "Link": f"https://x.com/helio_example/status/{post_id}", "Impressions": impressions,
        "Engagements": sum(counted.values()), "Permalink clicks": 0,
    }  # fmt: skip


def creator_sheets(rng: np.random.Generator) -> dict[str, list[list[Cell]]]:
    """LinkedIn creator analytics in its five sheets; ENGAGEMENT is sorted by impressions, not by date."""
    daily = {day: round(around(rng, 780, 0.5) * (1.0 if day.weekday() < 5 else 0.4)) for day in days()}
    engaged = {day: int(rng.binomial(count, 0.031)) for day, count in daily.items()}
    gained = {day: int(rng.poisson(2.3)) for day in days()}
    ranked = sorted(daily, key=lambda day: (daily[day], day))
    return {
        "DISCOVERY": [
            ["Overall Performance", f"{exports.us_date(FIRST)} - {exports.us_date(LAST)}"],
            ["Impressions", sum(daily.values())],
            ["Members reached", round(sum(daily.values()) * 0.41)],
        ],
        "ENGAGEMENT": [
            ["Date", "Impressions", "Engagements"],
            *([exports.us_date(day), daily[day], engaged[day]] for day in ranked),
        ],
        "TOP POSTS": _top_posts(rng),
        "FOLLOWERS": [
            [f"Total followers on {exports.us_date(LAST)}:", 2910 + sum(gained.values())],
            [],
            ["Date", "New followers"],
            *([exports.us_date(day), count] for day, count in gained.items()),
        ],
        "DEMOGRAPHICS": [
            ["Top Demographics", "Value", "Percentage"],
            ["Job titles", "Sales Manager", 0.11830357142857142],
            ["Job titles", "Revenue Operations Manager", 0.06473214285714286],
            ["Locations", "Berlin Metropolitan Area", 0.0915178571428571],
        ],
    }


def _top_posts(rng: np.random.Generator) -> list[list[Cell]]:
    """Two tables side by side: the same posts by engagements and by impressions."""
    published = sorted(int(rng.integers(365)) for _ in range(50))
    posts = [
        (f"https://www.linkedin.com/feed/update/urn:li:activity:{7246880000000000000 + after * DAY_IN_ID + number}",
         exports.us_date(FIRST + dt.timedelta(days=after)), int(rng.integers(20, 220)), int(rng.integers(900, 14000)))
        for number, after in enumerate(published)
    ]  # fmt: skip
    by_engagements = sorted(posts, key=lambda post: -post[2])
    by_impressions = sorted(posts, key=lambda post: -post[3])
    pairs = zip(by_engagements, by_impressions, strict=True)
    return [
        ["Maximum of 50 posts available to include in this list"],
        [],
        [
            "Post URL",
            "Post publish date",
            "Engagements",
            None,
            "Post URL",
            "Post publish date",
            "Impressions",
        ],
        *([left[0], left[1], left[2], None, right[0], right[1], right[3]] for left, right in pairs),
    ]


def traffic_rows(rng: np.random.Generator, contacts: list[Contact]) -> list[exports.Row]:
    """Sessions by source and day, largest first; key events are the forms that became contacts, less 10 %."""
    forms = Counter()
    for contact in contacts:
        if happens(rng, 0.9):
            forms[contact.created.date(), contact.source[0]] += 1
            forms[contact.created.date(), contact.source[:2]] += 1
    rows = [_traffic_row(rng, day, name, forms) for day in days() for name in SOURCES]
    return sorted((row for row in rows if row["Sessions"]), key=lambda row: -row["Sessions"])


def _traffic_row(rng: np.random.Generator, day: dt.date, name: str, forms: Counter) -> exports.Row:
    level, (source, network) = SOURCES[name]
    key_events = forms[day, (source, network)] if network else forms[day, source]
    sessions = max(int(rng.poisson(level * (1.15 if day.weekday() < 5 else 0.45))), key_events)
    return {
        "Session source / medium": name, "Date": f"{day:%Y%m%d}", "Sessions": sessions,
        "Engaged sessions": max(int(rng.binomial(sessions, 0.57)), key_events), "Key events": key_events,
        "Total revenue": 0,
    }  # fmt: skip
