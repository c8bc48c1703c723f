"""theano-compat names PATTERN: what is known of legacy names."""

from __future__ import annotations

import difflib

from theano_common.documentation import page
from theano_common.printing import complain, say

from .name_facts import NameFacts, every_name, facts, is_supported, matching, page_of, parts, today_of

NO_TEST = "none names it; a suite, of ours or of the old libraries, runs it"


def main(pattern: str, missing: bool) -> int:
    """Print what a pattern means, and return the exit status: 1 if no release had such a name.

    missing: only names that are not supported.
    """
    found = matching(pattern, missing)
    if not found:
        near = difflib.get_close_matches(pattern.rpartition(".")[2], {parts(name)[1] for name in every_name()}, 3)
        means = f"; did you mean {', '.join(near)}?" if near else ""
        complain("theano-compat names", f"no {'missing ' if missing else ''}name is like '{pattern}'{means}")
        return 1
    if set(found[1:]) <= set((first := facts(found[0])).same):
        say(text(first))
        return 0
    width = max(map(len, found))
    say("\n".join(f"{name:{width}}  {_state(name)}" for name in found))
    say(f"{len(found)} names, {sum(map(is_supported, found))} supported.")
    return 0


def _state(name: str) -> str:
    """Return the state of a name and today's, on one line, without a look at our object."""
    if not is_supported(name):
        return facts(name).state
    today = today_of(name)
    return "supported" + (f"; today {today}" if today else "")


def text(one: NameFacts) -> str:
    """Return all that is known of a name."""
    rows = [
        ("then", one.then),
        ("here", one.here),
        ("releases", one.span),
        ("works in", one.works_in),
        ("differs", "; ".join(f"migrate-check --explain {code}" for code in one.differs)),
        ("today", one.today or "PyMC and PyTensor have no such name"),
        ("also", ", ".join(one.same)),
        ("test", one.test or (NO_TEST if one.supported else "")),
        ("page", page(page_of(one.name))),
    ]
    head, _, rest = one.words.whole.partition("\n")
    lines = [f"{one.name}: {one.state}", *([f"  {head}"] if head else []), ""]
    lines += [f"  {label:9} {value}" for label, value in rows if value]
    return "\n".join([*lines, *(f"  {row}".rstrip() for row in rest.splitlines())])
