"""Fitting of approximations. Source: pymc3.variational.inference."""

from __future__ import annotations

import os
import sys
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.users_lines import warn

from ...importing.module_getattr import absent_from, names_of
from ...missing_packages import say_before_sampling
from ...models.logger import LOGGER as logger
from ...models.model import modelcontext
from ..keeping.request import kept_in
from ..progress import Progress, ProgressBar
from ..start import Seed
from .approximations import Empirical, FullRank, MeanField
from .callbacks import next_look
from .errors import AEVBInferenceError
from .kept_fit import KeptFit, kept_fit
from .operators import KL, KSD
from .steps import Steps
from .test_functions import rbf

if TYPE_CHECKING:
    from ...models.model import Model
    from .approximation import Approximation

__all__ = ["ADVI", "FullRankADVI", "SVGD", "ASVGD", "NFVI", "Inference", "ImplicitGradient", "KLqp", "fit"]  # noqa: F822

State = namedtuple("State", "i,step,callbacks,score")
State.__doc__ = """Where a fit stands, so that `refine` goes on from there.

i: the number of steps done. step: the compiled step. callbacks: a list. score: whether losses, scalars, are recorded.

Example::

    >>> with pm.Model():
    ...     x = pm.Normal("x", 0, 1)
    ...     inference = pm.ADVI()
    ...     approx = inference.fit(10, progressbar=False)
    >>> type(inference.state).__name__, inference.state.score
    ('State', True)

Source: pymc3.variational.inference.
"""
WINDOW = 1000  # number of steps over which the displayed loss is averaged


class Inference:
    """The base class of fits: an operator, an approximation and a test function.

    op: the Operator's class. approx: the Approximation, of variables of any shape. tf: a TestFunction, or None. Further
    keywords go to the operator. `fit(n)` does n steps, `refine(n)` more of them; `hist` has the losses.
    """

    _given: Mapping[str, Any] = {}  # the arguments of the constructor, by which a checkpoint knows the fit

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        made = super().__new__(cls)
        made._given = {**{f"argument {k + 1}": one for k, one in enumerate(args)}, **kwargs}
        return made

    def __init__(
        self, op: Callable[..., Any], approx: Approximation, tf: Callable[..., Any] | None, **kwargs: Any
    ) -> None:
        self.hist = np.asarray(())
        self.objective = op(approx, **kwargs)(tf)
        self.state: State | None = None

    @property
    def approx(self) -> Any:
        return self.objective.approx

    def _maybe_score(self, score: bool | None) -> bool:
        returns_loss = self.objective.op.returns_loss
        if score and not returns_loss:
            warn(
                f"method `fit` got `score == True` but {self.objective.op} does not return loss. Ignoring "
                "`score` argument",
            )
            return False
        return returns_loss if score is None else bool(score)

    def run_profiling(self, n: int = 1000, score: bool | None = None, **kwargs: Any) -> Any:
        """Return the profile of `n` steps."""
        given = {**(kwargs.pop("fn_kwargs", None) or {}), "profile": True}
        step = self.objective.step_function(score=self._maybe_score(score), fn_kwargs=given, **kwargs)
        try:
            for _ in range(n):
                step()
        except KeyboardInterrupt:
            pass
        return step.profile

    def fit(
        self,
        n: int = 10000,
        score: bool | None = None,
        callbacks: Iterable[Any] | None = None,
        progressbar: Progress = True,
        checkpoint: str | os.PathLike[str] | None = None,
        **kwargs: Any,
    ) -> Any:
        """Make `n` steps and return the approximation, whose `hist` holds the losses.

        score: compute the loss at each step (default: if there is one). callbacks: functions of (approximation, losses
        so far, step); StopIteration ends the fit. checkpoint: a folder to which the state goes; the same call in a
        later process goes on where this one ended. Other keywords: those of ObjectiveFunction.step_function. Ctrl-C
        ends the fit and keeps the result so far.
        """
        say_before_sampling()
        score = self._maybe_score(score)
        step = self.objective.step_function(score=score, **kwargs)
        called = list(callbacks or [])
        kept = kept_in(checkpoint, seeded=False)
        options = {"method": type(self).__name__, **self._given}
        with kept_fit(kept, self.approx.model, n, step, called, options) as fit:
            self.state = self._run(0, n, fit, called, score, progressbar)
        self.approx.hist = self.hist
        return self.approx

    def refine(self, n: int, progressbar: Progress = True) -> None:
        """Make `n` more steps."""
        if self.state is None:
            raise TypeError("Need to call `.fit` first")
        i, step, callbacks, score = self.state
        self.state = self._run(i, n, KeptFit(step, callbacks, None), callbacks, score, progressbar)
        self.approx.hist = self.hist

    def _run(
        self, before: int, n: int, kept: KeptFit, callbacks: list[Any], score: bool, progressbar: Progress
    ) -> State:
        losses = np.full(n, np.nan) if score else None
        done = kept.goes_on(losses)
        bar = ProgressBar(n, "Fitting", progressbar)
        note, between = "", True
        shown = 0
        steps = Steps(kept.step, losses, callbacks, self.approx.params[0] if losses is None else None)
        try:
            while done < n and not kept.ended:
                between = False
                made, look = steps.take(done, n, before)
                last = done + made - 1
                if look:
                    done = last
                    self._look(losses, last)
                done, between = last + 1, True
                for callback in callbacks:
                    if next_look(callback, done + before) == done + before:
                        callback(self.approx, None if losses is None else losses[:done], done + before)
                kept.keep(done, losses)
                steps.raise_if_interrupted()
                if bar.shown and (made > 1 or last >= shown):
                    shown = last + 100
                    note = "" if losses is None else f"Average Loss = {_recent(losses, done):,.5g}"
                    bar.advance_to(done, note)
        except (KeyboardInterrupt, StopIteration) as ended:
            kept.ended = isinstance(ended, StopIteration)
            if str(ended):
                logger.info(str(ended))
            _say_interrupted(losses, done - kept.ended, n)
        else:
            (_say_interrupted(losses, done - 1, n) if kept.ended else _say_finished(losses, n))
        finally:
            bar.advance_to(done, note)
            bar.close()
        if between:  # else Ctrl-C came within a step: the state before it is kept
            kept.keep(done, losses, now=True)
        if losses is not None:
            # the loss of the step at which a callback ended the fit was never counted
            self.hist = np.concatenate([self.hist, losses[: done - kept.ended]])
        return State(done + before, kept.step, callbacks, score)

    def _look(self, losses: np.ndarray | None, last: int) -> None:
        if losses is not None:
            self._check(losses[last], losses[:last])
        else:
            self._check(self.approx.params[0].get_value(borrow=True), None)

    def _check(self, value: np.ndarray, losses: np.ndarray | None) -> None:
        """Raise FloatingPointError that names the variables, if the loss or the parameters are NaN."""
        if not np.isnan(value).any():
            return
        if losses is not None:
            self.hist = np.concatenate([self.hist, losses])
        lines = ["NaN occurred in optimization. "]
        names = [
            (place.var, k)
            for place in self.approx.groups[0].ordering.vmap
            for k in range(place.slc.stop - place.slc.start)
        ]
        wrong = np.flatnonzero(np.isnan(self.approx.params[0].get_value()).ravel())
        lines += [
            "The current approximation of RV `{}`.ravel()[{}] is NaN.".format(*names[k])
            for k in wrong
            if k < len(names)
        ]
        lines += [
            f"The log density of `{name}` is NaN at the centre of the approximation." for name in self._nan_terms()
        ]
        lines.append(
            "Try a smaller learning rate (obj_optimizer=pm.adam(learning_rate=...)), or track this parameter "
            "with pm.callbacks.Tracker."
        )
        raise FloatingPointError("\n".join(lines))

    def _nan_terms(self) -> list[str]:
        """Return the names of variables whose log density at the approximation's centre is NaN."""
        [group, *more] = self.approx.groups
        if more or group.local or "mu" not in (group.params_dict or {}):
            return []
        point = group.bij.rmap(np.ravel(group.params_dict["mu"].eval()))
        model = self.approx.model
        potentials = model.fn(list(model.potentials), mode="FAST_COMPILE")(point)
        terms = {**model._logp_terms(point), **{p.name: v for p, v in zip(model.potentials, potentials, strict=True)}}
        return [name for name, value in terms.items() if np.isnan(value).any()]


def _say_interrupted(losses: np.ndarray | None, done: int, n: int) -> None:
    if losses is not None:
        logger.info(f"Interrupted at {done:,d} [{100 * done // n:.0f}%]: Average Loss = {_recent(losses, done):,.5g}")


def _say_finished(losses: np.ndarray | None, n: int) -> None:
    if losses is not None and n:
        loss = f"Loss = {losses[-1]:,.5g}" if n < 10 else f"Average Loss = {_recent(losses, n):,.5g}"
        logger.info(f"Finished [100%]: {loss}")


def _recent(losses: np.ndarray, done: int) -> float:
    """Return the mean of the finite ones among the last losses."""
    recent = losses[max(0, done - WINDOW) : done]
    recent = recent[np.isfinite(recent)]
    return float(recent.mean()) if len(recent) else float("nan")


class KLqp(Inference):
    """Minimization of the Kullback-Leibler divergence from the posterior.

    approx: an approximation, such as MeanField, with draws of the shapes of the variables.
    beta: scales the divergence's part in the loss (Burgess et al., arXiv:1804.03599).
    """

    def __init__(self, approx: Approximation, beta: float = 1.0) -> None:
        super().__init__(KL, approx, None, beta=beta)


class ADVI(KLqp):
    """Automatic differentiation variational inference with independent normals (Kucukelbir et al., arXiv:1603.00788).

    local_rv: variable -> {"mu": ..., "rho": ...}, of its shape, computed from data. model: that of the `with` block by
    default. start: a point, name -> value. random_seed: of the generator.
    cost_part_grad_scale: a factor for the gradient's score part, 0 near the optimum (PyMC3 up to 3.4).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(MeanField(*args, **kwargs))


class FullRankADVI(KLqp):
    """ADVI with a full covariance matrix.

    Its arguments are ADVI's: local_rv, model, start, a point whose values have the shapes of variables, random_seed.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(FullRank(*args, **kwargs))


class ImplicitGradient(Inference):
    """A fit by Stein's operator, for any approximation that draws.

    approx: the Approximation, of variables of any shape. estimator: KSD. kernel: a kernel of draws (n, d), rbf by
    default. Further keywords go to the estimator: temperature.
    """

    def __init__(
        self,
        approx: Approximation,
        estimator: Callable[..., Any] = KSD,
        kernel: Callable[..., Any] = rbf,
        **kwargs: Any,
    ) -> None:
        super().__init__(op=estimator, approx=approx, tf=kernel, **kwargs)


class SVGD(ImplicitGradient):
    """Stein variational gradient descent: particles moved together (Liu and Wang, arXiv:1608.04471).

    n_particles: their number. jitter: standard deviation of their first places around start.
    start: a point, name -> value of the shape of the variable. model: that of the `with` block by default.
    random_seed: of the generator. estimator: the operator, KSD. kernel: what moves particles apart, rbf by default.
    """

    def __init__(
        self,
        n_particles: int = 100,
        jitter: float = 1,
        model: Model | None = None,
        start: Mapping[str, Any] | None = None,
        random_seed: Seed = None,
        estimator: Callable[..., Any] = KSD,
        kernel: Callable[..., Any] = rbf,
        **kwargs: Any,
    ) -> None:
        if kwargs.get("local_rv") is not None:
            raise AEVBInferenceError("SVGD does not support local groups")
        particles = Empirical(size=n_particles, jitter=jitter, start=start, model=model, random_seed=random_seed)
        super().__init__(approx=particles, estimator=estimator, kernel=kernel, **kwargs)


class ASVGD(ImplicitGradient):
    """Amortized SVGD: Stein's operator moves the parameters of an approximation.

    approx: an Approximation that draws, FullRank of all variables by default, of any shape. estimator: KSD. kernel: a
    kernel of draws (n, d), rbf by default. Further keywords go to the estimator: temperature.
    """

    def __init__(
        self,
        approx: Approximation | None = None,
        estimator: Callable[..., Any] = KSD,
        kernel: Callable[..., Any] = rbf,
        **kwargs: Any,
    ) -> None:
        warn(
            "You are using experimental inference Operator. It requires careful choice of temperature, "
            "default is 1. Default temperature works well for low dimensional problems and for significant "
            "`n_obj_mc`. Temperature > 1 gives more exploration power to algorithm, < 1 leads to undesirable "
            "results. The posterior variance is often **underestimated** with temperature = 1.",
        )
        if approx is None:
            approx = FullRank(model=kwargs.pop("model", None), local_rv=kwargs.pop("local_rv", None))
        super().__init__(estimator=estimator, approx=approx, kernel=kernel, **kwargs)

    def fit(
        self,
        n: int = 10000,
        score: bool | None = None,
        callbacks: Iterable[Any] | None = None,
        progressbar: Progress = True,
        obj_n_mc: int = 500,
        **kwargs: Any,
    ) -> Any:
        return super().fit(n=n, score=score, callbacks=callbacks, progressbar=progressbar, obj_n_mc=obj_n_mc, **kwargs)

    def run_profiling(self, n: int = 1000, score: bool | None = None, obj_n_mc: int = 500, **kwargs: Any) -> Any:
        return super().run_profiling(n=n, score=score, obj_n_mc=obj_n_mc, **kwargs)


# NFVI is an old part, and loads on first use.
METHODS = {"advi": "ADVI", "fullrank_advi": "FullRankADVI", "svgd": "SVGD", "asvgd": "ASVGD", "nfvi": "NFVI"}


def fit(
    n: int = 10000,
    local_rv: Mapping[Any, Any] | None = None,
    method: Any = "advi",
    model: Model | None = None,
    random_seed: Seed = None,
    start: Mapping[str, Any] | None = None,
    inf_kwargs: Mapping[str, Any] | None = None,
    **kwargs: Any,
) -> Any:
    """Fit an approximation to the posterior of a model.

    method: "advi", "fullrank_advi", "svgd", "asvgd", "nfvi", "nfvi=FORMULA", or an Inference. inf_kwargs: for it;
    other keywords go to `Inference.fit`. KeyError for a method of another name.

    n: number of iterations.
    local_rv: variable -> {"mu": ..., "rho": ...}, computed from data.
    model: the model; that of the `with` block by default.
    random_seed: seed of the generator.
    start: a point to begin at, name -> value of the shape of the variable.
    """
    given = dict(inf_kwargs or {})
    for name, value in (("local_rv", local_rv), ("random_seed", random_seed), ("start", start)):
        if value is not None:
            given[name] = value
    model = modelcontext(model)
    if isinstance(method, str):
        name, _, formula = method.lower().partition("=")
        if name not in METHODS or formula and name != "nfvi":
            raise KeyError(f"method should be one of {set(METHODS)} or Inference instance, got {method!r}")
        kind = getattr(sys.modules[__name__], METHODS[name])
        method = kind(*([formula] if formula else []), model=model, **given)
    elif not isinstance(method, Inference):
        raise TypeError(f"method should be one of {set(METHODS)} or Inference instance, got {method!r}")
    return method.fit(n, **kwargs)


__getattr__ = absent_from(__name__, names_of(**{"pymc3.variational.normalizing_flow": "NFVI NormalizingFlow"}))
