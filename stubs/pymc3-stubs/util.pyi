# Written by `python -m tools.stubs`.
from theano_compat.models.modelling.hashing import HashableWrapper as HashableWrapper
from theano_compat.models.modelling.hashing import WithMemoization as WithMemoization
from theano_compat.models.modelling.hashing import biwrap as biwrap
from theano_compat.models.modelling.hashing import hash_key as hash_key
from theano_compat.models.modelling.hashing import hashable as hashable
from theano_compat.models.modelling.hashing import locally_cachedmethod as locally_cachedmethod
from theano_compat.models.modelling.util import chains_and_samples as chains_and_samples
from theano_compat.models.modelling.util import check_start_vals as check_start_vals
from theano_compat.models.modelling.util import dataset_to_point_list as _dataset_to_point_dict
from theano_compat.models.modelling.util import dataset_to_point_list as dataset_to_point_list
from theano_compat.models.modelling.util import escape_latex as escape_latex
from theano_compat.models.modelling.util import get_default_varnames as get_default_varnames
from theano_compat.models.modelling.util import get_repr_for_variable as get_repr_for_variable
from theano_compat.models.modelling.util import get_transformed as get_transformed
from theano_compat.models.modelling.util import get_transformed_name as get_transformed_name
from theano_compat.models.modelling.util import get_untransformed_name as get_untransformed_name
from theano_compat.models.modelling.util import get_var_name as get_var_name
from theano_compat.models.modelling.util import is_transformed_name as is_transformed_name
from theano_compat.models.modelling.util import update_start_vals as update_start_vals
from theano_compat.ops.tensor_variable import TensorVariable as TensorVariable
from theano_compat.samplers.errors import SamplingError as SamplingError
from typing import Any
LATEX_ESCAPE_RE: Any
"""A value of type `re.Pattern`."""
dataset_to_point_dict = _dataset_to_point_dict
