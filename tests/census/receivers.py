"""Whose methods the counts speak of: the guessed kinds of receivers as classes of ours."""

from __future__ import annotations

import importlib
import re
import types
from typing import Any

VARIABLE = "compat.ops.tensor_variable:TensorOperators"
RANDOM_VARIABLE = "compat.models.factors.variables:PyMC3Variable"
CLASSES: dict[str, tuple[str, ...]] = {
    "tensor": (VARIABLE,),
    "shared": ("compat.graph.variable:SharedVariable",),
    "rv": (RANDOM_VARIABLE,),
    "function": ("compat.functions.function:Function",),
    "trace": ("compat.models.backends.base:MultiTrace", "arviz:InferenceData"),
    "model": ("compat.models.model:Model",),
    "dist": ("compat.models.distributions.distribution:Distribution",),
    "approx": ("compat.infer.variational.approximation:Approximation",),
    "inference": ("compat.infer.variational.inference:Inference",),
    "gp": ("compat.models.gp.base:Base",),
    "cov": ("compat.models.gp.covariance:Covariance",),
    "rng": ("compat.ops.random.streams:RandomStreamsBase", "compat.ops.random.mrg_streams:MRG_RandomStreams"),
    "updates": ("compat.theano_api.updates:OrderedUpdates",),
}
# What stands before the last dot of a name, as a class of its own.
CHAINS = {
    ".type": "compat.graph.types:TensorType",
    ".owner": "compat.graph.variable:Apply",
    ".tag": "compat.graph.variable:Tag",
    ".maker": "compat.functions.graphs.maker:Maker",
}
# Attributes that lie in the objects themselves: no code of ours runs when they are read.
DATA = {
    "name": "compat.graph.variable:Variable",
    "type": "compat.graph.variable:Variable",
    "owner": "compat.graph.variable:Variable",
    "op": "compat.graph.variable:Apply",
    "inputs": "compat.graph.variable:Apply",
    "test_value": "compat.graph.variable:Tag",
    "default_update": "compat.graph.variable:SharedVariable",
    "fgraph": "compat.functions.graphs.maker:Maker",
    "broadcastable": "compat.graph.types:TensorType",
    "dtype": "compat.graph.types:TensorType",
    "shape": "compat.models.distributions.distribution:Distribution",
    "distribution": "compat.models.factors.variables:PyMC3Variable",
    "transformed": "compat.models.factors.variables:PyMC3Variable",
    "posterior": "arviz:InferenceData",
    "named_vars": "compat.models.model:Model",
    "hist": "compat.infer.variational.inference:Inference",
    "free_RVs": "compat.models.model:Model",
    "approx": "compat.infer.variational.inference:Inference",
}
DATA_OF = {  # where the kind of receiver decides
    ("model", "name"): "compat.models.model:Model",
    ("approx", "hist"): "compat.infer.variational.approximation:Approximation",
}
# What a call gives back, as `callable()` in the counts.
RESULTS = {
    "theano.tensor.TensorType()": "compat.graph.types:TensorType",
    "theano.function()": "compat.functions.function:Function",
    "theano.printing.Print()": "compat.theano_api.printing:Print",
    "pymc3.Bound()": "compat.models.distributions.bound:Bound",
    "theano.gradient.DisconnectedType()": "compat.theano_api.gradient:DisconnectedType",
}
OPERATORS = {
    "*": "mul",
    "+": "add",
    "-": "sub",
    "/": "truediv",
    "**": "pow",
    "%": "mod",
    "//": "floordiv",
    "&": "and",
    "@": "matmul",
    ">": "gt",
    "<": "lt",
    ">=": "ge",
    "<=": "le",
    "neg": "neg",
    "~": "invert",
    "==": "eq",
    "!=": "eq",
    "not": "bool",
    "In": "eq",
}
ROOTS = {"theano": "compat.theano_api", "pymc3": "compat.pymc3_api"}


def loaded(path: str) -> Any:
    """`module:attribute.attribute` as an object; ImportError or AttributeError where there is none."""
    module, _, names = path.partition(":")
    value: Any = importlib.import_module(module)
    for name in filter(None, names.split(".")):
        value = getattr(value, name)
    return value


def path_of(name: str) -> str | None:
    """A legacy name as `module:attribute` of ours; None where there is no such name."""
    root, *rest = name.split(".")
    if root not in ROOTS:
        return None
    module = ROOTS[root]
    while rest and (below := _module(module, rest[0])) is not None:
        module = below
        rest.pop(0)
    path = f"{module}:{'.'.join(rest)}"
    try:
        loaded(path)
    except AttributeError:
        return None
    return path


def _module(module: str, name: str) -> str | None:
    """The module that a name in a module is, or None."""
    value = getattr(loaded(module + ":"), name, None)
    if isinstance(value, types.ModuleType):
        return value.__name__
    if value is not None:
        return None
    try:
        return importlib.import_module(f"{module}.{name}").__name__
    except ImportError:
        return None


def classes_of(receiver: str) -> tuple[str, ...]:
    """Classes behind a guessed kind; "?" may be any."""
    return sum(CLASSES.values(), ()) if receiver == "?" else CLASSES.get(receiver, ())


def attributes(receiver: str, name: str) -> list[tuple[str, str]]:
    """(class, attribute) pairs that the use of a method, an attribute or an operator reaches."""
    classes = classes_of(receiver)
    if match := re.fullmatch(r"op (.+)", name):
        word = OPERATORS.get(match[1])
        return [(c, f"__{side}{word}__") for c in classes for side in ("", "r")] if word else []
    if name.startswith("["):
        return [(c, f"__{word}item__") for c in classes for word in ("get", "set")]
    if name in ("()", "iter"):
        return [(c, "__call__" if name == "()" else "__iter__") for c in classes]
    chain, _, last = name.removesuffix(" =").removesuffix("()").rpartition(".")
    if chain:
        return [(CHAINS[chain], last)] if chain in CHAINS else []
    if receiver == "rv" and last == "random":  # the variable hands out its distribution's
        classes = CLASSES["dist"]
    return [(c, last) for c in classes]


def forms(index: Any) -> set[str]:
    """How the counts write an index, for each of its parts: "int", ":", "tensor" ..."""
    from theano_compat.graph.variable import Variable

    if isinstance(index, slice):
        return {":"} if index == slice(None) else {"a:b:c", ":"} if not index.step else {"a:b:c"}
    if isinstance(index, str):
        return {"'str'", "expr", "call"}
    if index is None or index is Ellipsis:
        return {"None" if index is None else "..."}
    if isinstance(index, Variable):
        boolean = getattr(index.type, "dtype", "") == "bool"
        return {"tensor", "expr", "call"} | ({"mask"} if boolean else set())
    if getattr(getattr(index, "dtype", None), "kind", "") == "b":
        return {"mask", "expr", "call"}
    if hasattr(index, "__index__") and not hasattr(index, "shape"):
        return {"int", "expr", "call"}
    return {"expr", "call"}


def is_form(form: str, index: Any) -> bool:
    """Whether an index is of the form `[:,int]`. A part that is an expression may be any value."""
    parts = form[1:-1].split(",")
    given = index if isinstance(index, tuple) else (index,)
    return len(parts) == len(given) and all(part in forms(value) for part, value in zip(parts, given, strict=True))
