"""Worked examples and sources of legacy names: `compat/names/`, a Markdown file for each module of the old libraries.

A file has a heading for each name, or for several whose objects are alike. Names that a table describes, such as
elementwise functions and most distributions, have their example there, and show it in their docstring.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

from .docstrings import text

ENTRY = re.compile(r"^## ([^\n]+)\n\n```python\n(.*?)\n```\n(?:\nSource: ([^\n]+)\.\n)?", re.MULTILINE | re.DOTALL)
DESCRIBED = re.compile(r"\n\nExample::\n\n(.*?)\n\nSource: ([^\n]+)\.\s*\Z", re.DOTALL)


@dataclass(frozen=True)
class NameWords:
    """What is said of a name. Texts are empty where nothing is."""

    about: str  # a sentence, arguments, what is returned and raised
    example: str
    source: str

    @property
    def whole(self) -> str:
        """Return all of it in the form of a docstring."""
        return text(self.about, {}, self.example, self.source) if self.example else self.about


def words_of(names: Iterable[str], docstring: str) -> NameWords:
    """Return what is said of an object.

    names: its legacy names; the first that has an example gives it. docstring: its own.
    """
    for name in names:
        module, _, last = name.rpartition(".")
        if last in (here := entries(module)):
            return NameWords(docstring, *here[last])
    if described := DESCRIBED.search(docstring):
        code = "\n".join(line.removeprefix("    ") for line in described[1].split("\n"))
        return NameWords(docstring[: described.start()], code, described[2])
    return NameWords(docstring, "", "")


@functools.cache
def entries(module: str) -> dict[str, tuple[str, str]]:
    """Return for each name in a module that has an example: (example, source)."""
    *above, last = module.split(".")
    file = resources.files("theano_compat").joinpath("names", *above, f"{last}.md")
    if not file.is_file():
        return {}
    found = ENTRY.findall(file.read_text(encoding="utf-8"))
    return {name: (code, source or module) for heads, code, source in found for name in heads.split(", ")}
