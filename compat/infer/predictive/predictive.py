"""Draws from the prior and posterior predictive distributions. Source: pymc3.sampling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.users_lines import warn

from ...emulated_versions import older_than
from ...graph.fallbacks import by_choice
from ...graph.one_number import rows_given
from ...graph.variable import Constant, Variable
from ...models.distributions.drawing import draw_values
from ...models.distributions.recorded_draws import noted_draws
from ...models.exceptions import IncorrectArgumentsError
from ...models.modelling.current_model import modelcontext
from ...models.modelling.util import get_untransformed_name, is_transformed_name
from ..progress import Progress, ProgressBar
from ..start import Seed
from .points import points_of
from .replayed_draws import drawn_together

if TYPE_CHECKING:
    from ...distributions.transforms import ElemwiseTransform

DRAWS = "draws of distributions, in NumPy"
_POTENTIALS = (
    "The effect of Potentials on other parameters is ignored during {} predictive sampling. This is likely "
    "to lead to invalid or biased predictive samples."
)


def sample_posterior_predictive(
    trace: list[Mapping[Any, Any]],
    samples: int | None = None,
    model: Any = None,
    var_names: list[str] | None = None,
    size: int | Sequence[int] | None = None,
    keep_size: bool = False,
    random_seed: Seed = None,
    progressbar: Progress = True,
    vars: Any = None,
) -> dict[str, Any]:
    """Draw the observed variables (or `var_names`) at draws of the trace, in its order: name -> (samples, ...).

    samples: default, as many as the trace has. size: a leading shape per draw. keep_size: (chains, draws, ...).
    trace: a MultiTrace, InferenceData, an xarray Dataset of a posterior, or a list of points. Ctrl-C returns the draws
    made so far. The same seed draws the same numbers as PyMC3 3.11.5.

    model: the model; that of the `with` block by default.
    var_names: names of the variables to draw; the observed ones by default.
    random_seed: seed of NumPy's generator.
    progressbar: whether progress is shown.
    vars: older form of var_names, a list of variables.
    """
    points, chains, length = points_of(trace)
    if keep_size and samples is not None:
        raise IncorrectArgumentsError("Should not specify both keep_size and samples arguments")
    if keep_size and size is not None:
        raise IncorrectArgumentsError("Should not specify both keep_size and size arguments")
    if vars is not None:
        if var_names is not None:
            raise IncorrectArgumentsError("Should not specify both vars and var_names arguments.")
        warn("vars argument is deprecated in favor of var_names.", DeprecationWarning)
    samples = len(points) if samples is None else int(samples)
    if samples < chains * length:
        warn(
            "samples parameter is smaller than nchains times ndraws, some draws and/or chains may not be "
            "represented in the returned posterior predictive sample",
        )
    model = modelcontext(model)
    by_choice(DRAWS)
    if model.potentials:
        warn(_POTENTIALS.format("posterior"), UserWarning)
    wanted = (
        vars if vars is not None else model.observed_RVs if var_names is None else _variables_named(model, var_names)
    )
    if random_seed is not None:
        np.random.seed(random_seed)
    found = _draws_at(points, list(wanted), samples, size, progressbar)
    if keep_size:
        found = {name: values.reshape((chains, length, *values.shape[1:])) for name, values in found.items()}
    return {name: rows_given(values) for name, values in found.items()}


def _variables_named(model: Any, var_names: Iterable[Any]) -> list[Any]:
    """Return the variables of these names; PyMC3 3.8 took variables in the same place."""
    return [model[name] if isinstance(name, str) else name for name in var_names]


def _draws_at(
    points: Any, wanted: list[Any], samples: int, size: Any, progressbar: Progress, own_shapes: bool = False
) -> dict[str, np.ndarray]:
    """Draw at points. own_shapes: each variable by itself, in its distribution's shape, whatever the data's is."""
    found: dict[str, np.ndarray] = {}

    def at_point(i: int) -> None:
        point = points[i % len(points)]
        if own_shapes:
            values = [variable.distribution.random(point=point, size=size) for variable in wanted]
        else:
            values = draw_values(wanted, point=point, size=size)
        for variable, value in zip(wanted, values, strict=True):
            if variable.name not in found:
                found[variable.name] = np.empty((samples, *np.shape(value)), dtype=np.asarray(value).dtype)
            found[variable.name][i] = value

    with ProgressBar(samples, "predictive", progressbar) as bar:
        try:
            done = 0
            if samples:
                with noted_draws() as noted:
                    at_point(0)
                for done in () if own_shapes else drawn_together(points, wanted, noted, found):  # noqa: B007
                    bar.advance_to(done)
            for i in range(max(done, 1), samples):
                at_point(i)
                if i % 50 == 0:
                    bar.advance_to(i + 1)
        except KeyboardInterrupt:
            pass
        else:
            bar.advance_to(samples)
    return found


def sample_ppc(*args: Any, **kwargs: Any) -> dict[str, Any]:
    """Call `sample_posterior_predictive`; this is its name before PyMC3 3.6.

    With `emulate=3.5` or earlier it takes draws of the trace at random, as many as one chain has by default; before 3.3
    from the last chain alone. Before 3.5 a draw has the shape of the distribution's parameters, not that of the data:
    one number for `pm.Normal("y", mu, 1, observed=data)` with a scalar mu.
    """
    if older_than("3.6"):
        return _at_random(*args, **kwargs)
    warn("sample_ppc() is deprecated.  Please use sample_posterior_predictive()", DeprecationWarning)
    return sample_posterior_predictive(*args, **kwargs)


def _at_random(
    trace: list[Mapping[Any, Any]],
    samples: int | None = None,
    model: Any = None,
    vars: Any = None,
    size: int | Sequence[int] | None = None,
    random_seed: Seed = None,
    progressbar: Progress = True,
) -> dict[str, Any]:
    """Draw `vars` at draws of the trace taken at random, with replacement: what `sample_ppc` did before PyMC3 3.6."""
    points, chains, length = points_of(trace)
    first, chains = ((chains - 1) * length, 1) if older_than("3.3") else (0, chains)
    model = modelcontext(model)
    by_choice(DRAWS)
    if random_seed is not None:
        np.random.seed(random_seed)
    chosen = np.random.randint(0, chains * length, length if samples is None else int(samples))
    at = [points[first + int(i)] for i in chosen]
    wanted = list(model.observed_RVs if vars is None else vars)
    found = _draws_at(at, wanted, len(at), size, progressbar, own_shapes=older_than("3.5"))
    if older_than("3.1"):  # a number was an array of one
        return {name: values[:, None] if np.ndim(values) == 1 else values for name, values in found.items()}
    return found


def sample_prior_predictive(
    samples: int = 500,
    model: Any = None,
    var_names: Iterable[str] | None = None,
    random_seed: Seed = None,
    *,
    vars: Iterable[Any] | None = None,
) -> dict[str, Any]:
    """Draw all variables (or `var_names`), the observed ones included, from the prior: name -> (samples, ...).

    Transformed values (`sd_log__`) are included. Variables are drawn in the order in which the model defines them.

    samples: number of draws.
    model: the model; that of the `with` block by default.
    var_names: names of the variables to draw; all by default.
    random_seed: seed of NumPy's generator.
    vars: older form of var_names.
    """
    model = modelcontext(model)
    by_choice(DRAWS)
    if model.potentials:
        warn(_POTENTIALS.format("prior"), UserWarning)
    if vars is not None:
        if var_names is not None:
            raise IncorrectArgumentsError("Should not specify both vars and var_names arguments.")
        warn("vars argument is deprecated in favor of var_names.", DeprecationWarning)
        var_names = [getattr(v, "name", v) for v in vars]
    if var_names is None:
        names = [v.name for v in (*model.unobserved_RVs, *model.potentials, *model.observed_RVs)]
    else:
        names = [name if isinstance(name, str) else name.name for name in var_names]  # 3.8 took variables here
    if random_seed is not None:
        np.random.seed(random_seed)
    plain = [n for n in names if not is_transformed_name(n)]
    order = {name: i for i, name in enumerate(model.named_vars)}
    plain.sort(key=lambda n: order.get(n, len(order)))
    drawn = dict(zip(plain, draw_values([model[n] for n in plain], size=samples), strict=True))
    prior: dict[str, Any] = {}
    for name in names:
        if name in drawn:
            prior[name] = drawn[name]
        elif get_untransformed_name(name) in drawn:
            own = get_untransformed_name(name)
            prior[name] = _transformed_draws(model[own].transformation, drawn, own)
    return {name: rows_given(values) for name, values in prior.items()}


def _transformed_draws(transformation: ElemwiseTransform, drawn: dict[str, Any], name: str) -> np.ndarray:
    """Return draws of `name` in the free variable's space, draw by draw if the bounds were drawn too."""
    values = drawn[name]
    parts = [transformation, *getattr(transformation, "transform_list", ())]
    if not any(isinstance(v, Variable) and not isinstance(v, Constant) for part in parts for v in vars(part).values()):
        return transformation.forward_val(values, drawn)
    return np.array(
        [
            transformation.forward_val(value, {n: np.asarray(v)[i] for n, v in drawn.items()})
            for i, value in enumerate(values)
        ]
    )
