# Written by `python -m tools.stubs`.
from theano import config as config
from theano.gof import compilelock as compilelock
from theano_compat.old.theano.compat import decode as decode
from theano_compat.old.theano.compat import decode_iter as decode_iter
from theano_compat.old.theano.gof.cmodule import get_gcc_shared_library_arg as get_gcc_shared_library_arg
from theano_compat.old.theano.gof.cmodule import get_lib_extension as get_lib_extension
from theano_compat.old.theano.op_tools import flatten as flatten
from theano_compat.old.theano.op_tools import hash_from_code as hash_from_code
from theano_compat.theano_api.configdefaults import local_bitwidth as local_bitwidth
import theano as theano
