"""PyMC3, as legacy code imports it. Plots, statistics and JAX samplers are loaded when first asked for."""

from __future__ import annotations

import importlib
import warnings as _warnings
from typing import TYPE_CHECKING, Any

from compat.identity import THEANO, pymc3_version
from compat.identity import emulated as _emulated
from compat.legacy_modules import exists, places
from compat.models import (
    blocking,  # noqa: F401
    exceptions,  # noqa: F401
    model,  # noqa: F401
    theanof,  # noqa: F401
    util,  # noqa: F401
    vartypes,  # noqa: F401
)
from compat.models.blocking import *  # noqa: F403
from compat.models.distributions import transforms  # noqa: F401
from compat.models.exceptions import *  # noqa: F403
from compat.models.logger import LOGGER as _log  # noqa: F401
from compat.models.logger import prepare as _prepare_logger
from compat.models.model import *  # noqa: F403
from compat.models.theanof import *  # noqa: F403
from compat.models.vartypes import *  # noqa: F403
from compat.names_not_here import absent_from, names_of
from compat.pymc3_api import (
    backends,  # noqa: F401
    distributions,
    sampling,
    smc,
    step_methods,
    tuning,
)
from compat.pymc3_api.sampling import sample  # noqa: F401
from compat.when_imported import when_imported as _when_imported

if _of_an_earlier_release := _emulated():
    _warnings.warn(_of_an_earlier_release, UserWarning, stacklevel=2)

_prepare_logger()
_when_imported("arviz", lambda arviz: importlib.import_module("theano_compat.pymc3_api.arviz_bridge").give_back(arviz))


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


if TYPE_CHECKING:  # as type checkers see it
    from compat.models.gp.util import plot_gp_dist as plot_gp_dist
    from compat.models.math import expand_packed_triangular as expand_packed_triangular
    from compat.models.math import invlogit as invlogit
    from compat.models.math import invprobit as invprobit
    from compat.models.math import logaddexp as logaddexp
    from compat.models.math import logit as logit
    from compat.models.math import logsumexp as logsumexp
    from compat.models.math import probit as probit
    from compat.pymc3_api.backends import load_trace as load_trace
    from compat.pymc3_api.backends import save_trace as save_trace
    from compat.pymc3_api.backends import trace_to_dataframe as trace_to_dataframe
    from compat.pymc3_api.backports import logp as logp
    from compat.pymc3_api.data import Data as Data
    from compat.pymc3_api.data import GeneratorAdapter as GeneratorAdapter
    from compat.pymc3_api.data import Minibatch as Minibatch
    from compat.pymc3_api.data import align_minibatches as align_minibatches
    from compat.pymc3_api.data import get_data as get_data
    from compat.pymc3_api.distributions import *  # noqa: F403
    from compat.pymc3_api.glm import GLM as GLM
    from compat.pymc3_api.glm import LinearComponent as LinearComponent
    from compat.pymc3_api.glm import families as families
    from compat.pymc3_api.model_graph import model_to_graphviz as model_to_graphviz
    from compat.pymc3_api.sampling import *  # noqa: F403
    from compat.pymc3_api.smc import *  # noqa: F403
    from compat.pymc3_api.step_methods import *  # noqa: F403
    from compat.pymc3_api.tuning import *  # noqa: F403

_LATER = names_of(  # loaded when first used
    backends="load_trace save_trace trace_to_dataframe",
    backports="logp",
    data="Data GeneratorAdapter Minibatch align_minibatches get_data",
    distributions=" ".join(distributions.__all__),
    glm="GLM LinearComponent families",
    math="expand_packed_triangular invlogit invprobit logaddexp logit logsumexp probit",
    model_graph="model_to_graphviz",
    sampling=" ".join(sampling.__all__),
    smc=" ".join(smc.__all__),
    step_methods=" ".join(step_methods.__all__),
    tuning=" ".join(tuning.__all__),
    **{"gp.util": "plot_gp_dist"},
)
_PACKAGES = ("glm", "plots", "stats", "variational")  # every name of theirs is ours too
_SUBMODULES = (
    *_PACKAGES,
    "backports",
    "data",
    "gp",
    "math",
    "model_graph",
    "ode",
    "parallel_sampling",
    "sampling_jax",
    "tests",
)
_absent = absent_from(__name__, _LATER)


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return pymc3_version()
    if not name.startswith("_") and name not in _LATER and not any(map(exists, places(f"pymc3.{name}"))):
        for package in _PACKAGES:
            module = importlib.import_module(f"theano_compat.pymc3_api.{package}")
            if name in module.__all__:
                return getattr(module, name)
    return _absent(name)


def __dir__() -> list[str]:
    packages = [importlib.import_module(f"theano_compat.pymc3_api.{package}") for package in _PACKAGES]
    return sorted({*globals(), *_LATER, *_SUBMODULES, "__version__"}.union(*(package.__all__ for package in packages)))


__all__ = sorted(
    {
        *(n for n in globals() if not n.startswith("_")),
        *_LATER,
        *(set(_SUBMODULES) - {"sampling_jax", "tests"}),
    }
    - {"THEANO", "TYPE_CHECKING", "Any", "absent_from", "annotations", "exists", "importlib", "names_of"}
    - {"places", "pymc3_version"}
)
