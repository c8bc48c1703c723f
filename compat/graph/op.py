"""The base class of Ops, which defines their types, shapes, gradient, array form and C form.

Users' own Ops derive from the same class and define `perform`, `grad`, `infer_shape`, `R_op` (theano.gof.op); the
facets below fall back on those.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..settings import config
from .hooks import HOOKS
from .origin import user_line
from .thunks import MAKERS, thunk
from .user_op import call_back, computed_in_c, perform, performed
from .variable import Apply, Variable


class MethodNotDefined(NotImplementedError):
    """An Op lacks the requested method; the exception, or its base, that legacy raised."""


# method of a user's Op -> the facet that calls it, if the class does not define the facet (`L_op` calls `grad`)
_FACETS = {
    "perform": "compat_array",
    "infer_shape": "compat_shapes",
    "grad": "compat_gradient",
    "L_op": "compat_gradient",
    "R_op": "compat_r_op",
    "connection_pattern": "compat_connection",
}


class Op:
    """The base of all Ops, ours and the users'.

    `__props__` names the attributes that make two instances equal. A user's Op has `itypes` and `otypes`, or
    `make_node`; `perform(node, inputs, output_storage)`, or C code; for a gradient `grad(inputs, output_gradients)`;
    for JAX and loops `infer_shape`.
    """

    default_output: int | None = None
    __props__: tuple[str, ...]
    view_map: dict[int, list[int]] = {}
    destroy_map: dict[int, list[int]] = {}
    compat_takes_none = False  # whether its inputs may be None
    compat_loops = False  # whether it runs an inner graph many times, which is slow in Python
    compat_stops_tangents = False  # whether its R-operator is None, where other Ops without a derivative return zeros
    # From (node, inputs that take the place of its own) to the outputs of an Op that stands for it, or None where it
    # stands for itself; None for a class of which that is always so. In Programs; in graphs that a user reads.
    compat_lowered: Callable[[Apply, Sequence[Variable]], Sequence[Variable] | None] | None = None
    # In place of `compat_lowered` where a user's graph becomes a Program, and not yet where gradients of it are taken,
    # for which the Op has its own.
    compat_inlined: Callable[[Apply, Sequence[Variable]], Sequence[Variable] | None] | None = None
    compat_raised: Callable[[Apply, Sequence[Variable]], Sequence[Variable] | None] | None = None
    _compat_own_thunk = False  # whether its class makes thunks of its own

    def __init_subclass__(cls, **keywords: Any) -> None:
        """Let methods of a user's class override facets inherited from an Op of ours."""
        super().__init_subclass__(**keywords)
        for legacy, facet in _FACETS.items():
            if legacy in vars(cls) and facet not in vars(cls) and getattr(cls, facet) is not getattr(Op, facet):
                setattr(cls, facet, getattr(Op, facet))
        if "__props__" in vars(cls) and "__str__" not in vars(cls) and cls.compat_is_black_box():
            cls.__str__ = _with_props  # type: ignore[assignment]
        cls._compat_own_thunk = any(getattr(cls, name) is not getattr(Op, name) for name in MAKERS)

    def make_node(self, *inputs: Any) -> Apply:
        """Make the Apply of this Op to `inputs`."""
        itypes, otypes = getattr(self, "itypes", None), getattr(self, "otypes", None)
        if itypes is None or otypes is None:
            raise NotImplementedError(
                f"You can either define itypes and otypes, or implement make_node in {type(self).__name__}"
            )
        if len(inputs) != len(itypes):
            raise ValueError(f"We expected {len(itypes)} inputs but got {len(inputs)}.")
        from_user = [self._compat_as_variable(value) for value in inputs]
        for variable, expected in zip(from_user, itypes, strict=True):
            if not (variable.type == expected or getattr(expected, "compat_is_super", lambda t: False)(variable.type)):
                raise TypeError(
                    f"Invalid input type for {self.compat_plain_name}: `{variable}` is {variable.type}, "
                    f"expected {expected}."
                )
        return Apply(self, from_user, [otype() for otype in otypes])

    _compat_as_variable: Any = staticmethod(lambda value: value)

    def __call__(self, *inputs: Any, **kwargs: Any) -> Any:
        return_list = kwargs.pop("return_list", False)
        name = kwargs.pop("name", None)
        node = self.make_node(*inputs, **kwargs)
        if type(self).compat_array is Op.compat_array:
            node.compat_origin = user_line()  # the line that calls the user's Op, not one of its make_node
        if name is not None and len(node.outputs) == 1:
            node.outputs[0].name = name
        if config.compute_test_value != "off":
            HOOKS.check_test_values(node)
        if self.default_output is not None:
            output = node.outputs[self.default_output]
            return [output] if return_list else output
        if return_list or len(node.outputs) != 1:
            return list(node.outputs)
        return node.outputs[0]

    # ---- the facets

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any] | None:
        """Return output shapes as tuples of int64 scalar variables; None if they depend on values.

        input_shapes: those of the inputs, None for inputs that are not tensors.
        """
        infer = getattr(self, "infer_shape", None)
        if infer is None:
            return None
        import inspect

        if len(inspect.signature(infer).parameters) == 3:  # Theano-PyMC: infer_shape(fgraph, node, shapes)
            return infer(None, node, input_shapes)
        return infer(node, input_shapes)

    def compat_gradient(
        self, inputs: Sequence[Variable], outputs: Sequence[Variable], output_gradients: Sequence[Variable]
    ) -> list[Variable]:
        """Compute the gradient of a scalar cost with respect to `inputs`, given those of the outputs."""
        return list(self.L_op(inputs, outputs, output_gradients))

    def L_op(
        self, inputs: Sequence[Variable], outputs: Sequence[Variable], output_gradients: Sequence[Variable]
    ) -> Any:
        grad = getattr(self, "grad", None)
        if grad is None:
            raise NotImplementedError(
                f"{self.compat_plain_name} has no gradient: its class {type(self).__name__} defines neither `grad` "
                "nor `L_op`."
            )
        return grad(inputs, output_gradients)

    def compat_r_op(self, inputs: Sequence[Variable], eval_points: Sequence[Variable | None]) -> list[Variable | None]:
        """Multiply the Jacobian by `eval_points`, from the right."""
        return self.R_op(inputs, eval_points)

    def R_op(self, inputs: Sequence[Variable], eval_points: Sequence[Variable | None]) -> Any:
        raise NotImplementedError(
            f"{self.compat_plain_name} has no R_op: its class {type(self).__name__} does not define it."
        )

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        """Return for each input whether each output depends on it, differentiably or at all."""
        pattern = getattr(self, "connection_pattern", None)
        if pattern is not None:
            return pattern(node)
        return [[True] * len(node.outputs) for _ in node.inputs]

    def compat_structural(self, node: Apply) -> Sequence[int]:
        """Return positions of the inputs on whose values an output's shape depends: static in a traced program."""
        return ()

    def compat_array(self, xp: Any, node: Apply, *values: Any) -> list[Any]:
        """Compute output values from input values, in the array namespace `xp` (NumPy or jax.numpy).

        Users' Ops define `perform` instead, which is called back from JAX.
        """
        return perform(self, node, values) if xp is np else call_back(self, node, values)

    @classmethod
    def compat_is_black_box(cls) -> bool:
        """Return whether it computes only by `perform` or `make_thunk`, as users' Ops do."""
        return cls.compat_array is Op.compat_array

    # ---- thunks, which users' Ops override

    def make_thunk(
        self,
        node: Apply,
        storage_map: dict[Variable, list[Any]],
        compute_map: dict[Variable, list[bool]],
        no_recycling: Sequence[Any],
        impl: str | None = None,
    ) -> Callable[[], Any]:
        """Return a function without arguments that computes `node` from and into the cells of `storage_map`.

        compute_map: for each variable a cell that says whether its value is there. impl: "c" or "py"; None for C
        code where there is some that compiles.
        """
        if impl != "py" and hasattr(self, "c_code") and config.cxx:
            self.prepare_node(node, storage_map, compute_map, "c")
            try:
                return self.make_c_thunk(node, storage_map, compute_map, no_recycling)
            except NotImplementedError:
                if impl == "c":
                    raise
        self.prepare_node(node, storage_map, compute_map, "py")
        return self.make_py_thunk(node, storage_map, compute_map, no_recycling)

    def make_c_thunk(
        self,
        node: Apply,
        storage_map: dict[Variable, list[Any]],
        compute_map: dict[Variable, list[bool]],
        no_recycling: Sequence[Any],
    ) -> Callable[[], Any]:
        """As `make_thunk`, by C code. Raises NotImplementedError if there is none, or none that compiles."""
        if not hasattr(self, "c_code"):
            raise MethodNotDefined(f"{self.compat_plain_name} cannot produce C code")
        HOOKS.prepare_c_code(node)
        return thunk(computed_in_c, node, storage_map, compute_map)

    def make_py_thunk(
        self,
        node: Apply,
        storage_map: dict[Variable, list[Any]],
        compute_map: dict[Variable, list[bool]],
        no_recycling: Sequence[Any],
        debug: bool = False,
    ) -> Callable[[], Any]:
        """As `make_thunk`, by `perform`."""
        return thunk(performed, node, storage_map, compute_map)

    def prepare_node(
        self, node: Apply, storage_map: dict[Variable, list[Any]], compute_map: dict[Variable, list[bool]], impl: str
    ) -> None:
        """Prepare `node` to be computed, once, before its first thunk is made. impl: "c" or "py"."""

    def get_params(self, node: Apply) -> Any:
        """Return what `perform` is passed after the storage of its outputs, if the class has a `params_type`.

        For a ParamsType: the attributes of the Op that are named like its fields.
        """
        kind: Any = getattr(self, "params_type", None)
        if not hasattr(kind, "get_params"):
            raise MethodNotDefined("get_params")
        missing = [field for field in kind.fields if not hasattr(self, field)]
        if missing:
            raise AttributeError(f"{type(self).__name__}: missing attributes {missing} for {kind}.")
        return kind.get_params(self)

    # ---- identity

    def __eq__(self, other: object) -> bool:
        props = getattr(type(self), "__props__", None)
        if props is None:
            return self is other
        return type(self) is type(other) and all(getattr(self, p) == getattr(other, p) for p in props)

    def __hash__(self) -> int:
        props = getattr(type(self), "__props__", None)
        if props is None:
            return id(self)
        return hash((type(self), tuple(getattr(self, p) for p in props)))

    @property
    def compat_plain_name(self) -> str:
        """The Op in our own texts; `str` gives legacy's text, with the address of an Op that defines none."""
        says_nothing = type(self).__str__ is object.__str__ and type(self).__repr__ is object.__repr__
        return type(self).__name__ if says_nothing else str(self)


def _with_props(self: Op) -> str:
    """Return `Scale{by=2}`, or `Scale` where there are none: the `__str__` of a class with `__props__`."""
    given = ", ".join(f"{name}={_as_before_numpy_2(getattr(self, name))}" for name in self.__props__)
    return f"{type(self).__name__}{{{given}}}" if given else type(self).__name__


def _as_before_numpy_2(value: float | str) -> str:
    return str(value) if isinstance(value, np.number | np.bool_) else repr(value)
