"""No public function takes an argument and ignores it: whatever is never read stands here, with its reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "compat"
PACKAGES = ("theano_api", "pymc3_api", "old", "scale", "models", "compilation", "functions", "ops")
PACKAGES += ("graph", "distributions", "infer", "settings")

# What an Op's methods are called with, by the compiler: the rules of a protocol, of which one may need nothing.
PROTOCOL = {
    "perform",
    "grad",
    "R_op",
    "infer_shape",
    "compat_shapes",
    "compat_gradient",
    "compat_r_op",
    "r_linear",
    "compat_array",
    "compat_connection",
    "compat_structural",
    "compat_lowered",
    "compat_raised",
    "compat_same_element",
    "compat_known_number",
    "compat_known_length",
    "compat_element",
    "compat_elements",
    "compat_result_types",
    "output_dtype",
    "compat_array_at_points",
    "compat_c_view",
    "compat_c_value",
    "values",
    "compat_fresh",
    "connection_pattern",
    "flops",
}
# What Ops that are names for graphs (ops/scan/composed.py) and step methods of PyMC3 are called with, likewise.
PROTOCOL |= {"compose", "check", "convert", "make_node", "competence", "astep", "do_constant_folding"}
PROTOCOL |= {"compat_takes_name", "compat_takes_params"}  # families of approximations
PROTOCOL |= {"forward_val", "update", "raise_ok"}  # transforms and potentials of PyMC3, of which some need the point
PROTOCOL |= {"prepare_node", "get_params"}  # hooks of users' Ops
PROTOCOL |= {"compile", "is_worth", "own"}  # backends, and cuts of a Program for them
PROTOCOL |= {"before", "after"}  # modes that look at each node
# What optimizers and features of a FunctionGraph are called with, likewise.
PROTOCOL |= {
    "transform",
    "apply",
    "add_requirements",
    "on_attach",
    "on_detach",
    "on_import",
    "on_prune",
    "on_change_input",
    "orderings",
}

# package, function, parameter: why it changes nothing.
ALLOWED = {
    **dict.fromkeys(
        (("infer", "KeptChains.ended", "made"), ("infer", "KeptChains.ended", "first")),
        "each chain was written at its own end",
    ),
    ("functions", "Function.copy", "share_memory"): "no memory is kept between calls",
    ("old", "loaded_function", "input_storage"): "first values, of which inputs_data has the later ones",
    ("models", "SamplerWarning.__new__", "named"): "__init__ takes them",
    ("compilation", "Mode.excluding", "tags"): "rules keep every value, none has to be left out",
    ("compilation", "Mode.requiring", "tags"): "rules have no tags that one could lack",
    ("compilation", "Mode.clone", "link_kwargs"): "linkers take no settings",
    ("compilation", "DebugMode.__init__", "stability_patience"): "rewriting is deterministic",
    ("compilation", "DebugMode.__init__", "require_matching_strides"): "the strides of results are nobody's promise",
    ("compilation", "NanGuardMode.__init__", "linker"): "legacy ignored it, too",
    ("compilation", "MonitorMode.__init__", "linker"): "nodes run one by one in NumPy",
    ("old", "Linker.__init__", "schedule"): "the order of nodes changes no value",
    **dict.fromkeys(
        (("old", "VM_Linker.__init__", name) for name in ("lazy", "c_thunks", "allow_partial_eval")),
        "how legacy's virtual machine ran",
    ),
    ("old", "OpWiseCLinker.__init__", "fallback_on_perform"): "an Op without C always runs in NumPy",
    ("old", "OpWiseCLinker.__init__", "nice_errors"): "errors always name the user's line",
    ("old", "Linker.accept", "no_recycling"): "no memory is kept between calls",
    ("old", "Linker.accept", "profile"): "profiles are of functions",
    ("old", "Linker.clone", "allow_gc"): "no memory is kept between calls",
    ("old", "Linker.make_function", "kwargs"): "legacy handed them to its own make_thunk",
    ("old", "Linker.make_thunk", "storage_map"): "legacy's compiler shared it between functions",
    ("old", "Linker.make_thunk", "keep_lock"): "the cache needs no lock",
    **dict.fromkeys(
        (("old", "WrapLinker.pre", name) for name in ("f", "inputs", "order", "thunk_groups")),
        "what subclasses are called with",
    ),
    ("old", "WrapLinker.compat_of_program", "main"): "a subclass makes a graph of it",
    ("functions", "FunctionGraph.add_input", "check"): "an input may be there already",
    ("functions", "FunctionGraph.replace", "verbose"): "COMPAT_TRACE=1 prints what rules do",
    ("functions", "FunctionGraph.replace_all_validate", "verbose"): "COMPAT_TRACE=1 prints what rules do",
    ("functions", "FunctionGraph.replace_all_validate_remove", "warn"): "the error says it",
    ("theano_api", "LeafPrinter.process", "pstate"): "a leaf has no inputs to print",
    ("functions", "FunctionGraph.clone_get_equiv", "check_integrity"): "a copy is as whole as its original",
    ("old", "DB.register", "kwargs"): "subclasses read them",
    ("old", "SequenceDB.register", "kwargs"): "legacy read none there",
    ("old", "EquilibriumDB.__init__", "tracks_on_change_inputs"): "every node is tried in every round",
    ("old", "EquilibriumOptimizer.__init__", "tracks_on_change_inputs"): "every node is tried in every round",
    ("old", "failed", "nav"): "what callbacks for failures are called with",
    ("old", "failed", "repl_pairs"): "what callbacks for failures are called with",
    ("old", "failed", "node"): "what callbacks for failures are called with",
    ("old", "PatternSub.__init__", "tracks"): "legacy's shortcut: every node of the first Op is tried",
    ("old", "PatternSub.__init__", "get_nodes"): "legacy's shortcut: every node of the first Op is tried",
    ("old", "PatternSub.__init__", "values_eq_approx"): "legacy's DebugMode put it on variables",
    ("functions", "ProfileStats.__init__", "gpu_checks"): "there is no flag of a GPU to check",
    ("compilation", "local_optimizer", "inplace"): "graphs are rewritten, no Op overwrites its inputs",
    ("ops", "CDataType.filter", "strict"): "a pointer is never converted",
    ("ops", "CDataType.filter", "allow_downcast"): "a pointer is never converted",
    ("ops", "ExternalCOp.c_code_cleanup", "inputs"): "the file's section names what it needs",
    ("ops", "ExternalCOp.c_code_cleanup", "outputs"): "the file's section names what it needs",
    ("ops", "OpenMPOp.c_headers", "kwargs"): "legacy's protocol: its compilers are handed to whom asks",
    ("ops", "OpenMPOp.c_compile_args", "kwargs"): "legacy's protocol: its compilers are handed to whom asks",
    ("ops", "EnumType.filter", "allow_downcast"): "a constant is itself or none",
    ("ops", "numpy_only", "inputs"): "a namespace for any inputs",
    ("infer", "Approximation.get_optimization_replacements", "d"): "one draw needs no loop, wherever it lies",
    ("infer", "EllipseForm.remember", "step"): "one of the forms of step methods: this one remembers nothing",
    ("infer", "EllipseForm.remember", "now"): "one of the forms of step methods: this one remembers nothing",
    ("infer", "BaseHMC.reset", "start"): "legacy's signature: a chain's start comes with its first step",
    ("infer", "BaseHMC.reset_tuning", "start"): "legacy's signature: a chain's start comes with its first step",
    ("pymc3_api", "LoggingHandler.shouldFlush", "record"): "what logging calls it with: all records are kept",
    ("infer", "Group.__new__", "args"): "__init__ reads them",
    ("infer", "Group.__new__", "group"): "__init__ reads it",
    ("infer", "Group.__new__", "kwargs"): "__init__ reads them",
    ("models", "Interpolated.random", "point"): "its knots are data: no point changes them",
    ("old", "prior_dlogp", "model"): "legacy's signature: the variables have all that is needed",
    ("infer", "sample_vp", "progressbar"): "draws of an approximation need no bar",
    ("infer", "TestFunction.setup", "approx"): "a hook for subclasses",
    ("old", "PyDotFormatter.__init__", "compact"): "every variable is drawn",
    ("old", "d3viz", "copy_deps"): "the page needs no other files",
    ("old", "as_gpuarray_variable", "context_name"): "the default mode says where functions run",
    ("old", "dnn_available", "context_name"): "there is no cuDNN in any context",
    ("old", "dnn_conv", "algo"): "XLA chooses the algorithm",
    ("old", "dnn_conv", "direction_hint"): "XLA chooses the algorithm",
    ("old", "dnn_conv", "precision"): "sums are kept in the dtype of the inputs or better",
    ("old", "dnn_conv", "workmem"): "XLA chooses the algorithm",
    ("old", "dnn_conv3d", "algo"): "XLA chooses the algorithm",
    ("old", "dnn_conv3d", "direction_hint"): "XLA chooses the algorithm",
    ("old", "dnn_conv3d", "precision"): "sums are kept in the dtype of the inputs or better",
    ("old", "float32_shared", "target"): "the default mode says where functions run",
    ("theano_api", "map_variables", "additional_inputs"): "inputs of a copied loop are found by themselves",
    ("theano_api", "scan", "allow_gc"): "no memory is kept between calls",
    ("theano_api", "scan", "profile"): "a loop is part of the function that is profiled",
    ("old", "use", "legacy"): "legacy's settings of the old GPU",
    ("old", "use", "options"): "legacy's settings of the old GPU",
    ("ops", "FillDiagonal.diagonal_of", "offset"): "its diagonal is the main one",
    ("ops", "ScalarOp.L_op", "outputs"): "legacy's way to an Op's grad, which takes none",
    ("ops", "NoneTypeT.filter", "strict"): "there is nothing to convert from",
    ("ops", "NoneTypeT.filter", "allow_downcast"): "there is nothing to convert from",
    ("theano_api", "int_out", "types"): "one of the rules for result types, all called alike",
    ("theano_api", "float_out", "types"): "one of the rules for result types, all called alike",
    ("theano_api", "upgrade_to_float64", "types"): "one of the rules for result types, all called alike",
    ("ops", "check_writable", "op"): "not for users: every such check is called with it",
    ("ops", "float64", "dtypes"): "one of the rules for result dtypes, all called alike",
    ("ops", "truth", "dtypes"): "one of the rules for result dtypes, all called alike",
    ("ops", "without_condition", "condition"): "one of the rules for result dtypes",
    ("ops", "grad_not_implemented", "x"): "the message names the Op and the input's position",
    ("ops", "grad_undefined", "x"): "the message names the Op and the input's position",
    ("ops", "scalar_constructor", "borrow"): "numbers cannot be changed, so a copy is the same",
    ("ops", "IncSubtensor.__init__", "inplace"): "the compiler decides, values are the same",
    ("ops", "IncSubtensor.__init__", "destroyhandler_tolerate_aliased"): "nothing is aliased",
    ("ops", "inc_subtensor", "inplace"): "the compiler decides, values are the same",
    ("ops", "inc_subtensor", "tolerate_inplace_aliasing"): "nothing is aliased",
    ("ops", "set_subtensor", "inplace"): "the compiler decides, values are the same",
    ("ops", "set_subtensor", "tolerate_inplace_aliasing"): "nothing is aliased",
    ("ops", "MRG_RandomStreams.get_substream_rstates", "dtype"): "states are the same for every dtype",
    ("ops", "RandomStateType.filter", "strict"): "there is nothing to convert from",
    ("ops", "RandomStateType.filter", "allow_downcast"): "there is nothing to convert from",
    ("ops", "SliceType.filter", "strict"): "there is nothing to convert from",
    ("ops", "SliceType.filter", "allow_downcast"): "there is nothing to convert from",
    ("graph", "Op.L_op", "outputs"): "legacy's way to an Op's grad, which takes none",
    ("graph", "Op.make_c_thunk", "no_recycling"): "every run fills storage of its own",
    ("graph", "Op.make_py_thunk", "no_recycling"): "every run fills storage of its own",
    ("graph", "Op.make_py_thunk", "debug"): "legacy's DebugMode ran thunks, ours runs `perform`",
    ("graph", "describe", "seen"): "one of the texts of variables, all called alike",
    ("graph", "Type.compat_takes", "data"): "a quick answer, which may be False in any case",
    ("graph", "Type.filter", "strict"): "the base takes any value, as legacy's Generic did",
    ("graph", "Type.filter", "allow_downcast"): "the base takes any value, as legacy's Generic did",
    ("graph", "SharedVariable.get_value", "return_internal_type"): "values in NumPy's form have no other",
    ("graph", "SharedVariable.zero", "borrow"): "the value has one owner, whether changed or replaced",
    **dict.fromkeys(
        (
            *(("infer", f"Form.{method}", "step") for method in ("method", "settings", "remember", "statistics")),
            ("infer", "Form.method", "places"),
            ("infer", "Form.remember", "now"),
            ("infer", "Form.statistics", "numbers"),
        ),
        "the base of the forms of step methods, all called alike",
    ),
    ("infer", "PackageChain.abort", "seconds"): "nutpie stops at once",
    ("settings", "TheanoConfigParser.add", "doc"): "nothing prints the help of flags of users",
    ("settings", "TheanoConfigParser.add", "in_c_key"): "no flag of a user's changes compiled code",
    ("models", "BaseTrace.setup", "chain"): "legacy's protocol of backends: subclasses read it",
    ("models", "BaseTrace.setup", "draws"): "legacy's protocol of backends: subclasses read it",
    ("models", "Distribution.__init__", "dims"): "the model reads it, as in legacy",
    ("models", "Model.__init__", "model"): "__new__ reads it",
    ("models", "Model.__init__", "theano_config"): "__new__ reads it",
    ("models", "Model.__new__", "args"): "__init__ reads them",
    ("models", "ContextMeta.__init__", "kwargs"): "subclasses read them",
    ("models", "ContextMeta.__new__", "kwargs"): "subclasses read them",
    ("theano_api", "parse_config_string", "issue_warnings"): "a piece without = is always warned about",
    ("old", "get_lock", "lock_dir"): "the cache needs no lock",
    ("old", "get_lock", "kw"): "the cache needs no lock",
    ("old", "lock_ctx", "lock_dir"): "the cache needs no lock",
    ("old", "lock_ctx", "keep_lock"): "the cache needs no lock",
    ("old", "lock_ctx", "kw"): "the cache needs no lock",
    ("theano_api", "contains_nan", "node"): "legacy looked there for a GPU",
    ("theano_api", "contains_nan", "var"): "legacy looked there for a GPU",
    ("theano_api", "contains_inf", "node"): "legacy looked there for a GPU",
    ("theano_api", "contains_inf", "var"): "legacy looked there for a GPU",
    ("old", "general_toposort", "compute_deps_cache"): "a cache that legacy's compiler shared",
    ("old", "general_toposort", "deps_cache"): "a cache that legacy's compiler shared",
    ("theano_api", "pydotprint", "compact"): "every variable is drawn",
    ("theano_api", "pydotprint", "high_contrast"): "colours are filled",
    ("theano_api", "pydotprint", "cond_highlight"): "branches have the colours of the rest",
    ("theano_api", "pydotprint", "scan_graphs"): "a loop is one node",
    ("theano_api", "pydotprint", "assert_nb_all_strings"): "of legacy's own tests",
    ("old", "MockRandomState.randint", "minval"): "it draws one value",
    ("old", "MockRandomState.randint", "maxval"): "it draws one value",
    ("old", "is_same_graph", "debug"): "legacy compared two of its algorithms",
    ("old", "ConvOp.__init__", "unroll_batch"): "how legacy's C unrolled its loops",
    ("old", "ConvOp.__init__", "unroll_kern"): "how legacy's C unrolled its loops",
    ("old", "ConvOp.__init__", "unroll_patch"): "how legacy's C unrolled its loops",
    ("old", "ConvOp.__init__", "openmp"): "how legacy's C unrolled its loops",
    ("old", "ConvOp.__init__", "verbose"): "how legacy's C unrolled its loops",
    ("old", "ConvOp.__init__", "version"): "how legacy's C unrolled its loops",
    ("old", "ConvOp.__init__", "direction_hint"): "which of the old GPU's algorithms to try",
    ("old", "ConvOp.__init__", "kshp_logical_top_aligned"): "kernels are never padded to a logical shape",
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
        elif isinstance(item, ast.FunctionDef) and (
            not item.name.startswith("_") or item.name in ("__init__", "__new__")
        ):
            yield prefix + item.name, item


def never_read(function: ast.FunctionDef) -> list[str]:
    a = function.args
    given = [x for x in (*a.posonlyargs, *a.args, a.vararg, *a.kwonlyargs, a.kwarg) if x is not None]
    read = {n.id for statement in function.body for n in ast.walk(statement) if isinstance(n, ast.Name)}
    last = function.body[-1]
    is_form = isinstance(last, ast.Expr) and isinstance(last.value, ast.Constant) and last.value.value is ...
    only_raises = isinstance(last, ast.Raise) and len(function.body) <= 2
    return [] if only_raises or is_form else [x.arg for x in given if x.arg not in read | {"self", "cls"}]


def found(source: str) -> list[tuple[str, str]]:
    return [
        (name, parameter)
        for name, function in functions(ast.parse(source).body)
        if function.name not in PROTOCOL
        for parameter in never_read(function)
    ]


def test_every_parameter_is_read_or_excused():
    unread = {
        (package, *one)
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        for one in found(path.read_text())
    }
    assert not unread - set(ALLOWED), "these are ignored in silence"
    assert not set(ALLOWED) - unread, "these are read by now, or gone"


SOURCES = {
    "def f(a, *, b=1):\n    return a": [("f", "b")],
    "def f(a, **unused):\n    return a": [("f", "unused")],
    "def f(a):\n    'no'\n    raise ValueError": [],
    "def _f(a):\n    return 1": [],
    "class C(Protocol):\n    def f(self, a) -> int: ...": [],
    "class C:\n    def __init__(self, a):\n        self.b = 1\n    def grad(self, x):\n        return 1": [
        ("C.__init__", "a")],
}  # fmt: skip


@pytest.mark.parametrize("source", SOURCES)
def test_what_the_walk_finds(source):
    assert found(source) == SOURCES[source]
