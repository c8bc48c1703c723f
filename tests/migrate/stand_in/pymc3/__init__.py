"""Stands for PyMC3 in tests of the process that replays a script: a model of one normal variable `mu`.

The log density is -mu²/2 + c of the model; `terms` are a free variable and an observed one.
"""

import numpy as np


class Variable:
    dtype = "float64"

    def __init__(self, name, logp, inputs=()):
        self.name, self.logp, self.logpt = name, logp, self
        self.inputs = inputs or [self]


class Model:
    def __init__(self, name="mu", shape=(), scale=1.0, constant=0.0, more=()):
        self.free_RVs = [Variable(name, lambda point: -(np.sum(point[name]) ** 2) / 2 * scale)]
        self.basic_RVs = [*self.free_RVs, Variable("y", lambda point: constant, self.free_RVs)]
        self.potentials = []
        self.named_vars = {variable.name: variable for variable in self.basic_RVs} | dict.fromkeys(more)
        self.test_point = {name: np.zeros(shape)}

    def logp(self, point):
        return sum(variable.logp(point) for variable in self.basic_RVs)


class Trace:
    def __init__(self, draws, shift, name):
        rng = np.random.default_rng(99)
        self.values = {name: rng.normal(shift, 1.0, size=(4, draws))}
        self.chains, self.varnames, self.stat_names = [0, 1, 2, 3], [name], set()

    def get_values(self, name, chains):
        return self.values[name][chains[0]]


def modelcontext(model):
    return model


def sample(draws=1000, shift=0.0, name="mu", model=None):
    return Trace(draws, shift, name)


from pymc3 import sampling  # noqa: E402, F401
