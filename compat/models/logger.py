"""PyMC3's logger. The standard module is loaded only where the program or its user does: it takes 2 ms of an import."""

from __future__ import annotations

import sys
from functools import partial
from types import ModuleType
from typing import Any

from ..importing.post_import import when_imported

NAME = "pymc3"
LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40, "critical": 50}  # by the standard module's methods


class Pymc3Logger:
    """`logging.getLogger("pymc3")`. Until somebody has imported `logging`, and could have set anything about it, its
    messages are written as that would write them."""

    def __getattr__(self, name: str) -> Any:
        if "logging" not in sys.modules:
            if name in LEVELS:
                return partial(_written, LEVELS[name])
            if name == "log":
                return _written
        import logging  # as somebody has, or asks for more than messages

        return getattr(logging.getLogger(NAME), name)


def _written(level: int, message: str, *values: Any, exc_info: Any = None) -> None:
    if level >= LEVELS["info"]:
        print(message % values if values else message, file=sys.stderr)


def _prepare(logging: ModuleType) -> None:
    """Have it write what is of interest, where nobody has said how to."""
    if not logging.root.handlers:
        logger = logging.getLogger(NAME)
        logger.setLevel(logging.INFO)
        if not logger.handlers:
            logger.addHandler(logging.StreamHandler())


def prepare() -> None:
    """Set the logger up as `import pymc3` did, now or once `logging` is imported."""
    when_imported("logging", _prepare)


LOGGER = Pymc3Logger()

__all__ = ["LEVELS", "LOGGER", "NAME", "Pymc3Logger", "prepare"]
