# Written by `python -m tools.stubs`.
from theano import config as config
from theano_compat.graph.variable import SharedVariable as SharedVariable
from theano_compat.old.theano.misc.pkl_utils import CompatUnpickler as CompatUnpickler
from theano_compat.old.theano.misc.pkl_utils import PersistentNdarrayID as PersistentNdarrayID
from theano_compat.old.theano.misc.pkl_utils import PersistentNdarrayLoad as PersistentNdarrayLoad
from theano_compat.old.theano.misc.pkl_utils import PersistentSharedVariableID as PersistentSharedVariableID
from theano_compat.old.theano.misc.pkl_utils import StripPickler as StripPickler
from theano_compat.old.theano.misc.pkl_utils import dump as dump
from theano_compat.old.theano.misc.pkl_utils import load as load
from typing import Any
import theano as theano
DEFAULT_PROTOCOL: Any
