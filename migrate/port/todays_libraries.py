"""What a program asks of the libraries around, and what of it today's releases no longer have or do.

`migrate-check` knows it: its fixes are carried out, and what it has no fix for is marked.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import replace

from theano_common.read_source import parse

from ..check.audit import Asked, carried_out
from ..check.control.selection import Wanted
from ..check.names import coverage
from ..check.rules.rule import Finding
from ..check.source.source import Source
from .names.legacy_names import is_old

STYLES = "MC539"  # its fix is unsafe for matplotlib before 3.6 alone
TRANSLATED = ("arviz.", "numpy.cast")  # by rules of the port


def for_todays_libraries(path: str, text: str, tree: ast.Module) -> tuple[str, ast.Module, Mapping[int, list[str]]]:
    """Return the text with the fixes, its tree, and line of a statement -> what today's libraries raise there."""
    source = Source(path, text.encode("utf-8", "surrogateescape"), text)
    done = carried_out(source, _asked("MC5"))
    if "seaborn" in done.text:
        styles = carried_out(replace(source, text=done.text), _asked(STYLES), unsafe=True)
        left = [one for one in done.left if one.code != STYLES] + list(styles.left)
        done = replace(styles, left=tuple(left))
    if done.text != text:
        tree = parse(done.text)
    return done.text, tree, _raising(tree, done.left)


def _asked(*select: str) -> Asked:
    return Asked(coverage.installed(), Wanted(select=select), through="import")


def _raising(tree: ast.Module, findings: Sequence[Finding]) -> Mapping[int, list[str]]:
    starts = _statements(tree)
    found: dict[int, list[str]] = {}
    for one in findings:
        known = is_old(one.name) or one.name.startswith(TRANSLATED)
        if one.severity == "breaks" and one.code.startswith("MC5") and not known:
            found.setdefault(starts.get(one.line, one.line), []).append(one.message)
    return found


def _statements(tree: ast.Module) -> Mapping[int, int]:
    """Return line -> the line on which the innermost statement around it begins."""
    found: dict[int, int] = {}
    for node in ast.walk(tree):  # the inner ones come after those around them
        if isinstance(node, ast.stmt):
            found |= dict.fromkeys(range(node.lineno, (node.end_lineno or node.lineno) + 1), node.lineno)
    return found
