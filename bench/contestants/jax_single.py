"""Operations of 64 bits that floatX=float32 leaves: `python -m bench.contestants.jax_single`, JSON on the last line."""

from __future__ import annotations

import json
import re

from bench import workload


def main() -> dict[str, int]:
    import compat

    compat.install()
    import jax
    import pymc3 as pm

    from theano_compat.infer.jax.program import precision
    from theano_compat.models.modelling.density import log_density
    from theano_compat.settings import config

    count = 0
    with config.change_flags(floatX="float32"):
        for name in workload.EVERY_MODEL:
            work = workload.load(name)
            density = log_density(work.legacy(pm, work.data(work.NAMED)))
            form = density.jax()
            with precision():
                text = str(jax.make_jaxpr(jax.value_and_grad(form.logp))(jax.numpy.asarray(density.initial), form.data))
            count += len(re.findall(r":f64\[", text))
    return {"floatX=float32: values of 64 bits in eleven gradients": count}


if __name__ == "__main__":
    print(json.dumps(main()))
