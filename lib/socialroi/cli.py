"""The command line: `socialroi new`, `check`, `report` and `tag`."""

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from socialroi import inputs, shared_invoices
from socialroi.due_periods import labels_for
from socialroi.errors import InputError, Problem
from socialroi.file_account import Account, account_of, account_text, as_json, with_older_rates
from socialroi.naming import slug
from socialroi.new_client import new_client
from socialroi.params import CLIENT_ID
from socialroi.params_file import clients_of
from socialroi.periods import Period, parse_period
from socialroi.places import place, short
from socialroi.plain_text import visible
from socialroi.spellings import nearest
from socialroi.tag_audit import audit_tags
from socialroi.tag_audit_text import audit_json, audit_text
from socialroi.tagging import links_named, tag_links
from socialroi.tags import campaign_names

DONE, FAILED, WRONG_USE, STOPPED = 0, 1, 2, 130
_WORKERS = 2 * (os.cpu_count() or 1)  # a kernel often waits for its driver, and the driver for the kernel


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. Returns the exit code: 0 all done, 1 problems or failures, 2 wrong use, 130 stopped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a pipe on Windows would not take every client's name
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    asked = _parser().parse_args(arguments)
    try:
        code = asked.run(asked)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # `head` or a pager has read enough; what is left to print goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return STOPPED
    except _WrongUse as wrong:
        print(f"socialroi: {visible(str(wrong))}", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        print("socialroi: stopped; what is finished stays", file=sys.stderr)
        return STOPPED


class _WrongUse(Exception):
    """The command cannot mean anything, whatever the files hold."""


def _new(asked: argparse.Namespace) -> int:
    root = inputs.find_root(asked.root)
    try:
        written = new_client(root, asked.client)
    except InputError as refused:
        raise _WrongUse(str(refused)) from refused
    print("\n".join(f"wrote {short(path)}" for path in written))
    print(f"Fill in the params, drop the exports in, then run: socialroi check {asked.client}")
    return DONE


def _check(asked: argparse.Namespace) -> int:
    _refuse_bad_id(asked.client)
    period = _period(asked.period) if asked.period else None
    entries, problems = _read(asked.client, asked.root, period)
    if asked.json:
        found = {"files": [as_json(entry) for entry in entries], "problems": [problem.as_dict() for problem in problems]}
        print(json.dumps(found, indent=2, ensure_ascii=False, allow_nan=False))
    else:
        print(_check_text(asked.client, entries, problems))
    return FAILED if problems else DONE


def _refuse_bad_id(client: str) -> None:
    if not CLIENT_ID.fullmatch(client):
        raise _WrongUse(f"{client!r} is no client's id: {CLIENT_ID.pattern}")


def _read(client: str, root: str, period: Period | None) -> tuple[list[Account], list[Problem]]:
    """The account of every file, and every problem of params and files."""
    try:
        params, read, sharers = inputs.read(client, root)
    except InputError as wrong:
        return [], wrong.problems
    book, problems = inputs.settle(client, params, read)
    if period:
        problems += shared_invoices.weightless_in(sharers, client, book.costs, period)
    return with_older_rates(account_of(read.files, period=period), book.stale_rates), problems


def _check_text(client: str, entries: list[Account], problems: list[Problem]) -> str:
    if not entries and not problems:
        return f"No exports in data/{client} yet; data/README.md says which to drop in."
    files = [account_text(entries)] if entries else []
    ending = str(InputError(problems)) if problems else "No problems."
    return visible("\n\n".join([*files, ending]))


def _report(asked: argparse.Namespace) -> int:
    # jsonschema imports this where JupyterLab has brought it; it takes a second and checks nothing that notebooks have.
    sys.modules.setdefault("rfc3987_syntax", None)
    # Only this command needs papermill, and loading it takes longer than the other commands run.
    from socialroi import batch, batch_result
    from socialroi.runner import Job

    root, out = _places(asked)
    clients = _clients(asked, root)
    periods = {client: _labels(asked.period, root / "params" / f"{client}.yaml") for client in clients}
    jobs = [
        Job(root, client, period, out, asked.force, asked.fork, asked.timeout, asked.memory)
        for client in clients
        for period in periods[client]
    ]
    try:
        outcomes = batch.run_reports(jobs, workers=asked.workers, scheduler=asked.scheduler)
    except InputError as nobody:  # no scheduler or no worker
        raise _WrongUse(str(nobody)) from nobody
    print(batch_result.table(outcomes))
    try:
        print(f"all of them: {short(batch_result.write_page(outcomes, out))}")
    except OSError as unwritable:
        print(f"socialroi: index.html could not be written: {unwritable}", file=sys.stderr)
    return FAILED if any(outcome.status == "failed" for outcome in outcomes) else DONE


def _places(asked: argparse.Namespace) -> tuple[Path, Path]:
    """The folder with params and data, and the folder for reports."""
    try:
        root = place(asked.root) if asked.root else inputs.find_root()
        return root, place(asked.out) if asked.out else root / "out"
    except InputError as wrong:
        raise _WrongUse(str(wrong)) from wrong


def _tag(asked: argparse.Namespace) -> int:
    if bool(asked.urls) == bool(asked.audit):
        raise _WrongUse("name the links to tag, or say --audit CLIENT")
    try:
        return _audit(asked) if asked.audit else _links(asked)
    except InputError as wrong:  # of the client's params or files
        print(visible(str(wrong)), file=sys.stderr)
        return FAILED


def _links(asked: argparse.Namespace) -> int:
    """Prints the tagged links, one a line. With --client, says where the client has a campaign of nearly that name."""
    if not asked.platform or not asked.campaign or asked.is_paid is None or asked.period or asked.json:
        raise _WrongUse("a link takes --platform, --campaign, and --paid or --organic; --period and --json go with --audit")
    try:
        links = tag_links(
            links_named(asked.urls, sys.stdin),
            platform=asked.platform,
            is_paid=asked.is_paid,
            campaign=asked.campaign,
            content=asked.content,
        )
    except InputError as wrong:
        raise _WrongUse(str(wrong)) from wrong
    name, known = slug(asked.campaign), campaign_names(_book(asked.client, asked.root).tables) if asked.client else set()
    if name not in known and (close := nearest(name, known)):
        print(visible(f"note: {asked.client} has a campaign {close}; is {name} another one?"), file=sys.stderr)
    print("\n".join(links))
    return DONE


def _book(client: str, root: str) -> inputs.Client:
    _refuse_bad_id(client)
    return inputs.load(client, root)


def _audit(asked: argparse.Namespace) -> int:
    if any((asked.platform, asked.campaign, asked.content, asked.client, asked.is_paid is not None)):
        raise _WrongUse("--audit takes only --period and --json")
    period = _period(asked.period) if asked.period else None
    book = _book(asked.audit, asked.root)
    found = audit_tags(book.tables, period, timezone=book.params.timezone)
    if asked.json:
        content = audit_json(asked.audit, period.label if period else None, found)
        print(json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False))
    else:
        print(audit_text(found))
    return DONE


def _clients(asked: argparse.Namespace, root: Path) -> list[str]:
    known = clients_of(root / "params")
    if asked.all == bool(asked.clients):
        raise _WrongUse("name the clients, or say --all")
    unknown = [client for client in asked.clients if client not in known]
    if unknown:
        raise _WrongUse(f"no params for {', '.join(unknown)}; there are params for {', '.join(known) or 'nobody'}")
    if not known:
        raise _WrongUse(f"no client has params in {short(root / 'params')}; start with: socialroi new CLIENT")
    return list(dict.fromkeys(asked.clients)) or known


def _labels(texts: Sequence[str], params: Path) -> list[str]:
    try:
        return labels_for(texts, params)
    except InputError as wrong:
        raise _WrongUse(str(wrong)) from wrong


def _period(text: str) -> Period:
    try:
        return parse_period(text)
    except InputError as wrong:
        raise _WrongUse(str(wrong)) from wrong


def _whole(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number from 1")
    return int(text)


def _bytes(text: str) -> int:
    try:
        gigabytes = float(text)
    except ValueError:
        gigabytes = 0.0
    if not 0.1 <= gigabytes <= 1e6:
        raise argparse.ArgumentTypeError("a number of gigabytes, such as 4")
    return int(gigabytes * 2**30)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="socialroi", description="What social media marketing really brought back.")
    parser.add_argument("--version", action="version", version=f"socialroi {version('socialroi')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_new(commands)
    _add_check(commands)
    _add_report(commands)
    _add_tag(commands)
    return parser


def _add(commands: argparse._SubParsersAction, name: str, run: object, about: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=about, description=about)
    command.set_defaults(run=run)
    command.add_argument("--root", default="", metavar="DIR", help="the folder with params/ and data/ (default: found)")
    return command


def _add_new(commands: argparse._SubParsersAction) -> None:
    command = _add(commands, "new", _new, "write a commented params file and a data folder for a new client")
    command.add_argument("client", metavar="CLIENT", help=f"the client's id: {CLIENT_ID.pattern}")


def _add_check(commands: argparse._SubParsersAction) -> None:
    command = _add(commands, "check", _check, "show what each file was taken for, its rows, its days, and every problem")
    command.add_argument("client", metavar="CLIENT", help="the client's id")
    command.add_argument("--period", metavar="P", help="count rows outside of it: 2025-09, 2025-Q3, 2025 or START..END")
    command.add_argument("--json", action="store_true", help="print it as JSON")


def _add_report(commands: argparse._SubParsersAction) -> None:
    command = _add(commands, "report", _report, "run the four notebooks and write a report for each client and period")
    command.add_argument("clients", nargs="*", metavar="CLIENT", help="the clients' ids")
    command.add_argument("--all", action="store_true", help="every client that has params")
    command.add_argument(
        "--period", nargs="+", action="extend", required=True, metavar="P", help="2025-09, 2025-Q3, last-month …"
    )
    command.add_argument("--out", metavar="DIR", help="where the reports go; s3://… too (default: out/)")
    command.add_argument("--workers", type=_whole, default=_WORKERS, metavar="N", help=f"reports at a time (default: {_WORKERS})")
    command.add_argument(
        "--timeout", type=_whole, default=900, metavar="S", help="longest time for a cell, in seconds (default: 900)"
    )
    command.add_argument(
        "--memory", type=_bytes, metavar="GB", help="most memory for a kernel (Linux; default: half a core's share, at least 4)"
    )
    command.add_argument(
        "--scheduler", default="", metavar="ADDRESS", help="run on a Dask cluster, such as tcp://10.0.0.1:8786, instead of here"
    )
    command.add_argument("--fork", action=argparse.BooleanOptionalAction, default=True, help="start kernels by forking (Linux)")
    command.add_argument("--force", action="store_true", help="make unchanged reports again")


def _add_tag(commands: argparse._SubParsersAction) -> None:
    command = _add(commands, "tag", _tag, "build links by the naming rules, or show where tags and spend do not meet")
    command.add_argument(
        "urls", nargs="*", metavar="URL", help="pages of your own website; - reads them from standard input, one a line"
    )
    command.add_argument("--platform", metavar="NAME", help="where the link will stand: instagram, tiktok …")
    kind = command.add_mutually_exclusive_group()
    kind.add_argument("--paid", dest="is_paid", action="store_true", default=None, help="for an ad")
    kind.add_argument("--organic", dest="is_paid", action="store_false", default=None, help="for an unpaid post")
    command.add_argument("--campaign", metavar="NAME", help="as in the ad account; it becomes small letters and hyphens")
    command.add_argument("--content", default="", metavar="NAME", help="which ad or post, where a campaign has several")
    command.add_argument("--client", default="", metavar="CLIENT", help="compare the name with this client's campaigns")
    command.add_argument("--audit", default="", metavar="CLIENT", help="show this client's spend without tags, and more")
    command.add_argument("--period", metavar="P", help="of the audit: 2025-09, 2025-Q3, 2025 or START..END")
    command.add_argument("--json", action="store_true", help="print the audit as JSON")
