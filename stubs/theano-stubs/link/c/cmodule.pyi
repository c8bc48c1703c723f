# Written by `python -m tools.stubs`.
from theano import config as config
from theano_compat.old.theano.op_tools import flatten as flatten
from theano_compat.old.theano.op_tools import hash_from_code as hash_from_code
from theano_compat.old.theano.utils import output_subprocess_Popen as output_subprocess_Popen
from theano_compat.old.theano.utils import subprocess_Popen as subprocess_Popen
import theano as theano
