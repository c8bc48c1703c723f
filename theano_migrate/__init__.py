"""Auditing legacy Theano and PyMC3 code (`migrate check`) and comparing posteriors (`migrate compare`).

`migrate` is a second name of this package; its files lie in the folder `migrate/` (`theano_compat_imports`).
"""

import os

import theano_compat_imports as _imports

__path__ = [os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "migrate")]
_imports.watch()
