"""Text of C code assembled by user programs. Source of the names: theano.misc.strutil."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def render_string(string: str, sub: Mapping[str, Any]) -> str:
    """Return `string % sub`. An error message shows the text up to the failing place.

    string: the text, with `%(name)s`. sub: a dict from names to values.
    """
    try:
        return string % sub
    except Exception as error:
        end = next(k for k in range(len(string) + 1) if _fails(string[:k], sub) == str(error))
        raise Exception(f"{string[:end]}<<<< caused exception {error}") from error


def _fails(string: str, sub: Mapping[str, Any]) -> str | None:
    try:
        string % sub
    except Exception as error:
        return str(error)
    return None


def strip_leading_white_space(line: str) -> str:
    """Return the line without leading blanks and tabs.

    line: the line.
    """
    return line.lstrip(" \t")


def pretty_format(string: str) -> str:
    """Return the lines indented by four blanks for each open brace.

    string: C code.
    """
    lines, depth = [], 0
    for line in map(strip_leading_white_space, string.split("\n")):
        depth = max(depth - line.count("}"), 0)
        lines.append("    " * depth + line)
        depth += line.count("{")
    return "\n".join(lines)
