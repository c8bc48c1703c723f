"""What stands in for functions of NumPy, Python and PyMC3 while a script's models are built means the same."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from theano_migrate.port.certificate import script_run

HEAD = "import numpy as np, pymc3 as pm\n"
SCRIPTS = {
    "objects": "slots = np.empty(3, dtype=object)\nassert all(one is None for one in slots)",
    "objects, asked by position": "assert np.empty((2, 2), 'O')[1, 1] is None",
    "objects like others": "assert np.empty_like(np.array([1, 'a'], object))[0] is None",
    "like others, as objects": "assert np.empty_like([1.0], dtype=object)[0] is None",
    "a field of objects": "made = np.empty(2, [('a', 'O'), ('n', 'f8')])\nassert made['a'][0] is None",
    "fields": "made = np.empty(2, [('a', 'S3'), ('n', 'f8')])\nassert made['a'][0] == b'' and made['n'][0] == 0",
    "numbers": "assert all(not np.empty(9, kind).any() for kind in 'bBhHiIqQefdgFDG?')",
    "texts": "assert np.empty(2, 'U3')[1] == '' and np.empty(2, 'S3').dtype == 'S3'",
    "dates": "assert np.empty(2, 'M8[D]').dtype == 'M8[D]' and np.empty_like(np.zeros(2, 'm8[s]')).dtype == 'm8[s]'",
    "in columns": "assert np.empty((3, 2), order='F').flags.f_contiguous and np.empty(()).shape == ()",
    "a subclass": "assert type(np.empty_like(np.matrix([1.0]))) is np.matrix",
    "masked": "made = np.empty_like(np.ma.array([1.0, 2.0], mask=[1, 0]))\nassert isinstance(made, np.ma.MaskedArray)",
    "by keyword": "assert np.empty(shape=2, dtype=int).tolist() == [0, 0]",
    "its name": "assert np.empty.__name__ == 'empty' and np.random.default_rng.__name__ == 'default_rng'",
    "a generator's seed": "assert np.random.default_rng(seed=3).normal() == np.random.default_rng(3).normal()",
    "a generator's generator": "rng = np.random.default_rng(3)\nassert np.random.default_rng(rng) is rng",
    "two generators": "assert np.random.default_rng().normal() != np.random.default_rng(None).normal()",
    "two generators of a seeded script": "np.random.seed(1)\na, b = np.random.default_rng(), np.random.default_rng()\n"
    "assert a.normal() != b.normal()",
    "bytes of the output": "import sys\nsys.stdout.buffer.write(b'a'); sys.stdout.flush()",
    "open": "assert open(__file__, encoding='utf-8').read(3) and open.__name__ == 'open'",
    "a step method of one's own": "class Own(pm.Metropolis):\n    def astep(self, q):\n        return q\n"
    "step = Own(vars=[])\ntrace = pm.sample(step=step)",
    "whether it is a step method": "assert not isinstance(3, pm.Metropolis)",
    "a model's signature": "import inspect\nassert 'coords' in inspect.signature(pm.Model).parameters",
    "shared axes": "import matplotlib; matplotlib.use('agg')\nimport matplotlib.pyplot as plt\n"
    "figure, axes = plt.subplots(2, 2, sharex=True, sharey='row')\nassert axes.shape == (2, 2)\n"
    "plt.subplot_mosaic([['a', 'b'], ['a', 'c']], sharex=True)\nplt.hist([1, 2])\nplt.close('all')",
}


class Model:
    """What of PyMC3's a run looks at."""

    def __init__(self, name: str = "", coords: object = None) -> None:
        pass


@pytest.fixture
def pm(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    made = ModuleType("pymc3")
    made.Model, made.sample, made.Metropolis = Model, len, type("Metropolis", (), {})  # type: ignore[attr-defined]
    monkeypatch.setitem(script_run.sys.modules, "pymc3", made)
    return made


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_it_means_the_same(pm: ModuleType, tmp_path: Path, text: str) -> None:
    script = tmp_path / "model.py"
    script.write_text(HEAD + text + "\n")
    _, outcome = script_run.run_script(str(script), pm, lambda model: model, 1)
    assert (outcome["error"], outcome["raised"]) == (None, [])
