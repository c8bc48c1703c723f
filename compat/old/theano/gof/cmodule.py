"""Facts about shared libraries that programs with C code of their own asked Theano's compiler for.

The compiler itself is ours (`compat/backends/c`). Source of the names: theano.gof.cmodule.
"""

from __future__ import annotations

from theano_common.system.name import is_mac, is_windows

from ....importing.module_getattr import absent_from


def get_lib_extension() -> str:
    """Return the suffix of an extension module, without its dot."""
    return "pyd" if is_windows() else "so"


def get_gcc_shared_library_arg() -> str:
    """Return the option that makes gcc build a shared library."""
    return "-dynamiclib" if is_mac() else "-shared"


__all__ = ["get_gcc_shared_library_arg", "get_lib_extension"]
__getattr__ = absent_from(__name__)
