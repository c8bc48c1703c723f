"""Put in front of PYTHONPATH: replaces arguments of pm.sample from outside, so that a script stays as it is.

$FIXTURE_SAMPLING: JSON of the arguments. $FIXTURE_TRACE: the first trace is saved there (.npz), and the script ends.
$FIXTURE_USED: the packages of samplers that a run of pm.sample has imported are added to that file, a line each.
$FIXTURE_BY: "smc" or "advi" answer pm.sample instead, with those arguments for pm.sample_smc or pm.fit (and `draws`).
"""

import functools
import inspect
import json
import os
import sys

SAMPLERS = ("nutpie", "numpyro", "tensorflow_probability")


def _override(module):
    import numpy as np

    original = module.sample
    names = list(inspect.signature(original).parameters)
    instead = json.loads(os.environ["FIXTURE_SAMPLING"])
    path, by, used = (os.environ.get(f"FIXTURE_{name}") for name in ("TRACE", "BY", "USED"))
    if by == "smc":
        module.sample = module.sampling.sample = lambda *args, **kwargs: module.sample_smc(**instead)
        return
    if by == "advi":
        drawn = instead.pop("draws")
        module.sample = module.sampling.sample = lambda *args, **kwargs: module.fit(**instead).sample(drawn)
        return

    @functools.wraps(original)
    def sample(*args, **kwargs):
        trace = original(**{**dict(zip(names, args, strict=False)), **kwargs, **instead})
        if used:
            with open(used, "a") as file:
                file.writelines(f"{name}\n" for name in SAMPLERS if name in sys.modules)
        if path:
            np.savez(path, **{name: trace.get_values(name) for name in trace.varnames})
            raise SystemExit(0)
        return trace

    module.sample = module.sampling.sample = sample


if "FIXTURE_SAMPLING" in os.environ:
    from theano_compat.importing.post_import import when_imported

    when_imported("theano_compat.pymc3_api", _override)
