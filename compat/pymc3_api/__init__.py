"""PyMC3, as legacy code imports it. Plots, statistics and JAX samplers are loaded on first use."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from theano_common.users_lines import warn as _warn

from ..emulated_versions import THEANO, pymc3_version
from ..emulated_versions import emulated as _emulated
from ..importing.legacy_modules import exists, places
from ..importing.module_getattr import absent_from, names_of
from ..importing.post_import import when_imported as _when_imported
from ..models import (
    exceptions,  # noqa: F401
    model,  # noqa: F401
    vartypes,  # noqa: F401
)
from ..models.distributions import transforms  # noqa: F401
from ..models.exceptions import *  # noqa: F403
from ..models.logger import LOGGER as _log  # noqa: F401
from ..models.logger import prepare as _prepare_logger
from ..models.model import *  # noqa: F403
from ..models.modelling import (
    blocking,  # noqa: F401
    theanof,  # noqa: F401
    util,  # noqa: F401
)
from ..models.modelling.blocking import *  # noqa: F403
from ..models.modelling.theanof import *  # noqa: F403
from ..models.vartypes import *  # noqa: F403
from . import (
    backends,  # noqa: F401
    distributions,
    sampling,
    smc,
    step_methods,
    tuning,
)
from .sampling import sample  # noqa: F401

if _of_an_earlier_release := _emulated():
    _warn(_of_an_earlier_release, UserWarning)

_prepare_logger()
_when_imported("arviz", lambda arviz: importlib.import_module("theano_compat.pymc3_api.arviz_bridge").give_back(arviz))


def _check_backend_version() -> None:
    """Print a line if the module `theano` is not ours."""
    import sys

    if "theano" not in sys.modules:
        return
    version = getattr(sys.modules["theano"], "__version__", None)
    if version is None:
        print("!!!!! The imported module theano is broken: it has no __version__. Import it in a fresh process. !!!!!")
    elif version not in THEANO.values():
        print(f"!!!!! The version of theano ({version}) does not match PyMC3's requirements. !!!!!")


if TYPE_CHECKING:  # for type checkers
    from ..models.gp.util import plot_gp_dist as plot_gp_dist
    from ..models.math import expand_packed_triangular as expand_packed_triangular
    from ..models.math import invlogit as invlogit
    from ..models.math import invprobit as invprobit
    from ..models.math import logaddexp as logaddexp
    from ..models.math import logit as logit
    from ..models.math import logsumexp as logsumexp
    from ..models.math import probit as probit
    from .backends import load_trace as load_trace
    from .backends import save_trace as save_trace
    from .backends import trace_to_dataframe as trace_to_dataframe
    from .backports import logp as logp
    from .data import Data as Data
    from .data import GeneratorAdapter as GeneratorAdapter
    from .data import Minibatch as Minibatch
    from .data import align_minibatches as align_minibatches
    from .data import get_data as get_data
    from .data import get_data_file as get_data_file
    from .distributions import *  # noqa: F403
    from .glm import GLM as GLM
    from .glm import LinearComponent as LinearComponent
    from .glm import families as families
    from .model_graph import model_to_graphviz as model_to_graphviz
    from .sampling import *  # noqa: F403
    from .smc import *  # noqa: F403
    from .step_methods import *  # noqa: F403
    from .tuning import *  # noqa: F403

_LATER = names_of(  # loaded on first use
    backends="load_trace save_trace trace_to_dataframe",
    backports="logp",
    data="Data GeneratorAdapter Minibatch align_minibatches get_data get_data_file",
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
_PACKAGES = ("glm", "plots", "stats", "variational")  # all their names are also ours
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
