"""The function `advi` of early releases. Source: pymc3.variational.advi of PyMC3 3.0 and 3.1.

It calls the present `ADVI` with the old arguments and returns the old result; its random draws are other ones.
"""

from __future__ import annotations

from collections import deque, namedtuple
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ...models.backends.base import MultiTrace
from ...models.model import modelcontext
from ..progress import Progress
from ..start import Seed
from .approximations import MeanField
from .inference import ADVI
from .updates import adagrad_window

if TYPE_CHECKING:
    from ...models.model import Model
    from .approximation import Approximation

__all__ = ["ADVIFit", "advi", "sample_vp"]

ADVIFit = namedtuple("ADVIFit", "means, stds, elbo_vals")
ADVIFit.__doc__ = "Means and standard deviations by name, and the evidence lower bound of each iteration."

DRAWS = {False: 1, True: 100}  # per step, by accurate_elbo
CHANGES = 10  # number of relative ELBO changes to average


def advi(
    vars: Any = None,
    start: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
    model: Any = None,
    n: int = 5000,
    accurate_elbo: bool = False,
    optimizer: Any = None,
    learning_rate: float = 0.001,
    epsilon: float = 0.1,
    mode: Any = None,
    tol_obj: float = 0.01,
    eval_elbo: int = 100,
    random_seed: Seed = None,
    progressbar: Progress = True,
) -> ADVIFit:
    """Fit normals by ADVI, as before PyMC3 3.1: return their means and standard deviations, and the ELBO of each step.

    vars: NotImplementedError unless None: fix the other variables in the model instead.
    start: a point for the first means, name -> value of the shape of the variable.
    model: that of the `with` block by default. n: number of steps. accurate_elbo: 100 draws a step instead of one.
    optimizer: a function (loss, parameters) -> updates; by default Adagrad with learning_rate and epsilon.
    learning_rate, epsilon: of Adagrad. mode: of the compiled function.
    eval_elbo, tol_obj: the fit ends early when the mean ELBO of eval_elbo steps changes by less than tol_obj,
    relatively, in the mean or the median of ten changes. random_seed: a number. progressbar: whether progress is shown.
    """
    model = modelcontext(model)
    if vars is not None and {v.name for v in vars} != {v.name for v in model.free_RVs}:
        raise NotImplementedError(
            "advi(vars=...) of some of a model's free variables: give the others as data, or fit "
            "all of them. pm.fit(local_rv=...) takes those that depend on data."
        )
    inference = ADVI(model=model, start=start, random_seed=random_seed)
    if optimizer is None:
        optimizer = adagrad_window(learning_rate=learning_rate, epsilon=epsilon)
    given = {} if mode is None else {"fn_kwargs": {"mode": mode}}
    approx = inference.fit(
        n,
        obj_n_mc=DRAWS[bool(accurate_elbo)],
        obj_optimizer=optimizer,
        progressbar=progressbar,
        callbacks=[_Settled(tol_obj, eval_elbo)],
        **given,
    )
    means, stds = approx.mean.eval(), approx.std.eval()
    places = approx.groups[0].ordering.vmap
    return ADVIFit(
        *({p.var: np.asarray(flat[p.slc]).reshape(p.shp) for p in places} for flat in (means, stds)),
        -np.asarray(approx.hist),
    )


class _Settled:
    """A callback that ends the fit once the ELBO has converged."""

    def __init__(self, tolerance: float, every: int) -> None:
        self.tolerance, self.every = tolerance, every
        self.before: float | None = None
        self.changes: deque[float] = deque(maxlen=CHANGES)

    def __call__(self, approx: Approximation, losses: np.ndarray | None, i: int) -> None:
        if losses is None or i % self.every:
            return
        now = float(np.mean(losses[-self.every :]))
        if self.before is not None:
            self.changes.append(abs((now - self.before) / self.before))
            if len(self.changes) == CHANGES and min(np.mean(self.changes), np.median(self.changes)) < self.tolerance:
                raise StopIteration(f"Mean ELBO converged at step {i}.")
        self.before = now


def sample_vp(
    vparams: Any,
    draws: int = 1000,
    model: Model | None = None,
    local_RVs: Any = None,
    random_seed: Seed = None,
    include_transformed: bool = False,
    progressbar: Progress = True,
) -> MultiTrace:
    """Draw from the result of `advi`; return a trace of one chain.

    vparams: that result, or a dict with "means" and "stds", each name -> value of the shape of the free variable.
    draws: number of draws. model: that of the `with` block by default.
    local_RVs: NotImplementedError unless None: use `pm.fit(local_rv=...)` and the `sample` of its result.
    random_seed: a number. include_transformed: whether transformed variables are in the trace, too.
    progressbar: whether progress is shown.
    """
    if local_RVs is not None:
        raise NotImplementedError("sample_vp(local_RVs=...): use pm.fit(local_rv=...) and `sample` of what it returns.")
    means, stds = (vparams["means"], vparams["stds"]) if isinstance(vparams, dict) else vparams[:2]
    approx = MeanField(model=modelcontext(model), random_seed=random_seed)
    mu, rho = approx.groups[0].params_dict["mu"], approx.groups[0].params_dict["rho"]
    places = approx.groups[0].ordering.vmap
    mu.set_value(np.concatenate([np.ravel(means[p.var]) for p in places]).astype(mu.dtype))
    scale = np.concatenate([np.ravel(stds[p.var]) for p in places])
    rho.set_value((scale + np.log(-np.expm1(-scale))).astype(rho.dtype))  # the inverse of softplus
    return approx.sample(draws, include_transformed=include_transformed)
