# Written by `python -m tools.stubs`.
from theano import config as __config
from theano import config as config
from theano_compat.old.theano.op_tools import hash_from_code as hash_from_code
from theano_compat.old.theano.utils import deprecated as deprecated
from theano_compat.settings.parser import TheanoConfigParser as TheanoConfigParser
from theano_compat.theano_api.configparser import AddConfigVar as AddConfigVar
from theano_compat.theano_api.configparser import BoolParam as BoolParam
from theano_compat.theano_api.configparser import ConfigParam as ConfigParam
from theano_compat.theano_api.configparser import EnumStr as EnumStr
from theano_compat.theano_api.configparser import FloatParam as FloatParam
from theano_compat.theano_api.configparser import IntParam as IntParam
from theano_compat.theano_api.configparser import StrParam as StrParam
from theano_compat.theano_api.configparser import TheanoConfigWarning as TheanoConfigWarning
from theano_compat.theano_api.configparser import TypedParam as TypedParam
from theano_compat.theano_api.configparser import config_files_from_theanorc as config_files_from_theanorc
from theano_compat.theano_api.configparser import parse_config_string as parse_config_string
from typing import Any
import theano as theano
PY3: Any
THEANO_FLAGS: Any
THEANO_FLAGS_DICT: Any
_config = __config
change_flags: Any
"""Return a context manager and decorator that sets these values inside and restores the old ones after."""
