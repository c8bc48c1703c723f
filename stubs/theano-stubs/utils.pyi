# Written by `python -m tools.stubs`.
from theano_compat.old.theano.compat import DefaultOrderedDict as DefaultOrderedDict
from theano_compat.old.theano.compat import cmp as cmp
from theano_compat.old.theano.compat import exc_message as exc_message
from theano_compat.old.theano.compat import get_unbound_function as get_unbound_function
from theano_compat.old.theano.op_tools import difference as difference
from theano_compat.old.theano.op_tools import flatten as flatten
from theano_compat.old.theano.op_tools import from_return_values as from_return_values
from theano_compat.old.theano.op_tools import hash_from_code as hash_from_code
from theano_compat.old.theano.op_tools import memoize as memoize
from theano_compat.old.theano.op_tools import to_return_values as to_return_values
from theano_compat.old.theano.op_tools import uniq as uniq
from theano_compat.old.theano.utils import NoDuplicateOptWarningFilter as NoDuplicateOptWarningFilter
from theano_compat.old.theano.utils import Singleton as Singleton
from theano_compat.old.theano.utils import add_excepthook as add_excepthook
from theano_compat.old.theano.utils import apply_across_args as apply_across_args
from theano_compat.old.theano.utils import call_subprocess_Popen as call_subprocess_Popen
from theano_compat.old.theano.utils import deprecated as deprecated
from theano_compat.old.theano.utils import maybe_add_to_os_environ_pathlist as maybe_add_to_os_environ_pathlist
from theano_compat.old.theano.utils import output_subprocess_Popen as output_subprocess_Popen
from theano_compat.old.theano.utils import subprocess_Popen as subprocess_Popen
from typing import Any
LOCAL_BITWIDTH: Any
PYTHON_INT_BITWIDTH: Any
