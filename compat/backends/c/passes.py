"""What is done with the statements of a function between their making and their printing: a visible list of passes.

COMPAT_TRACE=2 prints each pass that changed something, before and after; COMPAT_CHECK=1 checks what each leaves.
"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from compat.backends.c.check_ir import check
from compat.backends.c.print_c import lines
from compat.backends.c.unused import without_unused

Pass = Callable[[Sequence[Any]], list[Any]]
PASSES: tuple[Pass, ...] = (without_unused,)
_CHECK = os.environ.get("COMPAT_CHECK") == "1"
_TRACE = os.environ.get("COMPAT_TRACE") == "2"


def rewritten(body: Sequence[Any], function: str) -> list[Any]:
    """The statements of `function` (its name, for the trace) after all passes."""
    body = list(body)
    for one in PASSES:
        new = one(body)
        if _CHECK:
            check(new)
        if _TRACE and new != body:
            print(changes(body, new, f"{function}: {one.__name__}"), file=sys.stderr)
        body = new
    return body


def changes(before: Sequence[Any], after: Sequence[Any], title: str) -> str:
    """What differs between two lists of statements, as C with `-` and `+`."""
    diff = difflib.unified_diff(lines(before), lines(after), title, "after", lineterm="", n=1)
    return "\n".join(diff)


__all__ = ["PASSES", "Pass", "changes", "rewritten"]
