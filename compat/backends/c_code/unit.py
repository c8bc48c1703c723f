"""The C++ of one application of an Op: the text of a unit, and the options to compile it with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...graph.op import Op
from ...graph.variable import Apply
from ..c.errors import CannotCompile
from .asking import ask, listed
from .values import CValue, c_value

NAME = "node"  # stands for the application in names that its code makes
PARAMS = "compat_params"
FAIL = (
    "{ compat_failed = 1; if (!PyErr_Occurred()) PyErr_SetString(PyExc_RuntimeError, "
    '"Unexpected error in an Op\'s C code. No Python exception was set."); goto compat_end; }'
)

# replaces Theano's own headers
BEGIN = """
#include <Python.h>
#include <iostream>
#include <complex>
#include <math.h>
#include <string.h>
#include <numpy/arrayobject.h>
#include <numpy/arrayscalars.h>
#include <numpy/halffloat.h>
#ifndef THEANO_EXTERN
#define THEANO_EXTERN extern "C"
#define THEANO_HIDDEN
#define THEANO_PROTECTED
#define THEANO_RTLD_GLOBAL
#endif
#ifndef PyInt_AsLong
#define PyInt_Check PyLong_Check
#define PyInt_AsLong PyLong_AsLong
#define PyInt_FromLong PyLong_FromLong
#define PyNumber_Int PyNumber_Long
#endif
"""

HELPERS = """
static PyObject *compat_object(PyObject *value) {
    if (!value) { value = Py_None; }
    Py_INCREF(value);
    return value;
}
static inline PyObject *compat_number_of(void *number, int type) {
    PyObject *array = PyArray_SimpleNew(0, NULL, type);
    if (array) memcpy(PyArray_DATA((PyArrayObject *) array), number, PyArray_ITEMSIZE((PyArrayObject *) array));
    return array;
}
"""

STRUCT = """
struct compat_node {
%(params)s
int compat_begun;
%(support)s

compat_node() : compat_begun(0) {}

int begin(PyObject *compat_given) {
    int compat_failed = 0;
%(begun)s
    if (PyErr_Occurred()) return 1;
    compat_begun = 1;
    {
%(init)s
    }
compat_end:
    return compat_failed;
}

~compat_node() {
    if (compat_begun) {
%(cleanup)s
    }
    %(params_released)s
}

PyObject *run(PyObject *compat_inputs) {
    int compat_failed = 0;
    PyObject *compat_results = NULL;
%(declared)s
%(extracted)s
    {
%(code)s
    }
compat_end:
    {
%(code_cleanup)s
    }
    if (!compat_failed) {
        compat_results = PyTuple_New(%(n_outputs)s);
        %(given_back)s
    }
%(released)s
    return compat_results;
}
};
"""

END = """
static void compat_free(PyObject *capsule) {
    delete (compat_node *) PyCapsule_GetPointer(capsule, NULL);
}

extern "C" int compat_load(void) {
    int compat_failed = 0;
    if (_import_array() < 0) return -1;
    {
%(init_code)s
    }
compat_end:
    return compat_failed ? -1 : 0;
}

extern "C" PyObject *compat_make(PyObject *params) {
    compat_node *made = new compat_node();
    if (made->begin(params)) {
        delete made;
        return NULL;
    }
    return PyCapsule_New(made, NULL, compat_free);
}

extern "C" PyObject *compat_run(PyObject *capsule, PyObject *inputs) {
    return ((compat_node *) PyCapsule_GetPointer(capsule, NULL))->run(inputs);
}
"""


@dataclass(frozen=True)
class CUnit:
    """The C++ `text`, and compiler options and libraries, which go before and after the file."""

    text: str
    options: tuple[str, ...]
    libraries: tuple[str, ...]


def unit_of(node: Apply) -> CUnit:
    """Return the unit of an application. CannotCompile if it has inputs or outputs that C code cannot handle here."""
    op: Any = node.op
    if ask(op, "c_compiler", otherwise=None) is not None:
        raise CannotCompile(f"{op} asks for a compiler of its own (`c_compiler`), such as nvcc, which is not supported")
    names_in = [f"V{i + 1}" for i in range(len(node.inputs))]
    names_out = [f"Z{i + 1}" for i in range(len(node.outputs))]
    inputs = [c_value(v.type, name) for v, name in zip(node.inputs, names_in, strict=True)]
    outputs = [c_value(v.type, name) for v, name in zip(node.outputs, names_out, strict=True)]
    kind = getattr(op, "params_type", None)
    params = c_value(kind, PARAMS) if kind is not None else None
    sub = {"fail": FAIL} | ({"params": PARAMS} if params is not None else {})
    supports = [value.support for value in (*inputs, *outputs, *([params] if params else []))]
    text = "\n".join(
        [
            BEGIN,
            *map(_include, headers_of(node)),
            *dict.fromkeys(supports),
            HELPERS,
            ask(op, "c_support_code", otherwise=""),
            ask(op, "c_support_code_apply", node, NAME, otherwise=""),
            _struct(op, node, params, inputs, outputs, names_in, names_out, sub),
            END.replace("%(init_code)s", _init_code(op, node)),
        ]
    )
    refused = set(listed(op, "c_no_compile_args"))
    folders = [f"-I{folder}" for folder in (*listed(op, "c_header_dirs"), *_of_pointers(node, "header_dirs"))]
    options = [o for o in (*listed(op, "c_compile_args"), *_of_pointers(node, "compile_args")) if o not in refused]
    searched = [*listed(op, "c_lib_dirs"), *_of_pointers(node, "lib_dirs")]
    libraries = [f"-l{name}" for name in (*listed(op, "c_libraries"), *_of_pointers(node, "libraries"))]
    found_in = [word for folder in searched for word in (f"-L{folder}", f"-Wl,-rpath,{folder}")]
    return CUnit(text, (*folders, *options), (*found_in, *libraries))


def _include(header: str) -> str:
    return f"#include {header}" if header.startswith(("<", '"')) else f'#include "{header}"'


def headers_of(node: Apply) -> list[str]:
    """Return the headers that an application asks for, each once."""
    return list(dict.fromkeys([*listed(node.op, "c_headers"), *_of_pointers(node, "headers")]))


def _of_pointers(node: Apply, what: str) -> list[str]:
    """Return what the C types of its values list, such as headers, if their values are pointers to C objects."""
    return [text for v in (*node.inputs, *node.outputs) for text in getattr(v.type, what, ()) or ()]


def _init_code(op: Op, node: Apply) -> str:
    """Return the code that runs once, when the object is loaded."""
    lines = [*listed(op, "c_init_code"), ask(op, "c_init_code_apply", node, NAME, otherwise="")]
    return "\n".join(lines)


def _struct(
    op: Any,
    node: Apply,
    params: CValue | None,
    inputs: list[CValue],
    outputs: list[CValue],
    names_in: list[str],
    names_out: list[str],
    sub: dict[str, str],
) -> str:
    """Return the struct with the state of an application, and the functions that initialise, run and clean up."""
    extracted = "\n".join(
        f"{{ PyObject *compat_given = PyTuple_GET_ITEM(compat_inputs, {i}); {value.extract('compat_given')} }}\n"
        "if (PyErr_Occurred()) { compat_failed = 1; goto compat_end; }"
        for i, value in enumerate(inputs)
    )
    given_back = "\n".join(
        f"PyTuple_SET_ITEM(compat_results, {i}, {value.hand_back});" for i, value in enumerate(outputs)
    )
    return STRUCT % {
        "params": "" if params is None else params.declare,
        "support": ask(op, "c_support_code_struct", node, NAME, otherwise=""),
        "begun": "" if params is None else f"{params.empty}\n{params.extract('compat_given')}",
        "init": ask(op, "c_init_code_struct", node, NAME, dict(sub), otherwise=""),
        "cleanup": ask(op, "c_cleanup_code_struct", node, NAME, otherwise=""),
        "params_released": "" if params is None else params.release,
        "declared": "\n".join(f"{value.declare} {value.empty}" for value in (*inputs, *outputs)),
        "extracted": extracted,
        "code": op.c_code(node, NAME, list(names_in), list(names_out), dict(sub)),
        "code_cleanup": ask(op, "c_code_cleanup", node, NAME, list(names_in), list(names_out), dict(sub), otherwise=""),
        "n_outputs": len(outputs),
        "given_back": given_back,
        "released": "\n".join(value.release for value in (*inputs, *outputs)),
    }
