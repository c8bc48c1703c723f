"""Modes: which rules, which backend. Source of the names: theano.compile.mode."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from compat.settings import config


@dataclass(unsafe_hash=True)  # legacy code sets attributes such as check_isfinite on its own copy
class Mode:
    """`linker` names the backend: "c", "py" or "jax"; `optimizer` the rules: "fast_run", "fast_compile", None.

    Legacy linkers ("cvm", "c|py", "vm", ...) all mean C with Python where there is no compiler.
    """

    linker: str = "cvm"
    optimizer: Any = "fast_run"
    name: str = ""
    nan_is_error: bool = True
    inf_is_error: bool = True
    big_is_error: bool = True

    @property
    def backend(self) -> str:
        if self.linker in ("py", "vm_nogc", "vm"):
            return "python"
        return self.linker if self.linker in ("jax", "debug", "nanguard") else "c"

    @property
    def rule_set(self) -> str:
        optimizer = self.optimizer
        if optimizer in (None, "None", "merge"):
            return "none"
        return "canonicalise" if optimizer == "fast_compile" else "all"

    def excluding(self, *tags: str) -> Mode:
        """This mode: our rules keep every value, so none needs to be left out by its tag."""
        return self

    def including(self, *tags: str) -> Mode:
        """This mode: every rule that keeps values is in it already."""
        return self


PREDEFINED: dict[str, Mode] = {
    "FAST_RUN": Mode("cvm", "fast_run", "FAST_RUN"),
    "FAST_COMPILE": Mode("py", "fast_compile", "FAST_COMPILE"),
    "Mode": Mode("cvm", "fast_run", "Mode"),
    "JAX": Mode("jax", "fast_run", "JAX"),
    "C": Mode("c", "fast_run", "C"),
    "PYTHON": Mode("py", "fast_run", "PYTHON"),
    "UNOPTIMISED": Mode("py", None, "UNOPTIMISED"),
    "DebugMode": Mode("debug", "fast_run", "DebugMode"),
    "DEBUG_MODE": Mode("debug", "fast_run", "DebugMode"),
    "NanGuardMode": Mode("nanguard", "fast_run", "NanGuardMode"),
}


def get_mode(mode: Any = None) -> Mode:
    """The Mode meant by a name, a Mode, or None (`config.mode`)."""
    if mode is None:
        mode = config.mode
        if str(config.device).startswith(("cuda", "gpu")) and mode in ("Mode", "FAST_RUN"):
            return PREDEFINED["JAX"]
    if isinstance(mode, Mode):
        return mode
    found = PREDEFINED.get(str(mode))
    if found is None:
        raise ValueError(f"No predefined mode exists for string: {mode}. Known: {', '.join(PREDEFINED)}.")
    return found


def get_default_mode() -> Mode:
    return get_mode(None)
