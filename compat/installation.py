"""`install()` and `uninstall()`: what `import theano` and `import pymc3` give in this process and its children."""

import sys

from .importing.legacy_finder import foreign, is_ours, put_in


def install(environment: bool = True) -> None:
    """Make `import theano` and `import pymc3` give us from now on, in this process and its children.

    environment: also restore the names that NumPy, SciPy, matplotlib, pandas and the standard library
    have dropped (`compat.legacy_environment`); the variable COMPAT_ENVIRONMENT=0 says no for good.
    Calling it twice is harmless. RuntimeError if a real theano or pymc3 has already been imported.
    """
    for name in ("theano", "pymc3"):
        if (module := foreign(name)) is not None:
            raise RuntimeError(
                f"{name} {getattr(module, '__version__', '')} is already imported from {module.__file__}: "
                "call compat.install() before the first `import theano` or `import pymc3`."
            )
    put_in(installed=True)
    import theano_environment  # an import of ours must cost little before it is asked for

    from . import child_processes, old_arrays  # likewise

    old_arrays.give_functions()  # a child may be sent a function that its parent's runner compiled
    if environment and theano_environment.wanted():
        theano_environment.apply()
    child_processes.follow()


def uninstall() -> None:
    """Undo `install()`: the finders, the aliases in `sys.modules`, and every name that was restored.

    Modules that have already imported theano or pymc3 keep what they hold.
    """
    import theano_environment  # as above

    from . import child_processes  # likewise

    child_processes.stop_following()
    theano_environment.restore()
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("theano", "pymc3") and is_ours(module):
            del sys.modules[name]
    put_in()
