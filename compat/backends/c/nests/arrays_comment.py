"""The comment above a function that lists the arrays it reads and writes."""

from __future__ import annotations

from ..ir import Length, Name
from .described import Described

WIDEST = 110  # characters in a line of a comment
MOST = 64  # arrays of one kind that are listed


def arrays_comment(context: Described, words: set[str], title: str = "") -> list[str]:
    """Return the lines of the comment.

    context: of the function. words: the names that its text reads, for lengths.
    """
    lines = [title] if title else []
    for stem, variables in (("in", context.program.inputs), ("out", context.program.outputs)):
        for k, v in enumerate(variables[:MOST]):
            lengths = [_shown(n, words) for n in context.computations.lengths.of(v)]
            text = f"{stem}{k}: {v.type.dtype}[{', '.join(lengths)}]"
            if k and len(lines[-1]) + len(text) < WIDEST:
                lines[-1] += f"; {text}"
            else:
                lines.append(text)
        if len(variables) > MOST:
            lines[-1] += f"; {len(variables) - MOST} more"
    lines = [f"{'   ' if k else '/* '}{line}" for k, line in enumerate(lines)]
    return [*lines[:-1], f"{lines[-1]} */"] if lines else []


def _shown(length: Length, words: set[str]) -> str:
    if isinstance(length, Name):
        return length.name if length.name in words else ":"
    return str(length) if isinstance(length, int) else ":"
