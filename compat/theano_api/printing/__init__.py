"""Graphs as text, and the Op that prints values. Source of the names: theano.printing."""

from __future__ import annotations

from ...importing.module_getattr import absent_from
from .descriptors import (
    _TagGenerator,
    hex_digest,
    position_independent_str,
    var_descriptor,
)
from .dot import pydot_imported, pydot_imported_msg, pydotprint
from .expression import (
    FunctionPrinter,
    OperatorPrinter,
    PPrinter,
    PrinterState,
    min_informative_str,
    pp,
    pprint,
)
from .print_op import Print
from .tree import debugprint

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
