"""No public function takes an argument and ignores it: whatever is never read stands here, with its reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "compat"
ROOMS = ("theano_api", "pymc3_api", "compilation", "ops")

# What an Op's methods are called with, by the compiler: the rules of a protocol, of which one may need nothing.
PROTOCOL = {
    "perform", "grad", "R_op", "infer_shape", "shapes", "gradient", "r_op", "r_linear", "array", "connection",
    "structural", "result_types", "output_dtype", "c_view", "c_value", "values", "fresh",
}

# room, function, parameter: why it changes nothing.
ALLOWED = {
    ("compilation", "split", "interner"): "every splitter is called with it",
    ("compilation", "In.__init__", "shared"): "set by legacy's own compiler only",
    ("compilation", "function", "accept_inplace"): "an Op that overwrites its inputs gets copies",
    ("compilation", "Function.copy", "share_memory"): "no memory is kept between calls",
    ("compilation", "Mode.excluding", "tags"): "rules keep every value, none has to be left out",
    ("compilation", "Mode.including", "tags"): "all rules that keep values are in already",
    ("ops", "get_scalar_constant_value", "max_recur"): "the walk is no recursion",
    ("ops", "Elemwise.__init__", "legacy"): "patterns of what is overwritten, and names: values are the same",
    ("ops", "Elemwise.__init__", "legacy_keywords"): "patterns of what is overwritten: values are the same",
    ("ops", "check_writable", "op"): "not for users: every such check is called with it",
    ("ops", "float64", "dtypes"): "one of the rules for result dtypes, all called alike",
    ("ops", "truth", "dtypes"): "one of the rules for result dtypes, all called alike",
    ("ops", "without_condition", "condition"): "one of the rules for result dtypes",
    ("ops", "grad_not_implemented", "x"): "the message names the Op and the input's position",
    ("ops", "grad_undefined", "x"): "the message names the Op and the input's position",
    ("ops", "scalar_constructor", "borrow"): "numbers cannot be changed, so a copy is the same",
    ("ops", "inc_subtensor", "inplace"): "the compiler decides, values are the same",
    ("ops", "inc_subtensor", "tolerate_inplace_aliasing"): "nothing is aliased",
    ("ops", "set_subtensor", "inplace"): "the compiler decides, values are the same",
    ("ops", "set_subtensor", "tolerate_inplace_aliasing"): "nothing is aliased",
    ("ops", "MRG_RandomStreams.get_substream_rstates", "dtype"): "states are the same for every dtype",
    ("ops", "RandomStateType.filter", "strict"): "there is nothing to convert from",
    ("ops", "RandomStateType.filter", "allow_downcast"): "there is nothing to convert from",
    ("ops", "SliceType.filter", "strict"): "there is nothing to convert from",
    ("ops", "SliceType.filter", "allow_downcast"): "there is nothing to convert from",
    ("pymc3_api", "BaseTrace.setup", "chain"): "legacy's protocol of backends: subclasses read it",
    ("pymc3_api", "BaseTrace.setup", "draws"): "legacy's protocol of backends: subclasses read it",
    ("pymc3_api", "Distribution.__init__", "dims"): "the model reads it, as in legacy",
    ("pymc3_api", "Model.__init__", "model"): "__new__ reads it",
    ("pymc3_api", "Model.__init__", "theano_config"): "__new__ reads it",
    ("pymc3_api", "Model.__new__", "args"): "__init__ reads them",
    ("pymc3_api", "ContextMeta.__init__", "kwargs"): "subclasses read them",
    ("pymc3_api", "ContextMeta.__new__", "kwargs"): "subclasses read them",
    ("theano_api", "is_same_graph", "debug"): "legacy compared two of its algorithms",
    ("theano_api", "min_informative_str", "_tag_generator"): "legacy's recursion handed it on",
    ("theano_api", "values_eq_approx_always_true", "a"): "it says True of anything",
    ("theano_api", "values_eq_approx_always_true", "b"): "it says True of anything",
    ("theano_api", "verify_grad", "no_debug_ref"): "there is no debugging mode to leave out",
}


def functions(body: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every public function and method, with its dotted name."""
    for item in body:
        if isinstance(item, ast.ClassDef) and not item.name.startswith("_"):
            yield from functions(item.body, f"{prefix}{item.name}.")
        elif isinstance(item, ast.FunctionDef) and (not item.name.startswith("_") or item.name in ("__init__",
                                                                                                   "__new__")):
            yield prefix + item.name, item


def never_read(function: ast.FunctionDef) -> list[str]:
    a = function.args
    given = [x for x in (*a.posonlyargs, *a.args, a.vararg, *a.kwonlyargs, a.kwarg) if x is not None]
    read = {n.id for statement in function.body for n in ast.walk(statement) if isinstance(n, ast.Name)}
    only_raises = isinstance(function.body[-1], ast.Raise) and len(function.body) <= 2
    return [] if only_raises else [x.arg for x in given if x.arg not in read | {"self", "cls"}]


def found(source: str) -> list[tuple[str, str]]:
    return [(name, parameter) for name, function in functions(ast.parse(source).body)
            if function.name not in PROTOCOL for parameter in never_read(function)]


def test_every_parameter_is_read_or_excused():
    unread = {(room, *one)
              for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")) for one in found(path.read_text())}
    assert not unread - set(ALLOWED), "these are ignored in silence"
    assert not set(ALLOWED) - unread, "these are read by now, or gone"


SOURCES = {
    "def f(a, *, b=1):\n    return a": [("f", "b")],
    "def f(a, **unused):\n    return a": [("f", "unused")],
    "def f(a):\n    'no'\n    raise ValueError": [],
    "def _f(a):\n    return 1": [],
    "class C:\n    def __init__(self, a):\n        self.b = 1\n    def grad(self, x):\n        return 1": [
        ("C.__init__", "a")],
}  # fmt: skip


@pytest.mark.parametrize("source", SOURCES)
def test_what_the_walk_finds(source):
    assert found(source) == SOURCES[source]
