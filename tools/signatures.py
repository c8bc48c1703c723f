"""What the shim's functions and classes take, for migrate-check: `migrate/check/names/signatures.txt`.

A line is `name: a b= / c=`: parameters by position, in their order, then those by keyword alone; `=` behind what
may be left out; `*` where any number goes by position, `**` where any keyword is taken. `name = other` where two
names are of the same object.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import warnings
from typing import Any

from theano_compat.importing.legacy_modules import home
from tools.coverage_survey import load
from tools.legacy_names import modules
from tools.members import REAL, read

OF_EVERY_DISTRIBUTION = (
    "name shape dims testval transform dtype observed total_size model defaults broadcastable".split()
)

OLDER_OF_SAMPLE = ("njobs", "nchains", "nuts_kwargs", "step_kwargs", "live_plot", "live_plot_kwargs", "nuts", "NUTS")


def text() -> str:
    of_values = {kind.rpartition(".")[2] for kind in read(REAL.read_text())}
    lines: dict[str, str] = {}
    first: dict[int, str] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for module in sorted(modules(), key=lambda name: (name.count("."), name)):
            if ".tests" in module or module == "theano.config":
                continue
            loaded = load(home(module))
            for name in modules()[module].kinds if loaded is not None else ():
                value = getattr(loaded, name, None)
                if inspect.ismodule(value) and callable(value):  # theano.scan is both
                    value = getattr(value, name, value)
                if name.startswith("_") or not _is_function_or_class(value):
                    continue
                qualified = f"{module}.{name}"
                if id(value) in first:
                    lines[qualified] = f"{qualified} = {first[id(value)]}"
                    continue
                written = _written(value)
                every = module.startswith("pymc3") or name in of_values
                methods = _methods(value, every) if inspect.isclass(value) else {}
                if written or methods:
                    first[id(value)] = qualified
                lines |= {f"{qualified}.{method}": f"{qualified}.{method}: {text}" for method, text in methods.items()}
                if written:
                    lines[qualified] = f"{qualified}: {written}"
    return "".join(line + "\n" for line in sorted(lines.values()))


def classes() -> str:
    """A line for each class of ours under `pymc3`: what can be read of it; `name = other` for its other names."""
    lines: dict[str, str] = {}
    first: dict[int, str] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for module in sorted(modules(), key=lambda name: (name.count("."), name)):
            loaded = load(home(module)) if module.startswith("pymc3") and ".tests" not in module else None
            for name in modules()[module].kinds if loaded is not None else ():
                value = getattr(loaded, name, None)
                if not name.startswith("_") and inspect.isclass(value) and value.__module__.startswith("theano_compat"):
                    qualified = f"{module}.{name}"
                    names = {*dir(value), *(one for one in dir(type(value)) if one != "mro")}
                    public = " ".join(sorted(one for one in names if not one.startswith("_")))
                    other = first.setdefault(id(value), qualified)
                    lines[qualified] = f"{qualified}: {public}" if other == qualified else f"{qualified} = {other}"
    return "".join(line + "\n" for line in sorted(lines.values()))


def _methods(cls: Any, every: bool) -> dict[str, str]:
    """What its class methods take; its other methods too, where the audit may know values of the class."""
    found = {}
    for name in dir(cls):
        static = inspect.getattr_static(cls, name)
        if name.startswith("_"):
            continue
        if name == "dist" and _is_distribution(cls):
            found[name] = _of_distribution(cls)
        elif isinstance(static, classmethod | staticmethod):
            found[name] = _written(getattr(cls, name))
        elif every and inspect.isfunction(static) and static.__module__.startswith("theano_compat"):
            found[name] = _written(functools.partial(static, None))
    return {name: text for name, text in found.items() if text}


def _is_function_or_class(value: Any) -> bool:
    own_class = inspect.isclass(value) and value.__module__.startswith("theano_compat")
    return inspect.isfunction(value) or (own_class and not issubclass(value, BaseException | type))


def _written(value: Any) -> str:
    try:
        parameters = list(inspect.signature(value).parameters.values())
    except (TypeError, ValueError):
        return ""
    kinds = inspect.Parameter
    if _is_distribution(value) and "__signature__" not in vars(value):  # one says itself what it takes
        return _of_distribution(value)
    if hasattr(value, "arviz_name"):
        return _of_arviz(value.arviz_name)
    if value is importlib.import_module("theano_compat.theano_api").shared:
        return "value name= strict= allow_downcast= / borrow= broadcastable= target= type="
    if (others := _taken_by_stars(value)) is not None:
        parameters = [p for p in parameters if p.kind is not kinds.VAR_KEYWORD]
        parameters += [
            kinds(name, kinds.KEYWORD_ONLY, default=None) for name in others if name not in {p.name for p in parameters}
        ]
    parameters = _with_other_names(value, parameters)
    many = (kinds.VAR_KEYWORD, kinds.VAR_POSITIONAL)
    needed = [p for p in parameters if p.default is kinds.empty and p.kind not in many]
    if not needed and any(p.kind is kinds.VAR_KEYWORD for p in parameters):
        return ""
    parts = []
    for p in parameters:
        if p.kind is kinds.VAR_POSITIONAL:
            parts.append("*")
            continue
        if p.kind is kinds.VAR_KEYWORD:
            parts.append("**")
            continue
        if p.kind is kinds.KEYWORD_ONLY and "/" not in parts:
            parts.append("/")
        parts.append(p.name + ("=" if p.default is not kinds.empty else ""))
    return " ".join(parts) or "/"


def _with_other_names(value: Any, parameters: list[inspect.Parameter]) -> list[inspect.Parameter]:
    """Add the further names by which releases called some; either may be left out, since the other may be given."""
    own = value.__init__ if inspect.isclass(value) else getattr(value, "func", value)
    names = getattr(own, "also_named", {})
    twice = [p.replace(default=None) if p.name in names.values() and p.default is p.empty else p for p in parameters]
    at = next((i for i, p in enumerate(twice) if p.kind is p.VAR_KEYWORD), len(twice))
    more = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None) for name in names]
    return [*twice[:at], *more, *twice[at:]]


def _taken_by_stars(value: Any) -> list[str] | None:
    """The names that `**` of a function stands for; None where it stands for any. Words of 3.8 alone are none."""
    api = importlib.import_module("theano_compat.pymc3_api")
    if value is api.sample_smc:
        return []
    if value is not api.sample:
        return None
    from theano_compat.infer.runs.arguments import NUTS_ARGUMENTS

    return [*NUTS_ARGUMENTS, *OLDER_OF_SAMPLE]


def _of_distribution(cls: Any) -> str:
    return " ".join(["*", *(f"{name}=" for name in dict.fromkeys([*_parameters(cls), *OF_EVERY_DISTRIBUTION]))])


def _parameters(distribution: Any) -> list[str]:
    """Its own, by the row of its mathematics or by the __init__ of its classes."""
    if hasattr(distribution, "compat_spec"):
        return [p.name for p in distribution.compat_spec.parameters]
    kinds = inspect.Parameter
    ours = [one for one in distribution.__mro__ if one.__module__.startswith("theano_compat")]
    return [
        p.name
        for one in ours
        if "__init__" in vars(one)
        for p in list(inspect.signature(one.__init__).parameters.values())[1:]
        if p.kind not in (kinds.VAR_KEYWORD, kinds.VAR_POSITIONAL)
    ]


def _of_arviz(name: str) -> str:
    """What a function of ArviZ takes, by its newer and older names; "" where it passes anything on."""
    from theano_compat.pymc3_api import arviz_bridge
    from theano_compat.pymc3_api import plot_arguments_before_arviz as before

    real = getattr(importlib.import_module("arviz"), name, None)
    if real is None:
        return ""
    parameters = inspect.signature(real).parameters
    if any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters.values()) or name in before.OF_LINES:
        return ""
    older = {"trace", *arviz_bridge.RENAMED, *before.RENAMED.get(name, {})}
    older |= {str(before.ALPHA.get(name, "trace"))}
    older |= {*before.OF_PLOTS.get(name, ()), *({"model"} if name in ("loo", "waic") else ())}
    older |= {before.TRANSFORMED} if name.startswith("plot_") else set()
    return " ".join(["*", *(f"{one}=" for one in (*parameters, *sorted(older)))])


def _is_distribution(value: Any) -> bool:
    distribution = importlib.import_module("theano_compat.pymc3_api.distributions").Distribution
    return inspect.isclass(value) and issubclass(value, distribution)
