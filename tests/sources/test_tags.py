"""Tags that people type hold names now and then: no tag's text stays, and those that params name are found all the same."""

from socialroi.ticket_tags import has_tag

ORDERS = (
    "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Tags\n"
    '#1,a@b.example,paid,USD,10,0,0,10,2025-07-01 09:00:00 -0700,1,Tea,"Social-Complaint, Zelda Quixote"\n'
    '#2,a@b.example,paid,USD,10,0,0,10,2025-07-01 09:00:00 -0700,1,Tea,"vip, Zelda Quixote"\n'
)
GOODWILL = {"type": "goodwill", "item": "Refunds", "given": "refunds", "tag": "social-complaint"}


def test_no_tag_s_text_stays_but_the_client_s_own_word(read, tmp_path) -> None:
    inputs = read({"orders.csv": ORDERS}, costs=[GOODWILL])
    orders = inputs.tables["orders"]
    assert inputs.problems == [] and has_tag(orders["tags"], "social-complaint").tolist() == [True, False]
    assert not any(word in orders.to_csv().lower() for word in ("zelda", "quixote", "vip"))
    cached = b"".join(path.read_bytes() for path in (tmp_path / ".cache").glob("*")).lower()
    assert cached and b"zelda" not in cached and b"social-complaint" not in cached


def test_tags_of_two_words_in_a_file_of_our_own(read) -> None:
    text = 'day,ticket_id,channel,tags\n2025-07-01,1,facebook,"social complaint, Zelda"\n2025-07-01,2,facebook,\n'
    tickets = read({"tickets.csv": text}, costs=[GOODWILL | {"tag": "Social complaint"}]).tables["tickets"]
    assert has_tag(tickets["tags"], "social complaint").tolist() == [True, False]
    assert "zelda" not in tickets.to_csv().lower() and tickets["tags"].isna().tolist() == [False, True]


def test_a_tag_named_in_costs_csv(read) -> None:
    costs = "type,item,given,tag\ngoodwill,Refunds,refunds,vip\n"
    orders = read({"orders.csv": ORDERS, "costs.csv": costs}).tables["orders"]
    assert has_tag(orders["tags"], "vip").tolist() == [False, True]
