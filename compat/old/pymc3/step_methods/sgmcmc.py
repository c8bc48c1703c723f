"""Sampling with gradients of minibatches. Source: pymc3.step_methods.sgmcmc of PyMC3 3.4 (3.5 had no SGFS, CSG)."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.users_lines import warn

from ....differentiate import grad
from ....functions.function import function
from ....functions.graphs.clone import clone
from ....graph.variable import Variable
from ....importing.module_getattr import absent_from
from ....infer.steps.arraystep import ArrayStepShared, Competence, say_unused
from ....models.modelling.current_model import modelcontext
from ....models.modelling.theanof import inputvars, make_shared_replacements, tt_rng
from ....models.vartypes import continuous_types
from ....ops.elementwise.functions import sqrt, switch
from ....ops.linear_algebra.blas import dot
from ....ops.linear_algebra.cholesky import cholesky
from ....ops.linear_algebra.inverse import matrix_inverse
from ....ops.shapes.creation import arange, eye
from ....ops.shapes.join import concatenate
from ....ops.shared import shared
from ....ops.tensor_op import as_tensor
from ....ops.tensor_variable import Tensor, TensorSharedVariable
from ....settings import config
from ....theano_api.scan_module import scan

if TYPE_CHECKING:
    from ....models.factors.joint_density import FlatView
    from ....models.model import Model

__all__: list[str] = []  # as in 3.5; `pm.SGFS` and `pm.step_methods.CSG` are in 3.4

EXPERIMENTAL_WARNING = (
    "Warning: Stochastic Gradient based sampling methods are experimental step methods and not yet recommended for "
    "use in PyMC3!"
)


def prior_dlogp(vars: Any, model: Model, flat_view: FlatView) -> Any:
    """Return the gradient of the prior's log density, a vector of all elements of the variables.

    vars: variables of any shape. model: the model. flat_view: `model.flatten(vars)`.
    """
    terms = concatenate([grad(var.logpt, var).flatten() for var in vars], axis=0)
    return clone(terms, flat_view.replacements, strict=False)


def elemwise_dlogL(vars: Sequence[Variable], model: Any, flat_view: FlatView) -> Any:
    """Return the gradient of each datum's log likelihood.

    The result is a matrix with a row for each entry of the first observed variable.

    vars: variables of any shape. model: the model. flat_view: `model.flatten(vars)`.
    """
    elements = model.observed_RVs[0].logp_elemwiset
    logL = elements.sum(axis=tuple(range(1, elements.ndim)))
    columns = [scan(lambda i, v=var: grad(logL[i], v).flatten(), sequences=[arange(logL.shape[0])])[0] for var in vars]
    return clone(concatenate(columns, axis=1), flat_view.replacements, strict=False)


class BaseStochasticGradient(ArrayStepShared):
    """The base class of steps by the gradient of a mini-batch of the first observed variable's data.

    vars: variables of any shape; all by default. batch_size, total_size: the number of data in a mini-batch and in
    total. step_size: of an update. model: that of the `with` block by default. random_seed: for the noise. minibatches:
    for data that are no `pm.Minibatch`, an iterator whose items hold a value for each of minibatch_tensors.
    minibatch_tensors: a list; shared variables among these are set at each step, for the next one. A subclass defines
    `_initialize_values()` and `mk_training_fn()`, which returns a function of the vector (and a mini-batch) whose value
    is added to the vector.
    """

    def __init__(
        self,
        vars: Any = None,
        batch_size: int | None = None,
        total_size: int | None = None,
        step_size: float = 1.0,
        model: Model | None = None,
        random_seed: int | None = None,
        minibatches: Any = None,
        minibatch_tensors: Sequence[Variable] | None = None,
        **kwargs: Any,
    ) -> None:
        warn(EXPERIMENTAL_WARNING, UserWarning)
        say_unused(type(self).__name__, kwargs)
        self.model = modelcontext(model)
        self.vars = inputvars(self.model.vars if vars is None else vars)
        if total_size is None or batch_size is None:
            raise ValueError("total_size and batch_size of training data have to be specified")
        self.batch_size, self.total_size, self.step_size = batch_size, total_size, step_size
        self.expected_iter = int(total_size / batch_size)
        self.random = tt_rng(random_seed)
        self.q_size = int(sum(v.dsize for v in self.vars))
        others = make_shared_replacements(self.vars, self.model)
        flat_view = self.model.flatten(self.vars)
        flat_view = flat_view._replace(replacements={**flat_view.replacements, **others})
        self.inarray = [flat_view.input]
        self.updates: OrderedDict[Any, Any] = OrderedDict()
        self.dlog_prior = prior_dlogp(self.vars, self.model, flat_view)
        self.dlogp_elemwise = elemwise_dlogL(self.vars, self.model, flat_view)
        self.minibatches = minibatches
        if minibatch_tensors is not None:
            self._take_minibatches(minibatch_tensors)
        self._initialize_values()
        super().__init__(self.vars, others)

    def _take_minibatches(self, tensors: object) -> None:
        if not isinstance(tensors, list):
            raise ValueError("minibatch_tensors must be a list.")
        if not hasattr(self.minibatches, "__iter__"):
            raise ValueError("minibatches must be an iterator.")
        inputs = [t.type() if isinstance(t, TensorSharedVariable) else t for t in tensors]
        self.updates.update((t, i) for t, i in zip(tensors, inputs, strict=True) if i is not t)
        self.inarray += inputs

    def _initialize_values(self) -> None:
        raise NotImplementedError

    def mk_training_fn(self) -> Any:
        raise NotImplementedError

    def training_complete(self) -> bool:
        """Return whether as many steps were made as the data have minibatches."""
        return bool(self.expected_iter == self.t.get_value())  # type: ignore[attr-defined]

    def astep(self, q0: np.ndarray) -> np.ndarray:
        batch = () if len(self.inarray) == 1 else next(self.minibatches)
        return q0 + self.training_fn(q0, *batch)  # type: ignore[attr-defined,no-any-return]

    def _function(self, dq: Variable) -> Any:
        return function(self.inarray, dq, updates=self.updates, allow_input_downcast=True)


def _averaged_covariance(gradients: Tensor, batch_size: int, average: Tensor, t: Tensor) -> Any:
    """Return the running mean, over steps, of the covariance of a minibatch's gradients."""
    centred = gradients - gradients.mean(axis=0)
    return (1.0 - 1.0 / t) * average + (1.0 / t) * ((1.0 / (batch_size - 1)) * dot(centred.T, centred))


class SGFS(BaseStochasticGradient):
    """Stochastic gradient Fisher scoring.

    B: the preconditioning matrix, symmetric and positive definite; by default the identity during the first 50 passes
    through the data, then the average Fisher information. step_size_decay: the number of steps after which the step
    size is halved. Source: Ahn, Korattikara, Welling (2012), algorithm 1.
    """

    name = "stochastic_gradient_fisher_scoring"

    def __init__(
        self,
        vars: Any = None,
        B: np.ndarray | None = None,
        step_size_decay: int = 100,
        **kwargs: Any,
    ) -> None:
        self.B = B
        self.step_size_decay = step_size_decay
        super().__init__(vars, **kwargs)

    def _initialize_values(self) -> None:
        self.avg_I = shared(np.zeros((self.q_size, self.q_size)), name="avg_I")
        self.t = shared(1, name="t")
        self.gamma = (self.batch_size + self.total_size) / self.total_size
        self.training_fn = self.mk_training_fn()

    def mk_training_fn(self) -> Any:
        n, N, t = self.batch_size, self.total_size, self.t
        epsilon = self.step_size / 2.0 ** (t // self.step_size_decay)
        information = _averaged_covariance(self.dlogp_elemwise, n, self.avg_I, t)
        if self.B is None:
            B = switch(t <= int(N / n) * 50, eye(self.q_size), self.gamma * information)
        else:
            B = as_tensor(self.B)
        normals = self.random.normal((self.q_size,), dtype=config.floatX)
        noise = dot((2.0 * cholesky(B)) / sqrt(epsilon), normals)
        precision = self.gamma * information * N + (4.0 / epsilon) * B
        gradient = self.dlog_prior + N * self.dlogp_elemwise.mean(axis=0) + noise
        self.updates.update({self.avg_I: information, t: t + 1})
        return self._function(2 * dot(matrix_inverse(precision), gradient))

    @staticmethod
    def competence(var: Variable, has_grad: bool) -> Competence:
        return Competence.COMPATIBLE if var.dtype in continuous_types and has_grad else Competence.INCOMPATIBLE


class CSG(BaseStochasticGradient):
    """Constant stochastic gradient descent with the preconditioning matrix that is optimal for variational inference.

    Source: Mandt, Hoffman, Blei (2017), Stochastic Gradient Descent as Approximate Bayesian Inference.
    """

    name = "constant_stochastic_gradient"

    def _initialize_values(self) -> None:
        self.avg_C = shared(np.zeros((self.q_size, self.q_size)), name="avg_C")
        self.t = shared(1, name="t")
        self.training_fn = self.mk_training_fn()

    def mk_training_fn(self) -> Any:
        S, N, t = self.batch_size, self.total_size, self.t
        gradient = -1.0 / S * (self.dlogp_elemwise.sum(axis=0) + (S / N) * self.dlog_prior)
        covariance = _averaged_covariance(self.dlogp_elemwise, S, self.avg_C, t)
        H = (2.0 * S / N) * matrix_inverse(covariance)
        normals = self.random.normal((self.q_size, 1), dtype=config.floatX)
        noise = (1.0 / np.sqrt(S)) * dot(H, dot(cholesky(covariance), normals))
        self.updates.update({self.avg_C: covariance, t: t + 1})
        return self._function((noise - dot(H, gradient.dimshuffle([0, "x"]))).flatten())

    @staticmethod
    def competence(var: Variable) -> Competence:  # type: ignore[override]
        return Competence.COMPATIBLE if var.dtype in continuous_types else Competence.INCOMPATIBLE


__getattr__ = absent_from(__name__)
