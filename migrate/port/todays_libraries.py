"""What a program asks of the libraries around, and what of it today's releases no longer have or do.

`migrate-check` knows it: its fixes are carried out, and what it has no fix for is marked.
"""

from __future__ import annotations

from dataclasses import replace

from ..check.audit import Asked, carried_out
from ..check.control.selection import Wanted
from ..check.names import coverage
from ..check.rules.rule import Finding
from ..check.source.source import Source
from .names.legacy_names import is_old

STYLES = "MC539"  # its fix is unsafe for matplotlib before 3.6 alone
TRANSLATED = ("arviz.", "numpy.cast")  # by rules of the port


def for_todays_libraries(path: str, text: str) -> tuple[str, list[tuple[int, str]]]:
    """Return the text with the fixes, and (line of it, what today's libraries raise there)."""
    source = Source(path, text.encode("utf-8", "surrogateescape"), text)
    if "seaborn" in text:
        source = replace(source, text=carried_out(source, _asked(STYLES), unsafe=True).text)
    done = carried_out(source, _asked("MC5"))
    return done.text, [(one.line, one.message) for one in done.findings if _raises(one)]


def _asked(*select: str) -> Asked:
    return Asked(coverage.installed(), Wanted(select=select), through="import")


def _raises(finding: Finding) -> bool:
    """Say whether a line raises, of which no rule of the port knows; MC9 are files that cannot be read."""
    translated = is_old(finding.name) or finding.name.startswith(TRANSLATED)
    return finding.severity == "breaks" and finding.code.startswith("MC5") and not translated
