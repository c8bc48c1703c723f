"""DebugMode and NanGuardMode: what they let pass, and what they stop."""

import numpy as np
import pytest

import compat.theano_api.tensor as tt
from compat.compilation import pipeline
from compat.compilation.checking_modes import BadThunkOutput
from compat.compilation.function import function
from compat.theano_api import shared


def test_debug_mode_gives_the_value():
    x, w = tt.dvector("x"), shared(np.array([1.0, 2.0]), name="w")
    f = function([x], tt.log(1 + tt.exp(x * w)), updates=[(w, w + 1)], mode="DebugMode")
    np.testing.assert_allclose(f([0.5, -1.0]), np.log1p(np.exp([0.5, -2.0])))
    np.testing.assert_allclose(w.get_value(), [2.0, 3.0])


def test_debug_mode_finds_a_wrong_backend(monkeypatch):
    right = pipeline.run_with
    monkeypatch.setattr(pipeline, "run_with", lambda main, backend: (
        "c", lambda values: [r + 1 for r in right(main, "python")[1](values)]))
    x = tt.dvector("x")
    f = function([x], tt.exp(x), mode="DebugMode")
    with pytest.raises(BadThunkOutput, match="output 0.*c backend"):
        f([0.5])


@pytest.mark.parametrize(("value", "word"), [(-1.0, "NaN"), (0.0, "Inf"), (np.nan, "NaN detected in the input `x`")])
def test_nan_guard_names_the_node(value, word):
    x = tt.dscalar("x")
    f = function([x], tt.log(x) * 2, mode="NanGuardMode")
    assert f(1.0) == 0.0
    with pytest.raises(AssertionError, match=word):
        f(value)
