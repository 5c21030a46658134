"""Each platform's export in the exact bytes that its users download.

Every function takes rows that hold the platform's own words and numbers and gives the file's bytes.
"""

import datetime as dt
from collections.abc import Sequence

from demo.files import BOM, Cell, minimal_csv, quoted_csv, spaced_csv, utf16, workbook

Row = dict[str, Cell]

META_SUMS = ("Impressions", "Link clicks", "Clicks (all)", "Purchases", "Purchases conversion value")
FACEBOOK_POST_COLUMNS = (
    "Post ID", "Page ID", "Page name", "Title", "Description", "Duration (sec)", "Publish time", "Caption type",
    "Permalink", "Is crosspost", "Is share", "Post type", "Languages", "Custom labels", "Funded content status",
    "Data comment", "Date", "Views", "Reach", "Reactions, Comments and Shares", "Reactions", "Comments", "Shares",
    "Total clicks", "Link Clicks", "Other Clicks", "Matched Audience Targeting Consumption (Photo Click)",
    "Seconds viewed", "Average Seconds viewed", "Estimated earnings (USD)", "Ad impressions",
)  # fmt: skip
INSTAGRAM_POST_COLUMNS = (
    "Post ID", "Account ID", "Account username", "Account name", "Description", "Duration (sec)", "Publish time",
    "Permalink", "Post type", "Data comment", "Date", "Views", "Reach", "Likes", "Shares", "Comments", "Saves", "Follows",
)  # fmt: skip
TIKTOK_COLUMNS = (
    "Date", "Cost", "Cost per result", "CPC (destination)", "Impressions", "CTR (destination)", "Clicks (destination)",
    "Result rate", "Results", "Cost per conversion", "Cost per conversion (SKAN)", "Conversion rate (CVR)",
    "Conversions", "Conversions (SKAN)", "Reach", "Cost per 1,000 people reached", "Frequency", "Currency",
)  # fmt: skip
SHOPIFY_COLUMNS = (
    "Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at", "Accepts Marketing", "Currency",
    "Subtotal", "Shipping", "Taxes", "Total", "Discount Code", "Discount Amount", "Shipping Method", "Created at",
    "Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem compare at price", "Lineitem sku",
    "Lineitem requires shipping", "Lineitem taxable", "Lineitem fulfillment status", "Billing Name", "Billing Street",
    "Billing Address1", "Billing Address2", "Billing Company", "Billing City", "Billing Zip", "Billing Province",
    "Billing Country", "Billing Phone", "Shipping Name", "Shipping Street", "Shipping Address1", "Shipping Address2",
    "Shipping Company", "Shipping City", "Shipping Zip", "Shipping Province", "Shipping Country", "Shipping Phone",
    "Notes", "Note Attributes", "Cancelled at", "Payment Method", "Payment Reference", "Refunded Amount", "Vendor",
    "Outstanding Balance", "Employee", "Location", "Device ID", "Id", "Tags", "Risk Level", "Source", "Lineitem discount",
    "Tax 1 Name", "Tax 1 Value", "Tax 2 Name", "Tax 2 Value", "Tax 3 Name", "Tax 3 Value", "Tax 4 Name", "Tax 4 Value",
    "Tax 5 Name", "Tax 5 Value", "Phone", "Receipt Number", "Duties", "Billing Province Name", "Shipping Province Name",
    "Payment ID", "Payment Terms Name", "Next Payment Due At", "Payment References",
)  # fmt: skip
X_OVERVIEW_COLUMNS = (
    "Date", "Impressions", "Likes", "Engagements", "Bookmarks", "Shares", "New follows", "Unfollows", "Replies",
    "Reposts", "Profile visits", "Create Post", "Video views", "Media views",
)  # fmt: skip
X_CONTENT_COLUMNS = (
    "Post id", "Date", "Post text", "Link", "Impressions", "Likes", "Engagements", "Bookmarks", "Share", "New follows",
    "Replies", "Reposts", "Profile visits", "Detail expands", "Url clicks", "Hashtag clicks", "Permalink clicks",
)  # fmt: skip
X_ADS_COLUMNS = (
    "Time period", "On/Off", "Campaign ID", "Campaign name", "Objective", "Delivery status", "Campaign start",
    "Campaign end", "Impressions", "Spend", "Link clicks", "CTR", "CPM", "Cost per link click", "Engagements",
)  # fmt: skip
LINKEDIN_COLUMNS = (
    "Start Date (in UTC)", "Account Name", "Currency", "Campaign ID", "Campaign Name", "Ad Set ID", "Ad Set Name",
    "Total Spent", "Impressions", "Clicks", "Click Through Rate", "Average CPM", "Average CPC", "Total Engagements",
    "Conversions", "Leads",
)  # fmt: skip
TOGGL_COLUMNS = (
    "User", "Email", "Client", "Project", "Task", "Description", "Billable", "Start date", "Start time", "End date",
    "End time", "Duration", "Tags", "Amount ()",
)  # fmt: skip


def table(columns: Sequence[str], rows: list[Row]) -> list[list[Cell]]:
    """Header and rows in the header's order; what a row does not have stays blank."""
    unknown = {name for row in rows for name in row} - set(columns)
    if unknown:
        raise KeyError(f"no such columns: {sorted(unknown)}")
    return [list(columns), *([row.get(name) for name in columns] for row in rows)]


def ga4_report(title: str, name: str, rows: list[Row], *, first: dt.date, last: dt.date) -> bytes:
    """Google Analytics 4 report: `#` preamble, CRLF, no total, rows as the report happens to order them."""
    rule = "# " + "-" * 40
    preamble = (
        rule, f"# {title}", f"# Account: {name}", f"# Property: {name}", rule, "# ", "# All Users",
        f"# Start date: {first:%Y%m%d}", f"# End date: {last:%Y%m%d}",
    )  # fmt: skip
    body = minimal_csv(table(tuple(rows[0]), rows), line_end="\r\n")
    return ("\r\n".join(preamble) + "\r\n" + body).encode()


def meta_ads(rows: list[Row], *, spend: str, decimals: int, reach: int, first: dt.date, last: dt.date) -> bytes:
    """Meta Ads report with a daily split: byte order mark, the account's total first, its name blank.

    `spend` is the header that carries the currency. The total's reach is counted by Meta and is not a sum.
    """
    total: Row = {name: _sum(rows, name, 2) for name in META_SUMS if name in rows[0]}
    total |= {spend: _sum(rows, spend, decimals), "Reach": reach, "Frequency": total["Impressions"] / reach}
    total |= {"Reporting starts": str(first), "Reporting ends": str(last)}
    return BOM + spaced_csv(table(tuple(rows[0]), [total, *rows])).encode()


def business_suite_metric(metric: str, values: dict[dt.date, int]) -> bytes:
    """Business Suite, one metric per file: UTF-16, `sep=,`, the metric's name, then a day per line, a blank line last."""
    lines = [["Date", "Primary"], *([f"{day}T00:00:00", value] for day, value in values.items())]
    return utf16(f'sep=,\n"{metric}"\n' + quoted_csv(lines) + "\n")


def business_suite_posts(columns: tuple[str, ...], rows: list[Row]) -> bytes:
    """Business Suite content export (Facebook and Instagram differ in their columns), byte order mark first."""
    return BOM + spaced_csv(table(columns, rows)).encode()


def tiktok_ads(rows: list[Row]) -> bytes:
    """TikTok Ads Manager: one sheet, one row per day, no total."""
    return workbook({"sheet1": table(TIKTOK_COLUMNS, rows)})


def shopify_orders(rows: list[Row]) -> bytes:
    """Shopify orders: 79 columns, one row per line item, the order's own fields on its first row only."""
    return minimal_csv(table(SHOPIFY_COLUMNS, rows)).encode()


def hubspot(rows: list[Row]) -> bytes:
    """HubSpot contacts or deals: every cell quoted, the columns of the view."""
    return quoted_csv(table(tuple(rows[0]), rows)).encode()


def linkedin_ads(rows: list[Row], *, first: dt.date, last: dt.date, generated: dt.date) -> bytes:
    """LinkedIn Campaign Manager with a daily split: UTF-16, tabs, four lines and a blank one above the header."""
    preamble = (
        "Ad Set Performance Report (in UTC)", f'"Report Start: {_long(first)}, 12:00 AM"',
        f'"Report End: {_long(last)}, 11:59 PM"', f'"Date Generated: {_long(generated)}, 9:12 AM"', "",
    )  # fmt: skip
    return utf16("\n".join(preamble) + "\n" + minimal_csv(table(LINKEDIN_COLUMNS, rows), delimiter="\t"))


def linkedin_creator(sheets: dict[str, list[list[Cell]]]) -> bytes:
    """LinkedIn creator analytics: DISCOVERY, ENGAGEMENT, TOP POSTS, FOLLOWERS, DEMOGRAPHICS."""
    return workbook(sheets)


def x_ads(rows: list[Row]) -> bytes:
    """X Ads campaigns by day: nothing in the file names the currency."""
    return minimal_csv(table(X_ADS_COLUMNS, rows), line_end="\r\n").encode()


def x_overview(rows: list[Row]) -> bytes:
    """X account overview by day, newest first."""
    return minimal_csv(table(X_OVERVIEW_COLUMNS, rows), line_end="\r\n").encode()


def x_content(rows: list[Row]) -> bytes:
    """X analytics by post, newest first."""
    return minimal_csv(table(X_CONTENT_COLUMNS, rows), line_end="\r\n").encode()


def toggl(rows: list[Row]) -> bytes:
    """Toggl detailed report: byte order mark; the amount's currency is blank on a free plan."""
    return BOM + minimal_csv(table(TOGGL_COLUMNS, rows)).encode()


def own_csv(rows: list[Row]) -> bytes:
    """A file of the kit's own: costs.csv, sales.csv, fx.csv."""
    return minimal_csv(table(tuple(rows[0]), rows)).encode()


def us_date(day: dt.date) -> str:
    """8/7/2023: LinkedIn's English dates."""
    return f"{day.month}/{day.day}/{day.year}"


def _long(day: dt.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _sum(rows: list[Row], name: str, decimals: int) -> float:
    total = round(sum(row[name] for row in rows if row.get(name) is not None), decimals)
    return int(total) if total == int(total) else total
