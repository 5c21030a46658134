"""Click ids decide the platform of a result where nothing else names it, and stay in no table."""

import pytest

from socialroi.channels import classify

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
    header = "order_number,order_date,status,order_total,order_currency,meta:_wc_order_attribution_utm_source,"
    header += "meta:_wc_order_attribution_source_type,meta:_wc_order_attribution_session_entry\n"
    rows = f"1,2025-07-01,completed,10,USD,(direct),typein,https://x.example/?twclid={SECRET}\n"
    rows += f"2,2025-07-01,completed,10,USD,google,organic,https://x.example/?fbclid={SECRET}\n"
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
