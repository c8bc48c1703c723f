"""JUnit XML: cases and suites. Texts are other people's, and control characters are not allowed in XML."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from theano_common.printing import printable

HEAD = '<?xml version="1.0" encoding="utf-8"?>'
COUNTED = {"failure": "failures", "error": "errors", "skipped": "skipped"}  # state of a case -> its count in a suite


def case(of: str, name: str, state: str, said: str, seconds: float | None = None) -> str:
    """Return a case of a class `of`. state: one of COUNTED, empty for what passed; said: its message."""
    time = "" if seconds is None else f' time="{seconds:.3f}"'
    head = f"<testcase classname={quoteattr(printable(of))} name={quoteattr(printable(name))}{time}"
    if not state:
        return f"{head}><system-out>{escape(printable(said))}</system-out></testcase>"
    return f"{head}><{state} message={quoteattr(printable(said))}/></testcase>"


def suite(name: str, cases: Sequence[str], states: Sequence[str]) -> str:
    """Return a suite, its cases a line each, with the count of each of the `states`."""
    counts = " ".join(f'{COUNTED[state]}="{sum(f"<{state} " in one for one in cases)}"' for state in states)
    head = f'<testsuite name={quoteattr(printable(name))} tests="{len(cases)}" {counts}>'
    return "\n".join([head, *(f"  {one}" for one in cases), "</testsuite>"])
