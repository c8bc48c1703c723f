"""The linker of virtual machines. Source of the names: theano.gof.vm."""

from __future__ import annotations

from compat.compilation.linkers import VM_Linker
from compat.names_not_here import absent_from

__all__ = ["VM_Linker"]
__getattr__ = absent_from(__name__)
