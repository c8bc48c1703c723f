"""Names that NumPy, SciPy, matplotlib, pandas and the standard library have removed since.

`compat.install()` and `theano-compat run` give them back, so that old code which needs them runs; `import
compat` alone does not. The tables: `numpy_names`, `standard_library`, `scipy_names`, `plotting_names` (each
row with a note), and `modules` for whole modules. NumPy and the standard library are done at once,
other libraries when they are imported, if they are. COMPAT_ENVIRONMENT=0, or
`compat.install(environment=False)`, switches all of it off.

    >>> compat.legacy_environment.report()      # what was given back in this process, and how
"""

from .patching import apply, report, restore, restored, wanted

__all__ = ["apply", "report", "restore", "restored", "wanted"]
