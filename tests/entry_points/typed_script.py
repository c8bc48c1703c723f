"""What a type checker, and so an editor, knows of `import compat as theano`: mypy reads this in `make check`."""

from typing import assert_type

import compat as theano
from compat.functions.function import Function

x = theano.tensor.dvector("x")
assert_type(theano.function([x], theano.grad((x**2).sum(), x)), Function)
theano.install(environment=False)
theano.no_such_name  # type: ignore[attr-defined]  # noqa: B018
