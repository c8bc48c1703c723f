"""Parameters of an Op for its `perform`: `params_type`, a Type whose one value holds them all.

Source: theano.gof.params_type, theano.graph.params_type.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Sequence
from typing import Any, NoReturn

import numpy as np

from ..graph.op import Op
from ..graph.types import Type
from .elementwise.scalar_type import Scalar
from .lists.enumerations import EnumType
from .tensor_types import TensorLike

C_KEYWORDS = frozenset(
    "alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t class compl const "
    "const_cast constexpr continue decltype default delete do double dynamic_cast else enum explicit export extern "
    "false float for friend goto if inline int long mutable namespace new noexcept not not_eq nullptr operator or "
    "or_eq private protected public register reinterpret_cast restrict return short signed sizeof static static_assert "
    "static_cast struct switch template this thread_local throw true try typedef typeid typename union unsigned using "
    "virtual void volatile wchar_t while xor xor_eq _Alignas _Alignof _Atomic _Bool _Complex _Generic _Imaginary "
    "_Noreturn _Pragma _Static_assert _Thread_local".split()
)


class Params(dict):
    """Values by field, also as attributes; immutable.

    params_type: the ParamsType. Keywords: a value for each of its fields.
    """

    def __init__(self, params_type: ParamsType, **kwargs: Any) -> None:
        if not isinstance(params_type, ParamsType):
            raise TypeError(f"Params: 1st constructor argument should be a ParamsType, got {params_type!r}.")
        for field in params_type.fields:
            if field not in kwargs:
                raise TypeError(f'Params: ParamsType attribute "{field}" not in Params args.')
        super().__init__(**kwargs)
        self.__dict__["params_type"] = params_type

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f'Params: attribute "{name}" does not exist.') from None

    def _refuse(self, *given: Any) -> NoReturn:
        raise NotImplementedError("Params is immutable")

    __setattr__ = __setitem__ = __delitem__ = _refuse

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Params)
            and self.__dict__["params_type"] == other.__dict__["params_type"]
            and self.__dict__["params_type"].values_eq(self, other)
        )

    def __hash__(self) -> int:  # type: ignore[override]
        kind = self.__dict__["params_type"]
        values = (self[field] for field in kind.fields)
        return hash((kind, *(v.tobytes() if hasattr(v, "tobytes") else v for v in values)))

    def __reduce__(self) -> Any:
        return _params, (self.__dict__["params_type"], dict(self))

    def __repr__(self) -> str:
        return f"Params({', '.join(f'{k}:{type(self[k]).__name__}:{self[k]}' for k in sorted(self))})"


def _params(kind: ParamsType, values: dict[str, Any]) -> Params:
    return Params(kind, **values)


class ParamsType(Type):
    """Types by field: `ParamsType(k=Scalar("float64"), table=dmatrix)`. Constants of its enumerations are attributes.

    AttributeError for an invalid name, SyntaxError for a C keyword, TypeError for a value that is not a Type.

    A type that is an Op's `params_type` tells which of its attributes its C code reads.
    """

    def __init__(self, **kwargs: Any) -> None:
        if not kwargs:
            raise ValueError("Cannot create ParamsType from empty data.")
        for name, kind in kwargs.items():
            if not re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII):
                raise AttributeError(f'ParamsType: attribute "{name}" should be a valid identifier.')
            if name in C_KEYWORDS:
                raise SyntaxError(
                    f'ParamsType: "{name}" is a potential C/C++ keyword and should not be used as attribute name.'
                )
            if not isinstance(kind, Type):
                raise TypeError(
                    f'ParamsType: attribute "{name}" should inherit from Theano Type, got "{type(kind).__name__}".'
                )
        self.fields = tuple(sorted(kwargs))
        self.types = tuple(kwargs[field] for field in self.fields)
        self.length = len(self.fields)
        self.name = self.generate_struct_name()
        self._constants: dict[str, Any] = {}
        self._aliases: dict[str, Any] = {}
        for enum in (t for t in self.types if isinstance(t, EnumType)):
            by_alias = {alias: enum.fromalias(alias) for alias in enum.aliases}
            for what, known, new in (("names", self._constants, enum), ("aliases", self._aliases, by_alias)):
                if known.keys() & new.keys():
                    raise AttributeError(f"ParamsType: found different enum types with common constants {what}.")
                known.update(new)
        if self._aliases.keys() & self._constants.keys():
            raise AttributeError("ParamsType: found aliases that have same names as constants.")

    def generate_struct_name(self) -> str:
        """Return a name for the struct in C, equal for equal fields and types."""
        parts = (",".join(map(str, part)) for part in (self.fields, self.types))
        return "_Params_" + "_".join(hashlib.sha256(part.encode()).hexdigest() for part in parts)

    def __getattr__(self, name: str) -> Any:
        if name in self.__dict__.get("_constants", ()):
            return self._constants[name]
        raise AttributeError(f"{type(self).__name__} has no attribute {name!r}.")

    def has_type(self, theano_type: Type) -> bool:
        """Return whether a field has that type."""
        return theano_type in self.types

    def get_type(self, field_name: str) -> Any:
        """Return the type of a field. ValueError if there is none of that name."""
        return self.types[self.fields.index(field_name)]

    def get_field(self, theano_type: Type) -> str:
        """Return the first field of that type. ValueError if there is none."""
        return self.fields[self.types.index(theano_type)]

    def get_enum(self, key: str) -> Any:
        """Return a constant of the enumerations. KeyError if there is none of that name."""
        return self._constants[key]

    def enum_from_alias(self, alias: str) -> Any:
        """Return a constant by its alias or name."""
        return self._aliases[alias] if alias in self._aliases else self._constants[alias]

    def extended(self, **kwargs: Any) -> ParamsType:
        """Return a ParamsType with these fields added; they replace fields of the same names."""
        return ParamsType(**{**dict(zip(self.fields, self.types, strict=True)), **kwargs})

    def get_params(self, *objects: Op, **kwargs: Any) -> Params:
        """Return the fields' values, from attributes of `objects` or from keywords; the last one wins.

        Values are converted to the field's type, even with loss of digits. KeyError for a field without a value.
        """
        found = {field: getattr(owner, field) for owner in objects for field in self.fields if hasattr(owner, field)}
        found |= {field: kwargs[field] for field in self.fields if field in kwargs}
        return Params(self, **{field: self._filtered(field, found[field], False, True) for field in self.fields})

    def _filtered(self, field: str, value: Any, strict: bool, allow_downcast: bool | None) -> Any:
        kind = self.get_type(field)
        if isinstance(kind, Scalar) and hasattr(value, "dtype"):
            value = np.asarray(value)  # a Scalar accepts NumPy numbers even if strict
        try:
            value = kind.filter(value, strict=strict, allow_downcast=allow_downcast)
        except ValueError as error:
            raise TypeError(f"ParamsType: {field}: {error}") from None
        return value[()] if isinstance(kind, Scalar) else value

    def filter(self, data: object, strict: bool = False, allow_downcast: bool | None = None) -> Any:
        """Return `data` as Params: a Params, or (not strict) an object with the fields as attributes."""
        if strict and not isinstance(data, Params):
            raise TypeError(f'ParamsType: expected a Params, got "{type(data).__name__}".')
        filtered = {field: self._filtered(field, getattr(data, field), strict, allow_downcast) for field in self.fields}
        return data if strict or isinstance(data, Params) else Params(self, **filtered)

    def _compared(self, how: str, a: TensorLike, b: TensorLike) -> bool:
        return all(
            getattr(kind, how)(getattr(a, field), getattr(b, field))
            for field, kind in zip(self.fields, self.types, strict=True)
        )

    def values_eq(self, a: TensorLike, b: TensorLike) -> bool:  # type: ignore[override]
        return self._compared("values_eq", a, b)

    def values_eq_approx(self, a: TensorLike, b: TensorLike) -> bool:  # type: ignore[override]
        return self._compared("values_eq_approx", a, b)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and (self.fields, self.types) == (other.fields, other.types)  # type: ignore[attr-defined]

    def __hash__(self) -> int:
        return hash((type(self), self.fields, self.types))

    def __repr__(self) -> str:
        return f"ParamsType<{', '.join(f'{f}:{t}' for f, t in zip(self.fields, self.types, strict=True))}>"

    __str__ = __repr__


class CDataType(Type):
    """A pointer to a C object, a PyCapsule in Python.

    ctype: the type of the pointer in C. freefunc: the name of the C function that frees it. headers, header_dirs,
    libraries, lib_dirs, compile_args, extra_support_code: what its C code needs. version: of that code.
    """

    _cdata_type = type(datetime.datetime_CAPI)  # type: ignore[attr-defined]

    def __init__(
        self,
        ctype: str,
        freefunc: str | None = None,
        headers: Sequence[str] = (),
        header_dirs: Sequence[str] = (),
        libraries: Sequence[str] = (),
        lib_dirs: Sequence[str] = (),
        compile_args: Sequence[str] = (),
        extra_support_code: str = "",
        version: int | tuple[int, ...] | None = None,
    ) -> None:
        if not isinstance(ctype, str):
            raise TypeError(f"CDataType takes the name of a type of C, got {ctype!r}.")
        self.ctype, self.freefunc, self.version = ctype, freefunc, version
        self.headers, self.header_dirs, self.libraries = tuple(headers), tuple(header_dirs), tuple(libraries)
        self.lib_dirs, self.compile_args = tuple(lib_dirs), tuple(compile_args)
        self.extra_support_code = extra_support_code

    def filter(self, data: object, strict: bool = False, allow_downcast: bool | None = None) -> Any:
        if data is not None and not isinstance(data, self._cdata_type):
            raise TypeError(f"expected None or a PyCapsule, got a {type(data).__name__}")
        return data

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), self.ctype, self.freefunc))

    def __repr__(self) -> str:
        return f"CDataType{{{self.ctype}}}"
