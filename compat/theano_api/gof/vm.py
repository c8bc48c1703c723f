"""The linker of virtual machines. Source of the names: theano.gof.vm."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.theano_api.optimizing.linkers import VM_Linker

__all__ = ["VM_Linker"]
__getattr__ = absent_from(__name__)
