"""C text that units are made of: the files in support/.

The files are valid C, for compilers, editors and clang-format (support/.clang-format). What differs from unit to unit
is substituted for identifiers:

    T_      double or float
    F_      at the end of a name: "" or f
    L_      at the beginning of the name of a LAPACK or BLAS routine: d or s
    WORDS   in capitals: numbers, names and expressions from the `words` of a text

`#include "x.h"` becomes the text of that file. A target may have another file in the place of one (`Target.files`). The
comment at the beginning of a file, for its readers, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from ..target import current

_ENDS = {"double": ("", "d"), "float": ("f", "s")}  # at the end of names, and at the beginning of LAPACK's


@dataclass(frozen=True)
class SupportText:
    """The text of a file. types: a text that has a T_ is repeated for each of them."""

    file: str
    types: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The C text for the current target; the file is read on first use."""
        return _filled(self.file, self.types, tuple(self.words.items()), current().files)


@cache
def _filled(
    file: str, types: tuple[str, ...], words: tuple[tuple[str, str], ...], others: tuple[tuple[str, str], ...]
) -> str:
    text, by = _read(file, others), dict(words)
    if words:
        text = re.sub(rf"\b({'|'.join(by)})\b", lambda found: by[found[1]], text)
    return "\n".join(_of_type(text, t) for t in types) if types and text else text


def with_calls(form: str, calls: Mapping[str, str]) -> str:
    """Return the C of an entry with other calls: `calls` gives the beginning of each, the first that fits is taken."""
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, calls))})", lambda found: calls[found[0]], form)


def _of_type(text: str, type_: str) -> str:
    suffix, letter = _ENDS[type_]
    return re.sub(r"F_\b", suffix, re.sub(r"\bT_\b", type_, re.sub(r"\bL_", letter, text)))


@cache
def _read(file: str, others: tuple[tuple[str, str], ...]) -> str:
    """Return the text of a file, or of the one that is given in its place by `others`, with all that it includes."""
    from importlib.resources import files

    file = dict(others).get(file, file)
    if not file:
        return ""
    text = files("theano_compat.backends.c").joinpath("support", file).read_text(encoding="utf-8")
    _, _, text = text.partition("*/\n\n")
    return re.sub(r'^#include "(.*)"\n', lambda found: _read(found[1], others), text, flags=re.MULTILINE)
