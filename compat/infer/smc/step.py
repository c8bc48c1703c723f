"""`pm.sample(step=pm.SMC(...))` of PyMC3 3.5 to 3.7, which later became `pm.sample_smc`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from theano_common.users_lines import warn

from ...models.modelling.current_model import modelcontext
from ..start import Seed
from .sample_smc import sample_smc

if TYPE_CHECKING:
    from ...models.model import Model


class SMC:
    """Options of sequential Monte Carlo over all variables, for `pm.sample(step=)`; `pm.sample_smc` is its later form.

    n_steps: moves in the first stage. tune_steps: whether later stages set their number by the acceptance rate.
    p_acc_rate: the share of particles that are to move. threshold: the effective share of particles from stage to
    stage.
    parallel: whether chains run in processes. model: that of the `with` block by default. random_seed: a number.
    vars: without an effect, as further keywords of the old kernel (scaling, covariance), which a warning says:
    proposals are drawn with the particles' own moments.

    Variables may have any shape.
    """

    name = "smc"
    compat_samples_by_itself = True  # `pm.sample` calls its `sample`

    def __init__(
        self,
        vars: Any = None,
        n_steps: int = 25,
        tune_steps: bool = True,
        p_acc_rate: float = 0.85,
        threshold: float = 0.5,
        parallel: bool = False,
        model: Model | None = None,
        random_seed: Seed = -1,
        **kwargs: Any,
    ) -> None:
        self.model, self.random_seed, self.parallel = model, random_seed, parallel
        self.options = {
            "n_steps": n_steps,
            "tune_steps": tune_steps,
            "p_acc_rate": min(p_acc_rate, 0.99),
            "threshold": threshold,
        }
        without = [*kwargs, *(["vars"] if vars is not None else [])]
        if without:
            warn(f"pm.SMC({'=..., '.join(without)}=...) has no effect.", UserWarning)

    def sample(
        self,
        draws: int,
        chains: int | None,
        cores: int | None,
        model: Model,
        random_seed: Seed,
        checkpoint: str | os.PathLike[str] | None = None,
    ) -> Any:
        """Return a trace with `draws` particles per chain."""
        warn("pm.sample(step=pm.SMC()) has become pm.sample_smc().", DeprecationWarning)
        return sample_smc(
            draws,
            model=modelcontext(model if self.model is None else self.model),
            chains=chains,
            cores=cores,
            parallel=self.parallel,
            **self.options,
            checkpoint=checkpoint,
            random_seed=self.random_seed if random_seed is None else random_seed,
        )
