"""Output formats: one file for each, with a function `render(report)`."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from ..control.formats import FORMATS

if TYPE_CHECKING:
    from ..results import Report


def render(report: Report, format: str = "text", *, colour: bool = False) -> str:
    """Return the report in a format, with a line feed at its end; `colour` is for text only."""
    module = importlib.import_module(f"theano_migrate.check.output.{FORMATS[format]}")
    text: str = module.render(report, colour) if format == "text" else module.render(report)
    return text if text.endswith("\n") else text + "\n"
