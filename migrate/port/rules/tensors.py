"""Theano's functions with changed arguments, and those that PyTensor dropped and one expression replaces."""

from __future__ import annotations

from dataclasses import replace

import libcst as cst

from ...check.names.values import MRG_STREAMS, STREAMS
from ...rewriting.nodes import keyword
from ..arguments import Change, carried, find, given, tidy
from ..names.renamed import renamed
from ..rule import Called, CallRule, Read
from ..site import Site
from .generic import same_arguments

PT = "pytensor.tensor"
_LISTS = "array_split broadcast_arrays dsplit gradient hsplit ix_ meshgrid nonzero split vsplit"
_SEVERAL = frozenset(f"numpy.{name}{call}" for name in _LISTS.split() for call in ("", "()"))  # arrays, not one


def stack(call: Called) -> cst.BaseExpression | None:
    """Translate `tt.stack(a, b)`, which took tensors one by one, to `pt.stack([a, b])`."""
    site = call.site
    by_position = [one for one in call.args if one.keyword is None]
    func = site.called(renamed(call.name) or f"{PT}.stack", call.original.func)
    if (
        len(by_position) < 2
        or isinstance(by_position[0].value, cst.List | cst.Tuple)
        or any(one.star for one in call.args)
    ):
        return call.updated.with_changes(func=func)
    if isinstance(by_position[1].value, cst.Integer) and len(by_position) == 2:
        return call.updated.with_changes(func=func)  # stack(tensors, axis)
    elements = [cst.Element(one.value) for one in by_position]
    rest = [one for one in call.args if one.keyword is not None]
    return call.updated.with_changes(func=func, args=tidy([cst.Arg(cst.List(elements)), *rest], call.args[-1:]))


def relu(call: Called) -> cst.BaseExpression | None:
    """Write `tt.nnet.relu(x, alpha)` as its two pieces."""
    site = call.site
    arguments = given(call.args, ("x", "alpha"))
    x, alpha = find(arguments, "x"), find(arguments, "alpha")
    if x is None:
        return None
    if alpha is None or site.text(alpha) in ("0", "0.", "0.0"):
        return site.make("{f}({x}, 0)", f=site.bindings.reach(f"{PT}.maximum"), x=x)
    return site.make("{f}({c} > 0, {x}, {a} * {y})", f=site.bindings.reach(f"{PT}.switch"), c=x, x=x, y=x, a=alpha)


def softsign(call: Called) -> cst.BaseExpression | None:
    """Write out `tt.nnet.softsign(x)`."""
    site = call.site
    x = find(given(call.args, ("x",)), "x")
    return None if x is None else site.make("{x} / (1 + {f}({y}))", f=site.bindings.reach(f"{PT}.abs"), x=x, y=x)


def softmax(call: Called) -> cst.BaseExpression | None:
    """Translate softmax over rows; a vector became a matrix of one row, and still does."""
    site = call.site
    arguments = given(call.args, ("c", "axis"))
    x, axis = find(arguments, "c", "x"), find(arguments, "axis")
    if x is None or len(arguments) > 2:
        return None
    function = "log_softmax" if "logsoftmax" in call.name else "softmax"
    if axis is not None:
        return site.make(
            "{f}({x}, axis=" + site.text(axis) + ")", f=site.bindings.reach(f"{PT}.special.{function}"), x=x
        )
    return site.make(
        "{f}({g}({x}), axis=-1)",
        f=site.bindings.reach(f"{PT}.special.{function}"),
        g=site.bindings.reach(f"{PT}.atleast_2d"),
        x=x,
    )


def by_helper(name: str):  # type: ignore[no-untyped-def]
    """Return a rule for a function that is written into the file, as its meaning depends on run-time values."""

    def rule(call: Called) -> cst.BaseExpression:
        call.site.needs(name, f"{PT}.log")
        return call.updated.with_changes(func=cst.Name(name))

    return rule


def shared(call: Called) -> cst.BaseExpression:
    """Translate `theano.shared(value, name, borrow=True, broadcastable=...)`; GPU arguments are dropped."""
    site = call.site
    change = Change(
        "pytensor.shared", ("value", "name", "strict", "allow_downcast"), dropped={"target": ""}, renamed={}
    )
    made = []
    for one in call.args:
        name = one.keyword.value if one.keyword is not None else ""
        if name == "broadcastable":
            pattern = one.value
            if isinstance(pattern, cst.Tuple | cst.List):
                lengths = ["1" if site.text(e.value) == "True" else "None" for e in pattern.elements]
                text = "(" + ", ".join(lengths) + ("," if len(lengths) == 1 else "") + ")"
                made.append(keyword("shape", cst.parse_expression(text)).with_changes(comma=one.comma))
            else:
                value = site.make("[1 if one else None for one in {p}]", p=pattern)
                made.append(keyword("shape", value).with_changes(comma=one.comma))
        else:
            made.append(one)
    args = carried(site, call.name, change, call.original, made)
    return call.updated.with_changes(func=site.called(change.new, call.original.func), args=args)


def scan(call: Called) -> cst.BaseExpression | None:
    """Translate `theano.scan(step, sequences=np.arange(n))`: PyTensor may slice sequences by tensors."""
    site, args = call.site, []
    for place, (written, one) in enumerate(zip(call.original.args, call.args, strict=True)):
        sequences = one.keyword.value == "sequences" if one.keyword is not None else place == 1 and not one.star
        args.append(one.with_changes(value=_as_tensors(site, written.value, one.value)) if sequences else one)
    return same_arguments(replace(call, updated=call.updated.with_changes(args=args)))


def _as_tensors(site: Site, written: cst.BaseExpression, value: cst.BaseExpression) -> cst.BaseExpression:
    """Convert sequences made by NumPy to tensors. written: the same sequences in the old tree."""
    if isinstance(written, cst.List | cst.Tuple) and isinstance(value, cst.List | cst.Tuple):
        parts = [
            part.with_changes(value=_as_tensors(site, was.value, part.value))
            for was, part in zip(written.elements, value.elements, strict=True)
        ]
        return value.with_changes(elements=parts)
    made = site.names(written.func if isinstance(written, cst.Call) else written)
    if not made or not all(name.startswith("numpy.") for name in made) or made & _SEVERAL:
        return value
    return site.make("{f}({x})", f=site.bindings.reach(f"{PT}.as_tensor_variable"), x=value)


def stream(call: Called) -> cst.BaseExpression:
    """Translate `MRG_RandomStreams(seed)`; PyTensor's streams use NumPy's generators, and draw other numbers."""
    site = call.site
    site.note(call.original, "random streams: PyTensor's draw other numbers than Theano's from the same seed")
    arguments = [one for one in given(call.args, ("seed",)) if one.name == "seed"]
    args = tidy([one.arg for one in arguments], call.args)
    return call.updated.with_changes(
        func=site.called("pytensor.tensor.random.utils.RandomStream", call.original.func), args=args
    )


# method -> (its old order, its new name and order)
_DRAWS = {
    "normal": (
        ("size", "avg", "std", "ndim", "dtype", "nstreams"),
        "normal",
        {"avg": ("loc", "0.0"), "std": ("scale", "1.0")},
    ),
    "uniform": (
        ("size", "low", "high", "ndim", "dtype", "nstreams"),
        "uniform",
        {"low": ("low", "0.0"), "high": ("high", "1.0")},
    ),
    "binomial": (("size", "n", "p", "ndim", "dtype", "nstreams"), "binomial", {"n": ("n", "1"), "p": ("p", "0.5")}),
    "multinomial": (
        ("size", "n", "pvals", "ndim", "dtype", "nstreams"),
        "multinomial",
        {"n": ("n", "1"), "pvals": ("p", "[0.5, 0.5]")},
    ),
    "permutation": (("size", "n", "ndim", "dtype"), "permutation", {"n": ("x", "1")}),
    "random_integers": (
        ("size", "low", "high", "ndim", "dtype"),
        "integers",
        {"low": ("low", "0"), "high": ("high", "1")},
    ),
    "shuffle_row_elements": ((), "", {}),
    "choice": (
        ("size", "a", "replace", "p", "ndim", "dtype", "nstreams"),
        "choice",
        {"a": ("a", "2"), "replace": ("replace", "True"), "p": ("p", "None")},
    ),
}


def drawn(method: str):  # type: ignore[no-untyped-def]
    """Translate `rng.normal(size, avg, std)` to `rng.normal(loc, scale, size=size)`."""

    def rule(call: Called) -> cst.BaseExpression | None:
        site = call.site
        order, new, renamed_to = _DRAWS[method]
        arguments = given(call.args, order)
        if not new or any(one.name in ("*", "**", "") for one in arguments):
            site.mark(
                "MP502",
                f"{site.text(call.original.func)}: the arguments of a draw of RandomStream are its distribution's",
            )
            return None
        if method == "shuffle_row_elements":
            return None
        made = []
        for old, (name, default) in renamed_to.items():
            value = find(arguments, old)
            if value is None and old == "p" and method == "choice":
                continue
            if old == "high" and method == "random_integers":
                text = f"{site.text(value)} + 1" if value is not None else "2"
                value = cst.parse_expression(text)
            made.append(keyword(name, value if value is not None else cst.parse_expression(default)))
        size = find(arguments, "size")
        if size is not None and site.text(size) not in ("None", "()"):
            made.append(keyword("size", size))
        made_call = call.updated.with_changes(
            func=call.updated.func.with_changes(attr=cst.Name(new)), args=tidy(made, call.args[-1:])
        )
        dtype = find(arguments, "dtype")
        return made_call if dtype is None else site.make("{d}.astype({t})", d=made_call, t=dtype)

    return rule


def tensor_type(call: Called) -> cst.BaseExpression:
    """Translate the pattern in `TensorType("float64", (False, True))` to a shape, with None for any length."""
    site = call.site
    made = []
    for one in given(call.args, ("dtype", "broadcastable", "name")):
        if one.name == "broadcastable":
            value = one.value
            if isinstance(value, cst.Tuple | cst.List):
                lengths = ["1" if site.text(e.value) in ("True", "1") else "None" for e in value.elements]
                value = cst.parse_expression("(" + ", ".join(lengths) + ("," if len(lengths) == 1 else "") + ")")
            else:
                value = site.make("tuple(1 if one else None for one in {p})", p=value)
            made.append(keyword("shape", value))
        else:
            made.append(one.arg)
    return call.updated.with_changes(
        func=site.called(f"{PT}.TensorType", call.original.func), args=tidy(made, call.args)
    )


def cast(call: Called) -> cst.BaseExpression | None:
    """Translate `np.cast[dtype](x)`, which NumPy dropped."""
    assert isinstance(call.updated.func, cst.Subscript) and isinstance(call.updated.func.slice[0].slice, cst.Index)
    if len(call.args) != 1:
        return None
    dtype = call.updated.func.slice[0].slice.value
    return call.site.make(
        "{f}({x}, dtype={d})", f=call.site.bindings.reach("numpy.asarray"), x=call.args[0].value, d=dtype
    )


def as_input(call: Called) -> cst.BaseExpression:
    """Translate `theano.In(x, value=0.05)`; PyTensor's inputs have no default values."""
    if any(one.keyword is not None and one.keyword.value == "value" for one in call.args):
        call.site.mark("MP102", "pytensor.In has no default value: give it at each call")
    change = Change(
        "pytensor.In", ("variable", "name", "value", "update", "mutable", "strict", "allow_downcast", "autoname")
    )
    args = carried(call.site, call.name, change, call.original, call.args)
    return call.updated.with_changes(func=call.site.called("pytensor.In", call.original.func), args=args)


def as_op(call: Called) -> cst.BaseExpression:
    """Translate `@as_op(itypes, otypes, infer_shape)`."""
    return call.updated.with_changes(func=call.site.called("pytensor.wrap_py", call.original.func))


def configuration(read: Read) -> cst.BaseExpression | None:
    """Translate a flag with dots to one with underscores."""
    flag = read.name.removeprefix("theano.config.")
    return read.site.called("pytensor.config." + flag.replace(".", "__"), read.original)


CALLS: dict[str, Change | CallRule] = {
    "theano.tensor.stack": stack,
    "theano.tensor.basic.stack": stack,
    "theano.tensor.nnet.relu": relu,
    "theano.tensor.nnet.nnet.relu": relu,
    "theano.tensor.nnet.softsign": softsign,
    "theano.tensor.nnet.nnet.softsign": softsign,
    "theano.tensor.nnet.softmax": softmax,
    "theano.tensor.nnet.nnet.softmax": softmax,
    "theano.tensor.nnet.logsoftmax": softmax,
    "pymc3.invlogit": by_helper("clamped_invlogit"),
    "pymc3.math.invlogit": by_helper("clamped_invlogit"),
    "theano.tensor.nnet.categorical_crossentropy": by_helper("categorical_crossentropy"),
    "theano.tensor.nnet.nnet.categorical_crossentropy": by_helper("categorical_crossentropy"),
    "theano.tensor.nnet.binary_crossentropy": by_helper("binary_crossentropy"),
    "theano.tensor.nnet.nnet.binary_crossentropy": by_helper("binary_crossentropy"),
    "theano.tensor.nnet.hard_sigmoid": by_helper("hard_sigmoid"),
    "theano.tensor.nnet.ultra_fast_sigmoid": Change(f"{PT}.sigmoid", ("x",), note="exact, no longer approximate"),
    "theano.tensor.nnet.elu": by_helper("elu"),
    "theano.tensor.batched_dot": by_helper("batched_dot"),
    "theano.tensor.basic.batched_dot": by_helper("batched_dot"),
    # Changed defaults are written out.
    **{
        f"pymc3.{path}logsumexp": Change("pymc.math.logsumexp", ("x", "axis", "keepdims"), added={"keepdims": "True"})
        for path in ("", "math.")
    },
    "theano.tensor.nlinalg.qr": Change(f"{PT}.linalg.qr", ("a", "mode"), added={"mode": '"reduced"'}),
    **{
        f"theano.tensor.slinalg.solve_{side}_triangular": Change(
            f"{PT}.linalg.solve_triangular", ("a", "b"), added={"lower": lower}
        )
        for side, lower in (("lower", "True"), ("upper", "False"))
    },
    "theano.In": as_input,
    "theano.Param": as_input,
    "theano.compile.io.In": as_input,
    "theano.scan": scan,
    "theano.scan_module.scan": scan,
    "theano.shared": shared,
    "theano.compile.shared": shared,
    "theano.tensor.shared": shared,
    "theano.tensor._shared": shared,
    "theano.compile.sharedvalue.shared": shared,
    "theano.tensor.TensorType": tensor_type,
    "theano.tensor.type.TensorType": tensor_type,
    "theano.tensor.shared_randomstreams.RandomStreams": stream,
    "theano.sandbox.rng_mrg.MRG_RandomStreams": stream,
    "theano.tensor.random.utils.RandomStream": stream,
    "theano.sandbox.rng_mrg.MRG_RandomStream": stream,
    "theano.tensor.RandomStreams": stream,
    **{f"{kind.removesuffix('()')}.{name}": drawn(name) for kind in (STREAMS, MRG_STREAMS) for name in _DRAWS},
}
# Flags without effect today: statements that set them are removed.
WITHOUT_FLAG = {
    "compute_test_value": "there are no test values",
    "test_value_bidirectional": "there are no test values",
    "exception_verbosity_": "",
    "device": "there is no GPU but through JAX",
    "force_device": "there is no GPU but through JAX",
    "compute_test_value_opt": "there are no test values",
    "print_test_value": "there are no test values",
    "warn.round": "Theano's own past",
    "warn.subtensor_merge_bug": "Theano's own past",
    "warn.sum_div_dimshuffle_bug": "Theano's own past",
    "warn.ignore_bug_before": "Theano's own past",
    "experimental.unpickle_gpu_on_cpu": "there is no GPU but through JAX",
    "lib.cnmem": "there is no GPU but through JAX",
    "gpuarray.preallocate": "there is no GPU but through JAX",
    "dnn.enabled": "there is no GPU but through JAX",
    "nvcc.fastmath": "there is no GPU but through JAX",
    "cuda.root": "there is no GPU but through JAX",
    "test_values": "there are no test values",
    "floatX_": "",
    "int_division": "Theano's own past",
    "assert_no_cpu_op": "there is no GPU but through JAX",
    "gpuarray.sched": "there is no GPU but through JAX",
}
HELPERS = {
    "clamped_invlogit": '''def clamped_invlogit(x, eps=2.220446049250313e-16):
    """The logistic function as PyMC3 had it: never nearer to 0 or 1 than `eps`; pm.math.invlogit is without that."""
    return (1.0 - 2.0 * eps) / (1.0 + pt.exp(-pt.as_tensor_variable(x))) + eps
''',
    "categorical_crossentropy": '''def categorical_crossentropy(coding_dist, true_dist):
    """Of rows of probabilities, against rows of the same or against numbers of classes."""
    if true_dist.ndim == coding_dist.ndim:
        return -pt.sum(true_dist * pt.log(coding_dist), axis=coding_dist.ndim - 1)
    return -pt.log(coding_dist)[pt.arange(true_dist.shape[0]), true_dist]
''',
    "binary_crossentropy": '''def binary_crossentropy(output, target):
    """Of probabilities, against zeros and ones."""
    return -(target * pt.log(output) + (1.0 - target) * pt.log(1.0 - output))
''',
    "hard_sigmoid": '''def hard_sigmoid(x):
    """Three straight pieces."""
    return pt.clip(x * 0.2 + 0.5, 0, 1)
''',
    "elu": '''def elu(x, alpha=1):
    """Exponential below zero."""
    return pt.switch(x > 0, x, alpha * pt.expm1(x))
''',
    "batched_dot": '''def batched_dot(a, b):
    """The product of each two items of two batches, vectors or matrices."""
    a, b = pt.as_tensor_variable(a), pt.as_tensor_variable(b)
    if a.ndim == 2 and b.ndim == 2:
        return pt.sum(a * b, axis=1)
    if a.ndim == 2:
        return pt.matmul(a[:, None, :], b)[:, 0]
    return pt.matmul(a, b) if b.ndim == 3 else pt.matmul(a, b[:, :, None])[:, :, 0]
''',
}
