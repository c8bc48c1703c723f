"""Start points and scales for NUTS from ADVI. Source: pymc3.sampling.init_nuts."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..progress import Progress
from ..tuning.starting import find_MAP
from .approximations import MeanField
from .callbacks import CheckParametersConvergence
from .inference import KLqp, fit
from .updates import adagrad_window


def by_advi(
    init: str,
    chains: int,
    n_init: int,
    model: Any,
    random_seed: int | None,
    progressbar: Progress,
) -> tuple[list[dict[str, np.ndarray]], np.ndarray, np.ndarray]:
    """Return (a draw of the approximation for each chain, its mean, its variances), ordered as the free variables.

    The fit takes at most `n_init` steps and ends when the parameters have converged, by absolute or relative
    differences. "advi_map" starts at the mode.
    """
    with model:
        if init == "advi_map":
            mode = find_MAP(include_transformed=True, progressbar=progressbar)
            method: Any = KLqp(MeanField(model=model, start=mode))
        else:
            method = "advi"
        still = [CheckParametersConvergence(tolerance=1e-2, diff=diff) for diff in ("absolute", "relative")]
        found = fit(
            n=n_init,
            method=method,
            model=model,
            random_seed=random_seed,
            callbacks=still,
            progressbar=progressbar,
            obj_optimizer=adagrad_window,
        )
        starts = list(found.sample(draws=chains))
    mean, std = (model.dict_to_array(found.bij.rmap(v)) for v in (found.mean.eval(), found.std.eval()))
    return starts, mean, std**2
