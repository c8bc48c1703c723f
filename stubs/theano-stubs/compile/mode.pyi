# Written by `python -m tools.stubs`.
from theano import config as config
from theano import gof as gof
from theano.compile import FAST_COMPILE as FAST_COMPILE
from theano.compile import FAST_RUN as FAST_RUN
from theano.ifelse import optdb as optdb
from theano_compat.compilation.modes import Mode as Mode
from theano_compat.compilation.modes import get_default_mode as get_default_mode
from theano_compat.compilation.modes import get_mode as get_mode
from theano_compat.old.theano.optimizing.databases import EquilibriumDB as EquilibriumDB
from theano_compat.old.theano.optimizing.databases import LocalGroupDB as LocalGroupDB
from theano_compat.old.theano.optimizing.databases import Query as Query
from theano_compat.old.theano.optimizing.databases import SequenceDB as SequenceDB
from theano_compat.old.theano.optimizing.linkers import PerformLinker as PerformLinker
from theano_compat.old.theano.optimizing.optimizers import MergeOptimizer as MergeOptimizer
from theano_compat.old.theano.optimizing.optimizers import NavigatorOptimizer as NavigatorOptimizer
from theano_compat.theano_api.compile.mode import AddFeatureOptimizer as AddFeatureOptimizer
from theano_compat.theano_api.compile.mode import PrintCurrentFunctionGraph as PrintCurrentFunctionGraph
from theano_compat.theano_api.compile.mode import register_linker as register_linker
from theano_compat.theano_api.compile.mode import register_mode as register_mode
from theano_compat.theano_api.compile.mode import register_optimizer as register_optimizer
from typing import Any
import theano as theano
OPT_FAST_COMPILE: Any
OPT_FAST_RUN: Any
OPT_FAST_RUN_STABLE: Any
OPT_MERGE: Any
OPT_NONE: Any
OPT_O2: Any
OPT_O3: Any
OPT_STABILIZE: Any
OPT_UNSAFE: Any
predefined_linkers: Any
"""A value of type `builtins.dict`."""
predefined_modes: Any
"""A value of type `builtins.dict`."""
predefined_optimizers: Any
"""A value of type `builtins.dict`."""
