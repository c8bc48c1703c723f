"""Programs that keep a checkpoint, in parts that the table of attacks puts together."""

HEAD = """
import functools
import numpy as np
import scipy.stats
import compat as theano
import compat.pymc3 as pm
import compat.tensor as tt

y = np.array([0.3, -1.2, 0.8, 2.1])
few = {"draws": 4, "tune": 4, "chains": 1, "cores": 1, "random_seed": 3, "progressbar": False,
       "return_inferencedata": False, "compute_convergence_checks": False, "checkpoint": folder}
"""

SAMPLED = """
with model:
    pm.sample(step=pm.Metropolis(), **few)
"""

SMC = """
with model:
    pm.sample_smc(8, n_steps=2, chains=1, random_seed=3, checkpoint=folder)
"""

ABC = """
with model:
    pm.sample_smc(8, kernel="ABC", n_steps=2, chains=1, random_seed=3, checkpoint=folder)
"""

OF_F = """
with pm.Model() as model:
    a = pm.Normal("a", 0, 10)
    pm.Normal("y", f(a), 1, observed=y)
"""

F = """
@theano.as_op(itypes=[tt.dscalar], otypes=[tt.dscalar])
def f(x):
    return np.asarray(x * 1.0)
"""

CLOSURE = """
def made(k):
    @theano.as_op(itypes=[tt.dscalar], otypes=[tt.dscalar])
    def f(x):
        return np.asarray(x * k)
    return f
f = made(1.0)
"""

HELPERS = """
scale = 1.0
table = {"a": [1.0, 2.0], "b": {3, 4}}
def outer(x):
    return inner(x) * scale
def inner(x, by=1.0):
    return x * by + table["a"][0]
@theano.as_op(itypes=[tt.dscalar], otypes=[tt.dscalar])
def f(x):
    return np.asarray(outer(x))
"""

GAIN = """
class Base(theano.Op):
    offset = 0.0
    def make_node(self, x):
        return theano.Apply(self, [tt.as_tensor_variable(x)], [tt.dscalar()])
class Gain(Base):
    def __init__(self, by, data):
        self.by, self.data = by, data
    def perform(self, node, inputs, outputs):
        outputs[0][0] = np.asarray(inputs[0] * self.by + self.data.sum() + self.offset)
f = Gain(2.0, np.arange(50_000.0))
"""

SCAN = """
@theano.as_op(itypes=[tt.dscalar], otypes=[tt.dscalar])
def g(x):
    return np.asarray(x * 1.0)
def f(x):
    values, _ = theano.scan(lambda before: g(before) + 1.0, outputs_info=x, n_steps=3)
    return values[-1]
"""

ODE = """
def slope(state, t, theta):
    return [-theta[0] * state[0]]
decay = pm.ode.DifferentialEquation(func=slope, times=[0.5, 1.0, 1.5, 2.0], n_states=1, n_theta=1, t0=0.0)
def f(x):
    return decay(y0=[1.0], theta=[x])[:, 0]
"""

INNER = """
z = tt.dscalar()
@theano.as_op(itypes=[tt.dscalar], otypes=[tt.dscalar])
def g(x):
    return np.asarray(x * 1.0)
f = theano.OpFromGraph([z], [g(z) * 2.0])
"""

LARGE = """
big = np.zeros((1100, 1000))
big[3, 4] = 1.0
@theano.as_op(itypes=[tt.dscalar], otypes=[tt.dscalar])
def f(x):
    return np.asarray(x * 1.0)
with pm.Model() as model:
    a = pm.Normal("a", 0, 10)
    pm.Potential("p", tt.dot(tt.as_tensor_variable(big), tt.ones(1000) * f(a)).sum())
"""

SIMULATED = """
def simulate(mu):
    return np.random.normal(mu, 1.0, 4)
def distance(epsilon, observed, simulated):
    return -np.abs(observed - simulated).sum() / epsilon
def summary(x):
    return np.sort(x)
with pm.Model() as model:
    mu = pm.Normal("mu", 0, 2)
    pm.Simulator("y", simulate, params=(mu,), distance=distance, sum_stat=summary, epsilon=1.0, observed=y)
"""

DENSITY = """
def logp(value):
    return -(value**2) / 2
def draw(point=None, size=None):
    return np.random.normal(0.0, 1.0, size=size)
with pm.Model() as model:
    a = pm.DensityDist("a", logp, random=draw, testval=0.5)
    pm.Normal("y", a, 1, observed=y)
"""

OWN = """
class Narrow(pm.Continuous):
    def __init__(self, width, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.width, self.mean = width, tt.as_tensor_variable(0.0)
    def logp(self, value):
        return -((value / self.width) ** 2) / 2
    def random(self, point=None, size=None):
        return np.random.normal(0.0, 1.0, size=size)
with pm.Model() as model:
    a = Narrow("a", 1.0, testval=0.0)
    pm.Normal("y", a, 1, observed=y)
"""

PLAIN = """
with pm.Model() as model:
    a = pm.Normal("a", 0, 10, testval=0.5)
    s = pm.HalfNormal("s", 1)
    x = pm.Data("x", np.arange(4.0))
    pm.Normal("y", a + x, s, observed=y)
"""

STEPS = """
def proposal(s):
    class Wide:
        width = 1.0
        def __call__(self):
            return np.random.normal(0.0, self.width, size=len(s))
    return Wide()
with model:
    pm.sample(step=pm.Metropolis(proposal_dist=proposal, scaling=1.0, tune_interval=50), **few)
"""

OWN_STEP = """
class HalfWay(pm.step_methods.arraystep.BlockedStep):
    generates_stats = False
    def __init__(self, vars, size):
        self.vars, self.size = vars, size
    def step(self, point):
        name = self.vars[0].name
        return {**point, name: np.array(0.5 * point[name] + self.size * np.random.normal())}
with model:
    pm.sample(step=[HalfWay([model["a"]], 1.0), pm.Slice([model["s_log__"]])], **few)
"""

CALLED = """
def watch(trace, draw):
    if draw.draw_idx > 100:
        raise KeyboardInterrupt
with model:
    pm.sample(step=pm.Metropolis(), callback=watch, **few)
"""

NUTS = """
with model:
    pm.sample(step=pm.NUTS(target_accept=0.8, scaling=np.ones(2)), **few)
"""

FITTED = """
class Look:
    every = 100
    def __init__(self, tolerance):
        self.tolerance = tolerance
    def __call__(self, approx, losses, i):
        if i > 1000 and losses[-1] < self.tolerance:
            raise StopIteration
with model:
    pm.fit(4, random_seed=3, start={"a": 0.5}, callbacks=[Look(0.1)], progressbar=False, checkpoint=folder)
"""

MAPPED = """
theano.map_models(model, [{"x": np.arange(4.0)}], draws=4, tune=4, chains=1, random_seed=3, checkpoint=folder)
"""

GENERATOR = """
numbers = (k for k in range(10))
@theano.as_op(itypes=[tt.dscalar], otypes=[tt.dscalar])
def f(x):
    return np.asarray(x * next(numbers))
"""

EVAL = """
@theano.as_op(itypes=[tt.dscalar], otypes=[tt.dscalar])
def f(x):
    return np.asarray(eval("x * 1.0"))
"""

FROMPYFUNC = """
double = np.frompyfunc(lambda x: 2 * x, 1, 1)
@theano.as_op(itypes=[tt.dscalar], otypes=[tt.dscalar])
def f(x):
    return np.asarray(double(x), dtype=float)
"""

NUTPIE = """
with model:
    pm.sample(nuts_sampler="nutpie", **{**few, "draws": 10, "tune": 20})
"""

RECORDED = F + PLAIN.replace("s = pm", 'pm.Deterministic("d", f(a))\n    s = pm')

SCALAR = """
class Twice(theano.scalar.UnaryScalarOp):
    def impl(self, x):
        return 2.0 * x
    def grad(self, inputs, gradients):
        return [2.0 * gradients[0]]
f = tt.Elemwise(Twice(theano.scalar.upgrade_to_float, name="twice"))
"""

FUNCTION = """
v = tt.dscalar("v")
shift = theano.shared(1.0, "shift")
inner = theano.function([v], v * 2.0 + shift)
@theano.as_op(itypes=[tt.dscalar], otypes=[tt.dscalar])
def f(x):
    return np.asarray(inner(x))
"""

OTHER_MODEL = """
with pm.Model() as other:
    w = pm.Normal("w", 0.0, 1.0)
density = other.fastlogp
@theano.as_op(itypes=[tt.dscalar], otypes=[tt.dscalar])
def f(x):
    return np.asarray(density({"w": x}))
"""

SPLINE = """
import scipy.interpolate
spline = scipy.interpolate.CubicSpline(np.arange(5.0), np.arange(5.0) ** 2)
@functools.lru_cache(maxsize=None)
def cached(x):
    return float(spline(x))
class Holder:
    __slots__ = ("one", "way")
    def __init__(self):
        self.one, self.way = {"deep": (1.0, [2.0])}, functools.partial(max, 3.0)
    def of(self, x):
        return self.one["deep"][0] * x
holder = Holder()
method = holder.of
@theano.as_op(itypes=[tt.dscalar], otypes=[tt.dscalar])
def f(x):
    return np.asarray(cached(float(x)) + method(x) + holder.way(1.0))
"""

MISSING = """
y[2] = np.nan
with pm.Model() as model:
    a = pm.Normal("a", 0, 10)
    pm.Normal("y", a, 1, observed=np.ma.masked_invalid(y))
"""

SPARSE = """
import scipy.sparse
import compat.sparse
matrix = scipy.sparse.csr_matrix(np.diag([1.0, 2.0, 3.0, 4.0]))
with pm.Model() as model:
    a = pm.Normal("a", 0, 10, shape=(4, 1))
    mean = theano.sparse.structured_dot(theano.sparse.as_sparse_variable(matrix), a)[:, 0]
    pm.Normal("y", mean, 1, observed=y)
"""

BATCHES = """
with pm.Model() as model:
    a = pm.Normal("a", 0, 10)
    pm.Normal("y", a, 1, observed=pm.Minibatch(np.arange(100.0), 10, random_seed=1), total_size=100)
"""

RECORDS = """
with model:
    pm.sample(step=pm.Metropolis(), trace=[model["s"]], **few)
"""

BRANCH = """
from compat.ifelse import ifelse
@theano.as_op(itypes=[tt.dscalar], otypes=[tt.dscalar])
def g(x):
    return np.asarray(x * 1.0)
def f(x):
    return ifelse(tt.gt(x, 0), g(x), x)
"""

NESTED = """
import enum
class Meta(type):
    def weighted(cls, x):
        return cls.weight * x
class Weights(metaclass=Meta):
    weight = 1.0
class Place(enum.Enum):
    NEAR = 1.0
    FAR = 2.0
def made(x, *, by=2.0):
    return sum([(lambda k: k * 3)(one) for one in (x, by)])
@theano.as_op(itypes=[tt.dscalar], otypes=[tt.dscalar])
def f(x):
    return np.asarray(made(x) + Weights.weighted(x) + Place.FAR.value)
"""

TABLE = """
import pandas
table = pandas.DataFrame({"k": ["a", "b"], "v": [1.0, 2.0]})
def f_inner(x):
    return x + f_inner.shift
f_inner.shift = 0.0
class Box:
    size = 1.0
    @property
    def get(self):
        return 1.0 * self.size
box = Box()
@theano.as_op(itypes=[tt.dscalar], otypes=[tt.dscalar])
def f(x):
    return np.asarray(f_inner(x) + table["v"].sum() + box.get)
"""
