# Written by `python -m tools.stubs`.
from theano import config as config
from theano import gof as gof
from theano.tensor import opt as opt
from theano_compat.compilation.rewriting.user_rules import local_optimizer as local_optimizer
from theano_compat.functions.graphs.clone import clone as clone
from theano_compat.graph.op import Op as Op
from theano_compat.graph.op import Op as __NoPythonOp
from theano_compat.graph.types import TensorType as TensorType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Variable as Variable
from theano_compat.old.theano.graph.basic import is_in_ancestors as is_in_ancestors
from theano_compat.ops.control.ifelse import IfElse as IfElse
from theano_compat.ops.control.ifelse import ifelse as ifelse
from typing import Any
import theano as theano
_NoPythonOp = __NoPythonOp
optdb: Any
"""Optimizers in order of their positions; users' ones apply to all functions."""
