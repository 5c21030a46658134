"""What one costs: a post, an answered message; own staff against an agency; and what one more network would cost."""

import numpy as np
import pandas as pd

from socialroi.channels import heard
from socialroi.periods import Period

ANSWERS, ADS = "answers", "ads"  # the `content` of costs that answer messages or make ads; the rest makes posts
NOT_MAKING = ("media", "goodwill")
IN_HOUSE = ("labour", "content", "tool", "training")
OUTSIDE = ("agency", "consulting", "creator")
BY_INVOICE = ("labour", "content")  # work that is the house's own, unless a supplier bills it: a freelancer


def per_post(ledger: pd.DataFrame, posts: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Cost of making a post, per platform: platform, own, shared, posts, per_post (own only), per_post_with_shared.

    Without media spend, goodwill, and costs that answer messages or make ads (`content: answers`, `content: ads`). `shared`:
    its part, by posts, of what serves all platforms; where no post is known it stands in a line without a platform.
    """
    making = _making(ledger)
    each = _each(making[making["platform"].notna()], posts[period.holds(posts["day"])], "platform", "platform")
    serves_all = float(making.loc[making["platform"].isna(), "cost"].sum())
    total = each["posts"].sum()
    shared = each["posts"] / total * serves_all if total else pd.Series(np.nan, each.index)
    whole = each["cost"].fillna(0.0) + shared
    frame = each.assign(shared=shared, per_post_with_shared=whole / each["posts"]).rename(columns={"cost": "own"})
    if serves_all and not total:
        frame = pd.concat([frame, pd.DataFrame({"shared": [serves_all]})], ignore_index=True)
    return frame[["platform", "own", "shared", "posts", "per_post", "per_post_with_shared"]]


def per_content(ledger: pd.DataFrame, posts: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The same per type of content, where costs say which they serve and posts have that type."""
    making = _making(ledger).dropna(subset="content")
    published = posts[period.holds(posts["day"])]
    return _each(making.assign(content=making["content"].str.lower()), published.assign(type=published["type"].str.lower()),
                 "content", "type")  # fmt: skip


def per_answer(ledger: pd.DataFrame, tickets: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Cost of an answered message: costs with `content: answers` ÷ answered tickets of social media. One row."""
    mine = tickets[period.holds(tickets["day"]) & heard(tickets["channel"]).notna()]
    answered = float(mine["is_answered"].eq(True).sum())
    cost = ledger.loc[_serves(ledger, ANSWERS), "cost"].sum(min_count=1)
    each = cost / answered if answered else np.nan
    return pd.DataFrame([(cost, answered, each)], columns=["cost", "answered", "per_answer"])


def in_house_against_outside(ledger: pd.DataFrame) -> pd.DataFrame:
    """Own staff, tools and training against agencies, consultants, creators and freelancers: who, cost, share, hours, per_hour.

    Labour and content that a supplier bills (`supplier`) is outside. `per_hour`: of the work whose hours are known only.
    """
    is_billed = ledger["type"].isin(BY_INVOICE) & ledger["supplier"].notna()
    who = pd.Series("in-house", ledger.index).mask(ledger["type"].isin(OUTSIDE) | is_billed, "outside")
    known = ledger[ledger["type"].isin((*IN_HOUSE, *OUTSIDE))]
    timed = known["cost"].where(known["hours"].notna())
    summed = known.assign(who=who, timed=timed).groupby("who")[["cost", "hours", "timed"]].sum(min_count=1)
    frame = summed.reindex(["in-house", "outside"]).reset_index()
    total = frame["cost"].sum()
    shown = frame.assign(cost=frame["cost"].fillna(0.0), share=frame["cost"].fillna(0.0) / (total or np.nan),
                         per_hour=frame["timed"] / frame["hours"])  # fmt: skip
    return shown[["who", "cost", "share", "hours", "per_hour"]]


def one_more_network(ledger: pd.DataFrame, posts: pd.DataFrame, period: Period) -> pd.DataFrame:
    """What a further network would cost a month if it ran like the others: low, likely, high, networks. One row.

    The cheapest, the middle and the dearest of the networks that run: a network's own costs without media spend and goodwill,
    and an equal part of the staff time and content that serve all. Tools and the rest that serve all are taken to serve the
    new one at no more cost. A network of which no cost is recorded says nothing of what one costs and is left out; missing
    where that leaves none. An estimate from own costs.
    """
    running = {*ledger["platform"].dropna(), *posts.loc[period.holds(posts["day"]), "platform"].dropna()}
    running -= {"meta"} if running & {"facebook", "instagram"} else set()
    work = ledger[~ledger["type"].isin(NOT_MAKING)]
    is_staff = work["type"].isin(BY_INVOICE)
    own = work[work["platform"].notna() & (work["split"].isna() | is_staff)].groupby("platform")["cost"].sum()
    for_all = float(work.loc[work["platform"].isna() & is_staff, "cost"].sum())
    each = own.reindex(sorted(running)).fillna(0.0) + for_all / max(len(running), 1)
    monthly = each[each > 0] / (period.days / (365.25 / 12))
    ends = (monthly.min(), monthly.median(), monthly.max())
    return pd.DataFrame([(*ends, len(monthly))], columns=["low", "likely", "high", "networks"])


def _making(ledger: pd.DataFrame) -> pd.DataFrame:
    return ledger[~ledger["type"].isin(NOT_MAKING) & ~_serves(ledger, ANSWERS) & ~_serves(ledger, ADS)]


def _serves(ledger: pd.DataFrame, content: str) -> pd.Series:
    return ledger["content"].str.casefold().eq(content).fillna(False).astype(bool)


def _each(costs: pd.DataFrame, published: pd.DataFrame, by: str, name: str) -> pd.DataFrame:
    count = published.groupby(name).size().rename("posts").rename_axis(by).reset_index().astype({by: "str"})
    cost = costs.groupby(by, dropna=False)["cost"].sum().reset_index().astype({by: "str"})
    both = cost.merge(count, on=by, how="outer", validate="one_to_one")
    return both.assign(per_post=both["cost"] / both["posts"]).sort_values(by, ignore_index=True)
