# Written by `python -m tools.stubs`.
from theano.gof import opt as opt
from theano_compat.theano_api.compat import DefaultOrderedDict as DefaultOrderedDict
from theano_compat.theano_api.misc.ordered_set import OrderedSet as OrderedSet
from theano_compat.theano_api.optimizing.databases import DB as DB
from theano_compat.theano_api.optimizing.databases import EquilibriumDB as EquilibriumDB
from theano_compat.theano_api.optimizing.databases import LocalGroupDB as LocalGroupDB
from theano_compat.theano_api.optimizing.databases import ProxyDB as ProxyDB
from theano_compat.theano_api.optimizing.databases import Query as Query
from theano_compat.theano_api.optimizing.databases import SequenceDB as SequenceDB
from typing import Any
config: Any
