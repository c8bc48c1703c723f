# Written by `python -m tools.stubs`.
from theano import config as config
from theano.gof import link as link
from theano_compat.old.theano.optimizing.linkers import VM_Linker as VM_Linker
import theano as theano
