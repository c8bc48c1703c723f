"""What `theano_compat` and `theano_migrate` share: draws and their statistics, saved posteriors, sources of Python 2.

`common` is a second name of this package; its files lie in the folder `common/` (`theano_compat_imports`).
"""

import os

import theano_compat_imports as _imports

__path__ = [os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "common")]
_imports.watch()
