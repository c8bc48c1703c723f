"""Tensor variables: their operators and methods, such as `x + y`, `x[0]`, `x.sum()`.

The methods only build graphs. Source: theano.tensor.var._tensor_py_operators.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ..graph.types import TensorType
from ..graph.variable import Constant, SharedVariable, Variable
from . import known_values
from .elementwise import functions as elementwise
from .reductions import functions as reductions
from .shapes import creation, shape
from .shapes.shape import reshape
from .tensor_op import AsTensorError, scalar_function
from .tensor_types import TensorLike

if TYPE_CHECKING:
    from numpy.typing import DTypeLike


def _indexing() -> Any:
    from .indexing import reading  # the smallest models do not need it

    return reading


def _dot(x: Any, y: Any) -> Any:
    from .linear_algebra.blas import dot  # few models call it

    return dot(x, y)


def _rearrangements() -> Any:
    from . import rearrangements  # few models call it

    return rearrangements


def _binary(name: str, swapped: bool = False) -> Any:
    def method(self: Variable, other: TensorLike) -> Any:
        function = getattr(elementwise, name)
        try:
            return function(other, self) if swapped else function(self, other)
        except elementwise.ComplexError:  # its message is better than Python's
            raise
        except (NotImplementedError, AsTensorError):
            return NotImplemented

    method.__name__ = name
    return method


class TensorOperators:
    """Operators and methods of every tensor variable, such as `x + y`, `x[0]`, `x.sum(axis=0)` and `x.T`."""

    __array_priority__ = 1000  # NumPy leaves operations with an array on the left to this class
    type: Any

    __add__, __radd__ = _binary("add"), _binary("add", True)
    __sub__, __rsub__ = _binary("sub"), _binary("sub", True)
    __mul__, __rmul__ = _binary("mul"), _binary("mul", True)
    __truediv__, __rtruediv__ = _binary("true_div"), _binary("true_div", True)
    __floordiv__, __rfloordiv__ = _binary("int_div"), _binary("int_div", True)
    __mod__, __rmod__ = _binary("mod_check"), _binary("mod_check", True)
    __pow__, __rpow__ = _binary("pow"), _binary("pow", True)
    __and__, __rand__ = _binary("and_"), _binary("and_", True)
    __or__, __ror__ = _binary("or_"), _binary("or_", True)
    __xor__, __rxor__ = _binary("xor"), _binary("xor", True)
    __lt__, __le__, __gt__, __ge__ = _binary("lt"), _binary("le"), _binary("gt"), _binary("ge")

    def __neg__(self) -> Any:
        return elementwise.neg(self)

    def __pos__(self) -> Any:
        return self

    def __abs__(self) -> Any:
        return elementwise.abs_(self)

    def __invert__(self) -> Any:
        return elementwise.invert(self)

    def __divmod__(self, other: object) -> Any:
        return self // other, self % other

    def __rdivmod__(self, other: TensorLike) -> Any:
        return elementwise.int_div(other, self), elementwise.mod(other, self)

    def __ceil__(self) -> Any:
        return elementwise.ceil(self)

    def __floor__(self) -> Any:
        return elementwise.floor(self)

    def __trunc__(self) -> Any:
        return elementwise.trunc(self)

    def __matmul__(self, other: Any) -> Any:
        return _dot(self, other)

    def __rmatmul__(self, other: Any) -> Any:
        return _dot(other, self)

    def __bool__(self) -> bool:
        if getattr(self, "owner", None) is None and not hasattr(self, "data"):
            return True
        return self._truth()

    def _truth(self) -> bool:
        compared = scalar_function(getattr(self, "owner", None))
        if compared is not None and compared.name in ("lt", "le", "gt", "ge"):
            caller = sys._getframe(2).f_globals.get("__name__", "")
            raise TypeError(
                "Variables do not support boolean operations: the value of a comparison is known only "
                "when a function runs. "
                + (
                    f"{caller} computes with numbers alone: use what Theano and PyMC3 have for variables, such as "
                    "pm.math, or `logp` and `logcdf` of a distribution's `.dist(...)`."
                    if caller.partition(".")[0] in ("scipy", "sklearn", "statsmodels", "pandas")
                    else "Use theano.tensor.switch."
                )
            )
        return True

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __len__(self) -> int:
        raise TypeError("object of type 'TensorVariable' has no len(): use `x.shape[0]`.")

    def __iter__(self) -> Any:
        length = _known_length(self)
        if length is None and self.type.ndim == 1:
            raise ValueError(f"Length of `{self}` cannot be determined when the graph is built: iterate over numbers.")
        if length is None:
            raise TypeError(
                f"TensorType does not support iteration: the length of `{self}` is not known when the "
                "graph is built. Maybe you are using builtins.sum instead of theano.tensor.sum?"
            )
        return iter([self[i] for i in range(length)])

    def __getitem__(self, index: Any) -> Any:
        return _indexing().getitem(self, index)

    def __array_ufunc__(self, ufunc: Callable[..., Any], method: str, *inputs: TensorLike, **kwargs: Any) -> Any:
        """Apply the elementwise function of the same name: `np.exp(x)`, `np.arange(3) * x`, `array += x`.

        With an array of objects, and if there is no such function, NumPy applies the operation object by object, as it
        does for Theano.
        """
        if ufunc.__name__ in ("equal", "not_equal"):  # `array == x` asks whether they are one object, as in Theano
            return (inputs[0] is inputs[1]) == (ufunc.__name__ == "equal")
        target = kwargs.get("out", ())
        if any(isinstance(v, TensorOperators) for v in target):  # a variable cannot be written to
            return NotImplemented
        if len(target) == 1 and target[0] is inputs[0] and kwargs.keys() <= {"out", "axes"}:
            kwargs = {}  # array += x: the name refers to a variable from then on
        function = _FUNCTIONS.get(ufunc.__name__)
        if method == "__call__" and not kwargs and function is not None and not any(map(_holds_objects, inputs)):
            return function(*inputs)
        objects = [v.__array__() if isinstance(v, TensorOperators) else v for v in inputs]
        return getattr(ufunc, method)(*objects, **kwargs)

    def __array__(self, *args: Any, **kwargs: Any) -> Any:
        """Return an object array that holds the variable, as NumPy makes of Theano's variables."""
        out = np.empty((), dtype=object)
        out[()] = self
        return out

    # ---- properties

    @property
    def ndim(self) -> int:
        return self.type.ndim

    @property
    def dtype(self) -> str:
        return self.type.dtype

    @property
    def broadcastable(self) -> tuple[bool, ...]:
        return self.type.broadcastable

    @property
    def shape(self) -> Any:
        return shape.shape(self)

    @property
    def size(self) -> Any:
        return self.shape[0] if self.type.ndim == 1 else reductions.prod(self.shape)

    @property
    def T(self) -> Any:
        return shape.transpose(self)

    @property
    def real(self) -> Any:
        return elementwise.real(self)

    @property
    def imag(self) -> Any:
        return elementwise.imag(self)

    # ---- shape

    def dimshuffle(self, *pattern: Any) -> Any:
        return shape.dimshuffled(self, *pattern)

    def reshape(self, shape: Any, *rest: Any, ndim: int | None = None) -> Any:
        if (
            len(rest) == 1
            and isinstance(rest[0], int)
            and not isinstance(shape, int | np.integer)
            and getattr(shape, "ndim", 1) == 1
        ):  # (shape, ndim)
            ndim, rest = rest[0], ()
        return reshape(self, [shape, *rest] if rest else shape, ndim=ndim)

    def flatten(self, ndim: int = 1) -> Any:
        return shape.flatten(self, ndim)

    def ravel(self) -> Any:
        return shape.flatten(self)

    def transpose(self, *axes: Any) -> Any:
        if not axes:
            return shape.transpose(self)
        return shape.transpose(self, axes[0] if len(axes) == 1 and isinstance(axes[0], list | tuple) else axes)

    def swapaxes(self, axis1: int, axis2: int) -> Any:
        return shape.swapaxes(self, axis1, axis2)

    def squeeze(self) -> Any:
        return shape.dimshuffle(self, [d for d, one in enumerate(self.type.broadcastable) if not one])

    def copy(self, name: str | None = None) -> Any:
        new = elementwise.identity(self)
        new.name = name
        return new

    def astype(self, dtype: Any) -> Any:
        return elementwise.cast(self, dtype)

    def fill(self, value: object) -> Any:
        return elementwise.second(self, value)

    def take(self, indices: Variable, axis: int | None = None, mode: str = "raise") -> Any:
        return _indexing().take(self, indices, axis, mode)

    # ---- reductions

    def sum(
        self,
        axis: int | Sequence[int] | Variable | None = None,
        dtype: DTypeLike | None = None,
        keepdims: bool = False,
        acc_dtype: DTypeLike | None = None,
    ) -> Any:
        return reductions.sum(self, axis, dtype, keepdims, acc_dtype)

    def prod(
        self,
        axis: int | Sequence[int] | Variable | None = None,
        dtype: DTypeLike | None = None,
        keepdims: bool = False,
        acc_dtype: DTypeLike | None = None,
    ) -> Any:
        return reductions.prod(self, axis, dtype, keepdims, acc_dtype)

    def mean(
        self,
        axis: int | Sequence[int] | Variable | None = None,
        dtype: DTypeLike | None = None,
        keepdims: bool = False,
        acc_dtype: DTypeLike | None = None,
    ) -> Any:
        return reductions.mean(self, axis, dtype, keepdims=keepdims, acc_dtype=acc_dtype)

    def var(
        self,
        axis: int | Sequence[int] | Variable | None = None,
        ddof: int = 0,
        keepdims: bool = False,
        corrected: bool = False,
    ) -> Any:
        return reductions.var(self, axis, ddof, keepdims, corrected)

    def std(
        self,
        axis: int | Sequence[int] | Variable | None = None,
        ddof: int = 0,
        keepdims: bool = False,
        corrected: bool = False,
    ) -> Any:
        return reductions.std(self, axis, ddof, keepdims, corrected)

    def max(self, axis: int | Sequence[int] | Variable | None = None, keepdims: bool = False) -> Any:
        return reductions.max(self, axis, keepdims)

    def min(self, axis: int | Sequence[int] | Variable | None = None, keepdims: bool = False) -> Any:
        return reductions.min(self, axis, keepdims)

    def argmax(self, axis: int | Sequence[int] | Variable | None = None, keepdims: bool = False) -> Any:
        return reductions.argmax(self, axis, keepdims)

    def argmin(self, axis: int | Sequence[int] | Variable | None = None, keepdims: bool = False) -> Any:
        return reductions.argmin(self, axis, keepdims)

    def all(self, axis: int | Sequence[int] | Variable | None = None, keepdims: bool = False) -> Any:
        return reductions.all(self, axis, keepdims)

    def any(self, axis: int | Sequence[int] | Variable | None = None, keepdims: bool = False) -> Any:
        return reductions.any(self, axis, keepdims)

    def norm(self, L: Any, axis: int | Sequence[int] | Variable | None = None, keepdims: bool = False) -> Any:
        """Return the L-norm over `axis` (L = inf: largest absolute value)."""
        if L == 0:
            raise NotImplementedError("Optimized L0 norm not implemented: count `neq(x, 0)`.")
        if np.isinf(L):
            return reductions.max(elementwise.abs_(self), axis, keepdims)
        return elementwise.pow(
            reductions.sum(elementwise.pow(elementwise.abs_(self), L), axis, keepdims=keepdims), 1.0 / L
        )

    def ptp(self, axis: int | Sequence[int] | Variable | None = None) -> Any:
        return reductions.max(self, axis) - reductions.min(self, axis)

    # ---- rearrangements

    def repeat(self, repeats: TensorLike, axis: int | Sequence[int] | None = None) -> Any:
        return _rearrangements().repeat(self, repeats, axis)

    def diagonal(self, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Any:
        return _rearrangements().diagonal(self, offset, axis1, axis2)

    def trace(self) -> Any:
        return reductions.sum(_rearrangements().diagonal(self))

    def cumsum(self, axis: int | Sequence[int] | None = None) -> Any:
        return _rearrangements().cumsum(self, axis)

    def cumprod(self, axis: int | Sequence[int] | None = None) -> Any:
        return _rearrangements().cumprod(self, axis)

    def sort(
        self, axis: int | Sequence[int] = -1, kind: str = "quicksort", order: str | Sequence[str] | None = None
    ) -> Any:
        return _rearrangements().sort(self, axis, kind, order)

    def argsort(
        self,
        axis: int | Sequence[int] = -1,
        kind: str = "quicksort",
        order: str | Sequence[str] | None = None,
        *,
        stable: bool | None = None,
    ) -> Any:
        kind = "mergesort" if stable else kind  # NumPy 2's function calls it `stable`
        return _rearrangements().argsort(self, axis, kind, order)

    def nonzero(self, return_matrix: bool = False) -> Any:
        return _rearrangements().nonzero(self, return_matrix)

    def nonzero_values(self) -> Any:
        return _rearrangements().nonzero_values(self)

    def searchsorted(self, v: TensorLike, side: str = "left", sorter: TensorLike | None = None) -> Any:
        return _rearrangements().searchsorted(self, v, side, sorter)

    def compress(self, a: TensorLike, axis: int | None = None) -> Any:
        """Return the slices of `a` along `axis` at which this variable is true."""
        return _rearrangements().take(a, self.flatten().nonzero()[0], axis)

    def choose(self, choices: TensorLike, out: Any = None, mode: str = "raise") -> Any:
        return _rearrangements().choose(self, choices, out, mode)

    def get_scalar_constant_value(self) -> Any:
        return known_values.get_scalar_constant_value(self)

    # ---- others

    def dot(self, right: Any) -> Any:
        return _dot(self, right)

    def clip(self, a_min: TensorLike, a_max: TensorLike) -> Any:
        return elementwise.clip(self, a_min, a_max)

    def round(self, mode: str | None = None) -> Any:
        return elementwise.round(self, mode)

    def zeros_like(self, dtype: DTypeLike | None = None) -> Any:
        return creation.zeros_like(self, dtype)

    def ones_like(self, dtype: DTypeLike | None = None) -> Any:
        return creation.ones_like(self, dtype)

    def conj(self) -> Any:
        return elementwise.conj(self)

    conjugate = conj

    def transfer(self, target: str) -> Any:
        if target != "cpu":
            raise ValueError(f"Can't transfer to {target}: THEANO_FLAGS=device=cuda runs functions on a GPU.")
        return self


def _method(name: str) -> Any:
    def method(self: TensorOperators) -> Any:
        return getattr(elementwise, name)(self)

    method.__name__ = name
    return method


for _name in (
    "arccos arccosh arcsin arcsinh arctan arctanh ceil cos cosh deg2rad exp exp2 expm1 floor log log10 log1p "
    "log2 rad2deg sin sinh sqrt tan tanh trunc"
).split():
    setattr(TensorOperators, _name, _method(_name))


# NumPy's ufuncs by the legacy name of the same function
_UFUNCS = {
    "add": "add",
    "subtract": "sub",
    "multiply": "mul",
    "divide": "true_div",
    "true_divide": "true_div",
    "floor_divide": "int_div",
    "remainder": "mod",
    "power": "pow",
    "negative": "neg",
    "absolute": "abs_",
    "exp": "exp",
    "exp2": "exp2",
    "expm1": "expm1",
    "log": "log",
    "log2": "log2",
    "log10": "log10",
    "log1p": "log1p",
    "sqrt": "sqrt",
    "square": "sqr",
    "sin": "sin",
    "cos": "cos",
    "tan": "tan",
    "arcsin": "arcsin",
    "arccos": "arccos",
    "arctan": "arctan",
    "arctan2": "arctan2",
    "sinh": "sinh",
    "cosh": "cosh",
    "tanh": "tanh",
    "arcsinh": "arcsinh",
    "arccosh": "arccosh",
    "arctanh": "arctanh",
    "ceil": "ceil",
    "floor": "floor",
    "trunc": "trunc",
    "maximum": "maximum",
    "minimum": "minimum",
    "less": "lt",
    "less_equal": "le",
    "greater": "gt",
    "greater_equal": "ge",
    "deg2rad": "deg2rad",
    "rad2deg": "rad2deg",
    "sign": "sgn",
    "isnan": "isnan",
    "isinf": "isinf",
    "reciprocal": "inv",
    "conjugate": "conj",
    "bitwise_and": "and_",
    "bitwise_or": "or_",
    "bitwise_xor": "xor",
    "invert": "invert",
}


_FUNCTIONS: dict[str, Any] = {
    **{ufunc: getattr(elementwise, name) for ufunc, name in _UFUNCS.items()},
    "divmod": lambda x, y: (elementwise.int_div(x, y), elementwise.mod(x, y)),
    "matmul": _dot,
}


def _holds_objects(value: TensorLike) -> bool:
    return isinstance(value, np.ndarray) and value.dtype == object


def _known_length(x: Any) -> int | None:
    if x.type.ndim == 0:
        raise TypeError("iteration over a 0-d tensor")
    if x.type.broadcastable[0]:
        return 1
    if isinstance(x, Constant):
        return len(x.data)
    if x.type.ndim == 1:
        return shape.static_length(x)
    return None


class TensorVariable(TensorOperators, Variable):
    """A symbolic tensor, with the operators and methods of an array: `+`, `x[1:]`, `sum`, `reshape`, `T`, `eval`.

    type: a TensorType. owner: the Apply that computes it, or None. index: its position among the outputs of owner.
    name: shown in errors and printed graphs.

    `shape` is an integer vector, whose elements are known when a function is called.
    """


class TensorConstant(TensorOperators, Constant):
    """A tensor constant; `tt.constant` makes it.

    type: a TensorType. data: the value, an array of any shape. name: shown in errors.
    """

    def __deepcopy__(self, memo: Mapping[Any, Any]) -> TensorConstant:
        return self

    @property
    def value(self) -> Any:
        return self.data

    def _text(self) -> str:
        data = self.data
        if data.ndim and data.size and (data == data.flat[0]).all():
            return f"{data.shape} of {data.flat[0].item()}"
        return Constant._text(self)


class TensorSharedVariable(TensorOperators, SharedVariable):
    """A tensor with a value of its own, which functions read and update; `theano.shared` makes it of an array.

    name: shown in errors and profiles. type: a TensorType. value: the first value, an array of any shape that type
    allows.
    strict: TypeError for a later value of another type. allow_downcast: whether later values may lose digits.
    container: storage that is shared with another variable, in place of value.
    """


Tensor: TypeAlias = TensorVariable | TensorConstant | TensorSharedVariable

TensorType.compat_variable_class = TensorVariable
TensorType.compat_constant_class = TensorConstant
TensorVariable.__hash__ = TensorOperators.__hash__  # type: ignore[method-assign]
