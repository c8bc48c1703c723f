"""PyMC3's logger. The module `logging` is imported only when the program or its user does so, which saves 2 ms."""

from __future__ import annotations

import sys
from functools import partial
from types import ModuleType
from typing import Any

from ..importing.post_import import when_imported

NAME = "pymc3"
LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40, "critical": 50}  # as the methods of `logging` name them


class Pymc3Logger:
    """A stand-in for `logging.getLogger("pymc3")`.

    Until somebody imports `logging`, and so could configure it, messages are written as an unconfigured logger would
    write them.
    """

    def __getattr__(self, name: str) -> Any:
        if "logging" not in sys.modules:
            if name in LEVELS:
                return partial(_written, LEVELS[name])
            if name == "log":
                return _written
        import logging  # somebody has imported it, or asks for more than messages

        return getattr(logging.getLogger(NAME), name)


def _written(level: int, message: str, *values: Any, exc_info: Any = None) -> None:
    if level >= LEVELS["info"]:
        print(message % values if values else message, file=sys.stderr)


def _prepare(logging: ModuleType) -> None:
    """Give the logger a handler and a level unless the user has set them."""
    if not logging.root.handlers:
        logger = logging.getLogger(NAME)
        logger.setLevel(logging.INFO)
        if not logger.handlers:
            logger.addHandler(logging.StreamHandler())


def prepare() -> None:
    """Set the logger up as `import pymc3` does, now or once `logging` is imported."""
    when_imported("logging", _prepare)


LOGGER = Pymc3Logger()

__all__ = ["LEVELS", "LOGGER", "NAME", "Pymc3Logger", "prepare"]
