"""From one file to its findings and to what could be resolved in it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from migrate.check import registry
from migrate.check.coverage import Coverage
from migrate.check.module import Module
from migrate.check.read_source import Unreadable, decode, parse
from migrate.check.replacement import plan
from migrate.check.resolve import resolve
from migrate.check.rule import Finding, Hit, Rule

DEEP = 20_000  # frames: a sum of two thousand terms is a tree as deep


@dataclass(frozen=True)
class Audit:
    """The findings in one file; how many uses of legacy names resolved, how many are in no table."""

    path: str
    text: str
    findings: tuple[Finding, ...]
    resolved: int = 0
    not_in_table: int = 0
    readable: bool = True


def audit(
    data: bytes | str, path: str, coverage: Coverage, is_wanted: Callable[[str], bool] = lambda code: True
) -> Audit:
    """Audit one source file. What cannot be read is a finding (MC901, MC902), never an exception."""
    text = ""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(DEEP, limit))
    try:
        text = data if isinstance(data, str) else decode(data)
        module = Module(path, text, parse(text.removeprefix("\ufeff")))
        resolve(module, _exports(coverage))
        findings = [
            finding(module, loaded.rule, hit)
            for loaded in registry.rules()
            for hit in loaded.find(module, coverage)
            if is_wanted(hit.code or loaded.rule.code)
        ]
    except Unreadable as error:
        return Audit(path, text, (unread(path, error),), readable=False)
    except RecursionError:
        too_deep = Unreadable("MC901", "its expressions are nested too deeply to follow")
        return Audit(path, text, (unread(path, too_deep),), readable=False)
    finally:
        sys.setrecursionlimit(limit)
    states = [state for use in module.uses if (state := coverage.lookup(use.name)) is not None]
    unknown = sum(state.status == "unknown" for state in states) if coverage else 0
    return Audit(path, text, tuple(_sorted(findings)), len(states) - unknown, unknown)


def finding(module: Module, rule: Rule, hit: Hit) -> Finding:
    becomes = rule.becomes.get(hit.name)
    fix = plan(module, hit.use, hit.name, becomes) if becomes and hit.use else None
    return Finding(
        hit.code or rule.code, rule.severity, rule.title, hit.name, hit.note, rule.why, rule.do,
        module.path, *module.place(hit.node), fix,
    )  # fmt: skip


def unread(path: str, error: Unreadable) -> Finding:
    rule = next(one.rule for one in registry.rules() if one.rule.code == error.code)
    return Finding(
        error.code, rule.severity, rule.title, "", error.message, rule.why, rule.do,
        path, error.line, error.column, error.line, error.column + 1,
    )  # fmt: skip


def _exports(coverage: Coverage) -> Callable[[str, str], bool]:
    listed = {name for loaded in registry.rules() for name in loaded.rule.all_names}
    return lambda module, name: coverage.exports(module, name) or f"{module}.{name}" in listed


def _sorted(findings: list[Finding]) -> list[Finding]:
    """By place; the same code at the same place once."""
    unique = {(one.code, one.place, one.name): one for one in findings}
    return sorted(unique.values(), key=lambda one: (one.place, one.code))
