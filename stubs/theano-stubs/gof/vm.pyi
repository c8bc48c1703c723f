# Written by `python -m tools.stubs`.
from theano.gof import link as link
from theano_compat.theano_api.optimizing.linkers import VM_Linker as VM_Linker
from typing import Any
import theano as theano
config: Any
