"""Our object of a legacy name: what it takes, its docstring, its gradient and backends."""

from __future__ import annotations

import enum
import importlib
import inspect
import re
import warnings
from typing import Any

from .graph.op import Op
from .importing.legacy_modules import exists, home
from .ops.elementwise.elemwise import Elementwise, Elemwise
from .settings.flags import EFFECTS

NO_VALUE = object()
MANY = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
LONGEST = 200  # characters of a value that is shown


def object_of(module: str, name: str) -> Any:
    """Return our object of a supported name; None for a flag, whose value belongs to the process."""
    if module == "theano.config":
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # reading a name that warns is not using it
        loaded = importlib.import_module(home(module))
        value = getattr(loaded, name, NO_VALUE)
        if value is NO_VALUE and exists(f"{loaded.__name__}.{name}"):
            value = importlib.import_module(f"{loaded.__name__}.{name}")
    if inspect.ismodule(value) and callable(value):  # theano.scan is both
        return getattr(value, name, value)
    return value


def signature(name: str, value: Any) -> str:
    """Return `dot(x, y)` of our object, without annotations; "" if it takes nothing."""
    if value is NO_VALUE or inspect.ismodule(value) or not callable(value):
        return ""
    if not inspect.isclass(value) and (entry := _entry(value)) is not None:
        return f"{name}({', '.join('xyzw'[: entry.nin]) if entry.nin > 0 else '*inputs'})"
    if (own := _own_parameters(value)) is not None:
        required = inspect.Parameter.empty
        given = [one.name + (f"={one.default!r}" if one.default is not required else "") for one in own]
        return f"{name}({', '.join(['name', *given, '**kwargs'])})"
    taken = _taken(value)
    if taken is None:
        return ""
    if _is_distribution(value) and "name" not in [one.name for one in taken]:
        taken.insert(0, inspect.Parameter("name", inspect.Parameter.POSITIONAL_OR_KEYWORD))
    plain = [one.replace(annotation=inspect.Parameter.empty) for one in taken]
    text = str(inspect.Signature(plain, __validate_parameters__=False))
    return name + re.sub(r" at 0x[0-9a-f]+", "", text)


def parameters(value: Any) -> list[str]:
    """Return the names of what a class or function takes; a distribution's are those of its entry."""
    own = _own_parameters(value)
    return [one.name for one in (_taken(value) or ()) if one.kind not in MANY] if own is None else [p.name for p in own]


def _own_parameters(value: Any) -> Any:
    """Return the parameters in a distribution's entry; None for what has none."""
    return getattr(getattr(value, "compat_spec", None), "parameters", None) if inspect.isclass(value) else None


def _taken(value: Any) -> list[inspect.Parameter] | None:
    """Return its parameters: of a class that takes anything, those of `__init__`. None if nobody can tell."""
    if isinstance(value, enum.EnumType):  # a call finds a member
        return [inspect.Parameter("value", inspect.Parameter.POSITIONAL_OR_KEYWORD)]
    try:
        taken = list(inspect.signature(value).parameters.values())
        if inspect.isclass(value) and inspect.isfunction(value.__init__) and all(one.kind in MANY for one in taken):
            taken = list(inspect.signature(value.__init__).parameters.values())[1:]
    except (TypeError, ValueError):
        return None
    return taken


def _is_distribution(value: Any) -> bool:
    return any(one.__name__ == "Distribution" for one in getattr(value, "__mro__", ()))


def _entry(value: Any) -> Any:
    """Return the elementwise entry that an object stands for; None for others."""
    if isinstance(value, Elemwise):
        value = value.scalar_op
    entries = getattr(value, "entries", None) if inspect.isclass(value) else None
    value = entries[0] if isinstance(entries, tuple) and entries else value
    return value if isinstance(value, Elementwise) else None


def about(module: str, name: str, value: Any) -> str:
    """Return our docstring; of a value, what it is."""
    if value is NO_VALUE:
        return ""
    if module == "theano.config":
        effect = EFFECTS.get(name.replace(".", "__"))
        return f"A flag: {effect}." if effect else "A flag that is kept and changes nothing."
    if inspect.ismodule(value):
        ours = value.__name__.startswith("theano_compat") and value.__doc__
        return inspect.cleandoc(value.__doc__ or "") if ours else f"The module `{value.__name__}`."
    if inspect.isclass(value) or inspect.isroutine(value):
        if str(value.__module__).startswith("theano_compat") and value.__doc__:
            return inspect.cleandoc(value.__doc__)
        return f"`{value.__module__}.{value.__qualname__}`."
    return _about_instance(value)


def _about_instance(value: Any) -> str:
    made = type(value)
    if made.__module__.startswith("theano_compat"):
        if value.__doc__ and value.__doc__ != made.__doc__:  # a docstring of its own, as `theano.tensor.dvector` has
            return inspect.cleandoc(value.__doc__)
        return f"An instance of `{made.__name__}`" + (f": {inspect.cleandoc(made.__doc__)}" if made.__doc__ else ".")
    shown = "{" + ", ".join(sorted(map(repr, value))) + "}" if isinstance(value, set | frozenset) else repr(value)
    if made.__module__ == "builtins" and len(shown) <= LONGEST and " at 0x" not in shown:
        return f"The value `{shown}`."
    return f"A value of type `{made.__module__}.{made.__qualname__}`."


def works_in(value: Any) -> str:
    """Return whether it has a gradient, and what compiles it; "" where that is not asked of one object."""
    if (entry := _entry(value)) is not None:
        return _backends(entry.derivative is not None or entry.pullback is not None, bool(entry.c))
    if _own_parameters(value) is not None:
        return _backends(True, True)
    made = value if inspect.isclass(value) else type(value)
    if not issubclass(made, Op) or made is Op:
        return ""
    names = {name for one in made.__mro__ if one is not Op for name in vars(one)}
    lowered = made.compat_lowered is not None
    return _backends(
        lowered or "compat_gradient" in names,
        lowered or any(name.startswith(("compat_c_", "c_code")) for name in names),
    )


def _backends(gradient: bool, in_c: bool) -> str:
    return f"{'gradient' if gradient else 'no gradient'}; NumPy, {'C, ' if in_c else ''}JAX"
