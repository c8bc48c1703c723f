"""Graphs as text, and the Op that prints values. Source of the names: theano.printing."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.theano_api.printing.descriptors import (
    _TagGenerator,
    hex_digest,
    position_independent_str,
    var_descriptor,
)
from compat.theano_api.printing.dot import pydot_imported, pydot_imported_msg, pydotprint
from compat.theano_api.printing.expression import (
    FunctionPrinter,
    OperatorPrinter,
    PPrinter,
    PrinterState,
    min_informative_str,
    pp,
    pprint,
)
from compat.theano_api.printing.print_op import Print
from compat.theano_api.printing.tree import debugprint

__all__ = [
    "FunctionPrinter",
    "OperatorPrinter",
    "PPrinter",
    "Print",
    "PrinterState",
    "_TagGenerator",
    "debugprint",
    "hex_digest",
    "min_informative_str",
    "position_independent_str",
    "pp",
    "pprint",
    "pydot_imported",
    "pydot_imported_msg",
    "pydotprint",
    "var_descriptor",
]
__getattr__ = absent_from(__name__)
