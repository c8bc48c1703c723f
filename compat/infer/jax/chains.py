"""Chains of a JAX kernel, vectorised, in parallel or one after the other, with progress and Ctrl-C."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Literal

import numpy as np

from theano_common.draws import Arrays, Chain, Draws

from ...backends.jax_executables import StoredFunction
from ...backends.jax_package import named_device
from ...compilation.cache.graph_key import NoKey, text_of
from ...compilation.densities.log_density import JaxDensity, LogDensity, require_jax
from ..interrupts import interrupts_noted
from ..progress import Progress, ProgressBar
from ..start import Start, cores_of, seeds_of_chains, starts_of_chains
from .program import KeptIterations, Kernel, Layout, OneProgram, Programs, compiled_programs, precision

ChainMethod = Literal["vectorized", "parallel", "sequential"]
FIRST_PIECE = 10  # iterations of the first piece; later ones are sized by measured time
POLL_SECONDS = 0.1
LARGEST_EXPANDED = 1_000_000  # how many numbers of positions of all chains are expanded at once


def sample_chains(
    density: LogDensity,
    make_kernel: Callable[..., Kernel],
    *,
    sampler: str,
    draws: int = 1000,
    tune: int = 1000,
    chains: int = 4,
    seed: int | Sequence[int] | None = None,
    target_accept: float = 0.8,
    max_treedepth: int = 10,
    start: Start = None,
    jitter: bool = True,
    chain_method: ChainMethod | None = None,
    cores: int | None = None,
    progress: Progress = True,
    postprocessing_backend: str | None = None,
    kept: Callable[[int], KeptIterations] | None = None,
    joint: bool = False,
    keep_warmup: bool = True,
    **kernel_options: Any,
) -> Draws:
    """Run `tune + draws` steps of each chain; the kernel itself ends its warm-up.

    make_kernel(logp, dimension, tune, target_accept, max_treedepth, **kernel_options) is called with 64-bit numbers
    enabled when a program is traced; logp: x -> scalar. TypeError, before anything runs, for an unknown option.
    chain_method: "vectorized" steps all chains in one program; "sequential" runs them one after the other,
    "parallel" at the same time, in threads on one device. With several devices, "vectorized" and "parallel" distribute
    the chains in one program, over as many of them as divide the number of chains. None: parallel on CPUs, where a
    vectorised program waits for the longest trajectory, vectorized elsewhere.
    cores: chains at a time on CPUs (default: all cores). postprocessing_backend: the kind of device, such as "cpu",
    that computes the recorded values (default: JAX's own). kept: where the iterations of a program go, by its number;
    a run goes on from those of an earlier process. joint: one kernel for all chains. keep_warmup: whether to record it.
    Raises SamplingError if a chain cannot start.
    """
    require_jax()
    chain_method = "vectorized" if joint else _known_method(chain_method)
    settings = (density.dimension, tune, target_accept, max_treedepth)
    kernels = _Kernels(sampler, make_kernel, settings, kernel_options)
    runs: list[OneProgram] = []
    with precision():
        began = time.perf_counter()
        form, layouts = density.jax(), layouts_of(chain_method, chains, devices(), joint)
        data = layouts[0].place(form.data)
        with ProgressBar(chains * (tune + draws), f"{sampler}, {chains} chains", progress) as bar:
            bar.advance_to(0, "compiling")
            try:
                programs = _programs_of(form, kernels, layouts[0])
                runs = _runs_of(
                    density, programs, data, draws + tune, tune, chains, seed, start, jitter, layouts, keep_warmup
                )
                for k, run in enumerate(runs):
                    run.keep_in(None if kept is None else kept(k))
                _drive(runs, bar, tune, cores_of(cores, chains) if chain_method == "parallel" else 1)
                ended = "complete" if all(run.done == run.total for run in runs) else "interrupted"
            except KeyboardInterrupt:
                ended = "interrupted"
        seconds = time.perf_counter() - began
        finished = _finished_chains(
            density, form, data, runs, tune if keep_warmup else 0, postprocessing_backend, joint
        )
    return Draws(finished, sampler=sampler, ended=ended, seconds=seconds, attrs={"tune": tune})


def _known_method(given: ChainMethod | None) -> ChainMethod:
    if given is None:
        import jax

        return "parallel" if jax.default_backend() == "cpu" else "vectorized"
    if given not in ("vectorized", "parallel", "sequential"):
        raise ValueError(f"chain_method is 'vectorized', 'parallel' or 'sequential', not {given!r}.")
    return given


@dataclass(frozen=True)
class _Kernels:
    """The kernels of one sampler. settings: the dimension, tune, target_accept, max_treedepth."""

    sampler: str
    make: Callable[..., Kernel]
    settings: tuple[Any, ...]
    options: dict[str, Any]

    def __post_init__(self) -> None:
        inspect.signature(self.make).bind(None, *self.settings, **self.options)

    def __call__(self, logp: Callable[[Any], Any]) -> Kernel:
        return self.make(logp, *self.settings, **self.options)

    @property
    def about(self) -> tuple[Any, ...]:
        """Return a key that distinguishes them from other kernels."""
        return self.sampler, self.settings, tuple(sorted(self.options.items()))


def _programs_of(form: JaxDensity, kernels: _Kernels, layout: Layout) -> Programs:
    def make() -> Programs:
        key = _key(form.key, kernels.about)
        return compiled_programs(kernels, form.logp, kernels.settings[0], layout, key, form.wrong)

    return kept_program(form.programs, (kernels.about, layout), make)


def _finished_chains(
    density: LogDensity,
    form: JaxDensity,
    data: Any,
    runs: Sequence[OneProgram],
    tune: int,
    backend: str | None,
    joint: bool,
) -> tuple[Chain, ...]:
    """Return the finished chains. backend: the kind of device that computes the recorded values."""
    import jax

    expand = kept_program(
        form.programs,
        "expand",
        lambda: StoredFunction(jax.vmap(form.expand, in_axes=(0, None)), _key(form.key, "expand")),
    )
    records = [record for run in runs for record in run.records_by_chain()]
    if backend is not None:
        data = jax.device_put(data, jax.devices(backend)[0])
    samples = _recorded_values(density, expand, data, [record.pop("x") for record in records], joint)
    return tuple(_chain(*one, tune) for one in zip(samples, records, strict=True))


def kept_program(programs: dict[Any, Any], about: Any, make: Callable[[], Any]) -> Any:
    """Return the entry of `programs` for `about`, made if it is missing, or each time if `about` cannot be compared."""
    try:
        hash(about)
    except TypeError:
        return make()
    if about not in programs:
        programs[about] = make()
    return programs[about]


def _key(density: str | None, about: Any) -> str | None:
    """Return the key of a density's program in other processes; None if it has none."""
    try:
        return None if density is None else f"{density} {text_of(about)} {_versions()}"
    except NoKey:
        return None


@cache
def _versions() -> list[str]:
    """Return the versions of packages, other than JAX, whose kernels are compiled."""
    found = []
    for name in ("numpyro", "tfp-nightly", "tensorflow-probability"):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return found


def devices() -> list[Any]:
    """Return the devices that chains may run on.

    They are the one that `config.device` names by its number, or that `jax.default_device` is set to, else all of this
    process.
    """
    import jax

    chosen: Any = named_device(jax) or jax.config.values["jax_default_device"]
    if isinstance(chosen, str):  # a kind of device
        return jax.local_devices(backend=chosen)
    return [chosen] if chosen is not None else jax.local_devices()


def layouts_of(chain_method: ChainMethod, chains: int, devices: Sequence[Any], joint: bool = False) -> list[Layout]:
    """Return one layout for all chains if they step together or are distributed over devices, else one for each."""
    many = max(n for n in range(1, min(chains, len(devices)) + 1) if chains % n == 0)
    if chain_method == "vectorized" or (chain_method == "parallel" and many > 1):
        return [Layout(chains, tuple(devices[:many]), joint)]
    return [Layout(None, (devices[0],))] * chains


def _runs_of(
    density: LogDensity,
    programs: Programs,
    data: Any,
    total: int,
    tune: int,
    chains: int,
    seed: Any,
    start: Start,
    jitter: bool,
    layouts: Sequence[Layout],
    keep_warmup: bool,
) -> list[OneProgram]:
    seeds = seeds_of_chains(seed, chains)
    keys = _keys([one >> 1 for one in seeds])
    bases = starts_of_chains(density, start, chains)

    def look_at(x: np.ndarray) -> None:
        density.logp_grad(x)
        density.expand(x)

    if layouts[0].batch:
        run = OneProgram(programs, data, total, tune, layouts[0], look_at, keep_warmup)
        run.begin(keys, bases, seeds, jitter)
        return [run]
    runs = []
    for chain, layout in enumerate(layouts):
        run = OneProgram(programs, data, total, tune, layout, look_at)
        run.begin(keys[chain], bases[chain : chain + 1], seeds[chain : chain + 1], jitter, chain)
        runs.append(run)
    return runs


def _keys(seeds: Sequence[int]) -> np.ndarray:
    """Return the result of `jax.random.PRNGKey` for each seed; by default its two halves, without a call for each."""
    import jax

    if jax.config.values["jax_default_prng_impl"] == "threefry2x32":
        return np.array([(seed >> 32 & 0xFFFFFFFF, seed & 0xFFFFFFFF) for seed in seeds], np.uint32)
    return np.stack([np.asarray(jax.random.PRNGKey(seed)) for seed in seeds])


def _drive(runs: list[OneProgram], bar: ProgressBar, tune: int, threads: int) -> None:
    """Run all to their ends; after Ctrl-C, to the ends of the current pieces."""
    with interrupts_noted() as interrupts:
        _drive_until(interrupts, runs, bar, tune, threads)


def _drive_until(interrupts: Sequence[bool], runs: list[OneProgram], bar: ProgressBar, tune: int, threads: int) -> None:
    stop: list[bool] = []

    def one(run: OneProgram) -> None:
        with precision():  # the setting belongs to a thread
            size = FIRST_PIECE
            while run.done < run.total and not (interrupts or stop):
                began = time.perf_counter()
                first = run.done == 0
                run.advance(size)
                wanted = run.next_size(time.perf_counter() - began, size)
                size = max(size, wanted) if first else wanted  # the first time may include a compilation
                run.keep()
                show()
            run.keep(now=True)

    def show() -> None:
        bar.advance_to(sum(run.done * (run.batch or 1) for run in runs), note(runs, tune))

    if threads > 1 and len(runs) > 1:
        if not runs[0].done:
            runs[0].advance(FIRST_PIECE)  # compiles, once for all threads
        with ThreadPoolExecutor(min(threads, len(runs))) as pool:
            try:
                running = {pool.submit(one, run) for run in runs}
                while running:  # polls, because a signal that comes just before a wait does not end it
                    done, running = wait(running, POLL_SECONDS, return_when=FIRST_EXCEPTION)
                    for future in done:
                        future.result()
            finally:
                stop.append(True)  # whatever ends one thread, or the wait, ends the others after their current pieces
    else:
        for run in runs:
            one(run)


def note(runs: Sequence[OneProgram], tune: int) -> str:
    """Return the progress bar's text beside the number of steps."""
    if any(run.done < tune for run in runs):
        return "warm-up"
    count = sum(run.divergences for run in runs)
    return f"{count} divergences" if count else ""


def _recorded_values(
    density: LogDensity, expand: Callable, data: Any, positions: list[np.ndarray], in_parts: bool
) -> list[Arrays]:
    """Return the recorded values at the positions, (iterations, dimension), of each chain.

    They are computed for all chains together, chain by chain if they are too many, or `in_parts` of several chains.
    """
    chains = _at_once(positions, in_parts)
    found: list[Arrays] = []
    for first in range(0, len(positions), chains):
        part = positions[first : first + chains]
        values = expand(np.concatenate(part), data)
        arrays = {name: np.array(values[name], dtype=dtype) for name, _, dtype in density.expanded}
        rows = len(part[0])
        found += [{name: a[k * rows : (k + 1) * rows] for name, a in arrays.items()} for k in range(len(part))]
    return found


def _at_once(positions: list[np.ndarray], in_parts: bool) -> int:
    """Return how many chains are expanded at once: all if there is room for them, else one, or an equal part."""
    if len({len(x) for x in positions}) != 1:
        return 1
    chains, room = len(positions), LARGEST_EXPANDED // max(positions[0].size, 1)
    parts = range(1, chains + 1) if in_parts else (1, chains)
    return max(n for n in parts if chains % n == 0 and (n == 1 or n <= room))


def _chain(samples: Arrays, record: Arrays, tune: int) -> Chain:
    """Return a chain's iterations, split at the end of warm-up."""
    record["tune"] = np.arange(len(record["diverging"])) < tune
    kept, warm = slice(tune, None), slice(0, tune)
    return Chain(
        samples={name: array[kept] for name, array in samples.items()},
        stats={name: array[kept] for name, array in record.items()},
        warmup_samples={name: array[warm] for name, array in samples.items()} if tune else None,
        warmup_stats={name: array[warm] for name, array in record.items()} if tune else None,
    )
