"""What an exported function is a function of: its inputs, outputs and changing values, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..graph.variable import Variable


@dataclass(frozen=True)
class Signature:
    """Variables by name. held: the values of `changing` when the function is exported.

    changing: shared variables and inputs that a call updates. Their values are inputs with a default, their new values
    the last of the outputs (`new_NAME`).
    """

    inputs: Mapping[str, Variable]
    changing: Mapping[str, Variable]
    held: Sequence[np.ndarray]
    outputs: Mapping[str, Variable]


def signature_of(function: Any) -> Signature:
    """Return that of a compiled function."""
    own = [k for k, i in enumerate(function.ins) if i.update is None]
    states = [k for k, i in enumerate(function.ins) if i.update is not None]
    inputs = [function.ins[k].variable for k in own]
    changing = [*function.updated, *(function.ins[k].variable for k in states)]
    held = [v.container.held for v in function.updated] + [function.cells[k].held for k in states]
    names = distinct([v.name for v in (*inputs, *changing)], "input")
    keys = function.output_keys or [v.name for v in function.wanted[: function.n_outputs]]
    wanted = distinct([*keys, *(f"new_{n}" for n in names[len(inputs) :])], "output", names)
    return Signature(
        dict(zip(names, inputs, strict=False)),
        dict(zip(names[len(inputs) :], changing, strict=True)),
        [np.asarray(v) for v in held],
        dict(zip(wanted, function.wanted, strict=True)),
    )


def distinct(names: Sequence[str | None], otherwise: str, taken: Iterable[str] = ()) -> list[str]:
    """Return the names, with numbers appended to missing and repeated ones. otherwise: the name of those without."""
    found: list[str] = []
    used = set(taken)
    for name in names:
        base, number = name or otherwise, 0
        name = base
        while name in used:
            number += 1
            name = f"{base}_{number}"
        used.add(name)
        found.append(name)
    return found
