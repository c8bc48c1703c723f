"""Multilevel delayed acceptance: proposals for an expensive model from chains of cheaper ones.

Dodwell and others (2019), doi:10.1137/19M126966X. Error model: Lykkegaard and others (2020), arXiv:2012.05668.
Source: pymc3.step_methods.mlda.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.users_lines import warn

from ....compilation.modes import Mode
from ....graph.variable import Variable
from ....importing.module_getattr import absent_from
from ....infer.steps.arraystep import ArrayStepShared, Competence, metrop_select
from ....infer.steps.densities import delta_logp
from ....models.modelling.current_model import modelcontext
from ....models.modelling.data import set_data
from ....models.modelling.theanof import inputvars, make_shared_replacements
from ....models.optional_packages import import_arviz
from ....models.vartypes import discrete_types
from ....ops.tensor_variable import TensorSharedVariable
from .mlda_base import DEMetropolisZMLDA, MetropolisMLDA
from .mlda_proposal import RecursiveDAProposal, RecursiveSampleMoments

if TYPE_CHECKING:
    from ....models.backends.base import MultiTrace
    from ....models.model import Model

__all__ = [
    "MLDA",
    "MetropolisMLDA",
    "DEMetropolisZMLDA",
    "RecursiveDAProposal",
    "RecursiveSampleMoments",
    "extract_Q_estimate",
]


class MLDA(ArrayStepShared):
    """Multilevel delayed acceptance: proposals for a costly model come from chains of cheaper ones.

    coarse_models: models with the same variables, from the coarsest to the finest but one. vars: variables of any
    shape; all by default. subsampling_rates: lengths of the subchains, one for all or one each. base_sampler:
    "DEMetropolisZ" or "Metropolis", for the coarsest model, with its arguments: base_S, base_proposal_dist,
    base_scaling, base_tune_target, base_tune_interval, base_lamb, base_tune_drop_fraction, base_blocked: as there.
    tune: whether it is tuned. model: that of the `with` block by default. mode: a mode of theano.function.
    variance_reduction: whether the quantity `Q` (a pm.Data of each model, set by its forward model) and its differences
    between levels are recorded, for `extract_Q_estimate`. store_Q_fine: whether that of the finest model is, too.
    adaptive_error_model: whether the bias of each coarse model is learned, in its pm.Data `mu_B` and `Sigma_B`, from
    the pm.Data `model_output` of both models.
    """

    name = "mlda"
    default_blocked = True
    generates_stats = True

    def __init__(
        self,
        coarse_models: list[Any],
        vars: Any = None,
        base_sampler: str = "DEMetropolisZ",
        base_S: np.ndarray | None = None,
        base_proposal_dist: Callable[..., Any] | None = None,
        base_scaling: float | np.ndarray | None = None,
        tune: bool = True,
        base_tune_target: str = "lambda",
        base_tune_interval: int = 100,
        base_lamb: float | None = None,
        base_tune_drop_fraction: float = 0.9,
        model: Model | None = None,
        mode: Mode | str | None = None,
        subsampling_rates: int | Sequence[int] = 5,
        base_blocked: bool = False,
        variance_reduction: bool = False,
        store_Q_fine: bool = False,
        adaptive_error_model: bool = False,
        **kwargs: Any,
    ) -> None:
        self.is_child = kwargs.get("is_child", False)
        if not self.is_child:
            warn(
                "The MLDA implementation in PyMC3 is still immature. You should be particularly critical of "
                "its results.",
            )
        _check_coarse_models(coarse_models)
        self.model = modelcontext(model)
        self.coarse_models, self.model_below = coarse_models, coarse_models[-1]
        self.num_levels = len(coarse_models) + 1
        self.subsampling_rates = _rates(subsampling_rates, len(coarse_models))
        self.subsampling_rate = self.subsampling_rates[-1]
        _check_tuning(tune, base_sampler)
        self.variance_reduction, self.store_Q_fine = variance_reduction, store_Q_fine
        self.adaptive_error_model = adaptive_error_model
        self.subsampling_rate_above = kwargs.get("subsampling_rate_above", 0)
        if variance_reduction or store_Q_fine:
            _need_data(self.model, "Q")
        if adaptive_error_model:
            self._prepare_error_model(kwargs.get("bias_all"))
        self.base_sampler, self.base_S = base_sampler, base_S
        self.base_blocked = base_blocked or _has_to_be_blocked(variance_reduction, base_sampler)
        self.base_proposal_dist = base_proposal_dist
        self.base_scaling = (
            float(base_scaling) if base_scaling is not None else 1.0 if base_sampler == "Metropolis" else 0.001
        )
        self.tune, self.mode, self.accepted = tune, mode, 0
        self.base_tune_target, self.base_tune_interval = base_tune_target, base_tune_interval
        self.base_lamb, self.base_tune_drop_fraction = base_lamb, float(base_tune_drop_fraction)

        self._compile(inputvars(self.model.vars if vars is None else vars))
        self.step_method_below = self._step_below()
        self.proposal_dist = RecursiveDAProposal(
            self.step_method_below, self.model_below, self.tune, self.subsampling_rate
        )
        self._prepare_statistics()

    def _compile(self, vars: list[Any]) -> None:
        """Compile the changes of log density of this model and of the one below."""
        self.var_names = [v.name for v in vars]
        shared = make_shared_replacements(vars, self.model)
        self.delta_logp = delta_logp(self.model.logpt, vars, shared, self.mode, q_last=True)
        below = inputvars([v for v in self.model_below.vars if v.name in self.var_names])
        self.delta_logp_below = delta_logp(
            self.model_below.logpt, below, make_shared_replacements(below, self.model_below), self.mode
        )
        super().__init__(vars, shared)

    def _prepare_error_model(self, bias_all: Any) -> None:
        for name in ("mu_B", "Sigma_B"):
            _need_data(self.model_below, name)
        self.bias = RecursiveSampleMoments(self.model_below.mu_B.get_value(), self.model_below.Sigma_B.get_value())
        self.bias_all = [] if bias_all is None else bias_all
        self.bias_all.append(self.bias)
        self.last_synced_output_diff: Any = None
        self.adaptation_started = False

    def _step_below(self) -> Any:
        """Return the step method of the next coarser model: MLDA again, or the base sampler."""
        with self.model_below:
            vars = [v for v in self.model_below.vars if v.name in self.var_names]
            if self.num_levels > 2:
                return MLDA(
                    vars=vars,
                    coarse_models=self.coarse_models[:-1],
                    base_sampler=self.base_sampler,
                    base_S=self.base_S,
                    base_proposal_dist=self.base_proposal_dist,
                    base_scaling=self.base_scaling,
                    tune=self.tune,
                    base_tune_target=self.base_tune_target,
                    base_tune_interval=self.base_tune_interval,
                    base_lamb=self.base_lamb,
                    base_tune_drop_fraction=self.base_tune_drop_fraction,
                    mode=self.mode,
                    subsampling_rates=self.subsampling_rates[:-1],
                    base_blocked=self.base_blocked,
                    variance_reduction=self.variance_reduction,
                    adaptive_error_model=self.adaptive_error_model,
                    is_child=True,
                    subsampling_rate_above=self.subsampling_rate,
                    bias_all=getattr(self, "bias_all", None),
                )
            common = {
                "vars": vars,
                "S": self.base_S,
                "proposal_dist": self.base_proposal_dist,
                "scaling": self.base_scaling,
                "tune_interval": self.base_tune_interval,
                "mode": self.mode,
                "mlda_variance_reduction": self.variance_reduction,
                "mlda_subsampling_rate_above": self.subsampling_rate,
            }
            if self.base_sampler == "Metropolis":
                return MetropolisMLDA(tune=self.tune, blocked=self.base_blocked, **common)
            return DEMetropolisZMLDA(
                lamb=self.base_lamb,
                tune=self.base_tune_target,
                tune_drop_fraction=self.base_tune_drop_fraction,
                **common,
            )

    def _prepare_statistics(self) -> None:
        below = self.step_method_below
        if isinstance(below, MLDA):
            self.stats_dtypes = below.stats_dtypes
        else:
            self.stats_dtypes = [
                {"accept": np.float64, "accepted": bool, "tune": bool},
                *({name: np.float64 for name in one} for one in self._base_statistics()),
            ]
        self.Q_last: Any = np.nan
        self.Q_diff_last: Any = np.nan
        self.Q_diff: list[Any] = []
        self.Q_base_full: list[Any] = []
        self.Q_reg: list[Any] = [np.nan] * self.subsampling_rate_above
        self.sub_counter = 0
        if self.variance_reduction and not self.is_child:
            for level in range(self.num_levels - 1, 0, -1):
                self.stats_dtypes[0][f"Q_{level}_{level - 1}"] = object
            self.stats_dtypes[0]["Q_0"] = object
        if self.store_Q_fine and not self.is_child:
            self.stats_dtypes[0][f"Q_{self.num_levels - 1}"] = object

    def _base_statistics(self) -> list[dict[str, float]]:
        """Return the scales of the samplers on the lowest level, a dict for each."""
        below = self.step_method_below
        if isinstance(below, MLDA):
            return below._base_statistics()
        return [
            {"base_scaling": one.scaling[0], **({"base_lambda": one.lamb} if hasattr(one, "lamb") else {})}
            for one in getattr(below, "methods", [below])
        ]

    def astep(self, q0: np.ndarray) -> Any:
        if self.proposal_dist.tune != self.tune:
            self.proposal_dist.tune = self.tune
            for method in getattr(self.step_method_below, "methods", ()):
                method.tune = self.tune
            self.accepted = 0
        last = self.subsampling_rate - 1
        selection = np.random.randint(0, self.subsampling_rate) if self.variance_reduction else last
        self.subchain_selection = self.proposal_dist.subchain_selection = selection
        q = self.bij.map(self.proposal_dist(self.bij.rmap(q0)))
        moved = not (q == q0).all()
        accept = self.delta_logp(q, q0) + self.delta_logp_below(q0, q) if moved else 0.0
        q_new, accepted = metrop_select(accept, q, q0)
        accepted = accepted and moved
        if accepted and (self.variance_reduction or self.store_Q_fine):
            self.Q_last = self.model.Q.get_value()
        if self.variance_reduction:
            self._record_Q(accepted)
        if self.tune and self.adaptive_error_model:
            self._learn_error(accepted)
        self.accepted += accepted
        stats = {"tune": self.tune, "accept": np.exp(accept), "accepted": accepted}
        if not self.is_child:
            stats.update(self._Q_statistics())
        return q_new, [stats, *self._base_statistics()]

    def _record_Q(self, accepted: bool) -> None:
        if self.is_child:
            self.sub_counter %= self.subsampling_rate_above
            self.Q_reg[self.sub_counter] = self.Q_last
            self.sub_counter += 1
        if self.num_levels == 2:
            self.Q_base_full.extend(self.step_method_below.Q_reg)
        if accepted:
            self.Q_diff_last = self.Q_last - self.step_method_below.Q_reg[self.subchain_selection]
        self.Q_diff.append(self.Q_diff_last)

    def _Q_statistics(self) -> dict[str, np.ndarray]:
        found = {}
        if self.variance_reduction:
            level: Any = self
            for number in range(self.num_levels - 1, 0, -1):
                found[f"Q_{number}_{number - 1}"] = np.array(level.Q_diff)
                level.Q_diff = []
                if number == 1:
                    found["Q_0"] = np.array(level.Q_base_full)
                    level.Q_base_full = []
                level = level.step_method_below
        if self.store_Q_fine:
            found[f"Q_{self.num_levels - 1}"] = np.array(self.Q_last)
        return found

    def _learn_error(self, accepted: bool) -> None:
        if accepted:
            self.last_synced_output_diff = (
                self.model.model_output.get_value() - self.model_below.model_output.get_value()
            )
            self.adaptation_started = True
        if self.adaptation_started:
            self.bias.update(self.last_synced_output_diff)
            above = self.bias_all[: len(self.bias_all) - self.num_levels + 2]
            set_data(
                {"mu_B": sum(b.get_mu() for b in above), "Sigma_B": sum(b.get_sigma() for b in above)},
                model=self.model_below,
            )

    @staticmethod
    def competence(var: Variable, has_grad: bool) -> Competence:
        return Competence.INCOMPATIBLE if var.dtype in discrete_types else Competence.COMPATIBLE


def _check_coarse_models(models: object) -> None:
    if not isinstance(models, list):
        raise ValueError("MLDA step method cannot use coarse_models if it is not a list")
    if not models:
        raise ValueError("MLDA step method was given an empty list of coarse models. Give at least one coarse model.")


def _rates(given: int | Iterable[int], models: int) -> list[int]:
    """Return the length of the subchain on each coarse model."""
    rates = [given] * models if isinstance(given, int) else list(given)
    if len(rates) != models:
        raise ValueError(
            "List of subsampling rates needs to have the same length as list of coarse models but the "
            f"lengths were {len(rates)}, {models}"
        )
    return rates


def _check_tuning(tune: bool, base_sampler: str) -> None:
    if not tune and base_sampler == "DEMetropolisZ":
        raise ValueError(
            "The argument tune was set to False while using a 'DEMetropolisZ' base sampler. "
            "'DEMetropolisZ' tune needs to be True."
        )


def _has_to_be_blocked(variance_reduction: bool, base_sampler: str) -> bool:
    if not (variance_reduction and base_sampler == "Metropolis"):
        return False
    warn(
        "Variance reduction is not compatible with non-blocked (compound) samplers. Automatically "
        "switching to a blocked Metropolis sampler.",
    )
    return True


def _need_data(model: Model, name: str) -> None:
    """Raise AttributeError if the model has no such pm.Data, TypeError if it is something else."""
    if not hasattr(model, name):
        raise AttributeError(f"A model given to MLDA lacks the variable '{name}'. Use pm.Data() to define it.")
    if not isinstance(getattr(model, name), TensorSharedVariable):
        raise TypeError(
            f"The variable '{name}' of a model given to MLDA is not a shared variable. Use pm.Data() to define it."
        )


def extract_Q_estimate(trace: MultiTrace, levels: int) -> tuple[Any, Any]:
    """Return (mean, standard error) of `Q` from a trace with variance reduction: the telescoping sum over levels.

    trace: of MLDA with variance_reduction=True. levels: number of models. Both results are scalars.
    """
    mean, variance = 0.0, 0.0
    for name in ["Q_0", *(f"Q_{level}_{level - 1}" for level in range(1, levels))]:
        values = np.concatenate(list(trace.get_sampler_stats(name))).astype(np.float64).reshape(1, -1)
        mean += values.mean()
        variance = variance + values.var() / import_arviz().ess(values)
    return mean, np.sqrt(variance)


__getattr__ = absent_from(__name__)
