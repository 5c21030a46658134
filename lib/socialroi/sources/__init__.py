"""Exports, exactly as downloaded, into canonical tables: recognised by content, refused where they stay ambiguous.

A reader is one small module with NAME, recognise(block) and read(block, context); READERS lists them, and the first that
knows a header reads it. All of them stand on one core: bytes → sheets → blocks → typed columns → parts → tables.
"""

import difflib
import hashlib
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from socialroi.errors import Problem
from socialroi.params import Params, SourceHint
from socialroi.schema import TABLES, empty
from socialroi.sources import (
    brandwatch,
    business_suite_audience,
    cache,
    canonical_csv,
    clockify,
    facebook_insights,
    ga4,
    ga4_bigquery,
    google_ads,
    google_ua,
    harvest,
    hubspot,
    linkedin,
    linkedin_page,
    mail_campaigns,
    meltwater,
    meta_ads,
    meta_business_suite,
    pinterest,
    quickbooks,
    rates,
    salesforce,
    shopify,
    shopify_analytics,
    sprout,
    stripe,
    survey,
    tiktok_ads,
    tiktok_studio,
    toggl,
    woocommerce,
    x_ads,
    x_analytics,
    youtube,
    zendesk,
)
from socialroi.sources.account import Source, account
from socialroi.sources.combine import Combined, combine, is_unique
from socialroi.sources.grains import double_orders, double_spend, double_traffic
from socialroi.sources.heads import SHARED_AS, holds, identity
from socialroi.sources.open_file import read_file, refused
from socialroi.sources.part import PULLED, Context, Part
from socialroi.sources.privacy import contacts_blanked, names_a_mail_address, read_key
from socialroi.sources.roles import with_roles
from socialroi.sources.tags import with_own_words

READERS = (
    ga4,
    meta_ads,
    pinterest,
    meta_business_suite,
    tiktok_ads,
    x_analytics,
    x_ads,
    linkedin,
    youtube,
    shopify,
    hubspot,
    toggl,
    business_suite_audience,
    facebook_insights,
    linkedin_page,
    tiktok_studio,
    ga4_bigquery,
    google_ua,
    google_ads,
    sprout,
    shopify_analytics,
    woocommerce,
    stripe,
    salesforce,
    zendesk,
    brandwatch,
    meltwater,
    survey,
    harvest,
    clockify,
    quickbooks,
    mail_campaigns,
    rates,
    canonical_csv,
)
PASSED_OVER = ("published.csv", "readme.md", "thumbs.db", "desktop.ini")  # the last two are Windows' own
UNFINISHED = (".crdownload", ".part", ".partial", ".download", ".opdownload", ".tmp")
SHARED = ("fx.csv", "eurofxref-hist.csv")


@dataclass(frozen=True)
class Inputs:
    """All that a client's folder holds.

    `tables`: every table of schema.TABLES by name, typed, empty where no file feeds it; money in the row's own currency.
    `files`: one row per file and table, with account.COLUMNS. `problems`: all that the analyst has to put right.
    """

    tables: dict[str, pd.DataFrame]
    files: pd.DataFrame
    problems: list[Problem]


def read_folder(folder: Path, *, params: Params, shared: Path | None = None) -> Inputs:
    """Every export in the client's folder. Files that cannot be read are problems, not errors.

    `shared`: the folder of all clients; only the exchange rates in it are read, where the client has none of that name.
    """
    if not folder.is_dir():
        problem = Problem(folder.name, "no folder of this client", "its exports in data/", "make it, and drop the exports in")
        return Inputs({name: empty(name) for name in TABLES}, account([], {}, params.timezone), [problem])
    key, store = read_key(folder), folder / ".cache"
    paths = _files(folder, params, shared)
    contexts = [_context(path.name, params, key) for path in paths]
    seen = [_seen(path) for path in paths]
    entries = [cache.entry_name(file.sha256, context) for file, context in zip(seen, contexts, strict=True)]
    whole = cache.folder_name(entries, [path.name for path in paths])
    problems = _hints_without_file(params, {path.name for path in paths})
    known = cache.recall_folder(store, whole)
    if known:
        filled, files = known
        tables = {name: filled[name] if name in filled else empty(name) for name in TABLES}
    else:
        sources = [_read(*file, store) for file in zip(paths, seen, contexts, strict=True)]
        tables, files, found = _put_together(sources, params.timezone)
        problems += found
        if not found:
            cache.store_folder(store, whole, tables, files)
    tables = with_own_words(tables, params, key)
    tables["timesheets"], nobody = with_roles(tables["timesheets"], params, key)
    return Inputs(tables, files, [*problems, *nobody])


def _put_together(sources: list[Source], timezone: str) -> tuple[dict[str, pd.DataFrame], pd.DataFrame, list[Problem]]:
    """The tables, the account of the files and the problems, out of all that was read."""
    problems = [problem for source in sources for part in source.parts for problem in part.problems]
    combined = _combined(sources)
    problems += [problem for table in combined.values() for problem in table.problems]
    for name, doubles in (("spend", double_spend), ("traffic", double_traffic), ("orders", double_orders)):
        if name in combined:
            problems += doubles(combined[name].kept())
    tables = {name: combined[name].table if name in combined else empty(name) for name in TABLES}
    return tables, account(sources, combined, timezone), problems


def read_shared_costs(folder: Path, params: Params) -> tuple[pd.DataFrame, list[Problem]]:
    """The costs of those files of a client that name shared invoices (`shared_as`), and their problems; no other is read."""
    if not folder.is_dir():
        return empty("costs"), []
    paths = [path for path in _files(folder, params, None) if path.is_file() and holds(path, *SHARED_AS)]
    key = read_key(folder) if paths else b""
    tables, _, problems = _put_together(
        [_read(path, _seen(path), _context(path.name, params, key), folder / ".cache") for path in paths], params.timezone
    )
    return tables["costs"], problems


def _context(file: str, params: Params, key: bytes) -> Context:
    return Context(file, params.sources.get(file, SourceHint()), params.timezone, params.currency, key)


def _hints_without_file(params: Params, files: set[str]) -> list[Problem]:
    """A line of params that names no file decides nothing; most often the name is misspelt."""
    problems = []
    for name in sorted(name for name, hint in params.sources.items() if name not in files and not hint.skip):
        near = difflib.get_close_matches(name, sorted(files), 1, 0.6)
        fix = f"did you mean '{near[0]}'?" if near else "take the line out of params, or put the file in"
        problems.append(Problem(name, "named under `sources` in params and not in the folder", "a file's name", fix))
    return problems


def _files(folder: Path, params: Params, shared: Path | None) -> list[Path]:
    own = sorted(path for path in folder.iterdir() if _is_input(path, params))
    names = {path.name for path in own}
    rates_of_all = [shared / name for name in SHARED if name not in names] if shared else []
    return own + [path for path in rates_of_all if path.is_file()]


def _is_input(path: Path, params: Params) -> bool:
    hint = params.sources.get(path.name)
    passed_over = path.name.lower() in PASSED_OVER or path.name == params.brand.logo or (hint and hint.skip)
    return not passed_over and not path.name.startswith((".", "~$"))


class _Seen(NamedTuple):
    """A file as it was when it was hashed: what was known of it before, and the SHA-256 of its bytes."""

    before: os.stat_result | None = None
    sha256: str = ""


def _seen(path: Path) -> _Seen:
    """The file, hashed; nothing where it cannot be opened or is none (a pipe would be waited for), which `_read` explains."""
    if not path.is_file():
        return _Seen()
    try:
        before = path.stat()
        with path.open("rb") as file:
            return _Seen(before, hashlib.file_digest(file, "sha256").hexdigest())
    except OSError:
        return _Seen()


def _read(path: Path, seen: _Seen, context: Context, store: Path) -> Source:
    problem = _no_export(path)
    if problem:
        return Source(problem.file, "", context.hint, (refused(problem),))
    try:
        name = cache.entry_name(seen.sha256, context)
        known = cache.recall(store, name)
        parts = read_file(path, context, READERS) if known is None else known
        after = path.stat()
    except OSError as error:
        problem = Problem(path.name, f"cannot be opened: {error.strerror}", "a file", "close it elsewhere, check its permissions")
        return Source(path.name, "", context.hint, (refused(problem),))
    except Exception as error:  # a fault of a reader: the other files are still read, and nobody meets a traceback
        fix = f"tell us, and leave it out until then: {context.line('skip: true')}"
        problem = Problem(path.name, f"a file that the kit fails at ({type(error).__name__})", "an export", fix)
        return Source(path.name, "", context.hint, (refused(problem),))
    if seen.before is None or identity(seen.before) != identity(after):
        problem = Problem(path.name, "a file that is being written", "a whole file", "wait for the download, then run again")
        return Source(path.name, "", context.hint, (refused(problem),))
    if known is None:
        parts = [replace(part, is_unique=is_unique(part.table, part.frame)) if part.table else part for part in parts]
        cache.store(store, name, parts)
    return Source(path.name, seen.sha256, context.hint, tuple(parts))


def _no_export(path: Path) -> Problem | None:
    """What stands in the folder and is no whole file, by the names that browsers give to unfinished downloads."""
    try:
        path.name.encode()
    except UnicodeEncodeError:
        name = path.name.encode(errors="surrogateescape").decode(errors="replace")
        return Problem(name, "a name that is not UTF-8", "a readable name", "rename the file")
    if names_a_mail_address(path.name):
        fix = "rename the file, and correct its name under `sources` in params"
        return Problem(contacts_blanked(path.name), "a mail address in its name", "a name without people's data", fix)
    if path.suffix.lower() in UNFINISHED:
        fix = "wait for it, or delete it and download again"
        return Problem(path.name, "a download that is not finished", "a whole file", fix)
    if not path.exists():
        return Problem(path.name, "a link that leads nowhere", "a file", "put the file itself into the folder")
    if path.is_dir():
        return Problem(path.name, "a folder", "files only", "move its files into the client's folder, or take it out")
    return None if path.is_file() else Problem(path.name, "no ordinary file", "an export", "take it out of the folder")


def _combined(sources: list[Source]) -> dict[str, Combined]:
    parts: dict[str, list[Part]] = {}
    for source in sources:
        for part in source.parts:
            if part.table and len(part.frame):
                parts.setdefault(part.table, []).append(_dated(part, source.hint))
    return {name: combine(name, parts[name]) for name in TABLES if name in parts}


def _dated(part: Part, hint: SourceHint) -> Part:
    """The part, its rows with the day of their export, where they are totals that grow and the file or params say it."""
    pulled = part.pulled_on if pd.notna(part.pulled_on) or hint.until is None else pd.Timestamp(hint.until)
    grows = part.table == "posts" and pd.notna(pulled)
    return replace(part, frame=part.frame.assign(**{PULLED: pulled})) if grows else part
