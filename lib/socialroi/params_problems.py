"""What is wrong with the params, said in sentences: one for every error, with key, line and fix."""

import difflib
import re
import zoneinfo
from collections.abc import Callable, Iterable, Mapping

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from socialroi import params, params_values
from socialroi.errors import Problem
from socialroi.params_types import Assumption
from socialroi.params_yaml import Document, KeyPath, path_text

_PARTS: dict[str, type[BaseModel]] = {
    "brand": params.Brand, "sources": params.SourceHint, "costs": params.CostItem, "goals": params.Goal,
    "decisions": params.Decision,
}  # fmt: skip
_METHODS: dict[object, type[BaseModel]] = {
    "actual": params_values.Actual, "funnel": params_values.Funnel, "saving": params_values.Saving, "proxy": params_values.Proxy,
    "clv": params_values.Lifetime, "stated": params_values.Stated, "step": params_values.Step,
}  # fmt: skip
_PERCENT_KEYS = ("overhead", "hurdle")
_COST_WORDS = {  # what people call a cost: its type
    "freelancer": "content, with the freelancer's name as supplier", "influencer": "creator", "salary": "labour",
    "staff": "labour", "wages": "labour", "software": "tool", "subscription": "tool",
    "ads": "media", "advertising": "media", "consultant": "consulting", "course": "training", "refund": "goodwill",
    "discount": "goodwill", "event": "conference",
}  # fmt: skip


def problems_of(error: ValidationError, document: Document, file: str) -> list[Problem]:
    """Every error of the models as a problem of the file, in the order of its lines."""
    by_path: dict[KeyPath, list[ErrorDetails]] = {}
    problems: list[Problem] = []
    for detail in error.errors(include_url=False):
        if detail["type"] == "misfits":
            first = {sentence: action for action, sentence in reversed(detail["ctx"]["said"].items())}
            problems += [Problem(file, sentence, row=document.line(("values", action))) for sentence, action in first.items()]
        else:
            by_path.setdefault(_path_in_file(detail, document.data), []).append(detail)
    for path, details in by_path.items():
        is_of_another_choice = any(_is_inside(other, path) for other in by_path)
        if not (is_of_another_choice and details[0]["type"] == "literal_error"):
            problems.append(_problem(path, details, document, file))
    return sorted(dict.fromkeys(problems), key=lambda problem: problem.row or 0)


def _is_inside(inner: KeyPath, outer: KeyPath) -> bool:
    return len(inner) > len(outer) and inner[: len(outer)] == outer


def _path_in_file(detail: ErrorDetails, data: object) -> KeyPath:
    """The error's place in keys of the file: without the models' own marks, such as the name of a method."""
    path: list[object] = []
    for place, part in enumerate(detail["loc"]):
        is_absent_key = place == len(detail["loc"]) - 1 and detail["type"] in ("missing", "rule")
        if isinstance(data, Mapping) and (part in data or is_absent_key):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int):
            data = data[part]
        else:
            continue
        path.append(part)
    return tuple(path)


def _problem(path: KeyPath, details: list[ErrorDetails], document: Document, file: str) -> Problem:
    """The sentence for one key. Several errors of one key are the choices that it has; a number was not meant as a word."""
    is_number = isinstance(details[0]["input"], (int, float)) and not isinstance(details[0]["input"], bool)
    details = [detail for detail in details if not (is_number and detail["type"] == "literal_error")] or details
    first = details[0]
    kinds = {detail["type"] for detail in details}
    write = _SENTENCES.get(first["type"]) if len(kinds) == 1 else None
    found, wanted, fix = write(path, first, document.data) if write else _unfit(path, details)
    return Problem(file, found, wanted, fix, row=document.line(path))


def _missing(path: KeyPath, detail: ErrorDetails, data: object) -> tuple[str, str, str]:
    return f"missing key '{path_text(path)}'", "", ""


def _unknown(path: KeyPath, detail: ErrorDetails, data: object) -> tuple[str, str, str]:
    known = [field.alias or name for name, field in _model_at(path[:-1], data).model_fields.items()]
    close = _closest(path[-1], known)
    fix = f"did you mean '{close}'?" if close else f"remove it; the keys here are {', '.join(known)}"
    return f"unknown key '{path_text(path)}'", "", fix


def _rule(path: KeyPath, detail: ErrorDetails, data: object) -> tuple[str, str, str]:
    around = path_text(path[:-1])
    return (f"{around}: " if around else "") + detail["ctx"]["sentence"], "", ""


def _no_method(path: KeyPath, detail: ErrorDetails, data: object) -> tuple[str, str, str]:
    return f"missing key '{path_text((*path, 'method'))}'", f"one of {', '.join(map(str, _METHODS))}", ""


def _wrong_method(path: KeyPath, detail: ErrorDetails, data: object) -> tuple[str, str, str]:
    tag = detail["ctx"]["tag"]
    return _choice((*path, "method"), tag, [str(method) for method in _METHODS])


def _enum(path: KeyPath, detail: ErrorDetails, data: object) -> tuple[str, str, str]:
    found, wanted, fix = _choice(path, detail["input"], re.findall(r"'([^']*)'", detail["ctx"]["expected"]))
    meant = _COST_WORDS.get(str(detail["input"]).casefold()) if path[0] == "costs" and path[-1] == "type" else None
    return found, wanted, f"write {meant}" if meant else fix


def _choice(path: KeyPath, value: object, known: list[str]) -> tuple[str, str, str]:
    close = _closest(value, known)
    return (
        f"{path_text(path)} is {_shown(value)}",
        _listed(known),
        f"did you mean '{close}'?" if close else "",
    )


def _too_much(path: KeyPath, detail: ErrorDetails, data: object) -> tuple[str, str, str]:
    value, most = detail["input"], detail["ctx"]["le"]
    is_share = most == 1 or path[-1] in _PERCENT_KEYS
    if is_share and value <= 100:
        whole = "at most 1, which is the whole" if most == 1 and value <= 2 else ""
        return f"{path_text(path)} is {_shown(value)}", whole, f"write {value:g} % as {_as_share(value)}"
    expected = "a share between 0 and 1" if most == 1 else f"at most {most:g}"
    return f"{path_text(path)} is {_shown(value)}", expected, ""


def _as_share(percent: float) -> str:
    share = f"{percent / 100:.2f}"
    return share if float(share) == percent / 100 else f"{percent / 100:g}"


def _pattern(path: KeyPath, detail: ErrorDetails, data: object) -> tuple[str, str, str]:
    value = detail["input"]
    if path[-1] == "currency":
        code = value.strip().upper()
        is_near = re.fullmatch("[A-Z]{3}", code)
        return (
            f"{path_text(path)} is {_shown(value)}",
            "a currency code such as EUR",
            f"write {code}" if is_near else "",
        )
    wanted = {
        "colour": 'a colour such as "#1b7f4d", in quotes',
        "logo": "the name of an SVG or PNG file, without a folder",
    }
    return f"{path_text(path)} is {_shown(value)}", wanted[str(path[-1])], ""


def _expected(path: KeyPath, detail: ErrorDetails, data: object) -> tuple[str, str, str]:
    value = detail["input"]
    names = sorted(zoneinfo.available_timezones()) if path[-1] == "timezone" else []
    close = _closest(value, names)
    found = f"{path_text(path)} is {_shown(value)}"
    return found, detail["ctx"]["what"], f"did you mean '{close}'?" if close else ""


def _as_number(value: object) -> str:
    """How to write text that was meant as a number."""
    if not isinstance(value, str):
        return ""
    percent = re.fullmatch(r"\s*(\d+(?:[.,]\d+)?)\s*%\s*", value)
    if percent:
        return f"write {_as_share(float(percent[1].replace(',', '.')))}"
    if re.search(r"\d", value):
        return "write it without quotes, without thousands separators, with a point before the decimals: 1234.5"
    return ""


_WANTED = {
    "float_type": "a number",
    "finite_number": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "string_type": "text",
    "string_too_short": "some text",
    "model_type": "keys and values",
    "model_attributes_type": "keys and values, such as {method: actual}",
    "dict_type": "keys and values",
    "tuple_type": "a list whose items start with `- `",
}


def _unfit(path: KeyPath, details: list[ErrorDetails]) -> tuple[str, str, str]:
    """A value of the wrong kind, with every kind that would do."""
    value = details[0]["input"]
    wanted = dict.fromkeys(_wanted(detail) for detail in details)
    fix = f'put it in quotes: "{_text(value)}"' if _is_unquoted_text(value, details) else ""
    if "number" in " ".join(wanted):
        fix = _as_number(value)
    name = f"{path_text(path)} is" if path else "the file is"
    return f"{name} {_shown(value)}", " or ".join(wanted), fix


def _wanted(detail: ErrorDetails) -> str:
    if detail["type"] == "literal_error":
        return detail["ctx"]["expected"].replace("'", "")
    if detail["type"] == "greater_than_equal":
        return f"at least {detail['ctx']['ge']:g}"
    if detail.get("ctx", {}).get("class_name") in ("Assumption", "ShareRange"):
        return "a number, or low, likely and high"
    return _WANTED.get(detail["type"], detail["msg"][:1].lower() + detail["msg"][1:])


def _is_unquoted_text(value: object, details: Iterable[ErrorDetails]) -> bool:
    is_scalar = value is not None and not isinstance(value, (dict, list, str))
    return is_scalar and any(detail["type"] == "string_type" for detail in details)


def _model_at(path: KeyPath, data: object) -> type[BaseModel]:
    """The model that the keys at this place belong to."""
    if not path:
        return params.Params
    if path[0] == "values" and len(path) == 2:
        return _METHODS[data["values"][path[1]]["method"]]
    is_the_part_itself = len(path) == (1 if path[0] == "brand" else 2)
    return _PARTS[str(path[0])] if path[0] in _PARTS and is_the_part_itself else Assumption


def _closest(value: object, known: Iterable[str]) -> str | None:
    if not isinstance(value, str):
        return None
    by_folded = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(value.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def _listed(names: list[str]) -> str:
    names = [name if re.fullmatch(r"\w+", name) else f"'{name}'" for name in names]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _shown(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, (dict, list)):
        return "a list" if isinstance(value, list) else "a map of keys"
    return f"'{_text(value)}'" if isinstance(value, str) else _text(value)


def _text(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


_SENTENCES: dict[str, Callable[[KeyPath, ErrorDetails, object], tuple[str, str, str]]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "rule": _rule,
    "expected": _expected,
    "union_tag_not_found": _no_method,
    "union_tag_invalid": _wrong_method,
    "literal_error": _enum,
    "less_than_equal": _too_much,
    "string_pattern_mismatch": _pattern,
}
