"""Which cells only show how a sampler went."""

import pytest

from theano_migrate.reproduce.names import only_diagnostics


@pytest.mark.parametrize(
    ("source", "only"),
    [
        ("print(pm.diagnostics.gelman_rubin(trace))", True),
        ("import arviz as az\naz.ess(trace)", True),
        ("n = 2\nprint('sizes', effective_n(trace)['mu'])", True),
        ("'''a text'''\npm.effective_n(trace)", True),
        ("pm.gelman_rubin(trace)\ntrace['mu'].mean()", False),
        ("print(pm.gelman_rubin(trace), trace['mu'].mean())", False),
        ("for name in names:\n    print(pm.gelman_rubin(trace)[name])", False),
        ("rhat = pm.gelman_rubin(trace)", False),
        ("print('nothing')", False),
        ("%time pm.rhat(trace)", False),
    ],
)
def test_only_diagnostics(source, only):
    assert only_diagnostics(source) is only
