"""Types of variables: which values are valid, and how user input is converted.

Source of the behaviour: theano.gof.type, theano.tensor.type, theano.gradient, theano.gof.null_type.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from ..docstrings import of_instances, text
from ..settings import config
from .dtypes import ROUNDING, ROUNDING_ELSE, upcast
from .hooks import HOOKS
from .other_names import also_named


class _LegacyName:
    """An attribute under another name, of a class as of its instances."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: object, owner: type) -> Any:
        return getattr(owner if instance is None else instance, self.name)


class Type:
    """The type of a Variable: its valid values.

    Subclasses define `filter(value, strict=False, allow_downcast=None)`, which returns a valid value or raises
    TypeError, and equality. A call makes a variable.
    """

    compat_variable_class: Callable[..., Any] | None = None  # set once the class of its variables exists
    compat_constant_class: Callable[..., Any] | None = None
    # attributes of nearly all types, which rules check before they read them; a generic type has none
    dtype: Any
    ndim: Any
    broadcastable: Any
    compat_numpy_dtype: Any

    def __init_subclass__(cls, **keywords: Any) -> None:
        super().__init_subclass__(**keywords)
        if "__eq__" in cls.__dict__ and cls.__dict__.get("__hash__") is None:  # users' types from the time of Python 2
            cls.__hash__ = Type.__hash__  # type: ignore[method-assign]
        for legacy, name in (("Variable", "compat_variable_class"), ("Constant", "compat_constant_class")):
            if legacy in cls.__dict__:  # a user's type has variables of a class of its own
                setattr(cls, name, cls.__dict__[legacy])

    def compat_takes(self, data: Any) -> bool:
        """Return whether `filter` would return `data`, an array, unchanged.

        A quick answer, which may be False in any case.
        """
        return False

    def filter(self, data: Any, strict: bool = False, allow_downcast: bool | None = None) -> Any:
        """Return `data` as a value of this type, or raise TypeError."""
        return data

    @also_named(data="a")
    def is_valid_value(self, a: object) -> bool:
        try:
            self.filter(a, strict=True)
        except (TypeError, ValueError):
            return False
        return True

    Variable = _LegacyName("compat_variable_class")
    Constant = _LegacyName("compat_constant_class")

    @also_named(data="a")
    def value_validity_msg(self, a: object) -> str:
        """Return why `a` is not a value of this type; "value is valid" if it is one."""
        try:
            self.filter(a, strict=True)
        except (TypeError, ValueError) as error:
            return str(error)
        return "value is valid"

    def make_variable(self, name: str | None = None) -> Any:
        assert self.compat_variable_class is not None, f"no variable class for {type(self).__name__}"
        return self.compat_variable_class(self, None, None, name)

    def make_constant(self, value: object, name: str | None = None) -> Any:
        assert self.compat_constant_class is not None, f"no constant class for {type(self).__name__}"
        return self.compat_constant_class(self, value, name)

    def __call__(self, name: str | None = None) -> Any:
        return self.make_variable(name)

    def compat_fresh(self, value: slice, others: Sequence[Any]) -> Any:
        """Return `value`, or a copy if changing it would change one of `others`.

        Immutable values need none. (Functions take care of arrays themselves.)
        """
        return value

    def filter_variable(self, other: Any, allow_convert: bool = True) -> Any:
        """Return `other` as a variable of this type.

        other: a variable, or a value to make a constant of.

        Raises TypeError if it has another type, and cannot or must not be converted.
        """
        if not (hasattr(other, "owner") and hasattr(other, "type")):
            other = self.make_constant(other)
        if other.type == self:
            return other
        converted = self.convert_variable(other) if allow_convert else None
        if converted is not None and converted.type == self:
            return converted
        raise TypeError(
            f"Cannot convert Type {other.type} (of Variable {other}) into Type {self}. You can try to "
            f"manually convert {other} into a {self}."
        )

    @staticmethod
    def values_eq(a: Any, b: Any) -> bool:
        """Return whether two values of this type are equal."""
        return bool(a == b)

    @classmethod
    def values_eq_approx(cls, a: Any, b: Any) -> bool:
        """Return whether two values of this type are equal up to rounding."""
        return cls.values_eq(a, b)

    def convert_variable(self, var: Any) -> Any | None:
        """Return `var` itself if its type fits, else None (TensorType may narrow it)."""
        return var if var.type == self else None

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    __str__ = __repr__


class Generic(Type):
    """Any Python object (theano.gof.generic).

    Its only instance is `theano.gof.generic`.
    """


class NoneType(Type):
    """The type of None as a constant."""


class DisconnectedType(Type):
    """The type of a gradient with respect to a variable on which the cost does not depend; users' `grad` return it."""

    def __str__(self) -> str:
        return "DisconnectedType"


class NullType(Type):
    """The type of a gradient that is not defined.

    why_null: the reason, shown in the NullTypeGradError of who wants it.
    """

    def __init__(self, why_null: str = "(no explanation given)") -> None:
        self.why_null = why_null

    @staticmethod
    def values_eq(a: object, b: object, force_same_dtype: bool = True) -> bool:
        """Raise ValueError: it has no values."""
        raise ValueError("NullType has no values to compare")

    def __str__(self) -> str:
        return f"NullType{{{self.why_null}}}"


_KIND = {(): "scalar", (False,): "vector", (False, False): "matrix", (True, False): "row", (False, True): "col"}


def _dtype_name(dtype: np.dtype) -> str:
    try:
        name = config.floatX if isinstance(dtype, str) and dtype == "floatX" else np.dtype(dtype).name
    except TypeError:
        name = None
    if name not in SUPPORTED_DTYPES:
        raise TypeError(f"Unsupported dtype for TensorType: {dtype}")
    return name


@lru_cache(256)
def _name_of(dtype: np.dtype) -> str:
    return dtype.name  # NumPy computes it at each access


def class_in_time(kind: str, attribute: str) -> Any:
    """Return a property for `attribute` of a type that imports its class at first use and replaces itself."""

    def first(type_: Any, *given: Any) -> Any:
        HOOKS.import_classes(kind)
        return getattr(type_, attribute)(type_, *given)

    return staticmethod(first)


def _described(made: TensorType) -> str:
    """Return the docstring of one type, such as `theano.tensor.dvector`."""
    lengths = ["1" if one else letter for one, letter in zip(made.broadcastable, "nmklpqr", strict=False)]
    shape = f"({', '.join(lengths)}{',' * (len(lengths) == 1)})"
    said = f"A call makes a variable of this type: {made.dtype}, with values of shape {shape}."
    example = f'>>> theano.tensor.TensorType("{made.dtype}", {made.broadcastable})("x").type\n{made!r}'
    return text(said, {"name": "of the variable, shown in errors and printed graphs"}, example, "theano.tensor.basic")


class TensorType(Type):
    """A dense array of one dtype; a dimension marked broadcastable has length 1. A call makes a variable of the type.

    dtype: a NumPy dtype name, or "floatX". broadcastable: one bool a dimension, so that () is a scalar.
    name: of the type. sparse_grad: kept, without an effect.
    filter_checks_isfinite: of the class; True lets `filter` refuse NaN and infinity with a ValueError.
    """

    __doc__ = of_instances(__doc__, lambda made: _described(made))
    filter_checks_isfinite = False
    compat_variable_class: Any = class_in_time("tensor", "compat_variable_class")
    compat_constant_class: Any = class_in_time("tensor", "compat_constant_class")

    def __init__(
        self, dtype: Any, broadcastable: Sequence[bool], name: str | None = None, sparse_grad: bool = False
    ) -> None:
        if type(dtype) is not str or dtype not in SUPPORTED_DTYPES:
            dtype = _dtype_name(dtype)
        self.dtype: str = dtype
        self.broadcastable: tuple[bool, ...] = tuple(bool(b) for b in broadcastable)
        self.name = name
        self.sparse_grad = sparse_grad
        self._hash = hash((dtype, self.broadcastable))
        self._native = np.dtype(dtype)
        # classes of numbers that are accepted as they are
        self._numbers = (self._native.type, *((float,) if dtype == "float64" else ())) if not self.broadcastable else ()
        self._free_rank = -1 if True in self.broadcastable else len(self.broadcastable)

    def compat_takes(self, data: np.ndarray) -> bool:
        return data.dtype is self._native and data.ndim == self._free_rank and not self.filter_checks_isfinite

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore our own pickles, and those of a real Theano, which contain more."""
        TensorType.__init__(
            self, state["dtype"], state.get("broadcastable", ()), state.get("name"), state.get("sparse_grad", False)
        )

    @property
    def ndim(self) -> int:
        return len(self.broadcastable)

    @property
    def compat_numpy_dtype(self) -> np.dtype:
        return np.dtype(self.dtype)

    numpy_dtype = compat_numpy_dtype  # Theano-PyMC 1.1's name

    def dtype_specs(self) -> tuple[type, str, str]:
        """Return the dtype for C code: the type of its numbers in Python, its name in C, and NumPy's constant."""
        number = {"b": bool, "i": int, "u": int, "f": float, "c": complex}[self.compat_numpy_dtype.kind]
        prefix = "theano" if number is complex else "npy"
        return number, f"{prefix}_{self.dtype}", f"NPY_{self.dtype.upper()}"

    def clone(self, dtype: str | None = None, broadcastable: tuple[bool, ...] | None = None) -> TensorType:
        return TensorType(
            self.dtype if dtype is None else dtype, self.broadcastable if broadcastable is None else broadcastable
        )

    def filter(self, data: object, strict: bool = False, allow_downcast: bool | None = None) -> np.ndarray:
        """Return `data` as an array of this dtype and rank; TypeError if the conversion would lose something."""
        wanted = self._native
        if type(data) in self._numbers and not strict and not self.filter_checks_isfinite:
            return np.asarray(data, wanted)
        if type(data) is np.ndarray and data.dtype == wanted:
            if not data.dtype.isnative:
                data = data.astype(wanted)
        elif strict and not (isinstance(data, np.ndarray) and data.dtype == wanted):  # subclasses are accepted
            found = f"dtype {data.dtype}" if isinstance(data, np.ndarray) else f"a {type(data).__name__}"
            raise TypeError(f"{self} expected an array of dtype {self.dtype}, got {found} (strict).")
        else:
            data = self._convert(data, allow_downcast)
        if data.ndim != self.ndim:
            raise TypeError(self._wrong_rank(data))
        self._check_ones(data)
        if self.filter_checks_isfinite and data.dtype.kind in "fc" and not np.isfinite(data).all():
            raise ValueError(f"non-finite elements not allowed: {_short(data)}")
        return data

    def compat_unconverted(self, data: object) -> np.ndarray:
        """Return `data`, which must be an array of this dtype and rank already.

        Raises ValueError if it is no array or has another rank, TypeError if it has another dtype: the exceptions of
        legacy's C code, which checks values of `trust_input` and written storage.
        """
        if not isinstance(data, np.ndarray):
            raise ValueError(
                f"expected an ndarray, not {'None' if data is None else type(data).__name__} (values that "
                "are trusted are not converted)"
            )
        if data.dtype.newbyteorder("=") != self.compat_numpy_dtype:
            raise TypeError(
                f"expected an array of dtype {self.dtype}, got dtype {data.dtype} (values that are trusted "
                "are not converted)"
            )
        if data.ndim != self.ndim:
            raise ValueError(self._wrong_rank(data))
        self._check_ones(data)
        return np.asarray(data, dtype=self.compat_numpy_dtype)

    def _wrong_rank(self, data: np.ndarray) -> str:
        return f"Wrong number of dimensions: expected {self.ndim}, got {data.ndim} with shape {data.shape}."

    def _check_ones(self, data: np.ndarray) -> None:
        for length, one in zip(data.shape, self.broadcastable, strict=True):
            if one and length != 1:
                raise TypeError(
                    "Non-unit value on shape on a broadcastable dimension: got an array of shape "
                    f"{data.shape} for the broadcastable pattern {self.broadcastable}."
                )

    @np.errstate(over="ignore", invalid="ignore")  # what a cast loses is found by comparison
    def _convert(self, data: Any, allow_downcast: bool | None) -> np.ndarray:
        if hasattr(data, "owner") and hasattr(data, "type"):
            raise TypeError(
                f"Expected an array-like object, but found a Variable ({data}): maybe you are "
                "trying to call a function on a (possibly shared) variable instead of a numeric array?"
            )
        if allow_downcast:
            return np.asarray(data).astype(self.dtype)
        if isinstance(data, np.ndarray):  # by its dtype; numbers, NumPy's too, are accepted by their value
            if upcast(self.dtype, _name_of(data.dtype)) == self.dtype:
                return np.asarray(data, dtype=self.dtype)
            raise TypeError(
                f"{self} cannot store a value of dtype {data.dtype} without risking loss of precision. "
                "If you do not mind this loss, you can: 1) explicitly cast your data to "
                f'{self.dtype}, or 2) set "allow_input_downcast=True" when calling "function". '
                f"Value: {_short(data)}"
            )
        if allow_downcast is None and isinstance(data, float | np.floating) and self.dtype == config.floatX:
            return np.asarray(data, dtype=self.dtype)
        if type(data) is int and self.dtype == "float64" and abs(data) <= 2**53:
            return np.asarray(data, dtype=self._native)
        up = np.asarray(data)
        if up.dtype == object:
            raise TypeError(f"{self} cannot be made from {_short(data)}: not an array of numbers.")
        if up.dtype == self._native and isinstance(data, list | tuple):  # a new array, which loses nothing
            return up
        down = (up if self._native.kind == "c" else up.real).astype(self.dtype)
        same = down == up
        if up.dtype.kind in "fc":
            same |= (up != up) & (down != down)
        if not np.all(same):
            raise TypeError(
                f"{self} cannot store accurately value {_short(data)}, it would be represented as "
                f"{_short(down)}. If you do not mind this precision loss, you can: 1) explicitly convert "
                f"your data to a numpy array of dtype {self.dtype}, or 2) set "
                '"allow_input_downcast=True" when calling "function".'
            )
        return down

    def convert_variable(self, var: Any) -> Any | None:
        other = var.type
        if other == self:
            return var
        return HOOKS.with_pattern(var, self.broadcastable) if self.compat_is_super(other) else None

    @staticmethod
    def get_shape_info(obj: Any) -> tuple[int, ...]:
        """Return the shape of a value."""
        return tuple(obj.shape)

    def get_size(self, shape_info: Sequence[int]) -> int:
        """Return the bytes of a value of a shape."""
        return int(np.prod(shape_info, dtype=np.int64)) * self.compat_numpy_dtype.itemsize

    def value_zeros(self, shape: Any) -> np.ndarray:
        """Make zeros of this dtype."""
        return np.zeros(shape, self.dtype)

    @staticmethod
    def may_share_memory(a: object, b: object) -> bool:
        return isinstance(a, np.ndarray) and isinstance(b, np.ndarray) and np.may_share_memory(a, b)

    def compat_is_super(self, other: Type) -> bool:
        """Return whether every value of `other` is a value of this type."""
        return (
            isinstance(other, TensorType)
            and other.dtype == self.dtype
            and other.ndim == self.ndim
            and all(not mine or theirs for mine, theirs in zip(self.broadcastable, other.broadcastable, strict=True))
        )

    @staticmethod
    def values_eq(a: np.ndarray, b: np.ndarray, force_same_dtype: bool = True) -> bool:
        a, b = np.asarray(a), np.asarray(b)
        return (
            a.shape == b.shape
            and (not force_same_dtype or a.dtype == b.dtype)
            and np.array_equal(a, b, equal_nan=a.dtype.kind in "fc")
        )

    @staticmethod
    def values_eq_approx(
        a: np.ndarray,
        b: np.ndarray,
        allow_remove_inf: bool = False,
        allow_remove_nan: bool = False,
        rtol: float | None = None,
        atol: float | None = None,
    ) -> bool:
        a, b = np.asarray(a), np.asarray(b)
        if a.shape != b.shape or a.dtype != b.dtype:
            return False
        if a.dtype.kind in "biu":
            return bool((a == b).all())
        usual = ROUNDING.get(a.dtype.name, ROUNDING_ELSE)
        same = np.isclose(
            a, b, rtol=usual[0] if rtol is None else rtol, atol=usual[1] if atol is None else atol, equal_nan=True
        )
        if allow_remove_inf:
            same |= np.isinf(a)  # only `a`, as in legacy
        if allow_remove_nan:
            same |= np.isnan(a)
        return bool(same.all())

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.dtype == other.dtype and self.broadcastable == other.broadcastable  # type: ignore[attr-defined]

    def __hash__(self) -> int:
        return self._hash

    def __str__(self) -> str:
        if self.name:
            return self.name
        kind = _KIND.get(self.broadcastable)
        if kind is None:
            kind = f"{self.ndim}D" if not any(self.broadcastable) else str(self.broadcastable)
        return f"TensorType({self.dtype}, {kind})"

    __repr__ = __str__


SUPPORTED_DTYPES = frozenset(
    "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128".split()
)


def _short(value: np.ndarray | None) -> str:
    text = str(value).replace("\n", " ")
    return text if len(text) < 75 else text[:70] + "..."
