# Written by `python -m tools.stubs`.
from theano_compat.theano_api.op_tools import flatten as flatten
from theano_compat.theano_api.op_tools import hash_from_code as hash_from_code
from theano_compat.theano_api.utils import output_subprocess_Popen as output_subprocess_Popen
from theano_compat.theano_api.utils import subprocess_Popen as subprocess_Popen
from typing import Any
import theano as theano
config: Any
