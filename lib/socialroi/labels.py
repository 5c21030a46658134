"""The reader's words for the codes of the tables: platforms, actions, metrics, views, assumptions, and the glossary."""

from socialroi.words import N_, Words

BRANDS = {
    "facebook": "Facebook", "instagram": "Instagram", "meta": "Meta", "tiktok": "TikTok", "x": "X", "linkedin": "LinkedIn",
    "youtube": "YouTube", "pinterest": "Pinterest", "reddit": "Reddit", "snapchat": "Snapchat", "threads": "Threads",
    "telegram": "Telegram", "zalo": "Zalo", "vk": "VK", "bluesky": "Bluesky", "whatsapp": "WhatsApp", "viber": "Viber",
    "ok": "OK.ru", "kakao": "KakaoTalk", "line": "LINE", "discord": "Discord", "tumblr": "Tumblr", "quora": "Quora",
    "xing": "XING", "mastodon": "Mastodon", "weibo": "Weibo", "wechat": "WeChat", "nextdoor": "Nextdoor",
}  # fmt: skip
ACTIONS = {
    "purchase": N_("Purchases"),
    "later_purchases": N_("What new customers are still to buy"),
    "lead": N_("Leads"),
    "sign_up": N_("Sign-ups"),
    "download": N_("Downloads"),
    "demo": N_("Demos"),
    "support_reply": N_("Answered messages"),
    "impression": N_("Impressions"),
    "engagement": N_("Engagements"),
    "hire": N_("Hires"),
    "partner": N_("Partners won"),
    "incident": N_("Risks avoided"),
}
OBJECTIVES = {
    "revenue": N_("More sales"),
    "leads": N_("More leads"),
    "sign_ups": N_("More sign-ups"),
    "awareness": N_("Being known"),
    "sentiment": N_("Being liked"),
    "loyalty": N_("Loyal customers"),
    "retention": N_("Keeping customers"),
    "upsell": N_("Selling more to customers"),
    "service": N_("Good customer experience"),
    "authority": N_("Being trusted as an expert"),
    "employees": N_("Employees' trust and satisfaction"),
    "partners": N_("Partners' and suppliers' trust"),
    "risk": N_("Security and less risk"),
}
EXPORTS = {
    "canonical_csv": N_("The client's own list"),
    "mapped": N_("A file mapped in the parameters"),
    "rates": N_("Exchange rates"),
}
EXPORT_BRANDS = {
    "ga4": "Google Analytics", "meta_ads": "Meta Ads", "meta_business_suite": "Meta Business Suite", "tiktok_ads": "TikTok Ads",
    "x_ads": "X Ads", "x_analytics": "X Analytics", "linkedin": "LinkedIn", "youtube": "YouTube Studio", "shopify": "Shopify",
    "hubspot": "HubSpot", "toggl": "Toggl",
}  # fmt: skip
METRICS = {
    "media_spend": N_("Media spend"),
    "paid_impressions": N_("Paid impressions"),
    "clicks": N_("Clicks on ads"),
    "cpm": N_("Cost per 1,000 paid impressions"),
    "cpc": N_("Cost per click"),
    "ctr": N_("Clicks per paid impression"),
    "claimed_conversions": N_("Conversions reported by the platform"),
    "impressions": N_("Impressions of the account's own posts"),
    "views": N_("Views of the account's own posts"),
    "engagements": N_("Engagements with the account's own posts"),
    "engagement_rate_by_impressions": N_("Engagements per impression"),
    "followers_gained": N_("New followers"),
    "profile_visits": N_("Visits of the profile"),
    "video_views": N_("Video views"),
    "posts": N_("Posts published"),
    "sessions": N_("Visits to the website"),
    "purchases": N_("Purchases traced to social media"),
    "revenue": N_("Revenue traced to social media"),
    "new_customers": N_("New customers traced to social media"),
    "leads": N_("Leads traced to social media"),
    "value": N_("Value traced to social media"),
    "returning_customers": N_("Customers who came back through social media"),
    "revenue_per_customer": N_("Revenue per customer traced to social media"),
    "nps": N_("Net promoter score"),
    "csat": N_("Satisfied customers"),
    "employee_trust": N_("Employees who trust the company"),
    "employee_satisfaction": N_("Satisfied employees"),
    "partner_trust": N_("Partners who trust the company"),
    "supplier_trust": N_("Suppliers who trust the company"),
    "mentions": N_("Mentions of the brand"),
    "negative_mentions": N_("Complaints in public"),
    "net_sentiment": N_("Good less bad mentions, of all"),
    "share_of_voice": N_("Share of all mentions, others' included"),
    "hire": N_("Hires"),
}
MONEY_METRICS = ("media_spend", "cpm", "cpc", "revenue", "value", "revenue_per_customer")
SHARE_METRICS = (
    "ctr", "engagement_rate_by_impressions", "csat", "employee_trust", "employee_satisfaction", "partner_trust", "supplier_trust",
    "net_sentiment", "share_of_voice",
)  # fmt: skip
LOWER_IS_BETTER = ("negative_mentions",)
VIEWS = {
    "own_source_only": N_("Only results that carry their source themselves (grade A)"),
    "web_analytics": N_("Web analytics' share of all orders"),
    "platform_claims": N_("What the platforms report themselves"),
    "untagged_central": N_("With social media's part of untagged visits"),
    "untagged_high": N_("With all untagged visits to deep pages"),
    "incremental_likely": N_("Only what would not have come anyway, likely share"),
    "incremental_low": N_("Only what would not have come anyway, low share"),
}
COST_RUNGS = {
    "media": N_("Advertising only"),
    "media_tools_content": N_("+ tools, content, agencies"),
    "full": N_("+ staff time and the rest (full cost)"),
}
VALUE_RUNGS = {
    "revenue": N_("Revenue"),
    "margin": N_("Gross margin"),
    "incremental_margin": N_("Gross margin that would not have come anyway"),
}
GOAL_STATUSES = {
    "met": N_("Met"),
    "not_met": N_("Not met"),
    "open": N_("Still open"),
    "undecided": N_("Not yet decided"),
    "not_measured": N_("Not measured"),
}
ASSUMPTIONS = {
    "gross_margin": N_("Gross margin"),
    "incremental_share": N_("Share that would not have come anyway"),
    "close_rate": N_("Leads that become customers"),
    "deal_value": N_("Value of a deal"),
    "cost_per_contact": N_("Cost of an avoided contact"),
    "cost_per_reply": N_("Cost of a reply on social media"),
    "deflection": N_("Replies that avoid a contact"),
    "cpm": N_("Price of 1,000 impressions"),
    "monthly_revenue": N_("Monthly fee of a subscriber"),
    "churn": N_("Subscribers who leave in a month"),
    "worth": N_("Worth of one"),
    "share": N_("Share that goes on to the next step"),
    "discount": N_("Yearly discount of what is still to come"),
    "cpc": N_("Price of a click"),
}
MONEY_ASSUMPTIONS = ("deal_value", "cost_per_contact", "cost_per_reply", "cpm", "cpc", "monthly_revenue", "worth")
MEASURED = {
    "close_rate": N_("measured in the CRM: %(count)s of %(of)s leads were won"),
    "deal_value": N_("measured in the CRM: %(count)s of %(of)s won deals have an amount"),
    "step": N_("measured: %(count)s of %(of)s people went on to the next step"),
    "deflection": N_("measured: %(count)s of %(of)s answered tickets were not passed on"),
}
DOUBTS = {"expired": N_("past its day"), "unsupported": N_("no source"), "undated": N_("no day of review")}
HOW_KNOWN = {
    "tag": N_("a tagged link on the order"),
    "code": N_("a discount code used on social media only"),
    "crm": N_("the source in the CRM"),
    "heard": N_("the customer's own answer"),
}
EVIDENCE = {"experiment": N_("from an experiment"), "model": N_("from a model"), "assumed": N_("assumed, not measured")}
CHECKS = {
    "coverage": N_("Days covered"),
    "tagging": N_("Traced on the order itself"),
    "over_claim": N_("Platforms' reports against orders"),
    "assumptions": N_("Assumptions"),
    "uncounted": N_("Priced but not counted"),
    "rates": N_("Exchange rates"),
    "ripeness": N_("What is still to come"),
    "amounts": N_("Won deals without an amount"),
    "late": N_("Won deals after the window"),
    "customers": N_("Enough customers"),
    "truth": N_("One source of results"),
    "spans": N_("Exports by day"),
    "books": N_("Costs against the books"),
    "splits": N_("Shared costs"),
    "costs": N_("Costs to look at"),
    "goals": N_("Goals that can be measured"),
    "lifetime": N_("What customers will still buy"),
    "funnel": N_("Assumed rates against the CRM"),
    "paths": N_("One person, one result"),
}
GLOSSARY = (
    (N_("ROI (return on investment)"), N_("What came back beyond the cost, as a share of the cost. 0 %% is break-even.")),
    (N_("Break-even"), N_("The point where what came back equals what was spent.")),
    (N_("Gross margin"), N_("What is left of revenue after the cost of what was sold.")),
    (N_("Full cost"), N_("Advertising, staff time, tools, content, agencies, training and all else spent on social media.")),
    (N_("Traced"), N_("Linked to social media by the order, the CRM, a code, the customer's answer or web analytics.")),
    (N_("Grade A"), N_("Money that came in, linked to social media by the order or the CRM itself.")),
    (N_("Grade B"), N_("Estimated from measured numbers, such as web analytics' share of all orders.")),
    (N_("Grade C"), N_("A stand-in for money, such as what the same reach would have cost. Never in the result.")),
    (N_("80 %% range"), N_("Four times out of five the result lies in it, given what is assumed and who happened to buy.")),
    (N_("Would not have come anyway"), N_("The part of the results that social media caused. Only a test can measure it.")),
    (N_("ROAS (return on ad spend)"), N_("Revenue divided by advertising. It leaves out margin and all other costs.")),
    (N_("Impression"), N_("One showing of a post or an ad. One person can see many.")),
    (N_("Ripe"), N_("How much of what the period will bring in the end has arrived by now.")),
)


def platform(words: Words, code: object) -> str:
    """The platform's name; `social` where the export does not say which; missing is all platforms together."""
    if not isinstance(code, str) or not code:
        return words.say("All platforms")
    if code == "social":
        return words.say("Social media, platform not known")
    return BRANDS.get(code) or words.name(code, 40)


def label(words: Words, known: dict[str, str], code: str) -> str:
    """The word for a code, or the code itself where the client made it up."""
    return words.say(known[code]) if code in known else words.name(code.replace("_", " "), 60)


def source(words: Words, code: str) -> str:
    """The name of the tool that a file came from."""
    if not code:
        return words.say("Not used")
    return EXPORT_BRANDS.get(code) or label(words, EXPORTS, code)


def metric_name(words: Words, metric: str) -> str:
    """A metric's name: what is measured, or the action that is counted."""
    return label(words, METRICS | {name: said for name, said in ACTIONS.items() if name not in METRICS}, metric)


def metric_value(words: Words, metric: str, number: float | None) -> str:
    """A metric's number in its own unit: money, share or count."""
    if metric in MONEY_METRICS:
        return words.formats.money(number) if metric in ("cpm", "cpc") else words.formats.rounded_money(number)
    return words.formats.share(number) if metric in SHARE_METRICS else words.formats.count(number)


def assumption(words: Words, key: str) -> str:
    """An assumption's name: what it is, and of which action."""
    *path, name = key.split(".")
    said = label(words, ASSUMPTIONS, name)
    if not path:
        return said
    return words.say("%(assumption)s (%(action)s)", assumption=said, action=label(words, ACTIONS, path[1]))
