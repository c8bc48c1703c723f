"""What an exported function is a function of: its inputs, outputs and changing values, by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..compilation.in_jax.to_jax import distinct_names
from ..graph.traversal import leaves
from ..graph.variable import Variable


@dataclass(frozen=True)
class Signature:
    """Variables by name. held: the values of `changing` when the function is exported.

    changing: shared variables and inputs that a call updates. Their values are inputs with a default, their new values
    the last of the outputs (`new_NAME`). remarks: on names that are not those of the function.
    """

    inputs: Mapping[str, Variable]
    changing: Mapping[str, Variable]
    held: Sequence[np.ndarray]
    outputs: Mapping[str, Variable]
    remarks: Sequence[str] = ()


def signature_of(function: Any) -> Signature:
    """Return that of a compiled function."""
    own = [k for k, i in enumerate(function.ins) if i.update is None]
    states = [k for k, i in enumerate(function.ins) if i.update is not None]
    inputs = [function.ins[k].variable for k in own]
    changing = [*function.updated, *(function.ins[k].variable for k in states)]
    held = [v.container.held for v in function.updated] + [function.cells[k].held for k in states]
    names = distinct_names([v.name for v in (*inputs, *changing)], "input")
    keys = function.output_keys or [v.name for v in function.wanted[: function.n_outputs]]
    asked = [*keys, *(f"new_{n}" for n in names[len(inputs) :])]
    wanted = distinct_names(asked, "output", names)
    pairs = [*zip([v.name for v in (*inputs, *changing)], names, strict=True), *zip(asked, wanted, strict=True)]
    other = [f"{name} is called {own}, since another has its name" for name, own in pairs if name and name != own]
    return Signature(
        dict(zip(names, inputs, strict=False)),
        dict(zip(names[len(inputs) :], changing, strict=True)),
        [np.asarray(v) for v in held],
        dict(zip(wanted, function.wanted, strict=True)),
        other,
    )


def lengths_of(variable: Any) -> tuple[int | None, ...]:
    """Return the length of each dimension of an input, None where it may change."""
    known = variable.compat_annotation.lengths or (None,) * variable.type.ndim
    return tuple(1 if one else n for one, n in zip(variable.type.broadcastable, known, strict=True))


def rounding(signature: Signature) -> str | None:
    """Return float32 where some values are: an output in float64 has no more digits than they."""
    several = (*signature.inputs.values(), *signature.changing.values(), *leaves(list(signature.outputs.values())))
    return "float32" if any(getattr(v.type, "dtype", "") == "float32" for v in several) else None
