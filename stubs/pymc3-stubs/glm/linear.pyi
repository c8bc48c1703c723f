# Written by `python -m tools.stubs`.
from pymc3.glm import families as families
from theano_compat.models.distributions.continuous import Flat as Flat
from theano_compat.models.distributions.continuous import Normal as Normal
from theano_compat.models.model import Model as Model
from theano_compat.models.modelling.deterministic import Deterministic as Deterministic
from theano_compat.pymc3_api.glm.linear import GLM as GLM
from theano_compat.pymc3_api.glm.linear import GLM as _glm
from theano_compat.pymc3_api.glm.linear import LinearComponent as LinearComponent
from theano_compat.pymc3_api.glm.utils import any_to_tensor_and_labels as any_to_tensor_and_labels
glm = _glm
