"""What a Program becomes just before C is emitted: which loops are Ops then, and that their values stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt
from tests.fidelity.leaving_out import without
from theano_compat.backends.array import compile_python
from theano_compat.backends.c.emit import emit
from theano_compat.compilation.cache.graph_key import text_of
from theano_compat.compilation.data_stage.binding import Data
from theano_compat.compilation.rewriting.preparing import prepare
from theano_compat.graph.program import Program, freeze
from theano_compat.graph.variable import Apply
from theano_compat.ops.control.ifelse_lazy import LazyIfElse
from theano_compat.ops.scan.inner_graph import inner_nodes
from theano_compat.ops.scan.log_recursion import LogRecursion, LogRecursionGradient
from theano_compat.ops.scan.op import Scan
from theano_compat.rules.for_c import for_c
from theano_compat.theano_api.scan_module import until

E, S, A = tt.matrix("e"), tt.vector("s"), tt.matrix("a")
E32, S32, A32 = tt.fmatrix("e"), tt.fvector("s"), tt.fmatrix("a")
X, C = tt.tensor3("x"), tt.iscalar("c")
INPUTS = [E, S, A]


def log_sum(x: Any, axis: int) -> Any:
    """As pm.math.logsumexp."""
    top = tt.max(x, axis=axis, keepdims=True)
    top = tt.switch(tt.isinf(top), 0, top)
    return (tt.log(tt.sum(tt.exp(x - top), axis=axis, keepdims=True)) + top).flatten()


def from_row(e: Any, s: Any, a: Any) -> Any:
    return e + log_sum(s.dimshuffle(0, "x") + a, 0)


def from_column(e: Any, s: Any, a: Any) -> Any:
    return log_sum(a + s.dimshuffle("x", 0), 1) + e


def states(step: Callable[..., Any], e: Any = E, s: Any = S, a: Any = A, **more: Any) -> Any:
    return theano.scan(step, sequences=[e], outputs_info=[s], non_sequences=[a], **more)[0]


def gradients(step: Callable[..., Any], wrt: Any, rows: Any = None) -> list[Any]:
    rows = states(step) if rows is None else rows
    return theano.grad(log_sum(rows[-1], 0).sum(), wrt)


def prepared(inputs: list[Any], outputs: list[Any]) -> tuple[Program, Program, Data]:
    """The program for all backends, that for C, and the data of both."""
    bound = prepare(inputs, outputs)
    new, stands_for = for_c(bound.main)
    assert [stands_for[node] for node in new.nodes] == list(bound.main.nodes)
    assert new.inputs == bound.main.inputs and [v.type for v in new.outputs] == [v.type for v in bound.main.outputs]
    return bound.main, new, Data(bound)


def loops(nodes: Any) -> list[Any]:
    return [n.op for n in inner_nodes(nodes) if isinstance(n.op, Scan | LogRecursion | LogRecursionGradient)]


FORWARDS, BACKWARDS = LogRecursion(True), LogRecursion(False)
FOUND: dict[str, tuple[list[Any], list[Any]]] = {  # outputs -> the Ops of their loops
    "from row to column": ([states(from_row)], [FORWARDS]),
    "from column to row": ([states(from_column)], [BACKWARDS]),
    "from the last row on": ([states(from_row, go_backwards=True)], [FORWARDS]),
    "without the first row": ([states(from_row, E[1:], E[0])], [FORWARDS]),
    "gradient of all": (gradients(from_row, [E, S, A]), [FORWARDS, LogRecursionGradient(True, 0, 1, True)]),
    "gradient of the rows": (gradients(from_row, [E]), [FORWARDS, LogRecursionGradient(True, 0, None, True)]),
    "gradient of the state": (gradients(from_column, [S]), [BACKWARDS, LogRecursionGradient(False)]),
    "gradient of the moves": (gradients(from_column, [A]), [BACKWARDS, LogRecursionGradient(False, 0, 1)]),
}


@pytest.mark.parametrize("name", FOUND)
def test_forward_algorithms_become_ops(name: str) -> None:
    outputs, wanted = FOUND[name]
    plain, changed, data = prepared(INPUTS, outputs)
    assert all(isinstance(op, Scan) for op in loops(plain.nodes))
    assert loops(changed.nodes) == wanted
    rng = np.random.default_rng(2)
    for holes in (0.0, 0.3):
        values = [rng.normal(size=shape) for shape in ((6, 3), (3,), (3, 3))]
        for value in values:
            value[rng.random(value.shape) < holes] = -np.inf
        given = [*values, *data.values()]
        with np.errstate(all="ignore"):
            for a, b in zip(compile_python(changed)(given), compile_python(plain)(given), strict=True):
                np.testing.assert_allclose(a, b, rtol=1e-12, atol=1e-14)


def test_floats_of_32_bits() -> None:
    rows = states(from_row, E32, S32, A32)
    _, changed, _ = prepared([E32, S32, A32], [rows, *gradients(from_row, [E32, A32], rows)])
    assert loops(changed.nodes) == [LogRecursion(True, "float32"), LogRecursionGradient(True, 0, 1, True, "float32")]


OPS = [LogRecursion(forwards, dtype) for forwards in (True, False) for dtype in ("float64", "float32")]
OPS_OF_GRADIENTS = [
    LogRecursionGradient(forwards, at == 0, at, kept)
    for forwards in (True, False)
    for at in (None, 0, 1)
    for kept in (True, False)
]


@pytest.mark.parametrize("op", OPS + OPS_OF_GRADIENTS, ids=repr)
def test_the_loop_that_an_op_stands_for_becomes_that_op(op: Any) -> None:
    loop = op.loop
    types = [
        tt.lscalar(),
        *(
            tt.TensorType(v.dtype, (False,) * (v.ndim + (k < len(loop.layout.taps) + 1)))()
            for k, v in enumerate(loop.inner.inputs)
        ),
    ]
    outputs = loop.make_node(*types).outputs
    changed, _ = for_c(freeze(types, outputs))
    assert loops(changed.nodes) == [op]
    again, _ = for_c(changed)
    assert again.nodes == changed.nodes


def test_keys_of_plans_tell_these_ops_from_each_other() -> None:
    ops = [*OPS, *OPS_OF_GRADIENTS, LogRecursionGradient(True, dtype="float32")]
    assert len({text_of(op) for op in ops}) == len(ops)


OTHERS: dict[str, Callable[..., Any]] = {
    "no maxima": lambda e, s, a: e + tt.log(tt.sum(tt.exp(s.dimshuffle(0, "x") + a), axis=1)),
    "sums where it comes from": lambda e, s, a: e + log_sum(s.dimshuffle("x", 0) + a, 0),
    "a product": lambda e, s, a: e * log_sum(s.dimshuffle(0, "x") + a, 0),
    "products inside": lambda e, s, a: e + log_sum(s.dimshuffle(0, "x") * a, 0),
    "more terms": lambda e, s, a: e + log_sum(s.dimshuffle(0, "x") + a, 0) + s,
    "a function of it": lambda e, s, a: tt.tanh(e + log_sum(s.dimshuffle(0, "x") + a, 0)),
    "the row inside": lambda e, s, a: s + log_sum(e.dimshuffle(0, "x") + a, 0),
    "maxima of others": lambda e, s, a: (
        e + tt.max(a, 0) + tt.log(tt.sum(tt.exp(s.dimshuffle(0, "x") + a - tt.max(a, 0)), 0))
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_loops_stay(name: str) -> None:
    plain, changed, _ = prepared(INPUTS, [states(OTHERS[name])])
    assert changed.nodes == plain.nodes and all(isinstance(op, Scan) for op in loops(changed.nodes))


def test_loops_that_end_or_are_watched_stay() -> None:
    _, changed, _ = prepared(INPUTS, [states(lambda e, s, a: (from_row(e, s, a), until(tt.gt(s[0], 9.0))))])
    assert all(isinstance(op, Scan) for op in loops(changed.nodes))
    [node] = [n for n in prepare(INPUTS, [states(from_row)]).main.nodes if isinstance(n.op, Scan)]
    watched = Scan(node.op.inner, node.op.layout, watched=lambda inner: lambda values: inner.run(values, lambda _: np))
    inputs = [v.type() for v in node.inputs]
    changed, _ = for_c(freeze(inputs, watched.make_node(*inputs).outputs))
    assert loops(changed.nodes) == [watched]


def _within(e: Any, s: Any, a: Any) -> Any:
    return states(from_row, e, s, a).sum(axis=0)


NESTED: dict[str, tuple[list[Any], list[Any], type]] = {
    "in a loop": ([X, S, A], [theano.scan(_within, [X], None, [S, A])[0]], Scan),
    "in a branch": ([C, X, S, A], [theano.ifelse.ifelse(C, _within(X[0], S, A), S)], LazyIfElse),
    "in a branch of a loop": (
        [C, X, S, A],
        [theano.scan(lambda x, s, a, c: theano.ifelse.ifelse(c, _within(x, s, a), s), [X], None, [S, A, C])[0]],
        Scan,
    ),
}


@pytest.mark.parametrize("name", NESTED)
def test_inside_of_loops_and_branches(name: str) -> None:
    inputs, outputs, around = NESTED[name]
    plain, changed, data = prepared(inputs, outputs)
    assert LogRecursion(True) not in loops(plain.nodes) and LogRecursion(True) in loops(changed.nodes)
    assert any(type(n.op) is around for n in changed.nodes)
    rng = np.random.default_rng(1)
    arrays = {X: rng.normal(size=(2, 5, 3)), S: rng.normal(size=3), A: rng.normal(size=(3, 3)), C: np.int32(1)}
    given = [*(arrays[v] for v in inputs), *data.values()]
    for a, b in zip(compile_python(changed)(given), compile_python(plain)(given), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-12)


def test_equal_steps_that_were_written_differently_become_one() -> None:
    rows = [states(step) for step in (from_row, lambda e, s, a: log_sum(a + s.dimshuffle(0, "x"), 0) + e)]
    bound = prepare(INPUTS, rows)
    changed, stands_for = for_c(bound.main)
    assert len(loops(bound.main.nodes)) == 2 and loops(changed.nodes) == [FORWARDS]
    assert set(stands_for) == set(changed.nodes) and set(stands_for.values()) <= set(bound.main.nodes)


def test_a_program_without_loops_is_itself() -> None:
    main = prepare([E], [tt.exp(E)]).main
    assert for_c(main)[0] is main


def test_rules_are_traced(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    main = prepare(INPUTS, [states(from_row)]).main
    monkeypatch.setenv("COMPAT_TRACE", "1")
    for_c(main)
    said = capsys.readouterr().err
    assert "log_recursion: for{cpu,scan_fn}(" in said and "=> log_recursion{forwards}(" in said


def test_without_the_rule_c_has_a_loop() -> None:
    main = prepare(INPUTS, [states(from_row)]).main
    assert "compat_log_recursion" in emit(main).text
    within = prepare([X, S, A], [theano.scan(_within, [X], None, [S, A])[0]]).main
    with without(["log_recursion"]):
        for program in (main, within):
            assert "compat_log_recursion" not in (text := emit(program).text) and "run_loop0" in text


def test_what_has_no_c_form_is_named_by_the_node_that_the_caller_knows() -> None:
    from theano_compat.backends.c.errors import CannotCompile

    rows = states(from_row)
    main = prepare(INPUTS, [rows[tt.nonzero(rows.sum(axis=1) > 0)[0]]]).main
    with pytest.raises(CannotCompile) as raised:
        emit(main)
    assert isinstance(raised.value.node, Apply) and raised.value.node in main.nodes
