"""Read a file into its syntax tree, or say in one sentence why that fails."""

from __future__ import annotations

import ast
import io
import os
import re
import stat
import sys
import tokenize
import warnings
from dataclasses import dataclass
from pathlib import Path

LONGEST = 10_000_000  # bytes: programs are shorter, generated tables may be longer
HEAD = 10_000  # bytes that include two lines
LONGEST_NOTEBOOK = 200_000_000  # counting outputs


@dataclass(eq=False)
class Unreadable(Exception):
    """The file, or a cell of it, cannot be audited."""

    code: str
    message: str
    line: int = 1
    column: int = 1


class TooDeep(Unreadable):
    """Nested more deeply than any Python reads, whatever the file contains."""


class NoNotebook(Unreadable):
    """A file that is a notebook only by its name: no program runs it, so there is no code to miss in it."""


UNBRACKETED = re.compile(r"^\s*except\b[^(:#\r\n]*,", re.MULTILINE)
LINE_END = re.compile(r"\r\n|\r|\n")  # Python's own line ends; str.splitlines knows more of them


def content(path: Path) -> bytes:
    """Return the bytes of the file at `path`. Raises Unreadable, also where reading might not end."""
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            os.listdir(path)  # raises the error that explains why
        if not stat.S_ISREG(state.st_mode):
            raise Unreadable("MC901", "it is no regular file")
        longest = LONGEST_NOTEBOOK if path.suffix.lower() == ".ipynb" else LONGEST
        if state.st_size > longest:
            raise Unreadable("MC901", f"it has {state.st_size:,} bytes; more than {longest:,} are not read")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise Unreadable("MC901", f"it could not be opened: {getattr(error, 'strerror', '') or error}") from None


def encoding_of(data: bytes) -> str:
    """Return the encoding: by PEP 263 declaration or byte-order mark, else UTF-8. The mark stays in the text."""
    head = data[:HEAD].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return tokenize.detect_encoding(io.BytesIO(head).readline)[0].removesuffix("-sig")


def decode(data: bytes) -> str:
    """Return the text of a source file."""
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
    except UnicodeError as error:  # some codecs give no position: punycode, idna, undefined
        raise Unreadable("MC901", f"its encoding is not understood: {error}") from None


def parse(text: str) -> ast.Module:
    """Return the syntax tree of Python 3 source.

    Raises Unreadable; its subclass TooDeep where no Python could read the source.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # such as "\sigma" in a plain string
            tree = ast.parse(text)
        if named := exception_named_as_in_python_2(text, tree):
            raise SyntaxError(*named)
        return tree
    except SyntaxError as error:
        raise _explained(text, error) from None
    except (RecursionError, MemoryError):
        raise TooDeep("MC901", "its expressions are nested too deeply to parse") from None
    except ValueError as error:  # a NUL byte
        raise Unreadable("MC901", f"it is not Python source: {error}") from None


def exception_named_as_in_python_2(
    text: str, tree: ast.Module | None = None
) -> tuple[str, tuple[str, int, int, str]] | None:
    """Return what Python 3.13 says of `except E, e:`, as arguments of SyntaxError; None if there is none.

    Python 3.14 takes it for two kinds of exceptions. A second name in small letters is no class. tree: of the text, if
    it has been parsed.
    """
    if sys.version_info < (3, 14) or not UNBRACKETED.search(text):
        return None
    if tree is None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # whoever compiles the text has given them
            tree = ast.parse(text)
    lines = LINE_END.split(text)
    for node in ast.walk(tree):
        kinds = node.type if isinstance(node, ast.ExceptHandler) else None
        if isinstance(kinds, ast.Tuple) and len(kinds.elts) == 2 and isinstance(kinds.elts[1], ast.Name):
            line, column, name = kinds.lineno, kinds.col_offset, kinds.elts[1].id
            if name[:1].islower() and lines[line - 1].encode()[column : column + 1] != b"(":
                return "multiple exception types must be parenthesized", (
                    "<unknown>",
                    line,
                    column + 1,
                    lines[line - 1],
                )
    return None


def _explained(text: str, error: SyntaxError) -> Unreadable:
    line, column = error.lineno or 1, max(error.offset or 1, 1)
    lines = LINE_END.split(text)
    near = lines[line - 1] if 0 < line <= len(lines) else ""
    kind = TooDeep if error.msg.startswith("too many nested") else Unreadable
    return kind("MC901", f"{error.msg}: {near.strip()[:80]}", line, column)
