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
    PPrinter,
    PrinterState,
    min_informative_str,
    pp,
    pprint,
)
from .node_printers import (
    VALID_ASSOC,
    DefaultPrinter,
    FunctionPrinter,
    IgnorePrinter,
    LeafPrinter,
    OperatorPrinter,
    PatternPrinter,
    default_printer,
    greek,
    leaf_printer,
    special,
    use_ascii,
)
from .print_op import Print
from .tree import debugprint

__all__ = [
    "VALID_ASSOC",
    "DefaultPrinter",
    "FunctionPrinter",
    "IgnorePrinter",
    "LeafPrinter",
    "OperatorPrinter",
    "PPrinter",
    "PatternPrinter",
    "Print",
    "PrinterState",
    "_TagGenerator",
    "debugprint",
    "default_printer",
    "greek",
    "hex_digest",
    "leaf_printer",
    "min_informative_str",
    "position_independent_str",
    "pp",
    "pprint",
    "pydot_imported",
    "pydot_imported_msg",
    "pydotprint",
    "special",
    "use_ascii",
    "var_descriptor",
]
__getattr__ = absent_from(__name__)
