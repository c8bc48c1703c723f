"""Mixtures of distributions. Source: pymc3.distributions.mixture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from ...distributions.choices import random_choice
from ...distributions.formulas import logsumexp
from ...emulated_versions import older_than
from ...functions.test_values import test_value
from ...graph.missing_inputs import MissingInputError
from ...graph.variable import Constant, Variable
from ...importing.module_getattr import absent_from
from ...ops.elementwise.functions import log
from ...ops.reductions.closeness import allclose
from ...ops.reductions.functions import argmax
from ...ops.shapes.join import stack
from ...ops.shapes.shape import shape_padright
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ...settings import config
from ..modelling.theanof import _conversion_map
from .continuous import Normal, get_tau_sigma
from .dist_math import bound
from .distribution import Discrete, Distribution
from .drawing import (
    _DrawValuesContext,
    _DrawValuesContextBlocker,
    draw_values,
    generate_samples,
)
from .mixture_same_family import MixtureSameFamily
from .shape_utils import broadcast_distribution_samples, to_tuple

__all__ = ["Mixture", "NormalMixture", "MixtureSameFamily"]


def all_discrete(comp_dists: Distribution | Sequence[Distribution]) -> bool:
    """Return whether every component is discrete.

    comp_dists: a distribution, or a list of them, of any shape.
    """
    return all(isinstance(d, Discrete) for d in ([comp_dists] if isinstance(comp_dists, Distribution) else comp_dists))


class Mixture(Distribution):
    """A mixture with weights w[..., k]; the components are k distributions, or one whose last dimension is k.

    w: weights, which sum to 1, (k,) or (n, k).
    comp_dists: list of k distributions made by `.dist`, or one distribution of shape (..., k).

    Values: those of the components. Mean: the weighted mean of theirs.
    """

    def __init__(self, w: TensorLike, comp_dists: Any, *args: Any, **kwargs: Any) -> None:
        if not isinstance(comp_dists, Distribution) and not (
            isinstance(comp_dists, Iterable) and all(isinstance(c, Distribution) for c in comp_dists)
        ):
            kinds = [type(c) for c in comp_dists] if isinstance(comp_dists, Iterable) else type(comp_dists)
            raise TypeError(
                "Supplied Mixture comp_dists must be a Distribution or an iterable of Distributions. Got "
                f"{kinds} instead."
            )
        shape = kwargs.pop("shape", ())
        self.w = as_tensor(w)
        self.comp_dists = comp_dists
        defaults = list(kwargs.pop("defaults", []))
        discrete = all_discrete(comp_dists)
        if not discrete:
            try:
                self.mean = (self.w * self._of_components("mean")).sum(axis=-1)
                defaults += [] if "mean" in defaults else ["mean"]
            except AttributeError:
                pass
        dtype = kwargs.pop("dtype", _conversion_map[config.floatX] if discrete else config.floatX)
        try:
            self.mode = self._highest_mode()
            defaults += [] if "mode" in defaults else ["mode"]
        except (AttributeError, ValueError, IndexError):
            pass
        super().__init__(shape, dtype, *args, defaults=defaults, **kwargs)

    def _highest_mode(self) -> Any:
        """Return the mode of the component with the highest weighted density at its mode."""
        if self.comp_is_distribution:
            heights = self.comp_dists.logp(self.comp_dists.mode)
        else:
            heights = stack([d.logp(d.mode) for d in self.comp_dists])
        return self._of_components("mode")[argmax(log(self.w) + heights, axis=-1)]

    @property
    def comp_dists(self) -> Any:
        return self._comp_dists

    @comp_dists.setter
    def comp_dists(self, comp_dists: Any) -> None:
        self._comp_dists = comp_dists
        self.comp_is_distribution = isinstance(comp_dists, Distribution)
        if self.comp_is_distribution:
            self._comp_dist_shapes = self._broadcast_shape = to_tuple(comp_dists.shape)
            return
        self._comp_dist_shapes = [to_tuple(d.shape) for d in comp_dists]
        self._broadcast_shape = _joint(
            self._comp_dist_shapes,
            "Supplied comp_dists shapes do not broadcast with each other. comp_dists shapes are: ",
        )

    def _of_components(self, name: str) -> Any:
        """Return an attribute of the components, stacked along the last dimension."""
        if self.comp_is_distribution:
            return as_tensor(getattr(self.comp_dists, name))
        return stack([getattr(d, name) for d in self.comp_dists], axis=-1).squeeze()

    # ---- density

    def logp(self, value: Variable) -> Any:
        w = self.w
        terms = logsumexp(log(w) + self._comp_logp(value), axis=-1, keepdims=False)
        return bound(
            terms.sum() if older_than("3.4") else terms,
            w >= 0,
            w <= 1,
            allclose(w.sum(axis=-1), 1),
            # The sum then counted once for each component; Theano 0.9 took it once where the weights are constants.
            broadcast_conditions=older_than("3.1") and not isinstance(w, Constant),
        )

    def _comp_logp(self, value: TensorLike) -> Any:
        """Return the log density of each component along the last dimension."""
        if not self.comp_is_distribution:
            return stack([d.logp(value) for d in self.comp_dists], axis=-1).squeeze()
        value = as_tensor(value)
        missing = max(len(self.comp_dists.shape) - self._event_ndim(value), 0)
        self._check_fits(value, missing)
        return self.comp_dists.logp(shape_padright(value, missing) if missing else value)

    def _check_fits(self, value: Any, missing: int) -> None:
        """Raise ValueError at the user's line if `value` does not broadcast with components of unknown shape."""
        if len(self.comp_dists.shape):
            return
        try:
            shapes = np.shape(test_value(value)) + (1,) * missing, np.shape(test_value(self._of_components("mean")))
        except AttributeError:  # no mean or no test value
            return
        try:
            np.broadcast_shapes(*shapes)
        except ValueError:
            raise ValueError(
                f"a mixture's value of shape {shapes[0]} and its components of shape {shapes[1]} do not "
                "broadcast: give the components' shape (`comp_shape=`)."
            ) from None

    def _event_ndim(self, value: Any) -> int:
        """Return the number of the components' dimensions in an event of `value`, as far as its shape shows it."""
        components, own = tuple(self.comp_dists.shape), tuple(self.shape)
        shape = _known_shape(value)
        if shape is not None and shape not in (own, components):
            if own and shape[-len(own) :] == own:
                return len(own)
            if components and shape[-len(components) :] == components:
                return len(components)
        return len(components) - 1 if value.ndim <= 1 else value.ndim

    # ---- draws

    def infer_comp_dist_shapes(self, point: dict[str, Any] | None = None) -> tuple[Any, tuple[int, ...]]:
        """Return (the components' shapes, their joint shape); a component without a shape is drawn once to find it."""

        def seen(distribution: Any, shape: Any) -> tuple[int, ...]:
            if len(shape):
                return shape
            with _DrawValuesContextBlocker():
                return np.shape(distribution.random(point=point, size=None))

        if self.comp_is_distribution:
            shape = seen(self._comp_dists, self._comp_dist_shapes)
            return shape, shape
        shapes = [seen(d, s) for d, s in zip(self._comp_dists, self._comp_dist_shapes, strict=True)]
        return shapes, _joint(
            shapes, "Inferred comp_dist shapes do not broadcast with each other. comp_dists inferred shapes are: "
        )

    def _comp_samples(
        self,
        point: dict[str, Any] | None = None,
        size: int | tuple[int, ...] | None = None,
        comp_dist_shapes: Any = None,
        broadcast_shape: Any = None,
    ) -> np.ndarray:
        """Draw every component, along the last dimension."""
        if self.comp_is_distribution:
            return np.asarray(self._comp_dists.random(point=point, size=size)).astype(self.dtype)
        drawn = [
            generate_samples(
                _whatever_size(d.random),
                dist_shape=s,
                broadcast_shape=broadcast_shape,
                point=point,
                size=size,
                not_broadcast_kwargs={"raw_size_": size},
            )
            for d, s in zip(self._comp_dists, comp_dist_shapes, strict=True)
        ]
        return np.stack(broadcast_distribution_samples(drawn, size=size), axis=-1).astype(self.dtype)

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        """Draw the component indices by the weights, then all components, and select."""
        lead = to_tuple(size)
        with _DrawValuesContext() as context:
            [w] = draw_values([self.w], point=point, size=lead)
            shapes, joint = self.infer_comp_dist_shapes(point=point)
        w = np.asarray(w)
        w_shape = w.shape[len(lead) :] if w.shape[: len(lead)] == lead else w.shape
        of_parameters = np.broadcast_shapes(w_shape, joint if self.comp_is_distribution else (*joint, 1))
        shape = of_parameters[:-1]
        if np.asarray(self.shape).size:
            shape = np.broadcast_shapes(tuple(self.shape), shape)
        choices = self._choices(w, w_shape, of_parameters, shape, lead)
        # `size` may already include the distribution's shape
        if lead == shape:
            batch = None
        else:
            batch = lead[: len(lead) - len(shape)] if lead[-len(shape) :] == shape else lead
        count = int(np.prod(shape)) * of_parameters[-1] * (1 if batch is None else int(np.prod(batch)))
        each = (
            count // int(np.prod(joint))
            if self.comp_is_distribution
            else count // (int(np.prod(joint)) * of_parameters[-1])
        )
        with context:
            drawn = self._comp_samples(
                point=point,
                size=None if each == 1 and batch is None else each,
                broadcast_shape=joint,
                comp_dist_shapes=shapes,
            )
        k = w.shape[-1]
        if choices.size != drawn.size // k:
            raise ValueError(
                "Inconsistent number of samples from the mixture and mixture weights. Drew "
                f"{choices.size} mixture weights elements, and {drawn.size // k} samples from the mixture "
                "components."
            )
        kept = drawn.reshape(-1, k)[np.arange(choices.size), choices.flatten()]
        return kept.reshape(shape if batch is None else batch + shape)

    @staticmethod
    def _choices(
        w: np.ndarray,
        w_shape: tuple[int, ...],
        of_parameters: tuple[int, ...],
        shape: tuple[int, ...],
        lead: tuple[int, ...],
    ) -> np.ndarray:
        """Draw component indices: one for each vector of weights, repeated where only shapes ask for more."""
        own = (1,) * (len(shape) - len(w_shape) + 1) + w_shape[:-1]
        known = (1,) * (len(shape) - len(of_parameters) + 1) + of_parameters[:-1]
        wanted = tuple(n if n != known[i] and own[i] == 1 else own[i] for i, n in enumerate(shape))
        # PyMC3 compares a list with a tuple, which are never equal, so the size is always put in front
        each = broadcast_distribution_samples([w, np.empty(lead + wanted + (1,))], size=lead)[0]
        drawn = random_choice(p=np.reshape(each, (-1, w.shape[-1])), size=None).reshape(each.shape[:-1])
        return np.broadcast_to(drawn, shape if shape[: len(lead)] == lead else lead + shape)

    def _distr_parameters_for_repr(self) -> list[str]:
        return []


def _whatever_size(random: Any) -> Any:
    """Return `random` bound to the size asked for, whatever size generate_samples passes."""

    def draw(
        point: dict[str, Any] | None = None,
        size: int | tuple[int, ...] | None = None,
        raw_size_: int | Sequence[int] | None = None,
    ) -> Any:
        return random(point=point, size=raw_size_)

    return draw


def _joint(shapes: Any, otherwise: str) -> tuple[int, ...]:
    try:
        return np.broadcast_shapes(*shapes)
    except ValueError:
        raise TypeError(f"{otherwise}{shapes}") from None


def _known_shape(value: Variable) -> tuple[int, ...] | None:
    """Return the shape of an array, a constant or a constant expression; None if it depends on inputs."""
    if not isinstance(value, Variable):
        return np.shape(value)
    try:
        return tuple(int(n) for n in value.shape.eval())
    except (MissingInputError, TypeError):
        return None


class NormalMixture(Mixture):
    """A mixture of normal distributions with means mu[..., k] and scales sigma[..., k].

    w: weights, which sum to 1, (k,) or (n, k).
    mu: means, (k,) or (n, k).
    sigma: standard deviations, of the shape of mu; 1 if neither it nor tau is given.
    tau: 1 / sigma**2, in place of sigma.
    sd: older name of sigma.
    comp_shape: shape of the components.

    Values: any real number. Mean: sum(w * mu).
    """

    def __init__(
        self,
        w: TensorLike,
        mu: TensorLike,
        sigma: TensorLike | None = None,
        tau: TensorLike | None = None,
        sd: TensorLike | None = None,
        comp_shape: Any = (),
        *args: Any,
        **kwargs: Any,
    ) -> None:
        _, sigma = get_tau_sigma(tau=tau, sigma=sigma if sd is None else sd)
        self.mu, self.sigma = as_tensor(mu), as_tensor(sigma)
        self.sd = self.sigma
        super().__init__(w, Normal.dist(self.mu, sigma=self.sigma, shape=comp_shape), *args, **kwargs)

    def _distr_parameters_for_repr(self) -> list[str]:
        return ["w", "mu", "sigma"]


__getattr__ = absent_from(__name__)
