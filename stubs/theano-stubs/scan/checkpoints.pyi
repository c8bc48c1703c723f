# Written by `python -m tools.stubs`.
from theano_compat.theano_api.scan_module.scan_checkpoints import scan_checkpoints as scan_checkpoints
from theano_compat.theano_api.tensor.op_classes import Join as Join
import theano as theano
