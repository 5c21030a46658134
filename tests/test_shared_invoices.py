"""One invoice over several clients: by fixed shares or by a stated rule, always back to the invoice to the cent."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialroi import cli, inputs, shared_invoices
from socialroi.errors import InputError, Problem
from socialroi.headline import ledger_of, stale_rates
from socialroi.params import CostItem, Params
from socialroi.periods import parse_period
from socialroi.shared_invoices import SIZES, Sharers

JULY = parse_period("2025-07")
SCHEDULER = {"type": "tool", "item": "Scheduler", "amount": 100.0, "on": "2025-07-03", "shared_as": "scheduler-2025"}
PARAMS = "client: A\ncurrency: {currency}\nvalue_basis: revenue\ncosts:\n"
LINE = (
    "  - {{type: tool, item: Scheduler, amount: 100, currency: EUR, on: 2025-07-03, shared_as: scheduler-2025, share: {share}}}\n"
)
HOURS = "  - {{type: labour, item: Team, hours: timesheets, rate: 10, project: Social}}\n"


def client(share: float | str, **keys: object) -> Params:
    cost = SCHEDULER | {"share": share} | keys
    return Params.model_validate({"client": "x", "currency": "EUR", "value_basis": "revenue", "costs": [cost]})


def problems(**clients: Params) -> list[str]:
    return [problem.sentence() for problem in shared_invoices.problems("ash", clients)]


def parts(sizes: pd.DataFrame | None = None, **clients: Params) -> dict[str, float]:
    sharers = Sharers(clients) if sizes is None else Sharers(clients, sizes)
    return dict(shared_invoices.borne_by(sharers, "ash", JULY)[["who", "part"]].values.tolist())


def test_one_tool_over_three_clients_comes_back_to_the_invoice() -> None:
    assert parts(ash=client(0.3333), birch=client(0.3333), cedar=client(0.3334)) == {"ash": 33.33, "birch": 33.33, "cedar": 33.34}
    assert problems(ash=client(0.5), birch=client(0.5)) == []


def test_what_fixed_shares_leave_over_nobody_bears() -> None:
    found = parts(ash=client(0.3333), birch=client(0.25), cedar=client(0.25))
    assert found == {"ash": 33.33, "birch": 25.0, "cedar": 25.0, "nobody": pytest.approx(16.67)}


def test_an_invoice_of_several_uses_is_all_of_them() -> None:
    assert parts(ash=client(0.5, amount=3.0, uses=100.0), birch=client(0.5, amount=3.0, uses=100.0)) == {"ash": 150, "birch": 150}


def test_shares_above_one_over_clients_are_refused() -> None:
    [found] = problems(ash=client(0.6), birch=client(0.5))
    assert found.startswith("the shares of 'scheduler-2025' add up to 1.1 over clients: ash 0.6, birch 0.5")


@pytest.mark.parametrize("share", [0.5, "equal"])
def test_the_same_invoice_has_one_amount(share: float | str) -> None:
    [found] = problems(ash=client(share), birch=client(share, amount=120.0))
    assert "state different amounts: ash 100, birch 120" in found
    alone = client(share).model_copy(update={"costs": ()})
    assert problems(ash=alone, birch=client(share), cedar=client(share, amount=120.0)) == []


@pytest.mark.parametrize(
    ("theirs", "words"),
    [(client(0.5), "go by different rules: ash posts, birch fixed shares"), (client("hours"), "ash posts, birch hours"),
     (client("posts", currency="USD"), "a different `currency`: ash EUR, birch USD"),
     (client("posts", on="2025-07-04"), "a different `on`: ash 2025-07-03, birch 2025-07-04")],
)  # fmt: skip
def test_by_a_rule_all_state_the_same_invoice_and_rule(theirs: Params, words: str) -> None:
    [found] = problems(ash=client("posts"), birch=theirs)
    assert words in found
    assert problems(ash=client("posts"), birch=client("posts")) == []


def test_a_client_that_states_an_invoice_twice_would_weigh_twice() -> None:
    twice = client("equal").model_copy(update={"costs": client("equal").costs * 2})
    [found] = problems(ash=client("equal"), birch=twice)
    assert "birch states 'scheduler-2025' more than once" in found


@pytest.mark.parametrize(
    ("keys", "words"),
    [({"shared_as": None}, "needs 'shared_as'"),
     ({"amount": None, "hours": "timesheets", "rate": 5.0, "on": None}, "needs the amount of the invoice"),
     ({"share": "turnover"}, "'spend', 'hours', 'posts' or 'equal'")],
)  # fmt: skip
def test_a_rule_needs_an_invoice_with_its_amount(keys: dict, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        CostItem.model_validate(SCHEDULER | {"share": "posts"} | keys)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=12).filter(any), st.integers(1, 10**7))
def test_by_a_rule_no_cent_of_the_invoice_is_lost(weights: list[int], cents: int) -> None:
    names = ["ash", *(f"client-{number}" for number in range(1, len(weights)))]
    clients = {name: client("posts", amount=cents / 100) for name in names}
    rows = [("scheduler-2025", name, JULY.start, JULY.start, float(size)) for name, size in zip(names, weights, strict=True)]
    sharers = Sharers(clients, pd.DataFrame(rows, columns=SIZES))
    found = shared_invoices.borne_by(sharers, "ash", JULY)
    assert round(found["part"].sum() * 100) == cents
    assert found["share"].sum() == pytest.approx(1)
    exact = found["who"].map(dict(zip(names, weights, strict=True))) * cents / sum(weights)
    assert (found["part"] * 100 - exact).abs().max() < 1 + 1e-6


# --- from the clients' own files ---------------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three clients of one scheduler. In July: posts 1, 2 and 4; hours 3, 1 and 2; spend 60 EUR, 10 EUR and 30 USD at 2."""
    posts = {"ash": ["01"], "birch": ["01", "31"], "cedar": ["02", "03", "04", "05"]}
    hours = {"ash": 3, "birch": 1, "cedar": 2}
    spend = {"ash": "60,EUR", "birch": "10,EUR", "cedar": "15,USD"}
    for name in posts:
        write(tmp_path, name, "equal", currency="USD" if name == "cedar" else "EUR")
        folder = tmp_path / "data" / name
        lines = [f"2025-07-{day},x,{day}" for day in posts[name]]
        outside = "2025-08-02,x,august"
        (folder / "posts.csv").write_text("\n".join(["day,platform,post_id", *lines, outside, ""]))
        (folder / "hours.csv").write_text(
            f"day,person,project,hours\n2025-07-07,Ada,Social,{hours[name]}\n2025-07-08,Ada,Website,7\n2025-08-07,Ada,Social,5\n"
        )
        (folder / "spend.csv").write_text(
            f"day,platform,campaign,cost,currency\n2025-07-09,x,A,{spend[name]}\n2025-08-09,x,A,{spend[name]}\n"
        )
    (tmp_path / "data" / "fx.csv").write_text("date,from,to,rate\n2025-01-01,USD,EUR,2\n")
    return tmp_path


def write(root: Path, name: str, share: float | str, *, currency: str = "EUR") -> None:
    (root / "params").mkdir(exist_ok=True)
    (root / "data" / name).mkdir(parents=True, exist_ok=True)
    text = (PARAMS + LINE + HOURS).format(currency=currency, share=share)
    (root / "params" / f"{name}.yaml").write_text(text)


def share_by(root: Path, rule: str) -> None:
    for name in ("ash", "birch", "cedar"):
        write(root, name, rule, currency="USD" if name == "cedar" else "EUR")


def found_of(root: Path, name: str = "ash") -> list[Problem]:
    return inputs.read(name, str(root))[1].problems


@pytest.mark.parametrize(
    ("rule", "exact", "cents"),
    [("equal", {"ash": 100 / 3, "birch": 100 / 3, "cedar": 100 / 3}, {"ash": 33.34, "birch": 33.33, "cedar": 33.33}),
     ("posts", {"ash": 100 / 7, "birch": 200 / 7, "cedar": 400 / 7}, {"ash": 14.29, "birch": 28.57, "cedar": 57.14}),
     ("hours", {"ash": 50, "birch": 100 / 6, "cedar": 100 / 3}, {"ash": 50.0, "birch": 16.67, "cedar": 33.33}),
     ("spend", {"ash": 60, "birch": 10, "cedar": 30}, {"ash": 60.0, "birch": 10.0, "cedar": 30.0})],
)  # fmt: skip
def test_three_clients_bear_one_invoice_by_each_rule(root: Path, rule: str, exact: dict, cents: dict) -> None:
    share_by(root, rule)
    for name in exact:
        book = inputs.load(name, str(root))
        ledger = ledger_of(book, JULY).query("item == 'Scheduler'")
        in_euro = ledger["cost"].sum() * (2 if name == "cedar" else 1)  # its ledger is in dollars
        assert in_euro == pytest.approx(exact[name], abs=1e-9)
        table = shared_invoices.borne_by(book.sharers, name, JULY)
        assert dict(table[["who", "part"]].values.tolist()) == cents
        assert set(table["rule"]) == {rule}
        assert (len(stale_rates(book, JULY)) > 0) is (name == "cedar")  # its invoice is in euro, at January's rate


def test_a_rule_may_stand_in_a_costs_file_beside_shares_in_numbers(root: Path) -> None:
    for name in ("ash", "birch", "cedar"):
        (root / "params" / f"{name}.yaml").write_text("client: A\ncurrency: EUR\nvalue_basis: revenue\n")
        lines = "type;item;amount;currency;on;shared_as;share\ntool;Scheduler;100;EUR;2025-07-03;scheduler-2025;posts\n"
        own = f"tool;Own of {name};100;EUR;2025-07-03;;0,125\ntool;Half;100;EUR;2025-07-03;;50%\n"
        (root / "data" / name / "costs.csv").write_text(lines + own)
    ledger = ledger_of(inputs.load("birch", str(root)), JULY).groupby("item")["cost"].sum()
    assert ledger[["Scheduler", "Own of birch", "Half"]].tolist() == pytest.approx([200 / 7, 12.5, 50])
    (root / "data" / "ash" / "costs.csv").write_text(lines.replace("posts", "1,2"))
    assert [(found.row, found.column) for found in inputs.settle("ash", *inputs.read("ash", str(root))[:2])[1]] == [(2, "share")]


def test_a_client_whose_files_cannot_be_read_keeps_a_rule_from_being_followed(root: Path) -> None:
    (root / "params" / "cedar.yaml").write_text("client: [scheduler-2025")
    [found] = found_of(root)
    assert (found.file, found.row) == ("params/ash.yaml", 5)
    assert "'scheduler-2025' is shared by rule (equal) with cedar, whose files have problems" in found.found
    assert "socialroi check cedar" in found.fix
    (root / "params" / "cedar.yaml").write_text("client: [")  # nothing says that it shares the invoice
    assert found_of(root) == []
    write(root, "ash", 0.5)
    write(root, "birch", 0.5)
    (root / "params" / "cedar.yaml").write_text("client: [scheduler-2025")  # with fixed shares it stops its own run only
    assert found_of(root) == []


def test_files_in_doubt_of_another_client_keep_a_measure_from_being_taken(root: Path) -> None:
    share_by(root, "posts")
    (root / "data" / "birch" / "more.csv").write_text("nobody,knows\n1,2\n")
    [found] = found_of(root)
    assert "with birch, whose files have problems, first in more.csv" in found.found
    share_by(root, "equal")
    assert found_of(root) == []


@pytest.mark.parametrize(("rule", "file"), [("posts", "posts.csv"), ("hours", "hours.csv"), ("spend", "spend.csv")])
def test_a_client_without_the_export_that_weighs_is_no_zero(root: Path, rule: str, file: str) -> None:
    share_by(root, rule)
    (root / "data" / "birch" / file).unlink()
    [found] = found_of(root)
    assert f"'scheduler-2025' is shared by {rule}, and of birch no " in found.found
    with pytest.raises(InputError, match="of birch no"):
        inputs.load("ash", str(root))


def test_spend_without_a_rate_to_the_invoice_is_refused(root: Path) -> None:
    share_by(root, "spend")
    (root / "data" / "cedar" / "fx.csv").write_text("date,from,to,rate\n2025-01-01,GBP,EUR,1.1\n")  # instead of everybody's
    [found] = found_of(root)
    assert "of cedar its spend in USD has no rate to EUR, the currency of the invoice" in found.found
    assert "fx.csv" in found.fix


def test_a_client_whose_export_ends_before_the_others_is_no_client_without_spend(root: Path) -> None:
    share_by(root, "spend")
    spend = root / "data" / "birch" / "spend.csv"
    spend.write_text("day,platform,campaign,cost,currency\n2025-07-09,x,A,10,EUR\n2025-07-20,x,A,10,EUR\n")
    book = inputs.load("ash", str(root))
    with pytest.raises(InputError) as wrong:
        ledger_of(book, JULY)
    [found] = wrong.value.problems
    assert (found.file, found.row) == ("params/ash.yaml", 5)
    assert "spend.csv of birch speaks of 2025-07-09 to 2025-07-20 only" in found.found
    assert found.expected == "the spend of everybody up to 2025-07-31"
    days = '{"spend.csv": {from: "2025-07-01", until: "2025-07-31"}}'
    assert days in found.fix
    params = root / "params" / "birch.yaml"
    params.write_text(params.read_text() + f"sources: {days}\n")  # there was nothing more
    assert ledger_of(inputs.load("ash", str(root)), JULY)["cost"].sum() > 0


def test_in_a_period_that_still_runs_the_exports_end_alike(root: Path) -> None:
    """All three exports end on 9 August: of August that is all that anybody knows."""
    share_by(root, "spend")
    book = inputs.load("ash", str(root))
    assert shared_invoices.weightless_in(book.sharers, "ash", book.costs, parse_period("2025-08")) == []


def test_posts_that_only_begin_after_the_period_are_an_export_that_does_not_reach_it(root: Path) -> None:
    share_by(root, "posts")
    (root / "data" / "birch" / "posts.csv").write_text("day,platform,post_id\n2025-08-02,x,1\n")
    book = inputs.load("ash", str(root))
    [found] = shared_invoices.weightless_in(book.sharers, "ash", book.costs, JULY)
    assert "posts.csv of birch speaks of 2025-08-02 to 2025-08-02 only" in found.found


def test_a_period_in_which_nothing_weighs_is_refused(root: Path, capsys: pytest.CaptureFixture) -> None:
    share_by(root, "posts")
    for name in ("ash", "birch", "cedar"):
        (root / "data" / name / "posts.csv").write_text("day,platform,post_id\n2025-08-02,x,1\n")
    book = inputs.load("ash", str(root))
    with pytest.raises(InputError, match="is shared by posts, and no client that shares it has any in 2025-07"):
        ledger_of(book, JULY)
    june = parse_period("2025-06")  # the invoice is none of June's
    assert ledger_of(book, june)["cost"].sum() == 0
    assert shared_invoices.borne_by(book.sharers, "ash", june)["part"].isna().all()
    assert cli.main(["check", "ash", "--period", "2025-07", "--root", str(root)]) == 1
    assert "no client that shares it has any in 2025-07" in capsys.readouterr().out


# --- fixed shares, from files ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_shares_stated_in_a_costs_file_count_like_those_of_params(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "params").mkdir()
    for name in ("ash", "birch"):
        (tmp_path / "data" / name).mkdir(parents=True)
        (tmp_path / "params" / f"{name}.yaml").write_text("client: A\ncurrency: EUR\nvalue_basis: revenue\n")
        rows = "type,item,amount,on,shared_as,share\ntool,Scheduler,100,2025-07-03,scheduler-2025,0.6\n"
        (tmp_path / "data" / name / "any name.csv").write_text(rows, encoding=encoding)
    (found,) = found_of(tmp_path)
    assert (found.file, found.row) == ("any name.csv", 2)
    assert "'scheduler-2025' add up to 1.2 over clients: ash 0.6, birch 0.6" in found.found
    (tmp_path / "data" / "birch" / "any name.csv").write_text(rows.replace("0.6", "0.4"), encoding=encoding)
    assert found_of(tmp_path) == []
    assert ledger_of(inputs.load("ash", str(tmp_path)), JULY)["cost"].sum() == 60.0


def test_the_other_clients_params_count_and_broken_ones_are_left_to_themselves(root: Path) -> None:
    for name in ("ash", "birch"):
        write(root, name, 0.6)
    (root / "params" / "cedar.yaml").write_text("client: [")
    (found,) = found_of(root)
    assert found.sentence().startswith("row 5: the shares of 'scheduler-2025' add up to 1.2 over clients: ash 0.6, birch 0.6")
    with pytest.raises(InputError, match="the shares of"):
        inputs.load("ash", str(root))
