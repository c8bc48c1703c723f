"""Modes. Source of the names: theano.compile.mode."""

from __future__ import annotations

from compat.compilation.modes import PREDEFINED, Mode, get_default_mode, get_mode
from compat.settings import config
from compat.theano_api.absence import absent_from

predefined_modes = PREDEFINED
FAST_RUN, FAST_COMPILE = PREDEFINED["FAST_RUN"], PREDEFINED["FAST_COMPILE"]


def register_mode(name: str, mode: Mode) -> None:
    """Make `mode` known as `name`; ValueError if the name is taken."""
    if name in PREDEFINED:
        raise ValueError(f"Mode name already taken: {name}")
    PREDEFINED[name] = mode


__all__ = [
    "FAST_COMPILE", "FAST_RUN", "Mode", "config", "get_default_mode", "get_mode", "predefined_modes",
    "register_mode",
]
__getattr__ = absent_from(__name__)
