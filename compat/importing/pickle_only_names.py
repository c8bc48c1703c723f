"""Names that exist only for old pickles: parts of Theano's functions, optimiser and linkers.

A pickled PyMC3 trace holds functions, which hold the optimised graph and the objects that watched it. Nothing here
needs that graph: a function is compiled from the graph that the user wrote, which is pickled too. But pickle looks
up every class by name. The classes of `FOR_PICKLES` accept the pickled state and discard it.
"""

from __future__ import annotations

import functools
import importlib
from typing import Any

_FUNCTIONS = "theano_compat.old.theano.old_pickles.functions"
# Functions that pickles call, and classes that ours replace -> where ours are.
_HERE = {
    "theano.compile.function_module._constructor_Function": f"{_FUNCTIONS}.loaded_function",
    "theano.compile.function_module._constructor_FunctionMaker": f"{_FUNCTIONS}.loaded_maker",
    "theano.compile.function.types._constructor_Function": f"{_FUNCTIONS}.loaded_function",
    "theano.compile.function.types._constructor_FunctionMaker": f"{_FUNCTIONS}.loaded_maker",
    "theano.gof.utils.Scratchpad": "theano_compat.graph.variable.Tag",
    "theano.gof.utils.ValidatingScratchpad": "theano_compat.graph.variable.Tag",
    "theano.printing._print_fn": "theano_compat.theano_api.printing.print_op._print_fn",
}
# module -> its classes whose state is discarded.
FOR_PICKLES = {
    "theano.compile.debugmode": "_Linker",
    "theano.compile.function.types": "Supervisor",
    "theano.compile.function_module": "Supervisor",
    "theano.compile.ops": "OutputGuard",
    "theano.configdefaults": (
        "_default_compiledir _filter_base_compiledir _filter_compiledir _filter_mode _filter_vm_lazy "
        "_get_default_gpuarray__cache_path _good_seem_param _has_cxx _is_greater_or_equal_0 _is_gt_0 "
        "_is_valid_check_preallocated_output_param _is_valid_check_strides _is_valid_cmp_sloppy _timeout_default "
        "_warn_cxx default_cuda_include default_dnn_base_path default_dnn_bin_path default_dnn_inc_path "
        "default_dnn_lib_path get_cuda_root"
    ),
    "theano.configparser": "ContextsParam DeviceParam _ChangeFlagsDecorator",
    "theano.gof.opt": "ChangeTracker CheckStackTraceFeature MergeFeature Updater _metadict",
    "theano.gof.destroyhandler": "DestroyHandler",
    "theano.gof.toolbox": "Bookkeeper PreserveNames PreserveVariableAttributes",
    "theano.gof.unify": "Unification",
    "theano.graph.destroyhandler": "DestroyHandler",
    "theano.graph.opt": "ChangeTracker CheckStackTraceFeature MergeFeature MetadataDict Updater",
    "theano.graph.toolbox": "Bookkeeper PreserveNames PreserveVariableAttributes",
    "theano.graph.utils": "AssocList",
    "theano.link.basic": "VMLinker",
    "theano.link.c.basic": "CLinker DualLinker OpWiseCLinker",
    "theano.link.c.cmodule": "default_blas_ldflags",
    "theano.link.vm": "VMLinker VM_Linker",
    "theano.misc.ordered_set": "Link",
    "theano.scalar.basic": "BinaryBitOp FixedLogicalComparison LogicalComparison UnaryBitOp",
    "theano.sparse.basic": "SparseConstantSignature",
    "theano.tensor.basic": "Flatten Max Min",
    "theano.tensor.blas": "BatchedDot Dot22 Dot22Scalar Gemm GemmRelated Gemv Ger",
    "theano.tensor.blas_c": "BaseBLAS CGemv CGer",
    "theano.tensor.blas_scipy": "ScipyGer",
    "theano.tensor.elemwise": "MulWithoutZeros",
    "theano.tensor.opt": "ShapeFeature ShapeOptimizer",
    "theano.tensor.var": "TensorConstantSignature",
}


MODULE = "Here for names in old pickles alone."  # docstring of a module that has no other
# The modules with these names, and their parent packages.
PACKAGES = frozenset(module[:i] for module in FOR_PICKLES for i, c in enumerate(module) if c == ".")
MODULES = PACKAGES | FOR_PICKLES.keys()


class ForPickles:
    """A class that an old pickle names and that nothing here needs."""

    def __init__(self, *given: Any, **named: Any) -> None:
        raise NotImplementedError(
            f"{type(self).__module__}.{type(self).__name__} is a part of Theano's optimiser or linkers: here it only "
            "has a name, for old pickles that ask for it."
        )

    def __setstate__(self, state: object) -> None:
        """Discard the state."""

    def _apply(self, value: object) -> Any:
        """Do nothing: pickles hold this as a bound method."""
        return value

    def __reduce__(self) -> Any:
        return object.__new__, (type(self),)

    def __hash__(self) -> int:
        return id(self)


def for_pickles(fullname: str) -> Any:
    """Return the stand-in for the legacy name `fullname`; None if no pickle holds it."""
    if fullname in _HERE:
        module, _, name = _HERE[fullname].rpartition(".")
        return getattr(importlib.import_module(module), name)
    module, _, name = fullname.rpartition(".")
    return _class(module, name) if name in FOR_PICKLES.get(module, "").split() else None


def only_for_pickles(value: object) -> bool:
    """Say whether a class or module exists for old pickles only, so that no program can use it."""
    return isinstance(value, type) and issubclass(value, ForPickles) or getattr(value, "__doc__", None) == MODULE


@functools.cache
def _class(module: str, name: str) -> type:
    return type(name, (ForPickles,), {"__module__": module, "__doc__": ForPickles.__doc__})


__all__ = ["FOR_PICKLES", "MODULE", "MODULES", "PACKAGES", "ForPickles", "for_pickles", "only_for_pickles"]
