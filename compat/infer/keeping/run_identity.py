"""What the draws of a run depend on, as JSON data by which a checkpoint knows its run.

Parts of the model, of its data and of the user's code have a digest each, so that a sentence can name what has changed.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.our_version import our_version

from ...emulated_versions import pymc3_version
from ...settings import config
from ..compiled_runs.run import methods_of
from .checkpoint import CODE, DATA, MODEL, UNSEEN
from .described.arrays import digest_of, parts_of
from .described.description import Description
from .described.raw import is_a, name_of
from .request import Request

if TYPE_CHECKING:
    from ...functions.function import Function
    from ...models.model import Model

_SETTINGS = (  # that draws depend on
    *("floatX", "mode", "linker", "optimizer", "device", "cxx", "gcc__cxxflags", "openmp", "openmp_elemwise_minsize"),
    *("sampler", "mass_matrix", "sums_of_squares", "reproducible"),
)
# Step methods, callbacks and objects among options have a state that the run changes. What counts is what they were at
# first: a notebook gives the same objects again.
_first_seen: dict[int, tuple[weakref.ref[Any], Description]] = {}


def identity(asked: Request, options: Mapping[str, Any], callback: Callable[..., Any] | None = None) -> dict[str, Any]:
    """Return what the draws of `asked` depend on. options: of the step methods. callback: that the user gave."""
    size, begin = asked.size, asked.begin
    run = _Run(asked.model)
    run.starts_at_test_values()
    if callback is not None:
        run.add_first_seen("the callback", callback)
    return run.about(
        {
            "draws": size.draws,
            "tune": size.tune,
            "chains": size.chains,
            "chain_idx": asked.chain_idx,
            "random_seed": asked.seeds if asked.checkpoint is not None and asked.checkpoint.seeded else None,
            "init": begin.init,
            "n_init": begin.n_init,
            "jitter_max_retries": begin.jitter_max_retries,
            "the start points": None if begin.points is None else run.text(begin.points, "the start points"),
            "the step methods": None if asked.step is None else run.steps(asked.step),
            "the recorded variables": None
            if asked.trace is None
            else [getattr(v, "name", str(v)) for v in asked.trace],
            "the callback": None if callback is None else name_of(type(callback))[1],
        },
        options,
    )


def identity_of_smc(
    model: Model, draws: int, chains: int, seeds: list[int] | None, options: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what the populations of sample_smc depend on. seeds: those that the user gave, or None."""
    run = _Run(model)
    for v in model.basic_RVs:  # the first population is drawn from the prior, in Python
        run.description.add(f"the distribution of {v.name}", v.distribution)
    return run.about({"draws": draws, "tune": 0, "chains": chains, "random_seed": seeds}, options)


def identity_of_fit(
    model: Model, n: int, step: Function, options: Mapping[str, Any], callbacks: Sequence[Any]
) -> dict[str, Any]:
    """Return what a fit of `n` steps depends on. step: the compiled function of a step, which updates its state."""
    run = _Run(model)
    run.starts_at_test_values()
    steps = digest_of(one.encode() for one in run.description.graphs.digests(step.wanted))
    for one in callbacks:
        run.add_first_seen(f"the callback {type(one).__name__}", one)
    of_step = {id(one) for one in step.updated}
    called = [type(one).__name__ for one in callbacks]
    return run.about({"fit": n, "the steps": steps, "the callbacks": called}, options, of_step)


def identity_of_many(
    model: Model, size: Mapping[str, int], seed: int | None, names: Sequence[str], options: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what many fits of a model depend on. seed: what the user gave. names: of the recorded variables."""
    run = _Run(model)
    run.starts_at_test_values()
    return run.about({**size, "random_seed": seed, "the recorded variables": list(names)}, options)


class _Run:
    """The description of a run of a model, and of what the model calls."""

    def __init__(self, model: Model) -> None:
        self.description = Description(model)
        graphs = self.description.graphs
        graphs.number(model.vars)
        named = {
            **{f"the variable {v.name}": v.logpt for v in model.vars},
            **{f"the observed variable {v.name}": v.logpt for v in model.observed_RVs},
            **{f"the potential {v.name}": v for v in model.potentials},
            **{f"the deterministic {v.name}": v for v in model.unobserved_RVs if v not in model.vars},
            "the log density": model.logpt,
        }
        self._model: dict[str, str] = dict(zip(named, graphs.digests(list(named.values())), strict=True))
        self._names = [v.name for v in model.unobserved_RVs]
        for v in model.deterministics:
            if getattr(v, "transformation", None) is not None:
                self.description.add(f"the transform of {v.name}", v.transformation)

    def starts_at_test_values(self) -> None:
        """Let the test values count: runs begin there."""
        for name, value in self.description.model.test_point.items():
            self._model[f"the test value of {name}"] = self.text(value, f"the test value of {name}")

    def text(self, value: Any, label: str) -> Any:
        """Return JSON data for numbers, texts and what is made of them, digests of arrays; others are described."""
        if value is None or type(value) in (bool, int, float, str):
            return value
        if type(value) is dict:
            return {str(name): self.text(one, label) for name, one in value.items()}
        if type(value) in (list, tuple):
            return [self.text(one, label) for one in value]
        if type(value) is np.ndarray or is_a(value, np.generic):
            return f"{value.dtype}{value.shape} {digest_of([self.description.array(value, label).encode()])[:16]}"
        self.add_first_seen(label, value)
        return name_of(type(value))[1]

    def steps(self, step: Any) -> list[str]:
        """Return the names of step methods, and describe what they were when they were first seen."""
        every = [one for given in (step if isinstance(step, list | tuple) else [step]) for one in methods_of(given)]
        for one in every:
            self.add_first_seen(f"the step method {type(one).__name__}", one)
        return [f"{type(one).__name__}({', '.join(v.name for v in one.vars)})" for one in every]

    def add_first_seen(self, label: str, value: Any) -> None:
        """Describe an object as it was when it was first seen."""
        reference, known = _first_seen.get(id(value), (None, None))
        if reference is None or reference() is not value or known is None:
            known = Description(self.description.model)
            known.graphs.number(self.description.model.vars)
            known.add(label, value)
            for name, text in _values(known, set()).items():
                known.note(f"the shared variable {name} of {label}", text)
            try:
                _first_seen[id(value)] = weakref.ref(value, partial(_forget, id(value))), known
            except TypeError:  # its class has no room for references to it
                pass
        for name, digest in known.parts().items():
            self.description.note(name, digest)
        self.description.unseen.update(known.unseen)

    def about(
        self,
        numbers: Mapping[str, Any],
        options: Mapping[str, Any],
        updated: set[int] = frozenset(),  # type: ignore[assignment]
    ) -> dict[str, Any]:
        """Return all that the run depends on. updated: the shared variables that are the run's own state."""
        given = {name: self.text(value, f"the option {name}") for name, value in sorted(options.items())}
        data = _values(self.description, updated)
        return {
            "theano-compat": our_version(),
            "NumPy": np.__version__,
            "the emulated PyMC3": pymc3_version(),
            **{name: getattr(config, name) for name in _SETTINGS},
            **numbers,
            "the options": given,
            MODEL: self._model,
            DATA: data,
            "the variables": self._names,
            CODE: self.description.parts(),
            UNSEEN: list(self.description.unseen),
        }


def _values(of: Description, updated: set[int]) -> dict[str, str]:
    """Return the texts of the values of shared variables that were met; to describe one may show more of them."""
    found: dict[str, str] = {}
    of.finish()
    while len(found) < len(of.graphs.shared):
        for v, number in list(of.graphs.shared.items())[len(found) :]:
            label = f"{v.name} ({number})" if v.name else f"number {number}"
            # those with an update of their own are streams of random numbers
            state = id(v) in updated or getattr(v, "default_update", None) is not None
            found[label] = "a state" if state else of.text(v.get_value(borrow=True), f"the data {label}")
        of.finish()
    return found


def _forget(number: int, _: Any) -> None:
    _first_seen.pop(number, None)


def bytes_of(value: Any) -> bytes:
    """Return a digest of an array, a sparse or masked one too."""
    parts = parts_of(value)
    return repr(value.tolist()).encode() if parts is None else digest_of(parts).encode()


__all__ = ["bytes_of", "identity", "identity_of_fit", "identity_of_many", "identity_of_smc"]
