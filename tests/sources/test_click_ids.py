"""Click ids decide the platform of a result where nothing else names it, and stay in no table."""

import pytest

from socialroi.channels import classify
from socialroi.claims import is_deep_page
from socialroi.periods import parse_period
from socialroi.results import analytics_share, best_traffic

SHOPIFY = (
    "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,"
    "Note Attributes\n"
)
SECRET = "IwAR0abcSECRET"


def shopify(note: str) -> str:
    quoted = note.replace('"', '""')
    return SHOPIFY + f'#1,a@b.example,paid,USD,10,0,0,10,2025-07-01 09:00:00 -0700,1,Tea,"{quoted}"\n'


@pytest.mark.parametrize(
    ("note", "platform", "is_paid"),
    [
        (f"landing_site: /?fbclid={SECRET}", "meta", False),
        (f"ttclid: {SECRET}", "tiktok", True),
        (f'_visitor: {{"li_fat_id":"{SECRET}"}}', "linkedin", True),
        (f"landing: https://x.example/?gclid={SECRET}", None, True),
        (f"utm_source: newsletter\nfbclid: {SECRET}", None, False),
        (f"gclid: {SECRET}\nfbclid: {SECRET}", None, False),
        ("fbclid: \ncolour: red", None, False),
    ],
)
def test_a_shopify_order_s_click_id(read, note: str, platform: str | None, is_paid: bool) -> None:
    inputs = read({"orders.csv": shopify(note)})
    orders = inputs.tables["orders"]
    found = classify(orders).iloc[0]
    assert inputs.problems == [] and SECRET not in orders.to_csv()
    assert (found["platform"] if isinstance(found["platform"], str) else None, bool(found["is_paid"])) == (platform, is_paid)


def test_a_woocommerce_order_s_entry_page(read) -> None:
    header = "order_number,order_date,status,tax_total,shipping_total,refunded_total,order_total,order_currency,"
    header += "".join(f"meta:_wc_order_attribution_{name}," for name in ("utm_source", "source_type"))
    header += "meta:_wc_order_attribution_session_entry\n"
    rows = f"1,2025-07-01,completed,0,0,0,10,USD,(direct),typein,https://x.example/?twclid={SECRET}\n"
    rows += f"2,2025-07-01,completed,0,0,0,10,USD,google,organic,https://x.example/?fbclid={SECRET}\n"
    inputs = read({"orders.csv": header + rows})
    orders = inputs.tables["orders"]
    assert inputs.problems == [] and SECRET not in orders.to_csv()
    assert orders["source"].tolist() == ["x", "google"] and orders["medium"].tolist() == ["paid_social", "organic"]


def test_a_contact_s_first_page(read) -> None:
    text = '"Record ID","Email","Create Date","Original Source","First Page Seen"\n'
    text += f'"1","a@b.example","2025-07-01 09:00","Direct Traffic","https://x.example/?ttclid={SECRET}"\n'
    text += f'"2","c@b.example","2025-07-01 09:00","Organic Search","https://x.example/?ttclid={SECRET}"\n'
    leads = read({"contacts.csv": text}).tables["leads"]
    assert leads["source"].iloc[0] == "tiktok" and leads["medium"].tolist() == ["paid_social", "organic"]
    assert SECRET not in leads.to_csv()


def test_a_link_in_a_file_of_our_own(read) -> None:
    text = "day,contact,source,medium\n2025-07-01,a,https://x.example/p?mail=a@b.example&utm_source=linkedin,\n"
    text += f"2025-07-01,b,https://x.example/p?fbclid={SECRET},\n2025-07-02,c,https://l.instagram.com/?u=1,\n2025-07-02,d,t.co,\n"
    inputs = read({"leads.csv": text})
    assert inputs.problems == [] and SECRET not in inputs.tables["leads"].to_csv()
    assert inputs.tables["leads"]["source"].tolist() == ["linkedin", "meta", "l.instagram.com", "t.co"]


HEAD = "# ---\n# Landing page: Landing page + query string\n# ---\n# Start date: 20250701\n# End date: 20250731\n"


def test_a_landing_page_s_click_id_counts_where_web_analytics_knows_no_source(read) -> None:
    rows = (
        ("/a?fbclid=SECRET1", "(direct) / (none)", 10), ("/?b=2&FBCLID=SECRET2#top", "(not set) / (not set)", 4),
        ("/a?ttclid=SECRET3", "(direct) / (none)", 7), ("/a?twclid=SECRET4", "(direct) / (none)", 1),
        ("/a?li_fat_id=SECRET5&mail=a@b.example", "(direct) / (none)", 2), ("/a?gclid=SECRET6", "(direct) / (none)", 5),
        ("/a?msclkid=SECRET7", "(direct) / (none)", 6), ("/a?fbclid=SECRET8", "google / organic", 20),
        ("/a?fbclid=SECRET9&gclid=SECRET0", "(direct) / (none)", 3), ("/a?fbclid=SECRETA", "news / email", 8),
        ("/a?ttclid=", "(direct) / (none)", 9), ("/a?x=1", "(direct) / (none)", 25),
    )  # fmt: skip
    text = HEAD + "Landing page + query string,Session source / medium,Sessions\n" + "".join(f"{a},{b},{c}\n" for a, b, c in rows)
    inputs = read({"visits.csv": text})
    visits = inputs.tables["traffic"]
    assert inputs.problems == [] and "SECRET" not in visits.to_csv().upper() and "b.example" not in visits.to_csv()
    found = classify(visits)
    assert visits["sessions"].groupby(found["platform"]).sum().to_dict() == {"linkedin": 2, "meta": 14, "tiktok": 7, "x": 1}
    assert visits["sessions"].sum() == 100 and visits["sessions"][found["is_paid"]].sum() == 2 + 7 + 1 + 5 + 6
    deep = visits["sessions"][visits["source"].isin(["(direct)"]) & is_deep_page(visits["landing_page"])].sum()
    assert deep == 9 + 25  # the other direct visits came from where their click id says


@pytest.mark.parametrize(
    ("channel", "platform"),
    [("Direct", "tiktok"), ("Unassigned", "tiktok"), ("(not set)", "tiktok"), ("Organic Social", "tiktok"),
     ("Paid Social", "tiktok"), ("Email", None), ("Organic Search", None), ("Referral", None)],
)  # fmt: skip
def test_a_click_id_does_not_contradict_a_known_channel(read, channel: str, platform: str | None) -> None:
    text = HEAD + f"Landing page + query string,Session default channel group,Sessions\n/a?ttclid=SECRET,{channel},5\n"
    found = classify(read({"visits.csv": text}).tables["traffic"])["platform"][0]
    assert (found if isinstance(found, str) else None) == platform


def test_pages_without_any_source_are_known_by_their_click_ids_alone(read) -> None:
    text = HEAD + "Landing page + query string,Sessions,Key events\n/a?ttclid=SECRET,5,2\n/a?x=1,20,3\n/a?x=2,20,5\n"
    visits = read({"visits.csv": text}).tables["traffic"]
    assert visits["source"].isna().all()
    best = best_traffic(visits, parse_period("2025-07"))
    assert best["key_events"].sum() == 10  # pages that differ in their query alone are not one row
    assert analytics_share(best)[["platform", "share"]].values.tolist() == [["tiktok", 0.2]]
