"""Check legacy code: what runs unchanged, what breaks, what would change its meaning.

    from migrate import check

    report = check.run(["src"], check.nearest(["src"]))   # the settings of the nearest pyproject.toml
    for finding in report.findings:
        print(finding.path, finding.line, finding.code, finding.severity, finding.message)
    report.coverage.unknown                               # names that are in no table, and how often
    report.summary.by_severity["breaks"]
    report.exit_code                                      # 0 nothing found, 1 findings, 3 files that could not be read

`check.run` raises `check.WrongUse` for what the command calls wrong usage. `check.render(report, "sarif")` is the
text that the command prints. `check.explain("MC501")` is the text of a rule. Nothing of compat, JAX or the checked
code is imported; the names here are imported on first use.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .check import run
    from .control.settings import Settings, WrongUse, nearest
    from .every_file import Fixing
    from .fixes.edit import Edit, Fix
    from .output import render
    from .output.rule_help import explain
    from .results import Coverage, Report, Summary
    from .rules.rule import Finding

__all__ = [
    "Coverage", "Edit", "Finding", "Fix", "Fixing", "Report", "Settings", "Summary", "WrongUse", "explain",
    "nearest", "render", "run",
]  # fmt: skip

HOMES = {
    "Coverage": "results", "Edit": "fixes.edit", "Finding": "rules.rule", "Fix": "fixes.edit",
    "Fixing": "every_file", "Report": "results", "Settings": "control.settings", "Summary": "results",
    "WrongUse": "control.settings", "explain": "output.rule_help", "nearest": "control.settings",
    "render": "output", "run": "check",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import on first use; `migrate.check.audit` and the like can also be imported directly."""
    if name in HOMES:
        return getattr(importlib.import_module(f"theano_migrate.check.{HOMES[name]}"), name)
    raise AttributeError(f"module 'migrate.check' has no attribute {name!r}")
