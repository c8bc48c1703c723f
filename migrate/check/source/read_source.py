"""From a file to its syntax tree, or to a sentence that says why not."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from dataclasses import dataclass


@dataclass(eq=False)
class Unreadable(Exception):
    """The file cannot be audited; `code` is MC902 for Python 2, else MC901."""

    code: str
    message: str
    line: int = 1
    column: int = 1


# Each is a syntax error in Python 3 and ordinary in Python 2.
PYTHON_2 = re.compile(
    r"""^\s*print\s+[^\s(=.,\[]|^\s*print\s*>>|^\s*print\s+\(.*\)\s*[,%]|^\s*except\s+[\w.()]+\s*,\s*\w+\s*:
    |^\s*raise\s+[\w.]+\s*,|^\s*exec\s+["'\w]|<>|\b0[0-7]+\b|\bur["']|\b\d+L\b|^\s*print\s*$|`[^`]+`""",
    re.VERBOSE,
)


def encoding_of(data: bytes) -> str:
    """By PEP 263 declaration or byte-order mark; UTF-8 otherwise. The mark stays in the text."""
    return tokenize.detect_encoding(io.BytesIO(data).readline)[0].removesuffix("-sig")


def decode(data: bytes) -> str:
    """The text of a source file."""
    try:
        encoding = encoding_of(data)
        return data.decode(encoding)
    except (SyntaxError, LookupError) as error:
        raise Unreadable("MC901", f"its encoding is not understood: {error}") from None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(
            "MC901", f"byte 0x{data[error.start]:02x} is not {encoding}; say the encoding in line 1", line
        ) from None


def parse(text: str) -> ast.Module:
    """The syntax tree of Python 3 source."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "\sigma" in a plain string is not our business
            return ast.parse(text)
    except SyntaxError as error:
        raise _explained(text, error) from None
    except (RecursionError, MemoryError):
        raise Unreadable("MC901", "its expressions are nested too deeply to parse") from None
    except ValueError as error:  # a NUL byte
        raise Unreadable("MC901", f"it is not Python source: {error}") from None


def _explained(text: str, error: SyntaxError) -> Unreadable:
    line, column = error.lineno or 1, max(error.offset or 1, 1)
    lines = text.splitlines()
    near = lines[line - 1] if 0 < line <= len(lines) else ""
    mixed_tabs = isinstance(error, TabError)
    if mixed_tabs or PYTHON_2.search(near) or "print" in (error.msg or ""):
        what = "tabs and spaces mixed as Python 2 allowed" if mixed_tabs else "Python 2 syntax"
        return Unreadable("MC902", f"{what}: {near.strip()[:80]}", line, column)
    return Unreadable("MC901", f"{error.msg}: {near.strip()[:80]}", line, column)
