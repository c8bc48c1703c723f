"""Start points and a potential for NUTS, by the name of an initialisation. Source: pymc3.sampling.init_nuts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...models.logger import LOGGER as _log
from ...models.modelling.current_model import modelcontext
from ...models.modelling.density import log_density
from ...models.vartypes import discrete_types
from ..hamiltonian import quadpotential
from ..hamiltonian.nuts import NUTS
from ..progress import Progress
from ..start import Seed
from ..tuning.scaling import find_hessian
from ..tuning.starting import find_MAP
from .arguments import BY_ADVI, JITTERED, init_name

if TYPE_CHECKING:
    from ...models.model import Model


def init_nuts(
    init: str = "auto",
    chains: int = 1,
    n_init: int = 500000,
    model: Model | None = None,
    random_seed: Seed = None,
    progressbar: Progress = True,
    jitter_max_retries: int = 10,
    **kwargs: Any,
) -> tuple[list[Any], NUTS]:
    """Return (a start for each chain, NUTS with the mass matrix of `init`); further keywords go to NUTS.

    init: "auto", "adapt_diag", "jitter+adapt_diag", "advi", "map" and others. chains: number of chains. n_init: largest
    number of ADVI steps. model: that of the `with` block by default. random_seed: seeds the global generator.
    progressbar: whether progress is shown. jitter_max_retries: how often a start is drawn again whose density is 0.
    A start is name -> value of the shape of the variable.
    """
    model = modelcontext(model)
    variables = kwargs.get("vars", model.vars)
    if {id(v) for v in variables} != {id(v) for v in model.vars}:
        raise ValueError("Must use init_nuts on all variables of a model.")
    if any(v.dtype in discrete_types for v in variables):
        raise ValueError("init_nuts can only be used for models with only continuous variables.")
    for name in ("potential", "scaling"):
        if kwargs.get(name) is not None:
            raise TypeError(f"{name} and init={init!r} both choose the mass matrix: pass step=pm.NUTS({name}=...).")
    init = init_name(init)
    _log.info(f"Initializing NUTS using {init}...")
    if random_seed is not None:
        random_seed = int(np.atleast_1d(random_seed)[0])
        np.random.seed(random_seed)
    if init in BY_ADVI:
        from ..variational.advi_start import by_advi  # imports all of variational inference

        start, mean, variances = by_advi(init, chains, n_init, model, random_seed, progressbar)
        if init in ("advi", "advi_map"):
            potential = quadpotential.QuadPotentialDiag(variances)
        else:
            adapting = (
                quadpotential.QuadPotentialDiagAdaptGrad
                if init.endswith("_grad")
                else quadpotential.QuadPotentialDiagAdapt
            )
            potential = adapting(model.ndim, mean, variances, 50)
    elif init == "map":
        start, potential = _at_the_mode(model, chains, progressbar)
    else:
        start = _init_jitter(model, chains, jitter_max_retries) if init in JITTERED else [model.test_point] * chains
        mean = np.mean([model.dict_to_array(point) for point in start], axis=0)
        if init.endswith("adapt_full"):
            potential = quadpotential.QuadPotentialFullAdapt(model.ndim, mean, np.eye(model.ndim), 10)
        else:
            potential = quadpotential.QuadPotentialDiagAdapt(model.ndim, mean, np.ones_like(mean), 10)
    return start, NUTS(potential=potential, model=model, **kwargs)


def _at_the_mode(model: Model, chains: int, progressbar: Progress) -> tuple[list[Any], Any]:
    mode = find_MAP(include_transformed=True, model=model, progressbar=progressbar)
    return [mode] * chains, quadpotential.QuadPotentialFull(find_hessian(point=mode, model=model))


def _init_jitter(model: Model, chains: int, jitter_max_retries: int) -> list[dict[str, np.ndarray]]:
    """Return starts jittered by U(-1, 1) about the test point, redrawn until the log density is finite.

    model: the model. chains: number of starts. jitter_max_retries: how often one is redrawn. A start is name -> value
    of the shape of the variable.
    """
    density = log_density(model)
    starts = []
    for _ in range(chains):
        for attempt in range(jitter_max_retries + 1):
            point = {
                name: value + np.asarray(2 * np.random.rand(*value.shape) - 1, dtype=value.dtype)
                for name, value in model.test_point.items()
            }
            if attempt == jitter_max_retries or np.isfinite(density.logp_grad(density.vector(point))[0]):
                break
        starts.append(point)
    return starts
