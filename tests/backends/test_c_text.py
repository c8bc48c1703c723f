"""What the emitted C calls, and what a strict compiler says to it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from tests.backends.case import Case
from tests.backends.evaluation import runnable, variables_of
from tests.backends.structural_cases import CASES, FAMILIES
from tests.ops.scan_cases import CASES as LOOPS
from tests.snapshots.kernels import KERNELS
from theano_compat.backends.c import threads
from theano_compat.backends.c.compilers.scipy_blas import BLAS_TYPES
from theano_compat.backends.c.compilers.scipy_pointers import POINTERS
from theano_compat.backends.c.emit import HEAD, PIECES, emit
from theano_compat.backends.c.errors import CannotCompile
from theano_compat.backends.c.passes import parts
from theano_compat.backends.c.support_functions.elementwise import SUPPORT
from theano_compat.backends.c.support_functions.linear_algebra import MATRIX_FUNCTIONS
from theano_compat.compilation.rewriting.preparing import prepare
from theano_compat.differentiate import grad
from theano_compat.functions.function import function
from theano_compat.graph.op import Op
from theano_compat.graph.types import TensorType
from theano_compat.graph.variable import Apply
from theano_compat.ops.elementwise import functions as e
from theano_compat.ops.tensor_op import TensorOp, as_tensor

COMPILER = shutil.which("gcc") or shutil.which("cc")
KEYWORDS = {
    "for",
    "if",
    "sizeof",
    "return",
    "void",
    "int",
    "__attribute__",
    "notinbranch",
    "simd",
    "reduction",
    "defined",
    "_Alignas",
    "vector_size",
    "optimize",
    "__has_builtin",
    "initializer",
}
OURS = {"alloc", "run", "call", "given", "logp", "expand", "set_pointers", "host"}
DECLARED = {n for part in (*HEAD, PIECES) for n in re.findall(r"\b\w+(?=\()", part.text)}
SUPPORTED = {n for known in SUPPORT.values() for n in re.findall(r"\b\w+(?=\()", known.text)}


def family_text(family: str, with_gradients: bool = False) -> str:
    """One C program of all cases of a family."""
    cases = [c for c in runnable(family, "c") if c.limit("c") is None and not c.in_python]
    variables = variables_of(cases, "float64")
    outputs = [as_tensor(o) for c in cases for o in c.outputs([variables[g] for g in c.inputs])]
    if with_gradients:
        for c in (c for c in cases if c.gradient):
            given = [variables[g] for g in c.inputs]
            floats = [o for o in map(as_tensor, c.outputs(given)) if o.dtype.startswith("float")]
            cost = sum(((o * o).sum() for o in floats), as_tensor(np.float64(0)))
            outputs += grad(cost, [given[k] for k in c.float_inputs], disconnected_inputs="ignore")
    return emit(prepare(list(variables.values()), outputs).main).text


def loops_text() -> str:
    """One C program of all scans, with their gradients."""
    inputs, outputs = [], []
    for case in (c for c in LOOPS if c.c):
        given = case.inputs()
        made = case.build(*given)
        inputs += given
        outputs += made
        if case.smooth:
            floats = [v for v in given if v.dtype.startswith("float")]
            outputs += grad(sum(o.sum() for o in made), floats, disconnected_inputs="ignore")
    return emit(prepare(inputs, outputs).main).text


def text_of(name: str) -> str:
    if name == "loops":
        return loops_text()
    if name == "threads":
        return (Path(threads.__file__).parent / "_threads.c").read_text()
    return KERNELS[name]().text if name in KERNELS else family_text(name, with_gradients=True)


@pytest.mark.slow
@pytest.mark.skipif(COMPILER is None, reason="needs gcc")
@pytest.mark.parametrize("name", [*KERNELS, *list(FAMILIES)[::9], "loops", "threads"])
def test_no_warnings(name: str, tmp_path: Path) -> None:
    """A part: `make fidelity SUITE=sanitizers` asks the same of every program that the tests of the tables compile."""
    source = tmp_path / "unit.c"
    source.write_text(text_of(name))
    strict = ["-std=gnu11", "-O1", "-fopenmp-simd", "-Wall", "-Wextra", "-Werror"]
    command = [COMPILER, *strict, "-c", "-o", tmp_path / "unit.o", source]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[:3000]


@pytest.mark.wide(37)
@pytest.mark.parametrize("name", [*(name for name in KERNELS if name != "users_op"), *FAMILIES])
def test_calls_only_what_c_has(name: str) -> None:
    text = KERNELS[name]().text if name in KERNELS else family_text(name)
    called = set(re.findall(r"\b[A-Za-z_]\w*(?=\()", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)))
    known = KEYWORDS | OURS | DECLARED | SUPPORTED | set(MATRIX_FUNCTIONS) | set(POINTERS) | set(BLAS_TYPES)
    known |= {*threads.TYPES}
    known |= set(re.findall(r"\b\w+(?=\()", parts.support(pooled=True)))
    assert "alloc(context, -" not in text  # so would users' Ops be called: see user_ops.py
    # the last two: functions of lanes.h, which a macro names, and of the text itself
    made = r"run(_(loop|then|otherwise|cut|part)\d+)+"
    named = rf"u?int\d+_t|U?INT64_C|__builtin_\w+|compat_(plus|total)_(double|float)|{made}"
    defined = set(re.findall(r"^(?:[A-Z]* ?static [\w ()]*(?=\bcompat_)|#define )(\w+)\(", text, re.MULTILINE))
    rest = {n for n in called - known - defined if not re.fullmatch(named, n)}
    assert rest == set()


@pytest.mark.parametrize("case", [c for _, c in CASES if c.in_python], ids=lambda case: case.name)
def test_what_is_said_to_run_in_python_does(case: Case) -> None:
    """A reason that no longer holds is to be taken off its case: the C text called back, or there was none."""
    variables = [g.variable("float64") for g in case.inputs]
    program = prepare(variables, [as_tensor(o) for o in case.outputs(variables)]).main
    try:
        text = emit(program).text
    except CannotCompile:
        return
    assert "alloc(context, -" in text, f"all of it is C: {case.in_python}"


@pytest.mark.compiler
def test_object_needs_nothing_of_python() -> None:
    x = TensorType("float64", (False, False))()
    f = function([x], [e.exp(x).sum(axis=0), x.T.dot(x)], mode="C")
    assert f.executable.backend == "c"
    assert all(isinstance(node.op, TensorOp) for node in f.executable.partitioned.main.nodes)
    path = f.executable.run.library._name
    listed = subprocess.run(["nm", "-D", "--undefined-only", path], capture_output=True, text=True)
    if listed.returncode == 0:
        assert not [n for n in listed.stdout.split() if n.startswith(("Py", "_Py"))]


class Doubled(Op):
    """An Op of a user: Python code alone."""

    __props__ = ()

    def make_node(self, x: object) -> Apply:
        x = as_tensor(x)
        return Apply(self, [x], [x.type()])

    def perform(self, node: Apply, inputs: list[np.ndarray], outputs: list[list[np.ndarray]]) -> None:
        outputs[0][0] = inputs[0] * 2


class Known(Doubled):
    """One that says what shape it gives."""

    def infer_shape(self, node: Apply, shapes: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
        return [shapes[0]]


@pytest.mark.compiler
def test_an_op_of_the_user_is_called_back() -> None:
    x = TensorType("float64", (False,))()
    f = function([x], Known()(x) + 1, mode="C")
    assert f.executable.backend == "c"
    text = f.executable.run.unit.text
    assert text.count("alloc(context, -1,") == 1 and "alloc(context, -2," not in text
    np.testing.assert_array_equal(f(np.arange(3.0)), [1.0, 3.0, 5.0])


@pytest.mark.compiler
def test_an_op_of_unknown_shape_stands_between_compiled_pieces() -> None:
    x = TensorType("float64", (False,))()
    f = function([x], Doubled()(x) + 1, mode="C")
    assert f.executable.backend == "c"
    np.testing.assert_array_equal(f(np.arange(3.0)), [1.0, 3.0, 5.0])


def test_jax_calls_back_only_for_ops_of_users() -> None:
    jax = pytest.importorskip("jax")
    from theano_compat.backends.jax import pure
    from theano_compat.backends.jax_package import x64

    x = TensorType("float64", (False,))()
    i = TensorType("int64", (False,))()
    arrays = np.arange(4.0), np.array([0, 2, 2])
    ours = e.exp(x)[i].sum() + x.max() + x.dot(x)
    with x64(jax):
        plain = jax.jit(pure(prepare([x, i], [ours]).main)).lower(*arrays).as_text()
        theirs = jax.jit(pure(prepare([x], [Known()(x) + 1]).main)).lower(arrays[0]).as_text()
    assert "callback" not in plain and "callback" in theirs
