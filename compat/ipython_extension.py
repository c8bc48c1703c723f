"""`%load_ext theano_compat` in a notebook: from then on `import theano` and `import pymc3` give us."""

from typing import Any

from compat.installation import install, uninstall


def load_ipython_extension(ipython: Any) -> None:
    """What IPython calls for `%load_ext theano_compat`."""
    install()


def unload_ipython_extension(ipython: Any) -> None:
    """What IPython calls for `%unload_ext compat`."""
    uninstall()
