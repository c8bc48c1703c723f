"""Traces as arviz.InferenceData: a replacement for `arviz.from_pymc3`, which ArviZ has removed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.arviz_release import release_of
from theano_common.users_lines import warn

from ...emulated_versions import older_than
from ...graph.traversal import ancestors
from ...graph.variable import SharedVariable, Variable
from ..factors.variables import PyMC3Variable
from ..modelling.current_model import innermost_model
from ..modelling.data import is_masked
from ..modelling.util import get_default_varnames
from ..optional_packages import import_arviz, import_inference_tree
from .log_likelihood import log_likelihood

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from ..model import Model
    from .base import MultiTrace

# statistics under the names of ArviZ's schema; ArviZ 0.10 and earlier, which came with PyMC3 3.8, knew the first alone
SCHEMA = {"model_logp": "lp", "mean_tree_accept": "acceptance_rate", "depth": "tree_depth", "tree_size": "n_steps"}
SCHEMA_UNTIL_3_8 = {"model_logp": "lp"}


def from_pymc3(
    trace: MultiTrace | None = None,
    *,
    prior: Mapping[str, Any] | None = None,
    posterior_predictive: Mapping[str, Any] | None = None,
    log_likelihood: bool | Sequence[str] | None = None,
    predictions: Mapping[str, Any] | None = None,
    coords: Mapping[str, Any] | None = None,
    dims: Mapping[str, Any] | None = None,
    model: Model | None = None,
    save_warmup: bool | None = None,
    density_dist_obs: bool = True,
    include_transformed: bool = False,
) -> Any:
    """Return InferenceData with the groups for which there are data.

    log_likelihood: per datum, for `loo` and `waic`; True, False, or names of observed variables (default: ArviZ's
    setting). save_warmup: tuning draws that the trace still has go to groups of their own. include_transformed: the
    posterior has `sd_log__` beside sd.
    """
    arviz = import_arviz()
    _check_given(trace, prior, posterior_predictive, predictions)
    model = innermost_model() if model is None else model
    if model is None and trace is not None:
        model = next(iter(trace._straces.values())).model
    made = _Converter(arviz, trace, model, coords, dims, save_warmup, include_transformed)
    groups: dict[str, Any] = {}
    if trace is not None:
        groups.update(made.of_trace(log_likelihood))
    for name, values in (("posterior_predictive", posterior_predictive), ("predictions", predictions)):
        if values is not None:
            groups[name] = made.dataset({k: made.by_chain(v) for k, v in values.items()})
    if prior is not None:
        groups.update(made.of_prior(prior))
    if model is not None and predictions is None:
        groups["observed_data"] = made.observed(density_dist_obs)
        groups["constant_data"] = made.constants()
    elif model is not None:
        groups["predictions_constant_data"] = made.constants()
    found = {k: v for k, v in groups.items() if v is not None}
    if made.release.trees:
        return import_inference_tree().from_dict(found)
    return arviz.InferenceData(save_warmup=made.save_warmup, **found)


def _check_given(trace: MultiTrace | None, *predictive: Mapping[str, Any] | None) -> None:
    if trace is None and all(one is None for one in predictive):
        raise ValueError(
            "When constructing InferenceData must have at least one of trace, prior, posterior_predictive "
            "or predictions."
        )
    if hasattr(trace, "posterior"):
        raise ValueError(
            "Using the `InferenceData` as a `trace` argument won't work. Please use the "
            "`arviz.InferenceData.extend` method to extend the `InferenceData` with groups from another "
            "`InferenceData`."
        )


class _Converter:
    """One conversion: the trace split into warm-up and draws, and what all datasets share."""

    def __init__(
        self,
        arviz: ModuleType,
        trace: Any,
        model: Any,
        coords: Mapping[str, Any] | None,
        dims: Mapping[str, Any] | None,
        save_warmup: bool | None,
        include_transformed: bool = False,
    ) -> None:
        self.include_transformed = include_transformed
        self.arviz, self.trace, self.model = arviz, trace, model
        self.release = release_of(arviz)
        self.coords = {**getattr(model, "coords", {}), **(coords or {})}
        self.dims = {**{k: list(v) for k, v in getattr(model, "RV_dims", {}).items()}, **(dims or {})}
        self.save_warmup = arviz.rcParams["data.save_warmup"] if save_warmup is None else save_warmup
        self.attrs: dict[str, Any] = {}
        self.draws = self.chains = 0
        if trace is not None:
            report = trace.report
            self.chains = trace.nchains
            self.draws = len(trace) if report.n_draws is None else min(report.n_draws, len(trace))
            if report.n_draws is not None:
                self.attrs = {"sampling_time": report.t_sampling, "tuning_steps": report.n_tune}
        self.tune = 0 if trace is None else len(trace) - self.draws

    def dataset(self, data: dict[str, Any], event_dims_only: bool = False, **more: Any) -> Any:
        if not data:
            return None
        if "default_dims" in more:
            more[self.release.default_dims] = more.pop("default_dims")
        made = self.arviz.dict_to_dataset(
            data,
            coords=self.coords,
            dims=self.dims,
            attrs=self.attrs or None,
            skip_event_dims=event_dims_only or self.release.all_dims,
            **more,
        )
        return made[list(data)]  # ArviZ 0.2x sorts by names where dm-tree is installed, as TensorFlow Probability does

    def parts(self) -> list[tuple[str, slice]]:
        """Return pairs (prefix of the group's name, its draws)."""
        found = [("warmup_", slice(0, self.tune))] if self.save_warmup and self.tune else []
        return found + ([("", slice(self.tune, None))] if self.draws else [])

    def of_trace(self, log_likelihood: bool | Sequence[str] | None) -> dict[str, Any]:
        groups: dict[str, Any] = {}
        schema = SCHEMA_UNTIL_3_8 if older_than("3.9") else SCHEMA
        wanted = self.arviz.rcParams.get("data.log_likelihood", True) if log_likelihood is None else log_likelihood
        parts = self.parts()
        if self.model is None or not parts or not wanted or not self.has_all_of_the_model():
            wanted = False
        for prefix, part in parts:
            groups[f"{prefix}posterior"] = self.dataset(
                {
                    n: self.stacked(self.trace.get_values, n)[:, part]
                    for n in get_default_varnames(self.trace.varnames, self.include_transformed)
                }
            )
            groups[f"{prefix}sample_stats"] = self.dataset(
                {
                    schema.get(n, n): self.stacked(self.trace.get_sampler_stats, n)[:, part]
                    for n in sorted(self.trace.stat_names)
                    if n != "tune"
                }
            )
            if wanted:
                groups[f"{prefix}log_likelihood"] = self.dataset(
                    self.log_likelihood(wanted, part), event_dims_only=True
                )
        return groups

    def of_prior(self, prior: Mapping[str, Any]) -> dict[str, Any]:
        observed = {v.name for v in getattr(self.model, "observed_RVs", ())}
        values = {k: np.asarray(v)[None] for k, v in prior.items()}
        groups = {"prior": self.dataset({k: v for k, v in values.items() if k not in observed})}
        if observed & set(prior):
            groups["prior_predictive"] = self.dataset({k: v for k, v in values.items() if k in observed})
        return groups

    def has_all_of_the_model(self) -> bool:
        """Return whether the trace has all free variables of the model, which may be another one; warn if not."""
        shapes = {name: np.shape(value) for name, value in self.trace.point(0).items()}
        other = [v.name for v in self.model.free_RVs if shapes.get(v.name) != tuple(map(int, v.dshape))]
        if other:
            warn(
                "Could not compute log_likelihood, it will be omitted: the trace is not of this model, which has "
                f"{', '.join(other)}. Check your model object or set log_likelihood=False",
                UserWarning,
            )
        return not other

    def stacked(self, get: Callable[..., Any], name: str) -> np.ndarray:
        return np.array(get(name, combine=False, squeeze=False))

    def log_likelihood(self, wanted: Any, part: slice) -> dict[str, np.ndarray]:
        """Return the pointwise log likelihood, name -> (chains, draws, *data)."""
        variables = [v for v in self.model.observed_RVs if wanted is True or v.name in wanted]
        if not variables:
            return {}
        columns = {v.name: self.stacked(self.trace.get_values, v.name)[:, part] for v in self.model.free_RVs}
        chains, draws = next(iter(columns.values())).shape[:2]
        found = log_likelihood(
            self.model, variables, {n: c.reshape(chains * draws, *c.shape[2:]) for n, c in columns.items()}
        )
        missing = any(v.missing_values is not None for v in variables)
        if wanted is True and (len(found) > 1 or missing) and older_than("3.8"):  # criteria counted the data of all
            terms = np.concatenate([np.reshape(v, (len(v), -1)) for v in found.values()], axis=1)
            found = {"log_likelihood": terms[:, ~np.isnan(terms).all(axis=0)] if missing else terms}
        return {n: values.reshape(chains, draws, *values.shape[1:]) for n, values in found.items()}

    def by_chain(self, values: ArrayLike) -> np.ndarray:
        """Return predictive draws as (chains, draws, ...) if their number fits the trace, else as one chain."""
        values = np.asarray(values)
        if values.shape[:2] == (self.chains, self.draws):
            return values
        if values.shape[0] == self.chains * self.draws:
            return values.reshape((self.chains, self.draws, *values.shape[1:]))
        return values[None]

    def observed(self, density_dist_obs: bool) -> Any:
        found: dict[str, np.ndarray] = {}
        for v in self.model.observed_RVs:
            if hasattr(v, "observations"):
                found[v.name] = _array(v.observations)
            elif density_dist_obs:
                found.update({k: _array(value) for k, value in v.data.items() if not _depends_on_model(value)})
        return self.dataset(found, default_dims=[])

    def constants(self) -> Any:
        model = self.model
        kinds = [*model.deterministics, *model.observed_RVs, *model.free_RVs, *model.potentials]
        names = {v.name for v in kinds}
        chosen = {n: v for n, v in model.named_vars.items() if n not in names}
        for v in model.deterministics:
            if not _depends_on_model(v):
                chosen[v.name] = v
        return self.dataset({n: _array(v) for n, v in chosen.items()}, default_dims=[])


def _depends_on_model(value: object) -> bool:
    """Return whether `value`, given as data, depends on the model's variables."""
    return isinstance(value, Variable) and any(isinstance(a, PyMC3Variable) for a in ancestors([value]))


def _array(value: Any) -> np.ndarray:
    if isinstance(value, SharedVariable):
        value = value.get_value()
    elif isinstance(value, Variable):
        value = value.eval()
    if is_masked(value):
        value = value.astype(float).filled(np.nan)
    return np.atleast_1d(value)
