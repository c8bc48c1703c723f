# Written by `python -m tools.stubs`.
from theano import config as config
from theano_compat.graph.variable import SharedVariable as SharedVariable
from theano_compat.theano_api.scan_module.scan import scan as scan
from theano_compat.theano_api.updates import OrderedUpdates as OrderedUpdates
