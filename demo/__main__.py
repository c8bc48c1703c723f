"""`make demo`: an old PyMC3 script, unchanged, three ways; what the audit says; does the posterior agree; its port.

Exit status 1 if one of the three comparisons does not say `agree`, or the port is not certified equal.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import compat

FIXTURE = Path(__file__).resolve().parent.parent / "fixtures" / "legacy_models" / "eight_schools"
SCRIPT, SAVED = FIXTURE / "model.py", FIXTURE / "saved_trace.pkl.xz"
DRAWS = {"draws": 1000, "tune": 1000, "chains": 4, "target_accept": 0.95, "random_seed": 1981}


def main() -> int:
    began = time.perf_counter()
    environment()
    names = timed(f"theano-compat run {shown(SCRIPT)}      (C + nutpie)", run_script)
    traces = {"C + nutpie": names["trace"]}
    for label, function in (("JAX + NumPyro", "sample_numpyro_nuts"), ("JAX + TFP", "sample_tfp_nuts")):
        traces[label] = timed(f"pymc3.sampling_jax.{function}(...)", lambda f=function: sample_jax(names["model"], f))
    audit()
    verdicts = [*compare(traces), port()]
    print(f"\n{time.perf_counter() - began:.1f} s in all")
    return 0 if all(verdicts) else 1


def environment() -> None:
    """What this machine has, as `theano-compat doctor` finds it."""
    from theano_compat.doctor import examine

    title("theano-compat doctor")
    for line in examine():
        print(f"{'ok ' if line.works else '-- '} {line.what:14} {line.found}")


def run_script() -> dict[str, Any]:
    """Run the script as its author wrote it; its global names."""
    import runpy

    compat.install()
    return runpy.run_path(str(SCRIPT), run_name="__main__")


def sample_jax(model: Any, function: str) -> Any:
    import pymc3 as pm
    import pymc3.sampling_jax

    with model:
        trace = getattr(pymc3.sampling_jax, function)(**DRAWS)
        print(pm.summary(trace, var_names=["mu", "tau"]).round(2))
    return trace


def audit() -> None:
    from theano_migrate.check.command import main as check

    title(f"migrate-check {shown(SCRIPT)}")
    check([str(SCRIPT)])


def compare(traces: dict[str, Any]) -> list[bool]:
    """Compare each new posterior with the one that real PyMC3 saved; the model itself is replayed once."""
    from theano_common.saved.live_trace import draws_of
    from theano_migrate.compare import compare, load
    from theano_migrate.compare.replay import run_script as replay

    title(f"migrate-compare {shown(SAVED)} {shown(SCRIPT)}")
    saved = load(SAVED)
    replayed = replay(saved, SCRIPT, sample=False).replay
    answers = []
    for label, trace in traces.items():
        report = compare(saved, draws_of(trace), replayed)
        print(f"{label:14} {report.answer}: {report.reason}")
        answers.append(report.agrees)
    return answers


def port() -> bool:
    """Translate the script to today's PyMC and certify it with a real one, where there is one."""
    from theano_migrate.port.certificate.environment import port_python
    from theano_migrate.port.command import main as migrate_port

    python = port_python()
    title(f"migrate-port {shown(SCRIPT)} --diff{' --verify' if python else ''}")
    if python is None:
        print("Not certified: there is no Python with PyMC 6 here; `make port-venv` makes one.")
        return migrate_port([str(SCRIPT), "--diff"]) == 0
    return migrate_port([str(SCRIPT), "--diff", "--verify"]) == 0


def timed(what: str, action: Callable[[], Any]) -> Any:
    title(what)
    began = time.perf_counter()
    answer = action()
    print(f"[{time.perf_counter() - began:.1f} s]")
    return answer


def title(what: str) -> None:
    print(f"\n$ {what}", flush=True)


def shown(path: Path) -> str:
    """The path as one would type it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


if __name__ == "__main__":
    sys.exit(main())
