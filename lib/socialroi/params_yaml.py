"""A YAML 1.2 file as plain Python with the line of every key, so that a problem can say where it stands."""

from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from socialroi.errors import InputError, Problem

KeyPath = tuple[object, ...]


@dataclass(frozen=True)
class Document:
    """What a YAML file says.

    `lines`: the line, from 1, of every key and list item by its path. `problems`: keys that stand twice (but lines of
    `sources`, which add up), keys that are no text, lists that hold themselves.
    """

    data: object
    lines: dict[KeyPath, int]
    problems: list[Problem]

    def line(self, path: KeyPath) -> int | None:
        """The line of the path, or of the nearest part around it that the file has."""
        return next((self.lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self.lines), None)


def read_document(content: bytes, file: str) -> Document:
    """The file's content. Raises InputError where it is not UTF-8, not YAML, or empty."""
    text = _as_text(content, file)
    yaml = YAML(typ="safe", pure=True)
    try:
        root = yaml.compose(text)
    except (MarkedYAMLError, ReaderError) as broken:
        raise InputError([_syntax_problem(file, text, broken)]) from broken
    if root is None:
        raise InputError([Problem(file, "the file is empty", fix="`socialroi new CLIENT` writes a commented one")])
    reading = _Reading(yaml, file)
    return Document(reading.value(root, ()), reading.lines, reading.problems)


def path_text(path: KeyPath) -> str:
    """A path as people write it.

    >>> path_text(("costs", 2, "share")), path_text(("sources", "a.csv", "from"))
    ('costs[2].share', "sources['a.csv'].from")
    """
    parts = [f".{part}" if isinstance(part, str) and "." not in part else f"[{part!r}]" for part in path]
    return "".join(parts).removeprefix(".")


class _Reading:
    """One walk through the nodes of a file, that notes lines and problems on its way."""

    def __init__(self, yaml: YAML, file: str) -> None:
        self.yaml = yaml
        self.file = file
        self.lines: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []
        self._open: list[Node] = []

    def value(self, node: Node, path: KeyPath) -> object:
        """The node as dict, list or scalar."""
        if node in self._open:
            return self._note(node, f"{path_text(path)} holds itself", "remove the * that names a part around it")
        self._open.append(node)
        kinds = {MappingNode: self._mapping, SequenceNode: self._sequence, ScalarNode: self._scalar}
        result = kinds[type(node)](node, path)
        self._open.pop()
        return result

    def _mapping(self, node: MappingNode, path: KeyPath) -> dict[object, object]:
        result: dict[object, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self._note(key_node, "a key that is a list or a map", "put a value with braces in quotes")
                continue
            key = self._scalar(key_node, path)
            here = (*path, key)
            if not isinstance(key, str):
                text = f"the key {key_node.value} under '{path_text(path)}' is read as a {_kind(key)}"
                self._note(key_node, text, f'write it in quotes: "{key_node.value}"')
            elif here in self.lines and not (_of_sources(here) and isinstance(value_node, MappingNode)):
                text = f"the key '{path_text(here)}' stands twice, first in row {self.lines[here]}"
                self._note(key_node, text, "keep one of the two")
            else:
                self.lines.setdefault(here, key_node.start_mark.line + 1)
                result[key] = _joined(result.get(key), self.value(value_node, here))
        return result

    def _sequence(self, node: SequenceNode, path: KeyPath) -> list[object]:
        for place, item in enumerate(node.value):
            self.lines[(*path, place)] = item.start_mark.line + 1
        return [self.value(item, (*path, place)) for place, item in enumerate(node.value)]

    def _scalar(self, node: ScalarNode, path: KeyPath) -> object:
        try:
            return self.yaml.constructor.construct_object(node, deep=True)
        except ValueError:  # a date or a number by its form only, such as 2025-02-30: params says what is wrong
            return node.value
        except MarkedYAMLError:
            return self._note(node, f"the tag {node.tag} at '{path_text(path)}'", "remove the tag")

    def _note(self, node: Node, found: str, fix: str) -> None:
        self.problems.append(Problem(self.file, found, fix=fix, row=node.start_mark.line + 1))


def _of_sources(path: KeyPath) -> bool:
    """True for `sources` and what is in it: lines that decide about files are pasted one below another, and all count."""
    return path[0] == "sources"


def _joined(one: object, other: object) -> object:
    if not isinstance(one, dict) or not isinstance(other, dict):
        return other
    return one | {key: _joined(one.get(key), value) for key, value in other.items()}


def _kind(key: object) -> str:
    if key is None:
        return "missing value"
    kinds = {bool: "yes or no", int: "number", float: "number"}
    return kinds.get(type(key), "date")


def _as_text(content: bytes, file: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as foreign:
        row = content.count(b"\n", 0, foreign.start) + 1
        fix = "save the file as UTF-8 in the editor"
        raise InputError([Problem(file, "the file is not UTF-8 text", fix=fix, row=row)]) from foreign
    if text.startswith("%"):
        problem = Problem(file, "a line that starts with %", fix="remove it; params are always YAML 1.2", row=1)
        raise InputError([problem])
    return text


_HINTS = {
    "mapping values are not allowed": "put a value that holds a colon in quotes, and line the keys up",
    "could not find expected ':'": "a line is `key: value`; a colon or a space is missing here or above",
    "another document": "remove the line `---`",
    "found undefined alias": "put a value that starts with * in quotes",
    "expected <block end>": "line the keys up with those above; lists start each item with `- `",
    "found unexpected end of stream": "a quote or bracket is opened and not closed",
    "expected ',' or": "a bracket or brace is opened and not closed, or a comma is missing",
}


def _syntax_problem(file: str, text: str, broken: MarkedYAMLError | ReaderError) -> Problem:
    """The parser's complaint in a sentence, with the line and what usually helps."""
    if isinstance(broken, ReaderError):
        row = text.count("\n", 0, broken.position) + 1
        return Problem(file, "a control character that YAML does not allow", fix="delete it", row=row)
    row = broken.problem_mark.line + 1 if broken.problem_mark else None
    said = broken.problem or "the structure is broken"
    if r"'\t'" in said:
        return Problem(file, "a tab", "spaces", "replace the tab by spaces", row=row)
    hint = next(
        (fix for words, fix in _HINTS.items() if words in said),
        "put values with special characters in quotes",
    )
    return Problem(file, f"this is not YAML: {said}", fix=hint, row=row)
