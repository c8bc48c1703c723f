# Written by `python -m tools.stubs`.
from theano import config as config
from theano.gof import cmodule as cmodule
from theano.gof import graph as graph
from theano.gof import link as link
from theano.gof import utils as utils
from theano_compat.old.theano.gof.compilelock import get_lock as get_lock
from theano_compat.old.theano.gof.compilelock import release_lock as release_lock
from theano_compat.old.theano.optimizing.linkers import CLinker as CLinker
from theano_compat.old.theano.optimizing.linkers import DualLinker as DualLinker
from theano_compat.old.theano.optimizing.linkers import OpWiseCLinker as OpWiseCLinker
import theano as theano
