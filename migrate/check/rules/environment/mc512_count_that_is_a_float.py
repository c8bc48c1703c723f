"""MC512: a quotient, or a number with a point, where a whole number is wanted."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import Fix, changed, end_of, start_of
from ...names.coverage import Coverage
from ...names.kinds import BYTES, FLOAT, INT, LIST, QUOTIENT, RANGE, TEXT, TUPLE, kinds_in
from ...names.module import Module
from ...names.values import ARRAY, FRAME, SERIES
from ..rule import Hit, Rule

RULE = Rule(
    code="MC512",
    severity="breaks",
    title="float where a whole number is wanted",
    why="range, slices, np.zeros, reshape and their like refuse floats, which `/` always gives in Python 3: TypeError."
    " np.linspace took them until NumPy 1.17, and does again under theano-compat.",
    do="Write `//`, or the number without its point.",
    unsafe=True,
    words=tuple(
        "zeros ones empty eye identity full tile range reshape linspace logspace geomspace factorial random"
        " subplot subplots histogram hist islice".split()
    ),
)

BEFORE = """
import numpy as np
n = 10
np.zeros(n / 2)  # MC512
np.ones((n / 2, 3))  # MC512
range(n / 2)  # MC512
np.zeros(n // 2)
np.zeros(int(n / 2))
np.linspace(0, 1, n / 2)  # MC512
np.linspace(0, 1, num=5.0)  # MC512
np.empty(shape=(n / 2, 3))  # MC512
range(0, n / 2, 2)  # MC512
x = np.zeros(n)[: n / 2]  # MC512
np.random.normal(size=(n / 2, 3))  # MC512
np.ones(2.0)  # MC512
np.r_[0 : 1 / 3]
half = len(a) / 2
a[:half], a[half], b[half], b[half:], np.ones(4)[0, half]  # MC512 MC512 MC512 MC512
np.ones(half), np.random.randn(half, 3), [0] * half  # MC512 MC512 MC512
np.ones(4)[1.0:], b[1.0:], [1, 2][1.0]  # MC512 MC512
even = int(len(a) / 2)
a[:even], a[even], a[: int(half)]
"""
AFTER = """
import numpy as np
n = 10
np.zeros(n // 2)
np.ones((n // 2, 3))
range(n // 2)
np.zeros(n // 2)
np.zeros(int(n / 2))
np.linspace(0, 1, n // 2)
np.linspace(0, 1, num=5.0)  # MC512
np.empty(shape=(n // 2, 3))
range(0, n // 2, 2)
x = np.zeros(n)[: n // 2]
np.random.normal(size=(n // 2, 3))
np.ones(2.0)  # MC512
np.r_[0 : 1 / 3]
half = len(a) / 2
a[:half], a[half], b[half], b[half:], np.ones(4)[0, half]  # MC512 MC512 MC512 MC512
np.ones(half), np.random.randn(half, 3), [0] * half  # MC512 MC512 MC512
np.ones(4)[1.0:], b[1.0:], [1, 2][1.0]  # MC512 MC512
even = int(len(a) / 2)
a[:even], a[even], a[: int(half)]
"""
MAKERS = {f"numpy.{name}" for name in ("zeros", "ones", "empty", "eye", "identity")}
# Positions and keywords of counts.
COUNTS = {
    **dict.fromkeys(MAKERS - {"numpy.eye", "numpy.identity"}, (0, "shape")),
    **dict.fromkeys(("numpy.linspace", "numpy.logspace", "numpy.geomspace"), (2, "num")),
    "numpy.eye": (0, "N"),
    "numpy.identity": (0, "n"),
    "numpy.tile": (1, "reps"),
    "numpy.reshape": (1, "newshape"),
    "numpy.full": (0, "shape"),
    "math.factorial": (0, "x"),
    "numpy.bincount": (2, "minlength"),
    "numpy.histogram": (1, "bins"),
    "random.sample": (1, "k"),
    **dict.fromkeys(("matplotlib.pyplot.hist", "matplotlib.axes.Axes.hist"), (1, "bins")),
    **{f"numpy.random.{name}": (1, "size") for name in "choice exponential poisson geometric rayleigh".split()},
    **{
        f"numpy.random.{name}": (2, "size")
        for name in "normal uniform randint beta binomial gamma laplace logistic lognormal multivariate_normal".split()
    },
}
# Functions all of whose arguments by position, from this one on, are counts.
ALL = {
    **dict.fromkeys(("numpy.random.rand", "numpy.random.randn", "matplotlib.pyplot.subplot"), 0),
    **dict.fromkeys(("matplotlib.pyplot.subplots", "matplotlib.figure.Figure.add_subplot"), 0),
    "itertools.islice": 1,
}
ONE_OR_MANY = {"bins", "k"}  # a quotient may be an array of edges, or one of keys
GIVEN_BACK = {"numpy.linspace", "numpy.logspace", "numpy.geomspace"}
SEQUENCES = {LIST, TUPLE, TEXT, BYTES, RANGE}
# Objects whose brackets may hold floats.
FREE = {"r_", "c_", "mgrid", "ogrid", "s_", "index_exp", "loc", "sel", "iloc", "isel", "at"}


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    kinds = kinds_in(module)
    for call in module.of(ast.Call):
        for name, word, one in _counts(module, call):
            kind = kinds.of(one)
            if kind == FLOAT or kind == QUOTIENT and word not in ONE_OR_MANY:
                yield _hit(module, name, one)
    for subscript in module.of(ast.Subscript):
        yield from (_hit(module, name, one) for name, one in _places(module, subscript))
    for product in module.of(ast.BinOp):
        if isinstance(product.op, ast.Mult) and (sides := {kinds.of(product.left), kinds.of(product.right)}):
            if FLOAT in sides and sides & SEQUENCES:
                times = product.right if kinds.of(product.right) == FLOAT else product.left
                yield _hit(module, "repetition", times)


def _hit(module: Module, name: str, node: ast.expr) -> Hit:
    kinds = kinds_in(module)
    note, fix = "", None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        note = "quotient where a whole number is wanted"
        fix = _floored(module, node) if {kinds.of(node.left), kinds.of(node.right)} <= {INT, ""} else None
    elif isinstance(node, ast.Name):
        lines = sorted({module.place(one)[0] for one in kinds.origins(node)})
        if lines:
            note = f"{node.id} is the float of line {module.line_name(lines[0])}, where a whole number is wanted"
    return Hit(node, name, note, fix=fix, given_back=name in GIVEN_BACK)


def _places(module: Module, node: ast.Subscript) -> Iterator[tuple[str, ast.expr]]:
    """Yield the bounds of slices and the indices that are floats."""
    if (node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")) in FREE:
        return
    kinds = kinds_in(module)
    names = module.names_of(node.value)
    known = kinds.of(node.value) in SEQUENCES or names == {ARRAY}
    for one in node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]:
        for bound in (one.lower, one.upper, one.step) if isinstance(one, ast.Slice) else ():
            wrong = bound is not None and kinds.of(bound) in (FLOAT, QUOTIENT)
            if wrong and (known or not names & {FRAME, SERIES} and _is_counted(module, bound)):  # type: ignore[arg-type]
                yield "slice", bound  # type: ignore[misc]
        if not isinstance(one, ast.Slice) and kinds.of(one) in (FLOAT, QUOTIENT):
            if known and (kinds.of(one) == FLOAT or names != {ARRAY}) or _is_part_of(module, one, node.value):
                yield "index", one


def _is_counted(module: Module, node: ast.expr) -> bool:
    """Say whether a float is a quotient, as programs make them of counts; labels of a table may be other floats."""
    return any(isinstance(one, ast.BinOp) for one in kinds_in(module).origins(node))


def _is_part_of(module: Module, node: ast.expr, sequence: ast.expr) -> bool:
    """Say whether it is a quotient of len(x), for x[...]: what is counted by it is no dictionary."""
    lengths = [
        part
        for origin in kinds_in(module).origins(node)
        for part in ast.walk(origin)
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id == "len" and part.args
    ]
    return any(ast.dump(one.args[0]) == ast.dump(sequence) for one in lengths)


def _counts(module: Module, call: ast.Call) -> Iterator[tuple[str, str | None, ast.expr]]:
    """Yield the function, the word, and the arguments that must be integers, those of a shape one by one."""
    names = module.names_of(call.func)
    if isinstance(call.func, ast.Name) and call.func.id in ("range", "xrange") and "range" not in module.bound:
        yield from ((call.func.id, None, one) for one in call.args)
    elif names == {"numpy.ndarray.reshape"}:
        yield from (("numpy.ndarray.reshape", None, part) for one in call.args for part in _parts(one))
    else:
        for name in sorted(names):
            at, word = COUNTS.get(name, (len(call.args), "size" if name.startswith("numpy.random.") else None))
            given = call.args[ALL[name] :] if name in ALL else call.args[at : at + 1]
            given = [*given, *(one.value for one in call.keywords if one.arg == word and word)]
            yield from ((name, word, part) for one in given for part in _parts(one))


def _parts(node: ast.expr) -> list[ast.expr]:
    return node.elts if isinstance(node, ast.Tuple | ast.List) else [node]


def _floored(module: Module, node: ast.BinOp) -> Fix | None:
    start, end = end_of(module, node.left), start_of(module, node.right)
    between = module.between(start, end)
    if start[0] != end[0] or between.count("/") != 1 or "#" in between:
        return None
    return changed(module, node, "floored")
