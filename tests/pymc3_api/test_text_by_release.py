"""What prints as which text: PyMC3 3.11.5, and 3.8 where `config.emulate` asks for it. Expected texts are theirs."""

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
import theano_compat.theano_api as theano

TEXTS = {  # what -> its text in 3.11.5, in 3.8 and before
    "a": ("a ~ Normal", "a"),
    "b": ("b ~ HalfNormal", "b"),
    "b_log__": ("b_log__ ~ TransformedDistribution", "b_log__"),
    "d": ("d ~ Deterministic", "d"),
    "y": ("y ~ Normal", "y"),
    "y_missing": ("y_missing ~ NoDistribution", "y_missing"),
    "k": ("k", "k"),
}
LINES_3_8 = [
    r"\text{a} &\sim & \text{Normal}(\mathit{mu}=0.0,~\mathit{sigma}=1.0)",
    r"\text{b} &\sim & \text{HalfNormal}(\mathit{sigma}=1.0)",
    r"\text{d} &\sim & \text{Deterministic}(\text{a},~\text{Constant})",
    r"\text{y} &\sim & \text{Normal}(\mathit{mu}=\text{a},~\mathit{sigma}=f(\text{b}))",
]


@pytest.fixture
def model():
    with pm.Model() as made:
        a = pm.Normal("a", 0, 1)
        b = pm.HalfNormal("b", 1)
        pm.Deterministic("d", a + 1)
        pm.Potential("k", 2 * a)
        with pytest.warns(UserWarning, match="missing values"):
            pm.Normal("y", a, b, observed=np.ma.masked_values([1.0, -1.0, 2.0], -1.0))
    return made


@pytest.mark.parametrize(("release", "place"), [("3.11", 0), ("3.8", 1), ("3.4", 1)])
def test_text_of_variables(model, release, place):
    with theano.config.change_flags(emulate=release):
        for name, texts in TEXTS.items():
            assert str(model[name]) == repr(model[name]) == texts[place]
        assert str([model["a"], model["b"]]) == f"[{TEXTS['a'][place]}, {TEXTS['b'][place]}]"


def test_text_of_models_and_distributions_in_3_8(model):
    with theano.config.change_flags(emulate="3.8"):
        latex = model._repr_latex_()
        assert latex.split("{rcl}\n")[1].split("\\end")[0].strip().split("\\\\") == LINES_3_8
        for one in (model, pm.Normal.dist(0, 1)):
            assert str(one) == object.__repr__(one)
    assert "TransformedDistribution" in str(model) and str(pm.Normal.dist(0, 1)) == "[unnamed] ~ Normal"


def test_only_the_joint_density_has_a_name(model):
    assert (model.logpt.name, model.varlogpt.name, model.datalogpt.name) == ("__logp", None, None)
