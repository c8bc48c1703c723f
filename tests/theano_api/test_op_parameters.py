"""Enumerations, `params_type` and Ops whose code stands in files of C: as Theano-PyMC 1.1.2 has them, files of C as
Theano 1.0.5. Enumerations can be copied and pickled here, which failed there."""

import copy
import pickle

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.old.theano.gof import COp
from theano_compat.old.theano.graph.utils import MethodNotDefined
from theano_compat.ops.external_c_op import ExternalCOp
from theano_compat.ops.lists.enumerations import CEnumType, EnumList, EnumType
from theano_compat.ops.op_parameters import C_KEYWORDS as c_cpp_keywords
from theano_compat.ops.op_parameters import CDataType, Params, ParamsType
from theano_compat.theano_api.scalar import Scalar

x = tt.dvector("x")
BOTH = ParamsType(b=Scalar("int32"), a=tt.dmatrix)
LETTERS = EnumList(("A", "alpha"), "B")
DATA = np.eye(2), np.int32(1)


class Holder:
    a = [[1.0, 2.0]]
    b = 7


class OtherHolder:
    b = 8


class Times(theano.Op):
    """Takes its factor from the parameters."""

    __props__ = ("k",)
    params_type = ParamsType(k=Scalar("float64"))

    def __init__(self, k):
        self.k = k

    def make_node(self, x):
        return theano.Apply(self, [x], [x.type()])

    def perform(self, node, inputs, outputs, params):
        outputs[0][0] = inputs[0] * params.k


class Without(Times):
    __props__ = ()

    def __init__(self):
        pass


class ByEnumeration(Without):
    params_type = EnumList("ZERO", "ONE", ("TWO", "twice"))

    def get_params(self, node):
        return self.params_type.filter("twice")

    def perform(self, node, inputs, outputs, params):
        outputs[0][0] = inputs[0] * params


class NoParams(Without):
    params_type = None


VALUES = [
    (lambda: repr(EnumType(A=1, B=2.5, C=False, D=("delta", 4))), "EnumType<double>(A:1, B:2.5, C:0, D(delta):4)"),
    (lambda: repr(EnumList("A", ("B", "beta"), "C")), "EnumList<int>(A:0, B(beta):1, C:2)"),
    (lambda: repr(CEnumType("A", "B", ctype="long")), "CEnumType<long>(A:0, B:1)"),
    (lambda: [EnumType(A=1, B=True).B, LETTERS.B, LETTERS["A"], "A" in LETTERS, len(LETTERS), sorted(LETTERS.values())],
     [1, 1, 0, True, 2, [0, 1]]),
    (lambda: [LETTERS.fromalias("alpha"), LETTERS.fromalias("B"), LETTERS.has_alias("B"), LETTERS.get_aliases()],
     [0, 1, False, ("alpha",)]),
    (lambda: [LETTERS.filter("alpha"), LETTERS.filter(True), LETTERS.filter(1, strict=True)], [0, 1, 1]),
    (lambda: [EnumType(A=1, ctype="unsigned  int").ctype, EnumType(A=1, ctype="unsigned int").cname],
     ["unsigned int", "unsigned_int"]),
    (lambda: [EnumType(A=1) == EnumType(A=1), EnumType(A=1) == EnumType(A=2),
              EnumType(A=1) == EnumType(A=1, ctype="int"), hash(EnumType(A=1)) == hash(EnumType(A=1)),
              EnumType(A=0, ctype="int") == EnumList("A")],
     [True, False, False, True, False]),
    (lambda: [EnumType(A=1).values_eq(1, 1.0), EnumType(A=1).values_eq_approx(1, 2)], [True, False]),
    (lambda: [pickle.loads(pickle.dumps(LETTERS)).fromalias("alpha"), copy.deepcopy(LETTERS) == LETTERS], [0, True]),
    (lambda: [BOTH.fields, BOTH.length, repr(BOTH)],
     [("a", "b"), 2, "ParamsType<a:TensorType(float64, matrix), b:int32>"]),
    (lambda: [ParamsType(b=Scalar("int32")) == ParamsType(b=Scalar(t)) for t in ("int32", "int64")], [True, False]),
    (lambda: [ParamsType(e=LETTERS).B, ParamsType(e=LETTERS).get_enum("B"), ParamsType(e=LETTERS).enum_from_alias("B"),
              ParamsType(e=LETTERS).enum_from_alias("alpha")], [1, 1, 1, 0]),
    (lambda: [BOTH.get_type("b"), BOTH.get_field(Scalar("int32")), BOTH.has_type(Scalar("int64"))],
     [Scalar("int32"), "b", False]),
    (lambda: BOTH.name == ParamsType(a=tt.dmatrix, b=Scalar("int32")).name != ParamsType(a=tt.dmatrix).name, True),
    (lambda: [BOTH.extended(c=Scalar("bool")).fields, BOTH.extended(b=Scalar("bool")).types[1]],
     [("a", "b", "c"), Scalar("bool")]),
    (lambda: [type(BOTH.get_params(a=[[1]], b=2).b), BOTH.get_params(a=[[1]], b=2).a.tolist(),
              int(BOTH.get_params(a=[[1]], b=2.5).b)], [np.int32, [[1.0]], 2]),
    (lambda: [BOTH.get_params(Holder(), b=3).b, BOTH.get_params(Holder(), OtherHolder()).b], [3, 8]),
    (lambda: BOTH.filter(Params(BOTH, a=DATA[0], b=DATA[1]), strict=True).b, 1),
    (lambda: [BOTH.filter(Params(BOTH, a=[[1]], b=1)).a, int(BOTH.filter(Holder()).b)], [[[1]], 7]),
    (lambda: [Params(BOTH, a=DATA[0], b=DATA[1]) == Params(BOTH, a=DATA[0], b=b) for b in np.int32([1, 2])],
     [True, False]),
    (lambda: len({hash(Params(BOTH, a=DATA[0], b=DATA[1])) for _ in range(2)}), 1),
    (lambda: repr(Params(BOTH, a=1, b=2)), "Params(a:int:1, b:int:2)"),
    (lambda: [BOTH.values_eq_approx(BOTH.get_params(Holder()), BOTH.get_params(Holder(), a=[[1.0, 2.0 + d]]))
              for d in (1e-9, 1e-3)], [True, False]),
    (lambda: pickle.loads(pickle.dumps(ParamsType(e=LETTERS))).B, 1),
    (lambda: [CDataType("int*", "free").freefunc, CDataType("int*").ctype, CDataType("int*") == CDataType("int*"),
              CDataType("int*") == CDataType("void*"), CDataType("int*").filter(None)],
     ["free", "int*", True, False, None]),
    (lambda: [float(Times(2.5).get_params(None).k), Times(2)(x).eval({x: [1.0, 2.0]}).tolist()], [2.5, [2.0, 4.0]]),
    (lambda: ByEnumeration()(x).eval({x: [1.0, 2.0]}).tolist(), [2.0, 4.0]),
]  # fmt: skip


@pytest.mark.parametrize("use, expected", VALUES)
def test_value(use, expected):
    assert use() == expected


ERRORS = [
    (lambda: LETTERS.filter("alpha", strict=True), AssertionError, "none of the constants"),
    (lambda: LETTERS.filter(5), AssertionError, "none of the constants"),
    (lambda: LETTERS.fromalias("b"), KeyError, "b"),
    (lambda: LETTERS.Z, AttributeError, "no constant 'Z'"),
    (lambda: EnumType(a=1), AttributeError, 'invalid enum name: "a"'),
    (lambda: EnumType(A="x"), TypeError, "expected integer or floating value"),
    (lambda: EnumType(A=("A", 1)), TypeError, "a name already"),
    (lambda: EnumType(A=("b", 1), B=("b", 2)), TypeError, "a name already"),
    (lambda: EnumType(A=("B", 1), B=2), TypeError, "'B' is an alias and a constant"),
    (lambda: EnumType(A=(3, 1)), TypeError, "alias should be a string"),
    (lambda: EnumType(A=("a", 1, 2)), TypeError, "an alias and a value"),
    (lambda: EnumType(A=1, ctype="1x"), TypeError, "invalid C type"),
    (lambda: EnumType(A=1, cname="a b"), TypeError, "invalid C name"),
    (lambda: setattr(EnumType(A=1), "A", 2), NotImplementedError, "immutable"),
    (lambda: EnumType(A=1).__setitem__("A", 2), NotImplementedError, "immutable"),
    (lambda: EnumType(A=1).__delitem__("A"), NotImplementedError, "immutable"),
    (lambda: EnumList("A", "A"), TypeError, "already used"),
    (lambda: EnumList(3), TypeError, "should be a string"),
    (lambda: EnumList(("A", "b", "c")), TypeError, "pair of it and its alias"),
    (lambda: EnumList(("A", 2)), TypeError, "should be a string"),
    (lambda: EnumList("A", foo=1), AttributeError, "invalid enum name"),
    (lambda: EnumList("A", foo=1, bar=2, baz=3), AssertionError, "ctype and cname"),
    (lambda: ParamsType(), ValueError, "empty"),
    (lambda: ParamsType(a=3), TypeError, 'got "int"'),
    (lambda: ParamsType(**{"a b": Scalar("int32")}), AttributeError, "valid identifier"),
    (lambda: ParamsType(**{"int": Scalar("int32")}), SyntaxError, "keyword"),
    (lambda: ParamsType(e=LETTERS).get_enum("Z"), KeyError, "Z"),
    (lambda: ParamsType(e=LETTERS).Z, AttributeError, "'Z'"),
    (lambda: ParamsType(e=EnumList("A"), f=EnumList("A")), AttributeError, "common constants names"),
    (lambda: ParamsType(e=EnumList(("A", "x")), f=EnumList(("B", "x"))), AttributeError, "common constants aliases"),
    (lambda: ParamsType(e=EnumList("A"), f=EnumList(("B", "A"))), AttributeError, "same names as constants"),
    (lambda: BOTH.get_field(Scalar("int64")), ValueError, "not in tuple"),
    (lambda: BOTH.get_type("c"), ValueError, "not in tuple"),
    (lambda: BOTH.get_params(b=2), KeyError, "a"),
    (lambda: BOTH.get_params(Holder(), b="x"), TypeError, "b: "),
    (lambda: BOTH.filter(Params(BOTH, a=[[1]], b=1), strict=True), TypeError, "float64"),
    (lambda: BOTH.filter(Holder(), strict=True), TypeError, "expected a Params"),
    (lambda: BOTH.filter(3), AttributeError, "'a'"),
    (lambda: Params(BOTH, a=1), TypeError, '"b" not in'),
    (lambda: Params(3, a=1), TypeError, "should be a ParamsType"),
    (lambda: setattr(Params(BOTH, a=1, b=2), "a", 3), NotImplementedError, "immutable"),
    (lambda: Params(BOTH, a=1, b=2).c, AttributeError, '"c" does not exist'),
    (lambda: CDataType("int*").filter(3), TypeError, "PyCapsule"),
    (lambda: Without()(x).eval({x: [1.0]}), AttributeError, "missing attributes"),
    (lambda: NoParams().get_params(None), MethodNotDefined, "get_params"),
]


@pytest.mark.parametrize("use, kind, text", ERRORS)
def test_error(use, kind, text):
    with pytest.raises(kind, match=text):
        use()


def test_words_of_c():
    assert {"int", "restrict", "namespace"} <= c_cpp_keywords and "k" not in c_cpp_keywords


FILES = {
    "one.c": "#section support_code\nint one;\n#section support_code_apply\nint APPLY_SPECIFIC(f)(PyArrayObject* x);\n",
    "two.c": "#section support_code\nint two;\n",
    "old.c": "THEANO_SUPPORT_CODE_SECTION\nint a;\nTHEANO_APPLY_CODE_SECTION\nint b;\n",
    "code.c": "#section code\n%(x)s;\n",
    "both.c": "#section support_code\nint a;\nTHEANO_APPLY_CODE_SECTION\nint b;\n",
    "stray.c": "int a;\n#section support_code\nint b;\n",
    "unknown.c": "#section nothing\nint a;\n",
    "none.c": "int a;\n",
}


class InC(ExternalCOp):
    __props__ = ("func_name",)

    def make_node(self, x):
        return theano.Apply(self, [x], [x.type()])


class InBoth(InC):
    def perform(self, node, inputs, outputs):
        outputs[0][0] = 2 * inputs[0]


@pytest.fixture
def file(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return lambda name: str(tmp_path / name)


def test_sections(file):
    op = InC([file("one.c"), file("two.c")], "APPLY_SPECIFIC(f)")
    assert op.code_sections["support_code"] == "\nint one;\n\nint two;\n" and op.func_codes[1] == FILES["two.c"]
    assert InC(file("old.c"), "f").code_sections == {"support_code": "\nint a;\n", "support_code_apply": "\nint b;\n"}
    assert InC(file("one.c"), "f") == InC(file("two.c"), "f") and COp is ExternalCOp
    assert InC.get_path("/x.c") == "/x.c" and InC.get_path("x.c") == __file__.rpartition("/")[0] + "/x.c"


@pytest.mark.parametrize(
    "name, text",
    [
        ("both.c", "Both the new and the old syntax"),
        ("stray.c", "Stray code before"),
        ("unknown.c", "nothing"),
        ("none.c", "No valid section marker"),
        ("code.c", "leave one out"),
    ],
)
def test_wrong_file(file, name, text):
    with pytest.raises(ValueError, match=text):
        InC(file(name), "f")


def test_file_that_is_not_there(file):
    with pytest.raises(FileNotFoundError):
        InC(file("no_such_file.c"), "f")


def test_graphs_of_c_alone_are_built_and_compiled_where_there_is_a_compiler(file):
    y = InC(file("one.c"), "f")(x)
    assert y.type == x.type and y.owner.op.func_name == "f" and "InC" in theano.pp(y)
    with theano.config.change_flags(cxx=""):
        for mode in ("PYTHON", "C", "JAX"):
            with pytest.raises(NotImplementedError, match=r"test_op_parameters.py:\d+: config.cxx is empty"):
                theano.function([x], y, mode=mode)
    assert "f(x, &y)" in y.owner.op.c_code(y.owner, "node", ["x"], ["y"], {"fail": "goto end;"})
    with pytest.warns(RuntimeWarning, match="InBoth.* runs by its `perform`: .* refused it"):  # not C that compiles
        assert theano.function([x], InBoth(file("one.c"), "f")(x))([1.5]).tolist() == [3.0]
