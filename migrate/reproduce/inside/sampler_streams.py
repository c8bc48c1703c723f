"""Other random streams for the samplers of a run that is repeated, while the document's own draws stay as they were.

Three environment variables, read at the start of a process. $MIGRATE_REPRODUCE_STREAMS is a file: the first run of a
document writes there, call by call, what NumPy's global stream was before and after each call of a sampler.
$MIGRATE_REPRODUCE_REPLICATE is the number of a later run: a sampler gets seeds into which it is mixed, and NumPy's
stream, which samplers use and leave somewhere else, is put where the first run left it. So data that a document draws
after it has sampled are the same, too. $MIGRATE_REPRODUCE_MAIN is the process that counts calls: no child of it does.
An optimiser draws nothing, and stops where rounding and the release of SciPy let it: in a later run `find_MAP` begins a
little elsewhere, so that the runs show how far what it prints is determined.

The samplers are replaced in their modules right after these are imported, before another module takes them from there.
Without the first variable nothing is.
"""

from __future__ import annotations

import functools
import hashlib
import inspect
import json
import os
import threading
from pathlib import Path

import numpy as np

from theano_compat.importing.post_import import when_imported

SAMPLERS = {  # each takes a `random_seed`, if by `**kwargs`
    "theano_compat.pymc3_api.sampling": "sample",
    "theano_compat.pymc3_api.sampling_jax": "sample_numpyro_nuts sample_tfp_nuts",
    "theano_compat.infer.chains.iter_sample": "iter_sample",
    "theano_compat.infer.runs.nuts_start": "init_nuts",
    "theano_compat.infer.predictive.posterior_predictive": "fast_sample_posterior_predictive",
    "theano_compat.infer.predictive.predictive": "sample_posterior_predictive sample_ppc sample_prior_predictive",
    "theano_compat.infer.predictive.predictive_weighted": "sample_posterior_predictive_w sample_ppc_w",
    "theano_compat.infer.smc.sample_smc": "sample_smc",
}
STREAMS = "theano_compat.models.modelling.theanof"  # its `tt_rng` is what variational inference draws from
OPTIMISER = ("theano_compat.infer.tuning.starting", "find_MAP")
FARTHEST = 0.1  # of 1 + |x|: how far from its start an optimiser begins in a later run
MOST_CALLS = 2_000  # that are recorded: 7 kB each
NO_SEED = (None, -1)
_inside = threading.local()  # a sampler that another one calls is a part of that one
_of_process: list[SamplerStreams] = []  # one, where `install` has replaced the samplers


class SamplerStreams:
    """The streams of one process. replicate: the number of the run, 0 for the first. calls: of samplers, so far.

    calls_of_theano: for Theano's streams, which what was built by them keeps: a fit, minibatches.
    """

    def __init__(self, file: Path, replicate: int, counts: bool) -> None:
        self.file, self.counts = file, counts
        self.begin(replicate)

    def begin(self, replicate: int) -> None:
        """Begin the run of this number, before any sampler was called."""
        self.replicate, self.calls, self.theano_has_a_seed, self.began_alike = replicate, 0, False, True
        self.calls_of_theano = self.calls_of_optimisers = 0
        self.first = [json.loads(line) for line in _lines(self.file)] if replicate and self.counts else []

    def seed(self, given: object) -> object:
        """Return a seed into which the number of the run is mixed; each of several; none of none."""
        if isinstance(given, list | tuple | np.ndarray):
            return [self.seed(one) for one in given]
        if given is None or not isinstance(given, int | np.integer) or int(given) in NO_SEED:
            return given
        return int(np.random.SeedSequence([abs(int(given)), self.replicate]).generate_state(1)[0] % 2**30)

    def wrapped(self, sampler):
        """Return a sampler that draws from this run's streams."""
        signature = inspect.signature(sampler)
        lazy = inspect.isgeneratorfunction(inspect.unwrap(sampler))  # `fewer_draws` may have wrapped it

        @functools.wraps(sampler)
        def sample(*args, **kwargs):
            if getattr(_inside, "sampler", False):
                return sampler(*args, **kwargs)
            seed = None
            if self.replicate:
                try:
                    args, kwargs, seed = self._reseeded(signature.bind(*args, **kwargs), lazy)
                except TypeError:
                    return sampler(*args, **kwargs)  # which says what is wrong
            _inside.sampler = True
            try:
                return self._called(sampler, args, kwargs, seed not in NO_SEED if np.ndim(seed) == 0 else True)
            finally:
                _inside.sampler = False

        return sample

    def _reseeded(self, given, lazy):
        """Return the arguments of a call with this run's seed, and the seed that was given or is the default.

        lazy: a generator draws after its call, so that it needs a seed in any case. Where it leaves NumPy's stream is
        not put back.
        """
        given.apply_defaults()
        held = given.arguments if "random_seed" in given.arguments else given.arguments["kwargs"]
        seed = held.get("random_seed")
        if seed is not None:
            held["random_seed"] = self.seed(seed)
        elif lazy:
            held["random_seed"] = int(self._own_words(np.random.get_state())[0]) % 2**30
        step = given.arguments.get("step")
        if getattr(step, "random_seed", None) not in NO_SEED:  # PyMC3's first SMC carried one
            step.random_seed = self.seed(step.random_seed)
        return given.args, given.kwargs, seed

    def _called(self, sampler, args, kwargs, seeded):
        before = np.random.get_state()
        self.calls += 1
        if self.replicate:
            if self.calls == 1 and self.first:
                self.began_alike = self.first[0]["before"] == _words(before)
            np.random.seed(self._own_words(before))
        result = sampler(*args, **kwargs)
        if not self.replicate:
            self._record(before)
        else:
            self._put_back(before, seeded)
        return result

    def _own_words(self, before):
        """Return a seed of this run at a state of NumPy's stream."""
        return np.random.SeedSequence([*_words(before), self.replicate, self.calls]).generate_state(4)

    def _record(self, before) -> None:
        if not self.counts or self.calls > MOST_CALLS:
            return
        after = np.random.get_state()
        moved = _words(before) != _words(after)
        kind, keys, *rest = after
        held = {"before": _words(before), "after": [kind, np.asarray(keys).tolist(), *rest] if moved else None}
        with self.file.open("a", encoding="utf-8") as written:
            json.dump(held, written)
            written.write("\n")

    def _put_back(self, before, seeded: bool) -> None:
        """Put NumPy's stream where the first run left it, if that follows from what was the same in both."""
        if self.calls > len(self.first):
            return
        then = self.first[self.calls - 1]
        if then["after"] is None:  # the sampler did not touch it
            np.random.set_state(before)
        elif seeded or then["before"] == _words(before):
            kind, keys, *rest = then["after"]
            np.random.set_state((kind, np.array(keys, dtype=np.uint32), *rest))

    def wrapped_optimiser(self, module):
        """Return the `find_MAP` of its module, that it begins elsewhere in a later run."""
        find_map = getattr(module, OPTIMISER[1])
        signature = inspect.signature(find_map)

        @functools.wraps(find_map)
        def find(*args, **kwargs):
            if not self.replicate or getattr(_inside, "sampler", False):
                return find_map(*args, **kwargs)
            try:
                given = signature.bind(*args, **kwargs)
            except TypeError:
                return find_map(*args, **kwargs)  # which says what is wrong
            self.calls_of_optimisers += 1
            model = module.modelcontext(given.arguments.get("model"))
            point = dict(given.arguments.get("start") or model.test_point)
            module.update_start_vals(point, model.test_point, model)
            given.arguments["start"] = self._elsewhere(point, given.arguments.get("vars"), model)
            return find_map(*given.args, **given.kwargs)

        return find

    def _elsewhere(self, point, given, model):
        """Return a start near a point where the density is finite, or nearer; the point where there is none.

        given: the variables that move; None for the continuous ones.
        """
        moves = model.cont_vars if given is None else given
        names = {getattr(getattr(v, "transformed", v), "name", v) for v in moves}
        stream = np.random.default_rng([self.replicate, self.calls_of_optimisers])
        for scale in (FARTHEST, FARTHEST / 10, FARTHEST / 100):
            moved = {}
            for name in sorted(names & point.keys()):
                x = np.asarray(point[name])
                moved[name] = np.asarray(x + scale * (1 + np.abs(x)) * stream.standard_normal(x.shape), dtype=x.dtype)
            if np.isfinite(model.logp({k: v for k, v in (point | moved).items() if k in model.test_point})):
                return point | moved
        return point

    def wrapped_streams(self, tt_rng):
        """Return the function that gives Theano's streams, of which those with a seed have another one."""

        @functools.wraps(tt_rng)
        def streams(random_seed=None):
            self.calls_of_theano += 1
            if not self.replicate:
                return tt_rng(random_seed)
            if random_seed is None and not self.theano_has_a_seed:
                tt_rng().seed(self.seed(12345))  # Theano's own, where nobody gives one
            self.theano_has_a_seed = True
            return tt_rng(self.seed(random_seed))

        return streams


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def _words(state) -> list[int]:
    """Return a digest of a state of NumPy's stream."""
    kind, keys, *rest = state
    made = hashlib.sha256(np.asarray(keys).tobytes() + repr((kind, *rest)).encode()).digest()
    return np.frombuffer(made[:16], dtype=np.uint32).tolist()


def install() -> None:
    """Replace the samplers of this process, once they are imported, if the environment says so."""
    file = os.environ.get("MIGRATE_REPRODUCE_STREAMS")
    if not file:
        return
    main = os.environ.setdefault("MIGRATE_REPRODUCE_MAIN", str(os.getpid()))
    replicate = int(os.environ.get("MIGRATE_REPRODUCE_REPLICATE", "0"))
    streams = SamplerStreams(Path(file), replicate, main == str(os.getpid()))

    def replace(module, names):
        for name in names.split():
            setattr(module, name, streams.wrapped(getattr(module, name)))

    def replace_streams(module):
        module.tt_rng = streams.wrapped_streams(module.tt_rng)

    def replace_optimiser(module):
        setattr(module, OPTIMISER[1], streams.wrapped_optimiser(module))

    for place, names in SAMPLERS.items():
        when_imported(place, functools.partial(replace, names=names), __name__)
    when_imported(OPTIMISER[0], replace_optimiser, __name__)
    when_imported(STREAMS, replace_streams, __name__)
    _of_process.append(streams)


def calls_so_far() -> tuple[int, int]:
    """Return how many calls of samplers, and for Theano's streams, this process made, if these are replaced."""
    return sum(one.calls for one in _of_process), sum(one.calls_of_theano for one in _of_process)


def began_alike() -> bool:
    """Say whether NumPy's stream was at the first call of a sampler what it was there in the first run."""
    return all(streams.began_alike for streams in _of_process)


def begin_replicate(replicate: int) -> None:
    """Give the samplers of this process, a forked one, the streams of the run of this number, and its children, too."""
    os.environ["MIGRATE_REPRODUCE_REPLICATE"] = str(replicate)
    for streams in _of_process:
        streams.begin(replicate)
