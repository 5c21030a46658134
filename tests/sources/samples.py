"""One or more files of every reader, written by us with the bytes, headers and traps of the platforms' exports.

`SAMPLES[reader][name]` is a file. Whatever stands for a person in them is one of PERSONAL, so that a test can look for it.
"""

import io
import json

import pyarrow as pa
import pyarrow.parquet as parquet
from biff import old_workbook
from written import workbook

NAME, SURNAME, MAIL, IP, PHONE, FREE_TEXT = (
    "Zelda",
    "Quixote",
    "zelda.quixote@private.example",
    "203.0.113.77",
    "+15551230987",
    "Mumbletext",
)
PERSONAL = (NAME, SURNAME, "private.example", IP, "5551230987", FREE_TEXT)
PERSON = f"{NAME} {SURNAME}"


def utf16(text: str) -> bytes:
    """UTF-16 little endian with its mark, as Excel's 'Unicode text' is."""
    return b"\xff\xfe" + text.encode("utf-16-le")


def marked(text: str) -> bytes:
    """UTF-8 with its mark."""
    return text.encode("utf-8-sig")


def lines(*rows: str, end: str = "\n") -> str:
    """The rows of a text file."""
    return "".join(row + end for row in rows)


# --- Google Ads -----------------------------------------------------------------------------------------------------
_ADS_HEADER = (
    "Campaign status", "Campaign", "Budget", "Status", "Optimization score", "Currency code", "Impr.", "Interactions",
    "Interaction rate", "Avg. cost", "Cost", "Conv. rate", "Conversions", "Cost / conv.",
)  # fmt: skip
_ADS_ROWS = (
    (
        "Enabled",
        "Brand",
        "10.00",
        "Eligible",
        "77.77%",
        "USD",
        '"25,881"',
        "310",
        "1.20%",
        "0.55",
        "170.50",
        " --",
        "0.00",
        " --",
    ),
    ("Paused", "Total wellness", "5.00", "Paused", " --", "USD", "1200", "12", "< 10%", "0.40", "4.80", "8.33%", "1.00", "4.80"),
)
_ADS_TOTALS = tuple(
    (
        f"Total: {what}",
        " --",
        "15.00",
        " --",
        " --",
        "USD",
        '"27,081"',
        "322",
        "1.19%",
        "0.54",
        "175.30",
        "0.31%",
        "1.00",
        "175.30",
    )
    for what in ("Campaigns", "All but removed ads", "Account")
)
GOOGLE_ADS_CSV = lines(
    "Campaign report",
    '"March 27, 2026 - April 23, 2026"',
    ",".join(_ADS_HEADER),
    *(",".join(row) for row in (*_ADS_ROWS, *_ADS_TOTALS)),
)
GOOGLE_ADS_TABS = lines(
    "Campaign report", "March 27, 2026 - April 23, 2026", "\t".join(_ADS_HEADER),
    *("\t".join(row) for row in (*_ADS_ROWS, *_ADS_TOTALS)), end="\r\n",
)  # fmt: skip
GOOGLE_ADS_PT = lines(
    "Relatório de campanhas", "27 de março de 2026 - 23 de abril de 2026", "Status da campanha;Campanha;Impr.;Cliques;Custo",
    'Ativada;Marca;1.200;30;"1.234,56"', 'Total: conta; --;1.200;30;"1.234,56"',
)  # fmt: skip
GOOGLE_ADS_CARD = lines(
    "Date,Clicks,Impressions,Avg. CPC,Cost", '"Fri, 6 Feb 2026",4,100,US$0.50,US$2.00', '"Sat, 7 Feb 2026",0,80,,US$0.00'
)
GOOGLE_ADS_EMPTY = lines("Ad report", "All time", ",".join(_ADS_HEADER))

# --- Universal Analytics --------------------------------------------------------------------------------------------
_HASHES = "# ----------------------------------------"
UA = lines(
    _HASHES, "# All Web Site Data", "# Landing Pages", "# 20150416-20150417", _HASHES, "",
    "Landing Page,Device Category,Sessions,% New Sessions,New Users,Bounce Rate,Pages/Session,Avg. Session Duration,Revenue",
    f"/x?mail={MAIL},mobile,553,96.02%,531,92.41%,1.12,00:00:12,£0.00",
    '/x,desktop,"2,662",95.30%,"2,537",88.28%,1.20,00:00:18,"£1,204.50"',
    ',,"3,215",95.43%,"3,068",88.99%,1.18,00:00:17,"£1,204.50"',
    "", "Day Index,Pageviews", '16/04/2015,"2,000"', '17/04/2015,"1,800"', ',"3,800"',
)  # fmt: skip
UA_DUTCH = lines(
    _HASHES, "# Alle websitegegevens", "# Bron/medium", "# 20220301-20220331", _HASHES, "",
    "Bron/medium,Sessies,% nieuwe sessies,Nieuwe gebruikers,Bouncepercentage,Opbrengst",
    'facebook / social,2.546,"99,88%",2.543,"71,20%","US$ 0,00"', 'google / organic,120,"50,00%",60,"40,00%","US$ 1.009,36"',
    ',2.666,"97,60%",2.603,"69,80%","US$ 1.009,36"',
)  # fmt: skip
UA_BROWSERS = lines(
    _HASHES, "# Alle websitegegevens", "# Browser en besturingssysteem", "# 20220301-20220331", _HASHES, "",
    "Browser,Browserversie,Sessies,% nieuwe sessies", 'Chrome,99.0,2.546,"99,88%"', ',,2.546,"99,88%"',
)  # fmt: skip
UA_WORKBOOK = {
    "Summary": [["All Web Site Data"], ["All Traffic"], ["20220301-20220331"]],
    "Dataset1": [
        ["Source / Medium", "Sessions", "Bounce Rate", "Revenue"],
        ["facebook / social", 40, 0.5, 12.5],
        ["", 40, 0.5, 12.5],
    ],
    "Dataset2": [["Day Index", "Sessions"], ["2022-03-01", 40], ["", 40]],
}

# --- Google Analytics 4 in BigQuery ---------------------------------------------------------------------------------


def _event(name: str, at: str, visitor: str, params: dict[str, object], **records: object) -> dict[str, object]:
    typed = [{"key": key, "value": _typed(value)} for key, value in params.items()]
    return {
        "event_date": "20250701",
        "event_timestamp": at,
        "event_name": name,
        "event_params": typed,
        "user_pseudo_id": visitor,
    } | records


def _typed(value: object) -> dict[str, object]:
    kinds = {"string_value": str, "int_value": int, "float_value": None, "double_value": float}
    return {kind: value if python and isinstance(value, python) else None for kind, python in kinds.items()}


_PAGE = f"https://shop.example/menu?mail={MAIL}"
_TAG = {
    "manual_source": "instagram",
    "manual_medium": "paid_social",
    "manual_campaign_name": "Summer",
    "manual_content": "reel",
    "gclid": None,
}
EVENTS = [
    # 1751371200000000 is 2025-07-01 12:00:00 UTC
    _event("session_start", "1751371200000000", "111.222", {"ga_session_id": 71, "page_location": _PAGE}),
    _event("page_view", "1751371200500000", "111.222", {"ga_session_id": 71, "page_location": _PAGE}, collected_traffic_source=_TAG),
    _event("session_start", "1751374800000000", "333.444", {"ga_session_id": 72, "source": "google", "medium": "organic"},
           traffic_source={"source": "facebook", "medium": "social"}),
    _event("page_view", "1751374801000000", None, {"page_location": _PAGE}),
    _event("purchase", "1751371260000000", "111.222", {"ga_session_id": 71, "currency": "EUR", "transaction_id": "A-1", "value": 50.0},
           ecommerce={"purchase_revenue": 49.5, "purchase_revenue_in_usd": 58.0, "transaction_id": "A-1"}),
    _event("purchase", "1751371261000000", "111.222", {"ga_session_id": 71, "currency": "EUR", "transaction_id": "A-1", "value": 50.0},
           ecommerce={"purchase_revenue": 49.5, "purchase_revenue_in_usd": 58.0, "transaction_id": "A-1"}),
    _event("purchase", "1751374900000000", "333.444", {"ga_session_id": 72},
           ecommerce={"purchase_revenue": None, "purchase_revenue_in_usd": 20.0, "transaction_id": None}),
]  # fmt: skip
GA4_JSON = "".join(json.dumps(event) + "\n" for event in EVENTS).encode()


def parquet_of(events: list[dict[str, object]]) -> bytes:
    """The events as a Parquet file, times as whole numbers."""
    names = sorted({name for event in events for name in event})
    rows = [{name: event.get(name) for name in names} | {"event_timestamp": int(event["event_timestamp"])} for event in events]
    buffer = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows), buffer)
    return buffer.getvalue()


# --- LinkedIn Page --------------------------------------------------------------------------------------------------
_METRICS = ["Impressions", "Clicks", "Reactions", "Comments", "Reposts", "Engagement rate"]
_METRICS_HEADER = ["Date", *(f"{name} ({kind})" for name in _METRICS for kind in ("organic", "sponsored", "total"))]
_METRICS_HEADER.insert(4, "Unique impressions (organic)")
_POSTS_HEADER = [
    "Post title", "Post link", "Post type", "Campaign name", "Posted by", "Created date", "Campaign start date", "Campaign end date",
    "Audience", "Impressions", "Views", "Offsite Views", "Clicks", "Click through rate (CTR)", "Likes", "Comments", "Reposts", "Follows",
    "Engagement rate", "Content Type",
]  # fmt: skip
_URN = "https://www.linkedin.com/feed/update/urn:li:activity:7085550000000000001"
LINKEDIN_CONTENT = {
    "Metrics": [
        ["Aggregated engagement metrics for your organic and sponsored posts."], _METRICS_HEADER,
        ["07/01/2025", 100, 900, 1000, 80, 5, 45, 50, 4, 6, 10, 1, 0, 1, 2, 0, 2, 0.03333333507, 0.05, 0.049],
        ["07/02/2025", 120, 0, 120, 90, 6, 0, 6, 3, 0, 3, 0, 0, 0, 1, 0, 1, 0.02, 0, 0.02],
    ],
    "All posts": [
        ["A list of your posts in the selected time range."], _POSTS_HEADER,
        [FREE_TEXT, _URN, "Organic", None, PERSON, "07/01/2025", None, None, None, 100, None, None, 5, 0.05, 4, 1, 2, None, 0.12, "Image"],
        [FREE_TEXT, _URN, "Sponsored", "Brand push", PERSON, "07/01/2025", "07/01/2025", "07/31/2025", None, 900, None, None, 45, 0.05, 6, 0, 0, 3, 0.05, "Image"],
    ],
}  # fmt: skip
LINKEDIN_2020 = {
    "Update metrics (aggregated)": [
        ["Aggregated engagement metrics"],
        ["Date", "Impressions (organic)", "Impressions (total)", "Clicks (organic)", "Shares (organic)"], ["09/25/2020", 10, 10, 2, 1],
    ],
    "Update engagement": [
        ["A list of updates"],
        ["Update title", "Update link", "Update type", "Created by", "Created date", "Impressions", "Video views", "Clicks", "Likes", "Comments", "Shares"],
        [FREE_TEXT, _URN, None, PERSON, "09/25/2020", 10, 0, 2, 1, 0, 1],
    ],
}  # fmt: skip
LINKEDIN_FOLLOWERS = {
    "New followers": [
        ["Date", "Sponsored followers", "Organic followers", "Auto-invited followers", "Total followers"],
        ["07/01/2025", 1, 3, 2, 6], ["07/02/2025", 0, 0, 0, 0],
    ],
    "Location": [["Location", "Total followers"], ["Sofia", 300]],
    "Company size": [["Company size", "Total followers"], ["2-10", 120]],
}  # fmt: skip
_PAGES = [
    f"{page} {what} ({device})"
    for page in ("Overview", "Life", "Jobs", "Total")
    for what in ("page views", "unique visitors")
    for device in ("desktop", "mobile", "total")
]
LINKEDIN_VISITORS = {
    "Visitor metrics": [["Date", *_PAGES], ["07/01/2025", *range(1, 25)]],
    "Seniority": [["Seniority", "Total views"], ["Senior", 9]],
}
LINKEDIN_COMPETITORS = {
    "COMPETITORS": [
        ["07/01/2025 - 07/31/2025"],
        ["Page", "Total Followers", "New Followers", "Total post engagements", "Total posts"],
        ["Acme", 900, 12, 50, 4],
    ]
}

# --- Facebook Insights until 2021 -----------------------------------------------------------------------------------
_SS = "urn:schemas-microsoft-com:office:spreadsheet"


def xml_workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    """An Excel 2003 XML workbook; empty cells are left out and the next one says its place."""
    tables = "".join(
        f'<Worksheet ss:Name="{name}"><Table>{"".join(map(_xml_row, rows))}</Table></Worksheet>' for name, rows in sheets.items()
    )
    head = '<?xml version="1.0" encoding="utf-8"?><?mso-application progid="Excel.Sheet"?>'
    return f'{head}<Workbook xmlns="{_SS}" xmlns:ss="{_SS}">{tables}</Workbook>'.encode()


def _xml_row(row: list[object]) -> str:
    cells = [
        f'<Cell ss:Index="{place}"><Data ss:Type="{"String" if isinstance(cell, str) else "Number"}">{cell}</Data></Cell>'
        for place, cell in enumerate(row, start=1) if cell is not None
    ]  # fmt: skip
    return f"<Row>{''.join(cells)}</Row>"


FACEBOOK_PAGE = {
    "Key Metrics": [
        ["Date", "Lifetime Total Likes", "Daily Page Engaged Users", "Weekly Total Reach", "Daily Total Reach", "Daily Total Impressions", "Daily Page Post Engagements"],
        [None, "Lifetime: The total number of people who have liked your Page. (Unique Users)", "Daily: The number of people who engaged.",
         "Weekly: people", "Daily: The number of people who had content enter their screen.", "Daily: The number of times", "Daily: The number of times people engaged"],
        ["2019-07-01", 5000, 40, 2100, 700, 1500, 62], ["2019-07-02", 5003, None, 2200, 710, 1400, 58],
    ],
    "Daily Like Sources": [["Date", "Daily Like Sources - Ads", "Daily Like Sources - Page"], [None, "Daily: likes by ads", "Daily: likes by page"], ["2019-07-01", 1, 2]],
}  # fmt: skip
FACEBOOK_KEYS = lines("Date,page_fans,page_impressions,page_impressions_unique,page_views_total", "2019-07-01,5000,1500,700,33")
_FB_POST = ["Post ID", "Permalink", "Post Message", "Type", "Countries", "Languages", "Posted", "Audience Targeting"]
_FB_ONE = [
    "100000000000001_200000000000002",
    "https://www.facebook.com/x/posts/2",
    f"{FREE_TEXT}, hello",
    "Photo",
    None,
    None,
    "07/15/2019 08:15:00 AM",
    None,
]
FACEBOOK_POSTS = {
    "Key Metrics": [
        [*_FB_POST, "Lifetime Post Total Reach", "Lifetime Post Total Impressions"],
        [*[None] * 8, "Lifetime: people", "Lifetime: times shown"],
        [*_FB_ONE, 800, 1200],
    ],
    "Lifetime Post Stories by acti...": [
        [*_FB_POST, "share", "like", "comment"],
        [*[None] * 8, "Lifetime: stories", None, None],
        [*_FB_ONE, 3, 25, 4],
    ],
    "Lifetime Talking About This(Post)": [
        [*_FB_POST, "share", "like", "comment"],
        [*[None] * 8, "Lifetime: people", None, None],
        [*_FB_ONE, 2, 24, 4],
    ],
}

# --- Business Suite's audience --------------------------------------------------------------------------------------
AUDIENCE_2025 = lines(
    "sep=,", '"Age & gender"', '"","Women","Men"', '"18-24","10.1","5.3"', '"25-34","22.0","15.4"', "", '"Top cities"',
    '"Sofia, Bulgaria","Varna, Bulgaria"', '"15.4","3.2"', "", '"Top countries"', '"Bulgaria","Romania"', '"80.1","4.0"', "",
)  # fmt: skip
AUDIENCE_2024 = lines(
    "FB_PAGE  FOLLOW  UNIQUE_USERS",
    "30222",
    "",
    "Top cities",
    "Kyiv, Ukraine,Lviv, Ukraine",
    "18.7%,4.1%",
    "",
    "Age & gender",
    ",Men,Women",
    "18-24,5.3%,10.1%",
)

# --- TikTok Studio --------------------------------------------------------------------------------------------------
TIKTOK_OVERVIEW = lines(
    '"Date","Video Views","Profile Views","Likes","Comments","Shares"',
    '"31 de diciembre","900","20","50","4","2"',
    '"1 de enero","1100","25","61","5","3"',
)
TIKTOK_CONTENT = lines(
    '"Time","Video title","Video link","Post time","Total likes","Total comments","Total shares","Total views"',
    f'"March 9","{FREE_TEXT}, ""hot""","https://www.tiktok.com/@cafe/video/7300000000000000001","March 8","50","4","2","900"',
    f'"March 9","{FREE_TEXT}","https://www.tiktok.com/@cafe/video/7300000000000000002","December 30","10","0","1","200"',
)
TIKTOK_VIEWERS = lines(
    '"Date","Total Viewers","New Viewers","Returning Viewers"',
    '"March 8","700","500","200"',
    '"March 9","undefined","undefined","undefined"',
)
TIKTOK_FOLLOWERS = lines(
    '"Date","Followers","Difference in followers from previous day"', '"March 8","5000","12"', '"March 9","4990","-10"'
)
TIKTOK_ACTIVITY = lines('"Date","Hour","Active followers"', '"March 8","0","310"', '"March 8","1","290"')
TIKTOK_GENDER = lines('"Gender","Distribution"', '"Male","0.4"', '"Female","0.6"')
TIKTOK_TERRITORIES = lines('"Top territories","Distribution"', '"BG","0.9"')

# --- Pinterest ------------------------------------------------------------------------------------------------------
PINTEREST_OVERVIEW = lines(
    "Analytics overview,2025-07-01 - 2025-07-02,,,", "", "Date,Impressions,Engagements,Outbound clicks,Saves", "2025-07-01,400,30,6,9", "2025-07-02,380,25,4,7", "",
    "Top boards,,,,,", "Link,Impressions,Engagements,Pin clicks,Outbound clicks,Saves", "https://www.pinterest.com/cafe/menu/,500,40,20,8,12", "",
    "Top pins,,,", "Link,Type,Source,Impressions", "https://www.pinterest.com/pin/9001/,Standard,Your Pins,300",
)  # fmt: skip
PINTEREST_ADS = lines(
    "date,campaign_name,ad_name,pin_description,spend_in_account_currency,paid_impressions,paid_pin_clicks",
    f'2025-07-01,Summer,Iced coffee,"{FREE_TEXT}, cold",12.50,900,30', f"2025-07-02,Summer,Iced coffee,{FREE_TEXT},7.25,600,18",
)  # fmt: skip
PINTEREST_AUDIENCE = lines(
    "Age,", "18-24,12%", "", "Gender,", "female,80%", "", "Device,", "iphone,60%", "", "Countries,", "US,70%"
)

# --- Sprout Social --------------------------------------------------------------------------------------------------
SPROUT_POSTS = lines(
    '"Date","Post ID","Network","Post Type","Content Type","Profile","Sent by","Link","Post","Linked Content","Impressions","Organic Impressions",'
    '"Paid Impressions","Reach","Reactions","Comments","Shares","Saves","Engagement Rate (per Impression)","Post Link Clicks","Tags"',
    f'"12/30/2025 9:40 am","17900000000000001","Instagram","Post","Photo","@handle","{PERSON}","https://www.instagram.com/p/1/","{FREE_TEXT},\nsecond line","","11,337","11,000","337","9,100","1,042","12","7","30","16.1%","","menu"',
    f'"12/31/2025 9:40 pm","12345678901234567_9","Facebook","Post","Video","Cafe","{PERSON}","","{FREE_TEXT}","","500","500","0","410","20","1","0","","4.2%","5",""',
    end="\r\n",
)
SPROUT_PROFILES = lines(
    '"Date","Network","Profile","Audience","Net Audience Growth","Audience Gained","Sent Messages (Total)","Published Posts (Total)","Impressions"',
    """"01-01-2025","Instagram","'@handle","5,000","12","15","0","1","2,400\"""", """"01-01-2025","Instagram","'@other","900","-3","1","0","0","310\"""",
    '"01-13-2025","X","\'@handle","1,100","2","2","0","3","700"', end="\r\n",
)  # fmt: skip

# --- Shopify analytics, mail ----------------------------------------------------------------------------------------
SHOPIFY_VISITORS = lines('"Week","Online store visitors"', '"2025-06-30",310', '"2025-07-07",290')
SHOPIFY_REFERRERS = lines(
    '"Week","Social referrer","Sessions","Sessions (previous_year) "',
    '"2025-06-30","facebook",40,12.5',
    '"2025-06-30","instagram",60,-3.1',
)
KLAVIYO = lines(
    "Time Sent,Campaign Name,Sends,Opens,Open Rate,Clicks,Click Rate,Revenue",
    "2025-07-01 09:00:00,July news,1000,480,48.0%,31,3.1%,N/A",
)

# --- Shops and payments ---------------------------------------------------------------------------------------------
_WOO = "meta:_wc_order_attribution_"
WOOCOMMERCE = lines(
    "order_number,order_id,order_date,status,shipping_total,shipping_tax_total,tax_total,cart_discount,discount_total,order_total,refunded_total,order_currency,"
    "payment_method,customer_id,customer_email,billing_first_name,billing_last_name,billing_phone,billing_address_1,customer_ip_address,coupon_items,"
    f"{_WOO}source_type,{_WOO}utm_source,{_WOO}utm_medium,{_WOO}utm_campaign,{_WOO}device_type,line_item_1",
    f"1001,1001,2025-07-01 09:01:16,completed,5.00,1.00,11.00,0,0,66.00,0.00,EUR,cod,7,{MAIL},{NAME},{SURNAME},{PHONE},1 Road,{IP},code:LOTUS10|description:x,utm,instagram,paid_social,Summer,Mobile,name:Tea|total:50",
    f"1002,1002,2025-07-02 23:30:00,processing,0,0,0,0,0,40.00,10.00,EUR,cod,0,{MAIL.upper()},{NAME},{SURNAME},{PHONE},1 Road,{IP},,typein,(direct),,,Desktop,name:Tea|total:40",
    f"1003,1003,2025-07-03 10:00:00,cancelled,0,0,0,0,0,20.00,0,EUR,cod,0,,{NAME},{SURNAME},,,,,organic,google,,,Desktop,name:Tea|total:20",
    f"1004,1004,2025-07-04 10:00:00,refunded,0,0,0,0,0,30.00,0,EUR,cod,0,other@private.example,{NAME},{SURNAME},,,,,referral,lnkd.in,,,Desktop,name:Tea|total:30",
)  # fmt: skip
STRIPE = lines(
    "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,Converted Currency,Decline Reason,Description,Fee,Status,Customer ID,"
    "Customer Description,Customer Email,Card Name,Client Reference ID,Disputed Amount,Dispute Status,UTM Campaign,UTM Content,UTM Medium,UTM Source,UTM Term",
    f"ch_1,2025-07-01 01:30:00,15.00,0.00,usd,true,490.10,0.00,thb,,{FREE_TEXT},35.40,Paid,cus_1,{PERSON},{MAIL},{PERSON},,,,Summer,reel,paid_social,instagram,",
    f'ch_2,2025-07-01 15:00:00,"1,200.00",200.00,usd,true,39208.00,6534.67,thb,,{FREE_TEXT},900.00,Paid,cus_2,,{MAIL},{PERSON},,,,,,,,',
    f"ch_3,2025-07-02 15:00:00,15.00,0.00,usd,false,,,,insufficient_funds,{FREE_TEXT},0.00,Failed,cus_1,,{MAIL},{PERSON},,,,,,,,",
    f"ch_4,2025-07-03 15:00:00,20.00,0.00,eur,true,22.00,0.00,usd,,{FREE_TEXT},1.00,Paid,cus_3,,,{PERSON},,20.00,lost,,,,,",
    f"ch_5,2025-07-03 16:00:00,30.00,30.00,eur,true,33.00,33.00,usd,,{FREE_TEXT},1.00,Refunded,cus_3,,,{PERSON},,,,,,,,",
)  # fmt: skip

# --- CRM ------------------------------------------------------------------------------------------------------------
_LAST_WORDS = (
    "",
    "",
    '"Grand Totals (3 records)"',
    '"Confidential Information - Do Not Distribute"',
    '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."',
)
SALESFORCE_DEALS = lines(
    '"Opportunity ID","Opportunity Name","Account Name","Stage","Amount","Created Date","Close Date","Type","Lead Source","Primary Campaign Source"',
    f'"006000000000001","{PERSON} - kitchen","{PERSON}","Closed Won","1,200.00","7/15/2025","8/1/2025","New","Instagram","Summer"',
    f'"006000000000002","{PERSON} - hall","{PERSON}","Closed Lost","900.00","7/16/2025","8/2/2025","New","Word of mouth",""',
    f'"006000000000003","{PERSON} - bath","{PERSON}","Negotiation","","7/17/2025","9/30/2025","New","","Summer"', *_LAST_WORDS,
)  # fmt: skip
SALESFORCE_MEMBERS = lines(
    '"Campaign Name","Member Type","First Name","Last Name","Email","Phone","Company","Lead Source","Member Status","Member First Associated Date","Member First Responded Date"',
    f'"Webinar","Lead","{NAME}","{SURNAME}","{MAIL}","{PHONE}","Acme","LinkedIn","Responded","7/20/2025","7/21/2025"',
    f'"Ebook","Lead","{NAME}","{SURNAME}","{MAIL.upper()}","{PHONE}","Acme","LinkedIn","Sent","7/14/2025",""',
    f'"Ebook","Contact","{NAME}","{SURNAME}","b@private.example","","Beta","Web","Responded","7/15/2025",""', *_LAST_WORDS,
)  # fmt: skip
ZENDESK = lines(
    "Summation column,Id,Requester,Requester id,Requester external id,Requester email,Requester domain,Submitter,Assignee,Group,Subject,Tags,Status,Priority,Via,"
    "Ticket type,Created at,Updated at,Solved at,Satisfaction Score,Replies,Topic [list]",
    f"1,501,{PERSON},9,,{MAIL},private.example,{PERSON},Ann,Support,{FREE_TEXT},vip refund,Closed,Normal,Facebook Post,Question,2025-07-01 09:00:00 +0000,2025-07-02 10:00:00 +0000,2025-07-02 10:00:00 +0000,Good,2,Menu",
    f"1,502,{PERSON},9,,{MAIL},private.example,{PERSON},,Support,{FREE_TEXT},,Open,Normal,Mail,Question,2025-07-03 09:00:00 +0000,2025-07-03 09:00:00 +0000,,Unoffered,0,Menu",
)  # fmt: skip

# --- Listening and surveys ------------------------------------------------------------------------------------------
BRANDWATCH = {
    "Sheet0": [
        ["Report:", "Bulk Mentions Download"], ["Brand:", "Lotus Cafe"], ["From:", "2025-07-01"], ["To:", "2025-07-31"], ["Label:", "x"], ["", ""],
        ["Date", "Url", "Author", "Page Type", "Mentioned Authors", "Full Text", "Full Name", "Country Code", "Resource Id", "Sentiment"],
        ["2025-07-01 09:00:00.0", "https://x.com/zelda/1", f"@{NAME}", "twitter", "", FREE_TEXT, PERSON, "USA", "r1", "positive"],
        ["2025-07-02 09:00:00.0", "https://forum.example/1", PERSON, "forum", "", FREE_TEXT, PERSON, "USA", "r2", "negative"],
    ]
}  # fmt: skip
MELTWATER = lines(
    "Date\tTime\tDocument ID\tURL\tInput Name\tKeywords\tInformation Type\tSource Type\tSource Name\tSource Domain\tContent Type\tAuthor Name\tAuthor Handle\tTitle\tOpening Text\tHit Sentence\tLanguage\tSentiment\tReach\tAVE",
    f"20-Jul-2025 03:05PM\t03:05 PM\td1\thttps://x.com/1\tLotus Cafe\tlotus\tSocial\tSocial\tTwitter\tx.com\tPost\t{PERSON}\t@{NAME}\t{FREE_TEXT}\t{FREE_TEXT}\t{FREE_TEXT}\tEnglish\tNeutral\t1200\t11.1",
    f"21-Jul-2025 08:00AM\t08:00 AM\td2\thttps://news.example\tBean Bar\tbean\tNews\tOnline News\tDaily News\tnews.example\tArticle\t{PERSON}\t\t{FREE_TEXT}\t{FREE_TEXT}\t{FREE_TEXT}\tEnglish\tNot rated\t90000\t832.5",
    end="\r\n",
)  # fmt: skip
_MONKEY = [
    ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name", "Last Name",
     "How likely is it that you would recommend Lotus Cafe to a friend or colleague?", "Overall, how satisfied were you with your visit?", "What could be better?", None, "Other (please specify)"],
    [None, None, None, None, None, None, None, None, "Response", "Response", "Price", "Service", "Open-Ended Response"],
    ["118000000001", "9", "2025-07-15 10:00:00", "2025-07-15 10:04:00", IP, MAIL, NAME, SURNAME, "10 - Extremely likely", "Very satisfied", "Price", None, FREE_TEXT],
    ["118000000002", "9", "2025-07-16 10:00:00", "2025-07-16 10:04:00", IP, MAIL, NAME, SURNAME, "6", None, None, None, FREE_TEXT],
    ["118000000003", "9", "2025-07-17 10:00:00", "2025-07-17 10:04:00", IP, MAIL, NAME, SURNAME, None, None, None, None, FREE_TEXT],
]  # fmt: skip
SURVEYMONKEY = {"Sheet": _MONKEY}
SURVEY_CSV = lines(
    "Response ID,Submitted At,Email,NPS,NPS Category,CSAT (1-7),Comment,utm_source",
    f"r1,2025-07-15T10:00:00Z,{MAIL},9,Promoter,6,{FREE_TEXT},instagram",
    f"r2,2025-07-16T10:00:00Z,{MAIL},0,Detractor,,{FREE_TEXT},",
)

# --- Time and books -------------------------------------------------------------------------------------------------
HARVEST = lines(
    "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name,Employee Id,Roles,Employee?,Billable Rate,Billable Amount,Cost Rate,Cost Amount,Currency,External Reference URL",
    f'2025-07-01,Lotus,Social,,Posts,"{FREE_TEXT}, notes",1.5,Yes,No,No,{NAME},{SURNAME},,Designer,Yes,80.0,120.0,30.0,45.0,United States Dollar - USD,',
    f"2025-07-02,Lotus,Social,,Replies,{FREE_TEXT},0.25,Yes,No,No,{NAME},{SURNAME},,Designer,Yes,80.0,20.0,0.0,0.0,United States Dollar - USD,",
)  # fmt: skip
_CLOCKIFY = '"Project","Client","Description","Task","User","Group","Email","Tags","Billable","Start Date","Start Time","End Date","End Time","Duration (h)","Duration (decimal)","Billable Rate (USD)","Billable Amount (USD)"'
CLOCKIFY = lines(
    _CLOCKIFY + ',"Date of creation"',
    f'"Social","Lotus","{FREE_TEXT}","Posts","{PERSON}","","{MAIL}","reels","Yes","21/01/2026","09:00:00 AM","21/01/2026","10:30:00 AM","01:30:00","1.50","50.00","75.00","21/01/2026"',
    f'"Social","Lotus","{FREE_TEXT}","","{PERSON}","","{MAIL}","","Yes","03/02/2026","09:00:00 AM","03/02/2026","09:15:00 AM","00:15:00","0.25","50.00","12.50","03/02/2026"',
)
CLOCKIFY_PAID = lines(
    _CLOCKIFY + ',"Cost Rate (USD)","Cost Amount (USD)","Profit (USD)"',
    f'"Social","Lotus","{FREE_TEXT}","Posts","{PERSON}","","{MAIL}","","Yes","2026-01-21","09:00:00","2026-01-21","10:30:00","01:30:00","1.50","50.00","75.00","20.00","30.00","45.00"',
    '"Total","","","","","","","","","","","","","01:30:00","1.50","","75.00","","30.00","45.00"',
)
CLOCKIFY_ES = lines(
    '"Proyecto","Cliente","Descripción","Tarea","Usuario","Grupo","Correo electrónico","Etiquetas","Facturable","Fecha de inicio","Hora de inicio",'
    '"Fecha de finalización","Hora de finalización","Duración (h)","Duración (decimal)","Tarifa facturable (EUR)","Importe facturable (EUR)"',
    f'"Social","Lotus","{FREE_TEXT}","Posts","{PERSON}","","{MAIL}","reels","Sí","21/01/2026","09:00:00","21/01/2026","10:30:00","01:30:00","1.50","50.00","75.00"',
    f'"Social","Lotus","{FREE_TEXT}","","{PERSON}","","{MAIL}","","Sí","03/02/2026","09:00:00","03/02/2026","09:15:00","00:15:00","0.25","50.00","12.50"',
)
QUICKBOOKS = lines(
    "Lotus Cafe Ltd.,,,,,,,,", "Transaction Detail by Account,,,,,,,,", '"January - March, 2025",,,,,,,,', "",
    ",Date,Transaction Type,Num,Name,Memo/Description,Split,Amount,Balance", "Advertising,,,,,,,,",
    f",01/15/2025,Bill,1007,Ad Agency Ltd,{FREE_TEXT},Accounts Payable,\"1,000.00\",\"1,000.00\"", f",01/20/2025,Vendor Credit,,Ad Agency Ltd,{FREE_TEXT},Accounts Payable,$(250.00),750.00",
    'Total for Advertising,,,,,,,$750.00,', "Sales,,,,,,,,", f',02/14/2025,Invoice,55,{PERSON},{FREE_TEXT},Accounts Receivable,300.00,300.00', "Total for Sales,,,,,,,$300.00,",
    "", '"Accrual basis Monday, March 31, 2025 09:00 AM GMT+02:00"',
)  # fmt: skip
QUICKBOOKS_JOURNAL = lines(
    "Lotus Cafe Ltd.,,,,,,,,", "Journal,,,,,,,,", ",Date,Transaction Type,Num,Name,Memo/Description,Account,Debit,Credit", f",01/15/2025,Bill,1007,Ad Agency Ltd,{FREE_TEXT},Advertising,$100.00,",
    f",,,,,{FREE_TEXT},Accounts Payable,,$100.00", ",,,,,,,$100.00,$100.00",
)  # fmt: skip
QUICKBOOKS_INVOICES = lines(
    "Lotus Cafe Ltd.,,,,",
    "Invoice List,,,,",
    "Date,Num,Customer,Memo/Description,Open Balance (IDR)",
    f"01/15/2025,55,{PERSON},{FREE_TEXT},0.00",
)

# --- The other readers, one plain file each -------------------------------------------------------------------------
_CREATOR = {
    "DISCOVERY": [["Overall Performance", "8/7/2024 - 8/5/2025"], ["Impressions", 900]],
    "ENGAGEMENT": [["Date", "Impressions", "Engagements"], ["7/15/2025", 90, 4]],
    "FOLLOWERS": [["Total followers on 7/15/2025:", 782], [None, None], ["Date", "New followers"], ["7/15/2025", 2]],
}
_LINKEDIN_ADS = lines(
    "Ad Performance Report (in UTC)", '"Report Start: July 1, 2025, 12:00 AM"', '"Report End: July 1, 2025, 11:59 PM"', "",
    "Start Date (in UTC)\tAccount Name\tCurrency\tCampaign ID\tCampaign Name\tAd Name\tTotal Spent\tImpressions\tClicks", "7/1/2025\tLotus\tUSD\t1\tSummer\tReel\t10.50\t900\t12",
)  # fmt: skip

SAMPLES: dict[str, dict[str, bytes]] = {
    "google_ads": {
        "comma": GOOGLE_ADS_CSV.encode(), "tab": utf16(GOOGLE_ADS_TABS), "portuguese": GOOGLE_ADS_PT.encode(), "card": GOOGLE_ADS_CARD.encode(),
        "empty": GOOGLE_ADS_EMPTY.encode(),
    },
    "google_ua": {"english": UA.encode(), "dutch": UA_DUTCH.encode(), "browsers": UA_BROWSERS.encode(), "workbook": workbook(UA_WORKBOOK)},
    "ga4_bigquery": {"json": GA4_JSON, "parquet": parquet_of(EVENTS)},
    "linkedin_page": {
        "content": old_workbook(LINKEDIN_CONTENT), "content 2020": old_workbook(LINKEDIN_2020), "followers": old_workbook(LINKEDIN_FOLLOWERS),
        "visitors": old_workbook(LINKEDIN_VISITORS), "competitors": workbook(LINKEDIN_COMPETITORS),
    },
    "facebook_insights": {"page": xml_workbook(FACEBOOK_PAGE), "keys": FACEBOOK_KEYS.encode(), "posts": xml_workbook(FACEBOOK_POSTS)},
    "business_suite_audience": {"2025": utf16(AUDIENCE_2025), "2024": AUDIENCE_2024.encode()},
    "tiktok_studio": {
        "overview": marked(TIKTOK_OVERVIEW), "content": marked(TIKTOK_CONTENT), "viewers": marked(TIKTOK_VIEWERS), "followers": marked(TIKTOK_FOLLOWERS),
        "activity": marked(TIKTOK_ACTIVITY), "gender": marked(TIKTOK_GENDER), "territories": marked(TIKTOK_TERRITORIES),
        "workbook": workbook({"Overview": [["Date", "Video Views", "Profile Views", "Likes", "Comments", "Shares"], ["March 8", "900", "20", "50", "4", "2"]]}),
    },
    "pinterest": {"overview": PINTEREST_OVERVIEW.encode(), "ads": PINTEREST_ADS.encode(), "audience": PINTEREST_AUDIENCE.encode()},
    "sprout": {"posts": SPROUT_POSTS.encode(), "profiles": SPROUT_PROFILES.encode()},
    "shopify_analytics": {"visitors": SHOPIFY_VISITORS.encode(), "referrers": SHOPIFY_REFERRERS.encode()},
    "woocommerce": {"orders": WOOCOMMERCE.encode()},
    "stripe": {"payments": STRIPE.encode()},
    "salesforce": {"opportunities": SALESFORCE_DEALS.encode(), "members": SALESFORCE_MEMBERS.encode()},
    "zendesk": {"tickets": ZENDESK.encode()},
    "brandwatch": {"mentions": workbook(BRANDWATCH)},
    "meltwater": {"mentions": utf16(MELTWATER)},
    "survey": {"surveymonkey": workbook(SURVEYMONKEY), "generic": SURVEY_CSV.encode()},
    "harvest": {"detailed": HARVEST.encode()},
    "clockify": {"free": CLOCKIFY.encode(), "paid": CLOCKIFY_PAID.encode(), "spanish": CLOCKIFY_ES.encode()},
    "quickbooks": {"ledger": QUICKBOOKS.encode(), "journal": QUICKBOOKS_JOURNAL.encode(), "invoices": QUICKBOOKS_INVOICES.encode()},
    "mail_campaigns": {"klaviyo": KLAVIYO.encode()},
    "ga4": {"landing": lines("# ---", "# Landing page: Landing page", "# ---", "# Start date: 20250701", "# End date: 20250731", "Landing page,Sessions,Key events", "/,10,1").encode()},
    "meta_ads": {"campaign": marked(lines('"Campaign name",Reach,Impressions,"Amount spent (USD)","Reporting starts","Reporting ends"', "Summer,90,100,1.50,2025-07-01,2025-07-01"))},
    "meta_business_suite": {
        "metric": utf16(lines("sep=,", '"Instagram follows"', '"Date","Primary"', '"2025-07-01T00:00:00","65"', "")),
        "content": marked(lines('"Post ID","Account ID","Account username","Account name",Description,"Publish time",Permalink,"Post type","Data comment",Date,Views,Reach,Likes', f'17900000000000001,1,cafe,Cafe,{FREE_TEXT},"07/15/2025 04:26",https://x,IG image,,Lifetime,10,9,1', ',,,,,,,,"An error occurred",Lifetime,,,')),
    },
    "tiktok_ads": {"days": workbook({"sheet1": [["Date", "Cost", "CPC (destination)", "Impressions", "Clicks (destination)", "Results", "Reach", "Currency"], ["2025-07-01", "1.50", "0.5", "100", "3", "1", "90", "USD"]]})},
    "x_analytics": {
        "posts": lines("Post id,Date,Post text,Link,Impressions,Likes,Engagements,Bookmarks,Share,New follows,Replies,Reposts,Profile visits,Detail expands,Url clicks,Hashtag clicks,Permalink clicks", f'"1900000000000000001","Fri, Mar 21, 2025","{FREE_TEXT} @{NAME}",https://x.com/cafe/status/1,10,1,2,0,0,1,0,0,3,0,2,0,0').encode(),
        "days": lines("Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,Profile visits,Create Post,Video views,Media views", '"Fri, Mar 21, 2025",10,1,2,0,0,1,0,0,0,3,1,0,0').encode(),
        "spanish": lines("ID del post,Fecha,Texto del post,Postear enlace,Impresiones,Me gusta,Interacciones,Guardados,Compartidos,Nuevos seguidores,Respuestas,Reposts,Visitas del perfil,Ampliaciones de detalles,Clics en URL,Clics en hashtags", f'1900000000000000002,"Tue, Aug 25, 2026","{FREE_TEXT} @{NAME}",https://x.com/cafe/status/2,15,3,6,1,2,4,5,7,8,9,6,0').encode(),
    },
    "x_ads": {"campaigns": lines("Time period,On/Off,Campaign ID,Campaign name,Objective,Campaign start,Campaign end,Impressions,Spend,Link clicks,CTR,CPM,Engagements", "2025-07-01,On,1,Summer,Reach,2025-07-01,2025-07-31,100,1.50,3,0.03,15,5").encode()},
    "linkedin": {"creator": workbook(_CREATOR), "ads": utf16(_LINKEDIN_ADS)},
    "youtube": {"table": lines("Content,Video title,Video publish time,Impressions,Views,Watch time (hours)", "Total,,,100,50,2.5", f'abc123,{FREE_TEXT},"Feb 19, 2025",100,50,2.5').encode()},
    "shopify": {"orders": lines("Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Source,Billing Name,Billing Street,Billing Phone,Shipping Name,Notes", f"#1,{MAIL},paid,2025-07-01 09:00:00 -0700,USD,10.00,0.00,0.00,10.00,2025-07-01 09:00:00 -0700,1,Tea,web,{PERSON},1 {SURNAME} Street,{PHONE},{PERSON},{FREE_TEXT}", f"#1,{MAIL},,,,,,,,2025-07-01 09:00:00 -0700,2,Cup,,,,,,").encode()},
    "hubspot": {"deals": lines('"Record ID","Deal Name","Deal Stage","Create Date","Close Date","Amount"', f'"1","{PERSON}","Closed Won","2025-07-01 09:00","2025-07-05 09:00","100"').encode()},
    "toggl": {"detailed": marked(lines("User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount ()", f"{PERSON},{MAIL},Lotus,Social,,{FREE_TEXT},No,2025-07-01,09:00:00,2025-07-01,10:00:00,01:00:00,,"))},
    "rates": {"own": lines("date,from,to,rate", "2025-07-01,EUR,USD,1.17").encode()},
    "canonical_csv": {
        "sales": lines("day,net,currency,code,heard_from", "2025-07-01,10.50,USD,,").encode(), "surveys": lines("day,question,score,scale_max,source", "2025-07-01,nps,9,10,").encode(),
        "mentions": lines("day,platform,brand,sentiment,count", "2025-07-01,x,Lotus,positive,3").encode(), "costs": lines("type,item,monthly", "tool,Scheduler,99").encode(),
        "leads": lines("day,source,medium,campaign,count", "2025-07-01,instagram,social,,2").encode(),
    },
}  # fmt: skip
# What params must say of a sample before it can be read.
HINTS: dict[tuple[str, str], dict[str, object]] = {
    ("tiktok_studio", name): {"year": 2025} for name in ("overview", "content", "viewers", "followers", "workbook")
} | {("pinterest", "ads"): {"currency": "USD"}, ("x_ads", "campaigns"): {"currency": "USD"}}
