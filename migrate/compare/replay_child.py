"""Run a legacy script up to the `pm.sample` of the saved draws' model, evaluate it at them, then let it sample.

Started by `replay.py` as `python -m theano_migrate.compare.replay_child JOB SCRIPT ARGUMENTS...`. JOB is a
folder: `job.json` and `saved.npz` come in, `result.json` and `new.npz` go out. Nothing here needs more
than NumPy and the legacy names, so with `"install": false` it also runs on the real PyMC3.
"""

from __future__ import annotations

import functools
import importlib
import json
import os
import runpy
import sys
import traceback

import numpy as np

from . import model_density

SEEDS_APART = 1009  # between repetitions of sampling


class Finished(BaseException):
    """Ends the script once there is an answer; the script's own `except Exception` does not catch it."""


class Interception:
    """Handler of the calls of `pymc3.sample` and its relatives while the script runs."""

    def __init__(self, folder, job, saved, find_model):
        self.folder, self.job, self.saved, self.find_model = folder, job, saved, find_model
        self.result = {"calls": 0, "passed_over": [], "replay": None, "sampled": False}
        self.unlikely = (
            None  # of the call that is kept: 0 for the model, 1 where its density differs, 2 without a variable
        )

    def around(self, sample):
        """Return a replacement for the function `sample`."""

        @functools.wraps(sample)
        def intercepted(*args, **kwargs):
            return self.called(sample, args, kwargs)

        return intercepted

    def called(self, sample, args, kwargs):
        model = self.find_model(kwargs.get("model"))
        self.result["calls"] += 1
        unlike = model_density.mismatch(model, self.saved)
        if unlike:
            self.result["passed_over"].append(unlike)
            return sample(*args, **kwargs)
        found = model_density.evaluated(model, self.saved, self.job["tolerance"])
        unlikely = 2 if model_density.lacking(model, self.saved) else int(self._differs(found))
        if self.unlikely is not None and unlikely >= self.unlikely:
            return sample(*args, **kwargs)
        self.unlikely = unlikely
        given, again = (args, kwargs), self.job["again"]
        if again:
            args, kwargs = once_more(args, kwargs, **again)
        self.result.update(replay={} if again else found, sampled=False)
        self.write()  # so that the replay is kept if sampling fails
        if self.job["sample"]:
            trace = sample(*args, **kwargs)
            save_trace(trace, os.path.join(self.folder, "new.npz"))
            self.result["sampled"] = True
            self.result["made"] = made(kwargs)
        if unlikely:  # a later model may be the one
            return trace if self.job["sample"] else sample(*given[0], **given[1])
        raise Finished

    def _differs(self, found):
        """Say whether the log density is another one at the saved draws, by more than a constant."""
        if not found.get("terms"):
            return False
        gap = np.array(found["logp"]) - self.saved[model_density.LOGP]
        return not np.ptp(gap) <= self.job["tolerance"] * np.max(found["scale"])

    def write(self):
        with open(os.path.join(self.folder, "result.json"), "w", encoding="utf-8") as file:
            json.dump(self.result, file)


def made(kwargs):
    """Return how the new draws were made: versions, and the seed given to pm.sample."""
    import pymc3

    versions = {"python": ".".join(map(str, sys.version_info[:3])), "numpy": np.__version__}
    versions["pymc3"] = getattr(pymc3, "__version__", "unknown")
    shim = sys.modules.get("theano_compat")
    if shim is not None:
        from importlib.metadata import version

        versions["theano-compat"] = version("theano-compat")
    seed = kwargs.get("random_seed")
    return {"versions": versions, "seed": "none" if seed is None else str(seed)}


def once_more(args, kwargs, draws, time):
    """Return the arguments of a sampling function with another number of draws (the first one) and other seeds."""
    kwargs = dict(kwargs, draws=draws)
    seed = kwargs.get("random_seed")
    if isinstance(seed, (list, tuple, np.ndarray)):
        kwargs["random_seed"] = [int(one) + SEEDS_APART * time for one in seed]
    elif seed is not None:
        kwargs["random_seed"] = int(seed) + SEEDS_APART * time
    else:
        np.random.seed(np.random.randint(2**30) + SEEDS_APART * time)
    if args:  # the first is `draws`
        kwargs.pop("draws")
        args = (draws, *args[1:])
    return args, kwargs


def put_around(around):
    """Replace `pymc3.sample` and, if it is there, the functions of `pymc3.sampling_jax`."""
    import pymc3
    from pymc3 import sampling

    pymc3.sample = sampling.sample = around(pymc3.sample)
    if hasattr(pymc3, "sample_smc"):
        pymc3.sample_smc = around(pymc3.sample_smc)
    try:
        through_jax = importlib.import_module("pymc3.sampling_jax")
    except ImportError:
        return
    for name in [name for name in dir(through_jax) if name.startswith("sample_")]:
        setattr(through_jax, name, around(getattr(through_jax, name)))


def save_trace(trace, path):
    """Write the result of pm.sample, MultiTrace or InferenceData, as draws."""
    from theano_common.saved import draws_npz  # imported late: the script owns the process until then
    from theano_common.saved.live_trace import draws_of  # likewise

    draws_npz.save(draws_of(trace), path)


def main(folder, script, arguments):
    """Run the job in `folder`, with the script and its arguments."""
    with open(os.path.join(folder, "job.json"), encoding="utf-8") as file:
        job = json.load(file)
    with np.load(os.path.join(folder, "saved.npz"), allow_pickle=False) as file:
        saved = {name: file[name] for name in file.files}
    if job["install"]:
        import theano_compat  # imported late: the script owns the process

        theano_compat.install()
    import pymc3

    interception = Interception(folder, job, saved, pymc3.modelcontext)
    put_around(interception.around)
    sys.argv = [script, *arguments]
    sys.path.insert(0, os.path.dirname(os.path.abspath(script)))
    try:
        runpy.run_path(script, run_name="__main__")
    except Finished:
        pass
    except (Exception, SystemExit) as error:
        if not (isinstance(error, SystemExit) and not error.code):
            traceback.print_exc()
            interception.result["error"] = f"{type(error).__name__}: {error}"
    interception.write()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
