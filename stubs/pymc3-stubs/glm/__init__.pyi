# Written by `python -m tools.stubs`.
from pymc3.glm import families as families
from pymc3.glm import linear as linear
from pymc3.glm import utils as utils
from theano_compat.pymc3_api.glm import glm as glm
from theano_compat.pymc3_api.glm.linear import GLM as GLM
from theano_compat.pymc3_api.glm.linear import LinearComponent as LinearComponent
