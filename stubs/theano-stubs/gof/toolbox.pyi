# Written by `python -m tools.stubs`.
from theano import config as config
from theano.gof import graph as graph
from theano_compat.functions.checking_modes import BadOptimization as BadOptimization
from theano_compat.old.theano.gof.toolbox import AlreadyThere as AlreadyThere
from theano_compat.old.theano.gof.toolbox import Feature as Feature
from theano_compat.old.theano.gof.toolbox import History as History
from theano_compat.old.theano.gof.toolbox import NoOutputFromInplace as NoOutputFromInplace
from theano_compat.old.theano.gof.toolbox import NodeFinder as NodeFinder
from theano_compat.old.theano.gof.toolbox import PrintListener as PrintListener
from theano_compat.old.theano.gof.toolbox import ReplaceValidate as ReplaceValidate
from theano_compat.old.theano.gof.toolbox import ReplacementDidntRemovedError as ReplacementDidntRemovedError
from theano_compat.old.theano.gof.toolbox import Validator as Validator
import theano as theano
