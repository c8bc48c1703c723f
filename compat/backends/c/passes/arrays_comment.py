"""The lines above a function that list the arrays it reads and writes."""

from __future__ import annotations

from collections.abc import Sequence

from ..ir.expressions import Length, Name
from ..ir.statements import Listed
from ..naming import spelled
from ..nests.formula import WIDEST

MOST = 64  # arrays of one kind that are listed


def arrays_comment(arrays: Sequence[Sequence[Listed]], known: set[Name]) -> list[str]:
    """Return the lines. arrays: those of each kind. known: the names of lengths that the function declares."""
    lines: list[str] = []
    for listed in arrays:
        for k, one in enumerate(listed[:MOST]):
            text = f"{spelled(one.name)}: {one.dtype}[{', '.join(_shown(n, known) for n in one.lengths)}]"
            if k and len(lines[-1]) + len(text) < WIDEST:
                lines[-1] += f"; {text}"
            else:
                lines.append(text)
        if len(listed) > MOST:
            lines[-1] += f"; {len(listed) - MOST} more"
    return lines


def _shown(length: Length, known: set[Name]) -> str:
    if isinstance(length, Name):
        return spelled(length) if length in known else ":"
    return str(length) if isinstance(length, int) else ":"
