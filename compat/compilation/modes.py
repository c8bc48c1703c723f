"""Modes: which rules, which backend. Source: theano.compile.mode, .debugmode, .nanguardmode, .monitormode."""

from __future__ import annotations

import copy
import functools
import sys
from collections.abc import Callable, Mapping
from typing import Any

from theano_common.installing import pip_install

from ..backends.jax_package import import_jax
from ..graph.hooks import HOOKS
from ..settings import config

_PYTHON = ("py", "py_nogc", "vm", "vm_nogc")
_CHECKING = ("debug", "nanguard", "monitor")
_CANONICALISING = ("fast_compile", "o1", "canonicalize", "canonicalise")


class Mode:
    """What compiles a function: a backend and rules, for `theano.function(mode=)`.

    linker: "c", "py" or "jax"; legacy linkers ("cvm", "c|py", ...) all mean C, with Python if there is no compiler.
    optimizer: "fast_run", "fast_compile", None, or a user's optimizer; `config.linker` and `config.optimizer` by
    default.
    name: shown in errors.

    The rules as given are `provided_optimizer`; `optimizer` is an object that applies them. `register` adds a user's
    own optimizer to the rules; `including` and `excluding` return other modes.
    """

    wrap_linker: Any = None  # the WrapLinker that runs the nodes of functions

    def __init__(self, linker: object = None, optimizer: object = "default", name: str = "") -> None:
        self.wrap_linker = linker if hasattr(linker, "compat_run_node") else None
        linker = config.linker if linker is None else getattr(linker, "name", linker)
        if not isinstance(linker, str) or linker not in LINKERS:
            raise Exception(f"{linker!r} is no linker. Known: {', '.join(map(repr, LINKERS))}.")
        registered = LINKERS[linker]
        self.linker: str = getattr(registered, "name", registered) or linker
        self.name = name
        self.tags: tuple[str, ...] = ()  # of rules that `including` named
        self.own: tuple[Any, ...] = ()  # optimizers of the user
        named = config.optimizer if isinstance(optimizer, str) and optimizer == "default" else optimizer
        if isinstance(named, str) and not isinstance(OPTIMIZERS.get(named, ""), str):
            named = OPTIMIZERS[named]
        if named is not None and not isinstance(named, str):
            self.own, named = (named,), getattr(named, "basis", None)
        elif named is not None and named not in OPTIMIZERS:
            raise Exception(f"{optimizer!r} is no optimizer. Known: {', '.join(map(repr, OPTIMIZERS))}.")
        self.provided_optimizer: Any = named
        self.call_time = self.fn_time = 0.0

    def __setstate__(self, state: Mapping[Any, Any]) -> None:
        """Restore a pickle. One of the real Theano has a linker and rules, which are used if their names exist here."""
        if not isinstance(state, tuple):
            self.__dict__.update(state)
            return
        linker, rules = (given if isinstance(given, str) else None for given in state)
        Mode.__init__(self, linker if linker in LINKERS else None, rules if rules in OPTIMIZERS else "default")

    @property
    def backend(self) -> str:
        return "python" if self.linker in _PYTHON else self.linker if self.linker in (*_CHECKING, "jax") else "c"

    @property
    def provided_linker(self) -> str:
        """The name of the linker: here it is the linker."""
        return self.linker

    @property
    def by_perform(self) -> bool:
        """Return whether users' Ops that have C code and a `perform` run by the latter."""
        return self.linker in ("py", "py_nogc")

    @property
    def rule_set(self) -> str:
        named = (str(OPTIMIZERS.get(self.provided_optimizer, self.provided_optimizer)), *self.tags)
        if any(n not in ("None", "merge", *_CANONICALISING) for n in named):
            return "all"
        return "canonicalise" if any(n in _CANONICALISING for n in named) else "none"

    @property
    def optimizer(self) -> Any:
        """Return an object that rewrites a FunctionGraph in place with the rules of this mode, then the user's own."""
        return HOOKS.optimizer_of(self.rule_set, self.own)

    def including(self, *tags: str) -> Mode:
        """Return this mode with the rules of `tags` too; every rule that preserves values is in "fast_run" already."""
        new = copy.copy(self)
        if self.rule_set != "all":
            new.tags = (*self.tags, *tags)
        return new

    def excluding(self, *tags: str) -> Mode:
        """Return this mode: our rules preserve every value, so none needs to be excluded by its tag."""
        return copy.copy(self)

    def requiring(self, *tags: str) -> Mode:
        """Return this mode: its rules have no tags to require."""
        return copy.copy(self)

    def register(self, *optimizations: tuple[Any, ...]) -> Mode:
        """Return this mode with the user's own optimizers, as pairs (optimizer, position)."""
        new = copy.copy(self)
        new.own = (*self.own, *(o[0] if isinstance(o, tuple) else o for o in optimizations))
        return new

    def clone(self, link_kwargs: Mapping[str, Any] | None = None, optimizer: object = "", **kwargs: Any) -> Mode:
        """Return a copy, with another optimizer if one is given.

        `link_kwargs`, options of legacy's linkers, has no counterpart.
        """
        new = copy.copy(self)
        if optimizer != "":
            new.provided_optimizer, new.own = optimizer, self.own
        for key, value in kwargs.items():
            setattr(new, key, value)
        return new

    def __repr__(self) -> str:
        return f"{type(self).__name__}{{linker={self.linker!r}, optimizer={self.provided_optimizer!r}}}"


class DebugMode(Mode):
    """A mode that runs C, Python and the graph as written side by side, and compares every value.

    optimizer: the rules, as in theano.Mode. check_c_code, check_py_code: whether C and Python run. check_isfinite:
    InvalidValueError for NaN and infinity. None: as the flags DebugMode.check_c, check_py, check_finite say.

    check_preallocated_output: memory that a user's `perform` finds in the place of its outputs: a list of "previous",
    "c_contiguous", "f_contiguous", "strided", "wrong_size", or "ALL"; None: as the flag says.

    stability_patience, require_matching_strides, linker: have no counterpart.
    """

    def __init__(
        self,
        optimizer: object = "fast_run",
        stability_patience: int | None = None,
        check_c_code: bool | None = None,
        check_py_code: bool | None = None,
        check_isfinite: bool | None = None,
        check_preallocated_output: Any = None,
        require_matching_strides: Any = None,
        linker: object = None,
    ) -> None:
        if linker is not None:
            raise TypeError("DebugMode can only use its own linker: leave `linker` out.")
        super().__init__("debug", optimizer, "DebugMode")
        self.check_isfinite = config.DebugMode__check_finite if check_isfinite is None else check_isfinite
        self.check_c_code = config.DebugMode__check_c if check_c_code is None else check_c_code
        self.check_py_code = config.DebugMode__check_py if check_py_code is None else check_py_code
        self.check_preallocated_output = check_preallocated_output


class ProfileMode(Mode):
    """Profiles each function that it compiles, as `profile=True` does. Theano had it until 0.8.

    Under its names, "ProfileMode" and "PROFILE_MODE", the profiles are printed when Python ends.

    linker, optimizer: as in theano.Mode.
    """

    def __init__(self, linker: object = None, optimizer: object = "default") -> None:
        super().__init__(linker, optimizer, "ProfileMode")
        self.profiles: list[Any] = []

    def print_summary(self, n_apply_to_print: int = 20, n_ops_to_print: int = 20) -> None:
        """Print the profiles of its functions, with so many of the most expensive applications and Ops."""
        for profile in self.profiles:
            profile.summary(sys.stdout, n_ops_to_print, n_apply_to_print)


class NanGuardMode(Mode):
    """A mode that runs node by node, and raises AssertionError at the first NaN, infinity or value above 1e10.

    nan_is_error, inf_is_error, big_is_error: whether each is looked for; None for the flag `NanGuardMode.nan_is_error`
    and so on. optimizer: as in theano.Mode. linker: without an effect.
    """

    def __init__(
        self,
        nan_is_error: bool | None = None,
        inf_is_error: bool | None = None,
        big_is_error: bool | None = None,
        optimizer: object = "default",
        linker: object = None,
    ) -> None:
        super().__init__("nanguard", optimizer, "NanGuardMode")
        self.nan_is_error = config.NanGuardMode__nan_is_error if nan_is_error is None else nan_is_error
        self.inf_is_error = config.NanGuardMode__inf_is_error if inf_is_error is None else inf_is_error
        self.big_is_error = config.NanGuardMode__big_is_error if big_is_error is None else big_is_error


class MonitorMode(Mode):
    """A mode that runs node by node, and calls a function before and after each.

    pre_func, post_func: functions of (i, node, fn), or None. i: the position of the node; fn.inputs, fn.outputs:
    lists, each element a list with one value. optimizer: as in theano.Mode. linker: without an effect.
    """

    def __init__(
        self,
        pre_func: Callable[..., Any] | None = None,
        post_func: Callable[..., Any] | None = None,
        optimizer: object = "default",
        linker: object = None,
    ) -> None:
        super().__init__("monitor", optimizer, "MonitorMode")
        self.pre_func, self.post_func = pre_func, post_func


LINKERS: dict[str, Any] = dict.fromkeys(
    ("cvm", "cvm_nogc", "c", "c|py", "c|py_nogc", "c&py", "vm", "vm_nogc", "py", "py_nogc", "jax", *_CHECKING)
)
OPTIMIZERS: dict[Any, Any] = {
    name: name
    for name in (
        "None",
        None,
        "default",
        "merge",
        "o1",
        "o2",
        "o3",
        "o4",
        "unsafe",
        "fast_compile",
        "fast_run",
        "fast_run_stable",
        "stabilize",
    )
}
PREDEFINED: dict[str, Mode] = {
    "FAST_RUN": Mode("cvm", "fast_run", "FAST_RUN"),
    "FAST_COMPILE": Mode("py", "fast_compile", "FAST_COMPILE"),
    "JAX": Mode("jax", "fast_run", "JAX"),
    "C": Mode("c", "fast_run", "C"),
    "PYTHON": Mode("py", "fast_run", "PYTHON"),
    "UNOPTIMISED": Mode("py", None, "UNOPTIMISED"),
    "DebugMode": DebugMode(),
    "NanGuardMode": NanGuardMode(),
    "ProfileMode": ProfileMode(),
}
PREDEFINED["DEBUG_MODE"] = PREDEFINED["DebugMode"]
PREDEFINED["PROFILE_MODE"] = PREDEFINED["ProfileMode"]


def get_mode(orig_string: Mode | str | None = None) -> Mode:
    """Return the Mode for a name, a Mode, or None (`config.mode`).

    orig_string: such as "FAST_RUN", "FAST_COMPILE", "JAX", "DebugMode", or a Mode, which is returned as it is.
    ValueError for a name that is not known.
    """
    mode = orig_string
    if mode is None:
        mode = config.mode
        if config.device != "cpu" and mode in ("Mode", "FAST_RUN") and _has_jax(str(config.device)):
            return PREDEFINED["JAX"]
    if isinstance(mode, Mode):
        return mode
    if mode == "Mode":
        return Mode(config.linker, config.optimizer, "Mode")
    found = PREDEFINED.get(str(mode))
    if found is None:
        raise ValueError(f"No predefined mode exists for string: {mode}. Known: Mode, {', '.join(PREDEFINED)}.")
    return found


@functools.cache
def _has_jax(device: str) -> bool:
    """Say whether JAX is here, and warn once if functions that were to run on a GPU run on the processor.

    RuntimeError under `force_device`, then.
    """
    try:
        found = import_jax().devices()
    except ImportError:
        found = []
    if any(one.platform in ("gpu", "cuda", "rocm", "tpu") for one in found):
        return True
    none = f"JAX finds no GPU here ({', '.join(map(str, found))})" if found else "a GPU wants JAX, which is not here"
    how = "through JAX" if found else "compiled to C"
    do = f"`{pip_install('jax[cuda12]')}` brings its part for NVIDIA; device=cpu compiles to C."
    if config.force_device:
        raise RuntimeError(f"device={device}: {none}, and force_device is on. {do}")
    import logging  # used only here

    logging.getLogger("theano.gpuarray").error(
        f"device={device}: {none}, so functions run on the processor, {how}. {do}"
    )
    return bool(found)


def get_default_mode() -> Mode:
    """Return the Mode of `config.mode`."""
    return get_mode(None)
