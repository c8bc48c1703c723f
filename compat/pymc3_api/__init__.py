"""PyMC3, as legacy code imports it. Plots, statistics and JAX samplers are loaded when first asked for."""

from __future__ import annotations

import importlib
import logging
import warnings as _warnings
from typing import Any

from compat.identity import THEANO, pymc3_version
from compat.identity import emulated as _emulated
from compat.models import (
    blocking,  # noqa: F401
    exceptions,  # noqa: F401
    math,  # noqa: F401
    model,  # noqa: F401
    parallel_sampling,  # noqa: F401
    theanof,  # noqa: F401
    util,  # noqa: F401
    vartypes,  # noqa: F401
)
from compat.models.backends.tracetab import *  # noqa: F403
from compat.models.blocking import *  # noqa: F403
from compat.models.distributions import transforms  # noqa: F401
from compat.models.exceptions import *  # noqa: F403
from compat.models.math import (  # noqa: F401
    expand_packed_triangular,
    invlogit,
    invprobit,
    logaddexp,
    logit,
    logsumexp,
    probit,
)
from compat.models.model import *  # noqa: F403
from compat.models.theanof import *  # noqa: F403
from compat.models.vartypes import *  # noqa: F403
from compat.names_not_here import absent_from
from compat.pymc3_api import (
    backends,  # noqa: F401
    backports,  # noqa: F401
    data,  # noqa: F401
    distributions,  # noqa: F401
    model_graph,  # noqa: F401
    sampling,  # noqa: F401
    smc,  # noqa: F401
    step_methods,  # noqa: F401
    tuning,  # noqa: F401
)
from compat.pymc3_api.arviz_bridge import give_back as _give_back
from compat.pymc3_api.backends import load_trace, save_trace  # noqa: F401
from compat.pymc3_api.backports import *  # noqa: F403
from compat.pymc3_api.data import *  # noqa: F403
from compat.pymc3_api.distributions import *  # noqa: F403
from compat.pymc3_api.model_graph import model_to_graphviz  # noqa: F401
from compat.pymc3_api.sampling import *  # noqa: F403
from compat.pymc3_api.smc import *  # noqa: F403
from compat.pymc3_api.step_methods import *  # noqa: F403
from compat.pymc3_api.tuning import *  # noqa: F403
from compat.when_imported import when_imported as _when_imported

if _of_an_earlier_release := _emulated():
    _warnings.warn(_of_an_earlier_release, UserWarning, stacklevel=2)

_log = logging.getLogger("pymc3")
if not logging.root.handlers:
    _log.setLevel(logging.INFO)
    if not _log.handlers:
        _log.addHandler(logging.StreamHandler())

_when_imported("arviz", _give_back)


def _check_backend_version() -> None:
    """Print a line where the module `theano` is not the one that belongs here."""
    import sys

    if "theano" not in sys.modules:
        return
    version = getattr(sys.modules["theano"], "__version__", None)
    if version is None:
        print("!!!!! The imported module theano is broken: it has no __version__. Import it in a fresh process. !!!!!")
    elif version not in THEANO.values():
        print(f"!!!!! The version of theano ({version}) does not match PyMC3's requirements. !!!!!")


_LATER = ("glm", "plots", "stats", "variational")  # packages whose every name is ours too
_SUBMODULES = (*_LATER, "gp", "ode", "sampling_jax", "tests")


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return pymc3_version()
    if name in _SUBMODULES:
        return importlib.import_module(f"theano_compat.pymc3_api.{name}")
    if name == "plot_gp_dist":
        return importlib.import_module("theano_compat.models.gp.util").plot_gp_dist
    if not name.startswith("_"):
        for later in _LATER:
            module = importlib.import_module(f"theano_compat.pymc3_api.{later}")
            if name in module.__all__:
                return getattr(module, name)
    return absent_from(__name__)(name)


def __dir__() -> list[str]:
    from compat.pymc3_api import glm, plots, stats, variational  # loaded when first asked for

    return sorted(
        {
            *globals(),
            *_SUBMODULES,
            "plot_gp_dist",
            *glm.__all__,
            *plots.__all__,
            *stats.__all__,
            *variational.__all__,
            "__version__",
        }
    )


__all__ = sorted(
    {
        *(n for n in globals() if not n.startswith("_")),
        "glm",
        "gp",
        "ode",
        "plots",
        "stats",
        "variational",
        "GLM",
        "LinearComponent",
        "families",
        "plot_gp_dist",
    }
    - {"annotations", "importlib", "logging", "Any", "pymc3_version"}
)
