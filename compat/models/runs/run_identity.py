"""What the draws of a run depend on, as JSON data by which a checkpoint knows its run."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.our_version import our_version

from ...compilation.cache.graph_key import Key, NoKey
from ...emulated_versions import pymc3_version
from ...graph.variable import SharedVariable
from ...settings import config
from ..compiled_steps.run import methods_of
from .request import Request

if TYPE_CHECKING:
    from ..model import Model


def identity(asked: Request, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the draws of `asked` depend on; options: of the step methods."""
    size, begin = asked.size, asked.begin
    model, data = _digests(asked.model)
    return {
        "theano-compat": our_version(),
        "NumPy": np.__version__,
        "the emulated PyMC3": pymc3_version(),
        "floatX": config.floatX,
        "the model": model,
        "the data": data,
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
        "the options": {name: _text_of(value) for name, value in sorted(options.items())},
    }


def _steps(step: Any) -> list[str]:
    every = [one for given in (step if isinstance(step, list | tuple) else [step]) for one in methods_of(given)]
    return [f"{type(one).__name__}({', '.join(v.name for v in one.vars)})" for one in every]


def _digests(model: Model) -> tuple[str, str]:
    """Return digests of the model's graph, with its constants, and of its data."""
    try:
        key = Key(model.vars, [model.logpt])
    except NoKey:  # constants that are not copied, for example
        names = [(v.name, v.dtype, v.dshape) for v in model.vars] + [v.name for v in model.observed_RVs]
        data = [np.asarray(getattr(v.observations, "data", v.name)) for v in model.observed_RVs]
        return _digest([repr(names).encode()]), _digest([value.tobytes() for value in data])
    values = [leaf.get_value(borrow=True) for leaf in key.leaves if isinstance(leaf, SharedVariable)]
    return _digest([key.text.encode()]), _digest([np.ascontiguousarray(value).tobytes() for value in values])


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
        return f"{value.dtype}{value.shape} {_digest([np.ascontiguousarray(value).tobytes()])[:16]}"
    return type(value).__name__


__all__ = ["identity"]
