# Written by `python -m tools.stubs`.
from theano import gof as gof
from theano_compat.compilation.modes import Mode as Mode
from theano_compat.compilation.modes import get_default_mode as get_default_mode
from theano_compat.compilation.modes import get_mode as get_mode
from theano_compat.theano_api.compile.mode import AddFeatureOptimizer as AddFeatureOptimizer
from theano_compat.theano_api.compile.mode import PrintCurrentFunctionGraph as PrintCurrentFunctionGraph
from theano_compat.theano_api.compile.mode import register_linker as register_linker
from theano_compat.theano_api.compile.mode import register_mode as register_mode
from theano_compat.theano_api.compile.mode import register_optimizer as register_optimizer
from theano_compat.theano_api.optimizing.databases import EquilibriumDB as EquilibriumDB
from theano_compat.theano_api.optimizing.databases import LocalGroupDB as LocalGroupDB
from theano_compat.theano_api.optimizing.databases import Query as Query
from theano_compat.theano_api.optimizing.databases import SequenceDB as SequenceDB
from theano_compat.theano_api.optimizing.linkers import PerformLinker as PerformLinker
from theano_compat.theano_api.optimizing.optimizers import MergeOptimizer as MergeOptimizer
from theano_compat.theano_api.optimizing.optimizers import NavigatorOptimizer as NavigatorOptimizer
from typing import Any
import theano as theano
FAST_COMPILE: Any
"""An instance of `Mode`: What compiles a function: a backend and rules, for `theano.function(mode=)`."""
FAST_RUN: Any
"""An instance of `Mode`: What compiles a function: a backend and rules, for `theano.function(mode=)`."""
OPT_FAST_COMPILE: Any
OPT_FAST_RUN: Any
OPT_FAST_RUN_STABLE: Any
OPT_MERGE: Any
OPT_NONE: Any
OPT_O2: Any
OPT_O3: Any
OPT_STABILIZE: Any
OPT_UNSAFE: Any
config: Any
optdb: Any
"""An instance of `OptimizerDB`: Optimizers in order of their positions; users' ones apply to all functions."""
predefined_linkers: Any
"""A value of type `builtins.dict`."""
predefined_modes: Any
"""A value of type `builtins.dict`."""
predefined_optimizers: Any
"""A value of type `builtins.dict`."""
