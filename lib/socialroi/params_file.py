"""Reads `params/<client>.yaml` and reports everything that is wrong with it at once."""

import difflib
import json
from pathlib import Path

from pydantic import ValidationError
from pydantic.json_schema import GenerateJsonSchema

from socialroi.errors import InputError, Problem
from socialroi.params import CLIENT_ID, Params
from socialroi.params_problems import problems_of
from socialroi.params_yaml import path_text, read_document


def load_params(path: Path) -> Params:
    """The client's params, checked.

    `path`: `params/<client>.yaml`. Raises InputError with every problem of the file at once: only what
    is not YAML, not UTF-8 or empty stops the reading.
    """
    file = f"params/{path.name}"
    id_problems = _id_problems(path, file)
    if not path.is_file():
        raise InputError(id_problems or [_missing_file(path, file)])
    document = read_document(path.read_bytes(), file)
    found = [*id_problems, *document.problems]
    try:
        params = Params.model_validate(document.data)
    except ValidationError as wrong:
        raise InputError([*found, *problems_of(wrong, document, file)]) from wrong
    if found:
        raise InputError(found)
    listed = [cost.stated_in(file, document.line(("costs", place)) or 0) for place, cost in enumerate(params.costs)]
    rows = {path_text(path): line for path, line in document.lines.items()}
    return params.model_copy(update={"costs": tuple(listed)}).stated_in(file, rows)


def clients_of(folder: Path) -> list[str]:
    """The ids of all clients that have a params file in the folder, in alphabetical order."""
    return sorted(path.stem for path in folder.glob("*.yaml") if not path.name.startswith("."))


def write_schema(path: Path) -> None:
    """Writes the JSON schema by which editors complete and check params files."""
    schema = {"$schema": GenerateJsonSchema.schema_dialect, **Params.model_json_schema()}
    path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def _id_problems(path: Path, file: str) -> list[Problem]:
    if CLIENT_ID.fullmatch(path.stem):
        return []
    rule = "small letters a-z, digits and hyphens, starting with a letter or digit"
    return [Problem(file, f"the client's id is {path.stem!r}", rule, "rename the file, such as mira-shop.yaml")]


def _missing_file(path: Path, file: str) -> Problem:
    known = clients_of(path.parent)
    close = difflib.get_close_matches(path.stem, known, n=1)
    expected = f"one of {', '.join(known)}" if known else ""
    fix = f"did you mean '{close[0]}'?" if close else f"`socialroi new {path.stem}` writes one"
    return Problem(file, "there is no such file", expected, fix)
