"""How a value of a type is represented in C: its declaration, and its conversion from and to a Python object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ...graph.types import Generic, TensorType, Type
from ...ops.c_types import c_type
from ...ops.elementwise.scalar_type import Scalar
from ...ops.lists.enumerations import CEnumType, EnumType
from ...ops.op_parameters import CDataType, ParamsType
from ..c.errors import CannotCompile


@dataclass(frozen=True)
class CValue:
    """C code for one named value.

    declare: declares it; `empty` initialises it. extract: (name of a Python object, a borrowed reference) -> code that
    sets it, or an exception. hand_back: an expression for a new reference to it, as an output. release: frees what it
    holds. support: code before all functions.
    """

    declare: str
    empty: str
    extract: Callable[[str], str]
    hand_back: str
    release: str = ""
    support: str = ""


def c_value(kind: Type, name: str) -> CValue:
    """Return the C of a value of type `kind`, called `name`. CannotCompile for a type without one."""
    for known, make in _BY_TYPE:
        if isinstance(kind, known):
            return make(kind, name)
    raise CannotCompile(f"a value of {kind} (`{type(kind).__name__}`) cannot be passed to C code")


def _number(kind: Scalar, name: str) -> CValue:
    if kind.dtype.startswith("complex") or kind.dtype == "float16":
        raise CannotCompile(f"a number of {kind.dtype} cannot be passed to C code as a Scalar: pass it as a tensor")
    kept = f"NPY_{kind.dtype.upper()}"
    return CValue(
        f"npy_{kind.dtype} {name}; typedef npy_{kind.dtype} dtype_{name};",
        f"{name} = 0;",
        lambda given: (
            f"""{{
    PyArrayObject *compat_number = (PyArrayObject *) PyArray_FROM_OTF({given}, {kept}, NPY_ARRAY_FORCECAST);
    if (compat_number) {{
        {name} = *(npy_{kind.dtype} *) PyArray_DATA(compat_number);
        Py_DECREF(compat_number);
    }}
}}"""
        ),
        f"compat_number_of(&{name}, {kept})",
    )


def _array(kind: TensorType, name: str) -> CValue:
    number = f"NPY_{kind.dtype.upper()}"
    return CValue(
        f"PyArrayObject *{name}; typedef npy_{kind.dtype} dtype_{name};",
        f"{name} = NULL;",
        lambda given: (
            f"""if (PyArray_Check({given}) && PyArray_TYPE((PyArrayObject *) {given}) == {number}) {{
    {name} = (PyArrayObject *) {given};
    Py_INCREF({name});
}} else {{
    PyErr_SetString(PyExc_TypeError, "expected an array of {kind.dtype}");
}}"""
        ),
        f"compat_object((PyObject *) {name})",
        f"Py_XDECREF({name});",
    )


def _object(kind: Generic, name: str) -> CValue:
    return CValue(
        f"PyObject *{name};",
        f"{name} = NULL;",
        lambda given: f"{name} = {given}; Py_INCREF({name});",
        f"compat_object({name})",
        f"Py_XDECREF({name});",
    )


def _pointer(kind: CDataType, name: str) -> CValue:
    free = kind.freefunc
    support = kind.extra_support_code
    destructor = "NULL"
    if free:
        destructor = f"compat_free_{free}"
        support += f"""
static void {destructor}(PyObject *capsule) {{
    {free}(({kind.ctype}) PyCapsule_GetPointer(capsule, NULL));
}}
"""
    return CValue(
        f"{kind.ctype} {name};",
        f"{name} = NULL;",
        lambda given: f"if ({given} != Py_None) {name} = ({kind.ctype}) PyCapsule_GetPointer({given}, NULL);",
        f"compat_object({name} ? PyCapsule_New((void *) {name}, NULL, {destructor}) : NULL)",
        support=support,
    )


def _constant(kind: EnumType, name: str) -> CValue:
    if isinstance(kind, CEnumType):
        cases = "".join(f"    case {number}: {name} = {word}; break;\n" for word, number in kind.items())

        def chosen(given: str) -> str:
            return f"""switch ((int) PyLong_AsLong({given})) {{
{cases}    default: if (!PyErr_Occurred()) PyErr_SetString(PyExc_ValueError, "no constant of the enumeration");
}}"""

        return CValue(f"{kind.ctype} {name};", "", chosen, "NULL")
    defined = "".join(f"#ifndef {word}\n#define {word} {value!r}\n#endif\n" for word, value in kind.items())
    return CValue(
        f"{kind.ctype} {name};",
        f"{name} = 0;",
        lambda given: f"{name} = ({kind.ctype}) PyFloat_AsDouble({given});",
        "NULL",
        support=defined,
    )


def _record(kind: ParamsType, name: str) -> CValue:
    """Return the C of a pointer to a struct with the fields, which lives as long as the object."""
    values = [(field, c_value(part, f"{name}_{field}")) for field, part in zip(kind.fields, kind.types, strict=True)]
    fields = "".join(f"    {c_type(part)} {field};\n" for field, part in zip(kind.fields, kind.types, strict=True))
    struct = f"#ifndef COMPAT{kind.name}\n#define COMPAT{kind.name}\nstruct {kind.name} {{\n{fields}}};\n#endif\n"

    def all_fields(given: str) -> str:
        return "\n".join(
            f"""if (!PyErr_Occurred()) {{
    PyObject *compat_field = PyObject_GetAttrString({given}, "{field}");
    if (compat_field) {{
        {value.extract("compat_field")}
        {name}_struct.{field} = {name}_{field};
        Py_DECREF(compat_field);
    }}
}}"""
            for field, value in values
        )

    return CValue(
        f"{kind.name} {name}_struct; {kind.name} *{name};\n" + "\n".join(value.declare for _, value in values),
        f"{name} = &{name}_struct;\n" + "\n".join(value.empty for _, value in values),
        all_fields,
        "NULL",
        "\n".join(value.release for _, value in values),
        "".join(value.support for _, value in values) + struct,
    )


_BY_TYPE: tuple[tuple[Any, Callable[[Any, str], CValue]], ...] = (
    (Scalar, _number),
    (TensorType, _array),
    (ParamsType, _record),
    (EnumType, _constant),
    (CDataType, _pointer),
    (Generic, _object),
)
