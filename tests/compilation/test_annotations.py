"""What is known of leaves: what is legal, its part in a cache entry's key, and that nothing else hangs on variables."""

from __future__ import annotations

import copy
import os
import pickle
import sys
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

import theano_compat.theano_api.tensor as tt
from tests.compilation.given_density import GivenGraphs, compile_density
from theano_compat.compilation.cache.graph_key import Key, NoKey
from theano_compat.compilation.data_stage.binding import Partitioned
from theano_compat.compilation.data_stage.partition import check_partition
from theano_compat.compilation.densities.density import Density
from theano_compat.compilation.rewriting.preparing import prepare
from theano_compat.compilation.stages import Written
from theano_compat.differentiate import grad
from theano_compat.graph.annotations import MOST_IN_TEXT, NOTHING, Annotation, said
from theano_compat.graph.check import LEGAL, GraphError, check
from theano_compat.graph.container import Container
from theano_compat.graph.program import Program, freeze
from theano_compat.graph.seen import Seen, seen
from theano_compat.graph.types import Generic, TensorType
from theano_compat.graph.variable import Variable, annotated, annotated_constant
from theano_compat.ops.tensor_op import constant, structure
from theano_compat.ops.tensor_variable import TensorSharedVariable
from theano_compat.theano_api import function, scan, shared

VECTOR, PLACES = TensorType("float64", (False,)), TensorType("int64", (False,))
MATRIX, ROW = TensorType("float64", (False, False)), TensorType("float64", (True, False))
NUMBERS, POSITIONS = constant(np.arange(3.0)), constant(np.arange(3))


def of_constant(data: Any, **known: Any) -> Any:
    made = constant(data)
    return annotated_constant(made.type, made.data, annotation=Annotation(**known))


LEGAL_ONES = {
    "a length": annotated(VECTOR, Annotation(lengths=(4,))),
    "no rows": annotated(MATRIX, Annotation(lengths=(0, None))),
    "a length of 1 that the type does not tell": annotated(VECTOR, Annotation(lengths=(1,))),
    "one that it tells": annotated(ROW, Annotation(lengths=(1, 3))),
    "of a number": annotated(TensorType("float64", ()), Annotation(lengths=())),
    "indices": annotated(PLACES, Annotation(below=7)),
    "indices of nothing": annotated(PLACES, Annotation(below=0)),
    "small indices of known length": annotated(TensorType("int32", (False,)), Annotation(below=7, lengths=(2,))),
    "columns": annotated(MATRIX, Annotation(by_columns=True)),
    "columns of single precision": annotated(TensorType("float32", (False, True)), Annotation(by_columns=True)),
    "positions in the text": of_constant(np.arange(3), structure=True),
    "data": annotated(NUMBERS.type, Annotation(constant=NUMBERS)),
    "data with a range": annotated(POSITIONS.type, Annotation(constant=POSITIONS, below=3)),
}
ILLEGAL_ONES = {
    "two lengths of a vector": (annotated(VECTOR, Annotation(lengths=(4, 4))), "1 dimensions"),
    "no tuple": (annotated(VECTOR, Annotation(lengths=[4])), "1 dimensions"),  # type: ignore[arg-type]
    "a length below 0": (annotated(VECTOR, Annotation(lengths=(-1,))), "from 0 on"),
    "a length that is no int": (annotated(VECTOR, Annotation(lengths=(np.int64(4),))), "from 0 on"),  # type: ignore
    "another length than the type says": (annotated(ROW, Annotation(lengths=(2, 3))), "declared to have length 1"),
    "a range of real numbers": (annotated(VECTOR, Annotation(below=3)), "only whole numbers"),
    "a range below 0": (annotated(PLACES, Annotation(below=-1)), "from 0 on"),
    "a range that is no int": (annotated(PLACES, Annotation(below=3.0)), "from 0 on"),  # type: ignore[arg-type]
    "columns of a vector": (annotated(VECTOR, Annotation(by_columns=True)), "only matrices"),
    "columns of whole numbers": (
        annotated(TensorType("int64", (False, False)), Annotation(by_columns=True)),
        "only matrices",
    ),
    "real numbers in the text": (of_constant(np.arange(3.0), structure=True), "only positions"),
    "a long text": (of_constant(np.arange(MOST_IN_TEXT + 1), structure=True), "too long"),
    "structure that is no constant": (annotated(PLACES, Annotation(structure=True)), "a constant is structure"),
    "a constant with lengths": (of_constant(np.arange(3), lengths=(3,)), "a constant is structure"),
    "data of another type": (annotated(MATRIX, Annotation(constant=NUMBERS)), "of its type"),
    "data that are no constant": (annotated(VECTOR, Annotation(constant=tt.dvector())), "of its type"),  # type: ignore
    "data that are structure": (annotated(PLACES, Annotation(constant=structure(np.arange(3)))), "that is data"),
    "no tensor": (annotated(Generic(), Annotation(by_columns=True)), "no tensor"),
}


def read_by(variable: Any) -> Program:
    """A Program that reads `variable`."""
    result = tt.exp(variable) if isinstance(variable.type, TensorType) else variable
    return freeze([] if hasattr(variable, "data") else [variable], [result])


@pytest.mark.parametrize("variable", LEGAL_ONES.values(), ids=LEGAL_ONES)
def test_what_is_legal(variable: Any) -> None:
    program = read_by(variable)
    assert dict(program.annotations) == {variable: variable.compat_annotation}
    check(program)


@pytest.mark.parametrize("variable, words", ILLEGAL_ONES.values(), ids=ILLEGAL_ONES)
def test_what_is_not(variable: Any, words: str) -> None:
    with pytest.raises(GraphError, match=words):
        check(read_by(variable))


def test_what_is_computed_or_shared_has_none() -> None:
    x = annotated(VECTOR, Annotation(lengths=(3,)))
    result = tt.exp(tt.dvector())
    adopted = type(result.owner)(result.owner.op, result.owner.inputs, [x]).outputs[0]
    with pytest.raises(GraphError, match="it is computed"):
        check(freeze(adopted.owner.inputs, [adopted]))
    value = copy.copy(shared(np.arange(3.0)))
    value.__setstate__({"_annotation": Annotation(lengths=(3,))})
    with pytest.raises(GraphError, match="another at the next call"):
        check(freeze([value], [tt.exp(value)]))


def test_every_field_is_checked_and_tried() -> None:
    legal, illegal = LEGAL_ONES.values(), [v for v, _ in ILLEGAL_ONES.values()]
    for table in (legal, illegal):
        assert {name for v in table for name, _ in said(v.compat_annotation)} == LEGAL.keys()
    assert LEGAL.keys() == OTHER.keys() == {f.name for f in fields(Annotation)}


# ---- the key


def key(variable: Any) -> str:
    return Key([] if hasattr(variable, "data") else [variable], [tt.exp(variable)]).text


OTHER: dict[str, tuple[Any, Any]] = {  # two leaves that differ in that field alone
    "lengths": (annotated(VECTOR, Annotation(lengths=(3,))), annotated(VECTOR, Annotation(lengths=(4,)))),
    "below": (annotated(PLACES, Annotation(below=3)), annotated(PLACES, Annotation(below=4))),
    "by_columns": (annotated(MATRIX, NOTHING), annotated(MATRIX, Annotation(by_columns=True))),
    "structure": (of_constant(np.arange(3)), of_constant(np.arange(3), structure=True)),
    "constant": (annotated(NUMBERS.type, NOTHING), annotated(NUMBERS.type, Annotation(constant=NUMBERS))),
}


@pytest.mark.parametrize("field", [f.name for f in fields(Annotation)])
def test_leaves_that_differ_in_one_annotation_have_two_keys(field: str) -> None:
    one, other = OTHER[field]
    assert replace(one.compat_annotation, **{field: getattr(other.compat_annotation, field)}) == other.compat_annotation
    assert key(one) == key(
        type(one)(one.type, one.data) if hasattr(one, "data") else annotated(one.type, replace(one.compat_annotation))
    )
    if field == "constant":  # what comes from a Program has none
        with pytest.raises(NoKey):
            key(other)
    else:
        assert key(one) != key(other)


SEEN = {  # value, another that differs in that field alone; for an index of a density, and elsewhere
    "lengths": (np.zeros(3), np.zeros(4), "another", "another"),
    "indices": (np.arange(100).reshape(50, 2), np.arange(100)[::-1].reshape(50, 2), "another", "the same"),
    "no field: real numbers": (np.zeros(3), np.ones(3), "the same", "the same"),
}


@pytest.mark.parametrize("name", [*(f.name for f in fields(Seen)), "no field: real numbers"])
def test_of_a_shared_value_the_key_has_what_rewriting_sees(name: str) -> None:
    value, other, *wanted = SEEN[name]
    x, data = tt.dscalar(), shared(value)
    for by_group, expected in zip((True, False), wanted, strict=True):

        def text(held: np.ndarray, by_group: bool = by_group) -> str:
            data.set_value(held)
            return Key([x], [data * x], indices=by_group).text

        assert ("the same" if text(value) == text(other) else "another") == expected


class Watched(Container):
    """Notes who reads the value."""

    __slots__ = ("value_of_now", "readers")

    def __init__(self, value: np.ndarray) -> None:
        self.readers: set[str] = set()
        super().__init__(None, [value])

    @property  # type: ignore[override]
    def held(self) -> Any:
        self.readers.add(sys._getframe(1).f_code.co_name)
        return self.value_of_now

    @held.setter
    def held(self, value: Any) -> None:
        self.value_of_now = value


def test_rewriting_sees_nothing_else_of_shared_values() -> None:
    rng = np.random.default_rng(0)
    cells = [Watched(v) for v in (rng.integers(0, 5, 300), rng.normal(size=(300, 3)), rng.normal(size=300))]
    group, matrix, y = (
        TensorSharedVariable(None, TensorType(c.held.dtype.name, (False,) * c.held.ndim), None, container=c)
        for c in cells
    )
    for cell in cells:
        cell.readers.clear()
    x = annotated(VECTOR, Annotation(lengths=(8,)))
    logp = -tt.sqr(y - x[:5][group] - tt.dot(matrix, x[5:])).sum()
    for by_group in (True, False):
        prepare([x], [logp, grad(logp, x)], rarely_changed=True, by_group=by_group)
    assert [cell.readers for cell in cells] == [{seen.__name__}, {seen.__name__}, set()]


# ---- leaves


@pytest.mark.parametrize("again", [pickle.dumps, copy.copy, copy.deepcopy, Variable.clone])
@pytest.mark.parametrize("variable", LEGAL_ONES.values(), ids=LEGAL_ONES)
def test_copies_know_the_same(variable: Any, again: Any) -> None:
    made = again(variable) if again is not Variable.clone else variable.clone()
    made = pickle.loads(made) if isinstance(made, bytes) else made
    for field in fields(Annotation):
        one, other = (getattr(v.compat_annotation, field.name) for v in (variable, made))
        assert other.equals(one) if field.name == "constant" and one is not None else one == other


def test_it_is_said_when_a_leaf_is_made() -> None:
    with pytest.raises(AttributeError):
        tt.dvector().compat_annotation = Annotation(lengths=(3,))  # type: ignore[misc]
    assert tt.dvector().compat_annotation is NOTHING is tt.exp(tt.dvector()).compat_annotation
    assert pickle.loads(pickle.dumps(tt.dvector().clone())).compat_annotation is NOTHING


OLDER = {  # what was in the pickle of a variable that carried this itself
    "nothing": ({}, NOTHING),
    "lengths": ({"static_shape": (4,)}, Annotation(lengths=(4,))),
    "a range": ({"in_range": 0, "is_data_alone": True}, Annotation(below=0)),
    "columns": ({"by_columns": True}, Annotation(by_columns=True)),
    "structure": ({"is_structure": True}, Annotation(structure=True)),
    "data": ({"is_structure": False}, NOTHING),
    "a constant": ({"array": NUMBERS.data, "constant": NUMBERS}, Annotation(constant=NUMBERS)),
}


@pytest.mark.parametrize("state, wanted", OLDER.values(), ids=OLDER)
def test_pickles_from_before(state: dict[str, Any], wanted: Annotation) -> None:
    x = VECTOR("x")
    made = x.__class__.__new__(x.__class__)
    made.__setstate__({**x.__getstate__(), **state})
    assert made.compat_annotation == wanted and vars(made).keys() - {"_annotation"} == vars(x).keys()
    made.__setstate__({"constant": 3})  # a user's own
    assert made.constant == 3


def test_the_stage_gives_what_is_known_of_its_leaves() -> None:
    data, x = constant(np.random.default_rng(0).normal(size=(100, 3))), annotated(VECTOR, Annotation(lengths=(3,)))
    bound = prepare([x], [tt.exp(tt.dot(data, x)).sum() + x[constant(np.array([0, 2, -1]))].sum()])
    assert sorted(str(leaf.compat_annotation) for leaf in bound.stage_outputs) == ["below=3", "by_columns"]
    check_partition(bound)
    for known in (Annotation(below=2), Annotation(by_columns=True)):
        leaves = tuple(annotated(v.type, known) for v in bound.stage_outputs)
        with pytest.raises(GraphError, match="stands for"):
            check_partition(Partitioned(bound.stage, bound.data, leaves, bound.main))


def test_the_vector_of_a_density_has_a_length() -> None:
    x = tt.dvector("x")
    with pytest.raises(ValueError, match="3 values"):
        Density(x, GivenGraphs({}), 3, "C", Written([], [], ()), Written([], [], ()))
    assert compile_density(x, x.sum(), tt.ones_like(x), [x], 3).x.compat_annotation == Annotation(lengths=(3,))


SET = {"name", "compat_origin", "owner", "index"}  # declared by Variable


def test_nothing_hangs_on_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    hung: set[str] = set()

    def note(variable: Variable, name: str, value: Any) -> None:
        caller = sys._getframe(1)
        if (
            name not in SET
            and caller.f_locals.get("self") is not variable
            and not caller.f_code.co_filename.replace(os.sep, "/").endswith("graph/variable.py")
        ):
            hung.add(f"{name}, in {caller.f_code.co_name}")
        object.__setattr__(variable, name, value)

    monkeypatch.setattr(Variable, "__setattr__", note, raising=False)
    rng = np.random.default_rng(0)
    x, s = tt.dvector("x"), tt.dscalar("s")
    group, matrix, y = rng.integers(0, 5, 300), shared(rng.normal(size=(300, 3))), rng.normal(size=300)
    logp = -tt.sqr((y - x[:5][group]) / tt.exp(x[0]) - tt.dot(matrix, x[5:])).sum() + tt.triu(tt.outer(x, x)).sum()
    density = compile_density(x, logp, grad(logp, x), [x[:3] / y[:3]], 8, "C")
    assert density.recorded.prepared.partitioned.main and density.logp.prepared.partitioned.stage_outputs
    steps, _ = scan(lambda a, b: b * tt.exp(-a) + s, [y[:9]], [s])
    function([s], steps[-1] * x.sum(), givens=[(x, y * 2)], mode="FAST_COMPILE")
    assert not hung
