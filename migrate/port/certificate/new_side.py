"""The new script's models under the real PyMC, 5 or 6: their parts, and their densities in constrained space.

`process.py` starts this as a file, in whatever Python has PyMC. It imports PyMC, PyTensor, NumPy, the standard
library and the files beside it that need no more.
"""

import importlib
import os
import sys
import types
from functools import partial
from typing import TYPE_CHECKING

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [one for one in sys.path if os.path.abspath(one or ".") != HERE]
MOST_COLUMNS = 40  # of a transform's Jacobian that are unrolled; beyond, a loop


def beside(name):
    """Import the module `name` that is beside this file, as one of a package that has these files alone."""
    if "certificate" not in sys.modules:
        package = sys.modules["certificate"] = types.ModuleType("certificate")
        package.__path__ = [HERE]
    return importlib.import_module(f"certificate.{name}")


if TYPE_CHECKING:  # as type checkers see them
    from . import call_records, evaluation, new_observed, sampling_mode, script_run, wide_constants
else:
    call_records, evaluation = beside("call_records"), beside("evaluation")
    script_run, wide_constants = beside("script_run"), beside("wide_constants")
    new_observed, sampling_mode = beside("new_observed"), beside("sampling_mode")


class NewModel:
    """A model of PyMC 5 or 6."""

    def __init__(self, model, kept):
        self.model, self.kept = model, kept
        self.named = {free.name: free for free in model.free_RVs}
        self.evaluator = None

    def described(self):
        model = self.model
        point = model.initial_point(0)
        variables = {}
        for name, free in self.named.items():
            value, transform = model.rvs_to_values[free], model.rvs_to_transforms.get(free)
            variables[name] = {
                "start": call_records.start(model.rvs_to_initial_values.get(free)),
                "point": None if transform is not None else call_records.start(point[value.name]),
                "unconstrained": value.name,
                "discrete": not str(free.dtype).startswith("float"),
                "transform": None if transform is None else str(getattr(transform, "name", "transform")),
                "dtype": str(free.dtype),
                "shape": list(point[value.name].shape),
                "distribution": distribution_of(free),
            }
        return {
            "name": model.name,
            "variables": variables,
            "observed": [
                {
                    "name": one.name,
                    "distribution": distribution_of(one),
                    "values": call_records.fingerprint(new_observed.observations(model.rvs_to_values[one])),
                }
                for one in model.observed_RVs
            ],
            "shared": [[one.name or "", call_records.fingerprint(value)] for one, value in self.kept],
            "potentials": [one.name for one in model.potentials],
            "deterministics": [one.name for one in model.deterministics],
        }

    def starts(self):
        point = self.model.initial_point(0)
        found = {f"start/{name}": point[self.model.rvs_to_values[free].name] for name, free in self.named.items()}
        batches = new_observed.minibatches(wide_constants.in_order([self.model.logp()]))
        return found | new_observed.data(self.model) | batches

    def discrete_draws(self, count):
        """Return draws of the discrete variables' priors, the start first."""
        import numpy as np
        import pymc
        from pytensor.compile.mode import Mode

        point, found = self.model.initial_point(0), {}
        for name, free in self.named.items():
            if str(free.dtype).startswith("float"):
                continue
            start = point[self.model.rvs_to_values[free].name]
            try:
                mode = Mode(linker="py", optimizer="fast_compile")
                drawn = pymc.draw(free, draws=evaluation.DRAWS, random_seed=count, mode=mode)
            except Exception:
                drawn = start + np.arange(count).reshape(-1, *[1] * start.ndim) % 3
            found[name] = evaluation.chosen(start, drawn, count)
        return found


def distribution_of(rv):
    """Return the name of a random variable's distribution."""
    op = rv.owner.op
    return str((getattr(op, "_print_name", None) or [type(op).__name__])[0])


class Evaluator(evaluation.Evaluator):
    """Compiled functions of the constrained values."""

    def __init__(self, one):
        import pytensor.tensor as pt

        super().__init__(pt, one, {name: free.type(f"{name} (constrained)") for name, free in one.named.items()})
        self.known = {one.named[name]: x for name, x in self.x.items()}
        plain, wide = self._elements()
        self.first_rows = any(type(node.op).__name__ == "MinibatchOp" for node in wide_constants.in_order(plain))
        if self.first_rows:
            rows = partial(first_rows, pt=pt)
            plain, wide = (wide_constants.with_replaced(graphs, rows) for graphs in (plain, wide))
        elements, recorded = widened(wide), list(one.model.deterministics)
        values = widened(replaced(recorded, self.known))
        self.compile_terms(plain, elements, dict(zip((v.name for v in recorded), values)))  # noqa: B905
        self.compile_gradient(elements)
        self._compile_transforms()

    def compiled(self, inputs, outputs):
        return quick(inputs, outputs)

    def _elements(self):
        """Return the elements of each term's log density: as written, and with widened variables."""
        pt, model = self.lib, self.one.model
        rvs = [*model.free_RVs, *model.observed_RVs]
        values = {rv: self.known.get(rv, model.rvs_to_values[rv]) for rv in rvs}
        potentials = replaced(model.potentials, self.known)
        plain = [pt.as_tensor_variable(e) for e in [*log_densities(rvs, values), *potentials]]
        wide = widened(rvs)  # before PyMC folds constants
        if wide_constants.same(rvs, wide):
            return plain, plain
        again = log_densities(wide, {new: values[rv] for rv, new in zip(rvs, wide)})  # noqa: B905
        return plain, [pt.as_tensor_variable(e) for e in [*again, *potentials]]

    def written(self):
        """Return the graphs of parameters, deterministics, potentials, and log densities that the user wrote."""
        from pymc.distributions.custom import CustomDistRV

        model, found = self.one.model, []
        values = {rv: self.known.get(rv, model.rvs_to_values[rv]) for rv in model.basic_RVs}
        for rv in model.basic_RVs:
            found += [(rv.name, one) for one in rv.owner.inputs if hasattr(one.type, "dtype")]
            if isinstance(rv.owner.op, CustomDistRV):
                found.append((rv.name, log_densities([rv], values)[0]))
        found += [(one.name, one) for one in [*model.deterministics, *model.potentials]]
        return [(name, graph) for (name, _), graph in zip(found, replaced([g for _, g in found], self.known))]  # noqa: B905

    def _compile_transforms(self):
        import pytensor

        pt, model, inputs = self.lib, self.one.model, list(self.x.values())
        self.backward, self.forward = {}, {}
        for name, free in self.one.named.items():
            transform = model.rvs_to_transforms.get(free)
            if transform is None:
                continue
            u = model.rvs_to_values[free].type(f"{name} (unconstrained)")
            given = replaced(list(free.owner.inputs), self.known)
            back, jacobian = widened([transform.backward(u, *given), pt.sum(transform.log_jac_det(u, *given))])
            matrix = derivatives(pt, pytensor, back, u, transform)
            self.backward[name] = self.compiled([u, *inputs], [back, jacobian, matrix])
            self.forward[name] = self.compiled(inputs, widened([transform.forward(self.x[name], *given)])[0])


def quick(inputs, outputs):
    """Compile to NumPy, with the rewrites of PyMC's own functions: C would take longer than all the points."""
    from pytensor.compile.mode import Mode

    mode = Mode(linker="py", optimizer="fast_run").excluding("fusion", "inplace", "BlasOpt", "numba")
    return sampling_mode.compiled(inputs, outputs, mode)


def log_densities(rvs, values):
    """Return the log density of each random variable at its value, element by element."""
    from pymc.logprob.basic import transformed_conditional_logp

    if not rvs:
        return []
    return transformed_conditional_logp(rvs, rvs_to_values=values, rvs_to_transforms={}, jacobian=False)


def replaced(graphs, known):
    """Return the graphs with random variables replaced by inputs; generators and sizes stay."""
    from pymc.pytensorf import replace_vars_in_graphs

    return list(replace_vars_in_graphs(list(graphs), known)) if graphs and known else list(graphs)


def widened(graphs):
    """Return the graphs with float32 constants widened, where floatX is float64: see `wide_constants`."""
    import pytensor
    import pytensor.tensor as pt
    from pytensor.graph.basic import Constant
    from pytensor.tensor.elemwise import Elemwise

    if pytensor.config.floatX != "float64":
        return list(graphs)
    return wide_constants.widened(graphs, Elemwise, Constant, pt.cast, pt.as_tensor_variable)


def first_rows(node, inputs, pt):
    """Return the first rows of the data in place of those that a mini-batch draws."""
    if type(node.op).__name__ != "MinibatchOp":
        return None
    data = zip(inputs, node.outputs[:-1])  # noqa: B905
    return [*(value[: made.type.shape[0] or made.shape[0]] for value, made in data), inputs[-1]]


def derivatives(pt, pytensor, back, u, transform):
    """Return d back / d u: elementwise if that is all, else its matrix over the last axis or the whole."""
    if u.ndim == 0 or (getattr(transform, "ndim_supp", None) == 0 and back.ndim == u.ndim):
        return pt.grad(pt.sum(back), u)
    count = back.type.shape[-1]
    if back.ndim == u.ndim and count is not None and count <= MOST_COLUMNS:
        return pt.stack([pt.grad(pt.sum(back[..., k]), u) for k in range(count)], axis=-2)
    return pytensor.gradient.jacobian(back.flatten(), u)


class NewSide(evaluation.Side):  # type: ignore[name-defined]  # a file that is loaded by its place
    """The commands of the new side."""

    evaluator = Evaluator

    def versions(self):
        import numpy as np

        try:
            import pymc
        except ImportError as error:
            return {"missing": str(error), "module": error.name}
        import pytensor

        return {
            "python": ".".join(map(str, sys.version_info[:3])),
            "numpy": np.__version__,
            "library": "pymc",
            "version": pymc.__version__,
            "pytensor": pytensor.__version__,
        }

    def load(self, script, seed, folder=None):
        import pymc

        self.models = []
        run, answer = script_run.run_script(script, pymc, snapshot, seed, accepted(), folder)
        return {**answer, "models": self.entries(run, NewModel, lambda model: model.parent is None)}

    def prior(self, index, out, draws):
        import numpy as np
        import pymc
        from pytensor.compile.mode import Mode

        model = self.at(index).model
        drawn = [*model.free_RVs, *model.observed_RVs]
        values = pymc.draw(drawn, draws=draws, random_seed=draws, mode=Mode(linker="py", optimizer="fast_compile"))
        evaluation.save(out, {v.name: np.asarray(x, dtype=float) for v, x in zip(drawn, values)})  # noqa: B905
        return {}

    def draws(self, index, out, points, name, count):
        """Draw an observed variable at the first of the points."""
        import numpy as np

        point = {key: values[0] for key, values in evaluation.load(points).items()}
        made = new_observed.draws(self.at(index).model, name, point, count)
        evaluation.save(out, {name: np.asarray(made, dtype=float)})
        return {}

    def as_sampled(self, index, out, points):
        """Evaluate the log density and its gradient at u/NAME as PyMC samples them, and without what it rounds."""
        evaluation.save(out, sampling_mode.evaluated(self.at(index), evaluation.load(points), quick, widened))
        return {}


def accepted():
    """Return sampling function -> the names that it takes by its **kwargs: those of what it passes them to."""
    import pymc
    from pymc.smc import kernels
    from pymc.step_methods import STEP_METHODS
    from pymc.variational.inference import Inference
    from pymc.variational.opvi import ObjectiveFunction

    names = call_records.parameters
    return {
        "sample": names(pymc.NUTS) | {one.name for one in STEP_METHODS} | {"nuts", "integrator"},
        "fit": names(Inference.fit, ObjectiveFunction.step_function, ObjectiveFunction.updates),
        "sample_smc": names(*(one for one in vars(kernels).values() if isinstance(one, type))),
    }


def snapshot(model):
    """Return the values of the shared variables that the model reads."""
    from pytensor.compile.sharedvalue import SharedVariable

    try:
        from pytensor.graph.traversal import graph_inputs
    except ImportError:
        from pytensor.graph.basic import graph_inputs
    graphs = [model.logp(), *model.deterministics]
    found = [v for v in graph_inputs(graphs) if isinstance(v, SharedVariable)]
    return [(v, v.get_value()) for v in found if hasattr(v.type, "dtype")]


if __name__ == "__main__":
    script_run.serve(NewSide(), "new")
