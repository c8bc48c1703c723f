"""Functions of `theano.scalar` that say of which type an output is. Expected: Theano 1.0.5 and Theano-PyMC 1.1.2."""

import numpy as np
import pytest

from tests.seldom_used import agree, check
from theano_compat.theano_api import function, scalar, tensor

NUMBERS = "int8 int32 float16 float32 float64"
COMPLEX = "complex argument not supported"

# name -> what comes in -> what comes out; TypeError with a text is a tuple
ONE = {
    "same_out": {d: d for d in f"bool {NUMBERS} complex64 complex128".split()},
    "same_out_min8": {"bool": "int8", **{d: d for d in f"{NUMBERS} complex64".split()}},
    "same_out_float_only": {
        **{d: d for d in ("float16", "float32", "float64")},
        **dict.fromkeys(("bool", "int32", "complex64"), ("only float type are supported",)),
    },
    "same_out_nobool": {"bool": ("bool input not supported",), **{d: d for d in f"{NUMBERS} complex64".split()}},
    "same_out_nocomplex": {
        **{d: d for d in f"bool {NUMBERS}".split()},
        "complex64": (COMPLEX,),
        "complex128": (COMPLEX,),
    },
    "real_out": {**{d: d for d in f"bool {NUMBERS}".split()}, "complex64": "float32", "complex128": "float64"},
}
UPCAST = {
    "bool int8": "int8",
    "int8": "int8",
    "uint8 int8": "int16",
    "int64": "int64",
    "float32 int8": "float32",
    "float32 int32": "float64",
    "float16": "float16",
}
FLOAT = {
    "bool": "float32",
    "bool bool": "float32",
    "uint8 int8": "float32",
    "int32": "float64",
    "float32 int32": "float64",
    "float16": "float16",
    "float32": "float32",
}
ALWAYS = ("bool", "int8 int32", "float16", "float32", "float64")
SEVERAL = {
    "upcast_out": {**UPCAST, "bool": "bool", "complex128 int8": "complex128"},
    "upcast_out_min8": {**UPCAST, "bool": "int8", "bool bool": "int8", "complex64": "complex64"},
    "upcast_out_nobool": {**UPCAST, "bool": ("bool output not supported",), "complex64": "complex64"},
    "upcast_out_no_complex": {**UPCAST, "bool bool": "bool", "complex128 int8": ("complex type are not supported",)},
    "upgrade_to_float": {**FLOAT, "complex64": "complex64"},
    "upgrade_to_float_no_complex": {**FLOAT, "complex128 int8": (COMPLEX,)},
    "upgrade_to_float64": {d: "float64" for d in (*ALWAYS, "complex64")},
    "int_out": {d: "int64" for d in (*ALWAYS, "complex64")},
    "int_out_nocomplex": {**{d: "int64" for d in ALWAYS}, "complex64": (COMPLEX,)},
    "float_out": {d: "float64" for d in (*ALWAYS, "complex64")},
    "float_out_nocomplex": {**{d: "float64" for d in ALWAYS}, "complex64 int8": (COMPLEX,)},
}
ROWS = [(name, given, out) for name, table in {**ONE, **SEVERAL}.items() for given, out in table.items()]


@pytest.mark.parametrize("name, given, out", ROWS)
def test_result_type(name, given, out):
    expected = TypeError(*out) if isinstance(out, tuple) else (scalar.Scalar(out),)
    check(f"theano.scalar.{name}", lambda f: f(*map(scalar.Scalar, given.split())), expected)


@pytest.mark.parametrize("name", ONE)
def test_of_one_input(name):
    with pytest.raises(TypeError, match="positional argument"):
        getattr(scalar, name)(scalar.int8, scalar.int8)


@pytest.mark.parametrize(
    "name, dtype", [("upgrade_to_float64", "float64"), ("upcast_out", "float32"), ("int_out", "int64")]
)
def test_preference_of_a_users_op(name, dtype):
    class Plus(scalar.BinaryScalarOp):
        def impl(self, x, y):
            return x + y

    x = tensor.fvector("x")
    z = tensor.Elemwise(Plus(getattr(scalar, name), name="plus"))(x, x)
    agree(function([x], z)(np.array([1.5, 2], dtype="float32")), np.array([3, 4], dtype=dtype))
    assert z.dtype == dtype


def test_types_by_dtype():
    assert scalar.get_scalar_type("int8") is scalar.get_scalar_type("int8") == scalar.int8
    assert scalar.basic.get_scalar_type("float64")("x").dtype == "float64"
    for wrong in ("str", "blah"):
        with pytest.raises(TypeError):
            scalar.get_scalar_type(wrong)
