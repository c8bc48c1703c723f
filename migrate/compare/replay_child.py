"""Runs a legacy script up to its `pm.sample`, evaluates its model at saved draws, then lets it sample.

Started by `replay.py` as `python -m migrate.compare.replay_child JOB SCRIPT ARGUMENTS...`. JOB is a
folder: `job.json` and `saved.npz` come in, `result.json` and `new.npz` go out. Nothing here needs more
than NumPy and the legacy names, so with `"install": false` it also runs on the real PyMC3.
"""

from __future__ import annotations

import functools
import importlib
import json
import os
import re
import runpy
import sys
import traceback

import numpy as np

SEEDS_APART = 1009  # between one time of sampling and the next
FIRST_TERMS, MOST_TERMS = 50, 400  # draws whose single terms are evaluated
TRANSFORM = re.compile(r"^(.+)_[a-z-]+__$")


class Finished(BaseException):
    """Ends the script once there is an answer; no `except Exception` of the script's stops it."""


class Interception:
    """What happens at each call of `pymc3.sample` and its like while the script runs."""

    def __init__(self, folder, job, saved, find_model):
        self.folder, self.job, self.saved, self.find_model = folder, job, saved, find_model
        self.result = {"calls": 0, "passed_over": [], "replay": None, "sampled": False}

    def around(self, sample):
        """A function to put in the place of `sample`."""

        @functools.wraps(sample)
        def intercepted(*args, **kwargs):
            return self.called(sample, args, kwargs)

        return intercepted

    def called(self, sample, args, kwargs):
        model = self.find_model(kwargs.get("model"))
        self.result["calls"] += 1
        unlike = self.mismatch(model)
        if unlike:
            self.result["passed_over"].append(unlike)
            return sample(*args, **kwargs)
        again = self.job["again"]
        if again:
            args, kwargs = once_more(args, kwargs, **again)
        self.result["replay"] = {} if again else self.replay(model)
        self.write()  # so that the replay is kept should the sampling fail
        if self.job["sample"]:
            trace = sample(*args, **kwargs)
            save_trace(trace, os.path.join(self.folder, "new.npz"))
            self.result["sampled"] = True
        raise Finished

    def mismatch(self, model):
        """Why this is not the model that the saved draws came from; empty when it may be."""
        for rv in model.free_RVs:
            at = rv.name if rv.name in self.saved else _untransformed(rv.name)
            if at not in self.saved:
                return f"its variable {rv.name} is not among the saved ones"
            shape, kept = tuple(np.shape(model.test_point[rv.name])), self.saved[at].shape[1:]
            if at == rv.name and shape != kept:
                return f"its variable {rv.name} has shape {shape}, the saved one {kept}"
        return ""

    def replay(self, model):
        """Log density at each saved draw, and the single terms where it is not the saved one."""
        old = self.saved.get("/model_logp")
        missing = [rv.name for rv in model.free_RVs if rv.name not in self.saved]
        if old is None or missing:
            return {"missing": missing}
        points = [
            {rv.name: np.asarray(self.saved[rv.name][i], dtype=rv.dtype) for rv in model.free_RVs}
            for i in range(len(old))
        ]
        logp = model.logp
        new = np.array([float(logp(point)) for point in points])
        difference = np.abs(new - old)
        unlike = np.flatnonzero(~(difference <= self.job["tolerance"] * np.abs(old)))
        scale, terms = np.abs(new), {}
        for i in chosen(unlike):
            terms[int(i)] = single_terms(model, points[i])
            scale[i] = sum(abs(value) for value in terms[int(i)].values())
        depends = term_dependences(model) if terms else {}
        by_draw = {str(i): t for i, t in terms.items()}
        return {"logp": new.tolist(), "scale": scale.tolist(), "terms": by_draw, "depends": depends}

    def write(self):
        with open(os.path.join(self.folder, "result.json"), "w", encoding="utf-8") as file:
            json.dump(self.result, file)


def once_more(args, kwargs, draws, time):
    """The arguments of a sampling function, whose first is the number of draws, with other draws and seeds."""
    kwargs = dict(kwargs, draws=draws)
    seed = kwargs.get("random_seed")
    if isinstance(seed, (list, tuple, np.ndarray)):
        kwargs["random_seed"] = [int(one) + SEEDS_APART * time for one in seed]
    elif seed is not None:
        kwargs["random_seed"] = int(seed) + SEEDS_APART * time
    else:
        np.random.seed(np.random.randint(2**30) + SEEDS_APART * time)
    if args:  # `draws` stands first
        kwargs.pop("draws")
        args = (draws, *args[1:])
    return args, kwargs


def put_around(around):
    """Replace `pymc3.sample` and, where there are any, the functions of `pymc3.sampling_jax`."""
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


def single_terms(model, point):
    """The log density of each variable and potential of the model at a point."""
    terms = {rv.name: float(rv.logp(point)) for rv in model.basic_RVs}
    for potential in getattr(model, "potentials", ()):
        terms[potential.name] = float(np.sum(model.fn(potential)(point)))
    return terms


def chosen(unlike):
    """The first draws that differ, and others evenly spread."""
    spread = np.linspace(0, max(len(unlike) - 1, 0), MOST_TERMS).astype(int)
    return np.unique(np.concatenate([unlike[:FIRST_TERMS], unlike[spread] if len(unlike) else unlike]))


def term_dependences(model):
    """For each term, the names of the free variables that it is computed from."""
    try:
        from theano.graph.basic import graph_inputs
    except ImportError:  # Theano's own name for it, before Theano-PyMC 1.1
        from theano.gof.graph import inputs as graph_inputs
    terms = {rv.name: rv.logpt for rv in model.basic_RVs}
    terms.update({potential.name: potential for potential in getattr(model, "potentials", ())})
    free = set(model.free_RVs)
    return {name: sorted(v.name for v in graph_inputs([term]) if v in free) for name, term in terms.items()}


def save_trace(trace, path):
    """Write what pm.sample returned, MultiTrace or InferenceData, as draws."""
    from migrate.saved import draws_npz
    from migrate.saved.live_trace import draws_of

    draws_npz.save(draws_of(trace), path)


def _untransformed(name):
    match = TRANSFORM.match(name)
    return match.group(1) if match else name


def main(folder, script, arguments):
    with open(os.path.join(folder, "job.json"), encoding="utf-8") as file:
        job = json.load(file)
    with np.load(os.path.join(folder, "saved.npz"), allow_pickle=False) as file:
        saved = {name: file[name] for name in file.files}
    if job["install"]:
        import compat

        compat.install()
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
