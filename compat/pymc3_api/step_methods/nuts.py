"""pm.NUTS: the options of the sampler that `pm.sample(step=...)` runs. Source: pymc3.step_methods.hmc.nuts."""

from __future__ import annotations

from typing import Any

from compat.pymc3_api.modelling.find import modelcontext

__all__ = ["NUTS"]


class NUTS:
    """NUTS over all variables of the model, with these options; the chains themselves are drawn by `pm.sample`.

    NotImplementedError for some of the variables only, and for options that no sampler here has.
    """

    name = "nuts"
    default_blocked = True
    generates_stats = True

    def __init__(self, vars: Any = None, max_treedepth: int = 10, early_max_treedepth: int = 8, model: Any = None,
                 **kwargs: Any) -> None:
        from compat.pymc3_api.runs.arguments import nuts_arguments

        model = modelcontext(model)
        chosen = list(model.cont_vars) if vars is None else list(vars)
        free = [getattr(v, "transformed", v) for v in chosen]
        if {v.name for v in free} != {v.name for v in model.vars}:
            left = sorted({v.name for v in model.vars} - {v.name for v in free})
            raise NotImplementedError(f"NUTS over some of the variables is not supported yet ({', '.join(left)} would "
                                      "need a step method of their own): leave `vars` out.")
        self.vars = free
        self.options = nuts_arguments({"max_treedepth": max_treedepth, "early_max_treedepth": early_max_treedepth,
                                       **kwargs})
        self.target_accept = self.options.get("target_accept", 0.8)
        self.max_treedepth = max_treedepth

    def step(self, point: Any) -> Any:
        raise NotImplementedError("Single steps of NUTS are not supported yet: draw chains with pm.sample(step=...).")
