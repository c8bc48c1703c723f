# Written by `python -m tools.stubs`.
from theano_compat.distributions.formulas import float_x as _floatX
from theano_compat.models.memoize import memoize as memoize
from theano_compat.models.modelling.hashing import WithMemoization as WithMemoization
from theano_compat.models.modelling.hashing import locally_cachedmethod as locally_cachedmethod
from theano_compat.models.variational.memory import node_property as node_property
from theano_compat.models.variational.stein import Stein as Stein
from typing import Any
floatX = _floatX
rbf: Any
"""The kernel exp(-|x - y|² / 2h), with h from the median of the squared distances.

X: points, a matrix (n, d). The results are k(x, y), (n, n), and the sum of its gradients, (n, d).

Example::

    >>> values, slopes = pm.variational.test_functions.rbf(tt.as_tensor(np.array([[0.0], [1.0], [3.0]])))
    >>> values.eval().round(2)
    array([[1.  , 0.25, 0.  ],
           [0.25, 1.  , 0.  ],
           [0.  , 0.  , 1.  ]])

Source: Liu and Wang, arXiv:1608.04471; pymc3.variational.test_functions.
"""
