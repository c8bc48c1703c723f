# Written by `python -m tools.stubs`.
from theano_compat.ops.networks.neighbours import Images2Neibs as Images2Neibs
from theano_compat.ops.networks.neighbours import images2neibs as images2neibs
from theano_compat.ops.networks.neighbours import neibs2images as neibs2images
