"""Whether a legacy model is the posterior's: log density and gradient against Stan's at points near the origin, and
our JAX form against our C.

Constants differ between the two (Stan's half-Cauchy by truncation has no log 2), so log densities are compared by
their differences from the first point. Where both map all parameters to the line alike, x is the same and Jacobians
count; where they do not, the densities are those of the parameters, without Jacobians, and gradients go by the
chain rule (`unlike.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from bench.posteriordb import database, models_here
from bench.posteriordb.stan_model import StanModel
from bench.posteriordb.unlike import MAPS, pymc3_x

POINTS = 10
TRIED = 200  # points at which Stan is asked for a density, at most
SPREAD_NEAR = 0.05  # where a model says by its NEAR what they are about, in values of its own x
SPREAD = 0.5  # the scale of the points, which are normal about zero
Density = Callable[[np.ndarray], tuple[float, np.ndarray]]


@dataclass(frozen=True)
class Fidelity:
    """value: the largest difference of log densities, over the sum of the sizes of their terms. gradient: that of
    gradients, over their largest entry. jax: the larger of both between our JAX form and our C; None: not compared.
    jacobian: whether Jacobians were compared with Stan's too. points: how many."""

    value: float
    gradient: float
    jax: float | None
    jacobian: bool
    points: int
    dimension: int


@dataclass(frozen=True)
class Pairing:
    """Where Stan's x stands in ours. plain: (places in Stan's, places in ours); blocks: (kind, arguments, places in
    Stan's, places in ours) of each vector that the two map differently."""

    dimension: int
    plain: tuple[list[int], list[int]]
    blocks: list[tuple[str, tuple[Any, ...], list[int], list[int]]]

    def ours(self, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return (our x for Stan's y, the matrix d x / d y)."""
        x, jacobian = np.empty(self.dimension), np.zeros((self.dimension, len(y)))
        x[self.plain[1]] = y[self.plain[0]]
        jacobian[self.plain[1], self.plain[0]] = 1.0
        for kind, arguments, theirs, ours in self.blocks:
            x[ours], jacobian[np.ix_(ours, theirs)] = pymc3_x(kind, arguments, y[theirs])
        return x, jacobian


def pairing(stan: StanModel, parts: Sequence[Any], module: Any) -> Pairing:
    """Pair the values by name. ValueError where a parameter is in one of the two alone."""
    unlike = getattr(module, "UNLIKE", {})
    renamed = getattr(module, "RENAMED", {})
    ours = {re.sub(r"_[a-z0-9]+([-+][a-z]+)*__$", "", part.name): part for part in parts}
    theirs: dict[str, list[tuple[tuple[int, ...], int]]] = {}
    for place, name in enumerate(stan.x_names):
        words = name.split(".")
        theirs.setdefault(renamed.get(words[0], words[0]), []).append((tuple(int(i) - 1 for i in words[1:]), place))
    if ours.keys() != theirs.keys():
        raise ValueError(f"here alone: {sorted(ours.keys() - theirs.keys())}; Stan's: {theirs.keys() - ours.keys()}")
    plain: tuple[list[int], list[int]] = ([], [])
    blocks = []
    for name, entries in theirs.items():
        part = ours[name]
        if part.size != len(entries):
            raise ValueError(f"{name} has {part.size} values here, {len(entries)} in Stan")
        places = {index: part.start + _offset(index, part.shape) for index, _ in entries}
        if name not in unlike:
            plain[0].extend(place for _, place in entries)
            plain[1].extend(places[index] for index, _ in entries)
            continue
        kind, *arguments = unlike[name] if isinstance(unlike[name], tuple) else (unlike[name],)
        for group in _vectors(entries, scalar=MAPS[kind].scalar):
            own = tuple(a[group[0][0][0]] if isinstance(a, list) else a for a in arguments)
            blocks.append((kind, own, [p for _, p in group], [places[i] for i, _ in group]))
    return Pairing(stan.dimension, plain, blocks)


def _offset(index: tuple[int, ...], shape: tuple[int, ...]) -> int:
    return int(np.ravel_multi_index(index, shape)) if shape else 0


def _vectors(entries: list[tuple[tuple[int, ...], int]], scalar: bool) -> Iterator[list[tuple[tuple[int, ...], int]]]:
    groups: dict[tuple[int, ...], list[tuple[tuple[int, ...], int]]] = {}
    for index, place in entries:
        groups.setdefault(index if scalar else index[:-1], []).append((index, place))
    for group in groups.values():
        yield sorted(group)


def points(
    stan: StanModel, paired: Pairing, parts: Sequence[Any], posterior: database.Posterior, jacobian: bool = True
) -> Iterator[tuple[np.ndarray, float, np.ndarray]]:
    """Yield points where Stan has a density, with it and its gradient: about the origin, or about the model's NEAR."""
    centre, spread = np.zeros(stan.dimension), SPREAD
    near = getattr(models_here.module(posterior.model), "NEAR", None)
    if near is not None:  # elsewhere the equations are not solved to digits that can be compared
        own = np.concatenate([np.ravel(near[part.name]) for part in parts])
        centre[paired.plain[0]], spread = own[paired.plain[1]], SPREAD_NEAR
    rng = np.random.default_rng(20)
    for _ in range(TRIED):
        y = centre + spread * rng.normal(size=stan.dimension)
        try:
            value, gradient = stan.log_density(y, jacobian)
        except ArithmeticError:
            continue
        if np.isfinite(value) and np.isfinite(gradient).all():
            yield y, value, gradient


def compare(posterior: database.Posterior) -> Fidelity:
    """Compare a posterior's legacy model with Stan's program.

    ValueError, KeyError: they cannot be paired. ArithmeticError: Stan has a density at too few points.
    """
    import compat

    compat.install()
    from theano_compat.models.modelling.density import log_density

    model = models_here.model(posterior)
    stan, density = StanModel(posterior), log_density(model)
    paired = pairing(stan, density.parts, models_here.module(posterior.model))
    alike = not paired.blocks
    ours: Density = density.logp_grad if alike else _without_jacobian(model, density)
    by_jax, terms = _by_jax(density), _terms(model, density)
    values, gradients, scale = [], 0.0, 1.0
    jax_differs = None if by_jax is None else 0.0
    for y, value, gradient in islice(points(stan, paired, density.parts, posterior, alike), POINTS):
        x, jacobian = paired.ours(y)
        here, slope = ours(x)
        values.append(here - value)
        scale = max(scale, terms(x))
        gradients = max(gradients, _of_largest(jacobian.T @ np.asarray(slope), gradient))
        if by_jax is not None and jax_differs is not None:
            jax_differs = max(jax_differs, _distance(by_jax(x), density.logp_grad(x), terms(x)))
    if len(values) < POINTS:
        raise ArithmeticError(f"Stan has a density at {len(values)} of {TRIED} points; {POINTS} are wanted.")
    furthest = float(np.max(np.abs(np.array(values) - values[0])) / scale)
    return Fidelity(furthest, gradients, jax_differs, alike, len(values), stan.dimension)


def _of_largest(one: np.ndarray, other: np.ndarray) -> float:
    """The largest difference, over the largest entry of `other`."""
    return float(np.max(np.abs(one - other)) / max(np.max(np.abs(other)), 1e-300))


def _distance(one: tuple[float, np.ndarray], other: tuple[float, np.ndarray], scale: float) -> float:
    """The larger of the difference of values, over `scale`, and that of gradients, over their largest entry."""
    return max(abs(one[0] - other[0]) / max(scale, 1.0), _of_largest(np.asarray(one[1]), np.asarray(other[1])))


def _by_jax(density: Any) -> Density | None:
    """Our JAX form, jitted; None where JAX is absent or an Op has no form in it."""
    try:
        form = density.jax()
    except (ImportError, NotImplementedError):
        return None
    import jax

    from theano_compat.infer.jax.program import precision

    function = jax.jit(jax.value_and_grad(form.logp))

    def evaluate(x: np.ndarray) -> tuple[float, np.ndarray]:
        with precision():
            value, gradient = function(x, form.data)
            return float(value), np.asarray(gradient)

    return evaluate


def _without_jacobian(model: Any, density: Any) -> Density:
    value, gradient = model.logp_nojac, model.dlogp_nojac(model.free_RVs)

    def evaluate(x: np.ndarray) -> tuple[float, np.ndarray]:
        point = density.point(x)
        return float(value(point)), np.asarray(gradient(point))

    return evaluate


def _terms(model: Any, density: Any) -> Callable[[np.ndarray], float]:
    """The sum of the sizes of the terms of the log density, at x: what its rounding is measured by."""
    import theano.tensor as tt

    factors = [v.logp_elemwiset for v in model.basic_RVs] + list(model.potentials)
    function = model.fn(sum(tt.sum(tt.abs_(f)) for f in factors))
    return lambda x: float(function(density.point(x)))
