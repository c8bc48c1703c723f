"""`Elemwise`: an entry of the elementwise table applied to arrays, with broadcasting by the declared pattern.

`Elementwise` defines an entry; the Op derives everything else from it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...docstrings import of_instances
from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import DISCRETE, upcast
from ...graph.hooks import HOOKS
from ...graph.op import MethodNotDefined, Op
from ...graph.types import NullType, TensorType
from ...graph.variable import Apply, Variable
from ...settings import config
from ..c_forms import Computations
from ..tensor_op import TensorOp, as_tensor, in_dtype, tensor_type, zero_gradient
from ..traced_errors import note
from .description import described

EXPENSIVE = 20  # the cost of a call of libm
# functions whose value Theano computes when the graph is built; lengths are made of them
COMPUTED_EARLY = {
    "switch",
    "neq",
    "eq",
    "lt",
    "gt",
    "le",
    "ge",
    "sub",
    "add",
    "mod",
    "mul",
    "int_div",
    "true_div",
    "minimum",
    "maximum",
}


@dataclass(frozen=True, eq=False)
class Elementwise:
    """The entry of one elementwise function: everything that is known of it.

    result: dtypes of the inputs -> dtype of the output (TypeError if there is none).
    array: (xp, *x) -> the value; x has the compute dtype already.
    c: a C expression over `{x}`, `{y}`, `{z}` (the operands, cast to the compute dtype; each may be evaluated several
    times), `{t}` the C type of the last operand's compute dtype, `{f}` the suffix of libm functions for it ("" for
    double, "f" for float). The value is stored in the result's C type.
    A dict gives forms by that dtype or its kind: "b" bool, "i", "u", "f", "c", and "" for any other kind; a missing
    kind has no C form.
    c_in_vectors: forms for vectorised loops, by kind, where they differ from `c`.
    c_includes: names of C support functions (compat/backends/c/support_functions/) that the expression calls.
    c_raises: for integers and bools, the C condition under which Theano raises ZeroDivisionError.
    derivative: symbolic factors, one per input (None: zero), or
    pullback: (g, *inputs) -> contributions to the gradient of each input (None: zero; a variable of NullType where it
    is undefined).
    compute: the dtype in which operands are held: "result" (cast to the result dtype first), "common" (their upcast,
    for comparisons), "own" (each unchanged), or "condition" (the first unchanged, the others "result").
    domain: for each input the interval from which tests draw; hard: points where naive formulas fail.
    facts: "complex gradient" (the pullback holds for complex operands too), "increasing", "first for its shape" (the
    first operand's values are not read, so it is not connected), "positive", "commutative", "associative", "of any
    number" (of operands, combined from the left), "discrete" (derivative 0), "floatX gradient" (whose zeros have dtype
    floatX, as in Theano), ...
    legacy: qualified legacy names; the first is its home.
    numpy: the name of the equivalent function of NumPy or SciPy; "" if there is none.
    reference: (mpmath, *numbers) -> the value, or the name of mpmath's function. reference_array: (numpy, *arrays) ->
    the values, if that is exact and `numpy` does not name it. Tests use the first one that is given.
    """

    name: str
    result: Callable[..., str]
    array: Callable[..., Any]
    c: str | dict[str, str]
    derivative: Callable[..., tuple[Any, ...]] | None = None
    pullback: Callable[..., tuple[Any, ...]] | None = None
    compute: str = "result"
    nin: int = 1
    domain: tuple[Any, ...] = ()
    hard: tuple[tuple[float, ...], ...] = ()
    facts: frozenset[str] | set[str] = field(default_factory=frozenset)
    legacy: tuple[str, ...] = ()
    c_in_vectors: dict[str, str] = field(default_factory=dict)
    c_includes: tuple[str, ...] = ()
    c_raises: str | None = None
    cost: int = 1  # a rough estimate: 1 for an addition, 4 for a division, EXPENSIVE for an exp, 100 for a gammaln
    doc: str = ""
    numpy: str = ""
    reference: str | Callable[..., Any] | None = None
    reference_array: Callable[..., Any] | None = None

    __doc__ = of_instances(__doc__, described)

    def __repr__(self) -> str:
        return self.name

    def __reduce__(self) -> Any:
        return _row_named, (self.name,)

    def __call__(self, *inputs: Any, **kwargs: Any) -> Any:
        return Elemwise(self)(*inputs, **kwargs)

    def impl(self, *numbers: Any) -> Any:
        """Return the value for numbers, computed with NumPy.

        Raises TypeError for unsupported dtypes or a wrong number of arguments.
        """
        if 0 <= self.nin != len(numbers):
            raise TypeError(f"{self.name} takes {self.nin} numbers, got {len(numbers)}.")
        values = [np.asarray(v) for v in numbers]
        dtypes = [v.dtype.name for v in values]
        result = self.result(*dtypes)
        with np.errstate(all="ignore"):
            cast = [in_dtype(np, v, d) for v, d in zip(values, self.compute_dtypes(dtypes, result), strict=True)]
            return in_dtype(np, np.asarray(self.array(np, *cast)), result)[()]

    @property
    def nfunc_spec(self) -> tuple[str, int, int]:
        """Return (name of the function in NumPy or SciPy, inputs, outputs). AttributeError if there is none."""
        if not self.numpy:
            raise AttributeError(f"no function of NumPy or SciPy is `{self.name}`: it has no nfunc_spec")
        return self.numpy, 2 if self.nin < 0 else self.nin, 1

    def compute_dtypes(self, dtypes: Sequence[str], result: str) -> tuple[str, ...]:
        """Return the dtype to which each operand is cast before the function is applied."""
        if self.compute == "result":
            return (result,) * len(dtypes)
        if self.compute == "common":
            return (upcast(*dtypes),) * len(dtypes)
        if self.compute == "condition":
            return (dtypes[0], *(result,) * (len(dtypes) - 1))
        return tuple(dtypes)


TABLE: dict[str, Elementwise] = {}


def entry(**facets: Any) -> Elementwise:
    """Return a new entry, after adding it to the table."""
    new = Elementwise(**facets)
    assert new.name not in TABLE, f"two entries named {new.name}"
    TABLE[new.name] = new
    return new


def _row_named(name: str) -> Elementwise:
    HOOKS.elementwise_functions()
    return TABLE[name]


# functions for which Theano has an Op class or name of their own
_BY_NAME_ALONE = {"sigmoid", "softplus", "ultra_fast_sigmoid", "softsign", "xlogx", "xlogy0"}


def _described(op: Elemwise) -> str:
    """Return the docstring of the scalar function, and whether the result overwrites an argument."""
    said = getattr(op.scalar_op, "__doc__", None) or Elemwise.__doc__ or ""
    in_place = "In place: x, an argument of a function made with accept_inplace, holds the result after the call."
    return said.replace("\n\n", f"\n\n{in_place}\n\n", 1) if op.compat_in_place else said


class Elemwise(TensorOp):
    """A scalar function applied to tensors of any rank; operands of lower rank are padded on the left.

    scalar_op: an entry of the table of elementwise functions, such as `theano.scalar.exp`, or a user's ScalarOp.

    Further arguments are Theano's: where a function may overwrite its arguments, and the name.
    """

    __doc__ = of_instances(__doc__, lambda op: _described(op))
    __props__ = ("scalar_op",)
    compat_in_place = False  # whether the result may overwrite the first input, if that is an argument of a function

    def __init__(self, scalar_op: Any, *legacy: Any, **legacy_keywords: Any) -> None:
        """Store the scalar function to apply.

        scalar_op: an entry, or a user's ScalarOp or Composite. Theano's inplace_pattern matters where a function may
        overwrite its arguments; its other arguments do not change values.
        """
        self.scalar_op: Any = scalar_op.compat_entry() if hasattr(scalar_op, "compat_entry") else scalar_op
        self.name: str | None = legacy_keywords.get("name", legacy[1] if len(legacy) > 1 else None)
        if legacy_keywords.get("inplace_pattern", legacy[0] if legacy else None):
            self.compat_in_place = True

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore a pickle; Theano's pickles have an instance of the scalar function's class instead of the entry."""
        if "inplace_pattern" not in state:
            self.__dict__.update(state)
            return
        scalar = state["scalar_op"]
        entries = getattr(type(scalar), "entries", None)
        if entries is not None:
            made = getattr(scalar, "o_type", None)
            scalar = entries[0] if made is None else type(scalar)(made)
        self.scalar_op, self.name = scalar, None

    def __call__(self, *inputs: Any, **keywords: Any) -> Any:
        if hasattr(self.scalar_op, "compat_inline"):  # a Composite is replaced by its graph
            return self.scalar_op(*inputs, **keywords)
        if len(inputs) > 2 and "of any number" in getattr(self.scalar_op, "facts", ()):
            return functools.reduce(lambda total, term: Elemwise.__call__(self, total, term, **keywords), inputs)
        result = super().__call__(*inputs, **keywords)
        if not (self.compat_in_place and isinstance(result, Variable)):
            return result
        wanted = result.owner.inputs[0].type.dtype  # type: ignore[union-attr]
        if result.type.dtype == wanted:
            return result
        return TensorOp.__call__(Elemwise(TABLE[f"cast_{wanted}"], {0: 0}), result)

    def __eq__(self, other: object) -> bool:
        return type(other) is Elemwise and other.scalar_op is self.scalar_op

    def __hash__(self) -> int:
        return hash((Elemwise, id(self.scalar_op)))

    @property
    def compat_plain_name(self) -> str:
        return self.name or self.scalar_op.name

    def __str__(self) -> str:
        if self.name is not None:
            return self.name
        name = getattr(self.scalar_op, "name", str(self.scalar_op))
        if name.startswith("cast_"):
            return f"Elemwise{{Cast{{{name[5:]}}}}}"
        if name in _BY_NAME_ALONE:
            return name
        if name == "identity":
            return "Elemwise{identity}"
        return f"Elemwise{{{name},no_inplace}}"

    def compat_result_types(self, *types: TensorType) -> list[TensorType]:
        entry = self.scalar_op
        if 0 <= entry.nin != len(types):
            raise TypeError(f"{entry.name} takes {entry.nin} inputs, got {len(types)}.")
        dtype = entry.result(*[t.dtype for t in types])
        return [tensor_type(dtype, broadcast_pattern([t.broadcastable for t in types]))]

    def make_node(self, *inputs: Any) -> Apply:
        variables = [as_tensor(v) for v in inputs]
        types = [v.type for v in variables]
        try:
            results = self.compat_result_types(*types)
        except TypeError as error:
            kinds = ", ".join(f"`{v}` ({t.dtype})" for v, t in zip(variables, types, strict=True))
            raise TypeError(f"{self.compat_plain_name} does not take {kinds}: {error}") from None
        return Apply(self, variables, [t() for t in results])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [broadcast_shape([v.type for v in node.inputs], input_shapes)]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        if "first for its shape" in self.scalar_op.facts:
            return [[False], [True]]
        return super().compat_connection(node)

    def compat_gradient(
        self, inputs: Sequence[Variable], outputs: Sequence[Variable], output_gradients: Sequence[Variable]
    ) -> list[Variable]:
        contributions = self.contributions(inputs, outputs, output_gradients[0])
        return [
            zero_gradient(i) if c is None else sum_to_type(c, i) for c, i in zip(contributions, inputs, strict=True)
        ]

    def contributions(self, inputs: Sequence[Variable], outputs: Sequence[Variable], g: Variable) -> list[Any]:
        """Return `g` times each partial derivative (None for zero), not yet summed over broadcast dimensions."""
        entry = self.scalar_op
        if "discrete" in entry.facts or outputs[0].type.dtype in DISCRETE:
            return [i.zeros_like(config.floatX) if "floatX gradient" in entry.facts else None for i in inputs]
        if "complex gradient" not in entry.facts and any(
            v.type.dtype.startswith("complex") for v in (*inputs, *outputs)
        ):
            raise NotImplementedError(f"The gradient of {entry.name} of complex numbers is not defined.")
        if entry.pullback is not None:
            return list(entry.pullback(g, *inputs))
        if entry.derivative is None:
            raise MethodNotDefined(f"The gradient of {entry.name} is not defined.")
        return [None if d is None else g * d for d in entry.derivative(*inputs)]

    def compat_r_op(self, inputs: Sequence[Variable], eval_points: Sequence[Variable | None]) -> list[Variable | None]:
        if all(point is None for point in eval_points):
            return [None]
        outputs = self(*inputs, return_list=True)
        out, total = outputs[0], None
        connected = self.compat_connection(out.owner)
        for i, point in enumerate(eval_points):
            if point is None or not connected[i][0]:
                continue
            if out.type.dtype not in DISCRETE:  # as in Theano, which multiplies it by a gradient of the output's dtype
                point = point.astype(upcast(point.type.dtype, out.type.dtype))
            term = self.contributions(inputs, outputs, point)[i]
            if term is None:
                discrete = out.type.dtype in DISCRETE or inputs[i].type.dtype in DISCRETE
                zero = config.floatX if discrete else inputs[i].type.dtype
                term = point.zeros_like(upcast(point.type.dtype, zero))
            elif isinstance(term.type, NullType):
                return [term]
            total = term if total is None else total + term
        if total is not None and total.type.broadcastable != out.type.broadcastable:
            total = out.fill(total)
        return [total]

    def compat_array(self, xp: ArrayModule, node: Apply, *values: Array) -> list[Any]:
        entry = self.scalar_op
        result = node.outputs[0].type.dtype
        dtypes = entry.compute_dtypes([v.type.dtype for v in node.inputs], result)
        cast = [in_dtype(xp, v, d) for v, d in zip(map(xp.asarray, values), dtypes, strict=True)]
        check_run_time_lengths(node, cast)
        if xp is np:
            with np.errstate(all="ignore"):
                return [in_dtype(np, np.asarray(entry.array(np, *cast)), result)]
        if entry.c_raises is not None and cast[1].dtype.kind in "biu":
            note(cast[1] == 0)  # the only case in which integers raise
        return [in_dtype(xp, xp.asarray(entry.array(xp, *cast)), result)]

    def compat_prepared(self, node: Apply) -> Callable[..., list[Any]]:
        """Return `array` specialised to NumPy, with everything settled that does not depend on values."""
        entry, result = self.scalar_op, node.outputs[0].type.compat_numpy_dtype
        dtypes = [np.dtype(d) for d in entry.compute_dtypes([v.type.dtype for v in node.inputs], result.name)]
        function = entry.array
        patterns = [v.type.broadcastable for v in node.inputs]
        compared = sum(not all(p) for p in patterns) > 1

        def run(*values: np.generic | np.ndarray) -> list[Any]:
            arrays = []
            for v, dtype in zip(values, dtypes, strict=True):
                if type(v) is not np.ndarray:
                    v = np.asarray(v)
                arrays.append(v if v.dtype is dtype else v.astype(dtype))
            if compared:
                check_run_time_lengths(node, arrays)
            with np.errstate(all="ignore"):
                value = np.asarray(function(np, *arrays))
                return [value if value.dtype is result else value.astype(result)]

        return run

    def compat_array_at_points(self, node: Apply, of_points: Sequence[bool], *values: np.ndarray) -> list[Any]:
        entry, ndim = self.scalar_op, node.outputs[0].type.ndim
        result = node.outputs[0].type.dtype
        dtypes = entry.compute_dtypes([v.type.dtype for v in node.inputs], result)
        cast = [in_dtype(np, np.asarray(v), d) for v, d in zip(values, dtypes, strict=True)]
        if all(len(v) for v, many in zip(cast, of_points, strict=True) if many):
            check_run_time_lengths(node, [v[0, ...] if many else v for v, many in zip(cast, of_points, strict=True)])
        aligned = [
            v.reshape((len(v), *(1,) * (ndim + 1 - v.ndim), *v.shape[1:])) if many else v
            for v, many in zip(cast, of_points, strict=True)
        ]
        with np.errstate(all="ignore"):
            return [in_dtype(np, np.asarray(entry.array(np, *aligned)), result)]

    def compat_same_element(self, node: Apply) -> Variable | None:
        return node.inputs[1] if "first for its shape" in self.scalar_op.facts else None

    def compat_is_computed_early(self) -> bool:
        name = self.scalar_op.name
        return name in COMPUTED_EARLY or name.startswith("cast_")

    def compat_c_computations(self, node: Apply, computations: Computations) -> None:
        computations.elementwise(node)


def broadcast_pattern(patterns: Sequence[tuple[bool, ...]]) -> tuple[bool, ...]:
    """Return the broadcast pattern of a result: a dimension is 1 if it is 1 in all operands."""
    ndim = max((len(p) for p in patterns), default=0)
    padded = [(True,) * (ndim - len(p)) + p for p in patterns]
    return tuple(all(p[d] for p in padded) for d in range(ndim))


def broadcast_shape(types: Sequence[Any], shapes: Sequence[Any]) -> tuple[Any, ...]:
    """Return the shape of the result; each dimension has the length of an operand that is not declared 1 there."""
    ndim = max((t.ndim for t in types), default=0)
    result = []
    for d in range(ndim):
        length: Any = 1
        for type_, shape in zip(types, shapes, strict=True):
            own = d - (ndim - type_.ndim)
            if own >= 0 and not type_.broadcastable[own]:
                length = shape[own]
                if isinstance(length, int) or getattr(length, "data", None) is not None:
                    break  # a static length is better than one read at run time
        result.append(length)
    return tuple(result)


def mismatch_message(op: Op, variables: Sequence[Any], shapes: Sequence[Any]) -> str:
    """Return one sentence that names the variables, their shapes, the user's line and what to do."""
    parts = " and ".join(f"`{v.name or v}` {tuple(s)}" for v, s in zip(variables, shapes, strict=True))
    return (
        f"Input dimension mis-match: cannot apply {op.compat_plain_name} to {parts}: the lengths do not broadcast. "
        "A dimension broadcasts only if its type says it has length 1 (see `addbroadcast`, `dimshuffle`)."
    )


def check_run_time_lengths(node: Apply, values: Sequence[Any]) -> None:
    """Raise if a run-time length is 1 where the type does not declare it, as Theano does."""
    ndim = node.outputs[0].type.ndim
    if ndim == 0 or len(values) == 1:
        return
    for d in range(1, ndim + 1):
        length = None
        for variable, value in zip(node.inputs, values, strict=True):
            if value.ndim < d or variable.type.broadcastable[-d]:
                continue
            if length is None:
                length = value.shape[-d]
            elif value.shape[-d] != length:
                message = mismatch_message(node.op, node.inputs, [v.shape for v in values])
                raise ValueError(message + origin_text(node))


def origin_text(node: Apply) -> str:
    """Return the user's line as an extra line for an error message."""
    return "" if node.compat_origin is None else f"\n  {node.compat_origin}  {node.compat_origin.source()}"


def sum_to_type(value: Any, like: Variable) -> Any:
    """Return `value` summed over the dimensions in which `like` was broadcast, with `like`'s broadcast pattern.

    Its dtype may be wider than that of `like`, as in Theano; before it passes another Op, it is cast to the dtype of
    that Op's output (differentiate.py).
    """
    if not isinstance(value.type, TensorType):  # an undefined gradient says so in its type
        return value
    extra = value.type.ndim - like.type.ndim
    axes = [
        *range(extra),
        *(
            d + extra
            for d in range(like.type.ndim)
            if like.type.broadcastable[d] and not value.type.broadcastable[d + extra]
        ),
    ]
    if extra > 0 and isinstance(like.type, TensorType):  # as through the DimShuffle with which Theano pads `like`
        if like.type.dtype in DISCRETE:
            return zero_gradient(like)
        if value.type.dtype != like.type.dtype and not value.type.dtype.startswith("complex"):
            value = value.astype(like.type.dtype)
    dropped = [d for d in range(extra, value.type.ndim) if d in axes]
    if axes:
        value = value.sum(axes)
        if dropped:
            kept = iter(range(value.type.ndim))
            order = ["x" if d in dropped else next(kept) for d in range(extra, extra + like.type.ndim)]
            value = value.dimshuffle(order)
    return as_real(value, like)


def as_real(value: Any, like: Variable) -> Any:
    """Return `value`, or its real part if `like`, whose gradient it is, is real."""
    if value.type.dtype.startswith("complex") and not like.type.dtype.startswith("complex"):
        return value.real
    return value
