"""Params: every problem of a file at once, each in a sentence that says what to do."""

import datetime
import json
import re
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from socialroi.errors import InputError, Problem, params_line
from socialroi.new_client import template
from socialroi.params import CostItem, Params, SourceHint
from socialroi.params_file import clients_of, load_params, write_schema
from socialroi.params_types import Assumption

MINIMAL = "client: Acme\ncurrency: EUR\nvalue_basis: revenue\n"

# The example of the design, key for key.
FULL = """
client: Mira Shop                     # the name on the report
currency: USD
language: he
timezone: America/New_York
brand: {logo: logo.svg, colour: "#1b7f4d", footer: "Prepared by Blue Desk"}
gross_margin: {low: 0.38, likely: 0.42, high: 0.46, source: "2024 accounts", review_by: "2026-03-31"}
hurdle: 0.0
value_basis: margin
incremental_share: {low: 0.5, likely: 0.75, high: 0.95, source: "assumed", review_by: "2026-03-31"}
window_days: 30
as_of: "2025-10-06"
codes: {MIRA10: instagram}
sources: {"orders_export.csv": {from: "2025-01-01", until: "2025-10-05"}, "old.csv": {dates: day_first, decimal: ","}}
costs:
  - {type: labour, item: Social media manager, monthly: 3200, overhead: 0.25, share: 0.6, from: "2025-01-01"}
  - {type: labour, item: Designer, hours: 12, rate: 45, every: month, platform: instagram}
  - {type: tool, item: Scheduler, monthly: 99, from: "2025-02-01", until: "2025-12-31"}
  - {type: training, item: Conference, amount: 1800, on: "2025-02-10", spread_months: 12}
goals:
  - {goal: Win new customers, objective: revenue, action: purchase, metric: new_customers, target: 120,
     by: "2025-09-30", owner: Head of growth}
values:
  purchase: {method: actual}
  lead: {method: funnel, close_rate: {low: 0.1, likely: 0.15, high: 0.2}, deal_value: {low: 800, likely: 1200, high: 2000},
         source: "CRM 2024", review_by: "2026-01-31"}
  support_reply: {method: saving, cost_per_contact: 6.5, cost_per_reply: 2.1,
                  deflection: {low: 0.2, likely: 0.35, high: 0.5}}
  impression: {method: proxy, cpm: own}
decisions:
  - {on: "2025-07-05", decision: "Move 500 from Brand video to Autumn menu", because: "ROI below break-even",
     check: "2025-Q3"}
"""


def read(tmp_path: Path, text: str | bytes, name: str = "acme") -> Params:
    folder = tmp_path / "params"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_bytes(text.encode() if isinstance(text, str) else text)
    return load_params(folder / f"{name}.yaml")


def problems(tmp_path: Path, text: str | bytes, name: str = "acme") -> list[Problem]:
    with pytest.raises(InputError) as caught:
        read(tmp_path, text, name)
    return caught.value.problems


def sentences(tmp_path: Path, text: str | bytes) -> list[str]:
    return [problem.sentence() for problem in problems(tmp_path, text)]


def test_example_of_the_design_is_read(tmp_path: Path) -> None:
    params = read(tmp_path, FULL)
    assert params.gross_margin.likely == 0.42
    assert params.as_of == datetime.date(2025, 10, 6)
    assert params.costs[3].on == datetime.date(2025, 2, 10)
    assert params.costs[0].from_ == datetime.date(2025, 1, 1)
    assert params.sources["old.csv"].decimal == ","
    assert params.values["lead"].close_rate.high == 0.2
    assert params.values["impression"].cpm == "own"


def test_a_single_number_is_a_range_of_no_width(tmp_path: Path) -> None:
    params = read(tmp_path, "client: Acme\ncurrency: EUR\ngross_margin: 0.4\n")
    assert (params.gross_margin.low, params.gross_margin.likely, params.gross_margin.high) == (0.4, 0.4, 0.4)


def test_lines_about_files_can_be_pasted_one_below_another(tmp_path: Path) -> None:
    lines = [
        'sources: {"a.csv": {decimal: ","}}',
        params_line("a.csv", "dates: day_first"),
        params_line('odd "name" {x: 1}\n.csv', "skip: true"),
    ]
    params = read(tmp_path, MINIMAL + "\n".join(lines))
    assert params.sources["a.csv"] == SourceHint(decimal=",", dates="day_first")
    assert params.sources['odd "name" {x: 1}\n.csv'].skip


def test_lines_about_a_file_that_contradict_each_other_are_named(tmp_path: Path) -> None:
    lines = ['sources: {"a.csv": {decimal: ","}}', 'sources: {"a.csv": {decimal: "."}}']
    with pytest.raises(InputError) as wrong:
        read(tmp_path, MINIMAL + "\n".join(lines))
    assert "row 5: the key 'sources['a.csv'].decimal' stands twice, first in row 4" in str(wrong.value)


def test_days_are_read_with_and_without_quotes(tmp_path: Path) -> None:
    assert read(tmp_path, MINIMAL + "as_of: 2025-10-06\n") == read(tmp_path, MINIMAL + 'as_of: "2025-10-06"\n')


def test_words_of_older_yaml_stay_text(tmp_path: Path) -> None:
    params = read(tmp_path, MINIMAL + "brand: {footer: no}\ncodes: {on: facebook, yes: tiktok, 'NO': x}\n")
    assert params.brand.footer == "no"
    assert params.codes == {"on": "facebook", "yes": "tiktok", "NO": "x"}


def test_params_do_not_change(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="frozen"):
        read(tmp_path, MINIMAL).client = "Other"


def test_all_problems_come_at_once_in_the_model_wording(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, "client: Acme\ngross_margin: 40\ncurency: EUR\n")
    assert str(caught.value) == (
        "params/acme.yaml has 3 problems\n"
        "  - missing key 'currency'\n"
        "  - row 2: gross_margin is 40; write 40 % as 0.40\n"
        "  - row 3: unknown key 'curency'; did you mean 'currency'?"
    )


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("hurdle: 15", "row 4: hurdle is 15; write 15 % as 0.15"),
        ('hurdle: "20 %"', "row 4: hurdle is '20 %'; expected a number; write 0.20"),
        ("hurdle: true", "row 4: hurdle is true; expected a number"),
        ("hurdle: .nan", "row 4: hurdle is nan; expected a number"),
        ("hurdle: -2", "row 4: hurdle is -2; expected at least -1"),
        ("language: fr", "row 4: language is 'fr'; expected en, vi or he"),
        ("window_days: 30.5", "row 4: window_days is 30.5; expected a whole number"),
        ("window_days: 4000", "row 4: window_days is 4000; expected at most 1095"),
        ("as_of: 2025-02-30", "row 4: as_of is '2025-02-30'; expected a day that the calendar has"),
        ("as_of: 06/10/2025", "row 4: as_of is '06/10/2025'; expected a day such as 2025-09-30"),
        ("as_of: 20251006", "row 4: as_of is 20251006; expected a day such as 2025-09-30"),
        ("brand: {colour: #1b7f4d\n}", "row 4: brand.colour is empty; expected text"),
        ("brand: {logo: ../secret.svg}",
         "row 4: brand.logo is '../secret.svg'; expected the name of an SVG or PNG file, without a folder"),
        ("goals:", "row 4: goals is empty; expected a list whose items start with `- `"),
        ("goals: {goal: x}", "row 4: goals is a map of keys; expected a list whose items start with `- `"),
        ("codes: {2025: tiktok}",
         "row 4: the key 2025 under 'codes' is read as a number; write it in quotes: \"2025\""),
        ("codes: {A: 3}", 'row 4: codes.A is 3; expected text; put it in quotes: "3"'),
        ("timezone: Europe/Berln",
         "row 4: timezone is 'Europe/Berln'; expected an IANA time zone such as Europe/Berlin; "
         "did you mean 'Europe/Berlin'?"),
        ("client: Twice", "row 4: the key 'client' stands twice, first in row 1; keep one of the two"),
        ("sources: {a.csv: {from: 2025-02-01, until: 2025-01-01}}",
         "row 4: sources['a.csv'].until is 2025-01-01; expected a day not before from, which is 2025-02-01"),
        ("sources: {a.csv: {skip: yes}}", "row 4: sources['a.csv'].skip is 'yes'; expected true or false"),
        ("decisions: [{on: 2025-07-05, decision: go, check: 2025-Q5}]",
         "row 4: decisions[0].check is '2025-Q5'; expected a period: 2025-09, 2025-Q3, 2025 or 2025-07-01..2025-09-30"),
        ("goals:\n  - {goal: g, objective: o, metric: m, target: 1}", "row 5: missing key 'goals[0].by'"),
        ("values: {lead: {method: funel}}",
         "row 4: values.lead.method is 'funel'; expected actual, funnel, saving, proxy, clv, stated or step; "
         "did you mean 'funnel'?"),
        ("values: {lead: {close_rate: 1}}",
         "row 4: missing key 'values.lead.method'; expected one of actual, funnel, saving, proxy, clv, stated, step"),
        ("values: {lead: {method: funnel, close_rate: 15, deal_value: 900}}",
         "row 4: values.lead.close_rate is 15; write 15 % as 0.15"),
        ("values: {support_reply: {method: saving, cost_per_contact: 6, cost_per_reply: 2, deflection: 35}}",
         "row 4: values.support_reply.deflection is 35; write 35 % as 0.35"),
        ("values: {lead: {method: funnel, close_rate: crmm, deal_value: 900}}",
         "row 4: values.lead.close_rate is 'crmm'; expected crm or a number, or low, likely and high"),
        ("values: {purchase: {method: clv, horizon_months: 24, discount: 0.1, monthly_revenue: 20, churn: 0}}",
         "row 4: values.purchase.churn is 0; expected above 0: with a churn of 0 everybody would stay for ever; "
         "give the share that leaves in a month"),
        ("values: {purchase: {method: clv, horizon_months: 24}}", "row 4: missing key 'values.purchase.discount'"),
        ("values: {lead: {method: actual}}",
         "row 4: lead cannot be priced by the method actual: purchase takes actual or clv, other actions the rest"),
        ("values: {sign_up: {method: step, to: lead, share: 0.3}}",
         "row 4: sign_up leads to lead, which has no price; add it to values, or name another in 'to'"),
        ("values: {sign_up: {method: step, to: demo, share: 0.3}, demo: {method: step, to: sign_up, share: 0.3}}",
         "row 4: sign_up → demo → sign_up goes round in a circle; one of them needs a price of its own"),
        ("values: {sign_up: {method: funnel, close_rate: crm, deal_value: 5}}",
         "row 4: sign_up: the CRM's rates are those of leads; price it as {method: step, to: lead, share: …}"),
        ("values: {engagement: {method: proxy, cpm: own}}",
         "row 4: engagement is priced by cpc, not by the other: a click and 1,000 impressions have different prices"),
        ("values: {impression: {method: proxy, cpm: own}, engagement: {method: proxy, cpc: own}}",
         "row 4: impression and engagement of the same posts are both priced; keep one, their prices never add"),
        ("values: {impression: {method: proxy}}",
         "row 4: values.impression: a proxy needs either cpm (the price of 1,000 impressions) or cpc (the price of a click)"),
        ("values: {lead: actual}",
         "row 4: values.lead is 'actual'; expected keys and values, such as {method: actual}"),
        ("values:\n  a: {method: proxy, cpm: {low: 1, likely: 2}}", "row 5: missing key 'values.a.cpm.high'"),
        ("values: {a: {method: proxy, cpm: other}}",
         "row 4: values.a.cpm is 'other'; expected own or a number, or low, likely and high"),
        ("incremental_share: {low: 0.5, likely: 0.4, high: 0.9}",
         "row 4: incremental_share.likely is 0.4; expected at least low, which is 0.5"),
        ("incremental_share: {low: 0.5, likely: 0.6, high: 90}",
         "row 4: incremental_share.high is 90; write 90 % as 0.90"),
        ("incremental_share: 250", "row 4: incremental_share is 250; expected a share between 0 and 1"),
        ("incremental_share: {low: 0.5, likely: 0.6, high: 0.9, sourse: me}",
         "row 4: unknown key 'incremental_share.sourse'; did you mean 'source'?"),
        ("codes: &a {x: *a}", "row 4: codes.x holds itself; remove the * that names a part around it"),
        ("codes: {a: !!python/name:os.system x}",
         "row 4: the tag tag:yaml.org,2002:python/name:os.system at 'codes.a'; remove the tag"),
    ],
)  # fmt: skip
def test_one_problem_gives_one_sentence(tmp_path: Path, line: str, sentence: str) -> None:
    assert sentence in sentences(tmp_path, MINIMAL + line + "\n")


def test_currency_is_checked_and_suggested(tmp_path: Path) -> None:
    assert sentences(tmp_path, MINIMAL.replace("EUR", "eur")) == [
        "row 2: currency is 'eur'; expected a currency code such as EUR; write EUR"
    ]
    assert sentences(tmp_path, MINIMAL.replace("EUR", "EUX")) == [
        "row 2: currency is 'EUX'; expected a currency code such as EUR"
    ]


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        ("type: labor, monthly: 1",
         "row 5: costs[0].type is 'labor'; expected media, labour, tool, content, creator, agency, consulting, "
         "training, research, conference, goodwill or other; did you mean 'labour'?"),
        ("type: tool", "row 5: costs[0]: give exactly one of monthly, hours (with rate), amount, commission or given"),
        ("type: tool, monthly: 1, amount: 2, on: 2025-01-01",
         "row 5: costs[0]: give exactly one of monthly, hours (with rate), amount, commission or given"),
        ("type: tool, hours: 3, every: month", "row 5: costs[0]: hours need a rate: the cost of one hour"),
        ("type: tool, hours: many, rate: 1", "row 5: costs[0].hours is 'many'; expected a number or timesheets"),
        ("type: tool, hours: 3, rate: 1",
         "row 5: costs[0]: hours need a day (on), a rhythm (every) or both from and until"),
        ("type: tool, amount: 3, from: 2025-01-01",
         "row 5: costs[0]: an amount needs a day (on), a rhythm (every) or both from and until"),
        ("type: tool, amount: 3, every: year, spread_months: 3",
         "row 5: costs[0]: spread_months needs the day it starts (on)"),
        ("type: tool, monthly: '1.234,5'",
         "row 5: costs[0].monthly is '1.234,5'; expected a number; write it without quotes, without thousands "
         "separators, with a point before the decimals: 1234.5"),
        ("type: tool, monthly: 1, overhead: 25", "row 5: costs[0].overhead is 25; write 25 % as 0.25"),
        ("type: tool, monthly: 1, shar: 0.5", "row 5: unknown key 'costs[0].shar'; did you mean 'share'?"),
        ("type: tool, monthly: 1, from: 2025-02-01, until: 2025-01-01",
         "row 5: costs[0].until is 2025-01-01; expected a day not before from, which is 2025-02-01"),
    ],
)  # fmt: skip
def test_costs_say_what_does_not_go_together(tmp_path: Path, item: str, sentence: str) -> None:
    assert sentences(tmp_path, f"{MINIMAL}costs:\n  - {{item: x, {item}}}\n") == [sentence]


def test_rules_speak_up_beside_wrong_values_of_the_same_part(tmp_path: Path) -> None:
    found = sentences(tmp_path, "client: Acme\ncosts:\n  - {type: tool, item: x, hours: 3, overhead: 25}\n")
    assert found == [
        "missing key 'currency'",
        "missing key 'gross_margin'; give it, or set value_basis: revenue",
        "row 3: costs[0].overhead is 25; write 25 % as 0.25",
        "row 3: costs[0]: hours need a rate: the cost of one hour",
        "row 3: costs[0]: hours need a day (on), a rhythm (every) or both from and until",
    ]


def test_a_cost_by_timesheets_needs_no_day() -> None:
    assert CostItem(type="labour", item="Team", hours="timesheets", rate=40).hours == "timesheets"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "the file is empty; `socialroi new CLIENT` writes a commented one"),
        (b"# nothing but words\n", "the file is empty; `socialroi new CLIENT` writes a commented one"),
        (b"client: x\n\tcurrency: EUR\n", "row 2: a tab; expected spaces; replace the tab by spaces"),
        (b"client: caf\xe9\n", "row 1: the file is not UTF-8 text; save the file as UTF-8 in the editor"),
        (b"a: 1\nb: x: y\n", "row 2: this is not YAML: mapping values are not allowed here; "
         "put a value that holds a colon in quotes, and line the keys up"),
        (b"a: 1\nb: %x\n", "row 2: this is not YAML: found character '%' that cannot start any token; "
         "put values with special characters in quotes"),
        (b"a: 1\nb: \x07\n", "row 2: a control character that YAML does not allow; delete it"),
        (b"a: 1\n---\nb: 2\n", "row 2: this is not YAML: but found another document; remove the line `---`"),
        (b"%YAML 1.1\n---\na: on\n", "row 1: a line that starts with %; remove it; params are always YAML 1.2"),
        (b"- a\n", "the file is a list; expected keys and values"),
    ],
)  # fmt: skip
def test_what_is_no_params_file_says_so(tmp_path: Path, content: bytes, sentence: str) -> None:
    assert sentences(tmp_path, content) == [sentence]


def test_a_byte_order_mark_is_harmless(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbf" + MINIMAL.encode()).client == "Acme"


def test_missing_file_names_those_that_exist(tmp_path: Path) -> None:
    read(tmp_path, MINIMAL, "mira-shop")
    with pytest.raises(InputError, match="there is no such file; expected one of mira-shop; did you mean 'mira-shop'"):
        load_params(tmp_path / "params" / "mira-shp.yaml")


def test_the_name_of_the_file_has_to_be_an_id(tmp_path: Path) -> None:
    [problem] = problems(tmp_path, MINIMAL, "Mira_Shop")
    assert (problem.file, problem.found) == ("params/Mira_Shop.yaml", "the client's id is 'Mira_Shop'")


def test_clients_are_listed_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml", ".c.yaml", "schema.json"):
        (tmp_path / name).touch()
    assert clients_of(tmp_path) == ["a", "b"]


def as_editors_see_it(text: str) -> object:
    """YAML 1.2 has no dates: for an editor's schema they are text."""
    data = YAML(typ="safe", pure=True).load(text)
    return json.loads(json.dumps(data, default=str))


def test_schema_is_in_step_with_the_models(tmp_path: Path, repository: Path) -> None:
    write_schema(tmp_path / "schema.json")
    committed = (repository / "params" / "schema.json").read_text(encoding="utf-8")
    assert committed == (tmp_path / "schema.json").read_text(encoding="utf-8"), "run `make schema`"


@pytest.fixture(scope="module")
def schema(repository: Path) -> jsonschema.Draft202012Validator:
    content = json.loads((repository / "params" / "schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(content)
    return jsonschema.Draft202012Validator(content, format_checker=jsonschema.FormatChecker())


def test_schema_takes_the_example(schema: jsonschema.Draft202012Validator) -> None:
    schema.validate(as_editors_see_it(FULL))


def test_schema_takes_every_params_file(schema: jsonschema.Draft202012Validator, repository: Path) -> None:
    for client in ("lotus-cafe", "helio-crm", "mira-shop"):
        path = repository / "params" / f"{client}.yaml"
        schema.validate(as_editors_see_it(path.read_text(encoding="utf-8")))
        assert load_params(path).client


@pytest.mark.parametrize("line", ["curency: EUR", "gross_margin: 40", "gross_margin: {low: 1}", "language: fr"])
def test_schema_refuses_what_the_models_refuse(schema: jsonschema.Draft202012Validator, line: str) -> None:
    assert not schema.is_valid(as_editors_see_it(MINIMAL + line))


def test_new_clients_params_lack_the_currency_and_the_margin_alone(tmp_path: Path) -> None:
    assert sentences(tmp_path, template("params.yaml")) == [
        "row 10: currency is empty; expected text",
        "row 20: missing key 'gross_margin'; give it, or set value_basis: revenue",
    ]


def test_every_example_in_new_params_is_right(tmp_path: Path, schema: jsonschema.Draft202012Validator) -> None:
    filled = template("params.yaml").replace("currency:\n", "currency: EUR\n").replace("gross_margin:\n", "gross_margin: 0.4\n")
    shown = re.sub(r"^#(?=\S|  -|  \w+:)", "", filled, flags=re.MULTILINE)
    params = read(tmp_path, shown)
    assert set(Params.model_fields) == params.model_fields_set
    schema.validate(as_editors_see_it(shown))


def test_ranges_may_be_written_in_python_too() -> None:
    assert Assumption(low=1, likely=2, high=3).likely == 2.0
