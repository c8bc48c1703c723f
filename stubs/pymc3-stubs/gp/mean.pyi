# Written by `python -m tools.stubs`.
from theano_compat.models.gp.mean import Add as Add
from theano_compat.models.gp.mean import Constant as Constant
from theano_compat.models.gp.mean import Linear as Linear
from theano_compat.models.gp.mean import Mean as Mean
from theano_compat.models.gp.mean import Prod as Prod
from theano_compat.models.gp.mean import Zero as Zero
