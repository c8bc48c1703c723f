"""Programs whose faults the checking modes find, run by the real libraries and by ours.

Run by an old interpreter, with a C compiler, it keeps what its library finds in checking_programs.json:

    THEANO_FLAGS=blas__ldflags= python checking_programs.py 1.1.2
    THEANO_FLAGS=blas.ldflags= python checking_programs.py 1.0.5

A program takes (theano, tt, np) and gives what was found: a list of texts and numbers.
"""

from __future__ import annotations

import importlib
import json
import sys
import warnings
from pathlib import Path
from typing import Any, Callable  # noqa: UP035  (Python 3.7 runs it, too)

PROGRAMS: dict[str, Callable[..., Any]] = {}


def program(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def noted(function: Callable[..., Any]) -> Callable[..., Any]:
        PROGRAMS[name] = function
        return function

    return noted


def outcome(call: Callable[[], Any]) -> str:
    """Return "ran", or the class of the error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            call()
        except Exception as error:  # noqa: BLE001  (which one is the answer)
            return type(error).__name__
    return "ran"


def nan_guard(theano: Any, **given: Any) -> Any:
    from theano.compile.nanguardmode import NanGuardMode

    return NanGuardMode(**{"nan_is_error": True, "inf_is_error": True, "big_is_error": True, **given})


def words_of(call: Callable[[], Any]) -> list[str]:
    """Return what a NanGuardMode's error says: the kinds of values, and where."""
    try:
        call()
    except AssertionError as error:
        text = str(error)
        kinds = [k for k in ("NaN detected", "Inf detected", "Big value detected") if k in text]
        places = [p for p in ("in an input", "in the output of a node", "ApplyNode") if p in text]
        return kinds + places
    return ["ran"]


def named(name: str) -> Any:
    """Return an object of `theano.gof`, from where 1.1.2 has it."""
    for place in ("theano.graph.basic", "theano.graph.op", "theano.graph.opt", "theano.gof", "theano.gof.opt"):
        try:
            return getattr(importlib.import_module(place), name)
        except (AttributeError, ImportError):
            pass
    raise ImportError(name)


def flags(theano: Any, **given: Any) -> Any:
    """Return the context of other flags; Theano 1.0.5 has it elsewhere, and writes dots."""
    if hasattr(theano.config, "change_flags"):
        return theano.config.change_flags(**given)
    from theano.configparser import change_flags

    return change_flags(**{name.replace("__", "."): value for name, value in given.items()})


# ---- NanGuardMode

VALUES = {"a NaN": float("nan"), "an infinity": float("inf"), "a big one": 2e10, "a big negative one": -2e10}


@program("NanGuardMode: inputs")
def inputs(theano: Any, tt: Any, np: Any) -> Any:
    x = tt.dvector("x")
    f = theano.function([x], x + 1, mode=nan_guard(theano))
    return [words_of(lambda v=v: f([1.0, v])) for v in VALUES.values()]


@program("NanGuardMode: outputs of nodes")
def outputs(theano: Any, tt: Any, np: Any) -> Any:
    x = tt.dvector("x")
    found = []
    for made in (lambda x: tt.log(x), lambda x: tt.dot(x, x), lambda x: tt.cumsum(1.0 / x), lambda x: tt.exp(x)[0]):
        f = theano.function([x], made(x), mode=nan_guard(theano))
        found.append([words_of(lambda v=v: f([v])) for v in (-1.0, 0.0, 9e9, 1.0)])
    return found


@program("NanGuardMode: each kind turned off")
def turned_off(theano: Any, tt: Any, np: Any) -> Any:
    x = tt.dvector("x")
    found = []
    for off in ("nan_is_error", "inf_is_error", "big_is_error"):
        f = theano.function([x], x + 1, mode=nan_guard(theano, **{off: False}))
        found.append([words_of(lambda v=v: f([v])) for v in VALUES.values()])
    return found


@program("NanGuardMode: shared variables, constants and updates")
def shared(theano: Any, tt: Any, np: Any) -> Any:
    x = tt.dvector("x")
    found = []
    for bad in VALUES.values():
        s = theano.shared(np.array([1.0, bad]), name="s")
        in_sum = theano.function([x], x + s, mode=nan_guard(theano))
        found.append(words_of(lambda: in_sum([1.0, 1.0])))
        late = theano.shared(np.array([1.0, 1.0]), name="late")
        updated = theano.function([x], x * 2, updates=[(late, late * x)], mode=nan_guard(theano))
        found.append(words_of(lambda: updated([1.0, bad])))
        constant = theano.function([x], tt.concatenate([x, tt.constant(np.array([bad]))]), mode=nan_guard(theano))
        found.append(words_of(lambda: constant([1.0, 1.0])))
        only_given = theano.function([x], [x[0], s.sum()], mode=nan_guard(theano))
        found.append(words_of(lambda: only_given([1.0, 1.0])))
    return found


@program("NanGuardMode: inside a scan")
def in_scan(theano: Any, tt: Any, np: Any) -> Any:
    x = tt.dmatrix("x")

    def step(v: Any) -> Any:
        return tt.isnan(tt.cumsum(tt.log(v)))

    found = []
    for value in ([1.0], [-1.0]):
        out, _ = theano.scan(step, sequences=x)
        f = theano.function([x], out, mode=nan_guard(theano))
        found.append(words_of(lambda: f([value])))
        out, _ = theano.scan(step, sequences=x, mode=nan_guard(theano))
        g = theano.function([x], out)
        found.append(outcome(lambda: g([value])))
        out, _ = theano.scan(lambda v: tt.log(v), sequences=x)
        h = theano.function([x], out, mode=nan_guard(theano))
        found.append(words_of(lambda: h([value])))
    return found


@program("NanGuardMode: what it leaves alone")
def left_alone(theano: Any, tt: Any, np: Any) -> Any:
    n, z, flags = tt.lvector("n"), tt.zvector("z"), tt.bvector("flags")
    f = theano.function([n, z, flags], [n * 2, z * 2, flags], mode=nan_guard(theano))
    small = (np.array([1]), np.array([1j]), np.array([1], dtype="int8"))
    found = [words_of(lambda: f(*small)), words_of(lambda: f(np.array([2 * 10**10]), *small[1:]))]
    found.append(words_of(lambda: f(small[0], np.array([complex("nan")]), small[2])))
    x = tt.dvector("x")
    unchecked = tt.log(x)
    unchecked.tag.nan_guard_mode_check = False
    g = theano.function([x], tt.isnan(unchecked), mode=nan_guard(theano))
    found.append(words_of(lambda: g([-1.0])))
    e = theano.function([x], x + 1, mode=nan_guard(theano))
    found.append(words_of(lambda: e(np.zeros(0))))
    return found


@program("NanGuardMode: its action")
def action(theano: Any, tt: Any, np: Any) -> Any:
    import logging

    messages: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger = logging.getLogger("theano.compile.nanguardmode")
    listener = Listener()
    logger.addHandler(listener)
    x = tt.dvector("x")
    try:
        with flags(theano, NanGuardMode__action="warn"):
            f = theano.function([x], tt.log(x), mode=nan_guard(theano))
            value = f([-1.0])
    finally:
        logger.removeHandler(listener)
    return [repr(value.tolist()), ["NaN detected" in m for m in messages]]


# ---- DebugMode


def dense_op(theano: Any, tt: Any, name: str, perform: Any, **attributes: Any) -> Any:
    """Return an Op of one vector."""
    Apply, Op = named("Apply"), named("Op")

    def make_node(self: Any, x: Any) -> Any:
        x = tt.as_tensor_variable(x)
        return Apply(self, [x], [x.type()])

    methods = {"__props__": (), "make_node": make_node, "perform": perform, **attributes}
    return type(name, (Op,), methods)()


def debug(theano: Any, **given: Any) -> Any:
    from theano.compile.debugmode import DebugMode

    return DebugMode(**given)


def checked(theano: Any, tt: Any, np: Any, op: Any, values: Any = (1.0, 2.0), **given: Any) -> str:
    x = tt.dvector("x")
    return outcome(lambda: theano.function([x], op(x) * 2, mode=debug(theano, **given))(np.array(values)))


@program("DebugMode: Ops that break what they declare")
def undeclared(theano: Any, tt: Any, np: Any) -> Any:
    def writes(self: Any, node: Any, inputs: Any, outputs: Any) -> None:
        inputs[0][:] = 7.0
        outputs[0][0] = inputs[0].copy()

    def gives(self: Any, node: Any, inputs: Any, outputs: Any) -> None:
        outputs[0][0] = inputs[0]

    def gives_part(self: Any, node: Any, inputs: Any, outputs: Any) -> None:
        outputs[0][0] = inputs[0][::1]

    def writes_and_gives(self: Any, node: Any, inputs: Any, outputs: Any) -> None:
        inputs[0][:] = 7.0
        outputs[0][0] = inputs[0]

    return [
        checked(theano, tt, np, dense_op(theano, tt, "Writes", writes)),
        checked(theano, tt, np, dense_op(theano, tt, "Gives", gives)),
        checked(theano, tt, np, dense_op(theano, tt, "GivesPart", gives_part)),
        checked(theano, tt, np, dense_op(theano, tt, "Declared", gives, view_map={0: [0]})),
        checked(theano, tt, np, dense_op(theano, tt, "DeclaredWrite", writes_and_gives, destroy_map={0: [0]})),
        checked(theano, tt, np, dense_op(theano, tt, "ViewThatWrites", writes_and_gives, view_map={0: [0]})),
    ]


@program("DebugMode: values that their types do not have")
def invalid(theano: Any, tt: Any, np: Any) -> Any:
    def gives(made: Any) -> Any:
        def perform(self: Any, node: Any, inputs: Any, outputs: Any) -> None:
            outputs[0][0] = made(inputs[0])

        return dense_op(theano, tt, "Gives", perform)

    return [
        checked(theano, tt, np, gives(lambda v: v.astype("float32"))),
        checked(theano, tt, np, gives(lambda v: v[None] + 0)),
        checked(theano, tt, np, gives(lambda v: v.tolist())),
        checked(theano, tt, np, gives(lambda v: v * np.inf)),
        checked(theano, tt, np, gives(lambda v: v * np.nan)),
        checked(theano, tt, np, gives(lambda v: v * np.nan), check_isfinite=False),
        checked(theano, tt, np, gives(lambda v: v + 1)),
    ]


@program("DebugMode: an Op that gives another value each time")
def changing(theano: Any, tt: Any, np: Any) -> Any:
    count = [0.0]

    def perform(self: Any, node: Any, inputs: Any, outputs: Any) -> None:
        count[0] += 1
        outputs[0][0] = inputs[0] + count[0]

    return [checked(theano, tt, np, dense_op(theano, tt, "Counter", perform))]


@program("DebugMode: a wrong shape, a wrong rule")
def wrong_rules(theano: Any, tt: Any, np: Any) -> Any:
    local_optimizer = named("local_optimizer")

    def perform(self: Any, node: Any, inputs: Any, outputs: Any) -> None:
        outputs[0][0] = inputs[0] + 1

    def infer_shape(self: Any, *given: Any) -> Any:
        return [(given[-1][0][0] + 1,)]

    op = dense_op(theano, tt, "WrongShape", perform, infer_shape=infer_shape)
    x = tt.dvector("x")
    found = [outcome(lambda: theano.function([x], op(x).shape[0], mode=debug(theano))([1.0]))]

    right = dense_op(theano, tt, "Right", perform)

    @local_optimizer([type(right)])
    def wrong(*given: Any) -> Any:
        node = given[-1]
        return [node.inputs[0] + 2] if isinstance(node.op, type(right)) else False

    for rule in (wrong, None):
        mode = debug(theano)
        if rule is not None:
            mode = mode.register((named("in2out")(rule, name="wrong"), 1.5))
        found.append(outcome(lambda mode=mode: theano.function([x], right(x), mode=mode)([1.0])))
    return found


@program("DebugMode: C code beside perform")
def c_code(theano: Any, tt: Any, np: Any) -> Any:
    def perform(self: Any, node: Any, inputs: Any, outputs: Any) -> None:
        outputs[0][0] = inputs[0] + 1

    def adds(number: str) -> Any:
        def code(self: Any, node: Any, name: str, inp: Any, out: Any, sub: Any) -> str:
            text = """
            Py_XDECREF(OUT);
            OUT = (PyArrayObject*)PyArray_NewLikeArray(IN, NPY_CORDER, NULL, 0);
            for (npy_intp i = 0; i < PyArray_DIMS(IN)[0]; ++i)
                *(double*)PyArray_GETPTR1(OUT, i) = *(double*)PyArray_GETPTR1(IN, i) + NUMBER;
            """
            return text.replace("IN", inp[0]).replace("OUT", out[0]).replace("NUMBER", number)

        try:  # 1.1.2 has C code in a class of its own
            base = importlib.import_module("theano.graph.op").COp
        except ImportError:
            base = named("Op")

        def make_node(self: Any, x: Any) -> Any:
            x = tt.as_tensor_variable(x)
            return named("Apply")(self, [x], [x.type()])

        return type(
            "Adds",
            (base,),
            {
                "__props__": (),
                "make_node": make_node,
                "perform": perform,
                "c_code": code,
                "c_code_cache_version": lambda self: (),
            },
        )()

    return [
        checked(theano, tt, np, adds("1.0")),
        checked(theano, tt, np, adds("2.0")),
        checked(theano, tt, np, adds("2.0"), check_c_code=False),
        checked(theano, tt, np, adds("2.0"), check_py_code=False),
    ]


@program("DebugMode: inputs, shared variables and loops that are not finite")
def not_finite(theano: Any, tt: Any, np: Any) -> Any:
    x = tt.dvector("x")
    found = [outcome(lambda v=v: theano.function([x], x + 1, mode=debug(theano))([v])) for v in (np.nan, np.inf, 1.0)]
    s = theano.shared(np.array([np.nan]), name="s")
    found.append(outcome(lambda: theano.function([x], x + s, mode=debug(theano))([1.0])))
    out, _ = theano.scan(lambda v: tt.log(v), sequences=x)
    found.append(outcome(lambda: theano.function([x], out, mode=debug(theano))([-1.0])))
    late = theano.shared(np.array([1.0]), name="late")
    f = theano.function([x], [], updates=[(late, tt.log(late) * x)], mode=debug(theano))
    found.append(outcome(lambda: f([np.inf])))
    return found


@program("DebugMode: output storage that is used again")
def preallocated(theano: Any, tt: Any, np: Any) -> Any:
    def adds_to_what_is_there(self: Any, node: Any, inputs: Any, outputs: Any) -> None:
        if outputs[0][0] is None or outputs[0][0].shape != inputs[0].shape:
            outputs[0][0] = np.zeros_like(inputs[0])
        outputs[0][0] += inputs[0]

    op = dense_op(theano, tt, "AddsToStorage", adds_to_what_is_there)
    x = tt.dvector("x")
    found = []
    for given in ("", "initial", "ALL"):
        mode = debug(theano, check_preallocated_output=given.split(":") if given else None)
        found.append(outcome(lambda mode=mode: theano.function([x], op(x) * 2, mode=mode)([1.0])))
    return found


# ---- MonitorMode


@program("MonitorMode: what its functions are given")
def monitored(theano: Any, tt: Any, np: Any) -> Any:
    seen: list[Any] = []

    def pre(*given: Any) -> None:
        fn = given[-1]
        seen.append(["pre", len(fn.inputs), [type(v).__name__ for [v] in fn.inputs]])

    def post(*given: Any) -> None:
        fn = given[-1]
        seen.append(["post", given[-2] is not None, [np.asarray(v).tolist() for [v] in fn.outputs]])

    mode = theano.compile.MonitorMode(pre_func=pre, post_func=post).excluding("fusion")
    x = tt.dvector("x")
    theano.function([x], tt.exp(x).sum(), mode=mode)([0.0, 0.0])
    return seen


@program("MonitorMode: values that its functions change")
def monitored_changes(theano: Any, tt: Any, np: Any) -> Any:
    def post(*given: Any) -> None:
        for cell in given[-1].outputs:
            cell[0] = np.asarray(cell[0] * 0)

    mode = theano.compile.MonitorMode(post_func=post).excluding("fusion")
    x = tt.dvector("x")
    f = theano.function([x], [tt.exp(x), tt.exp(x).sum() + 1], mode=mode)
    return [np.asarray(v).tolist() for v in f([0.0, 0.0])]


@program("MonitorMode: detect_nan")
def detect_nan(theano: Any, tt: Any, np: Any) -> Any:
    import contextlib
    import io

    from theano.compile.monitormode import detect_nan as detect

    x = tt.dvector("x")
    f = theano.function([x], tt.log(x) * x, mode=theano.compile.MonitorMode(post_func=detect).excluding("fusion"))
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        f([-1.0])
    lines = printed.getvalue().splitlines()
    return [line.split(" [id")[0].split(" :")[0].split(":")[0].strip() for line in lines][:1] + [
        sum("NaN detected" in line for line in lines) > 0
    ]


@program("MonitorMode: how many arguments its functions take")
def monitored_arguments(theano: Any, tt: Any, np: Any) -> Any:
    x = tt.dvector("x")
    seen: list[int] = []
    mode = theano.compile.MonitorMode(pre_func=lambda *given: seen.append(len(given)))
    theano.function([x], tt.exp(x), mode=mode)([0.0])
    return seen


# ---- test values


@program("compute_test_value: what each setting does")
def test_values(theano: Any, tt: Any, np: Any) -> Any:
    found = []
    for setting in ("off", "ignore", "warn", "raise"):
        with flags(theano, compute_test_value=setting):
            for given, other in ((np.ones(3), np.ones(4)), (np.ones(3), None), (np.ones((3, 1)), np.ones(3))):
                x, y = tt.dvector("x"), tt.dvector("y")

                def made(x: Any = x, y: Any = y, given: Any = given, other: Any = other) -> Any:
                    x.tag.test_value = given
                    if other is not None:
                        y.tag.test_value = other
                    return x + y

                with warnings.catch_warnings(record=True) as said:
                    warnings.simplefilter("always")
                    try:
                        made()
                        found.append([setting, "made", len(said) > 0])
                    except Exception as error:  # noqa: BLE001  (which one is the answer)
                        found.append([setting, type(error).__name__, len(said) > 0])
    return found


@program("compute_test_value: shared variables, constants, loops and functions")
def more_test_values(theano: Any, tt: Any, np: Any) -> Any:
    found: list[Any] = []
    with flags(theano, compute_test_value="raise"):
        s = theano.shared(np.arange(3.0), name="s")
        found.append(np.asarray((s * 2).tag.test_value).tolist())
        found.append(np.asarray((tt.constant(2.0) * s[0]).tag.test_value).tolist())
        x = tt.dvector("x")
        x.tag.test_value = np.arange(3.0)
        out, _ = theano.scan(lambda v, a: a + v, sequences=x, outputs_info=tt.constant(np.float64(0.0)))
        found.append(np.asarray(out.tag.test_value).tolist())
        found.append(np.asarray(theano.grad((x**2).sum(), x).tag.test_value).tolist())
        found.append(outcome(lambda: x.reshape((2, 2))))
        found.append(outcome(lambda: tt.dot(x, np.ones(4))))
        found.append(outcome(lambda: x[5]))
        found.append(outcome(lambda: theano.scan(lambda v: v * tt.dvector("y"), sequences=x)))
    return found


# ---- profiles

SECTIONS = (
    "Function profiling",
    "Message: here",
    "Time in 2 calls to Function.__call__",
    "Time in Function.fn.__call__",
    "Time in thunks",
    "Total compile time",
    "Number of Apply nodes",
    "Theano Optimizer time",
    "Theano validate time",
    "Theano Linker time (includes C, CUDA code generation/compiling)",
    "Import time",
    "Node make_thunk time",
    "Time in all call to theano.grad()",
    "Time since theano import",
    "Class\n---",
    "<% time> <sum %> <apply time> <time per call> <type> <#call> <#apply> <Class name>",
    "Ops\n---",
    "<% time> <sum %> <apply time> <time per call> <type> <#call> <#apply> <Op name>",
    "Apply\n------",
    "<% time> <sum %> <apply time> <time per call> <#call> <id> <Apply name>",
    "Here are tips to potentially make your code run faster",
    "Memory Profile",
    "Max peak memory with current setting",
    "CPU:",
    "CPU + GPU:",
    "<Sum apply outputs (bytes)> <Apply outputs shape> <created/inplace/view> <Apply node>",
    "Scan Op profiling",
)


def sections(theano: Any, tt: Any, np: Any, profiled: Any) -> list[str]:
    import io

    x = tt.dmatrix("x")
    f = theano.function([x], profiled(x), profile=True, name="here")
    for _ in range(2):
        f(np.ones((100, 100)))
    printed = io.StringIO()
    f.profile.summary(file=printed)
    return [section for section in SECTIONS if section in printed.getvalue()]


@program("profile: the sections that it prints")
def profile(theano: Any, tt: Any, np: Any) -> Any:
    with flags(theano, profile=True):
        return sections(theano, tt, np, lambda x: tt.exp(x).dot(x).sum())


@program("profile: with memory")
def profile_memory(theano: Any, tt: Any, np: Any) -> Any:
    with flags(theano, profile=True, profile_memory=True):
        return sections(theano, tt, np, lambda x: tt.exp(x).dot(x))


@program("profile: of a loop")
def profile_loop(theano: Any, tt: Any, np: Any) -> Any:
    with flags(theano, profile=True):
        return sections(theano, tt, np, lambda x: theano.scan(lambda r, a: a + tt.tanh(a) * r, x, x[0])[0][-1])


# ---- inputs of functions


@program("a function's inputs: what is refused")
def refused(theano: Any, tt: Any, np: Any) -> Any:
    x, n = tt.dvector("x"), tt.lscalar("n")
    f = theano.function([x, n], x * n)
    calls: list[Any] = [
        lambda: f([1.0], 2),
        lambda: f(np.ones((1, 1)), 2),
        lambda: f([1.0], 2.5),
        lambda: f(["a"], 2),
        lambda: f([1.0]),
        lambda: f([1.0], 2, 3),
        lambda: f(np.ones(1, "complex128"), 2),
        lambda: f(x=[1.0], n=2),
        lambda: f([1.0], n=2),
        lambda: f([1.0], m=2),
    ]
    return [outcome(call) for call in calls]


def answers(theano: Any, tt: Any, np: Any) -> dict[str, Any]:
    """Return what each program found; an error of a program itself is a text."""
    found = {}
    for name, function in PROGRAMS.items():
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found[name] = function(theano, tt, np)
        except Exception as error:  # noqa: BLE001  (kept beside the others)
            found[name] = f"{type(error).__name__}: {error}"
    return found


def main(release: str) -> None:
    """Keep what this library finds, beside what is kept of the other one."""
    import numpy as np
    import theano
    import theano.tensor as tt

    place = Path(__file__).with_suffix(".json")
    kept = json.loads(place.read_text()) if place.is_file() else {}
    kept[release] = answers(theano, tt, np)
    lines = [
        f"{json.dumps(name)}: {{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in found.items()) + "\n}"
        for name, found in sorted(kept.items())
    ]
    place.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main(sys.argv[1])
