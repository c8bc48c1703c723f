"""C text that units are made of: the files in support/.

They are C as they lie there, for compilers, editors and clang-format (support/.clang-format). What differs from unit to
unit are identifiers, in whose place other text comes:

    T_      double or float
    F_      at the end of a name: "" or f
    L_      at the beginning of the name of a routine of LAPACK or BLAS: d or s
    WORDS   in capitals: numbers, names and expressions that the `words` of a text have for them

`#include "x.h"` becomes the text of that file. A file begins with a comment that says what is in it, which is for its
readers and no part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

_ENDS = {"double": ("", "d"), "float": ("f", "s")}  # of names, and at the beginning of LAPACK's


@dataclass(frozen=True)
class SupportText:
    """What is made of a file. types: for which types, one after the other, if it has a T_."""

    file: str
    types: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def text(self) -> str:
        """The C text; the file is read on first use."""
        text = _read(self.file)
        if self.words:
            text = re.sub(rf"\b({'|'.join(self.words)})\b", lambda found: self.words[found[1]], text)
        return "\n".join(_of_type(text, t) for t in self.types) if self.types else text


def _of_type(text: str, type_: str) -> str:
    suffix, letter = _ENDS[type_]
    return re.sub(r"F_\b", suffix, re.sub(r"\bT_\b", type_, re.sub(r"\bL_", letter, text)))


@cache
def _read(file: str) -> str:
    from importlib.resources import files

    text = files("theano_compat.backends.c").joinpath("support", file).read_text(encoding="utf-8")
    _, _, text = text.partition("*/\n\n")
    return re.sub(r'^#include "(.*)"\n', lambda found: _read(found[1]), text, flags=re.MULTILINE)


__all__ = ["SupportText"]
