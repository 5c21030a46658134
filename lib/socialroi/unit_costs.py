"""What one costs: a post, an answered message; own staff against an agency; and what one more network would cost."""

import numpy as np
import pandas as pd

from socialroi.channels import heard
from socialroi.periods import Period

ANSWERS = "answers"  # the `content` of costs that answer messages; the rest makes posts
IN_HOUSE = ("labour", "content", "tool", "training")
OUTSIDE = ("agency", "consulting", "creator")


def per_post(ledger: pd.DataFrame, posts: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Cost of making a post, per platform, media spend and answering left aside: platform, cost, posts, per_post.

    Only costs recorded for the platform; what serves all stands in the line without a platform. Missing without posts.
    """
    making = ledger[(ledger["type"] != "media") & ledger["content"].ne(ANSWERS).fillna(True)]
    return _each(making, posts[period.holds(posts["day"])], "platform", "platform")


def per_content(ledger: pd.DataFrame, posts: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The same per type of content, where costs say which they serve and posts have that type."""
    making = ledger[ledger["content"].notna() & ledger["content"].ne(ANSWERS).fillna(True)]
    published = posts[period.holds(posts["day"])]
    return _each(making.assign(content=making["content"].str.lower()), published.assign(type=published["type"].str.lower()),
                 "content", "type")  # fmt: skip


def per_answer(ledger: pd.DataFrame, tickets: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Cost of an answered message: costs with `content: answers` ÷ answered tickets of social media. One row."""
    mine = tickets[period.holds(tickets["day"]) & heard(tickets["channel"]).notna()]
    answered = float(mine["is_answered"].eq(True).sum())
    cost = ledger.loc[ledger["content"].eq(ANSWERS).fillna(False), "cost"].sum(min_count=1)
    each = cost / answered if answered else np.nan
    return pd.DataFrame([(cost, answered, each)], columns=["cost", "answered", "per_answer"])


def in_house_against_outside(ledger: pd.DataFrame) -> pd.DataFrame:
    """Own staff, tools and training against agencies, consultants and creators: who, cost, share, hours, per_hour."""
    groups = {"in-house": IN_HOUSE, "outside": OUTSIDE}
    rows = []
    for who, types in groups.items():
        mine = ledger[ledger["type"].isin(types)]
        timed = mine[mine["hours"].notna()]
        hours = timed["hours"].sum()
        rows.append((who, mine["cost"].sum(), hours or np.nan, timed["cost"].sum() / hours if hours else np.nan))
    frame = pd.DataFrame(rows, columns=["who", "cost", "hours", "per_hour"])
    total = frame["cost"].sum()
    return frame.assign(share=frame["cost"] / total if total else np.nan)[["who", "cost", "share", "hours", "per_hour"]]


def one_more_network(ledger: pd.DataFrame, period: Period) -> pd.DataFrame:
    """What a further network would cost a month, going by those that run: low, likely, high, networks. One row.

    The cheapest, the middle and the dearest of the networks' own monthly costs without media spend. Tools that serve all are
    taken to serve the new one too. Missing where no cost is recorded for a network.
    """
    own = ledger[(ledger["type"] != "media") & ledger["platform"].notna()].groupby("platform")["cost"].sum()
    months = period.days / (365.25 / 12)
    monthly = own[own > 0] / months
    ends = (monthly.min(), monthly.median(), monthly.max()) if len(monthly) else (np.nan,) * 3
    return pd.DataFrame([(*ends, len(monthly))], columns=["low", "likely", "high", "networks"])


def _each(costs: pd.DataFrame, published: pd.DataFrame, by: str, name: str) -> pd.DataFrame:
    count = published.groupby(name).size().rename("posts").rename_axis(by).reset_index().astype({by: "str"})
    cost = costs.groupby(by, dropna=False)["cost"].sum().reset_index().astype({by: "str"})
    both = cost.merge(count, on=by, how="outer", validate="one_to_one")
    return both.assign(per_post=both["cost"] / both["posts"]).sort_values(by, ignore_index=True)
