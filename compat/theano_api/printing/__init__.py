"""Graphs as text, and the Op that prints values. Source of the names: theano.printing."""

from __future__ import annotations

from compat.theano_api.absence import absent_from
from compat.theano_api.printing.expression import min_informative_str, pp, pprint
from compat.theano_api.printing.print_op import Print
from compat.theano_api.printing.tree import debugprint

__all__ = ["Print", "debugprint", "min_informative_str", "pp", "pprint"]
__getattr__ = absent_from(__name__)
