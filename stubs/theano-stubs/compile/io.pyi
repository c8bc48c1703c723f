# Written by `python -m tools.stubs`.
from theano import gof as gof
from theano_compat.functions.inputs import In as In
from theano_compat.functions.inputs import SymbolicInput as SymbolicInput
from theano_compat.functions.inputs import SymbolicOutput as SymbolicOutput
from theano_compat.functions.inputs import SymbolicOutput as _Out
from theano_compat.graph.container import Container as Container
from theano_compat.graph.variable import SharedVariable as SharedVariable
Out = _Out
