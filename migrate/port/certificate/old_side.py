"""The old script's models under the shim: their parts, and their densities in constrained space.

Started by `process.py` as `python -m theano_migrate.port.certificate.old_side`; answers the commands of `script_run`.
"""

import sys

import numpy as np

from . import (
    backward_error,
    call_records,
    evaluation,
    known_constants,
    old_observed,
    script_run,
    wide_constants,
)

ONE_BY_ONE = 400  # prior predictive draws
DERIVED = {"mean", "median", "mode", "variance", "testval", "defaults"}  # what a distribution makes of its parameters
MOST_COLUMNS = 40  # of a transform's Jacobian that are unrolled; beyond, a loop


class OldModel:
    """A model of PyMC3: graphs of its terms as functions of the constrained values of its free variables."""

    def __init__(self, model, kept):
        self.model, self.kept = model, kept
        self.constrained = {}  # free variable -> the variable in its own units
        for variable in model.deterministics:
            if getattr(variable, "transformed", None) is not None:
                self.constrained[variable.transformed] = variable
        self.named = {self.name_of(free): free for free in model.free_RVs}
        self.evaluator = None

    def name_of(self, free):
        return self.constrained.get(free, free).name

    def described(self):
        point = self.model.test_point
        variables = {}
        for name, free in self.named.items():
            moved = free in self.constrained
            transform = self.constrained[free].transformation if moved else None
            distribution = self.constrained.get(free, free).distribution
            given = getattr(distribution, "testval", None)
            if type(distribution).__name__ == "DensityDist" and np.all(given == 0):  # its default
                given = None
            variables[name] = {
                "start": call_records.start(given),
                "point": call_records.start(getattr(self.constrained.get(free, free).tag, "test_value", None)),
                "unconstrained": free.name,
                "discrete": free.dtype.startswith(("int", "uint", "bool")),
                "transform": None if transform is None else f"{transform.name}",
                "dtype": free.dtype,
                "shape": list(np.shape(point[free.name])),
                "distribution": distribution_of(free, self.constrained),
                "constant": known_constants.of_distribution(distribution),
            }
        return {
            "name": self.model.name,
            "variables": variables,
            "observed": [
                {
                    "name": one.name,
                    "distribution": type(one.distribution).__name__,
                    "values": call_records.fingerprint(old_observed.observations(one)),
                    "draws": getattr(one.distribution, "rand", one) is not None,  # DensityDist's may be None
                }
                for one in self.model.observed_RVs
            ],
            "shared": [[one.name or "", call_records.fingerprint(value)] for one, value in self.kept],
            "potentials": [one.name for one in self.model.potentials],
            "deterministics": [one.name for one in self.deterministics()],
        }

    def deterministics(self):
        moved = {id(one) for one in self.constrained.values()}
        return [one for one in self.model.deterministics if id(one) not in moved]

    def starts(self):
        """Return the test point, and the values of the observed variables."""
        point = self.model.test_point
        found = {f"start/{name}": np.asarray(point[free.name]) for name, free in self.named.items()}
        batches = old_observed.minibatches(wide_constants.in_order([self.model.logpt]))
        return found | old_observed.data(self.model) | batches

    def discrete_draws(self, count):
        """Return values that discrete variables may take: draws of their priors at the test point, and neighbours."""
        point, found = self.model.test_point, {}
        for name, free in self.named.items():
            if not free.dtype.startswith(("int", "uint", "bool")):
                continue
            value = np.asarray(point[free.name])
            try:
                drawn = np.asarray(free.distribution.random(point=dict(point), size=evaluation.DRAWS))
            except Exception:
                drawn = value + np.random.randint(0, 3, size=(count, *value.shape))
            found[name] = evaluation.chosen(value, drawn.reshape(-1, *value.shape), count)
        return found


def distribution_of(free, constrained):
    """Return the name of a free variable's distribution."""
    return type(getattr(constrained.get(free, free), "distribution", None)).__name__


class Evaluator(evaluation.Evaluator):
    """Compiled functions of the constrained values."""

    def __init__(self, one, rough=False):
        import theano.tensor as tt

        variables = {name: one.constrained.get(free, free) for name, free in one.named.items()}
        super().__init__(tt, one, {name: v.type(f"{name} (constrained)") for name, v in variables.items()})
        self.rough, self.known = rough, {v: self.x[name] for name, v in variables.items()}
        self.transforms = {n: variables[n].transformation for n, free in one.named.items() if free in one.constrained}
        plain = self._in_x(self._elements())
        self.first_rows = any(map(old_observed.draws_rows, wide_constants.in_order(plain)))
        if self.first_rows:
            plain = wide_constants.with_replaced(plain, lambda node, inputs: old_observed.first_rows(node, inputs, tt))
        elements, recorded = widened(plain), widened(self._in_x(one.deterministics()))
        if rough:
            elements, recorded = (backward_error.perturbed(graphs, tt) for graphs in (elements, recorded))
        self.compile_terms(plain, elements, dict(zip((v.name for v in one.deterministics()), recorded)))  # noqa: B905
        self.compile_gradient(elements)
        self._compile_transforms()

    def compiled(self, inputs, outputs):
        import theano

        mode = "FAST_COMPILE" if self.rough else None
        return theano.function(inputs, outputs, on_unused_input="ignore", allow_input_downcast=True, mode=mode)

    def _in_x(self, graphs):
        """Return the graphs as functions of the constrained values."""
        import theano

        made = theano.clone(list(graphs), replace=self.known) if graphs else []
        frees = {self.one.named[name]: t.forward(self.x[name]) for name, t in self.transforms.items()}
        frees = dict(zip(frees, theano.clone(list(frees.values()), replace=self.known))) if frees else {}  # noqa: B905
        return theano.clone(made, replace=frees) if frees and made else made

    def written(self):
        """Return the graphs of parameters, deterministics, potentials, and log densities that the user wrote."""
        model, found = self.one.model, []
        variables = [self.one.constrained.get(free, free) for free in model.free_RVs]
        for variable in [*variables, *model.observed_RVs]:
            distribution = getattr(variable, "distribution", None)
            found += [(variable.name, graph) for graph in parameters(distribution)]
            if type(distribution).__name__ == "DensityDist":
                place = [*variables, *model.observed_RVs].index(variable)
                found.append((variable.name, self._elements()[place]))
        found += [(one.name, one) for one in [*self.one.deterministics(), *model.potentials]]
        return [(name, graph) for (name, _), graph in zip(found, self._in_x([g for _, g in found]))]  # noqa: B905

    def _elements(self):
        """Return the elements of each term's log density."""
        elements = []
        for free in self.one.named.values():
            if free in self.one.constrained:
                rv = self.one.constrained[free]
                scaling = free.scaling if getattr(free, "total_size", None) is not None else 1.0
                elements.append(rv.distribution.logp(rv) * scaling)
            else:
                elements.append(scaled(free))
        return [*elements, *map(scaled, self.one.model.observed_RVs), *self.one.model.potentials]

    def _compile_transforms(self):
        import theano

        tt, inputs = self.lib, list(self.x.values())
        self.backward, self.forward = {}, {}
        for name, transform in self.transforms.items():
            u = self.one.named[name].type(f"{name} (unconstrained)")
            back, jacobian = widened([transform.backward(u), tt.sum(transform.jacobian_det(u))])
            diagonal, matrix = derivatives(tt, theano, back, u, elementwise(transform))
            outputs = theano.clone([back, jacobian, diagonal if matrix is None else matrix], replace=self.known)
            self.backward[name] = self.compiled([u, *inputs], outputs)
            [ahead] = theano.clone(widened([transform.forward(self.x[name])]), replace=self.known)
            self.forward[name] = self.compiled(inputs, ahead)


def parameters(distribution):
    """Return the graphs that a distribution was given; those of distributions within it too."""
    found = []
    for name, value in vars(distribution).items() if distribution is not None else ():
        for one in value if isinstance(value, (list, tuple)) else [value]:
            if name in DERIVED:
                continue
            if hasattr(one, "owner") and hasattr(one, "clone"):
                found.append(one)
            elif hasattr(one, "logp") and hasattr(one, "testval"):
                found += parameters(one)
    return found


def widened(graphs):
    """Return the graphs with float32 constants widened, where floatX is float64: see `wide_constants`."""
    import theano
    import theano.tensor as tt

    if theano.config.floatX != "float64":
        return list(graphs)
    return wide_constants.widened(graphs, tt.elemwise.Elemwise, tt.Constant, tt.cast, tt.as_tensor_variable)


def scaled(rv):
    """Return the elements of a term if it has them, scaled by `total_size`."""
    from pymc3.distributions.distribution import Distribution

    own = getattr(type(rv.distribution), "logp_sum", None) is not getattr(Distribution, "logp_sum", None)
    elements = rv.logp_sum_unscaledt if own and hasattr(rv, "logp_sum_unscaledt") else rv.logp_elemwiset
    return elements * rv.scaling if getattr(rv, "total_size", None) is not None else elements


def elementwise(transform):
    """Say whether a transform acts on each element alone."""
    from pymc3.distributions import transforms

    return isinstance(transform, transforms.ElemwiseTransform)


def derivatives(tt, theano, back, u, by_element):
    """Return (elementwise d back / d u, None), or (None, its matrix over the last axis or the whole)."""
    if by_element or u.ndim == 0:
        return tt.grad(tt.sum(back), u), None
    count = int(back.tag.test_value.shape[-1]) if hasattr(back.tag, "test_value") else None
    if back.ndim == u.ndim and count is not None and count <= MOST_COLUMNS:
        return None, tt.stack([tt.grad(tt.sum(back[..., k]), u) for k in range(count)], axis=-2)
    return None, theano.gradient.jacobian(back.flatten(), u)


class OldSide(evaluation.Side):
    """The commands of the old side."""

    evaluator = Evaluator

    def versions(self):
        import importlib.metadata

        import pymc3

        return {
            "python": ".".join(map(str, sys.version_info[:3])),
            "numpy": np.__version__,
            "library": "pymc3",
            "version": pymc3.__version__,
            "theano-compat": importlib.metadata.version("theano-compat"),
        }

    def load(self, script, seed, folder=None):
        import pymc3

        self.models = []
        run, answer = script_run.run_script(script, pymc3, snapshot, seed, folder=folder)
        return {**answer, "models": self.entries(run, OldModel, lambda model: model.isroot)}

    def evaluate(self, index, points, out, rough=False):
        """Evaluate a model. `rough`: in NumPy, without most rules, with matrices perturbed by some last places."""
        if not rough:
            return super().evaluate(index, points, out)
        found, answer = evaluation.evaluated(Evaluator(self.at(index), rough=True), evaluation.load(points))
        evaluation.save(out, found)
        return answer

    def prior(self, index, out, draws):
        import pymc3

        np.random.seed(draws)
        one = self.at(index)
        names = [*one.named, *(v.name for v in one.model.observed_RVs)]

        def drawn(count):
            return pymc3.sample_prior_predictive(samples=count, model=one.model, var_names=names)

        try:
            found = drawn(draws)
        except Exception:  # a simulator that takes no arrays of parameters: one by one
            each = [drawn(1) for _ in range(min(draws, ONE_BY_ONE))]
            found = {name: np.stack([np.asarray(one[name]).reshape(-1) for one in each]) for name in each[0]}
        evaluation.save(out, {k: np.asarray(v, dtype=float) for k, v in found.items() if k in names})
        return {}

    def draws(self, index, out, points, name, count):
        """Draw an observed variable at the first of the points."""
        point = {key: values[0] for key, values in evaluation.load(points).items()}
        made = old_observed.draws(self.at(index).model, name, point, count)
        evaluation.save(out, {name: np.asarray(made, dtype=float)})
        return {}


def snapshot(model):
    """Return the values of the shared variables that the model's density reads."""
    import theano

    try:
        from theano.graph.basic import graph_inputs
    except ImportError:
        from theano.gof.graph import inputs as graph_inputs
    graphs = [model.logpt, *model.deterministics]
    return [(v, v.get_value()) for v in graph_inputs(graphs) if isinstance(v, theano.compile.SharedVariable)]


def main():
    """Answer commands until there are no more."""
    import theano_compat  # imported here, so that reading this file does not need it

    theano_compat.install()
    script_run.serve(OldSide(), "old")


if __name__ == "__main__":
    main()
