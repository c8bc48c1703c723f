# Written by `python -m tools.stubs`.
from theano_compat.old.theano.op_tools import hash_from_code as hash_from_code
from theano_compat.old.theano.tensor.utils import as_list as as_list
from theano_compat.old.theano.tensor.utils import hash_from_ndarray as hash_from_ndarray
from theano_compat.old.theano.tensor.utils import shape_of_variables as shape_of_variables
import theano as theano
