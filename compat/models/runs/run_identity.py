"""What the draws of a run depend on, as JSON data by which a checkpoint knows its run."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.our_version import our_version

from ...compilation.cache.graph_key import Key, NoKey
from ...emulated_versions import pymc3_version
from ...graph.traversal import applies
from ...graph.variable import Constant, SharedVariable, Variable
from ...settings import config
from ..compiled_steps.run import methods_of
from .request import Request

if TYPE_CHECKING:
    from ...functions.function import Function
    from ..model import Model


def identity(asked: Request, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the draws of `asked` depend on; options: of the step methods."""
    size, begin = asked.size, asked.begin
    return {
        **_common(asked.model),
        "draws": size.draws,
        "tune": size.tune,
        "chains": size.chains,
        "chain_idx": asked.chain_idx,
        "random_seed": asked.seeds if asked.checkpoint is not None and asked.checkpoint.seeded else None,
        "init": begin.init,
        "n_init": begin.n_init,
        "the start points": None if begin.points is None else _text_of(begin.points),
        "the step methods": None if asked.step is None else _steps(asked.step),
        "the recorded variables": None if asked.trace is None else [getattr(v, "name", str(v)) for v in asked.trace],
        "the options": _texts_of(options),
    }


def identity_of_smc(
    model: Model, draws: int, chains: int, seeds: list[int] | None, options: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what the populations of sample_smc depend on. seeds: those that the user gave, or None."""
    numbers = {"draws": draws, "tune": 0, "chains": chains, "random_seed": seeds}
    return {**_common(model), **numbers, "the options": _texts_of(options)}


def identity_of_fit(model: Model, n: int, step: Function, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a fit of `n` steps depends on. step: the compiled function of a step."""
    return {**_common(model), "fit": n, "the steps": _digests([], step.wanted)[0], "the options": _texts_of(options)}


def identity_of_many(
    model: Model, size: Mapping[str, int], seed: int | None, names: Sequence[str], options: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what many fits of a model depend on. seed: what the user gave. names: of the recorded variables."""
    more = {"random_seed": seed, "the recorded variables": list(names), "the options": _texts_of(options)}
    return {**_common(model), **size, **more}


def _common(model: Model) -> dict[str, Any]:
    recorded = list(model.unobserved_RVs)
    graph, data = _digests(model.vars, [model.logpt, *recorded])
    return {
        "theano-compat": our_version(),
        "NumPy": np.__version__,
        "the emulated PyMC3": pymc3_version(),
        "floatX": config.floatX,
        "the model": graph,
        "the data": data,
        "the variables": [v.name for v in recorded],
    }


def _texts_of(options: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _text_of(value) for name, value in sorted(options.items())}


def _steps(step: Any) -> list[str]:
    every = [one for given in (step if isinstance(step, list | tuple) else [step]) for one in methods_of(given)]
    return [f"{type(one).__name__}({', '.join(v.name for v in one.vars)})" for one in every]


def _digests(inputs: Sequence[Variable], outputs: Sequence[Variable]) -> tuple[str, str]:
    """Return digests of a graph, with its constants, and of the values of shared variables in it."""
    try:
        key = Key(inputs, outputs)
        graph, leaves = [key.text.encode()], key.leaves
    except NoKey:  # users' Ops, and constants that are not copied
        nodes = list(applies(outputs))
        leaves = list(dict.fromkeys(v for node in nodes for v in node.inputs if v.owner is None))
        graph = _described(inputs, outputs, nodes, leaves)
    # those with an update of their own are streams of random numbers
    shared = [v for v in leaves if isinstance(v, SharedVariable) and getattr(v, "default_update", None) is None]
    return _digest(graph), _digest([bytes_of(v.get_value(borrow=True)) for v in shared])


def _described(
    inputs: Sequence[Variable], outputs: Sequence[Variable], nodes: Sequence[Any], leaves: Sequence[Any]
) -> list[bytes]:
    """Return a graph as bytes: variables by number, Ops by what they print without addresses."""
    number = {v: k for k, v in enumerate([*leaves, *(v for node in nodes for v in node.outputs)])}
    found = [repr([(v.name, str(v.type), number.get(v)) for v in (*inputs, *outputs)]).encode()]
    for node in nodes:
        op = re.sub(r" at 0x[0-9a-f]+", "", f"{type(node.op).__qualname__} {node.op}")
        found.append(f"{op} {[number[v] for v in node.inputs]}".encode())
    return found + [bytes_of(v.data) for v in leaves if isinstance(v, Constant)]


def bytes_of(value: Any) -> bytes:
    """Return what tells a value from others: of arrays, sparse and masked ones too, kind, shape and contents."""
    if hasattr(value, "tocsr"):  # a sparse matrix
        value = value if hasattr(value, "indptr") else value.tocsr()
        parts = (value.data, value.indices, value.indptr)
    elif isinstance(value, np.ma.MaskedArray):
        parts = (np.ma.getdata(value), np.ma.getmaskarray(value))
    elif isinstance(value, np.ndarray | np.generic):
        parts = (value,)
    else:
        return str(value).encode()
    arrays = [np.ascontiguousarray(part) for part in parts]
    about = [np.shape(value), *(str(one.dtype) for one in arrays)]
    return b"".join([repr(about).encode(), *(one.tobytes() for one in arrays)])


def _digest(parts: list[bytes]) -> str:
    found = hashlib.sha256()
    for one in parts:
        found.update(len(one).to_bytes(8, "little") + one)
    return found.hexdigest()


def _text_of(value: Any) -> Any:
    """Return JSON data for a number or text, and a digest of arrays; the class of everything else."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Mapping):
        return {str(name): _text_of(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_text_of(one) for one in value]
    if isinstance(value, np.ndarray | np.generic):
        return f"{value.dtype}{value.shape} {_digest([bytes_of(value)])[:16]}"
    return type(value).__name__


__all__ = ["bytes_of", "identity", "identity_of_fit", "identity_of_many", "identity_of_smc"]
