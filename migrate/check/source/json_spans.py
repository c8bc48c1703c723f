"""Parse JSON with the place of every value in its text, so that one string can be changed and nothing else."""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import Any

SPACE = re.compile(r"[ \t\n\r]*")
PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null|NaN|-?Infinity")
CHARACTER = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL)


@dataclass(frozen=True)
class Value:
    """A JSON value: `value` is a dict or list of Values, a string, or None for others; text[start:end] spells it."""

    value: Any
    start: int
    end: int

    def get(self, *keys: str) -> Any:
        """Return the plain value below these keys; None if there is none."""
        found: Value | None = self
        for key in keys:
            found = found.value.get(key) if found is not None and isinstance(found.value, dict) else None
        return None if found is None else found.value

    def items(self, key: str) -> list[Value]:
        found = self.get(key)
        return found if isinstance(found, list) else []


def parsed(text: str) -> Value:
    """Return the value of the whole text (after a byte-order mark). Raises JSONDecodeError, or RecursionError."""
    value = _value(text, _skip(text, text.startswith("\ufeff")))
    if _skip(text, value.end) != len(text):
        raise JSONDecodeError("Extra data", text, value.end)
    return value


def _skip(text: str, at: int) -> int:
    found = SPACE.match(text, at)
    assert found is not None
    return found.end()


def _value(text: str, start: int) -> Value:
    first = text[start : start + 1]
    if first == '"':
        string, end = scanstring(text, start + 1, True)
        return Value(string, start, end)
    if first in ("{", "["):
        return _container(text, start, first == "{")
    found = PLAIN.match(text, start)
    if found is None:
        raise JSONDecodeError("Expecting value", text, start)
    number = found.group()
    return Value(int(number) if number.isdigit() and len(number) < 9 else None, start, found.end())


def _container(text: str, start: int, is_object: bool) -> Value:
    close = "}" if is_object else "]"
    entries: dict[str, Value] = {}
    values: list[Value] = []
    at = _skip(text, start + 1)
    if text[at : at + 1] == close:
        return Value(entries if is_object else values, start, at + 1)
    while True:
        key = ""
        if is_object:
            if text[at : at + 1] != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", text, at)
            key, at = scanstring(text, at + 1, True)
            at = _skip(text, at)
            if text[at : at + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", text, at)
            at = _skip(text, at + 1)
        value = _value(text, at)
        entries[key] = value
        values.append(value)
        at = _skip(text, value.end)
        if text[at : at + 1] == close:
            return Value(entries if is_object else values, start, at + 1)
        if text[at : at + 1] != ",":
            raise JSONDecodeError("Expecting ',' delimiter", text, at)
        at = _skip(text, at + 1)


def respelled(spelling: str, old: str, new: str) -> str:
    """Return the JSON string `spelling` of `old`, changed to spell `new`; unchanged parts keep their escapes."""
    signs = CHARACTER.findall(spelling[1:-1])
    plain = "\\u" not in spelling
    out = []
    a, b = old.splitlines(keepends=True), new.splitlines(keepends=True)
    ends = [0]
    for line in a:
        ends.append(ends[-1] + len(line))
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        before, after = signs[ends[i1] : ends[i2]], "".join(b[j1:j2])
        out.append("".join(before) if tag == "equal" else _changed("".join(a[i1:i2]), before, after, plain))
    return f'"{"".join(out)}"'


def spelled(string: str, plain: bool) -> str:
    """Return a string as JSON. plain: with non-ASCII characters as they are."""
    return json.dumps(string, ensure_ascii=not plain)


def _changed(old: str, signs: list[str], new: str, plain: bool) -> str:
    shortest = min(len(old), len(new))
    head = next((i for i in range(shortest) if old[i] != new[i]), shortest)
    tail = next((i for i in range(shortest - head) if old[-1 - i] != new[-1 - i]), shortest - head)
    middle = spelled(new[head : len(new) - tail], plain)[1:-1]
    return "".join([*signs[:head], middle, *signs[len(signs) - tail :]])
