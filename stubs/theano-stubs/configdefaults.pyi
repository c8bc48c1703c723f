# Written by `python -m tools.stubs`.
from theano import config as config
from theano_compat.old.theano.utils import call_subprocess_Popen as call_subprocess_Popen
from theano_compat.old.theano.utils import maybe_add_to_os_environ_pathlist as maybe_add_to_os_environ_pathlist
from theano_compat.old.theano.utils import output_subprocess_Popen as output_subprocess_Popen
from theano_compat.settings.parser import TheanoConfigParser as TheanoConfigParser
from theano_compat.theano_api.configdefaults import floatX_convert as floatX_convert
from theano_compat.theano_api.configdefaults import get_home_dir as get_home_dir
from theano_compat.theano_api.configdefaults import local_bitwidth as local_bitwidth
from theano_compat.theano_api.configdefaults import python_int_bitwidth as python_int_bitwidth
from theano_compat.theano_api.configdefaults import split_version as split_version
from theano_compat.theano_api.configdefaults import warn_default as warn_default
from theano_compat.theano_api.configparser import AddConfigVar as AddConfigVar
from theano_compat.theano_api.configparser import BoolParam as BoolParam
from theano_compat.theano_api.configparser import ConfigParam as ConfigParam
from theano_compat.theano_api.configparser import EnumStr as EnumStr
from theano_compat.theano_api.configparser import FloatParam as FloatParam
from theano_compat.theano_api.configparser import IntParam as IntParam
from theano_compat.theano_api.configparser import StrParam as StrParam
from typing import Any
import theano as theano
THEANO_FLAGS_DICT: Any
