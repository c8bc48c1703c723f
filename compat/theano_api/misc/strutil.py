"""Text of C that a program of its own puts together. Source of the names: theano.misc.strutil."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def render_string(string: str, sub: Mapping[str, Any]) -> str:
    """Return `string % sub`. Where that fails the exception shows the text up to where it does."""
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
    """Return the line without the blanks and tabs at its beginning."""
    return line.lstrip(" \t")


def pretty_format(string: str) -> str:
    """Return the lines indented by four blanks for each brace that is open."""
    lines, depth = [], 0
    for line in map(strip_leading_white_space, string.split("\n")):
        depth = max(depth - line.count("}"), 0)
        lines.append("    " * depth + line)
        depth += line.count("{")
    return "\n".join(lines)
