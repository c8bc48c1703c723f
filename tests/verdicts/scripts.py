"""Attacks on `theano-compat run --why`: scripts, and what is true of where each runs."""

from __future__ import annotations

from dataclasses import dataclass

from tests.verdicts.programs import CHOSEN, COMPILED, FALLS

HEAD = "import numpy as np, theano, theano.tensor as tt, pymc3 as pm\nfrom theano import sparse\nimport scipy.sparse\n"
MODEL = HEAD + "with pm.Model() as m:\n    x = pm.Normal('x'); pm.Normal('y', x, observed=np.ones(3))\n"
DRAW = "tune=20, chains=1, cores=1, progressbar=False, return_inferencedata=False, compute_convergence_checks=False)\n"
OP = "from theano.compile.ops import as_op\n@as_op([tt.dscalar], [tt.dscalar])\ndef f(a):\n    return -a**2\n"
NO_COMPILER = "import os\nos.environ['PATH'] = ''\nos.environ['CC'] = '/nowhere'\n"
SPARSE = "s = sparse.csr_matrix()\nf = theano.function([s], sparse.sp_sum(s, axis=0))\n"
PREDICTED = "    pm.sample_posterior_predictive([{'x': 0.0}] * 5, progressbar=False)\n"


@dataclass(frozen=True)
class Script:
    """A script, where it runs, words of what --why says, and words that it must not say."""

    text: str
    where: str
    words: tuple[str, ...]
    absent: tuple[str, ...]


SCRIPTS = {
    "NumPy alone": Script(
        "import numpy as np\nprint(np.ones(3).sum())\n",
        CHOSEN,
        ("nothing was compiled.",),
        ("fell back", "graphs and models"),
    ),
    "an import of theano alone": Script(
        "import theano\n", CHOSEN, ("imports", "nothing was compiled."), ("fell back", "graphs and models")
    ),
    "a compiled function": Script(
        HEAD + "k = tt.dscalar()\nprint(theano.function([k], k ** 2)(3.0))\n",
        COMPILED,
        ("nothing fell back: compiled 1 function in C.",),
        ("by choice", "Python callbacks"),
    ),
    "a sparse sum": Script(
        HEAD + SPARSE,
        FALLS,
        ("not compiled:", "s.py:5", "1 of these fell back; compiled: no function."),
        ("nothing fell back",),
    ),
    "a mode in NumPy": Script(
        HEAD + "k = tt.dscalar()\nprint(theano.function([k], tt.exp(k), mode='FAST_COMPILE')(3.0))\n",
        CHOSEN,
        ("s.py:5  in NumPy, as its mode says: exp", "nothing was compiled; by choice"),
        ("fell back",),
    ),
    "no compiler, by a flag": Script(
        NO_COMPILER + HEAD + "k = tt.dvector()\nprint(theano.function([k], tt.exp(k))(np.ones(3)))\n",
        FALLS,
        ("fell back; compiled: no function.",),
        ("nothing fell back",),
    ),
    "draws by NUTS": Script(
        MODEL + "    pm.sample(20, " + DRAW,
        COMPILED,
        ("nothing fell back: compiled",),
        ("step methods, not in nutpie",),
    ),
    "step methods that are asked for": Script(
        MODEL + "    pm.sample(20, step=pm.Metropolis(), " + DRAW,
        CHOSEN,
        ("by choice:", "step methods are given"),
        ("not compiled:",),
    ),
    "a discrete variable": Script(
        HEAD + "with pm.Model():\n    pm.Poisson('k', 3.0)\n    pm.sample(20, " + DRAW,
        FALLS,
        ("not compiled:", "k is discrete"),
        ("nothing fell back",),
    ),
    "a model with an Op in Python": Script(
        HEAD + OP + "with pm.Model():\n    pm.Potential('p', f(pm.Normal('x')))\n    pm.sample(20, " + DRAW,
        FALLS,
        ("not compiled:",),
        ("nothing fell back",),
    ),
    "draws of the prior": Script(
        MODEL + "    pm.sample_prior_predictive(5)\n",
        CHOSEN,
        ("draws of distributions, in NumPy",),
        ("not compiled:",),
    ),
    "draws of the posterior": Script(
        MODEL + PREDICTED, CHOSEN, ("draws of distributions, in NumPy",), ("not compiled:",)
    ),
    "a single evaluation of a log density": Script(
        MODEL + "print(m.logp({'x': 0.5}))\n", COMPILED, ("nothing fell back: compiled",), ("not compiled:",)
    ),
    "a fit": Script(
        MODEL + "    pm.fit(20, progressbar=False)\n", COMPILED, ("nothing fell back: compiled",), ("not compiled:",)
    ),
    "SMC": Script(
        MODEL + "    pm.sample_smc(50, chains=1, cores=1)\n",
        CHOSEN,
        ("nothing fell back: compiled", "moves its particles in NumPy"),
        ("not compiled:",),
    ),
}
