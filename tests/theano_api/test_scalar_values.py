"""`theano.scalar.exp.impl(0.3)` and `nfunc_spec`. Values of Theano-PyMC 1.1.2."""

import numpy as np
import pytest
import scipy.special
import scipy.stats

from theano_compat.ops.elementwise.functions import TABLE
from theano_compat.theano_api import scalar

NUMBERS = {  # the value at 0.3, 0.6 and 0.9, so many as it takes; at 2, 3 and 4
    "abs_": (0.3, 2), "add": (0.9, 5), "sub": (-0.3, -1), "mul": (0.18, 6), "true_div": (0.5, 2 / 3),
    "int_div": (0.0, 0), "floor_div": (0.0, 0), "mod": (0.3, 2), "pow": (0.48559337483, 8), "neg": (-0.3, -2),
    "inv": (3.3333333333333335, 0.5), "exp": (1.3498588075760032, 7.38905609893065), "sqr": (0.09, 4),
    "log1p": (0.26236426446749106, 1.0986122886681098), "expm1": (0.3498588075760031, 6.38905609893065),
    "sgn": (1.0, 1), "ceil": (1.0, 2.0), "eq": (False, False), "lt": (True, True), "ge": (False, False),
    "scalar_maximum": (0.6, 3), "scalar_minimum": (0.3, 2), "switch": (0.6, 3), "clip": (0.6, 3),
    "second": (0.6, 3), "identity": (0.3, 2), "erf": (0.3286267594591274, 0.9953222650189527),
    "gammaln": (1.0957979948180756, 0.0), "psi": (-3.502524222200133, 0.42278433509846713),
    "tri_gamma": (12.24536455, 0.64493407), "complex": (0.3 + 0.6j, 2 + 3j), "isnan": (False, False),
    "convert_to_int8": (0, 2), "inopenrange": (False, False), "inclosedrange": (False, False),
}  # fmt: skip


@pytest.mark.parametrize("name", NUMBERS)
def test_value(name):
    op = getattr(scalar, name)
    nin = op.nin if op.nin > 0 else 2
    for expected, numbers in zip(NUMBERS[name], ((0.3, 0.6, 0.9), (2, 3, 4)), strict=True):
        found = op.impl(*numbers[:nin])
        assert found == pytest.approx(expected, rel=1e-7, abs=1e-12) and np.ndim(found) == 0
        assert np.asarray(found).dtype.kind == np.asarray(expected).dtype.kind


def test_dtypes_are_those_of_graphs():
    assert scalar.exp.impl(np.int8(3)).dtype == "float32" and scalar.exp.impl(np.float32(3)).dtype == "float32"
    assert scalar.add.impl(np.float32(0.1), np.float32(0.2)).dtype == "float32"
    assert scalar.sqr.impl(np.array([1.0, 3.0])).tolist() == [1.0, 9.0]


@pytest.mark.parametrize(
    "use, kind",
    [
        (lambda: scalar.int_div.impl(1, 0), ZeroDivisionError),
        (lambda: scalar.and_.impl(0.3, 0.4), TypeError),
        (lambda: scalar.exp.impl(1, 2), TypeError),
        (lambda: scalar.clip.nfunc_spec, AttributeError),
    ],
)
def test_error(use, kind):
    with pytest.raises(kind):
        use()


@pytest.mark.wide(11)
@pytest.mark.parametrize("name", [row.name for row in TABLE.values() if row.numpy])
def test_function_of_numpy(name):
    row = TABLE[name]
    dotted, nin, nout = row.nfunc_spec
    function = {"scipy.special": scipy.special, "scipy.stats.chi2": scipy.stats.chi2}.get(dotted.rpartition(".")[0], np)
    of_numpy = getattr(function, dotted.rpartition(".")[2])
    assert nin == (2 if row.nin < 0 else row.nin) and nout == 1
    for numbers in ((0.3, 0.6, 0.9), (1, 1, 1), (True, True, False), (1.5, 2.5, 0.5)):
        try:
            found = row.impl(*numbers[:nin])
        except TypeError:  # integers alone, or floats alone
            continue
        with np.errstate(all="ignore"):
            np.testing.assert_allclose(np.asarray(found, float), np.asarray(of_numpy(*numbers[:nin]), float), rtol=1e-3)


def test_values_of_composites():
    x, y = scalar.float64("x"), scalar.float64("y")
    assert scalar.Composite([x, y], [scalar.exp(x) * y + 2.0]).impl(0.0, 3) == 5.0
    assert scalar.Composite([x, y], [x * y, x - y]).impl(2, 3.0) == [6.0, -1.0]
