"""docs/clients.md, made of what each client's last run left in `<name>/result.json`."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from tests.clients import exclusions, real_outcomes, recipes, revision
from tests.clients.recipes import HERE

FILE = HERE.parents[1] / "docs" / "clients.md"
HEAD = """\
# Clients

Packages of other people that stand on Theano or PyMC3, their files unchanged, run by their own tests (and scripts).
`make clients` runs them all, `make clients ONLY="sympy lasagne"` those; this file is written at its end. What each is,
is its recipe in `tests/clients/NAME/recipe.toml`; what does not count, `exclusions.txt` there, each with one of the
reasons of `tests/clients/exclusions.py`; a line that names no test, or one that passes, fails the run. A run in which
no function of ours was compiled and called fails too. "There": the same tests on the real library, where it still can
be made to run, or those of them that ran before the time was up. "Commit": of ours, that ran it.

"""

HEADER = "| client | version | hash | passed | failed | excluded | there | ours compiled, called | s | date, commit |"


def write() -> None:
    """Write the table."""
    rows = [json.loads(p.read_text()) | {"name": p.parent.name} for p in sorted(HERE.glob("*/result.json"))]
    lines = [HEADER, "|---|---|---|---|---|---|---|---|---|---|", *map(_line, rows)]
    whole = sum(r["passed"] == r["counting"] for r in rows)
    passed, counting = sum(r["passed"] for r in rows), sum(r["counting"] for r in rows)
    said = f"{whole} of {len(rows)} clients whole; {passed} of {counting} tests.\n\n"
    versions = ", ".join(f"{p} {version(p)}" for p in ("numpy", "scipy", "pytest"))
    made = f"Python {platform.python_version()}, {versions}.\n"
    parts = [HEAD + said + "\n".join(lines) + "\n", *_notes(), made]
    FILE.write_text("\n".join(parts), encoding="utf-8")


def _notes() -> Iterator[str]:
    """Each miss with its reason, and why a client was not run on the real library."""
    missed = [(name, *miss) for name in recipes.names() for miss in exclusions.misses(HERE / name / "exclusions.txt")]
    yield "What counts and does not pass:\n"
    yield from (f"- {name}, `{test}`: {comment}" for name, test, comment in missed)
    yield "\nNot run on the real library:\n"
    yield from (f"- {name}: {why}" for name in recipes.names() if (why := recipes.read(name).not_there))
    yield ""


def _line(row: dict[str, Any]) -> str:
    excluded = ", ".join(f"{n} {reason}" for reason, n in sorted(row["excluded"].items()))
    share = f"{row['passed']} of {row['counting']}"
    there = real_outcomes.share(real_outcomes.read(row["name"]))
    return (
        f"| {row['name']} | {row['title']} | {row['digest'][:12]} | {share} | {row['failed'] or ''} | {excluded} | "
        f"{there} | {row['compiled']}, {row['called']} | {row['seconds']} | {revision.shown(row)} |"
    )
