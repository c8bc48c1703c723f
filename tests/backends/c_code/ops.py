"""Ops that have C code and no `perform`, as the old libraries' guide and packages write them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.old.theano.gof import COp, EnumList, Generic, OpenMPOp, ParamsType
from theano_compat.theano_api.scalar import Scalar

SECTIONS = str(Path(__file__).with_name("scaled.c"))
LIKE = """
    npy_intp n = PyArray_DIM(%(x)s, 0);
    if (%(z)s == NULL || PyArray_DIM(%(z)s, 0) != n) {
        Py_XDECREF(%(z)s);
        %(z)s = (PyArrayObject *) PyArray_EMPTY(1, &n, %(number)s, 0);
        if (%(z)s == NULL) { %(fail)s }
    }
"""


class OneVector(theano.Op):
    """What the others share: a vector in, one like it out."""

    __props__ = ()

    def make_node(self, x):
        x = tt.as_tensor_variable(x)
        return theano.Apply(self, [x], [x.type()])

    def infer_shape(self, node, shapes):
        return [shapes[0]]

    def words(self, node, inputs, outputs, sub, **more):
        number = node.outputs[0].type.dtype_specs()[2]
        return {"x": inputs[0], "z": outputs[0], "number": number, "fail": sub["fail"], **more}


class CopiedAsAWhole(OneVector):
    """Reads its input as one piece of memory, and refuses any other."""

    def c_code(self, node, name, inputs, outputs, sub):
        return (
            LIKE
            + """
    if (!PyArray_IS_C_CONTIGUOUS(%(x)s)) {
        PyErr_SetString(PyExc_ValueError, "input must be C contiguous");
        %(fail)s
    }
    memcpy(PyArray_DATA(%(z)s), PyArray_DATA(%(x)s), PyArray_NBYTES(%(x)s));
"""
        ) % self.words(node, inputs, outputs, sub)


class Doubled(OneVector):
    """Fails on five elements; its gradient is itself."""

    def grad(self, inputs, gradients):
        return [self(gradients[0])]

    def c_support_code_apply(self, node, name):
        return f"static double of_{name}(double a) {{ return 2 * a; }}"

    def c_code(self, node, name, inputs, outputs, sub):
        return (
            LIKE
            + """
    if (n == 5) { PyErr_SetString(PyExc_KeyError, "five elements"); %(fail)s; }
    for (npy_intp i = 0; i < n; i++)
        *(dtype_%(z)s *) PyArray_GETPTR1(%(z)s, i) = of_%(name)s(*(dtype_%(x)s *) PyArray_GETPTR1(%(x)s, i));
"""
        ) % self.words(node, inputs, outputs, sub, name=name)

    def c_code_cache_version(self):
        return (1,)


class DoubledByPython(Doubled):
    """Says in its `perform` that only C computes it."""

    def perform(self, node, inputs, outputs):
        raise NotImplementedError("Only the C version is implemented")


class Cosine(OneVector):
    """With headers, libraries and options."""

    def c_headers(self, c_compiler):
        return ["<cmath>", "vector"]

    def c_libraries(self):
        return ["m"]

    def c_compile_args(self, **kwargs):
        return ["-std=c++11", "-DSHIFT=1", "-Werror"]

    def c_no_compile_args(self):
        return ["-Werror"]

    def c_code(self, node, name, inputs, outputs, sub):
        return (
            LIKE
            + """
    std::vector<double> values(n);
    for (npy_intp i = 0; i < n; i++) values[i] = std::cos(*(double *) PyArray_GETPTR1(%(x)s, i)) + SHIFT;
    for (npy_intp i = 0; i < n; i++) *(double *) PyArray_GETPTR1(%(z)s, i) = values[i];
"""
        ) % self.words(node, inputs, outputs, sub)


class Counted(OneVector):
    """With a state for each application, which is begun and ended."""

    def c_support_code_struct(self, node, name):
        return "double *calls;"

    def c_init_code_struct(self, node, name, sub):
        return f"calls = (double *) malloc(sizeof(double)); if (!calls) {sub['fail']}; *calls = 0;"

    def c_cleanup_code_struct(self, node, name):
        return "free(calls);"

    def c_code(self, node, name, inputs, outputs, sub):
        return (
            LIKE
            + """
    *calls += 1;
    for (npy_intp i = 0; i < n; i++)
        *(double *) PyArray_GETPTR1(%(z)s, i) = *calls * *(double *) PyArray_GETPTR1(%(x)s, i);
"""
        ) % self.words(node, inputs, outputs, sub)


class SumAndRange(OneVector):
    """Two outputs, a number among them, and a number beside the vector."""

    def make_node(self, x, k):
        x = tt.as_tensor_variable(x)
        return theano.Apply(self, [x, theano.scalar.as_scalar(k)], [Scalar("float64")(), x.type()])

    def infer_shape(self, node, shapes):
        return [(), shapes[0]]

    def c_code(self, node, name, inputs, outputs, sub):
        (x, k), (total, z) = inputs, outputs
        words = {"x": x, "k": k, "total": total, "z": z, "number": "NPY_FLOAT64", "fail": sub["fail"]}
        return (
            LIKE
            + """
    %(total)s = %(k)s;
    for (npy_intp i = 0; i < n; i++) {
        %(total)s += *(double *) PyArray_GETPTR1(%(x)s, i);
        *(double *) PyArray_GETPTR1(%(z)s, i) = i;
    }
"""
        ) % words


class ByObject(OneVector):
    """With any Python object as its parameter."""

    params_type = Generic()

    def get_params(self, node):
        return {"factor": 3.0}

    def c_code(self, node, name, inputs, outputs, sub):
        return (
            LIKE
            + """
    double factor = PyFloat_AsDouble(PyDict_GetItemString(%(params)s, "factor"));
    for (npy_intp i = 0; i < n; i++)
        *(double *) PyArray_GETPTR1(%(z)s, i) = factor * *(double *) PyArray_GETPTR1(%(x)s, i);
"""
        ) % self.words(node, inputs, outputs, sub, params=sub["params"])


class Threaded(OpenMPOp, OneVector):
    """With OpenMP where that is wanted."""

    __props__ = ("openmp",)

    def c_code(self, node, name, inputs, outputs, sub):
        return (
            LIKE
            + """
#ifdef _OPENMP
    double factor = 2;
#else
    double factor = 1;
#endif
    for (npy_intp i = 0; i < n; i++)
        *(double *) PyArray_GETPTR1(%(z)s, i) = factor * *(double *) PyArray_GETPTR1(%(x)s, i);
"""
        ) % self.words(node, inputs, outputs, sub)


class Scaled(COp):
    """C in a file with sections, parameters of several kinds."""

    __props__ = ("factor", "mode")
    params_type = ParamsType(factor=Scalar("float64"), mode=EnumList("PLAIN", "RAISED"), table=tt.dvector)

    def __init__(self, factor, mode):
        super().__init__(SECTIONS, "APPLY_SPECIFIC(run)")
        self.factor, self.mode, self.table = factor, mode, np.array([1000.0])

    def make_node(self, x):
        x = tt.as_tensor_variable(x)
        return theano.Apply(self, [x], [x.type()])

    def infer_shape(self, node, shapes):
        return shapes


class InPlace(OneVector):
    """Adds one to its input, and gives it."""

    destroy_map = {0: [0]}

    def c_code(self, node, name, inputs, outputs, sub):
        words = self.words(node, inputs, outputs, sub)
        return """
    Py_XDECREF(%(z)s);
    %(z)s = %(x)s;
    Py_INCREF(%(z)s);
    for (npy_intp i = 0; i < PyArray_DIM(%(x)s, 0); i++) *(double *) PyArray_GETPTR1(%(x)s, i) += 1;
""".replace("%(z)s", words["z"]).replace("%(x)s", words["x"])


class Wrong(OneVector):
    """Does not compile."""

    def c_code(self, node, name, inputs, outputs, sub):
        return "this_is_nowhere_declared();"


class Unexplained(OneVector):
    """Fails without an exception."""

    def c_code(self, node, name, inputs, outputs, sub):
        return sub["fail"]


class OfSparse(OneVector):
    """Takes what C code cannot be given here."""

    def make_node(self, x):
        return theano.Apply(self, [theano.sparse.as_sparse_variable(x)], [tt.dvector()])

    def c_code(self, node, name, inputs, outputs, sub):
        return ""
