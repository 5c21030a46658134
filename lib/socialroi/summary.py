"""`summary.json`: the report's numbers and sentences for other programs, in the order of the contract."""

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal

import pandas as pd
from babel.numbers import get_currency_precision

from socialroi import __version__, advice, audit, sentences
from socialroi.assessment import Assessment
from socialroi.roi import break_even_incrementality
from socialroi.texts import plain
from socialroi.uncertainty import LEVEL
from socialroi.views import stability
from socialroi.words import Words

SCHEMA = 1


def summary(found: Assessment, words: Words) -> dict:
    """The summary as design.md lays it out: amounts to the minor unit, ratios to 4 decimals, half-even, maps sorted."""
    params, top, period = found.book.params, found.headline, found.period
    spread, is_known = top.spread if found.has_number else None, found.has_number
    views = found.views if is_known else found.views.iloc[:0]
    holds = stability(views, top.roi)
    money = _money_rounder(params.currency)
    return {
        "schema": SCHEMA, "client": found.book.id, "name": params.client,
        "period": {"label": period.label, "start": f"{period.start:%Y-%m-%d}", "end": f"{period.end:%Y-%m-%d}"},
        "currency": params.currency, "language": params.language, "verdict": found.verdict.code,
        "reason": plain(sentences.reason(found, words)),
        "roi": {
            "value": _ratio(top.roi if is_known else None), "low": _ratio(spread and spread.low),
            "high": _ratio(spread and spread.high),
            "level": LEVEL, "p_positive": _ratio(spread and spread.p_positive), "p_hurdle": _ratio(spread and spread.p_hurdle),
            "grade_a_only": _ratio(found.grade_a_only if is_known else None),
        },
        "incremental": _incremental(found), "passport": plain(sentences.passport(found, words)),
        "break_even_incrementality": _ratio(break_even_incrementality(top.value, top.cost) if is_known else None),
        "cost": {
            "total": money(top.cost), "by_type": _map(found.ledger.groupby("type")["cost"].sum(), money),
            "by_platform": _map(found.platforms.set_index("platform")["cost"], money),
        },
        "value": {
            "total": money(top.value if is_known else None),
            "by_grade": {grade: money(found.found.total(grade) if is_known or grade == "C" else None) for grade in "ABC"},
            "by_goal": _map(found.found.rows().groupby("action")["value"].sum(), money),
            "by_platform": _map(found.platforms.set_index("platform")["value"], money) if is_known else {},
        },
        "ladder": [
            {"cost": row.cost, "value": row.value, "roi": _ratio(row.roi if is_known else None)}
            for row in found.ladder.itertuples()
        ],
        "metrics": [
            {"platform": row.platform, "metric": row.metric, "value": _ratio(row.value), "previous": _ratio(row.previous)}
            for row in found.metrics.itertuples()
        ],
        "goals": [
            {"goal": row.goal, "target": _ratio(row.target), "result": _ratio(row.result), "status": row.status}
            for row in found.goals.itertuples()
        ],
        "views": [{"view": row.view, "value": money(row.value), "roi": _ratio(row.roi)} for row in views.itertuples()],
        "stability": {"holds": holds[0], "of": holds[1]}, "claims": _claims(found),
        "untagged": None if found.untagged is None else
        dict(zip(("low", "central", "high"), map(_ratio, found.untagged), strict=True)),
        "ripeness": {
            "share": _ratio(top.ripe.share), "as_of": _day(top.ripe.as_of),
            "completed_roi": _ratio(top.completed if is_known else None)
        },
        "checks": [
            {"check": each.check, "status": each.status, "advice": plain(each.advice)} for each in audit.audit(found, words)
        ],
        "limits": [plain(text) for text in (*advice.understated(found, words), *advice.overstated(found, words))],
        "actions": [plain(text) for text in advice.actions(found, words)], "restated": [],
        "inputs": [
            {"file": row.file, "source": row.source, "rows": int(row.read), "sha256": row.sha256}
            for row in found.book.files.sort_values(["file", "table"], kind="stable").itertuples()
        ],
        "versions": {"socialroi": __version__},
    }  # fmt: skip


def _incremental(found: Assessment) -> dict:
    spread = found.incremental if found.has_number else None
    return {
        "value": _ratio(found.incremental_roi if found.has_number else None), "low": _ratio(spread and spread.low),
        "high": _ratio(spread and spread.high),
        "p_positive": _ratio(spread and spread.p_positive), "evidence": found.evidence,
    }  # fmt: skip


def _claims(found: Assessment) -> dict:
    against = found.claims
    return {
        "by_platform": {name: _ratio(count) for name, count in sorted(against["by_platform"].items())},
        "web_analytics": _ratio(against["web_analytics"]), "attributed_orders": _ratio(against["attributed_orders"]),
        "all_orders": against["all_orders"], "over_claim_ratio": _ratio(against["over_claim_ratio"]),
    }  # fmt: skip


def _map(amounts: pd.Series, rounded: Callable[[float], float | None]) -> dict:
    return {str(name) or "all": rounded(amount) for name, amount in sorted(amounts.items(), key=lambda item: str(item[0]))}


def _money_rounder(currency: str) -> Callable[[float], float | None]:
    places = get_currency_precision(currency)
    return lambda amount: _rounded(amount, places)


def _ratio(number: float | None) -> float | int | None:
    rounded = _rounded(number, 4)
    return int(rounded) if rounded is not None and rounded.is_integer() and abs(rounded) >= 10 else rounded


def _rounded(number: float | None, places: int) -> float | None:
    if number is None or pd.isna(number):
        return None
    return float(Decimal(repr(float(number))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)) + 0.0


def _day(day: pd.Timestamp) -> str | None:
    return None if pd.isna(day) else f"{day:%Y-%m-%d}"
