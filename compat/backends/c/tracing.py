"""What COMPAT_CHECK=1 and COMPAT_TRACE=2 ask of the passes of all stages."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Sequence

CHECKED = os.environ.get("COMPAT_CHECK") == "1"  # the result of each pass is verified
TRACED = os.environ.get("COMPAT_TRACE") == "2"  # each pass that changed something is printed, before and after


def difference(before: Sequence[str], after: Sequence[str], title: str) -> str:
    """Return the difference between two printed forms, with `-` and `+`."""
    return "\n".join(difflib.unified_diff(before, after, title, "after", lineterm="", n=1))


def trace(before: Sequence[str], after: Sequence[str], title: str) -> None:
    """Print the difference that a pass made."""
    print(difference(before, after, title), file=sys.stderr)
