"""Restore names that NumPy, SciPy, matplotlib, pandas and the standard library have removed.

`compat.install()` and `theano-compat run` restore them for old code; `import compat` alone does not. The tables:
`numpy_names`, `standard_library`, `scipy_names`, `plotting_names` (each row with a note), and `modules` for whole
modules. NumPy and the standard library are patched at once, other libraries when they are imported.
COMPAT_ENVIRONMENT=0, or `compat.install(environment=False)`, switches all of it off.

    >>> compat.legacy_environment.report()      # names restored in this process, and how
"""

from .patching import apply, report, restore, restored, wanted

__all__ = ["apply", "report", "restore", "restored", "wanted"]
