"""Attacks on a checkpoint: a program, what is changed in it before its second run, and what must be said.

What must be said of a change without an effect on the draws is "".
"""

from dataclasses import dataclass

from . import programs as p


@dataclass(frozen=True)
class Attack:
    name: str
    program: str
    before: str
    after: str
    said: str


def of(function: str) -> str:
    """Return a program that samples a model with a function `f`."""
    return function + p.OF_F + p.SAMPLED


S = p.SAMPLED
F = of(p.F)
CALLS_F = "the function f that the Op FromFunctionOp{f} calls has changed"

CHANGED = [
    Attack("the code of an as_op", F, "x * 1.0", "x * 2.0", CALLS_F),
    Attack("the code of an as_op, SMC", p.F + p.OF_F + p.SMC, "x * 1.0", "x * 2.0", CALLS_F),
    Attack("an operator of an as_op", F, "x * 1.0", "x + 1.0", CALLS_F),
    Attack(
        "a number in the closure", of(p.CLOSURE), "made(1.0)", "made(2.0)", "k, which the function f reads"
    ),
    Attack(
        "a global number", of(p.HELPERS), "scale = 1.0", "scale = 2.0", "scale, which the function outer reads"
    ),
    Attack(
        "a helper of a helper",
        of(p.HELPERS),
        "x * by +",
        "x + by +",
        "the function inner that the function outer calls",
    ),
    Attack("a default of a helper", of(p.HELPERS), "by=1.0", "by=2.0", "the function inner that"),
    Attack(
        "a number deep in a table",
        of(p.HELPERS),
        "[1.0, 2.0]",
        "[1.0, 3.0]",
        "table, which the function inner reads",
    ),
    Attack("a member of a set", of(p.HELPERS), "{3, 4}", "{3, 5}", "table, which the function inner reads"),
    Attack(
        "another function by the same name",
        of(p.HELPERS),
        "inner(x) * scale",
        "np.sin(x) * scale",
        "the function outer",
    ),
    Attack(
        "a scale among attributes",
        of(p.GAIN),
        "Gain(2.0",
        "Gain(3.0",
        "the attribute by of the Op Gain has changed",
    ),
    Attack(
        "data among attributes",
        of(p.GAIN),
        "np.arange(50_000.0)",
        "np.arange(50_000.0)[::-1] + 1e-12",
        "the attribute data of the Op Gain has changed",
    ),
    Attack(
        "an attribute of a base class",
        of(p.GAIN),
        "offset = 0.0",
        "offset = 1.0",
        "the attribute offset of the class Base has changed",
    ),
    Attack(
        "the perform of an Op",
        of(p.GAIN),
        "+ self.data.sum()",
        "- self.data.sum()",
        "the method perform of the class Gain has changed",
    ),
    Attack(
        "an as_op inside a scan",
        of(p.SCAN),
        "x * 1.0",
        "x * 2.0",
        "the function g that the Op FromFunctionOp{g} calls has changed",
    ),
    Attack(
        "a scan's step beside an as_op",
        of(p.SCAN),
        "g(before) + 1.0",
        "g(before) + 2.0",
        "the graph inside the Op Scan has changed",
    ),
    Attack(
        "the length of a scan", of(p.SCAN), "n_steps=3", "n_steps=4", "the observed variable y has changed"
    ),
    Attack(
        "the func of an ODE",
        of(p.ODE),
        "-theta[0] * state[0]",
        "-theta[0] * state[0] ** 2",
        "the function slope that the Op DifferentialEquation calls has changed",
    ),
    Attack(
        "the times of an ODE",
        of(p.ODE),
        "2.0], n_states",
        "2.5], n_states",
        "the attribute times of the Op DifferentialEquation",
    ),
    Attack(
        "the graph inside an OpFromGraph",
        of(p.INNER),
        "g(z) * 2.0",
        "g(z) * 3.0",
        "the graph inside the Op OpFromGraph has changed",
    ),
    Attack(
        "an as_op inside an OpFromGraph",
        of(p.INNER),
        "x * 1.0",
        "x * 2.0",
        "the function g that the Op FromFunctionOp{g} calls",
    ),
    Attack("a constant above 8 MB", p.LARGE + S, "big[3, 4] = 1.0", "big[3, 4] = 2.0", "the potential p has changed"),
    Attack("a simulator", p.SIMULATED + p.ABC, "normal(mu, 1.0, 4)", "normal(mu, 2.0, 4)", "the function simulate"),
    Attack("the distance", p.SIMULATED + p.ABC, "-np.abs(", "-2 * np.abs(", "the function distance"),
    Attack("the summary", p.SIMULATED + p.ABC, "np.sort(x)", "np.cumsum(x)", "the function summary"),
    Attack(
        "epsilon",
        p.SIMULATED + p.ABC,
        "epsilon=1.0, obs",
        "epsilon=0.5, obs",
        "the attribute epsilon of the distribution of y has changed",
    ),
    Attack(
        "the random of a DensityDist, SMC", p.DENSITY + p.SMC, "normal(0.0, 1.0", "normal(0.0, 2.0", "the function draw"
    ),
    Attack(
        "the logp of a DensityDist", p.DENSITY + S, "(value**2) / 2", "(value**2) / 3", "the variable a has changed"
    ),
    Attack(
        "the random of a custom distribution, SMC",
        p.OWN + p.SMC,
        "normal(0.0, 1.0",
        "normal(0.0, 2.0",
        "the method random of the class Narrow",
    ),
    Attack(
        "the logp of a custom distribution",
        p.OWN + S,
        "(value / self.width)",
        "(value / self.width + 1)",
        "the variable a has changed",
    ),
    Attack("a test value", p.PLAIN + S, "testval=0.5", "testval=0.6", "the test value of a has changed"),
    Attack("data of pm.Data", p.PLAIN + S, "np.arange(4.0))\n    pm", "np.ones(4))\n    pm", "the data was another: x"),
    Attack(
        "a transform",
        p.PLAIN + S,
        'pm.HalfNormal("s", 1)',
        'pm.HalfNormal("s", 1, transform=pm.distributions.transforms.log_exp_m1)',
        "the step methods was",
    ),
    Attack(
        "the scaling of Metropolis",
        p.PLAIN + p.STEPS,
        "scaling=1.0",
        "scaling=2.0",
        "the attribute scaling of the step method Metropolis has changed",
    ),
    Attack(
        "the interval of Metropolis",
        p.PLAIN + p.STEPS,
        "tune_interval=50",
        "tune_interval=60",
        "tune_interval of the step method Metropolis",
    ),
    Attack(
        "a proposal's class",
        p.PLAIN + p.STEPS,
        "width = 1.0",
        "width = 2.0",
        "the attribute width of the class Wide has changed",
    ),
    Attack(
        "a proposal's draw",
        p.PLAIN + p.STEPS,
        "normal(0.0, self",
        "laplace(0.0, self",
        "the method __call__ of the class Wide has changed",
    ),
    Attack(
        "target_accept of a NUTS",
        p.PLAIN + p.NUTS,
        "target_accept=0.8",
        "target_accept=0.9",
        "of the step method NUTS has changed",
    ),
    Attack(
        "a user's step",
        p.PLAIN + p.OWN_STEP,
        "0.5 * point",
        "0.6 * point",
        "the method step of the class HalfWay has changed",
    ),
    Attack(
        "an argument of a user's step",
        p.PLAIN + p.OWN_STEP,
        '["a"]], 1.0',
        '["a"]], 2.0',
        "the attribute size of the step method HalfWay has changed",
    ),
    Attack("a callback", p.PLAIN + p.CALLED, "> 100", "> 50", "the function watch (the callback) has changed"),
    Attack(
        "a fit's callback",
        p.PLAIN + p.FITTED,
        "Look(0.1)",
        "Look(0.2)",
        "the attribute tolerance of the callback Look has changed",
    ),
    Attack(
        "the code of a fit's callback",
        p.PLAIN + p.FITTED,
        "i > 1000",
        "i > 2000",
        "the method __call__ of the class Look has changed",
    ),
    Attack("the start of a fit", p.PLAIN + p.FITTED, '{"a": 0.5}', '{"a": 0.7}', "the options was"),
    Attack("a user's scalar Op", of(p.SCALAR), "return 2.0 * x", "return 3.0 * x", "the method impl of the class Twice has changed"),
    Attack("a function compiled by theano", of(p.FUNCTION), "v * 2.0", "v * 3.0", "inner, which the function f reads has changed"),
    Attack("a shared variable of such a function", of(p.FUNCTION), "shared(1.0", "shared(2.0", "the data was another: shift"),
    Attack("the density of another model", of(p.OTHER_MODEL), "0.0, 1.0", "0.0, 2.0", "density, which the function f reads has changed"),
    Attack("the data of a spline", of(p.SPLINE), "** 2", "** 3", "spline, which the function cached reads has changed"),
    Attack("a cached function", of(p.SPLINE), "return float(spline(x))", "return 2.0 * float(spline(x))", "the function cached"),
    Attack("a list in a tuple in a dict in a slot", of(p.SPLINE), "[2.0]", "[3.0]", "the attribute one of"),
    Attack("an argument of a partial", of(p.SPLINE), "max, 3.0", "max, 4.0", "the attribute way of"),
    Attack("a bound method's code", of(p.SPLINE), "[0] * x", "[0] + x", "the function of that the function f calls has changed"),
    Attack("the function of SciPy that is called", of(p.F.replace("x * 1.0", "scipy.stats.norm.cdf(x)")), ".cdf", ".sf", CALLS_F),
    Attack("one observation by its last bit", p.PLAIN + S, "observed=y", "observed=y + np.array([0, 0, 0, 4e-16])", "the observed variable y has changed"),
    Attack("the size of the whole", p.PLAIN + S, "s, observed=y", "s, observed=y, total_size=40", "the observed variable y has changed"),
    Attack("which row is missing", p.MISSING + S, "y[2] = np.nan", "y[2] = 0.0; y[1] = np.nan", "the model was another"),
    Attack("an entry of a sparse matrix", p.SPARSE + S, "4.0]", "5.0]", "the model was another: the observed variable y"),
    Attack("the data of minibatches", p.BATCHES + S, "arange(100.0)", "arange(100.0) + 1", "the data was another"),
    Attack("what is recorded", p.PLAIN + p.RECORDS, '["s"]', '["a"]', "the recorded variables was"),
    Attack("the loop of a branch", of(p.BRANCH), "g(x), x", "g(x), 2 * x", "the observed variable y has changed"),
    Attack("an as_op in a branch", of(p.BRANCH), "x * 1.0", "x * 2.0", "the function g that the Op FromFunctionOp{g} calls"),
    Attack("code within code", of(p.NESTED), "k * 3", "k * 4", "the function made that the function f calls has changed"),
    Attack("a default by name", of(p.NESTED), "by=2.0", "by=2.5", "a default of the function made has changed"),
    Attack("a class of classes", of(p.NESTED), "weight = 1.0", "weight = 1.5", "the attribute weight of the class Weights has changed"),
    Attack("a member of an Enum", of(p.NESTED), "FAR = 2.0", "FAR = 3.0", "the class Place"),
    Attack("a table of pandas", of(p.TABLE), '"v": [1.0', '"v": [1.5', "table, which the function f reads has changed"),
    Attack("an attribute of a function", of(p.TABLE), "f_inner.shift = 0.0", "f_inner.shift = 1.0", "shift, which the function f_inner reads has changed"),
    Attack("a property", of(p.TABLE), "return 1.0 * self", "return 2.0 * self", "the method get of the class Box has changed"),
    Attack("many fits", p.PLAIN + p.MAPPED, "pm.HalfNormal", "pm.HalfCauchy", "the variable s_log__ has changed"),
    Attack("many fits, an as_op", p.F + p.PLAIN.replace("a + x", "f(a) + x") + p.MAPPED, "x * 1.0", "x * 2.0", CALLS_F),
]

WITHOUT_EFFECT = [
    Attack("nothing", F, "", "", ""),
    Attack("a comment", F, "    return np", "    # as it was\n    return np", ""),
    Attack("lines above", F, "@theano", "\n\n\n@theano", ""),
    Attack("a docstring", F, "def f(x):\n", 'def f(x):\n    """Return x."""\n', ""),
    Attack(
        "a local variable's name",
        p.HELPERS.replace("return inner(x) * scale", "q = inner(x)\n    return q * scale") + p.OF_F + S,
        "q ",
        "qq ",
        "",
    ),
    Attack("a global that nothing reads", of(p.HELPERS), "scale = 1.0", "other = 3.0\nscale = 1.0", ""),
    Attack(
        "a function that nothing calls",
        of(p.HELPERS),
        "scale = 1.0",
        "def unused():\n    return 2\nscale = 1.0",
        "",
    ),
    Attack("the order of a set", of(p.HELPERS), "{3, 4}", "{4, 3}", ""),
    Attack("the annotation of an argument", F, "def f(x)", "def f(x: float)", ""),
    Attack("the random of a DensityDist, pm.sample", p.DENSITY + S, "normal(0.0, 1.0", "normal(0.0, 2.0", ""),
    Attack("a test value, SMC", p.PLAIN + p.SMC, "testval=0.5", "testval=0.6", ""),
    Attack("a name of an array", p.LARGE + S, "big", "large", ""),
    Attack(
        "the seed of a state that is kept",
        p.PLAIN + p.OWN_STEP.replace("vars, size\n", "vars, size\n        self.own = np.random.RandomState()\n"),
        "",
        "",
        "",
    ),
    Attack("a user's callback as it was", p.PLAIN + p.FITTED, "", "", ""),
    Attack("a simulator as it was", p.SIMULATED + p.ABC, "", "", ""),
    Attack("NUTS as it was", p.PLAIN + p.NUTS, "", "", ""),
    Attack("labels of dimensions", p.PLAIN.replace("pm.Model()", "pm.Model(coords={'d': [1, 2]})") + S, "[1, 2]", "[3, 4]", ""),
    Attack("a title of a progress bar", p.PLAIN + S.replace("**few", "discard_tuned_samples=False, **few"), "discard_tuned_samples=False, ", "", ""),
    Attack("a table of pandas as it was", of(p.TABLE), "", "", ""),
    Attack("branches as they were", of(p.BRANCH), "", "", ""),
    Attack("code within code as it was", of(p.NESTED), "", "", ""),
    Attack("a spline as it was", of(p.SPLINE), "", "", ""),
    Attack("minibatches as they were", p.BATCHES + S, "", "", ""),
]

UNSEEN = [
    Attack(
        "a generator",
        of(p.GENERATOR),
        "",
        "",
        "numbers, which the function f reads (a generator that shows nothing of its contents)",
    ),
    Attack("eval", of(p.EVAL), "", "", "the function f that the Op FromFunctionOp{f} calls (it calls eval)"),
    Attack(
        "a function that NumPy hides",
        of(p.FROMPYFUNC),
        "",
        "",
        "double, which the function f reads (np.frompyfunc does not show the function",
    ),
]
