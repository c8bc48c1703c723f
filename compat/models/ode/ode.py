"""`DifferentialEquation`: the solution of an ordinary differential equation, as an Op. Source: pymc3.ode.ode."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from ...functions.function import function
from ...graph.op import Op
from ...graph.types import DisconnectedType, TensorType
from ...graph.variable import Apply
from ...importing.module_getattr import absent_from
from ...ops.elementwise.functions import cast
from ...ops.reductions.functions import sum
from ...ops.shapes.creation import zeros_like
from ...ops.shapes.shape import unbroadcast
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ...settings import config
from ..exceptions import ShapeError
from . import utils

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


class DifferentialEquation(Op):
    """The solution y(t) of dy/dt = func(y, t, theta), y(t0) = y0, at some times.

    func: a function of y (n_states,), t and theta (n_theta,) that returns symbolic derivatives.
    times: where, (n,). n_states, n_theta: numbers of elements of y and theta. t0: the time of y0.

    A call with y0 and theta gives a tensor of shape (n, n_states). It is integrated together with its sensitivities,
    which
    give the gradient: in C with the method of SciPy's odeint, and by odeint if there is no C compiler or C finds no
    solution.
    """

    __props__ = ("func", "times", "n_states", "n_theta", "t0")

    def __init__(
        self, func: Callable[..., Any], times: ArrayLike, *, n_states: int, n_theta: int, t0: float = 0
    ) -> None:
        if not callable(func):
            raise ValueError("Argument func must be callable.")
        if n_states < 1:
            raise ValueError("Argument n_states must be at least 1.")
        if n_theta <= 0:
            raise ValueError("Argument n_theta must be positive.")
        self.func, self.t0, self.n_states, self.n_theta = func, t0, n_states, n_theta
        self.times = tuple(np.ravel(times).tolist())
        self.n_times, self.n_p = len(self.times), n_states + n_theta
        self._augmented_times = np.array([t0, *self.times], dtype=config.floatX)
        self._times_in_c = self._augmented_times.astype("float64")
        ways = np.diff(self._augmented_times)
        self._in_order = bool(len(ways) and (np.all(ways >= 0) or np.all(ways <= 0)))  # otherwise odeint raises
        self._inputs, self._slopes = utils.whole_system(func, n_states, n_theta)
        self._in_c = utils.system_of_a_vector(self._inputs, self._slopes, n_states, n_theta)
        self._sens_ic = utils.make_sens_ic(n_states, n_theta, config.floatX)

    @cached_property
    def _derivatives(self) -> Any:
        return function(self._inputs, self._slopes, on_unused_input="ignore")

    def _system(self, Y: np.ndarray, t: float, p: np.ndarray) -> np.ndarray:
        """Return the derivatives of the states, followed by those of the sensitivities.

        The integrator calls it hundreds of times, always with float64, so the arguments are not checked.
        """
        return self._derivatives.executable([Y, np.asarray(t), p])[0]  # type: ignore[no-any-return]

    def _solved_in_c(self, parameters: np.ndarray) -> np.ndarray | None:
        """Return the solution by odeint's method in C; None if it has no C function or finds no solution."""
        entry = self._in_c.c_entry() if self._in_order else None
        if entry is None:
            return None
        from ...backends.c import initial_value  # models without differential equations need no ctypes

        return initial_value.solved(entry.address, entry.user, self.n_states, parameters, self._times_in_c)

    def _simulate(self, y0: Any, theta: Any) -> tuple[np.ndarray, np.ndarray]:
        """Return states (times, n_states) and sensitivities (times, n_states, n_states + n_theta)."""
        parameters = np.concatenate([np.asarray(y0, "float64"), np.asarray(theta, "float64")])
        alike = len(y0) == self.n_states and len(theta) == self.n_theta  # otherwise the code below raises
        solution = self._solved_in_c(parameters) if alike else None
        if solution is None:
            from scipy.integrate import odeint

            start = np.concatenate([y0, self._sens_ic])
            solution = odeint(self._system, start, self._augmented_times, (parameters,))[1:]
        solution = solution.astype(config.floatX, copy=False)
        return (
            solution[:, : self.n_states],
            solution[:, self.n_states :].reshape(self.n_times, self.n_states, self.n_p),
        )

    def __call__(self, y0: TensorLike, theta: TensorLike, return_sens: bool = False, **kwargs: Any) -> Any:
        """Return the states (times, n_states), with their sensitivities if `return_sens`.

        ShapeError for a list of the wrong length.
        """
        inputs = []
        for name, value, count in (("y0", y0, self.n_states), ("theta", theta, self.n_theta)):
            if isinstance(value, list | tuple) and len(value) != count:
                raise ShapeError(f"Length of {name} is wrong.", actual=(len(value),), expected=(count,))
            value = as_tensor(value)
            if value.type.ndim != 1:
                raise ValueError(f"Input {name} of type {value.type} does not have the expected type of a vector")
            inputs.append(cast(unbroadcast(value, 0), config.floatX))
        states, sensitivities = super().__call__(*inputs, **kwargs)
        return (states, sensitivities) if return_sens else states

    def make_node(self, y0: Any, theta: Any) -> Apply:
        dtype = config.floatX
        return Apply(self, [y0, theta], [TensorType(dtype, (False, False))(), TensorType(dtype, (False,) * 3)()])

    def infer_shape(self, *given: Any) -> list[Any]:
        """Return the shapes of the outputs, from ([a graph,] node, shapes of the inputs)."""
        return [(self.n_times, self.n_states), (self.n_times, self.n_states, self.n_p)]

    def perform(self, node: Apply, inputs: Sequence[np.ndarray], outputs: Sequence[list[Any]]) -> None:
        outputs[0][0], outputs[1][0] = self._simulate(*inputs)

    def L_op(self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
        """Return the gradient of the states from the sensitivities; those have no gradient."""
        g, beyond = output_gradients
        if not isinstance(beyond.type, DisconnectedType):
            raise NotImplementedError("The sensitivities of a DifferentialEquation have no gradient.")
        if isinstance(g.type, DisconnectedType):
            return [zeros_like(v) for v in inputs]
        slopes = sum(outputs[1] * g.dimshuffle(0, 1, "x"), axis=(0, 1))
        return [slopes[: self.n_states], slopes[self.n_states :]]


__getattr__ = absent_from(__name__)
