"""The middle of the page: platforms and campaigns, other ways of counting, earlier periods, what is not priced."""

import pandas as pd

from socialroi import charts, labels, report_customers
from socialroi.assessment import Assessment
from socialroi.blocks import Block, Heading, Paragraph, Section, Table
from socialroi.compose import chart, table
from socialroi.counting import PURCHASE
from socialroi.params_values import Lifetime
from socialroi.periods import parse_period
from socialroi.views import stability
from socialroi.words import Words


def platforms(found: Assessment, words: Words) -> list[Block]:
    """ROI by platform with its interval, then what each platform and campaign did."""
    section, formats = Section("platforms", words.say("By platform and campaign")), words.formats
    blocks: list[Block] = [section]
    shown = found.platforms.dropna(subset="roi")
    if len(shown) and found.has_number:
        frame = shown.assign(label=[labels.platform(words, name) for name in shown["platform"]], value=shown["roi"])
        finding = _best(frame, words)
        axes = charts.dots_with_intervals(
            frame, show=formats.percent, break_even=words.say("break-even"), right_to_left=formats.is_right_to_left
        )
        blocks.append(chart("platform-chart", finding, axes, _platform_table(found, words, finding)))
        blocks.append(Paragraph(_allocation(found, words), tone="small"))
    return [*blocks, *_campaigns(found, words)]


def robustness(found: Assessment, words: Words) -> list[Block]:
    """The ROI as other ways of counting see it, the platforms' claims, and which assumption moves it most."""
    section, formats = Section("robustness", words.say("Does the verdict hold?")), words.formats
    if not found.has_number:
        return [section, Paragraph(words.say("Without a cost and a value there is no ROI to show.")), *_claims(found, words)]
    holds, of = stability(found.views, found.headline.roi)
    blocks: list[Block] = [section]
    if of:
        blocks.append(Paragraph(words.say(
            "In %(holds)s of %(of)s other ways of counting, the result stands on the same side of break-even.",
            holds=formats.count(holds), of=formats.count(of),
        )))  # fmt: skip
        rows = [
            (words.say(labels.VIEWS[row.view]), formats.rounded_money(row.value), formats.percent(row.roi))
            for row in found.views.itertuples()
        ]
        heads = (words.say("Way of counting"), words.say("Value"), words.say("ROI"))
        blocks.append(table(words.say("The ROI under other ways of counting"), heads, rows, numbers=(1, 2)))
    return [*blocks, *_claims(found, words), *_tornado(found, words)]


def trend(found: Assessment, words: Words) -> list[Block]:
    """The last periods, recomputed from the same exports."""
    section, formats = Section("trend", words.say("Trend")), words.formats
    if len(found.trend) < 2:
        return [section, Paragraph(words.say("The exports hold no earlier period to compare with."))]
    label = found.trend["period"].map(lambda name: formats.period(parse_period(name)))
    first, last = found.trend.iloc[0], found.trend.iloc[-1]
    finding = words.say(
        "ROI by period: %(first)s in %(first_period)s, %(last)s in %(last_period)s.", first=formats.percent(first["roi"]),
        first_period=label.iloc[0], last=formats.percent(last["roi"]), last_period=label.iloc[-1],
    )  # fmt: skip
    axes = charts.trend(
        found.trend.assign(label=label, value=found.trend["roi"]), show=formats.percent, break_even=words.say("break-even"),
        right_to_left=formats.is_right_to_left,
    )  # fmt: skip
    heads = (words.say("Period"), words.say("Cost"), words.say("Value"), words.say("ROI"), words.say("80 %% range"))
    rows = [
        (name, formats.money(row.cost), formats.money(row.value), formats.percent(row.roi),
         formats.percent_range(row.low, row.high))
        for name, row in zip(label, found.trend.itertuples(), strict=True)
    ]  # fmt: skip
    numbers = table(finding, heads, rows, numbers=(1, 2, 3, 4), details=True)
    note = words.say("Hatched periods are not ripe yet: more is still to come.")
    unripe = [Paragraph(note, tone="small")] if found.trend["is_unripe"].any() else []
    return [section, chart("trend-chart", finding, axes, numbers), *unripe]


def beyond_money(found: Assessment, words: Words) -> list[Block]:
    """What the accounts' own posts earned, beside the period before; not priced."""
    section = Section("beyond-money", words.say("Beyond money"))
    names = ["impressions", "views", "engagements", "engagement_rate_by_impressions", "followers_gained", "profile_visits",
             "video_views", "posts", "sessions"]  # fmt: skip
    rows = _metric_rows(found.metrics[found.metrics["metric"].isin(names)], words)
    followers = [*_ahead(found, words), *_followers(found, words)]
    if not rows:
        return [section, Paragraph(words.say("No export says what the accounts' own posts earned.")), *followers]
    heads = (words.say("Platform"), words.say("Metric"), words.say("This period"), words.say("Period before"))
    return [
        section, Paragraph(words.say("These numbers are watched, not priced: they are not in the result.")),
        table(words.say("What the accounts' own posts earned"), heads, rows, numbers=(2, 3)), *followers,
    ]  # fmt: skip


def _ahead(found: Assessment, words: Words) -> list[Block]:
    """What customers will still buy, where params price them so."""
    if not isinstance(found.book.params.values.get(PURCHASE), Lifetime):
        return []
    return [Heading(words.say("What customers will still buy")), *report_customers.ahead(found.book, words)]


def _followers(found: Assessment, words: Words) -> list[Block]:
    """Followers against others like them, where a file says who follows."""
    if found.book.tables["customers"].empty:
        return []
    return [Heading(words.say("Those who follow, and those who do not")), *report_customers.compared(found.book, words)]


def _best(frame: pd.DataFrame, words: Words) -> str:
    """Which platform brought most back, among those with enough results to say so."""
    enough = frame[~frame["is_few"].astype(bool)]
    if enough.empty:
        return words.say("No platform has enough results to rank them; grey stands for few results.")
    best = enough.iloc[0]
    return words.say(
        "Most came back on %(platform)s: an ROI of %(roi)s, full cost counted.", platform=best["label"],
        roi=words.formats.percent(best["roi"]),
    )  # fmt: skip


def _platform_table(found: Assessment, words: Words, caption: str) -> Table:
    formats = words.formats
    heads = (words.say("Platform"), words.say("Full cost"), words.say("Share of cost"), words.say("Value traced"),
             words.say("Share of value"), words.say("ROI"), words.say("80 %% range"), words.say("Results"))  # fmt: skip
    cost, value = found.platforms["cost"].sum(), found.platforms["value"].sum()
    rows = [
        (labels.platform(words, row.platform), formats.money(row.cost), formats.share(row.cost / cost if cost else None),
         formats.money(row.value), formats.share(row.value / value if value else None), formats.percent(row.roi),
         formats.percent_range(row.low, row.high), formats.count(row.count))
        for row in found.platforms.itertuples()
    ]  # fmt: skip
    return table(caption, heads, rows, numbers=tuple(range(1, 8)), details=True)


def _allocation(found: Assessment, words: Words) -> str:
    """At which level platforms are told apart, and how the costs that serve all of them are split."""
    if (found.platforms["platform"] == "").all():
        return words.say("Which platform brought the results is not known, so all platforms stand together.")
    rule = {
        "media_spend": words.say("Costs that serve all platforms are split by media spend."),
        "posts": words.say("Costs that serve all platforms are split by the number of posts."),
        "equal": words.say("Costs that serve all platforms are split equally."),
    }[found.allocation]
    parts = set(found.found.table["platform"]) | set(found.ledger["platform"])
    if not (parts & {"facebook", "instagram"} and (found.platforms["platform"] == "meta").any()):
        return rule
    return rule + " " + words.say("Facebook and Instagram stand together as Meta: cost or results are not known apart.")


def _campaigns(found: Assessment, words: Words) -> list[Block]:
    kept = ["media_spend", "paid_impressions", "clicks", "ctr", "cpc", "cpm"]
    wide = found.campaigns[found.campaigns["metric"].isin(kept)].pivot(
        index=["platform", "campaign"], columns="metric", values="value"
    ).reindex(columns=kept)  # fmt: skip
    if wide.empty:
        return []
    wide = wide.sort_values("media_spend", ascending=False, kind="stable")
    heads = (words.say("Campaign"), words.say("Platform"), *(labels.label(words, labels.METRICS, name) for name in kept))
    rows = [
        (words.name(campaign) if isinstance(campaign, str) else words.say("no name"), labels.platform(words, platform),
         *(labels.metric_value(words, name, row[name]) for name in kept))
        for (platform, campaign), row in wide.iterrows()
    ]  # fmt: skip
    return [table(words.say("Campaigns, dearest first"), heads, rows, numbers=tuple(range(2, 8)), details=True)]


def _claims(found: Assessment, words: Words) -> list[Block]:
    against, formats = found.claims, words.formats
    if not against["by_platform"]:
        return []
    rows = [(words.say("%(platform)s reports", platform=labels.platform(words, name)), formats.count(count))
            for name, count in against["by_platform"].items()]  # fmt: skip
    if against["web_analytics"] is not None:
        rows.append((words.say("Web analytics counts from social media"), formats.count(against["web_analytics"])))
    rows.append((words.say("Traced to social media in this report"), formats.count(against["attributed_orders"])))
    rows.append((words.say("All purchases"), formats.count(against["all_orders"])))
    heads = (words.say("Who counts"), words.say("Results"))
    return [
        Heading(words.say("What the platforms report")),
        table(words.say("Claims against orders"), heads, rows, numbers=(1,)),
    ]


def _tornado(found: Assessment, words: Words) -> list[Block]:
    if found.sensitivity.empty:
        return []
    formats = words.formats
    frame = found.sensitivity.assign(label=[labels.assumption(words, key) for key in found.sensitivity["key"]])
    widest = frame.iloc[0]
    finding = words.say(
        "%(assumption)s moves the result most: the ROI goes from %(low)s to %(high)s with it.", assumption=widest["label"],
        low=formats.percent(widest["low"]), high=formats.percent(widest["high"]),
    )  # fmt: skip
    axes = charts.tornado(
        frame, likely=found.headline.roi, show=formats.percent, break_even=words.say("break-even"),
        right_to_left=formats.is_right_to_left,
    )  # fmt: skip
    rows = [(row.label, formats.percent(row.low), formats.percent(row.high)) for row in frame.itertuples()]
    heads = (words.say("Assumption"), words.say("ROI at its worse end"), words.say("ROI at its better end"))
    return [chart("assumption-chart", finding, axes, table(finding, heads, rows, numbers=(1, 2), details=True))]


def _metric_rows(frame: pd.DataFrame, words: Words) -> list[tuple[str, ...]]:
    return [
        (labels.platform(words, row.platform), labels.label(words, labels.METRICS, row.metric),
         labels.metric_value(words, row.metric, row.value), labels.metric_value(words, row.metric, row.previous))
        for row in frame.itertuples()
    ]  # fmt: skip
