"""Mixtures whose components may be vectors. Source: pymc3.distributions.mixture.MixtureSameFamily."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...distributions.choices import random_choice, take_along_axis
from ...distributions.formulas import logsumexp
from ...ops.elementwise.functions import log
from ...ops.reductions.closeness import allclose
from ...ops.reductions.functions import argmax
from ...ops.shapes.shape import shape_padaxis, shape_padleft, shape_padright
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from .dist_math import bound
from .distribution import Discrete, Distribution
from .drawing import draw_values
from .shape_utils import get_broadcastable_dist_samples, to_tuple

__all__ = ["MixtureSameFamily"]


class MixtureSameFamily(Distribution):
    """A mixture whose components lie along one axis of a single distribution.

    w: weights, a vector (components,) or with leading dimensions that broadcast. comp_dists: a distribution with
    shape (..., components, ...). mixture_axis: the axis of its components; axes after it are those of one event.
    TypeError for anything but a distribution, ValueError for an axis that it lacks.
    """

    def __init__(
        self,
        w: TensorLike,
        comp_dists: Any,
        mixture_axis: int = -1,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        if not isinstance(comp_dists, Distribution):
            raise TypeError(
                "The MixtureSameFamily distribution only accepts Distribution instances as its components. "
                f"Got {type(comp_dists)} instead."
            )
        self.w, self.comp_dists = as_tensor(w), comp_dists
        shape = to_tuple(comp_dists.shape)
        if mixture_axis < 0:
            mixture_axis += len(shape)
            if mixture_axis < 0:
                raise ValueError(
                    "`mixture_axis` is supposed to be in shape of components' distribution. Got "
                    f"{mixture_axis} axis instead out of the bounds."
                )
        self.mixture_axis = mixture_axis
        kwargs.setdefault("shape", shape[:mixture_axis] + shape[mixture_axis + 1 :])
        kwargs.setdefault("dtype", comp_dists.dtype)
        defaults = list(kwargs.pop("defaults", []))
        events = self._events
        weights = shape_padright(self.w, events) if events else self.w
        weights = shape_padleft(weights, len(shape) - weights.ndim)
        modes = take_along_axis(comp_dists.mode, argmax(weights, axis=mixture_axis, keepdims=True), axis=mixture_axis)
        self.mode = modes[(..., 0) + (slice(None),) * events]
        if not isinstance(comp_dists, Discrete):
            self.mean = (weights * as_tensor(comp_dists.mean)).sum(axis=mixture_axis)
            defaults += [] if "mean" in defaults else ["mean"]
        super().__init__(*args, defaults=[*defaults, "mode"], **kwargs)

    @property
    def _events(self) -> int:
        """Return the number of dimensions of an event."""
        return len(self.comp_dists.shape) - self.mixture_axis - 1

    def logp(self, value: TensorLike) -> Any:
        ndim, axis = len(self.comp_dists.shape), self.mixture_axis
        w = shape_padright(self.w, self._events) if self._events else self.w
        components = self.comp_dists.logp(shape_padaxis(as_tensor(value), axis=axis - ndim))
        return bound(
            logsumexp(log(w) + components, axis=axis, keepdims=False),
            w >= 0,
            w <= 1,
            allclose(w.sum(axis=axis - ndim), 1),
            broadcast_conditions=False,
        )

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        lead, axis, events = to_tuple(size), self.mixture_axis, self._events
        shape = to_tuple(self.comp_dists.shape)
        [w] = draw_values([self.w], point=point, size=size)
        w_shape = w.shape
        of_parameters = np.broadcast_shapes(w_shape, shape[: axis + 1])
        batch = of_parameters[:axis]
        if np.asarray(self.shape).size:
            own = to_tuple(self.shape)
            is_event = own[axis - len(shape) + 1 :] == shape[axis + 1 :]
            batch = np.broadcast_shapes(own[:axis] if is_event else own, batch)
        mine = (1,) * (len(batch) - len(w_shape) + 1) + w_shape[:axis]
        known = (1,) * (len(batch) - len(of_parameters) + 1) + of_parameters[:axis]
        wanted = tuple(n if n != known[i] and mine[i] == 1 else mine[i] for i, n in enumerate(batch))
        choices = random_choice(p=w, size=lead + wanted)
        drawn = np.asarray(self.comp_dists.random(point=point, size=size))
        if drawn.shape[: len(lead)] != lead:
            drawn = np.broadcast_to(drawn, lead + drawn.shape)
        choices = np.reshape(choices, choices.shape + (1,) * (1 + events))
        choices, drawn = get_broadcastable_dist_samples([choices, drawn], size=size)
        kept = np.take_along_axis(drawn, choices, axis=axis - len(shape))
        return kept[(..., 0) + (slice(None),) * events]

    def _distr_parameters_for_repr(self) -> list[str]:
        return []
