# Written by `python -m tools.stubs`.
from theano_compat.pymc3_api.glm.utils import any_to_tensor_and_labels as any_to_tensor_and_labels
