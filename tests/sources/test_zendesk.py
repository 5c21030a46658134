"""Zendesk: the channel of each ticket, whether it was answered, nothing of the requester."""

import pandas as pd
from samples import ZENDESK

from socialroi.ticket_tags import has_tag

REFUNDS = {"type": "goodwill", "item": "Refunds", "given": "refunds", "tag": "refund"}


def test_tickets(read) -> None:
    inputs = read({"tickets.csv": ZENDESK}, timezone="Europe/Sofia", costs=[REFUNDS])
    assert inputs.problems == []
    tickets = inputs.tables["tickets"]
    assert tickets["ticket_id"].tolist() == ["501", "502"] and tickets["channel"].tolist() == ["facebook post", "mail"]
    assert tickets["day"].tolist() == [pd.Timestamp("2025-07-01"), pd.Timestamp("2025-07-03")]
    assert tickets["solved_day"].tolist()[0] == pd.Timestamp("2025-07-02") and tickets["solved_day"].isna().tolist()[1]
    assert tickets["is_answered"].tolist() == [True, False] and has_tag(tickets["tags"], "refund").tolist() == [True, False]


def test_without_replies_an_open_ticket_is_unknown_and_a_solved_one_answered(read) -> None:
    text = "Id,Requester,Status,Via,Created at,Solved at\n1,x,Solved,Mail,2025-07-15,2025-07-16\n2,x,Open,Mail,2025-07-15,\n"
    answered = read({"t.csv": text}).tables["tickets"]["is_answered"]
    assert answered[0] and answered.isna().tolist() == [False, True]


def test_a_ticket_without_a_channel_is_refused(read) -> None:
    inputs = read({"t.csv": ZENDESK.replace(",Mail,", ",,")})
    assert [(problem.row, problem.column) for problem in inputs.problems] == [(3, "Via")]
