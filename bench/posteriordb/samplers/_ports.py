"""The legacy models as `migrate-port` writes them for PyMC 6: made once into a folder, imported in their places.

What it leaves to a person, with a mark, is settled here by hand.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

from bench.posteriordb import database, models_here

BY_HAND = {  # model: (what the port left, what stands in its place)
    "dogs_nonhierarchical": ('pm.LKJCorr("L_logit_ab", eta=2, n=2)[0]', 'pm.LKJCorr("L_logit_ab", eta=2, n=2)[0, 1]'),
    "hier_2pl": ('pm.LKJCorr("L_Omega", eta=4, n=2)[0]', 'pm.LKJCorr("L_Omega", eta=4, n=2)[0, 1]'),
    "garch11": (  # a flat density between these bounds
        'beta1 = pm.Bound(pm.Flat, lower=0.0, upper=1 - alpha1)("beta1")',
        'beta1 = pm.Uniform("beta1", 0.0, 1 - alpha1)\n        pm.Potential("beta1_is_flat", tt.log(1 - alpha1))',
    ),
}


def write(folder: Path) -> None:
    """Port all models into a folder. Needs libcst. AssertionError where the port left something else than BY_HAND."""
    from theano_migrate.port.command import main

    main([str(models_here.FOLDER), "-o", str(folder)])
    for model, (left, by_hand) in BY_HAND.items():
        [path] = folder.glob(f"*/{model}.py")
        text = path.read_text()
        assert left in text, f"{model}: the port is another"
        path.write_text(text.replace(left, by_hand))


def model(posterior: database.Posterior, folder: str) -> Any:
    """Return the port's model."""
    import bench.posteriordb.models as models

    models.__path__ = [folder]  # what a model imports of its neighbours is a port, too
    [path] = Path(folder).glob(f"*/{posterior.model}.py")
    module = importlib.import_module(f"{models.__name__}.{path.parent.name}.{path.stem}")
    return module.model(database.data(posterior))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
