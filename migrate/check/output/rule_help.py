"""Help on rules: a list of all, or the explanation of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from theano_common.documentation import page
from theano_common.printing import json_text

from ..control.settings import WrongUse
from ..names import coverage as table
from ..names.coverage import Coverage
from ..rules import registry


@dataclass(frozen=True)
class Help:
    """A rule in the reader's form; `before` and `after` are code. The coverage table only gives codes a name."""

    code: str
    severity: str
    title: str
    why: str
    do: str
    before: str = ""
    after: str = ""


def rules(coverage: Coverage | None = None) -> list[Help]:
    """Return help on all rules, by code."""
    coverage = table.installed() if coverage is None else coverage
    found = {
        one.rule.code: Help(
            one.rule.code,
            one.rule.severity,
            one.rule.title,
            one.rule.why,
            one.rule.do,
            one.file.BEFORE.strip("\n"),
            getattr(one.file, "AFTER", "").strip("\n"),
        )
        for one in registry.rules()
    }
    for code, state in coverage.checks().items():
        named = f"Names such as {state.name}, which the table of names lists under this code."
        found.setdefault(code, Help(code, "differs", state.reason, named, "See the reason."))
    return [found[code] for code in sorted(found)]


def listed(coverage: Coverage | None = None) -> str:
    """Return the list of rules as text."""
    return "\n".join(
        f"{one.code}  {one.severity:8}{'fix ' if one.after else '    '}{one.title}" for one in rules(coverage)
    )


def listed_as_json(coverage: Coverage | None = None) -> str:
    """Return the list of rules as JSON."""
    return json_text([vars(one) for one in rules(coverage)])


def explain(code: str, coverage: Coverage | None = None) -> str:
    """Return the explanation of a rule: subject, reason, advice, and an example.

    Raises WrongUse if there is no rule of that code.
    """
    for one in rules(coverage):
        if one.code == code.upper():
            return "\n".join(_explained(one))
    raise WrongUse(f"no rule {code}; --list-rules shows them")


def _explained(one: Help) -> Iterator[str]:
    yield f"{one.code} ({one.severity}): {one.title}\n"
    yield f"Why: {one.why}"
    yield f"Do:  {one.do}"
    if address := page(f"wrong/{one.code.lower()}"):
        yield f"Page: {address}"
    for head, code in (("Found in", one.before), ("With --fix", one.after)):
        if code:
            yield f"\n{head}:\n"
            yield "\n".join(f"    {line}".rstrip() for line in code.splitlines())
