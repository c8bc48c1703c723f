"""Eight chains on eight devices of the CPU: `python -m bench.contestants.jax_devices`, JSON on the last line."""

from __future__ import annotations

import json
import logging
from typing import Any

from bench import workload


def main() -> dict[str, float]:
    import compat

    compat.install()
    import jax
    import pymc3 as pm

    from theano_compat.infer.jax import program as jax_program
    from theano_compat.settings import config

    logging.getLogger("pymc3").setLevel(logging.CRITICAL)
    work, busy, compiled = workload.load("radon"), set(), []
    lower = jax.stages.Lowered.compile
    fetch = jax_program.OneProgram._fetch

    def counted(self: Any, *arguments: Any, **options: Any) -> Any:
        compiled.append(self)
        return lower(self, *arguments, **options)

    def seen(self: Any) -> None:
        busy.update(d.id for buffer in self._buffers.values() for d in buffer.devices())
        fetch(self)

    jax.stages.Lowered.compile = counted
    jax_program.OneProgram._fetch = seen  # type: ignore[method-assign]
    with config.change_flags(sampler="numpyro"), work.legacy(pm, work.data(work.NAMED)):
        pm.sample(
            20,
            tune=20,
            chains=8,
            progressbar=False,
            return_inferencedata=False,
            random_seed=1,
            compute_convergence_checks=False,
        )
    loops = sum("while" in one.as_text() and "jit_loop" in one.as_text() for one in compiled)
    return {
        "8 devices: of them busy": len(busy),
        "    8 devices: programs compiled, the small ones too": len(compiled),
        "8 devices: programs with the chains' loop": loops,
    }


if __name__ == "__main__":
    print(json.dumps(main()))
