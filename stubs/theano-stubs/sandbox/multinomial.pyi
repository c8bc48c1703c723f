# Written by `python -m tools.stubs`.
from theano import config as config
from theano import tensor as _T
from theano import tensor as _tt
from theano_compat.graph.op import Op as Op
from theano_compat.graph.op import Op as _COp
from theano_compat.graph.variable import Apply as Apply
from theano_compat.old.theano.sandbox.multinomial import MultinomialWOReplacementFromUniform as MultinomialWOReplacementFromUniform
from theano_compat.ops.elementwise.scalar_type import Scalar as Scalar
from theano_compat.ops.elementwise.scalar_type import as_scalar as as_scalar
from theano_compat.ops.random.multinomial import ChoiceFromUniform as ChoiceFromUniform
from theano_compat.ops.random.multinomial import MultinomialFromUniform as MultinomialFromUniform
import theano as theano
COp = _COp
T = _T
tt = _tt
