"""Many fits of one model: `compat.map_models`."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.system.cores import cores as all_cores

from ..compilation.cores import shared_by_chains
from ..infer.interrupts import interrupts_noted
from ..infer.keeping.checkpoint import opened_run
from ..infer.keeping.run_identity import identity_of_many
from ..infer.progress import Progress, ProgressBar
from ..infer.runs.arguments import SAMPLERS, for_sampler, nuts_arguments, sizes
from ..models.logger import LOGGER as _log
from ..models.modelling.util import get_default_varnames
from ..models.saving.artefact import written
from .fit import Asked, Exchange, Fit, digest, failed
from .fits_by_executor import Fitter, Wanted, drive
from .fits_dataset import dataset, import_xarray
from .fits_in_c import SECONDS, FitsInC, NeedsPython, Stopped
from .kept_fits import FitsInFolder, KeptFits

if TYPE_CHECKING:
    from ..models.model import Model

AHEAD = 16  # fits for each core that are begun before the first of them is kept
INTERRUPTED = "KeyboardInterrupt: not fitted"

Data = Mapping[str, Any]


def map_models(
    model: Model,
    datasets: Iterable[Data],
    sampler: str = "pymc3",
    *,
    draws: int = 1000,
    tune: int = 1000,
    chains: int = 2,
    cores: int | None = None,
    random_seed: int | None = None,
    var_names: Sequence[str] | None = None,
    checkpoint: str | os.PathLike[str] | None = None,
    executor: Any = None,
    progressbar: Progress = True,
    **nuts: Any,
) -> Any:
    """Fit one model to many data sets, and return the draws as an xarray Dataset.

    The model is compiled once. By the default sampler, PyMC3's NUTS in C, `cores` fits run at a time in threads; what
    that cannot draw (discrete variables, Ops in Python), and what other samplers draw, are fits one after the other.
    Fit k has the draws of `pm.sample` with its data and the seeds `SeedSequence(random_seed).spawn(k + 1)[k]`, for any
    number of cores; the last bits may differ where the model was made with a matrix or an index of other lengths, by
    which the order of sums is chosen.

    model: with its data in `pm.Data` or shared variables with names.
    datasets: for each fit a dict, name -> value; data that it does not name are the model's own. An iterator is read as
    fits need it.
    sampler: as `theano.config.sampler`: "pymc3", "nutpie", "numpyro" or "tfp".
    draws, tune, chains: of each fit.
    random_seed: a whole number; without it the run cannot be repeated.
    var_names: the variables to record, by default all that `pm.sample` would give but transformed ones.
    checkpoint: a folder to which fits go as they are done; the same call in a later process makes only the others. The
    Dataset then reads from the folder.
    executor: a pool of processes or a dask Client, anything with `submit`: blocks of fits are its tasks.
    nuts: further arguments of NUTS, such as target_accept.

    Returns a Dataset with the dimensions fit, chain and draw. Coordinates: `failure`, the reason for each fit that
    failed (its draws are NaN), else empty; `left_out`, which draws of a fit are NaN (integers: 0) because the data give
    them another shape than in the first fit; `divergences`, `step_size`, `acceptance` for each fit and chain. After
    Ctrl-C the fits so far.
    Raises KeyError for a name that is not the model's, CheckpointError for a folder of another run, ImportError without
    xarray.
    """
    import_xarray()
    if sampler not in SAMPLERS:
        raise ValueError(f"map_models: sampler={sampler!r} is not possible: it is one of {', '.join(SAMPLERS)}.")
    draws, tune, chains = sizes(draws=draws, tune=tune, chains=chains)
    if model.ndim == 0 or not draws:
        raise ValueError("map_models: the model has no free variables." if draws else "map_models: draws=0.")
    entropy = int(np.random.SeedSequence(random_seed).entropy)  # type: ignore[arg-type]
    options = nuts_arguments(nuts) if sampler == "pymc3" else for_sampler(SAMPLERS[sampler], nuts_arguments(nuts))
    asked = Asked(sampler, draws, tune, chains, _names(model, var_names), tuple(options.items()), entropy)
    with _kept(model, asked, checkpoint, random_seed) as (kept, asked):
        run = _Run(model, asked, kept, cores or all_cores(), executor)
        count = run.drive(datasets, progressbar)
        failures = [kept.failures.get(k, "" if k in kept.done else INTERRUPTED) for k in range(count)]
        left_out = [kept.left_out.get(k, "") for k in range(count)]
        samples, stats = kept.finish(count)
    about = {"sampler": sampler, "tune": tune, "random_seed": str(asked.entropy)}
    return dataset(model, samples, stats, {"failure": failures, "left_out": left_out}, about)


def _names(model: Model, names: Sequence[str] | None) -> tuple[str, ...]:
    known = [v.name for v in model.unobserved_RVs]
    if names is None:
        return tuple(get_default_varnames(known, include_transformed=False))
    for name in names:
        if name not in known:
            raise KeyError(f"map_models: {name!r} is no variable that is recorded: {', '.join(known)}.")
    return tuple(names)


@contextmanager
def _kept(
    model: Model, asked: Asked, folder: str | os.PathLike[str] | None, random_seed: int | None
) -> Iterator[tuple[KeptFits, Asked]]:
    """Yield the fits so far and the request, with the seed of the folder if it is of an earlier process."""
    if folder is None:
        yield KeptFits(), asked
        return
    size = {"draws": asked.draws, "tune": asked.tune, "chains": asked.chains}
    options = {"the sampler": asked.sampler, **dict(asked.nuts)}
    about = identity_of_many(model, size, random_seed, asked.names, options)
    with opened_run(Path(folder), about, [asked.entropy]) as checkpoint:
        kept = FitsInFolder(Path(folder))
        try:
            yield kept, Asked(**{**vars(asked), "entropy": checkpoint.seeds[0]})
        finally:
            kept.close()


class _Run:
    """The fits of one call."""

    def __init__(self, model: Model, asked: Asked, kept: KeptFits, cores: int, executor: Any) -> None:
        self._model, self._asked, self._kept, self._cores, self._executor = model, asked, kept, cores, executor
        self._exchange = Exchange(model)

    def drive(self, datasets: Iterable[Data], progress: Progress) -> int:
        """Make and keep the fits, and return their number; after Ctrl-C that of those begun."""
        total = len(datasets) if isinstance(datasets, Sequence) else None
        self._count = self._done = self._failed = 0
        with ProgressBar(total, "fits", progress, unit="fit") as bar, shared_by_chains(self._cores) as running:
            self._tell = lambda: bar.advance_to(self._done, f"{self._failed} failed" if self._failed else "")
            try:
                self._drive(self._wanted(datasets), running)
            except KeyboardInterrupt:
                _log.warning(f"map_models: interrupted: {len(self._kept.done)} fits are kept.")
            finally:
                self._exchange.restore()
        return self._count

    def _drive(self, wanted: Iterator[Wanted], running: Callable[[int], None]) -> None:
        if self._executor is not None:
            return drive(self._executor, written(self._model), self._asked, wanted, self._keep)
        fitter = Fitter(self._model, self._asked, self._exchange)
        if fitter.in_c is not None and fitter.why_not is None:
            running(self._cores)
            return self._in_threads(fitter, fitter.in_c, wanted)
        _log.info(f"map_models: fits run one after the other: {fitter.why_not}.")
        for number, data, text in wanted:
            self._keep(fitter.alone(number, data), text)

    def _wanted(self, datasets: Iterable[Data]) -> Iterator[Wanted]:
        """Yield (number, data, their digest) of the fits that are not done."""
        kept = self._kept
        for number, data in enumerate(datasets):
            self._exchange.check(data)
            self._count = number + 1
            text = digest(data)
            if number not in kept.done:
                yield number, data, text
            else:
                kept.check(number, text)
                self._done, self._failed = self._done + 1, self._failed + (number in kept.failures)
                self._tell()

    def _keep(self, fit: Fit, text: str) -> None:
        self._kept.add(fit, text)
        self._done, self._failed = self._done + 1, self._failed + (fit.number in self._kept.failures)
        self._tell()

    def _in_threads(self, fitter: Fitter, in_c: FitsInC, wanted: Iterator[Wanted]) -> None:
        """Run fits in threads, and keep them in their order, so that the first one says which shapes are wanted."""
        given: deque[tuple[Wanted, Future[Fit]]] = deque()

        def take() -> None:
            while not wait([given[0][1]], SECONDS).done:
                _raise_if(noted)
            self._keep_result(*given.popleft(), fitter, in_c)

        def take_the_rest() -> None:
            while given:
                _raise_if(noted)
                take()

        with interrupts_noted() as noted, ThreadPoolExecutor(self._cores, "fit") as pool:
            try:
                for one in wanted:
                    _raise_if(noted)
                    given.append((one, pool.submit(in_c.fit, *one[:2])))
                    if len(given) >= AHEAD * self._cores:
                        take()
                take_the_rest()
            except Exception:  # an error of the data: the fits that were begun are kept
                take_the_rest()
                raise
            finally:
                in_c.stopping.set()
                pool.shutdown(cancel_futures=True)
                for begun in given:
                    with suppress(Stopped, CancelledError):
                        self._keep_result(*begun, fitter, in_c)

    def _keep_result(self, one: Wanted, future: Future[Fit], fitter: Fitter, in_c: FitsInC) -> None:
        number, data, text = one
        try:
            fit = future.result()
        except NeedsPython:
            with in_c.one_at_a_time:
                fit = fitter.alone(number, data)
        except (Stopped, CancelledError):
            raise
        except Exception as error:
            fit = failed(number, error)
        self._keep(fit, text)


def _raise_if(noted: list[bool]) -> None:
    if noted:
        raise KeyboardInterrupt


__all__ = ["map_models"]
