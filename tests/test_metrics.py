"""Metrics: summed first and divided then, cut to the period, and missing where nobody measured."""

import pandas as pd
import pytest
from books import book, table

from socialroi import metrics, schema
from socialroi.periods import parse_period

Q3, JULY, AUGUST = (parse_period(label) for label in ("2025-Q3", "2025-07", "2025-08"))


def ad(day: str = "2025-07-01", platform: str = "meta", **columns: object) -> dict:
    return {"day": day, "platform": platform, "campaign": "Autumn", "currency": "EUR"} | columns


def measured(*frames: pd.DataFrame, period=Q3) -> dict[tuple[str, str], float]:
    found = metrics.by_platform(book(*frames).tables, period)
    return {(row.platform, row.metric): row.value for row in found.itertuples()}


def test_rates_are_ratios_of_sums_and_never_means_of_rows() -> None:
    spend = table(
        "spend", ad(impressions=100.0, clicks=10.0, cost=5.0), ad(impressions=10_000.0, clicks=90.0, cost=45.0, campaign="B")
    )
    found = measured(spend)
    assert found["meta", "ctr"] == pytest.approx(100 / 10_100)
    assert found["meta", "cpc"] == pytest.approx(0.5)
    assert found["meta", "cpm"] == pytest.approx(1000 * 50 / 10_100)


def test_a_rate_without_a_denominator_is_missing_and_not_infinite() -> None:
    found = measured(table("spend", ad(impressions=0.0, clicks=0.0, cost=5.0)))
    assert {metric for _, metric in found} == {"paid_impressions", "clicks", "media_spend"}


def test_what_no_export_holds_is_missing_and_not_zero() -> None:
    assert set(measured(table("spend", ad(cost=5.0)))) == {("meta", "media_spend")}
    assert measured() == {}


def test_reach_and_followers_are_never_added_over_days() -> None:
    days = table(
        "audience",
        *({"day": f"2025-07-0{n}", "platform": "x", "reach": 50.0, "followers": 9.0, "impressions": 7.0} for n in (1, 2)),
    )
    assert measured(days) == {("x", "impressions"): 14}
    assert {column.name for column in schema.AUDIENCE.columns if column.added == "never"} == {"reach", "followers"}


def test_impressions_and_views_are_two_metrics() -> None:
    days = table("audience", {"day": "2025-07-01", "platform": "instagram", "impressions": 5.0},
                 {"day": "2025-08-01", "platform": "instagram", "views": 9.0})  # fmt: skip
    assert measured(days) == {("instagram", "impressions"): 5, ("instagram", "views"): 9}


def test_days_come_before_posts_and_are_not_added_to_them() -> None:
    days = table("audience", {"day": "2025-07-01", "platform": "x", "impressions": 100.0})
    post = {"day": "2025-07-01", "platform": "x", "post_id": "1", "impressions": 60.0, "reactions": 3.0, "shares": 1.0}
    found = measured(days, table("posts", post, {**post, "post_id": "2", "day": "2025-10-01"}))
    assert (found["x", "impressions"], found["x", "engagements"], found["x", "posts"]) == (100, 4, 1)


def test_a_split_of_the_audience_is_not_added_to_its_total() -> None:
    day = {"day": "2025-07-01", "platform": "x", "impressions": 100.0}
    assert measured(table("audience", day, {**day, "breakdown": "women", "impressions": 60.0})) == {("x", "impressions"): 100}


@pytest.mark.parametrize(("period", "expected"), [(JULY, 31.0), (AUGUST, 9.0)])
def test_rows_of_several_days_are_cut_where_the_period_ends(period: object, expected: float) -> None:
    span = {"day": "2025-07-01", "last_day": "2025-08-09"}
    days = table("audience", {**span, "platform": "x", "impressions": 40.0})
    spend = table("spend", ad(**span, impressions=80.0, cost=40.0, clicks=40.0))
    visits = table("traffic", {**span, "source": "tiktok", "report": "R", "sessions": 40.0, "key_events": 4.0})
    found = measured(days, spend, visits, period=period)
    assert found["x", "impressions"] == pytest.approx(expected)
    assert found["tiktok", "sessions"] == pytest.approx(expected)
    assert found["meta", "media_spend"] == pytest.approx(expected)
    assert found["meta", "ctr"] == pytest.approx(0.5)


def test_visits_come_from_one_report() -> None:
    rows = [{"day": "2025-07-01", "source": "tiktok", "report": report, "sessions": 5.0, "key_events": 1.0, "landing_page": page}
            for report, page in (("Sources", None), ("Pages", "/a"))]  # fmt: skip
    assert measured(table("traffic", *rows)) == {("tiktok", "sessions"): 5}


def test_campaigns_keep_hostile_names_and_nameless_rows() -> None:
    names = ["<script>alert(1)</script>", '=HYPERLINK("http://x")', "\u202egnp.exe", None]
    found = metrics.by_campaign(table("spend", *(ad(campaign=name, cost=1.0) for name in names)), Q3)
    assert len(found) == 4 and found["value"].sum() == 4
    assert set(found["campaign"].dropna()) == set(names[:3])


def test_parts_sum_to_the_platform() -> None:
    spend = table("spend", ad(cost=3.0), ad(cost=4.0, campaign="B"), ad(cost=5.0, platform="x"))
    parts = metrics.by_campaign(spend, Q3).query("metric == 'media_spend'").groupby("platform")["value"].sum()
    assert parts.to_dict() == {
        platform: value for (platform, metric), value in measured(spend).items() if metric == "media_spend"
    }


def test_the_period_before_stands_beside_and_is_missing_where_it_has_none() -> None:
    spend = table("spend", ad(cost=3.0), ad("2025-06-30", cost=2.0), ad(platform="x", cost=1.0), ad(campaign=None, cost=1.0))
    now, before = (metrics.by_campaign(spend, period) for period in (Q3, Q3.previous()))
    found = metrics.compare(now, before).set_index(["platform", "campaign"])["previous"]
    assert found["meta", "Autumn"] == 2 and pd.isna(found["x", "Autumn"]) and len(found) == 3


def test_nps_of_a_scale_that_starts_at_one_is_refused() -> None:
    for scale in ({"scale_min": 1}, {"scale_max": 5}):
        with pytest.raises(ValueError, match="0 to 10"):
            metrics.nps(pd.Series([1.0, 5.0]), **scale)
    with pytest.raises(ValueError, match="0 to 10"):
        metrics.nps(pd.Series([11.0]))
    with pytest.raises(ValueError, match="0 to 10"):
        metrics.nps(pd.Series([9.0, None]))
