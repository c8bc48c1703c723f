# Written by `python -m tools.stubs`.
from theano_compat.ops.random.distributions import choice as choice
from theano_compat.ops.random.distributions import permutation as permutation
from theano_compat.ops.tensor_op import as_tensor as _as_tensor_variable
from typing import Any
import theano as theano
as_tensor_variable = _as_tensor_variable
bernoulli: Any
beta: Any
betabinom: Any
binomial: Any
categorical: Any
cauchy: Any
dirichlet: Any
exponential: Any
gamma: Any
halfcauchy: Any
halfnormal: Any
invgamma: Any
multinomial: Any
multivariate_normal: Any
nbinom: Any
normal: Any
poisson: Any
randint: Any
truncexpon: Any
uniform: Any
