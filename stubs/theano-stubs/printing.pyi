# Written by `python -m tools.stubs`.
from theano import config as config
from theano import gof as gof
from theano import pp as _pprint
from theano import pp as pp
from theano.compile import debugmode as debugmode
from theano_compat.functions.function import Function as Function
from theano_compat.functions.graphs.function_graph import FunctionGraph as FunctionGraph
from theano_compat.graph.op import Op as Op
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Node as Node
from theano_compat.graph.variable import SharedVariable as SharedVariable
from theano_compat.graph.variable import Tag as _Scratchpad
from theano_compat.graph.variable import Variable as Variable
from theano_compat.old.theano.graph.basic import graph_inputs as graph_inputs
from theano_compat.old.theano.graph.basic import io_toposort as io_toposort
from theano_compat.theano_api.printing.descriptors import _TagGenerator as _TagGenerator
from theano_compat.theano_api.printing.descriptors import hex_digest as hex_digest
from theano_compat.theano_api.printing.descriptors import position_independent_str as position_independent_str
from theano_compat.theano_api.printing.descriptors import var_descriptor as var_descriptor
from theano_compat.theano_api.printing.dot import pydotprint as pydotprint
from theano_compat.theano_api.printing.expression import PPrinter as PPrinter
from theano_compat.theano_api.printing.expression import PrinterState as PrinterState
from theano_compat.theano_api.printing.expression import min_informative_str as min_informative_str
from theano_compat.theano_api.printing.node_printers import DefaultPrinter as DefaultPrinter
from theano_compat.theano_api.printing.node_printers import FunctionPrinter as FunctionPrinter
from theano_compat.theano_api.printing.node_printers import IgnorePrinter as IgnorePrinter
from theano_compat.theano_api.printing.node_printers import LeafPrinter as LeafPrinter
from theano_compat.theano_api.printing.node_printers import OperatorPrinter as OperatorPrinter
from theano_compat.theano_api.printing.node_printers import PatternPrinter as PatternPrinter
from theano_compat.theano_api.printing.print_op import Print as Print
from theano_compat.theano_api.printing.print_op import _print_fn as _print_fn
from theano_compat.theano_api.printing.tree import debugprint as debugprint
from typing import Any
import theano as theano
Scratchpad = _Scratchpad
VALID_ASSOC: Any
default_printer: Any
"""Prints an Op as `name of the Op(inputs)`, and other variables as LeafPrinter does.

Example::

    >>> x = tt.dscalar("x")
    >>> theano.pp.clone_assign(tt.exp, theano.printing.default_printer)(tt.exp(x))
    'Elemwise{exp,no_inplace}(x)'

Source: theano.printing.
"""
greek: Any
leaf_printer: Any
r"""Prints a variable by its name; some Greek letters as LaTeX writes them.

Example::

    >>> theano.pp(tt.dscalar("alpha") * 2)
    '(\\alpha * TensorConstant{2})'

Source: theano.printing.
"""
pprint = _pprint
pydot_imported: Any
pydot_imported_msg: Any
special: Any
use_ascii: Any
