"""Measures one cell, in a process of its own: `python -m tools.fixture_table.measure FIXTURE KIND BY` prints JSON."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from tools.fixture_table import densities, programs
from tools.fixture_table.fixtures import ROOT, facts, full_trace, model_of, numbers, release, saved_trace, with_file

MODES = {"python": "PYTHON", "c": "FAST_RUN", "jax": "JAX", "tfp": "JAX", "smc": "FAST_RUN", "advi": "FAST_RUN"}
SAMPLED_IN = {**MODES, "jax": "FAST_RUN", "tfp": "FAST_RUN"}  # posteriors: as users do, the sampler alone is chosen
KERNELS = {"jax": "numpyro", "tfp": "tensorflow_probability"}  # what is imported where it draws, and nowhere else
SAMPLERS = {"python": "pymc3", "c": "nutpie", "jax": "numpyro", "tfp": "tfp", "smc": "nutpie", "advi": "nutpie"}
OTHERS = {  # what answers pm.sample in its place, with which arguments
    "smc": {"draws": 4000, "chains": 8, "p_acc_rate": 0.99, "threshold": 0.7, "random_seed": 1, "cores": 1},
    "advi": {"n": 40000, "method": "advi", "draws": 10000, "random_seed": 1, "progressbar": False},
}
OVERRIDE = str(Path(__file__).resolve().parent / "override")
QUIET = {"progressbar": False, "compute_convergence_checks": False}
SHORT = {"draws": 200, "tune": 200, **QUIET}  # for the scripts' own runs
LENGTHS = {
    "python": {"chains": 2, "draws": 2000, "tune": 600},
    "c": {"chains": 4, "draws": 6000, "tune": 1500},
    "jax": {"chains": 4, "draws": 2500, "tune": 1000},
    "tfp": {"chains": 4, "draws": 2500, "tune": 1000},
}
# Step methods that mix slowly take more draws, populations more moves in a stage.
LONGER = {
    "coal_mining": {"c": {"draws": 40000, "tune": 2000}, "jax": {"draws": 20000}, "python": {"draws": 20000}},
    "gp_plain_theano": {"python": {"draws": 12000}, "jax": {"draws": 10000}},
    "as_op": {"c": {"draws": 15000, "tune": 1000}, "jax": {"draws": 12000}, "python": {"draws": 12000}},
    "item_response": {"smc": {"tune_steps": False, "n_steps": 120, "chains": 4}},
}
SAME = {"rtol": 1e-6, "atol": 1e-6}  # of draws: what differs by more has left the path


# Where fewer first iterations than saved are the real library's: fixture -> (how many at least, why).
FEWER: dict[str, tuple[int, str]] = {
    "coal_mining": (
        4,
        "PyMC3 3.4.1's NUTS asks only the ends of a tree whether it turns; from 3.7 on, and here, also "
        "where its halves meet (without that, all 30 are equal)",
    ),
    "gp_latent": (10, "rounding grows faster than elsewhere: from 1e-13 to 1e-6 in 16 iterations"),
    "stochastic_volatility": (4, "Theano's digamma is off by up to 1e-10, and that is where the paths part"),
}
AT_MODE = 1e-3  # of log density: nobody would see a mode that is lower by less
MODE_PROGRAM = """
import json, runpy, sys, compat
compat.install()
import numpy as np, pymc3
names = runpy.run_path(sys.argv[1], run_name="__main__")
with np.load(sys.argv[2]) as saved:
    theirs = dict(saved)
model = next(v for v in names.values() if isinstance(v, pymc3.Model))
ours = next(v for v in names.values() if isinstance(v, dict) and set(theirs) <= set(v))
print(json.dumps([float(model.logp({v.name: one[v.name] for v in model.free_RVs})) for one in (ours, theirs)]))
"""


def measure(name: str, kind: str, by: str) -> dict[str, Any]:
    """What belongs into the cell."""
    return {"numbers": of_numbers, "posterior": posterior, "first_draws": first_draws, "runs": runs}[kind](name, by)


def of_numbers(name: str, backend: str) -> dict[str, Any]:
    """Values, and gradients where some are saved."""
    if backend == "jax" and (why := {**densities.NOT_IN_JAX, **programs.NOT_IN_JAX}.get(name)):
        return {"not": why}
    if name in with_file("logp.npz"):
        warnings.simplefilter("ignore")
        found = list(densities.differences(name, MODES[backend], model_of(name)))
        return {
            kind: _worst([(d.relative, d.name, d.within) for d in found if d.kind == kind])
            for kind in ("value", "gradient")
            if any(d.kind == kind for d in found)
        }
    found = {}
    for dtype in programs.saved(name):
        limit = programs.TOLERANCE[dtype]
        off = programs.differences(name, dtype, MODES[backend])
        found[dtype] = _worst([(value, key, value <= limit) for key, value in off.items()])
    return found


def _worst(rows: list[tuple[float, str, bool]]) -> dict[str, Any]:
    largest, name, _ = max(rows)
    return {"largest": float(f"{largest:.2g}"), "of": name, "within": all(within for *_, within in rows)}


def posterior(name: str, backend: str) -> dict[str, Any]:
    """The verdict of migrate-compare on the script, sampled longer than it says, through this backend."""
    if saved_trace(name) is None:
        return mode(name, backend)
    if backend in OTHERS:
        sampling = {**OTHERS[backend], **LONGER.get(name, {}).get(backend, {})}
        return _compared(name, backend, sampling, (SAMPLERS[backend],), FIXTURE_BY=backend)
    run = facts(name)["run"]
    longer = LONGER.get(name, {}).get("jax" if backend == "tfp" else backend, {})
    sampling = {
        **LENGTHS[backend],
        **longer,
        **QUIET,
        "cores": 1,
        "random_seed": 1,
        **{k: run[k] for k in ("target_accept",) if k in run},
    }
    return _compared(name, backend, sampling, tuple(dict.fromkeys((SAMPLERS[backend], "pymc3"))))


def _compared(
    name: str, backend: str, sampling: dict[str, Any], samplers: tuple[str, ...], **more: str
) -> dict[str, Any]:
    """The verdict, by the first of the samplers that can sample this script."""
    program = "import sys; from migrate.compare.command import main; sys.exit(main(sys.argv[1:]))"
    saved = full_trace(name) or saved_trace(name)
    command = ["-c", program, str(saved), str(ROOT / name / "model.py"), "--format", "json"]
    for sampler in samplers:
        flags = f"mode={SAMPLED_IN[backend]},sampler={sampler},emulate={release(name)}"
        with tempfile.NamedTemporaryFile("r") as used:
            done = _python(command, sampling, flags, FIXTURE_USED=used.name, **more)
            imported = used.read().split()
        if done.returncode in (0, 1, 4):
            report = json.loads(done.stdout)
            found = {"answer": report["answer"], "reason": report["reason"], "new": report["new"]}
            if backend in KERNELS and KERNELS[backend] not in imported:
                found["fallback"] = True
            return found | ({"bias": _bias(report)} if backend == "advi" else {})
        if "slow" in _failed(done):
            break
    return _failed(done)


def _bias(report: dict[str, Any]) -> dict[str, Any]:
    """The largest shift of a mean, in sd, and the largest change of a log sd; and of what."""
    worst = {}
    for statistic in ("mean", "log sd"):
        found = [
            (abs(one["difference"][statistic]), one["difference"][statistic], one["name"])
            for one in report["scalars"]
            if one["difference"][statistic] is not None
        ]
        _, size, of = max(found)
        worst[statistic] = {"size": float(f"{size:.2g}"), "of": of}
    return worst


def mode(name: str, backend: str) -> dict[str, Any]:
    """Of a model that is only searched for its mode: our log density there, less that at the saved mode."""
    command = ["-c", MODE_PROGRAM, str(ROOT / name / "model.py"), str(ROOT / name / "mode.npz")]
    done = _python(command, {}, f"mode={MODES[backend]},emulate={release(name)}")
    if done.returncode:
        return _failed(done)
    ours, theirs = json.loads(done.stdout.splitlines()[-1])
    return {"answer": "mode" if ours > theirs - AT_MODE else "lower mode", "difference": float(f"{ours - theirs:.1e}")}


def first_draws(name: str, backend: str) -> dict[str, Any]:
    """How many first iterations are those of the real library, of how many saved."""
    sys.path.insert(0, str(ROOT.parent))
    from first_draws import sampling

    saved = numbers(name, "first_draws.npz")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trace.npz"
        done = _python(
            ["-m", "compat", str(ROOT / name / "model.py")],
            sampling(name),
            f"mode={MODES[backend]},sampler=pymc3,emulate={release(name)}",
            FIXTURE_TRACE=str(path),
        )
        if not path.exists():
            return _failed(done)
        with np.load(path) as new:
            ours = {key: new[key] for key in saved}
    same = np.all([_same(ours[key], saved[key]) for key in saved], axis=0)
    return {"equal": int(np.argmin(same)) if not same.all() else len(same), "of": len(same)}


def _same(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """For each iteration, whether all of its elements are the same."""
    return np.isclose(ours, theirs, **SAME).reshape(len(theirs), -1).all(axis=1)


def runs(name: str, version: str) -> dict[str, Any]:
    """Whether `theano-compat run model.py` reaches its end, with fewer draws asked for from outside."""
    done = _python(["-m", "compat", str(ROOT / name / "model.py")], SHORT, "", THEANO_FLAGS=None)
    if done.returncode:
        return _failed(done)
    return {"python": ".".join(map(str, sys.version_info[:3]))}


def _python(arguments: list[str], sampling: dict[str, Any], flags: str, **more: str | None) -> Any:
    """Run Python in an empty folder, arguments of pm.sample replaced."""
    variables: dict[str, str | None] = {
        **os.environ,
        "THEANORC": os.devnull,
        "MPLBACKEND": "agg",
        "THEANO_FLAGS": flags,
        "PYTHONPATH": os.pathsep.join([OVERRIDE, str(ROOT.parents[1])]),
        "FIXTURE_SAMPLING": json.dumps(sampling),
        **more,
    }
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            env={k: v for k, v in variables.items() if v is not None},
        )


def _failed(done: Any) -> dict[str, Any]:
    """The last line that it said; or that it took all the processor time it was allowed."""
    allowed = resource.getrlimit(resource.RLIMIT_CPU)[0]
    if 0 < allowed <= 1.05 * processor_time():
        return {"slow": allowed}
    lines = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
    return {"failed": lines[-1][:300] if lines else f"exit status {done.returncode}, and no word"}


def processor_time() -> float:
    """Seconds of the processes that were started here."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    found = measure(*sys.argv[1:])
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({**found, "seconds": round(processor_time() + used.ru_utime + used.ru_stime)}))
