"""Normalising flows: invertible maps with a cheap Jacobian.

Source: pymc3.variational.flows; Rezende and Mohamed, arXiv:1505.05770; Tomczak and Welling, arXiv:1611.09630.

Maps act on z, (s, d), or on (s, b, d) if each of b rows has its own parameters. The formulas are then written for
(b, s, d), and `_per_draw` gives parameters an axis for the draws.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ....functions.graphs.clone import clone
from ....graph.variable import Variable
from ....importing.module_getattr import absent_from
from ....infer.variational.errors import BatchedGroupError, LocalGroupError
from ....infer.variational.memory import WithMemory, node_property
from ....infer.variational.parameters import collect_shared_to_list, shapes_from
from ....models.distributions.dist_math import rho2sigma
from ....ops.elementwise.functions import abs_, arctanh, exp, log, softplus, tanh
from ....ops.linear_algebra.blas import batched_dot, outer
from ....ops.reductions.functions import sum as total
from ....ops.shapes.creation import eye, zeros
from ....ops.shapes.tiling import repeat
from ....ops.shared import shared
from ....ops.tensor_op import as_tensor
from ....ops.tensor_types import TensorLike
from ....settings import config
from ....theano_api.tensor.type import matrix

__all__ = ["Formula", "PlanarFlow", "HouseholderFlow", "RadialFlow", "LocFlow", "ScaleFlow"]


class Formula:
    """A chain of flows as text; a call makes the flows and returns the last one.

    formula: names joined by "-", with "*n" for n of a kind: "planar", "radial", "loc", "scale" and "hh".
    """

    def __init__(self, formula: str) -> None:
        parts = formula.lower().replace(" ", "").split("-")
        self.formula = "-".join(parts)
        self.flows: list[type[AbstractFlow]] = []
        for part in parts:
            name, *times = part.split("*")
            if len(times) > 1:
                raise ValueError(f"Wrong format: {formula}")
            self.flows.extend([flow_for_short_name(name)] * int(times[0] if times else 1))
        if not self.flows:
            raise ValueError("No flows in formula")

    def __call__(
        self,
        z0: Any = None,
        dim: int | None = None,
        jitter: float = 0.001,
        params: Any = None,
        batch_size: int | None = None,
    ) -> Any:
        flow = z0
        for number, kind in enumerate(self.flows):
            given = (params or {}).get(number, {})
            flow = kind(dim=dim, jitter=jitter, z0=flow, batch_size=batch_size, **given)
        return flow

    def __reduce__(self) -> Any:
        return Formula, (self.formula,)

    def get_param_spec_for(self, **kwargs: Any) -> dict[int, Any]:
        """Return the shapes of the parameters of each flow."""
        return {number: kind.get_param_spec_for(**kwargs) for number, kind in enumerate(self.flows)}


def seems_like_formula(formula: Any) -> bool:
    """Return whether a text is a formula of flows, as Formula takes it.

    formula: the text.
    """
    try:
        Formula(formula)
    except (ValueError, KeyError):
        return False
    return True


def seems_like_flow_params(params: Any) -> bool:
    """Return whether the keys are 0, 1, ... and each value has the parameters of a flow.

    params: position -> name -> parameter of any shape.
    """
    if set(range(len(params))) != set(params):
        return False
    return all(frozenset(p) in AbstractFlow._by_params for p in params.values())


class AbstractFlow(WithMemory):
    """The base class of flows: invertible functions of draws.

    `forward` is the result, `logdet` the log of the Jacobian.

    z0: its input, a matrix (n, d), or the flow before it. dim: d; ValueError if neither tells it. jitter: standard
    deviation of the first parameters. batch_size: number of rows with parameters of their own. local: whether the user
    computes the parameters.
    """

    shared_params: Any = None
    __param_spec__: dict[str, tuple[str, ...]] = {}
    short_name = ""
    _by_params: dict[frozenset[str], type[AbstractFlow]] = {}
    _by_name: dict[str, type[AbstractFlow]] = {}

    @classmethod
    def register(cls, sbcls: Any) -> Any:
        key = frozenset(sbcls.__param_spec__)
        assert key not in cls._by_params, "Duplicate __param_spec__"
        assert sbcls.short_name not in cls._by_name, "Duplicate short_name"
        cls._by_params[key] = cls._by_name[sbcls.short_name] = sbcls
        return sbcls

    @classmethod
    def flow_for_params(cls, params: Any) -> type[AbstractFlow]:
        """Return the class of flows with these parameters. KeyError if there is none.

        params: names of the parameters, or a dict of them with values of any shape.
        """
        if frozenset(params) not in cls._by_params:
            raise KeyError(
                f"No such flow for the following params: {params!r}, only the following are supported\n\n"
                f"{cls._by_params}"
            )
        return cls._by_params[frozenset(params)]

    @classmethod
    def flow_for_short_name(cls, name: str) -> type[AbstractFlow]:
        """Return the class of flows of this name. KeyError if there is none.

        name: "planar", "radial", "loc", "scale" or "hh".
        """
        if name.lower() not in cls._by_name:
            raise KeyError(f"No such flow: {name!r}, only the following are supported\n\n{cls._by_name}")
        return cls._by_name[name.lower()]

    def __init__(
        self,
        z0: TensorLike | None = None,
        dim: int | None = None,
        jitter: float = 0.001,
        batch_size: int | None = None,
        local: bool = False,
        **params: Any,
    ) -> None:
        self.local, self.batch_size, self._jitter = local, batch_size, jitter
        self.parent = z0 if isinstance(z0, AbstractFlow) else None
        if self.parent is not None:
            dim, z0 = self.parent.dim, self.parent.forward
        if dim is None:
            raise ValueError("Cannot infer dimension of flow, please provide dim or Flow instance as z0")
        self.dim = dim
        self.z0 = matrix() if z0 is None else as_tensor(z0)
        unknown = set(params) - set(self.__param_spec__)
        if unknown:
            raise TypeError(f"{type(self).__name__} has no parameter {', '.join(sorted(unknown))}")
        with config.change_flags(compute_test_value="off"):
            self.shared_params = {name: self.add_param(params.get(name), name) for name in self.__param_spec__}

    def add_param(
        self, user: TensorLike | None = None, name: Any = None, ref: float | np.ndarray = 0.0, dtype: str = "floatX"
    ) -> Any:
        """Return the user's value, reshaped, or else a shared variable near `ref`."""
        shape = shapes_from({name: self.__param_spec__[name]}, d=self.dim)[name]
        if user is not None:
            rows = (-1 if self.local or self.batch_size is None else self.batch_size,) if self.batched else ()
            return as_tensor(user).reshape((*rows, *shape))
        if self.local:
            raise LocalGroupError("Need parameters for local group flow")
        if self.batched:
            if self.batch_size is None:
                raise BatchedGroupError("Need batch size to infer parameter shape")
            shape = (self.batch_size, *shape)
        value = np.asarray(np.random.normal(size=shape) * self._jitter + ref)
        return shared(value.astype(config.floatX if dtype == "floatX" else dtype), name=name)

    def __getattr__(self, name: str) -> Any:
        if name in type(self).__param_spec__ and self.__dict__.get("shared_params") is not None:
            return self.shared_params[name]
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    # ---- the chain

    def _chain(self) -> list[AbstractFlow]:
        """Return this flow, the one before it, and so on to the first."""
        chain = [self]
        while chain[-1].parent is not None:
            chain.append(chain[-1].parent)
        return chain

    @property
    def params(self) -> list[Any]:
        return collect_shared_to_list(self.shared_params)

    @property
    def all_params(self) -> list[Any]:
        return [p for flow in self._chain() for p in flow.params]

    @property
    def root(self) -> AbstractFlow:
        return self._chain()[-1]

    @property
    def isroot(self) -> bool:
        return self.parent is None

    @property
    def formula(self) -> str:
        return "-".join(flow.short_name for flow in reversed(self._chain()))

    @property
    def sum_logdets(self) -> Any:
        """Return log |det| of the whole chain, shape (s,)."""
        with config.change_flags(compute_test_value="off"):
            first, *rest = [flow.logdet for flow in self._chain()]
            for term in rest:
                first = first + term
            return first

    @property
    def batched(self) -> bool:
        return self.z0.ndim == 3

    @classmethod
    def get_param_spec_for(cls, **kwargs: Any) -> dict[str, Any]:
        return shapes_from(cls.__param_spec__, **kwargs)

    def forward_pass(self, z0: Variable) -> Any:
        """Return the chain applied to another input."""
        with config.change_flags(compute_test_value="off"):
            return clone(self.forward, {self.root.z0: z0})

    __call__ = forward_pass

    @node_property
    def forward(self) -> Any:
        raise NotImplementedError

    @node_property
    def logdet(self) -> Any:
        raise NotImplementedError

    def _draws_second(self, z: Any) -> Any:
        """Swap (s, b, d) and (b, s, d); leave (s, d) unchanged."""
        return z.swapaxes(0, 1) if self.batched else z

    def __repr__(self) -> str:
        return f"Flow{{{self.short_name}}}"

    def __str__(self) -> str:
        return self.short_name


flow_for_params = AbstractFlow.flow_for_params
flow_for_short_name = AbstractFlow.flow_for_short_name


class FlowFn:
    """The base class of scalar functions with inverse and derivative: `fn`, `inv` and `deriv`, element by element."""

    @staticmethod
    def fn(*args: TensorLike) -> Any:
        raise NotImplementedError

    @staticmethod
    def inv(*args: TensorLike) -> Any:
        raise NotImplementedError

    @staticmethod
    def deriv(*args: TensorLike) -> Any:
        raise NotImplementedError

    def __call__(self, *args: TensorLike) -> Any:
        return self.fn(*args)


class Tanh(FlowFn):
    """The function tanh, with its inverse and derivative, for planar flows."""

    fn, inv = staticmethod(tanh), staticmethod(arctanh)

    @staticmethod
    def deriv(*args: TensorLike) -> Any:
        return 1.0 - tanh(args[0]) ** 2


class Radial(FlowFn):
    """The function 1 / (a + r) of RadialFlow, with its inverse in r and its derivative, element by element."""

    @staticmethod
    def fn(*args: Any) -> Any:
        a, r = args
        return 1.0 / (a + r)

    @staticmethod
    def inv(*args: Any) -> Any:
        a, y = args
        return 1.0 / y - a

    @staticmethod
    def deriv(*args: Any) -> Any:
        a, r = args
        return -1.0 / (a + r) ** 2


class LinearFlow(AbstractFlow):
    """The base class of flows z' = z + u h(w . z + b); a subclass defines `make_uw`, which makes u and w valid.

    h: a FlowFn. u, w: vectors (d,). b: a scalar. kwargs are those of LocFlow.
    """

    __param_spec__ = dict(u=("d",), w=("d",), b=())

    def __init__(
        self,
        h: FlowFn,
        u: TensorLike | None = None,
        w: TensorLike | None = None,
        b: TensorLike | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(u=u, w=w, b=b, **kwargs)
        self.h = h
        with config.change_flags(compute_test_value="off"):
            self.u_, self.w_ = self.make_uw(self.u, self.w)

    def make_uw(self, u: TensorLike, w: TensorLike) -> Any:
        raise NotImplementedError("Need to implement valid U, W transform")

    def _activation(self, z: Any) -> Any:
        """Return w . z + b, (s,) or (b, s)."""
        if self.batched:
            return batched_dot(z, self.w_) + self.b.dimshuffle(0, "x")
        return z.dot(self.w_) + self.b

    @node_property
    def forward(self) -> Any:
        z = self._draws_second(self.z0)
        moved = self.h(self._activation(z))
        if self.batched:
            return self._draws_second(z + moved.dimshuffle(0, 1, "x") * self.u_.dimshuffle(0, "x", 1))
        return z + outer(moved, self.u_)

    @node_property
    def logdet(self) -> Any:
        slope = self.h.deriv(self._activation(self._draws_second(self.z0)))
        if self.batched:
            phi = slope.dimshuffle(0, 1, "x") * self.w_.dimshuffle(0, "x", 1)
            return log(abs_(1.0 + batched_dot(phi, self.u_))).sum(0)
        return log(abs_(1.0 + (slope.dimshuffle(0, "x") * self.w_.dimshuffle("x", 0)).dot(self.u_)))


@AbstractFlow.register
class PlanarFlow(LinearFlow):
    """The flow z' = z + u tanh(w . z + b); u is adjusted so that w . u >= -1, which makes it invertible.

    Its parameters are u and w, vectors (d,), and b, a scalar; other keywords are those of LocFlow.
    """

    short_name = "planar"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(h=Tanh(), **kwargs)

    def make_uw(self, u: Any, w: Any) -> Any:
        wu = (u * w).sum(-1, keepdims=True) if self.batched else u.dot(w)
        square = (w**2).sum(-1, keepdims=True) if self.batched else (w**2).sum()
        return u + (-1.0 + softplus(wu) - wu) * w / (square + 1e-10), w


class ReferencePointFlow(AbstractFlow):
    """The base class of flows z' = z + b h(a, r) (z - z_ref), r = |z - z_ref|; a subclass defines `make_ab`.

    h: a FlowFn. a, b: scalars. z_ref: a vector (d,). kwargs are those of LocFlow.
    """

    __param_spec__ = dict(a=(), b=(), z_ref=("d",))

    def __init__(
        self,
        h: FlowFn,
        a: TensorLike | None = None,
        b: TensorLike | None = None,
        z_ref: TensorLike | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(a=a, b=b, z_ref=z_ref, **kwargs)
        self.h = h
        with config.change_flags(compute_test_value="off"):
            self.a_, self.b_ = self.make_ab(self.a, self.b)

    def make_ab(self, a: TensorLike, b: TensorLike) -> Any:
        raise NotImplementedError("Need to specify how to get a, b")

    def _parts(self) -> tuple[Any, Any, Any, Any]:
        """Return (z, z - z_ref, a, b) with shapes that broadcast."""
        z, a, b, reference = self._draws_second(self.z0), self.a_, self.b_, self.z_ref
        if self.batched:
            a, b, reference = a.dimshuffle(0, "x", "x"), b.dimshuffle(0, "x", "x"), reference.dimshuffle(0, "x", 1)
        return z, z - reference, a, b

    @node_property
    def forward(self) -> Any:
        z, away, a, b = self._parts()
        return self._draws_second(z + b * self.h(a, away.norm(2, axis=-1, keepdims=True)) * away)

    @node_property
    def logdet(self) -> Any:
        _, away, a, b = self._parts()
        r = away.norm(2, axis=-1, keepdims=True)
        pulled = 1.0 + b * self.h(a, r)
        result = log(pulled ** (float(self.dim) - 1.0) * (pulled + b * self.h.deriv(a, r) * r))
        return result.sum([0, -1]) if self.batched else result.sum(-1)


@AbstractFlow.register
class RadialFlow(ReferencePointFlow):
    """The flow z' = z + b (z - z_ref) / (a + |z - z_ref|), with parameters adjusted so that a > 0 and b > -a.

    Its parameters are a and b, scalars, and z_ref, a vector (d,); other keywords are those of LocFlow.
    """

    short_name = "radial"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Radial(), **kwargs)

    def make_ab(self, a: Any, b: Any) -> Any:
        a = exp(a)
        return a, -a + softplus(b)


@AbstractFlow.register
class LocFlow(AbstractFlow):
    """The flow z' = z + loc.

    loc: its parameter, a vector (d,). Keywords: z0: its input, a matrix (n, d), or the flow before it. dim: d. jitter:
    standard deviation of the first parameters. batch_size: number of rows with parameters of their own. local: whether
    the user computes the parameters.
    """

    __param_spec__ = dict(loc=("d",))
    short_name = "loc"

    def __init__(self, loc: Any = None, **kwargs: Any) -> None:
        super().__init__(loc=loc, **kwargs)

    @node_property
    def forward(self) -> Any:
        return self.z0 + self.loc

    @node_property
    def logdet(self) -> Any:
        return zeros((self.z0.shape[0],))


@AbstractFlow.register
class ScaleFlow(AbstractFlow):
    """The flow z' = softplus(rho) z.

    rho: its parameter, a vector (d,). Other keywords are those of LocFlow.
    """

    __param_spec__ = dict(rho=("d",))
    short_name = "scale"

    def __init__(self, rho: Any = None, **kwargs: Any) -> None:
        super().__init__(rho=rho, **kwargs)
        with config.change_flags(compute_test_value="off"):
            self.scale = rho2sigma(self.rho)

    @node_property
    def forward(self) -> Any:
        return self.z0 * self.scale

    @node_property
    def logdet(self) -> Any:
        return repeat(total(log(self.scale)), self.z0.shape[0])


@AbstractFlow.register
class HouseholderFlow(AbstractFlow):
    """The flow z' = H z, with the reflection H = I - 2 v vᵀ / |v|².

    v: its parameter, a vector (d,). Other keywords are those of LocFlow.
    """

    __param_spec__ = dict(v=("d",))
    short_name = "hh"

    def __init__(self, v: Any = None, **kwargs: Any) -> None:
        super().__init__(v=v, **kwargs)
        v, identity = self.v, eye(self.dim)
        with config.change_flags(compute_test_value="off"):
            if self.batched:
                product = v.dimshuffle(0, 1, "x") * v.dimshuffle(0, "x", 1)
                square = (1e-10 + (v**2).sum(-1)).dimshuffle(0, "x", "x")
                self.H = identity.dimshuffle("x", 0, 1) - 2.0 * product / square
            else:
                self.H = identity - 2.0 * outer(v, v) / ((v**2).sum(-1) + 1e-10)

    @node_property
    def forward(self) -> Any:
        if self.batched:
            return batched_dot(self.z0.swapaxes(0, 1), self.H).swapaxes(0, 1)
        return self.z0.dot(self.H)

    @node_property
    def logdet(self) -> Any:
        return zeros((self.z0.shape[0],))


__getattr__ = absent_from(__name__)
